/// The rules by which a schedule fires, in the form the fast path computes with.
///
/// Not part of the interface.  Local days are counted from 1970-01-01, which was a Thursday; months from
/// January 1970.
#pragma once

#include <nextfire/calendar/cron_fields.hpp>

#include <array>
#include <cstdint>

namespace nextfire::inline v0::detail {

/// Which rule holds.
enum class rule_kind : std::uint8_t {
    once,  ///< The schedule's first and last instant are all it has.
    every_n_days,
    weekdays,
    month_days,
    day_cycle,
    calendar,  ///< month_days_rule and calendar_masks together.
    // Those above fire at one time of day.
    several,       ///< At several times of day, by time_masks, on the days of another rule.
    steady,        ///< Every so many seconds of every day.
    since_anchor,  ///< Every so many seconds from an instant, whatever the clock reads.
};

/// Fires on the local day that was asked for.
struct once_rule {
    std::int32_t day;
};

/// Fires on every day for which day + phase is a multiple of the interval.
struct every_n_days_rule {
    std::uint32_t interval;    ///< 1 to 500.
    std::uint32_t reciprocal;  ///< 2^31 / interval, rounded up, for division by multiplication.
    std::uint32_t phase;       ///< From 4 * interval up, so that day + phase is never negative.
};

/// Fires on weekdays; bit 0 is Sunday.
struct weekdays_rule {
    std::uint32_t bits;
    std::uint32_t
        steps_ahead;  ///< Four bits a weekday: days from it to the nearest on or after it that fires.
    std::uint32_t steps_back;  ///< The same to the nearest on or before it.
};

/// Fires on days of months.
struct month_days_rule {
    std::array<std::uint32_t, 4> bits_by_length;  ///< For months of 28, 29, 30, 31 days; bit 0 is day 1.
    /// The months allowed, twice over: bits 0 and 12 are January.  From bit 27 on: a day of the month, less
    /// one, after which none fires in any month.
    std::uint32_t months;

    static constexpr unsigned latest_shift = 27;
};

/// Fires on the days of a cycle: bit k for the days whose (day + phase) % interval is k.
struct day_cycle_rule {
    every_n_days_rule cycle;  ///< Its interval is the cycle's length, 2 to 63.
    std::uint32_t bits_low;   ///< Bits 0 to 31 of the cycle's days.
    std::uint32_t bits_high;  ///< Bits 32 to 63.
};

/// Fires at every local second of which second + phase is a multiple of the step.
struct steady_rule {
    std::uint32_t step_seconds;     ///< A divisor of 86,400.
    std::uint32_t first_seconds;    ///< The first of the day; below the step.
    std::uint32_t reciprocal_low;   ///< 2^63 / step, rounded up, for division by multiplication.
    std::uint32_t reciprocal_high;  ///< Its upper half.
};

/// Fires at anchor + k * period for every whole k.
struct since_anchor_rule {
    std::uint32_t period_seconds;
    std::uint32_t phase_seconds;  ///< The first such instant at or after 1970; below the period.
};

/// One of the rules, by a rule_kind kept elsewhere.
union day_rule {
    once_rule once;
    every_n_days_rule every_n_days;
    weekdays_rule weekdays;
    month_days_rule month_days;
    day_cycle_rule day_cycle;
    steady_rule steady;
    since_anchor_rule since_anchor;
};

/// The seconds and minutes of a schedule that fires at several times of day; its hours lie elsewhere.
struct time_masks {
    std::uint64_t seconds = 0;  ///< Bit n is second n.
    std::uint64_t minutes = 0;  ///< Bit n is minute n.
};

/// Several times of day that lie whole units apart, at most 64 of them: every hour or half an hour, or some
/// of these.
struct slot_times {
    std::uint64_t slots;           ///< Bit k fires k units after the offset.
    std::uint32_t unit_seconds;    ///< A divisor of 86,400, 1,800 or more; 0 where there are no slots.
    std::uint32_t reciprocal;      ///< 2^33 / unit, rounded up, for division by multiplication.
    std::uint32_t offset_seconds;  ///< Below the unit.
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
