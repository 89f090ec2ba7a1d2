/// A request of HTTP/1 as it arrives, piece by piece.
///
/// Boost.Beast parses it.  Two programs that disagree on where a request ends take a part of one for another;
/// so what Beast lets pass and others read in another way is refused here: folded headers, lines that end
/// without CR, a length that stands twice, codings besides `chunked`.
#pragma once

#include <nextfire/tasks/api_error.hpp>
#include <nextfire/tasks/http.hpp>

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>

namespace nextfire::cli {

/// How much memory a request may take.
struct request_limits {
    std::size_t line_bytes = std::size_t{8} * 1024;   ///< Of the first line, and of a header.
    std::size_t head_bytes = std::size_t{32} * 1024;  ///< Of the first line and all headers.
    std::size_t headers = 100;
    std::size_t body_bytes = std::size_t{128} * 1024;
};

/// What is wrong with a request that cannot be read.
struct request_objection {
    api::api_error error;
    std::string message;
};

/// How far a request has come.
enum class arrival : std::uint8_t {
    unfinished,  ///< More is to come.
    head,        ///< Its head is there, and the body is not; told once.
    whole,       ///< It is there, body included.
    refused,     ///< It is none, or is too long; nothing behind it can be read.
};

/// Puts one request together.
class request_reader {
public:
    /// Starts a request; the limits must outlive it.
    explicit request_reader(const request_limits& limits);
    ~request_reader();
    request_reader(const request_reader&) = delete;
    request_reader& operator=(const request_reader&) = delete;

    /// Takes off the front of `input` what belongs to the request.  What has been looked at and has to stay is
    /// not looked at again when more is there: linear, however the request is cut.
    [[nodiscard]] arrival take(std::string& input);

    /// Gives what has been read, the body once it is whole.  The target is path and query; where the client named
    /// a scheme and a host before them, as it does to a proxy, that host stands in the header Host (RFC 9112,
    /// 3.2.2).  Valid as long as the reader is.
    [[nodiscard]] const api::http_request& request() const noexcept { return request_; }

    /// Gives the Content-Length; 0 where there is none.
    [[nodiscard]] std::uint64_t announced_bytes() const;

    /// Says whether the client waits for `100 Continue` before it sends a body that may come.
    [[nodiscard]] bool expects_word() const;

    /// Says whether the client wants the connection kept: nobody of HTTP/1.0, and nobody who says `close`.
    [[nodiscard]] bool keeps_connection() const;

    /// Tells why the request is refused.
    [[nodiscard]] const request_objection& objection() const noexcept { return objection_; }

private:
    class parser;

    [[nodiscard]] arrival take_head(std::string& input);
    [[nodiscard]] arrival take_body(std::string& input);
    [[nodiscard]] std::size_t end_of_head(const std::string& input);
    [[nodiscard]] bool read_lines();
    [[nodiscard]] bool read_headers();
    [[nodiscard]] bool read_absolute_target();
    bool refuse(api::api_error error, std::string message);
    bool expected(std::string_view what);

    const request_limits& limits_;
    std::unique_ptr<parser> parser_;
    std::size_t scanned_ = 0;  // how far the end of the head has been looked for
    std::string head_;
    std::string target_;  // where it is not in the head as it is wanted
    api::http_request request_{};
    request_objection objection_{};
};

}  // namespace nextfire::cli
