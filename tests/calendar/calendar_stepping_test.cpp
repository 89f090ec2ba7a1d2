// Days of months by masks, against the calendar of <chrono>: every item, in every month of 400 years.
#include <doctest/doctest.h>

#include <nextfire/calendar/cron_fields.hpp>

#include <chrono>
#include <cstdint>
#include <functional>
#include <optional>
#include <random>
#include <string>
#include <vector>

#include "calendar/calendar_stepping.hpp"
#include "calendar/can_fire.hpp"
#include "calendar/day_layout.hpp"

namespace {

using namespace std::chrono;
using nextfire::cron_fields;
using nextfire::day_combination;
using nextfire::year_set;
using nextfire::detail::calendar_layout;
using nextfire::detail::calendar_rule;

constexpr int first_year = 2000;  // 400 years from here hold every kind of month there is

unsigned days_in(year_month month) {
    return static_cast<unsigned>(year_month_day_last{month / last}.day());
}

/// The days of a month for which a predicate holds, bit 0 for day 1.
std::uint32_t days_where(year_month month, const std::function<bool(year_month_day)>& holds) {
    std::uint32_t bits = 0;
    for (unsigned d = 1; d <= days_in(month); ++d)
        if (holds(month / day{d})) bits |= 1U << (d - 1);
    return bits;
}

/// The weekday nearest to a day, as one would explain it: Friday before, or Monday after, inside the
/// month.
std::uint32_t nearest_weekday(year_month month, unsigned wanted) {
    if (wanted < 1 || wanted > days_in(month)) return 0;
    const weekday falls_on{sys_days{month / day{wanted}}};
    if (falls_on == Saturday) return 1U << ((wanted == 1 ? 3 : wanted - 1) - 1);
    if (falls_on == Sunday) return 1U << ((wanted == days_in(month) ? wanted - 2 : wanted + 1) - 1);
    return 1U << (wanted - 1);
}

/// The fields of an expression that has nothing but one item in one of its day fields.
struct item {
    std::string name;
    cron_fields fields;
    std::function<std::uint32_t(year_month)> days;
};

cron_fields without_days() {
    cron_fields fields;
    fields.weekdays = cron_fields::all_weekdays;
    return fields;
}

cron_fields without_weekdays() {
    cron_fields fields;
    fields.days = cron_fields::all_days;
    return fields;
}

void add_items_of_day_of_month(std::vector<item>& items) {
    for (unsigned n = 1; n <= 31; ++n) {
        cron_fields plain = without_days();
        plain.days = 1U << (n - 1);
        items.push_back({std::to_string(n), plain, [n](year_month month) {
                             return days_where(month, [n](year_month_day d) { return d.day() == day{n}; });
                         }});
        cron_fields nearest = without_days();
        nearest.workdays = 1U << (n - 1);
        items.push_back(
            {std::to_string(n) + "W", nearest, [n](year_month month) { return nearest_weekday(month, n); }});
    }
    for (unsigned n = 0; n <= 30; ++n) {
        cron_fields back = without_days();
        back.last_days = 1U << n;
        items.push_back({"L-" + std::to_string(n), back, [n](year_month month) {
                             return n < days_in(month) ? 1U << (days_in(month) - n - 1) : 0U;
                         }});
        cron_fields nearest = without_days();
        nearest.last_workdays = 1U << n;
        items.push_back({"L-" + std::to_string(n) + "W", nearest, [n](year_month month) {
                             return n < days_in(month) ? nearest_weekday(month, days_in(month) - n) : 0U;
                         }});
    }
}

void add_items_of_day_of_week(std::vector<item>& items) {
    for (unsigned w = 0; w < 7; ++w) {
        for (unsigned k = 1; k <= 5; ++k) {
            cron_fields nth = without_weekdays();
            nth.weekdays = std::uint64_t{1} << (7 * (k - 1) + w);
            items.push_back({std::to_string(w) + "#" + std::to_string(k), nth, [w, k](year_month month) {
                                 return days_where(month, [w, k](year_month_day d) {
                                     const auto which = (static_cast<unsigned>(d.day()) - 1) / 7 + 1;
                                     return weekday{sys_days{d}} == weekday{w} && which == k;
                                 });
                             }});
        }
        cron_fields last_one = without_weekdays();
        last_one.last_weekdays = static_cast<std::uint8_t>(1U << w);
        items.push_back({std::to_string(w) + "L", last_one, [w](year_month month) {
                             return days_where(month, [w](year_month_day d) {
                                 return sys_days{d} == sys_days{d.year() / d.month() / weekday{w}[last]};
                             });
                         }});
    }
}

std::vector<item> all_items() {
    std::vector<item> items;
    add_items_of_day_of_month(items);
    add_items_of_day_of_week(items);
    return items;
}

std::uint32_t days_by_masks(const calendar_layout& layout, year_month month) {
    const calendar_rule rule{layout.days, layout.masks};
    const auto first = static_cast<std::int32_t>(sys_days{month / 1}.time_since_epoch().count());
    const unsigned of_year = static_cast<unsigned>(month.month()) - 1;
    const auto number = (static_cast<int>(month.year()) - 1970) * 12 + static_cast<int>(of_year);
    const unsigned weekday = std::chrono::weekday{sys_days{month / 1}}.c_encoding();
    return nextfire::detail::days_of_month(rule, {first, days_in(month) - 28, of_year, weekday}, number);
}

template <class Check>
void for_each_month(Check check) {
    for (int y = first_year; y < first_year + 400; ++y)
        for (unsigned m = 1; m <= 12; ++m) check(year{y} / month{m});
}

/// A random word with few or many of the bits of `all`, never none.
std::uint64_t some_of(std::mt19937_64& random, std::uint64_t all) {
    while (true) {
        std::uint64_t drawn = random() & all;
        for (auto again = random() % 5; again > 0; --again) drawn &= random();
        if (drawn != 0) return drawn;
    }
}

cron_fields random_fields(std::mt19937_64& random) {
    cron_fields fields;
    const auto chosen = [&](std::uint64_t all) { return random() % 3 == 0 ? some_of(random, all) : 0; };
    fields.days = static_cast<std::uint32_t>(chosen(cron_fields::all_days));
    fields.last_days = static_cast<std::uint32_t>(chosen(cron_fields::all_days));
    fields.workdays = static_cast<std::uint32_t>(chosen(cron_fields::all_days));
    fields.last_workdays = static_cast<std::uint32_t>(chosen(cron_fields::all_days));
    fields.weekdays = chosen(cron_fields::all_weekdays);
    fields.last_weekdays = static_cast<std::uint8_t>(chosen(0x7F));
    if (random() % 3 == 0) fields.months = static_cast<std::uint16_t>(some_of(random, 0xFFF));
    if (random() % 2 == 0) fields.combination = day_combination::either;
    return fields;
}

}  // namespace

TEST_CASE("calendar_stepping: every item in every month of 400 years, 5.4") {
    for (const item& each : all_items()) {
        CAPTURE(each.name);
        const calendar_layout layout = nextfire::detail::calendar_layout_of(each.fields);
        for_each_month([&](year_month month) { REQUIRE(days_by_masks(layout, month) == each.days(month)); });
    }
}

TEST_CASE("calendar_stepping: random sets are what their items are together") {
    const std::uint64_t seed = std::random_device{}();
    INFO("seed ", seed);
    std::mt19937_64 random{seed};
    const std::vector<item> items = all_items();
    for (int round = 0; round < 200; ++round) {
        const cron_fields fields = random_fields(random);
        const calendar_layout layout = nextfire::detail::calendar_layout_of(fields);
        const auto month = year{first_year + static_cast<int>(random() % 400)} /
                           std::chrono::month{static_cast<unsigned>(random() % 12) + 1};
        std::uint32_t by_date = 0;
        std::uint32_t by_weekday = 0;
        for (const item& each : items) {
            const cron_fields& one = each.fields;
            const bool of_date = (one.days != cron_fields::all_days && (one.days & fields.days) != 0) ||
                                 (one.last_days & fields.last_days) != 0 ||
                                 (one.workdays & fields.workdays) != 0 ||
                                 (one.last_workdays & fields.last_workdays) != 0;
            const bool of_week =
                (one.weekdays != cron_fields::all_weekdays && (one.weekdays & fields.weekdays) != 0) ||
                (one.last_weekdays & fields.last_weekdays) != 0;
            if (of_date) by_date |= each.days(month);
            if (of_week) by_weekday |= each.days(month);
        }
        const bool allowed = (fields.months >> (static_cast<unsigned>(month.month()) - 1) & 1) != 0;
        const std::uint32_t expected =
            fields.combination == day_combination::either ? by_date | by_weekday : by_date & by_weekday;
        REQUIRE(days_by_masks(layout, month) == (allowed ? expected : 0U));
    }
}

TEST_CASE("calendar_stepping: whether there is a day at all, 2.6") {
    const std::uint64_t seed = std::random_device{}();
    INFO("seed ", seed);
    std::mt19937_64 random{seed};
    int impossible = 0;
    for (int round = 0; round < 3000; ++round) {
        cron_fields fields = random_fields(random);
        if (round % 2 == 0) {  // a rare day, in few years
            fields = without_weekdays();
            fields.days = 1U << (27 + random() % 4);
            fields.weekdays = some_of(random, cron_fields::all_weekdays);
            fields.months = static_cast<std::uint16_t>(some_of(random, 0xFFF));
            const int from = 1970 + static_cast<int>(random() % 8000);
            fields.years = year_set::between(from, std::min(9999, from + static_cast<int>(random() % 40)));
        }
        const calendar_layout layout = nextfire::detail::calendar_layout_of(fields);
        bool found = false;
        for (int y = 1970; y < 10'000 && !found; ++y) {
            if (!fields.years.contains(y)) continue;
            if (fields.years.is_all() && y >= 2370) break;  // the calendar repeats
            for (unsigned m = 1; m <= 12 && !found; ++m)
                found = days_by_masks(layout, year{y} / month{m}) != 0;
        }
        impossible += found ? 0 : 1;
        REQUIRE(nextfire::detail::can_fire(fields) == found);
    }
    CHECK(impossible > 100);  // or the test would show little
}

TEST_CASE("calendar_stepping: sets of years") {
    CHECK(year_set{}.is_all());
    CHECK(year_set{}.contains(1970));
    CHECK(year_set{}.contains(9999));
    CHECK_FALSE(year_set{}.contains(10'000));
    CHECK(year_set::between(1970, 9999).is_all());
    const year_set three = year_set::listed({1ULL << 54 | 1ULL << 58, 0, 0, 1ULL << 37});  // 2024 2028 2199
    CHECK_FALSE(three.is_contiguous());
    CHECK(three.on_or_after(1970) == 2024);
    CHECK(three.on_or_after(2025) == 2028);
    CHECK(three.on_or_after(2029) == 2199);
    CHECK(three.on_or_after(2200) == std::nullopt);
    CHECK(three.on_or_before(9999) == 2199);
    CHECK(three.on_or_before(2198) == 2028);
    CHECK(three.on_or_before(2027) == 2024);
    CHECK(three.on_or_before(2023) == std::nullopt);
    // Years in a row are a range, however they were listed.
    CHECK(year_set::listed({7ULL << 54, 0, 0, 0}) == year_set::between(2024, 2026));
}
