#include <nextfire/tasks/task_json.hpp>

#include "base/message.hpp"
#include "base/utf8.hpp"
#include "request/json_violation.hpp"
#include "request/local_text.hpp"
#include "request/object_writer.hpp"
#include "request/value_or_collect.hpp"
#include "spec/timestamp.hpp"
#include "tasks/known_instant.hpp"
#include "tasks/target_infos.hpp"
#include "tasks/task_change.hpp"

#include <fmt/core.h>
#include <nextfire/base/instant.hpp>
#include <nextfire/spec/spec_fields.hpp>
#include <nextfire/spec/timestamp.hpp>

#include <algorithm>
#include <array>
#include <iterator>
#include <optional>
#include <stdexcept>
#include <utility>

namespace nextfire::inline v0::api {

using namespace std::chrono;

namespace {

/// 1,000 targets with the longest ids, whose every character is escaped, and the rest of the task.
constexpr std::size_t longest_document = std::size_t{4} * 1024 * 1024;

/// The member of documents alone that says what DAY counts from.
constexpr std::string_view anchor_name = "anchor_date";

/// The members of a document beside those that a body can set.
constexpr auto document_members = [] {
    std::array<std::string_view, service_members.size() + 1> all{};
    *std::copy(service_members.begin(), service_members.end(), all.begin()) = anchor_name;
    return all;
}();

/// The fields of the schedule in the order of clause 8.8.
constexpr std::array answer_order{
    spec_field::scheduled_type, spec_field::day_interval,   spec_field::week_list,
    spec_field::month_list,     spec_field::date_list,      spec_field::time_zone,
    spec_field::scheduled_date, spec_field::scheduled_time, spec_field::expire_time};
static_assert(answer_order.size() == spec_fields.size(), "an answer has every field");

void add_schedule(object_writer& out, const task_schedule& schedule) {
    const schedule_fields fields = schedule.fields();
    for (const spec_field field : answer_order) {
        const spec_field_row& row = spec_fields[place_of(field)];
        switch (row.json) {
            case json_kind::string:
                out.add_text(row.name, fields.*row.text);
                break;
            case json_kind::integer:
                out.add_json(row.name, (fields.*row.text).value_or("null"));
                break;
        }
    }
}

/// Throws where JSON could not give a text back as it is.
void require_text(std::string_view member, std::string_view text) {
    if (detail::is_well_formed(text) && text.find('\0') == std::string_view::npos) return;
    throw std::invalid_argument{
        fmt::format("a task cannot be kept: expected {} in UTF-8 without NUL, but found {}", member,
                    detail::quoted(text))};
}

/// Adds the targets; nothing where there are none, as in a task that was read from an answer without them.
void add_targets(std::string& out, object_writer& members, const std::vector<task_target>& targets) {
    if (targets.empty()) return;
    members.add_json("target_infos", {});
    append_target_infos(out, targets);
}

/// Adds the members that the fields of a task say, in the order of the API; `after_type` writes what the
/// API has behind task_type.
template <class AfterType>
void add_members(object_writer& out, const task& given, AfterType after_type) {
    out.add_text("id", given.id);
    out.add_text("task_name", given.name);
    out.add_text("last_status", given.last_status);
    out.add_text("task_type", to_string(given.type));
    after_type();
    out.add_json("schedule_task_policy", policy_json(given.enforcement_enable));
    add_schedule(out, given.schedule);
    out.add_text("description", given.description);
    out.add_truth("is_enable", given.is_enable);
    out.add_text("create_time", format_millis(given.create_time));
    out.add_text("update_time", format_millis(given.update_time));
}

/// Says whether a date is one that documents can have: clocks show others at the ends of time.
bool is_date_of_documents(local_days date) {
    return date >= local_days{1970y / January / 1} && date <= local_days{9999y / December / 31};
}

/// Gives the text of a member of a document; a violation where it is there and is no string.
std::optional<std::string_view> member_text(const json_object& members, std::string_view name,
                                            violations& errors) {
    for (const json_member& member : members) {
        if (member.name != name || member.value.is_null()) continue;
        if (const std::string* text = member.value.as_string()) return *text;
        errors.push_back(wrong_type(fmt::format("/{}", name), "a string", member.value));
        return std::nullopt;
    }
    return std::nullopt;
}

/// Gives a time stamp of a document, which must be there.
sys_millis member_millis(const json_object& members, std::string_view name, violations& errors) {
    const std::size_t errors_before = errors.size();
    const std::string pointer = fmt::format("/{}", name);
    const auto text = member_text(members, name, errors);
    if (!text && errors.size() == errors_before)
        errors.push_back(missing_member(pointer, "an instant such as 2026-11-23T21:22:06.042Z"));
    if (!text) return {};
    return value_or_collect(parse_millis(*text, pointer), errors).value_or(sys_millis{});
}

}  // namespace

void append_task(std::string& out, const task& given, sys_millis now, task_view view) {
    const auto next = next_execution(given, now);
    std::optional<std::string> next_text;
    if (next) next_text = format_date_and_time(given.schedule.spec().time_zone().to_local(*next));
    object_writer members{out};
    add_members(members, given, [&] {
        members.add_text("task_cron", task_cron(given));
        members.add_text("next_execution_time", next_text);
    });
    if (view == task_view::with_targets) add_targets(out, members, given.targets);
    members.finish();
}

void append_task_document(std::string& out, const task& given) {
    require_text("description", given.description.value_or(""));
    require_text("last_status", given.last_status);
    for (const task_target& target : given.targets) {
        require_text("target_id", target.id);
        require_text("target_name", target.name.value_or(""));
    }
    object_writer members{out};
    add_members(members, given, [] {});
    // Another date follows from create_time again.
    if (const auto anchor = anchor_date_of(given); anchor && is_date_of_documents(*anchor))
        members.add_text(anchor_name, format_date(*anchor));
    add_targets(out, members, given.targets);
    members.finish();
}

result<task> read_task_document(std::string_view json, const spec_options& options) {
    const task_options reading{
        .schedule = options, .names = name_alphabet::ascii_and_cjk, .body_bytes = longest_document};
    result<json_value> read = read_json_object(json, {.bytes = longest_document});
    if (!read) return read.errors();
    const task_change change{*std::move(read), task_text::creation, document_members, reading};
    violations errors;
    const auto id = member_text(change.members(), "id", errors);
    if (!id && errors.empty()) errors.push_back(missing_member("/id", expected_identifier));
    const auto last_status = member_text(change.members(), "last_status", errors);
    std::optional<local_days> anchor;
    if (const auto text = member_text(change.members(), anchor_name, errors))
        anchor = value_or_collect(parse_date(*text, fmt::format("/{}", anchor_name)), errors);
    const sys_millis created = member_millis(change.members(), "create_time", errors);
    const sys_millis updated = member_millis(change.members(), "update_time", errors);
    constexpr std::string_view any_id = "none";  // what is wrong with the id has been told already
    result<task> made = change.make(id.value_or(any_id), created, reading);
    if (made && errors.empty()) {
        task whole = *std::move(made);
        if (last_status) whole.last_status = std::string{*last_status};
        if (whole.anchor_date && anchor) whole.anchor_date = anchor;
        whole.update_time = updated;
        return whole;
    }
    if (!made) errors.insert(errors.begin(), made.errors().begin(), made.errors().end());
    return errors;
}

std::string format_millis(sys_millis instant) {
    instant = known_instant(instant);
    const sys_seconds whole = floor<seconds>(instant);
    std::string text = format_instant(whole);
    text.pop_back();
    fmt::format_to(std::back_inserter(text), ".{:03}Z", (instant - whole).count());
    return text;
}

result<sys_millis> parse_millis(std::string_view text, std::string_view field) {
    const result<sys_seconds> whole = parse_instant(text, field);
    if (!whole) return whole.errors();
    return sys_millis{*whole} + detail::parse_timestamp(text, field)->fraction.value_or(milliseconds{0});
}

}  // namespace nextfire::inline v0::api
