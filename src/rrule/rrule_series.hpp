/// What a recurrence rule is written from: days and times, and where they begin and end.
#pragma once

#include <nextfire/base/result.hpp>
#include <nextfire/calendar/cron_fields.hpp>
#include <nextfire/calendar/day_cycle.hpp>
#include <nextfire/zone/zone.hpp>

#include <chrono>
#include <optional>
#include <string>

namespace nextfire::inline v0::detail {

/// Local times of a gap, [begin, end).
struct local_gap {
    std::chrono::local_seconds begin;
    std::chrono::local_seconds end;
};

/// A series of local times.
struct rule_series {
    const cron_fields& fields;
    std::optional<day_cycle> cycle;  ///< In the place of the day fields, which hold all days then.
    zone clock;
    std::chrono::local_seconds start;  ///< No local time before it is in the series, but for those of a gap.
    std::optional<local_gap> gap;      ///< Whose local times fire no earlier than `start`.
    std::optional<std::chrono::sys_seconds> expire_time;
};

/// Writes the two lines, or every reason why a rule cannot say it.
[[nodiscard]] result<std::string> write_rule(const rule_series& series);

}  // namespace nextfire::inline v0::detail
