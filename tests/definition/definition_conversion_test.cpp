// A definition said in another way: as cron text, as a recurrence rule, as a spec.
#include <doctest/doctest.h>

#include <nextfire/definition/definition.hpp>
#include <nextfire/engine/rrule_schedule.hpp>

#include <chrono>
#include <string>

#include "../support/definitions.hpp"
#include "../support/fact_table.hpp"
#include "../support/random_schedule.hpp"

namespace {

using namespace nextfire_test;
using nextfire::definition;
using nextfire::schedule_type;

/// Writes what counts of a spec: its type and the fields of the type, time of day, zone, expiry.
std::string text_of(const nextfire::schedule_spec& spec) {
    std::string text{to_string(spec.type())};
    switch (spec.type()) {
        case schedule_type::fixed_time:
            text += " " + date_text(spec.scheduled_date()->time_since_epoch().count());
            break;
        case schedule_type::day:
            text += " " + std::to_string(spec.day_interval()->count());
            break;
        case schedule_type::week:
            text += " " + list_text(spec.weekday_bits(), 7);
            break;
        case schedule_type::month:
            text += " " + list_text(spec.month_bits(), 12) + " of " + list_text(spec.day_bits(), 32);
            break;
    }
    text += " " + time_text(spec.time_of_day().count()) + " " + std::string{spec.time_zone().name()};
    if (const auto expiry = spec.expire_time())
        text += " until " + instant_text(expiry->time_since_epoch().count());
    return text;
}

}  // namespace

TEST_CASE("9.1 specs") {
    for (const fact& row : facts_of(2, R"(
        0 0 9 * * ?                                 | DAY 1 09:00:00 UTC
        0 0 9 * * ?; elapsed=always; from=2026-01-01T00:00:00Z | DAY 1 09:00:00 UTC
        0 0 9 every 31 days; anchor=1970-01-03      | DAY 31 09:00:00 UTC
        0 0 9 every 7 days; anchor=2026-11-27       | WEEK 6 09:00:00 UTC
        0 0 9 ? * MON-FRI; zone=Asia/Tokyo; until=2026-12-31T14:59:59Z | WEEK 2,3,4,5,6 09:00:00 Asia/Tokyo until 2026-12-31T14:59:59Z
        0 0 9 1,28,L * ?                            | MONTH 1,2,3,4,5,6,7,8,9,10,11,12 of 1,28,L 09:00:00 UTC
        0 0 9 L 1,3 ?                               | MONTH 1,3 of 31 09:00:00 UTC
        0 0 9 1-7 * ?                               | MONTH 1,2,3,4,5,6,7,8,9,10,11,12 of 1,2,3,4,5,6,7 09:00:00 UTC
        0 0 9 1/2 2 ?                               | MONTH 2 of 1,3,5,7,9,11,13,15,17,19,21,23,25,27,29 09:00:00 UTC
        59 59 23 23 12 ? 2022                       | FIXED_TIME 2022-12-23 23:59:59 UTC
        0 0 9 29 2 ? 2025-2028                      | FIXED_TIME 2028-02-29 09:00:00 UTC
        0 0 9 L 4 ? 9999                            | FIXED_TIME 9999-04-30 09:00:00 UTC
        # what lets nothing pass comes as near to it as a spec can
        0 0 9 * * ?; until=1969-12-31T23:59:59Z     | DAY 1 09:00:00 UTC until 1970-01-01T00:00:00Z
        # what none can say
        0 0 9,10 * * ?                              | none
        0 0 9 every 32 days; anchor=1970-01-03      | none
        0 0 9 every 14 days on 0,2; anchor=1970-01-03 | none
        0 0 9 L-1 * ?                               | none
        0 0 9 15W * ?                               | none
        0 0 9 LW * ?                                | none
        0 0 9 ? * 6#1                               | none
        0 0 9 ? * 6L                                | none
        0 0 9 ? 1 6                                 | none
        0 0 9 13 * 6                                | none
        0 9 13 * 5; dialect=unix                    | none
        0 0 9 * * ? 2026                            | none
        0 0 9 1,2 1 ? 2026                          | none
        0 0 9 1 1 ? 2026,2028                       | none
        0 0 9 ? * 6 2026                            | none
        @every 24h; anchor=1970-01-01T00:00:00Z     | none
    )")) {
        CAPTURE(row.lines);
        const definition made = definition_of(row.columns[0]);
        const auto spec = made.to_spec();
        CHECK((spec ? text_of(*spec) : "none") == row.columns[1]);
        if (spec) CHECK(must(definition::from(*spec, made.options())) == made);
    }
}

TEST_CASE("9.1 cron texts, and how faithful they are") {
    for (const fact& row : facts_of(3, R"(
        0 0 9 * * ?; zone=Asia/Tokyo            | exact               | 0 0 9 * * ?
        0 0 9 ? * MON-FRI                       | exact               | 0 0 9 ? * 2,3,4,5,6
        0 0 9 1,28,L 1,3 ?                      | exact               | 0 0 9 1,28,31 1,3 ?
        0 0 9 29 2 ? 2025-2028                  | exact               | 0 0 9 29 2 ? 2028
        0 */5 9-17 * * ?                        | exact               | 0 */5 9-17 * * ?
        0 */30 9 * * ?; elapsed=never           | exact               | 0 0,30 9 * * ?
        0 0 9 * * ?; elapsed=always             | exact               | 0 0 9 * * ?
        0 0 9 1-7 * FRI                         | exact               | 0 0 9 ? * 6#1
        0 0 9 13 * FRI                          | exact               | 0 0 9 13 * 5
        0 9 13 * 5; dialect=unix                | exact               | 0 9 13 * 5
        @every 90m; anchor=1970-01-01T00:00:00Z | exact               | @every 1h30m
        0 0 9 every 7 days; anchor=2026-11-27   | exact               | 0 0 9 ? * 6
        0 0 9 every 3 days; anchor=1970-01-01   | restarts_each_month | 0 0 9 */3 * ?
        0 0 9,17 every 16 days; anchor=1970-01-01 | restarts_each_month | 0 0 9,17 1,17 * ?
        0 0 9 every 31 days; anchor=1970-01-01  | restarts_each_month | 0 0 9 */31 * ?
    )")) {
        CAPTURE(row.lines);
        const definition made = definition_of(row.columns[0]);
        const auto cron = made.to_cron();
        REQUIRE(cron);
        CHECK(to_string(cron->fidelity) == row.columns[1]);
        CHECK(cron->expression.text() == row.columns[2]);
        if (cron->fidelity == nextfire::cron_fidelity::exact)
            CHECK(must(definition::from(cron->expression, made.time_zone(), made.options())) == made);
    }
}

TEST_CASE("9.1 cycles that no cron text has") {
    CHECK(reasons_of(definition_of("0 0 9 every 32 days; anchor=1970-01-01").to_cron()) ==
          "cron: not_expressible: expected one day in a cycle of at most 31, but found 1 in one of 32");
    CHECK(reasons_of(definition_of("0 0 9 every 14 days on 0,2; anchor=1970-01-01").to_cron()) ==
          "cron: not_expressible: expected one day in a cycle of at most 31, but found 2 in one of 14");
}

TEST_CASE("9.1 recurrence rules, from the first bound on or from 1970") {
    for (const fact& row : facts_of(2, R"(
        0 0 9 * * ?; zone=Asia/Tokyo; from=2026-11-27T00:00:00Z | DTSTART;TZID=Asia/Tokyo:20261127T090000 RRULE:FREQ=DAILY
        0 0 9 * * ?; zone=Asia/Tokyo; from=2026-11-27T00:00:01Z; until=2026-12-31T14:59:59Z | DTSTART;TZID=Asia/Tokyo:20261128T090000 RRULE:FREQ=DAILY;UNTIL=20261231T145959Z
        0 0 9 * * ? | DTSTART:19700101T090000Z RRULE:FREQ=DAILY
        0 0 9 every 3 days; anchor=1970-01-03; from=2026-11-27T00:00:00Z | DTSTART:20261129T090000Z RRULE:FREQ=DAILY;INTERVAL=3
        0 0 9 ? * MON-FRI; from=2026-11-28T00:00:00Z | DTSTART:20261130T090000Z RRULE:FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR
    )")) {
        CAPTURE(row.lines);
        const definition made = definition_of(row.columns[0]);
        auto rule = made.to_rrule();
        CHECK(reasons_of(rule) == "none");
        if (!rule) continue;
        std::string written = *rule;
        written.replace(written.find('\n'), 1, " ");
        CHECK(written == row.columns[1]);
        // read again, it means the same but for its beginning
        const definition again = must(nextfire::parse_rrule_definition(
            *rule, {.gap = made.options().gap, .overlap = made.options().overlap}));
        CHECK(again.between(std::nullopt, made.expire_time()) ==
              made.between(std::nullopt, made.expire_time()));
    }
    for (const char* line :
         {"0 0 9 15W * ?", "0 9 13 * 5; dialect=unix", "0 0 9 * * ? 2026,2028",
          "@every 1h; anchor=1970-01-01T00:00:00Z", "0 0 9 * * ?; until=1970-01-01T00:00:00Z"}) {
        CAPTURE(line);
        const auto rule = definition_of(line).to_rrule();
        REQUIRE_FALSE(rule);
        CHECK(rule.errors()[0].code == nextfire::violation_code::not_expressible);
    }
}

//          01:00   02:00   03:00                Berlin, 25 October 2026: 03:00 -> 02:00
//     ───────┼───────┼───────┤                  bounds at 02:10, the first time and the second
//                    ├─▲─────┼───────┼──►
TEST_CASE("9.1 a recurrence rule whose first bound lies in an overlap has no occurrence before it") {
    const auto rule = [](const std::string& others) {
        std::string written =
            *definition_of("0 30 2 * * ?; zone=Europe/Berlin; gap=shift; " + others).to_rrule();
        return written.substr(0, written.find('\n'));
    };
    CHECK(rule("from=2026-10-25T00:10:00Z") == "DTSTART;TZID=Europe/Berlin:20261025T023000");
    // 02:30 has fired, the first time
    CHECK(rule("from=2026-10-25T01:10:00Z") == "DTSTART;TZID=Europe/Berlin:20261026T023000");
    CHECK(rule("from=2026-10-25T01:00:00Z") == "DTSTART;TZID=Europe/Berlin:20261026T023000");
    CHECK(rule("from=2026-10-25T00:59:59Z") == "DTSTART;TZID=Europe/Berlin:20261026T023000");
    // it fires the second time alone
    CHECK(rule("from=2026-10-25T01:10:00Z; overlap=second") == "DTSTART;TZID=Europe/Berlin:20261025T023000");
}

//     01:00   02:00┊  03:00   04:00            Berlin, 29 March 2026: 02:00 -> 03:00 at 01:00Z
//     ┼───────┤       ├─▲─────┼──►             02:30 fires at 03:30 (shift) or at 03:00 (at_transition)
TEST_CASE(
    "9.1 a recurrence rule whose first bound lies behind a gap begins with what fires there of the gap") {
    const auto first_line = [](const std::string& line) {
        std::string written = *definition_of(line + "; zone=Europe/Berlin").to_rrule();
        return written.substr(written.find(':') + 1, 15);
    };
    const std::string shift = "0 30 2 * * ?; gap=shift; from=2026-03-29T01:";
    CHECK(first_line(shift + "00:00Z") == "20260329T023000");
    CHECK(first_line(shift + "30:00Z") == "20260329T023000");
    CHECK(first_line(shift + "30:01Z") == "20260330T023000");
    const std::string at_transition = "0 30 2 * * ?; gap=at_transition; from=2026-03-29T0";
    CHECK(first_line(at_transition + "1:00:00Z") == "20260329T023000");
    CHECK(first_line(at_transition + "1:00:01Z") == "20260330T023000");
    CHECK(first_line(at_transition + "0:59:59Z") == "20260329T023000");
    CHECK(first_line("0 30 2 * * ?; gap=skip; from=2026-03-29T01:00:00Z") == "20260330T023000");
    // 03:10 has fired, and would be in a rule from 02:20 on; 02:20 fires with 03:20
    CHECK(first_line("0 10,20 2,3 * * ?; gap=shift; from=2026-03-29T01:20:00Z") == "20260329T032000");
    CHECK(first_line("0 20 2,3 * * ?; gap=shift; from=2026-03-29T01:20:00Z") == "20260329T022000");
    // a whole day is skipped: 30 December 2011 in Apia
    CHECK((*definition_of("0 0 9 * * ?; zone=Pacific/Apia; gap=shift; from=2011-12-30T19:00:00Z").to_rrule())
              .starts_with("DTSTART;TZID=Pacific/Apia:20111230T090000"));
    // the only one
    const auto only = *nextfire::parse_rrule_definition(
        "DTSTART;TZID=Europe/Berlin:20260329T023000\nRRULE:FREQ=YEARLY;COUNT=1");
    CHECK(only.to_rrule()->starts_with("DTSTART;TZID=Europe/Berlin:20260329T023000\nRRULE:"));
}
