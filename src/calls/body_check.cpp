#include "calls/body_check.hpp"

#include "tasks/zone_default.hpp"

#include <nextfire/tasks/future_executions.hpp>
#include <nextfire/tasks/task.hpp>

#include <optional>

namespace nextfire::inline v0::api {
namespace {

/// Makes a task that any right member fits: every field of the schedule is there, each with all it can name, and
/// the date is over before any expiry.
result<task> obliging_task(const task_options& options) {
    result<task_schedule> schedule = task_schedule::parse(
        {.scheduled_type = "DAY",
         .day_interval = "1",
         .week_list = "1,2,3,4,5,6,7",
         .month_list = "1,2,3,4,5,6,7,8,9,10,11,12",
         .date_list = "1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17,18,19,20,21,22,23,24,25,26,27,"
                      "28,29,30,31,L",
         .scheduled_date = "1970-01-02",
         .scheduled_time = "00:00:00"},
        with_default_zone(options.schedule));
    if (!schedule) return schedule.errors();
    return task{.id = "t",
                .name = "t",
                .type = task_type::start_server,
                .schedule = *std::move(schedule),
                .description = std::nullopt,
                .targets = {},
                .create_time = {},
                .update_time = {}};
}

}  // namespace

violations wrong_with_change(std::string_view body, const task_options& options) {
    const result<task> before = obliging_task(options);
    if (!before) return before.errors();
    const result<task> after = modify(*before, body, {}, options);
    if (after) return {};
    violations errors = after.errors();
    // The change takes away what this task needs; another one may do without.
    std::erase_if(errors, [](const violation& error) {
        return error.code == violation_code::missing && error.field.find('/', 1) == std::string::npos;
    });
    return errors;
}

violations wrong_with_new_task(std::string_view body, const task_options& options) {
    const result<task> made = create_task("t", body, {}, options);
    return made ? violations{} : made.errors();
}

violations wrong_with_schedule(std::string_view body, const task_options& options) {
    const auto found = read_future_executions(body, {}, 0, options);
    return found ? violations{} : found.errors();
}

}  // namespace nextfire::inline v0::api
