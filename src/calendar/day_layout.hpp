/// From the day fields of a cron expression to the rules that the engine steps by: the simplest that says the
/// same.
#pragma once

#include <nextfire/calendar/cron_fields.hpp>
#include <nextfire/calendar/day_cycle.hpp>
#include <nextfire/calendar/day_rule.hpp>

#include <chrono>
#include <cstdint>

namespace nextfire::inline v0::detail {

/// Makes the rule of a cycle; one without a day that fires never ends a search, and so there must be one.
[[nodiscard]] cycle_rule cycle_from(const day_cycle& cycle) noexcept;

/// Makes the rule for days of months: day_bits and last_day_bits as cron_fields::days and last_days.
[[nodiscard]] month_days_rule month_days_from(std::uint32_t day_bits, std::uint32_t last_day_bits,
                                              std::uint32_t month_bits) noexcept;

/// Makes a rule fire on the days of another as well: on each day of either in each month of either.
void widen(month_days_rule& rule, const month_days_rule& by) noexcept;

/// Chooses the simplest rule that holds the day fields, months and years of an expression.
[[nodiscard]] day_kind day_kind_of(const cron_fields& fields) noexcept;

/// The calendar rule of an expression; it can hold any.
struct calendar_layout {
    month_days_rule days;
    calendar_masks masks;
};

/// Makes the calendar rule for the day fields, months and years of an expression.
[[nodiscard]] calendar_layout calendar_layout_of(const cron_fields& fields) noexcept;

}  // namespace nextfire::inline v0::detail
