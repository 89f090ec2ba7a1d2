// Letters of ASCII, whatever the locale.
#include <doctest/doctest.h>

#include <cstddef>
#include <string_view>

#include "base/ascii.hpp"

namespace detail = nextfire::detail;

TEST_CASE("the ten digits are digits, and no other byte is") {
    int digits = 0;
    for (int byte = -128; byte < 128; ++byte) digits += detail::is_digit(static_cast<char>(byte)) ? 1 : 0;
    CHECK(digits == 10);
    for (const char c : std::string_view{"0123456789"}) CHECK(detail::is_digit(c));
}

TEST_CASE("the 26 capital letters have a lower case, and every other byte is its own") {
    constexpr std::string_view capital = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";
    constexpr std::string_view lower = "abcdefghijklmnopqrstuvwxyz";
    for (std::size_t n = 0; n < capital.size(); ++n) CHECK(detail::to_lower(capital[n]) == lower[n]);
    for (int byte = -128; byte < 128; ++byte) {
        const char c = static_cast<char>(byte);
        if (capital.find(c) == std::string_view::npos) CHECK(detail::to_lower(c) == c);
    }
}

TEST_CASE("texts are compared byte by byte, letters without their case") {
    struct row {
        std::string_view smaller;
        std::string_view larger;
    };
    for (const row& fact : {
             row{"", "a"}, row{"a", "AA"},                    // the beginning of a text comes before it
             row{"Asia/Aden", "asia/almaty"}, row{"[", "Z"},  // as if written small, z stands behind `[`
             row{"~", "\xc3\xa9"},  // bytes above ASCII come last, whatever the sign of char
         }) {
        CAPTURE(fact.smaller);
        CAPTURE(fact.larger);
        CHECK(detail::compare_ignoring_case(fact.smaller, fact.larger) < 0);
        CHECK(detail::compare_ignoring_case(fact.larger, fact.smaller) > 0);
        CHECK_FALSE(detail::equal_ignoring_case(fact.smaller, fact.larger));
    }
}

TEST_CASE("texts are equal when their letters are but for the case") {
    CHECK(detail::equal_ignoring_case("", ""));
    CHECK(detail::equal_ignoring_case("Europe/BERLIN", "europe/berlin"));
    CHECK(detail::compare_ignoring_case("Europe/BERLIN", "europe/berlin") == 0);
    // é and É are no letters of ASCII
    CHECK_FALSE(detail::equal_ignoring_case("\xc3\xa9", "\xc3\x89"));
    CHECK_FALSE(detail::equal_ignoring_case(std::string_view{"a"}, std::string_view{"a\0", 2}));
}
