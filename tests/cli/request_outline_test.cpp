// Requests cut into what differs and the rest.
//
// The law behind it: of two lines with equal rests one may be answered for the other.  So a line whose rest could
// mislead has no outline at all, and is read in full.
#include "cli/request_outline.hpp"

#include <doctest/doctest.h>

#include <optional>
#include <string>
#include <string_view>

namespace {

using nextfire::cli::outline_of;

/// `id|after|count|rest`, the marks in it as `@`; `none` where there is no outline.
std::string outline(std::string_view line) {
    std::string rest;
    const auto cut = outline_of(line, rest);
    if (!cut) return "none";
    for (char& c : rest)
        if (c == '\1') c = '@';
    return std::string{cut->id} + "|" + std::string{cut->after} + "|" + std::to_string(cut->count) + "|" +
           rest;
}

}  // namespace

TEST_CASE("id, after and count are taken out, wherever they stand and whatever stands around") {
    struct row {
        std::string_view line;
        std::string_view outline;
    };
    for (const row& fact : {
             row{R"({"id":7,"schedule":{"a":1},"after":"x","count":5})",
                 R"(7|x|5|{"id":@,"schedule":{"a":1},"after":@,"count":@})"},
             row{R"({"schedule":{"id":1,"after":[{"count":2}]},"after":"x"})",
                 R"(|x|1|{"schedule":{"id":1,"after":[{"count":2}]},"after":@})"},
             row{R"( { "id" : "a{b" , "gap" : "}" , "after" : "" } )",
                 R"("a{b"||1| { "id" : @ , "gap" : "}" , "after" : @ } )"},
             row{R"({"id":null})", R"(null||1|{"id":@})"},
             row{R"({"id":-1})", R"(-1||1|{"id":@})"},
             row{R"({"id":0,"count":0})", R"(0||0|{"id":@,"count":@})"},
             row{R"({"count":1000})", R"(||1000|{"count":@})"},
             row{R"({"a":[1,2],"b":true,"id":1})", R"(1||1|{"a":[1,2],"b":true,"id":@})"},
             row{R"({"é":1,"id":1})", R"(1||1|{"é":1,"id":@})"},
         }) {
        CAPTURE(fact.line);
        CHECK(outline(fact.line) == fact.outline);
    }
}

TEST_CASE("a line that is not plain has no outline") {
    for (const std::string_view line : {"",
                                        " ",
                                        "{",
                                        "[]",
                                        "null",
                                        "{}",
                                        R"({"id":1)",
                                        R"({"id":1}x)",
                                        R"({"id":1}{)",
                                        R"({"id":1]})",
                                        R"({"id":1,})",
                                        R"({"id" 1})",
                                        R"({id:1})",
                                        R"({"id":1.5})",
                                        R"({"id":01})",
                                        R"({"id":-0})",
                                        R"({"id":--1})",
                                        R"({"id":-})",
                                        R"({"id":1e3})",
                                        R"({"id":true})",
                                        R"({"id":[1]})",
                                        R"({"id":})",
                                        R"({"id":1234567890123456789})",
                                        R"({"id":"é"})",
                                        R"({"id":"a)",
                                        R"({"count":1001})",
                                        R"({"count":-1})",
                                        R"({"count":"1"})",
                                        R"({"count":null})",
                                        R"({"after":null})",
                                        R"({"after":1})",
                                        R"({"id":"a\"b"})",
                                        R"({"gap":"\u0041"})",
                                        "{\"id\":1,\t\"a\":1}",
                                        "{\"id\":1,\"a\":\"\1\"}",
                                        R"({"a":{"b":1,"id":1})"}) {
        CAPTURE(line);
        CHECK(outline(line) == "none");
    }
}

TEST_CASE("what is different elsewhere has another rest") {
    const std::string_view lines[] = {R"({"id":1,"a":1})", R"({"id":1,"a":2})",
                                      R"({"a":1,"id":1})", R"({"id": 1,"a":1})",
                                      R"({"a":1})",        R"({"id":1,"after":"x","a":1})"};
    for (const std::string_view& one : lines)
        for (const std::string_view& other : lines) {
            if (&one == &other) continue;
            std::string rest;
            std::string other_rest;
            REQUIRE(outline_of(one, rest));
            REQUIRE(outline_of(other, other_rest));
            CHECK(rest != other_rest);
        }
}
