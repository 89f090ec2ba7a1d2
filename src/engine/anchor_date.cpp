/// The date that every n days count from.  Apart from the builder, so that who only builds and asks links none of it.
#include "cron/cron_sets.hpp"
#include "definition/definition_access.hpp"
#include "engine/schedule_builder.hpp"

#include <nextfire/engine/schedule.hpp>

#include <algorithm>
#include <chrono>
#include <optional>

namespace nextfire::inline v0 {

using namespace std::chrono;

std::optional<local_days> anchor_date(const schedule_spec& spec, sys_seconds reference,
                                      const schedule_options& options) {
    return anchor_date(spec, spec.time_zone(), reference, options);
}

std::optional<local_days> anchor_date(const schedule_spec& spec, zone clock, sys_seconds reference,
                                      const schedule_options& options) {
    detail::definition_parts every_day;
    every_day.clock = clock;
    every_day.gap = options.gap;
    every_day.overlap = options.overlap;
    detail::set_time(every_day.fields, spec.time_of_day());
    every_day.fields.days = cron_fields::all_days;
    every_day.fields.weekdays = cron_fields::all_weekdays;
    const schedule daily = *detail::build_from(every_day, "scheduled_time");
    const auto first_run = daily.next(std::max(reference, min_instant) - seconds{1});
    if (!first_run) return std::nullopt;
    return floor<days>(daily.occurrence_at(*first_run)->scheduled);
}

}  // namespace nextfire::inline v0
