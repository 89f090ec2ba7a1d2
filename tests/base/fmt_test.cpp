// fmt.cpp: the library's own fmt, under a name that no other fmt has.
#include <doctest/doctest.h>
#include <fmt/core.h>

#include <cstdint>
#include <iterator>
#include <limits>
#include <string>
#include <string_view>
#include <type_traits>

TEST_CASE("what is called fmt here is the library's own") {
    CHECK(std::is_same_v<fmt::format_args, fmt::nextfire_v9::format_args>);
}

TEST_CASE("it writes texts and whole numbers") {
    using namespace std::string_view_literals;
    CHECK(fmt::format("{}, {}, {}", "one", std::string{"two"}, "three"sv) == "one, two, three");
    CHECK(fmt::format("{:04}-{:02}-{:02}", 970, 1, 31) == "0970-01-31");
    CHECK(fmt::format("{:0{}}", 7, 3) == "007");
    CHECK(fmt::format("{:+}|{:<4}|{:>4}|{:x}|{:02x}", 5, 6, 7, 255, 9) == "+5|6   |   7|ff|09");
    CHECK(fmt::format("{}", 'x') == "x");
    CHECK(fmt::format("{} {}", true, false) == "true false");
    CHECK(fmt::format("{}", std::numeric_limits<std::int64_t>::min()) == "-9223372036854775808");
    CHECK(fmt::format("{}", std::numeric_limits<std::uint64_t>::max()) == "18446744073709551615");
    CHECK(fmt::format("{{{}}}", 1) == "{1}");
}

TEST_CASE("text is appended to what is there, of any length") {
    std::string text = "at ";
    fmt::format_to(std::back_inserter(text), "{:02}:{:02}", 9, 5);
    CHECK(text == "at 09:05");
    const std::string thousand(1000, 'a');  // more than a buffer on the stack holds
    CHECK(fmt::format("<{}>", thousand) == "<" + thousand + ">");
}
