#include <nextfire/calls/endpoint.hpp>

#include "base/ascii.hpp"
#include "base/message.hpp"
#include "tasks/take_until.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <charconv>
#include <optional>
#include <utility>

namespace nextfire::inline v0::api {
namespace {

using detail::expected_found;
using detail::quoted;

constexpr std::size_t longest_endpoint = 2048;
constexpr std::size_t longest_host = 253;  // of a name in the DNS

constexpr std::uint16_t port_of(url_scheme scheme) noexcept {
    return scheme == url_scheme::https ? 443 : 80;
}

/// Says whether a text is a name in the DNS or four numbers: parts of letters, digits and hyphens.
bool is_host_name(std::string_view host) noexcept {
    if (host.empty() || host.size() > longest_host || host.back() == '.') return false;
    while (!host.empty()) {
        const std::string_view label = take_until(host, '.');
        if (label.empty() || label.front() == '-' || label.back() == '-') return false;
        if (!std::all_of(label.begin(), label.end(),
                         [](char c) { return detail::is_letter_or_digit(c) || c == '-'; }))
            return false;
    }
    return true;
}

/// Says whether a text looks like an IPv6 address in brackets; whether it is one, the system finds out.
bool is_bracketed(std::string_view host) noexcept {
    if (host.size() < 4 || host.size() > 47 || host.front() != '[' || host.back() != ']') return false;
    const std::string_view inside = host.substr(1, host.size() - 2);
    return inside.find(':') != std::string_view::npos &&
           std::all_of(inside.begin(), inside.end(), [](char c) {
               const char lower = detail::to_lower(c);
               return detail::is_digit(c) || (lower >= 'a' && lower <= 'f') || c == ':' || c == '.';
           });
}

bool is_number_of_ipv4(std::string_view text) noexcept {
    if (text.empty() || text.size() > 3 || !std::all_of(text.begin(), text.end(), detail::is_digit))
        return false;
    return text.size() == 1 || (text.front() != '0' && (text.size() == 2 || text <= "255"));
}

/// Says whether a host is an IPv4 address of this machine, four numbers of which the first is 127.  Every other
/// spelling of it (`127.1`, `0x7f000001`) is taken for a name.
bool is_loopback_ipv4(std::string_view host) noexcept {
    constexpr std::string_view network = "127.";
    if (!host.starts_with(network)) return false;
    host.remove_prefix(network.size());
    for (int numbers = 0; numbers < 2; ++numbers)
        if (!is_number_of_ipv4(take_until(host, '.'))) return false;
    return is_number_of_ipv4(host);
}

/// Says whether a path can stand before others: none of its parts goes up, stays or is empty.
bool is_base(std::string_view path) noexcept {
    while (!path.empty()) {
        const std::string_view part = take_until(path, '/');
        if (part.empty() || part == "." || part == "..") return false;
        if (!std::all_of(part.begin(), part.end(), detail::is_unreserved)) return false;
    }
    return true;
}

std::optional<std::uint16_t> read_port(std::string_view text) noexcept {
    std::uint16_t port = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), port);
    if (error != std::errc{} || end != text.data() + text.size() || port == 0) return std::nullopt;
    return port;
}

/// Takes the host off the front of an authority: up to the colon before the port, if there is one.
std::string_view take_host(std::string_view& authority) noexcept {
    const std::size_t from = authority.starts_with('[') ? std::min(authority.find(']'), authority.size()) : 0;
    const std::size_t end = std::min(authority.find(':', from), authority.size());
    const std::string_view host = authority.substr(0, end);
    authority.remove_prefix(end);
    return host;
}

}  // namespace

result<endpoint> endpoint::parse(std::string_view text, plain_http plain, std::string_view field) {
    const auto malformed = [&](std::string_view expected, std::string_view found) {
        return expected_found(violation_code::malformed, field, std::nullopt, expected, found);
    };
    if (text.size() > longest_endpoint)
        return expected_found(violation_code::too_long, field, std::nullopt, "a URL of at most 2048 bytes",
                              fmt::format("{} bytes", text.size()));
    constexpr std::string_view separator = "://";
    const std::size_t end_of_scheme = text.find(separator);
    const auto scheme = parse_url_scheme(text.substr(0, std::min(end_of_scheme, text.size())));
    if (end_of_scheme == std::string_view::npos || !scheme)
        return malformed("a URL such as https://workspace.example.com", quoted(text));
    std::string_view rest = text.substr(end_of_scheme + separator.size());
    const std::size_t end_of_authority = std::min(rest.find_first_of("/?#"), rest.size());
    std::string_view authority = rest.substr(0, end_of_authority);
    // What stands before an @ may be a password: so it is not shown.
    if (authority.find('@') != std::string_view::npos)
        return malformed("a URL without a user or a password", "an @ before the host");
    const std::string_view host = take_host(authority);
    if (!is_host_name(host) && !is_bracketed(host)) return malformed("a host's name or number", quoted(host));
    std::uint16_t port = port_of(*scheme);
    if (!authority.empty()) {
        const auto given = read_port(authority.substr(1));
        if (!given) return malformed("a port from 1 to 65535", quoted(authority.substr(1)));
        port = *given;
    }
    std::string_view base = rest.substr(end_of_authority);
    if (base.ends_with('/')) base.remove_suffix(1);
    if (!base.empty() && (base.front() != '/' || !is_base(base.substr(1))))
        return malformed("a path of letters, digits and -._~, without query and fragment", quoted(base));
    endpoint read{*scheme, std::string{host}, port, std::string{base}};
    std::transform(read.host.begin(), read.host.end(), read.host.begin(), detail::to_lower);
    if (read.scheme == url_scheme::http && plain == plain_http::loopback && !read.is_loopback())
        return malformed("https, or plain http to this machine alone",
                         fmt::format("http to {}", quoted(host)));
    return read;
}

std::string endpoint::url() const {
    std::string text = fmt::format("{}://{}", to_string(scheme), host);
    if (port != port_of(scheme)) text += fmt::format(":{}", port);
    return text + base;
}

bool endpoint::is_loopback() const noexcept {
    return host == "localhost" || host == "[::1]" || is_loopback_ipv4(host);
}

}  // namespace nextfire::inline v0::api
