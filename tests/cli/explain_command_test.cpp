// `nextfire explain`, word for word.  Changes of 2026 and 2027 by `zdump -v` on tzdata 2026f.
//
// Covers explanation.cpp by the whole answer, clock_changes.cpp by the changes that a schedule meets and what
// becomes of its times, and field_words.cpp by the fields in words.
#include <doctest/doctest.h>

#include <string>
#include <string_view>
#include <vector>

#include "support/run_program.hpp"

namespace {

using nextfire_test::answer;
using nextfire_test::outcome;
using nextfire_test::run;
using nextfire_test::words;
using nextfire_test::operator+;

/// Gives the part of an explanation behind its next occurrences.
std::string changes(const words& arguments) {
    const std::string whole = answer(words{"explain", "--count", "1"} + arguments);
    const std::size_t next = whole.find("\nNext\n");
    REQUIRE(next != std::string::npos);
    return whole.substr(whole.find("\n\n", next) + 2);
}

/// Gives what stands behind the name of a field.
std::string field(const std::string& explanation, const std::string& name) {
    const std::string line = "\n  " + name + std::string(14 - name.size(), ' ');
    const std::size_t begin = explanation.find(line);
    if (begin == std::string::npos) return "none";
    return explanation.substr(begin + line.size(), explanation.find('\n', begin + 1) - begin - line.size());
}

}  // namespace

TEST_CASE("a structured schedule, explained") {
    CHECK(answer({"explain", "--scheduled-type", "MONTH", "--month-list", "1,3,12", "--date-list", "1,2,28,L",
                  "--scheduled-time", "09:00:00", "--zone", "Asia/Shanghai", "--from", "2022-12-20T00:00:00Z",
                  "--count", "3"}) ==
          "At 09:00:00 on the 1st, 2nd, 28th and last day of January, March and December, Asia/Shanghai\n"
          "\n"
          "MONTH       0 0 9 1,2,28,L 1,3,12 ?  Asia/Shanghai\n"
          "  second        0\n"
          "  minute        0\n"
          "  hour          9\n"
          "  day-of-month  1,2,28 and the last\n"
          "  month         January, March, December\n"
          "  day-of-week   every\n"
          "  year          every\n"
          "  time          fixed times of day\n"
          "\n"
          "Next\n"
          "  2022-12-28 09:00:00 +08:00  Wed  2022-12-28T01:00:00Z\n"
          "  2022-12-31 09:00:00 +08:00  Sat  2022-12-31T01:00:00Z\n"
          "  2023-01-01 09:00:00 +08:00  Sun  2023-01-01T01:00:00Z\n"
          "\n"
          "No clock change in the next two years moves an occurrence.\n");
}

// Berlin jumps 02:00 -> 03:00 on 29 March 2026 and 28 March 2027, and is set back 03:00 -> 02:00 on 25
// October 2026 and 31 October 2027, each at 01:00Z.
TEST_CASE("a fixed time in gaps and overlaps, under each policy") {
    const words daily{"--cron", "0 30 2 * * ?", "--zone", "Europe/Berlin", "--from", "2026-02-01T00:00:00Z"};
    const auto told = [](const std::string& in_gap, const std::string& in_overlap) {
        return "Clock changes in the next two years\n"
               "  2026-03-29 02:00 -> 03:00  2026-03-29T01:00:00Z  02:30:00 " +
               in_gap + "\n  2026-10-25 03:00 -> 02:00  2026-10-25T01:00:00Z  02:30:00 " + in_overlap +
               "\n  2027-03-28 02:00 -> 03:00  2027-03-28T01:00:00Z  02:30:00 " + in_gap +
               "\n  2027-10-31 03:00 -> 02:00  2027-10-31T01:00:00Z  02:30:00 " + in_overlap + "\n";
    };
    CHECK(changes(daily) ==
          told("does not exist: it fires at 03:00:00", "comes twice: it fires the first time"));
    CHECK(changes(daily + words{"--preset", "quartz"}) ==
          told("does not exist: it does not fire", "comes twice: it fires the second time"));
    CHECK(changes(daily + words{"--gap", "shift", "--overlap", "both"}) ==
          told("does not exist: it fires 1 hour later", "comes twice: it fires both times"));
    CHECK(changes(daily + words{"--elapsed", "always"}) ==
          told("does not exist: it does not fire", "comes twice: it fires both times"));
}

TEST_CASE("several times in one change are told together, the first three by name") {
    const words berlin{"--zone",        "Europe/Berlin",       "--from", "2026-03-01T00:00:00Z",
                       "--expire-time", "2026-12-01T00:00:00Z"};
    CHECK(changes(words{"--cron", "0 0,30 2,3 * * ?"} + berlin) ==
          "Clock changes in the next two years\n"
          "  2026-03-29 02:00 -> 03:00  2026-03-29T01:00:00Z  02:00:00 and 02:30:00 do not exist: they fire "
          "at 03:00:00, once\n"
          "  2026-10-25 03:00 -> 02:00  2026-10-25T01:00:00Z  02:00:00 and 02:30:00 come twice: they fire "
          "the first time\n");
    CHECK(changes(words{"--cron", "*/10 * * * *", "--dialect", "unix"} + berlin) ==
          "Clock changes in the next two years\n"
          "  2026-03-29 02:00 -> 03:00  2026-03-29T01:00:00Z  02:00:00, 02:10:00, 02:20:00 and 3 more do not "
          "exist: they do not fire\n"
          "  2026-10-25 03:00 -> 02:00  2026-10-25T01:00:00Z  02:00:00, 02:10:00, 02:20:00 and 3 more come "
          "twice: they fire both times\n");
    CHECK(changes(words{"--cron", "* * * * * ?"} + berlin)
              .find("02:00:00, 02:00:01, 02:00:02 and 3597 more do not exist") != std::string::npos);
}

// Lord Howe sets back half an hour, 02:00 -> 01:30, at 2026-04-04T15:00Z and jumps 02:00 -> 02:30 at
// 2026-10-03T15:30Z.  Beirut jumps 00:00 -> 01:00 on 29 March 2026.  Apia skips 30 December 2011.
TEST_CASE("changes of half an hour, at midnight and of a whole day") {
    CHECK(changes({"--cron", "0 45 1 * * ?", "--zone", "Australia/Lord_Howe", "--from",
                   "2026-03-01T00:00:00Z", "--expire-time", "2026-12-01T00:00:00Z"}) ==
          "Clock changes in the next two years\n"
          "  2026-04-05 02:00 -> 01:30  2026-04-04T15:00:00Z  01:45:00 comes twice: it fires the first "
          "time\n");
    CHECK(changes({"--cron", "0 15 2 * * ?", "--zone", "Australia/Lord_Howe", "--from",
                   "2026-03-01T00:00:00Z", "--expire-time", "2026-12-01T00:00:00Z", "--gap", "shift"}) ==
          "Clock changes in the next two years\n"
          "  2026-10-04 02:00 -> 02:30  2026-10-03T15:30:00Z  02:15:00 does not exist: it fires 30 minutes "
          "later\n");
    CHECK(changes({"--cron", "0 0 0 * * ?", "--zone", "Asia/Beirut", "--from", "2026-03-01T00:00:00Z",
                   "--expire-time", "2026-09-01T00:00:00Z"}) ==
          "Clock changes in the next two years\n"
          "  2026-03-29 00:00 -> 01:00  2026-03-28T22:00:00Z  00:00:00 does not exist: it fires at "
          "01:00:00\n");
    // 24 October 2026 ends in Beirut twice.
    CHECK(changes({"--cron", "0 30 23 * * ?", "--zone", "Asia/Beirut", "--from", "2026-09-01T00:00:00Z",
                   "--expire-time", "2026-12-01T00:00:00Z"}) ==
          "Clock changes in the next two years\n"
          "  2026-10-25 00:00 -> 2026-10-24 23:00  2026-10-24T21:00:00Z  2026-10-24 23:30:00 comes twice: it "
          "fires the first time\n");
    CHECK(changes({"--cron", "0 0 9,18 * * ?", "--zone", "Pacific/Apia", "--from", "2011-12-01T00:00:00Z",
                   "--expire-time", "2012-01-31T00:00:00Z"}) ==
          "Clock changes in the next two years\n"
          "  2011-12-30 00:00 -> 2011-12-31 00:00  2011-12-30T10:00:00Z  2011-12-30 09:00:00 and 2011-12-30 "
          "18:00:00 do not exist: they fire at 2011-12-31 00:00:00, once\n");
}

TEST_CASE("a change is told where the schedule's days and expiry let it matter") {
    const std::string none = "No clock change in the next two years moves an occurrence.\n";
    const words berlin{"--zone", "Europe/Berlin", "--from", "2026-03-01T00:00:00Z"};
    CHECK(changes(words{"--cron", "0 30 2 ? * MON-SAT"} + berlin) == none);
    CHECK(changes(words{"--cron", "0 0 9 * * ?"} + berlin) == none);
    CHECK(changes(words{"--cron", "@every 90m"} + berlin) == none);
    CHECK(changes(words{"--cron", "0 30 2 * * ?", "--expire-time", "2026-03-29T00:59:59Z"} + berlin) == none);
    CHECK(changes({"--cron", "0 30 2 * * ?", "--zone", "UTC"}) == none);
    // The expiry is the change itself, included.
    CHECK(changes(words{"--cron", "0 30 2 * * ?", "--expire-time", "2026-03-29T01:00:00Z"} + berlin) ==
          "Clock changes in the next two years\n"
          "  2026-03-29 02:00 -> 03:00  2026-03-29T01:00:00Z  02:30:00 does not exist: it fires at "
          "03:00:00\n");
    // 02:30 comes at 00:30Z and 01:30Z on 25 October: before this expiry, and after it.
    const words autumn{"--cron", "0 30 2 * * ?",         "--zone",        "Europe/Berlin",
                       "--from", "2026-10-01T00:00:00Z", "--expire-time", "2026-10-25T01:29:59Z"};
    CHECK(changes(autumn + words{"--overlap", "second"}) == none);
    CHECK(changes(autumn) ==
          "Clock changes in the next two years\n"
          "  2026-10-25 03:00 -> 02:00  2026-10-25T01:00:00Z  02:30:00 comes twice: it fires the first "
          "time\n");
    // Every second day: 28 February and 29 March are 29 days apart, 1 March and 29 March 28.
    const words alternate{"--scheduled-type", "DAY",      "--day-interval", "2",
                          "--scheduled-time", "02:30:00", "--expire-time",  "2026-04-01T00:00:00Z"};
    CHECK(changes(alternate + berlin + words{"--anchor-date", "2026-02-28"}) == none);
    CHECK(changes(alternate + berlin + words{"--anchor-date", "2026-03-01"}) != none);
}

TEST_CASE("the fields in words") {
    const auto explained = [](const std::string& cron) {
        return answer(
            {"explain", "--cron", cron, "--zone", "UTC", "--from", "2026-01-01T00:00:00Z", "--count", "0"});
    };
    const std::string listed =
        explained("0,1,2,30 10-12,40,41 0/6 1-3,15,L-2,L,LW,15W JAN-MAR,6 ? 2026,2028");
    CHECK(field(listed, "second") == "0-2,30");
    CHECK(field(listed, "minute") == "10-12,40,41");
    CHECK(field(listed, "hour") == "every 6 from 0 to 18");
    CHECK(field(listed, "day-of-month") ==
          "1-3,15, the last, 2 days before the last, the weekday (Monday to Friday) nearest to 15 and the "
          "last weekday (Monday to Friday)");
    CHECK(field(listed, "month") == "January to March, June");
    CHECK(field(listed, "day-of-week") == "every");
    CHECK(field(listed, "year") == "2026,2028");
    CHECK(field(listed, "time") == "elapsed time");
    const std::string weekdays = explained("0 0 9 ? * MON-THU,SUN,6#3,7L 2030-9999");
    CHECK(field(weekdays, "day-of-month") == "every");
    CHECK(field(weekdays, "day-of-week") ==
          "Monday to Thursday, Sunday, the 3rd Friday and the last Saturday");
    CHECK(field(weekdays, "year") == "2030 and later");
    CHECK(field(weekdays, "time") == "fixed times of day");
    const std::string either =
        answer({"explain", "--cron", "0 9 13 * 5", "--dialect", "unix", "--zone", "UTC"});
    CHECK(field(either, "days") == "in either of the two day fields");
    const std::string both =
        answer({"explain", "--cron", "0 0 9 13 * 5", "--dialect", "spring", "--zone", "UTC"});
    CHECK(field(both, "days") == "in both of the two day fields");
    const std::string every = explained("@every 90m");
    CHECK(field(every, "second") == "none");
    CHECK(field(every, "time") == "exact durations");
}

TEST_CASE("the sentence in Chinese") {
    const std::string explained =
        answer({"explain", "--cron", "0 30 9 ? * MON-FRI", "--zone", "UTC", "--language", "zh"});
    CHECK(explained.find("09:30:00") < explained.find('\n'));
    CHECK(explained.find("At ") > explained.find('\n'));
}

TEST_CASE("the explanation as JSON") {
    CHECK(
        answer({"explain", "--cron", "30 2 * * *", "--dialect", "unix", "--zone", "Europe/Berlin", "--from",
                "2026-03-28T12:00:00Z", "--count", "1", "--expire-time", "2026-09-01T00:00:00Z", "--output",
                "json"}) ==
        R"({"description":"At 02:30:00 every day, Europe/Berlin, until 1 September 2026 at 02:00:00","cron":"30 2 * * *",)"
        R"("dialect":"unix","fidelity":"exact","time_zone":"Europe/Berlin","expire_time":"2026-09-01T00:00:00Z",)"
        R"("fields":{"second":"0","minute":"30","hour":"2","day_of_month":"every","month":"every",)"
        R"("day_of_week":"every","year":"every"},"time":"fixed times of day","next":[)"
        R"({"instant":"2026-03-29T01:00:00Z","local":"2026-03-29T03:00:00+02:00","effect":"moved",)"
        R"("scheduled":"2026-03-29T02:30:00","reason":"02:30:00 does not exist, the clock jumps 02:00 -> 03:00"}],)"
        R"("clock_changes":[{"instant":"2026-03-29T01:00:00Z","before":"2026-03-29T02:00:00",)"
        R"("after":"2026-03-29T03:00:00","count":1,"times":["2026-03-29T02:30:00"],)"
        R"("effect":"02:30:00 does not exist: it fires at 03:00:00"}]})"
        "\n");
}

TEST_CASE("bad input is refused") {
    const outcome left = run({"explain", "--cron", "0 0 9 32 * ?", "--from", "x", "--count", "-1",
                              "--language", "fr", "--gap", "jump", "--anchor-date", "y"});
    CHECK(left.exit_code == 1);
    CHECK(left.out == "");
    CHECK(
        left.err ==
        "cron, column 7: expected a day of the month from 1 to 31, L, L-n, LW, L-nW or nW, but found \"32\"\n"
        "time_zone: expected --zone with a time zone such as Europe/Berlin, but found no such flag\n"
        "from, column 1: expected a time as 2026-12-31T23:59:59Z, but found \"x\"\n"
        "count: expected a whole number from 0 to 1000000, but found \"-1\"\n"
        "language: expected en or zh, but found \"fr\"\n"
        "gap: expected at_transition, skip or shift, but found \"jump\"\n"
        "anchor_date, column 1: expected a date as yyyy-MM-dd, but found \"y\"\n");
}
