/// Which resource a request is about: the path and the query of its target.
#pragma once

#include <nextfire/base/result.hpp>
#include <nextfire/tasks/task_store.hpp>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

namespace nextfire::inline v0::api {

/// What a path names.
enum class resource : std::uint8_t {
    tasks,              ///< `/v1/{project_id}/schedule-task`
    task,               ///< `/v1/{project_id}/schedule-task/{task_id}`
    future_executions,  ///< `/v1/{project_id}/schedule-task/future-executions`
    batch_delete,       ///< `/v1/{project_id}/schedule-task/actions/batch-delete`
};

/// A path that names something; its texts are views into the target.
struct route {
    resource named;
    std::string_view project_id;
    std::string_view task_id;  ///< Empty unless the resource is a task.
    std::string_view query;    ///< What follows the question mark.
};

/// Reads the target of a request; nullopt where its path names nothing.  Ids are 1 to 64 of
/// `A–Z a–z 0–9 _ -` as they stand: none of them ever needs a percent sign.
[[nodiscard]] std::optional<route> find_route(std::string_view target) noexcept;

/// The methods that a resource knows, as `Allow` lists them.
[[nodiscard]] std::string_view allowed_methods(resource asked) noexcept;

/// Says whether a resource knows a method.
[[nodiscard]] bool allows(resource asked, std::string_view method) noexcept;

/// The bounds of a list.
inline constexpr std::size_t most_listed = 100;
inline constexpr std::size_t greatest_offset = 2'147'483'647;

/// Reads `limit=10&offset=0&task_name=restart&task_type=STOP_SERVER`, or gives every violation: unknown and repeated
/// parameters, numbers out of bounds (limit is 1 to 100), types that there are not.  An empty name or type is as absent.
/// A name may have its bytes as percent signs and digits.  Source: RFC 3986 section 2.1.
[[nodiscard]] result<task_query> read_query(std::string_view query);

}  // namespace nextfire::inline v0::api
