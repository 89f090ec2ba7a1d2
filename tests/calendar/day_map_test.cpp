// Maps of days against the days themselves, one by one: every day of every map, both ways.
#include <doctest/doctest.h>

#include <nextfire/calendar/cron_fields.hpp>

#include <array>
#include <bit>
#include <cstdint>
#include <random>
#include <set>
#include <thread>
#include <vector>

#include "calendar/calendar_stepping.hpp"
#include "calendar/day_layout.hpp"
#include "calendar/day_map.hpp"

namespace {

using nextfire::cron_fields;
using nextfire::day_combination;
using nextfire::year_set;
using nextfire::detail::calendar_layout;
using nextfire::detail::calendar_layout_of;
using nextfire::detail::calendar_month;
using nextfire::detail::day_map;
using nextfire::detail::day_map_of;
using nextfire::detail::far_calendar;
using nextfire::detail::mapped_days;

constexpr std::int32_t day_count = std::int32_t{day_map::block_count} * 32;
constexpr std::int32_t beyond = day_map::none_later + day_map::first_day;

/// Says of each day that a map has whether it fires, month by month by the calendar of <chrono>.
std::vector<bool> days_of(const calendar_layout& rule) {
    std::vector<bool> fires(std::size_t{day_count});
    for (std::int32_t number = -2; number < 137 * 12; ++number) {
        const calendar_month month = far_calendar::at(number);
        const std::uint32_t days = nextfire::detail::days_of_month({rule.days, rule.masks}, month, number);
        for (std::int32_t day = 0; day < 31; ++day) {
            const std::int32_t place = month.first_day + day - day_map::first_day;
            if ((days >> day & 1) != 0 && place >= 0 && place < day_count) fires[std::size_t(place)] = true;
        }
    }
    return fires;
}

/// Counts the days from which a map leads to another one than the days themselves, either way.
int wrong_days(std::uint8_t number, const std::vector<bool>& fires) {
    int wrong = 0;
    std::int32_t latest = day_map::first_day;
    for (std::int32_t place = 0; place < day_count; ++place) {
        const std::int32_t day = place + day_map::first_day;
        if (fires[std::size_t(place)]) latest = day;
        wrong += day_on_or_before(mapped_days{number}, day) != latest ? 1 : 0;
    }
    std::int32_t coming = beyond;
    for (std::int32_t place = day_count; place-- > 0;) {
        const std::int32_t day = place + day_map::first_day;
        if (fires[std::size_t(place)]) coming = day;
        wrong += day_on_or_after(mapped_days{number}, day) != coming ? 1 : 0;
    }
    return wrong;
}

/// Counts the days up to which a map counts others than there are, from its first day and from a day in 1970 on.
int wrong_counts(std::uint8_t number, const std::vector<bool>& fires) {
    constexpr std::int32_t later = 100;
    int wrong = 0;
    std::int64_t seen = 0;
    std::int64_t seen_later = 0;
    for (std::int32_t place = 0; place < day_count; ++place) {
        const std::int32_t day = place + day_map::first_day;
        wrong += count_days(mapped_days{number}, day_map::first_day, day) != seen ? 1 : 0;
        if (day >= later) wrong += count_days(mapped_days{number}, later, day) != seen_later ? 1 : 0;
        seen += fires[std::size_t(place)] ? 1 : 0;
        seen_later += fires[std::size_t(place)] && day >= later ? 1 : 0;
    }
    return wrong;
}

cron_fields fields_of(std::uint32_t days, std::uint32_t months) {
    cron_fields fields;
    fields.days = days;
    fields.months = static_cast<std::uint16_t>(months);
    fields.weekdays = cron_fields::all_weekdays;
    return fields;
}

cron_fields random_fields(std::mt19937& random) {
    const auto one_in = [&](unsigned n) { return random() % n == 0; };
    const auto few = [&](std::uint32_t all) {
        return static_cast<std::uint32_t>(random() & random() & random()) & all;
    };
    cron_fields fields =
        fields_of(few(cron_fields::all_days), one_in(3) ? cron_fields::all_months : few(0xFFF) | 1U);
    if (one_in(2)) fields.last_days = few(3);
    if (one_in(4)) fields.workdays = few(cron_fields::all_days);
    if (one_in(4)) fields.last_workdays = few(3);
    if (one_in(3)) fields.weekdays = few(0x7F) * cron_fields::every_week;
    if (one_in(4)) fields.last_weekdays = static_cast<std::uint8_t>(few(0x7F));
    if (one_in(3)) fields.combination = day_combination::either;
    return fields;
}

std::uint8_t map_of(const calendar_layout& rule) {
    return day_map_of(rule.days, &rule.masks);
}

}  // namespace

TEST_CASE("every day of a map leads where the days themselves do") {
    const unsigned seed = std::random_device{}();
    MESSAGE("seed " << seed);
    std::mt19937 random{seed};
    std::vector<cron_fields> all{
        fields_of(1U << 28, 2),  // 29 February
        fields_of(1U << 29, 2),  // 30 February
        fields_of(cron_fields::all_days, cron_fields::all_months),
        fields_of(1, 1),
        fields_of(1U << 30, cron_fields::all_months),
    };
    while (all.size() < 100) all.push_back(random_fields(random));
    for (const cron_fields& fields : all) {
        CAPTURE(fields.days);
        const calendar_layout rule = calendar_layout_of(fields);
        const std::uint8_t number = map_of(rule);
        REQUIRE(number != 0);
        CHECK(wrong_days(number, days_of(rule)) == 0);
        CHECK(wrong_counts(number, days_of(rule)) == 0);
        CHECK(map_of(rule) == number);
    }
    SUBCASE("days of months alone") {
        for (const cron_fields& fields : all) {
            if (fields.weekdays != cron_fields::all_weekdays || fields.workdays != 0) continue;
            if (fields.last_workdays != 0 || fields.last_weekdays != 0) continue;
            const auto rule = nextfire::detail::month_days_from(fields.days, fields.last_days, fields.months);
            const std::uint8_t number = day_map_of(rule, nullptr);
            if (fields.combination == day_combination::either || number == 0) continue;
            CHECK(wrong_days(number, days_of(calendar_layout_of(fields))) == 0);
        }
    }
}

TEST_CASE("days beyond a map are beyond it") {
    const std::uint8_t number = map_of(calendar_layout_of(fields_of(1, cron_fields::all_months)));
    for (const std::int32_t day : {day_count - 32, 62'000, 3'000'000, -33, -100}) {
        CAPTURE(day);
        CHECK(day_on_or_after(mapped_days{number}, day) == beyond);
        CHECK(day_on_or_before(mapped_days{number}, day) == day_map::first_day);
    }
}

TEST_CASE("rules of some years have no map") {
    cron_fields fields = fields_of(1, cron_fields::all_months);
    fields.years = year_set::between(2026, 2030);
    CHECK(map_of(calendar_layout_of(fields)) == 0);
}

TEST_CASE("threads that ask for the same maps get whole ones") {
    constexpr std::uint32_t rules = 40;
    constexpr std::size_t threads = 6;
    const auto rule_at = [](std::uint32_t at) {
        return calendar_layout_of(fields_of(at + 2, 1U << at % 12));
    };
    std::array<std::array<std::uint8_t, rules>, threads> numbers{};
    std::vector<std::thread> running;
    std::array<int, threads> wrong{};
    for (std::size_t own = 0; own < threads; ++own)
        running.emplace_back([&, own] {
            for (std::uint32_t at = 0; at < rules; ++at) {
                const calendar_layout rule = rule_at(at);
                numbers[own][at] = map_of(rule);
                if (numbers[own][at] != 0 && at % threads == own)
                    wrong[own] += wrong_days(numbers[own][at], days_of(rule));
            }
        });
    for (std::thread& each : running) each.join();
    for (std::size_t own = 0; own < threads; ++own) {
        CHECK(wrong[own] == 0);
        for (std::uint32_t at = 0; at < rules; ++at)
            if (numbers[own][at] != 0) CHECK(numbers[own][at] == map_of(rule_at(at)));
    }
}

TEST_CASE("when all maps are taken, those that are there stay, and others have none") {
    const calendar_layout first = calendar_layout_of(fields_of(1, cron_fields::all_months));
    const std::uint8_t number = map_of(first);
    std::set<int> seen;
    int without = 0;
    for (std::uint32_t days = 1; days < 2000; ++days) {
        const std::uint8_t found = map_of(calendar_layout_of(fields_of(days << 5, 0x801)));
        if (found == 0)
            ++without;
        else
            CHECK(seen.insert(found).second);
    }
    CHECK(without >= 2000 - 255);
    CHECK(!seen.empty());
    CHECK(map_of(first) == number);
    CHECK(wrong_days(number, days_of(first)) == 0);
}
