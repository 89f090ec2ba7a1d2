#include "tasks/task_fields.hpp"

#include "base/message.hpp"
#include "base/utf8.hpp"
#include "request/json_violation.hpp"
#include "request/unknown_member.hpp"
#include "tasks/target_infos.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <iterator>
#include <string>
#include <utility>

namespace nextfire::inline v0::api {
namespace {

using detail::character_at;
using detail::character_count;
using detail::expected_found;
using detail::utf8_character;

constexpr std::size_t longest_name = 64;
constexpr std::size_t longest_description = 255;
constexpr std::array<std::string_view, 1> policy_members{"enforcement_enable"};

bool is_ascii_name_character(char32_t c) noexcept {
    return (c >= U'A' && c <= U'Z') || (c >= U'a' && c <= U'z') || (c >= U'0' && c <= U'9') || c == U'_' ||
           c == U'-';
}

bool is_name_character(char32_t c, name_alphabet alphabet) noexcept {
    constexpr char32_t first_ideograph = 0x4E00;
    constexpr char32_t last_ideograph = 0x9FA5;
    return is_ascii_name_character(c) ||
           (alphabet == name_alphabet::ascii_and_cjk && c >= first_ideograph && c <= last_ideograph);
}

/// Reads one member after another, and collects what is wrong with them.
class member_reader {
public:
    member_reader(task_text role, const task_options& options, violations& errors)
        : role_(role), options_(options), errors_(errors) {}

    void read(const json_member& member);
    [[nodiscard]] task_fields take() { return std::move(fields_); }

private:
    /// Says whether a `null` is to be passed over, as if the member were absent.
    [[nodiscard]] bool is_absent(const json_value& value) const {
        return value.is_null() && role_ == task_text::creation;
    }
    void read_name(const json_value& value);
    void read_type(const json_value& value);
    void read_policy(const json_value& value);
    void read_description(const json_value& value);
    void read_is_enable(const json_value& value);

    task_text role_;
    const task_options& options_;
    violations& errors_;
    task_fields fields_;
};

void member_reader::read(const json_member& member) {
    if (is_absent(member.value)) return;
    if (member.name == "task_name") return read_name(member.value);
    if (member.name == "task_type") return read_type(member.value);
    if (member.name == "schedule_task_policy") return read_policy(member.value);
    if (member.name == "description") return read_description(member.value);
    if (member.name == "is_enable") return read_is_enable(member.value);
    if (member.name != "target_infos") return;
    fields_.targets = read_target_infos(member.value, options_.unknown, errors_);
    fields_.has_wrong_targets = fields_.targets.empty();
}

void member_reader::read_name(const json_value& value) {
    constexpr std::string_view pointer = "/task_name";
    const std::string_view expected = expected_name(options_.names);
    fields_.has_wrong_name = true;
    const std::string* text = value.as_string();
    if (text == nullptr) return errors_.push_back(wrong_type(pointer, "a string", value));
    if (text->empty())
        return errors_.push_back(
            expected_found(violation_code::out_of_range, pointer, std::nullopt, expected, "an empty string"));
    std::size_t length = 0;
    for (std::size_t at = 0; at < text->size(); ++length) {
        const utf8_character c = character_at(*text, at);
        if (!is_name_character(c.code_point, options_.names))
            return errors_.push_back(expected_found(violation_code::malformed, pointer, at + 1, expected,
                                                    detail::quoted(text->substr(at, c.bytes))));
        at += c.bytes;
    }
    if (length > longest_name)
        return errors_.push_back(expected_found(violation_code::too_long, pointer, std::nullopt, expected,
                                                fmt::format("{} characters", length)));
    fields_.name = *text;
    fields_.has_wrong_name = false;
}

void member_reader::read_type(const json_value& value) {
    constexpr std::string_view pointer = "/task_type";
    fields_.has_wrong_type = true;
    const std::string* text = value.as_string();
    if (text == nullptr) return errors_.push_back(wrong_type(pointer, "a string", value));
    const auto type = parse_task_type(*text);
    if (!type)
        return errors_.push_back(expected_found(violation_code::unknown_name, pointer, std::nullopt,
                                                "RESTART_SERVER, START_SERVER, STOP_SERVER or REINSTALL_OS",
                                                describe(value)));
    fields_.type = *type;
    fields_.has_wrong_type = false;
}

void member_reader::read_policy(const json_value& value) {
    constexpr std::string_view pointer = "/schedule_task_policy";
    if (value.is_null()) {
        fields_.enforcement_enable = false;
        return;
    }
    const json_object* policy = value.as_object();
    if (policy == nullptr) return errors_.push_back(wrong_type(pointer, "an object", value));
    for (const json_member& member : *policy) {
        if (member.name != policy_members.front()) {
            if (options_.unknown == unknown_members::refused)
                errors_.push_back(unknown_member(pointer, member.name, policy_members));
            continue;
        }
        if (is_absent(member.value)) continue;
        const bool* truth = member.value.as_bool();
        if (truth != nullptr || member.value.is_null()) {
            fields_.enforcement_enable = truth != nullptr && *truth;
        } else {
            errors_.push_back(
                wrong_type(std::string{pointer} + "/enforcement_enable", "true or false", member.value));
        }
    }
}

void member_reader::read_description(const json_value& value) {
    constexpr std::string_view pointer = "/description";
    if (value.is_null()) {
        fields_.description.change = text_change::kind::clear;
        return;
    }
    const std::string* text = value.as_string();
    if (text == nullptr) return errors_.push_back(wrong_type(pointer, "a string", value));
    if (const std::size_t length = character_count(*text); length > longest_description)
        return errors_.push_back(expected_found(violation_code::too_long, pointer, std::nullopt,
                                                "at most 255 characters",
                                                fmt::format("{} characters", length)));
    fields_.description = {text_change::kind::put, *text};
}

void member_reader::read_is_enable(const json_value& value) {
    if (const bool* truth = value.as_bool()) {
        fields_.is_enable = *truth;
    } else {
        errors_.push_back(wrong_type("/is_enable", "true or false", value));
    }
}

/// Gives the place of the member that a violation is about among body_members, or their number.
std::ptrdiff_t place_of(const violation& error) {
    std::string_view name = error.field;
    if (name.starts_with('/')) name.remove_prefix(1);
    name = name.substr(0, name.find('/'));
    return std::find(body_members.begin(), body_members.end(), name) - body_members.begin();
}

}  // namespace

task_fields read_task_fields(const json_object& members, task_text role, const task_options& options,
                             violations& errors) {
    member_reader reader{role, options, errors};
    for (const json_member& member : members) reader.read(member);
    return reader.take();
}

std::string_view expected_name(name_alphabet alphabet) noexcept {
    return alphabet == name_alphabet::ascii ? expected_identifier
                                            : "1 to 64 letters, digits, ideographs, _ or -";
}

bool is_identifier(std::string_view text) noexcept {
    return !text.empty() && text.size() <= longest_name && std::all_of(text.begin(), text.end(), [](char c) {
        return is_ascii_name_character(static_cast<unsigned char>(c));
    });
}

bool is_task_id(std::string_view text) noexcept {
    return is_identifier(text) && text != "future-executions";
}

void sort_by_member(violations& errors) {
    std::stable_sort(errors.begin(), errors.end(),
                     [](const violation& a, const violation& b) { return place_of(a) < place_of(b); });
}

}  // namespace nextfire::inline v0::api
