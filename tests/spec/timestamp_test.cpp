#include <nextfire/spec/timestamp.hpp>

#include <doctest/doctest.h>

#include <chrono>
#include <string>

using namespace std::chrono_literals;
using namespace nextfire;
using std::chrono::local_days;

namespace {

template <class T>
std::string refusal(const result<T>& read) {
    return read ? "read" : to_string(read.errors());
}

}  // namespace

TEST_CASE("2 a date is yyyy-MM-dd from 1970 to 9999") {
    CHECK((*parse_date("2026-03-29") == local_days{2026y / 3 / 29}));
    CHECK((*parse_date("1970-01-01") == local_days{1970y / 1 / 1}));
    CHECK((*parse_date("9999-12-31") == local_days{9999y / 12 / 31}));
    CHECK((*parse_date("2028-02-29") == local_days{2028y / 2 / 29}));
    CHECK(refusal(parse_date("2026-02-29")) ==
          "date, column 9: expected a day of 2026-02 from 01 to 28, but found \"29\"");
    CHECK(refusal(parse_date("1969-12-31")) ==
          "date, column 1: expected a year from 1970 to 9999, but found \"1969\"");
    CHECK(refusal(parse_date("2026-3-29", "/holidays/0")) ==
          "/holidays/0, column 7: expected a date as yyyy-MM-dd, but found \"2026-3-29\"");
    CHECK(refusal(parse_date("2026-03-29T")) ==
          "date, column 11: expected a date as yyyy-MM-dd, but found \"2026-03-29T\"");
    CHECK(refusal(parse_date("")) == "date, column 1: expected a date as yyyy-MM-dd, but found nothing");
}

TEST_CASE("2 a time of day is HH:mm:ss") {
    CHECK((*parse_time_of_day("02:30:00") == 2h + 30min));
    CHECK((*parse_time_of_day("23:59:59") == 24h - 1s));
    CHECK((*parse_time_of_day("00:00:00") == 0s));
    CHECK(refusal(parse_time_of_day("24:00:00")) ==
          "time_of_day, column 1: expected an hour from 00 to 23, but found \"24\"");
    CHECK(refusal(parse_time_of_day("23:59:60")) ==
          "time_of_day, column 7: expected a second from 00 to 59, but found \"60\"");
    CHECK(refusal(parse_time_of_day("9:00", "at")) ==
          "at, column 2: expected a time of day as HH:mm:ss, but found \"9:00\"");
}

TEST_CASE("1.1 an instant needs no field to be named by") {
    CHECK(format_instant(*parse_instant("2026-03-29T02:30:00.75+01:00")) == "2026-03-29T01:30:00Z");
    CHECK(refusal(parse_instant("2026-03-29")) ==
          "instant, column 11: expected a time as 2026-12-31T23:59:59Z, but found \"2026-03-29\"");
    CHECK(parse_instant("x", "from").errors().front().field == "from");
}
