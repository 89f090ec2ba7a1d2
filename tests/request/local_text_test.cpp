// Local times as people read them.
#include <doctest/doctest.h>

#include <chrono>

#include "../support/instants.hpp"
#include "request/local_text.hpp"

using namespace std::chrono_literals;
using nextfire_test::local;
namespace api = nextfire::api;

TEST_CASE("a local time has its date, its time of day, or both with a blank between") {
    const std::chrono::local_seconds time = local("2026-03-29T02:05:09");
    CHECK(api::format_time(time) == "02:05:09");
    CHECK(api::format_date_and_time(time) == "2026-03-29 02:05:09");
    CHECK(api::format_date(std::chrono::floor<std::chrono::days>(time)) == "2026-03-29");
}

TEST_CASE("8.7 clocks ahead of UTC show the year 10000 in the last hours of time, those behind it 1969") {
    const std::chrono::local_seconds late = local("9999-12-31T23:59:59") + 8h;
    CHECK(api::format_date_and_time(late) == "10000-01-01 07:59:59");
    CHECK(api::format_time(late) == "07:59:59");
    CHECK(api::format_date(std::chrono::floor<std::chrono::days>(late)) == "10000-01-01");
    CHECK(api::format_date_and_time(local("1969-12-31T19:00:00")) == "1969-12-31 19:00:00");
}
