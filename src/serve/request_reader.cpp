#include "serve/request_reader.hpp"

#include "base/ascii.hpp"
#include "tasks/take_until.hpp"

#include <fmt/core.h>
#include <boost/asio/buffer.hpp>
#include <boost/beast/http/basic_parser.hpp>

#include <algorithm>
#include <charconv>
#include <limits>
#include <string_view>
#include <system_error>
#include <utility>
#include <vector>

namespace nextfire::cli {
namespace {

using api::api_error;
using boost::system::error_code;
using detail::equal_ignoring_case;
namespace http = boost::beast::http;

constexpr std::string_view digits = "0123456789";
constexpr std::string_view one_length = "one Content-Length, a number, and no Transfer-Encoding beside it";

/// Says whether a first line ends in the name of an HTTP that is not spoken here.
bool is_of_another_version(std::string_view head) {
    const std::string_view line = api::take_until(head, '\r');
    const std::string_view version = line.substr(line.rfind(' ') + 1);
    return version.size() == 8 && version.starts_with("HTTP/") && detail::is_digit(version[5]) &&
           version[6] == '.' && detail::is_digit(version[7]) && version != "HTTP/1.0" &&
           version != "HTTP/1.1";
}

/// Says whether a header such as `Content-Length: 99999999999999999999` has a number that is too high to count to.
bool has_endless_number(std::string_view header) {
    const std::string_view line = api::take_until(header, '\r');
    const std::string_view value = api::without_blanks(line.substr(line.find(':') + 1));
    std::uint64_t number = 0;
    const auto [end, error] = std::from_chars(value.data(), value.data() + value.size(), number);
    return error == std::errc::result_out_of_range && end == value.data() + value.size();
}

}  // namespace

/// Beast's parser, which keeps views into the head and the text of the body.
class request_reader::parser final : public http::basic_parser<true> {
public:
    std::string_view method;
    std::string_view target;
    int version = 0;
    std::vector<api::http_header> headers;
    std::string body;
    bool is_expectant = false;

private:
    using text = boost::beast::string_view;

    void on_request_impl(http::verb /*verb*/, text named, text asked, int spoken,
                         error_code& error) override {
        method = named;
        target = asked;
        version = spoken;
        if (std::any_of(target.begin(), target.end(), [](char c) { return c <= ' ' || c > '~'; }))
            error = http::error::bad_target;
    }
    void on_response_impl(int /*status*/, text /*reason*/, int /*version*/, error_code& /*error*/) override {}
    void on_field_impl(http::field /*known*/, text name, text value, error_code& /*error*/) override {
        if (!is_header_done()) headers.push_back({name, value});  // what stands behind a body is passed over
    }
    void on_header_impl(error_code& /*error*/) override {}
    void on_body_init_impl(const boost::optional<std::uint64_t>& /*bytes*/, error_code& /*error*/) override {}
    std::size_t on_body_impl(text part, error_code& /*error*/) override {
        body += part;
        return part.size();
    }
    void on_chunk_header_impl(std::uint64_t /*bytes*/, text extensions, error_code& error) override {
        if (extensions.find('\n') != text::npos) error = http::error::bad_chunk_extension;
    }
    std::size_t on_chunk_body_impl(std::uint64_t /*left*/, text part, error_code& error) override {
        return on_body_impl(part, error);
    }
    void on_finish_impl(error_code& /*error*/) override {}
};

request_reader::request_reader(const request_limits& limits)
    : limits_(limits), parser_(std::make_unique<parser>()) {
    parser_->header_limit(std::numeric_limits<std::uint32_t>::max());  // the head comes at once, and bounded
    parser_->body_limit(
        std::numeric_limits<std::uint64_t>::max());  // until the head has been read, and the handler asked
    parser_->eager(true);
}

request_reader::~request_reader() = default;

std::uint64_t request_reader::announced_bytes() const {
    return parser_->content_length().value_or(0);
}

bool request_reader::expects_word() const {
    return parser_->is_expectant && announced_bytes() <= limits_.body_bytes;
}

bool request_reader::keeps_connection() const {
    return parser_->is_done() && parser_->version == 11 && parser_->keep_alive();
}

arrival request_reader::take(std::string& input) {
    return parser_->is_header_done() ? take_body(input) : take_head(input);
}

arrival request_reader::take_head(std::string& input) {
    const std::size_t end = end_of_head(input);
    if (std::min(input.find('\n'), input.size()) >= limits_.line_bytes) {
        refuse(api_error::target_too_long,
               fmt::format("expected a request line of at most {} bytes", limits_.line_bytes));
        return arrival::refused;
    }
    if (std::min(end, input.size()) > limits_.head_bytes) {
        refuse(api_error::headers_too_large,
               fmt::format("expected headers of at most {} bytes altogether", limits_.head_bytes));
        return arrival::refused;
    }
    if (end == std::string::npos) return arrival::unfinished;
    head_ = input.substr(0, end);
    input.erase(0, end);
    if (!read_lines() || !read_headers()) return arrival::refused;
    request_ = {parser_->method, parser_->target, parser_->headers, {}};
    if (!read_absolute_target()) return arrival::refused;
    if (parser_->is_done()) return arrival::whole;
    parser_->body_limit(limits_.body_bytes);
    const bool is_there = !parser_->chunked() && announced_bytes() <= input.size();
    return is_there ? take_body(input) : arrival::head;
}

/// Gives where the head ends, behind its empty line; npos where it has no end yet.  An empty line without CR
/// counts, so that it is refused and not waited for.
std::size_t request_reader::end_of_head(const std::string& input) {
    for (std::size_t feed = input.find('\n', scanned_); feed != std::string::npos;
         feed = input.find('\n', scanned_)) {
        const std::string_view next = std::string_view{input}.substr(feed + 1);
        if (next.starts_with('\n')) return feed + 2;
        if (next.starts_with("\r\n")) return feed + 3;
        scanned_ = feed;
        if (next.size() < 2) return std::string::npos;  // what comes will tell
        ++scanned_;
    }
    scanned_ = input.size();
    return std::string::npos;
}

/// Looks at the lines of the head before anybody takes them apart.
bool request_reader::read_lines() {
    std::string_view rest = head_;
    for (std::size_t count = 0; !rest.empty(); ++count) {
        const std::string_view line = api::take_until(rest, '\n');
        if (!line.ends_with('\r')) return expected("lines that end in CR LF");
        if (count > 0 && detail::is_blank(line.front())) return expected("headers such as Name: value");
        if (line.size() >= limits_.line_bytes)
            return refuse(api_error::headers_too_large,
                          fmt::format("expected headers of at most {} bytes each", limits_.line_bytes));
        if (count > limits_.headers + 1)
            return refuse(api_error::headers_too_large,
                          fmt::format("expected at most {} headers", limits_.headers));
    }
    return true;
}

bool request_reader::read_headers() {
    error_code error;
    const std::size_t read = parser_->put(boost::asio::buffer(head_), error);
    const std::string_view rest = std::string_view{head_}.substr(read);
    if (error == http::error::bad_version && is_of_another_version(rest))
        return refuse(api_error::version_not_supported, "expected a request of HTTP/1.1");
    if (error == http::error::bad_content_length && has_endless_number(rest))
        return refuse(api_error::too_large, fmt::format("a body has at most {} bytes", limits_.body_bytes));
    if (error == http::error::bad_content_length || error == http::error::bad_transfer_encoding)
        return expected(one_length);
    if (error)
        return expected(read == 0 ? "a request line such as GET / HTTP/1.1" : "headers such as Name: value");
    int hosts = 0;
    int lengths = 0;
    for (const api::http_header& header : parser_->headers) {
        if (equal_ignoring_case(header.name, "Host")) hosts += header.value.empty() ? 2 : 1;
        if (equal_ignoring_case(header.name, "Content-Length"))
            lengths += header.value.find_first_not_of(digits) == std::string_view::npos ? 1 : 2;
        if (equal_ignoring_case(header.name, "Transfer-Encoding") &&
            (parser_->version < 11 || !equal_ignoring_case(header.value, "chunked")))
            return expected("no Transfer-Encoding but chunked, in HTTP/1.1");
        if (equal_ignoring_case(header.name, "Expect") && equal_ignoring_case(header.value, "100-continue"))
            parser_->is_expectant = parser_->version == 11;
    }
    if (hosts > 1 || (hosts == 0 && parser_->version == 11)) return expected("one Host, not empty");
    return lengths <= 1 || expected(one_length);
}

bool request_reader::read_absolute_target() {
    constexpr std::string_view scheme = "http://";
    std::string_view rest = parser_->target;
    if (!equal_ignoring_case(rest.substr(0, scheme.size()), scheme)) return true;
    rest.remove_prefix(scheme.size());
    const std::string_view host = rest.substr(0, rest.find_first_of("/?"));
    if (host.empty() || host.find('@') != std::string_view::npos) return expected("a host behind http://");
    target_ = rest.substr(host.size());
    if (!target_.starts_with('/')) target_.insert(0, 1, '/');
    std::erase_if(parser_->headers,
                  [](const api::http_header& header) { return equal_ignoring_case(header.name, "Host"); });
    parser_->headers.push_back({"Host", host});
    request_.target = target_;
    request_.headers = parser_->headers;
    return true;
}

arrival request_reader::take_body(std::string& input) {
    // When Beast 1.74 looks at a last chunk again, it asserts that there are five bytes, as there are in the end.
    if (parser_->chunked() && input.size() == 4 && input.starts_with("0\r\n")) return arrival::unfinished;
    error_code error;
    if (announced_bytes() > limits_.body_bytes) error = http::error::body_limit;
    if (!error) input.erase(0, parser_->put(boost::asio::buffer(input), error));
    if (parser_->is_done() && !error) {
        request_.body = parser_->body;
        return arrival::whole;
    }
    if (error == http::error::body_limit) {
        refuse(api_error::too_large, fmt::format("a body has at most {} bytes", limits_.body_bytes));
        return arrival::refused;
    }
    // What is left is a part of a line: the size of a chunk, or what stands behind the last one.
    if ((!error || error == http::error::need_more) && input.size() <= limits_.head_bytes)
        return arrival::unfinished;
    expected("a body in chunks of HTTP/1.1");
    return arrival::refused;
}

/// Notes what is wrong; false, so that a reader can end with it.
bool request_reader::refuse(api_error error, std::string message) {
    objection_ = {error, std::move(message)};
    return false;
}

bool request_reader::expected(std::string_view what) {
    return refuse(api_error::bad_request, fmt::format("expected {}, but found something else", what));
}

}  // namespace nextfire::cli
