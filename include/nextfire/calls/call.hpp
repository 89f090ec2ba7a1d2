/// Calling the API of scheduled tasks, without a network: what is asked in, a request out.
///
/// Whatever is wrong with a call is told before anything is sent, all of it at once: nobody should have to ask a
/// service what is wrong with a text that lies here.  The rules are src/SEMANTICS.md, clause 10.
///
///     modify             PATCH  /v1/{project_id}/schedule-task/{task_id}
///     create             POST   /v1/{project_id}/schedule-task
///     show               GET    /v1/{project_id}/schedule-task/{task_id}
///     list               GET    /v1/{project_id}/schedule-task?limit=10&offset=0
///     delete             DELETE /v1/{project_id}/schedule-task/{task_id}
///     batch_delete       POST   /v1/{project_id}/schedule-task/actions/batch-delete
///     future_executions  POST   /v1/{project_id}/schedule-task/future-executions
#pragma once

#include <nextfire/base/result.hpp>
#include <nextfire/calls/endpoint.hpp>
#include <nextfire/calls/operation.hpp>
#include <nextfire/calls/task_edit.hpp>
#include <nextfire/tasks/http.hpp>
#include <nextfire/tasks/modify.hpp>

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace nextfire::inline v0::api {

/// Where the tasks are, and who asks; its texts are the caller's and need not outlive the making of a call.
struct call_settings {
    std::string_view endpoint;                   ///< `https://host[:port][/base]`, see endpoint::parse().
    std::string_view project_id;                 ///< 1 to 64 of `A–Z a–z 0–9 _ -`.
    std::optional<std::string_view> token = {};  ///< `X-Auth-Token`: 1 to 32,768 visible characters of ASCII.
    plain_http plain = plain_http::loopback;     ///< Where plain http may go.
    clearing clears_by = clearing::null;         ///< How a body says that a member is taken away.
    task_options tasks = {};                     ///< By which rules bodies are checked.
};

/// A request that keeps every rule, ready for any client of HTTP.
struct call {
    operation asked;                  ///< What is asked for.
    endpoint service;                 ///< Whom.
    std::string target;               ///< Path and query, with the base of the endpoint.
    std::vector<http_field> headers;  ///< In the order to be sent, the token among them: not to be shown.
    std::string body;                 ///< JSON; empty where the operation has none.

    /// Gives the method of HTTP.
    [[nodiscard]] std::string_view method() const noexcept { return row_of(asked).method; }
    /// Gives the URL: scheme, host, port and target.
    [[nodiscard]] std::string url() const;
};

/// Makes the call that changes a task, or gives every violation there is.
///
/// Violations are named `endpoint`, `project_id`, `task_id` and `token`, those of the change by JSON pointer as
/// modify() names them.  The members must be right by themselves; whether they fit those that the task has, the
/// service knows alone.  Never shows the token.  Cost: some 10 µs.
///
///     modify_call({.endpoint = "https://workspace.example.com", .project_id = "p1", .token = token}, "42",
///                 {.is_enable = false})->body;   // {"is_enable":false}
[[nodiscard]] result<call> modify_call(const call_settings& settings, std::string_view task_id,
                                       const task_edit& change);

/// The same with a body that is there already; it is sent as it is.
[[nodiscard]] result<call> modify_call(const call_settings& settings, std::string_view task_id,
                                       std::string_view body);

/// Makes the call that creates a task, or gives every violation there is: those of create_task() too.
///
///     create_call(settings, {.schedule = spec, .name = "nightly", .type = task_type::restart_server,
///                            .targets = std::vector{task_target{target_type::server, "web-1"}}});
[[nodiscard]] result<call> create_call(const call_settings& settings, const task_edit& wanted);

/// The same with a body that is there already; it is sent as it is.
[[nodiscard]] result<call> create_call(const call_settings& settings, std::string_view body);

/// Makes the call that shows a task, or gives every violation there is.
///
///     show_call(settings, "42")->target;   // /v1/p1/schedule-task/42
[[nodiscard]] result<call> show_call(const call_settings& settings, std::string_view task_id);

/// Which tasks of a project are listed.
struct list_filter {
    std::optional<std::size_t> offset = {};  ///< How many are left out at the front; to 2,147,483,647.
    std::optional<std::size_t> limit = {};   ///< 1 to 100.
    std::optional<std::string_view> task_name = {};  ///< 1 to 64 characters of UTF-8.
    std::optional<task_type> type = {};              ///< Those of one type alone.
};

/// Makes the call that lists tasks, or gives every violation there is: of `limit`, `offset` and `task_name` too.
///
///     list_call(settings, {.limit = 10})->target;   // /v1/p1/schedule-task?limit=10
[[nodiscard]] result<call> list_call(const call_settings& settings, const list_filter& filter = {});

/// Makes the call that deletes a task, or gives every violation there is.
[[nodiscard]] result<call> delete_call(const call_settings& settings, std::string_view task_id);

/// Makes the call that deletes 1 to 20 tasks, or gives every violation there is, those of ids by `/items/3`.
///
///     batch_delete_call(settings, ids)->body;   // {"items":["41","42"]}
[[nodiscard]] result<call> batch_delete_call(const call_settings& settings, std::span<const std::string> ids);

/// Makes the call that asks when a schedule would run, or gives every violation there is: the schedule of an edit
/// counts, and must be whole.
[[nodiscard]] result<call> future_executions_call(const call_settings& settings, const task_edit& wanted);

/// The same with a body that is there already; it is sent as it is.
[[nodiscard]] result<call> future_executions_call(const call_settings& settings, std::string_view body);

/// Writes a call as a command of curl for a POSIX shell, with `$NEXTFIRE_TOKEN` in the place of the token.
///
///     curl -X PATCH -H 'Accept: application/json' … -H "X-Auth-Token: $NEXTFIRE_TOKEN"
///          --data-raw '{"is_enable":false}' 'https://…'
[[nodiscard]] std::string to_curl(const call& made);

}  // namespace nextfire::inline v0::api
