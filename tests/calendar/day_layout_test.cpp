// Which rule the days of a recurrence become: the simplest that names the same days.
//
// Covers can_fire.cpp too, in calendar_stepping_test.cpp: whether there is a day at all, against every month
// of the calendar.
#include <doctest/doctest.h>

#include <nextfire/calendar/cron_fields.hpp>
#include <nextfire/calendar/day_rule.hpp>

#include <chrono>
#include <cstdint>

#include "calendar/day_layout.hpp"

namespace {

using namespace std::chrono;
using nextfire::cron_fields;
using nextfire::day_combination;
using nextfire::year_set;
using nextfire::detail::calendar_layout;
using nextfire::detail::cycle_from;
using nextfire::detail::cycle_rule;
using nextfire::detail::day_kind;
using nextfire::detail::month_days_from;

constexpr local_days new_year{year{2026} / 1 / 1};  // a Thursday

/// Fields that let every day pass.
cron_fields every_day() {
    cron_fields fields;
    fields.days = cron_fields::all_days;
    fields.weekdays = cron_fields::all_weekdays;
    return fields;
}

day_kind kind_of(const cron_fields& fields) {
    return nextfire::detail::day_kind_of(fields);
}

}  // namespace

TEST_CASE("every n days fires on the anchor and on every n-th day from it") {
    for (const std::uint32_t n : {1U, 2U, 7U, 31U, 500U})
        for (const int anchor : {0, 1, 20454, 2932896}) {
            const cycle_rule rule = cycle_from({days{n}, 1, local_days{days{anchor}}});
            CAPTURE(n);
            CAPTURE(anchor);
            CHECK(rule.length_days == n);
            CHECK(rule.phase_days >= 4 * n);
            for (int day = anchor % 700; day < 3000; ++day)
                CHECK(((static_cast<std::uint32_t>(day) + rule.phase_days) % n == 0) ==
                      ((day - anchor) % static_cast<int>(n) == 0));
        }
}

TEST_CASE("days of months are counted from both ends of a month of each length") {
    // day 1, day 30, the last and the last but 28
    const auto rule = month_days_from(1U | 1U << 29, 1U | 1U << 28, 0b100000000001);
    CHECK(rule.bits_by_length[0] == (1U | 1U << 27));            // 28 days: 1, 28
    CHECK(rule.bits_by_length[1] == (1U | 1U << 28));            // 29: 1 twice, 29
    CHECK(rule.bits_by_length[2] == (1U | 1U << 1 | 1U << 29));  // 30: 1, 2, 30 twice
    CHECK(rule.bits_by_length[3] == (1U | 1U << 2 | 1U << 29 | 1U << 30));
    // January and December, twice over
    CHECK((rule.months & 0xFFFFFF) == (0b100000000001U | 0b100000000001U << 12));
}

TEST_CASE("a widened rule fires on the days of both, in the months of both") {
    nextfire::detail::month_days_rule rule = month_days_from(1U << 0, 0, 1U << 2);  // 1 March
    widen(rule, month_days_from(1U << 14, 1U << 0, 1U << 11));                      // 15 and last of December
    const auto expected = month_days_from(1U << 0 | 1U << 14, 1U << 0, 1U << 2 | 1U << 11);
    CHECK(rule.bits_by_length == expected.bits_by_length);
    CHECK(rule.months == expected.months);
    nextfire::detail::month_days_rule from_nothing{};
    widen(from_nothing, expected);
    CHECK(from_nothing.bits_by_length == expected.bits_by_length);
    CHECK(from_nothing.months == expected.months);
}

TEST_CASE("days become the simplest rule that there is for them") {
    CHECK((kind_of(every_day()) == day_kind::every_day));

    cron_fields mondays = every_day();
    mondays.weekdays = 0b10 * cron_fields::every_week;
    CHECK((kind_of(mondays) == day_kind::weekdays));

    cron_fields first_mondays = every_day();
    first_mondays.weekdays = 0b10;
    CHECK((kind_of(first_mondays) == day_kind::calendar));

    cron_fields last_mondays = every_day();
    last_mondays.weekdays = 0;
    last_mondays.last_weekdays = 0b10;
    CHECK((kind_of(last_mondays) == day_kind::calendar));

    cron_fields mondays_of_june = mondays;
    mondays_of_june.months = 1 << 5;
    CHECK((kind_of(mondays_of_june) == day_kind::calendar));

    cron_fields dates = every_day();
    dates.days = 1;
    dates.last_days = 1;
    CHECK((kind_of(dates) == day_kind::month_days));

    cron_fields june = every_day();
    june.months = 1 << 5;
    CHECK((kind_of(june) == day_kind::month_days));

    cron_fields workdays = dates;
    workdays.workdays = 1 << 14;
    CHECK((kind_of(workdays) == day_kind::calendar));

    cron_fields last_workday = dates;
    last_workday.last_workdays = 1;
    CHECK((kind_of(last_workday) == day_kind::calendar));

    cron_fields friday_the_13th = mondays;
    friday_the_13th.days = 1 << 12;
    CHECK((kind_of(friday_the_13th) == day_kind::calendar));

    cron_fields this_year = every_day();
    this_year.years = year_set::between(2026, 2026);
    CHECK((kind_of(this_year) == day_kind::calendar));
}

TEST_CASE("a calendar rule keeps what its masks are made from") {
    cron_fields fields = every_day();
    fields.days = 0;
    fields.workdays = 1 << 14;
    fields.last_workdays = 0b101;  // LW and L-2W
    fields.weekdays = 0b100;
    fields.last_weekdays = 0b1000000;
    fields.combination = day_combination::either;
    fields.years = year_set::between(2026, 2030);
    CHECK((kind_of(fields) == day_kind::calendar));
    const calendar_layout layout = nextfire::detail::calendar_layout_of(fields);
    using masks = nextfire::detail::calendar_masks;
    CHECK(layout.masks.weekdays ==
          (0b100 | std::uint64_t{0b1000000} << masks::last_weekdays_shift | masks::some_years_bit));
    CHECK(layout.masks.workdays == (1U << 14 | masks::either_bit));
    CHECK(layout.masks.last_workdays == (1U << 30 | 1U << 28));
    CHECK((layout.masks.years == year_set::between(2026, 2030)));
}

TEST_CASE("a cycle keeps its days, counted from its beginning") {
    const cycle_rule single = cycle_from({days{14}, 1U << 3, new_year});
    CHECK(single.length_days == 14);
    CHECK(single.bits_low == 1U << 3);
    // 1 January 2026 is day 20454 from 1970-01-01
    CHECK((20454 + single.phase_days) % 14 == 0);

    const std::uint64_t far = std::uint64_t{1} << 40 | 1;
    const cycle_rule several = cycle_from({days{42}, far, new_year});
    CHECK(several.length_days == 42);
    CHECK(several.bits_low == 1);
    CHECK(several.bits_high == 1U << 8);
    CHECK((20454 + several.phase_days) % 42 == 0);
}
