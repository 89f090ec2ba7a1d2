// Times of day by masks, and steps by multiplication: every second of the day against a plain search.
#include <doctest/doctest.h>

#include <array>
#include <cstdint>
#include <random>
#include <vector>

#include "calendar/day_layout.hpp"
#include "calendar/day_stepping.hpp"
#include "engine/rule_visitor.hpp"
#include "engine/time_layout.hpp"
#include "engine/time_stepping.hpp"

namespace {

using nextfire::cron_fields;
using nextfire::detail::many_times;
using nextfire::detail::near_day;
using nextfire::detail::time_on_or_after;
using nextfire::detail::time_on_or_before;

constexpr std::int64_t day = 86400;

bool fires(const many_times& times, std::int64_t time) {
    return (times.hours >> (time / 3600) & 1) != 0 && (times.minutes >> (time / 60 % 60) & 1) != 0 &&
           (times.seconds >> (time % 60) & 1) != 0;
}

/// Compares both directions at every second of the day.
void check_every_second(const many_times& times) {
    std::int64_t first = 0;
    std::int64_t last = day - 1;
    while (!fires(times, first)) ++first;
    while (!fires(times, last)) --last;
    REQUIRE(times.first() == first);
    REQUIRE(times.last() == last);
    std::int64_t earlier = last - day;
    for (std::int64_t time = 0; time < day; ++time) {
        if (fires(times, time)) earlier = time;
        REQUIRE(time_on_or_before(times, time) == earlier);
    }
    std::int64_t later = first + day;
    for (std::int64_t time = day - 1; time >= 0; --time) {
        if (fires(times, time)) later = time;
        REQUIRE(time_on_or_after(times, time) == later);
    }
}

}  // namespace

TEST_CASE("time_stepping: the nearest time of day, from every second of the day") {
    constexpr std::uint64_t sixty = cron_fields::all_sixty;
    constexpr std::uint32_t hours = cron_fields::all_hours;
    const std::array by_hand{
        many_times{1, 1, 1},
        many_times{1ULL << 59, 1ULL << 59, 1U << 23},
        many_times{sixty, sixty, hours},
        many_times{1, 1ULL | 1ULL << 30, 0x3FF00},
        many_times{1ULL | 1ULL << 59, 1ULL << 59, 1U | 1U << 23},
        many_times{sixty, 1, 1U << 12},
        many_times{1ULL << 30, sixty, 1U << 23},
    };
    for (const many_times& times : by_hand) check_every_second(times);

    const std::uint64_t seed = std::random_device{}();
    INFO("seed ", seed);
    std::mt19937_64 random{seed};
    for (int round = 0; round < 60; ++round) {
        // Sparse and dense sets alike: one to four words of chance, and-ed.
        const auto bits = [&](std::uint64_t all) {
            std::uint64_t drawn = random() & all;
            for (auto again = random() % 4; again > 0; --again) drawn &= random();
            return drawn != 0 ? drawn : std::uint64_t{1} << random() % 24;
        };
        check_every_second({bits(sixty), bits(sixty), static_cast<std::uint32_t>(bits(hours))});
    }
}

TEST_CASE("time_stepping: whole and half hours as slots, from every second of three days") {
    const std::uint64_t seed = std::random_device{}();
    INFO("seed ", seed);
    std::mt19937_64 random{seed};
    for (int round = 0; round < 40; ++round) {
        cron_fields fields;
        fields.seconds = std::uint64_t{1} << random() % 60;
        fields.minutes = std::uint64_t{1} << random() % 30;
        if (round % 2 == 0) fields.minutes |= fields.minutes << 30;
        fields.hours =
            static_cast<std::uint32_t>(random() & cron_fields::all_hours & random()) | 1U << round % 24;
        const auto slots = nextfire::detail::slots_of(fields).value();
        REQUIRE(slots.unit_seconds == (round % 2 == 0 ? 1800 : 3600));
        const many_times times{fields.seconds, fields.minutes, fields.hours};
        const auto weekdays = nextfire::detail::weekdays_from(1 + static_cast<std::uint32_t>(random() % 127));
        const std::int64_t origin = static_cast<std::int64_t>(random() % 40'000) * day;
        for (std::int64_t local = origin; local < origin + 3 * day; ++local) {
            REQUIRE(local_after(weekdays, slots, local) == local_after(weekdays, times, local));
            REQUIRE(local_until(weekdays, slots, local) == local_until(weekdays, times, local));
        }
    }
}

TEST_CASE("time_stepping: every step that divides the day, from every second of two days") {
    for (std::uint32_t step = 1; step <= day; ++step) {
        if (day % step != 0) continue;
        const std::uint32_t in_hours = step % 3600 == 0 ? step / 3600 : 24;
        const std::uint32_t in_minutes = step % 3600 != 0 && step % 60 == 0 ? step / 60 : 60;
        const std::uint32_t in_seconds = step % 60 != 0 ? step : 60;
        // Only those that a cron text can say: a whole part of a minute, of an hour, or of the day.
        if (24 % in_hours != 0 || 60 % in_minutes != 0 || 60 % in_seconds != 0) continue;
        cron_fields fields;
        fields.seconds = fields.minutes = fields.hours = 0;
        for (std::uint32_t first = step - 1, time = first; time < day; time += step) {
            fields.seconds |= std::uint64_t{1} << time % 60;
            fields.minutes |= std::uint64_t{1} << time / 60 % 60;
            fields.hours |= std::uint32_t{1} << time / 3600;
        }
        const auto rule = nextfire::detail::steady_steps_of(fields);
        CAPTURE(step);
        REQUIRE(rule);
        REQUIRE(rule->step_seconds == step);
        REQUIRE((step - 1 + rule->bias_seconds) % step == 0);
        // Around 1970, and around the end of the year 9999 (2,932,896 days later).
        for (const std::int64_t origin : {std::int64_t{-1} * day, std::int64_t{2'932'896} * day}) {
            std::int64_t until = origin - 1;  // one second before a midnight, the last of each step
            for (std::int64_t local = origin; local < origin + 2 * day; ++local) {
                if ((local - origin + 1) % step == 0) until = local;
                REQUIRE(nextfire::detail::steady_until(*rule, local) == until);
                REQUIRE(nextfire::detail::steady_after(*rule, local) == until + step);
            }
        }
    }
}

TEST_CASE("time_stepping: steps of whole days, around every local time that fires, to the year 9999") {
    for (std::int64_t days = 1; days <= 500; ++days) {
        const std::int64_t step = days * day;
        const std::int64_t phase = (days * 7919) % step;
        const auto rule = nextfire::detail::steady_from(static_cast<std::uint32_t>(step), phase);
        const auto from_before =
            nextfire::detail::steady_from(static_cast<std::uint32_t>(step), phase - 5 * step);
        bool all_right = rule.bias_seconds == from_before.bias_seconds;
        for (std::int64_t fires = phase; fires < 2'933'000 * day; fires += step) {
            all_right &= nextfire::detail::steady_until(rule, fires) == fires;
            all_right &= nextfire::detail::steady_after(rule, fires) == fires + step;
            all_right &= nextfire::detail::steady_until(rule, fires - 1) == fires - step;
            all_right &= nextfire::detail::steady_after(rule, fires - 1) == fires;
        }
        CAPTURE(days);
        REQUIRE(all_right);
    }
}

TEST_CASE("time_stepping: the times of day before a time are counted, at every second of the day") {
    using nextfire::detail::times_before;
    cron_fields fields;
    fields.seconds = 1ULL | 1ULL << 7 | 1ULL << 59;
    fields.minutes = 1ULL << 3 | 1ULL << 59;
    fields.hours = 1U | 1U << 11 | 1U << 23;
    const many_times times{fields.seconds, fields.minutes, fields.hours};
    cron_fields even;
    even.minutes = 1ULL << 15 | 1ULL << 45;
    even.hours = 1U << 3 | 1U << 4 | 1U << 23;
    const auto slots = nextfire::detail::slots_of(even).value();
    const many_times same_as_slots{even.seconds, even.minutes, even.hours};
    std::int64_t many = 0, few = 0;
    for (std::int64_t time = 0; time < day; ++time) {
        REQUIRE(times_before(times, time) == many);
        REQUIRE(times_before(slots, time) == few);
        many += fires(times, time) ? 1 : 0;
        few += fires(same_as_slots, time) ? 1 : 0;
    }
    CHECK(times_before(times, day) == many);
    CHECK(times_before(slots, day) == few);
}

TEST_CASE("time_stepping: what is no even step is not taken for one") {
    const auto is_steady = [](std::uint64_t seconds, std::uint64_t minutes, std::uint32_t hours) {
        cron_fields fields;
        fields.seconds = seconds;
        fields.minutes = minutes;
        fields.hours = hours;
        return nextfire::detail::steady_steps_of(fields).has_value();
    };
    constexpr std::uint64_t sixty = cron_fields::all_sixty;
    constexpr std::uint32_t hours = cron_fields::all_hours;
    CHECK(is_steady(1, 1, hours));
    CHECK(is_steady(sixty, sixty, hours));
    CHECK(is_steady(1, 1ULL | 1ULL << 30, hours));
    CHECK_FALSE(is_steady(1, 1ULL | 1ULL << 29, hours));           // 29 and 31 minutes apart
    CHECK_FALSE(is_steady(1, 1ULL | 1ULL << 30, hours >> 1));      // not at 23
    CHECK_FALSE(is_steady(sixty, 1, hours));                       // a minute of each hour
    CHECK_FALSE(is_steady(1 | 1ULL << 30, 1, hours));              // twice in one minute of each hour
    CHECK_FALSE(is_steady(1, sixty, 1U | 1U << 12));               // an hour at noon, an hour at midnight
    CHECK_FALSE(is_steady(0x11, sixty, hours));                    // 4 and 56 seconds apart
    CHECK_FALSE(is_steady(0x249249249249249, sixty, hours >> 1));  // every third second, but not at 23
}

TEST_CASE("time_stepping: the local day of near times, at both ends of every day") {
    for (std::int64_t number = -2; number < 49'800; ++number) {
        REQUIRE(near_day(number * day) == number);
        REQUIRE(near_day(number * day + day - 1) == number);
    }
}

// A quotient by a reciprocal that was rounded up is wrong first, if ever, just before a multiple: of the values below
// a limit it is right for all where value * (rounding error) < 2^bits holds for the last one before a multiple.
TEST_CASE("time_stepping: the reciprocal of every step is exact over the whole range of local times") {
    using nextfire::detail::wide_product;
    constexpr std::int64_t end = std::int64_t{2'933'000} * day;  // well into the year 10000
    std::vector<std::uint32_t> steps;
    for (std::uint32_t step = 1; step <= day; ++step) steps.push_back(step);
    for (std::uint32_t days = 2; days <= 500; ++days) steps.push_back(days * static_cast<std::uint32_t>(day));
    for (const std::uint32_t step : steps) {
        CAPTURE(step);
        for (const std::int64_t phase : {std::int64_t{0}, std::int64_t{step} - 1}) {
            const auto rule = nextfire::detail::steady_from(step, phase);
            const std::uint64_t reciprocal = rule.reciprocal_low | std::uint64_t{rule.reciprocal_high} << 32;
            const wide_product whole = wide_product{1} << (63 + rule.shift);
            const wide_product error = wide_product{reciprocal} * step - whole;
            REQUIRE(error < step);
            const std::int64_t last = (end + rule.bias_seconds) / step * step - 1;
            REQUIRE(static_cast<bool>(wide_product{static_cast<std::uint64_t>(last)} * error < whole));
            REQUIRE(nextfire::detail::steps_until(rule, last - rule.bias_seconds) == last / step);
            REQUIRE(nextfire::detail::steps_until(rule, last + 1 - rule.bias_seconds) == last / step + 1);
        }
    }
}

TEST_CASE("time_stepping: the slot of every second of the day, for both units") {
    for (const std::uint64_t minutes : {std::uint64_t{1}, std::uint64_t{1} | std::uint64_t{1} << 30}) {
        cron_fields fields;
        fields.seconds = 1;
        fields.minutes = minutes;
        const auto slots = nextfire::detail::slots_of(fields).value();
        REQUIRE(slots.unit_seconds == (minutes == 1 ? 3600 : 1800));
        for (std::uint32_t time = 0; time < day; ++time)
            REQUIRE(nextfire::detail::slot_of(slots, time) == time / slots.unit_seconds);
    }
}

TEST_CASE("time_stepping: the local day of every second of some days, the first and the last among them") {
    for (const std::int64_t number : {-2, -1, 0, 1, 24'855, 49'799})
        for (std::int64_t second = 0; second < day; ++second)
            REQUIRE(near_day(number * day + second) == number);
}

TEST_CASE(
    "time_stepping: the day and the weekday of both ends of every local day, to the year 9999 and beyond") {
    constexpr std::int64_t last = 2'932'898;  // 10000-01-03
    std::int64_t wrong = 0;
    for (std::int64_t number = -3; number <= last; ++number) {
        const auto weekday = static_cast<std::uint64_t>((number + 4) % 7);  // 1970-01-01 was a Thursday
        for (const std::int64_t second : {std::int64_t{0}, std::int64_t{1}, day - 1}) {
            const auto place = nextfire::detail::week_place_of(number * day + second);
            wrong += place.day == number && place.weekday == weekday ? 0 : 1;
        }
    }
    CHECK(wrong == 0);
}

TEST_CASE("time_stepping: weekdays at one time against the days one by one") {
    std::mt19937_64 random{19691228};
    for (std::uint32_t bits = 1; bits < 128; ++bits) {
        const auto weekdays = nextfire::detail::weekdays_from(bits);
        const nextfire::detail::one_time time{static_cast<std::uint32_t>(random() % day)};
        const std::int64_t origin = static_cast<std::int64_t>(random() % 49'000) * day + time.seconds;
        const auto fires = [&](std::int64_t number) { return (bits >> (number + 4) % 7 & 1) != 0; };
        for (std::int64_t local = origin; local < origin + 8 * day; local += day / 2 - 1) {
            for (const std::int64_t asked : {local - 1, local, local + 1}) {
                std::int64_t after = (asked / day - 1) * day + time.seconds;
                while (after <= asked || !fires(after / day)) after += day;
                std::int64_t until = (asked / day + 1) * day + time.seconds;
                while (until > asked || !fires(until / day)) until -= day;
                REQUIRE(local_after(weekdays, time, asked) == after);
                REQUIRE(local_until(weekdays, time, asked) == until);
            }
        }
    }
}
