#include "serve/connection.hpp"

#include "serve/request_head.hpp"

#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>

namespace nextfire::cli {
namespace {

using namespace std::chrono;

constexpr std::size_t block_bytes = 16 * 1024;

/// Waits until one of the descriptors is ready, or the time is over; says whether one is.
template <std::size_t Count>
bool wait_for(std::array<pollfd, Count>& watched, steady_clock::time_point deadline) {
    for (;;) {
        const auto left = ceil<milliseconds>(deadline - steady_clock::now());
        if (left <= milliseconds{0}) return false;
        const int ready = ::poll(watched.data(), watched.size(), static_cast<int>(left.count()));
        if (ready > 0) return true;
        if (ready < 0 && errno != EINTR) return false;
    }
}

}  // namespace

connection::connection(int socket, int stop_event, const connection_limits& limits)
    : socket_(socket), stop_event_(stop_event), limits_(limits) {}

connection::~connection() {
    ::close(socket_);
}

arrival connection::wait_for_head() {
    input_.erase(0, taken_);
    taken_ = 0;
    if (input_.empty() && !wait_for_first_byte()) return arrival::none;
    deadline_ = steady_clock::now() + limits_.request;
    for (;;) {
        // One empty line may stand between two requests.
        if (input_.starts_with("\r\n")) input_.erase(0, 2);
        const std::size_t end = end_of_head(input_);
        if (std::min(end, input_.size()) > limits_.head_bytes) return arrival::too_long;
        if (end != std::string::npos) {
            head_bytes_ = end;
            return arrival::whole;
        }
        if (!receive_more(deadline_))
            return steady_clock::now() < deadline_ ? arrival::none : arrival::too_slow;
    }
}

std::string connection::take_head() {
    std::string head = input_.substr(taken_, head_bytes_);
    taken_ += head.size();
    head_bytes_ = 0;
    return head;
}

std::string_view connection::peek() {
    if (taken_ == input_.size()) {
        input_.clear();
        taken_ = 0;
        // The client may be waiting for what has been said so far, `100 Continue`.
        if (!flush() || !receive_more(deadline_)) return {};
    }
    return std::string_view{input_}.substr(taken_);
}

bool connection::flush() {
    const auto deadline = steady_clock::now() + limits_.answer;
    std::string_view rest = output_;
    while (!rest.empty()) {
        const ssize_t bytes = ::send(socket_, rest.data(), rest.size(), MSG_NOSIGNAL | MSG_DONTWAIT);
        if (bytes > 0) {
            rest.remove_prefix(static_cast<std::size_t>(bytes));
        } else if (errno == EAGAIN ? !wait_for_room(deadline) : errno != EINTR) {
            break;
        }
    }
    const bool all = rest.empty();
    output_.clear();
    return all;
}

bool connection::is_stopping() const {
    pollfd watched{stop_event_, POLLIN, 0};
    return ::poll(&watched, 1, 0) > 0;
}

void connection::hang_up(farewell how) {
    const bool taken = flush();
    ::shutdown(socket_, SHUT_WR);
    if (how == farewell::prompt || !taken) return;
    constexpr std::size_t most_bytes = std::size_t{4} * 1024 * 1024;
    const auto deadline = steady_clock::now() + seconds{1};
    for (std::size_t dropped = 0; dropped < most_bytes; dropped += input_.size()) {
        input_.clear();
        if (!receive_more(deadline)) return;
    }
}

bool connection::wait_for_first_byte() {
    std::array<pollfd, 2> watched{pollfd{socket_, POLLIN, 0}, pollfd{stop_event_, POLLIN, 0}};
    // A request that is there is answered, even while the server stops.
    return wait_for(watched, steady_clock::now() + limits_.idle) && watched[0].revents != 0;
}

bool connection::wait_for_room(time_point deadline) const {
    std::array<pollfd, 1> watched{pollfd{socket_, POLLOUT, 0}};
    return wait_for(watched, deadline);
}

/// Puts what the client sends next behind what has arrived; false where it has gone or the time is over.
bool connection::receive_more(time_point deadline) {
    std::array<char, block_bytes> block;  // NOLINT(cppcoreguidelines-pro-type-member-init)
    for (;;) {
        const ssize_t bytes = ::recv(socket_, block.data(), block.size(), MSG_DONTWAIT);
        if (bytes > 0) {
            input_.append(block.data(), static_cast<std::size_t>(bytes));
            return true;
        }
        if (bytes == 0 || (errno != EAGAIN && errno != EINTR)) return false;
        std::array<pollfd, 1> watched{pollfd{socket_, POLLIN, 0}};
        if (!wait_for(watched, deadline)) return false;
    }
}

}  // namespace nextfire::cli
