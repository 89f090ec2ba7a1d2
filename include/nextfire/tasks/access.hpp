/// Who may do what: two questions that only the embedder can answer.
#pragma once

#include <nextfire/tasks/http.hpp>
#include <nextfire/tasks/task.hpp>

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <variant>

namespace nextfire::inline v0::api {

/// Somebody whose credentials were accepted.
struct principal {
    std::string name;  ///< What the authorizer knows them by.
};

/// Why somebody was turned away; the reason is passed on to them.
struct refusal {
    std::string reason;  ///< One sentence, in the body of the 401 or 403.
};

/// Finds out who sent a request.
class authenticator {
public:
    /// Ends it; no request may be under way.
    virtual ~authenticator() = default;

    /// Gives the principal whose credentials stand in the headers, `X-Auth-Token` or others, or refuses: 401.
    /// May be called from any number of threads at once.
    [[nodiscard]] virtual std::variant<principal, refusal> authenticate(
        std::span<const http_header> headers) const = 0;
};

/// What there is to be done to tasks, in the words of the service's permissions.
namespace action {
inline constexpr std::string_view create = "workspace:scheduledTasks:create";  ///< POST of a task.
inline constexpr std::string_view update = "workspace:scheduledTasks:update";  ///< PATCH of a task.
inline constexpr std::string_view remove = "workspace:scheduledTasks:delete";  ///< DELETE of a task.
inline constexpr std::string_view show = "workspace:scheduledTasks:get";       ///< GET of a task.
inline constexpr std::string_view list = "workspace:scheduledTasks:list";      ///< GET of a project's tasks.
/// POST of a schedule that has no task yet.
inline constexpr std::string_view future_executions = "workspace:scheduledTasks:listFutureExecutions";
}  // namespace action

/// A request for permission.
struct access_request {
    const principal& sender;      ///< Whom the authenticator knew.
    std::string_view action;      ///< One of `action`.
    std::string_view project_id;  ///< From the path.
    /// The task as it stands; nullptr where it is about to be made, where there is none of that id, and where
    /// the request is about no single task.  Whoever may do nothing in the project is refused in any case,
    /// and so cannot find out which ids there are.
    const task* subject;
    /// The targets as they stand; asked a second time where a change brings others, those.
    std::span<const task_target> targets;
};

/// Decides whether somebody may do something.
class authorizer {
public:
    /// Ends it; no request may be under way.
    virtual ~authorizer() = default;

    /// Gives nullopt to allow, or refuses: 403.  May be called from any number of threads at once.
    [[nodiscard]] virtual std::optional<refusal> authorize(const access_request& asked) const = 0;
};

}  // namespace nextfire::inline v0::api
