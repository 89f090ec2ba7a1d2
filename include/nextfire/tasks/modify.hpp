/// Modifying a scheduled task: a task, a JSON body and an instant in; the task after the change out.
///
/// Pure functions: no I/O and no clock.  What a body says of a member: absent means unchanged, `null` or an empty
/// text clears an optional field, a value takes its place.  The task that comes out keeps every rule, or nothing changes.
/// The rules are src/SEMANTICS.md, clause 8.
#pragma once

#include <nextfire/base/result.hpp>
#include <nextfire/request/unknown_members.hpp>
#include <nextfire/spec/schedule_spec.hpp>
#include <nextfire/tasks/task.hpp>

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace nextfire::inline v0::api {

/// Which characters a task's name may have.
enum class name_alphabet : std::uint8_t {
    ascii,          ///< `A–Z a–z 0–9 _ -`, as the service's English documentation has it.
    ascii_and_cjk,  ///< The ideographs U+4E00 to U+9FA5 as well, as its Chinese documentation has it.  The default.
};

/// Gives the name of an alphabet: `ascii`, `ascii_and_cjk`; empty for a number that is none.
[[nodiscard]] std::string_view to_string(name_alphabet alphabet) noexcept;

/// Reads the name of an alphabet, with `-` for `_` too; any other text is one violation `unknown_name` of
/// `field`, with the names there are and the nearest of them.
///
///     parse_name_alphabet("ascii_and_cjk");   // name_alphabet::ascii_and_cjk
[[nodiscard]] result<name_alphabet> parse_name_alphabet(std::string_view text,
                                                        std::string_view field = "name_alphabet");

/// What the reading of a body depends on besides the body.
struct task_options {
    /// The zone of tasks that name none, api::default_time_zone unless it is set, and where zones come from.
    spec_options schedule = {};
    name_alphabet names = name_alphabet::ascii_and_cjk;  ///< Which characters a task's name may have.
    unknown_members unknown = unknown_members::refused;  ///< What becomes of members that nobody knows.
    std::size_t body_bytes = std::size_t{128} * 1024;    ///< Longest body: 1,000 targets with UUIDs and more.
};

/// Gives the task after the change that a PATCH body asks for, or every violation there is.
///
/// The body is one JSON object.  Violations are named by JSON pointer (`/week_list`, `/target_infos/3`) and,
/// in a list or a text, by column.  update_time becomes `now`, or stays where it is later than that. Throws
/// only std::bad_alloc.  Cost: about 10 µs.
///
///     // a task of every day at 09:00 becomes one of every second day
///     modify(nightly, R"({"day_interval":2})", now);
[[nodiscard]] result<task> modify(const task& before, std::string_view body, sys_millis now,
                                  const task_options& options = {});

/// Makes a new task of a POST body, or gives every violation there is.
///
/// task_name, task_type, scheduled_type, scheduled_time and target_infos must be there; is_enable is true and
/// enforcement_enable false unless the body says otherwise; `null` is as absent.  `id` is the caller's to
/// choose; an id that is none is a violation of `/id`.
[[nodiscard]] result<task> create_task(std::string_view id, std::string_view body, sys_millis now,
                                       const task_options& options = {});

}  // namespace nextfire::inline v0::api
