/// What specs, sets and cycles say, part by part.
#include "base/message.hpp"
#include "base/phase.hpp"
#include "cron/cron_sets.hpp"
#include "definition/definition_access.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <cstdint>
#include <utility>

namespace nextfire::inline v0 {

using namespace std::chrono;
using detail::count_of;
using detail::definition_parts;

namespace {

void apply(definition_parts& parts, const schedule_options& options) noexcept {
    parts.gap = options.gap;
    parts.overlap = options.overlap;
    if (options.not_before) parts.not_before = std::max(parts.not_before, count_of(*options.not_before));
    if (options.expire_time) parts.expire_time = std::min(parts.expire_time, count_of(*options.expire_time));
    if (parts.fields.every != seconds{0}) return;
    if (options.elapsed == elapsed_policy::always) parts.fields.times = time_meaning::elapsed;
    if (options.elapsed == elapsed_policy::never) parts.fields.times = time_meaning::fixed;
}

void set_cycle(definition_parts& parts, const day_cycle& cycle) noexcept {
    parts.cycle_length = static_cast<std::uint32_t>(cycle.length.count());
    parts.cycle_days = cycle.days;
    parts.phase = static_cast<std::uint32_t>(
        detail::phase_of(cycle.begin.time_since_epoch().count(), cycle.length.count()));
}

}  // namespace

result<definition_parts> detail::parts_of(const schedule_spec& spec, zone clock,
                                          const schedule_options& options) {
    // Made and filled in where it lies, and the only thing returned: nothing is copied that was just written.
    result<definition_parts> made{std::in_place};
    definition_parts& parts = *made;
    parts.clock = clock;
    set_fields(parts.fields, spec);
    if (spec.expire_time()) parts.expire_time = count_of(*spec.expire_time());
    const bool counts_days = spec.type() == schedule_type::day && *spec.day_interval() > days{1} &&
                             options.counting == day_counting::from_anchor;
    if (counts_days) {
        if (!options.anchor_date) {
            made = detail::expected_found(
                violation_code::missing, "anchor_date", std::nullopt,
                fmt::format("a date to count every {} days from", spec.day_interval()->count()),
                "no such date");
            return made;
        }
        parts.fields.days = cron_fields::all_days;
        set_cycle(parts, {*spec.day_interval(), 1, *options.anchor_date});
    }
    apply(parts, options);
    return made;
}

result<definition_parts> detail::parts_of(const cron_fields& fields, const std::optional<day_cycle>& cycle,
                                          zone clock, const schedule_options& options) {
    result<definition_parts> made{std::in_place};
    definition_parts& parts = *made;
    parts.fields = fields;
    parts.clock = clock;
    if (cycle) set_cycle(parts, *cycle);
    apply(parts, options);
    if (fields.every == seconds{0}) return made;
    const std::int64_t period = fields.every.count();
    if (options.anchor_instant)
        parts.phase = static_cast<std::uint32_t>(detail::phase_of(count_of(*options.anchor_instant), period));
    else
        made = detail::expected_found(violation_code::missing, "anchor_instant", std::nullopt,
                                      fmt::format("an instant to count every {} seconds from", period),
                                      "no such instant");
    return made;
}

}  // namespace nextfire::inline v0
