// From a recurrence rule to a schedule: where it begins and ends at clock changes, and what COUNT counts.
//
// Facts by hand from RFC 5545 sections 3.3.5 and 3.3.10 and, for the clocks, from `zdump -v` on tzdata 2026f.
#include <doctest/doctest.h>

#include <nextfire/engine/rrule_schedule.hpp>
#include <nextfire/engine/schedule.hpp>

#include <string>

#include "../support/instants.hpp"
#include "../support/schedules.hpp"

namespace {

using namespace nextfire_test;

nextfire::schedule read(const char* text, const nextfire::schedule_options& options) {
    auto read = nextfire::parse_rrule(text, options);
    REQUIRE(read);
    return read.value();
}

constexpr const char* daily_in_gap = "DTSTART;TZID=Europe/Berlin:20260329T023000\nRRULE:FREQ=DAILY;COUNT=2";

}  // namespace

//          01:00   02:00   03:00   04:00        Berlin, 29 March 2026: 02:00 -> 03:00
//     ───────┼───────┤ ░gap░ ├───────┼──►       DTSTART 02:30 does not exist
TEST_CASE("5.8 DTSTART in a gap: shifted, moved to the change, or left out, and COUNT counts what fires") {
    const auto first_two = [](const nextfire::schedule_options& options) {
        const auto series = read(daily_in_gap, options);
        const auto first = series.next(utc("2026-03-01T00:00:00Z"));
        const auto second = series.next(*first);
        CHECK_FALSE(series.next(*second));
        return text(first) + " " + text(second);
    };
    using nextfire::gap_policy;
    CHECK(first_two({.gap = gap_policy::shift}) == "2026-03-29T01:30:00Z 2026-03-30T00:30:00Z");
    CHECK(first_two({.gap = gap_policy::at_transition}) == "2026-03-29T01:00:00Z 2026-03-30T00:30:00Z");
    CHECK(first_two({.gap = gap_policy::skip}) == "2026-03-30T00:30:00Z 2026-03-31T00:30:00Z");
}

//          01:00   02:00   03:00                Berlin, 25 October 2026: 03:00 -> 02:00
//     ───────┼───────┼───▲───┤                  02:30 exists twice
//                    ├───────┼───────┼──►
TEST_CASE("5.8 a series that ends in an overlap: UNTIL takes what the overlap policy fires there") {
    const auto last = [](const char* until, nextfire::overlap_policy overlap) {
        const auto series =
            read((std::string{"DTSTART;TZID=Europe/Berlin:20261020T023000\nRRULE:FREQ=DAILY;UNTIL="} + until)
                     .c_str(),
                 {.overlap = overlap});
        return text(series.prev(utc("2030-01-01T00:00:00Z")));
    };
    using nextfire::overlap_policy;
    CHECK(last("20261025T023000", overlap_policy::first) == "2026-10-25T00:30:00Z");
    CHECK(last("20261025T023000", overlap_policy::both) == "2026-10-25T01:30:00Z");
    CHECK(last("20261025T003000Z", overlap_policy::both) == "2026-10-25T00:30:00Z");
    CHECK(last("20261024", overlap_policy::first) == "2026-10-24T00:30:00Z");
}
