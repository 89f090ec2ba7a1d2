// What other libraries are known to get wrong, each remarked with the failure, each right here.
//
// The expected instants are worked out by hand from SEMANTICS.md; the clocks are those of `zdump -v` on
// tzdata 2026f.
#include <doctest/doctest.h>

#include <nextfire/cron/cron_expression.hpp>
#include <nextfire/engine/cursor.hpp>
#include <nextfire/engine/schedule.hpp>
#include <nextfire/zone/zone.hpp>

#include <array>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "../support/occurrence_table.hpp"

namespace {

using namespace std::chrono_literals;
using namespace nextfire_test;
using nextfire::cron_dialect;
using nextfire::cron_expression;
using nextfire::schedule;
using nextfire::violation_code;
using std::chrono::sys_seconds;

/// Checks that a text is refused when it is read, and gives the code.
void check_refused(const char* text, violation_code code, cron_dialect dialect = cron_dialect::quartz) {
    CAPTURE(std::string{text});
    const auto read = cron_expression::parse(text, dialect);
    REQUIRE_FALSE(read);
    CHECK((read.errors()[0].code == code));
}

}  // namespace

TEST_CASE("3.2 next at or before its input around a change") {
    // croncpp #8, #24, #32, #34; ccronexpr #15; supertinycron #14; gorhill, gronx and Bosma to this day
    constexpr std::array<const char*, 6> expressions{"0 30 2 * * ?",   "0 30 1 * * ?",   "0 0 * * * ?",
                                                     "0 */10 * * * ?", "0 15 1-3 * * ?", "0 0 0 * * ?"};
    constexpr std::array<const char*, 8> zones{"America/New_York", "Europe/Berlin",       "Europe/Dublin",
                                               "Asia/Beirut",      "Australia/Lord_Howe", "Antarctica/Troll",
                                               "Africa/Cairo",     "America/Nuuk"};
    for (const char* zone : zones) {
        for (const char* expression : expressions) {
            const auto asked = cron_schedule(expression, zone);
            REQUIRE(asked);
            sys_seconds latest = utc("2026-01-01T00:00:00Z");
            std::int64_t backwards = 0;
            for (sys_seconds at = latest; at < utc("2027-01-01T00:00:00Z"); at += 7min) {
                const sys_seconds next = asked->next(at).value_or(sys_seconds{});
                if (next <= at || next < latest) ++backwards;
                latest = next;
            }
            CAPTURE(std::string{zone} + " " + expression);
            CHECK(backwards == 0);
        }
    }
    //          01:00   02:00   03:00   04:00          New York, 8 March 2026: 02:00 -> 03:00 at 07:00Z
    //     ───────┼───────┤ ░gap░ ├───────┼──►
    check_occurrences(R"(
    # croncpp #8: 02:30 after 01:59 gives 01:30
    0 30 2 * * ? | America/New_York | 2026-03-08T01:59:00-05:00 | 2026-03-08T03:00:00-04:00 2026-03-09T02:30:00-04:00
)");
    //          00:00   01:00   02:00                  New York, 1 November 2026: 02:00 -> 01:00 at 06:00Z
    //     ───────┼───────┼───────┤
    //                    ├───────┼───────┼──►
    check_occurrences(R"(
    # ccronexpr #15: stuck at the hour that comes twice
    0 0 * * * ? | America/New_York | 2026-11-01T01:00:00-04:00 | 2026-11-01T01:00:00-05:00 2026-11-01T02:00:00-05:00
)");
}

TEST_CASE("3.3 answers that depend on where one starts") {
    //          00:00   01:00   02:00                  New York, 1 November 2026: 02:00 -> 01:00 at 06:00Z
    //     ───────┼───────┼───────┤
    //                    ├───────┼───────┼──►
    check_occurrences(R"(
    # cron-utils: from 01:40 it finds the second 01:30, from 01:20 it does not
    0 30 1 * * ? | America/New_York | 2026-11-01T01:40:00-04:00 | 2026-11-02T01:30:00-05:00
    # cron-utils, the other start
    0 30 1 * * ? | America/New_York | 2026-11-01T01:20:00-04:00 | 2026-11-01T01:30:00-04:00 2026-11-02T01:30:00-05:00
    # libcron: half an hour after midnight instead of half past one, by the offset of the call
    0 30 1 * * ? | America/New_York | 2026-10-31T12:00:00-04:00 | 2026-11-01T01:30:00-04:00 2026-11-02T01:30:00-05:00 2026-11-03T01:30:00-05:00
)");
    //          01:00   02:00   03:00   04:00          New York, 8 March 2026: 02:00 -> 03:00 at 07:00Z
    //     ───────┼───────┤ ░gap░ ├───────┼──►
    check_occurrences(R"(
    # cron-parser, cron-schedule: asked at 03:23 of the day it moves to 03:30, it loses it
    0 30 2 * * ? gap=shift | America/New_York | 2026-03-08T03:23:00-04:00 | 2026-03-08T03:30:00-04:00 2026-03-09T02:30:00-04:00
)");
}

TEST_CASE("3.1 none for ever after the clock is set back") {
    //          00:00   01:00   02:00                  New York, 1 November 2026: 02:00 -> 01:00 at 06:00Z
    //     ───────┼───────┼───────┤
    //                    ├───────┼───────┼──►
    check_occurrences(R"(
    # Quartz #1138: the given trigger will never fire
    0 15 1 * * ?   | America/New_York | 2026-11-01T01:20:00-04:00 | 2026-11-02T01:15:00-05:00 2026-11-03T01:15:00-05:00
    # Quartz #1138, with a step
    0 0/15 1 * * ? | America/New_York | 2026-11-01T01:45:00-04:00 | 2026-11-01T01:00:00-05:00 2026-11-01T01:15:00-05:00
    # Quartz #1138, once a year
    0 30 1 1 11 ?  | America/New_York | 2026-11-01T01:30:00-04:00 | 2027-11-01T01:30:00-04:00
)");
}

TEST_CASE("2.3 29 February between 2096 and 2104") {
    check_occurrences(R"(
    # croncpp, ccronexpr, robfig, gorhill, cron-utils, fast/cronexpr: none, they look four or five years ahead
    0 0 0 29 2 ? | UTC | 2096-03-01T00:00:00Z | 2104-02-29T00:00:00Z 2108-02-29T00:00:00Z
    # gronx: 3 March
    0 0 0 29 2 ? | UTC | 2098-03-01T00:00:00Z | 2104-02-29T00:00:00Z 2108-02-29T00:00:00Z
    # croniter #55: only within four years
    0 0 0 29 2 ? | UTC | 1999-01-01T00:00:00Z | 2000-02-29T00:00:00Z 2004-02-29T00:00:00Z
    # kelektiv/cron: bounded by eight years from today
    0 0 0 29 2 ? | UTC | 9995-01-01T00:00:00Z | 9996-02-29T00:00:00Z none
)");
    // ccronexpr #32: cron_prev of 29 February never returns
    const auto leap_day = cron_schedule("0 0 0 29 2 ?", "UTC");
    REQUIRE(leap_day);
    CHECK(text(leap_day->prev(utc("2104-02-29T00:00:00Z"))) == "2096-02-29T00:00:00Z");
    CHECK(text(leap_day->prev(utc("2026-11-24T00:00:00Z"))) == "2024-02-29T00:00:00Z");
    CHECK(text(leap_day->prev(utc("1972-02-29T00:00:00Z"))) == "none");
}

TEST_CASE("2.6 dates that do not exist") {
    // an endless loop in cronosjs #37, cron-plus, supertinycron #3, Bosma; a century of seconds in Quartz.NET
    // #3690; 3 March in gronx
    check_refused("0 0 0 30 2 ?", violation_code::never_fires);
    check_refused("0 0 0 31 2,4,6,9,11 ?", violation_code::never_fires);
    check_refused("0 0 0 30,31 FEB ? 2000-2400", violation_code::never_fires);
    check_refused("0 0 30 2 *", violation_code::never_fires, cron_dialect::unix_cron);
    check_refused("0 0 0 31 4 *", violation_code::never_fires, cron_dialect::spring);
}

TEST_CASE("4.4 summer time that is behind") {
    //          00:00   01:00   02:00   03:00          Dublin, 31 March 2024: 01:00 -> 02:00 at 01:00Z
    //     ───────┼───────┤ ░gap░ ├───────┼──►
    check_occurrences(R"(
    # ccronexpr ends in a stack overflow, from 1711800000; systemd #32039 went round for ever
    0 30 1 * * ? | Europe/Dublin | 2024-03-30T12:00:00Z | 2024-03-31T02:00:00+01:00 2024-04-01T01:30:00+01:00
    # systemd #32039, every hour
    0 0 * * * ?  | Europe/Dublin | 2024-03-31T00:00:00Z | 2024-03-31T02:00:00+01:00 2024-03-31T03:00:00+01:00
)");
}

TEST_CASE("2.4 every n days, across a change") {
    //          01:00   02:00   03:00   04:00          Berlin, 29 March 2026: 02:00 -> 03:00 at 01:00Z
    //     ───────┼───────┤ ░gap░ ├───────┼──►
    //
    //          01:00   02:00   03:00                  Berlin, 25 October 2026: 03:00 -> 02:00 at 01:00Z
    //     ───────┼───────┼───────┤
    //                    ├───────┼───────┼──►
    check_occurrences(R"(
    # Quartz #1352 leaves out the day after a gap; Quartz.NET #2497 answers one instant for ever
    every 2 days from 2026-03-27 at 02:30 | Europe/Berlin | 2026-03-26T00:00:00Z | 2026-03-27T02:30:00+01:00 2026-03-29T03:00:00+02:00
                                          |               |                      | 2026-03-31T02:30:00+02:00 2026-04-02T02:30:00+02:00
    every 3 days from 2026-10-22 at 02:30 | Europe/Berlin | 2026-10-21T00:00:00Z | 2026-10-22T02:30:00+02:00 2026-10-25T02:30:00+02:00 2026-10-28T02:30:00+01:00
    # node-cron #216, NCrontab #23: a step of days begins anew each month; here that is said (fidelity), and asked for
    every 2 days from 2026-01-31 at 09:00 | UTC           | 2026-01-30T00:00:00Z | 2026-01-31T09:00:00Z 2026-02-02T09:00:00Z 2026-02-04T09:00:00Z
)");
}

TEST_CASE("4.2 an hour of runs lost when the clock is set back") {
    // croncpp, ccronexpr, cronosjs, gorhill, systemd #8647; Quartz runs in the second hour alone
    //          00:00   01:00   02:00                  New York, 1 November 2026: 02:00 -> 01:00 at 06:00Z
    //     ───────┼───────┼───────┤
    //                    ├───────┼───────┼──►
    const auto from = utc("2026-11-01T00:00:00-04:00");
    const auto until = utc("2026-11-01T03:00:00-05:00");  // four hours later
    CHECK(cron_schedule("*/10 * * * * ?", "America/New_York")->count(from, until) == 1440);
    CHECK(cron_schedule("0 * * * * ?", "America/New_York")->count(from, until) == 240);
    CHECK(cron_schedule("0 0/5 0-2 * * ?", "America/New_York")->count(from, until) == 48);
    //          01:00   02:00   03:00   04:00          New York, 8 March 2026: 02:00 -> 03:00 at 07:00Z
    //     ───────┼───────┤ ░gap░ ├───────┼──►
    // and not one too many when it is set forward, in the day of 23 hours
    CHECK(cron_schedule("0 * * * * ?", "America/New_York")
              ->count(utc("2026-03-08T00:00:00-05:00"), utc("2026-03-09T00:00:00-04:00")) == 1380);
}

TEST_CASE("4.1 a run lost when the clock is set forward") {
    //          00:00   01:00   02:00   03:00          London, 29 March 2026: 01:00 -> 02:00 at 01:00Z
    //     ───────┼───────┤ ░gap░ ├───────┼──►
    check_occurrences(R"(
    # robfig/cron #541, at Monzo: the night's job was left out
    0 0 1 * * ? | Europe/London | 2026-03-28T12:00:00Z | 2026-03-29T02:00:00+01:00 2026-03-30T01:00:00+01:00
)");
    //          01:00   02:00   03:00   04:00          Berlin, 29 March 2026: 02:00 -> 03:00 at 01:00Z
    //     ───────┼───────┤ ░gap░ ├───────┼──►
    check_occurrences(R"(
    # systemd #5595: OnCalendar in the gap
    0 30 2 * * ? | Europe/Berlin | 2026-03-28T12:00:00+01:00 | 2026-03-29T03:00:00+02:00 2026-03-30T02:30:00+02:00
)");
    //          23:00   00:00   01:00   02:00          Cairo, 26 April 2024, and Sao Paulo, 4 November 2018:
    //          00:00 -> 01:00
    //     ───────┼───────┤ ░gap░ ├───────┼──►
    check_occurrences(R"(
    # spring #36865: a whole day lost, for midnight is in the gap
    0 0 0 * * ? | Africa/Cairo      | 2024-04-25T12:00:00+02:00 | 2024-04-26T01:00:00+03:00 2024-04-27T00:00:00+03:00
    # spring #36865, Sao Paulo
    0 0 0 * * ? | America/Sao_Paulo | 2018-11-03T12:00:00-03:00 | 2018-11-04T01:00:00-02:00 2018-11-05T00:00:00-02:00
    # spring #36865, later that day
    0 0 9 * * ? | Africa/Cairo      | 2024-04-25T12:00:00+02:00 | 2024-04-26T09:00:00+03:00
)");
    //          01:00   02:00   03:00   04:00          New York, 8 March 2026: 02:00 -> 03:00 at 07:00Z
    //     ───────┼───────┤ ░gap░ ├───────┼──►
    check_occurrences(R"(
    # cronie #218: a day lost by adding 86,400 s
    0 30 23 ? * SUN | America/New_York | 2026-03-07T23:45:00-05:00 | 2026-03-08T23:30:00-04:00
)");
}

TEST_CASE("4.4 the day that Apia never had") {
    //     29 Dec 00:00   29 Dec 24:00 = 31 Dec 00:00   Apia, 2011-12-30T10:00Z: -10 -> +14
    //     ──────┼─────────────────────┼────────────►   everything of 30 December fires at the jump
    check_occurrences(R"(
    # cronsim, croniter: 31 December 00:00 for every time that goes by on the 30th
    0 */30 9 30 12 ? | Pacific/Apia | 2011-12-01T00:00:00-10:00 | 2012-12-30T09:00:00+14:00 2012-12-30T09:30:00+14:00
    # croner for Rust: an error, the search has a limit
    0 0 0 ? * FRI    | Pacific/Apia | 2011-12-29T00:00:00-10:00 | 2011-12-31T00:00:00+14:00 2012-01-06T00:00:00+14:00
)");
    check_occurrences(R"(
    # cronsim, croniter: the same where gaps are skipped
    0 0 9 30 12 ? gap=skip | Pacific/Apia | 2011-12-01T00:00:00-10:00 | 2012-12-30T09:00:00+14:00
)");
}

TEST_CASE("5.4 L among other days") {
    check_occurrences(R"(
    # cron-utils leaves L out
    0 0 9 1,2,28,L 1,3,12 ? | UTC | 2026-01-28T12:00:00Z | 2026-01-31T09:00:00Z 2026-03-01T09:00:00Z
    # cron-utils: from 30 January to 30 March
    0 0 9 30,L * ?          | UTC | 2026-01-30T09:00:00Z | 2026-01-31T09:00:00Z 2026-02-28T09:00:00Z 2026-03-30T09:00:00Z
    # ximtech adds the last day but two: 29 March
    0 0 9 30,L * ?          | UTC | 2026-03-01T00:00:00Z | 2026-03-30T09:00:00Z 2026-03-31T09:00:00Z 2026-04-30T09:00:00Z 2026-05-30T09:00:00Z
    # supertinycron reads 1,L as L
    0 0 9 1,L * ?           | UTC | 2026-03-15T00:00:00Z | 2026-03-31T09:00:00Z 2026-04-01T09:00:00Z
    # supertinycron reads FRIL as FRI
    0 0 9 ? * FRIL          | UTC | 2026-03-01T00:00:00Z | 2026-03-27T09:00:00Z 2026-04-24T09:00:00Z
    # fast/cronexpr loses 31 December
    0 0 9 1,2,28,L 1,3,12 ? | UTC | 2026-12-28T12:00:00Z | 2026-12-31T09:00:00Z 2027-01-01T09:00:00Z
)");
}

TEST_CASE("5.4 months") {
    check_occurrences(R"(
    # ccronexpr #35: from 31 October, 11-12 begins in December
    0 0 0 1 11-12 ?  | UTC | 2026-10-31T00:00:00Z | 2026-11-01T00:00:00Z 2026-12-01T00:00:00Z 2027-11-01T00:00:00Z
    # ccronexpr #35, the day before: 31 in a month of 30
    0 0 0 31 11-12 ? | UTC | 2026-10-31T00:00:00Z | 2026-12-31T00:00:00Z 2027-12-31T00:00:00Z
)");
}

TEST_CASE("5.4 texts that are no expressions") {
    // Quartz accepts the first five and cron-parser the empty one
    check_refused("0 */0 * * * ?", violation_code::out_of_range);
    for (const char* text :
         {"0 */-1 * * * ?", "0 1, * * * ?", "0 1,,2 * * * ?", "0 ,1 * * * ?", "", "   ", "\t"}) {
        CAPTURE(std::string{text});
        for (const cron_dialect dialect :
             {cron_dialect::quartz, cron_dialect::unix_cron, cron_dialect::spring, cron_dialect::aws})
            CHECK_FALSE(cron_expression::parse(text, dialect));
    }
    check_occurrences(R"(
    # libcron: @daily is refused
    @daily         | UTC | 2026-11-24T10:00:00Z | 2026-11-25T00:00:00Z 2026-11-26T00:00:00Z
    # croner refuses 0/15
    0 0/15 * * * ? | UTC | 2026-11-24T10:00:00Z | 2026-11-24T10:15:00Z
)");
}

TEST_CASE("1.1 years that numbers run out of") {
    check_occurrences(R"(
    # cronie #162: 32 bits of seconds
    0 0 9 * * ?   | UTC              | 2038-01-19T03:14:07Z | 2038-01-19T09:00:00Z 2038-01-20T09:00:00Z
    # a date library without the zone's rule: winter time in July 2038
    0 0 9 * * ?   | America/New_York | 2038-07-01T00:00:00Z | 2038-07-01T09:00:00-04:00 2038-07-02T09:00:00-04:00
    # gorhill and cron-utils end in 2099
    0 0 9 1 1 ?   | UTC              | 2099-12-31T00:00:00Z | 2100-01-01T09:00:00Z 2101-01-01T09:00:00Z
    # 2100 has no 29 February, and supertinycron ends in 2200
    0 0 9 * * ?   | UTC              | 2100-02-28T09:00:00Z | 2100-03-01T09:00:00Z 2100-03-02T09:00:00Z
    # 32 bits without a sign
    0 0 9 * * ?   | UTC              | 2106-02-07T06:28:15Z | 2106-02-07T09:00:00Z 2106-02-08T09:00:00Z
    # systemd ends in 2199, supertinycron in 2200
    0 0 9 1,L * ? | UTC              | 2199-12-31T00:00:00Z | 2199-12-31T09:00:00Z 2200-01-01T09:00:00Z 2200-01-31T09:00:00Z
    # libcron: 64 bits of nanoseconds wrap
    0 0 9 * * ?   | UTC              | 2262-04-11T23:47:16Z | 2262-04-12T09:00:00Z 2262-04-13T09:00:00Z
)");
}

TEST_CASE("3.1 the one before, at a change") {
    // Cronos #92, #71; croncpp looks for it by halving.  The first instant is asked from, each later one is
    // what comes before its predecessor.
    const auto check_backwards = [](std::string_view table) {
        for (const fact& line : facts_of(3, table)) {
            CAPTURE(line.lines);
            const auto asked = schedule_of(line.columns[0], "America/New_York");
            REQUIRE(asked);
            std::string stands_at = line.columns[1];
            nextfire::cursor walk{*asked, utc(stands_at.c_str())};
            for (const std::string& before : words_of(line.columns[2])) {
                CHECK(text(asked->prev(utc(stands_at.c_str()))) == in_utc(before));
                CHECK(text(walk.prev()) == in_utc(before));
                stands_at = before;
            }
        }
    };
    //          01:00   02:00   03:00   04:00          New York, 8 March 2026: 02:00 -> 03:00 at 07:00Z
    //     ───────┼───────┤ ░gap░ ├───────┼──►
    check_backwards(R"(
    0 30 2 * * ?   | 2026-03-09T00:00:00-04:00 | 2026-03-08T03:00:00-04:00 2026-03-07T02:30:00-05:00
    0 */30 * * * ? | 2026-03-08T03:30:00-04:00 | 2026-03-08T03:00:00-04:00 2026-03-08T01:30:00-05:00
    0 0 2 * * ?    | 2026-03-08T03:00:00-04:00 | 2026-03-07T02:00:00-05:00
)");
    //          00:00   01:00   02:00                  New York, 1 November 2026: 02:00 -> 01:00 at 06:00Z
    //     ───────┼───────┼───────┤
    //                    ├───────┼───────┼──►
    check_backwards(R"(
    0 30 1 * * ?   | 2026-11-01T12:00:00-05:00 | 2026-11-01T01:30:00-04:00 2026-10-31T01:30:00-04:00
    0 30 1 * * ?   | 2026-11-01T01:30:00-05:00 | 2026-11-01T01:30:00-04:00
    0 */30 * * * ? | 2026-11-01T02:00:00-05:00 | 2026-11-01T01:30:00-05:00 2026-11-01T01:00:00-05:00 2026-11-01T01:30:00-04:00
                   |                           | 2026-11-01T01:00:00-04:00 2026-11-01T00:30:00-04:00
)");
}

TEST_CASE("5.3 a step of days beside a weekday") {
    check_occurrences(R"(
    # robfig, cron-parser: */2 of the days, or a Monday; Vixie: a field that begins with a star is open, so both
    0 9 */2 * MON dialect=unix | UTC | 2026-11-01T00:00:00Z | 2026-11-09T09:00:00Z 2026-11-23T09:00:00Z 2026-12-07T09:00:00Z
)");
}
