// Clocks that are set back twice before the first time has been caught up with.  No real zone does this; data
// from elsewhere may.  Most cases here once went wrong.
#include <doctest/doctest.h>

#include <nextfire/nextfire.hpp>
#include <nextfire/zone/zone_source.hpp>

#include <chrono>
#include <vector>

#include "support/occurrence_table.hpp"

namespace {

using namespace std::chrono_literals;
using nextfire::overlap_policy;
using nextfire::schedule;
using nextfire_test::check_firing;
using nextfire_test::spec_of;
using nextfire_test::utc;

/// A change of a clock: when, and to what offset.
struct change {
    const char* at;
    std::chrono::seconds offset;
};

/// UTC, changed twice.
nextfire::zone changed_twice(const char* name, const change& first, const change& second) {
    const std::vector<nextfire::zone_change> changes{{nextfire::min_instant, 0h, "AAA"},
                                                     {utc(first.at), first.offset, "BBB"},
                                                     {utc(second.at), second.offset, "CCC"}};
    return *nextfire::make_zone(name, changes, "");
}

/// UTC, set back by an hour at the first instant and by another at the second.
nextfire::zone set_back_twice(const char* name, const char* first, const char* second) {
    return changed_twice(name, {first, -1h}, {second, -2h});
}

schedule daily(const char* time, nextfire::zone clock, overlap_policy overlap) {
    const auto spec =
        spec_of({.scheduled_type = "DAY", .day_interval = "1", .scheduled_time = time, .time_zone = "UTC"});
    return *schedule::build(spec, clock, {.overlap = overlap});
}

}  // namespace

//         10:00  10:30  11:00  11:30  12:00      10 June 2030: set back at 12:00Z and at 12:30Z
//    AAA ───┼──────┼──────┼──────┼──────┤
//    BBB                  ├──────┤               10:45 is read at 10:45Z, and again at 12:45Z
//    CCC           ├──────┼──────┼──────┼──►
TEST_CASE("3.2 counting across two changes in one hour ends") {
    const nextfire::zone clock = set_back_twice("Test/Near", "2030-06-10T12:00:00Z", "2030-06-10T12:30:00Z");
    // A cursor used to answer 12:45Z for ever, and count never returned.
    const schedule both = daily("10:45:00", clock, overlap_policy::both);
    CHECK(both.count(utc("2030-06-01T00:00:00Z"), utc("2030-06-20T00:00:00Z")) == 20);
    nextfire::cursor walk{both, utc("2030-06-10T10:00:00Z")};
    CHECK((walk.next() == utc("2030-06-10T10:45:00Z")));
    CHECK((walk.next() == utc("2030-06-10T12:45:00Z")));
    CHECK((walk.next() == utc("2030-06-11T12:45:00Z")));
    CHECK((walk.prev() == utc("2030-06-10T12:45:00Z")));
    CHECK((walk.prev() == utc("2030-06-10T10:45:00Z")));
    CHECK((walk.prev() == utc("2030-06-09T10:45:00Z")));
}

TEST_CASE("4.3 the second pass is found however many changes make it") {
    const nextfire::zone clock = set_back_twice("Test/Near", "2030-06-10T12:00:00Z", "2030-06-10T12:30:00Z");
    // next used to answer the first pass, 10:45Z, of which occurrence_at knew nothing.
    const schedule second = daily("10:45:00", clock, overlap_policy::second);
    CHECK((second.next(utc("2030-06-10T10:00:00Z")) == utc("2030-06-10T12:45:00Z")));
    CHECK_FALSE(second.contains(utc("2030-06-10T10:45:00Z")));
    CHECK((second.prev(utc("2030-06-10T12:00:00Z")) == utc("2030-06-09T10:45:00Z")));
    CHECK(second.occurrence_at(utc("2030-06-10T12:45:00Z")).has_value());
}

TEST_CASE("4.1 after 2106 too a time that comes twice fires once") {
    const nextfire::zone clock = set_back_twice("Test/Far", "2130-06-10T12:00:00Z", "2130-06-10T12:59:00Z");
    // 11:59:30 used to fire at 11:59:30Z and again at 13:59:30Z, depending on where one asked.
    const schedule first = daily("11:59:30", clock, overlap_policy::first);
    CHECK(first.contains(utc("2130-06-10T11:59:30Z")));
    CHECK_FALSE(first.contains(utc("2130-06-10T13:59:30Z")));
    for (const char* t : {"2130-06-10T11:59:30Z", "2130-06-10T12:30:00Z", "2130-06-10T13:59:10Z"})
        CHECK((first.next(utc(t)) == utc("2130-06-11T13:59:30Z")));
    CHECK((first.prev(utc("2130-06-11T13:59:30Z")) == utc("2130-06-10T11:59:30Z")));
}

//         10:00  11:00  12:00  13:00  14:00      set forward at 12:00Z, back at 12:30Z
//    AAA ───┼──────┼──────┤
//    BBB                                ├─┤      13:00 is leapt over, and read after all at 13:00Z
//    CCC                     ├─────┼──────┼──►
TEST_CASE("4.4 time that goes by follows the clock's reading there and back") {
    const nextfire::zone clock =
        changed_twice("Test/ThereAndBack", {"2030-06-10T12:00:00Z", 2h}, {"2030-06-10T12:30:00Z", 0h});
    const auto hourly = *nextfire::cron_expression::parse("0 0 * * * ?");
    check_firing(*schedule::build(hourly, clock), "2030-06-10T10:30:00Z",
                 "2030-06-10T11:00:00Z 2030-06-10T12:00:00Z 2030-06-10T13:00:00Z 2030-06-10T14:00:00Z");
}

//         10:00  11:00  12:00      set back at 12:00Z, and again at 12:30Z
//    AAA ───┼──────┼──────┤
//    BBB           ├──┤            11:00 is read at 11:00Z, 12:00Z and 13:00Z
//    CCC        ├──┼──────┼──►
TEST_CASE("4.4 time that goes by follows the clock's reading back twice") {
    const nextfire::zone clock =
        set_back_twice("Test/BackTwice", "2030-06-10T12:00:00Z", "2030-06-10T12:30:00Z");
    const auto hourly = *nextfire::cron_expression::parse("0 0 * * * ?");
    check_firing(*schedule::build(hourly, clock), "2030-06-10T10:30:00Z",
                 "2030-06-10T11:00:00Z 2030-06-10T12:00:00Z 2030-06-10T13:00:00Z 2030-06-10T14:00:00Z");
}
