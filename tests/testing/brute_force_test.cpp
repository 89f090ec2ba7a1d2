// The second opinion that users get, by hand-made facts; generators_test.cpp holds it against schedules, and
// schedules are held against glibc's clock elsewhere.
#include <doctest/doctest.h>

#include <nextfire/base/instant.hpp>
#include <nextfire/definition/definition.hpp>
#include <nextfire/testing/brute_force.hpp>

#include <string>

#include "../support/instants.hpp"

namespace {

using nextfire::definition;
using nextfire_test::utc;

struct fact {
    const char* line;
    const char* from;
    const char* until;
    const char* expected;
};

// Berlin      01:00   02:00   03:00   04:00        29 March 2026: 02:00 -> 03:00
//         ───────┼───────┤ ░gap░ ├───────┼──►      at 01:00:00Z
//
//         01:00   02:00   03:00                    25 October 2026: 03:00 -> 02:00
//         ───┼───────┼───────┤                     at 01:00:00Z
//                    ├───────┼───────┼──►
//
// Apia    30 December 2011 does not exist: at 10:00:00Z the clock goes from the 29th to the 31st
constexpr fact facts[] = {
    // clause 4.1 and 4.3
    {"0 30 2 * * ?; zone=Europe/Berlin", "2026-03-28T12:00:00Z", "2026-03-30T12:00:00Z",
     "2026-03-29T01:00:00Z 2026-03-30T00:30:00Z "},
    {"0 30 2 * * ?; zone=Europe/Berlin; gap=skip", "2026-03-28T12:00:00Z", "2026-03-30T12:00:00Z",
     "2026-03-30T00:30:00Z "},
    {"0 30 2 * * ?; zone=Europe/Berlin; gap=shift", "2026-03-28T12:00:00Z", "2026-03-30T12:00:00Z",
     "2026-03-29T01:30:00Z 2026-03-30T00:30:00Z "},
    {"0 30 2 * * ?; zone=Europe/Berlin", "2026-10-24T12:00:00Z", "2026-10-25T12:00:00Z",
     "2026-10-25T00:30:00Z "},
    {"0 30 2 * * ?; zone=Europe/Berlin; overlap=second", "2026-10-24T12:00:00Z", "2026-10-25T12:00:00Z",
     "2026-10-25T01:30:00Z "},
    {"0 30 2 * * ?; zone=Europe/Berlin; overlap=both", "2026-10-24T12:00:00Z", "2026-10-25T12:00:00Z",
     "2026-10-25T00:30:00Z 2026-10-25T01:30:00Z "},
    {"0 0 9,10 * * ?; zone=Pacific/Apia", "2011-12-30T00:00:00Z", "2011-12-30T21:00:00Z",
     "2011-12-30T10:00:00Z 2011-12-30T19:00:00Z 2011-12-30T20:00:00Z "},
    // clause 4.2: every half hour, in both passes and not in a gap
    {"0 */30 2 * * ?; zone=Europe/Berlin", "2026-03-28T12:00:00Z", "2026-03-29T12:00:00Z", ""},
    {"0 */30 2 * * ?; zone=Europe/Berlin", "2026-10-25T00:00:00Z", "2026-10-25T02:00:00Z",
     "2026-10-25T00:00:00Z 2026-10-25T00:30:00Z 2026-10-25T01:00:00Z 2026-10-25T01:30:00Z "},
    // clause 2.5: bounds are inclusive; a window is not
    {"0 0 9 * * ?; zone=UTC; from=2026-11-02T09:00:00Z; until=2026-11-03T09:00:00Z", "2026-11-01T00:00:00Z",
     "2026-11-05T00:00:00Z", "2026-11-02T09:00:00Z 2026-11-03T09:00:00Z "},
    {"0 0 9 * * ?; zone=UTC", "2026-11-02T09:00:00Z", "2026-11-03T09:00:00Z", "2026-11-02T09:00:00Z "},
    {"0 0 9 * * ?; zone=UTC", "2026-11-03T09:00:00Z", "2026-11-02T09:00:00Z", ""},
    // clause 5.4: 1 August 2026 is a Saturday, 31 May a Sunday
    {"0 0 9 1W * ?; zone=UTC", "2026-07-31T00:00:00Z", "2026-08-05T00:00:00Z", "2026-08-03T09:00:00Z "},
    {"0 0 9 LW * ?; zone=UTC", "2026-05-27T00:00:00Z", "2026-06-01T00:00:00Z", "2026-05-29T09:00:00Z "},
    {"0 0 9 L-2 * ?; zone=UTC", "2026-02-24T00:00:00Z", "2026-03-01T00:00:00Z", "2026-02-26T09:00:00Z "},
    {"0 0 9 ? * 6L; zone=UTC", "2026-11-19T00:00:00Z", "2026-12-01T00:00:00Z", "2026-11-27T09:00:00Z "},
    {"0 0 9 ? * 6#2; zone=UTC", "2026-11-05T00:00:00Z", "2026-11-20T00:00:00Z", "2026-11-13T09:00:00Z "},
    {"0 9 13 * 5; dialect=unix; zone=UTC", "2026-11-12T00:00:00Z", "2026-11-15T00:00:00Z",
     "2026-11-13T09:00:00Z "},
    // clauses 2.4 and 5.5
    {"0 0 9 every 3 days; zone=UTC; anchor=2026-11-27", "2026-11-23T00:00:00Z", "2026-11-28T00:00:00Z",
     "2026-11-24T09:00:00Z 2026-11-27T09:00:00Z "},
    {"0 0 9 every 14 days on 0,2; zone=UTC; anchor=2026-11-27", "2026-11-23T00:00:00Z",
     "2026-12-01T00:00:00Z", "2026-11-27T09:00:00Z 2026-11-29T09:00:00Z "},
    {"@every 1h30m; zone=Europe/Berlin; anchor=2026-03-29T00:10:00Z", "2026-03-28T23:00:00Z",
     "2026-03-29T02:00:00Z", "2026-03-29T00:10:00Z 2026-03-29T01:40:00Z "},
};

}  // namespace

TEST_CASE("2 to 5 the second opinion says what the contract says") {
    for (const fact& each : facts) {
        CAPTURE(each.line);
        CAPTURE(each.from);
        const auto what = definition::parse(each.line);
        REQUIRE(what);
        std::string found;
        for (const auto fire : nextfire::testing::brute_force(*what, utc(each.from), utc(each.until)))
            found += nextfire::format_instant(fire) + ' ';
        CHECK(found == each.expected);
    }
}

TEST_CASE("what is made by default never fires") {
    CHECK(
        nextfire::testing::brute_force(definition{}, utc("2026-11-01T00:00:00Z"), utc("2026-11-05T00:00:00Z"))
            .empty());
}
