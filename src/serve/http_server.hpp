/// The handler of the API behind a socket.
///
/// A few threads move bytes for all connections, by Boost.Asio: a connection costs memory and no thread.  They ask
/// the handler as well; where it keeps them waiting, for a slow disk, others move their bytes meanwhile.
#pragma once

#include "serve/request_reader.hpp"

#include <nextfire/tasks/handler.hpp>

#include <chrono>
#include <cstddef>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <system_error>

namespace nextfire::cli {

/// What a server is willing to take on.
struct http_limits {
    request_limits requests = {};
    std::chrono::milliseconds idle{5000};     ///< Until the first byte of a request; then it hangs up.
    std::chrono::milliseconds request{5000};  ///< From that byte to the last one of the request; 408.
    std::chrono::milliseconds answer{5000};   ///< Until the client has taken the answer; then it hangs up.
    std::size_t connections = 8192;           ///< At once.
    std::size_t requests_a_connection = 1000;
    /// Each with its share of the connections.  As many others ask a handler that keeps these waiting.
    std::size_t threads = 8;
};

/// Tells the present; the server reads no clock but this.
using server_clock = std::function<api::sys_millis()>;

/// Serves a handler over HTTP/1.1.
///
/// Requests on a connection are answered one after the other, in their order.  Whatever is wrong with one is
/// answered as the handler answers, with a code and a message; where it cannot be read, or its body is not wanted,
/// the connection ends behind the answer.  A body is read when the handler has nothing against its head, and only
/// then `100 Continue` is said.
///
/// When all connections are taken, the one that has been idle for longest is closed for a new one, so that
/// those who hold theirs starve nobody.  Where each of them is in the middle of a request, a new one waits
/// until the first is through, which the limits of time make certain.
class http_server {
public:
    /// Makes a server for a handler, which must outlive it.  `on_failure` is told what goes wrong on this side; it
    /// is called by any thread and must not wait.
    http_server(const api::handler& answers, server_clock clock,
                std::function<void(std::string_view)> on_failure, const http_limits& limits = {});
    ~http_server();
    http_server(const http_server&) = delete;
    http_server& operator=(const http_server&) = delete;

    /// Takes a port, any free one for 0, of an address or of `localhost`; tells why where it cannot be had.
    [[nodiscard]] std::error_code listen(const std::string& address, int port);

    /// Gives the port that it listens on.
    [[nodiscard]] int port() const;

    /// Answers requests until stop() is called, and then those that have been received, complete or in part; it
    /// ends within the time that a request and an answer may take.  Nothing that fails ends it before.  To be called
    /// once, after listen().
    void run();

    /// Makes run() end, now or as soon as it is called.  Any thread may call it, any number of times.
    void stop();

private:
    class implementation;
    std::unique_ptr<implementation> implementation_;
};

}  // namespace nextfire::cli
