#include "scripted_server.hpp"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cstdio>
#include <cstdlib>
#include <utility>

namespace nextfire_test {
namespace {

[[noreturn]] void server_broken(const char* what) {
    std::perror(what);
    std::abort();
}

/// Says whether a request is whole: its head, and as many bytes behind it as Content-Length says.
bool is_whole(const std::string& request) {
    const std::size_t end = request.find("\r\n\r\n");
    if (end == std::string::npos) return false;
    const std::string name = "Content-Length: ";
    const std::size_t at = request.find(name);
    const std::size_t length =
        at < end ? static_cast<std::size_t>(std::atoi(request.c_str() + at + name.size())) : 0;
    return request.size() >= end + 4 + length;
}

/// Waits, a while at most, until there is something to read or to write.
bool is_ready(int descriptor, short event, int milliseconds) {
    pollfd waiting{descriptor, event, 0};
    return ::poll(&waiting, 1, milliseconds) > 0;
}

}  // namespace

scripted_server::scripted_server(std::vector<scripted_answer> answers) : answers_(std::move(answers)) {
    listener_ = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    auto* generic = reinterpret_cast<sockaddr*>(&address);
    socklen_t size = sizeof address;
    if (listener_ < 0 || ::bind(listener_, generic, size) != 0 || ::listen(listener_, 16) != 0 ||
        ::getsockname(listener_, generic, &size) != 0)
        server_broken("a listening socket");
    port_ = ntohs(address.sin_port);
    thread_ = std::thread{[this] { serve(); }};
}

scripted_server::~scripted_server() {
    is_ending_ = true;
    thread_.join();
    ::close(listener_);
}

std::vector<std::string> scripted_server::requests() const {
    const std::lock_guard lock{mutex_};
    return requests_;
}

void scripted_server::serve() {
    std::size_t count = 0;
    while (!is_ending_) {
        if (!is_ready(listener_, POLLIN, 20)) continue;
        const int connection = ::accept4(listener_, nullptr, nullptr, SOCK_CLOEXEC);
        if (connection < 0) continue;
        serve_one(connection, answers_[std::min(count++, answers_.size() - 1)]);
        ::close(connection);
    }
}

void scripted_server::serve_one(int connection, const scripted_answer& answer) {
    std::string request;
    std::array<char, 4096> block{};
    while (!is_ending_ && !is_whole(request)) {
        if (!is_ready(connection, POLLIN, 20)) continue;
        const ssize_t bytes = ::recv(connection, block.data(), block.size(), 0);
        if (bytes <= 0) break;
        request.append(block.data(), static_cast<std::size_t>(bytes));
    }
    {
        const std::lock_guard lock{mutex_};
        requests_.push_back(request);
    }
    static_cast<void>(::send(connection, answer.text.data(), answer.text.size(), MSG_NOSIGNAL));
    const std::string filler(64 * 1024, 'x');
    for (std::size_t left = answer.filler; left > 0 && !is_ending_;) {
        if (!is_ready(connection, POLLOUT, 20)) continue;
        const ssize_t bytes = ::send(connection, filler.data(), std::min(left, filler.size()), MSG_NOSIGNAL);
        if (bytes < 0) return;
        left -= static_cast<std::size_t>(bytes);
        filler_sent_ += static_cast<std::size_t>(bytes);
    }
    while (answer.end == scripted_answer::ending::wait_for_client && !is_ending_)
        if (is_ready(connection, POLLIN, 20) && ::recv(connection, block.data(), block.size(), 0) <= 0)
            return;
}

std::string http_text(int status, const std::string& body, const std::string& headers) {
    return "HTTP/1.1 " + std::to_string(status) +
           " Said\r\nContent-Type: application/json\r\nContent-Length: " + std::to_string(body.size()) +
           "\r\n" + headers + "Connection: close\r\n\r\n" + body;
}

}  // namespace nextfire_test
