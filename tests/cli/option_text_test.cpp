// The choices that stand beside a schedule, as flags and filter requests give them.
#include <doctest/doctest.h>

#include <cstdint>
#include <string>
#include <string_view>

#include "cli/option_text.hpp"

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

TEST_CASE("each choice has its word") {
    CHECK((*parse_gap_policy("at_transition", "") == gap_policy::at_transition));
    CHECK((*parse_gap_policy("skip", "") == gap_policy::skip));
    CHECK((*parse_gap_policy("shift", "") == gap_policy::shift));
    CHECK((*parse_overlap_policy("first", "") == overlap_policy::first));
    CHECK((*parse_overlap_policy("second", "") == overlap_policy::second));
    CHECK((*parse_overlap_policy("both", "") == overlap_policy::both));
    CHECK((*parse_elapsed_policy("as_written", "") == elapsed_policy::as_written));
    CHECK((*parse_elapsed_policy("never", "") == elapsed_policy::never));
    CHECK((*parse_elapsed_policy("always", "") == elapsed_policy::always));
    CHECK((*parse_day_counting("from-anchor", "") == day_counting::from_anchor));
    CHECK((*parse_day_counting("restart-each-month", "") == day_counting::restart_each_month));
    CHECK((*parse_both_days_policy("as_dialect", "") == both_days_policy::as_dialect));
    CHECK((*parse_both_days_policy("both", "") == both_days_policy::both));
    CHECK((*parse_language("en", "") == language::english));
    CHECK((*parse_language("zh", "") == language::chinese));
    for (const preset scheduler :
         {preset::vixie, preset::quartz, preset::kubernetes, preset::systemd, preset::aws, preset::rfc5545})
        CHECK((*parse_preset(to_string(scheduler), "") == scheduler));
}

TEST_CASE("6.1 another word is refused with all that there are") {
    using enum violation_code;
    check_refused(parse_gap_policy("Skip", "--flag"), unknown_name,
                  "expected at_transition, skip or shift, but found \"Skip\"");
    check_refused(parse_overlap_policy("", "--flag"), unknown_name,
                  "expected first, second or both, but found nothing");
    check_refused(parse_elapsed_policy("as-written", "--flag"), unknown_name,
                  "expected as_written, never or always, but found \"as-written\"");
    check_refused(parse_day_counting("from_anchor", "--flag"), unknown_name,
                  "expected from-anchor or restart-each-month, but found \"from_anchor\"");
    check_refused(parse_both_days_policy("either", "--flag"), unknown_name,
                  "expected as_dialect or both, but found \"either\"");
    check_refused(parse_language("de", "--flag"), unknown_name, "expected en or zh, but found \"de\"");
    check_refused(parse_preset("cronie", "--flag"), unknown_name,
                  "expected vixie, quartz, kubernetes, systemd, aws or rfc5545, but found \"cronie\"");
}

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
