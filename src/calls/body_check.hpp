/// Bodies of requests checked by those who send them, by the rules of those who read them.
#pragma once

#include <nextfire/base/result.hpp>
#include <nextfire/tasks/modify.hpp>

#include <string_view>

namespace nextfire::inline v0::api {

/// Gives what is wrong with the body of a change whatever the task is: what modify() says of it for a task that any
/// right member fits.  What depends on the other members of the task is the service's to say.
[[nodiscard]] violations wrong_with_change(std::string_view body, const task_options& options);

/// Gives what create_task() says is wrong with a body.
[[nodiscard]] violations wrong_with_new_task(std::string_view body, const task_options& options);

/// Gives what is wrong with the body that asks for future executions.
[[nodiscard]] violations wrong_with_schedule(std::string_view body, const task_options& options);

}  // namespace nextfire::inline v0::api
