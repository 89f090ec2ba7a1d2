#include "calls/answered_members.hpp"
#include "request/json_violation.hpp"
#include "request/object_writer.hpp"
#include "tasks/zone_default.hpp"

#include <fmt/core.h>
#include <nextfire/spec/spec_fields.hpp>

#include <array>

namespace nextfire::inline v0::api {
namespace {

using text_member = std::optional<std::string> answered_task::*;

/// A member that is a text, under its name.
struct text_row {
    std::string_view name;
    text_member text;
};

/// The texts in the order of clause 8.8, but for what stands between them and is none.
constexpr std::array before_policy{
    text_row{"task_name", &answered_task::task_name}, text_row{"last_status", &answered_task::last_status},
    text_row{"task_type", &answered_task::task_type}, text_row{"task_cron", &answered_task::task_cron},
    text_row{"next_execution_time", &answered_task::next_execution_time}};
constexpr std::array before_interval{text_row{"scheduled_type", &answered_task::scheduled_type}};
constexpr std::array before_truth{text_row{"week_list", &answered_task::week_list},
                                  text_row{"month_list", &answered_task::month_list},
                                  text_row{"date_list", &answered_task::date_list},
                                  text_row{"time_zone", &answered_task::time_zone},
                                  text_row{"scheduled_date", &answered_task::scheduled_date},
                                  text_row{"scheduled_time", &answered_task::scheduled_time},
                                  text_row{"expire_time", &answered_task::expire_time},
                                  text_row{"description", &answered_task::description}};
constexpr std::array at_end{text_row{"create_time", &answered_task::create_time},
                            text_row{"update_time", &answered_task::update_time}};

template <class Rows, class Task, class Use>
void for_each_text(const Rows& rows, Task& shown, Use use) {
    for (const text_row& row : rows) use(row.name, shown.*row.text);
}

/// Visits every text of a task, each with its name.
template <class Task, class Use>
void for_every_text(Task& shown, Use use) {
    for_each_text(before_policy, shown, use);
    for_each_text(before_interval, shown, use);
    for_each_text(before_truth, shown, use);
    for_each_text(at_end, shown, use);
}

/// Reads the ids of a target: a string, or an array of them, as the documentation's example of a request has it.
void read_ids(const json_value& value, const answered_members& target, const answered_target& common,
              std::vector<answered_target>& targets) {
    const auto add = [&](const json_value& id) {
        const std::string* text = id.as_string();
        if (text == nullptr) return target.complain("target_id", "a string, or an array of strings", id);
        answered_target made = common;
        made.id = *text;
        targets.push_back(std::move(made));
    };
    if (const json_array* ids = value.as_array())
        for (const json_value& id : *ids) add(id);
    else
        add(value);
}

std::vector<answered_target> read_targets(const answered_members& task, violations& errors) {
    constexpr std::string_view name = "target_infos";
    std::vector<answered_target> targets;
    const json_value* value = task.any(name);
    if (value == nullptr) return targets;
    const json_array* elements = value->as_array();
    if (elements == nullptr) {
        task.complain(name, "an array", *value);
        return targets;
    }
    for (std::size_t index = 0; index < elements->size(); ++index) {
        const answered_members target{(*elements)[index], fmt::format("{}/{}", task.pointer_of(name), index),
                                      errors};
        const answered_target common{target.text("target_type"), {}, target.text("target_name")};
        if (const json_value* ids = target.any("target_id"))
            read_ids(*ids, target, common, targets);
        else
            target.complain_missing("target_id", "a string");
    }
    return targets;
}

/// Gives a text as a field of a spec; an empty one is as absent.
std::optional<std::string_view> field_text(const std::optional<std::string>& text) {
    if (!text || text->empty()) return std::nullopt;
    return *text;
}

}  // namespace

answered_task read_answered_task(const json_value& value, std::string_view pointer, violations& errors) {
    const answered_members members{value, pointer, errors};
    answered_task shown{};
    const auto id = members.text("id");
    if (id && !id->empty())
        shown.id = *id;
    else if (members.any("id") == nullptr || id)
        members.complain_missing("id", "the id of a task");
    for_every_text(
        shown, [&](std::string_view name, std::optional<std::string>& text) { text = members.text(name); });
    if (const json_value* policy = members.any("schedule_task_policy"))
        shown.enforcement_enable =
            answered_members{*policy, members.pointer_of("schedule_task_policy"), errors}.truth(
                "enforcement_enable");
    shown.day_interval = members.integer("day_interval");
    shown.is_enable = members.truth("is_enable");
    shown.targets = read_targets(members, errors);
    return shown;
}

result<schedule_spec> spec_of(const answered_task& shown, const spec_options& options) {
    const std::string interval = shown.day_interval ? fmt::format("{}", *shown.day_interval) : std::string{};
    const schedule_fields fields{
        .scheduled_type = field_text(shown.scheduled_type),
        .day_interval = shown.day_interval ? std::optional<std::string_view>{interval} : std::nullopt,
        .week_list = field_text(shown.week_list),
        .month_list = field_text(shown.month_list),
        .date_list = field_text(shown.date_list),
        .scheduled_date = field_text(shown.scheduled_date),
        .scheduled_time = field_text(shown.scheduled_time),
        .time_zone = field_text(shown.time_zone),
        .expire_time = field_text(shown.expire_time)};
    return schedule_spec::parse(fields, with_default_zone(options)).transform_errors([](violations errors) {
        return with_pointers(std::move(errors), "");
    });
}

void append_answered_task(std::string& out, const answered_task& shown) {
    object_writer members{out};
    const auto add_text = [&](std::string_view name, const std::optional<std::string>& text) {
        members.add_text(name, text ? std::optional<std::string_view>{*text} : std::nullopt);
    };
    members.add_text("id", shown.id);
    for_each_text(before_policy, shown, add_text);
    members.add_json("schedule_task_policy", {});
    object_writer policy{out};
    policy.add_truth("enforcement_enable", shown.enforcement_enable);
    policy.finish();
    for_each_text(before_interval, shown, add_text);
    members.add_json("day_interval", shown.day_interval ? fmt::format("{}", *shown.day_interval) : "null");
    for_each_text(before_truth, shown, add_text);
    members.add_truth("is_enable", shown.is_enable);
    for_each_text(at_end, shown, add_text);
    if (!shown.targets.empty()) {
        members.add_json("target_infos", "[");
        for (const answered_target& target : shown.targets) {
            if (out.back() != '[') out += ',';
            object_writer one{out};
            one.add_text("target_type",
                         target.type ? std::optional<std::string_view>{*target.type} : std::nullopt);
            one.add_text("target_id", target.id);
            if (target.name) one.add_text("target_name", *target.name);
            one.finish();
        }
        out += ']';
    }
    members.finish();
}

}  // namespace nextfire::inline v0::api
