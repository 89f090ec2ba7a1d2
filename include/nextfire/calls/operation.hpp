/// What a client can ask the API of scheduled tasks to do: one table for all who write, send or read a call.
#pragma once

#include <nextfire/base/result.hpp>

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace nextfire::inline v0::api {

/// An operation of the API.
enum class operation : std::uint8_t { modify, create, show, list, remove, batch_delete, future_executions };

/// Gives the name of an operation: `modify`, `create`, `show`, `list`, `delete`, `batch_delete`,
/// `future_executions`; empty for a number that is none.
[[nodiscard]] std::string_view to_string(operation asked) noexcept;

/// Reads the name of an operation, with `-` for `_` too; any other text is one violation `unknown_name` of
/// `field`, with the names there are and the nearest of them.
///
///     parse_operation("batch-delete");   // operation::batch_delete
[[nodiscard]] result<operation> parse_operation(std::string_view text, std::string_view field = "operation");

/// When a request that failed may be sent again.
enum class repetition : std::uint8_t {
    always,       ///< Done twice it is as if done once.
    when_unsent,  ///< Done twice it is done twice: so only where the service certainly never saw it.
};

/// Gives the name of a choice: `always`, `when_unsent`; empty for a number that is none.
[[nodiscard]] std::string_view to_string(repetition choice) noexcept;

/// Reads the name of a choice, with `-` for `_` too; any other text is one violation `unknown_name` of `field`,
/// with the names there are and the nearest of them.
///
///     parse_repetition("when_unsent");   // repetition::when_unsent
[[nodiscard]] result<repetition> parse_repetition(std::string_view text,
                                                  std::string_view field = "repetition");

/// What there is to know of an operation.
struct operation_row {
    operation named;          ///< Which operation it is.
    std::string_view method;  ///< Of HTTP.
    std::string_view path;    ///< With `{project_id}`, and `{task_id}` where it is about one task.
    bool has_body;            ///< Whether the request has a body, JSON.
    int status;               ///< Of success, as documented; 204 has no body.
    repetition repeated;      ///< When it may be sent again.

    /// Says whether it is about one task.
    [[nodiscard]] constexpr bool is_about_one_task() const noexcept { return path.ends_with("{task_id}"); }
};

/// The operations, in the order of the enum.
inline constexpr std::array<operation_row, 7> operations{{
    {operation::modify, "PATCH", "/v1/{project_id}/schedule-task/{task_id}", true, 200, repetition::always},
    {operation::create, "POST", "/v1/{project_id}/schedule-task", true, 201, repetition::when_unsent},
    {operation::show, "GET", "/v1/{project_id}/schedule-task/{task_id}", false, 200, repetition::always},
    {operation::list, "GET", "/v1/{project_id}/schedule-task", false, 200, repetition::always},
    {operation::remove, "DELETE", "/v1/{project_id}/schedule-task/{task_id}", false, 204, repetition::always},
    {operation::batch_delete, "POST", "/v1/{project_id}/schedule-task/actions/batch-delete", true, 204,
     repetition::always},
    {operation::future_executions, "POST", "/v1/{project_id}/schedule-task/future-executions", true, 200,
     repetition::always},
}};

/// Gives what there is to know of an operation.
[[nodiscard]] constexpr const operation_row& row_of(operation asked) noexcept {
    return operations[static_cast<std::size_t>(asked)];
}

static_assert([] {
    for (std::size_t place = 0; place < operations.size(); ++place)
        if (static_cast<std::size_t>(operations[place].named) != place) return false;
    return true;
}());

}  // namespace nextfire::inline v0::api
