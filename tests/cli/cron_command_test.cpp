// `nextfire cron`, word for word; expressions and rules by hand from RFC 5545 and the Quartz manual.
#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "run_program.hpp"

namespace {

using nextfire_test::outcome;
using nextfire_test::run;

const std::string month_request =
    R"({"scheduled_type":"MONTH","month_list":"1,3,12","date_list":"1,2,28,L","scheduled_time":"09:00:00"})";

}  // namespace

TEST_CASE("each type as cron text and as a rule") {
    struct row {
        std::vector<std::string> flags;
        std::string answer;
    };
    const row rows[] = {
        {{"--scheduled-type", "DAY", "--day-interval", "1", "--scheduled-time", "09:00:00", "--from",
          "2022-12-20T01:00:01Z"},
         "cron       0 0 9 * * ?\n"
         "fidelity   exact: fires on the same local dates at the same local time\n"
         "rrule      DTSTART;TZID=Asia/Shanghai:20221221T090000\n"
         "           RRULE:FREQ=DAILY\n"
         "time zone  Asia/Shanghai\n"
         "expires    never\n"},
        {{"--scheduled-type", "DAY", "--day-interval", "3", "--scheduled-time", "09:00:00", "--anchor-date",
          "2022-12-22", "--expire-time", "2023-01-31T00:00:00Z"},
         "cron       0 0 9 */3 * ?\n"
         "fidelity   restarts_each_month: cron counts anew on day 1 of each month; the schedule goes on "
         "every 3 days\n"
         "rrule      DTSTART;TZID=Asia/Shanghai:20221222T090000\n"
         "           RRULE:FREQ=DAILY;INTERVAL=3;UNTIL=20230131T000000Z\n"
         "time zone  Asia/Shanghai\n"
         "expires    2023-01-31T00:00:00Z\n"},
        {{"--scheduled-type", "WEEK", "--week-list", "7,1,2,1", "--scheduled-time", "00:00:00", "--zone",
          "UTC", "--from", "2026-11-24T12:00:00Z"},
         "cron       0 0 0 ? * 1,2,7\n"
         "fidelity   exact: fires on the same local dates at the same local time\n"
         "rrule      DTSTART:20261128T000000Z\n"
         "           RRULE:FREQ=WEEKLY;BYDAY=SU,MO,SA\n"
         "time zone  UTC\n"
         "expires    never\n"},
        {{"--scheduled-type", "FIXED_TIME", "--scheduled-date", "2022-12-23", "--scheduled-time", "09:00:00",
          "--zone", "+05:30", "--from", "2022-12-20T00:00:00Z"},
         "cron       0 0 9 23 12 ? 2022\n"
         "fidelity   exact: fires on the same local dates at the same local time\n"
         "rrule      none: "},
    };
    for (const row& expected : rows) {
        CAPTURE(expected.answer);
        std::vector<std::string> arguments{"cron"};
        arguments.insert(arguments.end(), expected.flags.begin(), expected.flags.end());
        const outcome left = run(arguments);
        CHECK(left.err == "");
        CHECK(left.exit_code == 0);
        CHECK(left.out.substr(0, expected.answer.size()) == expected.answer);
        if (expected.answer.ends_with('\n')) CHECK(left.out.size() == expected.answer.size());
    }
}

TEST_CASE("L in a list comes with a set of plain expressions") {
    const outcome left = run({"cron", "--json", "-", "--from", "2022-12-20T00:00:00Z"}, month_request);
    CHECK(left.exit_code == 0);
    CHECK(left.out ==
          "cron       0 0 9 1,2,28,L 1,3,12 ?\n"
          "fidelity   exact: fires on the same local dates at the same local time\n"
          "plain set  0 0 9 1,2,28 1,3,12 ?\n"
          "           0 0 9 L 1,3,12 ?\n"
          "rrule      DTSTART;TZID=Asia/Shanghai:20221228T090000\n"
          "           RRULE:FREQ=MONTHLY;BYMONTH=1,3,12;BYMONTHDAY=1,2,28,-1\n"
          "time zone  Asia/Shanghai\n"
          "expires    never\n");
}

TEST_CASE("the conversions as JSON") {
    const outcome left =
        run({"cron", "--json", "-", "--from", "2022-12-20T00:00:00Z", "--output", "json"}, month_request);
    CHECK(left.exit_code == 0);
    CHECK(
        left.out ==
        R"({"scheduled_type":"MONTH","cron":"0 0 9 1,2,28,L 1,3,12 ?","fidelity":"exact",)"
        R"("explanation":"fires on the same local dates at the same local time",)"
        R"("plain_set":["0 0 9 1,2,28 1,3,12 ?","0 0 9 L 1,3,12 ?"],)"
        R"("rrule":"DTSTART;TZID=Asia/Shanghai:20221228T090000\nRRULE:FREQ=MONTHLY;BYMONTH=1,3,12;BYMONTHDAY=1,2,28,-1",)"
        R"("time_zone":"Asia/Shanghai"})"
        "\n");

    const outcome expired =
        run({"cron", "--scheduled-type", "DAY", "--day-interval", "1", "--scheduled-time", "09:00:00",
             "--from", "2026-01-01T00:00:00Z", "--expire-time", "2025-01-01T00:00:00Z", "--output", "json"});
    CHECK(expired.exit_code == 0);
    CHECK(expired.out.find(R"("rrule":null,"rrule_reason":"expected )") != std::string::npos);
    CHECK(expired.out.find(R"("expire_time":"2025-01-01T00:00:00Z"})") != std::string::npos);
}

TEST_CASE("bad input is refused") {
    const outcome left = run({"cron", "--scheduled-type", "DAY", "--day-interval", "1", "--from", "x"});
    CHECK(left.exit_code == 1);
    CHECK(left.out == "");
    CHECK(left.err ==
          "scheduled_time: expected a time of day as HH:mm:ss, but found no such field\n"
          "from, column 1: expected a time as 2026-12-31T23:59:59Z, but found \"x\"\n");
}
