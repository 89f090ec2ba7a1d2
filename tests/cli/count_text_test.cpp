// Numbers as flags and filter requests give them.
#include <doctest/doctest.h>

#include <cstdint>
#include <string>
#include <string_view>

#include "cli/count_text.hpp"

namespace {

using namespace nextfire;
using namespace nextfire::cli;

/// Checks that a text is refused in these words.
template <class T>
void check_refused(const result<T>& read, violation_code code, std::string_view message) {
    REQUIRE_FALSE(read);
    REQUIRE(read.errors().size() == 1);
    CHECK((read.errors()[0].code == code));
    CHECK(read.errors()[0].field == "--flag");
    CHECK(read.errors()[0].message == message);
}

}  // namespace

TEST_CASE("a count is a whole number in digits, up to a bound") {
    CHECK(*parse_count("0", 10, "--flag") == 0);
    CHECK(*parse_count("10", 10, "--flag") == 10);
    CHECK(*parse_count("007", 10, "--flag") == 7);
    CHECK(*parse_count("18446744073709551615", UINT64_MAX, "--flag") == UINT64_MAX);
    using enum violation_code;
    for (const char* text : {"", "-1", "+1", " 1", "1 ", "1.0", "0x1", "1e3", "ten"}) {
        CAPTURE(text);
        const auto read = parse_count(text, 10, "--flag");
        REQUIRE_FALSE(read);
        CHECK((read.errors()[0].code == malformed));
    }
    check_refused(parse_count("11", 10, "--flag"), out_of_range,
                  "expected a whole number from 0 to 10, but found \"11\"");
    check_refused(parse_count("18446744073709551616", 10, "--flag"), out_of_range,
                  "expected a whole number from 0 to 10, but found \"18446744073709551616\"");
}
