#include "http_client.hpp"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <charconv>
#include <cstddef>
#include <cstdint>

namespace nextfire_test {

std::optional<std::string> header_of(const http_answer& answer, std::string_view name) {
    const std::string start = "\r\n" + std::string{name} + ": ";
    const std::size_t at = answer.head.find(start);
    if (at == std::string::npos) return std::nullopt;
    const std::size_t begin = at + start.size();
    return answer.head.substr(begin, answer.head.find("\r\n", begin) - begin);
}

http_client::http_client(int port) {
    socket_ = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(static_cast<std::uint16_t>(port));
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    const int yes = 1;
    ::setsockopt(socket_, IPPROTO_TCP, TCP_NODELAY, &yes, sizeof yes);
    if (::connect(socket_, reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0) {
        ::close(socket_);
        socket_ = -1;
    }
}

http_client::~http_client() {
    if (socket_ >= 0) ::close(socket_);
}

bool http_client::say(std::string_view bytes) {
    while (!bytes.empty()) {
        const ssize_t sent = ::send(socket_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
        if (sent <= 0) return false;
        bytes.remove_prefix(static_cast<std::size_t>(sent));
    }
    return true;
}

bool http_client::receive_more() {
    constexpr int patience_milliseconds = 10'000;
    pollfd watched{socket_, POLLIN, 0};
    if (::poll(&watched, 1, patience_milliseconds) <= 0) return false;
    std::array<char, 16 * 1024> block{};
    const ssize_t bytes = ::recv(socket_, block.data(), block.size(), 0);
    if (bytes <= 0) return false;
    heard_.append(block.data(), static_cast<std::size_t>(bytes));
    return true;
}

std::optional<http_answer> http_client::take_head() {
    std::size_t end = heard_.find("\r\n\r\n");
    for (; end == std::string::npos; end = heard_.find("\r\n\r\n"))
        if (!receive_more()) return std::nullopt;
    http_answer answer{0, heard_.substr(0, end), {}};
    heard_.erase(0, end + 4);
    constexpr std::size_t status_at = std::string_view{"HTTP/1.1 "}.size();
    if (answer.head.size() >= status_at + 3)
        std::from_chars(answer.head.data() + status_at, answer.head.data() + status_at + 3, answer.status);
    return answer;
}

std::optional<http_answer> http_client::hear_head() {
    return take_head();
}

std::optional<http_answer> http_client::hear() {
    std::optional<http_answer> answer = take_head();
    if (!answer) return std::nullopt;
    std::size_t length = 0;
    if (const auto text = header_of(*answer, "Content-Length"))
        std::from_chars(text->data(), text->data() + text->size(), length);
    while (heard_.size() < length)
        if (!receive_more()) return std::nullopt;
    answer->body = heard_.substr(0, length);
    heard_.erase(0, length);
    return answer;
}

void http_client::end_saying() {
    ::shutdown(socket_, SHUT_WR);
}

void http_client::reset() {
    const linger at_once{1, 0};
    ::setsockopt(socket_, SOL_SOCKET, SO_LINGER, &at_once, sizeof at_once);
    ::close(socket_);
    socket_ = -1;
}

std::optional<http_answer> http_client::ask(std::string_view method, std::string_view target,
                                            std::string_view body) {
    std::string request{method};
    request += " ";
    request += target;
    request += " HTTP/1.1\r\nHost: localhost\r\n";
    if (!body.empty())
        request +=
            "Content-Type: application/json\r\nContent-Length: " + std::to_string(body.size()) + "\r\n";
    request += "\r\n";
    request += body;
    if (!say(request)) return std::nullopt;
    return hear();
}

bool http_client::hears_the_end() {
    pollfd watched{socket_, POLLIN, 0};
    std::array<char, 16> block{};
    return heard_.empty() && ::poll(&watched, 1, 10'000) > 0 &&
           ::recv(socket_, block.data(), block.size(), 0) <= 0;
}

}  // namespace nextfire_test
