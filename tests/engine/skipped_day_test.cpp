// Whole days that never were: clause 4.4.
//
// Facts by hand from SEMANTICS.md and, for the clocks, from `zdump -v` on tzdata 2026f.
#include <doctest/doctest.h>

#include "../support/occurrence_table.hpp"

using nextfire_test::check_occurrences;

TEST_CASE("4.4 every time of a skipped day fires at the instant the clock jumps over it") {
    //     29 Dec 00:00   29 Dec 24:00 = 31 Dec 00:00   Apia, 2011-12-30T10:00Z: -10 -> +14
    //     ──────┼─────────────────────┼────────────►   everything of 30 December fires at the jump
    check_occurrences(R"(
    daily 09:00               | Pacific/Apia | 2011-12-28T00:00:00-10:00 .. 2012-01-02T00:00:00+14:00 | 2011-12-28T09:00:00-10:00 2011-12-29T09:00:00-10:00 2011-12-31T00:00:00+14:00
                              |              |                                                        | 2011-12-31T09:00:00+14:00 2012-01-01T09:00:00+14:00
    # the skipped day's midnight and the next day's are one instant, so one occurrence
    daily 00:00               | Pacific/Apia | 2011-12-29T00:00:00-10:00 .. 2012-01-02T00:00:00+14:00 | 2011-12-29T00:00:00-10:00 2011-12-31T00:00:00+14:00 2012-01-01T00:00:00+14:00
    daily 23:59:59            | Pacific/Apia | 2011-12-29T00:00:00-10:00 .. 2012-01-01T00:00:00+14:00 | 2011-12-29T23:59:59-10:00 2011-12-31T00:00:00+14:00 2011-12-31T23:59:59+14:00
    # 30 December 2011 would have been a Friday
    weekly 6 at 09:00         | Pacific/Apia | 2011-12-22T00:00:00-10:00 .. 2012-01-07T00:00:00+14:00 | 2011-12-23T09:00:00-10:00 2011-12-31T00:00:00+14:00 2012-01-06T09:00:00+14:00
    weekly 6,7 at 00:00       | Pacific/Apia | 2011-12-29T00:00:00-10:00 .. 2012-01-06T00:00:00+14:00 | 2011-12-31T00:00:00+14:00
    monthly 12 on 30 at 09:00 | Pacific/Apia | 2010-12-31T00:00:00-10:00 .. 2012-12-31T00:00:00+14:00 | 2011-12-31T00:00:00+14:00 2012-12-30T09:00:00+14:00
    once 2011-12-30 12:00     | Pacific/Apia | 1970-01-01T00:00:00Z .. 9999-01-01T00:00:00Z           | 2011-12-31T00:00:00+14:00
)");
    //     20 Aug 24:00 = 22 Aug 00:00                 Kwajalein, 1993-08-21T12:00Z: -12 -> +12
    //     ───────┼──────────────►                     the 21st never was
    check_occurrences(R"(
    daily 12:00 | Pacific/Kwajalein | 1993-08-19T00:00:00-12:00 .. 1993-08-24T00:00:00+12:00 | 1993-08-19T12:00:00-12:00 1993-08-20T12:00:00-12:00 1993-08-22T00:00:00+12:00
                |                   |                                                        | 1993-08-22T12:00:00+12:00 1993-08-23T12:00:00+12:00
)");
    //     30 Dec 24:00 = 1 Jan 00:00                  Kiritimati, 1994-12-31T10:00Z: -10 -> +14
    //     ───────┼──────────────►                     31 December never was
    check_occurrences(R"(
    daily 06:00                  | Pacific/Kiritimati | 1994-12-30T00:00:00-10:00 .. 1995-01-02T00:00:00+14:00 | 1994-12-30T06:00:00-10:00 1995-01-01T00:00:00+14:00 1995-01-01T06:00:00+14:00
    # the last of December and the first of January at one instant
    monthly 1,12 on 1,L at 00:00 | Pacific/Kiritimati | 1994-12-02T00:00:00-10:00 .. 1995-01-31T00:00:00+14:00 | 1995-01-01T00:00:00+14:00
)");
}

TEST_CASE("4.4 cron text on a day that never was") {
    //     29 Dec 00:00   29 Dec 24:00 = 31 Dec 00:00   Apia, 2011-12-30T10:00Z: -10 -> +14
    //     ──────┼─────────────────────┼────────────►   everything of 30 December fires at the jump
    check_occurrences(R"(
    0 0 9 * * ?     | Pacific/Apia | 2011-12-29T09:00:00-10:00 | 2011-12-31T00:00:00+14:00 2011-12-31T09:00:00+14:00
    0 0 9 30 * ?    | Pacific/Apia | 2011-12-01T00:00:00-10:00 | 2011-12-31T00:00:00+14:00 2012-01-30T09:00:00+14:00
    # 31 December 2011 is a Saturday, the weekday nearest to it the day that never was
    0 0 9 31W 12 ?  | Pacific/Apia | 2011-12-01T00:00:00-10:00 | 2011-12-31T00:00:00+14:00 2012-12-31T09:00:00+14:00
    0 0 9-10 30 * ? | Pacific/Apia | 2011-12-01T00:00:00-10:00 | 2012-01-30T09:00:00+14:00 2012-01-30T10:00:00+14:00
)");
    //     20 Aug 24:00 = 22 Aug 00:00                 Kwajalein, 1993-08-21T12:00Z: -12 -> +12
    //     ───────┼──────────────►                     the 21st never was
    check_occurrences(R"(
    0 0 12 21 8 ? | Pacific/Kwajalein | 1993-08-01T00:00:00Z | 1993-08-22T00:00:00+12:00 1994-08-21T12:00:00+12:00
)");
}
