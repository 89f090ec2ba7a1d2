/// The members of a body or a document that say what a task is and does; when it runs is a schedule_request's.
#pragma once

#include "request/json.hpp"
#include "request/schedule_request.hpp"

#include <nextfire/base/result.hpp>
#include <nextfire/tasks/modify.hpp>
#include <nextfire/tasks/task.hpp>

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

namespace nextfire::inline v0::api {

/// What is read: a `null` means another thing in each.
enum class task_text : std::uint8_t {
    change,    ///< The body of a PATCH: `null` clears, and is wrong where a member must stand.
    creation,  ///< The body of a POST, or a document: `null` is as absent.
};

/// A text that may be left as it is, taken away, or put in place.
struct text_change {
    enum class kind : std::uint8_t { none, clear, put } change = kind::none;
    std::string_view text;
};

/// The members as they were given.  It keeps views into the JSON that it was read from.
struct task_fields {
    std::optional<std::string_view> name;
    std::optional<task_type> type;
    std::optional<bool> enforcement_enable;
    text_change description;
    std::optional<bool> is_enable;
    std::vector<task_target> targets;  // none unless given: a body cannot take all targets away
    bool has_wrong_name = false;       // given, though not as it should be: so they are not missing
    bool has_wrong_type = false;
    bool has_wrong_targets = false;
};

/// The members of a body, in the order in which violations are told.
inline constexpr auto body_members = [] {
    std::array<std::string_view, schedule_members.size() + task_members.size()> all;
    std::copy(task_members.begin(), task_members.end(),
              std::copy(schedule_members.begin(), schedule_members.end(), all.begin()));
    return all;
}();

/// The members of a task that a body cannot set.
inline constexpr std::array<std::string_view, 6> service_members{
    "id", "last_status", "task_cron", "next_execution_time", "create_time", "update_time"};

/// Reads the members that task_fields has from an object, and collects what is wrong with them.
[[nodiscard]] task_fields read_task_fields(const json_object& members, task_text role,
                                           const task_options& options, violations& errors);

/// Says what a task's name has to be, as messages have it.
[[nodiscard]] std::string_view expected_name(name_alphabet alphabet) noexcept;

/// What an identifier has to be, as messages have it.
inline constexpr std::string_view expected_identifier = "1 to 64 letters, digits, _ or -";

/// Gives a policy as JSON.
[[nodiscard]] constexpr std::string_view policy_json(bool enforcement_enable) noexcept {
    return enforcement_enable ? R"({"enforcement_enable":true})" : R"({"enforcement_enable":false})";
}

/// Checks an identifier of a task or a project: 1 to 64 of `A–Z a–z 0–9 _ -`.
[[nodiscard]] bool is_identifier(std::string_view text) noexcept;

/// Checks a task's id: an identifier, and not `future-executions`, whose path is another resource.
[[nodiscard]] bool is_task_id(std::string_view text) noexcept;

/// Puts violations in the order of body_members; those of other fields come last, in the order they have.
void sort_by_member(violations& errors);

}  // namespace nextfire::inline v0::api
