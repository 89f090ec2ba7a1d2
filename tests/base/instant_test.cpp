// Instants and their RFC 3339 text.  Facts by hand, and from `date -u -d ... +%s`.
#include <doctest/doctest.h>

#include <nextfire/base/instant.hpp>
#include <nextfire/spec/timestamp.hpp>

#include <chrono>
#include <cstdint>
#include <string>
#include <string_view>

#include "../support/instants.hpp"

namespace {

using namespace std::chrono_literals;
using nextfire::format_instant;
using nextfire::format_local;
using nextfire::format_offset;
using nextfire::parse_instant;
using std::chrono::local_days;
using std::chrono::sys_seconds;
using std::chrono::year;

sys_seconds at(std::int64_t seconds) {
    return sys_seconds{std::chrono::seconds{seconds}};
}

}  // namespace

TEST_CASE("1 RFC 3339 text becomes an instant") {
    struct row {
        const char* text;
        std::int64_t seconds;
    };
    for (const row& fact : {
             row{"1970-01-01T00:00:00Z", 0},
             row{"2026-03-29T01:00:00Z", 1774746000},
             row{"2026-03-29T03:00:00+02:00", 1774746000},
             row{"2026-03-28T20:00:00-05:00", 1774746000},
             row{"2026-03-29T06:45:00+05:45", 1774746000},
             row{"2026-03-29t01:00:00z", 1774746000},
             row{"2026-03-29 01:00:00Z", 1774746000},
             row{"2026-03-29 03:00:00+02:00", 1774746000},
             row{"2026-03-29T01:00:00-00:00", 1774746000},
             row{"2026-03-29T01:00:00+00:00", 1774746000},
             // a fraction is cut off
             row{"2026-03-29T01:00:00.0Z", 1774746000},
             row{"2026-03-29T01:00:00.999999999999Z", 1774746000},
             row{"2026-03-29T02:30:00.75+01:00", 1774747800},
             row{"2000-02-29T00:00:00Z", 951782400},
             row{"2100-02-28T23:59:59Z", 4107542399},
             row{"9999-12-31T23:59:59Z", 253402300799},
             row{"9999-12-31T23:59:59.9Z", 253402300799},
             // the offset decides whether an instant lies in the range
             row{"1969-12-31T19:00:00-05:00", 0},
             row{"1970-01-01T23:59:00+23:59", 0},
             row{"9999-12-31T18:59:59-05:00", 253402300799},
         }) {
        CAPTURE(std::string{fact.text});
        const auto read = parse_instant(fact.text, "from");
        REQUIRE(read);
        CHECK(read->time_since_epoch().count() == fact.seconds);
    }
}

TEST_CASE("6.1 text that is no instant gives one violation with the place") {
    struct row {
        const char* text;
        std::uint32_t column;
    };
    for (const row& fact : {
             row{"2026-03-29T01:00:00", 20},  // no offset
             row{"2026-03-29T01:00:00+02:0", 25},
             row{"2026-03-29T01:00:00+02", 23},
             row{"2026-03-29T01:00:00 Z", 20},
             row{"2026-03-29T01:00:00Zz", 21},
             row{"2026-03-29T01:00:00.Z", 21},
             row{"2026-03-29T01:00:00,5Z", 20},
             row{"2026-03-29X01:00:00Z", 11},
             row{"2026-3-29T01:00:00Z", 7},
             row{"26-03-29T01:00:00Z", 3},
             row{"2026/03/29T01:00:00Z", 5},
             row{"2026-03-29", 11},
             row{"+2026-03-29T01:00:00Z", 1},
             row{" 2026-03-29T01:00:00Z", 1},
             row{"now", 1},
             row{"1774746000", 5},
         }) {
        CAPTURE(std::string{fact.text});
        const auto read = parse_instant(fact.text, "from");
        REQUIRE_FALSE(read);
        REQUIRE(read.errors().size() == 1);
        const nextfire::violation& error = read.errors()[0];
        CHECK(std::string{to_string(error.code)} == "malformed");
        CHECK(error.field == "from");
        CHECK(error.column.value_or(0) == fact.column);
        CHECK(error.message.starts_with("expected "));
        CHECK(error.message.find(", but found ") != std::string::npos);
    }
}

TEST_CASE("6.1 times and dates that no calendar has are refused") {
    for (const char* text : {"2023-02-29T00:00:00Z",
                             "2100-02-29T00:00:00Z",
                             "2026-04-31T00:00:00Z",
                             "2026-00-10T00:00:00Z",
                             "2026-13-10T00:00:00Z",
                             "2026-01-00T00:00:00Z",
                             "2026-01-32T00:00:00Z",
                             "2026-01-01T24:00:00Z",
                             "2026-01-01T00:60:00Z",
                             "2026-01-01T00:00:60Z",
                             "2016-12-31T23:59:60Z",
                             "2026-01-01T00:00:61Z",
                             "2026-01-01T00:00:00+24:00",
                             "2026-01-01T00:00:00+00:60",
                             "1969-12-31T23:59:59Z",
                             "1970-01-01T00:00:00+00:01",
                             "9999-12-31T23:59:59-00:01",
                             "0000-01-01T00:00:00Z",
                             "0001-01-01T00:00:00Z",
                             "10000-01-01T00:00:00Z",
                             "",
                             "Z",
                             "T",
                             "-",
                             "2026-03-29T01:00:00+",
                             "\xe2\x80\x93"}) {
        CAPTURE(std::string{text});
        const auto read = parse_instant(text, "/after");
        REQUIRE_FALSE(read);
        REQUIRE(read.errors().size() == 1);
        CHECK(read.errors()[0].field == "/after");
        CHECK(read.errors()[0].message.starts_with("expected "));
        CHECK(read.errors()[0].message.find(", but found ") != std::string::npos);
    }
}

TEST_CASE("6.1 a text with a zero byte is read to its end, and refused") {
    CHECK_FALSE(parse_instant(std::string_view{"2026-03-29T01:00:00Z\0", 21}, "from"));
    CHECK_FALSE(parse_instant(std::string_view{"2026-03-29T01:00:00\0Z", 21}, "from"));
}

TEST_CASE("6.1 a text of a million characters is refused with a short message") {
    for (const std::string& text :
         {std::string(1 << 20, '9'), "2026-03-29T01:00:00." + std::string(1 << 20, '9'),
          std::string(1 << 20, '\xff')}) {
        const auto read = parse_instant(text, "from");
        REQUIRE_FALSE(read);
        CHECK(read.errors()[0].message.size() < 400);
    }
}

TEST_CASE("1 an instant becomes RFC 3339 text") {
    CHECK(format_instant(at(0)) == "1970-01-01T00:00:00Z");
    CHECK(format_instant(at(1774747800)) == "2026-03-29T01:30:00Z");
    CHECK(format_instant(at(951782399)) == "2000-02-28T23:59:59Z");
    CHECK(format_instant(at(951782400)) == "2000-02-29T00:00:00Z");
    CHECK(format_instant(at(4107542400)) == "2100-03-01T00:00:00Z");
    CHECK(format_instant(at(253402300799)) == "9999-12-31T23:59:59Z");
    // outside the range, the nearer end
    CHECK(format_instant(at(-1)) == "1970-01-01T00:00:00Z");
    CHECK(format_instant(at(253402300800)) == "9999-12-31T23:59:59Z");
    CHECK(format_instant(sys_seconds::min()) == "1970-01-01T00:00:00Z");
    CHECK(format_instant(sys_seconds::max()) == "9999-12-31T23:59:59Z");
}

TEST_CASE("5.5 what is written reads back the same") {
    for (std::int64_t seconds = 0; seconds <= 253402300799; seconds += 86399 * 1013) {
        const auto read = parse_instant(format_instant(at(seconds)), "");
        REQUIRE(read);
        REQUIRE((*read == at(seconds)));
    }
}

TEST_CASE("1 a local time becomes ISO 8601 text without an offset") {
    CHECK(format_local(nextfire_test::local("2026-03-29T03:00:00")) == "2026-03-29T03:00:00");
    CHECK(format_local(nextfire_test::local("2024-02-29T23:59:59")) == "2024-02-29T23:59:59");
    CHECK(format_local(nextfire_test::local("1969-12-31T19:00:00")) == "1969-12-31T19:00:00");
    CHECK(format_local(nextfire_test::local("9999-12-31T23:59:59")) == "9999-12-31T23:59:59");
    CHECK(format_local(nextfire_test::local("9999-12-31T23:59:59") + 1s) == "10000-01-01T00:00:00");
    CHECK(format_local(local_days{year{0} / 1 / 1}) == "0000-01-01T00:00:00");
    CHECK(format_local(local_days{year{0} / 1 / 1} - 1s) == "-001-12-31T23:59:59");
    CHECK(format_local(local_days{year{-32767} / 1 / 1}) == "-32767-01-01T00:00:00");
    CHECK(format_local(local_days{year{32767} / 12 / 31}) == "32767-12-31T00:00:00");
}

TEST_CASE("1 an offset becomes text, with seconds only where there are any") {
    CHECK(format_offset(0s) == "+00:00");
    CHECK(format_offset(8h) == "+08:00");
    CHECK(format_offset(5h + 45min) == "+05:45");
    CHECK(format_offset(-(3h + 30min)) == "-03:30");
    CHECK(format_offset(-30min) == "-00:30");
    CHECK(format_offset(-(44min + 30s)) == "-00:44:30");
    CHECK(format_offset(14h) == "+14:00");
    CHECK(format_offset(-12h) == "-12:00");
    CHECK(format_offset(18h) == "+18:00");
    CHECK(format_offset(1s) == "+00:00:01");
    CHECK(format_offset(-(100h + 1s)) == "-100:00:01");
}
