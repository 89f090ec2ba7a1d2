// A cursor hands out what is due, in order and once, whatever is put and removed between its steps: held against
// a scheduler that asks each single schedule at each step (set_cursor.cpp).
#include <doctest/doctest.h>
#include <rapidcheck.h>

#include <nextfire/cron/cron_expression.hpp>
#include <nextfire/set/firing_range.hpp>
#include <nextfire/set/set_cursor.hpp>
#include <nextfire/spec/timestamp.hpp>
#include <nextfire/testing/generators.hpp>

#include <algorithm>
#include <chrono>
#include <span>
#include <utility>
#include <vector>

#include "../support/holds.hpp"
#include "set_model.hpp"

namespace {

using namespace nextfire_test;
using namespace std::chrono_literals;
using nextfire::definition;
using nextfire::schedule_set;
using nextfire::set_cursor;
using std::chrono::sys_seconds;

std::vector<nextfire::firing> all_of(std::span<const nextfire::firing> handed_out) {
    return {handed_out.begin(), handed_out.end()};
}

sys_seconds at(const char* text) {
    return *nextfire::parse_instant(text);
}

}  // namespace

TEST_CASE("11.3 a cursor hands out each firing once, over changes of the set") {
    holds("cursor", [] {
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
    });
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
          std::vector<nextfire::firing>{{at("2026-03-01T10:00:00Z"), 1}});
    REQUIRE(jobs.put(1, *definition::daily(9h, utc)));  // before the position: tomorrow
    CHECK(cursor.advance(at("2026-03-01T10:30:00Z")).empty());
    REQUIRE(jobs.put(1, *definition::daily(10h + 30min, utc)));  // at the position: tomorrow
    CHECK(cursor.advance(at("2026-03-01T12:00:00Z")).empty());
    REQUIRE(jobs.put(1, *definition::daily(13h, utc)));  // after it: it fires a second time today
    CHECK(all_of(cursor.advance(at("2026-03-01T13:00:00Z"))) ==
          std::vector<nextfire::firing>{{at("2026-03-01T13:00:00Z"), 1}});
    jobs.remove(1);
    CHECK(cursor.advance(at("2027-03-01T13:00:00Z")).empty());
    CHECK(cursor.advance(at("2026-01-01T00:00:00Z")).empty());  // never back
    CHECK(cursor.position() == at("2027-03-01T13:00:00Z"));
}

// A step before the next firing that is known does nothing but compare: unless the set was changed.
TEST_CASE("11.3 steps in which nothing is due see what was changed before them") {
    const nextfire::zone utc;
    const auto daily = [&](std::chrono::seconds time) { return *definition::daily(time, utc); };
    schedule_set jobs;
    REQUIRE(jobs.put(1, daily(10h)));
    const sys_seconds nine = at("2026-03-01T09:00:00Z");
    set_cursor cursor{jobs, nine - 1h};
    CHECK(cursor.advance(nine).empty());
    REQUIRE(jobs.put(2, daily(9h + 5s)));  // sooner than all that was known
    CHECK(cursor.advance(nine + 4s).empty());
    CHECK(cursor.advance(nine + 2s).empty());  // never back
    CHECK(cursor.position() == nine + 4s);
    CHECK(all_of(cursor.advance(nine + 5s)) == std::vector<nextfire::firing>{{nine + 5s, 2}});
    CHECK(cursor.advance(nine + 6s).empty());
    REQUIRE(jobs.put(2, daily(9h + 8s)));
    CHECK(cursor.advance(nine + 7s).empty());
    jobs.remove(2);  // the one that was next
    CHECK(cursor.advance(nine + 10s).empty());
    schedule_set others;
    REQUIRE(others.put(3, daily(9h + 15s)));
    const schedule_set both = jobs;
    jobs = others;  // another set altogether, of as many changes
    CHECK(all_of(cursor.advance(nine + 20s)) == std::vector<nextfire::firing>{{nine + 15s, 3}});
    jobs = both;
    CHECK(cursor.advance(nine + 59min + 59s).empty());
    CHECK(all_of(cursor.advance(nine + 1h)) == std::vector<nextfire::firing>{{nine + 1h, 1}});
    const schedule_set taken = std::move(jobs);
    CHECK(cursor.advance(nine + 48h).empty());
    REQUIRE(jobs.put(4, daily(9h)));  // NOLINT(bugprone-use-after-move): it has none, and can be used again
    CHECK(all_of(cursor.advance(nine + 72h)) == std::vector<nextfire::firing>{{nine + 72h, 4}});
    CHECK(cursor.advance(nextfire::max_instant + 1s).size() > 2'000'000);
    CHECK(cursor.advance(sys_seconds::max()).empty());
    CHECK(cursor.position() == nextfire::max_instant);
}

// What is found ahead reaches over the change; step by step it is what the single schedules fire.
TEST_CASE("11.3 a cursor steps over a change of the clock that lies in what was found ahead") {
    for (const char* name : {"Europe/Berlin", "Australia/Lord_Howe", "Africa/Cairo"}) {
        drawn_set drawn;
        std::uint64_t key = 0;
        for (const char* text :
             {"0 0/10 * * * ?", "0 5 * * * ?", "0 0/30 0-3 ? * *", "15 30 2 * * ?", "0 0 0 * * ?",
              "0 10 0,1,2,3 * * ?", "0 45 1 29 3 ?", "0 30 2 ? * 1L", "0 1-59/2 2 * * ?", "0 30 1 1/2 * ?"})
            drawn.put(++key, *definition::from(*nextfire::cron_expression::parse(text),
                                               *nextfire::zone::find(name)));
        for (const char* text : {"2026-03-28T20:00:00Z", "2026-04-04T10:00:00Z", "2026-04-23T18:00:00Z",
                                 "2026-10-24T20:00:00Z", "2026-10-03T10:00:00Z", "2026-10-29T18:00:00Z"}) {
            sys_seconds position = at(text);
            set_cursor cursor{drawn.set, position};
            for (const sys_seconds end = position + 12h; position < end; position += 1min) {
                const std::vector<nextfire::firing> due = all_of(cursor.advance(position + 1min));
                REQUIRE(due == drawn.due(position, position + 1min));
            }
        }
    }
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
        const std::vector<nextfire::firing> due = jobs.due(position, position + 10min);
        CHECK(all_of(cursor.advance(position + 10min)) == due);
        handed_out += due.size();
    }
    CHECK(handed_out == 40 * 3600 + 26 * 12);
    auto range = jobs.firings(begin + 1s, position + 1s);
    std::size_t walked = 0;
    for (const nextfire::firing& one : range) walked += one.key < 100 ? 1U : 0U;
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

TEST_CASE("11.3 a cursor that was moved from hands out nothing of a set that was") {
    const nextfire::set_entry each_minute{
        7, *definition::from(*nextfire::cron_expression::parse("0 * * * * ?"), nextfire::zone{})};
    schedule_set jobs = *schedule_set::build(std::span{&each_minute, 1});
    const sys_seconds begin = at("2026-03-01T10:00:00Z");
    set_cursor cursor{jobs, begin};
    CHECK(cursor.advance(begin + 1h).size() == 60);
    set_cursor taken{std::move(cursor)};
    CHECK(taken.advance(begin + 2h).size() == 60);
    const schedule_set other = std::move(jobs);
    CHECK(cursor.advance(begin + 3h).empty());  // NOLINT(bugprone-use-after-move)
    CHECK(taken.advance(begin + 3h).empty());
}
