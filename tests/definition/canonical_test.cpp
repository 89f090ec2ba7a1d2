// Clause 9.2: what means the same is equal, however it was written; what does not is not.
//
// Facts by hand from the calendar: the lengths of months, 2024 and 2028 are leap years, 27 November 2026 is a
// Friday.  definition_laws_test.cpp looks for others.
#include <doctest/doctest.h>

#include <nextfire/definition/definition.hpp>

#include <functional>
#include <string>

#include "../support/definitions.hpp"
#include "../support/fact_table.hpp"

namespace {

using namespace nextfire_test;
using nextfire::definition;

void check_equal(const char* table) {
    for (const fact& row : facts_of(2, table)) {
        CAPTURE(row.lines);
        const definition a = definition_of(row.columns[0]);
        const definition b = definition_of(row.columns[1]);
        CHECK(to_string(a) == to_string(b));
        CHECK(a == b);
        CHECK(hex_of(a.to_bytes().span()) == hex_of(b.to_bytes().span()));
        CHECK(std::hash<definition>{}(a) == std::hash<definition>{}(b));
    }
}

void check_different(const char* table) {
    for (const fact& row : facts_of(2, table)) {
        CAPTURE(row.lines);
        const definition a = definition_of(row.columns[0]);
        const definition b = definition_of(row.columns[1]);
        CHECK(a != b);
        CHECK(to_string(a) != to_string(b));
        CHECK(hex_of(a.to_bytes().span()) != hex_of(b.to_bytes().span()));
    }
}

}  // namespace

TEST_CASE("9.2 days counted from the end of the month") {
    check_equal(R"(
        # all these months have 31 days
        0 0 9 L 1 ?             | 0 0 9 31 1 ?
        0 0 9 L-30 1 ?          | 0 0 9 1 1 ?
        0 0 9 L 1,3,5 ?         | 0 0 9 31 1,3,5 ?
        # and these 30
        0 0 9 L 4,6 ?           | 0 0 9 30 4,6 ?
        # only months of 31 days have a day 30 days before the last
        0 0 9 L-30 * ?          | 0 0 9 1 1,3,5,7,8,10,12 ?
        0 0 9 31,L * ?          | 0 0 9 L * ?
        # February: the last is the 28th or the 29th
        0 0 9 29,L 2 ?          | 0 0 9 L 2 ?
        0 0 9 28,L 2 ?          | 0 0 9 28,29 2 ?
        0 0 9 28,29,L 2 ?       | 0 0 9 28,29 2 ?
        0 0 9 L-28 2 ?          | 0 0 9 L-28 2 ? 1972-9999
    )");
}

TEST_CASE("9.2 days and months that there are not") {
    check_equal(R"(
        0 0 9 30,31 4 ?         | 0 0 9 30 4 ?
        0 0 9 1,30,31 2 ?       | 0 0 9 1 2 ?
        0 0 9 31 2,3,4 ?        | 0 0 9 31 3 ?
        0 0 9 30 * ?            | 0 0 9 30 1,3-12 ?
        0 0 9 1-29 2 ?          | 0 0 9 * 2 ?
        0 0 9 1-30 4,6,9,11 ?   | 0 0 9 * 4,6,9,11 ?
        0 0 9 1-31 * ?          | 0 0 9 ? * 1-7
        0 0 9 1-28 2 ? 2025     | 0 0 9 * 2 ? 2025
        0 0 9 30 2,4 2          | 0 0 9 30 4 2
    )");
}

TEST_CASE("9.2 weeks of the month") {
    check_equal(R"(
        0 0 9 1-7 * 5; dialect=spring       | 0 0 9 ? * 6#1
        0 0 9 1-7 * FRI                     | 0 0 9 ? * 6#1
        0 0 9 8-14 * MON,FRI                | 0 0 9 ? * 2#2,6#2
        0 0 9 29-31 * FRI                   | 0 0 9 ? * 6#5
        0 0 9 29-31 2 FRI                   | 0 0 9 29 2 FRI
        0 0 9 1-14 * FRI                    | 0 0 9 ? * 6#1,6#2
        # whole weeks are days
        0 0 9 ? * 1#1,2#1,3#1,4#1,5#1,6#1,7#1 | 0 0 9 1-7 * ?
        0 0 9 ? 4 1#5,2#5,3#5,4#5,5#5,6#5,7#5 | 0 0 9 29,30 4 ?
        0 0 9 ? * 6#1,6#2,6#3,6#4,6#5       | 0 0 9 ? * 6
        # February has a fifth Monday in leap years alone
        0 0 9 ? 2,3 2#5 2025-2027           | 0 0 9 ? 3 2#5 2025-2027
        0 0 9 1-10 * 6#1,6#2                | 0 0 9 1-10 * 6
    )");
}

TEST_CASE("9.2 a day in either field") {
    check_equal(R"(
        # one of them has all
        0 9 1,15 * 0-6; dialect=unix        | 0 0 9 * * ?
        0 9 1-30 4 1; dialect=unix          | 0 0 9 * 4 ?
        # one of them has none
        0 9 30,31 2 1; dialect=unix         | 0 0 9 ? 2 2
        # days that are not there
        0 9 1,30 2 1; dialect=unix          | 0 9 1 2 1; dialect=unix
        # weeks of the month, the fifth with as many days as there are
        0 9 1-7 * 1; dialect=unix           | 0 0 9 ? * 2,1#1,3#1,4#1,5#1,6#1,7#1
        0 9 29-31 4 1; dialect=unix         | 0 0 9 ? 4 2,1#5,3#5,4#5,5#5,6#5,7#5
    )");
}

TEST_CASE("9.2 years") {
    check_equal(R"(
        0 0 9 29 2 ? 2025-2028      | 0 0 9 29 2 ? 2028
        0 0 9 29 2 ? 2024-2028      | 0 0 9 29 2 ? 2024,2028
        0 0 9 29 2 ? 1970-9999      | 0 0 9 29 2 ?
        0 0 9 29 2 ? 1972-9996      | 0 0 9 29 2 ?
        0 0 9 29 2 ? 2001-9999      | 0 0 9 29 2 ? 2004-9996
        # 2100 is no leap year
        0 0 9 29 2 ? 2097-2104      | 0 0 9 29 2 ? 2104
        0 0 9 29 2 3 2025-2028      | 0 0 9 29 2 3 2028
        0 0 9 L-28 2 ? 2025-2028    | 0 0 9 1 2 ? 2028
        0 0 9 L 2 ? 2025-2027       | 0 0 9 28 2 ? 2025-2027
        0 0 9 29,30 2,4 ? 2025-2027 | 0 0 9 29,30 4 ? 2025-2027
        0 0 9 * * ? 2026,2027,2028  | 0 0 9 * * ? 2026-2028
        0 0 9 * * ? 2026/1          | 0 0 9 * * ? 2026-2199
        0 0 9 * * ? 1970-9999       | 0 0 9 * * ?
    )");
}

TEST_CASE("9.2 cycles of days") {
    check_equal(R"(
        0 0 9 every 1 day; anchor=2026-11-27             | 0 0 9 * * ?
        0 0 9 every 7 days; anchor=2026-11-27            | 0 0 9 ? * FRI
        # a biweekly rule that repeats weekly
        0 0 9 every 14 days on 0,7; anchor=2026-11-27    | 0 0 9 ? * FRI
        0 0 9 every 7 days on 0,3; anchor=2026-11-27     | 0 0 9 ? * MON,FRI
        0 0 9 every 2 days on 0,1; anchor=2026-11-27     | 0 0 9 * * ?
        0 0 9 every 6 days on 0,3; anchor=1970-01-03     | 0 0 9 every 3 days; anchor=1970-01-03
        0 0 9 every 500 days on 1; anchor=1970-01-03     | 0 0 9 every 500 days; anchor=1970-01-04
        0 0 9 every 126 days on 0,42; anchor=1970-01-03  | 0 0 9 every 126 days on 42,0; anchor=1970-05-09
        # from any of its days
        0 0 9 every 3 days; anchor=1970-01-01            | 0 0 9 every 3 days; anchor=2026-11-27
        0 0 9 every 14 days on 0,2; anchor=2026-11-30    | 0 0 9 every 14 days on 0,12; anchor=2026-12-02
        0 0 9 every 31 days; anchor=1970-01-05           | 0 0 9 every 31 days; anchor=1970-02-05
    )");
}

TEST_CASE("9.2 times, and choices that do not count") {
    check_equal(R"(
        @daily                                          | 0 0 0 * * ?
        0 0 9-9 * * ?                                   | 0 0 9 * * ?
        0 0 9 * * ?; elapsed=never                      | 0 0 9 * * ?
        0 0/15 9 * * ?                                  | 0 0-45/15 9 * * ?
        0 */15 9 * * ?; elapsed=never                   | 0 0,15,30,45 9 * * ?
        0 0,15,30,45 9 * * ?; elapsed=always            | 0 */15 9 * * ?
        # elapsed time is what the clock reads
        0 */5 * * * ?; gap=skip; overlap=both           | 0 */5 * * * ?
        0 0 9 * * ?; elapsed=always; gap=shift          | 0 0 9 * * ?; elapsed=always
        @every 90m; anchor=1970-01-01T03:00:00Z         | @every 1h30m; anchor=1970-01-01T00:00:00Z
        @every 1h; anchor=2026-11-27T00:00:00Z; gap=skip; elapsed=always | @every 1h; anchor=1970-01-01T00:00:00Z
    )");
}

TEST_CASE("9.2 bounds") {
    check_equal(R"(
        0 0 9 * * ?; from=1970-01-01T00:00:00Z          | 0 0 9 * * ?
        0 0 9 * * ?; from=1969-01-01T00:00:00Z          | 0 0 9 * * ?
        0 0 9 * * ?; until=9999-12-31T23:59:59Z         | 0 0 9 * * ?
        0 0 9 * * ?; until=2026-12-31T23:59:59+09:00    | 0 0 9 * * ?; until=2026-12-31T14:59:59Z
        # what lets nothing pass
        0 0 9 * * ?; from=2027-01-01T00:00:00Z; until=2026-01-01T00:00:00Z | 0 0 9 * * ?; until=1969-12-31T23:59:59Z
        0 0 9 * * ?; until=1960-01-01T00:00:00Z         | 0 0 9 * * ?; until=1969-12-31T23:59:59Z
        0 0 9 * * ?; from=9999-12-31T23:59:59-01:00     | 0 0 9 * * ?; until=1969-12-31T23:59:59Z
    )");
}

TEST_CASE("9.2 dialects, spellings and zones' names") {
    check_equal(R"(
        0 0 9 ? * MON-FRI               | 0 0 9 ? * 2,3,4,5,6
        0 9 * * 1-5; dialect=unix       | 0 0 9 ? * MON-FRI
        0 0 9 * * 1-5; dialect=spring   | 0 0 9 ? * MON-FRI
        cron(0 9 ? * MON-FRI *); dialect=aws | 0 0 9 ? * MON-FRI
        0 9 * * 7; dialect=unix         | 0 0 9 ? * SUN
        0 9 */2 * 1; dialect=unix       | 0 0 9 1/2 * 1; dialect=spring
        0 0 9 * * ?; zone=asia/tokyo    | 0 0 9 * * ?; zone=Asia/Tokyo
        0 0 9 * * ?; zone=UTC+8         | 0 0 9 * * ?; zone=+08:00
        0 0 9 * * ?; zone=China Standard Time | 0 0 9 * * ?; zone=Asia/Shanghai
    )");
}

TEST_CASE("9.2 what does not mean the same") {
    check_different(R"(
        0 0 9 L * ?                     | 0 0 9 31 * ?
        0 0 9 L 2 ?                     | 0 0 9 28 2 ?
        0 0 9 L 2 ?                     | 0 0 9 28,29 2 ?
        0 0 9 LW * ?                    | 0 0 9 L * ?
        0 0 9 1W * ?                    | 0 0 9 1 * ?
        0 0 9 ? * 6L                    | 0 0 9 ? * 6#4
        0 0 9 ? * 6#1                   | 0 0 9 ? * 6
        0 0 9 1-8 * FRI                 | 0 0 9 1-7 * FRI
        0 0 9 13 * 5; dialect=spring    | 0 9 13 * 5; dialect=unix
        0 0 9 29 2 ?                    | 0 0 9 29 2 ? 2028
        0 0 9 29 2 ? 2024-2032          | 0 0 9 29 2 ? 2024,2032
        0 0 9 every 3 days; anchor=1970-01-01 | 0 0 9 every 3 days; anchor=1970-01-02
        0 0 9 every 14 days on 0,2; anchor=2026-11-30 | 0 0 9 every 14 days on 0,2; anchor=2026-12-02
        0 0 9 every 2 days; anchor=1970-01-01 | 0 0 9 1/2 * ?
        0 0,30 9 * * ?                  | 0 0/30 9 * * ?
        0 0 9 * * ?                     | 0 0 9 * * ?; elapsed=always
        0 0 9 * * ?                     | 0 0 9 * * ?; gap=skip
        0 0 9 * * ?                     | 0 0 9 * * ?; overlap=both
        0 0 9 * * ?; overlap=second     | 0 0 9 * * ?; overlap=both
        @every 24h; anchor=1970-01-01T00:00:00Z | 0 0 0 * * ?
        @every 1h; anchor=1970-01-01T00:00:00Z  | @every 1h; anchor=1970-01-01T00:00:01Z
        0 0 9 * * ?; until=2026-12-31T14:59:59Z | 0 0 9 * * ?; until=2026-12-31T14:59:58Z
        # a zone counts by its name
        0 0 9 * * ?; zone=US/Eastern    | 0 0 9 * * ?; zone=America/New_York
        0 0 9 * * ?; zone=+00:00        | 0 0 9 * * ?; zone=UTC
    )");
}
