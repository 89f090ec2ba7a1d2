/// The sets of a cron expression as a whole: one form for all that mean the same, and whether they fire.
#pragma once

#include "cron/cron_grammar.hpp"

#include <nextfire/calendar/cron_fields.hpp>
#include <nextfire/spec/schedule_spec.hpp>

#include <array>
#include <bit>
#include <chrono>
#include <cstdint>
#include <optional>
#include <string>

namespace nextfire::inline v0::detail {

/// Brings sets that mean the same to one form: what adds nothing is left out.
inline void normalize(cron_fields& fields) noexcept {
    constexpr std::uint32_t days_28_to_31 = std::uint32_t{15} << 27;
    if (fields.last_days == cron_fields::all_days) fields.days = cron_fields::all_days;
    if (fields.any_day_of_month()) fields.last_days = fields.workdays = fields.last_workdays = 0;
    if ((fields.days & days_28_to_31) == days_28_to_31) fields.last_days &= ~std::uint32_t{1};
    for (unsigned rest = fields.last_weekdays; rest != 0; rest &= rest - 1) {
        const int weekday = std::countr_zero(rest);
        if ((fields.weekdays >> weekday & cron_fields::every_week) == cron_fields::every_week)
            fields.last_weekdays = static_cast<std::uint8_t>(fields.last_weekdays & ~(1U << weekday));
    }
}

/// Says without looking at a calendar that an expression fires; what it does not know may fire too.
[[nodiscard]] inline bool surely_fires(const cron_fields& fields) noexcept {
    // Every month has 28 days and four of each weekday.
    constexpr std::uint32_t first_28_days = (std::uint32_t{1} << 28) - 1;
    constexpr std::uint64_t first_four_weeks = (std::uint64_t{1} << 28) - 1;
    const bool days_fire =
        ((fields.days | fields.last_days | fields.workdays | fields.last_workdays) & first_28_days) != 0;
    const bool weekdays_fire = (fields.weekdays & first_four_weeks) != 0 || fields.last_weekdays != 0;
    if (fields.combination == day_combination::either) return days_fire || weekdays_fire;
    return (fields.any_day_of_month() && weekdays_fire) || (fields.any_day_of_week() && days_fire);
}

/// Says whether a set has one bit; std::has_single_bit is a call on processors that may not count bits.
[[nodiscard]] constexpr bool is_one_bit(std::uint32_t bits) noexcept {
    return bits != 0 && (bits & (bits - 1)) == 0;
}

/// For each step from 1 to 31, the days 1, 1 + step, 1 + 2 step, … of a month as bits.
inline constexpr std::array stepped_days = [] {
    std::array<std::uint32_t, 32> steps{};
    for (std::uint32_t step = 1; step < steps.size(); ++step)
        for (std::uint32_t day = 0; day < 31; day += step) steps[step] |= std::uint32_t{1} << day;
    return steps;
}();

/// Makes the three time fields name one time of day, 0 to 86,399 s.
void set_time(cron_fields& fields, std::chrono::seconds time) noexcept;

/// Makes the day fields and the years name one date, 1970-01-01 to 9999-12-31, of any day of the week.
void set_date(cron_fields& fields, std::chrono::local_days date) noexcept;

/// Says whether sets name a single date, 1970-01-01 to 9999-12-31.
[[nodiscard]] inline bool is_one_date(const cron_fields& fields) noexcept {
    return fields.years.is_one() && is_one_bit(fields.days) && is_one_bit(fields.months) &&
           (fields.last_days | fields.workdays | fields.last_workdays) == 0 && fields.any_day_of_week();
}

/// Gives the date that sets name, where is_one_date() says so and they fire.
[[nodiscard]] std::chrono::local_days only_date_of(const cron_fields& fields) noexcept;

/// Makes default fields those of a spec; DAY with an interval above 1 counts its days anew each month.
void set_fields(cron_fields& fields, const schedule_spec& spec) noexcept;

/// The field that keeps an expression from ever firing, and what was expected of it.
struct never_firing_field {
    cron_field field;
    std::string expected;
};

/// Names the field that no day can satisfy: the year or the day of the week where the expression fires
/// without it, or else the day of the month; nullopt where the expression fires.  Cost: below 1
/// µs.
[[nodiscard]] std::optional<never_firing_field> never_fires(const cron_fields& fields);

}  // namespace nextfire::inline v0::detail
