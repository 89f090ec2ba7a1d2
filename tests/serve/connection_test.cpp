// What travels on one connection, byte by byte: the order in which things are refused, bodies that are not
// wanted, requests in a row, and clients that leave in the middle.
//
// Covers request_reader.cpp with what RFC 9112 allows in one way only, and nothing else.
#include <doctest/doctest.h>

#include <csignal>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "support/http_client.hpp"
#include "support/test_server.hpp"

namespace {

using nextfire_test::header_of;
using nextfire_test::http_answer;
using nextfire_test::http_client;
using nextfire_test::test_server;

const std::string collection = "/v1/demo/schedule-task";
const std::string json = "Content-Type: application/json\r\n";

std::string head(std::string_view method, std::string_view target, std::string_view headers = "") {
    return std::string{method} + " " + std::string{target} + " HTTP/1.1\r\nHost: localhost\r\n" +
           std::string{headers} + "\r\n";
}

/// Sends bytes on a connection of their own; gives the status of the answer, 0 where there is none.
int status_of(const test_server& server, std::string_view bytes) {
    http_client client{server.port()};
    CHECK(client.say(bytes));
    const std::optional<http_answer> found = client.hear();
    return found ? found->status : 0;
}

/// Bytes, and the status of the answer to them.
struct answered_bytes {
    std::string bytes;
    int status;
};

void check_statuses(const std::vector<answered_bytes>& rows) {
    const test_server server{{"--open"}};
    for (const answered_bytes& expected : rows) {
        CAPTURE(expected.bytes.substr(0, 200));
        CHECK(status_of(server, expected.bytes) == expected.status);
    }
}

/// A request to change a task, with headers of its own.
std::string with(std::string_view headers) {
    return head("PATCH", collection + "/x", headers);
}

}  // namespace

TEST_CASE("8.11 what a head tells is answered before the body, and before 100 Continue") {
    const test_server server{{"--open"}};
    const std::string expects = "Expect: 100-continue\r\n";
    const std::string long_body = "Content-Length: 140000\r\n";
    const std::string chunks = "Transfer-Encoding: chunked\r\n";
    const std::string packed = "Content-Encoding: gzip\r\n";
    const std::string task = collection + "/x";
    struct row {
        const char* what;
        std::string head;
        int status;
    };
    const row rows[] = {
        {"a path", head("PATCH", "/", json + long_body + expects), 404},
        {"a path, without Expect", head("PATCH", "/", json + long_body), 404},
        {"a path, in chunks", head("PATCH", "/", json + chunks), 404},
        {"a method", head("PUT", task, json + long_body + expects), 405},
        {"OPTIONS", head("OPTIONS", task, long_body), 204},
        {"a host", "PATCH " + task + " HTTP/1.1\r\nHost: a.example\r\n" + long_body + "\r\n", 401},
        {"a length", head("PATCH", task, long_body + packed + expects), 413},
        {"a length of a method without body", head("GET", collection, long_body + expects), 413},
        {"a length that no number holds", head("PATCH", task, "Content-Length: 99999999999999999999\r\n"),
         413},
        {"a type", head("PATCH", task, "Content-Length: 2\r\n" + expects), 415},
        {"a coding", head("PATCH", task, json + packed + "Content-Length: 2\r\n" + expects), 415},
    };
    for (const row& expected : rows) {
        CAPTURE(expected.what);
        http_client client{server.port()};
        CHECK(client.say(expected.head));
        const std::optional<http_answer> found = client.hear();
        REQUIRE(found);
        CHECK(found->status == expected.status);
        CHECK(header_of(*found, "Connection") == "close");
        CHECK(client.hears_the_end());
    }
    CHECK(status_of(server, head("GET", collection, packed)) == 200);  // it has no body that could be packed
    CHECK(status_of(server, head("PATCH", task, json + "Content-Length: 2\r\n" + expects)) == 100);
}

TEST_CASE("a head that can be read in two ways, or is no HTTP, is refused") {
    const std::string host = "Host: localhost\r\n";
    std::string headers;
    for (int count = 1; count < 100; ++count) headers += "X-A: b\r\n";
    const std::string longest = "X-Long: " + std::string(8192 - 10, 'x') + "\r\n";
    check_statuses({
        // first lines
        {"GET /\r\n" + host + "\r\n", 400},
        {"GET  HTTP/1.1\r\n" + host + "\r\n", 400},
        {"GET / HTTP/2.0\r\n" + host + "\r\n", 505},
        {"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", 505},
        {"GET / HTTP/0.9\r\n" + host + "\r\n", 505},
        {"GET / http/1.1\r\n" + host + "\r\n", 400},
        {"GET / HTTP/1.1 \r\n" + host + "\r\n", 400},
        {"GET / HTT\r\n\r\n", 400},
        {"GET /a b HTTP/1.1\r\n" + host + "\r\n", 400},
        {"GET /\xc3\xa9 HTTP/1.1\r\n" + host + "\r\n", 400},
        {"G(T / HTTP/1.1\r\n" + host + "\r\n", 400},
        {" GET / HTTP/1.1\r\n" + host + "\r\n", 400},
        {"\n\n", 400},
        {"GET /" + std::string(9000, 'a'), 414},
        {"GET /" + std::string(9000, 'a') + " HTTP/1.1\r\n" + host + "\r\n", 414},
        // line ends
        {"GET / HTTP/1.1\n" + host + "\r\n", 400},
        {"GET / HTTP/1.1\r\nHost: a\n\r\n", 400},
        {"GET / HTTP/1.1\r\nHost: a\r\n\n", 400},
        {"GET / HTTP/1.1\r\nHost: a\r\r\n\r\n", 400},
        // headers
        {with("X-A : b\r\n"), 400},
        {with("X-A\r\n"), 400},
        {with(": b\r\n"), 400},
        {with("X A: b\r\n"), 400},
        {with("X-A: b\r\n folded\r\n"), 400},
        {with("X-A:\r\n folded\r\n"), 400},
        {with("X-A: b\rc\r\n"), 400},
        {with("X-A: b\x01\r\n"), 400},
        {with(std::string{"X-A: b\0c\r\n", 10}), 400},
        {with("X-A: \x7f\r\n"), 400},
        {head("GET", collection, longest), 200},
        {head("GET", collection, "x" + longest), 431},
        {head("GET", collection, headers), 200},
        {head("GET", collection, headers + "X-A: b\r\n"), 431},
        {head("GET", collection, longest + longest + longest + longest + "X-A: b\r\n"), 431},
        // the host
        {with(host), 400},
        {"GET / HTTP/1.1\r\n\r\n", 400},
        {"GET / HTTP/1.1\r\nHost:\r\n\r\n", 400},
        {"GET / HTTP/1.0\r\n\r\n", 404},
        {"GET / HTTP/1.0\r\nHost: a\r\nHost: a\r\n\r\n", 400},
        // no HTTP at all
        {std::string{"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03\r\n\r\n", 15}, 400},
        {std::string(40000, 'x'), 414},
    });
}

TEST_CASE("a body whose length can be read in two ways is refused") {
    check_statuses({
        {with("Content-Length: 5\r\nContent-Length: 5\r\n"), 400},
        {with("Content-Length: 5\r\nContent-Length: 6\r\n"), 400},
        {with("Content-Length: 5, 5\r\n"), 400},
        {with("Content-Length: +5\r\n"), 400},
        {with("Content-Length: -5\r\n"), 400},
        {with("Content-Length: 5 5\r\n"), 400},
        {with("Content-Length: 0x5\r\n"), 400},
        {with("Content-Length:\r\n"), 400},
        {with("Content-Length: 5\r\nTransfer-Encoding: chunked\r\n"), 400},
        {with("Transfer-Encoding: chunked\r\nContent-Length: 5\r\n"), 400},
        {with("Transfer-Encoding: gzip, chunked\r\n"), 400},
        {with("Transfer-Encoding: gzip\r\nTransfer-Encoding: chunked\r\n"), 400},
        {with("Transfer-Encoding: identity\r\n"), 400},
        {with("Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n"), 400},
        {"PATCH / HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n", 400},
    });
}

TEST_CASE("chunks are read strictly, however they are cut") {
    const test_server server{{"--open"}};
    const std::string start = head("PATCH", collection + "/x", json + "Transfer-Encoding: chunked\r\n");
    struct row {
        const char* what;
        std::string chunks;
        int status;
    };
    const row rows[] = {
        {"chunks", "2;a=\"b\"\r\n{}\r\n0\r\nA: b\r\n\r\n", 404},
        {"no size", "\r\n", 400},
        {"a prefix", "0x2\r\n{}\r\n0\r\n\r\n", 400},
        {"a sign", "+2\r\n{}\r\n0\r\n\r\n", 400},
        {"junk behind the size", "2 junk\r\n{}\r\n0\r\n\r\n", 400},
        {"a size that no number holds", "fffffffffffffffff\r\n{}\r\n0\r\n\r\n", 400},
        {"a size without CR", "2\n{}\r\n0\r\n\r\n", 400},
        {"LF alone in an extension", "2;a=\"\n\"\r\n{}\r\n0\r\n\r\n", 400},
        {"nothing behind a chunk", "2\r\n{}0\r\n\r\n", 400},
        {"a chunk longer than its size", "2\r\n{}!\r\n0\r\n\r\n", 400},
        {"a trailer without colon", "0\r\na\r\n\r\n", 400},
        {"an extension without end", "2;" + std::string(40000, 'a'), 400},
        {"too long at once", "20001\r\n", 413},
        {"too long altogether", "10000\r\n" + std::string(0x10000, ' ') + "\r\n10001\r\n", 413},
    };
    for (const row& expected : rows) {
        CAPTURE(std::string{expected.what});
        CHECK(status_of(server, start + expected.chunks) == expected.status);
        if (expected.chunks.size() > 100) continue;
        http_client careful{server.port()};
        CHECK(careful.say(start));
        for (const char byte : expected.chunks) careful.say({&byte, 1});
        const std::optional<http_answer> found = careful.hear();
        REQUIRE(found);
        CHECK(found->status == expected.status);
    }
    // What stands behind the last chunk counts for nothing.
    http_client smuggler{server.port()};
    CHECK(smuggler.say(start + "2\r\n{}\r\n0\r\nHost: evil.example\r\nExpect: x\r\n\r\n" +
                       head("GET", collection)));
    CHECK(smuggler.hear()->status == 404);
    CHECK(smuggler.hear()->status == 200);
}

TEST_CASE("a target with a scheme and a host: the host is the target's, and the path is behind it") {
    const test_server server{{"--open"}};
    const auto status = [&server](std::string_view target, std::string_view host) {
        return status_of(
            server, "GET " + std::string{target} + " HTTP/1.1\r\nHost: " + std::string{host} + "\r\n\r\n");
    };
    CHECK(status("http://localhost" + collection, "localhost") == 200);
    CHECK(status("HTTP://localhost:8080" + collection + "?limit=1", "evil.example") == 200);
    CHECK(status("http://evil.example" + collection, "localhost") == 401);
    CHECK(status("http://localhost?x=" + collection, "localhost") == 404);
    CHECK(status("http://localhost", "localhost") == 404);
    CHECK(status("http://" + collection, "localhost") == 400);
    CHECK(status("http://localhost@evil.example" + collection, "localhost") == 400);
    CHECK(status_of(server, "GET http://evil.example" + collection + " HTTP/1.0\r\n\r\n") == 401);
}

TEST_CASE("every answer has a Date, and promises nothing about the connection that does not hold") {
    const test_server server{{"--open"}};
    http_client client{server.port()};
    for (const std::string& request :
         {head("GET", collection), head("GET", "/"), head("OPTIONS", collection), std::string{"x\r\n\r\n"}}) {
        CAPTURE(request);
        CHECK(client.say(request));
        const std::optional<http_answer> found = client.hear();
        REQUIRE(found);
        const std::string date = header_of(*found, "Date").value_or("");
        CHECK(date.size() == std::string_view{"Sun, 06 Nov 1994 08:49:37 GMT"}.size());
        CHECK(date.ends_with(" GMT"));
        CHECK_FALSE(header_of(*found, "Keep-Alive"));
    }
}

TEST_CASE("HEAD is answered as GET, but for the body") {
    const test_server server{{"--open"}};
    http_client client{server.port()};
    const std::optional<http_answer> shown = client.ask("GET", collection);
    REQUIRE(shown);
    CHECK(client.say(head("HEAD", collection) + head("GET", "/")));
    const std::optional<http_answer> found = client.hear_head();
    REQUIRE(found);
    CHECK(found->status == 200);
    CHECK(header_of(*found, "Content-Length") == std::to_string(shown->body.size()));
    CHECK(client.hear()->status == 404);
}

TEST_CASE("empty lines around requests are passed over, and answered by nothing") {
    const test_server server{{"--open"}};
    http_client client{server.port()};
    CHECK(client.say("\r\n\r\n" + head("GET", "/") + "\r\n"));
    CHECK(client.hear()->status == 404);
    CHECK(client.say("\r"));
    CHECK(client.say("\n" + head("GET", collection)));
    CHECK(client.hear()->status == 200);
    std::string blanks;
    for (int count = 0; count < 100'000; ++count) blanks += "\r\n";
    CHECK(client.say(blanks + head("GET", "/")));
    CHECK(client.hear()->status == 404);
    CHECK(client.say("\r\n\r\n\r"));
    CHECK(client.hears_the_end());  // when it has been idle for long enough
}

TEST_CASE("a client that has said all is answered all the same") {
    const test_server server{{"--open"}};
    http_client client{server.port()};
    CHECK(client.say(head("GET", collection) + head("GET", "/") + head("GET", collection)));
    client.end_saying();
    CHECK(client.hear()->status == 200);
    CHECK(client.hear()->status == 404);
    CHECK(client.hear()->status == 200);
    CHECK(client.hears_the_end());

    http_client cut_off{server.port()};
    CHECK(cut_off.say("GET / HT"));
    cut_off.end_saying();
    CHECK(cut_off.hear()->status == 400);
    CHECK(cut_off.hears_the_end());
}

TEST_CASE("clients that vanish leave nothing behind that others would feel") {
    const test_server server{{"--open"}};
    for (int count = 0; count < 300; ++count) {
        http_client client{server.port()};
        if (count % 3 == 0) client.say(head("GET", collection));
        if (count % 3 == 1) client.say("PATCH / HT");
        if (count % 3 == 2)
            client.say(head("PATCH", collection + "/x", json + "Content-Length: 9\r\n") + "{");
        client.reset();
    }
    CHECK(http_client{server.port()}.ask("GET", collection)->status == 200);
}

TEST_CASE("whoever sends on after a refusal still hears it") {
    const test_server server{{"--open"}};
    http_client client{server.port()};
    CHECK(client.say(head("PATCH", collection + "/x", json + "Content-Length: 3000000\r\n")));
    client.say(std::string(1'000'000, ' '));
    const std::optional<http_answer> found = client.hear();
    REQUIRE(found);
    CHECK(found->status == 413);
}

TEST_CASE("SIGTERM: who has asked already is answered, however many have just come") {
    for (const char* threads : {"1", "8"}) {
        CAPTURE(threads);
        test_server server{{"--open", "--threads", threads}};
        server.signal(SIGSTOP);
        std::vector<std::unique_ptr<http_client>> clients;
        for (int count = 0; count < 100; ++count) {
            clients.push_back(std::make_unique<http_client>(server.port()));
            CHECK(clients.back()->say(head("GET", collection) + head("GET", collection)));
        }
        server.signal(SIGTERM);
        server.signal(SIGCONT);
        int answered = 0;
        for (const auto& client : clients)
            for (int count = 0; count < 2; ++count) answered += client->hear() ? 1 : 0;
        CHECK(answered == 200);
    }
}

TEST_CASE("as many clients as there may be are answered, and none is closed for nobody") {
    for (const char* threads : {"1", "4"}) {
        CAPTURE(threads);
        const test_server server{{"--open", "--connections", "4", "--threads", threads}};
        std::vector<std::unique_ptr<http_client>> clients;
        for (int count = 0; count < 4; ++count)
            clients.push_back(std::make_unique<http_client>(server.port()));
        for (int round = 0; round < 30; ++round)
            for (const auto& client : clients) {
                const auto found = client->ask("GET", "/");
                REQUIRE(found);
                CHECK(found->status == 404);
            }
        // A fifth is answered at once, in the place of one that is idle, whichever thread that is on.
        http_client fifth{server.port()};
        REQUIRE(fifth.ask("GET", "/"));
    }
}

TEST_CASE("SIGTERM: what stands in line is answered, to the last") {
    for (const bool waits_for_first : {true, false}) {
        CAPTURE(waits_for_first);
        test_server server{{"--open"}};
        http_client client{server.port()};
        CHECK(client.ask("GET", "/")->status == 404);
        constexpr int requests = 20;
        std::string all;
        for (int count = 0; count < requests; ++count) all += head("GET", collection);
        CHECK(client.say(all));
        int answered = 0;
        if (waits_for_first && client.hear()) ++answered;
        server.signal(SIGTERM);
        std::optional<http_answer> last;
        while (auto next = client.hear()) {
            ++answered;
            last = std::move(next);
        }
        CHECK(answered == requests);
        REQUIRE(last);
        CHECK(last->status == 200);
        CHECK(server.finish().exit_code == 0);
    }
}
