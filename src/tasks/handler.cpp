#include <nextfire/tasks/handler.hpp>

#include "base/ascii.hpp"
#include "base/joined.hpp"
#include "base/message.hpp"
#include "tasks/batch_delete.hpp"
#include "tasks/media_type.hpp"
#include "tasks/route.hpp"
#include "tasks/task_change.hpp"
#include "tasks/turnstile.hpp"

#include <fmt/core.h>
#include <nextfire/tasks/future_executions.hpp>
#include <nextfire/tasks/task_json.hpp>

#include <algorithm>
#include <array>
#include <chrono>
#include <exception>
#include <functional>
#include <optional>
#include <random>
#include <stdexcept>
#include <thread>
#include <utility>
#include <variant>

namespace nextfire::inline v0::api {
namespace {

/// True if any header of this name has a value that satisfies the predicate.
template <class Predicate>
bool any_header(std::span<const http_header> headers, std::string_view name, Predicate predicate) {
    return std::any_of(headers.begin(), headers.end(), [&](const http_header& header) {
        const auto value = find_header(std::span{&header, 1}, name);
        return value && predicate(*value);
    });
}

/// Runs what calls the embedder's code, and tells in words what it threw.
///
/// The embedder's parts may throw what is no std::exception, and nothing of it may pass: so this one place
/// catches everything.
template <class Code, class Told>
void catch_all(Code code, Told told) {
    try {
        code();
    } catch (const std::exception& error) {
        told(std::string_view{error.what()});
    } catch (...) {
        told(std::string_view{"something was thrown that is no std::exception"});
    }
}

http_response json_response(int status, std::string body) {
    return {status, {{"Content-Type", "application/json"}}, std::move(body)};
}

/// Writes violations, a line each: at most 100 and 16 KiB, and then how many more there are.
std::string bounded_text(const violations& errors) {
    constexpr std::size_t most_lines = 100;
    constexpr std::size_t most_bytes = std::size_t{16} * 1024 - 64;  // room for the last line
    std::string text;
    std::size_t told = 0;
    for (; told < std::min(errors.size(), most_lines); ++told) {
        const std::string line = to_string(errors[told]);
        if (told > 0 && text.size() + line.size() >= most_bytes) break;
        if (told > 0) text += '\n';
        text += line;
    }
    if (told < errors.size()) text += fmt::format("\nand {} more", errors.size() - told);
    return text;
}

/// How long a request waits for others that change the same task.
constexpr std::chrono::seconds patience_in_line{2};

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

/// What is known of a request whose head is in order.
struct handler::admitted {
    route target;
    principal sender;
    task_query query;  ///< Of a list.
};

/// Where the requests that change a task stand; all of one task stand in the same.
struct handler::lines {
    std::array<turnstile, 64> all;

    [[nodiscard]] turnstile& of(std::string_view task_id) noexcept {
        return all[std::hash<std::string_view>{}(task_id) % all.size()];
    }
};

/// One request on its way to an answer.  Where a step fails, it gives the response that says so.
class handler::conversation {
public:
    conversation(const handler& owner, const http_request& request, const admitted& head, sys_millis now)
        : owner_(owner),
          request_(request),
          target_(head.target),
          sender_(head.sender),
          query_(head.query),
          now_(now) {}

    http_response answer();

private:
    http_response modify();
    http_response remove(std::string_view id);
    http_response remove_all();
    http_response show();
    http_response create();
    http_response list();
    http_response future_executions();

    /// What became of an attempt: the response, or nothing where somebody else was faster.
    using attempt = std::optional<http_response>;

    /// The response that ends it, or the task, if there is one.
    using looked_up = std::variant<http_response, std::optional<stored_task>>;

    [[nodiscard]] looked_up look_up(std::string_view wanted, std::string_view id) const;

    template <class Attempt>
    http_response change(std::string_view wanted, std::string_view id, Attempt attempt_once);

    [[nodiscard]] std::optional<http_response> forbidden(std::string_view wanted, const task* subject,
                                                         std::span<const task_target> targets) const;
    [[nodiscard]] http_response refuse(const violations& errors) const;
    [[nodiscard]] http_response unavailable(const store_unavailable& outage) const;
    [[nodiscard]] http_response no_task() const;
    [[nodiscard]] http_response unreadable(const stored_task& found) const;
    [[nodiscard]] http_response task_response(int status, const task& given, task_view view) const;

    const handler& owner_;
    const http_request& request_;
    const route& target_;
    const principal& sender_;
    const task_query& query_;
    sys_millis now_;
};

http_response handler::conversation::answer() {
    switch (target_.named) {
        case resource::future_executions:
            return future_executions();
        case resource::tasks:
            return request_.method == "POST" ? create() : list();
        case resource::batch_delete:
            return remove_all();
        case resource::task:
            break;
    }
    if (request_.method == "PATCH") return modify();
    return request_.method == "DELETE" ? remove(target_.task_id) : show();
}

std::optional<http_response> handler::conversation::forbidden(std::string_view wanted, const task* subject,
                                                              std::span<const task_target> targets) const {
    const auto refused =
        owner_.authorizer_.authorize({sender_, wanted, target_.project_id, subject, targets});
    if (!refused) return std::nullopt;
    return owner_.failure(api_error::forbidden, refused->reason);
}

http_response handler::conversation::refuse(const violations& errors) const {
    return owner_.failure(api_error::bad_request, bounded_text(errors));
}

http_response handler::conversation::unavailable(const store_unavailable& outage) const {
    owner_.report(outage.reason);
    return owner_.failure(api_error::unavailable, "the tasks cannot be reached now; try again later");
}

http_response handler::conversation::no_task() const {
    return owner_.failure(api_error::not_found, fmt::format("there is no task {}", target_.task_id));
}

http_response handler::conversation::unreadable(const stored_task& found) const {
    owner_.report(found.damage);
    return owner_.failure(api_error::internal, fmt::format("task {} cannot be read", target_.task_id));
}

http_response handler::conversation::task_response(int status, const task& given, task_view view) const {
    std::string body;
    body.reserve(1024);
    append_task(body, given, now_, view);
    return json_response(status, std::move(body));
}

/// Loads a task, for those who may do what is wanted with it.
handler::conversation::looked_up handler::conversation::look_up(std::string_view wanted,
                                                                std::string_view id) const {
    auto loaded = owner_.store_.load(target_.project_id, id);
    if (const auto* outage = std::get_if<store_unavailable>(&loaded)) return unavailable(*outage);
    auto& found = std::get<0>(loaded);
    const task* subject = found ? found->value.get() : nullptr;
    const auto targets = subject != nullptr ? std::span{subject->targets} : std::span<const task_target>{};
    if (auto response = forbidden(wanted, subject, targets)) return *std::move(response);
    return std::move(found);
}

/// Lets `attempt_once` change a task, again and again while others are faster.
///
/// Requests for one task stand in line here, so that none of this handler loses to another.  Other processes may be
/// faster all the same: the longer they are, the longer is the pause before the next attempt, and by chance, lest
/// two meet again and again.
template <class Attempt>
http_response handler::conversation::change(std::string_view wanted, std::string_view id,
                                            Attempt attempt_once) {
    thread_local std::minstd_rand chance{std::random_device{}()};
    constexpr std::size_t longest_pause_ms = 16;
    const turn in_line{owner_.lines_->of(id), patience_in_line};
    if (!in_line) return unavailable({fmt::format("other requests wait for task {} already", id)});
    const std::size_t attempts = std::max<std::size_t>(owner_.options_.most_attempts, 1);
    for (std::size_t count = 0; count < attempts; ++count) {
        if (count > 1) {
            const std::size_t most =
                std::min(longest_pause_ms, std::size_t{1} << std::min<std::size_t>(count, 10));
            std::this_thread::sleep_for(std::chrono::milliseconds{chance() % most});
        }
        const looked_up found = look_up(wanted, id);
        if (const auto* response = std::get_if<http_response>(&found)) return *response;
        if (attempt answered = attempt_once(std::get<1>(found))) return *std::move(answered);
    }
    return owner_.failure(
        api_error::conflict,
        fmt::format("task {} was changed by others {} times meanwhile; try again", id, attempts));
}

http_response handler::conversation::modify() {
    std::optional<result<task_change>> body;  // read once, and only for those who may
    return change(action::update, target_.task_id, [&](const std::optional<stored_task>& before) -> attempt {
        if (!before) return no_task();
        if (before->value == nullptr) return unreadable(*before);
        if (!body) body.emplace(task_change::read(request_.body, task_text::change, owner_.options_.tasks));
        if (!*body) return refuse(body->errors());
        const result<task> after = (*body)->apply(*before->value, now_, owner_.options_.tasks);
        if (!after) return refuse(after.errors());
        if (after->targets != before->value->targets)
            if (auto response = forbidden(action::update, before->value.get(), after->targets))
                return response;
        const auto outcome = owner_.store_.replace(target_.project_id, *after, before->version);
        if (const auto* outage = std::get_if<store_unavailable>(&outcome)) return unavailable(*outage);
        if (std::get<store_outcome>(outcome) == store_outcome::lost) return std::nullopt;
        return task_response(200, *after, task_view::answer);
    });
}

http_response handler::conversation::remove(std::string_view id) {
    return change(action::remove, id, [&](const std::optional<stored_task>& before) -> attempt {
        if (!before) return http_response{204, {}, {}};  // it is gone, which is what was asked for
        const auto outcome = owner_.store_.erase(target_.project_id, id, before->version);
        if (const auto* outage = std::get_if<store_unavailable>(&outcome)) return unavailable(*outage);
        if (std::get<store_outcome>(outcome) == store_outcome::lost) return std::nullopt;
        return http_response{204, {}, {}};
    });
}

http_response handler::conversation::remove_all() {
    if (auto response = forbidden(action::remove, nullptr, {})) return *std::move(response);
    const result<std::vector<std::string>> ids = read_batch_delete(request_.body, owner_.options_.tasks);
    if (!ids) return refuse(ids.errors());
    for (const std::string& id : *ids)  // all may be deleted, or none is
        if (looked_up found = look_up(action::remove, id); std::holds_alternative<http_response>(found))
            return std::get<http_response>(std::move(found));
    for (const std::string& id : *ids)
        if (http_response response = remove(id); response.status != 204) return response;
    return http_response{204, {}, {}};
}

http_response handler::conversation::show() {
    const looked_up found = look_up(action::show, target_.task_id);
    if (const auto* response = std::get_if<http_response>(&found)) return *response;
    const auto& stored = std::get<1>(found);
    if (!stored) return no_task();
    if (stored->value == nullptr) return unreadable(*stored);
    return task_response(200, *stored->value, task_view::with_targets);
}

http_response handler::conversation::create() {
    if (auto response = forbidden(action::create, nullptr, {})) return *std::move(response);
    const std::size_t attempts = std::max<std::size_t>(owner_.options_.most_attempts, 1);
    for (std::size_t count = 0; count < attempts; ++count) {
        const std::string id = owner_.new_id_();
        if (!is_task_id(id)) throw std::invalid_argument{fmt::format("new_id gave {}", detail::quoted(id))};
        const result<task> made = create_task(id, request_.body, now_, owner_.options_.tasks);
        if (!made) return refuse(made.errors());
        if (auto response = forbidden(action::create, nullptr, made->targets)) return *std::move(response);
        const auto outcome = owner_.store_.insert(target_.project_id, *made);
        if (const auto* outage = std::get_if<store_unavailable>(&outcome)) return unavailable(*outage);
        if (std::get<store_outcome>(outcome) == store_outcome::lost) continue;  // the id is taken
        http_response response = task_response(201, *made, task_view::answer);
        response.headers.push_back(
            {"Location", fmt::format("/v1/{}/schedule-task/{}", target_.project_id, made->id)});
        return response;
    }
    return owner_.failure(api_error::conflict, "every id that was tried is taken; try again");
}

http_response handler::conversation::list() {
    if (auto response = forbidden(action::list, nullptr, {})) return *std::move(response);
    const auto listed = owner_.store_.list(target_.project_id, query_);
    if (const auto* outage = std::get_if<store_unavailable>(&listed)) return unavailable(*outage);
    const auto& found = std::get<task_page>(listed);
    std::string body = fmt::format(R"({{"count":{},"items":[)", found.total);
    for (const auto& each : found.tasks) {
        if (body.back() != '[') body += ',';
        append_task(body, *each, now_, task_view::answer);
    }
    body += ']';
    if (!found.unreadable.empty()) {
        owner_.report(fmt::format("unreadable tasks of project {}: {}", target_.project_id,
                                  detail::joined(found.unreadable, ", ")));
        body += R"(,"unreadable":[)";
        for (const std::string& id : found.unreadable) {
            if (body.back() != '[') body += ',';
            append_json_string(body, id);
        }
        body += ']';
    }
    body += '}';
    return json_response(200, std::move(body));
}

http_response handler::conversation::future_executions() {
    if (auto response = forbidden(action::future_executions, nullptr, {})) return *std::move(response);
    const auto found =
        read_future_executions(request_.body, now_, owner_.options_.future_executions, owner_.options_.tasks);
    if (!found) return refuse(found.errors());
    std::string body;
    append_future_executions(body, *found);
    return json_response(200, std::move(body));
}

handler::handler(const authenticator& senders, const authorizer& permissions, task_store& tasks,
                 std::function<std::string()> new_id, handler_options options)
    : authenticator_(senders),
      authorizer_(permissions),
      store_(tasks),
      lines_(std::make_unique<lines>()),
      new_id_(std::move(new_id)),
      options_(std::move(options)) {}

handler::~handler() = default;

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
    // Whoever is told may fail as well: the answer is the same, and there is nobody left to tell.
    catch_all([&] { options_.on_failure(failure); }, [](std::string_view) {});
}

std::variant<http_response, handler::admitted> handler::admit(const http_request& head,
                                                              std::uint64_t body_bytes) const {
    const std::optional<route> target = find_route(head.target);
    if (!target) return failure(api_error::not_found, "there is nothing at this path");
    if (!allows(target->named, head.method)) {
        const std::string_view allowed = allowed_methods(target->named);
        http_response response =
            failure(api_error::method_not_allowed, fmt::format("this path knows the methods {}", allowed));
        response.headers.push_back({"Allow", std::string{allowed}});
        return response;
    }
    if (head.method == "OPTIONS")  // it tells nothing that a 405 would not
        return http_response{204, {{"Allow", std::string{allowed_methods(target->named)}}}, {}};
    auto found = authenticator_.authenticate(head.headers);
    if (const auto* refused = std::get_if<refusal>(&found))
        return failure(api_error::unauthenticated, refused->reason);
    if (has_body(head.method)) {
        if (body_bytes > options_.tasks.body_bytes)
            return failure(api_error::too_large,
                           fmt::format("a body has at most {} bytes", options_.tasks.body_bytes));
        if (const auto objection = objection_to_body(head.headers))
            return failure(api_error::unsupported_media_type, *objection);
    }
    admitted head_in_order{*target, std::get<principal>(std::move(found)), {}};
    if (target->named == resource::tasks && !has_body(head.method)) {
        const result<task_query> asked = read_query(target->query);
        if (!asked) return failure(api_error::bad_request, bounded_text(asked.errors()));
        head_in_order.query = *asked;
    } else if (!target->query.empty()) {
        return failure(api_error::bad_request, "this path takes no query parameters");
    }
    return head_in_order;
}

http_response handler::answer(const http_request& request, sys_millis now) const {
    auto head = admit(request, request.body.size());
    if (auto* refused = std::get_if<http_response>(&head)) return std::move(*refused);
    return conversation{*this, request, std::get<admitted>(head), now}.answer();
}

/// Gives what the code answers; where it throws, 500.
template <class Response, class Code>
Response handler::answer_or_internal(Code code) const noexcept {
    try {
        std::optional<Response> response;
        catch_all([&] { response.emplace(code()); }, [this](std::string_view failure) { report(failure); });
        if (response) return *std::move(response);
        return failure(api_error::internal, "something went wrong on our side");
    } catch (const std::exception&) {  // out of memory: not even that can be told
        return http_response{500, {}, {}};
    }
}

std::optional<http_response> handler::answer_without_body(const http_request& head,
                                                          std::uint64_t body_bytes) const noexcept {
    return answer_or_internal<std::optional<http_response>>([&]() -> std::optional<http_response> {
        auto admission = admit(head, body_bytes);
        if (auto* refused = std::get_if<http_response>(&admission)) return std::move(*refused);
        return std::nullopt;
    });
}

http_response handler::handle(const http_request& request, sys_millis now) const noexcept {
    return answer_or_internal<http_response>([&] { return answer(request, now); });
}

}  // namespace nextfire::inline v0::api
