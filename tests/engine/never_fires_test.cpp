// Schedules that can never fire: clause 2.6.
//
// Facts by hand from SEMANTICS.md and, for the clocks, from `zdump -v` on tzdata 2026f.
#include <doctest/doctest.h>

#include <nextfire/base/instant.hpp>
#include <nextfire/cron/cron_expression.hpp>
#include <nextfire/engine/schedule.hpp>
#include <nextfire/zone/zone_source.hpp>

#include <chrono>
#include <string>
#include <vector>

#include "../support/occurrence_table.hpp"

namespace {

using namespace std::chrono_literals;
using namespace nextfire_test;
using nextfire::cron_dialect;
using nextfire::cron_expression;
using nextfire::elapsed_policy;
using nextfire::gap_policy;
using nextfire::schedule;
using nextfire::schedule_options;
using nextfire::violation_code;

/// Checks that an expression is read, and refused when it is to be built: it would never fire.
void check_never_built(const char* text, const char* zone, const schedule_options& options = {}) {
    CAPTURE(std::string{text});
    const auto read = cron_expression::parse(text);
    REQUIRE(read);
    const auto made = schedule::build(*read, zone_named(zone), options);
    REQUIRE_FALSE(made);
    REQUIRE(made.errors().size() == 1);
    CHECK((made.errors()[0].code == violation_code::never_fires));
    CHECK(made.errors()[0].field == "cron");
}

void check_never_read(const char* text, cron_dialect dialect = cron_dialect::quartz) {
    CAPTURE(std::string{text});
    const auto read = cron_expression::parse(text, dialect);
    REQUIRE_FALSE(read);
    CHECK((read.errors()[0].code == violation_code::never_fires));
}

}  // namespace

TEST_CASE("2.6 an expression that no date satisfies is refused when it is read") {
    check_never_read("0 0 9 31 4 ?");
    check_never_read("0 0 9 30,31 2 ?");
    check_never_read("0 0 9 29 2 ? 2100");
    check_never_read("0 0 9 29 2 ? 2021-2023");
    check_never_read("0 9 31 4,6,9,11 *", cron_dialect::unix_cron);
    // 29 February 2024 is a Thursday
    check_never_read("0 0 9 ? 2 6#5 2024");
}

TEST_CASE("2.6 an expression whose every instant lies out of range is refused when it is built") {
    // 00:00 in Shanghai on 1 January 1970 lies in 1969, 23:30 in New York on 31 December 9999 in 10000
    check_never_built("0 0 0 1 1 ? 1970", "Asia/Shanghai");
    check_never_built("0 30 23 31 12 ? 9999", "America/New_York");
    check_occurrences(R"(
    0 0 8 1 1 ? 1970      | Asia/Shanghai    | 1969-12-31T00:00:00Z | 1970-01-01T00:00:00Z none
    59 59 18 31 12 ? 9999 | America/New_York | 9999-01-01T00:00:00Z | 9999-12-31T23:59:59Z none
)");
}

TEST_CASE("2.6 an expression whose every local time the clock skips is refused when it is built") {
    //          01:00   02:00   03:00   04:00          Berlin, 29 March 2026: 02:00 -> 03:00 at 01:00Z
    //     ───────┼───────┤ ░gap░ ├───────┼──►
    check_never_built("0 30 2 29 3 ? 2026", "Europe/Berlin", {.gap = gap_policy::skip});
    check_never_built("0 0/30 2 29 3 ? 2026", "Europe/Berlin");
    check_never_built("0 30 2 29 3 ? 2026", "Europe/Berlin", {.elapsed = elapsed_policy::always});
    check_occurrences(R"(
    0 30 2 29 3 ? 2026     | Europe/Berlin | 2026-01-01T00:00:00Z | 2026-03-29T01:00:00Z none
    0 0/30 2,4 29 3 ? 2026 | Europe/Berlin | 2026-01-01T00:00:00Z | 2026-03-29T02:00:00Z 2026-03-29T02:30:00Z none
)");
    //     29 Dec 00:00   29 Dec 24:00 = 31 Dec 00:00   Apia, 2011-12-30T10:00Z: -10 -> +14
    //     ──────┼─────────────────────┼────────────►   everything of 30 December fires at the jump
    check_never_built("0 0 9 30 12 ? 2011", "Pacific/Apia", {.gap = gap_policy::skip});
}

// A zone whose gap takes the one local time away in every year there is.  No zone of this world does so, for
// each has years without summer time; nobody looks for it.  Above all, asking such a schedule ends.
//
//          01:00   02:00   03:00   04:00        J60 is 1 March: 02:00 -> 03:00 in every year
//     ───────┼───────┤ ░gap░ ├───────┼──►
TEST_CASE("2.6 a schedule without years whose time lies in a gap year after year has no occurrence") {
    const std::vector<nextfire::zone_change> changes{{nextfire::min_instant, 0h, "AAA"}};
    const nextfire::zone clock = *nextfire::make_zone("Test/AlwaysGap", changes, "AAA0BBB,J60/2,J300/3");
    const auto made =
        schedule::build(*cron_expression::parse("0 30 2 1 3 ?"), clock, {.gap = gap_policy::skip});
    REQUIRE(made);
    CHECK(text(made->next(nextfire::min_instant)) == "none");
    CHECK(text(made->prev(nextfire::max_instant)) == "none");
    CHECK(made->count(nextfire::min_instant, nextfire::max_instant) == 0);
}
