// Tables: what the fast path may rely on, for real zones and for clocks made to be difficult.
#include "zone/zone_table.hpp"
#include "zone/zone_access.hpp"

#include <doctest/doctest.h>

#include <nextfire/zone/zone.hpp>

#include <algorithm>
#include <cstdint>
#include <random>
#include <string>
#include <vector>

#include "support/instants.hpp"

namespace {

using namespace nextfire::detail;
using nextfire_test::utc;

constexpr std::int64_t no_end = zone_window::no_end;

std::int64_t epoch_seconds_of(const char* instant) {
    return utc(instant).time_since_epoch().count();
}

/// Checks everything that detail/zone_table.hpp promises about the windows of a table.
void check_windows(const zone_table& table) {
    const std::vector<zone_window>& windows = table.window_store;
    REQUIRE(windows.size() >= 2);
    REQUIRE(windows.data() == table.windows);
    REQUIRE(table.window_abbreviations.size() == windows.size());
    // The last one ends before it begins, and nothing selects it.
    CHECK(windows.back().settled == zone_window::no_end);
    CHECK(windows.back().end == 0);
    CHECK(windows[windows.size() - 2].end == zone_window::no_end);
    CHECK(windows.front().settled == 0);

    std::int64_t latest_local = INT64_MIN;
    int wrong = 0;
    for (std::size_t i = 0; i + 1 < windows.size(); ++i) {
        const std::int64_t begin = i == 0 ? 0 : windows[i - 1].end;
        const zone_window& window = windows[i];
        wrong += begin < window.end ? 0 : 1;
        wrong += window.offset >= table.lowest_offset && window.offset <= table.highest_offset ? 0 : 1;
        if (i > 0) {
            const std::int64_t change = std::abs(std::int64_t{window.offset} - windows[i - 1].offset);
            wrong += change <= table.reach_seconds ? 0 : 1;
            wrong += window.settled >= std::min(begin + change, no_end) ? 0 : 1;
            wrong += window.settled >= windows[i - 1].settled ? 0 : 1;
            latest_local = std::max(latest_local, begin + windows[i - 1].offset);
            // From `settled` on the clock shows what it never showed before.
            wrong += window.settled == no_end || std::int64_t{window.settled} + window.offset >= latest_local
                         ? 0
                         : 1;
        }
    }
    CHECK(wrong == 0);
}

/// Checks the selections at an instant against a search through all windows.
int wrong_selections(const zone_table& table, std::int64_t t) {
    if (t < 0 || t >= no_end) return 0;
    const std::vector<zone_window>& windows = table.window_store;
    std::size_t holds = 0;
    while (windows[holds].end <= t) ++holds;
    std::size_t settled = 0;
    for (std::size_t i = 0; i + 1 < windows.size(); ++i) settled = windows[i].settled <= t ? i : settled;
    const auto instant = static_cast<std::uint32_t>(t);
    const zone_window* selected = table.settled_window(instant);
    int wrong = table.window_at(instant) == table.windows + holds ? 0 : 1;
    // Never a window beyond that of t, and one before it only where it says so itself: t >= end.
    wrong += selected <= table.windows + settled && selected <= table.windows + holds ? 0 : 1;
    wrong += selected == table.windows + holds || t >= selected->end ? 0 : 1;
    const offset_period period = table.period_at(t);
    wrong += period.begin <= t && t < period.end && period.offset == windows[holds].offset ? 0 : 1;
    return wrong;
}

void check_selections(const zone_table& table, std::mt19937& random) {
    int wrong = 0;
    for (std::size_t i = 0; i + 1 < table.window_store.size(); ++i) {
        const zone_window& window = table.windows[i];
        for (std::int64_t step = -1; step <= 1; ++step) {
            wrong += wrong_selections(table, window.end + step);
            wrong += wrong_selections(table, window.settled + step);
        }
    }
    for (std::int64_t bucket = 0; bucket < 1024; ++bucket) {
        wrong += wrong_selections(table, bucket << zone_table::bucket_bits);
        wrong += wrong_selections(table, (bucket << zone_table::bucket_bits) - 1);
    }
    for (int i = 0; i < 200; ++i)
        wrong += wrong_selections(table, std::int64_t{static_cast<std::uint32_t>(random())});
    CHECK(wrong == 0);
}

zone_history history_of(std::vector<zone_history::change> changes, std::string rule) {
    zone_history raw;
    raw.abbreviations = {"AAA", "BBB", "CCC"};
    raw.rule = std::move(rule);
    for (const auto& change : changes) append_change(raw, change);
    const auto settled = settle_history(raw, "zone");
    REQUIRE(settled);
    return *settled;
}

}  // namespace

TEST_CASE("3.2 4.4 the tables of all zones keep what the fast path relies on") {
    std::mt19937 random{1970};
    for (const std::string_view name : nextfire::zone_names()) {
        const nextfire::zone place = *nextfire::zone::find(name);
        if (place.canonical_name() != name) continue;
        CAPTURE(name);
        const zone_table& table = zone_access::table(place);
        check_windows(table);
        check_selections(table, random);
        CHECK(table.late_periods.empty());
    }
}

TEST_CASE("3.2 4.4 and so do the tables of clocks that jump wildly") {
    const unsigned seed = 2106;
    INFO("seed " << seed);
    std::mt19937 random{seed};
    const std::string rules[] = {"", "AAA0BBB,M3.5.0,M10.5.0", "AAA-24BBB24,0/0,J365/167",
                                 "AAA0BBB,M2.4.0,M2.5.0", "XXX3EDT4,0/0,J365/23"};
    for (int round = 0; round < 300; ++round) {
        std::vector<zone_history::change> changes;
        std::int64_t at = 0;
        const std::uint32_t longest = 1u << (random() % 28);
        const int count = static_cast<int>(random() % 200);
        for (int i = 0; i <= count; ++i) {
            changes.push_back({at, static_cast<std::int32_t>(random() % 180000) - 89999,
                               static_cast<std::uint8_t>(random() % 3)});
            at += 1 + static_cast<std::int64_t>(random() % longest);
        }
        const auto& rule = rules[random() % std::size(rules)];
        if (rule == rules[4]) changes.push_back({at, -4 * 3600, 0});
        zone_history raw;
        raw.abbreviations = {"AAA", "BBB", "EDT"};
        if (rule == rules[4]) raw.abbreviations = {"EDT", "BBB", "AAA"};
        raw.rule = rule;
        for (const auto& change : changes) append_change(raw, change);
        const auto settled = settle_history(raw, "zone");
        REQUIRE_MESSAGE(settled, rule);
        const auto table = build_zone_table(*settled);
        check_windows(*table);
        check_selections(*table, random);
    }
}

TEST_CASE("4.4 a clock set back in two steps is settled only when both are repeated") {
    //  A: to 12:00 | B: -1 h, 11:00 to 11:10 | C: +10 min, 11:20 ..   Before 12:00 on C, every time is a
    //  repeat.
    const auto table = build_zone_table(history_of({{0, 0, 0},
                                                    {epoch_seconds_of("2000-06-01T12:00:00Z"), -3600, 1},
                                                    {epoch_seconds_of("2000-06-01T12:10:00Z"), -3000, 2}},
                                                   ""));
    CHECK(table->windows[1].settled == epoch_seconds_of("2000-06-01T13:00:00Z"));
    CHECK(table->windows[2].settled == epoch_seconds_of("2000-06-01T13:10:00Z"));
    CHECK(table->reach_seconds == 3600);
    CHECK(table->lowest_offset == -3600);
    CHECK(table->highest_offset == 0);
}

TEST_CASE("4.5 periods join on both sides of what 32 bits can count") {
    for (const std::int64_t at : {no_end - 1, no_end, no_end + 1, no_end + 86400}) {
        CAPTURE(at);
        const auto table = build_zone_table(history_of({{0, 0, 0}, {at, 3600, 1}}, ""));
        check_windows(*table);
        CHECK(table->period_at(at - 1).offset == 0);
        CHECK(table->period_at(at - 1).begin == offset_period::always);
        CHECK(table->period_at(at - 1).end == at);
        CHECK(table->period_at(1).end == at);
        CHECK(table->period_at(at).offset == 3600);
        CHECK(table->period_at(at).begin == at);
        CHECK(table->period_at(at).end == offset_period::never);
        CHECK(table->highest_offset == 3600);
        CHECK(table->reach_seconds == 3600);
    }
}

TEST_CASE("4.5 a rule without any listed change begins in 1970, and before it the first offset holds") {
    const auto table = build_zone_table(history_of({{0, 0, 0}}, "AAA0BBB,M3.5.0,M10.5.0"));
    CHECK(table->period_at(-1).begin == offset_period::always);
    CHECK(table->period_at(-1).end == epoch_seconds_of("1970-03-29T02:00:00Z"));
    CHECK(table->period_at(epoch_seconds_of("1970-07-01T00:00:00Z")).offset == 3600);
    CHECK(table->period_at(INT64_MIN).offset == 0);
    check_windows(*table);
}
