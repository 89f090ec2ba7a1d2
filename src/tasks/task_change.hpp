/// A body that has been read: what it asks to change, ready to be applied to any task.
#pragma once

#include "request/json.hpp"
#include "request/schedule_request.hpp"
#include "tasks/task_fields.hpp"

#include <nextfire/base/result.hpp>
#include <nextfire/tasks/modify.hpp>
#include <nextfire/tasks/task.hpp>

#include <span>
#include <string_view>

namespace nextfire::inline v0::api {

/// Gives an object whose optional members have `null` where they had an empty text: so clients send what is not set.
[[nodiscard]] json_value with_null_for_empty(json_value object);

/// The members of a body or a document, and what is wrong with their types.
///
/// Whether the whole is right shows only together with a task: so violations are told when it is applied.
class task_change {
public:
    /// Reads a body; or gives the one violation of a text that is no JSON object.
    [[nodiscard]] static result<task_change> read(std::string_view body, task_text role,
                                                  const task_options& options);

    /// Reads an object that is part of a document; `others` may stand beside the members of a body.
    task_change(json_value object, task_text role, std::span<const std::string_view> others,
                const task_options& options);

    task_change(task_change&&) = default;
    task_change& operator=(task_change&&) = default;
    task_change(const task_change&) = delete;  // it has views into its own JSON
    task_change& operator=(const task_change&) = delete;
    ~task_change() = default;

    /// Gives the task after the change, or every violation there is.
    [[nodiscard]] result<task> apply(const task& before, sys_millis now, const task_options& options) const;

    /// Gives a new task with these members, or every violation there is.
    [[nodiscard]] result<task> make(std::string_view id, sys_millis now, const task_options& options) const;

    /// Says whether it has target_infos, right or wrong.
    [[nodiscard]] bool gives_targets() const noexcept {
        return !fields_.targets.empty() || fields_.has_wrong_targets;
    }

    /// Gives the members as they stand in the JSON.
    [[nodiscard]] const json_object& members() const { return *object_.as_object(); }

private:
    [[nodiscard]] result<task_schedule> merged_schedule(const schedule_fields& before,
                                                        const task_options& options) const;

    /// Takes away what only follows from a violation that is told already.
    [[nodiscard]] violations without_consequences(violations errors) const;

    json_value object_;
    request_members schedule_{spec_members};
    violations errors_;  // of what is not the schedule's; before fields_, whose reader fills it
    task_fields fields_;
};

}  // namespace nextfire::inline v0::api
