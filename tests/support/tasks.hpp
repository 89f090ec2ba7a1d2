/// Scheduled tasks for tests, and what is said of them as text that a table can hold.
#pragma once

#include <nextfire/base/result.hpp>
#include <nextfire/tasks/modify.hpp>
#include <nextfire/tasks/task.hpp>
#include <nextfire/tasks/task_json.hpp>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "instants.hpp"

namespace nextfire_test {

/// An instant with milliseconds behind it.
inline nextfire::api::sys_millis millis(const char* instant, int thousandths = 0) {
    return nextfire::api::sys_millis{utc(instant)} + std::chrono::milliseconds{thousandths};
}

/// Violations, a line each: `code field:column message`.
using lines = std::vector<std::string>;

inline lines lines_of(const nextfire::violations& errors) {
    lines all;
    for (const nextfire::violation& error : errors)
        all.push_back(std::string{to_string(error.code)} + " " + error.field +
                      (error.column ? ":" + std::to_string(*error.column) : "") + " " + error.message);
    return all;
}

template <class T>
lines refusals(const nextfire::result<T>& read) {
    return read ? lines{} : lines_of(read.errors());
}

/// Gives the value of a test's input that is known to be good; ends the program when it is not.
template <class T>
T good(const nextfire::result<T>& read) {
    if (read) return *read;
    for (const std::string& line : lines_of(read.errors()))
        std::fprintf(stderr, "a test's input: %s\n", line.c_str());
    std::abort();
}

/// When the tasks of tests were made, changed last, and are looked at: Monday, 23 November 2026.
inline const nextfire::api::sys_millis made_at = millis("2026-01-31T08:15:30Z", 7);
inline const nextfire::api::sys_millis changed_at = millis("2026-06-01T00:00:00Z", 42);
inline const nextfire::api::sys_millis now = millis("2026-11-23T21:22:06Z", 42);

/// A task that runs on weekdays and has every field that there is, those of other types too.
inline nextfire::api::task full_task() {
    return {.id = "ad1e0a6e-1f2c",
            .name = "weekly_restart-1",
            .type = nextfire::api::task_type::restart_server,
            .last_status = "SUCCESS",
            .schedule = good(nextfire::api::task_schedule::parse({.scheduled_type = "WEEK",
                                                                  .day_interval = "2",
                                                                  .week_list = "1,2,7",
                                                                  .month_list = "1,3,12",
                                                                  .date_list = "1,2,28,L",
                                                                  .scheduled_date = "2026-12-23",
                                                                  .scheduled_time = "09:00:00",
                                                                  .time_zone = "Europe/Berlin",
                                                                  .expire_time = "2030-12-23T01:00:00Z"})),
            .enforcement_enable = true,
            .description = "restarts the servers",
            .is_enable = true,
            .targets = {{nextfire::api::target_type::server, "s-1"},
                        {nextfire::api::target_type::server_group, "g-1"}},
            .create_time = made_at,
            .update_time = changed_at};
}

/// A task that has only what its schedule needs.
inline nextfire::api::task bare_task(const nextfire::schedule_fields& schedule) {
    nextfire::api::task bare{.id = "t-1",
                             .name = "bare",
                             .type = nextfire::api::task_type::stop_server,
                             .schedule = good(nextfire::api::task_schedule::parse(schedule)),
                             .enforcement_enable = false,
                             .description = std::nullopt,
                             .is_enable = true,
                             .targets = {{nextfire::api::target_type::server, "s-1"}},
                             .create_time = made_at,
                             .update_time = made_at};
    bare.anchor_date = anchor_date_of(bare);
    return bare;
}

/// Every member that a body can set.
inline const std::vector<std::string> body_members{
    "scheduled_type", "day_interval",         "week_list",   "month_list",  "date_list",
    "scheduled_date", "scheduled_time",       "time_zone",   "expire_time", "task_name",
    "task_type",      "schedule_task_policy", "description", "is_enable",   "target_infos"};

/// What a task has for a member of a body, as text; `null` where it has nothing.
inline std::string value_of(const nextfire::api::task& given, std::string_view member) {
    const nextfire::schedule_fields schedule = given.schedule.fields();
    const auto shown = [](const auto& text) { return std::string{text ? *text : "null"}; };
    if (member == "scheduled_type") return shown(schedule.scheduled_type);
    if (member == "day_interval") return shown(schedule.day_interval);
    if (member == "week_list") return shown(schedule.week_list);
    if (member == "month_list") return shown(schedule.month_list);
    if (member == "date_list") return shown(schedule.date_list);
    if (member == "scheduled_date") return shown(schedule.scheduled_date);
    if (member == "scheduled_time") return shown(schedule.scheduled_time);
    if (member == "time_zone") return shown(schedule.time_zone);
    if (member == "expire_time") return shown(schedule.expire_time);
    if (member == "task_name") return given.name;
    if (member == "task_type") return std::string{to_string(given.type)};
    if (member == "schedule_task_policy") return given.enforcement_enable ? "true" : "false";
    if (member == "description") return shown(given.description);
    if (member == "is_enable") return given.is_enable ? "true" : "false";
    std::string targets;
    for (const nextfire::api::task_target& target : given.targets)
        targets += (targets.empty() ? "" : " ") + std::string{to_string(target.type)} + "=" + target.id +
                   (target.name ? "/" + *target.name : "");
    return targets;
}

/// What differs between two tasks, as `member=value` of the second; the time stamps are not looked at.
inline lines differences(const nextfire::api::task& before, const nextfire::api::task& after) {
    lines changed;
    for (const std::string& member : body_members)
        if (value_of(before, member) != value_of(after, member))
            changed.push_back(member + "=" + value_of(after, member));
    if (before.id != after.id) changed.push_back("id=" + after.id);
    if (before.last_status != after.last_status) changed.push_back("last_status");
    return changed;
}

/// A task as the API answers it.
inline std::string answer_of(const nextfire::api::task& given, nextfire::api::sys_millis at,
                             nextfire::api::task_view view = nextfire::api::task_view::answer) {
    std::string text;
    append_task(text, given, at, view);
    return text;
}

/// The text of a member of a JSON object as it is written: up to the comma before the next member.  It does
/// for members whose strings have no `,"` and no braces in them.
inline std::string member_text(const std::string& json, const std::string& member) {
    const std::string start = "\"" + member + "\":";
    const std::size_t begin = json.find(start);
    if (begin == std::string::npos) return "no such member";
    const std::size_t end = json.find_first_of("}]", begin);
    return json.substr(begin + start.size(), std::min(json.find(",\"", begin), end) - begin - start.size());
}

}  // namespace nextfire_test
