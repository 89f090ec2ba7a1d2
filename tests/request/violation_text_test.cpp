// Violations as people read them.
#include <doctest/doctest.h>

#include <string>

#include "request/violation_text.hpp"

using nextfire::violation;
using nextfire::violation_code;
namespace api = nextfire::api;

TEST_CASE("a violation is its field, its column, and its message") {
    std::string out = "> ";
    api::append_violation(out, {violation_code::out_of_range, "week_list", 3, "expected a, but found \"9\""});
    CHECK(out == "> week_list, column 3: expected a, but found \"9\"");
    CHECK(api::violation_lines({{violation_code::missing, "/week_list", {}, "expected a"}}) ==
          "/week_list: expected a");
    // without a field it is about the whole text, which says by itself where
    CHECK(api::violation_lines({{violation_code::malformed, "", 7, "expected a, line 2, column 7"}}) ==
          "expected a, line 2, column 7");
}

TEST_CASE("each violation stands on a line of its own, the last without an end") {
    CHECK(api::violation_lines({}) == "");
    CHECK(api::violation_lines({{violation_code::missing, "a", {}, "1"},
                                {violation_code::missing, "b", {}, "2"}}) == "a: 1\nb: 2");
}

TEST_CASE("6.1 nothing in a violation can break its line, or be obeyed by a terminal") {
    const std::string lines = api::violation_lines(
        {{violation_code::unknown_name, "/a\nb\x1b[31m", {}, "\r\t\x7f expected \xc3\xa9"}});
    CHECK(lines == "/a\\x0ab\\x1b[31m: \\x0d\\x09\\x7f expected \xc3\xa9");
}
