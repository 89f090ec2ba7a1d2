// The head of a request, read strictly: what RFC 9112 allows in one way only, and nothing else.
#include <doctest/doctest.h>

#include <nextfire/tasks/api_error.hpp>

#include <string>
#include <string_view>
#include <variant>

#include "serve/request_head.hpp"

namespace {

namespace api = nextfire::api;
using nextfire::cli::afterwards;
using nextfire::cli::body_framing;
using nextfire::cli::end_of_head;
using nextfire::cli::head_refusal;
using nextfire::cli::most_headers;
using nextfire::cli::most_line_bytes;
using nextfire::cli::read_head;
using nextfire::cli::request_head;

constexpr std::size_t most_body_bytes = 1000;

/// A head with the usual first line and host, and these headers, each with its CR LF.
std::string head_with(std::string_view headers) {
    return "POST /v1 HTTP/1.1\r\nHost: a\r\n" + std::string{headers} + "\r\n";
}

request_head good(std::string_view head) {
    const auto read = read_head(head, most_body_bytes);
    REQUIRE(std::holds_alternative<request_head>(read));
    return std::get<request_head>(read);
}

int status_of(std::string_view head) {
    const auto read = read_head(head, most_body_bytes);
    const auto* refused = std::get_if<head_refusal>(&read);
    return refused == nullptr ? 200 : api::http_status(refused->error);
}

}  // namespace

TEST_CASE("a head says method, target and headers, as sent and in that order") {
    const std::string text =
        "PATCH /v1/p/t?a=b HTTP/1.1\r\nHost: a\r\nX-Auth-Token:secret\r\nX-Empty:\r\nx-auth-token: \t b c "
        "\t\r\n\r\n";
    const request_head head = good(text);
    CHECK(head.method == "PATCH");
    CHECK(head.target == "/v1/p/t?a=b");
    REQUIRE(head.headers.size() == 4);
    CHECK(head.headers[0].name == "Host");
    CHECK(head.headers[1].name == "X-Auth-Token");
    CHECK(head.headers[1].value == "secret");
    CHECK(head.headers[2].value == "");
    CHECK(head.headers[3].name == "x-auth-token");
    CHECK(head.headers[3].value == "b c");
    CHECK((head.framing == body_framing::none));
    CHECK((head.connection == afterwards::keep));
    CHECK_FALSE(head.expects_word);
}

TEST_CASE("a scheme and a host before the path are taken off") {
    CHECK(good("GET http://a.example/v1?x HTTP/1.1\r\nHost: a\r\n\r\n").target == "/v1?x");
    CHECK(good("GET HTTP://a.example HTTP/1.1\r\nHost: a\r\n\r\n").target == "/");
    CHECK(good("OPTIONS * HTTP/1.1\r\nHost: a\r\n\r\n").target == "*");
}

TEST_CASE("a body is as long as its Content-Length, or comes in chunks") {
    const std::string with_length = head_with("content-length: 1000\r\n");
    CHECK((good(with_length).framing == body_framing::length));
    CHECK(good(with_length).body_bytes == 1000);
    CHECK((good(head_with("Content-Length: 0\r\n")).framing == body_framing::none));
    CHECK((good(head_with("Transfer-Encoding: Chunked\r\n")).framing == body_framing::chunked));
    CHECK(status_of(head_with("Content-Length: 1001\r\n")) == 413);
    CHECK(status_of(head_with("Content-Length: 99999999999999999999999\r\n")) == 413);
}

TEST_CASE("a connection is kept unless somebody says close, or speaks HTTP/1.0") {
    CHECK((good(head_with("Connection: keep-alive\r\n")).connection == afterwards::keep));
    CHECK((good(head_with("Connection: close\r\n")).connection == afterwards::close));
    CHECK((good(head_with("Connection: upgrade , Close\r\n")).connection == afterwards::close));
    CHECK((good(head_with("Connection: closed\r\n")).connection == afterwards::keep));
    CHECK((good("GET / HTTP/1.0\r\n\r\n").connection == afterwards::close));
}

TEST_CASE("100 Continue is waited for in HTTP/1.1 alone") {
    CHECK(good(head_with("Expect: 100-Continue\r\n")).expects_word);
    CHECK_FALSE(good("POST / HTTP/1.0\r\nExpect: 100-continue\r\n\r\n").expects_word);
}

TEST_CASE("what can be read in two ways, or is no HTTP, is refused with 400") {
    for (const std::string& head : {
             // first lines
             std::string{"GET /\r\nHost: a\r\n\r\n"},
             std::string{"GET  HTTP/1.1\r\nHost: a\r\n\r\n"},
             std::string{"GET / HTTP/2.0\r\nHost: a\r\n\r\n"},
             std::string{"GET / http/1.1\r\nHost: a\r\n\r\n"},
             std::string{"GET / HTTP/1.1 \r\nHost: a\r\n\r\n"},
             std::string{"GET /a b HTTP/1.1\r\nHost: a\r\n\r\n"},
             std::string{"GET /\xc3\xa9 HTTP/1.1\r\nHost: a\r\n\r\n"},
             std::string{"G(T / HTTP/1.1\r\nHost: a\r\n\r\n"},
             std::string{" GET / HTTP/1.1\r\nHost: a\r\n\r\n"},
             std::string{"\r\nGET / HTTP/1.1\r\nHost: a\r\n\r\n"},
             // line ends
             std::string{"GET / HTTP/1.1\nHost: a\r\n\r\n"},
             std::string{"GET / HTTP/1.1\r\nHost: a\n\r\n"},
             std::string{"GET / HTTP/1.1\r\nHost: a\r\n\n"},
             // headers
             head_with("X-A : b\r\n"),
             head_with("X-A\r\n"),
             head_with(": b\r\n"),
             head_with("X A: b\r\n"),
             head_with("X-A: b\r\n folded\r\n"),
             head_with("X-A: b\rc\r\n"),
             head_with("X-A: b\x01\r\n"),
             head_with(std::string{"X-A: b\0c\r\n", 10}),
             head_with("X-A: \x7f\r\n"),
             // the host
             head_with("Host: b\r\n"),
             std::string{"GET / HTTP/1.1\r\n\r\n"},
             std::string{"GET / HTTP/1.1\r\nHost:\r\n\r\n"},
             // the length of a body
             head_with("Content-Length: 5\r\nContent-Length: 5\r\n"),
             head_with("Content-Length: 5, 5\r\n"),
             head_with("Content-Length: +5\r\n"),
             head_with("Content-Length: -5\r\n"),
             head_with("Content-Length: 5 5\r\n"),
             head_with("Content-Length: 0x5\r\n"),
             head_with("Content-Length:\r\n"),
             head_with("Content-Length: 5\r\nTransfer-Encoding: chunked\r\n"),
             head_with("Transfer-Encoding: chunked\r\nContent-Length: 5\r\n"),
             head_with("Transfer-Encoding: gzip, chunked\r\n"),
             head_with("Transfer-Encoding: identity\r\n"),
             head_with("Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n"),
             std::string{"POST / HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n"},
         }) {
        CAPTURE(head);
        CHECK(status_of(head) == 400);
    }
}

TEST_CASE("8.11 a body with a Content-Encoding is 415") {
    CHECK(status_of(head_with("Content-Encoding: gzip\r\n")) == 415);
    CHECK(status_of(head_with("Content-Encoding: Identity\r\n")) == 200);
}

TEST_CASE("lines and headers are bounded, the bounds included") {
    const std::string name = "X-Long: ";
    const std::string longest = name + std::string(most_line_bytes - name.size() - 2, 'x') + "\r\n";
    REQUIRE(longest.size() == most_line_bytes);
    CHECK(status_of(head_with(longest)) == 200);
    CHECK(status_of(head_with("a" + longest)) == 400);
    std::string headers;
    for (std::size_t n = 1; n < most_headers; ++n) headers += "X-A: b\r\n";
    CHECK(status_of(head_with(headers)) == 200);  // and the host
    CHECK(status_of(head_with(headers + "X-A: b\r\n")) == 400);
}

TEST_CASE("a head ends behind its first empty line, even where that has no CR") {
    CHECK(end_of_head("GET / HTTP/1.1\r\nHost: a\r\n\r\nbody\r\n\r\n") == 27);
    CHECK(end_of_head("GET / HTTP/1.1\r\n\r\n") == 18);
    CHECK(end_of_head("GET / HTTP/1.1\n\n") == 16);
    CHECK(end_of_head("GET / HTTP/1.1\r\n\n") == 17);
    CHECK(end_of_head("GET / HTTP/1.1\r\nHost: a\r\n") == std::string_view::npos);
    CHECK(end_of_head("GET / HTTP/1.1\r\n\r") == std::string_view::npos);
    CHECK(end_of_head("") == std::string_view::npos);
}
