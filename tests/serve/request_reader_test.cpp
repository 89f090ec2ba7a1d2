// One request, however the network cuts it: every cut gives what the whole gives.  connection_test asks a server
// the same, and far more, at the cuts that the network happens to make.
#include <doctest/doctest.h>

#include <algorithm>
#include <cstddef>
#include <string>
#include <string_view>

#include "serve/request_reader.hpp"

namespace {

using nextfire::cli::arrival;
using nextfire::cli::request_limits;
using nextfire::cli::request_reader;

const std::string chunked_head = "PATCH /x HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n";

const request_limits limits;

/// Gives what a request comes to whose body arrives in pieces, some of one byte:
/// bit n of `cuts` is a cut behind byte n of `bytes`.
std::string what_became_of(std::string_view head, std::string_view bytes, unsigned cuts) {
    request_reader reader{limits};
    std::string input{head};
    arrival now = reader.take(input);
    for (std::size_t at = 0; at < bytes.size() && now != arrival::refused && now != arrival::whole; ++at) {
        input += bytes[at];
        if (at + 1 < bytes.size() && (cuts >> at & 1) == 0) continue;
        do now = reader.take(input);
        while (now == arrival::head);
    }
    switch (now) {
        case arrival::whole:
            return "whole: " + std::string{reader.request().body};
        case arrival::refused:
            return "refused: " + reader.objection().message;
        case arrival::head:
        case arrival::unfinished:
            return "unfinished";
    }
    return "";
}

struct row {
    std::string_view what;
    std::string_view bytes;
    std::string_view expected;
};

constexpr std::string_view no_chunks =
    "refused: expected a body in chunks of HTTP/1.1, but found something else";

constexpr row bodies_in_chunks[] = {
    {"nothing", "0\r\n\r\n", "whole: "},
    {"nothing, and a trailer", "0\r\nA: b\r\n\r\n", "whole: "},
    {"a chunk", "2\r\n{}\r\n0\r\n\r\n", "whole: {}"},
    {"two chunks", "1\r\n{\r\n1\r\n}\r\n0\r\n\r\n", "whole: {}"},
    {"zeros before a size", "02\r\n{}\r\n00\r\n\r\n", "whole: {}"},
    {"a chunk that looks like a last one", "5\r\n0\r\n\r\n\r\n0\r\n\r\n", "whole: 0\r\n\r\n"},
    {"an extension", "2;a\r\n{}\r\n0\r\n\r\n", "whole: {}"},
    {"a last chunk that has not come whole", "2\r\n{}\r\n0\r\n", "unfinished"},
    {"a trailer without colon", "0\r\na\r\n\r\n", no_chunks},
    {"no size", "\r\n\r\n", no_chunks},
    {"a prefix", "0x2\r\n{}\r\n0\r\n\r\n", no_chunks},
    {"a sign", "+2\r\n{}\r\n0\r\n\r\n", no_chunks},
    {"a size without CR", "2\n{}\r\n0\r\n\r\n", no_chunks},
    {"nothing behind a chunk", "2\r\n{}0\r\n\r\n", no_chunks},
    {"a chunk longer than its size", "2\r\n{}!\r\n0\r\n\r\n", no_chunks},
};

}  // namespace

TEST_CASE("a body in chunks is the same at every cut of its bytes") {
    for (const row& each : bodies_in_chunks) {
        CAPTURE(std::string{each.what});
        const unsigned ways = 1U << (each.bytes.size() - 1);
        for (unsigned cuts = 0; cuts < ways; ++cuts) {
            const std::string found = what_became_of(chunked_head, each.bytes, cuts);
            if (found == each.expected) continue;
            CAPTURE(cuts);
            REQUIRE(found == each.expected);
        }
    }
}

TEST_CASE("a head and a body of known length are the same at every pair of cuts") {
    const std::string request =
        "PATCH /x HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: "
        "2\r\n\r\n{}";
    for (std::size_t first = 0; first < request.size(); ++first)
        for (std::size_t second = first; second < request.size(); ++second) {
            request_reader reader{limits};
            std::string input;
            arrival now = arrival::unfinished;
            std::size_t from = 0;
            for (const std::size_t to : {first, second, request.size()}) {
                input += request.substr(from, to - from);
                from = to;
                do now = reader.take(input);
                while (now == arrival::head);
            }
            REQUIRE(now == arrival::whole);
            REQUIRE(reader.request().method == "PATCH");
            REQUIRE(reader.request().target == "/x");
            REQUIRE(reader.request().headers.size() == 3);
            REQUIRE(reader.request().body == "{}");
        }
}
