/// Future executions: when the schedule in a body would run, before there is a task.
#pragma once

#include <nextfire/base/result.hpp>
#include <nextfire/tasks/modify.hpp>
#include <nextfire/tasks/task.hpp>
#include <nextfire/zone/zone.hpp>

#include <chrono>
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace nextfire::inline v0::api {

/// The next executions of a schedule and the zone whose clock it follows.
struct future_executions {
    zone clock;  ///< The zone in whose local time they are told.
    std::vector<std::chrono::sys_seconds>
        instants;  ///< Ascending; fewer than asked for, or none, at its end.
};

/// Gives the first `count` executions strictly after `now` of the schedule in a body (the members of clause
/// 2), fewer where it expires before, or every violation there is.  DAY counts from the first run at or after
/// `now`.
[[nodiscard]] result<future_executions> read_future_executions(std::string_view body, sys_millis now,
                                                               std::size_t count,
                                                               const task_options& options = {});

/// Appends them as the API answers: local times with their offset from UTC, `GMT` alone where that is zero.
///
///     {"future_executions":["2026-11-24 02:00:00 GMT+08:00"],"time_zone":"Asia/Shanghai"}
void append_future_executions(std::string& out, const future_executions& found);

}  // namespace nextfire::inline v0::api
