// Whatever a set answers is what its single schedules answer: over sets that rapidcheck makes up, with clock
// changes in reach, after random puts, replaces and removes.
#include <doctest/doctest.h>
#include <rapidcheck.h>

#include <nextfire/cron/cron_expression.hpp>
#include <nextfire/engine/schedule.hpp>
#include <nextfire/set/firing_range.hpp>
#include <nextfire/set/schedule_set.hpp>
#include <nextfire/spec/timestamp.hpp>
#include <nextfire/testing/generators.hpp>

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "../support/holds.hpp"
#include "set_model.hpp"

namespace {

using namespace nextfire_test;
using nextfire::definition;
using std::chrono::sys_seconds;

}  // namespace

TEST_CASE("11.1 every schedule's next is that of the single schedule") {
    holds("next_all and next_of", [] {
        const drawn_set drawn = *drawn_sets();
        for (const sys_seconds at : drawn.instants) {
            std::vector<sys_seconds> next(drawn.set.size());
            RC_ASSERT(drawn.set.next_all(at, next).size() == drawn.set.size());
            const std::vector<std::uint64_t> keys = drawn.set.keys();
            for (std::size_t i = 0; i < keys.size(); ++i) {
                const auto expected = drawn.single.at(keys[i]).next(at);
                if (next[i] != expected.value_or(nextfire::schedule_set::no_next))
                    RC_FAIL(drawn.shown(keys[i], at));
                RC_ASSERT(drawn.set.next_of(keys[i], at) == expected);
            }
        }
    });
}

TEST_CASE("11.2 what is due is what the single schedules fire, by instant and key") {
    holds("due, firings and load", [] {
        const drawn_set drawn = *drawn_sets();
        const auto length = std::chrono::seconds{*rc::gen::element(1, 60, 3600, 7200, 86400, 200'000)};
        for (const sys_seconds at : drawn.instants) {
            const std::vector<nextfire::firing> expected = drawn.due(at, at + length);
            RC_ASSERT(drawn.set.due(at, at + length) == expected);
            std::vector<nextfire::firing> walked;
            const std::chrono::seconds second{1};
            for (const nextfire::firing& one : drawn.set.firings(at + second, at + length + second))
                walked.push_back(one);
            RC_ASSERT(walked == expected);
            const std::chrono::seconds step{*rc::gen::inRange(1, 100'000)};
            const auto load = drawn.set.load(at + second, at + length + second, step);
            std::vector<std::uint64_t> counts(load.size(), 0);
            for (const nextfire::firing& one : expected)
                ++counts[static_cast<std::size_t>((one.at - at - second) / step)];
            RC_ASSERT(load == counts);
            RC_ASSERT(load.size() == static_cast<std::size_t>((length + step - second) / step));
        }
    });
}

TEST_CASE("11.2 the soonest are the least of all nexts") {
    holds("soonest", [] {
        const drawn_set drawn = *drawn_sets();
        for (const sys_seconds at : drawn.instants) {
            std::vector<nextfire::firing> expected;
            for (const auto& [key, single] : drawn.single)
                if (const auto next = single.next(at)) expected.push_back({*next, key});
            std::sort(expected.begin(), expected.end());
            const auto n = *rc::gen::inRange<std::size_t>(0, drawn.single.size() + 3);
            if (expected.size() > n) expected.resize(n);
            RC_ASSERT(drawn.set.soonest(n, at) == expected);
        }
    });
}

TEST_CASE("11.3 a set gives back what was put, whatever was put and removed before") {
    holds("find, contains, size, iteration", [] {
        const drawn_set drawn = *drawn_sets();
        RC_ASSERT(drawn.set.size() == drawn.what.size());
        for (const auto& [key, what] : drawn.what) {
            RC_ASSERT(drawn.set.contains(key));
            RC_ASSERT(drawn.set.find(key) == what);
        }
        RC_ASSERT(!drawn.set.find(12'345'678));
        std::map<std::uint64_t, nextfire::definition> walked;
        for (const nextfire::set_entry& entry : drawn.set) walked.emplace(entry.key, entry.what);
        RC_ASSERT(walked == drawn.what);
    });
}

TEST_CASE(
    "11.1 a set built at once is that of the puts one by one: the later of equal keys, and refusals by "
    "place") {
    holds("build", [] {
        std::vector<definition> models;
        for (int i = *rc::gen::inRange(1, 4); i > 0; --i) models.push_back(*nextfire::testing::definitions());
        const sys_seconds near = *nextfire::testing::instants(models.front().time_zone());
        std::vector<nextfire::set_entry> entries(*rc::gen::inRange<std::size_t>(0, 150));
        drawn_set drawn;
        std::vector<std::string> refused;
        std::vector<nextfire::set_entry> good;
        for (std::size_t i = 0; i < entries.size(); ++i) {
            entries[i] = {drawn_key(), drawn_definition(models, near)};
            drawn.put(entries[i].key, entries[i].what);
            if (nextfire::schedule::build(entries[i].what))
                good.push_back(entries[i]);
            else
                refused.push_back("/" + std::to_string(i));
        }
        const auto whole = nextfire::schedule_set::build(entries);
        RC_ASSERT(whole.has_value() == refused.empty());
        if (!whole) {
            RC_ASSERT(whole.errors().size() == refused.size());
            for (std::size_t i = 0; i < refused.size(); ++i) RC_ASSERT(whole.errors()[i].field == refused[i]);
        }
        nextfire::schedule_set built = *nextfire::schedule_set::build(good);
        RC_ASSERT(built.size() == drawn.what.size());
        RC_ASSERT(built.due(near, near + std::chrono::hours{30}) ==
                  drawn.due(near, near + std::chrono::hours{30}));
        for (const auto& [key, what] : drawn.what) {
            RC_ASSERT(built.find(key) == what);
            RC_ASSERT(built.next_of(key, near) == drawn.single.at(key).next(near));
            RC_ASSERT(built.remove(key));
        }
        RC_ASSERT(built.empty());
    });
}

TEST_CASE(
    "11.1 and 11.2 days of some months fire as the single schedules, around every change of the clock") {
    drawn_set drawn;
    std::uint64_t key = 0;
    for (const char* name :
         {"Europe/Berlin", "Australia/Lord_Howe", "America/New_York", "Africa/Cairo", "Etc/UTC"}) {
        const nextfire::zone clock = *nextfire::zone::find(name);
        for (const char* days :
             {"29,30 3,10", "L 3", "29 2", "1,8 11", "30,31 1,2,3,12", "5,L-3 4,10", "24-31 4,10"})
            for (const char* time : {"0 0 0", "0 30 2", "59 59 23", "0 30 1", "0 0 9"})
                drawn.put(++key, *definition::from(
                                     *nextfire::cron_expression::parse(std::string{time} + ' ' + days + " ?"),
                                     clock));
    }
    const std::chrono::hours hour{1};
    for (const char* text :
         {"2026-03-28T12:00:00Z", "2026-04-04T06:00:00Z", "2026-04-23T12:00:00Z", "2026-10-24T12:00:00Z",
          "2026-10-29T12:00:00Z", "2026-10-31T12:00:00Z", "2028-02-28T12:00:00Z", "2026-12-31T00:00:00Z",
          "1970-01-01T00:00:00Z", "2106-02-06T20:00:00Z", "2300-02-28T00:00:00Z"}) {
        const sys_seconds begin = *nextfire::parse_instant(text);
        for (sys_seconds at = begin; at < begin + 36 * hour; at += std::chrono::minutes{30}) {
            REQUIRE(drawn.set.due(at, at + hour) == drawn.due(at, at + hour));
            std::vector<sys_seconds> next(drawn.set.size());
            drawn.set.next_all(at, next);
            const std::vector<std::uint64_t> keys = drawn.set.keys();
            for (std::size_t i = 0; i < keys.size(); ++i)
                REQUIRE(next[i] == *drawn.single.at(keys[i]).next(at));
        }
        REQUIRE(drawn.set.due(begin, begin + 900 * hour) == drawn.due(begin, begin + 900 * hour));
    }
}

// Where no change is near, the firings of schedules that are all equal are read off rows of local times.
TEST_CASE("11.2 what fires often is due as the single schedule fires, near changes and far from them") {
    drawn_set drawn;
    std::uint64_t key = 0;
    for (const char* name : {"Europe/Berlin", "Australia/Lord_Howe", "America/New_York", "Etc/UTC"}) {
        const nextfire::zone clock = *nextfire::zone::find(name);
        for (const char* text :
             {"0/7 * * * * ?", "0 0/13 * * * ?", "0 5 * * * ?", "0 0/30 8-17 ? * 2-6", "0 0/10 8-17 * * ?",
              "3,50 1,2,59 0,23 * * ?", "0 0/20 9,10 LW * ?", "0 0,15,40 7-9 1,15 * ?", "* 59 23 ? * 1",
              "0 30 1-6 * * ? 2026-2027", "0 0 0/5 1/3 * ?"})
            drawn.put(++key, *definition::from(*nextfire::cron_expression::parse(text), clock));
        nextfire::schedule_options bounds;
        bounds.not_before = *nextfire::parse_instant("2026-03-29T03:07:00Z");
        bounds.expire_time = *nextfire::parse_instant("2026-06-15T01:00:00Z");
        drawn.put(++key,
                  *definition::from(*nextfire::cron_expression::parse("0 0/2 * * * ?"), clock, bounds));
    }
    const std::chrono::minutes minute{1};
    drawn.put(++key, *definition::every(45 * minute, *nextfire::parse_instant("2026-03-01T00:00:10Z")));
    drawn.put(++key, *definition::every(400 * minute, *nextfire::parse_instant("2026-03-01T00:00:10Z")));
    for (const char* text : {"1970-01-01T00:00:00Z", "2026-03-28T23:00:00Z", "2026-06-14T22:00:00Z",
                             "2026-10-25T00:10:00Z", "2106-02-07T05:00:00Z", "2300-01-01T00:00:00Z"})
        for (const auto length : {std::chrono::minutes{1}, 30 * minute, 3 * 60 * minute, 50 * 60 * minute}) {
            const sys_seconds at = *nextfire::parse_instant(text);
            REQUIRE(drawn.set.due(at, at + length) == drawn.due(at, at + length));
        }
}

TEST_CASE("11.1 and 11.2 thousands of schedules, around changes of the clock") {
    drawn_set drawn;
    const nextfire::zone clocks[] = {*nextfire::zone::find("Europe/Berlin"),
                                     *nextfire::zone::find("Africa/Cairo"),
                                     *nextfire::zone::find("Australia/Lord_Howe")};
    std::uint64_t key = 0;
    for (const nextfire::zone& clock : clocks) {
        for (int i = 0; i < 1500; ++i) {
            const std::chrono::seconds time{i * 57};
            const std::uint64_t spread = ++key % 2 == 0 ? key : key * 0x9E3779B97F4A7C15;
            drawn.put(spread, i % 3 == 0 ? *nextfire::definition::weekly({std::chrono::Sunday}, time, clock)
                                         : *nextfire::definition::daily(time, clock));
        }
    }
    const std::chrono::hours hour{1};
    for (const char* text : {"2026-03-28T20:00:00Z", "2026-04-04T12:00:00Z", "2026-04-23T18:00:00Z",
                             "2026-10-24T20:00:00Z", "2026-10-29T18:00:00Z", "2026-06-15T00:00:00Z"}) {
        for (sys_seconds at = *nextfire::parse_instant(text); at < *nextfire::parse_instant(text) + 12 * hour;
             at += hour) {
            std::vector<sys_seconds> next(drawn.set.size());
            drawn.set.next_all(at, next);
            const std::vector<std::uint64_t> keys = drawn.set.keys();
            std::vector<nextfire::firing> soonest;
            for (std::size_t i = 0; i < keys.size(); ++i) {
                REQUIRE(next[i] == *drawn.single.at(keys[i]).next(at));
                soonest.push_back({next[i], keys[i]});
            }
            std::sort(soonest.begin(), soonest.end());
            soonest.resize(40);
            REQUIRE(drawn.set.soonest(40, at) == soonest);
            REQUIRE(drawn.set.due(at, at + 3 * hour) == drawn.due(at, at + 3 * hour));
        }
    }
}
