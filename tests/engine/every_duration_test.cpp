// Exact elapsed time, `@every` with a duration: clause 5.5.
//
// Facts by hand from SEMANTICS.md and, for the clocks, from `zdump -v` on tzdata 2026f.
#include <doctest/doctest.h>

#include <nextfire/base/instant.hpp>
#include <nextfire/cron/cron_expression.hpp>
#include <nextfire/engine/cursor.hpp>
#include <nextfire/engine/schedule.hpp>

#include <chrono>
#include <optional>

#include "../support/occurrence_table.hpp"

using namespace nextfire_test;
using nextfire::cron_expression;
using nextfire::schedule;

TEST_CASE("5.5 @every counts elapsed time from its anchor, both ways, whatever clocks do") {
    //          01:00   02:00   03:00   04:00          Berlin, 29 March 2026: 02:00 -> 03:00 at 01:00Z
    //     ───────┼───────┤ ░gap░ ├───────┼──►
    //
    //          01:00   02:00   03:00                  Berlin, 25 October 2026: 03:00 -> 02:00 at 01:00Z
    //     ───────┼───────┼───────┤
    //                    ├───────┼───────┼──►
    check_occurrences(R"(
    @every 1h30m anchor=2026-03-29T00:00:00Z | Europe/Berlin | 2026-03-28T23:59:59Z | 2026-03-29T00:00:00Z 2026-03-29T01:30:00Z 2026-03-29T03:00:00Z
    @every 1h30m anchor=2026-03-29T00:00:00Z | Europe/Berlin | 2026-03-28T21:00:00Z | 2026-03-28T22:30:00Z 2026-03-29T00:00:00Z 2026-03-29T01:30:00Z
    @every 1h30m anchor=2026-03-29T00:00:00Z | Europe/Berlin | 2026-10-24T23:30:00Z | 2026-10-25T00:00:00Z 2026-10-25T01:30:00Z 2026-10-25T03:00:00Z
    # an anchor at either end of the range
    @every 24h anchor=9999-12-31T23:59:59Z   | Europe/Berlin | 9999-12-29T23:59:59Z | 9999-12-30T23:59:59Z 9999-12-31T23:59:59Z none
    @every 24h anchor=9999-12-31T23:59:59Z   | Europe/Berlin | 1969-12-31T00:00:00Z | 1970-01-01T23:59:59Z
    @every 9600h anchor=1970-01-01T00:00:00Z | Europe/Berlin | 1969-12-31T00:00:00Z | 1970-01-01T00:00:00Z 1971-02-05T00:00:00Z
    # 1970-01-01T00:00:00Z is 60 s times a whole number before the anchor, and the first; the last is 59 s early
    @every 1m anchor=2026-01-01T00:00:00Z    | Europe/Berlin | 1969-12-31T23:59:59Z | 1970-01-01T00:00:00Z
    @every 1m anchor=2026-01-01T00:00:00Z    | Europe/Berlin | 9999-12-31T23:58:59Z | 9999-12-31T23:59:00Z none
)");
    const schedule ours = *schedule_of("@every 1h30m anchor=2026-03-29T00:00:00Z", "Europe/Berlin");
    CHECK_FALSE(ours.contains(utc("2026-03-29T00:00:01Z")));
    CHECK(text(ours.prev(utc("2026-03-29T00:00:00Z"))) == "2026-03-28T22:30:00Z");
    CHECK(ours.count(utc("2026-03-29T00:00:00Z"), utc("2026-03-30T00:00:00Z")) == 16);
    const schedule minutely = *schedule_of("@every 1m anchor=2026-01-01T00:00:00Z", "Europe/Berlin");
    CHECK(text(minutely.prev(utc("1970-01-01T00:00:00Z"))) == "none");
    CHECK(text(minutely.prev(nextfire::max_instant)) == "9999-12-31T23:59:00Z");
}

TEST_CASE("5.5 @every without an anchor is incomplete") {
    const auto made =
        schedule::build(*cron_expression::parse("@every 10s", {.every = nextfire::every_policy::accepted}),
                        zone_named("UTC"));
    REQUIRE_FALSE(made);
    REQUIRE(made.errors().size() == 1);
    CHECK((made.errors()[0].code == nextfire::violation_code::missing));
    CHECK(made.errors()[0].field == "anchor_instant");
    CHECK_FALSE(cron_expression::parse("@every 10s"));
}

TEST_CASE("5.5 @every keeps to not_before and expire_time, and no policy concerns it") {
    //          01:00   02:00   03:00                  Berlin, 25 October 2026: 03:00 -> 02:00 at 01:00Z
    //     ───────┼───────┼───────┤
    //                    ├───────┼───────┼──►
    const char* const choices =
        "gap=skip overlap=second elapsed=never not_before=2026-10-24T23:30:00Z expire=2026-10-25T02:29:59Z";
    check_occurrences(choices, R"(
    @every 1h anchor=2026-10-25T00:30:00Z | Europe/Berlin | 1970-01-01T00:00:00Z | 2026-10-24T23:30:00Z 2026-10-25T00:30:00Z 2026-10-25T01:30:00Z none
)");
    const auto bounded =
        schedule_of(std::string("@every 1h anchor=2026-10-25T00:30:00Z ") + choices, "Europe/Berlin");
    REQUIRE(bounded);
    CHECK(text(bounded->prev(utc("2026-10-24T23:30:00Z"))) == "none");
}

TEST_CASE("2.5 an expiry before all instants leaves no occurrence, however early it is") {
    // prev used to step back from the earliest number there is, and over the edge.
    const auto hourly = *cron_expression::parse("@every 1h", {.every = nextfire::every_policy::accepted});
    for (const std::chrono::sys_seconds expiry :
         {std::chrono::sys_seconds::min(), utc("1960-01-01T00:00:00Z")}) {
        const schedule ours =
            *schedule::build(hourly, zone_named("Europe/Berlin"),
                             {.anchor_instant = utc("1970-01-01T00:00:01Z"), .expire_time = expiry});
        CHECK(ours.prev(utc("2026-01-01T00:00:00Z")) == std::nullopt);
        CHECK(ours.next(utc("1970-01-01T00:00:00Z")) == std::nullopt);
        nextfire::cursor walk{ours, utc("2026-01-01T00:00:00Z")};
        CHECK(walk.prev() == std::nullopt);
        CHECK(walk.next() == std::nullopt);
    }
}
