/// A connection to a client, bounded in time and in memory.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace nextfire::cli {

/// How much patience a connection has, and how much memory.
struct connection_limits {
    std::chrono::milliseconds idle{5000};     ///< Until the first byte of the next request.
    std::chrono::milliseconds request{5000};  ///< From then on, until the request is there, body included.
    std::chrono::milliseconds answer{5000};   ///< Until an answer has been taken.
    std::size_t head_bytes = std::size_t{32} * 1024;
};

/// What became of the waiting for a request.
enum class arrival : std::uint8_t {
    whole,     ///< Its head is there.
    none,      ///< The client has gone or stayed silent for too long, or the server stops.
    too_slow,  ///< It began, and did not get on in time.
    too_long,  ///< The head is longer than the limit.
};

/// How a connection ends.
enum class farewell : std::uint8_t {
    prompt,     ///< At once.
    lingering,  ///< What the client still sends is taken for a moment, or it might never see the answer.
};

/// A socket with a client behind it: requests in, answers out, one after the other.
///
/// A client that sends or takes a byte now and then gains no time by it: the limits are for a whole request
/// and a whole answer.  Bytes that come too early stay for the next request.
class connection {
public:
    /// Takes a connected socket, which it closes, and an event that is readable as soon as the server stops.
    connection(int socket, int stop_event, const connection_limits& limits);
    ~connection();
    connection(const connection&) = delete;
    connection& operator=(const connection&) = delete;

    /// Waits for the head of the next request.
    [[nodiscard]] arrival wait_for_head();

    /// Takes the head that has arrived.
    [[nodiscard]] std::string take_head();

    /// Waits for bytes behind what has been taken, and gives those that are there; none where the client has
    /// gone or is too slow.  Valid until the next call of anything here.
    [[nodiscard]] std::string_view peek();

    /// Takes bytes that peek() gave.
    void take(std::size_t bytes) noexcept { taken_ += bytes; }

    /// Puts a text behind what is to be sent.
    void write(std::string_view text) { output_ += text; }

    /// Sends what has been written; says whether the client took all of it.
    [[nodiscard]] bool flush();

    /// Says whether the server stops.
    [[nodiscard]] bool is_stopping() const;

    /// Sends what has been written and ends the connection.
    void hang_up(farewell how);

private:
    using time_point = std::chrono::steady_clock::time_point;

    [[nodiscard]] bool wait_for_first_byte();
    [[nodiscard]] bool wait_for_room(time_point deadline) const;
    [[nodiscard]] bool receive_more(time_point deadline);

    int socket_;
    int stop_event_;
    connection_limits limits_;
    std::string input_;           // what has arrived
    std::size_t taken_ = 0;       // how much of it has been read
    std::size_t head_bytes_ = 0;  // behind taken_, until the head is taken
    time_point deadline_;
    std::string output_;
};

}  // namespace nextfire::cli
