// A cursor takes the same steps as repeated next and prev, in any order.  Facts by hand from SEMANTICS.md
// and, for the clocks, from `zdump -v` on tzdata 2026f.
#include <doctest/doctest.h>

#include <nextfire/engine/cursor.hpp>
#include <nextfire/engine/schedule.hpp>

#include <chrono>
#include <cstddef>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

#include "../support/occurrence_table.hpp"

namespace {

using namespace nextfire_test;
using nextfire::cursor;
using nextfire::overlap_policy;
using nextfire::schedule;
using std::chrono::sys_seconds;

/// Checks a table of walks, `schedule | zone | start | steps`: a step is `>` forward or `<` back, and what it
/// must find.
void check_walks(std::string_view table) {
    for (const fact& line : facts_of(4, table)) {
        CAPTURE(line.lines);
        const auto asked = schedule_of(line.columns[0], line.columns[1]);
        REQUIRE(asked);
        const sys_seconds start = utc(line.columns[2].c_str());
        cursor walk{*asked, start};
        CHECK((walk.position() == start));
        std::string stands_at = text(start);
        const std::vector<std::string> steps = words_of(line.columns[3]);
        for (std::size_t n = 0; n < steps.size(); n += 2) {
            CAPTURE(n / 2 + 1);
            const std::string found = text(steps[n] == ">" ? walk.next() : walk.prev());
            CHECK(found == in_utc(steps.at(n + 1)));
            if (found != "none") stands_at = found;
            CHECK(text(walk.position()) == stands_at);  // where a step finds nothing, it stays
        }
    }
}

}  // namespace

TEST_CASE("3.2 a cursor starts anywhere, and steps to the nearest occurrence of the side it is asked for") {
    check_walks(R"(
    daily 09:00 | Asia/Shanghai | 2026-11-24T10:00:00+08:00 | > 2026-11-25T09:00:00+08:00 > 2026-11-26T09:00:00+08:00 < 2026-11-25T09:00:00+08:00
                |               |                           | < 2026-11-24T09:00:00+08:00 < 2026-11-23T09:00:00+08:00 > 2026-11-24T09:00:00+08:00
    daily 09:00 | Asia/Shanghai | 2026-11-24T10:00:00+08:00 | < 2026-11-24T09:00:00+08:00
    # standing on an occurrence, strictly after and strictly before
    daily 09:00 | Asia/Shanghai | 2026-11-24T09:00:00+08:00 | > 2026-11-25T09:00:00+08:00
    daily 09:00 | Asia/Shanghai | 2026-11-24T09:00:00+08:00 | < 2026-11-23T09:00:00+08:00
)");
}

TEST_CASE("3.2 every kind of schedule, both ways") {
    check_walks(R"(
    every 2 days from 2026-01-31 at 09:00 | UTC | 2026-01-31T09:00:00Z | > 2026-02-02T09:00:00Z > 2026-02-04T09:00:00Z < 2026-02-02T09:00:00Z
                                          |     |                      | < 2026-01-31T09:00:00Z < 2026-01-29T09:00:00Z > 2026-01-31T09:00:00Z
    # 23 August 2026 is a Sunday: Friday, Saturday, Monday
    weekly 2,6,7 at 09:00                 | UTC | 2026-08-23T00:00:00Z | > 2026-08-24T09:00:00Z > 2026-08-28T09:00:00Z > 2026-08-29T09:00:00Z > 2026-08-31T09:00:00Z
                                          |     |                      | < 2026-08-29T09:00:00Z < 2026-08-28T09:00:00Z < 2026-08-24T09:00:00Z < 2026-08-22T09:00:00Z
    monthly 1,2,4 on 1,30,L at 09:00      | UTC | 2027-01-30T09:00:00Z | > 2027-01-31T09:00:00Z > 2027-02-01T09:00:00Z > 2027-02-28T09:00:00Z > 2027-04-01T09:00:00Z
                                          |     |                      | > 2027-04-30T09:00:00Z > 2028-01-01T09:00:00Z < 2027-04-30T09:00:00Z < 2027-04-01T09:00:00Z
                                          |     |                      | < 2027-02-28T09:00:00Z > 2027-04-01T09:00:00Z
    monthly 2 on 29 at 09:00              | UTC | 2095-01-01T00:00:00Z | > 2096-02-29T09:00:00Z > 2104-02-29T09:00:00Z > 2108-02-29T09:00:00Z
                                          |     |                      | < 2104-02-29T09:00:00Z < 2096-02-29T09:00:00Z < 2092-02-29T09:00:00Z
    once 2026-05-01 09:00                 | UTC | 2026-01-01T00:00:00Z | < none > 2026-05-01T09:00:00Z > none
                                          |     |                      | < none > none
    every 30 days of each month at 09:00  | UTC | 2026-01-01T10:00:00Z | > 2026-01-31T09:00:00Z > 2026-02-01T09:00:00Z > 2026-03-01T09:00:00Z
                                          |     |                      | > 2026-03-31T09:00:00Z < 2026-03-01T09:00:00Z < 2026-02-01T09:00:00Z
)");
}

TEST_CASE("4.1 a cursor walks across clock changes, both ways") {
    //          01:00   02:00   03:00   04:00          Berlin, 29 March 2026: 02:00 -> 03:00 at 01:00Z
    //     ───────┼───────┤ ░gap░ ├───────┼──►
    check_walks(R"(
    daily 02:30 | Europe/Berlin | 2026-03-28T12:00:00Z | > 2026-03-29T03:00:00+02:00 > 2026-03-30T02:30:00+02:00 < 2026-03-29T03:00:00+02:00
                |               |                      | < 2026-03-28T02:30:00+01:00 > 2026-03-29T03:00:00+02:00
)");
    //          01:00   02:00   03:00                  Berlin, 25 October 2026: 03:00 -> 02:00 at 01:00Z
    //     ───────┼───────┼───────┤
    //                    ├───────┼───────┼──►
    check_walks(R"(
    daily 02:30                | Europe/Berlin | 2026-10-24T12:00:00Z | > 2026-10-25T02:30:00+02:00 > 2026-10-26T02:30:00+01:00
                               |               |                      | < 2026-10-25T02:30:00+02:00 < 2026-10-24T02:30:00+02:00
    daily 02:30 overlap=both   | Europe/Berlin | 2026-10-24T12:00:00Z | > 2026-10-25T02:30:00+02:00 > 2026-10-25T02:30:00+01:00 > 2026-10-26T02:30:00+01:00
                               |               |                      | < 2026-10-25T02:30:00+01:00 < 2026-10-25T02:30:00+02:00 > 2026-10-25T02:30:00+01:00
    daily 02:30 overlap=second | Europe/Berlin | 2026-10-24T12:00:00Z | > 2026-10-25T02:30:00+01:00 > 2026-10-26T02:30:00+01:00 < 2026-10-25T02:30:00+01:00
)");
    //          01:00   02:00   03:00   04:00          Berlin, 29 March 2026, 02:30, skipped or shifted:
    //     ───────┼───────┤ ░gap░ ├───────┼──►
    //                                △                △ shift (03:30)
    check_walks(R"(
    daily 02:30 gap=skip  | Europe/Berlin | 2026-03-27T12:00:00Z | > 2026-03-28T02:30:00+01:00 > 2026-03-30T02:30:00+02:00 < 2026-03-28T02:30:00+01:00
    daily 02:30 gap=shift | Europe/Berlin | 2026-03-28T12:00:00Z | > 2026-03-29T03:30:00+02:00 > 2026-03-30T02:30:00+02:00 < 2026-03-29T03:30:00+02:00
)");
}

TEST_CASE("4.1 and 4.4, a cursor walks across clock changes of every kind of schedule") {
    //          01:00   02:00   03:00   04:00          New York, 8 March 2026: 02:00 -> 03:00 at 07:00Z
    //     ───────┼───────┤ ░gap░ ├───────┼──►
    check_walks(R"(
    weekly 1 at 02:30 | America/New_York | 2026-03-01T12:00:00-05:00 | > 2026-03-08T03:00:00-04:00 > 2026-03-15T02:30:00-04:00
                      |                  |                           | < 2026-03-08T03:00:00-04:00 < 2026-03-01T02:30:00-05:00
)");
    //          01:00   02:00   03:00                  Berlin, 25 October 2026: 03:00 -> 02:00 at 01:00Z
    //     ───────┼───────┼───────┤
    //                    ├───────┼───────┼──►
    check_walks(R"(
    monthly 10,11 on 25,L at 02:30 | Europe/Berlin | 2026-10-01T00:00:00Z | > 2026-10-25T02:30:00+02:00 > 2026-10-31T02:30:00+01:00 > 2026-11-25T02:30:00+01:00
                                   |               |                      | < 2026-10-31T02:30:00+01:00 < 2026-10-25T02:30:00+02:00
)");
    //          01:00   02:00   03:00   04:00          Berlin, 29 March 2026: 02:00 -> 03:00 at 01:00Z
    //     ───────┼───────┤ ░gap░ ├───────┼──►
    check_walks(R"(
    # two steps of two days lead across the jump, which is between them
    every 2 days from 2026-03-28 at 12:00 | Europe/Berlin | 2026-03-28T12:00:00+01:00 | > 2026-03-30T12:00:00+02:00 < 2026-03-28T12:00:00+01:00 < 2026-03-26T12:00:00+01:00
)");
    //     29 Dec 00:00   29 Dec 24:00 = 31 Dec 00:00   Apia, 2011-12-30T10:00Z: -10 -> +14
    //     ──────┼─────────────────────┼────────────►   everything of 30 December fires at the jump
    check_walks(R"(
    daily 09:00 | Pacific/Apia | 2011-12-29T09:00:00-10:00 | > 2011-12-31T00:00:00+14:00 > 2011-12-31T09:00:00+14:00 < 2011-12-31T00:00:00+14:00 < 2011-12-29T09:00:00-10:00
    daily 00:00 | Pacific/Apia | 2011-12-29T09:00:00-10:00 | > 2011-12-31T00:00:00+14:00 > 2012-01-01T00:00:00+14:00 < 2011-12-31T00:00:00+14:00 < 2011-12-29T00:00:00-10:00
)");
    //          01:00   02:00   03:00   04:00          Berlin, 30 March 2200: 02:00 -> 03:00
    //     ───────┼───────┤ ░gap░ ├───────┼──►
    check_walks(R"(
    daily 02:30 | Europe/Berlin | 2200-03-29T12:00:00Z | > 2200-03-30T03:00:00+02:00 > 2200-03-31T02:30:00+02:00 < 2200-03-30T03:00:00+02:00
)");
}

TEST_CASE("2.5 and 1, at the ends a cursor finds nothing, stays, and can turn back") {
    check_walks(R"(
    daily 09:00 not_before=2026-05-02T09:00:00Z expire=2026-05-03T09:00:00Z | UTC           | 2026-01-01T00:00:00Z | < none > 2026-05-02T09:00:00Z > 2026-05-03T09:00:00Z
                                                                            |               |                      | > none > none < 2026-05-02T09:00:00Z
                                                                            |               |                      | < none > 2026-05-03T09:00:00Z
    daily 09:00 not_before=2026-05-02T09:00:00Z expire=2026-05-03T09:00:00Z | UTC           | 2030-01-01T00:00:00Z | > none < 2026-05-03T09:00:00Z
    daily 00:00                                                             | UTC           | 1970-01-02T00:00:00Z | < 1970-01-01T00:00:00Z < none > 1970-01-02T00:00:00Z
    daily 23:59:59                                                          | UTC           | 9999-12-30T12:00:00Z | > 9999-12-30T23:59:59Z > 9999-12-31T23:59:59Z
                                                                            |               |                      | > none < 9999-12-30T23:59:59Z
    weekly 6 at 07:59:59                                                    | Asia/Shanghai | 9999-12-20T00:00:00Z | > 9999-12-23T23:59:59Z > 9999-12-30T23:59:59Z > none
    monthly 12 on L at 23:59:59                                             | UTC           | 9998-12-31T23:59:59Z | > 9999-12-31T23:59:59Z > none
    # across the end of 32 unsigned bits
    daily 06:28:16                                                          | UTC           | 2106-02-06T06:28:15Z | > 2106-02-06T06:28:16Z > 2106-02-07T06:28:16Z > 2106-02-08T06:28:16Z
                                                                            |               |                      | < 2106-02-07T06:28:16Z < 2106-02-06T06:28:16Z < 2106-02-05T06:28:16Z
)");
}

TEST_CASE("1 a cursor may stand at any instant at all") {
    const schedule asked = daily("UTC", "00:00:00");
    cursor early{asked, sys_seconds::min()};
    CHECK(text(early.prev()) == "none");
    CHECK(text(early.next()) == "1970-01-01T00:00:00Z");
    cursor late{asked, sys_seconds::max()};
    CHECK(text(late.next()) == "none");
    CHECK((late.position() == sys_seconds::max()));
    CHECK(text(late.prev()) == "9999-12-31T00:00:00Z");

    cursor nowhere;
    CHECK(text(nowhere.next()) == "none");
    CHECK(text(nowhere.prev()) == "none");
}

TEST_CASE("3.2 a copy of a cursor goes its own way") {
    cursor walk{daily("UTC", "09:00:00"), utc("2026-05-01T00:00:00Z")};
    walk.next();
    cursor copy = walk;
    CHECK(text(walk.next()) == "2026-05-02T09:00:00Z");
    CHECK(text(walk.next()) == "2026-05-03T09:00:00Z");
    CHECK(text(copy.next()) == "2026-05-02T09:00:00Z");
    CHECK(text(copy.prev()) == "2026-05-01T09:00:00Z");
    CHECK(std::is_trivially_copyable_v<cursor>);
}

TEST_CASE("3.2 long walks equal repeated next and prev") {
    for (const schedule& asked :
         {daily("Europe/Berlin", "02:30:00"),
          daily("Antarctica/Troll", "02:30:00", {.overlap = overlap_policy::both}),
          every("17", "2026-01-31", "America/New_York", "01:30:00"), weekly("1,2,7", "Asia/Gaza", "02:30:00"),
          monthly("1,2,3,6,12", "1,15,29,L", "Asia/Beirut", "00:00:00"),
          monthly("2", "29", "Asia/Almaty", "23:30:00"), daily("Pacific/Apia", "12:00:00")}) {
        cursor walk{asked, utc("2000-01-01T00:00:00Z")};
        std::vector<sys_seconds> seen;
        sys_seconds at = utc("2000-01-01T00:00:00Z");
        bool same = true;
        for (int step = 0; step < 5000 && same; ++step) {
            const auto expected = asked.next(at);
            same = walk.next() == expected;
            if (!expected) break;
            at = *expected;
            seen.push_back(at);
        }
        const std::string zone{asked.time_zone().name()};
        CAPTURE(zone);
        CHECK(same);
        CHECK(seen.size() > 1000);
        for (std::size_t back = seen.size() - 1; back-- > 0 && same;)
            same = walk.prev() == seen[back] && asked.prev(seen[back + 1]) == seen[back];
        CHECK(same);
    }
}

TEST_CASE("3.2 a cursor steps to and fro from any instant that there is, as the schedule is asked") {
    for (const char* written : {"daily 09:00", "0 0 9 LW * ?", "0 */20 8-17 ? * MON-FRI"}) {
        CAPTURE(written);
        const auto asked = schedule_of(written, "Europe/Berlin");
        REQUIRE(asked);
        for (const sys_seconds start :
             {sys_seconds::min(), sys_seconds{}, utc("2106-02-07T06:28:16Z"), sys_seconds::max()}) {
            for (const std::string_view steps : {"<<>><><<>>>", ">><<<<>><>"}) {
                cursor walk{*asked, start};
                for (const char step : steps) {
                    const sys_seconds before = walk.position();
                    const auto found = step == '<' ? walk.prev() : walk.next();
                    CHECK(found == (step == '<' ? asked->prev(before) : asked->next(before)));
                    CHECK((walk.position() == found.value_or(before)));
                }
            }
        }
    }
}
