/// The date that a schedule of every n days counts from, where nobody gave one.
#pragma once

#include <nextfire/schedule.hpp>
#include <nextfire/schedule_spec.hpp>

#include <chrono>

namespace nextfire::cli {

/// Says whether the schedule needs an anchor date: type DAY with an interval above 1 that counts from one.
[[nodiscard]] bool counts_from_anchor(const schedule_spec& spec, const schedule_options& options) noexcept;

/// Gives the options with an anchor date where the schedule needs one and none is given: the local date on
/// which the zone's clock first reads the time of day at or after `reference`.
[[nodiscard]] schedule_options with_anchor(const schedule_spec& spec, schedule_options options,
                                           std::chrono::sys_seconds reference);

}  // namespace nextfire::cli
