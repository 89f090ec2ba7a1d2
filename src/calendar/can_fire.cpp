#include "calendar/can_fire.hpp"

#include "calendar/calendar_stepping.hpp"
#include "calendar/day_layout.hpp"
#include "calendar/month_calendar.hpp"

#include <algorithm>
#include <array>
#include <chrono>

namespace nextfire::inline v0::detail {
namespace {

/// The fourteen kinds of year, as bits: 7 * (is it a leap year) + the weekday of 1 January.
using year_kinds = std::uint32_t;

constexpr year_kinds all_year_kinds = (1U << 14) - 1;

/// By how many weekdays each month begins later than the year, if it is no leap year.
constexpr std::array<std::uint32_t, 12> weekdays_before{0, 3, 3, 6, 1, 4, 6, 2, 5, 0, 3, 5};

/// Finds the kinds of year in a set; after 400 years every kind there is has been seen.
year_kinds kinds_of(const year_set& years) noexcept {
    if (years.is_all()) return all_year_kinds;
    year_kinds kinds = 0;
    int seen = 0;
    for (auto next = years.on_or_after(year_set::first_year); next && seen < 400 && kinds != all_year_kinds;
         next = years.on_or_after(*next + 1), ++seen) {
        const std::chrono::year year{*next};
        const std::chrono::sys_days new_year{year / 1 / 1};
        const std::uint32_t weekday = std::chrono::weekday{new_year}.c_encoding();
        kinds |= 1U << ((year.is_leap() ? 7U : 0U) + weekday);
    }
    return kinds;
}

/// Says whether a month of a year that begins on `new_year` has a day that fires.
bool fires_in(const calendar_rule& rule, std::uint32_t kind) noexcept {
    const bool is_leap = kind >= 7;
    for (std::uint32_t rest = rule.days.months & cron_fields::all_months; rest != 0; rest &= rest - 1) {
        const auto month = static_cast<std::uint32_t>(std::countr_zero(rest));
        const bool is_after_leap_day = is_leap && month > 1;
        const std::uint32_t length = longest_month[month] - (month == 1 && !is_leap ? 1U : 0U);
        const std::uint32_t first_weekday = (kind + weekdays_before[month] + (is_after_leap_day ? 1 : 0)) % 7;
        if (days_of_shape(rule, {length - 28, first_weekday}) != 0) return true;
    }
    return false;
}

}  // namespace

bool can_fire(const cron_fields& fields) noexcept {
    const calendar_layout layout = calendar_layout_of(fields);
    const calendar_rule rule{layout.days, layout.masks};
    for (year_kinds rest = kinds_of(fields.years); rest != 0; rest &= rest - 1)
        if (fires_in(rule, static_cast<std::uint32_t>(std::countr_zero(rest)))) return true;
    return false;
}

}  // namespace nextfire::inline v0::detail
