/// Where a service is reached: scheme, host, port and perhaps a path that its own begin with.
///
/// A request carries a token, and whoever reads it may do what its owner may.  So an endpoint is https; plain
/// http goes to the same machine alone, unless somebody who knows the way between asks for more by name.
#pragma once

#include <nextfire/base/result.hpp>

#include <cstdint>
#include <string>
#include <string_view>

namespace nextfire::inline v0::api {

/// How the bytes travel.
enum class url_scheme : std::uint8_t { https, http };

/// Gives the scheme as a URL begins: `https`, `http`; empty for a number that is none.
[[nodiscard]] std::string_view to_string(url_scheme scheme) noexcept;

/// Reads a scheme, in any letter case; any other text is one violation `unknown_name` of `field`, with the
/// names there are and the nearest of them.
///
///     parse_url_scheme("HTTPS");   // url_scheme::https
[[nodiscard]] result<url_scheme> parse_url_scheme(std::string_view text, std::string_view field = "scheme");

/// To which hosts plain http may go.
enum class plain_http : std::uint8_t {
    loopback,  ///< `localhost`, `127.0.0.0/8` and `[::1]`: nobody is in between.  The default.
    anywhere,  ///< Any host: whoever is in between can read the token and change the answer.
};

/// Gives the name of a choice: `loopback`, `anywhere`; empty for a number that is none.
[[nodiscard]] std::string_view to_string(plain_http choice) noexcept;

/// Reads the name of a choice; any other text is one violation `unknown_name` of `field`, with the names there
/// are and the nearest of them.
///
///     parse_plain_http("anywhere");   // plain_http::anywhere
[[nodiscard]] result<plain_http> parse_plain_http(std::string_view text,
                                                  std::string_view field = "plain_http");

/// An endpoint, checked.
struct endpoint {
    url_scheme scheme;   ///< `https` unless plain http was allowed.
    std::string host;    ///< In lower case: a name, an IPv4 address, or an IPv6 address in brackets.
    std::uint16_t port;  ///< 1 to 65,535; 443 or 80 where the text has none.
    std::string base;    ///< What paths begin with, `/workspace`; empty or without a slash at its end.

    /// Reads an endpoint, or gives the violation there is, of `field`.
    ///
    /// Of a URL (RFC 3986) it has a scheme, a host, perhaps a port and a path of letters, digits and `-._~`.
    /// A name and a password, a query, a fragment, percent signs and `.` or `..` in the path are `malformed`; more
    /// than 2,048 bytes `too_long`.  Cost: below 1 µs.
    ///
    ///     endpoint::parse("https://workspace.example.com/api/")->base;   // "/api"
    [[nodiscard]] static result<endpoint> parse(std::string_view text,
                                                plain_http plain = plain_http::loopback,
                                                std::string_view field = "endpoint");

    /// Writes it as a URL, without the port that its scheme has anyway: `https://workspace.example.com/api`.
    [[nodiscard]] std::string url() const;

    /// Says whether the host is this machine, by its name or its number.
    [[nodiscard]] bool is_loopback() const noexcept;

    /// Compares all parts.
    friend bool operator==(const endpoint&, const endpoint&) = default;
};

}  // namespace nextfire::inline v0::api
