#include "serve/http_server.hpp"

#include "serve/bounded_pool.hpp"
#include "serve/chunked_body.hpp"
#include "serve/request_head.hpp"

#include <fmt/core.h>
#include <httplib.h>
#include <sys/eventfd.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <cerrno>
#include <chrono>
#include <cstdint>
#include <exception>
#include <iterator>
#include <system_error>
#include <utility>
#include <variant>

namespace nextfire::cli {
namespace {

using api::api_error;
using api::http_response;

/// Lets httplib wait in a bounded line.
class waiting_line final : public httplib::TaskQueue {
public:
    waiting_line(std::size_t threads, std::size_t most_waiting) : pool_(threads, most_waiting) {}
    void enqueue(std::function<void()> job) override { pool_.add(std::move(job)); }
    void shutdown() override { pool_.finish(); }

private:
    bounded_pool pool_;
};

/// Whether a body is read, rather than left where it is.
bool may_have_body(std::string_view method) {
    return method == "PATCH" || method == "POST" || method == "PUT" || method == "DELETE";
}

std::string_view reason_of(int status) {
    constexpr std::array<std::pair<int, std::string_view>, 13> reasons{{{200, "OK"},
                                                                        {201, "Created"},
                                                                        {204, "No Content"},
                                                                        {400, "Bad Request"},
                                                                        {401, "Unauthorized"},
                                                                        {403, "Forbidden"},
                                                                        {404, "Not Found"},
                                                                        {405, "Method Not Allowed"},
                                                                        {409, "Conflict"},
                                                                        {413, "Content Too Large"},
                                                                        {415, "Unsupported Media Type"},
                                                                        {500, "Internal Server Error"},
                                                                        {503, "Service Unavailable"}}};
    const auto* const found =
        std::find_if(reasons.begin(), reasons.end(), [status](const auto& r) { return r.first == status; });
    return found == reasons.end() ? std::string_view{} : found->second;
}

}  // namespace

class http_server::implementation final : public httplib::Server {
public:
    implementation(const api::handler& answers, server_clock clock,
                   std::function<void(std::string_view)> on_failure, const http_limits& limits)
        : answers_(answers),
          clock_(std::move(clock)),
          on_failure_(std::move(on_failure)),
          limits_(limits),
          stop_event_(::eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK)) {
        if (stop_event_ < 0) throw std::system_error{errno, std::generic_category(), "eventfd"};
        new_task_queue = [this] { return new waiting_line{limits_.threads, limits_.waiting}; };
        set_tcp_nodelay(true);
        // Without these options httplib would share the port with whoever else wants it.
        set_socket_options([](socket_t socket) {
            const int yes = 1;
            ::setsockopt(socket, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes);
        });
    }

    ~implementation() override { ::close(stop_event_); }
    implementation(const implementation&) = delete;
    implementation& operator=(const implementation&) = delete;

    std::optional<int> bind(const std::string& address, int port) {
        errno = 0;
        if (port == 0) {
            port = bind_to_any_port(address);
            if (port <= 0) return std::nullopt;
        } else if (!bind_to_port(address, port)) {
            return std::nullopt;
        }
        // httplib lets only five connections wait to be accepted.
        constexpr int backlog = 128;
        if (::listen(svr_sock_, backlog) != 0) return std::nullopt;
        listening_ = svr_sock_;
        return port;
    }

    bool run() { return listen_after_bind() || is_stopping_; }

    void end() noexcept {
        is_stopping_ = true;
        const std::uint64_t one = 1;
        static_cast<void>(::write(stop_event_, &one, sizeof one));
        // accept() fails from now on, also when it has not been called yet.
        ::shutdown(listening_, SHUT_RDWR);
    }

private:
    /// Answers the requests of one connection; on a thread of the pool.
    bool process_and_close_socket(socket_t socket) override {
        connection client{socket, stop_event_, limits_.connections};
        if (is_stopping_) return true;  // it stood in line, and nothing of it has been answered
        try {
            std::size_t left = limits_.requests_a_connection;
            while (left > 0 && answer_next(client, left == 1 ? afterwards::close : afterwards::keep)) --left;
        } catch (const std::exception& error) {
            on_failure_(error.what());
        }
        return true;
    }

    /// Answers the next request; says whether there may be another one behind it.
    bool answer_next(connection& client, afterwards wanted) {
        switch (client.wait_for_head()) {
            case arrival::none:
                client.hang_up(farewell::prompt);
                return false;
            case arrival::too_slow:
                return refuse(client, {api_error::bad_request, "the request did not arrive in time"});
            case arrival::too_long:
                return refuse(client, {api_error::bad_request,
                                       fmt::format("expected headers of at most {} bytes altogether",
                                                   limits_.connections.head_bytes)});
            case arrival::whole:
                break;
        }
        const std::string text = client.take_head();
        auto read = read_head(text, limits_.body_bytes);
        if (const auto* refused = std::get_if<head_refusal>(&read)) return refuse(client, *refused);
        auto& head = std::get<request_head>(read);
        const bool is_unread = head.framing != body_framing::none && !may_have_body(head.method);
        if (wanted == afterwards::close || is_unread || head.framing == body_framing::chunked ||
            client.is_stopping())
            head.connection = afterwards::close;
        if (is_unread) {
            write(client, head, answer(head, {}));
            client.hang_up(farewell::lingering);
            return false;
        }
        const auto body = read_body(client, head);
        if (const auto* refused = std::get_if<head_refusal>(&body)) return refuse(client, *refused);
        write(client, head, answer(head, std::get<std::string>(body)));
        if (head.connection == afterwards::keep) return client.flush();
        // Bytes may stand behind the chunks that nobody reads any more.
        client.hang_up(head.framing == body_framing::chunked ? farewell::lingering : farewell::prompt);
        return false;
    }

    /// Reads the body that a head announces.
    std::variant<std::string, head_refusal> read_body(connection& client, const request_head& head) const {
        if (head.framing == body_framing::none) return std::string{};
        if (head.expects_word) client.write("HTTP/1.1 100 Continue\r\n\r\n");
        const head_refusal cut_off{api_error::bad_request, "the body did not arrive whole"};
        if (head.framing == body_framing::length) {
            std::string body;
            while (body.size() < head.body_bytes) {
                const std::string_view next = client.peek().substr(0, head.body_bytes - body.size());
                if (next.empty()) return cut_off;
                body += next;
                client.take(next.size());
            }
            return body;
        }
        chunked_body chunks{limits_.body_bytes, limits_.connections.head_bytes};
        while (chunks.progress() == chunk_progress::unfinished) {
            const std::string_view next = client.peek();
            if (next.empty()) return cut_off;
            client.take(chunks.take(next));
        }
        if (chunks.progress() == chunk_progress::malformed)
            return head_refusal{api_error::bad_request,
                                "expected a body in chunks of HTTP/1.1, but found something else"};
        if (chunks.progress() == chunk_progress::too_long)
            return head_refusal{api_error::too_large,
                                fmt::format("expected a body of at most {} bytes", limits_.body_bytes)};
        return chunks.text();
    }

    [[nodiscard]] http_response answer(const request_head& head, std::string_view body) const {
        return answers_.handle(
            {.method = head.method, .target = head.target, .headers = head.headers, .body = body}, clock_());
    }

    void write(connection& client, const request_head& head, const http_response& response) const {
        std::string text = fmt::format("HTTP/1.1 {} {}\r\n", response.status, reason_of(response.status));
        if (head.connection == afterwards::close) {
            text += "Connection: close\r\n";
        } else {
            fmt::format_to(std::back_inserter(text), "Keep-Alive: timeout={}, max={}\r\n",
                           std::chrono::ceil<std::chrono::seconds>(limits_.connections.idle).count(),
                           limits_.requests_a_connection);
        }
        // 204 has no body, and so no length of one.
        if (response.status != 204)
            fmt::format_to(std::back_inserter(text), "Content-Length: {}\r\n", response.body.size());
        for (const api::http_field& field : response.headers)
            fmt::format_to(std::back_inserter(text), "{}: {}\r\n", field.name, field.value);
        text += "\r\n";
        client.write(text);
        if (head.method != "HEAD") client.write(response.body);
    }

    /// Answers a request that the handler does not get to see, and ends the connection.
    bool refuse(connection& client, const head_refusal& why) const {
        request_head unread{};
        unread.connection = afterwards::close;
        write(client, unread, answers_.failure(why.error, why.message));
        client.hang_up(farewell::lingering);
        return false;
    }

    const api::handler& answers_;
    server_clock clock_;
    std::function<void(std::string_view)> on_failure_;
    http_limits limits_;
    int stop_event_;
    int listening_ = -1;
    std::atomic<bool> is_stopping_ = false;
};

http_server::http_server(const api::handler& answers, server_clock clock,
                         std::function<void(std::string_view)> on_failure, const http_limits& limits)
    : implementation_(
          std::make_unique<implementation>(answers, std::move(clock), std::move(on_failure), limits)) {}

http_server::~http_server() = default;

std::optional<int> http_server::bind(const std::string& address, int port) {
    return implementation_->bind(address, port);
}

bool http_server::run() {
    return implementation_->run();
}

void http_server::stop() noexcept {
    implementation_->end();
}

}  // namespace nextfire::cli
