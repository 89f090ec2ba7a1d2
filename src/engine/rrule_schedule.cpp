#include <nextfire/engine/rrule_schedule.hpp>

#include "definition/definition_access.hpp"
#include "engine/firing.hpp"
#include "engine/schedule_builder.hpp"
#include "rrule/rrule_reader.hpp"

#include <nextfire/engine/cursor.hpp>

#include <algorithm>

namespace nextfire::inline v0 {

using namespace std::chrono;

namespace {

using detail::calendar_recurrence;
using detail::stamp_kind;

/// Gives the first instant of a series that begins at a local time.
sys_seconds instant_of_start(const calendar_recurrence& series, const schedule_options& options) {
    const detail::firing_rule clock{series.clock, options.gap, options.overlap};
    const auto fired = detail::fire(clock, series.start.time_since_epoch().count());
    // A time that is skipped does not fire; what comes after it fires from the clock's jump on.
    if (fired.count == 0) return series.clock.lookup(series.start).change;
    return sys_seconds{seconds{*fired.begin()}};
}

/// Gives the last instant that UNTIL allows; a date allows all of its day.
sys_seconds instant_of_end(const detail::calendar_stamp& until, zone zone_of_start,
                           const schedule_options& options) {
    if (until.kind == stamp_kind::utc) return sys_seconds{until.local.time_since_epoch()};
    const local_seconds local =
        until.kind == stamp_kind::date ? until.local + days{1} - seconds{1} : until.local;
    const detail::firing_rule clock{zone_of_start, options.gap, options.overlap};
    const auto fired = detail::fire(clock, local.time_since_epoch().count());
    if (fired.count == 0) return zone_of_start.lookup(local).change - seconds{1};
    return sys_seconds{seconds{*(fired.end() - 1)}};
}

/// Gives the n-th occurrence of a series, or nullopt where it has fewer.  At most 1,000,000 steps.
std::optional<sys_seconds> nth_occurrence(const schedule& series, std::uint32_t n) {
    cursor walk{series, min_instant - seconds{1}};
    for (std::uint32_t i = 0; i < n; ++i)
        if (!walk.next()) return std::nullopt;
    return walk.position();
}

/// Gives what a series means within bounds.
result<detail::definition_parts> parts_of(const calendar_recurrence& series, const schedule_options& bounds) {
    return detail::parts_of(series.rule.fields, series.rule.cycle, series.clock, bounds);
}

}  // namespace

result<definition> parse_rrule_definition(std::string_view text, const schedule_options& options,
                                          const std::function<result<zone>(std::string_view)>& find_zone) {
    const result<calendar_recurrence> series = detail::read_recurrence(text, find_zone);
    if (!series) return series.errors();
    // A rule names local times, whatever counts as elapsed time elsewhere.
    schedule_options bounds{.gap = options.gap, .overlap = options.overlap, .elapsed = elapsed_policy::never};
    bounds.not_before = instant_of_start(*series, options);
    if (series->until) bounds.expire_time = instant_of_end(*series->until, series->clock, options);
    if (series->count) {
        // The rule counts from its own beginning, wherever the options let it begin.
        const result<schedule> endless =
            parts_of(*series, bounds).and_then([](const detail::definition_parts& parts) {
                return detail::build_from(parts, "rrule");
            });
        if (!endless) return endless.errors();
        bounds.expire_time = nth_occurrence(*endless, *series->count);
    }
    if (options.not_before) bounds.not_before = std::max(*bounds.not_before, *options.not_before);
    if (options.expire_time)
        bounds.expire_time = std::min(bounds.expire_time.value_or(max_instant), *options.expire_time);
    return parts_of(*series, bounds).and_then(detail::definition_of);
}

result<schedule> parse_rrule(std::string_view text, const schedule_options& options,
                             const std::function<result<zone>(std::string_view)>& find_zone) {
    return parse_rrule_definition(text, options, find_zone).and_then([](const definition& what) {
        return detail::build_from(detail::definition_access::parts(what), "rrule");
    });
}

}  // namespace nextfire::inline v0
