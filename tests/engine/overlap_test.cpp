// What becomes of local times that the clock shows twice: clauses 4.1 and 4.3.
//
// Facts by hand from SEMANTICS.md and, for the clocks, from `zdump -v` on tzdata 2026f.
#include <doctest/doctest.h>

#include <string>

#include "../support/occurrence_table.hpp"

using namespace nextfire_test;

TEST_CASE("4.1 a local time that occurs twice fires once, the first time") {
    //          01:00   02:00   03:00                  Berlin, 25 October 2026: 03:00 -> 02:00 at 01:00Z
    //     ───────┼───────┼───▲───┤                    02:30 fires the first time
    //                    ├───────┼───────┼──►
    check_occurrences(R"(
    daily 02:30    | Europe/Berlin | 2026-10-24T00:00:00+02:00 .. 2026-10-27T00:00:00+01:00 | 2026-10-24T02:30:00+02:00 2026-10-25T02:30:00+02:00 2026-10-26T02:30:00+01:00
    daily 01:59:59 | Europe/Berlin | 2026-10-25T00:00:00+02:00 .. 2026-10-26T00:00:00+01:00 | 2026-10-25T01:59:59+02:00
    daily 02:00    | Europe/Berlin | 2026-10-25T00:00:00+02:00 .. 2026-10-26T00:00:00+01:00 | 2026-10-25T02:00:00+02:00
    daily 02:59:59 | Europe/Berlin | 2026-10-25T00:00:00+02:00 .. 2026-10-26T00:00:00+01:00 | 2026-10-25T02:59:59+02:00
    daily 03:00    | Europe/Berlin | 2026-10-25T00:00:00+02:00 .. 2026-10-26T00:00:00+01:00 | 2026-10-25T03:00:00+01:00
)");
    //          00:00   01:00   02:00                  New York, 1 November 2026: 02:00 -> 01:00 at 06:00Z
    //     ───────┼───────┼───────┤
    //                    ├───────┼───────┼──►
    check_occurrences(R"(
    daily 01:30                | America/New_York | 2026-10-31T00:00:00-04:00 .. 2026-11-03T00:00:00-05:00 | 2026-10-31T01:30:00-04:00 2026-11-01T01:30:00-04:00 2026-11-02T01:30:00-05:00
    weekly 1 at 01:30          | America/New_York | 2026-10-25T00:00:00-04:00 .. 2026-11-09T00:00:00-05:00 | 2026-10-25T01:30:00-04:00 2026-11-01T01:30:00-04:00 2026-11-08T01:30:00-05:00
    monthly 11 on 1,2 at 01:00 | America/New_York | 2026-10-01T00:00:00-04:00 .. 2026-12-01T00:00:00-05:00 | 2026-11-01T01:00:00-04:00 2026-11-02T01:00:00-05:00
    once 2026-11-01 01:59:59   | America/New_York | 1970-01-01T00:00:00Z .. 9999-01-01T00:00:00Z           | 2026-11-01T01:59:59-04:00
)");
}

TEST_CASE("4.1 a time of day that comes twice fires the first time") {
    //          01:00   02:00   03:00                  Berlin, 25 October 2026: 03:00 -> 02:00 at 01:00Z
    //     ───────┼───────┼───────┤
    //                    ├───────┼───────┼──►
    check_occurrences(R"(
    0 30 2 * * ?   | Europe/Berlin | 2026-10-24T12:00:00+02:00 | 2026-10-25T02:30:00+02:00 2026-10-26T02:30:00+01:00
    0 30 2 * * ?   | Europe/Berlin | 2026-10-25T02:30:00+02:00 | 2026-10-26T02:30:00+01:00
    0 30 2 * * ?   | Europe/Berlin | 2026-10-25T02:15:00+01:00 | 2026-10-26T02:30:00+01:00
    0 0,30 2 * * ? | Europe/Berlin | 2026-10-24T12:00:00+02:00 | 2026-10-25T02:00:00+02:00 2026-10-25T02:30:00+02:00 2026-10-26T02:00:00+01:00
    0 0 2,3 * * ?  | Europe/Berlin | 2026-10-24T12:00:00+02:00 | 2026-10-25T02:00:00+02:00 2026-10-25T03:00:00+01:00 2026-10-26T02:00:00+01:00
)");
}

TEST_CASE("4.3 what becomes of a time that occurs twice can be chosen") {
    //          01:00   02:00   03:00                  Berlin, 25 October 2026, 02:30:
    //     ───────┼───────┼───▲───┤                    ▲ first, △ second, and both
    //                    ├───△───┼───────┼──►
    check_occurrences(R"(
    daily 02:30                              | Europe/Berlin | 2026-10-24T12:00:00+02:00 .. 2026-10-26T12:00:00+01:00 | 2026-10-25T02:30:00+02:00 2026-10-26T02:30:00+01:00
    daily 02:30 overlap=second               | Europe/Berlin | 2026-10-24T12:00:00+02:00 .. 2026-10-26T12:00:00+01:00 | 2026-10-25T02:30:00+01:00 2026-10-26T02:30:00+01:00
    daily 02:30 overlap=both                 | Europe/Berlin | 2026-10-24T12:00:00+02:00 .. 2026-10-26T12:00:00+01:00 | 2026-10-25T02:30:00+02:00 2026-10-25T02:30:00+01:00 2026-10-26T02:30:00+01:00
    daily 02:00 overlap=both                 | Europe/Berlin | 2026-10-24T12:00:00+02:00 .. 2026-10-26T12:00:00+01:00 | 2026-10-25T02:00:00+02:00 2026-10-25T02:00:00+01:00 2026-10-26T02:00:00+01:00
    daily 02:59:59 overlap=second            | Europe/Berlin | 2026-10-24T12:00:00+02:00 .. 2026-10-26T12:00:00+01:00 | 2026-10-25T02:59:59+01:00 2026-10-26T02:59:59+01:00
    daily 03:00 overlap=both                 | Europe/Berlin | 2026-10-24T12:00:00+02:00 .. 2026-10-26T12:00:00+01:00 | 2026-10-25T03:00:00+01:00 2026-10-26T03:00:00+01:00
    daily 01:59:59 overlap=second            | Europe/Berlin | 2026-10-24T12:00:00+02:00 .. 2026-10-26T12:00:00+01:00 | 2026-10-25T01:59:59+02:00 2026-10-26T01:59:59+01:00
    weekly 1 at 02:30 overlap=both           | Europe/Berlin | 2026-10-24T12:00:00+02:00 .. 2026-10-26T12:00:00+01:00 | 2026-10-25T02:30:00+02:00 2026-10-25T02:30:00+01:00
    monthly 10 on 25 at 02:30 overlap=second | Europe/Berlin | 2026-10-24T12:00:00+02:00 .. 2026-10-26T12:00:00+01:00 | 2026-10-25T02:30:00+01:00
    once 2026-10-25 02:30 overlap=both       | Europe/Berlin | 1970-01-01T00:00:00Z .. 9999-01-01T00:00:00Z           | 2026-10-25T02:30:00+02:00 2026-10-25T02:30:00+01:00
    once 2026-10-25 02:30 overlap=second     | Europe/Berlin | 1970-01-01T00:00:00Z .. 9999-01-01T00:00:00Z           | 2026-10-25T02:30:00+01:00
)");
}

TEST_CASE("4.3 the overlap policies count for times of day of cron text") {
    //          01:00   02:00   03:00                  Berlin, 25 October 2026: 03:00 -> 02:00 at 01:00Z
    //     ───────┼───────┼───────┤
    //                    ├───────┼───────┼──►
    check_occurrences(R"(
    0 30 2 * * ? overlap=second  | Europe/Berlin | 2026-10-24T12:00:00+02:00 | 2026-10-25T02:30:00+01:00 2026-10-26T02:30:00+01:00
    0 0 2,3 * * ? overlap=second | Europe/Berlin | 2026-10-24T12:00:00+02:00 | 2026-10-25T02:00:00+01:00 2026-10-25T03:00:00+01:00
    0 0,30 2 * * ? overlap=both  | Europe/Berlin | 2026-10-24T12:00:00+02:00 | 2026-10-25T02:00:00+02:00 2026-10-25T02:30:00+02:00 2026-10-25T02:00:00+01:00
                                 |               |                           | 2026-10-25T02:30:00+01:00 2026-10-26T02:00:00+01:00
)");
}

TEST_CASE("4.3 the overlap policies where the change is no hour") {
    //          01:00   01:30   02:00                  Lord Howe, 5 April 2026: 02:00 -> 01:30
    //     ───────┼───────┼───────┤
    //                    ├───────┼───────┼──►
    check_occurrences(R"(
    daily 01:45 overlap=both | Australia/Lord_Howe | 2026-04-05T00:00:00+11:00 .. 2026-04-06T00:00:00+10:30 | 2026-04-05T01:45:00+11:00 2026-04-05T01:45:00+10:30
)");
    //          00:00   01:00   03:00                  Troll, 25 October 2026: 03:00 -> 01:00 at 01:00Z
    //     ───────┼───────┼───────┤
    //                    ├───────┼───────┼──►
    check_occurrences(R"(
    daily 01:30 overlap=second | Antarctica/Troll | 2026-10-25T00:00:00+02:00 .. 2026-10-26T00:00:00Z | 2026-10-25T01:30:00Z
)");
    //          22:00   23:00   24:00                  Beirut, 24 October 2026: 24:00 -> 23:00
    //     ───────┼───────┼───────┤
    //                    ├───────┼───────┼──►
    check_occurrences(R"(
    daily 23:30 overlap=both | Asia/Beirut | 2026-10-24T00:00:00+03:00 .. 2026-10-25T12:00:00+02:00 | 2026-10-24T23:30:00+03:00 2026-10-24T23:30:00+02:00
)");
    //          22:00   23:00   00:00   01:00   02:00  Casey, 5 March 2010: 02:00 -> 23:00 of the day before
    //     ───────┼───────┼───────┼───────┼───────┤
    //                    ├───────┼───────┼───────┼───────┼──►
    check_occurrences(R"(
    # both passes of Friday's first hours, with Thursday's last hour between them
    weekly 5,6 at 00:30 overlap=both | Antarctica/Casey | 2010-03-04T12:00:00+11:00 .. 2010-03-11T00:00:00+08:00 | 2010-03-05T00:30:00+11:00 2010-03-05T00:30:00+08:00
    daily 23:30 overlap=both         | Antarctica/Casey | 2010-03-04T12:00:00+11:00 .. 2010-03-06T00:00:00+08:00 | 2010-03-04T23:30:00+11:00 2010-03-04T23:30:00+08:00 2010-03-05T23:30:00+08:00
)");
}

TEST_CASE("4.3 the two choices do not touch each other") {
    // how often Berlin's 02:30 fires in 2026, and on the day on which it does not exist
    for (const fact& line : nextfire_test::facts_of(3, R"(
    daily 02:30 gap=at_transition overlap=first  | 365 | 1
    daily 02:30 gap=at_transition overlap=second | 365 | 1
    daily 02:30 gap=at_transition overlap=both   | 366 | 1
    daily 02:30 gap=skip          overlap=first  | 364 | 0
    daily 02:30 gap=skip          overlap=second | 364 | 0
    daily 02:30 gap=skip          overlap=both   | 365 | 0
    daily 02:30 gap=shift         overlap=first  | 365 | 1
    daily 02:30 gap=shift         overlap=second | 365 | 1
    daily 02:30 gap=shift         overlap=both   | 366 | 1
)")) {
        CAPTURE(line.lines);
        const auto berlin = schedule_of(line.columns[0], "Europe/Berlin");
        REQUIRE(berlin);
        const auto count = [&berlin](const char* from, const char* until) {
            return std::to_string(berlin->count(utc(from), utc(until)));
        };
        CHECK(count("2026-01-01T00:00:00+01:00", "2027-01-01T00:00:00+01:00") == line.columns[1]);
        CHECK(count("2026-03-29T00:00:00+01:00", "2026-03-30T00:00:00+02:00") == line.columns[2]);
    }
}
