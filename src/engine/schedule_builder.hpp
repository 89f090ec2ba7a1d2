/// From what a schedule repeats by to the schedule.
#pragma once

#include "calendar/recurrence.hpp"

#include <nextfire/base/result.hpp>
#include <nextfire/engine/schedule.hpp>
#include <nextfire/spec/schedule_options.hpp>
#include <nextfire/zone/zone.hpp>

namespace nextfire::inline v0::detail {

/// Builds a schedule; as schedule::build does for a cron expression.
[[nodiscard]] result<schedule> build_recurrence(const recurrence& rule, zone clock,
                                                const schedule_options& options);

}  // namespace nextfire::inline v0::detail
