// `nextfire next`, word for word.  Instants are by hand, and by `zdump -v` on tzdata 2026f around changes.
//
// Covers answer_flags.cpp by --count and --output, starting_point.cpp by --from and the anchors, present.cpp
// by an answer without --from, policy_flags.cpp by --gap and --counting, schedule_flags.cpp by fields,
// requests and what is wrong with them, schedule_answer.cpp by the lines above and below occurrences, and
// occurrence_text.cpp by the occurrences themselves, as text and as JSON.
#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "support/run_program.hpp"

namespace {

using nextfire_test::answer;
using nextfire_test::outcome;
using nextfire_test::refusal;
using nextfire_test::run;
using nextfire_test::words;
using nextfire_test::operator+;

const words daily{"next", "--scheduled-type", "DAY", "--day-interval", "1", "--scheduled-time"};

/// A good daily schedule with one more flag.
words daily_flags(const std::string& flag, const std::string& value) {
    return {"--scheduled-type", "DAY", "--day-interval", "1", "--scheduled-time", "09:00:00", flag, value};
}

const std::string documented_request = R"({"task_name":"restart_web_servers","task_type":"RESTART_SERVER",
    "scheduled_type":"day","day_interval":1,"week_list":"1,2,7","month_list":"1,3,12","date_list":"1,2,28,L",
    "time_zone":"Asia/Shanghai","scheduled_date":"2022-12-23","scheduled_time":"09:00:00"})";

/// Flags of `nextfire next`, and all that is wrong with them.
struct refused_flags {
    words flags;
    std::string reasons;
};

void check_reasons(const std::vector<refused_flags>& rows) {
    for (const refused_flags& expected : rows) {
        CAPTURE(expected.reasons);
        CHECK(refusal(words{"next", "--zone", "UTC"} + expected.flags) == expected.reasons);
    }
}

}  // namespace

TEST_CASE("the documented request, read as each of the four types") {
    const words asked{"next", "--json", "-", "--from", "2022-12-20T00:00:00Z", "--count", "4"};
    CHECK(answer(asked, documented_request) ==
          "DAY         0 0 9 * * ?  Asia/Shanghai\n"
          "  2022-12-20 09:00:00 +08:00  Tue  2022-12-20T01:00:00Z\n"
          "  2022-12-21 09:00:00 +08:00  Wed  2022-12-21T01:00:00Z\n"
          "  2022-12-22 09:00:00 +08:00  Thu  2022-12-22T01:00:00Z\n"
          "  2022-12-23 09:00:00 +08:00  Fri  2022-12-23T01:00:00Z\n");
    CHECK(answer(asked + words{"--scheduled-type", "WEEK"}, documented_request) ==
          "WEEK        0 0 9 ? * 1,2,7  Asia/Shanghai\n"
          "  2022-12-24 09:00:00 +08:00  Sat  2022-12-24T01:00:00Z\n"
          "  2022-12-25 09:00:00 +08:00  Sun  2022-12-25T01:00:00Z\n"
          "  2022-12-26 09:00:00 +08:00  Mon  2022-12-26T01:00:00Z\n"
          "  2022-12-31 09:00:00 +08:00  Sat  2022-12-31T01:00:00Z\n");
    CHECK(answer(asked + words{"--scheduled-type", "MONTH"}, documented_request) ==
          "MONTH       0 0 9 1,2,28,L 1,3,12 ?  Asia/Shanghai\n"
          "  2022-12-28 09:00:00 +08:00  Wed  2022-12-28T01:00:00Z\n"
          "  2022-12-31 09:00:00 +08:00  Sat  2022-12-31T01:00:00Z\n"
          "  2023-01-01 09:00:00 +08:00  Sun  2023-01-01T01:00:00Z\n"
          "  2023-01-02 09:00:00 +08:00  Mon  2023-01-02T01:00:00Z\n");
    CHECK(answer(asked + words{"--scheduled-type", "FIXED_TIME"}, documented_request) ==
          "FIXED_TIME  0 0 9 23 12 ? 2022  Asia/Shanghai\n"
          "  2022-12-23 09:00:00 +08:00  Fri  2022-12-23T01:00:00Z\n");
}

// Berlin, 29 March 2026: the clock jumps 02:00 -> 03:00 at 01:00Z
//
//       01:00   02:00   03:00   04:00
//  ───────┼───────┤ ░gap░ ├───────┼──►
//                         ▲ 01:00Z
TEST_CASE("a time of day that the clock jumps over is marked") {
    const words asked =
        daily + words{"02:30:00", "--zone", "europe/berlin", "--from", "2026-03-28T00:00:00Z", "--count"};
    CHECK(answer(asked + words{"3"}) ==
          "DAY         0 30 2 * * ?  Europe/Berlin\n"
          "  2026-03-28 02:30:00 +01:00  Sat  2026-03-28T01:30:00Z\n"
          "  2026-03-29 03:00:00 +02:00  Sun  2026-03-29T01:00:00Z  moved: 02:30:00 does not exist, the "
          "clock jumps "
          "02:00 -> 03:00\n"
          "  2026-03-30 02:30:00 +02:00  Mon  2026-03-30T00:30:00Z\n");
    CHECK(answer(asked + words{"2", "--gap", "shift"}) ==
          "DAY         0 30 2 * * ?  Europe/Berlin\n"
          "  2026-03-28 02:30:00 +01:00  Sat  2026-03-28T01:30:00Z\n"
          "  2026-03-29 03:30:00 +02:00  Sun  2026-03-29T01:30:00Z  moved: 02:30:00 does not exist, the "
          "clock jumps "
          "02:00 -> 03:00\n");
    CHECK(answer(asked + words{"2", "--gap", "skip"}) ==
          "DAY         0 30 2 * * ?  Europe/Berlin\n"
          "  2026-03-28 02:30:00 +01:00  Sat  2026-03-28T01:30:00Z\n"
          "  2026-03-30 02:30:00 +02:00  Mon  2026-03-30T00:30:00Z\n");
}

// Lord Howe, 4 October 2026: 02:00 -> 02:30 at 2026-10-03T15:30Z.  Beirut, 29 March 2026: 00:00 -> 01:00.
TEST_CASE("jumps of half an hour, at midnight, and of a whole day") {
    CHECK(answer(daily + words{"02:15:00", "--zone", "Australia/Lord_Howe", "--from", "2026-10-03T12:00:00Z",
                               "--count", "1"}) ==
          "DAY         0 15 2 * * ?  Australia/Lord_Howe\n"
          "  2026-10-04 02:30:00 +11:00  Sun  2026-10-03T15:30:00Z  moved: 02:15:00 does not exist, the "
          "clock jumps "
          "02:00 -> 02:30\n");
    CHECK(answer(daily + words{"00:30:15", "--zone", "Asia/Beirut", "--from", "2026-03-28T12:00:00Z",
                               "--count", "1"}) ==
          "DAY         15 30 0 * * ?  Asia/Beirut\n"
          "  2026-03-29 01:00:00 +03:00  Sun  2026-03-28T22:00:00Z  moved: 00:30:15 does not exist, the "
          "clock jumps "
          "00:00 -> 01:00\n");
    CHECK(answer(words{"next", "--scheduled-type", "FIXED_TIME", "--scheduled-date", "2011-12-30",
                       "--scheduled-time", "09:00:00", "--zone", "Pacific/Apia", "--from",
                       "2011-12-01T00:00:00Z"}) ==
          "FIXED_TIME  0 0 9 30 12 ? 2011  Pacific/Apia\n"
          "  2011-12-31 00:00:00 +14:00  Sat  2011-12-30T10:00:00Z  moved: 2011-12-30 09:00:00 does not "
          "exist, the "
          "clock jumps 2011-12-30 00:00 -> 2011-12-31 00:00\n");
}

// New York, 1 November 2026: the clock is set back 02:00 -> 01:00 at 06:00Z
//
//       00:00   01:00   02:00
//  ───────┼───────┼───▲───┤ 05:30Z
//                 ├───▲───┼───────┼──►
//                     06:30Z
TEST_CASE("a time of day that comes twice is marked") {
    const words asked =
        daily +
        words{"01:30:00", "--zone", "America/New_York", "--from", "2026-11-01T00:00:00Z", "--count", "2"};
    CHECK(answer(asked) ==
          "DAY         0 30 1 * * ?  America/New_York\n"
          "  2026-11-01 01:30:00 -04:00  Sun  2026-11-01T05:30:00Z  ambiguous: 01:30:00 comes twice, this is "
          "the first\n"
          "  2026-11-02 01:30:00 -05:00  Mon  2026-11-02T06:30:00Z\n");
    CHECK(answer(asked + words{"--overlap", "second"}) ==
          "DAY         0 30 1 * * ?  America/New_York\n"
          "  2026-11-01 01:30:00 -05:00  Sun  2026-11-01T06:30:00Z  ambiguous: 01:30:00 comes twice, this is "
          "the "
          "second\n"
          "  2026-11-02 01:30:00 -05:00  Mon  2026-11-02T06:30:00Z\n");
    CHECK(answer(asked + words{"--overlap", "both"}) ==
          "DAY         0 30 1 * * ?  America/New_York\n"
          "  2026-11-01 01:30:00 -04:00  Sun  2026-11-01T05:30:00Z  ambiguous: 01:30:00 comes twice, this is "
          "the first\n"
          "  2026-11-01 01:30:00 -05:00  Sun  2026-11-01T06:30:00Z  ambiguous: 01:30:00 comes twice, this is "
          "the "
          "second\n");
}

TEST_CASE("every n days counts from the first run, from an anchor, or anew each month") {
    const words asked{"next",
                      "--scheduled-type",
                      "DAY",
                      "--day-interval",
                      "2",
                      "--scheduled-time",
                      "09:00:00",
                      "--zone",
                      "Asia/Shanghai",
                      "--from",
                      "2026-11-29T01:00:01Z",
                      "--count",
                      "2"};
    // 09:00:01 on the 29th in Shanghai: the first run is on the 30th.
    CHECK(answer(asked) ==
          "DAY         0 0 9 */2 * ?  Asia/Shanghai\n"
          "  every 2 days from 2026-11-30; the cron text counts anew on day 1 of each month\n"
          "  2026-11-30 09:00:00 +08:00  Mon  2026-11-30T01:00:00Z\n"
          "  2026-12-02 09:00:00 +08:00  Wed  2026-12-02T01:00:00Z\n");
    CHECK(answer(asked + words{"--anchor-date", "2026-11-01"}) ==
          "DAY         0 0 9 */2 * ?  Asia/Shanghai\n"
          "  every 2 days from 2026-11-01; the cron text counts anew on day 1 of each month\n"
          "  2026-12-01 09:00:00 +08:00  Tue  2026-12-01T01:00:00Z\n"
          "  2026-12-03 09:00:00 +08:00  Thu  2026-12-03T01:00:00Z\n");
    CHECK(answer(words{"next", "--scheduled-type", "DAY", "--day-interval", "2", "--scheduled-time",
                       "09:00:00", "--zone", "Asia/Shanghai", "--from", "2026-12-31T00:00:00Z", "--count",
                       "2", "--counting", "restart-each-month"}) ==
          "DAY         0 0 9 */2 * ?  Asia/Shanghai\n"
          "  2026-12-31 09:00:00 +08:00  Thu  2026-12-31T01:00:00Z\n"
          "  2027-01-01 09:00:00 +08:00  Fri  2027-01-01T01:00:00Z\n");
}

TEST_CASE("from is included, until is not") {
    CHECK(answer(daily + words{"09:00:00", "--zone", "Asia/Shanghai", "--from", "2026-11-24T01:00:00Z",
                               "--until", "2026-11-25T01:00:00Z"}) ==
          "DAY         0 0 9 * * ?  Asia/Shanghai\n"
          "  2026-11-24 09:00:00 +08:00  Tue  2026-11-24T01:00:00Z\n");
}

TEST_CASE("3.1 from and until between two seconds are the later one") {
    CHECK(answer(daily + words{"09:00:00", "--zone", "Asia/Shanghai", "--from", "2026-11-24T01:00:00.001Z",
                               "--until", "2026-11-25T01:00:00.001Z"}) ==
          "DAY         0 0 9 * * ?  Asia/Shanghai\n"
          "  2026-11-25 09:00:00 +08:00  Wed  2026-11-25T01:00:00Z\n");
}

TEST_CASE("where no occurrence is left the answer says why") {
    CHECK(answer(daily + words{"09:00:00", "--zone", "Asia/Shanghai", "--from", "2026-11-24T01:00:00Z",
                               "--expire-time", "2026-11-24T00:59:59Z"}) ==
          "DAY         0 0 9 * * ?  Asia/Shanghai\n"
          "  expires 2026-11-24T00:59:59Z\n"
          "  no occurrence is left: the schedule expired at 2026-11-24T00:59:59Z\n");
    CHECK(answer(daily + words{"09:00:00", "--zone", "Asia/Shanghai", "--from", "2026-11-24T01:00:01Z",
                               "--expire-time", "2026-11-24T20:00:00+08:00"}) ==
          "DAY         0 0 9 * * ?  Asia/Shanghai\n"
          "  expires 2026-11-24T12:00:00Z\n"
          "  no occurrence is left: the schedule expires at 2026-11-24T12:00:00Z, before it fires again\n");
    CHECK(answer(daily + words{"09:00:00", "--zone", "Asia/Shanghai", "--from", "2026-11-24T01:00:01Z",
                               "--until", "2026-11-25T01:00:00Z"}) ==
          "DAY         0 0 9 * * ?  Asia/Shanghai\n"
          "  no occurrence is left: the next one, 2026-11-25T01:00:00Z, is not before --until\n");
    CHECK(answer({"next", "--scheduled-type", "FIXED_TIME", "--scheduled-date", "2022-12-23",
                  "--scheduled-time", "09:00:00", "--zone", "Asia/Shanghai", "--from",
                  "2022-12-23T01:00:01Z"}) ==
          "FIXED_TIME  0 0 9 23 12 ? 2022  Asia/Shanghai\n"
          "  no occurrence is left: the last one was 2022-12-23T01:00:00Z\n");
}

TEST_CASE("the answer as JSON") {
    CHECK(
        answer(daily + words{"02:30:00", "--zone", "Europe/Berlin", "--from", "2026-03-29T00:00:00Z",
                             "--count", "2", "--output", "json"}) ==
        R"({"scheduled_type":"DAY","cron":"0 30 2 * * ?","fidelity":"exact","time_zone":"Europe/Berlin","next":[)"
        R"({"instant":"2026-03-29T01:00:00Z","local":"2026-03-29T03:00:00+02:00","effect":"moved",)"
        R"("scheduled":"2026-03-29T02:30:00","reason":"02:30:00 does not exist, the clock jumps 02:00 -> 03:00"},)"
        R"({"instant":"2026-03-30T00:30:00Z","local":"2026-03-30T02:30:00+02:00","effect":"exact"}]})"
        "\n");
    CHECK(
        answer({"next", "--scheduled-type", "DAY", "--day-interval", "3", "--scheduled-time", "09:00:00",
                "--zone", "Asia/Shanghai", "--from", "2026-11-24T02:00:00Z", "--expire-time",
                "2026-11-24T03:00:00Z", "--output", "json"}) ==
        R"({"scheduled_type":"DAY","cron":"0 0 9 */3 * ?","fidelity":"restarts_each_month",)"
        R"("time_zone":"Asia/Shanghai","anchor_date":"2026-11-25","expire_time":"2026-11-24T03:00:00Z","next":[]})"
        "\n");
}

TEST_CASE("without --from the clock is read") {
    const outcome left = run(daily + words{"09:00:00", "--zone", "UTC", "--count", "1"});
    CHECK(left.exit_code == 0);
    CHECK(left.out.find("  20") != std::string::npos);
}

TEST_CASE("bad fields are refused with every violation") {
    check_reasons({
        {{"--scheduled-type", "HOURLY", "--scheduled-time", "09:00:00"},
         "scheduled_type, column 1: expected FIXED_TIME, DAY, WEEK or MONTH, but found \"HOURLY\"\n"},
        {{"--scheduled-time", "09:00:00"},
         "scheduled_type: expected FIXED_TIME, DAY, WEEK or MONTH, but found no such field\n"},
        {{"--scheduled-type", "MONTH"},
         "month_list: expected month_list, which MONTH needs, but found no such field\n"
         "date_list: expected date_list, which MONTH needs, but found no such field\n"
         "scheduled_time: expected a time of day as HH:mm:ss, but found no such field\n"},
        {{"--scheduled-type", "FIXED_TIME", "--scheduled-time", "09:00:00"},
         "scheduled_date: expected scheduled_date, which FIXED_TIME needs, but found no such field\n"},
        {{"--scheduled-type", "DAY", "--scheduled-time", "09:00:00", "--day-interval", "32"},
         "day_interval, column 1: expected a whole number of days from 1 to 31, but found \"32\"\n"},
        {{"--scheduled-type", "DAY", "--scheduled-time", "09:00:00", "--day-interval", "0"},
         "day_interval, column 1: expected a whole number of days from 1 to 31, but found \"0\"\n"},
        {{"--scheduled-type", "DAY", "--scheduled-time", "09:00:00", "--day-interval", "4294967297"},
         "day_interval, column 1: expected a whole number of days from 1 to 31, but found \"4294967297\"\n"},
        {{"--scheduled-type", "WEEK", "--scheduled-time", "09:00:00", "--week-list", ",,"},
         "week_list, column 1: expected a weekday from 1 (Sunday) to 7 (Saturday), but found nothing\n"
         "week_list, column 2: expected a weekday from 1 (Sunday) to 7 (Saturday), but found nothing\n"
         "week_list, column 3: expected a weekday from 1 (Sunday) to 7 (Saturday), but found nothing\n"},
        {{"--scheduled-type", "WEEK", "--scheduled-time", "09:00:00", "--week-list", "1;2"},
         "week_list, column 1: expected a weekday from 1 (Sunday) to 7 (Saturday), but found \"1;2\"\n"},
        {{"--scheduled-type", "WEEK", "--scheduled-time", "09:00:00", "--week-list", "1,L"},
         "week_list, column 3: expected a weekday from 1 (Sunday) to 7 (Saturday), but found \"L\"\n"},
        {{"--scheduled-type", "WEEK", "--scheduled-time", "09:00:00", "--week-list", "星期日"},
         "week_list, column 1: expected a weekday from 1 (Sunday) to 7 (Saturday), but found \"星期日\"\n"},
        {{"--scheduled-type", "WEEK", "--scheduled-time", "09:00:00", "--week-list="},
         "week_list, column 1: expected a weekday from 1 (Sunday) to 7 (Saturday), but found nothing\n"},
        {{"--scheduled-type", "MONTH", "--scheduled-time", "09:00:00", "--month-list", "13", "--date-list",
          "32"},
         "month_list, column 1: expected a month from 1 to 12, but found \"13\"\n"
         "date_list, column 1: expected a day from 1 to 31 or L, but found \"32\"\n"},
        {{"--scheduled-type", "MONTH", "--scheduled-time", "09:00:00", "--month-list", "2", "--date-list",
          "30"},
         "date_list: expected a day that month 2 has, but found only 30\n"},
        {{"--scheduled-type", "DAY", "--day-interval", "1", "--scheduled-time", "24:00:00"},
         "scheduled_time, column 1: expected an hour from 00 to 23, but found \"24\"\n"},
        {{"--scheduled-type", "DAY", "--day-interval", "1", "--scheduled-time", "9:00"},
         "scheduled_time, column 2: expected a time of day as HH:mm:ss, but found \"9:00\"\n"},
        {{"--scheduled-type", "FIXED_TIME", "--scheduled-time", "09:00:00", "--scheduled-date", "2023-02-29"},
         "scheduled_date, column 9: expected a day of 2023-02 from 01 to 28, but found \"29\"\n"},
    });
}

TEST_CASE("bad flags are refused with every violation") {
    check_reasons({
        {daily_flags("--expire-time", "tomorrow"),
         "expire_time, column 1: expected a time as 2026-12-31T23:59:59Z, but found \"tomorrow\"\n"},
        {daily_flags("--from", "2026-11-24"),
         "from, column 11: expected a time as 2026-12-31T23:59:59Z, but found \"2026-11-24\"\n"},
        {daily_flags("--anchor-date", "2023-02-29"),
         "anchor_date, column 9: expected a day of 2023-02 from 01 to 28, but found \"29\"\n"},
        {daily_flags("--count", "-1"),
         "count: expected a whole number from 0 to 1000000, but found \"-1\"\n"},
        {daily_flags("--count", "99999999999999999999"),
         "count: expected a whole number from 0 to 1000000, but found \"99999999999999999999\"\n"},
        {daily_flags("--gap", "jump"), "gap: expected at_transition, skip or shift, but found \"jump\"\n"},
        {daily_flags("--overlap", "third"), "overlap: expected first, second or both, but found \"third\"\n"},
        {daily_flags("--counting", "x"),
         "counting: expected from_anchor or restart_each_month, but found \"x\"\n"},
    });
    CHECK(refusal(words{"next"} + daily_flags("--zone", "Asia/Shangai")) ==
          "time_zone: expected a time zone such as Europe/Berlin, but found \"Asia/Shangai\"; did you mean "
          "Asia/Shanghai?\n");
    CHECK(
        refusal({"next", "--scheduled-type", "dya", "--scheduled-time", "9", "--zone", "Mars", "--from", "z",
                 "--count", "x"}) ==
        "scheduled_type, column 1: expected FIXED_TIME, DAY, WEEK or MONTH, but found \"dya\"; did you mean "
        "DAY?\n"
        "scheduled_time, column 2: expected a time of day as HH:mm:ss, but found \"9\"\n"
        "time_zone: expected a time zone such as Europe/Berlin, but found \"Mars\"\n"
        "from, column 1: expected a time as 2026-12-31T23:59:59Z, but found \"z\"\n"
        "count: expected a whole number from 0 to 1000000, but found \"x\"\n");
}

TEST_CASE("a FIXED_TIME that the gap policy skips never fires") {
    const std::string reasons =
        refusal({"next", "--scheduled-type", "FIXED_TIME", "--scheduled-date", "2026-03-29",
                 "--scheduled-time", "02:30:00", "--zone", "Europe/Berlin", "--gap", "skip"});
    CHECK(reasons.starts_with("scheduled_date: expected "));
}

TEST_CASE("a bad request names its members by pointer, and flags beside it by name") {
    CHECK(refusal({"next", "--json", "-"},
                  R"({"scheduled_type":"WEEK","week_lst":"1","day_interval":1.0,"scheduled_time":9})") ==
          "/day_interval: expected a whole number of days from 1 to 31, but found 1.0\n"
          "/week_list: expected week_list, which WEEK needs, but found no such field\n"
          "/scheduled_time: expected a string, but found 9\n"
          "/week_lst: expected a known member, but found \"week_lst\"; did you mean week_list?\n");
    CHECK(refusal({"next", "--json", "-", "--week-list", "1,9"},
                  R"({"scheduled_type":"WEEK","scheduled_time":"9:00"})") ==
          "week_list, column 3: expected a weekday from 1 (Sunday) to 7 (Saturday), but found \"9\"\n"
          "/scheduled_time, column 2: expected a time of day as HH:mm:ss, but found \"9:00\"\n");
    CHECK(refusal({"next", "--json", "-"}, "{\"scheduled_type\":\"DAY\",\n \"scheduled_type\":\"WEEK\"}") ==
          "line 2, column 2: expected each member name once, but found \"scheduled_type\" again\n");
    CHECK(refusal({"next", "--json", "-"}, std::string_view{"{}\0", 3}) ==
          "line 1, column 3: expected text without NUL, but found one\n");
    CHECK(refusal({"next", "--json", "-"}, "[]") == "expected a JSON object, but found an array\n");
    CHECK(refusal({"next", "--json", "-"}, "") ==
          "line 1, column 1: expected a JSON value, but found the end of the text\n");
    CHECK(refusal({"next", "--json", "-"}, std::string(1'000'000, ' ')) ==
          "expected at most 65536 bytes of JSON, but found more\n");
}

TEST_CASE("what a terminal would obey is shown, not sent") {
    const std::string reasons = refusal({"next", "--json", "-"}, R"({"\u001b[2J":1})");
    CHECK(reasons.find('\x1b') == std::string::npos);
    CHECK(reasons.find("/\\x1b[2J: expected one of ") != std::string::npos);
}
