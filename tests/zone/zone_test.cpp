// Facts about clocks, by hand from `zdump -v` on tzdata 2026f: instants on the left, wall clocks on the
// right.
#include <doctest/doctest.h>

#include <nextfire/zone/zone.hpp>
#include <nextfire/zone/zone_source.hpp>

#include <algorithm>
#include <cstdint>
#include <string>
#include <unordered_set>
#include <vector>

#include "../support/fact_table.hpp"
#include "../support/instants.hpp"

namespace {

using namespace std::chrono_literals;
using namespace nextfire_test;
using nextfire::local_kind;
using nextfire::zone;
using std::chrono::local_seconds;
using std::chrono::seconds;
using std::chrono::sys_seconds;

zone zone_named(const char* name) {
    const auto found = zone::find(name);
    REQUIRE_MESSAGE(found, name);
    return *found;
}

/// Checks clocks that change, a change a line: the zone, the first instant on the new clock, and what the clock
/// reads, and calls the time, a second before it and then.
void check_changes(const char* table) {
    for (const fact& line : facts_of(4, table)) {
        CAPTURE(line.lines);
        const zone place = zone_named(line.columns[0].c_str());
        const sys_seconds change = utc(line.columns[1].c_str());
        const std::vector<std::string> last = words_of(line.columns[2]);
        const std::vector<std::string> first = words_of(line.columns[3]);
        const local_seconds last_local = local(last.at(0).c_str());
        CHECK(place.to_local(change - 1s) == last_local);
        CHECK(place.to_local(change) == local(first.at(0).c_str()));
        const auto before = place.period_at(change - 1s);
        const auto after = place.period_at(change);
        CHECK(before.end == change);
        CHECK(after.begin == change);
        CHECK(before.abbreviation == last.at(1));
        CHECK(after.abbreviation == first.at(1));
        CHECK(before.offset == last_local - local_seconds{(change - 1s).time_since_epoch()});
        CHECK(after.offset == place.offset_at(change));
    }
}

/// Checks how often local times exist, one a line: the zone, the local time, and its local_lookup: kind, before,
/// change and after.
void check_lookups(const char* table) {
    for (const fact& line : facts_of(6, table)) {
        CAPTURE(line.lines);
        const auto found = zone_named(line.columns[0].c_str()).lookup(local(line.columns[1].c_str()));
        CHECK(to_string(found.kind) == line.columns[2]);
        CHECK(found.before == utc(line.columns[3].c_str()));
        CHECK(found.change == utc(line.columns[4].c_str()));
        CHECK(found.after == utc(line.columns[5].c_str()));
    }
}

/// Collects the instants at which a clock shows a local time, by asking every offset it has around then.
std::vector<sys_seconds> passes(const zone& place, local_seconds local) {
    std::vector<sys_seconds> found;
    const sys_seconds same_digits{local.time_since_epoch()};
    for (auto at = same_digits - 27h; at < same_digits + 27h; at = place.period_at(at).end) {
        const sys_seconds pass{local.time_since_epoch() - place.offset_at(at)};
        const auto period = place.period_at(at);
        if (pass >= period.begin && pass < period.end) found.push_back(pass);
        if (period.end == sys_seconds::max()) break;
    }
    return found;
}

}  // namespace

TEST_CASE("1.2 4.4 4.5 a clock changes at the second, from and to what the table says") {
    //          01:00   02:00   03:00   04:00          New York, 8 March 2026: 02:00 -> 03:00 at 07:00Z
    //     ───────┼───────┤ ░gap░ ├───────┼──►
    check_changes(R"(
    America/New_York | 2026-03-08T07:00:00Z | 2026-03-08T01:59:59 EST | 2026-03-08T03:00:00 EDT
)");
    //          00:00   01:00   02:00                  New York, 1 November 2026: 02:00 -> 01:00 at 06:00Z
    //     ───────┼───────┼───────┤
    //                    ├───────┼───────┼──►
    check_changes(R"(
    America/New_York | 2026-11-01T06:00:00Z | 2026-11-01T01:59:59 EDT | 2026-11-01T01:00:00 EST
)");
    //          01:00   02:00   03:00   04:00          Berlin, 29 March 2026: 02:00 -> 03:00 at 01:00Z
    //     ───────┼───────┤ ░gap░ ├───────┼──►
    check_changes(R"(
    Europe/Berlin | 2026-03-29T01:00:00Z | 2026-03-29T01:59:59 CET | 2026-03-29T03:00:00 CEST
)");
    //          01:00   02:00   03:00                  Berlin, 25 October 2026: 03:00 -> 02:00 at 01:00Z
    //     ───────┼───────┼───────┤
    //                    ├───────┼───────┼──►
    check_changes(R"(
    Europe/Berlin | 2026-10-25T01:00:00Z | 2026-10-25T02:59:59 CEST | 2026-10-25T02:00:00 CET
)");
    // From the rule alone: no file lists these.
    check_changes(R"(
    America/New_York | 2040-03-11T07:00:00Z | 2040-03-11T01:59:59 EST  | 2040-03-11T03:00:00 EDT
    America/New_York | 2040-11-04T06:00:00Z | 2040-11-04T01:59:59 EDT  | 2040-11-04T01:00:00 EST
    Europe/Berlin    | 9999-10-31T01:00:00Z | 9999-10-31T02:59:59 CEST | 9999-10-31T02:00:00 CET
)");
}

TEST_CASE("1.2 4.4 a clock leaps over a whole day") {
    //     29 Dec 00:00   29 Dec 24:00 = 31 Dec 00:00   Apia, 2011-12-30T10:00Z: -10 -> +14
    //     ──────┼─────────────────────┼────────────►   30 December never exists
    check_changes(R"(
    Pacific/Apia | 2011-12-30T10:00:00Z | 2011-12-29T23:59:59 -10 | 2011-12-31T00:00:00 +14
)");
    // 21 August 1993, 31 December 1994
    check_changes(R"(
    Pacific/Kwajalein  | 1993-08-21T12:00:00Z | 1993-08-20T23:59:59 -12 | 1993-08-22T00:00:00 +12
    Pacific/Kiritimati | 1994-12-31T10:00:00Z | 1994-12-30T23:59:59 -10 | 1995-01-01T00:00:00 +14
)");
}

TEST_CASE("1.2 4.4 winter time in Ramadan, and since September 2026 all year") {
    //          01:00   02:00   03:00                  Casablanca, 15 February 2026: 03:00 -> 02:00 at 02:00Z
    //     ───────┼───────┼───────┤
    //                    ├───────┼───────┼──►
    check_changes(R"(
    Africa/Casablanca | 2026-02-15T02:00:00Z | 2026-02-15T02:59:59 +01 | 2026-02-15T02:00:00 +00
)");
    //          01:00   02:00   03:00   04:00          22 March 2026: 02:00 -> 03:00 at 02:00Z
    //     ───────┼───────┤ ░gap░ ├───────┼──►
    check_changes(R"(
    Africa/Casablanca | 2026-03-22T02:00:00Z | 2026-03-22T01:59:59 +00 | 2026-03-22T03:00:00 +01
)");
    //          00:00   01:00   02:00                  20 September 2026: 02:00 -> 01:00 at 01:00Z
    //     ───────┼───────┼───────┤
    //                    ├───────┼───────┼──►
    check_changes(R"(
    Africa/Casablanca | 2026-09-20T01:00:00Z | 2026-09-20T01:59:59 +01 | 2026-09-20T01:00:00 +00
)");
}

TEST_CASE("1.2 4.4 a change need not be an hour") {
    //          00:00   01:00   03:00   04:00          Troll, 29 March 2026: 01:00 -> 03:00 at 01:00Z
    //     ───────┼───────┤ ░gap░ ├───────┼──►
    check_changes(R"(
    Antarctica/Troll | 2026-03-29T01:00:00Z | 2026-03-29T00:59:59 +00 | 2026-03-29T03:00:00 +02
)");
    //          00:00   01:00   03:00                  Troll, 25 October 2026: 03:00 -> 01:00 at 01:00Z
    //     ───────┼───────┼───────┤
    //                    ├───────┼───────┼──►
    check_changes(R"(
    Antarctica/Troll | 2026-10-25T01:00:00Z | 2026-10-25T02:59:59 +02 | 2026-10-25T01:00:00 +00
)");
    //          01:00   01:30   02:00                  Lord Howe, 5 April 2026: 02:00 -> 01:30
    //     ───────┼───────┼───────┤
    //                    ├───────┼───────┼──►
    check_changes(R"(
    Australia/Lord_Howe | 2026-04-04T15:00:00Z | 2026-04-05T01:59:59 +11 | 2026-04-05T01:30:00 +1030
)");
    //          01:30   02:00   02:30   03:00          Lord Howe, 4 October 2026: 02:00 -> 02:30
    //     ───────┼───────┤ ░gap░ ├───────┼──►
    check_changes(R"(
    Australia/Lord_Howe | 2026-10-03T15:30:00Z | 2026-10-04T01:59:59 +1030 | 2026-10-04T02:30:00 +11
)");
    //          23:01   00:01   03:01   04:01          Casey, 4 October 2020: 00:01 -> 03:01
    //     ───────┼───────┤ ░gap░ ├───────┼──►
    check_changes(R"(
    Antarctica/Casey | 2020-10-03T16:01:00Z | 2020-10-04T00:00:59 +08 | 2020-10-04T03:01:00 +11
)");
    //          23:45   00:00   00:15   00:30          Kathmandu, 1 January 1986: 00:00 -> 00:15
    //     ───────┼───────┤ ░gap░ ├───────┼──►
    check_changes(R"(
    Asia/Kathmandu | 1985-12-31T18:30:00Z | 1985-12-31T23:59:59 +0530 | 1986-01-01T00:15:00 +0545
)");
}

TEST_CASE("1.2 4.4 midnight is leapt over, or seen twice") {
    //          23:00   00:00   01:00   02:00          São Paulo, 4 November 2018: 00:00 -> 01:00 at 03:00Z
    //     ───────┼───────┤ ░gap░ ├───────┼──►
    check_changes(R"(
    America/Sao_Paulo | 2018-11-04T03:00:00Z | 2018-11-03T23:59:59 -03 | 2018-11-04T01:00:00 -02
)");
    //          22:00   23:00   24:00                  São Paulo, 16 February 2019: 24:00 -> 23:00
    //     ───────┼───────┼───────┤
    //                    ├───────┼───────┼──►
    check_changes(R"(
    America/Sao_Paulo | 2019-02-17T02:00:00Z | 2019-02-16T23:59:59 -02 | 2019-02-16T23:00:00 -03
)");
    //          23:00   00:00   01:00   02:00          Beirut, 29 March 2026: 00:00 -> 01:00
    //     ───────┼───────┤ ░gap░ ├───────┼──►
    check_changes(R"(
    Asia/Beirut | 2026-03-28T22:00:00Z | 2026-03-28T23:59:59 EET | 2026-03-29T01:00:00 EEST
)");
    //          22:00   23:00   24:00                  Beirut, 24 October 2026: 24:00 -> 23:00 at 21:00Z
    //     ───────┼───────┼───────┤
    //                    ├───────┼───────┼──►
    check_changes(R"(
    Asia/Beirut | 2026-10-24T21:00:00Z | 2026-10-24T23:59:59 EEST | 2026-10-24T23:00:00 EET
)");
    //          22:00   23:00   24:00                  Cairo, 29 October 2026: 24:00 -> 23:00 at 21:00Z
    //     ───────┼───────┼───────┤
    //                    ├───────┼───────┼──►
    check_changes(R"(
    Africa/Cairo | 2026-10-29T21:00:00Z | 2026-10-29T23:59:59 EEST | 2026-10-29T23:00:00 EET
)");
    //          23:00   00:00   01:00   02:00          Havana, 8 March 2026: 00:00 -> 01:00 at 05:00Z
    //     ───────┼───────┤ ░gap░ ├───────┼──►
    check_changes(R"(
    America/Havana | 2026-03-08T05:00:00Z | 2026-03-07T23:59:59 CST | 2026-03-08T01:00:00 CDT
)");
}

TEST_CASE("1.2 4.4 4.5 four changes in one year, which Debian's `zic -b slim` forgets") {
    //          01:00   02:00   03:00   04:00          Gaza, 25 March and 14 October 2073: 02:00 -> 03:00
    //     ───────┼───────┤ ░gap░ ├───────┼──►
    //          00:00   01:00   02:00                  2 September and 28 October 2073: 02:00 -> 01:00
    //     ───────┼───────┼───────┤
    //                    ├───────┼───────┼──►
    check_changes(R"(
    Asia/Gaza | 2073-03-25T00:00:00Z | 2073-03-25T01:59:59 EET  | 2073-03-25T03:00:00 EEST
    Asia/Gaza | 2073-09-01T23:00:00Z | 2073-09-02T01:59:59 EEST | 2073-09-02T01:00:00 EET
    Asia/Gaza | 2073-10-14T00:00:00Z | 2073-10-14T01:59:59 EET  | 2073-10-14T03:00:00 EEST
    Asia/Gaza | 2073-10-27T23:00:00Z | 2073-10-28T01:59:59 EEST | 2073-10-28T01:00:00 EET
)");
}

TEST_CASE("1.2 4.4 changes that are unlike most") {
    // Standard time in summer, "summer time" in winter.
    //          00:00   01:00   02:00   03:00          Dublin, 29 March 2026: 01:00 -> 02:00 at 01:00Z
    //     ───────┼───────┤ ░gap░ ├───────┼──►
    check_changes(R"(
    Europe/Dublin | 2026-03-29T01:00:00Z | 2026-03-29T00:59:59 GMT | 2026-03-29T02:00:00 IST
)");
    // A rule at hour -1.
    //          22:00   23:00   00:00   01:00          Nuuk, 30 March 2024: 23:00 -> 24:00
    //     ───────┼───────┤ ░gap░ ├───────┼──►
    check_changes(R"(
    America/Nuuk | 2024-03-31T01:00:00Z | 2024-03-30T22:59:59 -02 | 2024-03-31T00:00:00 -01
)");
    // No summer time anywhere in sight.
    //          23:00   23:30   24:00                  Pyongyang, 14 August 2015: 24:00 -> 23:30 at 15:00Z
    //     ───────┼───────┼───────┤
    //                    ├───────┼───────┼──►
    check_changes(R"(
    Asia/Pyongyang | 2015-08-14T15:00:00Z | 2015-08-14T23:59:59 KST | 2015-08-14T23:30:00 KST
)");
    //          02:00   02:30   03:00   03:30          Caracas, 1 May 2016: 02:30 -> 03:00 at 07:00Z
    //     ───────┼───────┤ ░gap░ ├───────┼──►
    check_changes(R"(
    America/Caracas | 2016-05-01T07:00:00Z | 2016-05-01T02:29:59 -0430 | 2016-05-01T03:00:00 -04
)");
    // 29 February ends twice.
    //          22:00   23:00   24:00                  Almaty, 29 February 2024: 24:00 -> 23:00 at 18:00Z
    //     ───────┼───────┼───────┤
    //                    ├───────┼───────┼──►
    check_changes(R"(
    Asia/Almaty | 2024-02-29T18:00:00Z | 2024-02-29T23:59:59 +06 | 2024-02-29T23:00:00 +05
)");
    // The last offset with odd seconds.
    //          23:30   00:00   00:44:30               Monrovia, 7 January 1972: 00:00 -> 00:44:30
    //     ───────┼───────┤ ░gap░ ├──────────►
    check_changes(R"(
    Africa/Monrovia | 1972-01-07T00:44:30Z | 1972-01-06T23:59:59 MMT | 1972-01-07T00:44:30 GMT
)");
    // A summer of a week.
    //          23:00   00:00   01:00   02:00          Noronha, 8 October 2000: 00:00 -> 01:00 at 02:00Z
    //     ───────┼───────┤ ░gap░ ├───────┼──►
    check_changes(R"(
    America/Noronha | 2000-10-08T02:00:00Z | 2000-10-07T23:59:59 -02 | 2000-10-08T01:00:00 -01
)");
    //          22:00   23:00   24:00                  14 October 2000: 24:00 -> 23:00
    //     ───────┼───────┼───────┤
    //                    ├───────┼───────┼──►
    check_changes(R"(
    America/Noronha | 2000-10-15T01:00:00Z | 2000-10-14T23:59:59 -01 | 2000-10-14T23:00:00 -02
)");
    // The clock runs on and only its name changes.
    //          01:00   02:00   03:00                  Edmonton, 1 November 2026: MDT -> CST at 08:00Z
    //     ───────┼───────┼───────┼──►
    check_changes(R"(
    America/Edmonton | 2026-11-01T08:00:00Z | 2026-11-01T01:59:59 MDT | 2026-11-01T02:00:00 CST
)");
}

TEST_CASE("4.4 a change of rule that leaves the clock as it was is none") {
    const zone scoresbysund = zone_named("America/Scoresbysund");
    const auto period = scoresbysund.period_at(utc("2024-03-31T01:00:00Z"));
    CHECK(period.begin == utc("2023-10-29T01:00:00Z"));
    CHECK(period.end == utc("2024-10-27T01:00:00Z"));
    CHECK(period.offset == -1h);
}

TEST_CASE("1.2 a local time exists once, never or twice") {
    //          01:00   02:00   03:00   04:00          Berlin, 29 March 2026: 02:00 -> 03:00 at 01:00Z
    //     ───────┼───────┤ ░gap░ ├───────┼──►
    check_lookups(R"(
    Europe/Berlin | 2026-03-29T01:59:59 | once | 2026-03-29T00:59:59Z | 2026-03-29T00:59:59Z | 2026-03-29T00:59:59Z
    Europe/Berlin | 2026-03-29T02:00:00 | gap  | 2026-03-29T01:00:00Z | 2026-03-29T01:00:00Z | 2026-03-29T00:00:00Z
    Europe/Berlin | 2026-03-29T02:30:00 | gap  | 2026-03-29T01:30:00Z | 2026-03-29T01:00:00Z | 2026-03-29T00:30:00Z
    Europe/Berlin | 2026-03-29T02:59:59 | gap  | 2026-03-29T01:59:59Z | 2026-03-29T01:00:00Z | 2026-03-29T00:59:59Z
    Europe/Berlin | 2026-03-29T03:00:00 | once | 2026-03-29T01:00:00Z | 2026-03-29T01:00:00Z | 2026-03-29T01:00:00Z
)");
    //          01:00   02:00   03:00                  Berlin, 25 October 2026: 03:00 -> 02:00 at 01:00Z
    //     ───────┼───────┼───────┤
    //                    ├───────┼───────┼──►
    check_lookups(R"(
    Europe/Berlin | 2026-10-25T01:59:59 | once    | 2026-10-24T23:59:59Z | 2026-10-24T23:59:59Z | 2026-10-24T23:59:59Z
    Europe/Berlin | 2026-10-25T02:00:00 | overlap | 2026-10-25T00:00:00Z | 2026-10-25T01:00:00Z | 2026-10-25T01:00:00Z
    Europe/Berlin | 2026-10-25T02:59:59 | overlap | 2026-10-25T00:59:59Z | 2026-10-25T01:00:00Z | 2026-10-25T01:59:59Z
    Europe/Berlin | 2026-10-25T03:00:00 | once    | 2026-10-25T02:00:00Z | 2026-10-25T02:00:00Z | 2026-10-25T02:00:00Z
)");
    // The same by the rule, far away.
    check_lookups(R"(
    Europe/Berlin | 9999-03-28T02:30:00 | gap     | 9999-03-28T01:30:00Z | 9999-03-28T01:00:00Z | 9999-03-28T00:30:00Z
    Europe/Berlin | 9999-10-31T02:30:00 | overlap | 9999-10-31T00:30:00Z | 9999-10-31T01:00:00Z | 9999-10-31T01:30:00Z
)");
}

TEST_CASE("1.2 a local time exists once, never or twice, where the change is unlike most") {
    //     29 Dec 00:00   29 Dec 24:00 = 31 Dec 00:00   Apia, 2011-12-30T10:00Z: -10 -> +14
    //     ──────┼─────────────────────┼────────────►   30 December never exists
    check_lookups(R"(
    Pacific/Apia | 2011-12-30T12:00:00 | gap | 2011-12-30T22:00:00Z | 2011-12-30T10:00:00Z | 2011-12-29T22:00:00Z
)");
    //          01:30   02:00   02:30   03:00          Lord Howe, 4 October 2026: 02:00 -> 02:30
    //     ───────┼───────┤ ░gap░ ├───────┼──►
    check_lookups(R"(
    Australia/Lord_Howe | 2026-10-04T02:15:00 | gap | 2026-10-03T15:45:00Z | 2026-10-03T15:30:00Z | 2026-10-03T15:15:00Z
)");
    //          01:00   01:30   02:00                  Lord Howe, 5 April 2026: 02:00 -> 01:30
    //     ───────┼───────┼───────┤
    //                    ├───────┼───────┼──►
    check_lookups(R"(
    Australia/Lord_Howe | 2026-04-05T01:45:00 | overlap | 2026-04-04T14:45:00Z | 2026-04-04T15:00:00Z | 2026-04-04T15:15:00Z
)");
    //          23:00   00:00   01:00   02:00          Beirut, 29 March 2026: 00:00 -> 01:00
    //     ───────┼───────┤ ░gap░ ├───────┼──►
    check_lookups(R"(
    Asia/Beirut | 2026-03-29T00:00:00 | gap | 2026-03-28T22:00:00Z | 2026-03-28T22:00:00Z | 2026-03-28T21:00:00Z
)");
    //          22:00   23:00   24:00                  Almaty, 29 February 2024: 24:00 -> 23:00 at 18:00Z
    //     ───────┼───────┼───────┤
    //                    ├───────┼───────┼──►
    check_lookups(R"(
    Asia/Almaty | 2024-02-29T23:30:00 | overlap | 2024-02-29T17:30:00Z | 2024-02-29T18:00:00Z | 2024-02-29T18:30:00Z
)");
    //          01:00   02:00   03:00                  Edmonton, 1 November 2026: MDT -> CST at 08:00Z
    //     ───────┼───────┼───────┼──►
    check_lookups(R"(
    America/Edmonton | 2026-11-01T01:30:00 | once | 2026-11-01T07:30:00Z | 2026-11-01T07:30:00Z | 2026-11-01T07:30:00Z
    America/Edmonton | 2026-11-01T02:00:00 | once | 2026-11-01T08:00:00Z | 2026-11-01T08:00:00Z | 2026-11-01T08:00:00Z
)");
}

TEST_CASE("1.2 a local time exists once on both sides of what 32 bits can count") {
    check_lookups(R"(
    Asia/Shanghai | 2106-02-07T14:28:14 | once | 2106-02-07T06:28:14Z | 2106-02-07T06:28:14Z | 2106-02-07T06:28:14Z
    Asia/Shanghai | 2106-02-07T14:28:15 | once | 2106-02-07T06:28:15Z | 2106-02-07T06:28:15Z | 2106-02-07T06:28:15Z
    Asia/Shanghai | 1970-01-01T07:59:59 | once | 1969-12-31T23:59:59Z | 1969-12-31T23:59:59Z | 1969-12-31T23:59:59Z
    Asia/Shanghai | 1970-01-01T08:00:00 | once | 1970-01-01T00:00:00Z | 1970-01-01T00:00:00Z | 1970-01-01T00:00:00Z
)");
}

TEST_CASE("1.2 around every change of every zone, looking up undoes to_local") {
    std::size_t gaps = 0;
    std::size_t overlaps = 0;
    for (const std::string_view name : nextfire::zone_names()) {
        const zone place = *zone::find(name);
        if (place.canonical_name() != name) continue;
        int wrong = 0;
        auto period = place.period_at(nextfire::min_instant);
        while (period.end < utc("2110-01-01T00:00:00Z")) {
            const auto next = place.period_at(period.end);
            const seconds size = std::chrono::abs(next.offset - period.offset);
            const local_seconds from{period.end.time_since_epoch() + std::min(period.offset, next.offset)};
            for (const seconds step : {-1s, 0s, size / 2, size - 1s, size, size + 1s}) {
                const local_seconds asked = from + step;
                const auto expected = passes(place, asked);
                const auto found = place.lookup(asked);
                const auto kind = expected.empty()       ? local_kind::gap
                                  : expected.size() == 1 ? local_kind::once
                                                         : local_kind::overlap;
                bool right = found.kind == kind;
                if (right && kind == local_kind::gap) {
                    right = found.change == period.end && place.to_local(found.before) - asked == size &&
                            asked - place.to_local(found.after) == size;
                    ++gaps;
                } else if (right) {
                    right = found.before == expected.front() && found.after == expected.back();
                    overlaps += kind == local_kind::overlap ? 1u : 0u;
                }
                wrong += right ? 0 : 1;
            }
            period = next;
        }
        CHECK_MESSAGE(wrong == 0, place.name());
    }
    CHECK(gaps > 20000);
    CHECK(overlaps > 20000);
}

TEST_CASE("1.2 what a clock leaps over and shows soon after is a gap: the first passage decides") {
    // 00:00 .. 11:59 | +2 h: 14:00 .. 14:29 | -1 h: 13:30 ..   So 13:45 is leapt over, and then shown.
    const auto jumpy =
        nextfire::make_zone("Test/Jumpy",
                            std::vector<nextfire::zone_change>{{utc("2000-01-01T00:00:00Z"), 0s, "A"},
                                                               {utc("2000-06-01T12:00:00Z"), 2h, "B"},
                                                               {utc("2000-06-01T12:30:00Z"), 1h, "C"}},
                            "");
    REQUIRE(jumpy);
    const auto found = jumpy->lookup(local("2000-06-01T13:45:00"));
    CHECK(found.kind == local_kind::gap);
    CHECK(found.change == utc("2000-06-01T12:00:00Z"));
    const auto twice = jumpy->lookup(local("2000-06-01T14:10:00"));
    CHECK(twice.kind == local_kind::overlap);
    CHECK(twice.before == utc("2000-06-01T12:10:00Z"));
    CHECK(twice.change == utc("2000-06-01T12:30:00Z"));
    CHECK(twice.after == utc("2000-06-01T13:10:00Z"));
}

TEST_CASE("1.2 an overlap's change is the instant the clock was set back, not that of a new name") {
    // 00:00 .. 11:59 | -2 h: 10:00 .. 10:29 | new name only: 10:30 ..
    const std::vector<nextfire::zone_change> changes{{utc("2000-01-01T00:00:00Z"), 2h, "A"},
                                                     {utc("2000-06-01T10:00:00Z"), 0s, "B"},
                                                     {utc("2000-06-01T10:30:00Z"), 0s, "C"}};
    const auto renamed = nextfire::make_zone("Test/Renamed", changes, "");
    REQUIRE(renamed);
    const auto found = renamed->lookup(local("2000-06-01T11:45:00"));
    CHECK(found.kind == local_kind::overlap);
    CHECK(found.before == utc("2000-06-01T09:45:00Z"));
    CHECK(found.change == utc("2000-06-01T10:00:00Z"));
    CHECK(found.after == utc("2000-06-01T11:45:00Z"));
}

TEST_CASE("4.5 before 1970 the first offset holds, and at the ends of time nothing overflows") {
    const zone berlin = zone_named("Europe/Berlin");
    CHECK(berlin.offset_at(utc("1969-07-20T20:17:40Z")) == 1h);
    CHECK(berlin.period_at(sys_seconds::min()).begin == sys_seconds::min());
    CHECK(berlin.period_at(sys_seconds::min()).end == utc("1980-04-06T01:00:00Z"));
    for (const std::string_view name : nextfire::zone_names()) {
        const zone place = *zone::find(name);
        for (const sys_seconds at :
             {sys_seconds::min(), sys_seconds::min() + 1s, sys_seconds::max() - 1s, sys_seconds::max()}) {
            const auto period = place.period_at(at);
            CHECK(period.begin <= at);
            CHECK(period.end >= at);
            CHECK(period.offset == place.offset_at(at));
            CHECK(std::chrono::abs(period.offset) <= 15h);
        }
        for (const local_seconds asked :
             {local_seconds::min(), local_seconds::max(), local("0001-01-01T00:00:00")}) {
            const auto found = place.lookup(asked);
            CHECK(found.before <= found.after + 24h);
        }
    }
    CHECK(zone{}.period_at(nextfire::min_instant).end == sys_seconds::max());
}

TEST_CASE("7.1 zones are values: the size of a pointer, equal by name and data, usable as keys") {
    static_assert(sizeof(zone) == sizeof(void*));
    static_assert(std::is_trivially_copyable_v<zone>);
    CHECK(zone{} == zone_named("UTC"));
    CHECK(zone_named("europe/berlin") == zone_named("Europe/Berlin"));
    CHECK(zone_named("UTC+8") == *zone::fixed(8h));
    CHECK_FALSE(zone_named("Asia/Calcutta") == zone_named("Asia/Kolkata"));
    const std::unordered_set<zone> places{zone_named("Asia/Calcutta"), zone_named("Asia/Kolkata"),
                                          zone_named("ASIA/KOLKATA")};
    CHECK(places.size() == 2);
}

TEST_CASE("7.1 UTC is known by any name, and nothing else is UTC") {
    for (const char* name : {"UTC", "Etc/UTC", "Zulu", "UCT", "Z", "Etc/Universal", "+00:00", "UTC-0"})
        CHECK_MESSAGE(zone_named(name).is_utc(), name);
    for (const char* name :
         {"Europe/London", "Europe/Lisbon", "Africa/Casablanca", "+00:01", "Antarctica/Troll"})
        CHECK_FALSE_MESSAGE(zone_named(name).is_utc(), name);
}
