/// What a schedule can repeat by, before it is laid out for the engine: the sets of a cron expression, and
/// perhaps a cycle of days in the place of its day fields.
#pragma once

#include <nextfire/calendar/cron_fields.hpp>

#include <chrono>
#include <cstdint>
#include <optional>

namespace nextfire::inline v0::detail {

/// Days that repeat every so many days, without regard to months: every third day, every other week on Monday
/// and Wednesday.
struct day_cycle {
    std::uint32_t length_days;       ///< 1 to 500.
    std::uint64_t days;              ///< Bit k, k < 63 and k < length_days: the day origin + k fires.  Not 0.
    std::chrono::local_days origin;  ///< 1970-01-01 to 9999-12-31.
};

/// A rule to build a schedule from.
struct recurrence {
    cron_fields fields;
    /// In the place of days, weekdays and months; these are then all there are, and so are the years.
    std::optional<day_cycle> cycle;
};

}  // namespace nextfire::inline v0::detail
