// Dates, times of day and time stamps as text: RFC 3339 section 5.6 and clause 2.
#include <doctest/doctest.h>

#include <nextfire/base/instant.hpp>
#include <nextfire/spec/timestamp.hpp>

#include <chrono>
#include <cstdint>
#include <string>
#include <string_view>

#include "../support/fact_table.hpp"
#include "../support/instants.hpp"
#include "../support/schedules.hpp"
#include "spec/timestamp.hpp"

namespace {

using namespace std::chrono_literals;
using namespace nextfire_test;
using std::chrono::sys_seconds;

/// Takes a column's quotes away, which keep blanks at its ends.
std::string unquoted(const std::string& column) {
    return column.substr(1, column.size() - 2);
}

/// Writes an instant, or the code and column of the one violation.
template <class T, class Write>
std::string told(const nextfire::result<T>& read, Write write) {
    if (read) return write(*read);
    REQUIRE(read.errors().size() == 1);
    const nextfire::violation& error = read.errors()[0];
    CHECK(error.field == "from");
    CHECK(error.message.starts_with("expected "));
    return std::string{to_string(error.code)} + " " + std::to_string(error.column.value_or(0));
}

}  // namespace

TEST_CASE("3.1 what begins between two seconds begins with the later one") {
    for (const fact& line : facts_of(2, R"(
    2026-03-29T01:30:00Z           | 2026-03-29T01:30:00Z
    2026-03-29T01:30:00.000Z       | 2026-03-29T01:30:00Z
    2026-03-29T01:30:00.5Z         | 2026-03-29T01:30:01Z
    2026-03-29T01:30:00.0000000001Z | 2026-03-29T01:30:01Z
    2026-03-29T01:59:59.999+02:00  | 2026-03-29T00:00:00Z
    2026-03-29T01:30:00            | malformed 20
    1969-12-31T23:59:59.5Z         | out_of_range 1
    )")) {
        CAPTURE(line.lines);
        CHECK(told(nextfire::detail::parse_beginning(line.columns[0], "from"), &nextfire::format_instant) ==
              line.columns[1]);
    }
    // The last second of all has no later one: nothing begins any more.
    CHECK(*nextfire::detail::parse_beginning("9999-12-31T23:59:59.5Z", "from") ==
          nextfire::max_instant + std::chrono::seconds{1});
}

TEST_CASE("an instant is a date, a time of day, and Z or an offset") {
    // text | the instant in UTC, or the code and column of the violation
    for (const fact& line : facts_of(2, R"(
    "2026-03-29T01:30:00Z"            | 2026-03-29T01:30:00Z
    "2026-03-29t01:30:00z"            | 2026-03-29T01:30:00Z
    "2026-03-29 01:30:00Z"            | 2026-03-29T01:30:00Z
    # RFC 3339's own examples, section 5.8
    "1985-04-12T23:20:50.52Z"         | 1985-04-12T23:20:50Z
    "1996-12-19T16:39:57-08:00"       | 1996-12-20T00:39:57Z
    # … but for its leap second, which POSIX time does not have
    "1990-12-31T23:59:60Z"            | out_of_range 18
    # a fraction is cut off, never rounded
    "2026-03-29T01:30:59.999999999Z"  | 2026-03-29T01:30:59Z
    "2026-03-29T01:30:59.0Z"          | 2026-03-29T01:30:59Z
    "2026-03-29T01:30:59.Z"           | malformed 21
    "2026-03-29T01:30:59,5Z"          | malformed 20
    "2026-03-29T01:30:00+23:59"       | 2026-03-28T01:31:00Z
    "2026-03-29T01:30:00-23:59"       | 2026-03-30T01:29:00Z
    "2026-03-29T01:30:00-00:00"       | 2026-03-29T01:30:00Z
    "2026-03-29T01:30:00+24:00"       | out_of_range 21
    "2026-03-29T01:30:00+01:60"       | out_of_range 24
    "2026-03-29T01:30:00+0100"        | 2026-03-29T00:30:00Z
    "2026-03-29T01:30:00-0000"        | 2026-03-29T01:30:00Z
    "2026-03-29T01:30:00+010"         | malformed 24
    "2026-03-29T01:30:00+0160"        | out_of_range 23
    "2026-03-29T01:30:00+2400"        | out_of_range 21
    "2026-03-29T01:30:00+01000"       | malformed 25
    "2026-03-29T01:30:00+01"          | malformed 23
    # without an offset it is no instant
    "2026-03-29 01:30:00"             | malformed 20
    "2026-03-29T01:30:00"             | malformed 20
    "2026-03-29"                      | malformed 11
    "2026-03-29T01:30Z"               | malformed 17
    "2026-03-29T24:00:00Z"            | out_of_range 12
    "2026-03-29T01:60:00Z"            | out_of_range 15
    "2026-02-29T01:30:00Z"            | out_of_range 9
    "2024-02-29T01:30:00Z"            | 2024-02-29T01:30:00Z
    "2100-02-29T01:30:00Z"            | out_of_range 9
    "2026-04-31T01:30:00Z"            | out_of_range 9
    "2026-00-10T01:30:00Z"            | out_of_range 6
    "2026-13-10T01:30:00Z"            | out_of_range 6
    "2026-03-00T01:30:00Z"            | out_of_range 9
    "26-03-29T01:30:00Z"              | malformed 3
    "2026-3-29T01:30:00Z"             | malformed 7
    "02026-03-29T01:30:00Z"           | malformed 5
    " 2026-03-29T01:30:00Z"           | malformed 1
    "2026-03-29T01:30:00Z "           | malformed 21
    ""                                | malformed 1
    "now"                             | malformed 1
    # 1.1: from 1970-01-01T00:00:00Z to 9999-12-31T23:59:59Z, wherever the clock stands
    "1970-01-01T00:00:00Z"            | 1970-01-01T00:00:00Z
    "1969-12-31T23:59:59Z"            | out_of_range 1
    "1969-12-31T19:00:00-05:00"       | 1970-01-01T00:00:00Z
    "1970-01-01T07:59:59+08:00"       | out_of_range 1
    "9999-12-31T23:59:59Z"            | 9999-12-31T23:59:59Z
    "9999-12-31T23:59:59-00:01"       | out_of_range 1
)")) {
        CAPTURE(line.lines);
        const auto read = nextfire::parse_instant(unquoted(line.columns[0]), "from");
        CHECK(told(read, [](sys_seconds instant) { return text(instant); }) == line.columns[1]);
    }
}

TEST_CASE("2 a date is yyyy-MM-dd, 1970-01-01 to 9999-12-31") {
    for (const fact& line : facts_of(2, R"(
    "1970-01-01"  | 1970-01-01
    "9999-12-31"  | 9999-12-31
    "2000-02-29"  | 2000-02-29
    "1969-12-31"  | out_of_range 1
    "1900-02-29"  | out_of_range 1
    "2023-02-29"  | out_of_range 9
    "10000-01-01" | malformed 5
    "2026-01-1"   | malformed 10
    "2026-01-011" | malformed 11
    "2026/01/01"  | malformed 5
    "20260101"    | malformed 5
)")) {
        CAPTURE(line.lines);
        const auto read = nextfire::parse_date(unquoted(line.columns[0]), "from");
        const auto written = [](std::chrono::local_days date) {
            return text(sys_seconds{date.time_since_epoch()}).substr(0, 10);
        };
        CHECK(told(read, written) == line.columns[1]);
    }
}

TEST_CASE("2 a time of day is HH:mm:ss, 00:00:00 to 23:59:59") {
    for (const fact& line : facts_of(2, R"(
    "00:00:00"   | 0
    "09:30:15"   | 34215
    "23:59:59"   | 86399
    "24:00:00"   | out_of_range 1
    "23:60:00"   | out_of_range 4
    "23:59:60"   | out_of_range 7
    "9:00:00"    | malformed 2
    "09:00"      | malformed 6
    "09:00:00Z"  | malformed 9
    "09:00:00.5" | malformed 9
    "-9:00:00"   | malformed 1
)")) {
        CAPTURE(line.lines);
        const auto read = nextfire::parse_time_of_day(unquoted(line.columns[0]), "from");
        CHECK(told(read, [](std::chrono::seconds time) { return std::to_string(time.count()); }) ==
              line.columns[1]);
    }
}

TEST_CASE("2 a time stamp without an offset is a local time") {
    const auto local_form = nextfire::detail::parse_timestamp("2026-03-29 02:30:00", "expire_time");
    REQUIRE(local_form);
    CHECK((local_form->local == local("2026-03-29T02:30:00")));
    CHECK_FALSE(local_form->offset);
    const auto with_offset = nextfire::detail::parse_timestamp("2026-03-29T02:30:00-03:30", "expire_time");
    REQUIRE(with_offset);
    CHECK((with_offset->local == local("2026-03-29T02:30:00")));
    CHECK((with_offset->offset == -3h - 30min));
    // the years before 1970 are the caller's to judge: an offset may bring the instant into range
    CHECK(nextfire::detail::parse_timestamp("1969-12-31T19:00:00-05:00", "expire_time"));
    for (const char* naive : {"2026-03-29T02:30:00", "2026-03-29t02:30:00.5", "2026-03-29 02:30:00.25"}) {
        const auto read = nextfire::detail::parse_timestamp(naive, "expire_time");
        REQUIRE(read);
        CHECK((read->local == local("2026-03-29T02:30:00")));
        CHECK_FALSE(read->offset);
    }
    CHECK_FALSE(nextfire::detail::parse_timestamp("2026-03-29 02:30:00.", "expire_time"));
    CHECK_FALSE(nextfire::detail::parse_timestamp("2026-03-29 02:30:00 ", "expire_time"));
}

TEST_CASE("2 a fraction is kept to the millisecond and never rounded") {
    using std::chrono::milliseconds;
    const auto fraction = [](const char* text) {
        return nextfire::detail::parse_timestamp(text, "expire_time")->fraction;
    };
    CHECK_FALSE(fraction("2026-03-29T02:30:00Z"));
    CHECK((fraction("2026-03-29T02:30:00.858Z") == milliseconds{858}));
    CHECK((fraction("2026-03-29T02:30:00.0Z") == milliseconds{0}));
    CHECK((fraction("2026-03-29T02:30:00.07+0000") == milliseconds{70}));
    CHECK((fraction("2026-03-29T02:30:00.9999999999999999999999Z") == milliseconds{999}));
}

TEST_CASE("1.1 an instant is checked against the range of instants, both ends included") {
    using nextfire::detail::checked_instant;
    CHECK(checked_instant(nextfire::min_instant, "a", "from"));
    CHECK(checked_instant(nextfire::max_instant, "a", "from"));
    for (const sys_seconds outside : {nextfire::min_instant - 1s, nextfire::max_instant + 1s}) {
        const auto refused = checked_instant(outside, "the text", "from");
        REQUIRE_FALSE(refused);
        CHECK(
            refused.errors()[0].message ==
            "expected an instant from 1970-01-01T00:00:00Z to 9999-12-31T23:59:59Z, but found \"the text\"");
    }
}

TEST_CASE("2, 6.1 what is read needs no field to be named by, and can have one") {
    CHECK(to_string(nextfire::parse_date("2026-02-29").errors()) ==
          "date, column 9: expected a day of 2026-02 from 01 to 28, but found \"29\"");
    CHECK(to_string(nextfire::parse_date("2026-3-29", "/holidays/0").errors()) ==
          "/holidays/0, column 7: expected a date as yyyy-MM-dd, but found \"2026-3-29\"");
    CHECK(to_string(nextfire::parse_date("").errors()) ==
          "date, column 1: expected a date as yyyy-MM-dd, but found nothing");
    CHECK(to_string(nextfire::parse_time_of_day("24:00:00").errors()) ==
          "time_of_day, column 1: expected an hour from 00 to 23, but found \"24\"");
    CHECK(to_string(nextfire::parse_instant("2026-03-29").errors()) ==
          "instant, column 11: expected a time as 2026-12-31T23:59:59Z, but found \"2026-03-29\"");
}
