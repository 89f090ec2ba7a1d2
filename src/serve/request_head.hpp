/// The head of a request of HTTP/1: its first line and its headers, read strictly.
///
/// Two programs that disagree on where a request ends take a part of one for another.  So whatever can be
/// read in two ways is refused here, before anybody else looks at it: line ends without CR, folded headers,
/// blanks before a colon, lengths that contradict each other.
#pragma once

#include <nextfire/tasks/api_error.hpp>
#include <nextfire/tasks/http.hpp>

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace nextfire::cli {

/// How the end of a body is found.
enum class body_framing : std::uint8_t {
    none,     ///< There is no body.
    length,   ///< Content-Length tells it.
    chunked,  ///< It comes in chunks, the last of them empty.
};

/// What becomes of the connection when the answer has been sent, as far as the client has a say.
enum class afterwards : std::uint8_t { keep, close };

/// What a head says; its texts are views into it.
struct request_head {
    std::string_view method;
    std::string_view target;  ///< Path and query; a scheme and a host before them have been taken off.
    std::vector<api::http_header> headers;  ///< As sent and in that order, without blanks around the values.
    body_framing framing;
    std::size_t body_bytes;  ///< Content-Length; 0 where there is none.
    bool expects_word;       ///< The client sends its body when it has heard `100 Continue`.
    afterwards connection;
};

/// Why a head is refused.
struct head_refusal {
    api::api_error error;
    std::string message;
};

/// Longest line of a head, its end included.
inline constexpr std::size_t most_line_bytes = 8 * 1024;

/// Most headers of a request.
inline constexpr std::size_t most_headers = 100;

/// Reads a head, from its first line to the empty one, both included.
///
/// Refused are: what is no HTTP/1.0 or 1.1; lines that do not end in CR LF or are too long; names that are no
/// tokens, folded values, control characters; a Content-Length that is no number or stands twice; a
/// Transfer-Encoding that is not `chunked`, or stands beside a Content-Length or in HTTP/1.0; a Host that is
/// empty or stands twice, or is missing in HTTP/1.1: 400.  A length above `most_body_bytes`: 413.  A
/// Content-Encoding besides `identity`: 415.
[[nodiscard]] std::variant<request_head, head_refusal> read_head(std::string_view head,
                                                                 std::size_t most_body_bytes);

/// Gives where the first head in a text ends, behind its empty line; npos where it has no end yet.  An empty
/// line that ends without CR counts, so that read_head() can refuse it.
[[nodiscard]] std::size_t end_of_head(std::string_view text) noexcept;

}  // namespace nextfire::cli
