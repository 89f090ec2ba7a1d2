// Counting without stepping, against stepping: every kind of rule, every pair of policies, spans that begin and end
// at every place around clock changes.
#include <doctest/doctest.h>

#include <nextfire/cron/cron_expression.hpp>
#include <nextfire/engine/rrule_schedule.hpp>
#include <nextfire/engine/schedule.hpp>
#include <nextfire/zone/zone.hpp>

#include <algorithm>
#include <array>
#include <chrono>
#include <cstdint>
#include <random>
#include <string>
#include <vector>

#include "../support/instants.hpp"

namespace {

using namespace std::chrono_literals;
using nextfire::cron_dialect;
using nextfire::cron_expression;
using nextfire::elapsed_policy;
using nextfire::gap_policy;
using nextfire::overlap_policy;
using nextfire::schedule;
using nextfire::schedule_options;
using nextfire::zone;
using nextfire_test::utc;
using std::chrono::sys_seconds;

std::uint64_t count_by_next(const schedule& asked, sys_seconds from, sys_seconds until) {
    std::uint64_t count = 0;
    for (auto found = asked.next(from - 1s); found && *found < until; found = asked.next(*found)) ++count;
    return count;
}

/// Expressions of every kind of rule that an engine may choose.
constexpr std::array expressions{
    "0 30 2 * * ?",        "0 30 2 ? * MON-FRI", "0 30 2 ? * SUN",     "0 30 2 1,L * ?",
    "0 30 2 LW * ?",       "0 30 2 ? * 1L",      "0 0 * * * ?",        "0 */10 * * * ?",
    "0 0 1,2,3 * * ?",     "0 15,45 1-3 * * ?",  "0 0/30 0-5 ? * SUN", "7 1,8 1,2 * * ?",
    "*/20 59 1-2 ? * SUN", "0 30 2 29 3 ?",      "0 0 0 * * ?",        "0 5 0 L 3,10 ?",
    "*/7 */13 2 1W * ?",   "0 30 2 * * ? 2026",  "0 59 23 ? 3,10 1#5"};

/// Zones, and an instant about which their clocks change in a manner of their own.
struct change_place {
    const char* zone;
    const char* about;
};
constexpr std::array places{change_place{"Europe/Berlin", "2026-03-29T01:00:00Z"},
                            change_place{"Europe/Berlin", "2026-10-25T01:00:00Z"},
                            change_place{"Australia/Lord_Howe", "2026-04-04T15:00:00Z"},
                            change_place{"Australia/Lord_Howe", "2026-10-03T15:30:00Z"},
                            change_place{"Pacific/Apia", "2011-12-30T10:00:00Z"},
                            change_place{"America/Havana", "2026-03-08T05:00:00Z"},
                            change_place{"Antarctica/Casey", "2010-03-04T15:00:00Z"},
                            change_place{"Africa/Casablanca", "2026-02-15T02:00:00Z"},
                            change_place{"America/New_York", "2140-11-06T06:00:00Z"},
                            change_place{"UTC", "2026-01-01T00:00:00Z"}};

std::vector<schedule_options> all_policies() {
    std::vector<schedule_options> all;
    for (const auto gap : {gap_policy::at_transition, gap_policy::skip, gap_policy::shift})
        for (const auto overlap : {overlap_policy::first, overlap_policy::second, overlap_policy::both})
            all.push_back({.gap = gap, .overlap = overlap, .elapsed = elapsed_policy::never});
    all.push_back({.elapsed = elapsed_policy::always});
    all.push_back({});
    return all;
}

}  // namespace

TEST_CASE("3.1 count is the number of steps: spans about clock changes, for every kind of rule and policy") {
    std::mt19937_64 random{20260329};
    std::uint64_t occurrences = 0;
    for (const change_place& place : places) {
        const zone clock = zone::find(place.zone).value();
        for (const char* text : expressions) {
            const cron_expression expression = cron_expression::parse(text).value();
            for (const schedule_options& options : all_policies()) {
                const auto built = schedule::build(expression, clock, options);
                if (!built) continue;  // a year without an instant that the gap policy leaves
                const sys_seconds about = utc(place.about);
                for (int round = 0; round < 6; ++round) {
                    const auto reach = std::chrono::seconds{round < 4 ? 8 * 3600 : 3 * 86400};
                    const auto drawn = [&] {
                        return about +
                               std::chrono::seconds{static_cast<std::int64_t>(
                                   random() % static_cast<std::uint64_t>(2 * reach.count()))} -
                               reach;
                    };
                    sys_seconds from = drawn();
                    sys_seconds until = drawn();
                    if (round == 0) from = about;
                    if (round == 1) until = about;
                    // Where the clock is set back, the end reads an earlier local time than the beginning.
                    if (round == 2) from = about - 10min, until = about + 10min;
                    if (until < from) std::swap(from, until);
                    const std::uint64_t expected = count_by_next(*built, from, until);
                    CAPTURE(text);
                    CAPTURE(place.zone);
                    CAPTURE(from.time_since_epoch().count());
                    CAPTURE(until.time_since_epoch().count());
                    REQUIRE(built->count(from, until) == expected);
                    occurrences += expected;
                }
            }
        }
    }
    CHECK(occurrences > 50'000);
}

TEST_CASE("3.1 count is the number of steps: years on end") {
    const zone berlin = zone::find("Europe/Berlin").value();
    for (const char* text : expressions) {
        CAPTURE(text);
        const auto built = schedule::build(cron_expression::parse(text).value(), berlin);
        REQUIRE(built);
        const sys_seconds from = utc("2019-12-31T22:59:59Z");
        CHECK(built->count(from, utc("2023-02-28T23:00:00Z")) ==
              count_by_next(*built, from, utc("2023-02-28T23:00:00Z")));
    }
    const auto fortnightly = nextfire::parse_rrule(
        "DTSTART;TZID=Europe/Berlin:20200106T023000\nRRULE:FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,SU;BYHOUR=2,9");
    REQUIRE(fortnightly);
    CHECK(fortnightly->count(utc("2020-01-01T00:00:00Z"), utc("2031-01-01T00:00:00Z")) ==
          count_by_next(*fortnightly, utc("2020-01-01T00:00:00Z"), utc("2031-01-01T00:00:00Z")));
}

TEST_CASE("3.1 count: to the end of the year 9999, by hand") {
    const auto daily = schedule::build(cron_expression::parse("0 0 12 * * ?").value(), zone{});
    REQUIRE(daily);
    // 2,932,897 days from 1970-01-01 to 9999-12-31, both included.
    CHECK(daily->count(nextfire::min_instant, nextfire::max_instant) == 2'932'897);
    CHECK(daily->count(nextfire::max_instant, nextfire::min_instant) == 0);
    const auto new_year = schedule::build(cron_expression::parse("0 0 0 1 1 ?").value(), zone{});
    CHECK(new_year->count(nextfire::min_instant, nextfire::max_instant) == 8'030);
}
