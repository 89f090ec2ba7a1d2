// Schedules made from cron expressions, compared with an oracle that shares no code with nextfire: a walk
// from day to day with the clock of glibc (support/cron_brute_force.hpp).  The texts are made up at random
// together with what they mean (support/random_cron.hpp), so the reading of them is compared as well.
//
// NEXTFIRE_TEST_SEED=<number> in the environment repeats a run.  NEXTFIRE_TEST_ZONEINFO is the zoneinfo
// directory that `zic -b fat` makes of the same source as the library's own data.
#include <doctest/doctest.h>

#include <nextfire/cron/cron_expression.hpp>
#include <nextfire/engine/occurrences.hpp>
#include <nextfire/engine/schedule.hpp>
#include <nextfire/zone/zone.hpp>
#include <nextfire/zone/zone_source.hpp>

#include <algorithm>
#include <array>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <random>
#include <string>
#include <vector>

#include "../support/cron_brute_force.hpp"
#include "../support/instants.hpp"
#include "../support/moments.hpp"
#include "../support/oracle_comparison.hpp"
#include "../support/random_cron.hpp"

namespace {

using namespace nextfire_test;
using nextfire::elapsed_policy;
using nextfire::gap_policy;
using nextfire::overlap_policy;
using nextfire::preset;
using nextfire::violation_code;

constexpr std::int64_t seconds_a_day = 86400;
// Above this many times of day the days around a moment are not compared one by one, or it takes too long.
constexpr std::size_t few_times_of_day = 600;

/// An expression, the choices for it, and what both mean together.
struct cron_case {
    random_cron written;
    nextfire::schedule_options options;
    plain_cron means;
};

cron_case with_options(const random_cron& written, const nextfire::schedule_options& options) {
    cron_case made{written, options, written.means};
    made.means.gap = options.gap;
    made.means.overlap = options.overlap;
    if (options.elapsed == elapsed_policy::never) made.means.times = plain_cron::time_rule::fixed;
    if (options.elapsed == elapsed_policy::always) made.means.times = plain_cron::time_rule::elapsed;
    if (options.not_before) made.means.not_before = options.not_before->time_since_epoch().count();
    if (options.expire_time) made.means.expiry = options.expire_time->time_since_epoch().count();
    return made;
}

std::string line_of(const cron_case& wanted, const std::string& zone, std::int64_t at) {
    const bool is_elapsed = wanted.means.times == plain_cron::time_rule::elapsed;
    return wanted.written.line() + " | " + zone + (is_elapsed ? " | time that goes by" : " | times of day") +
           " | gap " + std::to_string(static_cast<int>(wanted.options.gap)) + " overlap " +
           std::to_string(static_cast<int>(wanted.options.overlap)) + " elapsed " +
           std::to_string(static_cast<int>(wanted.options.elapsed)) + " not before " +
           shown(wanted.means.not_before) + " expires " + shown(wanted.means.expiry) + " | asked at " +
           std::to_string(at) + " " + shown(at) + " | seed " + std::to_string(seed());
}

/// A clock as nextfire knows it and as the oracle does.
struct clock_pair {
    nextfire::zone ours;
    wall_clock& oracles;
    std::string name;
};

/// Reads and builds; where the calendar or the policies leave nothing to fire, nextfire has to say so.
std::optional<nextfire::schedule> built(const cron_case& wanted, const clock_pair& clock,
                                        const question& asked) {
    const auto expression = nextfire::cron_expression::parse(wanted.written.text, wanted.written.options);
    const bool has_a_day = wanted.written.has_a_day();
    expect_same_truth(asked, "is read", static_cast<bool>(expression), has_a_day);
    if (!expression) {
        if (expression.errors()[0].code != violation_code::never_fires)
            FAIL_CHECK("a good text is refused: " << expression.errors()[0].message << " | " << asked.line());
        return std::nullopt;
    }
    if (!has_a_day) return std::nullopt;
    const auto ours = nextfire::schedule::build(*expression, clock.ours, wanted.options);
    plain_cron unbounded = wanted.means;
    unbounded.expiry = unbounded.not_before = std::nullopt;
    // without years, nobody looks whether the policies leave something to fire
    const bool has_years = unbounded.year_range || !unbounded.years.empty();
    const bool ever_fires = !has_years || cron_brute_force{clock.oracles, unbounded}.next(-1).has_value();
    expect_same_truth(asked, "is built", static_cast<bool>(ours), ever_fires);
    if (ours) return *ours;
    if (ours.errors()[0].code != violation_code::never_fires || ours.errors()[0].field != "cron")
        FAIL_CHECK("refused as " << ours.errors()[0].field << ": " << ours.errors()[0].message << " | "
                                 << asked.line());
    return std::nullopt;
}

/// All occurrences from `from` to `until`, forward and back.
void compare_span(const question& asked, const nextfire::schedule& ours,
                  const std::vector<std::int64_t>& expected, std::int64_t from, std::int64_t until) {
    std::vector<std::int64_t> forward;
    for (const std::chrono::sys_seconds fire : ours.occurrences(instant(from), instant(until))) {
        forward.push_back(fire.time_since_epoch().count());
        if (forward.size() > expected.size()) break;
    }
    if (forward != expected) {
        const auto [here, there] =
            std::mismatch(forward.begin(), forward.end(), expected.begin(), expected.end());
        const auto at = [](auto found, auto end) { return found == end ? "none" : instant_text(*found); };
        FAIL_CHECK("occurrences: " << at(here, forward.end()) << ", but the oracle says "
                                   << at(there, expected.end()) << " | from " << shown(from) << " | "
                                   << asked.line());
    }
    expect_same_truth(asked, "count", static_cast<std::int64_t>(ours.count(instant(from), instant(until))),
                      static_cast<std::int64_t>(expected.size()));
    nextfire::cursor back{ours, instant(until)};
    for (std::size_t left = expected.size(); left-- > 0;) {
        const std::optional<std::int64_t> found = seconds(back.prev());
        expect_same(asked, "cursor::prev", found, std::optional(expected[left]));
        if (found != expected[left]) break;
    }
}

std::size_t times_of_day(const plain_cron& wanted) {
    return wanted.seconds.size() * wanted.minutes.size() * wanted.hours.size();
}

void compare(const cron_case& wanted, const clock_pair& clock, std::int64_t at) {
    const question asked{[&] { return line_of(wanted, clock.name, at); }, at};
    const auto ours = built(wanted, clock, asked);
    if (!ours) return;
    cron_brute_force oracle{clock.oracles, wanted.means};
    compare_at(asked, *ours, oracle);
    if (times_of_day(wanted.means) > few_times_of_day) return;
    const std::int64_t from = at - seconds_a_day;
    const std::int64_t until = at + seconds_a_day;
    compare_span(asked, *ours, oracle.occurrences(from, until), from, until);
}

/// The choices: mostly the defaults; else any of them, or a preset.
nextfire::schedule_options any_options(number_picker& pick) {
    switch (pick.between(0, 5)) {
        case 0:
        case 1:
            return {};
        case 2:
            return options_for(static_cast<preset>(pick.between(0, 5)));
        default:
            return {.gap = static_cast<gap_policy>(pick.between(0, 2)),
                    .overlap = static_cast<overlap_policy>(pick.between(0, 2)),
                    .elapsed = static_cast<elapsed_policy>(pick.between(0, 2))};
    }
}

/// Now and then, makes the schedule begin or expire: somewhere near, or just at one of its occurrences or a
/// second beside it.
void bound(number_picker& pick, cron_case& wanted, wall_clock& clock, std::int64_t at) {
    if (pick.between(0, 5) != 0) return;
    std::int64_t limit = at + pick.between(-5, 5) * seconds_a_day + pick.between(0, seconds_a_day - 1);
    if (pick.between(0, 1) == 0) {
        const std::optional<std::int64_t> near = cron_brute_force{clock, wanted.means}.next(at);
        if (near) limit = *near + pick.between(-1, 1);
    }
    limit = std::clamp<std::int64_t>(limit, 0, last_instant);
    nextfire::schedule_options options = wanted.options;
    (pick.between(0, 1) == 0 ? options.not_before : options.expire_time) = instant(limit);
    wanted = with_options(wanted.written, options);
}

cron_case any_case(number_picker& pick, std::int64_t local) {
    cron_picker texts{pick};
    return with_options(texts.expression(local), any_options(pick));
}

/// The local time of a moment: on the clock's date, with the moment's time of day.
std::int64_t local_of(const moment_picker::moment& moment, const wall_clock& clock) {
    const std::int64_t reads = moment.at + clock.offset_at(moment.at);
    return (reads - (reads % seconds_a_day + seconds_a_day) % seconds_a_day) + moment.time_of_day;
}

/// Compares expressions that follow a clock made up at random, with the default policies if its number is
/// even.
void compare_made_up(number_picker& pick, const std::vector<wall_clock::change>& changes, int number) {
    std::vector<nextfire::zone_change> listed;
    listed.reserve(changes.size());
    for (const wall_clock::change& each : changes)
        listed.push_back({instant(each.at), std::chrono::seconds{each.offset_seconds}, "LMT"});
    const auto zone = nextfire::make_zone("Test/Cron" + std::to_string(number), listed, "");
    REQUIRE(zone);
    wall_clock clock{changes};
    std::string name = "made-up clock " + std::to_string(number);
    const clock_pair clocks{*zone, clock, name};
    for (int round = 0; round < 60; ++round) {
        const auto& change = changes[static_cast<std::size_t>(pick.between(1, changes_of_a_clock - 1))];
        const std::int64_t at = change.at + pick.between(-2 * seconds_a_day, 2 * seconds_a_day);
        const std::int64_t reads = change.at + clock.offset_at(change.at - pick.between(0, 1));
        cron_case wanted = any_case(pick, reads + pick.between(-14400, 14400));
        if (number % 2 == 0) wanted = with_options(wanted.written, {.elapsed = wanted.options.elapsed});
        bound(pick, wanted, clock, at);
        compare(wanted, clocks, at);
    }
}

}  // namespace

TEST_CASE("3, 4 and 5.4, 100,000 random expressions in all zones agree with the oracle") {
    MESSAGE("NEXTFIRE_TEST_SEED=" << seed());
    std::mt19937_64 random{seed()};
    number_picker pick{random};
    const auto zones = nextfire::zone_names();
    const int cases_a_zone = static_cast<int>(100'000 / zones.size()) + 1;
    for (const std::string_view name : zones) {
        wall_clock clock{NEXTFIRE_TEST_ZONEINFO, std::string{name}};
        moment_picker moments{pick, clock};
        const clock_pair clocks{*nextfire::zone::find(name), clock, std::string{name}};
        for (int number = 0; number < cases_a_zone; ++number) {
            const auto kind = pick.between(0, 19);
            const auto moment = kind < 6    ? moments.anywhere()
                                : kind < 18 ? moments.near_change()
                                            : moments.far();
            cron_case wanted = any_case(pick, local_of(moment, clock));
            bound(pick, wanted, clock, moment.at);
            compare(wanted, clocks, moment.at);
        }
    }
    CHECK(comparisons > 10 * 100'000);
}

TEST_CASE("3, 4 and 5.4, the zones with the oddest clocks, at their changes") {
    MESSAGE("NEXTFIRE_TEST_SEED=" << seed());
    static constexpr std::array<const char*, 24> oddest{
        "America/New_York",     "Europe/Berlin",     "Pacific/Apia",    "Pacific/Kwajalein",
        "Pacific/Kiritimati",   "Africa/Casablanca", "Africa/El_Aaiun", "Antarctica/Troll",
        "Australia/Lord_Howe",  "America/Sao_Paulo", "Asia/Beirut",     "Africa/Cairo",
        "America/Havana",       "Asia/Gaza",         "Europe/Dublin",   "America/Nuuk",
        "America/Scoresbysund", "Asia/Pyongyang",    "Asia/Almaty",     "Antarctica/Casey",
        "Asia/Kathmandu",       "Africa/Monrovia",   "America/Noronha", "Atlantic/Azores"};
    std::mt19937_64 random{seed() + 1};
    number_picker pick{random};
    for (const char* name : oddest) {
        wall_clock clock{NEXTFIRE_TEST_ZONEINFO, name};
        moment_picker moments{pick, clock};
        const clock_pair clocks{*nextfire::zone::find(name), clock, name};
        for (int number = 0; number < 1000; ++number) {
            const auto moment = moments.near_change();
            cron_case wanted = any_case(pick, local_of(moment, clock));
            bound(pick, wanted, clock, moment.at);
            compare(wanted, clocks, moment.at);
        }
    }
}

// What no place on earth has done yet: changes hours apart, each within reach of the one before, and changes
// listed after 2106.  Where a local time may come three times, only the default policies have a meaning.
TEST_CASE("4.4 expressions by clocks that change as no clock on earth does agree with the oracle") {
    MESSAGE("NEXTFIRE_TEST_SEED=" << seed());
    std::mt19937_64 random{seed() + 2};
    number_picker pick{random};
    for (int number = 0; number < 150; ++number) {
        const std::int64_t nearest_seconds = number % 2 == 0 ? 3600 : 28 * 3600;
        compare_made_up(pick, made_up_changes(pick, nearest_seconds), number);
    }
}

TEST_CASE("1 the ends of the range agree with the oracle in every zone") {
    std::mt19937_64 random{seed() + 3};
    number_picker pick{random};
    for (const std::string_view name : nextfire::zone_names()) {
        wall_clock clock{NEXTFIRE_TEST_ZONEINFO, std::string{name}};
        const clock_pair clocks{*nextfire::zone::find(name), clock, std::string{name}};
        for (const std::int64_t end : {std::int64_t{0}, last_instant}) {
            for (int number = 0; number < 3; ++number) {
                const std::int64_t at = end + pick.between(-2 * seconds_a_day, 2 * seconds_a_day);
                compare(any_case(pick, at + clock.offset_at(at)), clocks, at);
            }
        }
    }
}

namespace {

struct scanned_day {
    const char* zone;
    const char* change;
};

const std::vector<scanned_day> scanned_days{
    {"Europe/Berlin", "2026-03-29T01:00:00Z"},       {"Europe/Berlin", "2026-10-25T01:00:00Z"},
    {"America/New_York", "2026-03-08T07:00:00Z"},    {"America/New_York", "2040-11-04T06:00:00Z"},
    {"Pacific/Apia", "2011-12-30T10:00:00Z"},        {"Asia/Beirut", "2026-03-28T22:00:00Z"},
    {"Asia/Almaty", "2024-02-29T18:00:00Z"},         {"Antarctica/Casey", "2010-03-04T15:00:00Z"},
    {"Australia/Lord_Howe", "2026-10-03T15:30:00Z"}, {"Africa/Monrovia", "1972-01-07T00:44:30Z"},
    {"Asia/Kathmandu", "1985-12-31T18:30:00Z"},      {"Antarctica/Troll", "2026-10-25T01:00:00Z"},
    {"Europe/Dublin", "2026-10-25T01:00:00Z"},       {"Pacific/Kwajalein", "1993-08-21T12:00:00Z"},
};

/// Compares with a look at every second of the day before a change of the clock and the day after.
void compare_by_the_second(number_picker& pick, const scanned_day& day, int expressions) {
    constexpr std::int64_t margin = 28 * 3600;
    wall_clock clock{NEXTFIRE_TEST_ZONEINFO, day.zone};
    const nextfire::zone ours = *nextfire::zone::find(day.zone);
    const std::int64_t change = utc(day.change).time_since_epoch().count();
    const std::int64_t from = change - seconds_a_day;
    const std::int64_t until = change + seconds_a_day;
    const wall_clock::recording recorded = clock.record(from - margin, until + margin);
    for (int number = 0; number < expressions;) {
        const std::int64_t reads = change + clock.offset_at(change - pick.between(0, 1));
        const cron_case wanted = any_case(pick, reads + pick.between(-7200, 7200));
        std::vector<std::int64_t> literal =
            cron_brute_force{clock, wanted.means}.occurrences_by_the_second(recorded);
        std::erase_if(literal, [=](std::int64_t fire) { return fire < from || fire >= until; });
        if (literal.empty()) continue;
        ++number;
        const question asked{[&] { return line_of(wanted, day.zone, from); }, from};
        cron_brute_force oracle{clock, wanted.means};
        const bool oracles_agree = literal == oracle.occurrences(from, until);
        if (!oracles_agree) FAIL_CHECK("the oracle contradicts itself | " << asked.line());
        const auto schedule = built(wanted, {ours, clock, day.zone}, asked);
        if (schedule) compare_span(asked, *schedule, literal, from, until);
    }
}

}  // namespace

TEST_CASE("4.1 to 4.3, expressions agree with a look at every single second around a change") {
    MESSAGE("NEXTFIRE_TEST_SEED=" << seed());
    std::mt19937_64 random{seed() + 4};
    number_picker pick{random};
    for (const scanned_day& day : scanned_days) compare_by_the_second(pick, day, 40);
}
