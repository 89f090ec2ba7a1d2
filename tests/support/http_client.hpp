/// A client of HTTP that does what it is told, wrong things too.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace nextfire_test {

/// An answer as it came.
struct http_answer {
    int status;
    std::string head;  ///< The status line and the headers, without the empty line.
    std::string body;
};

/// Gives the value of a header of an answer, if it is there; the name is written as it was sent.
std::optional<std::string> header_of(const http_answer& answer, std::string_view name);

/// A connection to a server on 127.0.0.1.
class http_client {
public:
    explicit http_client(int port);
    ~http_client();
    http_client(const http_client&) = delete;
    http_client& operator=(const http_client&) = delete;

    /// Says whether somebody listens.
    [[nodiscard]] bool is_connected() const { return socket_ >= 0; }

    /// Sends bytes; says whether all were taken.
    bool say(std::string_view bytes);

    /// Waits, ten seconds at most, for an answer; nullopt where the connection ends before it is whole.
    std::optional<http_answer> hear();

    /// The same for an answer to HEAD, whose Content-Length announces nothing.
    std::optional<http_answer> hear_head();

    /// Says that nothing more will be said.
    void end_saying();

    /// Ends the connection as a machine does that has lost it: by RST.
    void reset();

    /// Sends a request with a JSON body, unless it is empty, and waits for the answer.
    std::optional<http_answer> ask(std::string_view method, std::string_view target,
                                   std::string_view body = "");

    /// Waits, ten seconds at most, and says whether the other side ends the connection without a word.
    bool hears_the_end();

private:
    bool receive_more();
    std::optional<http_answer> take_head();

    int socket_ = -1;
    std::string heard_;
};

}  // namespace nextfire_test
