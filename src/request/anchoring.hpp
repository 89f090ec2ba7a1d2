/// The date or instant that a schedule counts from, where nobody gave one.
#pragma once

#include "request/requested_schedule.hpp"

#include <nextfire/engine/schedule.hpp>
#include <nextfire/spec/schedule_spec.hpp>

#include <chrono>

namespace nextfire::inline v0::api {

/// Says whether the schedule needs an anchor date: type DAY with an interval above 1 that counts from one.
[[nodiscard]] bool counts_from_date(const requested_schedule& given,
                                    const schedule_options& options) noexcept;

/// Gives the local date of the first run at or after `reference`: for a spec, the date on which the zone's clock
/// first reads its time of day then; for cron text, that of the first occurrence of `times`, which is built of
/// it.  Where no such date is left before the end of the year 9999, it is that of `reference` itself.
[[nodiscard]] std::chrono::local_days first_run_date(const requested_schedule& given, const schedule& times,
                                                     std::chrono::sys_seconds reference);

/// Says whether with_anchors() would give it an anchor: whether its answers depend on what is asked.
[[nodiscard]] bool needs_anchor(const requested_schedule& given, const schedule_options& options) noexcept;

/// Gives the options with an anchor where the schedule needs one and none is given: for DAY the first run's
/// date, for `@every` the instant `reference`.
[[nodiscard]] schedule_options with_anchors(const requested_schedule& given, schedule_options options,
                                            std::chrono::sys_seconds reference);

}  // namespace nextfire::inline v0::api
