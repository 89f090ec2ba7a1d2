/// Requests and responses of HTTP, as a handler sees them: no sockets, no parsing, no library.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace nextfire::inline v0::api {

/// A header of a request.  Names are compared without regard to letter case.
struct http_header {
    std::string_view name;   ///< `Content-Type`, in any letter case.
    std::string_view value;  ///< As sent; blanks around it do not count.
};

/// A request; its texts belong to whoever received it.
struct http_request {
    std::string_view method;               ///< `PATCH`, in upper case.
    std::string_view target;               ///< Path and query as sent: `/v1/p/schedule-task?limit=10`.
    std::span<const http_header> headers;  ///< In the order sent.
    std::string_view body;                 ///< Whole, without transfer coding; empty where there is none.
};

/// Gives the value of the first header of this name, without blanks around it, if there is one.
[[nodiscard]] std::optional<std::string_view> find_header(std::span<const http_header> headers,
                                                          std::string_view name) noexcept;

/// A header of a response.
struct http_field {
    std::string name;   ///< `Content-Type`, in the letter case to be sent.
    std::string value;  ///< Without line breaks.

    /// Compares name and value letter for letter.
    friend bool operator==(const http_field&, const http_field&) = default;
};

/// Gives the value of the first field of this name, in any letter case, if there is one.
[[nodiscard]] std::optional<std::string_view> find_field(std::span<const http_field> fields,
                                                         std::string_view name) noexcept;

/// A response.  Content-Length is the transport's to write.
struct http_response {
    int status;                       ///< 200 to 503.
    std::vector<http_field> headers;  ///< In the order to be sent.
    std::string body;                 ///< JSON in UTF-8; empty after DELETE.
};

}  // namespace nextfire::inline v0::api
