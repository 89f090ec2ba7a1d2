// What a set promises beyond its answers, which set/schedule_set_properties_test.cpp holds against the single
// schedules: violations, order, bounds, empty sets.  Also of set_part.cpp, set_root.cpp, part_asking.cpp,
// firing_window.cpp, firing_order.cpp and firing_range.cpp.
#include <doctest/doctest.h>

#include "set/firing_order.hpp"
#include "support/enum_names.hpp"

#include <nextfire/nextfire.hpp>

#include <algorithm>
#include <array>
#include <chrono>
#include <random>
#include <vector>

namespace {

using namespace nextfire;
using namespace std::chrono_literals;
using std::chrono::sys_seconds;

sys_seconds at(const char* text) {
    return *parse_instant(text);
}

/// A time that the policy of its definition skips.
definition never() {
    return *definition::once(*parse_date("2026-03-29") + 2h + 30min, *zone::find("Europe/Berlin"),
                             {.gap = gap_policy::skip});
}

}  // namespace

TEST_CASE("6.4 what put() did has a name") {
    nextfire_test::check_names<put_outcome>({"added", "replaced"}, &parse_put_outcome, "outcome");
}

TEST_CASE("a set without schedules answers as one") {
    const schedule_set none;
    CHECK(none.empty());
    CHECK(none.begin() == none.end());
    CHECK(none.due(min_instant, max_instant).empty());
    CHECK(none.soonest(5, min_instant).empty());
    CHECK(none.load(min_instant, min_instant + 10s, 3s) == std::vector<std::uint64_t>{0, 0, 0, 0});
    CHECK(none.load(min_instant, min_instant, 3s).empty());
    CHECK(none.load(min_instant, max_instant, 0s).empty());
    CHECK(none.load(min_instant, max_instant, 1s).empty());
    CHECK_FALSE(none.next_of(1, min_instant));
    for (const firing& run : none.firings(min_instant, max_instant)) FAIL(run.key);
}

TEST_CASE("what cannot be is refused, and the set stays as it was") {
    schedule_set jobs;
    REQUIRE(jobs.put(7, *definition::daily(9h, zone{})));
    const auto refused = jobs.put(7, never());
    REQUIRE_FALSE(refused);
    CHECK(refused.errors().front().code == violation_code::never_fires);
    CHECK(jobs.find(7) == *definition::daily(9h, zone{}));
    const auto built = schedule_set::build(std::array{
        set_entry{1, never()}, set_entry{2, *definition::daily(9h, zone{})}, set_entry{3, never()}});
    REQUIRE_FALSE(built);
    REQUIRE(built.errors().size() == 2);
    CHECK(built.errors()[0].field == "/0");
    CHECK(built.errors()[1].field == "/2");
}

TEST_CASE("the later of two schedules under one key is the one") {
    const auto built = schedule_set::build(std::array{set_entry{1, *definition::daily(8h, zone{})},
                                                      set_entry{1, *definition::daily(9h, zone{})}});
    CHECK(built->size() == 1);
    CHECK(built->find(1) == *definition::daily(9h, zone{}));
}

TEST_CASE("next_all writes nothing where there is no room") {
    schedule_set jobs;
    REQUIRE(jobs.put(7, *definition::daily(9h, zone{})));
    std::vector<sys_seconds> places;
    CHECK(jobs.next_all(min_instant, places).empty());
}

TEST_CASE("a schedule that never fires has no next, and begins and ends are kept") {
    schedule_set jobs;
    REQUIRE(jobs.put(1, definition{}));
    const definition daily = *definition::daily(9h, zone{});
    REQUIRE(jobs.put(2, daily.between(at("2026-05-01T09:00:00Z"), at("2026-05-02T09:00:00Z"))));
    CHECK_FALSE(jobs.next_of(1, min_instant));
    CHECK(jobs.due(min_instant, max_instant) ==
          std::vector<firing>{{at("2026-05-01T09:00:00Z"), 2}, {at("2026-05-02T09:00:00Z"), 2}});
    CHECK(jobs.soonest(9, min_instant) == std::vector<firing>{{at("2026-05-01T09:00:00Z"), 2}});
}

TEST_CASE("2.5 11.1 the last instant that bounds allow is a next one") {
    const definition daily = *definition::daily(9h, zone{});
    schedule_set jobs;
    REQUIRE(jobs.put(1, daily.between(min_instant, at("2026-05-01T09:00:00Z"))));
    REQUIRE(jobs.put(2, daily.between(min_instant, at("2026-05-01T08:59:59Z"))));
    std::vector<sys_seconds> next(2);
    const auto found = jobs.next_all(at("2026-04-30T09:00:00Z"), next);
    CHECK(found[0] == at("2026-05-01T09:00:00Z"));
    CHECK(found[1] == schedule_set::no_next);
}

// São Paulo, 2019-02-17, back at midnight from -2 to -3 hours: 23:00 to 24:00 of the day before comes twice.
//
//     UTC    00:00 01:00 02:00 03:00
//     wall   22:00 23:00 23:00 00:00
TEST_CASE("4.3 11.1 the second pass of an overlap at midnight is a next one") {
    schedule_set jobs;
    const auto put = [&](std::uint64_t key, const char* line) {
        REQUIRE(jobs.put(key, *definition::parse(line)));
    };
    put(1, "0 30 23 * * ?; zone=America/Sao_Paulo");
    put(2, "0 30 23 * * ?; zone=America/Sao_Paulo; overlap=second");
    put(3, "0 30 23 * * ?; zone=America/Sao_Paulo; overlap=both");
    struct row {
        const char* after;
        const char* expected[3];
    };
    const row rows[] = {
        {"2019-02-16T02:00:00Z", {"2019-02-17T01:30:00Z", "2019-02-17T02:30:00Z", "2019-02-17T01:30:00Z"}},
        {"2019-02-17T01:00:00Z", {"2019-02-17T01:30:00Z", "2019-02-17T02:30:00Z", "2019-02-17T01:30:00Z"}},
        {"2019-02-17T01:30:00Z", {"2019-02-18T02:30:00Z", "2019-02-17T02:30:00Z", "2019-02-17T02:30:00Z"}},
        {"2019-02-17T02:30:00Z", {"2019-02-18T02:30:00Z", "2019-02-18T02:30:00Z", "2019-02-18T02:30:00Z"}},
    };
    for (const row& fact : rows) {
        CAPTURE(fact.after);
        std::vector<sys_seconds> next(3);
        const auto found = jobs.next_all(at(fact.after), next);
        for (std::size_t i = 0; i < 3; ++i) CHECK(found[i] == at(fact.expected[i]));
    }
}

TEST_CASE("zones of one name and other data are kept apart") {
    const auto moved = make_zone("Europe/Berlin", std::array{zone_change{min_instant, 5h, "FIVE"}}, "");
    REQUIRE(moved.has_value());
    schedule_set jobs;
    REQUIRE(jobs.put(1, *definition::daily(9h, *zone::find("Europe/Berlin"))));
    REQUIRE(jobs.put(2, *definition::daily(9h, *moved)));
    CHECK(jobs.next_of(1, at("2026-01-01T00:00:00Z")) == at("2026-01-01T08:00:00Z"));
    CHECK(jobs.next_of(2, at("2026-01-01T00:00:00Z")) == at("2026-01-01T04:00:00Z"));
}

TEST_CASE("schedules that come and go leave nothing behind") {
    schedule_set jobs;
    std::size_t most = 0;
    for (std::uint64_t n = 0; n < 20'000; ++n) {
        REQUIRE(jobs.put(n, *definition::once(at("2026-01-01T00:00:00Z") + std::chrono::seconds{n})));
        if (n >= 100) CHECK(jobs.remove(n - 100));
        if (n == 6000) most = jobs.memory_bytes();
    }
    CHECK(jobs.size() == 100);
    CHECK(jobs.memory_bytes() <= most + most / 4);
}

TEST_CASE("firings are put in order, whatever their instants and keys") {
    std::mt19937_64 random{26};
    for (const std::uint64_t keys :
         {std::uint64_t{1}, std::uint64_t{1000}, std::uint64_t{1} << 40, ~std::uint64_t{0}}) {
        for (const std::int64_t seconds : {1, 7, 3600, 100'000'000}) {
            for (const std::size_t size : {0U, 1U, 47U, 49U, 4096U, 4097U, 30'000U}) {
                std::vector<firing> firings;
                for (std::size_t i = 0; i < size; ++i) {
                    const std::uint64_t drawn = random() % 4 == 0 ? random() & 15 : random();
                    firings.push_back(
                        {min_instant +
                             std::chrono::seconds{static_cast<std::int64_t>(random() >> 2) % seconds},
                         keys == ~std::uint64_t{0} ? drawn : drawn % keys});
                }
                std::vector<firing> expected = firings;
                std::sort(expected.begin(), expected.end());
                detail::put_in_order(firings);
                CHECK(firings == expected);
            }
        }
    }
}
