// Which days structured schedules fire on.  Facts by hand from SEMANTICS.md and, for the clocks, from `zdump
// -v` on tzdata 2026f.
#include <doctest/doctest.h>

#include "../support/occurrence_table.hpp"

using nextfire_test::check_occurrences;

TEST_CASE("2 the four types fire on the days they name") {
    check_occurrences(R"(
    once 2022-12-23 09:00               | Asia/Shanghai | 1970-01-01T00:00:00Z .. 9999-12-31T23:59:59Z           | 2022-12-23T09:00:00+08:00
    daily 09:00                         | Asia/Shanghai | 2022-12-23T09:00:00+08:00 .. 2022-12-26T09:00:00+08:00 | 2022-12-23T09:00:00+08:00 2022-12-24T09:00:00+08:00 2022-12-25T09:00:00+08:00
    # 23 December 2022 was a Friday; 1 is Sunday, 2 Monday, 7 Saturday
    weekly 1,2,7 at 09:00               | Asia/Shanghai | 2022-12-23T00:00:00+08:00 .. 2022-12-31T00:00:00+08:00 | 2022-12-24T09:00:00+08:00 2022-12-25T09:00:00+08:00 2022-12-26T09:00:00+08:00
    monthly 1,3,12 on 1,2,28,L at 09:00 | Asia/Shanghai | 2022-12-23T00:00:00+08:00 .. 2023-04-01T00:00:00+08:00 | 2022-12-28T09:00:00+08:00 2022-12-31T09:00:00+08:00 2023-01-01T09:00:00+08:00
                                        |               |                                                        | 2023-01-02T09:00:00+08:00 2023-01-28T09:00:00+08:00 2023-01-31T09:00:00+08:00
                                        |               |                                                        | 2023-03-01T09:00:00+08:00 2023-03-02T09:00:00+08:00 2023-03-28T09:00:00+08:00
                                        |               |                                                        | 2023-03-31T09:00:00+08:00
)");
}

TEST_CASE("2 each weekday number is its day of the week") {
    check_occurrences(R"(
    # 23 August 2026 is a Sunday
    weekly 1 at 00:00    | UTC | 2026-08-23T00:00:00Z .. 2026-08-30T00:00:00Z | 2026-08-23T00:00:00Z
    weekly 2 at 00:00    | UTC | 2026-08-23T00:00:00Z .. 2026-08-30T00:00:00Z | 2026-08-24T00:00:00Z
    weekly 3 at 00:00    | UTC | 2026-08-23T00:00:00Z .. 2026-08-30T00:00:00Z | 2026-08-25T00:00:00Z
    weekly 4 at 00:00    | UTC | 2026-08-23T00:00:00Z .. 2026-08-30T00:00:00Z | 2026-08-26T00:00:00Z
    weekly 5 at 00:00    | UTC | 2026-08-23T00:00:00Z .. 2026-08-30T00:00:00Z | 2026-08-27T00:00:00Z
    weekly 6 at 00:00    | UTC | 2026-08-23T00:00:00Z .. 2026-08-30T00:00:00Z | 2026-08-28T00:00:00Z
    weekly 7 at 23:59:59 | UTC | 2026-08-23T00:00:00Z .. 2026-08-30T00:00:00Z | 2026-08-29T23:59:59Z
    weekly 7,1 at 12:00  | UTC | 2026-08-22T12:00:01Z .. 2026-08-30T12:00:00Z | 2026-08-23T12:00:00Z 2026-08-29T12:00:00Z
)");
}

TEST_CASE("2.3 a day that a month does not have is skipped, never moved") {
    check_occurrences(R"(
    monthly 1,2,3,4,5,6 on 31 at 09:00 | UTC | 2026-01-01T00:00:00Z .. 2026-07-01T00:00:00Z | 2026-01-31T09:00:00Z 2026-03-31T09:00:00Z 2026-05-31T09:00:00Z
    monthly 2,3 on 29,30 at 09:00      | UTC | 2027-01-01T00:00:00Z .. 2028-04-01T00:00:00Z | 2027-03-29T09:00:00Z 2027-03-30T09:00:00Z 2028-02-29T09:00:00Z
                                       |     |                                              | 2028-03-29T09:00:00Z 2028-03-30T09:00:00Z
    monthly 4,6,9,11,12 on 31 at 09:00 | UTC | 2026-01-01T00:00:00Z .. 2028-01-01T00:00:00Z | 2026-12-31T09:00:00Z 2027-12-31T09:00:00Z
)");
}

TEST_CASE("2.3 L is the last day of the month") {
    check_occurrences(R"(
    monthly 1,2,4 on L at 09:00    | UTC | 2027-01-01T00:00:00Z .. 2028-05-01T00:00:00Z | 2027-01-31T09:00:00Z 2027-02-28T09:00:00Z 2027-04-30T09:00:00Z
                                   |     |                                              | 2028-01-31T09:00:00Z 2028-02-29T09:00:00Z 2028-04-30T09:00:00Z
    # 31 and L are one occurrence in a month of 31 days
    monthly 1,2,4 on 31,L at 09:00 | UTC | 2027-01-01T00:00:00Z .. 2027-05-01T00:00:00Z | 2027-01-31T09:00:00Z 2027-02-28T09:00:00Z 2027-04-30T09:00:00Z
    monthly 2 on 28,L at 09:00     | UTC | 2027-01-01T00:00:00Z .. 2029-01-01T00:00:00Z | 2027-02-28T09:00:00Z 2028-02-28T09:00:00Z 2028-02-29T09:00:00Z
    # no 29 February in 2100, and none in 1900 or 2200, but one in 2000
    monthly 2 on L at 09:00        | UTC | 2099-03-01T00:00:00Z .. 2102-01-01T00:00:00Z | 2100-02-28T09:00:00Z 2101-02-28T09:00:00Z
)");
}

TEST_CASE("2.3 29 February comes in leap years only, and not in 2100") {
    check_occurrences(R"(
    monthly 2 on 29 at 09:00 | UTC              | 2092-01-01T00:00:00Z .. 2110-01-01T00:00:00Z | 2092-02-29T09:00:00Z 2096-02-29T09:00:00Z
                             |                  |                                              | 2104-02-29T09:00:00Z 2108-02-29T09:00:00Z
    monthly 2 on 29 at 23:30 | America/New_York | 1995-01-01T00:00:00Z .. 2005-01-01T00:00:00Z | 1996-02-29T23:30:00-05:00 2000-02-29T23:30:00-05:00 2004-02-29T23:30:00-05:00
    monthly 2 on 29 at 00:00 | UTC              | 2196-03-01T00:00:00Z .. 2208-02-29T00:00:00Z | 2204-02-29T00:00:00Z
    monthly 2 on 29 at 00:00 | UTC              | 2396-03-01T00:00:00Z .. 2404-01-01T00:00:00Z | 2400-02-29T00:00:00Z
    monthly 2 on 29 at 00:00 | UTC              | 9992-01-01T00:00:00Z .. 9999-12-31T23:59:59Z | 9992-02-29T00:00:00Z 9996-02-29T00:00:00Z
)");
}

TEST_CASE("2.4 day_interval counts dates across the ends of months, from the anchor on and back") {
    check_occurrences(R"(
    # 31 January and 1 February never both: the 31st, then the 2nd
    every 2 days from 2026-01-31 at 09:00    | Asia/Shanghai | 2026-01-28T00:00:00+08:00 .. 2026-02-05T00:00:00+08:00 | 2026-01-29T09:00:00+08:00 2026-01-31T09:00:00+08:00
                                             |               |                                                        | 2026-02-02T09:00:00+08:00 2026-02-04T09:00:00+08:00
    every 31 days from 2026-01-01 at 12:00   | UTC           | 2025-10-01T00:00:00Z .. 2026-04-05T00:00:00Z           | 2025-10-31T12:00:00Z 2025-12-01T12:00:00Z 2026-01-01T12:00:00Z
                                             |               |                                                        | 2026-02-01T12:00:00Z 2026-03-04T12:00:00Z 2026-04-04T12:00:00Z
    every 3 days from 2024-02-28 at 00:00    | UTC           | 2024-02-20T00:00:00Z .. 2024-03-10T00:00:00Z           | 2024-02-22T00:00:00Z 2024-02-25T00:00:00Z 2024-02-28T00:00:00Z
                                             |               |                                                        | 2024-03-02T00:00:00Z 2024-03-05T00:00:00Z 2024-03-08T00:00:00Z
    # an anchor at the far end of time counts back to the near end, and the other way round
    every 7 days from 9999-12-31 at 23:59:59 | UTC           | 1970-01-01T00:00:00Z .. 1970-01-20T00:00:00Z           | 1970-01-02T23:59:59Z 1970-01-09T23:59:59Z 1970-01-16T23:59:59Z
    every 30 days from 1970-01-01 at 06:00   | UTC           | 9999-11-01T00:00:00Z .. 9999-12-31T23:59:59Z           | 9999-11-25T06:00:00Z 9999-12-25T06:00:00Z
)");
    //     29 Dec 00:00   29 Dec 24:00 = 31 Dec 00:00   Apia, 2011-12-30T10:00Z: -10 -> +14
    //     ──────┼─────────────────────┼────────────►   everything of 30 December fires at the jump
    check_occurrences(R"(
    # the anchor says which dates fire, not when they begin; in Apia it is the date that never was
    every 2 days from 2011-12-30 at 09:00 | Pacific/Apia | 2011-12-27T00:00:00-10:00 .. 2012-01-03T00:00:00+14:00 | 2011-12-28T09:00:00-10:00 2011-12-31T00:00:00+14:00 2012-01-01T09:00:00+14:00
)");
    check_occurrences(R"(
    every 1 days from 2026-05-05 at 06:00 | UTC | 2026-05-01T00:00:00Z .. 2026-05-03T00:00:00Z | 2026-05-01T06:00:00Z 2026-05-02T06:00:00Z
)");
}

TEST_CASE("2.4 the other reading, counting anew on each day 1, is an option") {
    check_occurrences(R"(
    every 2 days of each month at 09:00  | UTC | 2026-01-28T00:00:00Z .. 2026-02-05T00:00:00Z | 2026-01-29T09:00:00Z 2026-01-31T09:00:00Z
                                         |     |                                              | 2026-02-01T09:00:00Z 2026-02-03T09:00:00Z
    every 31 days of each month at 09:00 | UTC | 2026-01-01T00:00:01Z .. 2026-04-01T00:00:00Z | 2026-01-01T09:00:00Z 2026-02-01T09:00:00Z 2026-03-01T09:00:00Z
    every 30 days of each month at 09:00 | UTC | 2026-01-01T00:00:00Z .. 2026-03-31T09:00:01Z | 2026-01-01T09:00:00Z 2026-01-31T09:00:00Z 2026-02-01T09:00:00Z
                                         |     |                                              | 2026-03-01T09:00:00Z 2026-03-31T09:00:00Z
    every 28 days of each month at 09:00 | UTC | 2027-02-01T00:00:00Z .. 2027-03-02T00:00:00Z | 2027-02-01T09:00:00Z 2027-03-01T09:00:00Z
    every 28 days of each month at 09:00 | UTC | 2028-02-01T00:00:00Z .. 2028-03-02T00:00:00Z | 2028-02-01T09:00:00Z 2028-02-29T09:00:00Z 2028-03-01T09:00:00Z
    every 1 days of each month at 09:00  | UTC | 2026-02-27T00:00:00Z .. 2026-03-02T00:00:00Z | 2026-02-27T09:00:00Z 2026-02-28T09:00:00Z 2026-03-01T09:00:00Z
)");
}
