#include <nextfire/tasks/modify.hpp>

#include "request/json_violation.hpp"
#include "tasks/task_change.hpp"

#include <utility>

namespace nextfire::inline v0::api {

result<task> modify(const task& before, std::string_view body, sys_millis now, const task_options& options) {
    const result<task_change> change = task_change::read(body, task_text::change, options);
    if (!change) return change.errors();
    return change->apply(before, now, options);
}

result<task> create_task(std::string_view id, std::string_view body, sys_millis now,
                         const task_options& options) {
    const result<task_change> change = task_change::read(body, task_text::creation, options);
    if (!change) return change.errors();
    result<task> made = change->make(id, now, options);
    if (made && !made->targets.empty()) return made;
    violations errors = made ? violations{} : made.errors();
    if (!change->gives_targets())
        errors.push_back(missing_member("/target_infos", "an array of 1 to 1000 targets"));
    sort_by_member(errors);
    return errors;
}

}  // namespace nextfire::inline v0::api
