#include "tasks/task_change.hpp"

#include "base/message.hpp"
#include "request/anchoring.hpp"
#include "request/json_violation.hpp"
#include "request/unknown_member.hpp"
#include "request/value_or_collect.hpp"
#include "tasks/known_instant.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <chrono>
#include <optional>
#include <span>
#include <string>
#include <utility>

namespace nextfire::inline v0::api {
namespace {

using detail::expected_found;

constexpr const spec_field_row& zone_row = spec_fields[place_of(spec_field::time_zone)];
constexpr const spec_field_row& expiry_row = spec_fields[place_of(spec_field::expire_time)];

/// Says whether a field of a schedule must stand: `null` cannot clear it.  It can clear the zone, since there is
/// a default for it.
bool must_stand(const spec_field_row& row) {
    return row.is_always_needed() && row.field != zone_row.field;
}

/// Says whether a member is such a field.
bool must_stand(std::string_view name) {
    return std::any_of(spec_fields.begin(), spec_fields.end(),
                       [name](const spec_field_row& row) { return row.name == name && must_stand(row); });
}

/// Says whether an empty text clears a member, as `null` does.
bool can_be_cleared(std::string_view name) {
    return name == "description" ||
           std::any_of(spec_fields.begin(), spec_fields.end(), [name](const spec_field_row& row) {
               return row.name == name && row.json == json_kind::string && !must_stand(row);
           });
}

template <class Names>
bool has(const Names& names, std::string_view name) {
    return std::find(names.begin(), names.end(), name) != names.end();
}

violation set_by_service(std::string_view name) {
    return expected_found(violation_code::unknown_name, fmt::format("/{}", name), std::nullopt,
                          "a member that can be set", fmt::format("{}, which only the service sets", name));
}

/// Gives what a changed task counts from: what it did before, unless the type or the interval is another; then the date
/// of the first run at or after `now`.
std::optional<std::chrono::local_days> anchor_after(const task& before, const schedule_spec& after,
                                                    sys_millis now) {
    constexpr std::chrono::days each{1};
    const schedule_spec& spec = before.schedule.spec();
    if (spec.type() == after.type() &&
        spec.day_interval().value_or(each) == after.day_interval().value_or(each))
        return anchor_date_of(before);
    return with_anchors(after, {}, first_second(known_instant(now))).anchor_date;
}

}  // namespace

json_value with_null_for_empty(json_value object) {
    for (json_member& member : *object.as_object())
        if (const std::string* text = member.value.as_string(); text != nullptr && text->empty())
            if (can_be_cleared(member.name)) member.value = json_value{};
    return object;
}

result<task_change> task_change::read(std::string_view body, task_text role, const task_options& options) {
    result<json_value> json = read_json_object(body, {.bytes = options.body_bytes});
    if (!json) return json.errors();
    return task_change{*std::move(json), role, {}, options};
}

task_change::task_change(json_value object, task_text role, std::span<const std::string_view> others,
                         const task_options& options)
    : object_(with_null_for_empty(std::move(object))),
      fields_(read_task_fields(members(), role, options, errors_)) {
    schedule_.read(members(), "", {}, unknown_members::accepted);
    for (const json_member& member : members()) {
        if (role == task_text::change && member.value.is_null() && must_stand(member.name))
            errors_.push_back(wrong_type("/" + member.name, "a string", member.value));
        if (has(body_members, member.name) || has(others, member.name) ||
            options.unknown == unknown_members::accepted)
            continue;
        errors_.push_back(has(service_members, member.name) ? set_by_service(member.name)
                                                            : unknown_member("", member.name, body_members));
    }
}

violations task_change::without_consequences(violations errors) const {
    const bool is_zone_wrong = schedule_.has_violation(place_of(zone_row.field)) ||
                               std::any_of(errors.begin(), errors.end(), [](const violation& error) {
                                   return error.field == zone_row.name;
                               });
    // What a field of a wrong type was before says nothing of what was meant; nor does a kept local time by
    // another clock than was meant.
    std::erase_if(errors, [&](const violation& error) {
        return (error.code == violation_code::never_fires && !schedule_.is_good()) ||
               (is_zone_wrong && error.code == violation_code::out_of_range &&
                error.field == expiry_row.name && !schedule_.is_given(place_of(expiry_row.field)));
    });
    return errors;
}

result<task_schedule> task_change::merged_schedule(const schedule_fields& before,
                                                   const task_options& options) const {
    schedule_fields merged = before;
    for (const spec_field_row& row : spec_fields) {
        if (const auto text = schedule_.text(place_of(row.field))) {
            merged.*row.text = *text;
        } else if (schedule_.is_null(place_of(row.field)) && !must_stand(row)) {
            merged.*row.text = std::nullopt;
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
    after.anchor_date = anchor_after(before, after.schedule.spec(), now);
    after.update_time = std::max(before.update_time, known_instant(now));
    if (fields_.name) after.name = *fields_.name;
    after.type = fields_.type.value_or(before.type);
    after.enforcement_enable = fields_.enforcement_enable.value_or(before.enforcement_enable);
    after.is_enable = fields_.is_enable.value_or(before.is_enable);
    if (!fields_.targets.empty()) after.targets = fields_.targets;
    if (fields_.description.change == text_change::kind::clear) after.description.reset();
    if (fields_.description.change == text_change::kind::put)
        after.description = std::string{fields_.description.text};
    return after;
}

result<task> task_change::make(std::string_view id, sys_millis now, const task_options& options) const {
    result<task_schedule> schedule = merged_schedule({}, options);
    violations all = schedule ? violations{} : schedule.errors();
    append(all, errors_);
    if (!is_task_id(id))
        all.push_back(expected_found(violation_code::malformed, "/id", std::nullopt, expected_identifier,
                                     detail::quoted(id)));
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
              .schedule = *std::move(schedule),
              .enforcement_enable = fields_.enforcement_enable.value_or(false),
              .description = std::nullopt,
              .is_enable = fields_.is_enable.value_or(true),
              .targets = fields_.targets,
              .create_time = known_instant(now),
              .update_time = known_instant(now)};
    if (fields_.description.change == text_change::kind::put)
        made.description = std::string{fields_.description.text};
    made.anchor_date = anchor_date_of(made);
    return made;
}

}  // namespace nextfire::inline v0::api
