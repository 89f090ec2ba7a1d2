// The program with cron text in the place of a spec.  Instants are by hand, and by `zdump -v` on tzdata 2026f
// around changes.
#include <doctest/doctest.h>

#include <string>
#include <string_view>
#include <vector>

#include "support/run_program.hpp"

namespace {

using nextfire_test::answer;
using nextfire_test::refusal;
using nextfire_test::words;
using nextfire_test::operator+;

}  // namespace

TEST_CASE("a clock that shows the year 10000 already") {
    // The date used to be cut after ten characters.
    CHECK(answer({"next", "--cron", "0 0 9 * * ?", "--zone", "Pacific/Kiritimati", "--from",
                  "9999-12-30T20:00:00Z"}) ==
          "quartz      0 0 9 * * ?  Pacific/Kiritimati\n"
          "  10000-01-01 09:00:00 +14:00  Sat  9999-12-31T19:00:00Z\n");
}

TEST_CASE("next in each dialect") {
    const words from{"--from", "2026-11-24T00:00:00Z", "--count", "2"};
    const std::string weekdays =
        "  2026-11-24 09:30:00 +01:00  Tue  2026-11-24T08:30:00Z\n"
        "  2026-11-25 09:30:00 +01:00  Wed  2026-11-25T08:30:00Z\n";
    const words berlin{"next", "--zone", "europe/berlin"};
    CHECK(answer(berlin + from + words{"--cron", "0 30 9 ? * MON-FRI"}) ==
          "quartz      0 30 9 ? * 2,3,4,5,6  Europe/Berlin\n" + weekdays);
    CHECK(answer(berlin + from + words{"--cron", "30 9 * * mon-fri", "--dialect", "unix"}) ==
          "unix        30 9 * * 1,2,3,4,5  Europe/Berlin\n" + weekdays);
    CHECK(answer(berlin + from + words{"--cron", "0 30 9 * * 1-5", "--dialect", "spring"}) ==
          "spring      0 30 9 * * 1,2,3,4,5  Europe/Berlin\n" + weekdays);
    CHECK(answer(berlin + from + words{"--cron", "cron(30 9 ? * MON-FRI *)", "--dialect", "aws"}) ==
          "aws         cron(30 9 ? * 2,3,4,5,6 *)  Europe/Berlin\n" + weekdays);
}

// Berlin, 25 October 2026: the clock is set back 03:00 -> 02:00 at 01:00Z
//
//       01:00   02:00   03:00
//  ───────┼───────┼───────┤
//                 ├───────┼───────┼──►
TEST_CASE("elapsed time goes by in both passes, and not at all in a gap") {
    const words asked{"next", "--cron", "*/30 2 * * *", "--dialect", "unix", "--zone", "Europe/Berlin"};
    CHECK(answer(asked + words{"--from", "2026-10-24T12:00:00Z"}) ==
          "unix        */30 2 * * *  Europe/Berlin\n"
          "  2026-10-25 02:00:00 +02:00  Sun  2026-10-25T00:00:00Z  ambiguous: 02:00:00 comes twice, this is "
          "the first\n"
          "  2026-10-25 02:30:00 +02:00  Sun  2026-10-25T00:30:00Z  ambiguous: 02:30:00 comes twice, this is "
          "the first\n"
          "  2026-10-25 02:00:00 +01:00  Sun  2026-10-25T01:00:00Z  ambiguous: 02:00:00 comes twice, this is "
          "the second\n"
          "  2026-10-25 02:30:00 +01:00  Sun  2026-10-25T01:30:00Z  ambiguous: 02:30:00 comes twice, this is "
          "the second\n"
          "  2026-10-26 02:00:00 +01:00  Mon  2026-10-26T01:00:00Z\n");
    CHECK(answer(asked + words{"--from", "2026-03-28T01:30:00Z", "--count", "2"}) ==
          "unix        */30 2 * * *  Europe/Berlin\n"
          "  2026-03-28 02:30:00 +01:00  Sat  2026-03-28T01:30:00Z\n"
          "  2026-03-30 02:00:00 +02:00  Mon  2026-03-30T00:00:00Z\n");
    // Fixed on request: both times of the gap fire at its end, once.
    CHECK(answer(asked + words{"--from", "2026-03-28T01:30:00Z", "--count", "2", "--elapsed", "never"}) ==
          "unix        */30 2 * * *  Europe/Berlin\n"
          "  2026-03-28 02:30:00 +01:00  Sat  2026-03-28T01:30:00Z\n"
          "  2026-03-29 03:00:00 +02:00  Sun  2026-03-29T01:00:00Z  moved: 02:00:00 does not exist, the "
          "clock jumps 02:00 -> 03:00\n");
}

TEST_CASE("a preset sets the policies, and flags override it") {
    const words asked{"next", "--cron", "0 30 2 * * ?", "--zone", "Europe/Berlin", "--count", "2"};
    const words spring{"--from", "2026-03-28T12:00:00Z"};
    const words autumn{"--from", "2026-10-24T12:00:00Z"};
    const std::string head = "quartz      0 30 2 * * ?  Europe/Berlin\n";
    const std::string at_jump =
        "  2026-03-29 03:00:00 +02:00  Sun  2026-03-29T01:00:00Z  moved: 02:30:00 does not exist, the clock "
        "jumps 02:00 -> 03:00\n";
    const std::string shifted =
        "  2026-03-29 03:30:00 +02:00  Sun  2026-03-29T01:30:00Z  moved: 02:30:00 does not exist, the clock "
        "jumps 02:00 -> 03:00\n";
    const std::string march_30 = "  2026-03-30 02:30:00 +02:00  Mon  2026-03-30T00:30:00Z\n";
    const std::string march_31 = "  2026-03-31 02:30:00 +02:00  Tue  2026-03-31T00:30:00Z\n";
    const std::string first =
        "  2026-10-25 02:30:00 +02:00  Sun  2026-10-25T00:30:00Z  ambiguous: 02:30:00 comes twice, this is "
        "the first\n";
    const std::string second =
        "  2026-10-25 02:30:00 +01:00  Sun  2026-10-25T01:30:00Z  ambiguous: 02:30:00 comes twice, this is "
        "the second\n";
    const std::string october_26 = "  2026-10-26 02:30:00 +01:00  Mon  2026-10-26T01:30:00Z\n";
    struct row {
        std::string preset;
        std::string in_spring;
        std::string in_autumn;
    };
    const row rows[] = {
        {"vixie", at_jump + march_30, first + october_26},
        {"quartz", march_30 + march_31, second + october_26},
        {"kubernetes", march_30 + march_31, first + second},
        {"systemd", march_30 + march_31, first + october_26},
        {"aws", march_30 + march_31, first + october_26},
        {"rfc5545", shifted + march_30, first + october_26},
    };
    for (const row& expected : rows) {
        CAPTURE(expected.preset);
        const words flags = asked + words{"--preset", expected.preset};
        CHECK(answer(flags + spring) == head + expected.in_spring);
        CHECK(answer(flags + autumn) == head + expected.in_autumn);
    }
    CHECK(answer(asked + spring + words{"--gap", "shift", "--preset", "quartz"}) ==
          head + shifted + march_30);
    CHECK(answer(asked + autumn + words{"--overlap", "first", "--preset", "quartz"}) ==
          head + first + october_26);
    CHECK(answer(asked + autumn +
                 words{"--elapsed", "never", "--preset", "kubernetes", "--overlap", "second"}) ==
          head + second + october_26);
}

TEST_CASE("@every counts from --from, or from an anchor") {
    const words asked{"next",    "--cron", "@every 1h30m", "--zone", "UTC", "--from", "2026-11-24T00:00:00Z",
                      "--count", "2"};
    CHECK(answer(asked) ==
          "quartz      @every 1h30m  UTC\n"
          "  counts from 2026-11-24T00:00:00Z\n"
          "  2026-11-24 00:00:00 +00:00  Tue  2026-11-24T00:00:00Z\n"
          "  2026-11-24 01:30:00 +00:00  Tue  2026-11-24T01:30:00Z\n");
    // 00:10 on 1 November and 23 days of 16 times 1 h 30 min.
    CHECK(answer(asked + words{"--anchor-instant", "2026-11-01T00:10:00Z"}) ==
          "quartz      @every 1h30m  UTC\n"
          "  counts from 2026-11-01T00:10:00Z\n"
          "  2026-11-24 00:10:00 +00:00  Tue  2026-11-24T00:10:00Z\n"
          "  2026-11-24 01:40:00 +00:00  Tue  2026-11-24T01:40:00Z\n");
    CHECK(answer({"next", "--cron", "@every 1h30m", "--zone", "UTC", "--from", "2026-11-24T00:00:00Z",
                  "--count", "1", "--output", "json"}) ==
          R"({"cron":"@every 1h30m","dialect":"quartz","fidelity":"exact","time_zone":"UTC",)"
          R"("anchor_instant":"2026-11-24T00:00:00Z","next":[)"
          R"({"instant":"2026-11-24T00:00:00Z","local":"2026-11-24T00:00:00+00:00","effect":"exact"}]})"
          "\n");
}

TEST_CASE("a day in both fields, a day in either") {
    const words asked{"next", "--cron", "0 9 13 * fri",         "--dialect", "unix", "--zone",
                      "UTC",  "--from", "2026-02-07T00:00:00Z", "--count",   "3"};
    CHECK(answer(asked) ==
          "unix        0 9 13 * 5  UTC\n"
          "  2026-02-13 09:00:00 +00:00  Fri  2026-02-13T09:00:00Z\n"
          "  2026-02-20 09:00:00 +00:00  Fri  2026-02-20T09:00:00Z\n"
          "  2026-02-27 09:00:00 +00:00  Fri  2026-02-27T09:00:00Z\n");
    // Unix cannot say it; Spring can.
    CHECK(answer(asked + words{"--both-days", "both"}) ==
          "spring      0 0 9 13 * 5  UTC\n"
          "  2026-02-13 09:00:00 +00:00  Fri  2026-02-13T09:00:00Z\n"
          "  2026-03-13 09:00:00 +00:00  Fri  2026-03-13T09:00:00Z\n"
          "  2026-11-13 09:00:00 +00:00  Fri  2026-11-13T09:00:00Z\n");
}

TEST_CASE("H wants a key, and the key alone decides") {
    const words asked{"next",   "--cron", "H H * * *", "--dialect",           "unix",
                      "--zone", "UTC",    "--from",    "2026-02-01T00:00:00Z"};
    CHECK(refusal(asked) ==
          "cron, column 1: expected a minute from 0 to 59 (H is an extension that needs a key), but found "
          "\"H\"\n"
          "cron, column 3: expected an hour from 0 to 23 (H is an extension that needs a key), but found "
          "\"H\"\n");
    const std::string backup = answer(asked + words{"--spread-key", "backup"});
    CHECK(backup == answer(asked + words{"--spread-key", "backup"}));
    CHECK(backup != answer(asked + words{"--spread-key", "report"}));
}

TEST_CASE("a cron schedule expires, by its zone's clock") {
    const words asked{"next",
                      "--cron",
                      "0 0 9 * * ?",
                      "--zone",
                      "Asia/Shanghai",
                      "--from",
                      "2026-11-24T01:00:00Z",
                      "--expire-time",
                      "2026-11-25 09:00:00"};
    CHECK(answer(asked) ==
          "quartz      0 0 9 * * ?  Asia/Shanghai\n"
          "  expires 2026-11-25T01:00:00Z\n"
          "  2026-11-24 09:00:00 +08:00  Tue  2026-11-24T01:00:00Z\n"
          "  2026-11-25 09:00:00 +08:00  Wed  2026-11-25T01:00:00Z\n");
    CHECK(answer(words{"next", "--cron", "0 0 9 * * ? 2025", "--zone", "Asia/Shanghai", "--from",
                       "2026-11-24T01:00:00Z"}) ==
          "quartz      0 0 9 * * ? 2025  Asia/Shanghai\n"
          "  no occurrence is left: the last one was 2025-12-31T01:00:00Z\n");
}

TEST_CASE("cron text in a request, and flags in its place") {
    const std::string request =
        R"({"task_name":"report","cron":"0 9 * * 1-5","dialect":"unix","time_zone":"Europe/Berlin",)"
        R"("expire_time":null})";
    const words asked{"next", "--json", "-", "--from", "2026-11-24T00:00:00Z", "--count", "1"};
    CHECK(answer(asked, request) ==
          "unix        0 9 * * 1,2,3,4,5  Europe/Berlin\n"
          "  2026-11-24 09:00:00 +01:00  Tue  2026-11-24T08:00:00Z\n");
    CHECK(answer(asked + words{"--cron", "0 0 10 * * ?", "--dialect", "quartz", "--zone", "UTC", "--output",
                               "json"},
                 request) ==
          R"({"cron":"0 0 10 * * ?","dialect":"quartz","fidelity":"exact","time_zone":"UTC","next":[)"
          R"({"instant":"2026-11-24T10:00:00Z","local":"2026-11-24T10:00:00+00:00","effect":"exact"}]})"
          "\n");
}

// Where no zone was named it used to be Asia/Shanghai, flags or not.
TEST_CASE("2.7 flags need a zone and say how to give it; a request of --json has the API's") {
    const std::string no_zone =
        "time_zone: expected --zone with a time zone such as Europe/Berlin, but found no such flag\n";
    for (const char* command : {"next", "cron", "explain"}) {
        CAPTURE(command);
        CHECK(refusal({command, "--cron", "0 0 9 * * ?"}) == no_zone);
        CHECK(refusal({command, "--scheduled-type", "DAY", "--day-interval", "1", "--scheduled-time",
                       "09:00:00"}) == no_zone);
    }
    CHECK(refusal({"next", "--cron", "0 60 9 * * ?", "--expire-time", "x"}) ==
          "cron, column 3: expected a minute from 0 to 59, but found \"60\"\n" + no_zone +
              "expire_time, column 1: expected a time as 2026-12-31T23:59:59Z, but found \"x\"\n");
    // 09:30 in Shanghai is 01:30Z.
    const std::string shanghai =
        "quartz      0 30 9 * * ?  Asia/Shanghai\n"
        "  2026-11-24 09:30:00 +08:00  Tue  2026-11-24T01:30:00Z\n";
    const words asked{"next", "--json", "-", "--from", "2026-11-24T00:00:00Z", "--count", "1"};
    CHECK(answer(asked, R"({"cron":"0 30 9 * * ?"})") == shanghai);
    CHECK(answer(asked, R"({"cron":"0 30 9 * * ?","time_zone":null})") == shanghai);
    CHECK(answer(asked + words{"--cron", "0 30 9 * * ?"}, "{}") == shanghai);
    CHECK(answer(asked, R"({"scheduled_type":"DAY","day_interval":1,"scheduled_time":"09:30:00"})") ==
          "DAY         0 30 9 * * ?  Asia/Shanghai\n"
          "  2026-11-24 09:30:00 +08:00  Tue  2026-11-24T01:30:00Z\n");
}

TEST_CASE("a contradiction is told for each member that does not belong") {
    CHECK(refusal({"next", "--cron", "0 0 9 * * ?", "--zone", "UTC", "--scheduled-type", "DAY",
                   "--scheduled-time", "09:00:00"}) ==
          "scheduled_type: expected no scheduled_type beside cron, but found one\n"
          "scheduled_time: expected no scheduled_time beside cron, but found one\n");
    CHECK(refusal({"explain", "--json", "-", "--cron", "0 0 9 * * ?"},
                  R"({"scheduled_type":"DAY","day_interval":1,"scheduled_time":"09:00:00"})") ==
          "/scheduled_type: expected no scheduled_type beside cron, but found one\n"
          "/day_interval: expected no day_interval beside cron, but found one\n"
          "/scheduled_time: expected no scheduled_time beside cron, but found one\n");
    CHECK(refusal({"cron", "--dialect", "unix", "--scheduled-type", "DAY", "--day-interval", "1",
                   "--scheduled-time", "09:00:00", "--zone", "UTC"}) ==
          "dialect: expected no dialect without cron, but found one\n");
}

TEST_CASE("bad cron text is refused with every violation and its column") {
    struct row {
        words flags;
        std::string reasons;
    };
    const row rows[] = {
        {{"--cron", "0 60 25 * 13 ?", "--zone", "UTC"},
         "cron, column 3: expected a minute from 0 to 59, but found \"60\"\n"
         "cron, column 6: expected an hour from 0 to 23, but found \"25\"\n"
         "cron, column 11: expected a month from 1 to 12 or JAN to DEC, but found \"13\"\n"},
        {{"--cron", "0 9 * * 8", "--dialect", "unix", "--zone", "Mars", "--expire-time", "x", "--from", "y",
          "--both-days", "z", "--preset", "cronie", "--elapsed", "w"},
         "cron, column 9: expected a weekday from 0 (Sunday) to 7 (Sunday) or SUN to SAT, but found \"8\"\n"
         "time_zone: expected a time zone such as Europe/Berlin, but found \"Mars\"\n"
         "expire_time, column 1: expected a time as 2026-12-31T23:59:59Z, but found \"x\"\n"
         "both_days: expected as_dialect or both, but found \"z\"\n"
         "from, column 1: expected a time as 2026-12-31T23:59:59Z, but found \"y\"\n"
         "preset: expected vixie, quartz, kubernetes, systemd, aws or rfc5545, but found \"cronie\"\n"
         "elapsed: expected as_written, never or always, but found \"w\"\n"},
        {{"--cron", "0 0 9 * * ?", "--dialect", "cronie", "--zone", "UTC"},
         "dialect: expected quartz, unix, spring or aws, but found \"cronie\"\n"},
        {{"--cron", "@every 1h", "--zone", "UTC", "--anchor-instant", "noon"},
         "anchor_instant, column 1: expected a time as 2026-12-31T23:59:59Z, but found \"noon\"\n"},
    };
    for (const row& expected : rows) {
        CAPTURE(expected.reasons);
        CHECK(refusal(words{"next"} + expected.flags) == expected.reasons);
    }
    CHECK(refusal({"next", "--json", "-"}, R"({"cron":"0 60 9 * * ?","dialect":"quartz","corn":1})") ==
          "/cron, column 3: expected a minute from 0 to 59, but found \"60\"\n"
          "/corn: expected a known member, but found \"corn\"; did you mean cron?\n");
}

TEST_CASE("a cron text that never fires is refused") {
    CHECK(refusal({"next", "--cron", "0 0 9 31 2 ?", "--zone", "UTC"}).starts_with("cron, column "));
    CHECK(refusal({"explain", "--cron", "0 0 9 29 2 ? 2027", "--zone", "UTC"}).starts_with("cron"));
    // The one local time there is lies in a gap.
    CHECK(refusal({"next", "--cron", "0 30 2 29 3 ? 2026", "--zone", "Europe/Berlin", "--gap", "skip"})
              .starts_with("cron: expected "));
}

TEST_CASE("cron text in every dialect that can say it, as a rule and in words") {
    CHECK(answer({"cron", "--cron", "30 9 * * mon-fri", "--dialect", "unix", "--zone", "Europe/Berlin",
                  "--from", "2026-11-24T08:30:01Z", "--expire-time", "2026-12-31T22:59:59Z"}) ==
          "cron       30 9 * * 1,2,3,4,5\n"
          "fidelity   exact: the schedule is this text\n"
          "quartz     0 30 9 ? * 2,3,4,5,6\n"
          "spring     0 30 9 * * 1,2,3,4,5\n"
          "aws        cron(30 9 ? * 2,3,4,5,6 *)\n"
          "rrule      DTSTART;TZID=Europe/Berlin:20261125T093000\n"
          "           RRULE:FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR;UNTIL=20261231T225959Z\n"
          "in words   At 09:30:00 Monday to Friday, Europe/Berlin, until 31 December 2026\n"
          "time zone  Europe/Berlin\n"
          "expires    2026-12-31T22:59:59Z\n");
}
