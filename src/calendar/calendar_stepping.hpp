/// Days chosen by the calendar at large: weekdays of a month, the weekday nearest to a date, some years only.
///
/// The days of one month are a word of 31 bits again.  They depend on the month's length and on the weekday
/// it begins with alone, and are found from the rule's masks by shifting: no day is looked at by itself.
#pragma once

#include "calendar/day_stepping.hpp"
#include "calendar/month_calendar.hpp"

#include <nextfire/calendar/day_rule.hpp>

#include <bit>
#include <cstdint>

namespace nextfire::inline v0::detail {

/// A calendar rule: its two parts, which a schedule keeps apart.
struct calendar_rule {
    const month_days_rule& days;
    const calendar_masks& masks;
};

/// How a month lies: its length, and the weekday of its first day, 0 for Sunday.
struct month_shape {
    std::uint32_t length_beyond_28;
    std::uint32_t first_weekday;
};

/// Gives the days of the listed weekdays, bit 0 for day 1; bits beyond the month's end may be set.
[[nodiscard]] constexpr std::uint64_t weekday_bits(std::uint64_t weekdays, month_shape month) noexcept {
    const std::uint32_t first = month.first_weekday;
    const std::uint64_t listed = weekdays & cron_fields::all_weekdays;
    // In each of the five weeks the seven bits are rotated, so that the first is that of the month's first
    // day.
    const std::uint64_t not_wrapped = ((std::uint64_t{128} >> first) - 1) * cron_fields::every_week;
    const std::uint64_t rotated = (listed >> first & not_wrapped) | (listed << (7 - first) & ~not_wrapped);
    const std::uint64_t last = weekdays >> calendar_masks::last_weekdays_shift & 0x7F;
    const std::uint64_t last_week =
        (last | last << 7 | last << 14) >> (first + month.length_beyond_28) & 0x7F;
    return rotated | last_week << (21 + month.length_beyond_28);
}

/// Gives the weekdays, Monday to Friday, nearest to the listed days, within the month.
/// A day that the month does not have is skipped, and has no nearest weekday either.
[[nodiscard]] constexpr std::uint32_t workday_bits(const calendar_masks& masks, month_shape month) noexcept {
    const std::uint32_t last_bit = std::uint32_t{1} << (27 + month.length_beyond_28);
    const std::uint32_t counted_back = masks.last_workdays >> (3 - month.length_beyond_28);
    const std::uint32_t listed =
        ((masks.workdays & ~calendar_masks::either_bit) | counted_back) & (last_bit * 2 - 1);
    constexpr std::uint64_t six_weeks = cron_fields::every_week | std::uint64_t{1} << 35;
    const auto saturdays = static_cast<std::uint32_t>(cron_fields::every_week << 6 >> month.first_weekday);
    const auto sundays = static_cast<std::uint32_t>(six_weeks >> month.first_weekday);
    const std::uint32_t on_saturday = listed & saturdays;
    const std::uint32_t on_sunday = listed & sundays;
    return (listed & ~(saturdays | sundays)) |                          //
           (on_saturday & ~1U) >> 1 | (on_saturday & 1U) << 2 |         // Friday, or Monday the 3rd
           (on_sunday & ~last_bit) << 1 | (on_sunday & last_bit) >> 2;  // Monday, or the last Friday
}

/// Gives the days of a month that fire, without regard to months and years allowed; bit 0 for day 1.
[[nodiscard]] constexpr std::uint32_t days_of_shape(const calendar_rule& rule, month_shape month) noexcept {
    std::uint32_t by_date = rule.days.bits_by_length[month.length_beyond_28];
    const calendar_masks& masks = rule.masks;
    const bool is_either = (masks.workdays & calendar_masks::either_bit) != 0;
    if (((masks.workdays & ~calendar_masks::either_bit) | masks.last_workdays) != 0)
        by_date |= workday_bits(masks, month);
    const bool any_weekday = (masks.weekdays & cron_fields::all_weekdays) == cron_fields::all_weekdays;
    const std::uint64_t by_weekday = any_weekday ? ~std::uint64_t{0} : weekday_bits(masks.weekdays, month);
    const std::uint64_t in_month = (std::uint64_t{1} << (28 + month.length_beyond_28)) - 1;
    return static_cast<std::uint32_t>((is_either ? by_date | by_weekday : by_date & by_weekday) & in_month);
}

/// Says whether a year is allowed.  Where all are, so are the hours of 1969 and 10000 that some zones still
/// or already show.
[[nodiscard]] constexpr bool allows_year(const calendar_rule& rule, int year) noexcept {
    return (rule.masks.weekdays & calendar_masks::some_years_bit) == 0 || rule.masks.years.contains(year);
}

[[nodiscard]] constexpr int year_of(std::int32_t number) noexcept {
    return 1960 + static_cast<int>(static_cast<std::uint32_t>(number + 120) / 12);
}

/// Gives the days of a month that fire; none in a month or year that is not allowed.
[[nodiscard]] inline std::uint32_t days_of_month(const calendar_rule& rule, const calendar_month& month,
                                                 std::int32_t number) noexcept {
    if ((rule.days.months >> month.month_of_year & 1) == 0) return 0;
    if (!allows_year(rule, year_of(number))) return 0;
    return days_of_shape(rule, {month.length_beyond_28, month.first_weekday});
}

/// Finds the first month after `month` in which a day fires.  A loop over the months that are left at most,
/// and over one year of a year that is not allowed.
template <class Calendar>
[[nodiscard, gnu::always_inline]] inline firing_month month_after(const calendar_rule& rule,
                                                                  std::int32_t month) noexcept {
    std::uint32_t month_of_year = Calendar::at(month).month_of_year;
    while (true) {
        month += std::countr_zero((rule.days.months | 1U << 24) >> (month_of_year + 1)) + 1;
        if (month >= Calendar::month_limit) break;
        const calendar_month here = Calendar::at(month);
        if (const std::uint32_t days = days_of_month(rule, here, month); days != 0)
            return {month, here.first_day, days};
        month_of_year = here.month_of_year;
        const int year = year_of(month);
        if (allows_year(rule, year)) continue;
        const auto later = rule.masks.years.on_or_after(year);
        if (!later) break;
        month = (*later - 1970) * 12 - 1;
        month_of_year = 11;
    }
    return {Calendar::month_limit, Calendar::at(Calendar::month_limit).first_day, 0};
}

/// Finds the last month before `month` in which a day fires.
template <class Calendar>
[[nodiscard]] firing_month month_before(const calendar_rule& rule, std::int32_t month) noexcept {
    while (--month >= Calendar::first_month) {
        const calendar_month here = Calendar::at(month);
        if (const std::uint32_t days = days_of_month(rule, here, month); days != 0)
            return {month, here.first_day, days};
        const int year = year_of(month);
        if (allows_year(rule, year)) continue;
        const auto earlier = rule.masks.years.on_or_before(year);
        if (!earlier) break;
        month = (*earlier - 1970 + 1) * 12;
    }
    return {Calendar::first_month - 1, Calendar::at(Calendar::first_month).first_day, 0};
}

/// Finds the first day at or after `day` that fires, or the first day beyond the calendar.
template <class Calendar>
[[nodiscard, gnu::always_inline]] inline std::int32_t calendar_day_on_or_after(const calendar_rule& rule,
                                                                               std::int32_t day) noexcept {
    const std::int32_t month = Calendar::month_of(day);
    const calendar_month here = Calendar::at(month);
    constexpr std::uint32_t every_month_to_its_end =
        30U << month_days_rule::latest_shift | month_days_rule::all_months_twice;
    first_look look{month, static_cast<std::uint32_t>(day - here.first_day)};
    calendar_month there = here;
    if (rule.days.months != every_month_to_its_end) {
        look = look_from(rule.days, here, month, day);
        if (look.month >= Calendar::month_limit) return Calendar::at(Calendar::month_limit).first_day;
        there = Calendar::at(look.month);
    }
    const std::uint32_t coming = days_of_month(rule, there, look.month) >> look.from;
    if (coming != 0) return there.first_day + static_cast<std::int32_t>(look.from) + std::countr_zero(coming);
    const firing_month later = month_after<Calendar>(rule, look.month);
    return later.first_day + (later.days == 0 ? 0 : std::countr_zero(later.days));
}

/// Finds the last day at or before `day` that fires, or the last day before the calendar.
template <class Calendar>
[[nodiscard]] std::int32_t calendar_day_on_or_before(const calendar_rule& rule, std::int32_t day) noexcept {
    const std::int32_t month = Calendar::month_of(day);
    const calendar_month here = Calendar::at(month);
    const std::uint32_t past = days_of_month(rule, here, month) << (31 - (day - here.first_day));
    if (past != 0) return day - std::countl_zero(past);
    const firing_month earlier = month_before<Calendar>(rule, month);
    return earlier.first_day + (earlier.days == 0 ? -1 : 31 - std::countl_zero(earlier.days));
}

/// A calendar rule by one of the calendars.  Where the near one ends before a day that fires, the answer lies
/// beyond every near instant, or before all of them, and the fast path notices.
template <class Calendar>
struct calendar_days {
    using calendar = Calendar;
    calendar_rule rule;

    /// Gives the days of a month that fire, bit 0 for day 1.
    [[nodiscard]] std::uint32_t bits_of(const calendar_month& month, std::int32_t number) const noexcept {
        return days_of_month(rule, month, number);
    }
};

template <class Calendar>
[[nodiscard, gnu::always_inline]] inline std::int64_t day_on_or_after(const calendar_days<Calendar>& days,
                                                                      std::int64_t day) noexcept {
    return calendar_day_on_or_after<Calendar>(days.rule, static_cast<std::int32_t>(day));
}

template <class Calendar>
[[nodiscard]] inline std::int64_t day_on_or_before(const calendar_days<Calendar>& days,
                                                   std::int64_t day) noexcept {
    return calendar_day_on_or_before<Calendar>(days.rule, static_cast<std::int32_t>(day));
}

}  // namespace nextfire::inline v0::detail
