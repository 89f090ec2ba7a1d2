// Where schedules begin and end: expire_time and not_before, clauses 2.5 and 2.6.
//
// Facts by hand from SEMANTICS.md and, for the clocks, from `zdump -v` on tzdata 2026f.
#include <doctest/doctest.h>

#include <nextfire/engine/schedule.hpp>

#include <chrono>

#include "../support/occurrence_table.hpp"

using namespace nextfire_test;
using nextfire::schedule;
using std::chrono::sys_seconds;

TEST_CASE("2.5 expire_time and not_before are inclusive") {
    check_occurrences(R"(
    daily 09:00 expire=2026-05-02T09:00:00Z     | UTC | 2026-05-01T00:00:00Z .. 9999-12-31T23:59:59Z | 2026-05-01T09:00:00Z 2026-05-02T09:00:00Z
    daily 09:00 expire=2026-05-02T08:59:59Z     | UTC | 2026-05-01T00:00:00Z .. 9999-12-31T23:59:59Z | 2026-05-01T09:00:00Z
    daily 09:00 expire=2026-05-02T09:00:01Z     | UTC | 2026-05-02T00:00:00Z .. 9999-12-31T23:59:59Z | 2026-05-02T09:00:00Z
    daily 09:00 expire=1970-01-01T00:00:00Z     | UTC | 1970-01-01T00:00:00Z .. 9999-12-31T23:59:59Z | none
    daily 09:00 not_before=2026-05-02T09:00:00Z | UTC | 1970-01-01T00:00:00Z .. 2026-05-04T00:00:00Z | 2026-05-02T09:00:00Z 2026-05-03T09:00:00Z
    daily 09:00 not_before=2026-05-02T09:00:01Z | UTC | 1970-01-01T00:00:00Z .. 2026-05-04T00:00:00Z | 2026-05-03T09:00:00Z
    daily 09:00 not_before=1970-01-01T00:00:00Z | UTC | 1970-01-01T00:00:00Z .. 1970-01-02T00:00:00Z | 1970-01-01T09:00:00Z
)");
    const auto bounded = [](const char* text) { return *schedule_of(text, "UTC"); };
    const schedule expiring = bounded("daily 09:00 expire=2026-05-02T08:59:59Z");
    CHECK(text(expiring.prev(utc("9999-12-31T23:59:59Z"))) == "2026-05-01T09:00:00Z");
    const schedule beginning = bounded("daily 09:00 not_before=2026-05-02T09:00:01Z");
    CHECK(text(beginning.next(sys_seconds::min())) == "2026-05-03T09:00:00Z");
    CHECK(text(beginning.prev(utc("2026-05-03T09:00:00Z"))) == "none");
}

TEST_CASE("2.5 an occurrence that the clock moved counts by the instant at which it fires") {
    //          01:00   02:00   03:00   04:00          Berlin, 29 March 2026: 02:00 -> 03:00 at 01:00Z
    //     ───────┼───────┤ ░gap░ ├───────┼──►
    check_occurrences(R"(
    daily 02:30 expire=2026-03-29T01:00:00Z     | Europe/Berlin | 2026-03-28T00:00:00Z .. 2026-04-10T00:00:00Z | 2026-03-28T01:30:00Z 2026-03-29T01:00:00Z
    daily 02:30 expire=2026-03-29T00:59:59Z     | Europe/Berlin | 2026-03-28T00:00:00Z .. 2026-04-10T00:00:00Z | 2026-03-28T01:30:00Z
    daily 02:30 not_before=2026-03-29T01:00:00Z | Europe/Berlin | 2026-03-01T00:00:00Z .. 2026-03-30T00:00:00Z | 2026-03-29T01:00:00Z
    daily 02:30 not_before=2026-03-29T01:00:01Z | Europe/Berlin | 2026-03-01T00:00:00Z .. 2026-03-31T00:00:00Z | 2026-03-30T00:30:00Z
)");
    //          01:00   02:00   03:00                  Berlin, 25 October 2026: 03:00 -> 02:00 at 01:00Z
    //     ───────┼───────┼───────┤
    //                    ├───────┼───────┼──►
    check_occurrences(R"(
    # the second pass alone lies within
    daily 02:30 overlap=both not_before=2026-10-25T00:30:01Z | Europe/Berlin | 2026-10-01T00:00:00Z .. 2026-10-26T00:00:00Z | 2026-10-25T01:30:00Z
    daily 02:30 not_before=2026-10-25T00:30:01Z              | Europe/Berlin | 2026-10-01T00:00:00Z .. 2026-10-27T00:00:00Z | 2026-10-26T01:30:00Z
)");
}

TEST_CASE("2.5 not_before and expire_time are inclusive for cron text too") {
    check_occurrences(R"(
    0 0 9 * * ? not_before=2026-11-24T01:00:00Z expire=2026-11-26T01:00:00Z   | Asia/Shanghai | 1970-01-01T00:00:00Z | 2026-11-24T09:00:00+08:00 2026-11-25T09:00:00+08:00 2026-11-26T09:00:00+08:00 none
    0 0 9 * * ? not_before=2026-11-24T01:00:01Z expire=2026-11-26T00:59:59Z   | Asia/Shanghai | 1970-01-01T00:00:00Z | 2026-11-25T09:00:00+08:00 none
    # expired before it begins: valid, and never fires
    0 */5 * * * ? not_before=2026-11-24T00:00:00Z expire=2026-11-23T00:00:00Z | UTC           | 1970-01-01T00:00:00Z | none
    0 0 9 1 1 ? 2020 not_before=2026-11-24T00:00:00Z                          | UTC           | 1970-01-01T00:00:00Z | none
)");
}

TEST_CASE("2.6 a schedule that has expired, or expires before it first fires, is valid and has no next") {
    const schedule expired = *schedule_of("once 2026-05-01 09:00 expire=2026-05-01T08:59:59Z", "UTC");
    CHECK(text(expired.next(sys_seconds::min())) == "none");
    CHECK(text(expired.prev(sys_seconds::max())) == "none");
    CHECK(expired.count(sys_seconds::min(), sys_seconds::max()) == 0);
    CHECK_FALSE(expired.contains(utc("2026-05-01T09:00:00Z")));
    CHECK_FALSE(expired.occurrence_at(utc("2026-05-01T09:00:00Z")));

    const schedule upside_down =
        *schedule_of("daily 09:00 expire=2026-05-01T08:59:59Z not_before=2026-06-01T00:00:00Z", "UTC");
    CHECK(text(upside_down.next(sys_seconds::min())) == "none");
    CHECK(text(upside_down.prev(sys_seconds::max())) == "none");
    CHECK(upside_down.count(sys_seconds::min(), sys_seconds::max()) == 0);
}

TEST_CASE("3.1 an instant of any unit, however far, is one before or after all there are") {
    using namespace std::chrono;
    const schedule daily = *schedule_of("daily 09:00", "UTC");
    const std::string first = "1970-01-01T09:00:00Z";
    const std::string last = "9999-12-31T09:00:00Z";
    const auto beyond_all = [&](auto low, auto high) {
        CHECK(text(daily.next(low)) == first);
        CHECK(text(daily.at_or_after(low)) == first);
        CHECK(text(daily.prev(low)) == "none");
        CHECK(text(daily.at_or_before(low)) == "none");
        CHECK(text(daily.next(high)) == "none");
        CHECK(text(daily.at_or_after(high)) == "none");
        CHECK(text(daily.prev(high)) == last);
        CHECK(text(daily.at_or_before(high)) == last);
        CHECK_FALSE(daily.contains(low));
        CHECK_FALSE(daily.contains(high));
        CHECK(daily.count(low, high) == 2'932'897);  // the days of the years 1970 to 9999
        CHECK(text(*daily.occurrences(low, high).begin()) == first);
    };
    beyond_all(sys_seconds::min(), sys_seconds::max());
    beyond_all(sys_days::min(), sys_days::max());
    beyond_all(sys_time<years>::min(), sys_time<years>::max());
    beyond_all(sys_time<duration<double>>{duration<double>{-1e300}},
               sys_time<duration<double>>{duration<double>{1e300}});
    beyond_all(sys_time<duration<float, std::ratio<86400>>>::min(),
               sys_time<duration<float, std::ratio<86400>>>::max());

    using minutes_since = sys_time<minutes>;
    CHECK(text(daily.next(minutes_since{9h})) == "1970-01-02T09:00:00Z");
    CHECK(text(daily.at_or_after(minutes_since{9h})) == first);
    CHECK(daily.contains(minutes_since{9h}));
    CHECK(text(daily.prev(sys_days{days{1}})) == first);
    const sys_time<duration<double>> half{duration<double>{9 * 3600 + 0.5}};
    CHECK(text(daily.at_or_before(half)) == first);
    CHECK(text(daily.at_or_after(half)) == "1970-01-02T09:00:00Z");
    CHECK_FALSE(daily.contains(half));
}
