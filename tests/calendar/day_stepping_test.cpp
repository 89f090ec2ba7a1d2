#include "calendar/day_stepping.hpp"
#include "calendar/day_layout.hpp"

#include <doctest/doctest.h>

#include <bit>
#include <chrono>
#include <cstdint>

using namespace nextfire::detail;
using namespace std::chrono;

namespace {

constexpr std::int32_t first_day = -4;
constexpr std::int32_t last_day = 2'933'000;  // well into the year 10000

/// The days of a cycle that began on 1970-01-01, `shift` days before which a cycle ends.
cycle_rule cycle_of(std::uint32_t length, std::uint32_t shift, std::uint64_t bits) {
    return {length, static_cast<std::uint32_t>(((std::uint64_t{1} << 31) + length - 1) / length),
            4 * length + shift, static_cast<std::uint32_t>(bits), static_cast<std::uint32_t>(bits >> 32)};
}

bool listed(std::uint32_t bits, unsigned number) {
    return (bits >> number & 1) != 0;
}

}  // namespace

TEST_CASE("month_calendar: the table names the month of every day it covers") {
    for (std::int32_t day = near_calendar::first_covered_day; day < near_calendar::day_limit; ++day) {
        const year_month_day date{sys_days{days{day}}};
        const std::int32_t month = (static_cast<int>(date.year()) - 1970) * 12 +
                                   static_cast<std::int32_t>(static_cast<unsigned>(date.month())) - 1;
        REQUIRE(near_calendar::month_of(day) == month);
        REQUIRE(near_calendar::at(month).first_day ==
                day - static_cast<std::int32_t>(static_cast<unsigned>(date.day())) + 1);
    }
    CHECK(near_calendar::at(near_calendar::month_limit).first_day == near_calendar::day_limit);
}

TEST_CASE("month_calendar: the far calendar agrees with <chrono> before 1970 and to the year 10000") {
    CHECK(far_calendar::month_of(-1) == -1);
    CHECK(far_calendar::at(-1).first_day == -31);
    CHECK(far_calendar::at(-12).first_day == -365);
    CHECK(far_calendar::at(-13).first_day == -396);
    for (std::int32_t day = -400; day < last_day; day += 13) {
        const std::int32_t month = far_calendar::month_of(day);
        REQUIRE(far_calendar::at(month).first_day <= day);
        REQUIRE(day < far_calendar::at(month + 1).first_day);
    }
}

TEST_CASE("bits are counted: every word of 16 bits at each of four places, and whole words") {
    for (std::uint64_t bits = 0; bits < 65'536; ++bits)
        for (unsigned place = 0; place < 64; place += 16)
            REQUIRE(bit_count(bits << place) == std::popcount(static_cast<std::uint64_t>(bits)));
    CHECK(bit_count(~std::uint64_t{0}) == 64);
    CHECK(bit_count(0x123456789ABCDEF0) == 32);
}

TEST_CASE("month_calendar: some_month_has knows the longest February") {
    CHECK(some_month_has(1U << 1, 1U << 28));                   // 29 February
    CHECK_FALSE(some_month_has(1U << 1, 1U << 29));             // 30 February
    CHECK(some_month_has(1U << 1, 1U << 31));                   // L
    CHECK_FALSE(some_month_has(1U << 3 | 1U << 10, 1U << 30));  // 31 April, 31 November
    CHECK(some_month_has(1U << 3 | 1U << 11, 1U << 30));        // 31 December
}

TEST_CASE(
    "cycles: the reciprocal divides every day to the year 9999 exactly, for every length to 31 and phase") {
    for (std::uint32_t length = 1; length <= 31; ++length) {
        for (std::uint32_t shift = 1; shift <= length; shift += length > 8 ? 5 : 1) {
            const cycle_rule rule = cycle_of(length, shift, 1);
            bool all_right = true;
            for (std::int32_t day = first_day; day < last_day; ++day) {
                const auto since =
                    static_cast<std::int32_t>((static_cast<std::int64_t>(day) + rule.phase_days) % length);
                const std::int32_t ahead = since == 0 ? day : day - since + static_cast<std::int32_t>(length);
                all_right &=
                    day_on_or_before(rule, day) == day - since && day_on_or_after(rule, day) == ahead;
            }
            CAPTURE(length);
            CAPTURE(shift);
            REQUIRE(all_right);
        }
    }
}

TEST_CASE("cycles: beyond a month the reciprocal is exact around every day that fires, to the year 9999") {
    for (std::uint32_t length = 32; length <= 500; ++length) {
        const cycle_rule rule = cycle_of(length, 1, 1);
        const auto n = static_cast<std::int32_t>(length);
        bool all_right = true;
        // day + phase is a multiple of the length on these days; elsewhere the quotient changes nowhere.
        for (std::int32_t fires = n - 1; fires < last_day; fires += n) {
            all_right &= day_on_or_before(rule, fires) == fires && day_on_or_after(rule, fires) == fires;
            all_right &=
                day_on_or_before(rule, fires - 1) == fires - n && day_on_or_after(rule, fires - 1) == fires;
            all_right &=
                day_on_or_before(rule, fires + 1) == fires && day_on_or_after(rule, fires + 1) == fires + n;
        }
        CAPTURE(length);
        REQUIRE(all_right);
    }
}

TEST_CASE("cycles: the nearest day of every set of a cycle, from every place in it, both ways") {
    for (const std::uint32_t length : {2U, 7U, 14U, 31U, 32U, 33U, 62U, 63U, 64U, 100U, 500U}) {
        const std::uint32_t places = length < 63 ? length : 63;
        for (const std::uint64_t seed :
             {0x1ULL, 0x5a5a5a5a5a5a5a5bULL, 0x7fffffffffffffffULL, 0x4000000000000001ULL,
              0x8888888888888880ULL, 0x0000000100000000ULL, 0x2ULL}) {
            const std::uint64_t bits = seed & ((std::uint64_t{1} << places) - 1);
            if (bits == 0) continue;
            const cycle_rule rule = cycle_of(length, length, bits);
            const auto fires = [&](std::int64_t day) {
                const auto place = static_cast<std::uint64_t>(day) % length;
                return place < 63 && (bits >> place & 1) != 0;
            };
            const std::int64_t begin = std::int64_t{length} * 3;
            for (std::int64_t day = begin; day < begin + 2 * std::int64_t{length}; ++day) {
                std::int64_t after = day;
                while (!fires(after)) ++after;
                REQUIRE(day_on_or_after(rule, day) == after);
                std::int64_t before = day;
                while (!fires(before)) --before;
                REQUIRE(day_on_or_before(rule, day) == before);
            }
        }
    }
}

TEST_CASE("weekdays: the reciprocal of seven is exact for every day") {
    for (std::int32_t day = first_day; day < last_day; ++day)
        REQUIRE(weekday_of(day) == std::chrono::weekday{sys_days{days{day}}}.c_encoding());
}

TEST_CASE("weekdays: the step lands on the nearest weekday of the set, for every set and weekday") {
    for (std::uint32_t bits = 1; bits < 128; ++bits) {
        for (std::int32_t day = first_day; day < 40; ++day) {
            const auto weekday = [](std::int32_t d) {
                return std::chrono::weekday{sys_days{days{d}}}.c_encoding();
            };
            std::int32_t after = day;
            while (!listed(bits, weekday(after))) ++after;
            REQUIRE(day_on_or_after(weekdays_from(bits), day) == after);
            if (day < 3) continue;  // the nearest before may lie before the first day a rule is asked for
            std::int32_t before = day;
            while (!listed(bits, weekday(before))) --before;
            REQUIRE(day_on_or_before(weekdays_from(bits), day) == before);
        }
    }
}

TEST_CASE("days of months: 29 February is found across the eight years around 2100, both ways") {
    const month_days_rule leap_day{{0, 1U << 28, 0, 0},
                                   1U << 1 | 1U << 13 | 28U << month_days_rule::latest_shift};
    const auto day_of = [](int y) { return (sys_days{year{y} / 2 / 29}).time_since_epoch().count(); };
    CHECK(month_day_on_or_after<near_calendar>(leap_day, day_of(2096) + 1) == day_of(2104));
    CHECK(month_day_on_or_after<far_calendar>(leap_day, day_of(2096) + 1) == day_of(2104));
    CHECK(month_day_on_or_before<near_calendar>(leap_day, day_of(2104) - 1) == day_of(2096));
    CHECK(month_day_on_or_before<far_calendar>(leap_day, day_of(2104) - 1) == day_of(2096));
    CHECK(month_day_on_or_after<far_calendar>(leap_day, day_of(9996)) == day_of(9996));
    CHECK(month_day_on_or_after<far_calendar>(leap_day, day_of(9996) + 1 + 5 * 366) ==
          far_calendar::at(far_calendar::month_limit).first_day);
    CHECK(month_day_on_or_before<far_calendar>(leap_day, day_of(1972)) == day_of(1972));
    CHECK(month_day_on_or_before<far_calendar>(leap_day, day_of(1972) - 1) ==
          -32);  // the day before December 1969
    CHECK(month_day_on_or_before<near_calendar>(leap_day, day_of(1972) - 1) == day_of(1968));
}

// A quotient by a reciprocal that was rounded up is wrong first, if ever, just before a multiple: of the values below
// a limit it is right for all where value * (rounding error) < 2^31 holds for the last one before a multiple.
TEST_CASE(
    "cycles: the reciprocal is exact for every length and phase that a layout makes, to the year 9999") {
    for (std::uint32_t length = 1; length <= 500; ++length) {
        CAPTURE(length);
        for (std::uint32_t begin = 0; begin < length; ++begin) {
            const cycle_rule rule = cycle_from({days{length}, 1, local_days{days{begin}}});
            const std::uint64_t error = std::uint64_t{rule.reciprocal} * length - (std::uint64_t{1} << 31);
            const std::uint64_t last = (last_day + rule.phase_days) / length * length - 1;
            REQUIRE(error < length);
            REQUIRE(last * error < std::uint64_t{1} << 31);
            const std::int64_t day = static_cast<std::int64_t>(last) - rule.phase_days;
            REQUIRE(cycle_begin(rule, day) == day - (std::int64_t{length} - 1));
            REQUIRE(cycle_begin(rule, day + 1) == day + 1);
            REQUIRE((begin + rule.phase_days) % length == 0);
        }
    }
}
