#include <nextfire/tasks/handler.hpp>

#include "base/ascii.hpp"
#include "base/message.hpp"
#include "tasks/media_type.hpp"
#include "tasks/route.hpp"
#include "tasks/task_change.hpp"

#include <fmt/format.h>
#include <nextfire/tasks/future_executions.hpp>
#include <nextfire/tasks/task_json.hpp>

#include <algorithm>
#include <exception>
#include <optional>
#include <stdexcept>
#include <utility>
#include <variant>

namespace nextfire::inline v0::api {
namespace {

/// Says whether one of the headers of this name has a value that is so.
template <class Predicate>
bool any_header(std::span<const http_header> headers, std::string_view name, Predicate is_so) {
    return std::any_of(headers.begin(), headers.end(), [&](const http_header& header) {
        const auto value = find_header(std::span{&header, 1}, name);
        return value && is_so(*value);
    });
}

http_response json_response(int status, std::string body) {
    return {status, {{"Content-Type", "application/json"}}, std::move(body)};
}

bool has_body(std::string_view method) noexcept {
    return method == "PATCH" || method == "POST";
}

/// Says why the body that these headers describe is not read, if so.
std::optional<std::string_view> objection_to_body(std::span<const http_header> headers) {
    // An encoded body is not what its Content-Type says, and may grow without bound.
    if (any_header(headers, "Content-Encoding",
                   [](std::string_view value) { return !detail::equal_ignoring_case(value, "identity"); }))
        return "a body has no Content-Encoding";
    if (!find_header(headers, "Content-Type") ||
        any_header(headers, "Content-Type",
                   [](std::string_view value) { return !is_json_media_type(value); }))
        return "the Content-Type of a body is application/json";
    return std::nullopt;
}

}  // namespace

/// One request on its way to an answer.  Where a step fails, it gives the response that says so.
class handler::conversation {
public:
    conversation(const handler& by, const http_request& request, const route& where, principal who,
                 sys_millis now)
        : by_(by), request_(request), where_(where), who_(std::move(who)), now_(now) {}

    http_response answer();

private:
    http_response modify();
    http_response remove();
    http_response show();
    http_response create();
    http_response list();
    http_response foresee();

    /// What became of an attempt: the response, or nothing where somebody else was faster.
    using attempt = std::optional<http_response>;

    template <class Attempt>
    http_response change(std::string_view wanted, Attempt attempt_once);

    [[nodiscard]] std::optional<http_response> forbidden(std::string_view wanted, const task* subject,
                                                         std::span<const task_target> targets) const;
    [[nodiscard]] http_response refuse(const violations& errors) const;
    [[nodiscard]] http_response unavailable(const store_unavailable& why) const;
    [[nodiscard]] http_response no_task() const;
    [[nodiscard]] http_response task_response(int status, const task& given, task_view view) const;

    const handler& by_;
    const http_request& request_;
    const route& where_;
    principal who_;
    sys_millis now_;
};

http_response handler::conversation::answer() {
    switch (where_.what) {
        case resource::future_executions:
            return foresee();
        case resource::tasks:
            return request_.method == "POST" ? create() : list();
        case resource::task:
            break;
    }
    if (request_.method == "PATCH") return modify();
    return request_.method == "DELETE" ? remove() : show();
}

std::optional<http_response> handler::conversation::forbidden(std::string_view wanted, const task* subject,
                                                              std::span<const task_target> targets) const {
    const auto no = by_.may_.authorize({who_, wanted, where_.project_id, subject, targets});
    if (!no) return std::nullopt;
    return by_.failure(api_error::forbidden, no->reason);
}

http_response handler::conversation::refuse(const violations& errors) const {
    return by_.failure(api_error::bad_request, to_string(errors));
}

http_response handler::conversation::unavailable(const store_unavailable& why) const {
    by_.report(why.reason);
    return by_.failure(api_error::unavailable, "the tasks cannot be reached now; try again later");
}

http_response handler::conversation::no_task() const {
    return by_.failure(api_error::not_found, fmt::format("there is no task {}", where_.task_id));
}

http_response handler::conversation::task_response(int status, const task& given, task_view view) const {
    std::string body;
    body.reserve(1024);
    append_task(body, given, now_, view);
    return json_response(status, std::move(body));
}

/// Loads the task and lets `attempt_once` change it, again and again while others are faster.
template <class Attempt>
http_response handler::conversation::change(std::string_view wanted, Attempt attempt_once) {
    const std::size_t attempts = std::max<std::size_t>(by_.options_.most_attempts, 1);
    for (std::size_t count = 0; count < attempts; ++count) {
        const auto loaded = by_.tasks_.load(where_.project_id, where_.task_id);
        if (const auto* why = std::get_if<store_unavailable>(&loaded)) return unavailable(*why);
        const auto& found = std::get<0>(loaded);
        const task* before = found ? found->value.get() : nullptr;
        const auto targets = before != nullptr ? std::span{before->targets} : std::span<const task_target>{};
        if (auto no = forbidden(wanted, before, targets)) return *std::move(no);
        if (before == nullptr) return no_task();
        if (attempt response = attempt_once(*found)) return *std::move(response);
    }
    return by_.failure(
        api_error::conflict,
        fmt::format("task {} was changed by others {} times meanwhile; try again", where_.task_id, attempts));
}

http_response handler::conversation::modify() {
    std::optional<result<task_change>> body;  // read once, and only for those who may
    return change(action::update, [&](const stored_task& before) -> attempt {
        if (!body) body.emplace(task_change::read(request_.body, task_text::change, by_.options_.tasks));
        if (!*body) return refuse(body->errors());
        const result<task> after = (*body)->apply(*before.value, now_, by_.options_.tasks);
        if (!after) return refuse(after.errors());
        if (after->targets != before.value->targets)
            if (auto no = forbidden(action::update, before.value.get(), after->targets)) return no;
        const auto outcome = by_.tasks_.replace(where_.project_id, *after, before.version);
        if (const auto* why = std::get_if<store_unavailable>(&outcome)) return unavailable(*why);
        if (std::get<store_outcome>(outcome) == store_outcome::lost) return std::nullopt;
        return task_response(200, *after, task_view::answer);
    });
}

http_response handler::conversation::remove() {
    return change(action::remove, [&](const stored_task& before) -> attempt {
        const auto outcome = by_.tasks_.erase(where_.project_id, where_.task_id, before.version);
        if (const auto* why = std::get_if<store_unavailable>(&outcome)) return unavailable(*why);
        if (std::get<store_outcome>(outcome) == store_outcome::lost) return std::nullopt;
        return http_response{204, {}, {}};
    });
}

http_response handler::conversation::show() {
    return change(action::show, [&](const stored_task& found) -> attempt {
        return task_response(200, *found.value, task_view::with_targets);
    });
}

http_response handler::conversation::create() {
    if (auto no = forbidden(action::create, nullptr, {})) return *std::move(no);
    const std::size_t attempts = std::max<std::size_t>(by_.options_.most_attempts, 1);
    for (std::size_t count = 0; count < attempts; ++count) {
        const std::string id = by_.new_id_();
        if (!is_task_id(id)) throw std::invalid_argument{fmt::format("new_id gave {}", detail::quoted(id))};
        const result<task> made = create_task(id, request_.body, now_, by_.options_.tasks);
        if (!made) return refuse(made.errors());
        if (auto no = forbidden(action::create, nullptr, made->targets)) return *std::move(no);
        const auto outcome = by_.tasks_.insert(where_.project_id, *made);
        if (const auto* why = std::get_if<store_unavailable>(&outcome)) return unavailable(*why);
        if (std::get<store_outcome>(outcome) == store_outcome::lost) continue;  // the id is taken
        http_response response = task_response(201, *made, task_view::answer);
        response.headers.push_back(
            {"Location", fmt::format("/v1/{}/schedule-task/{}", where_.project_id, made->id)});
        return response;
    }
    return by_.failure(api_error::conflict, "every id that was tried is taken; try again");
}

http_response handler::conversation::list() {
    const result<page_request> page = read_page(where_.query);
    if (!page) return refuse(page.errors());
    if (auto no = forbidden(action::list, nullptr, {})) return *std::move(no);
    const auto listed = by_.tasks_.list(where_.project_id, page->offset, page->limit);
    if (const auto* why = std::get_if<store_unavailable>(&listed)) return unavailable(*why);
    const auto& found = std::get<task_page>(listed);
    std::string body = fmt::format(R"({{"total_count":{},"tasks":[)", found.total);
    for (const auto& each : found.tasks) {
        if (body.back() != '[') body += ',';
        append_task(body, *each, now_, task_view::answer);
    }
    body += "]}";
    return json_response(200, std::move(body));
}

http_response handler::conversation::foresee() {
    if (auto no = forbidden(action::future_executions, nullptr, {})) return *std::move(no);
    const auto found =
        read_future_executions(request_.body, now_, by_.options_.future_executions, by_.options_.tasks);
    if (!found) return refuse(found.errors());
    std::string body;
    append_future_executions(body, *found);
    return json_response(200, std::move(body));
}

handler::handler(const authenticator& who, const authorizer& may, task_store& tasks,
                 std::function<std::string()> new_id, handler_options options)
    : who_(who), may_(may), tasks_(tasks), new_id_(std::move(new_id)), options_(std::move(options)) {}

http_response handler::failure(api_error error, std::string_view message) const {
    std::string body;
    append_error(body, options_.codes[static_cast<std::size_t>(error)], message);
    http_response response = json_response(http_status(error), std::move(body));
    if (error == api_error::unauthenticated)
        response.headers.push_back({"WWW-Authenticate", options_.challenge});
    if (error == api_error::unavailable) response.headers.push_back({"Retry-After", "1"});
    return response;
}

void handler::report(std::string_view failure) const {
    if (!options_.on_failure) return;
    try {
        options_.on_failure(failure);
    } catch (...) {  // whoever is told may fail as well: the answer is the same
        return;
    }
}

http_response handler::answer(const http_request& request, sys_millis now) const {
    const std::optional<route> where = find_route(request.target);
    if (!where) return failure(api_error::not_found, "there is nothing at this path");
    if (!allows(where->what, request.method)) {
        const std::string_view allowed = allowed_methods(where->what);
        http_response response =
            failure(api_error::method_not_allowed, fmt::format("this path knows the methods {}", allowed));
        response.headers.push_back({"Allow", std::string{allowed}});
        return response;
    }
    auto who = who_.authenticate(request.headers);
    if (const auto* no = std::get_if<refusal>(&who)) return failure(api_error::unauthenticated, no->reason);
    if (has_body(request.method)) {
        if (request.body.size() > options_.tasks.body_bytes)
            return failure(api_error::too_large,
                           fmt::format("a body has at most {} bytes", options_.tasks.body_bytes));
        if (const auto why = objection_to_body(request.headers))
            return failure(api_error::unsupported_media_type, *why);
    }
    if (where->what != resource::tasks || request.method != "GET")
        if (!where->query.empty())
            return failure(api_error::bad_request, "this path takes no query parameters");
    return conversation{*this, request, *where, std::get<principal>(std::move(who)), now}.answer();
}

http_response handler::handle(const http_request& request, sys_millis now) const noexcept {
    // Whatever the embedder's parts throw ends here, and nothing of it may reach whoever asked.
    try {
        try {
            return answer(request, now);
        } catch (const std::exception& error) {
            report(error.what());
        } catch (...) {
            report("something was thrown that is no std::exception");
        }
        return failure(api_error::internal, "something went wrong on our side");
    } catch (...) {  // not even that could be told: out of memory, or on_failure threw
        return {500, {}, {}};
    }
}

}  // namespace nextfire::inline v0::api
