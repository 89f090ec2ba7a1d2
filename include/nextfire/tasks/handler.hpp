/// The API of scheduled tasks over HTTP, without HTTP: a request in, a response out.
///
///     PATCH  /v1/{project_id}/schedule-task/{task_id}           modify
///     GET    /v1/{project_id}/schedule-task/{task_id}           show
///     DELETE /v1/{project_id}/schedule-task/{task_id}           delete
///     POST   /v1/{project_id}/schedule-task                     create
///     GET    /v1/{project_id}/schedule-task?limit=10&offset=0   list
///     POST   /v1/{project_id}/schedule-task/actions/batch-delete   delete several
///     POST   /v1/{project_id}/schedule-task/future-executions   when a schedule would run
#pragma once

#include <nextfire/tasks/access.hpp>
#include <nextfire/tasks/api_error.hpp>
#include <nextfire/tasks/http.hpp>
#include <nextfire/tasks/modify.hpp>
#include <nextfire/tasks/task_store.hpp>

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <variant>

namespace nextfire::inline v0::api {

/// How a handler answers.
struct handler_options {
    task_options tasks = {};  ///< A default zone in it is a view: the text must outlive the handler.
    error_codes codes = default_error_codes();  ///< The code in the body of each kind of error.
    std::size_t most_attempts =
        64;  ///< How often a change that lost a race is tried, the first time included.
    std::size_t future_executions = 5;       ///< How many future executions are told.
    std::string challenge = "X-Auth-Token";  ///< `WWW-Authenticate` of a 401.
    /// Is told what was thrown (500) and why the store is unavailable (503); the response never says it.
    std::function<void(std::string_view)> on_failure = {};
};

/// Answers requests.  Any number of threads may ask at once, if its parts allow it.  Those that change one task stand
/// in line, so that none of them loses a race; who has stood there for two seconds is answered with 503.  The parts must not
/// ask the handler themselves.
class handler {
public:
    /// Makes a handler of its parts, which must outlive it.  `new_id` gives the id of a task to be created;
    /// it may be called from any number of threads at once.
    handler(const authenticator& senders, const authorizer& permissions, task_store& tasks,
            std::function<std::string()> new_id, handler_options options = {});
    ~handler();

    /// Answers a request as of `now`.  HEAD is answered as GET is: the transport leaves the body out.
    ///  Never throws: what a part throws, std::bad_alloc too, becomes a 500.
    ///
    /// A request is checked in this order, and the first thing wrong with it is answered: path 404, method
    /// 405, credentials 401, length 413, media type 415, query 400, permission 403, task 404, body 400,
    /// permission for new targets 403, race 409.  Cost: about 10 µs and what the store takes.
    ///
    ///     handle({.method = "PATCH", .target = "/v1/p1/schedule-task/42", .headers = headers,
    ///             .body = R"({"is_enable":false})"}, now);
    [[nodiscard]] http_response handle(const http_request& request, sys_millis now) const noexcept;

    /// Gives the answer to a request whose body need not be read, because its path, method, credentials, length,
    /// media type or query are refused, or its method is OPTIONS; nullopt for all others.  A transport asks before it reads
    /// a body of `body_bytes` (0 where the length is not announced), and so never reads what nobody wants.  Never
    /// throws.
    ///
    ///     answer_without_body({.method = "PUT", .target = "/v1/p1/schedule-task"}, 0)->status;   // 405
    [[nodiscard]] std::optional<http_response> answer_without_body(const http_request& head,
                                                                   std::uint64_t body_bytes) const noexcept;

    /// Gives the response for an error that a transport found by itself, in this handler's codes.
    [[nodiscard]] http_response failure(api_error error, std::string_view message) const;

private:
    class conversation;
    struct admitted;
    struct lines;

    [[nodiscard]] std::variant<http_response, admitted> admit(const http_request& head,
                                                              std::uint64_t body_bytes) const;
    [[nodiscard]] http_response answer(const http_request& request, sys_millis now) const;
    template <class Response, class Code>
    [[nodiscard]] Response answer_or_internal(Code code) const noexcept;
    void report(std::string_view failure) const;

    const authenticator& authenticator_;
    const authorizer& authorizer_;
    task_store& store_;
    std::unique_ptr<lines> lines_;
    std::function<std::string()> new_id_;
    handler_options options_;
};

}  // namespace nextfire::inline v0::api
