/// The handler of the API behind a socket.
///
/// cpp-httplib listens and accepts the connections.  Requests are read and responses written here, where the
/// time and the memory of a request, the number of connections, and how it all ends are bounded, and where
/// the handler is given nothing but what was sent.
#pragma once

#include "serve/connection.hpp"

#include <nextfire/tasks/handler.hpp>

#include <cstddef>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace nextfire::cli {

/// What a server is willing to take on.
struct http_limits {
    connection_limits connections = {};
    std::size_t threads = 8;   ///< Connections that are served at once.
    std::size_t waiting = 64;  ///< Connections that wait for a thread; beyond them nothing is accepted.
    std::size_t requests_a_connection = 1000;
    std::size_t body_bytes = std::size_t{64} * 1024;
};

/// Tells the present; the server reads no clock but this.
using server_clock = std::function<api::sys_millis()>;

/// Serves a handler over HTTP/1.1.
///
/// Whatever is wrong with a request is answered as the handler answers, with a code and a message; 400 is
/// what this server cannot read or does not get in time, 413 a body that is too long, 415 one with a
/// Content-Encoding.  These come before anything that the handler finds.  After such an answer, a body in
/// chunks, or a body of a method that has none, the connection ends.
class http_server {
public:
    /// Makes a server for a handler, which must outlive it.  `on_failure` is told what a connection died of.
    http_server(const api::handler& answers, server_clock clock,
                std::function<void(std::string_view)> on_failure, const http_limits& limits = {});
    ~http_server();
    http_server(const http_server&) = delete;
    http_server& operator=(const http_server&) = delete;

    /// Takes a port, any free one for 0, of an address; gives its number, or nullopt with errno where it
    /// cannot be had.
    [[nodiscard]] std::optional<int> bind(const std::string& address, int port);

    /// Answers requests until stop() is called, and then what has begun to arrive on a connection that has
    /// its thread; others are closed.  So it ends within the time that a request and an answer may take.  To
    /// be called once, after bind().  False where the socket failed.
    [[nodiscard]] bool run();

    /// Makes run() end, now or as soon as it is called.  Any thread may call it, any number of times.
    void stop() noexcept;

private:
    class implementation;
    std::unique_ptr<implementation> implementation_;
};

}  // namespace nextfire::cli
