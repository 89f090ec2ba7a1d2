// What an occurrence tells of itself: the local time it stands for, and what a clock change did to it.
// Clause 4.6.  Covers occurrence.cpp by every effect there is.
//
// Facts by hand from SEMANTICS.md and, for the clocks, from `zdump -v` on tzdata 2026f.
#include <doctest/doctest.h>

#include <nextfire/engine/schedule.hpp>

#include <optional>
#include <string>
#include <string_view>

#include "../support/enum_names.hpp"
#include "../support/occurrence_table.hpp"

namespace {

using namespace nextfire_test;

/// Checks a table `schedule | zone | instant | the local time it is scheduled for | effect`; `none` twice
/// where the schedule does not fire.
void check_effects(std::string_view table) {
    for (const fact& line : facts_of(5, table)) {
        CAPTURE(line.lines);
        const auto asked = schedule_of(line.columns[0], line.columns[1]);
        if (!asked) continue;
        const auto instant = utc(line.columns[2].c_str());
        const std::optional<nextfire::occurrence> told = asked->occurrence_at(instant);
        const bool fires = line.columns[3] != "none";
        CHECK(asked->contains(instant) == fires);
        CHECK(told.has_value() == fires);
        if (!told || !fires) continue;
        CHECK((told->instant == instant));
        CHECK((told->scheduled == local(line.columns[3].c_str())));
        CHECK(std::string{to_string(told->effect)} == line.columns[4]);
    }
}

}  // namespace

TEST_CASE("6.4 the effects by name") {
    check_names<nextfire::clock_effect>({"exact", "moved", "ambiguous"}, &nextfire::parse_clock_effect,
                                        "effect");
}

TEST_CASE("4.6 an occurrence tells its local time, and what a clock change did to it") {
    //          01:00   02:00   03:00   04:00          Berlin, 29 March 2026: 02:00 -> 03:00 at 01:00Z
    //     ───────┼───────┤ ░gap░ ├───────┼──►
    //
    //          01:00   02:00   03:00                  Berlin, 25 October 2026: 03:00 -> 02:00 at 01:00Z
    //     ───────┼───────┼───────┤
    //                    ├───────┼───────┼──►
    check_effects(R"(
    daily 02:30              | Europe/Berlin        | 2026-03-28T01:30:00Z | 2026-03-28T02:30:00 | exact
    daily 02:30              | Europe/Berlin        | 2026-03-29T01:00:00Z | 2026-03-29T02:30:00 | moved
    daily 02:00              | Europe/Berlin        | 2026-03-29T01:00:00Z | 2026-03-29T02:00:00 | moved
    daily 03:00              | Europe/Berlin        | 2026-03-29T01:00:00Z | 2026-03-29T03:00:00 | exact
    daily 01:59:59           | Europe/Berlin        | 2026-03-29T00:59:59Z | 2026-03-29T01:59:59 | exact
    daily 02:30              | Europe/Berlin        | 2026-10-25T00:30:00Z | 2026-10-25T02:30:00 | ambiguous
    daily 02:00              | Europe/Berlin        | 2026-10-25T00:00:00Z | 2026-10-25T02:00:00 | ambiguous
    daily 03:00              | Europe/Berlin        | 2026-10-25T02:00:00Z | 2026-10-25T03:00:00 | exact
    daily 02:30 overlap=both | Europe/Berlin        | 2026-10-25T00:30:00Z | 2026-10-25T02:30:00 | ambiguous
    daily 02:30 overlap=both | Europe/Berlin        | 2026-10-25T01:30:00Z | 2026-10-25T02:30:00 | ambiguous
    daily 02:30 gap=shift    | Europe/Berlin        | 2026-03-29T01:30:00Z | 2026-03-29T02:30:00 | moved
    weekly 1 at 02:30        | Europe/Berlin        | 2026-03-29T01:00:00Z | 2026-03-29T02:30:00 | moved
    once 2026-03-29 02:30    | Europe/Berlin        | 2026-03-29T01:00:00Z | 2026-03-29T02:30:00 | moved
)");
    //     29 Dec 00:00   29 Dec 24:00 = 31 Dec 00:00   Apia, 2011-12-30T10:00Z: -10 -> +14
    //     ──────┼─────────────────────┼────────────►   everything of 30 December fires at the jump
    check_effects(R"(
    # the day that Apia skipped
    daily 09:00              | Pacific/Apia         | 2011-12-30T10:00:00Z | 2011-12-30T09:00:00 | moved
    daily 09:00              | Pacific/Apia         | 2011-12-30T19:00:00Z | 2011-12-31T09:00:00 | exact
    # two local times at one instant: the one that the clock reads is told
    daily 00:00              | Pacific/Apia         | 2011-12-30T10:00:00Z | 2011-12-31T00:00:00 | exact
    daily 09:00 gap=shift    | Pacific/Apia         | 2011-12-30T19:00:00Z | 2011-12-31T09:00:00 | exact
    # of Friday's own schedule, nothing but Friday is told
    weekly 6 at 00:00        | Pacific/Apia         | 2011-12-30T10:00:00Z | 2011-12-30T00:00:00 | moved
)");
    //          22:00   23:00   24:00                  Almaty, 29 February 2024: 24:00 -> 23:00 at 18:00Z
    //     ───────┼───────┼───────┤                    29 February ends twice
    //                    ├───────┼───────┼──►
    check_effects(R"(
    monthly 2 on 29 at 23:30 | Asia/Almaty          | 2024-02-29T17:30:00Z | 2024-02-29T23:30:00 | ambiguous
)");
    check_effects(R"(
    daily 00:00              | America/Scoresbysund | 2024-03-31T01:00:00Z | 2024-03-31T00:00:00 | exact
    daily 00:00              | UTC                  | 1970-01-01T00:00:00Z | 1970-01-01T00:00:00 | exact
    daily 19:00              | America/New_York     | 1970-01-01T00:00:00Z | 1969-12-31T19:00:00 | exact
    daily 02:30              | Europe/Berlin        | 9999-03-28T01:00:00Z | 9999-03-28T02:30:00 | moved
)");
}

TEST_CASE("4.6 where the schedule does not fire there is no occurrence to tell of") {
    //          01:00   02:00   03:00   04:00          Berlin, 29 March 2026: 02:00 -> 03:00 at 01:00Z
    //     ───────┼───────┤ ░gap░ ├───────┼──►
    //
    //          01:00   02:00   03:00                  Berlin, 25 October 2026: 03:00 -> 02:00 at 01:00Z
    //     ───────┼───────┼───────┤
    //                    ├───────┼───────┼──►
    check_effects(R"(
    daily 02:30                | Europe/Berlin | 2026-03-29T01:30:00Z | none | none
    daily 02:30                | Europe/Berlin | 2026-03-29T00:30:00Z | none | none
    daily 02:30                | Europe/Berlin | 2026-03-29T00:59:59Z | none | none
    daily 02:30                | Europe/Berlin | 2026-03-29T01:00:01Z | none | none
    daily 02:30                | Europe/Berlin | 2026-10-25T01:30:00Z | none | none
    daily 02:30                | Europe/Berlin | 2026-10-25T00:30:01Z | none | none
    daily 02:30 gap=skip       | Europe/Berlin | 2026-03-29T01:00:00Z | none | none
    daily 02:30 overlap=second | Europe/Berlin | 2026-10-25T00:30:00Z | none | none
)");
}

TEST_CASE("4.6 cron text: of several local times at one instant one is told") {
    //          01:00   02:00   03:00   04:00          Berlin, 29 March 2026: 02:00 -> 03:00 at 01:00Z
    //     ───────┼───────┤ ░gap░ ├───────┼──►
    //
    //          01:00   02:00   03:00                  Berlin, 25 October 2026: 03:00 -> 02:00 at 01:00Z
    //     ───────┼───────┼───────┤
    //                    ├───────┼───────┼──►
    check_effects(R"(
    0 30 2 * * ?    | Europe/Berlin | 2026-03-28T02:30:00+01:00 | 2026-03-28T02:30:00 | exact
    0 30 2 * * ?    | Europe/Berlin | 2026-03-29T03:00:00+02:00 | 2026-03-29T02:30:00 | moved
    0 30 2 * * ?    | Europe/Berlin | 2026-10-25T02:30:00+02:00 | 2026-10-25T02:30:00 | ambiguous
    # of several, the one that the clock reads; or else the earliest
    0 0 2,3 * * ?   | Europe/Berlin | 2026-03-29T03:00:00+02:00 | 2026-03-29T03:00:00 | exact
    0 15,45 2 * * ? | Europe/Berlin | 2026-03-29T03:00:00+02:00 | 2026-03-29T02:15:00 | moved
    0 0/30 * * * ?  | Europe/Berlin | 2026-03-29T03:00:00+02:00 | 2026-03-29T03:00:00 | exact
    0 0/30 * * * ?  | Europe/Berlin | 2026-10-25T02:30:00+02:00 | 2026-10-25T02:30:00 | ambiguous
    0 0/30 * * * ?  | Europe/Berlin | 2026-10-25T02:30:00+01:00 | 2026-10-25T02:30:00 | ambiguous
    0 0/30 * * * ?  | Europe/Berlin | 2026-10-25T03:00:00+01:00 | 2026-10-25T03:00:00 | exact
    0 30 2 * * ?    | Europe/Berlin | 2026-10-25T02:30:00+01:00 | none                | none
    0 0/30 2 * * ?  | Europe/Berlin | 2026-03-29T03:00:00+02:00 | none                | none
)");
}
