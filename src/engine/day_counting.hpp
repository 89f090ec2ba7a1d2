/// How many days and times of day fire, counted without walking from one to the next.
#pragma once

#include "calendar/calendar_stepping.hpp"
#include "calendar/day_map.hpp"
#include "calendar/day_stepping.hpp"
#include "engine/time_stepping.hpp"

#include <cstdint>

namespace nextfire::inline v0::detail {

/// Counts the times of day before `time`, 0 to 86400.
[[nodiscard]] constexpr std::int64_t times_before(one_time times, std::int64_t time) noexcept {
    return time > times.seconds ? 1 : 0;
}
/// Gives the slots that fire before `time`, 0 to 86400.
[[nodiscard]] inline std::uint64_t slots_before(const slot_times& times, std::int64_t time) noexcept {
    if (time <= times.offset_seconds) return 0;
    const std::uint64_t latest_begun = slot_of(times, time - times.offset_seconds - 1);
    return times.slots & ~(~std::uint64_t{1} << latest_begun);
}
[[nodiscard]] inline std::int64_t times_before(const slot_times& times, std::int64_t time) noexcept {
    return bit_count(slots_before(times, time));
}
[[nodiscard]] inline std::int64_t times_before(const many_times& times, std::int64_t time) noexcept {
    const auto whole = static_cast<std::uint64_t>(time);
    const auto below = [](std::uint64_t bits, std::uint64_t place) {
        return bit_count(bits & ~(~std::uint64_t{0} << place));
    };
    const std::uint64_t hour = whole / 3600, minute = whole / 60 % 60, second = whole % 60;
    const std::int64_t a_minute = bit_count(times.seconds);
    const std::int64_t an_hour = a_minute * bit_count(times.minutes);
    std::int64_t count = below(times.hours, hour) * an_hour;
    if ((times.hours >> hour & 1) == 0) return count;
    count += below(times.minutes, minute) * a_minute;
    return (times.minutes >> minute & 1) == 0 ? count : count + below(times.seconds, second);
}

/// Says whether a time of day in [from, until) is among them; 0 <= from <= until <= 86400.
template <class Times>
[[nodiscard]] bool has_between(const Times& times, std::int64_t from, std::int64_t until) noexcept {
    return times_before(times, until) != times_before(times, from);
}
[[nodiscard]] inline bool has_between(const slot_times& times, std::int64_t from,
                                      std::int64_t until) noexcept {
    return slots_before(times, until) != slots_before(times, from);
}
[[nodiscard]] inline bool has_between(const many_times& times, std::int64_t from,
                                      std::int64_t until) noexcept {
    if (until <= times.first() || from > times.last()) return false;  // most gaps lie in the night
    return times_before(times, until) != times_before(times, from);
}

/// Counts the days in [from, until) that fire.
[[nodiscard]] constexpr std::int64_t count_days(all_days, std::int64_t from, std::int64_t until) noexcept {
    return until - from;
}
[[nodiscard]] inline std::int64_t count_days(const weekdays_rule& rule, std::int64_t from,
                                             std::int64_t until) noexcept {
    const auto before = [&](std::int64_t day) {
        const std::uint32_t weekday = weekday_of(day);
        return (day - weekday + 4) / 7 * bit_count(rule.bits) +
               bit_count(rule.bits & ((std::uint32_t{1} << weekday) - 1));
    };
    return before(until) - before(from);
}
[[nodiscard]] inline std::int64_t count_days(const cycle_rule& rule, std::int64_t from,
                                             std::int64_t until) noexcept {
    const std::uint64_t bits = days_of_cycle(rule);
    const auto before = [&](std::int64_t day) {
        const std::int64_t begin = cycle_begin(rule, day);
        const std::uint64_t place = place_in_cycle(day, begin);
        return (begin + rule.phase_days) / rule.length_days * bit_count(bits) +
               bit_count(bits & ~(~std::uint64_t{0} << place));
    };
    return before(until) - before(from);
}
/// Counts days that lie in months, one month after the other.
template <class Days>
[[nodiscard]] std::int64_t count_days_by_month(const Days& days, std::int64_t from,
                                               std::int64_t until) noexcept {
    std::int64_t count = 0;
    for (std::int32_t number = Days::calendar::month_of(static_cast<std::int32_t>(from));; ++number) {
        const calendar_month month = Days::calendar::at(number);
        if (month.first_day >= until) return count;
        std::uint64_t bits = days.bits_of(month, number);
        if (from > month.first_day) bits &= ~std::uint64_t{0} << (from - month.first_day);
        if (until < month.first_day + 31) bits &= ~(~std::uint64_t{0} << (until - month.first_day));
        count += bit_count(bits);
    }
}

/// Counts the leap years before a year, from year 0 on.
[[nodiscard]] constexpr std::int64_t leap_years_before(std::int64_t year) noexcept {
    const std::int64_t last = year - 1;
    return last / 4 - last / 100 + last / 400 + 1;
}

/// Counts the days of whole years, whose months of one length all fire alike.
[[nodiscard]] inline std::int64_t count_days_of_years(const month_days_rule& rule, std::int64_t first_year,
                                                      std::int64_t years) noexcept {
    const auto& by_length = rule.bits_by_length;
    const std::int64_t a_year = bit_count(rule.months & months_of_31_days) * bit_count(by_length[3]) +
                                bit_count(rule.months & months_of_30_days) * bit_count(by_length[2]) +
                                bit_count(rule.months & february) * bit_count(by_length[0]);
    const std::int64_t more_in_leap_years =
        bit_count(rule.months & february) * (bit_count(by_length[1]) - bit_count(by_length[0]));
    return a_year * years +
           more_in_leap_years * (leap_years_before(first_year + years) - leap_years_before(first_year));
}

template <class Calendar>
[[nodiscard]] std::int64_t count_days(const month_days<Calendar>& days, std::int64_t from,
                                      std::int64_t until) noexcept {
    const auto year_of = [](std::int64_t day) {
        const std::int64_t month = Calendar::month_of(static_cast<std::int32_t>(day));
        return (month >= 0 ? month : month - 11) / 12;  // floor; from 1970
    };
    const auto new_year = [](std::int64_t year) {
        return std::int64_t{Calendar::at(static_cast<std::int32_t>(year * 12)).first_day};
    };
    const std::int64_t first = year_of(from) + 1;
    const std::int64_t years = year_of(until) - first;
    if (years <= 1) return count_days_by_month(days, from, until);
    return count_days_by_month(days, from, new_year(first)) +
           count_days_of_years(days.rule, 1970 + first, years) +
           count_days_by_month(days, new_year(first + years), until);
}

/// Days of a calendar depend on the weekdays that months begin with, too.
template <class Calendar>
[[nodiscard]] std::int64_t count_days(const calendar_days<Calendar>& days, std::int64_t from,
                                      std::int64_t until) noexcept {
    return count_days_by_month(days, from, until);
}

}  // namespace nextfire::inline v0::detail
