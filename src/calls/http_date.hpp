/// Dates as HTTP writes them.
#pragma once

#include <chrono>
#include <optional>
#include <string_view>

namespace nextfire::inline v0::api {

/// Reads a date of HTTP in any of its three spellings, or gives nullopt; the weekday is not compared with the date.
/// A year of two digits is the one within 50 years of `now`'s.  Source: RFC 9110 section 5.6.7.
///
///     Sun, 06 Nov 1994 08:49:37 GMT
///     Sunday, 06-Nov-94 08:49:37 GMT
///     Sun Nov  6 08:49:37 1994
[[nodiscard]] std::optional<std::chrono::sys_seconds> parse_http_date(std::string_view text,
                                                                      std::chrono::sys_seconds now) noexcept;

}  // namespace nextfire::inline v0::api
