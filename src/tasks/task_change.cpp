#include "tasks/task_change.hpp"

#include "base/message.hpp"
#include "request/json_violation.hpp"
#include "request/unknown_member.hpp"
#include "tasks/known_instant.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <span>
#include <string>
#include <utility>

namespace nextfire::inline v0::api {
namespace {

using detail::expected_found;

/// The members of a schedule that must stand: `null` cannot clear them.
constexpr std::array<std::string_view, 2> standing_members{"scheduled_type", "scheduled_time"};

constexpr std::size_t zone_index = 7;
constexpr std::size_t expiry_index = 8;
static_assert(schedule_members[zone_index] == "time_zone" && schedule_members[expiry_index] == "expire_time");

template <class Names>
bool has(const Names& names, std::string_view name) {
    return std::find(names.begin(), names.end(), name) != names.end();
}

violation set_by_service(std::string_view name) {
    return expected_found(violation_code::unknown_name, fmt::format("/{}", name), std::nullopt,
                          "a member that can be set", fmt::format("{}, which only the service sets", name));
}

void append(violations& all, const violations& more) {
    all.insert(all.end(), more.begin(), more.end());
}

}  // namespace

result<task_change> task_change::read(std::string_view body, task_text what, const task_options& options) {
    result<json_value> json = read_json_object(body, {.bytes = options.body_bytes});
    if (!json) return json.errors();
    return task_change{*std::move(json), what, {}, options};
}

task_change::task_change(json_value object, task_text what, std::span<const std::string_view> others,
                         const task_options& options)
    : object_(std::move(object)), fields_(read_task_fields(members(), what, options, errors_)) {
    schedule_.read(members(), "", {}, unknown_members::accepted);
    for (const json_member& member : members()) {
        if (what == task_text::change && member.value.is_null() && has(standing_members, member.name))
            errors_.push_back(wrong_type("/" + member.name, "a string", member.value));
        if (has(body_members, member.name) || has(others, member.name) ||
            options.unknown == unknown_members::accepted)
            continue;
        errors_.push_back(has(service_members, member.name) ? set_by_service(member.name)
                                                            : unknown_member("", member.name, body_members));
    }
}

violations task_change::without_consequences(violations errors) const {
    const bool is_zone_wrong = schedule_.has_violation(zone_index) ||
                               std::any_of(errors.begin(), errors.end(), [](const violation& error) {
                                   return error.field == schedule_members[zone_index];
                               });
    // What a field of a wrong type was before says nothing of what was meant; nor does a kept local time by
    // another clock than was meant.
    std::erase_if(errors, [&](const violation& error) {
        return (error.code == violation_code::never_fires && !schedule_.is_good()) ||
               (is_zone_wrong && error.code == violation_code::out_of_range &&
                error.field == schedule_members[expiry_index] && !schedule_.is_given(expiry_index));
    });
    return errors;
}

result<task_schedule> task_change::merged_schedule(const schedule_fields& before,
                                                   const task_options& options) const {
    schedule_fields merged = before;
    for (std::size_t index = 0; index < schedule_members.size(); ++index) {
        if (const auto text = schedule_.text(index)) {
            merged.*schedule_places[index] = *text;
        } else if (schedule_.is_null(index) && !has(standing_members, schedule_members[index])) {
            merged.*schedule_places[index] = std::nullopt;
        }
    }
    result<task_schedule> schedule = task_schedule::parse(merged, options.schedule);
    if (schedule && schedule_.is_good()) return schedule;
    return schedule_.all_violations(schedule ? violations{} : without_consequences(schedule.errors()));
}

result<task> task_change::apply(const task& before, sys_millis now, const task_options& options) const {
    result<task_schedule> schedule = merged_schedule(before.schedule.fields(), options);
    if (!schedule || !errors_.empty()) {
        violations all = schedule ? violations{} : schedule.errors();
        append(all, errors_);
        sort_by_member(all);
        return all;
    }
    task after = before;
    after.schedule = *std::move(schedule);
    after.update_time = std::max(before.update_time, known_instant(now));
    if (fields_.name) after.name = *fields_.name;
    after.type = fields_.type.value_or(before.type);
    after.enforcement_enable = fields_.enforcement_enable.value_or(before.enforcement_enable);
    after.is_enable = fields_.is_enable.value_or(before.is_enable);
    if (!fields_.targets.empty()) after.targets = fields_.targets;
    if (fields_.description.what == text_change::kind::clear) after.description.reset();
    if (fields_.description.what == text_change::kind::put)
        after.description = std::string{fields_.description.text};
    return after;
}

result<task> task_change::make(std::string_view id, sys_millis now, const task_options& options) const {
    result<task_schedule> schedule = merged_schedule({}, options);
    violations all = schedule ? violations{} : schedule.errors();
    append(all, errors_);
    if (!is_task_id(id))
        all.push_back(expected_found(violation_code::malformed, "/id", std::nullopt,
                                     "1 to 64 letters, digits, _ or -", detail::quoted(id)));
    if (!fields_.name && !fields_.has_wrong_name)
        all.push_back(missing_member("/task_name", expected_name(options.names)));
    if (!fields_.type && !fields_.has_wrong_type)
        all.push_back(
            missing_member("/task_type", "RESTART_SERVER, START_SERVER, STOP_SERVER or REINSTALL_OS"));
    if (!all.empty()) {
        sort_by_member(all);
        return all;
    }
    task made{.id = std::string{id},
              .name = std::string{*fields_.name},
              .type = *fields_.type,
              .last_status = std::nullopt,
              .schedule = *std::move(schedule),
              .enforcement_enable = fields_.enforcement_enable.value_or(false),
              .description = std::nullopt,
              .is_enable = fields_.is_enable.value_or(true),
              .targets = fields_.targets,
              .create_time = known_instant(now),
              .update_time = known_instant(now)};
    if (fields_.description.what == text_change::kind::put)
        made.description = std::string{fields_.description.text};
    return made;
}

}  // namespace nextfire::inline v0::api
