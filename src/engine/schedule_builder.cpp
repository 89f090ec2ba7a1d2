/// Turning what a definition says into the rule that the engine steps by.
#include "engine/schedule_builder.hpp"

#include "base/message.hpp"
#include "calendar/day_layout.hpp"
#include "calendar/day_map.hpp"
#include "calendar/day_stepping.hpp"
#include "cron/cron_sets.hpp"
#include "definition/definition_access.hpp"
#include "engine/firing.hpp"
#include "engine/schedule_access.hpp"
#include "engine/time_layout.hpp"
#include "zone/zone_access.hpp"

#include <nextfire/engine/schedule.hpp>

#include <fmt/core.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <string>
#include <utility>

namespace nextfire::inline v0 {

using namespace std::chrono;
using detail::count_of;
using detail::day_kind;
using detail::rule_kind;

namespace {

/// Says whether a rule fires at all within its bounds.
bool ever_fires(const detail::schedule_rule& rule) noexcept {
    return detail::nearest_after(rule, rule.before_first) <= rule.last;
}

/// The rule of each set of weekdays: copied from here, no load waits for bytes that were just written one by one.
constexpr std::array every_weekdays_rule = [] {
    std::array<detail::weekdays_rule, 128> rules{};
    for (std::uint32_t bits = 1; bits < rules.size(); ++bits) rules[bits] = detail::weekdays_from(bits);
    return rules;
}();

/// Fills in a rule, part by part, where it lies: to copy what was just written, part by part, costs as much as all the rest.
class rule_builder {
public:
    rule_builder(const detail::definition_parts& parts, std::string_view subject, detail::schedule_rule& rule)
        : parts_(parts), subject_(subject), rule_(rule) {
        rule_.table = &detail::zone_access::table(parts.clock);
        rule_.clock = parts.clock;
        rule_.before_first = count_of(min_instant) - 1;
        rule_.last = count_of(max_instant);
    }

    /// Gives what keeps it from ever firing, if anything does; the rule is of no use then.
    std::optional<violation> build() {
        const cron_fields& fields = parts_.fields;
        if (fields.every != seconds{0}) {
            since_anchor();
            return std::nullopt;
        }
        if (fields.times == time_meaning::elapsed) {
            // Elapsed time goes by in both passes of an overlap, and not at all in a gap.
            follow(gap_policy::skip, overlap_policy::both);
            rule_.meaning = time_meaning::elapsed;
        } else {
            follow(parts_.gap, parts_.overlap);
            if (detail::is_one_date(fields))
                if (const auto time = fields.only_time()) return once(detail::only_date_of(fields), *time);
        }
        lay_out();
        if (!fields.years.is_all()) {
            bound_by_years(fields.years);
            if (!ever_fires(rule_))
                return detail::expected_found(
                    violation_code::never_fires, subject_, std::nullopt,
                    "years in which it fires, from 1970-01-01T00:00:00Z to 9999-12-31T23:59:59Z",
                    fmt::format("none by the clock of {}", rule_.clock.name()));
        }
        bound();
        return std::nullopt;
    }

private:
    static constexpr std::uint32_t seconds_a_day = 86400;

    /// Narrows the rule to the bounds of the definition.
    void bound() {
        const std::int64_t before_all = count_of(min_instant) - 1;
        rule_.before_first = std::max(rule_.before_first, parts_.not_before - 1);
        rule_.last = std::min(rule_.last, std::max(parts_.expire_time, before_all));
    }

    void follow(gap_policy gap, overlap_policy overlap) {
        rule_.gap = gap;
        rule_.overlap = overlap;
        // The fast path sees only the first pass of an overlap, so it stops `reach` before the change.
        rule_.margin_seconds = overlap == overlap_policy::first ? 0 : rule_.table->reach_seconds;
    }

    /// Narrows it to the instants at which a local time of the years can fire, whatever the offset.
    void bound_by_years(const year_set& years) {
        const local_days first{year{*years.on_or_after(year_set::first_year)} / January / 1};
        const local_days after_last{year{*years.on_or_before(year_set::last_year) + 1} / January / 1};
        const std::int64_t earliest =
            local_seconds{first}.time_since_epoch().count() - rule_.table->highest_offset;
        const std::int64_t latest =
            local_seconds{after_last}.time_since_epoch().count() - 1 - rule_.table->lowest_offset;
        rule_.before_first = std::max(rule_.before_first, earliest - 1);
        rule_.last = std::min(rule_.last, latest);
    }

    /// Fires every `step` seconds of local time, at `phase` and before and after it.
    void at_steps(std::uint32_t step_seconds, std::int64_t phase_seconds) {
        rule_.kind = rule_kind::steady;
        rule_.by_kind.steady = detail::steady_from(step_seconds, phase_seconds);
    }

    void since_anchor() {
        follow(parts_.gap, parts_.overlap);
        rule_.kind = rule_kind::since_anchor;
        rule_.by_kind.since_anchor = {static_cast<std::uint32_t>(parts_.fields.every.count()), parts_.phase};
        bound();
    }

    void lay_out() {
        const cron_fields& fields = parts_.fields;
        const auto time = fields.only_time();
        if (time) rule_.time_seconds_or_hours = static_cast<std::uint32_t>(time->count());
        if (parts_.cycle_days != 0) {
            if (time && std::has_single_bit(parts_.cycle_days)) return on_one_day_of_cycle();
            rule_.kind = rule_kind::one_time;
            rule_.days = day_kind::cycle;
            rule_.by_kind.cycle = detail::cycle_from(
                {days{parts_.cycle_length}, parts_.cycle_days, local_days{days{parts_.phase}}});
        } else {
            lay_out_days(fields);
        }
        if (rule_.days == day_kind::every_day) {
            if (time) return at_steps(seconds_a_day, time->count());
            if (const auto steps = detail::steady_steps_of(fields)) {
                rule_.kind = rule_kind::steady;
                rule_.by_kind.steady = *steps;
                return;
            }
        }
        if (!time) return lay_out_times(fields);
        if (rule_.days == day_kind::month_days || rule_.days == day_kind::calendar)
            rule_.run_step_or_day_map = detail::day_map_of(
                rule_.by_kind.month_days, rule_.days == day_kind::calendar ? &rule_.calendar : nullptr);
    }

    /// One time on one day of a cycle is steps of so many days.
    void on_one_day_of_cycle() {
        const std::int64_t day = std::int64_t{parts_.phase} + std::countr_zero(parts_.cycle_days);
        at_steps(parts_.cycle_length * seconds_a_day, day * seconds_a_day + rule_.time_seconds_or_hours);
    }

    void lay_out_days(const cron_fields& fields) {
        rule_.kind = rule_kind::one_time;
        rule_.days = detail::day_kind_of(fields);
        switch (rule_.days) {
            case day_kind::every_day:
            case day_kind::cycle:  // no day fields make one
                break;
            case day_kind::weekdays:
                rule_.by_kind.weekdays = every_weekdays_rule[fields.whole_weekdays()];
                break;
            case day_kind::month_days:
                rule_.by_kind.month_days =
                    detail::month_days_from(fields.days, fields.last_days, fields.months);
                break;
            case day_kind::calendar: {
                const detail::calendar_layout layout = detail::calendar_layout_of(fields);
                rule_.by_kind.month_days = layout.days;
                rule_.calendar = layout.masks;
                break;
            }
        }
    }

    /// Chooses between slots and masks for several times of day.
    void lay_out_times(const cron_fields& fields) {
        rule_.time_seconds_or_hours = fields.hours;
        rule_.times = {fields.seconds, fields.minutes};
        if (rule_.days != day_kind::calendar) {
            if (const auto slots = detail::slots_of(fields)) {
                rule_.kind = rule_kind::slot_times;
                rule_.slots = *slots;
                return;
            }
        }
        rule_.kind = rule_kind::many_times;
        rule_.run_step_or_day_map = detail::run_step_of(fields);
    }

    std::optional<violation> once(local_days day, seconds time) {
        const local_seconds local = day + time;
        const detail::firing_rule clock{rule_.clock, rule_.gap, rule_.overlap};
        const auto fired = detail::fire(clock, local.time_since_epoch().count());
        const std::int64_t earliest = std::max(parts_.not_before, count_of(min_instant));
        const std::int64_t latest = std::min(parts_.expire_time, count_of(max_instant));
        std::int64_t first = count_of(max_instant) + 1;  // none, until one is found
        std::int64_t last = count_of(min_instant) - 1;
        bool exists = false;
        for (const std::int64_t t : fired) {
            exists = exists || (t >= count_of(min_instant) && t <= count_of(max_instant));
            if (t < earliest || t > latest) continue;
            first = std::min(first, t);
            last = std::max(last, t);
        }
        if (!exists) return never_fires(local, fired);
        rule_.before_first = first - 1;
        rule_.last = last;
        rule_.kind = rule_kind::once;
        rule_.by_kind.once = {static_cast<std::int32_t>(day.time_since_epoch().count())};
        rule_.time_seconds_or_hours = static_cast<std::uint32_t>(time.count());
        return std::nullopt;
    }

    [[nodiscard]] violation never_fires(local_seconds local, const detail::fired_instants& fired) const {
        const auto expected =
            fired.count == 0 ? fmt::format("a local time that exists in {}", rule_.clock.name())
                             : std::string{"an instant from 1970-01-01T00:00:00Z to 9999-12-31T23:59:59Z"};
        const auto found = fired.count == 0
                               ? format_local(local) + ", which the clock skips"
                               : fmt::format("{} in {}", format_local(local), rule_.clock.name());
        return detail::expected_found(violation_code::never_fires, subject_, std::nullopt, expected, found);
    }

    const detail::definition_parts& parts_;
    std::string_view subject_;  // the field of violations
    detail::schedule_rule& rule_;
};

}  // namespace

result<schedule> detail::build_from(const definition_parts& parts, std::string_view subject) {
    result<schedule> built{std::in_place};
    if (auto error = rule_builder{parts, subject, schedule_access::rule(*built)}.build())
        built = *std::move(error);
    return built;
}

result<schedule> schedule::build(const definition& what) {
    return detail::build_from(detail::definition_access::parts(what), "definition");
}

result<schedule> schedule::build(const schedule_spec& spec, const schedule_options& options) {
    return build(spec, spec.time_zone(), options);
}

result<schedule> schedule::build(const schedule_spec& spec, zone clock, const schedule_options& options) {
    const result<detail::definition_parts> parts = detail::parts_of(spec, clock, options);
    if (!parts) return parts.errors();
    return detail::build_from(*parts, "scheduled_date");
}

result<schedule> schedule::build(const cron_expression& expression, zone clock,
                                 const schedule_options& options) {
    const result<detail::definition_parts> parts =
        detail::parts_of(expression.fields(), std::nullopt, clock, options);
    if (!parts) return parts.errors();
    return detail::build_from(*parts, "cron");
}

}  // namespace nextfire::inline v0
