/// What a schedule can repeat by, before it is laid out for the engine: the sets of a cron expression, and
/// perhaps a cycle of days in the place of its day fields.
#pragma once

#include <nextfire/calendar/cron_fields.hpp>
#include <nextfire/calendar/day_cycle.hpp>

#include <optional>

namespace nextfire::inline v0::detail {

/// A rule to build a schedule from.
struct recurrence {
    cron_fields fields;
    /// In the place of days, weekdays and months; these are then all there are, and so are the years.
    std::optional<day_cycle> cycle;
};

}  // namespace nextfire::inline v0::detail
