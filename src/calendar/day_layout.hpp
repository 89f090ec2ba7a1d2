/// From the day fields of a cron expression to the rules that the engine steps by: the simplest that says the
/// same.
#pragma once

#include "calendar/recurrence.hpp"

#include <nextfire/calendar/cron_fields.hpp>
#include <nextfire/calendar/day_rule.hpp>

#include <chrono>
#include <cstdint>

namespace nextfire::inline v0::detail {

/// Makes the rule for every n days from an anchor; 1 <= n <= 500.
[[nodiscard]] every_n_days_rule every_from(std::uint32_t n, std::chrono::local_days anchor) noexcept;

/// Makes the rule for days of months: day_bits and last_day_bits as cron_fields::days and last_days.
[[nodiscard]] month_days_rule month_days_from(std::uint32_t day_bits, std::uint32_t last_day_bits,
                                              std::uint32_t month_bits) noexcept;

/// A rule for days: its kind, and its two parts.
struct day_layout {
    rule_kind kind;
    day_rule rule;
    calendar_masks masks;
};

/// Chooses the rule for the days of a recurrence.
[[nodiscard]] day_layout lay_out_days(const recurrence& rule) noexcept;

/// Makes the calendar rule for the day fields, months and years of an expression.
[[nodiscard]] day_layout calendar_layout(const cron_fields& fields) noexcept;

}  // namespace nextfire::inline v0::detail
