/// The targets of a task as JSON has them.
#pragma once

#include "request/json.hpp"

#include <nextfire/base/result.hpp>
#include <nextfire/tasks/modify.hpp>
#include <nextfire/tasks/task.hpp>

#include <vector>

namespace nextfire::inline v0::api {

/// Reads 1 to 1,000 targets, `[{"target_type":"SERVER","target_id":"…"}]`, or collects what is wrong with
/// them, by pointers below `/target_infos`.
///
/// A target_id that is an array of one string is read as that string, as the service's documentation writes
/// it.  A target that stands twice counts once.
[[nodiscard]] std::vector<task_target> read_target_infos(const json_value& value, unknown_members unknown,
                                                         violations& errors);

/// Appends targets as such an array; a target_name where there is one.
void append_target_infos(std::string& out, const std::vector<task_target>& targets);

}  // namespace nextfire::inline v0::api
