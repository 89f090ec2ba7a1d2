// Members of JSON that nobody knows: clause 8.4, and RFC 6901 for their pointers.
#include <doctest/doctest.h>

#include <array>
#include <string>
#include <string_view>

#include "request/unknown_member.hpp"

namespace {

constexpr std::array<std::string_view, 3> known{"week_list", "date_list", "time_zone"};

nextfire::violation about(std::string_view name, std::string_view object_pointer = "") {
    const nextfire::violation error = nextfire::api::unknown_member(object_pointer, name, known);
    CHECK((error.code == nextfire::violation_code::unknown_name));
    CHECK_FALSE(error.column);
    return error;
}

}  // namespace

TEST_CASE("8.4 a misspelt member gets the nearest known name, and another all of them") {
    CHECK(about("week_lst").message ==
          "expected a known member, but found \"week_lst\"; did you mean week_list?");
    CHECK(about("colour").message == "expected one of week_list, date_list, time_zone, but found \"colour\"");
    CHECK(about("").message == "expected one of week_list, date_list, time_zone, but found an empty name");
}

TEST_CASE("6.1 its place is a JSON pointer, in which ~ and / are written ~0 and ~1") {
    CHECK(about("colour").field == "/colour");
    CHECK(about("colour", "/target_infos/3").field == "/target_infos/3/colour");
    CHECK(about("a/b~c").field == "/a~1b~0c");
    CHECK(about("~1").field == "/~01");
    CHECK(about("").field == "/");
}

TEST_CASE("6.1 a name of more than 40 bytes is cut in the message and left out of the pointer") {
    const std::string longest(40, 'x');
    CHECK(about(longest, "/a").field == "/a/" + longest);
    CHECK(about(longest + "x", "/a").field == "/a");
    CHECK(about(longest + "x").message ==
          "expected one of week_list, date_list, time_zone, but found \"" + longest + "…\" (41 bytes)");
}
