/// Which days a schedule fires on, as the engine computes with them.
///
/// Not part of the interface.  Local days are counted from 1970-01-01, which was a Thursday; months from
/// January 1970.
#pragma once

#include <nextfire/calendar/cron_fields.hpp>

#include <array>
#include <cstdint>

namespace nextfire::inline v0::detail {

/// Which rule holds the days.
enum class day_kind : std::uint8_t {
    every_day,   ///< No rule is needed.  A cycle of one day costs a fifth more at several times a day.
    weekdays,    ///< weekdays_rule.  A cycle of seven days costs a quarter more.
    cycle,       ///< cycle_rule
    month_days,  ///< month_days_rule
    calendar,    ///< month_days_rule and calendar_masks together.
};

/// Fires on weekdays; bit 0 is Sunday.
struct weekdays_rule {
    std::uint32_t bits;
    /// Days from each weekday to the nearest on or after it that fires; the eighth is Sunday again, so that the day after a
    /// weekday needs no look at the week's end.
    std::array<std::uint8_t, 8> steps_ahead;
    std::array<std::uint8_t, 8> steps_back;  ///< The same to the nearest on or before it.
};

/// Fires on the days of a cycle, without regard to months: every third day, Monday and Wednesday of every other
/// week.  Bit k stands for the days whose (day + phase) % length is k.
struct cycle_rule {
    std::uint32_t length_days;  ///< 1 to 500.
    std::uint32_t reciprocal;   ///< 2^31 / length, rounded up, for division by multiplication.
    std::uint32_t phase_days;   ///< From 4 * length up, so that day + phase is never negative.
    std::uint32_t bits_low;     ///< Days 0 to 31 of the cycle.
    std::uint32_t bits_high;    ///< Days 32 to 62; bit 63 is never set, and later days do not fire.
};

/// Fires on days of months.
struct month_days_rule {
    std::array<std::uint32_t, 4> bits_by_length;  ///< For months of 28, 29, 30, 31 days; bit 0 is day 1.
    /// The months allowed, twice over: bits 0 and 12 are January.  From bit 27 on: a day of the month, less
    /// one, after which none fires in any month.
    std::uint32_t months;

    static constexpr unsigned latest_shift = 27;
    static constexpr std::uint32_t all_months_twice = 0xFFFFFF;
};

/// What a calendar rule has beyond days of months: weekdays, nearest weekdays, and years.
struct calendar_masks {
    std::uint64_t weekdays = 0;       ///< As cron_fields::weekdays; from bit 35 on, last_weekdays.
    std::uint32_t workdays = 0;       ///< As cron_fields::workdays; bit 31: a day in either field fires.
    std::uint32_t last_workdays = 0;  ///< `L-nW` is bit 30 - n, so that shifting it finds its day.
    year_set years;

    static constexpr unsigned last_weekdays_shift = 35;
    static constexpr std::uint64_t some_years_bit = std::uint64_t{1} << 63;
    static constexpr std::uint32_t either_bit = std::uint32_t{1} << 31;
};

}  // namespace nextfire::inline v0::detail
