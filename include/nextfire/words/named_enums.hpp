/// The enums of the core that have names: those that fmt.hpp and ostream.hpp write.
#pragma once

#include <nextfire/base/result.hpp>
#include <nextfire/calendar/cron_fields.hpp>
#include <nextfire/cron/cron_expression.hpp>
#include <nextfire/definition/definition.hpp>
#include <nextfire/engine/schedule.hpp>
#include <nextfire/set/schedule_set.hpp>
#include <nextfire/spec/schedule_options.hpp>
#include <nextfire/spec/schedule_spec.hpp>
#include <nextfire/spec/spec_fields.hpp>
#include <nextfire/words/describe.hpp>
#include <nextfire/zone/zone.hpp>

#include <concepts>

namespace nextfire::inline v0 {

/// An enum of nextfire whose values to_string() names.
template <class E>
concept named_enum = std::same_as<E, violation_code> || std::same_as<E, local_kind> ||
    std::same_as<E, choose> || std::same_as<E, gap_policy> || std::same_as<E, overlap_policy> ||
    std::same_as<E, elapsed_policy> || std::same_as<E, day_counting> || std::same_as<E, preset> ||
    std::same_as<E, schedule_type> || std::same_as<E, cron_dialect> || std::same_as<E, cron_fidelity> ||
    std::same_as<E, every_policy> || std::same_as<E, both_days_policy> || std::same_as<E, clock_effect> ||
    std::same_as<E, language> || std::same_as<E, day_combination> || std::same_as<E, time_meaning> ||
    std::same_as<E, put_outcome> || std::same_as<E, spec_field> || std::same_as<E, json_kind>;

}  // namespace nextfire::inline v0
