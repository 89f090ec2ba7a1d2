#include <nextfire/calls/task_edit.hpp>

#include "base/message.hpp"
#include "base/utf8.hpp"
#include "request/json.hpp"
#include "request/object_writer.hpp"
#include "request/value_or_collect.hpp"
#include "tasks/target_infos.hpp"
#include "tasks/task_fields.hpp"

#include <fmt/core.h>
#include <nextfire/spec/spec_fields.hpp>
#include <nextfire/spec/spec_texts.hpp>

#include <algorithm>
#include <optional>

namespace nextfire::inline v0::api {
namespace {

violation not_expressible(std::string_view expected, std::string_view found) {
    return detail::expected_found(violation_code::not_expressible, "/schedule", std::nullopt, expected,
                                  found);
}

/// Gives the spec that says a definition, where the API has words for all of it.
result<schedule_spec> spec_of(const definition& what) {
    const schedule_options beside = what.options();
    violations errors;
    const auto spec = what.to_spec();
    if (!spec)
        errors.push_back(not_expressible("a schedule of FIXED_TIME, DAY, WEEK or MONTH", to_string(what)));
    if (beside.gap != gap_policy{} || beside.overlap != overlap_policy{} ||
        beside.elapsed != elapsed_policy{})
        errors.push_back(not_expressible("the usual policies for clock changes", "others"));
    if (beside.not_before) errors.push_back(not_expressible("a schedule without a first bound", "one"));
    if (spec && beside.anchor_date)
        errors.push_back(not_expressible("days counted from where the service counts them, as a spec has it",
                                         "an anchor date"));
    if (!errors.empty()) return errors;
    return *spec;
}

/// Gives the texts of a whole schedule, if the edit has one.
result<std::optional<spec_texts>> texts_of(const task_edit& edit) {
    std::optional<spec_texts> texts;
    if (const auto* spec = std::get_if<schedule_spec>(&edit.schedule)) texts.emplace(*spec);
    if (const auto* what = std::get_if<definition>(&edit.schedule)) {
        const result<schedule_spec> spec = spec_of(*what);
        if (!spec) return spec.errors();
        texts.emplace(*spec);
    }
    return texts;
}

/// Writes what clears a member that has a text, or another value.
void add_cleared(object_writer& out, std::string_view name, json_kind kind, clearing written) {
    out.add_json(name, kind == json_kind::string && written == clearing::empty_text ? R"("")" : "null");
}

/// Says whether a text can stand in JSON as the number that it is.
bool is_number_of_json(std::string_view text) {
    return is_integer_text(text) && (text.size() == 1 || text.front() != '0') && !text.starts_with("-0");
}

void add_schedule(object_writer& out, const task_edit& edit, const std::optional<spec_texts>& whole,
                  clearing written) {
    const auto is_cleared = [&](spec_field field) {
        const auto& fields = edit.cleared_fields;
        return std::find(fields.begin(), fields.end(), field) != fields.end() ||
               (whole && field == spec_field::expire_time && !whole->text(field));
    };
    for (const spec_field_row& row : spec_fields) {
        std::optional<std::string_view> text = edit.fields.*row.text;
        if (!text && whole && whole->text(row.field)) text = *whole->text(row.field);
        if (!text) {
            if (is_cleared(row.field)) add_cleared(out, row.name, row.json, written);
        } else if (row.json == json_kind::integer && is_number_of_json(*text)) {
            out.add_json(row.name, *text);
        } else {
            out.add_text(row.name, *text);
        }
    }
}

/// Complains of texts that JSON cannot hold as they are.
violations texts_without_utf8(const task_edit& edit) {
    violations errors;
    const auto check = [&errors](std::string_view pointer, std::string_view text) {
        if (!detail::is_well_formed(text))
            errors.push_back(detail::expected_found(violation_code::malformed, pointer, std::nullopt, "UTF-8",
                                                    detail::quoted(text)));
    };
    for (const spec_field_row& row : spec_fields)
        check(fmt::format("/{}", row.name), (edit.fields.*row.text).value_or(""));
    if (const auto* name = edit.name.value()) check("/task_name", *name);
    if (const auto* words = edit.description.value()) check("/description", *words);
    if (const auto* targets = edit.targets.value())
        for (std::size_t index = 0; index < targets->size(); ++index) {
            check(fmt::format("/target_infos/{}/target_id", index), (*targets)[index].id);
            check(fmt::format("/target_infos/{}/target_name", index), (*targets)[index].name.value_or(""));
        }
    return errors;
}

/// Writes a member: what clears it, or its value by `add`.
template <class T, class Add>
void add_member(object_writer& out, std::string_view name, const member_edit<T>& edit, json_kind kind,
                clearing written, Add add) {
    if (edit.is_cleared()) add_cleared(out, name, kind, written);
    if (const T* value = edit.value()) add(*value);
}

}  // namespace

result<std::string> write_body(const task_edit& edit, clearing written) {
    violations errors = texts_without_utf8(edit);
    const auto whole = value_or_collect(texts_of(edit), errors);
    if (!errors.empty()) return errors;
    std::string body;
    object_writer out{body};
    add_schedule(out, edit, *whole, written);
    constexpr auto text = json_kind::string;
    constexpr auto no_text = json_kind::integer;
    add_member(out, "task_name", edit.name, no_text, written,
               [&](const std::string& name) { out.add_text("task_name", name); });
    add_member(out, "task_type", edit.type, no_text, written,
               [&](task_type type) { out.add_text("task_type", to_string(type)); });
    add_member(out, "schedule_task_policy", edit.enforcement_enable, no_text, written,
               [&](bool truth) { out.add_json("schedule_task_policy", policy_json(truth)); });
    add_member(out, "description", edit.description, text, written,
               [&](const std::string& words) { out.add_text("description", words); });
    add_member(out, "is_enable", edit.is_enable, no_text, written,
               [&](bool truth) { out.add_truth("is_enable", truth); });
    add_member(out, "target_infos", edit.targets, no_text, written,
               [&](const std::vector<task_target>& targets) {
                   out.add_json("target_infos", {});
                   append_target_infos(body, targets);
               });
    out.finish();
    return body;
}

}  // namespace nextfire::inline v0::api
