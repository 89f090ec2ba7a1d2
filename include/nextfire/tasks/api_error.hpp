/// What goes wrong with a request, as HTTP and the API say it.
#pragma once

#include <nextfire/base/result.hpp>

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace nextfire::inline v0::api {

/// Every way in which a request can fail.
enum class api_error : std::uint8_t {
    bad_request,             ///< 400: the body or the query breaks a rule.
    unauthenticated,         ///< 401
    forbidden,               ///< 403
    not_found,               ///< 404: no such task, or no such path.
    method_not_allowed,      ///< 405, with `Allow`.
    request_timeout,         ///< 408: the request did not arrive in time.
    conflict,                ///< 409: others changed the task again and again meanwhile.
    too_large,               ///< 413: the body is too long.
    target_too_long,         ///< 414: the path and its query are too long.
    unsupported_media_type,  ///< 415: the body is no application/json.
    headers_too_large,       ///< 431: the headers are too long altogether.
    internal,                ///< 500
    unavailable,             ///< 503: the store cannot answer now.
    version_not_supported,   ///< 505: the request is of another HTTP than 1.0 and 1.1.
};

/// Gives the name of an error: `bad_request`, `unauthenticated`, `forbidden`, `not_found`,
/// `method_not_allowed`, `request_timeout`, `conflict`, `too_large`, `target_too_long`, `unsupported_media_type`,
/// `headers_too_large`, `internal`, `unavailable`, `version_not_supported`; empty for a number that is none.
[[nodiscard]] std::string_view to_string(api_error error) noexcept;

/// Reads the name of an error, with `-` for `_` too; any other text is one violation `unknown_name` of
/// `field`, with the names there are and the nearest of them.
///
///     parse_api_error("unavailable");   // api_error::unavailable
[[nodiscard]] result<api_error> parse_api_error(std::string_view text, std::string_view field = "api_error");

/// How many ways there are.
inline constexpr std::size_t api_error_count = 14;

/// Gives the status of HTTP.
[[nodiscard]] int http_status(api_error error) noexcept;

/// The codes that answers carry, in the order of api_error.  Those of 400, 403, 405, 409 and 500 are the
/// service's own; the others are ours, written alike.  An embedder may replace any of them.
using error_codes = std::array<std::string, api_error_count>;

/// Gives the codes that are used unless others are asked for.
[[nodiscard]] error_codes default_error_codes();

/// Appends `{"error_code":"…","error_msg":"…"}`.
void append_error(std::string& out, std::string_view code, std::string_view message);

}  // namespace nextfire::inline v0::api
