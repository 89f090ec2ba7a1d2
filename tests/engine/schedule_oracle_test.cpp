// Every answer compared with an oracle that shares no code with nextfire: a walk from day to day with the
// clock of glibc (support/brute_force.hpp).
//
// The cases are random; NEXTFIRE_TEST_SEED=<number> in the environment repeats a run.  NEXTFIRE_TEST_ZONEINFO
// is the zoneinfo directory that `zic -b fat` makes of the same source as the library's own data.
#include <doctest/doctest.h>

#include <nextfire/engine/schedule.hpp>
#include <nextfire/zone/zone.hpp>
#include <nextfire/zone/zone_source.hpp>

#include <algorithm>
#include <cstdint>
#include <optional>
#include <random>
#include <string>
#include <vector>

#include "../support/brute_force.hpp"
#include "../support/instants.hpp"
#include "../support/moments.hpp"
#include "../support/oracle_comparison.hpp"
#include "../support/random_schedule.hpp"

namespace {

using namespace nextfire_test;
using nextfire::gap_policy;
using nextfire::overlap_policy;
using nextfire::schedule_type;

std::string line_of(const plain_schedule& wanted, const spec_texts& texts, std::int64_t at) {
    return texts.line() + " | gap " + std::to_string(static_cast<int>(wanted.gap)) + " overlap " +
           std::to_string(static_cast<int>(wanted.overlap)) + " elapsed " +
           std::to_string(static_cast<int>(wanted.elapsed)) + " counting " +
           std::to_string(static_cast<int>(wanted.counting)) + " anchor " + date_text(wanted.anchor_day) +
           " not before " + shown(wanted.not_before) + " | asked at " + shown(at) + " | seed " +
           std::to_string(seed());
}

/// A clock as nextfire knows it and as the oracle does, and the name that a spec can give.
struct clock_pair {
    nextfire::zone ours;
    wall_clock& oracles;
    std::string name_in_specs;
};

void compare(const plain_schedule& wanted, const clock_pair& clock, std::int64_t at) {
    const spec_texts texts = texts_of(wanted, clock.name_in_specs);
    const question asked{[&] { return line_of(wanted, texts, at); }, at};
    const auto spec = nextfire::schedule_spec::parse(texts.fields());
    if (!spec) {
        FAIL_CHECK("a good spec is refused: " << spec.errors()[0].message << " | " << asked.line());
        return;
    }
    const auto ours = nextfire::schedule::build(*spec, clock.ours, options_of(wanted));
    plain_schedule unbounded = wanted;
    unbounded.expiry = unbounded.not_before = std::nullopt;
    const bool should_build = wanted.type != schedule_type::fixed_time ||
                              brute_force{clock.oracles, unbounded}.next(-1).has_value();
    expect_same_truth(asked, "builds", static_cast<bool>(ours), should_build);
    if (!ours) return;
    brute_force oracle{clock.oracles, wanted};
    compare_at(asked, *ours, oracle);
}

/// Now and then, makes the schedule begin or expire just at one of its occurrences, or a second beside it.
void bound_closely(schedule_picker& pick, plain_schedule& wanted, wall_clock& clock, std::int64_t at) {
    if (pick.between(0, 11) != 0) return;
    const std::optional<std::int64_t> near = brute_force{clock, wanted}.next(at);
    if (!near) return;
    const std::int64_t bound = std::clamp<std::int64_t>(*near + pick.between(-1, 1), 0, last_instant);
    (pick.between(0, 1) == 0 ? wanted.not_before : wanted.expiry) = bound;
}

/// Compares schedules that follow a clock made up at random, with the default policies if its number is even.
void compare_made_up(schedule_picker& pick, const std::vector<wall_clock::change>& changes, int number) {
    std::vector<nextfire::zone_change> listed;
    for (const wall_clock::change& each : changes)
        listed.push_back({instant(each.at), std::chrono::seconds{each.offset_seconds}, "LMT"});
    const auto zone = nextfire::make_zone("Test/Clock" + std::to_string(number), listed, "");
    REQUIRE(zone);
    wall_clock clock{changes};
    const clock_pair clocks{*zone, clock, "UTC"};
    for (int round = 0; round < 100; ++round) {
        const auto& change = changes[static_cast<std::size_t>(pick.between(1, changes_of_a_clock - 1))];
        const std::int64_t at = change.at + pick.between(-2 * 86400, 2 * 86400);
        const std::int64_t reads = change.at + clock.offset_at(change.at - pick.between(0, 1));
        const std::int64_t time = ((reads + pick.between(-14400, 14400)) % 86400 + 86400) % 86400;
        plain_schedule wanted = pick.schedule(at, time);
        if (number % 2 == 0) {
            wanted.gap = gap_policy::at_transition;
            wanted.overlap = overlap_policy::first;
        }
        compare(wanted, clocks, at);
    }
}

}  // namespace

TEST_CASE("3 and 4, 200,000 random schedules in all zones agree with the oracle") {
    MESSAGE("NEXTFIRE_TEST_SEED=" << seed());
    std::mt19937_64 random{seed()};
    schedule_picker pick{random};
    const auto zones = nextfire::zone_names();
    const int cases_a_zone = static_cast<int>(200'000 / zones.size()) + 1;
    for (const std::string_view name : zones) {
        const std::string zone{name};
        wall_clock clock{NEXTFIRE_TEST_ZONEINFO, zone};
        moment_picker moments{pick, clock};
        const clock_pair clocks{*nextfire::zone::find(zone), clock, zone};
        for (int number = 0; number < cases_a_zone; ++number) {
            const auto kind = pick.between(0, 19);
            const auto moment = kind < 6    ? moments.anywhere()
                                : kind < 19 ? moments.near_change()
                                            : moments.far();
            plain_schedule wanted = pick.schedule(moment.at, moment.time_of_day);
            bound_closely(pick, wanted, clock, moment.at);
            compare(wanted, clocks, moment.at);
        }
    }
    CHECK(comparisons > 10 * 200'000);
}

// What no place on earth has done yet: changes hours apart, each within reach of the one before, and changes
// listed after 2106.  Where a local time may come three times, only the default policies have a meaning.
TEST_CASE("4.4 clocks that change as no clock on earth does agree with the oracle") {
    MESSAGE("NEXTFIRE_TEST_SEED=" << seed());
    std::mt19937_64 random{seed()};
    schedule_picker pick{random};
    for (int number = 0; number < 200; ++number) {
        const std::int64_t nearest_seconds = number % 2 == 0 ? 3600 : 28 * 3600;
        compare_made_up(pick, made_up_changes(pick, nearest_seconds), number);
    }
}

TEST_CASE("1 the ends of the range agree with the oracle in every zone") {
    std::mt19937_64 random{seed()};
    schedule_picker pick{random};
    for (const std::string_view name : nextfire::zone_names()) {
        const std::string zone{name};
        wall_clock clock{NEXTFIRE_TEST_ZONEINFO, zone};
        const clock_pair clocks{*nextfire::zone::find(zone), clock, zone};
        for (int number = 0; number < 4; ++number) {
            const std::int64_t from_the_end = pick.between(-2 * 86400, 2 * 86400);
            compare(pick.schedule(0, pick.between(0, 86399)), clocks, from_the_end);
            compare(pick.schedule(last_instant, pick.between(0, 86399)), clocks, last_instant + from_the_end);
        }
    }
}

TEST_CASE("4.1 and 4.3, the oracle agrees with a look at every single second") {
    struct row {
        const char* zone;
        const char* change;
        std::vector<std::int64_t> times;  // of day
    };
    constexpr std::int64_t hour = 3600;
    constexpr std::int64_t margin = 28 * hour;
    const std::vector<row> table{
        {"Europe/Berlin", "2026-03-29T01:00:00Z", {2 * hour, 2 * hour + 1800, 3 * hour - 1, 3 * hour}},
        {"Europe/Berlin", "2026-10-25T01:00:00Z", {2 * hour - 1, 2 * hour, 2 * hour + 1800, 3 * hour}},
        {"America/New_York", "2040-11-04T06:00:00Z", {hour, hour + 1800}},
        {"Pacific/Apia", "2011-12-30T10:00:00Z", {0, 9 * hour, 86399}},
        {"Asia/Beirut", "2026-03-28T22:00:00Z", {0, 1800}},
        {"Asia/Almaty", "2024-02-29T18:00:00Z", {23 * hour, 23 * hour + 1800, 0}},
        {"Antarctica/Casey", "2010-03-04T15:00:00Z", {1800, 23 * hour + 1800}},
        {"Australia/Lord_Howe", "2026-10-03T15:30:00Z", {2 * hour + 900}},
        {"Africa/Monrovia", "1972-01-07T00:44:30Z", {1800, 44 * 60 + 30}},
        {"Asia/Kathmandu", "1985-12-31T18:30:00Z", {600}},
    };
    for (const row& fact : table) {
        wall_clock clock{NEXTFIRE_TEST_ZONEINFO, fact.zone};
        const std::int64_t change = utc(fact.change).time_since_epoch().count();
        const std::int64_t from = change - 86400;
        const std::int64_t until = change + 86400;
        const wall_clock::recording recorded = clock.record(from - margin, until + margin);
        for (const std::int64_t time : fact.times) {
            for (int policies = 0; policies < 9; ++policies) {
                plain_schedule wanted;
                wanted.time_seconds = time;
                wanted.gap = static_cast<gap_policy>(policies % 3);
                wanted.overlap = static_cast<overlap_policy>(policies / 3);
                brute_force oracle{clock, wanted};
                CAPTURE(std::string{fact.zone});
                CAPTURE(time);
                CAPTURE(policies);
                std::vector<std::int64_t> literal = oracle.occurrences_by_the_second(recorded);
                std::erase_if(literal, [=](std::int64_t fire) { return fire < from || fire >= until; });
                CHECK_FALSE(literal.empty());
                const bool agree = literal == oracle.occurrences(from, until);
                CHECK(agree);
            }
        }
    }
}
