// Expiries as text, clause 2.5: an instant, or a local time by clause 4.1 whatever policies a schedule has.
#include <doctest/doctest.h>

#include "spec/expiry.hpp"

#include <nextfire/base/instant.hpp>
#include <nextfire/zone/zone.hpp>

#include <string>
#include <string_view>

using namespace nextfire;

namespace {

/// Reads an expiry, and writes it as an instant or as its violation's place and message.
std::string read(std::string_view text, std::string_view zone_name) {
    const result<std::chrono::sys_seconds> expiry =
        detail::parse_expiry(text, *zone::find(zone_name), "expire_time");
    if (expiry) return format_instant(*expiry);
    const violation& error = expiry.errors().front();
    return error.field + ":" + std::to_string(error.column.value_or(0)) + " " + error.message;
}

}  // namespace

TEST_CASE("an expiry is an instant or a local time") {
    struct row {
        std::string_view text;
        std::string_view zone;
        std::string expected;
    };
    // Berlin 2026: the clock jumps 02:00 -> 03:00 at 2026-03-29T01:00Z, and is set back 03:00 -> 02:00 at
    // 2026-10-25T01:00Z.
    const row rows[] = {
        {"2026-12-31T15:59:59Z", "Asia/Shanghai", "2026-12-31T15:59:59Z"},
        {"2026-12-31T23:59:59.9+08:00", "Europe/Berlin", "2026-12-31T15:59:59Z"},
        {"2026-12-31 23:59:59", "Asia/Shanghai", "2026-12-31T15:59:59Z"},
        {"2026-03-29 02:30:00", "Europe/Berlin", "2026-03-29T01:00:00Z"},
        {"2026-10-25 02:30:00", "Europe/Berlin", "2026-10-25T00:30:00Z"},
        {"1970-01-01 00:00:00", "Asia/Shanghai",
         "expire_time:1 expected an instant from 1970-01-01T00:00:00Z to 9999-12-31T23:59:59Z, but found "
         "\"1970-01-01 00:00:00\""},
        {"tomorrow", "UTC", "expire_time:1 expected a time as 2026-12-31T23:59:59Z, but found \"tomorrow\""},
    };
    for (const row& expected : rows) {
        CAPTURE(expected.text);
        CHECK(read(expected.text, expected.zone) == expected.expected);
    }
}
