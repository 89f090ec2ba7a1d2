#include "serve/request_head.hpp"

#include "serve/header_words.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <charconv>
#include <optional>
#include <system_error>

namespace nextfire::cli {
namespace {

using api::api_error;

/// Takes a line off the front of a head, and its end; nullopt where that is not CR LF, or too far away.
std::optional<std::string_view> take_line(std::string_view& head) {
    const std::size_t feed = head.find('\n');
    if (feed == std::string_view::npos || feed == 0 || head[feed - 1] != '\r') return std::nullopt;
    if (feed >= most_line_bytes) return std::nullopt;
    const std::string_view line = head.substr(0, feed - 1);
    head.remove_prefix(feed + 1);
    return line;
}

/// Takes `http://host` off a target; what a client says to a proxy is understood without one too.
std::string_view origin_form(std::string_view target) {
    constexpr std::string_view scheme = "http://";
    if (!equal_ignoring_case(target.substr(0, scheme.size()), scheme)) return target;
    const std::size_t path = target.find('/', scheme.size());
    return path == std::string_view::npos ? "/" : target.substr(path);
}

class head_reader {
public:
    explicit head_reader(std::size_t most_body_bytes) : most_body_bytes_(most_body_bytes) {}

    std::variant<request_head, head_refusal> read(std::string_view head) {
        const auto first = take_line(head);
        if (!first) return malformed("a request line that ends in CR LF, at most 8192 bytes");
        if (!read_request_line(*first)) return malformed("a request line such as GET / HTTP/1.1");
        for (std::size_t count = 0;; ++count) {
            const auto line = take_line(head);
            if (!line) return malformed("headers that end in CR LF, at most 8192 bytes each");
            if (line->empty()) break;
            if (count == most_headers) return malformed("at most 100 headers");
            if (auto refused = read_header(*line)) return *std::move(refused);
        }
        return finish();
    }

private:
    static constexpr std::string_view one_host = "one Host, not empty";

    static head_refusal malformed(std::string_view expected) {
        return {api_error::bad_request, fmt::format("expected {}, but found something else", expected)};
    }

    bool read_request_line(std::string_view line) {
        const std::size_t first = line.find(' ');
        const std::size_t last = line.rfind(' ');
        if (first == std::string_view::npos || first == last) return false;
        read_.method = line.substr(0, first);
        const std::string_view target = line.substr(first + 1, last - first - 1);
        const std::string_view version = line.substr(last + 1);
        const bool visible =
            std::all_of(target.begin(), target.end(), [](char c) { return c > ' ' && c <= '~'; });
        is_old_ = version == "HTTP/1.0";
        if (is_old_) read_.connection = afterwards::close;
        read_.target = origin_form(target);
        return is_http_token(read_.method) && !target.empty() && visible &&
               (is_old_ || version == "HTTP/1.1");
    }

    std::optional<head_refusal> read_header(std::string_view line) {
        const std::size_t colon = line.find(':');
        const std::string_view name = line.substr(0, colon);
        if (colon == std::string_view::npos || !is_http_token(name))
            return malformed("headers such as Name: value");
        const std::string_view value = without_blanks(line.substr(colon + 1));
        if (!std::all_of(value.begin(), value.end(), is_plain))
            return malformed("headers without control characters");
        read_.headers.push_back({name, value});
        if (equal_ignoring_case(name, "Host")) return read_host(value);
        if (equal_ignoring_case(name, "Content-Length")) return read_length(value);
        if (equal_ignoring_case(name, "Transfer-Encoding")) return read_transfer(value);
        if (equal_ignoring_case(name, "Content-Encoding") && !equal_ignoring_case(value, "identity"))
            is_encoded_ = true;
        if (equal_ignoring_case(name, "Connection")) read_connection(value);
        if (equal_ignoring_case(name, "Expect") && equal_ignoring_case(value, "100-continue"))
            read_.expects_word = !is_old_;
        return std::nullopt;
    }

    std::optional<head_refusal> read_host(std::string_view value) {
        if (has_host_ || value.empty()) return malformed(one_host);
        has_host_ = true;
        return std::nullopt;
    }

    /// Looks for `close` in a list such as `upgrade, close`.
    void read_connection(std::string_view options) {
        while (!options.empty()) {
            const std::size_t end = std::min(options.find(','), options.size());
            if (equal_ignoring_case(without_blanks(options.substr(0, end)), "close"))
                read_.connection = afterwards::close;
            options.remove_prefix(std::min(end + 1, options.size()));
        }
    }

    std::optional<head_refusal> read_length(std::string_view value) {
        std::size_t bytes = 0;
        const auto [end, error] = std::from_chars(value.data(), value.data() + value.size(), bytes);
        const bool is_number = end == value.data() + value.size() && error != std::errc::invalid_argument;
        if (length_ || !is_number) return malformed("one Content-Length, a number");
        length_ = error == std::errc{} ? bytes : most_body_bytes_ + 1;
        return std::nullopt;
    }

    std::optional<head_refusal> read_transfer(std::string_view value) {
        if (is_chunked_ || is_old_ || !equal_ignoring_case(value, "chunked"))
            return malformed("no Transfer-Encoding but chunked, in HTTP/1.1");
        is_chunked_ = true;
        return std::nullopt;
    }

    [[nodiscard]] std::variant<request_head, head_refusal> finish() {
        if (!has_host_ && !is_old_) return malformed(one_host);
        if (is_chunked_ && length_) return malformed("Content-Length or Transfer-Encoding, not both");
        if (length_ > most_body_bytes_)
            return head_refusal{api_error::too_large,
                                fmt::format("expected a body of at most {} bytes", most_body_bytes_)};
        if (is_encoded_)
            return head_refusal{api_error::unsupported_media_type,
                                "expected a body without Content-Encoding"};
        read_.body_bytes = length_.value_or(0);
        if (is_chunked_) read_.framing = body_framing::chunked;
        if (read_.body_bytes > 0) read_.framing = body_framing::length;
        return read_;
    }

    std::size_t most_body_bytes_;
    request_head read_{{}, {}, {}, body_framing::none, 0, false, afterwards::keep};
    std::optional<std::size_t> length_;
    bool has_host_ = false;
    bool is_old_ = false;
    bool is_chunked_ = false;
    bool is_encoded_ = false;
};

}  // namespace

std::variant<request_head, head_refusal> read_head(std::string_view head, std::size_t most_body_bytes) {
    return head_reader{most_body_bytes}.read(head);
}

std::size_t end_of_head(std::string_view text) noexcept {
    for (std::size_t feed = text.find('\n'); feed != std::string_view::npos;
         feed = text.find('\n', feed + 1)) {
        const std::string_view next = text.substr(feed + 1);
        if (next.starts_with('\n')) return feed + 2;
        if (next.starts_with("\r\n")) return feed + 3;
    }
    return std::string_view::npos;
}

}  // namespace nextfire::cli
