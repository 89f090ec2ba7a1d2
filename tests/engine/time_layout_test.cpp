// Which rule the time fields of an expression become: the simplest that names the same times of day.
#include <doctest/doctest.h>

#include <nextfire/calendar/cron_fields.hpp>

#include <cstdint>
#include <initializer_list>
#include <optional>

#include "engine/time_layout.hpp"

namespace {

using nextfire::cron_fields;
using nextfire::detail::run_step_of;
using nextfire::detail::slot_times;
using nextfire::detail::slots_of;
using nextfire::detail::steady_rule;
using nextfire::detail::steady_steps_of;

constexpr std::int64_t day_seconds = 86400;

/// The numbers first, first + step, … up to last as bits.
std::uint64_t every(int step, int first, int last) {
    std::uint64_t bits = 0;
    for (int n = first; n <= last; n += step) bits |= std::uint64_t{1} << n;
    return bits;
}

std::uint64_t only(std::initializer_list<int> numbers) {
    std::uint64_t bits = 0;
    for (const int n : numbers) bits |= std::uint64_t{1} << n;
    return bits;
}

cron_fields times(std::uint64_t seconds, std::uint64_t minutes, std::uint64_t hours) {
    cron_fields fields;
    fields.seconds = seconds;
    fields.minutes = minutes;
    fields.hours = static_cast<std::uint32_t>(hours);
    return fields;
}

bool fires(const cron_fields& fields, std::int64_t time) {
    return (fields.hours >> (time / 3600) & 1) != 0 && (fields.minutes >> (time / 60 % 60) & 1) != 0 &&
           (fields.seconds >> (time % 60) & 1) != 0;
}

const std::uint64_t all_sixty = every(1, 0, 59);
const std::uint64_t all_hours = every(1, 0, 23);

}  // namespace

TEST_CASE("the time of day is told where there is only one") {
    using std::chrono::seconds;
    CHECK((times(only({15}), only({30}), only({9})).only_time() == seconds{9 * 3600 + 30 * 60 + 15}));
    CHECK((times(only({0}), only({0}), only({0})).only_time() == seconds{0}));
    CHECK((times(only({59}), only({59}), only({23})).only_time() == seconds{86399}));
    CHECK_FALSE(times(only({0, 1}), only({0}), only({0})).only_time());
    CHECK_FALSE(times(only({0}), only({0, 1}), only({0})).only_time());
    CHECK_FALSE(times(only({0}), only({0}), only({0, 1})).only_time());
    CHECK_FALSE(times(0, only({0}), only({0})).only_time());
}

TEST_CASE("times that are equally far apart all day and all night are steps") {
    struct row {
        cron_fields fields;
        std::uint32_t step;
        std::uint32_t first;
    };
    for (const row& fact : {
             row{times(all_sixty, all_sixty, all_hours), 1, 0},
             row{times(every(10, 3, 59), all_sixty, all_hours), 10, 3},
             row{times(only({30}), all_sixty, all_hours), 60, 30},
             row{times(only({0}), every(15, 0, 59), all_hours), 900, 0},
             row{times(only({7}), every(20, 5, 59), all_hours), 1200, 307},
             row{times(only({0}), only({30}), all_hours), 3600, 1800},
             row{times(only({0}), only({0}), every(6, 2, 23)), 6 * 3600, 2 * 3600},
             row{times(only({1}), only({1}), only({1})), 86400, 3661},
         }) {
        const std::optional<steady_rule> rule = steady_steps_of(fact.fields);
        CAPTURE(fact.step);
        REQUIRE(rule);
        CHECK(rule->step_seconds == fact.step);
        CHECK((fact.first + rule->bias_seconds) % rule->step_seconds == 0);
        std::int64_t wrong = 0;
        for (std::int64_t time = 0; time < day_seconds; ++time)
            wrong += fires(fact.fields, time) == (time % fact.step == fact.first) ? 0 : 1;
        CHECK(wrong == 0);  // the table itself is right
    }
}

TEST_CASE("times that are not so are no steps") {
    for (const cron_fields& fields : {
             times(only({0}), every(7, 0, 59), all_hours),         // 56 and then 0, four minutes on
             times(only({0}), every(15, 0, 59), every(1, 9, 17)),  // not at night
             times(only({0}), every(15, 0, 59), every(2, 0, 23)),  // not in every hour
             times(only({0}), only({0, 15, 30}), all_hours),       // 45 is missing
             times(only({0, 30}), only({0, 30}), all_hours),       // not in every minute
             times(only({0}), only({0}), only({0, 1})),
             times(only({0}), only({0}), every(5, 0, 23)),  // 20:00, and then four hours
             times(only({0, 20, 41}), all_sixty, all_hours),
         })
        CHECK_FALSE(steady_steps_of(fields));
}

TEST_CASE("a run goes by equal steps from the first time of the day to the last") {
    CHECK(run_step_of(times(only({0}), only({0, 30}), every(1, 8, 17))) == 59 + 30);
    CHECK(run_step_of(times(only({0}), only({0}), every(1, 8, 17))) == 59 + 60);
    CHECK(run_step_of(times(every(10, 0, 59), all_sixty, every(1, 8, 17))) == 10);
    CHECK(run_step_of(times(only({15}), every(20, 10, 59), only({9}))) == 59 + 20);
    CHECK(run_step_of(times(only({0}), only({0, 30}), only({8, 10}))) == 0);    // 09:00 is missing
    CHECK(run_step_of(times(only({0}), only({0, 20}), every(1, 8, 17))) == 0);  // 40 minutes, then 20
    CHECK(run_step_of(times(only({0, 30}), only({0, 30}), only({8}))) == 0);    // 30 s, then 29.5 min
}

TEST_CASE("times that lie whole hours or half hours apart are slots") {
    struct row {
        cron_fields fields;
        std::uint32_t unit;
    };
    for (const row& fact : {
             row{times(only({0}), only({0}), only({9, 12, 18})), 3600},
             row{times(only({5}), only({59}), only({0, 23})), 3600},
             row{times(only({0}), only({0, 30}), only({9, 17})), 1800},
             row{times(only({59}), only({29, 59}), all_hours), 1800},
         }) {
        const slot_times slots = slots_of(fact.fields).value();
        REQUIRE(slots.unit_seconds == fact.unit);
        CHECK(slots.offset_seconds < slots.unit_seconds);
        std::int64_t wrong = 0;
        for (std::int64_t time = 0; time < day_seconds; ++time) {
            const std::int64_t since_offset = time - slots.offset_seconds;
            const bool is_slot = since_offset >= 0 && since_offset % slots.unit_seconds == 0 &&
                                 (slots.slots >> (since_offset / slots.unit_seconds) & 1) != 0;
            wrong += is_slot == fires(fact.fields, time) ? 0 : 1;
        }
        CHECK(wrong == 0);
    }
}

TEST_CASE("times that lie nearer together are no slots") {
    CHECK_FALSE(slots_of(times(only({0}), every(15, 0, 59), all_hours)).has_value());
    CHECK_FALSE(slots_of(times(only({0}), only({0, 20}), all_hours)).has_value());
    CHECK_FALSE(slots_of(times(only({0, 30}), only({0}), all_hours)).has_value());
}
