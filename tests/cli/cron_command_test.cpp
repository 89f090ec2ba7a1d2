// `nextfire cron`, word for word; expressions and rules by hand from RFC 5545 and the Quartz manual.
//
// Covers conversions.cpp by its lines and by its JSON.
#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "support/run_program.hpp"

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
        {{"--scheduled-type", "DAY", "--day-interval", "1", "--scheduled-time", "09:00:00", "--zone",
          "Asia/Shanghai", "--from", "2022-12-20T01:00:01Z"},
         "cron       0 0 9 * * ?\n"
         "fidelity   exact: fires on the same local dates at the same local time\n"
         "unix       0 9 * * *\n"
         "spring     0 0 9 * * *\n"
         "aws        cron(0 9 * * ? *)\n"
         "rrule      DTSTART;TZID=Asia/Shanghai:20221221T090000\n"
         "           RRULE:FREQ=DAILY\n"
         "in words   At 09:00:00 every day, Asia/Shanghai\n"
         "time zone  Asia/Shanghai\n"
         "expires    never\n"},
        {{"--scheduled-type", "DAY", "--day-interval", "3", "--scheduled-time", "09:00:00", "--zone",
          "Asia/Shanghai", "--anchor-date", "2022-12-22", "--expire-time", "2023-01-31T00:00:00Z"},
         "cron       0 0 9 */3 * ?\n"
         "fidelity   restarts_each_month: cron counts anew on day 1 of each month; the schedule goes on "
         "every 3 days\n"
         "unix       0 9 */3 * *\n"
         "spring     0 0 9 */3 * *\n"
         "aws        cron(0 9 */3 * ? *)\n"
         "rrule      DTSTART;TZID=Asia/Shanghai:20221222T090000\n"
         "           RRULE:FREQ=DAILY;INTERVAL=3;UNTIL=20230131T000000Z\n"
         "in words   At 09:00:00 every 3 days, Asia/Shanghai, until 31 January 2023 at 08:00:00\n"
         "time zone  Asia/Shanghai\n"
         "expires    2023-01-31T00:00:00Z\n"},
        {{"--scheduled-type", "WEEK", "--week-list", "7,1,2,1", "--scheduled-time", "00:00:00", "--zone",
          "UTC", "--from", "2026-11-24T12:00:00Z"},
         "cron       0 0 0 ? * 1,2,7\n"
         "fidelity   exact: fires on the same local dates at the same local time\n"
         "unix       0 0 * * 0,1,6\n"
         "spring     0 0 0 * * 0,1,6\n"
         "aws        cron(0 0 ? * 1,2,7 *)\n"
         "rrule      DTSTART:20261128T000000Z\n"
         "           RRULE:FREQ=WEEKLY;BYDAY=SU,MO,SA\n"
         "in words   At 00:00:00 on Sunday, Monday and Saturday, UTC\n"
         "time zone  UTC\n"
         "expires    never\n"},
        {{"--scheduled-type", "FIXED_TIME", "--scheduled-date", "2022-12-23", "--scheduled-time", "09:00:00",
          "--zone", "+05:30", "--from", "2022-12-20T00:00:00Z"},
         "cron       0 0 9 23 12 ? 2022\n"
         "fidelity   exact: fires on the same local dates at the same local time\n"
         "unix       none: expected every year (unix has no years), but found \"2022\"\n"
         "spring     none: expected every year (spring has no years), but found \"2022\"\n"
         "aws        cron(0 9 23 12 ? 2022)\n"
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
          "unix       none: expected days by their numbers (unix has no L or W), but found \"1,2,28,L\"\n"
          "spring     0 0 9 1,2,28,L 1,3,12 *\n"
          "aws        cron(0 9 1,2,28,L 1,3,12 ? *)\n"
          "plain set  0 0 9 1,2,28 1,3,12 ?\n"
          "           0 0 9 L 1,3,12 ?\n"
          "rrule      DTSTART;TZID=Asia/Shanghai:20221228T090000\n"
          "           RRULE:FREQ=MONTHLY;BYMONTH=1,3,12;BYMONTHDAY=1,2,28,-1\n"
          "in words   At 09:00:00 on the 1st, 2nd, 28th and last day of January, March and December, "
          "Asia/Shanghai\n"
          "time zone  Asia/Shanghai\n"
          "expires    never\n");
}

TEST_CASE("each reason why a dialect cannot say it has its line") {
    const outcome left = run({"cron", "--cron", "30 0 9 13 * 5", "--dialect", "spring", "--zone", "UTC",
                              "--from", "2026-11-01T00:00:00Z"});
    CHECK(left.exit_code == 0);
    CHECK(
        left.out ==
        "cron       30 0 9 13 * 5\n"
        "fidelity   exact: the schedule is this text\n"
        "quartz     none: expected one day field alone (quartz has ? in the other), but found \"13\" and "
        "\"6\"\n"
        "unix       none: expected second 0 alone (unix has no seconds), but found \"30\"\n"
        "                 expected a day that is in either day field, as unix has it, but found one that is "
        "in "
        "\"13\" and \"5\"\n"
        "aws        none: expected second 0 alone (aws has no seconds), but found \"30\"\n"
        "                 expected one day field alone (aws has ? in the other), but found \"13\" and \"6\"\n"
        "rrule      DTSTART:20261113T090030Z\n"
        "           RRULE:FREQ=MONTHLY;BYMONTHDAY=13;BYDAY=FR\n"
        "in words   At 09:00:30 on the 13th of every month, but only on a Friday, UTC\n"
        "time zone  UTC\n"
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
        R"("dialects":{"quartz":"0 0 9 1,2,28,L 1,3,12 ?","unix":null,"spring":"0 0 9 1,2,28,L 1,3,12 *",)"
        R"~("aws":"cron(0 9 1,2,28,L 1,3,12 ? *)"},"not_expressible":[{"dialect":"unix","field":"day_of_month",)~"
        R"("message":"expected days by their numbers (unix has no L or W), but found \"1,2,28,L\""}],)"
        R"("plain_set":["0 0 9 1,2,28 1,3,12 ?","0 0 9 L 1,3,12 ?"],)"
        R"("rrule":"DTSTART;TZID=Asia/Shanghai:20221228T090000\nRRULE:FREQ=MONTHLY;BYMONTH=1,3,12;BYMONTHDAY=1,2,28,-1",)"
        R"("description":"At 09:00:00 on the 1st, 2nd, 28th and last day of January, March and December, Asia/Shanghai",)"
        R"("time_zone":"Asia/Shanghai"})"
        "\n");

    const outcome every = run({"cron", "--cron", "@every 90m", "--zone", "UTC", "--from",
                               "2026-11-24T00:00:00Z", "--output", "json"});
    CHECK(every.exit_code == 0);
    CHECK(every.out.starts_with(
        R"({"cron":"@every 1h30m","dialect":"quartz","fidelity":"exact","explanation":"the schedule is this text",)"
        R"("dialects":{"quartz":null,"unix":null,"spring":null,"aws":null},"not_expressible":[{"dialect":"quartz",)"));
    CHECK(
        every.out.find(
            R"("description":"Every 1 hour 30 minutes, counted from 2026-11-24T00:00:00Z","time_zone":"UTC"})") !=
        std::string::npos);

    const outcome expired = run({"cron", "--scheduled-type", "DAY", "--day-interval", "1", "--scheduled-time",
                                 "09:00:00", "--zone", "UTC", "--from", "2026-01-01T00:00:00Z",
                                 "--expire-time", "2025-01-01T00:00:00Z", "--output", "json"});
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
          "time_zone: expected --zone with a time zone such as Europe/Berlin, but found no such flag\n"
          "from, column 1: expected a time as 2026-12-31T23:59:59Z, but found \"x\"\n");
}
