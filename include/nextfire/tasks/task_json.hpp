/// Tasks as JSON: as the API answers them, and as stores keep them.
#pragma once

#include <nextfire/base/result.hpp>
#include <nextfire/spec/schedule_spec.hpp>
#include <nextfire/tasks/task.hpp>

#include <cstdint>
#include <string>
#include <string_view>

namespace nextfire::inline v0::api {

/// How much of a task an answer shows.
enum class task_view : std::uint8_t {
    answer,        ///< The members that the operation *modify* answers.
    with_targets,  ///< The same, and `target_infos` behind them where there are any.
};

/// Gives the name of a view: `answer`, `with_targets`; empty for a number that is none.
[[nodiscard]] std::string_view to_string(task_view view) noexcept;

/// Reads the name of a view, with `-` for `_` too; any other text is one violation `unknown_name` of `field`,
/// with the names there are and the nearest of them.
///
///     parse_task_view("with_targets");   // task_view::with_targets
[[nodiscard]] result<task_view> parse_task_view(std::string_view text, std::string_view field = "task_view");

/// Appends a task as the API answers it, with task_cron and next_execution_time as of `now`.
///
/// Every member is there, `null` where there is nothing.  next_execution_time is what the clock of the task's
/// zone shows then, `2026-11-24 09:00:00`; create_time and update_time are RFC 3339 in UTC with milliseconds.
/// Cost: about 1.5 µs.
void append_task(std::string& out, const task& given, sys_millis now, task_view view);

/// Appends a task as a document to keep: what read_task_document() gives the same task from.
///
/// Throws std::invalid_argument, and appends nothing, where description, last_status or a target's id is no
/// UTF-8 or has NUL in it: such texts can only come from the embedder, and nobody could read them back.
void append_task_document(std::string& out, const task& given);

/// Reads a task from a document, or gives every violation there is, by JSON pointer.
///
/// An answer of the API is a document too: task_cron and next_execution_time are passed over, target_infos
/// may be missing.  Names may have the ideographs of name_alphabet::ascii_and_cjk.
[[nodiscard]] result<task> read_task_document(std::string_view json, const spec_options& options = {});

/// Writes a time stamp of a task, `2026-11-23T21:22:06.042Z`; outside the years 1970 to 9999, the nearest
/// instant.
[[nodiscard]] std::string format_millis(sys_millis instant);

/// Reads RFC 3339 to the millisecond; what is finer is cut off.  Otherwise as parse_instant.
[[nodiscard]] result<sys_millis> parse_millis(std::string_view text, std::string_view field);

}  // namespace nextfire::inline v0::api
