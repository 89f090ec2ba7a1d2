// Facts about schedules made from cron expressions, by hand from SEMANTICS.md and, for the clocks, from
// `zdump -v` on tzdata 2026f.  Times carry the offset that the wall clock has then, so that a row reads as
// the clock does.
#include <doctest/doctest.h>

#include <nextfire/cron/cron_expression.hpp>
#include <nextfire/engine/cursor.hpp>
#include <nextfire/engine/schedule.hpp>
#include <nextfire/zone/zone_source.hpp>

#include <chrono>
#include <string>
#include <vector>

#include "../support/cron_rows.hpp"
#include "../support/instants.hpp"
#include "../support/schedules.hpp"

namespace {

using namespace std::chrono_literals;
using namespace nextfire_test;
using nextfire::both_days_policy;
using nextfire::clock_effect;
using nextfire::cron_dialect;
using nextfire::cron_expression;
using nextfire::elapsed_policy;
using nextfire::every_policy;
using nextfire::gap_policy;
using nextfire::overlap_policy;
using nextfire::schedule;
using nextfire::schedule_options;
using nextfire::violation_code;

cron_expression cron(const char* text, const nextfire::cron_options& options = {}) {
    return *cron_expression::parse(text, options);
}

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

//          01:00   02:00   03:00   04:00        Berlin, 29 March 2026: 02:00 -> 03:00
//     ───────┼───────┤ ░gap░ ├───────┼──►
TEST_CASE("4.1 single values and comma lists name times of day: a time in a gap fires at the jump") {
    check_cron_rows({
        {"0 30 2 * * ?",
         "Europe/Berlin",
         "2026-03-28T12:00:00+01:00",
         {"2026-03-29T03:00:00+02:00", "2026-03-30T02:30:00+02:00"}},
        {"0 0 2 * * ?",
         "Europe/Berlin",
         "2026-03-28T12:00:00+01:00",
         {"2026-03-29T03:00:00+02:00", "2026-03-30T02:00:00+02:00"}},
        // four local times, one instant, one occurrence
        {"0 0,15,30,45 2 * * ?",
         "Europe/Berlin",
         "2026-03-28T12:00:00+01:00",
         {"2026-03-29T03:00:00+02:00", "2026-03-30T02:00:00+02:00", "2026-03-30T02:15:00+02:00"}},
        // 02:00 has nowhere to go but 03:00, where there is one already
        {"0 0 2,3 * * ?",
         "Europe/Berlin",
         "2026-03-28T12:00:00+01:00",
         {"2026-03-29T03:00:00+02:00", "2026-03-30T02:00:00+02:00", "2026-03-30T03:00:00+02:00"}},
        {"59 59 1,2 * * ?",
         "Europe/Berlin",
         "2026-03-28T12:00:00+01:00",
         {"2026-03-29T01:59:59+01:00", "2026-03-29T03:00:00+02:00", "2026-03-30T01:59:59+02:00"}},
        // a range or a step of one value is a value
        {"0 30-30 2 * * ?", "Europe/Berlin", "2026-03-28T12:00:00+01:00", {"2026-03-29T03:00:00+02:00"}},
        {"0 30 2-2 * * ?", "Europe/Berlin", "2026-03-28T12:00:00+01:00", {"2026-03-29T03:00:00+02:00"}},
        {"0 50/20 2 * * ?", "Europe/Berlin", "2026-03-28T12:00:00+01:00", {"2026-03-29T03:00:00+02:00"}},
        {"0 0-40/45 2 * * ?", "Europe/Berlin", "2026-03-28T12:00:00+01:00", {"2026-03-29T03:00:00+02:00"}},
        // what the day fields hold is no matter
        {"0 30 2 */2 * ?", "Europe/Berlin", "2026-03-28T12:00:00+01:00", {"2026-03-29T03:00:00+02:00"}},
        {"0 30 2 ? 3-10 SUN-TUE",
         "Europe/Berlin",
         "2026-03-28T12:00:00+01:00",
         {"2026-03-29T03:00:00+02:00", "2026-03-30T02:30:00+02:00"}},
    });
}

//          01:00   02:00   03:00                Berlin, 25 October 2026: 03:00 -> 02:00
//     ───────┼───────┼───────┤
//                    ├───────┼───────┼──►
TEST_CASE("4.1 a time of day that comes twice fires the first time") {
    check_cron_rows({
        {"0 30 2 * * ?",
         "Europe/Berlin",
         "2026-10-24T12:00:00+02:00",
         {"2026-10-25T02:30:00+02:00", "2026-10-26T02:30:00+01:00"}},
        {"0 30 2 * * ?", "Europe/Berlin", "2026-10-25T02:30:00+02:00", {"2026-10-26T02:30:00+01:00"}},
        {"0 30 2 * * ?", "Europe/Berlin", "2026-10-25T02:15:00+01:00", {"2026-10-26T02:30:00+01:00"}},
        {"0 0,30 2 * * ?",
         "Europe/Berlin",
         "2026-10-24T12:00:00+02:00",
         {"2026-10-25T02:00:00+02:00", "2026-10-25T02:30:00+02:00", "2026-10-26T02:00:00+01:00"}},
        {"0 0 2,3 * * ?",
         "Europe/Berlin",
         "2026-10-24T12:00:00+02:00",
         {"2026-10-25T02:00:00+02:00", "2026-10-25T03:00:00+01:00", "2026-10-26T02:00:00+01:00"}},
    });
}

TEST_CASE(
    "4.2 a star, a range or a step describes time that goes by: none in a gap, both passes of an overlap") {
    check_cron_rows({
        {"0 */30 * * * ?",
         "Europe/Berlin",
         "2026-03-29T01:00:00+01:00",
         {"2026-03-29T01:30:00+01:00", "2026-03-29T03:00:00+02:00", "2026-03-29T03:30:00+02:00"}},
        {"0 */30 * * * ?",
         "Europe/Berlin",
         "2026-10-25T01:30:00+02:00",
         {"2026-10-25T02:00:00+02:00", "2026-10-25T02:30:00+02:00", "2026-10-25T02:00:00+01:00",
          "2026-10-25T02:30:00+01:00", "2026-10-25T03:00:00+01:00"}},
        {"*/10 * * * * ?",
         "Europe/Berlin",
         "2026-10-25T02:59:40+02:00",
         {"2026-10-25T02:59:50+02:00", "2026-10-25T02:00:00+01:00", "2026-10-25T02:00:10+01:00"}},
        {"0 30 1-3 * * ?",
         "Europe/Berlin",
         "2026-03-29T00:00:00+01:00",
         {"2026-03-29T01:30:00+01:00", "2026-03-29T03:30:00+02:00", "2026-03-30T01:30:00+02:00",
          "2026-03-30T02:30:00+02:00"}},
        {"0 30 1-3 * * ?",
         "Europe/Berlin",
         "2026-10-25T00:00:00+02:00",
         {"2026-10-25T01:30:00+02:00", "2026-10-25T02:30:00+02:00", "2026-10-25T02:30:00+01:00",
          "2026-10-25T03:30:00+01:00", "2026-10-26T01:30:00+01:00"}},
        {"0 0/30 2 * * ?",
         "Europe/Berlin",
         "2026-03-28T12:00:00+01:00",
         {"2026-03-30T02:00:00+02:00", "2026-03-30T02:30:00+02:00"}},
        {"* 30 2 * * ?",
         "Europe/Berlin",
         "2026-03-28T02:30:58+01:00",
         {"2026-03-28T02:30:59+01:00", "2026-03-30T02:30:00+02:00", "2026-03-30T02:30:01+02:00"}},
        // one range in a list is enough
        {"0 15,30-31 2 * * ?",
         "Europe/Berlin",
         "2026-10-25T02:20:00+02:00",
         {"2026-10-25T02:30:00+02:00", "2026-10-25T02:31:00+02:00", "2026-10-25T02:15:00+01:00",
          "2026-10-25T02:30:00+01:00", "2026-10-25T02:31:00+01:00", "2026-10-26T02:15:00+01:00"}},
        {"0 0 0/2 * * ?",
         "Europe/Berlin",
         "2026-03-28T22:00:00+01:00",
         {"2026-03-29T00:00:00+01:00", "2026-03-29T04:00:00+02:00"}},
    });
}

TEST_CASE("4.3 the policies count for times of day") {
    const char* before_gap = "2026-03-28T12:00:00+01:00";
    const char* before_overlap = "2026-10-24T12:00:00+02:00";
    check_cron_rows(
        {{"0 30 2 * * ?", "Europe/Berlin", before_gap, {"2026-03-30T02:30:00+02:00"}},
         {"0 0,30 1,2 * * ?",
          "Europe/Berlin",
          before_gap,
          {"2026-03-29T01:00:00+01:00", "2026-03-29T01:30:00+01:00", "2026-03-30T01:00:00+02:00"}}},
        choosing({.gap = gap_policy::skip}));
    check_cron_rows(
        {{"0 30 2 * * ?",
          "Europe/Berlin",
          before_gap,
          {"2026-03-29T03:30:00+02:00", "2026-03-30T02:30:00+02:00"}},
         // 02:00 at 03:00, 03:00 itself at 03:00, 02:30 at 03:30
         {"0 0,30 2,3 * * ?",
          "Europe/Berlin",
          before_gap,
          {"2026-03-29T03:00:00+02:00", "2026-03-29T03:30:00+02:00", "2026-03-30T02:00:00+02:00"}},
         {"0 15 2,3 * * ?",
          "Europe/Berlin",
          before_gap,
          {"2026-03-29T03:15:00+02:00", "2026-03-30T02:15:00+02:00"}}},
        choosing({.gap = gap_policy::shift}));
    check_cron_rows({{"0 30 2 * * ?",
                      "Europe/Berlin",
                      before_overlap,
                      {"2026-10-25T02:30:00+01:00", "2026-10-26T02:30:00+01:00"}},
                     {"0 0 2,3 * * ?",
                      "Europe/Berlin",
                      before_overlap,
                      {"2026-10-25T02:00:00+01:00", "2026-10-25T03:00:00+01:00"}}},
                    choosing({.overlap = overlap_policy::second}));
    check_cron_rows({{"0 0,30 2 * * ?",
                      "Europe/Berlin",
                      before_overlap,
                      {"2026-10-25T02:00:00+02:00", "2026-10-25T02:30:00+02:00", "2026-10-25T02:00:00+01:00",
                       "2026-10-25T02:30:00+01:00", "2026-10-26T02:00:00+01:00"}}},
                    choosing({.overlap = overlap_policy::both}));
}

TEST_CASE("4.3 the policies do not count for time that goes by") {
    for (const gap_policy gap : {gap_policy::at_transition, gap_policy::skip, gap_policy::shift}) {
        for (const overlap_policy overlap :
             {overlap_policy::first, overlap_policy::second, overlap_policy::both}) {
            check_cron_rows({{"0 */30 * * * ?",
                              "Europe/Berlin",
                              "2026-03-29T01:00:00+01:00",
                              {"2026-03-29T01:30:00+01:00", "2026-03-29T03:00:00+02:00",
                               "2026-03-29T03:30:00+02:00", "2026-03-29T04:00:00+02:00"}},
                             {"0 */30 * * * ?",
                              "Europe/Berlin",
                              "2026-10-25T02:00:00+02:00",
                              {"2026-10-25T02:30:00+02:00", "2026-10-25T02:00:00+01:00",
                               "2026-10-25T02:30:00+01:00", "2026-10-25T03:00:00+01:00"}}},
                            choosing({.gap = gap, .overlap = overlap}));
        }
    }
}

TEST_CASE("4.3 elapsed = never: a range is a list of times of day") {
    const char* before_gap = "2026-03-29T01:00:00+01:00";
    const char* before_overlap = "2026-10-25T01:30:00+02:00";
    const auto never = [](gap_policy gap, overlap_policy overlap) {
        return choosing({.gap = gap, .overlap = overlap, .elapsed = elapsed_policy::never});
    };
    check_cron_rows(
        {{"0 */30 * * * ?",
          "Europe/Berlin",
          before_gap,
          {"2026-03-29T01:30:00+01:00", "2026-03-29T03:00:00+02:00", "2026-03-29T03:30:00+02:00"}},
         {"0 */30 * * * ?",
          "Europe/Berlin",
          before_overlap,
          {"2026-10-25T02:00:00+02:00", "2026-10-25T02:30:00+02:00", "2026-10-25T03:00:00+01:00"}},
         {"0 0/30 2 * * ?",
          "Europe/Berlin",
          before_gap,
          {"2026-03-29T03:00:00+02:00", "2026-03-30T02:00:00+02:00"}}},
        never(gap_policy::at_transition, overlap_policy::first));
    check_cron_rows(
        {{"0 0/20 2 * * ?",
          "Europe/Berlin",
          before_gap,
          {"2026-03-29T03:00:00+02:00", "2026-03-29T03:20:00+02:00", "2026-03-29T03:40:00+02:00",
           "2026-03-30T02:00:00+02:00"}},
         {"0 */30 * * * ?",
          "Europe/Berlin",
          before_overlap,
          {"2026-10-25T02:00:00+01:00", "2026-10-25T02:30:00+01:00", "2026-10-25T03:00:00+01:00"}}},
        never(gap_policy::shift, overlap_policy::second));
    check_cron_rows({{"0 0/30 2 * * ?", "Europe/Berlin", before_gap, {"2026-03-30T02:00:00+02:00"}},
                     {"0 */30 * * * ?",
                      "Europe/Berlin",
                      before_overlap,
                      {"2026-10-25T02:00:00+02:00", "2026-10-25T02:30:00+02:00", "2026-10-25T02:00:00+01:00",
                       "2026-10-25T02:30:00+01:00", "2026-10-25T03:00:00+01:00"}}},
                    never(gap_policy::skip, overlap_policy::both));
}

TEST_CASE("4.3 elapsed = always: every instant whose reading matches, of a single time of day as well") {
    check_cron_rows(
        {{"0 30 2 * * ?",
          "Europe/Berlin",
          "2026-03-28T02:00:00+01:00",
          {"2026-03-28T02:30:00+01:00", "2026-03-30T02:30:00+02:00"}},
         {"0 30 2 * * ?",
          "Europe/Berlin",
          "2026-10-24T12:00:00+02:00",
          {"2026-10-25T02:30:00+02:00", "2026-10-25T02:30:00+01:00", "2026-10-26T02:30:00+01:00"}}},
        choosing({.elapsed = elapsed_policy::always}));
}

TEST_CASE("4.4 half an hour") {
    //        01:00  01:30  02:00  02:30  03:00      Lord Howe, 5 April 2026: 02:00 -> 01:30
    //     ─────┼──────┼──────┤                      4 October 2026: 02:00 -> 02:30
    //                 ├──────┼──────┼──►
    check_cron_rows({
        {"0 45 1 * * ?",
         "Australia/Lord_Howe",
         "2026-04-04T12:00:00+11:00",
         {"2026-04-05T01:45:00+11:00", "2026-04-06T01:45:00+10:30"}},
        {"0 0/15 * * * ?",
         "Australia/Lord_Howe",
         "2026-04-05T01:15:00+11:00",
         {"2026-04-05T01:30:00+11:00", "2026-04-05T01:45:00+11:00", "2026-04-05T01:30:00+10:30",
          "2026-04-05T01:45:00+10:30", "2026-04-05T02:00:00+10:30"}},
        {"0 15 2 * * ?",
         "Australia/Lord_Howe",
         "2026-10-03T12:00:00+10:30",
         {"2026-10-04T02:30:00+11:00", "2026-10-05T02:15:00+11:00"}},
        {"0 0/15 * * * ?",
         "Australia/Lord_Howe",
         "2026-10-04T01:30:00+10:30",
         {"2026-10-04T01:45:00+10:30", "2026-10-04T02:30:00+11:00", "2026-10-04T02:45:00+11:00"}},
    });
}

TEST_CASE("4.4 midnight") {
    //        23:00   00:00   01:00   02:00      Beirut, 29 March 2026, a Sunday: 00:00 -> 01:00
    //     ─────┼───────┤ ░gap░ ├───────┼──►
    check_cron_rows({
        {"0 0 0 * * ?",
         "Asia/Beirut",
         "2026-03-28T12:00:00+02:00",
         {"2026-03-29T01:00:00+03:00", "2026-03-30T00:00:00+03:00"}},
        {"0 0 0 ? * SUN",
         "Asia/Beirut",
         "2026-03-28T12:00:00+02:00",
         {"2026-03-29T01:00:00+03:00", "2026-04-05T00:00:00+03:00"}},
        {"0 0 * * * ?",
         "Asia/Beirut",
         "2026-03-28T22:00:00+02:00",
         {"2026-03-28T23:00:00+02:00", "2026-03-29T01:00:00+03:00", "2026-03-29T02:00:00+03:00"}},
        {"0 30 0 29 * ?", "America/Sao_Paulo", "2018-11-03T12:00:00-03:00", {"2018-11-29T00:30:00-02:00"}},
        {"0 30 0 4 * ?",
         "America/Sao_Paulo",
         "2018-11-03T12:00:00-03:00",
         {"2018-11-04T01:00:00-02:00", "2018-12-04T00:30:00-02:00"}},
    });
    //        22:00   23:00   00:00      Almaty, 29 February 2024: 00:00 of 1 March -> 23:00
    //     ─────┼───────┼───────┤
    //                  ├───────┼──►
    check_cron_rows({
        {"0 30 23 L 2 ?",
         "Asia/Almaty",
         "2024-02-29T00:00:00+06:00",
         {"2024-02-29T23:30:00+06:00", "2025-02-28T23:30:00+05:00"}},
        {"0 30 22-23 L 2 ?",
         "Asia/Almaty",
         "2024-02-29T00:00:00+06:00",
         {"2024-02-29T22:30:00+06:00", "2024-02-29T23:30:00+06:00", "2024-02-29T23:30:00+05:00",
          "2025-02-28T22:30:00+05:00"}},
        {"0 0 0 1 3 ?",
         "Asia/Almaty",
         "2024-02-29T00:00:00+06:00",
         {"2024-03-01T00:00:00+05:00", "2025-03-01T00:00:00+05:00"}},
    });
}

TEST_CASE("4.4 a day that never was, two hours at once, and summer time that is behind") {
    //      29 Dec   │ ░30 December░ │   31 Dec      Apia, 2011: 24:00 of the 29th -> 00:00 of the 31st
    check_cron_rows({
        {"0 0 9 * * ?",
         "Pacific/Apia",
         "2011-12-29T09:00:00-10:00",
         {"2011-12-31T00:00:00+14:00", "2011-12-31T09:00:00+14:00"}},
        {"0 0 9 30 * ?",
         "Pacific/Apia",
         "2011-12-01T00:00:00-10:00",
         {"2011-12-31T00:00:00+14:00", "2012-01-30T09:00:00+14:00"}},
        // 31 December 2011 is a Saturday, the weekday nearest to it the day that never was
        {"0 0 9 31W 12 ?",
         "Pacific/Apia",
         "2011-12-01T00:00:00-10:00",
         {"2011-12-31T00:00:00+14:00", "2012-12-31T09:00:00+14:00"}},
        {"0 0 9-10 30 * ?",
         "Pacific/Apia",
         "2011-12-01T00:00:00-10:00",
         {"2012-01-30T09:00:00+14:00", "2012-01-30T10:00:00+14:00"}},
        {"0 0 12 21 8 ?",
         "Pacific/Kwajalein",
         "1993-08-01T00:00:00Z",
         {"1993-08-22T00:00:00+12:00", "1994-08-21T12:00:00+12:00"}},
    });
    //        01:00   02:00   03:00      Troll: two hours, 29 March and 25 October 2026
    check_cron_rows({
        {"0 30 1 * * ?",
         "Antarctica/Troll",
         "2026-03-28T12:00:00Z",
         {"2026-03-29T03:00:00+02:00", "2026-03-30T01:30:00+02:00"}},
        {"0 30 1,2 * * ?",
         "Antarctica/Troll",
         "2026-10-24T12:00:00+02:00",
         {"2026-10-25T01:30:00+02:00", "2026-10-25T02:30:00+02:00", "2026-10-26T01:30:00Z"}},
        {"0 0 * * * ?",
         "Antarctica/Troll",
         "2026-10-25T00:00:00+02:00",
         {"2026-10-25T01:00:00+02:00", "2026-10-25T02:00:00+02:00", "2026-10-25T01:00:00Z",
          "2026-10-25T02:00:00Z", "2026-10-25T03:00:00Z"}},
    });
    check_cron_rows({
        {"0 30 1 * * ?",
         "Europe/Dublin",
         "2026-03-28T12:00:00Z",
         {"2026-03-29T02:00:00+01:00", "2026-03-30T01:30:00+01:00"}},
        {"0 30 1 * * ?",
         "Europe/Dublin",
         "2026-10-24T12:00:00+01:00",
         {"2026-10-25T01:30:00+01:00", "2026-10-26T01:30:00Z"}},
        {"0 0/30 1 * * ?",
         "Europe/Dublin",
         "2026-10-24T12:00:00+01:00",
         {"2026-10-25T01:00:00+01:00", "2026-10-25T01:30:00+01:00", "2026-10-25T01:00:00Z",
          "2026-10-25T01:30:00Z", "2026-10-26T01:00:00Z"}},
    });
}

// Clocks that change again before the first change has been caught up with.  No real zone does this; data
// from elsewhere may.
TEST_CASE("4.4 time that goes by follows the clock's reading through changes in quick succession") {
    const auto clock_of = [](const char* name, std::chrono::seconds first, std::chrono::seconds second) {
        const std::vector<nextfire::zone_change> changes{{nextfire::min_instant, 0h, "AAA"},
                                                         {utc("2030-06-10T12:00:00Z"), first, "BBB"},
                                                         {utc("2030-06-10T12:30:00Z"), second, "CCC"}};
        return *nextfire::make_zone(name, changes, "");
    };
    //         10:00  11:00  12:00  13:00  14:00      set forward at 12:00Z, back at 12:30Z
    //    AAA ───┼──────┼──────┤
    //    BBB                                ├─┤      13:00 is leapt over, and read after all at 13:00Z
    //    CCC                     ├─────┼──────┼──►
    const schedule there_and_back =
        *schedule::build(cron("0 0 * * * ?"), clock_of("Test/ThereAndBack", 2h, 0h));
    check_fires(
        there_and_back, "2030-06-10T10:30:00Z",
        {"2030-06-10T11:00:00Z", "2030-06-10T12:00:00Z", "2030-06-10T13:00:00Z", "2030-06-10T14:00:00Z"});
    //         10:00  11:00  12:00      set back at 12:00Z, and again at 12:30Z
    //    AAA ───┼──────┼──────┤
    //    BBB           ├──┤            11:00 is read at 11:00Z, 12:00Z and 13:00Z
    //    CCC        ├──┼──────┼──►
    const schedule back_twice = *schedule::build(cron("0 0 * * * ?"), clock_of("Test/BackTwice", -1h, -2h));
    check_fires(
        back_twice, "2030-06-10T10:30:00Z",
        {"2030-06-10T11:00:00Z", "2030-06-10T12:00:00Z", "2030-06-10T13:00:00Z", "2030-06-10T14:00:00Z"});
}

TEST_CASE("4.5 the zone's rule goes on for ever") {
    // New York: the second Sunday in March, the first in November; in 9998 the 8th and the 1st
    check_cron_rows({
        {"0 30 2 * * ?",
         "America/New_York",
         "2040-03-10T12:00:00-05:00",
         {"2040-03-11T03:00:00-04:00", "2040-03-12T02:30:00-04:00"}},
        {"0 0/30 * * * ?",
         "America/New_York",
         "2040-11-04T00:30:00-04:00",
         {"2040-11-04T01:00:00-04:00", "2040-11-04T01:30:00-04:00", "2040-11-04T01:00:00-05:00",
          "2040-11-04T01:30:00-05:00", "2040-11-04T02:00:00-05:00"}},
        {"0 30 2 ? 3 1#2",
         "America/New_York",
         "9997-12-01T00:00:00Z",
         {"9998-03-08T03:00:00-04:00", "9999-03-14T03:00:00-04:00", "none"}},
    });
}

TEST_CASE("4.6 an occurrence tells what a clock change did to it") {
    struct row {
        const char* expression;
        const char* at;
        const char* scheduled;
        clock_effect effect;
    };
    const std::vector<row> table{
        {"0 30 2 * * ?", "2026-03-28T02:30:00+01:00", "2026-03-28T02:30:00", clock_effect::exact},
        {"0 30 2 * * ?", "2026-03-29T03:00:00+02:00", "2026-03-29T02:30:00", clock_effect::moved},
        {"0 30 2 * * ?", "2026-10-25T02:30:00+02:00", "2026-10-25T02:30:00", clock_effect::ambiguous},
        // of several, the one that the clock reads; or else the earliest
        {"0 0 2,3 * * ?", "2026-03-29T03:00:00+02:00", "2026-03-29T03:00:00", clock_effect::exact},
        {"0 15,45 2 * * ?", "2026-03-29T03:00:00+02:00", "2026-03-29T02:15:00", clock_effect::moved},
        {"0 0/30 * * * ?", "2026-03-29T03:00:00+02:00", "2026-03-29T03:00:00", clock_effect::exact},
        {"0 0/30 * * * ?", "2026-10-25T02:30:00+02:00", "2026-10-25T02:30:00", clock_effect::ambiguous},
        {"0 0/30 * * * ?", "2026-10-25T02:30:00+01:00", "2026-10-25T02:30:00", clock_effect::ambiguous},
        {"0 0/30 * * * ?", "2026-10-25T03:00:00+01:00", "2026-10-25T03:00:00", clock_effect::exact},
    };
    for (const row& fact : table) {
        CAPTURE(std::string{fact.expression});
        CAPTURE(std::string{fact.at});
        const auto asked = cron_schedule(fact.expression, "Europe/Berlin");
        REQUIRE(asked);
        const auto told = asked->occurrence_at(utc(fact.at));
        REQUIRE(told);
        CHECK((told->instant == utc(fact.at)));
        CHECK((told->scheduled == local(fact.scheduled)));
        CHECK((told->effect == fact.effect));
    }
    CHECK_FALSE(
        cron_schedule("0 30 2 * * ?", "Europe/Berlin")->occurrence_at(utc("2026-10-25T02:30:00+01:00")));
    CHECK_FALSE(
        cron_schedule("0 0/30 2 * * ?", "Europe/Berlin")->occurrence_at(utc("2026-03-29T03:00:00+02:00")));
}

TEST_CASE("5.4 nW is the weekday nearest to day n, and never leaves the month") {
    check_cron_rows({
        // 1 February and 1 March 2026 are Sundays, 1 August is a Saturday
        {"0 0 9 1W * ?",
         "UTC",
         "2026-01-15T00:00:00Z",
         {"2026-02-02T09:00:00Z", "2026-03-02T09:00:00Z", "2026-04-01T09:00:00Z", "2026-05-01T09:00:00Z",
          "2026-06-01T09:00:00Z", "2026-07-01T09:00:00Z", "2026-08-03T09:00:00Z", "2026-09-01T09:00:00Z"}},
        {"0 0 9 15W 2,8,11 ?",
         "UTC",
         "2026-01-15T00:00:00Z",
         {"2026-02-16T09:00:00Z", "2026-08-14T09:00:00Z", "2026-11-16T09:00:00Z"}},
        // a month without the day is left out; 31 January is a Saturday, 31 May a Sunday
        {"0 0 9 31W * ?",
         "UTC",
         "2026-01-01T00:00:00Z",
         {"2026-01-30T09:00:00Z", "2026-03-31T09:00:00Z", "2026-05-29T09:00:00Z", "2026-07-31T09:00:00Z",
          "2026-08-31T09:00:00Z", "2026-10-30T09:00:00Z", "2026-12-31T09:00:00Z"}},
        {"0 0 9 29W 2 ?", "UTC", "2026-01-01T00:00:00Z", {"2028-02-29T09:00:00Z", "2032-02-27T09:00:00Z"}},
        // in a list: 14W and 15W are both the 14th in August 2026
        {"0 0 9 14W,15W 8 ?",
         "UTC",
         "2026-01-01T00:00:00Z",
         {"2026-08-14T09:00:00Z", "2027-08-13T09:00:00Z"}},
    });
}

TEST_CASE("5.4 L, LW, L-n and L-nW") {
    check_cron_rows({
        {"0 0 9 L * ?",
         "UTC",
         "2026-01-15T00:00:00Z",
         {"2026-01-31T09:00:00Z", "2026-02-28T09:00:00Z", "2026-03-31T09:00:00Z", "2026-04-30T09:00:00Z"}},
        {"0 0 9 L 2 ?",
         "UTC",
         "2026-01-15T00:00:00Z",
         {"2026-02-28T09:00:00Z", "2027-02-28T09:00:00Z", "2028-02-29T09:00:00Z"}},
        // 31 January and 28 February 2026 are Saturdays, 31 May is a Sunday
        {"0 0 9 LW * ?",
         "UTC",
         "2026-01-15T00:00:00Z",
         {"2026-01-30T09:00:00Z", "2026-02-27T09:00:00Z", "2026-03-31T09:00:00Z", "2026-04-30T09:00:00Z",
          "2026-05-29T09:00:00Z", "2026-06-30T09:00:00Z"}},
        {"0 0 9 L-3 * ?",
         "UTC",
         "2026-01-15T00:00:00Z",
         {"2026-01-28T09:00:00Z", "2026-02-25T09:00:00Z", "2026-03-28T09:00:00Z", "2026-04-27T09:00:00Z"}},
        {"0 0 9 L-3 2 ?", "UTC", "2027-12-01T00:00:00Z", {"2028-02-26T09:00:00Z", "2029-02-25T09:00:00Z"}},
        // the 31st last day: months of 31 days have it, on day 1
        {"0 0 9 L-30 * ?",
         "UTC",
         "2026-01-15T00:00:00Z",
         {"2026-03-01T09:00:00Z", "2026-05-01T09:00:00Z", "2026-07-01T09:00:00Z", "2026-08-01T09:00:00Z"}},
        {"0 0 9 L-28 2 ?", "UTC", "2026-01-15T00:00:00Z", {"2028-02-01T09:00:00Z", "2032-02-01T09:00:00Z"}},
        // 28 March and 27 June 2026 are Saturdays
        {"0 0 9 L-3W * ?",
         "UTC",
         "2026-01-15T00:00:00Z",
         {"2026-01-28T09:00:00Z", "2026-02-25T09:00:00Z", "2026-03-27T09:00:00Z", "2026-04-27T09:00:00Z",
          "2026-05-28T09:00:00Z", "2026-06-26T09:00:00Z"}},
        {"0 0 9 L-30W 8 ?", "UTC", "2026-01-15T00:00:00Z", {"2026-08-03T09:00:00Z", "2027-08-02T09:00:00Z"}},
        // in lists
        {"0 0 9 1,2,28,L 1,3,12 ?",
         "Asia/Shanghai",
         "2026-11-24T00:00:00+08:00",
         {"2026-12-01T09:00:00+08:00", "2026-12-02T09:00:00+08:00", "2026-12-28T09:00:00+08:00",
          "2026-12-31T09:00:00+08:00", "2027-01-01T09:00:00+08:00"}},
        {"0 0 9 30,31,L * ?",
         "UTC",
         "2026-01-30T12:00:00Z",
         {"2026-01-31T09:00:00Z", "2026-02-28T09:00:00Z", "2026-03-30T09:00:00Z", "2026-03-31T09:00:00Z",
          "2026-04-30T09:00:00Z", "2026-05-30T09:00:00Z"}},
    });
    check_never_read("0 0 9 L-30 2 ?");
    check_never_read("0 0 9 L-29 2 ?");
    check_never_read("0 0 9 30W 2 ?");
}

TEST_CASE("5.4 n#k and nL") {
    check_cron_rows({
        // 6 is Friday; not every month has a fifth one
        {"0 0 9 ? * 6#5",
         "UTC",
         "2026-01-01T00:00:00Z",
         {"2026-01-30T09:00:00Z", "2026-05-29T09:00:00Z", "2026-07-31T09:00:00Z", "2026-10-30T09:00:00Z",
          "2027-01-29T09:00:00Z"}},
        {"0 0 9 ? * 6#1", "UTC", "2026-01-02T09:00:00Z", {"2026-02-06T09:00:00Z", "2026-03-06T09:00:00Z"}},
        {"0 0 9 ? 2 6#5", "UTC", "2026-01-01T00:00:00Z", {"2036-02-29T09:00:00Z", "2064-02-29T09:00:00Z"}},
        {"0 0 9 ? * FRIL",
         "UTC",
         "2026-01-01T00:00:00Z",
         {"2026-01-30T09:00:00Z", "2026-02-27T09:00:00Z", "2026-03-27T09:00:00Z", "2026-04-24T09:00:00Z",
          "2026-05-29T09:00:00Z"}},
        {"0 0 9 ? * 6L", "UTC", "2026-03-01T00:00:00Z", {"2026-03-27T09:00:00Z", "2026-04-24T09:00:00Z"}},
        {"0 0 9 ? * MON#1,6L",
         "UTC",
         "2026-11-01T00:00:00Z",
         {"2026-11-02T09:00:00Z", "2026-11-27T09:00:00Z", "2026-12-07T09:00:00Z", "2026-12-25T09:00:00Z"}},
    });
}

TEST_CASE("5.4 ranges go over the end and on from the beginning") {
    check_cron_rows({
        // 20 November 2026 is a Friday
        {"0 0 9 ? * FRI-MON",
         "UTC",
         "2026-11-19T00:00:00Z",
         {"2026-11-20T09:00:00Z", "2026-11-21T09:00:00Z", "2026-11-22T09:00:00Z", "2026-11-23T09:00:00Z",
          "2026-11-27T09:00:00Z"}},
        {"0 0 22-2 * * ?",
         "UTC",
         "2026-06-01T12:00:00Z",
         {"2026-06-01T22:00:00Z", "2026-06-01T23:00:00Z", "2026-06-02T00:00:00Z", "2026-06-02T01:00:00Z",
          "2026-06-02T02:00:00Z", "2026-06-02T22:00:00Z"}},
        {"0 0 22-3/2 * * ?",
         "UTC",
         "2026-06-01T12:00:00Z",
         {"2026-06-01T22:00:00Z", "2026-06-02T00:00:00Z", "2026-06-02T02:00:00Z", "2026-06-02T22:00:00Z"}},
        {"0 0 0 1 11-2 ?",
         "UTC",
         "2026-03-15T00:00:00Z",
         {"2026-11-01T00:00:00Z", "2026-12-01T00:00:00Z", "2027-01-01T00:00:00Z", "2027-02-01T00:00:00Z",
          "2027-11-01T00:00:00Z"}},
        {"0 0 0 30-2 * ?",
         "UTC",
         "2026-02-20T00:00:00Z",
         {"2026-03-01T00:00:00Z", "2026-03-02T00:00:00Z", "2026-03-30T00:00:00Z", "2026-03-31T00:00:00Z",
          "2026-04-01T00:00:00Z", "2026-04-02T00:00:00Z", "2026-04-30T00:00:00Z", "2026-05-01T00:00:00Z"}},
        {"50-10/20 0 0 1 1 ?",
         "UTC",
         "2026-06-01T00:00:00Z",
         {"2027-01-01T00:00:10Z", "2027-01-01T00:00:50Z", "2028-01-01T00:00:10Z"}},
    });
}

TEST_CASE("5.4 two day fields: in unix a day in either fires, in spring a day in both") {
    check_cron_rows(
        {{"0 9 13 * FRI",
          "UTC",
          "2026-02-01T00:00:00Z",
          {"2026-02-06T09:00:00Z", "2026-02-13T09:00:00Z", "2026-02-20T09:00:00Z", "2026-02-27T09:00:00Z"}},
         {"0 9 13 * 5",
          "UTC",
          "2026-04-10T00:00:00Z",
          {"2026-04-10T09:00:00Z", "2026-04-13T09:00:00Z", "2026-04-17T09:00:00Z"}},
         {"0 9 13 * *", "UTC", "2026-04-10T00:00:00Z", {"2026-04-13T09:00:00Z", "2026-05-13T09:00:00Z"}},
         {"0 9 * * 0,7", "UTC", "2026-04-10T00:00:00Z", {"2026-04-12T09:00:00Z", "2026-04-19T09:00:00Z"}}},
        in_dialect(cron_dialect::unix_cron));
    const std::vector<const char*> fridays_the_13th{"2026-02-13T09:00:00Z", "2026-03-13T09:00:00Z",
                                                    "2026-11-13T09:00:00Z", "2027-08-13T09:00:00Z"};
    check_cron_rows({{"0 0 9 13 * FRI", "UTC", "2026-01-01T00:00:00Z", fridays_the_13th}},
                    in_dialect(cron_dialect::spring));
    check_cron_rows({{"0 9 13 * FRI", "UTC", "2026-01-01T00:00:00Z", fridays_the_13th}},
                    {.text = {.dialect = cron_dialect::unix_cron, .both_days = both_days_policy::both}});
    check_cron_rows(
        {{"0 0 9 13 * FRI", "UTC", "2026-01-01T00:00:00Z", fridays_the_13th},
         // the last day of the month, if it is a Friday
         {"0 0 9 L * FRI", "UTC", "2026-01-01T00:00:00Z", {"2026-07-31T09:00:00Z", "2027-04-30T09:00:00Z"}},
         // 29 February on a Sunday comes every 28 years; 1900 and 2100 have none
         {"0 0 9 29 2 SUN",
          "UTC",
          "2026-01-01T00:00:00Z",
          {"2032-02-29T09:00:00Z", "2060-02-29T09:00:00Z", "2088-02-29T09:00:00Z", "2128-02-29T09:00:00Z"}}},
        {.text = {.both_days = both_days_policy::both}});
}

TEST_CASE("5.4 macros") {
    for (const cron_dialect dialect : {cron_dialect::quartz, cron_dialect::unix_cron, cron_dialect::spring}) {
        const char* from = "2026-11-24T10:20:30Z";  // a Tuesday
        check_cron_rows(
            {{"@yearly", "UTC", from, {"2027-01-01T00:00:00Z", "2028-01-01T00:00:00Z"}},
             {"@annually", "UTC", from, {"2027-01-01T00:00:00Z", "2028-01-01T00:00:00Z"}},
             {"@monthly", "UTC", from, {"2026-12-01T00:00:00Z", "2027-01-01T00:00:00Z"}},
             {"@weekly", "UTC", from, {"2026-11-29T00:00:00Z", "2026-12-06T00:00:00Z"}},
             {"@daily", "UTC", from, {"2026-11-25T00:00:00Z", "2026-11-26T00:00:00Z"}},
             {"@midnight", "UTC", from, {"2026-11-25T00:00:00Z", "2026-11-26T00:00:00Z"}},
             {"@hourly", "UTC", from, {"2026-11-24T11:00:00Z", "2026-11-24T12:00:00Z"}},
             // a day is a date, an hour is time that goes by
             {"@daily",
              "Asia/Beirut",
              "2026-03-28T12:00:00+02:00",
              {"2026-03-29T01:00:00+03:00", "2026-03-30T00:00:00+03:00"}},
             {"@hourly",
              "Europe/Berlin",
              "2026-10-25T01:00:00+02:00",
              {"2026-10-25T02:00:00+02:00", "2026-10-25T02:00:00+01:00", "2026-10-25T03:00:00+01:00"}}},
            in_dialect(dialect));
    }
}

namespace {

schedule every(const char* text, const char* anchor, schedule_options options = {}) {
    options.anchor_instant = utc(anchor);
    return *schedule::build(cron(text, {.every = every_policy::accepted}), zone_named("Europe/Berlin"),
                            options);
}

}  // namespace

TEST_CASE("2.5 an expiry before all instants leaves no occurrence, however early it is") {
    // prev used to step back from the earliest number there is, and over the edge.
    for (const std::chrono::sys_seconds expiry :
         {std::chrono::sys_seconds::min(), utc("1960-01-01T00:00:00Z")}) {
        const schedule ours = every("@every 1h", "1970-01-01T00:00:01Z", {.expire_time = expiry});
        CHECK(ours.prev(utc("2026-01-01T00:00:00Z")) == std::nullopt);
        CHECK(ours.next(utc("1970-01-01T00:00:00Z")) == std::nullopt);
        nextfire::cursor walk{ours, utc("2026-01-01T00:00:00Z")};
        CHECK(walk.prev() == std::nullopt);
        CHECK(walk.next() == std::nullopt);
    }
}

TEST_CASE("5.4 @every counts elapsed time from its anchor, both ways, whatever clocks do") {
    const schedule ours = every("@every 1h30m", "2026-03-29T00:00:00Z");
    check_fires(ours, "2026-03-28T23:59:59Z",
                {"2026-03-29T00:00:00Z", "2026-03-29T01:30:00Z", "2026-03-29T03:00:00Z"});
    check_fires(ours, "2026-03-28T21:00:00Z",
                {"2026-03-28T22:30:00Z", "2026-03-29T00:00:00Z", "2026-03-29T01:30:00Z"});
    check_fires(ours, "2026-10-24T23:30:00Z",
                {"2026-10-25T00:00:00Z", "2026-10-25T01:30:00Z", "2026-10-25T03:00:00Z"});
    CHECK_FALSE(ours.contains(utc("2026-03-29T00:00:01Z")));
    CHECK(text(ours.prev(utc("2026-03-29T00:00:00Z"))) == "2026-03-28T22:30:00Z");
    CHECK(ours.count(utc("2026-03-29T00:00:00Z"), utc("2026-03-30T00:00:00Z")) == 16);

    // 1970-01-01T00:00:00Z is 60 s times a whole number before the anchor, and the first; the last is 59 s
    // early
    const schedule minutely = every("@every 1m", "2026-01-01T00:00:00Z");
    CHECK(text(minutely.next(utc("1969-12-31T23:59:59Z"))) == "1970-01-01T00:00:00Z");
    CHECK(text(minutely.prev(utc("1970-01-01T00:00:00Z"))) == "none");
    CHECK(text(minutely.prev(nextfire::max_instant)) == "9999-12-31T23:59:00Z");
    CHECK(text(minutely.next(utc("9999-12-31T23:59:00Z"))) == "none");

    // an anchor at either end of the range
    const schedule from_the_end = every("@every 24h", "9999-12-31T23:59:59Z");
    check_fires(from_the_end, "9999-12-29T23:59:59Z",
                {"9999-12-30T23:59:59Z", "9999-12-31T23:59:59Z", "none"});
    CHECK(text(from_the_end.next(utc("1969-12-31T00:00:00Z"))) == "1970-01-01T23:59:59Z");
    const schedule from_the_beginning = every("@every 9600h", "1970-01-01T00:00:00Z");
    check_fires(from_the_beginning, "1969-12-31T00:00:00Z", {"1970-01-01T00:00:00Z", "1971-02-05T00:00:00Z"});
}

TEST_CASE("5.4 @every without an anchor is incomplete") {
    const auto made =
        schedule::build(cron("@every 10s", {.every = every_policy::accepted}), zone_named("UTC"));
    REQUIRE_FALSE(made);
    REQUIRE(made.errors().size() == 1);
    CHECK((made.errors()[0].code == violation_code::missing));
    CHECK(made.errors()[0].field == "anchor_instant");
    CHECK_FALSE(cron_expression::parse("@every 10s"));
}

TEST_CASE("5.4 @every keeps to not_before and expire_time, and no policy concerns it") {
    const schedule bounded = every("@every 1h", "2026-10-25T00:30:00Z",
                                   {.gap = gap_policy::skip,
                                    .overlap = overlap_policy::second,
                                    .elapsed = elapsed_policy::never,
                                    .not_before = utc("2026-10-24T23:30:00Z"),
                                    .expire_time = utc("2026-10-25T02:29:59Z")});
    check_fires(bounded, "1970-01-01T00:00:00Z",
                {"2026-10-24T23:30:00Z", "2026-10-25T00:30:00Z", "2026-10-25T01:30:00Z", "none"});
    CHECK(text(bounded.prev(utc("2026-10-24T23:30:00Z"))) == "none");
}

TEST_CASE("2.5 not_before and expire_time are inclusive") {
    check_cron_rows(
        {{"0 0 9 * * ?",
          "Asia/Shanghai",
          "1970-01-01T00:00:00Z",
          {"2026-11-24T09:00:00+08:00", "2026-11-25T09:00:00+08:00", "2026-11-26T09:00:00+08:00", "none"}}},
        choosing({.not_before = utc("2026-11-24T01:00:00Z"), .expire_time = utc("2026-11-26T01:00:00Z")}));
    check_cron_rows(
        {{"0 0 9 * * ?", "Asia/Shanghai", "1970-01-01T00:00:00Z", {"2026-11-25T09:00:00+08:00", "none"}}},
        choosing({.not_before = utc("2026-11-24T01:00:01Z"), .expire_time = utc("2026-11-26T00:59:59Z")}));
    // expired before it begins: valid, and never fires
    check_cron_rows(
        {{"0 */5 * * * ?", "UTC", "1970-01-01T00:00:00Z", {"none"}}},
        choosing({.not_before = utc("2026-11-24T00:00:00Z"), .expire_time = utc("2026-11-23T00:00:00Z")}));
    check_cron_rows({{"0 0 9 1 1 ? 2020", "UTC", "1970-01-01T00:00:00Z", {"none"}}},
                    choosing({.not_before = utc("2026-11-24T00:00:00Z")}));
}

TEST_CASE("5.4 years") {
    check_cron_rows({
        {"0 0 9 23 12 ? 2022",
         "Asia/Shanghai",
         "1970-01-01T00:00:00Z",
         {"2022-12-23T09:00:00+08:00", "none"}},
        {"0 0 9 23 12 ? 2022", "Asia/Shanghai", "2022-12-23T09:00:00+08:00", {"none"}},
        {"0 0 9 23 12 ? 9999",
         "Asia/Shanghai",
         "1970-01-01T00:00:00Z",
         {"9999-12-23T09:00:00+08:00", "none"}},
        {"0 0 0 29 2 ? 9990-9999",
         "UTC",
         "1970-01-01T00:00:00Z",
         {"9992-02-29T00:00:00Z", "9996-02-29T00:00:00Z", "none"}},
        {"0 0 0 1 1 ? 2023,2026,2199",
         "UTC",
         "1970-01-01T00:00:00Z",
         {"2023-01-01T00:00:00Z", "2026-01-01T00:00:00Z", "2199-01-01T00:00:00Z", "none"}},
        {"0 0 0 1 1 ? 2026-2036/5",
         "UTC",
         "1970-01-01T00:00:00Z",
         {"2026-01-01T00:00:00Z", "2031-01-01T00:00:00Z", "2036-01-01T00:00:00Z", "none"}},
        {"0 0 0 1 1 ? 2190/4",
         "UTC",
         "1970-01-01T00:00:00Z",
         {"2190-01-01T00:00:00Z", "2194-01-01T00:00:00Z", "2198-01-01T00:00:00Z", "none"}},
        {"0 0 0 1 1 ? */100",
         "UTC",
         "1970-01-01T00:00:01Z",
         {"2070-01-01T00:00:00Z", "2170-01-01T00:00:00Z", "none"}},
        {"0 0 0 31 12 ? *",
         "UTC",
         "9998-01-01T00:00:00Z",
         {"9998-12-31T00:00:00Z", "9999-12-31T00:00:00Z", "none"}},
        // the years are those of the wall clock
        {"0 0 0 1 1 ? 2026", "Asia/Shanghai", "1970-01-01T00:00:00Z", {"2025-12-31T16:00:00Z", "none"}},
        {"0 30 23 31 12 ? 2026",
         "America/New_York",
         "1970-01-01T00:00:00Z",
         {"2027-01-01T04:30:00Z", "none"}},
        {"59 59 23 31 12 ? 2026-2027",
         "UTC",
         "2026-12-31T23:59:58Z",
         {"2026-12-31T23:59:59Z", "2027-12-31T23:59:59Z", "none"}},
        {"0 * * * * ? 2026", "Asia/Kathmandu", "2026-12-31T18:13:00Z", {"2026-12-31T18:14:00Z", "none"}},
        // Apia has no 30 December 2011: it fires when 2011 has one more day
        {"0 0 9 30 12 ? 2011", "Pacific/Apia", "1970-01-01T00:00:00Z", {"2011-12-31T00:00:00+14:00", "none"}},
    });
    const schedule past = *cron_schedule("0 0 0 1 1 ? 2023,2026,2199", "UTC");
    CHECK(text(past.prev(utc("2500-01-01T00:00:00Z"))) == "2199-01-01T00:00:00Z");
    CHECK(text(past.prev(utc("2199-01-01T00:00:00Z"))) == "2026-01-01T00:00:00Z");
    CHECK(text(past.prev(utc("2023-01-01T00:00:00Z"))) == "none");
}

TEST_CASE("2.6 an expression that no instant satisfies is refused") {
    // by the calendar, when it is read
    check_never_read("0 0 9 31 4 ?");
    check_never_read("0 0 9 30,31 2 ?");
    check_never_read("0 0 9 29 2 ? 2100");
    check_never_read("0 0 9 29 2 ? 2021-2023");
    check_never_read("0 9 31 4,6,9,11 *", cron_dialect::unix_cron);
    // 29 February 2024 is a Thursday
    check_never_read("0 0 9 ? 2 6#5 2024");
    // 00:00 in Shanghai on 1 January 1970 lies in 1969, 23:30 in New York on 31 December 9999 in 10000
    check_never_built("0 0 0 1 1 ? 1970", "Asia/Shanghai");
    check_never_built("0 30 23 31 12 ? 9999", "America/New_York");
    check_cron_rows(
        {{"0 0 8 1 1 ? 1970", "Asia/Shanghai", "1969-12-31T00:00:00Z", {"1970-01-01T00:00:00Z", "none"}},
         {"59 59 18 31 12 ? 9999",
          "America/New_York",
          "9999-01-01T00:00:00Z",
          {"9999-12-31T23:59:59Z", "none"}}});
    // the one time there is falls into a gap
    check_never_built("0 30 2 29 3 ? 2026", "Europe/Berlin", {.gap = gap_policy::skip});
    check_never_built("0 0/30 2 29 3 ? 2026", "Europe/Berlin");
    check_never_built("0 30 2 29 3 ? 2026", "Europe/Berlin", {.elapsed = elapsed_policy::always});
    check_cron_rows(
        {{"0 30 2 29 3 ? 2026", "Europe/Berlin", "2026-01-01T00:00:00Z", {"2026-03-29T01:00:00Z", "none"}},
         {"0 0/30 2,4 29 3 ? 2026",
          "Europe/Berlin",
          "2026-01-01T00:00:00Z",
          {"2026-03-29T02:00:00Z", "2026-03-29T02:30:00Z", "none"}}});
    // a day that the zone skips
    check_never_built("0 0 9 30 12 ? 2011", "Pacific/Apia", {.gap = gap_policy::skip});
}

// A zone whose gap takes the one local time away in every year there is.  No zone of this world does so, for
// each has years without summer time; nobody looks for it.  Above all, asking such a schedule ends.
TEST_CASE("2.6 a schedule without years whose time lies in a gap year after year has no occurrence") {
    const std::vector<nextfire::zone_change> changes{{nextfire::min_instant, 0h, "AAA"}};
    const nextfire::zone clock = *nextfire::make_zone("Test/AlwaysGap", changes, "AAA0BBB,J60/2,J300/3");
    const auto made =
        schedule::build(cron("0 30 2 1 3 ?"), clock, {.gap = gap_policy::skip});  // J60 is 1 March
    REQUIRE(made);
    CHECK(text(made->next(nextfire::min_instant)) == "none");
    CHECK(text(made->prev(nextfire::max_instant)) == "none");
    CHECK(made->count(nextfire::min_instant, nextfire::max_instant) == 0);
}

namespace {

/// Compares a form with the text of its cron, by the policies given, around two changes of Berlin's clock.
void check_same_as_its_cron(const nextfire::schedule_fields& form, const schedule_options& options) {
    const auto spec = spec_of(form);
    const auto conversion = cron_expression::from(spec, options.counting);
    const std::string written = conversion.expression.text();
    CAPTURE(written);
    REQUIRE((conversion.fidelity == nextfire::cron_fidelity::exact));
    const auto read = cron_expression::parse(written);
    REQUIRE(read);
    CHECK((*read == conversion.expression));
    const auto by_form = schedule::build(spec, options);
    schedule_options with_expiry = options;
    with_expiry.expire_time = spec.expire_time();
    const auto by_cron = schedule::build(*read, spec.time_zone(), with_expiry);
    REQUIRE(by_form);
    REQUIRE(by_cron);
    for (const char* from : {"2026-03-20T00:00:00Z", "2026-10-20T00:00:00Z", "2027-12-20T00:00:00Z"}) {
        std::chrono::sys_seconds at = utc(from);
        for (int step = 0; step < 40; ++step) {
            const auto expected = by_form->next(at);
            CHECK(text(by_cron->next(at)) == text(expected));
            CHECK(text(by_cron->prev(at)) == text(by_form->prev(at)));
            if (!expected) break;
            at = *expected;
        }
    }
}

}  // namespace

TEST_CASE("5.5 a form and the text of its cron fire alike wherever the conversion is exact") {
    for (int policies = 0; policies < 9; ++policies) {
        const schedule_options options{.gap = static_cast<gap_policy>(policies % 3),
                                       .overlap = static_cast<overlap_policy>(policies / 3)};
        const auto form = [](const char* type, const char* time) {
            return nextfire::schedule_fields{
                .scheduled_type = type, .scheduled_time = time, .time_zone = "Europe/Berlin"};
        };
        for (const char* time : {"02:30:00", "09:00:00", "03:00:00", "00:00:00"}) {
            auto day = form("DAY", time);
            day.day_interval = "1";
            check_same_as_its_cron(day, options);
            auto restarting = options;
            restarting.counting = nextfire::day_counting::restart_each_month;
            for (const char* interval : {"2", "7", "28", "29", "31"}) {
                day.day_interval = interval;
                check_same_as_its_cron(day, restarting);
            }
            auto week = form("WEEK", time);
            week.week_list = "1,2,7";
            check_same_as_its_cron(week, options);
            auto month = form("MONTH", time);
            month.month_list = "1,3,10,12";
            month.date_list = "1,25,28,29,L";
            month.expire_time = "2028-03-01T00:00:00Z";
            check_same_as_its_cron(month, options);
            auto once = form("FIXED_TIME", time);
            once.scheduled_date = "2026-10-25";
            check_same_as_its_cron(once, options);
        }
    }
}

TEST_CASE("5.2 every n days counted from an anchor is not what its cron says") {
    const auto spec = spec_of(
        {.scheduled_type = "DAY", .day_interval = "2", .scheduled_time = "09:00:00", .time_zone = "UTC"});
    const auto conversion = cron_expression::from(spec);
    CHECK((conversion.fidelity == nextfire::cron_fidelity::restarts_each_month));
    check_fires(*schedule::build(conversion.expression, zone_named("UTC")), "2026-01-30T00:00:00Z",
                {"2026-01-31T09:00:00Z", "2026-02-01T09:00:00Z", "2026-02-03T09:00:00Z"});
}
