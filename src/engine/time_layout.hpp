/// From the time fields of a cron expression to the rules that the engine steps by: the simplest that says
/// the same.
#pragma once

#include "engine/time_stepping.hpp"

#include <nextfire/calendar/cron_fields.hpp>
#include <nextfire/calendar/day_rule.hpp>

#include <cstdint>
#include <optional>

namespace nextfire::inline v0::detail {

/// Gives schedule_rule::run_step for the times of day of an expression.
[[nodiscard]] std::uint8_t run_step_of(const cron_fields& fields) noexcept;

/// Gives the rule for times of day that are equally far apart all day and all night, where they are.
[[nodiscard]] std::optional<steady_rule> steady_steps_of(const cron_fields& fields) noexcept;

/// Gives the times of day as slots, where they are such.
[[nodiscard]] std::optional<slot_times> slots_of(const cron_fields& fields) noexcept;

}  // namespace nextfire::inline v0::detail
