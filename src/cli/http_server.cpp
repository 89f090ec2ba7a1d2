#include "http_server.hpp"

#include "bounded_pool.hpp"
#include "present.hpp"
#include "request_head.hpp"

#include <fmt/format.h>
#include <httplib.h>
#include <sys/eventfd.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdint>
#include <exception>
#include <iterator>
#include <system_error>
#include <utility>
#include <variant>
#include <vector>

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

/// Lets httplib read from a connection, and write to it.
class stream final : public httplib::Stream {
public:
    explicit stream(connection& client) : client_(client) {}
    [[nodiscard]] bool is_readable() const override { return true; }
    [[nodiscard]] bool is_writable() const override { return true; }
    ssize_t read(char* block, std::size_t bytes) override { return client_.read(block, bytes); }
    ssize_t write(const char* text, std::size_t bytes) override {
        client_.write({text, bytes});
        return static_cast<ssize_t>(bytes);
    }
    // Who is at the other end concerns nobody here; and httplib only looks whether the socket fits select().
    void get_remote_ip_and_port(std::string& /*ip*/, int& /*port*/) const override {}
    void get_local_ip_and_port(std::string& /*ip*/, int& /*port*/) const override {}
    [[nodiscard]] socket_t socket() const override { return 0; }

private:
    connection& client_;
};

/// What httplib knows how to answer; it takes other methods for garbage.
bool is_known_method(std::string_view method) {
    constexpr std::array<std::string_view, 9> known{"CONNECT", "DELETE", "GET", "HEAD", "OPTIONS",
                                                    "PATCH",   "POST",   "PUT", "TRACE"};
    return std::find(known.begin(), known.end(), method) != known.end();
}

/// Whether httplib looks for a body.
bool may_have_body(std::string_view method) {
    return method == "PATCH" || method == "POST" || method == "PUT" || method == "DELETE";
}

void give(httplib::Response& out, http_response&& response) {
    out.status = response.status;
    out.body = std::move(response.body);
    for (api::http_field& field : response.headers)
        out.headers.emplace(std::move(field.name), std::move(field.value));
}

std::vector<api::http_header> headers_of(const httplib::Request& request) {
    std::vector<api::http_header> headers;
    headers.reserve(request.headers.size());
    for (const auto& [name, value] : request.headers) headers.push_back({name, value});
    return headers;
}

/// Writes a last response without httplib.
void write_last(connection& client, const http_response& response) {
    std::string text = fmt::format("HTTP/1.1 {} \r\nConnection: close\r\nContent-Length: {}\r\n",
                                   response.status, response.body.size());
    for (const api::http_field& field : response.headers)
        fmt::format_to(std::back_inserter(text), "{}: {}\r\n", field.name, field.value);
    text += "\r\n";
    client.write(text);
    client.write(response.body);
}

}  // namespace

class http_server::implementation final : public httplib::Server {
public:
    implementation(const api::handler& answers, std::function<void(std::string_view)> on_failure,
                   const http_limits& limits)
        : answers_(answers),
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
        set_keep_alive_timeout(std::chrono::ceil<std::chrono::seconds>(limits_.connections.idle).count());
        set_keep_alive_max_count(limits_.requests_a_connection);
        answer_requests();
        answer_errors();
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
    void answer_requests() {
        set_pre_routing_handler([this](const httplib::Request& request, httplib::Response& response) {
            if (may_have_body(request.method)) return HandlerResponse::Unhandled;
            give(response, answer(request, {}));
            return HandlerResponse::Handled;
        });
        const auto read_and_answer = [this](const httplib::Request& request, httplib::Response& response,
                                            const httplib::ContentReader& reader) {
            give(response, read_and_answer_body(request, reader));
        };
        // Every path is "/" by now.
        Patch("/", read_and_answer);
        Post("/", read_and_answer);
        Put("/", read_and_answer);
        Delete("/", read_and_answer);
    }

    /// Gives the errors that httplib finds by itself the form of the API's.
    void answer_errors() {
        const auto explain = [this](const httplib::Request& /*request*/, httplib::Response& response) {
            if (!response.body.empty()) return HandlerResponse::Unhandled;
            const bool is_ours = response.status == 500;
            response.headers.clear();
            give(response,
                 is_ours ? answers_.failure(api_error::internal, "the server failed")
                         : answers_.failure(api_error::bad_request, "the request cannot be understood"));
            return HandlerResponse::Handled;
        };
        set_error_handler(HandlerWithResponse{explain});
        // 204 has no body, and so no length of one.
        set_post_routing_handler([](const httplib::Request& /*request*/, httplib::Response& response) {
            if (response.status == 204) response.headers.erase("Content-Length");
        });
        set_exception_handler([this](const httplib::Request& /*request*/, httplib::Response& response,
                                     const std::exception_ptr& /*thrown*/) {
            give(response, answers_.failure(api_error::internal, "the server failed"));
        });
    }

    [[nodiscard]] http_response answer(const httplib::Request& request, std::string_view body) const {
        const std::vector<api::http_header> headers = headers_of(request);
        return answers_.handle(
            {.method = request.method, .target = request.target, .headers = headers, .body = body},
            present());
    }

    [[nodiscard]] http_response read_and_answer_body(const httplib::Request& request,
                                                     const httplib::ContentReader& reader) const {
        std::string body;
        const bool has_body = request.has_header("Content-Length") || request.has_header("Transfer-Encoding");
        const bool is_whole = !has_body || reader([&body, this](const char* text, std::size_t bytes) {
            body.append(text, bytes);
            return body.size() <= limits_.body_bytes;
        });
        if (body.size() > limits_.body_bytes)
            return answers_.failure(api_error::too_large,
                                    fmt::format("expected a body of at most {} bytes", limits_.body_bytes));
        if (!is_whole) return answers_.failure(api_error::bad_request, "the body did not arrive whole");
        return answer(request, body);
    }

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
        auto read = read_head(client.head(), limits_.body_bytes);
        if (const auto* refused = std::get_if<head_refusal>(&read)) return refuse(client, *refused);
        auto& head = std::get<request_head>(read);
        if (!is_known_method(head.method)) return refuse_method(client, head);
        const bool is_unread = head.framing != body_framing::none && !may_have_body(head.method);
        if (wanted == afterwards::close || is_unread || head.framing == body_framing::chunked ||
            client.is_stopping())
            head.connection = afterwards::close;
        return answer_head(client, head);
    }

    bool answer_head(connection& client, const request_head& head) {
        client.allow_body(head.framing == body_framing::chunked ? most_bytes_in_chunks() : head.body_bytes);
        stream both_ways{client};
        bool is_last = head.connection == afterwards::close;
        // Before httplib looks at them, the path is made one that it knows, and what it would act on is
        // hidden: it would cut and pack answers, and take bodies of forms to pieces.
        const auto prepare = [&head](httplib::Request& request) {
            request.target = head.target;
            request.path = "/";
            request.ranges.clear();
            request.headers.erase("Accept-Encoding");
            for (auto [at, end] = request.headers.equal_range("Content-Type"); at != end; ++at)
                at->second.insert(0, " ");
        };
        bool is_closed = false;
        const bool is_answered = process_request(both_ways, is_last, is_closed, prepare);
        is_last = is_last || is_closed || !is_answered;
        const bool is_unread = client.allowed() > 0;
        if (is_last || is_unread) {
            client.hang_up(is_unread ? farewell::lingering : farewell::prompt);
            return false;
        }
        return client.flush();
    }

    bool refuse(connection& client, const head_refusal& why) const {
        write_last(client, answers_.failure(why.error, why.message));
        client.hang_up(farewell::lingering);
        return false;
    }

    bool refuse_method(connection& client, const request_head& head) const {
        write_last(client,
                   answers_.handle({.method = head.method, .target = head.target, .headers = {}, .body = {}},
                                   present()));
        client.hang_up(farewell::lingering);
        return false;
    }

    /// Chunks of one byte take six each.
    [[nodiscard]] std::size_t most_bytes_in_chunks() const { return 8 * limits_.body_bytes; }

    const api::handler& answers_;
    std::function<void(std::string_view)> on_failure_;
    http_limits limits_;
    int stop_event_;
    int listening_ = -1;
    std::atomic<bool> is_stopping_ = false;
};

http_server::http_server(const api::handler& answers, std::function<void(std::string_view)> on_failure,
                         const http_limits& limits)
    : implementation_(std::make_unique<implementation>(answers, std::move(on_failure), limits)) {}

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
