// Time that goes by, whatever the clock reads: clause 4.2, and the choice `elapsed` of 4.3.
//
// Facts by hand from SEMANTICS.md and, for the clocks, from `zdump -v` on tzdata 2026f.
#include <doctest/doctest.h>

#include <string>

#include "../support/occurrence_table.hpp"

using namespace nextfire_test;

TEST_CASE(
    "4.2 a star, a range or a step describes time that goes by: none in a gap, both passes of an overlap") {
    //          01:00   02:00   03:00   04:00          Berlin, 29 March 2026: 02:00 -> 03:00 at 01:00Z
    //     ───────┼───────┤ ░gap░ ├───────┼──►
    check_occurrences(R"(
    0 */30 * * * ? | Europe/Berlin | 2026-03-29T01:00:00+01:00 | 2026-03-29T01:30:00+01:00 2026-03-29T03:00:00+02:00 2026-03-29T03:30:00+02:00
    0 30 1-3 * * ? | Europe/Berlin | 2026-03-29T00:00:00+01:00 | 2026-03-29T01:30:00+01:00 2026-03-29T03:30:00+02:00 2026-03-30T01:30:00+02:00 2026-03-30T02:30:00+02:00
    0 0/30 2 * * ? | Europe/Berlin | 2026-03-28T12:00:00+01:00 | 2026-03-30T02:00:00+02:00 2026-03-30T02:30:00+02:00
    * 30 2 * * ?   | Europe/Berlin | 2026-03-28T02:30:58+01:00 | 2026-03-28T02:30:59+01:00 2026-03-30T02:30:00+02:00 2026-03-30T02:30:01+02:00
    0 0 0/2 * * ?  | Europe/Berlin | 2026-03-28T22:00:00+01:00 | 2026-03-29T00:00:00+01:00 2026-03-29T04:00:00+02:00
)");
    //          01:00   02:00   03:00                  Berlin, 25 October 2026: 03:00 -> 02:00 at 01:00Z
    //     ───────┼───────┼───────┤
    //                    ├───────┼───────┼──►
    check_occurrences(R"(
    0 */30 * * * ?     | Europe/Berlin | 2026-10-25T01:30:00+02:00 | 2026-10-25T02:00:00+02:00 2026-10-25T02:30:00+02:00 2026-10-25T02:00:00+01:00
                       |               |                           | 2026-10-25T02:30:00+01:00 2026-10-25T03:00:00+01:00
    */10 * * * * ?     | Europe/Berlin | 2026-10-25T02:59:40+02:00 | 2026-10-25T02:59:50+02:00 2026-10-25T02:00:00+01:00 2026-10-25T02:00:10+01:00
    0 30 1-3 * * ?     | Europe/Berlin | 2026-10-25T00:00:00+02:00 | 2026-10-25T01:30:00+02:00 2026-10-25T02:30:00+02:00 2026-10-25T02:30:00+01:00
                       |               |                           | 2026-10-25T03:30:00+01:00 2026-10-26T01:30:00+01:00
    # one range in a list is enough
    0 15,30-31 2 * * ? | Europe/Berlin | 2026-10-25T02:20:00+02:00 | 2026-10-25T02:30:00+02:00 2026-10-25T02:31:00+02:00 2026-10-25T02:15:00+01:00
                       |               |                           | 2026-10-25T02:30:00+01:00 2026-10-25T02:31:00+01:00 2026-10-26T02:15:00+01:00
)");
}

TEST_CASE("4.3 the policies do not count for time that goes by") {
    for (const char* gap : {"gap=at_transition", "gap=skip", "gap=shift"}) {
        for (const char* overlap : {"overlap=first", "overlap=second", "overlap=both"}) {
            const std::string choices = std::string(gap) + " " + overlap;
            //          01:00   02:00   03:00   04:00          Berlin, 29 March 2026: 02:00 -> 03:00
            //     ───────┼───────┤ ░gap░ ├───────┼──►
            check_occurrences(choices, R"(
    0 */30 * * * ? | Europe/Berlin | 2026-03-29T01:00:00+01:00 | 2026-03-29T01:30:00+01:00 2026-03-29T03:00:00+02:00 2026-03-29T03:30:00+02:00 2026-03-29T04:00:00+02:00
)");
            //          01:00   02:00   03:00                  Berlin, 25 October 2026: 03:00 -> 02:00
            //     ───────┼───────┼───────┤
            //                    ├───────┼───────┼──►
            check_occurrences(choices, R"(
    0 */30 * * * ? | Europe/Berlin | 2026-10-25T02:00:00+02:00 | 2026-10-25T02:30:00+02:00 2026-10-25T02:00:00+01:00 2026-10-25T02:30:00+01:00 2026-10-25T03:00:00+01:00
)");
        }
    }
}

TEST_CASE("4.3 elapsed = never: a range is a list of times of day") {
    //          01:00   02:00   03:00   04:00          Berlin, 29 March 2026: 02:00 -> 03:00 at 01:00Z
    //     ───────┼───────┤ ░gap░ ├───────┼──►
    check_occurrences(R"(
    0 */30 * * * ? elapsed=never                          | Europe/Berlin | 2026-03-29T01:00:00+01:00 | 2026-03-29T01:30:00+01:00 2026-03-29T03:00:00+02:00 2026-03-29T03:30:00+02:00
    0 0/30 2 * * ? elapsed=never                          | Europe/Berlin | 2026-03-29T01:00:00+01:00 | 2026-03-29T03:00:00+02:00 2026-03-30T02:00:00+02:00
    0 0/20 2 * * ? gap=shift overlap=second elapsed=never | Europe/Berlin | 2026-03-29T01:00:00+01:00 | 2026-03-29T03:00:00+02:00 2026-03-29T03:20:00+02:00
                                                          |               |                           | 2026-03-29T03:40:00+02:00 2026-03-30T02:00:00+02:00
    0 0/30 2 * * ? gap=skip overlap=both elapsed=never    | Europe/Berlin | 2026-03-29T01:00:00+01:00 | 2026-03-30T02:00:00+02:00
)");
    //          01:00   02:00   03:00                  Berlin, 25 October 2026: 03:00 -> 02:00 at 01:00Z
    //     ───────┼───────┼───────┤
    //                    ├───────┼───────┼──►
    check_occurrences(R"(
    0 */30 * * * ? elapsed=never                          | Europe/Berlin | 2026-10-25T01:30:00+02:00 | 2026-10-25T02:00:00+02:00 2026-10-25T02:30:00+02:00 2026-10-25T03:00:00+01:00
    0 */30 * * * ? gap=shift overlap=second elapsed=never | Europe/Berlin | 2026-10-25T01:30:00+02:00 | 2026-10-25T02:00:00+01:00 2026-10-25T02:30:00+01:00 2026-10-25T03:00:00+01:00
    0 */30 * * * ? gap=skip overlap=both elapsed=never    | Europe/Berlin | 2026-10-25T01:30:00+02:00 | 2026-10-25T02:00:00+02:00 2026-10-25T02:30:00+02:00 2026-10-25T02:00:00+01:00
                                                          |               |                           | 2026-10-25T02:30:00+01:00 2026-10-25T03:00:00+01:00
)");
}

TEST_CASE("4.3 elapsed = always: every instant whose reading matches, of a single time of day as well") {
    //          01:00   02:00   03:00   04:00          Berlin, 29 March 2026: 02:00 -> 03:00 at 01:00Z
    //     ───────┼───────┤ ░gap░ ├───────┼──►
    check_occurrences(R"(
    0 30 2 * * ? elapsed=always | Europe/Berlin | 2026-03-28T02:00:00+01:00 | 2026-03-28T02:30:00+01:00 2026-03-30T02:30:00+02:00
)");
    //          01:00   02:00   03:00                  Berlin, 25 October 2026: 03:00 -> 02:00 at 01:00Z
    //     ───────┼───────┼───────┤
    //                    ├───────┼───────┼──►
    check_occurrences(R"(
    0 30 2 * * ? elapsed=always | Europe/Berlin | 2026-10-24T12:00:00+02:00 | 2026-10-25T02:30:00+02:00 2026-10-25T02:30:00+01:00 2026-10-26T02:30:00+01:00
)");
}
