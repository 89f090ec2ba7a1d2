/// From a local day to the nearest local day that fires: the inner step of every question.
///
/// These are hot functions.  None of them goes through year, month and day: weekdays are a table, cycles one
/// multiplication, a mask and a count of trailing zeros, days of months a table of months, a mask and a count
/// of trailing zeros.
#pragma once

#include "calendar/month_calendar.hpp"

#include <nextfire/calendar/day_rule.hpp>

#include <algorithm>
#include <bit>
#include <cstddef>
#include <cstdint>

namespace nextfire::inline v0::detail {

/// The longest run of months without a day that fires is the one from February 2096 to February 2104.
inline constexpr int most_empty_months = 8 * 12;

/// Counts the bits of a word, pair by pair, then four by four, then in bytes.  std::popcount is a call where the
/// processor is not known to have the instruction.
[[nodiscard]] constexpr std::int64_t bit_count(std::uint64_t bits) noexcept {
    bits -= bits >> 1 & 0x5555555555555555;
    bits = (bits & 0x3333333333333333) + (bits >> 2 & 0x3333333333333333);
    bits = (bits + (bits >> 4)) & 0x0F0F0F0F0F0F0F0F;
    return static_cast<std::int64_t>(bits * 0x0101010101010101 >> 56);
}

/// Gives the weekday, 0 for Sunday; day >= -4, the Sunday before 1970.
///
/// 613566757 is 2^32 / 7, rounded up by 3/7: exact for all numbers below 2^32 / 3, so for all days there are.
[[nodiscard]] inline std::uint32_t weekday_of(std::int64_t day) noexcept {
    const auto since_sunday = static_cast<std::uint64_t>(day + 4);
    return static_cast<std::uint32_t>(since_sunday - 7 * (since_sunday * 613566757 >> 32));
}

/// Makes the rule for a set of weekdays, not empty; bit 0 is Sunday.
[[nodiscard]] constexpr weekdays_rule weekdays_from(std::uint32_t bits) noexcept {
    weekdays_rule rule{bits, {}, {}};
    const std::uint32_t thrice = bits | bits << 7 | bits << 14;
    for (std::uint32_t weekday = 0; weekday < 8; ++weekday) {
        rule.steps_ahead[weekday] = static_cast<std::uint8_t>(std::countr_zero(thrice >> weekday));
        rule.steps_back[weekday] = static_cast<std::uint8_t>(std::countl_zero(thrice << (24 - weekday)));
    }
    return rule;
}

[[nodiscard, gnu::always_inline]] inline std::int64_t day_on_or_after(const weekdays_rule& rule,
                                                                      std::int64_t day) noexcept {
    return day + rule.steps_ahead[weekday_of(day)];
}

[[nodiscard, gnu::always_inline]] inline std::int64_t day_on_or_before(const weekdays_rule& rule,
                                                                       std::int64_t day) noexcept {
    return day - rule.steps_back[weekday_of(day)];
}

/// Gives the first day of the cycle that a day lies in; day >= -4 here and below.
///
/// The quotient by the rounded-up reciprocal is exact while value * (rounding error) < 2^31; the error is
/// below the length, 500, so up to 2^22 days, and the year 9999 ends before 2^22.  day_stepping_test tries
/// them.
[[nodiscard, gnu::always_inline]] inline std::int64_t cycle_begin(const cycle_rule& rule,
                                                                  std::int64_t day) noexcept {
    const auto value = static_cast<std::uint64_t>(day + rule.phase_days);
    return static_cast<std::int64_t>((value * rule.reciprocal >> 31) * rule.length_days) - rule.phase_days;
}

[[nodiscard]] inline std::uint64_t days_of_cycle(const cycle_rule& rule) noexcept {
    return rule.bits_low | std::uint64_t{rule.bits_high} << 32;
}

/// Gives the place of a day in its cycle, or 63, where nothing fires, for all places from there on.
[[nodiscard, gnu::always_inline]] inline std::uint64_t place_in_cycle(std::int64_t day,
                                                                      std::int64_t begin) noexcept {
    return std::min(static_cast<std::uint64_t>(day - begin), std::uint64_t{63});
}

/// Finds the first day at or after `day` that fires: what is left of this cycle decides, or else the first
/// day of the next one.  Chosen without a branch, which could not be predicted.
[[nodiscard, gnu::always_inline]] inline std::int64_t day_on_or_after(const cycle_rule& rule,
                                                                      std::int64_t day) noexcept {
    const std::int64_t begin = cycle_begin(rule, day);
    const std::uint64_t place = place_in_cycle(day, begin);
    const std::uint64_t bits = days_of_cycle(rule);
    const std::uint64_t coming = bits >> place;
    const std::uint64_t here =
        place + static_cast<std::uint64_t>(std::countr_zero(coming | std::uint64_t{1} << 63));
    const std::uint64_t later =
        rule.length_days + static_cast<std::uint64_t>(std::countr_zero(bits | std::uint64_t{1} << 63));
    const std::uint64_t is_later = 0 - static_cast<std::uint64_t>(coming == 0);
    return begin + static_cast<std::int64_t>(here ^ ((here ^ later) & is_later));
}

/// Finds the last day at or before `day` that fires.
[[nodiscard, gnu::always_inline]] inline std::int64_t day_on_or_before(const cycle_rule& rule,
                                                                       std::int64_t day) noexcept {
    const std::int64_t begin = cycle_begin(rule, day);
    const std::uint64_t place = place_in_cycle(day, begin);
    const std::uint64_t bits = days_of_cycle(rule);
    const std::uint64_t past = bits << (63 - place);
    const auto here = static_cast<std::int64_t>(place) - std::countl_zero(past | 1);
    const std::int64_t earlier = 63 - std::countl_zero(bits | 1) - std::int64_t{rule.length_days};
    return begin + (past != 0 ? here : earlier);
}

/// Gives the days of a month that fire, bit 0 for day 1; none in a month that is not allowed.
[[nodiscard]] inline std::uint32_t days_of_month(const month_days_rule& rule,
                                                 const calendar_month& month) noexcept {
    const std::uint32_t is_allowed = rule.months >> month.month_of_year & 1;
    return rule.bits_by_length[month.length_beyond_28] & (0 - is_allowed);
}

/// A month, its first day, and which of its days fire; none at all beyond either end of the calendar.
struct firing_month {
    std::int32_t month;
    std::int32_t first_day;
    std::uint32_t days;
};

/// Finds the first month after `month` in which a day fires.
template <class Calendar>
[[nodiscard, gnu::always_inline]] inline firing_month month_after(const month_days_rule& rule,
                                                                  std::int32_t month) noexcept {
    calendar_month here = Calendar::at(month);
    while (true) {  // most_empty_months at the most
        // The months stand there twice, and a third January keeps the number from being zero.
        const std::uint32_t coming = (rule.months | 1U << 24) >> (here.month_of_year + 1);
        month += std::countr_zero(coming) + 1;
        if (month >= Calendar::month_limit) return {month, Calendar::at(Calendar::month_limit).first_day, 0};
        here = Calendar::at(month);
        if (const std::uint32_t days = days_of_month(rule, here); days != 0)
            return {month, here.first_day, days};
    }
}

/// Finds the last month before `month` in which a day fires.
template <class Calendar>
[[nodiscard]] firing_month month_before(const month_days_rule& rule, std::int32_t month) noexcept {
    const std::int32_t limit = std::max(month - most_empty_months - 12, Calendar::first_month);
    while (--month >= limit) {
        const calendar_month here = Calendar::at(month);
        if (const std::uint32_t days = days_of_month(rule, here); days != 0)
            return {month, here.first_day, days};
    }
    return {limit - 1, Calendar::at(limit).first_day, 0};
}

/// Where to look first: a month in which a day at or after the one asked about may fire, and from which of
/// its days on, bit by bit.
struct first_look {
    std::int32_t month;
    std::uint32_t from;
};

/// Chosen without a branch, which could not be predicted: this month, or the next one allowed if this one is
/// not or has no later day that ever fires.
[[nodiscard, gnu::always_inline]] inline first_look look_from(const month_days_rule& rule,
                                                              const calendar_month& here, std::int32_t month,
                                                              std::int32_t day) noexcept {
    const auto day_of_month = static_cast<std::uint32_t>(day - here.first_day);
    const std::uint32_t is_past = ((rule.months >> month_days_rule::latest_shift) - day_of_month) >> 31;
    const std::uint32_t coming = (rule.months | 1U << 24) >> (here.month_of_year + is_past);
    const std::int32_t ahead = std::countr_zero(coming) + static_cast<std::int32_t>(is_past);
    return {month + ahead, day_of_month & static_cast<std::uint32_t>((ahead - 1) >> 31)};
}

/// Finds the first day at or after `day` that fires, or the first day beyond the calendar.
template <class Calendar>
[[nodiscard, gnu::always_inline]] inline std::int32_t month_day_on_or_after(const month_days_rule& rule,
                                                                            std::int32_t day) noexcept {
    const std::int32_t month = Calendar::month_of(day);
    const first_look look = look_from(rule, Calendar::at(month), month, day);
    if (look.month >= Calendar::month_limit) return Calendar::at(Calendar::month_limit).first_day;
    const calendar_month there = Calendar::at(look.month);
    const std::uint32_t coming = rule.bits_by_length[there.length_beyond_28] >> look.from;
    if (coming != 0) return there.first_day + static_cast<std::int32_t>(look.from) + std::countr_zero(coming);
    const firing_month later = month_after<Calendar>(rule, look.month);
    return later.first_day + (later.days == 0 ? 0 : std::countr_zero(later.days));
}

/// Finds the last day at or before `day` that fires, or the last day before the calendar.
template <class Calendar>
[[nodiscard]] std::int32_t month_day_on_or_before(const month_days_rule& rule, std::int32_t day) noexcept {
    const std::int32_t month = Calendar::month_of(day);
    const calendar_month here = Calendar::at(month);
    const std::uint32_t past = days_of_month(rule, here) << (31 - (day - here.first_day));
    if (past != 0) return day - std::countl_zero(past);
    const firing_month earlier = month_before<Calendar>(rule, month);
    return earlier.first_day + 31 - (earlier.days == 0 ? 32 : std::countl_zero(earlier.days));
}

/// Days of months by one of the calendars: the near one for the fast path, the far one for all of time.
template <class Calendar>
struct month_days {
    using calendar = Calendar;
    const month_days_rule& rule;

    /// Gives the days of a month that fire, bit 0 for day 1.
    [[nodiscard]] std::uint32_t bits_of(const calendar_month& month, std::int32_t /*number*/) const noexcept {
        return days_of_month(rule, month);
    }
};

template <class Calendar>
[[nodiscard, gnu::always_inline]] inline std::int64_t day_on_or_after(const month_days<Calendar>& days,
                                                                      std::int64_t day) noexcept {
    return month_day_on_or_after<Calendar>(days.rule, static_cast<std::int32_t>(day));
}

template <class Calendar>
[[nodiscard]] inline std::int64_t day_on_or_before(const month_days<Calendar>& days,
                                                   std::int64_t day) noexcept {
    return month_day_on_or_before<Calendar>(days.rule, static_cast<std::int32_t>(day));
}

/// Every day there is.
struct all_days {};

[[nodiscard, gnu::always_inline]] inline std::int64_t day_on_or_after(all_days, std::int64_t day) noexcept {
    return day;
}
[[nodiscard, gnu::always_inline]] inline std::int64_t day_on_or_before(all_days, std::int64_t day) noexcept {
    return day;
}

}  // namespace nextfire::inline v0::detail
