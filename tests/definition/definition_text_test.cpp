// Clause 9.4: definitions as lines.
#include <doctest/doctest.h>

#include <nextfire/definition/definition.hpp>

#include <algorithm>
#include <cstddef>
#include <string>

#include "../support/definitions.hpp"
#include "../support/fact_table.hpp"

namespace {

using namespace nextfire_test;
using nextfire::definition;

}  // namespace

TEST_CASE("9.4 a line is read, and written in its own way") {
    for (const fact& row : facts_of(2, R"(
        # all parts there are, in any order, with blanks anywhere
        0 0 9 * * ?; zone=UTC; from=2026-01-01T09:00:00.5Z; until=2026-12-31T09:00:00.5Z | 0 0 9 * * ?; zone=UTC; from=2026-01-01T09:00:01Z; until=2026-12-31T09:00:00Z
        0 0 9 * * ?;elapsed=never;overlap=both;gap=skip;until=2026-12-31T00:00:00Z;from=2026-01-01T00:00:00Z;zone=UTC;dialect=quartz | 0 0 9 * * ?; zone=UTC; from=2026-01-01T00:00:00Z; until=2026-12-31T00:00:00Z; gap=skip; overlap=both
        0  0 9 * * ? ;  zone =  Asia/Tokyo  ; gap= shift | 0 0 9 * * ?; zone=Asia/Tokyo; gap=shift
        # policies by their names, `-` for `_` too, and what is usual goes unsaid
        0 0 9 * * ?; zone=UTC; gap=at-transition; overlap=first; elapsed=as-written | 0 0 9 * * ?; zone=UTC
        0 0 9 * * ?; zone=UTC; elapsed=always; overlap=second | 0 0 9 * * ?; zone=UTC; elapsed=always
        0 */20 9 * * ?; zone=UTC; elapsed=never     | 0 0,20,40 9 * * ?; zone=UTC
        0 0,20,40 9 * * ?; zone=UTC; elapsed=always | 0 */20 9 * * ?; zone=UTC
        # a dialect is told where it is not quartz
        0 9 * * 1-5; dialect=unix; zone=UTC         | 0 0 9 ? * 2,3,4,5,6; zone=UTC
        0 9 13 * 5; dialect=unix; zone=UTC          | 0 9 13 * 5; dialect=unix; zone=UTC
        0 0 9 13 * 5; dialect=spring; zone=UTC      | 0 0 9 13 * 5; dialect=spring; zone=UTC
        0 0 9 13 * 6; zone=UTC                      | 0 0 9 13 * 5; dialect=spring; zone=UTC
        0 0 9 L-3W * 6; zone=UTC                    | 0 0 9 L-3W * 6; zone=UTC
        0 0 9 13 * 6 2026; zone=UTC                 | 0 0 9 13 * 6 2026; zone=UTC
        cron(0 9 ? * MON-FRI 2026); dialect=aws; zone=UTC | 0 0 9 ? * 2,3,4,5,6 2026; zone=UTC
        @hourly; zone=UTC                           | 0 0 * * * ?; zone=UTC
        # elapsed time
        @every 90m; zone=UTC; anchor=2026-11-27T00:30:00Z | @every 1h30m; zone=UTC; anchor=1970-01-01T00:30:00Z
        @EVERY 1s; zone=UTC; anchor=2026-11-27T00:30:00+01:00 | @every 1s; zone=UTC; anchor=1970-01-01T00:00:00Z
        # cycles
        0 0 9 every 3 days; zone=UTC; anchor=2026-11-27 | 0 0 9 every 3 days; zone=UTC; anchor=1970-01-01
        0 0 9   every   3   day; zone=UTC; anchor=2026-11-27 | 0 0 9 every 3 days; zone=UTC; anchor=1970-01-01
        0 0 9 every 14 days on 2,0,2; zone=UTC; anchor=2026-11-30 | 0 0 9 every 14 days on 0,2; zone=UTC; anchor=1970-01-12
        0 */5 9-17 every 500 days on 62; zone=UTC; anchor=1970-01-01 | 0 */5 9-17 every 500 days; zone=UTC; anchor=1970-03-04
        0 0 9 every 1 day; zone=UTC; anchor=1970-01-01 | 0 0 9 * * ?; zone=UTC
        # bounds with an offset, or beyond all instants
        0 0 9 * * ?; zone=UTC; until=2026-12-31T23:59:59+09:00 | 0 0 9 * * ?; zone=UTC; until=2026-12-31T14:59:59Z
        0 0 9 * * ?; zone=UTC; until=1900-01-01T00:00:00Z | 0 0 9 * * ?; zone=UTC; until=1969-12-31T23:59:59Z
    )")) {
        CAPTURE(row.lines);
        const auto made = definition::parse(row.columns[0]);
        CHECK(reasons_of(made) == "none");
        if (!made) continue;
        CHECK(to_string(*made) == row.columns[1]);
        CHECK(definition::parse(row.columns[1]) == *made);
    }
}

// Reasons are divided by `~`; of each the beginning is told.
TEST_CASE("6.1 lines that are none, and every reason") {
    for (const fact& row : facts_of(2, R"(
        0 0 9 * * ?                         | zone: missing: expected a time zone as zone=Europe/Berlin, but found none
        0 0 9 * * ?; zone=Europe/Berlim     | zone: unknown_name
        0 0 9 * * ?; zone=UTC; UTC          | definition: malformed: expected a part as name=value, but found "UTC"
        0 0 9 * * ?; zone=UTC;              | definition: malformed: expected a part as name=value, but found nothing
        0 0 9 * * ?; zone=UTC; zone=UTC     | zone: malformed: expected one value, but found another
        0 0 9 * * ?; zone=UTC; Gap=skip     | definition: unknown_name
        0 0 9 * * ?; zone=UTC; gap=skp      | gap: unknown_name: expected at_transition, skip or shift, but found "skp"; did you mean skip?
        0 0 9 * * ?; zone=UTC; overlap=third | overlap: unknown_name
        0 0 9 * * ?; zone=UTC; elapsed=maybe | elapsed: unknown_name
        0 0 9 * * ?; zone=UTC; dialect=posix | dialect: unknown_name
        0 0 25 * * ?; zone=UTC              | cron 5: out_of_range
        0 0 9 31 2 ?; zone=UTC              | cron 7: never_fires
        0 0 9 H * ?; zone=UTC               | cron 7: malformed
        0 0 9 * * ?; zone=UTC; until=2026-12-31 14:59:59 | until: malformed: expected an instant as 2026-12-31T23:59:59Z, but found "2026-12-31 14:59:59"
        0 0 9 * * ?; zone=UTC; until=2026-12-31T14:59:59 | until: malformed: expected an instant as 2026-12-31T23:59:59Z, but found "2026-12-31T14:59:59"
        0 0 9 * * ?; zone=UTC; from=tomorrow | from 1: malformed
        0 0 9 * * ?; zone=UTC; anchor=2026-11-27 | anchor: unknown_name: expected none beside a cron text, but found one
        # elapsed time
        @every 1h; zone=UTC                 | anchor: missing: expected an instant as anchor=2026-11-27T00:00:00Z, but found none
        @every 1h; zone=UTC; anchor=2026-11-27 | anchor 11: malformed
        @every 1x; zone=UTC; anchor=2026-11-27T00:00:00Z | cron 8: malformed
        @every 9601h; zone=UTC; anchor=2026-11-27T00:00:00Z | cron 8: malformed
        # cycles
        0 0 9 every 3 days; zone=UTC        | anchor: missing: expected a date as anchor=2026-11-27, but found none
        0 0 9 every 3 days; zone=UTC; anchor=2026-11-31 | anchor 9: out_of_range
        0 0 9 every 0 days; zone=UTC; anchor=2026-11-27 | definition: out_of_range: expected a whole number from 1 to 500, but found "0"
        0 0 9 every 501 days; zone=UTC; anchor=2026-11-27 | definition: out_of_range: expected a whole number from 1 to 500, but found "501"
        0 0 9 every x days; zone=UTC; anchor=2026-11-27 | definition: malformed: expected a whole number from 1 to 500, but found "x"
        0 0 9 every 3 weeks; zone=UTC; anchor=2026-11-27 | definition: malformed: expected a cycle as every 14 days on 0,2, but found "0 0 9 every 3 weeks"
        0 0 9 every 3 days on; zone=UTC; anchor=2026-11-27 | definition: malformed: expected a cycle as every 14 days on 0,2, but found "0 0 9 every 3 days on"
        0 0 9 every 3 days on 3; zone=UTC; anchor=2026-11-27 | definition: out_of_range: expected a whole number from 0 to 2, but found "3"
        0 0 9 every 100 days on 63; zone=UTC; anchor=2026-11-27 | definition: out_of_range: expected a whole number from 0 to 62, but found "63"
        0 0 9 every 3 days on 1,; zone=UTC; anchor=2026-11-27 | definition: malformed: expected a whole number from 0 to 2, but found nothing
        0 9 every 3 days; zone=UTC; anchor=2026-11-27 | definition: malformed: expected three time fields before every, as 0 0 9 every 3 days, but found "0 9"
        0 0 9 * every 3 days; zone=UTC; anchor=2026-11-27 | definition: malformed: expected three time fields before every, as 0 0 9 every 3 days, but found "0 0 9 *"
        0 0 9 1 every 3 days; zone=UTC; anchor=2026-11-27 | definition: malformed: expected three time fields before every, as 0 0 9 every 3 days, but found "0 0 9 1"
        0 0 9 * 2 every 3 days; zone=UTC; anchor=2026-11-27 | definition: malformed: expected three time fields before every, as 0 0 9 every 3 days, but found "0 0 9 * 2"
        @daily every 3 days; zone=UTC; anchor=2026-11-27 | definition: malformed: expected three time fields before every, as 0 0 9 every 3 days, but found "@daily"
        0 0 25 every 3 days; zone=UTC; anchor=2026-11-27 | cron 5: out_of_range
        0 9 1 every 3 days; dialect=unix; zone=UTC; anchor=2026-11-27 | dialect: malformed: expected quartz, or none, beside every … days, but found another
        # all at once
        0 0 25 * * ?; gap=no; until=x       | cron 5: out_of_range ~ zone: missing ~ until 1: malformed ~ gap: unknown_name
    )")) {
        CAPTURE(row.lines);
        const auto expected = pieces_of(row.columns[1], '~');
        const auto made = definition::parse(row.columns[0]);
        REQUIRE_FALSE(made);
        CHECK(made.errors().size() == expected.size());
        for (std::size_t n = 0; n < std::min(expected.size(), made.errors().size()); ++n) {
            const std::string reason = reasons_of(nextfire::result<definition>{made.errors()[n]});
            CHECK(reason.substr(0, expected[n].size()) == expected[n]);
        }
    }
}

TEST_CASE("9.4 a line has at most 4,096 bytes") {
    const std::string line = "0 0 9 * * ?; zone=UTC";
    CHECK(definition::parse(line + std::string(4096 - line.size(), ' ')));
    CHECK(reasons_of(definition::parse(line + std::string(4097 - line.size(), ' '))) ==
          "definition: too_long: expected a line of at most 4096 bytes, but found 4097 bytes");
    CHECK_FALSE(definition::parse(""));
}
