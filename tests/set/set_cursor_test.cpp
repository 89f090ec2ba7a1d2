// A cursor hands out what is due, in order and once, whatever is put and removed between its steps: held against
// a scheduler that asks each single schedule at each step (set_cursor.cpp).  RC_PARAMS="seed=…" repeats a run.
#include <doctest/doctest.h>
#include <rapidcheck.h>

#include <nextfire/cron/cron_expression.hpp>
#include <nextfire/set/firing_range.hpp>
#include <nextfire/set/set_cursor.hpp>
#include <nextfire/spec/timestamp.hpp>
#include <nextfire/testing/generators.hpp>

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <vector>

#include "set_model.hpp"

namespace {

using namespace nextfire_test;
using namespace std::chrono_literals;
using nextfire::definition;
using nextfire::firing;
using nextfire::schedule_set;
using nextfire::set_cursor;
using std::chrono::sys_seconds;

[[maybe_unused]] const int cases_wanted = setenv("RC_PARAMS", "max_success=600", 0);

std::vector<firing> all_of(std::span<const firing> handed_out) {
    return {handed_out.begin(), handed_out.end()};
}

sys_seconds at(const char* text) {
    return *nextfire::parse_instant(text);
}

}  // namespace

TEST_CASE("11.3 a cursor hands out each firing once, over changes of the set") {
    CHECK(rc::check("cursor", [] {
        drawn_set drawn = *drawn_sets();
        std::vector<definition> models;
        for (const auto& [key, what] : drawn.what) models.push_back(what);
        if (models.empty()) models.push_back(*nextfire::testing::definitions());
        sys_seconds position = drawn.instants.front();
        set_cursor cursor{drawn.set, position};
        for (int steps = *rc::gen::inRange(1, 30); steps > 0; --steps) {
            const int changes = *rc::gen::element(0, 0, 1, 3);
            for (int i = 0; i < changes; ++i) {
                if (*rc::gen::inRange(0, 3) == 0)
                    drawn.remove(drawn_key());
                else
                    drawn.put(drawn_key(), drawn_definition(models, position));
            }
            if (*rc::gen::inRange(0, 20) == 0) drawn.set = schedule_set{drawn.set};  // another lineage
            const sys_seconds until =
                position + std::chrono::seconds{*rc::gen::element(0, 1, 5, 60, 1800, 3600, 7200, 40'000)};
            RC_ASSERT(all_of(cursor.advance(until)) == drawn.due(position, until));
            position = std::max(position, std::min(until, nextfire::max_instant));
            RC_ASSERT(cursor.position() == position);
        }
    }));
}

TEST_CASE("11.3 a cursor follows more changes than are kept, and thousands of schedules") {
    drawn_set drawn;
    const nextfire::zone berlin = *nextfire::zone::find("Europe/Berlin");
    const auto daily = [&](std::uint64_t number) {
        return *definition::daily(std::chrono::seconds{number * 37 % 86'400}, berlin);
    };
    for (std::uint64_t key = 0; key < 6000; ++key) drawn.put(key, daily(key));
    sys_seconds position = at("2026-03-28T22:00:00Z");
    set_cursor cursor{drawn.set, position};
    std::uint64_t number = 0;
    for (const std::uint64_t changes :
         {0U, 1U, 100U, 1500U, 1000U, 4096U, 4097U, 20'000U, 1U, 0U, 2048U, 2049U}) {
        for (std::uint64_t i = 0; i < changes; ++i, ++number) {
            if (number % 5 == 0)
                drawn.remove(number % 7000);
            else
                drawn.put(number % 7000, daily(number * 11));
        }
        for (const auto step : {1s, 60s, 1500s}) {
            CHECK(all_of(cursor.advance(position + step)) == drawn.due(position, position + step));
            position += step;
        }
    }
}

TEST_CASE("11.3 what was handed out stays so, and what replaces it counts from the position on") {
    const nextfire::zone utc;
    schedule_set jobs;
    REQUIRE(jobs.put(1, *definition::daily(10h, utc)));
    set_cursor cursor{jobs, at("2026-03-01T00:00:00Z")};
    CHECK(all_of(cursor.advance(at("2026-03-01T10:00:00Z"))) ==
          std::vector<firing>{{at("2026-03-01T10:00:00Z"), 1}});
    REQUIRE(jobs.put(1, *definition::daily(9h, utc)));  // before the position: tomorrow
    CHECK(cursor.advance(at("2026-03-01T10:30:00Z")).empty());
    REQUIRE(jobs.put(1, *definition::daily(10h + 30min, utc)));  // at the position: tomorrow
    CHECK(cursor.advance(at("2026-03-01T12:00:00Z")).empty());
    REQUIRE(jobs.put(1, *definition::daily(13h, utc)));  // after it: it fires a second time today
    CHECK(all_of(cursor.advance(at("2026-03-01T13:00:00Z"))) ==
          std::vector<firing>{{at("2026-03-01T13:00:00Z"), 1}});
    jobs.remove(1);
    CHECK(cursor.advance(at("2027-03-01T13:00:00Z")).empty());
    CHECK(cursor.advance(at("2026-01-01T00:00:00Z")).empty());  // never back
    CHECK(cursor.position() == at("2027-03-01T13:00:00Z"));
}

// An hour in which much fires follows one in which little does: what is found ahead stays bounded, and right.
TEST_CASE("11.3 a cursor and a range pass from quiet hours into busy ones") {
    schedule_set jobs;
    const nextfire::zone utc;
    const auto cron = [&](const char* text) {
        return *definition::from(*nextfire::cron_expression::parse(text), utc);
    };
    for (std::uint64_t key = 0; key < 40; ++key) REQUIRE(jobs.put(key, cron("* * 9 * * ?")));
    REQUIRE(jobs.put(99, cron("0 0/5 * * * ?")));
    const sys_seconds begin = at("2026-03-01T10:00:00Z");
    sys_seconds position = begin;
    set_cursor cursor{jobs, position};
    std::size_t handed_out = 0;
    for (; position < begin + 26h; position += 10min) {
        const std::vector<firing> due = jobs.due(position, position + 10min);
        CHECK(all_of(cursor.advance(position + 10min)) == due);
        handed_out += due.size();
    }
    CHECK(handed_out == 40 * 3600 + 26 * 12);
    auto range = jobs.firings(begin + 1s, position + 1s);
    std::size_t walked = 0;
    for (const firing& one : range) walked += one.key < 100 ? 1U : 0U;
    CHECK(walked == handed_out);
    // A quiet set that becomes a busy one between two steps.
    for (std::uint64_t key = 200; key < 260; ++key) REQUIRE(jobs.put(key, cron("* * * * * ?")));
    CHECK(all_of(cursor.advance(position + 3s)) == jobs.due(position, position + 3s));
}

TEST_CASE("a cursor leaps over centuries in which nothing fires") {
    schedule_set jobs;
    REQUIRE(jobs.put(1, *definition::once(at("9998-12-31T00:00:00Z"))));
    REQUIRE(jobs.put(2, *definition::once(at("2001-12-31T00:00:00Z"))));
    set_cursor cursor{jobs, nextfire::min_instant - 1s};
    CHECK(cursor.advance(nextfire::max_instant + 10s).size() == 2);
    CHECK(cursor.position() == nextfire::max_instant);
}
