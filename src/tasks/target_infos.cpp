#include "tasks/target_infos.hpp"

#include "base/message.hpp"
#include "base/utf8.hpp"
#include "request/json_violation.hpp"
#include "request/object_writer.hpp"
#include "request/unknown_member.hpp"
#include "request/value_or_collect.hpp"

#include <fmt/core.h>

#include <array>
#include <set>
#include <string>
#include <string_view>
#include <utility>

namespace nextfire::inline v0::api {
namespace {

using detail::expected_found;

constexpr std::size_t most_targets = 1000;
constexpr std::size_t longest_id = 128;
constexpr std::size_t longest_target_name = 255;
constexpr std::array<std::string_view, 3> target_members{"target_type", "target_id", "target_name"};

std::optional<target_type> read_type(const json_value& value, const std::string& pointer,
                                     violations& errors) {
    const std::string* text = value.as_string();
    if (text == nullptr) {
        errors.push_back(wrong_type(pointer, "a string", value));
        return std::nullopt;
    }
    if (const auto type = parse_target_type(*text)) return *type;
    errors.push_back(expected_found(violation_code::unknown_name, pointer, std::nullopt,
                                    "SERVER or SERVER_GROUP", describe(value)));
    return std::nullopt;
}

/// Gives what an id is written as, or nullptr where it is neither a string nor an array of just one.
const std::string* id_text(const json_value& value) {
    const json_array* elements = value.as_array();
    if (elements == nullptr) return value.as_string();
    return elements->size() == 1 ? elements->front().as_string() : nullptr;
}

std::optional<std::string> read_id(const json_value& value, const std::string& pointer, violations& errors) {
    const std::string* text = id_text(value);
    if (text == nullptr) {
        errors.push_back(wrong_type(pointer, "a string, or an array of one string", value));
        return std::nullopt;
    }
    const std::size_t length = detail::character_count(*text);
    if (length >= 1 && length <= longest_id) return *text;
    errors.push_back(expected_found(violation_code::out_of_range, pointer, std::nullopt,
                                    "1 to 128 characters", fmt::format("{}", length)));
    return std::nullopt;
}

/// Reads what people call a target; no name where it is `null` or empty.
std::optional<std::string> read_name(const json_value& value, const std::string& pointer,
                                     violations& errors) {
    if (value.is_null()) return std::nullopt;
    const std::string* text = value.as_string();
    if (text == nullptr) {
        errors.push_back(wrong_type(pointer, "a string", value));
        return std::nullopt;
    }
    if (const std::size_t length = detail::character_count(*text); length > longest_target_name)
        errors.push_back(expected_found(violation_code::too_long, pointer, std::nullopt,
                                        "at most 255 characters", fmt::format("{} characters", length)));
    return text->empty() ? std::nullopt : std::optional{*text};
}

std::optional<task_target> read_target(const json_value& value, const std::string& pointer,
                                       unknown_members unknown, violations& errors) {
    const json_object* members = value.as_object();
    if (members == nullptr) {
        errors.push_back(wrong_type(pointer, "an object with target_type and target_id", value));
        return std::nullopt;
    }
    const std::size_t errors_before = errors.size();
    const json_value* type_value = nullptr;
    const json_value* id_value = nullptr;
    const json_value* name_value = nullptr;
    violations strangers;
    for (const json_member& member : *members) {
        if (member.name == target_members[0]) {
            type_value = &member.value;
        } else if (member.name == target_members[1]) {
            id_value = &member.value;
        } else if (member.name == target_members[2]) {
            name_value = &member.value;
        } else if (unknown == unknown_members::refused) {
            strangers.push_back(unknown_member(pointer, member.name, target_members));
        }
    }
    std::optional<target_type> type;
    std::optional<std::string> id;
    if (type_value != nullptr)
        type = read_type(*type_value, pointer + "/target_type", errors);
    else
        errors.push_back(missing_member(pointer + "/target_type", "SERVER or SERVER_GROUP"));
    if (id_value != nullptr)
        id = read_id(*id_value, pointer + "/target_id", errors);
    else
        errors.push_back(missing_member(pointer + "/target_id", "1 to 128 characters"));
    std::optional<std::string> name;
    if (name_value != nullptr) name = read_name(*name_value, pointer + "/target_name", errors);
    append(errors, strangers);
    if (errors.size() != errors_before) return std::nullopt;
    return task_target{*type, *std::move(id), std::move(name)};
}

}  // namespace

std::vector<task_target> read_target_infos(const json_value& value, unknown_members unknown,
                                           violations& errors) {
    constexpr std::string_view pointer = "/target_infos";
    constexpr std::string_view expected = "an array of 1 to 1000 targets";
    const json_array* elements = value.as_array();
    if (elements == nullptr) {
        errors.push_back(wrong_type(pointer, expected, value));
        return {};
    }
    if (elements->empty() || elements->size() > most_targets) {
        errors.push_back(expected_found(violation_code::out_of_range, pointer, std::nullopt, expected,
                                        fmt::format("{}", elements->size())));
        return {};
    }
    const std::size_t errors_before = errors.size();
    std::vector<task_target> targets;
    targets.reserve(elements->size());
    std::set<std::pair<target_type, std::string_view>> seen;
    for (std::size_t index = 0; index < elements->size(); ++index) {
        auto target = read_target((*elements)[index], fmt::format("{}/{}", pointer, index), unknown, errors);
        if (!target) continue;
        targets.push_back(*std::move(target));  // which stays where it is: there is room for all
        if (!seen.emplace(targets.back().type, targets.back().id).second) targets.pop_back();
    }
    if (errors.size() != errors_before) targets.clear();
    return targets;
}

void append_target_infos(std::string& out, const std::vector<task_target>& targets) {
    out += '[';
    for (const task_target& target : targets) {
        if (out.back() != '[') out += ',';
        object_writer one{out};
        one.add_text("target_type", to_string(target.type));
        one.add_text("target_id", target.id);
        if (target.name) one.add_text("target_name", *target.name);
        one.finish();
    }
    out += ']';
}

}  // namespace nextfire::inline v0::api
