/// The rules by which a schedule's local days fire, in the form the fast path computes with.
///
/// Not part of the interface.  Local days are counted from 1970-01-01, which was a Thursday; months from
/// January 1970.
#pragma once

#include <array>
#include <cstdint>

namespace nextfire::inline v0::detail {

/// Which of the rules of day_rule holds.
enum class day_rule_kind : std::uint8_t {
    once,  ///< The schedule's first and last instant are all it has.
    every_n_days,
    weekdays,
    month_days,
};

/// Fires on the local day that was asked for.
struct once_rule {
    std::int32_t day;
};

/// Fires on every day for which day + phase is a multiple of the interval.
struct every_n_days_rule {
    std::uint32_t interval;    ///< 1 to 31.
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
    std::uint32_t months;  ///< The months allowed, twice over: bits 0 and 12 are January.
};

/// One of the rules, by a day_rule_kind kept elsewhere.
union day_rule {
    once_rule once;
    every_n_days_rule every_n_days;
    weekdays_rule weekdays;
    month_days_rule month_days;
};

}  // namespace nextfire::inline v0::detail
