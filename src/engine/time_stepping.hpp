/// From a local time to the nearest local time that fires: the times of day, joined to the days.
///
/// Hot functions, without a branch that depends on the time asked about: such branches could not be
/// predicted.
#pragma once

#include "calendar/day_stepping.hpp"

#include <nextfire/engine/schedule_rule.hpp>

#include <bit>
#include <cstdint>

namespace nextfire::inline v0::detail {

inline constexpr std::int64_t seconds_a_day = 86400;

/// Gives the local day of a near instant by division of an unsigned number: no local time in 1970 or later
/// is more than two days before 1970-01-01, whatever the offset.
[[nodiscard]] constexpr std::int64_t near_day(std::int64_t local) noexcept {
    constexpr std::int64_t bias_days = 3;
    const auto biased = static_cast<std::uint64_t>(local + bias_days * seconds_a_day);
    const auto shares = static_cast<std::uint32_t>(biased >> 7);  // 675 to a day
    return std::int64_t{shares / 675} - bias_days;
}

/// A local day and its weekday, 0 for Sunday.
struct week_place {
    std::int64_t day;
    std::uint64_t weekday;

    operator std::int64_t() const noexcept { return day; }
};

/// Gives the local day of a near instant, as near_day does, and its weekday, each by a multiplication that does not wait for
/// the other.
///
/// The low half of time * (2^64 / 604,800) is what has passed of the week, as a fraction of 2^64; seven times that is the
/// weekday.  The fraction is too large by less than 2^-26 (the factor is rounded up, and times to the year 9999 are below
/// 2^38), and cut to 32 bits and one more, by less than 2^-25 in all; a second is 2^-20 of a week.  So it is never too small,
/// and reaches the next day only with it: time_stepping_test tries both ends of each day.
[[nodiscard, gnu::always_inline]] inline week_place week_place_of(std::int64_t local) noexcept {
    constexpr std::int64_t sunday_before = 4;  // days from Sunday, 1969-12-28, to 1970
    constexpr std::uint64_t weeks = ~std::uint64_t{0} / (7 * seconds_a_day) + 1;
    const auto since_sunday = static_cast<std::uint64_t>(local + sunday_before * seconds_a_day);
    const std::int64_t day = static_cast<std::uint32_t>(since_sunday >> 7) / 675 - sunday_before;
    return {day, ((since_sunday * weeks >> 32) + 1) * 7 >> 32};
}

/// The local day of a near instant, as the steps of a kind of days begin with it.
template <class Days>
[[nodiscard, gnu::always_inline]] inline std::int64_t day_of(const Days&, std::int64_t local) noexcept {
    return near_day(local);
}
[[nodiscard, gnu::always_inline]] inline week_place day_of(const weekdays_rule&,
                                                           std::int64_t local) noexcept {
    return week_place_of(local);
}

/// Finds the first day that fires on or after a day, or on or after the one behind it where `later` is 1 and not 0.
template <class Days>
[[nodiscard, gnu::always_inline]] inline std::int64_t first_day_from(const Days& days, std::int64_t day,
                                                                     std::int64_t later) noexcept {
    return day_on_or_after(days, day + later);
}
[[nodiscard, gnu::always_inline]] inline std::int64_t first_day_from(const weekdays_rule& rule,
                                                                     week_place place,
                                                                     std::int64_t later) noexcept {
    return place.day + later + rule.steps_ahead[place.weekday + static_cast<std::uint64_t>(later)];
}

/// One time of day.
struct one_time {
    std::uint32_t seconds;
};

/// Several times of day: every second, minute and hour that the masks hold.  None of them is empty.
struct many_times {
    std::uint64_t seconds;
    std::uint64_t minutes;
    std::uint32_t hours;
    std::uint32_t run_step_seconds = 0;  ///< Where they are equally far apart within a day: how far; else 0.

    [[nodiscard]] std::int64_t first() const noexcept {
        return std::countr_zero(hours) * 3600 + std::countr_zero(minutes) * 60 + std::countr_zero(seconds);
    }
    [[nodiscard]] std::int64_t last() const noexcept {
        return (31 - std::countl_zero(hours)) * 3600 + (63 - std::countl_zero(minutes)) * 60 +
               (63 - std::countl_zero(seconds));
    }
};

/// Gives the number of the first bit of a set that is not empty; without the test for one that is.
[[nodiscard, gnu::always_inline]] inline std::uint64_t first_bit(std::uint64_t bits) noexcept {
    if (bits == 0) __builtin_unreachable();
    return static_cast<std::uint64_t>(std::countr_zero(bits));
}

/// Finds the first time of day that is not before `time`, 0 to 86399; 86400 + first() where none is left.
///
/// The answer is one of four: a later second in this minute, the first second of a later minute in this hour,
/// the first of a later hour, or tomorrow's first.  Bits that do not exist stand for "later".
[[nodiscard, gnu::always_inline]] inline std::int64_t time_on_or_after(const many_times& times,
                                                                       std::int64_t time) noexcept {
    const auto whole = static_cast<std::uint32_t>(time);
    const std::uint32_t minute_of_day = whole / 60;
    const std::uint32_t hour = whole / 3600;
    const std::uint32_t minute = minute_of_day - hour * 60;
    const std::uint32_t second = whole - minute_of_day * 60;

    // Where this minute or this hour does not fire, nothing is left in it.
    const std::uint64_t hour_fires = times.hours >> hour & 1;
    const std::uint64_t minute_fires = times.minutes >> minute & 1;
    const std::uint64_t seconds_left = times.seconds >> second & (0 - (minute_fires & hour_fires));
    const std::uint64_t beyond_minute = seconds_left == 0;
    const std::uint64_t minutes_left = times.minutes >> minute >> beyond_minute & (0 - hour_fires);
    const std::uint64_t beyond_hour = minutes_left == 0;
    // The hours stand there twice, the second time for tomorrow.
    const std::uint64_t hours = times.hours | std::uint64_t{times.hours} << 24;
    const std::uint64_t hours_left = hours >> hour >> beyond_hour;
    constexpr std::uint64_t stop = std::uint64_t{1} << 63;

    const std::uint64_t first_second = first_bit(times.seconds);
    const std::uint64_t first_minute = first_bit(times.minutes);
    const std::uint64_t later_second = second + first_bit(seconds_left | stop);
    const std::uint64_t later_minute = minute + beyond_minute + first_bit(minutes_left | stop);
    const std::uint64_t found_hour = hour + beyond_hour + first_bit(hours_left);
    const std::uint64_t found_minute = later_minute ^ ((later_minute ^ first_minute) & (0 - beyond_hour));
    const std::uint64_t found_second =
        later_second ^ ((later_second ^ first_second) & (0 - (beyond_minute | beyond_hour)));
    return static_cast<std::int64_t>(found_hour * 3600 + found_minute * 60 + found_second);
}

/// Finds the last time of day that is not after `time`, 0 to 86399; last() - 86400 where there is none.
[[nodiscard]] inline std::int64_t time_on_or_before(const many_times& times, std::int64_t time) noexcept {
    const auto whole = static_cast<std::uint32_t>(time);
    const std::uint32_t hour = whole / 3600;
    const std::uint32_t in_hour = whole - hour * 3600;
    const std::uint32_t minute = in_hour / 60;
    const std::uint32_t second = in_hour - minute * 60;

    const std::uint64_t minute_fires = times.minutes >> minute & 1;
    const std::uint64_t hour_fires = times.hours >> hour & 1;
    const std::uint64_t seconds_left = times.seconds << (63 - second) & (0 - minute_fires);
    const bool in_this_minute = seconds_left != 0;
    const std::uint64_t minutes_left =
        times.minutes << (63 - minute) << (in_this_minute ? 0 : 1) & (0 - hour_fires);
    const bool in_this_hour = minutes_left != 0;
    // The hours stand there twice, the first time for yesterday.
    const std::uint64_t hours = times.hours | std::uint64_t{times.hours} << 24;
    const std::uint64_t hours_left = hours << (39 - hour) << (in_this_hour ? 0 : 1);

    const int last_second = 63 - std::countl_zero(times.seconds);
    const int last_minute = 63 - std::countl_zero(times.minutes);
    const auto here = static_cast<int>(minute) - (in_this_minute ? 0 : 1);
    const int found_hour = static_cast<int>(hour) - (in_this_hour ? 0 : 1) - std::countl_zero(hours_left);
    const int found_minute = in_this_hour ? here - std::countl_zero(minutes_left) : last_minute;
    const int found_second = in_this_hour && in_this_minute
                                 ? static_cast<int>(second) - std::countl_zero(seconds_left)
                                 : last_second;
    return std::int64_t{found_hour} * 3600 + found_minute * 60 + found_second;
}

/// Finds the first local time after `local` that fires; near times, as near_day has them.
template <class Days>
[[nodiscard, gnu::always_inline]] inline std::int64_t local_after(const Days& days, one_time time,
                                                                  std::int64_t local) noexcept {
    // The last local day whose time of day is not after the one asked about is ruled out; from the next one
    // on all may fire.
    const auto ruled_out = day_of(days, local - time.seconds);
    return first_day_from(days, ruled_out, 1) * seconds_a_day + time.seconds;
}

/// Finds the last local time at or before `local` that fires.
template <class Days>
[[nodiscard, gnu::always_inline]] inline std::int64_t local_until(const Days& days, one_time time,
                                                                  std::int64_t local) noexcept {
    const std::int64_t latest = near_day(local - time.seconds);
    return day_on_or_before(days, latest) * seconds_a_day + time.seconds;
}

template <class Days>
[[nodiscard, gnu::always_inline]] inline std::int64_t local_after(const Days& days, const many_times& times,
                                                                  std::int64_t local) noexcept {
    const auto today = day_of(days, local + 1);
    const std::int64_t time = time_on_or_after(times, local + 1 - today * seconds_a_day);
    const std::int64_t later = time >= seconds_a_day ? 1 : 0;
    const std::int64_t wanted = today + later;
    const std::int64_t day = first_day_from(days, today, later);
    // If it is the day wanted, then at that time; if it is a later one, at the first of its times.  By the
    // sign of the difference: a comparison would become a branch that cannot be predicted.
    const auto wanted_time = static_cast<std::uint64_t>(today * seconds_a_day + time);
    const auto first = static_cast<std::uint64_t>(day * seconds_a_day + times.first());
    return static_cast<std::int64_t>(
        first ^ ((first ^ wanted_time) & ~static_cast<std::uint64_t>((wanted - day) >> 63)));
}

template <class Days>
[[nodiscard, gnu::always_inline]] inline std::int64_t local_until(const Days& days, const many_times& times,
                                                                  std::int64_t local) noexcept {
    const std::int64_t today = near_day(local);
    const std::int64_t time = time_on_or_before(times, local - today * seconds_a_day);
    const std::int64_t wanted = today - (time < 0 ? 1 : 0);
    const std::int64_t day = day_on_or_before(days, wanted);
    return day == today ? day * seconds_a_day + time : day * seconds_a_day + times.last();
}

/// Gives the number of the slot that a time since the offset, 0 to 86399, lies in.
///
/// The quotient by the rounded-up reciprocal is exact while value * (its rounding error) < 2^33; the error is
/// below the unit, 2^16, and the value below 2^17.
[[nodiscard, gnu::always_inline]] inline std::uint64_t slot_of(const slot_times& times,
                                                               std::int64_t time) noexcept {
    return static_cast<std::uint64_t>(time) * times.reciprocal >> 33;
}

template <class Days>
[[nodiscard, gnu::always_inline]] inline std::int64_t local_after(const Days& days, const slot_times& times,
                                                                  std::int64_t local) noexcept {
    const std::int64_t value = local - times.offset_seconds;
    const auto today = day_of(days, value);
    const std::uint64_t slot = slot_of(times, value - today * seconds_a_day);
    const std::uint64_t left = times.slots >> slot >> 1;
    const std::int64_t day = first_day_from(days, today, left == 0 ? 1 : 0);
    // The sign of the difference says whether it is today: a comparison would become a branch.
    const std::uint64_t later = slot + 1 + first_bit(left | std::uint64_t{1} << 63);
    const std::uint64_t first = first_bit(times.slots);
    const std::uint64_t found = later ^ ((later ^ first) & static_cast<std::uint64_t>((today - day) >> 63));
    return day * seconds_a_day + static_cast<std::int64_t>(found * times.unit_seconds + times.offset_seconds);
}

template <class Days>
[[nodiscard, gnu::always_inline]] inline std::int64_t local_until(const Days& days, const slot_times& times,
                                                                  std::int64_t local) noexcept {
    const std::int64_t value = local - times.offset_seconds;
    const std::int64_t today = near_day(value);
    const std::uint64_t slot = slot_of(times, value - today * seconds_a_day);
    const std::uint64_t past = times.slots << (63 - slot);
    const std::int64_t day = day_on_or_before(days, today - (past == 0 ? 1 : 0));
    const std::uint64_t earlier = slot - static_cast<std::uint64_t>(std::countl_zero(past | 1));
    const auto last = static_cast<std::uint64_t>(63 - std::countl_zero(times.slots));
    const std::uint64_t found =
        earlier ^ ((earlier ^ last) & static_cast<std::uint64_t>((day - today) >> 63));
    return day * seconds_a_day + static_cast<std::int64_t>(found * times.unit_seconds + times.offset_seconds);
}

__extension__ using wide_product = unsigned __int128;

/// Makes the steady rule that fires at `phase` and every `step` of local seconds before and after it.
[[nodiscard]] constexpr steady_rule steady_from(std::uint32_t step_seconds,
                                                std::int64_t phase_seconds) noexcept {
    const std::int64_t step = step_seconds;
    const std::int64_t rest = phase_seconds % step;  // from 1970 to a firing, forward or back
    const std::int64_t to_firing = rest > 0 ? step - rest : -rest;
    const std::int64_t three_days =  // at least, in whole steps; a long step needs no division
        step >= 3 * seconds_a_day ? step : (3 * seconds_a_day + step - 1) / step * step;
    const std::int64_t bias = three_days + to_firing;
    const auto shift = static_cast<std::uint32_t>(31 - std::countl_zero(step_seconds));
    const auto reciprocal =
        static_cast<std::uint64_t>(((wide_product{1} << (63 + shift)) + step_seconds - 1) / step_seconds);
    return {step_seconds, static_cast<std::uint32_t>(bias), static_cast<std::uint32_t>(reciprocal),
            static_cast<std::uint32_t>(reciprocal >> 32), shift};
}

/// Gives how many whole steps lie between the rule's beginning, at least three days before 1970, and a local
/// time.
///
/// The quotient by the rounded-up reciprocal is exact while value * (its rounding error) < 2^(63 + shift);
/// the error is below the step, which is below 2^(shift + 1), and the value below 2^39 to the year 9999 and
/// beyond.
[[nodiscard, gnu::always_inline]] inline std::int64_t steps_until(const steady_rule& rule,
                                                                  std::int64_t local) noexcept {
    const auto value = static_cast<std::uint64_t>(local + rule.bias_seconds);
    const std::uint64_t reciprocal = rule.reciprocal_low | std::uint64_t{rule.reciprocal_high} << 32;
    const auto upper = static_cast<std::uint64_t>(wide_product{value * 2} * reciprocal >> 64);
    return static_cast<std::int64_t>(upper >> rule.shift);
}

/// The two above for a steady rule, which needs no days.
[[nodiscard, gnu::always_inline]] inline std::int64_t steady_after(const steady_rule& rule,
                                                                   std::int64_t local) noexcept {
    return (steps_until(rule, local) + 1) * rule.step_seconds - rule.bias_seconds;
}

[[nodiscard, gnu::always_inline]] inline std::int64_t steady_until(const steady_rule& rule,
                                                                   std::int64_t local) noexcept {
    return steps_until(rule, local) * rule.step_seconds - rule.bias_seconds;
}

}  // namespace nextfire::inline v0::detail
