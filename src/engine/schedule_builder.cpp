/// Turning a checked spec or a cron expression into the rule that the engine steps by.
#include "engine/schedule_builder.hpp"

#include "base/message.hpp"
#include "calendar/day_layout.hpp"
#include "engine/firing.hpp"
#include "engine/schedule_access.hpp"
#include "engine/time_layout.hpp"
#include "zone/zone_access.hpp"

#include <nextfire/engine/schedule.hpp>

#include <fmt/core.h>

#include <algorithm>
#include <cstdint>
#include <string>

namespace nextfire::inline v0 {

using namespace std::chrono;
using detail::day_kind;
using detail::rule_kind;

namespace {

constexpr std::int64_t count_of(sys_seconds t) noexcept {
    return t.time_since_epoch().count();
}

/// Says whether a rule fires at all within its bounds.
bool ever_fires(const detail::schedule_rule& rule) noexcept {
    return detail::nearest_after(rule, rule.before_first) <= rule.last;
}

/// Fills in a rule, part by part.
class rule_builder {
public:
    rule_builder(zone clock, const schedule_options& options) : options_(options) {
        rule_.table = &detail::zone_access::table(clock);
        rule_.clock = clock;
        rule_.before_first = count_of(min_instant) - 1;
        rule_.last = count_of(max_instant);
        follow(options.gap, options.overlap);
    }

    result<schedule> build(const schedule_spec& spec) {
        if (options_.elapsed == elapsed_policy::always) follow_readings();
        rule_.time_seconds_or_hours = static_cast<std::uint32_t>(spec.time_of_day().count());
        bound(spec.expire_time());
        switch (spec.type()) {
            case schedule_type::fixed_time:
                return once(spec);
            case schedule_type::day:
                return every_n_days(*spec.day_interval());
            case schedule_type::week:
                on_weekdays(spec.weekday_bits());
                break;
            case schedule_type::month:
                on_days_of_months(spec.day_bits(), spec.month_bits());
                break;
        }
        return finished();
    }

    result<schedule> build(const detail::recurrence& rule) {
        const cron_fields& fields = rule.fields;
        if (fields.every != seconds{0}) return since_anchor(fields.every);
        const bool is_elapsed =
            options_.elapsed == elapsed_policy::always ||
            (options_.elapsed == elapsed_policy::as_written && fields.times == time_meaning::elapsed);
        if (is_elapsed) follow_readings();
        lay_out(rule);
        if (!fields.years.is_all()) {
            bound_by_years(fields.years);
            if (!ever_fires(rule_))
                return detail::expected_found(
                    violation_code::never_fires, "cron", std::nullopt,
                    "years in which the expression fires, from 1970-01-01T00:00:00Z to 9999-12-31T23:59:59Z",
                    fmt::format("none by the clock of {}", rule_.clock.name()));
        }
        bound(std::nullopt);
        return finished();
    }

    /// A schedule that fires every day at the spec's time, of which only time, zone and policies count.
    schedule daily(const schedule_spec& spec) {
        rule_.time_seconds_or_hours = static_cast<std::uint32_t>(spec.time_of_day().count());
        at_steps(seconds_a_day, rule_.time_seconds_or_hours);
        return finished();
    }

private:
    static constexpr std::uint32_t seconds_a_day = 86400;

    [[nodiscard]] schedule finished() const { return detail::schedule_access::make(rule_); }

    void follow(gap_policy gap, overlap_policy overlap) {
        rule_.gap = gap;
        rule_.overlap = overlap;
        // The fast path sees only the first pass of an overlap, so it stops `reach` before the change.
        rule_.margin_seconds = overlap == overlap_policy::first ? 0 : rule_.table->reach_seconds;
    }

    /// Elapsed time goes by in both passes of an overlap, and not at all in a gap.
    void follow_readings() {
        follow(gap_policy::skip, overlap_policy::both);
        rule_.meaning = time_meaning::elapsed;
    }

    /// Narrows the rule to what the options and a spec's own expiry allow.
    void bound(std::optional<sys_seconds> own_expiry) {
        const sys_seconds first = options_.not_before.value_or(min_instant);
        const sys_seconds last =
            std::min(own_expiry.value_or(max_instant), options_.expire_time.value_or(max_instant));
        rule_.before_first = std::max(rule_.before_first, count_of(std::max(first, min_instant)) - 1);
        const sys_seconds before_all = min_instant - seconds{1};
        rule_.last = std::min(rule_.last, count_of(std::max(std::min(last, max_instant), before_all)));
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

    /// Fires at one time of day on the days of a cycle; on one day of it, that is steps of so many days.
    void on_cycle(const detail::day_cycle& cycle) {
        if (std::has_single_bit(cycle.days)) {
            const local_days fires = cycle.origin + days{std::countr_zero(cycle.days)};
            at_steps(cycle.length_days * seconds_a_day,
                     local_seconds{fires}.time_since_epoch().count() + rule_.time_seconds_or_hours);
            return;
        }
        rule_.kind = rule_kind::one_time;
        rule_.days = day_kind::cycle;
        rule_.by_kind.cycle = detail::cycle_from(cycle);
    }

    void on_weekdays(std::uint32_t bits) {
        rule_.kind = rule_kind::one_time;
        rule_.days = day_kind::weekdays;
        rule_.by_kind.weekdays = detail::weekdays_from(bits);
    }

    void on_days_of_months(std::uint32_t day_bits, std::uint32_t month_bits) {
        rule_.kind = rule_kind::one_time;
        rule_.days = day_kind::month_days;
        rule_.by_kind.month_days =
            detail::month_days_from(day_bits & cron_fields::all_days, day_bits >> 31, month_bits);
    }

    result<schedule> every_n_days(days interval) {
        if (options_.counting == day_counting::restart_each_month) {
            std::uint32_t bits = 0;
            for (auto day = days{0}; day < days{31}; day += interval) bits |= std::uint32_t{1} << day.count();
            on_days_of_months(bits, cron_fields::all_months);
            return finished();
        }
        if (!options_.anchor_date && interval != days{1})
            return detail::expected_found(violation_code::missing, "anchor_date", std::nullopt,
                                          fmt::format("a date to count every {} days from", interval.count()),
                                          "no such date");
        on_cycle(
            {static_cast<std::uint32_t>(interval.count()), 1, options_.anchor_date.value_or(local_days{})});
        return finished();
    }

    result<schedule> since_anchor(seconds period) {
        if (!options_.anchor_instant)
            return detail::expected_found(
                violation_code::missing, "anchor_instant", std::nullopt,
                fmt::format("an instant to count every {} seconds from", period.count()), "no such instant");
        const std::int64_t n = period.count();
        const std::int64_t anchor = count_of(*options_.anchor_instant);
        bound(std::nullopt);
        rule_.kind = rule_kind::since_anchor;
        rule_.by_kind.since_anchor = {static_cast<std::uint32_t>(n),
                                      static_cast<std::uint32_t>(((anchor % n) + n) % n)};
        return finished();
    }

    void lay_out(const detail::recurrence& rule) {
        const cron_fields& fields = rule.fields;
        const auto time = detail::only_time_of(fields);
        if (time) rule_.time_seconds_or_hours = *time;
        if (time && rule.cycle) return on_cycle(*rule.cycle);
        lay_out_days(detail::lay_out_days(rule));
        if (rule_.days == day_kind::every_day) {
            if (const auto steps = detail::steady_steps_of(fields)) {
                rule_.kind = rule_kind::steady;
                rule_.by_kind.steady = *steps;
                return;
            }
        }
        if (!time) lay_out_times(fields);
    }

    void lay_out_days(const detail::day_layout& layout) {
        rule_.kind = rule_kind::one_time;
        rule_.days = layout.kind;
        switch (layout.kind) {
            case day_kind::every_day:
                break;
            case day_kind::weekdays:
                rule_.by_kind.weekdays = layout.weekdays;
                break;
            case day_kind::cycle:
                rule_.by_kind.cycle = layout.cycle;
                break;
            case day_kind::calendar:
                rule_.calendar = layout.masks;
                [[fallthrough]];
            case day_kind::month_days:
                rule_.by_kind.month_days = layout.month_days;
                break;
        }
    }

    /// Chooses between slots and masks for several times of day.
    void lay_out_times(const cron_fields& fields) {
        rule_.kind = rule_kind::many_times;
        rule_.time_seconds_or_hours = fields.hours;
        rule_.times = {fields.seconds, fields.minutes};
        rule_.run_step = detail::run_step_of(fields);
        if (rule_.days == day_kind::calendar) return;
        const detail::slot_times slots = detail::slots_of(fields);
        if (slots.unit_seconds == 0) return;
        rule_.kind = rule_kind::slot_times;
        rule_.slots = slots;
    }

    result<schedule> once(const schedule_spec& spec) {
        const local_seconds local = *spec.scheduled_date() + spec.time_of_day();
        const detail::firing_rule clock{rule_.clock, rule_.gap, rule_.overlap};
        const auto fired = detail::fire(clock, local.time_since_epoch().count());
        if (rule_.meaning == time_meaning::elapsed) return once_by_reading(spec, local, fired);
        std::int64_t first = count_of(max_instant) + 1;  // none, until one is found
        std::int64_t last = count_of(min_instant) - 1;
        bool exists = false;
        for (const std::int64_t t : fired) {
            exists = exists || (t >= count_of(min_instant) && t <= count_of(max_instant));
            if (t <= rule_.before_first || t > rule_.last) continue;
            first = std::min(first, t);
            last = std::max(last, t);
        }
        if (!exists) return never_fires(local, fired);
        rule_.before_first = first - 1;
        rule_.last = last;
        rule_.kind = rule_kind::once;
        rule_.by_kind.once = {static_cast<std::int32_t>(floor<days>(local).time_since_epoch().count())};
        return finished();
    }

    /// Under elapsed = always a clock may read a date three times, so it is a date of the calendar like
    /// others.
    result<schedule> once_by_reading(const schedule_spec& spec, local_seconds local,
                                     const detail::fired_instants& fired) {
        const std::int64_t first = rule_.before_first;
        const std::int64_t last = rule_.last;
        rule_.before_first = count_of(min_instant) - 1;
        rule_.last = count_of(max_instant);
        lay_out_days(detail::lay_out_days({cron_expression::from(spec).expression.fields(), std::nullopt}));
        if (!ever_fires(rule_)) return never_fires(local, fired);
        rule_.before_first = first;
        rule_.last = last;
        return finished();
    }

    [[nodiscard]] violation never_fires(local_seconds local, const detail::fired_instants& fired) const {
        const auto expected =
            fired.count == 0 ? fmt::format("a local time that exists in {}", rule_.clock.name())
                             : std::string{"an instant from 1970-01-01T00:00:00Z to 9999-12-31T23:59:59Z"};
        const auto found = fired.count == 0
                               ? format_local(local) + ", which the clock skips"
                               : fmt::format("{} in {}", format_local(local), rule_.clock.name());
        return detail::expected_found(violation_code::never_fires, "scheduled_date", std::nullopt, expected,
                                      found);
    }

    const schedule_options& options_;
    detail::schedule_rule rule_;
};

}  // namespace

result<schedule> schedule::build(const schedule_spec& spec, const schedule_options& options) {
    return build(spec, spec.time_zone(), options);
}

result<schedule> schedule::build(const schedule_spec& spec, zone clock, const schedule_options& options) {
    return rule_builder{clock, options}.build(spec);
}

result<schedule> schedule::build(const cron_expression& expression, zone clock,
                                 const schedule_options& options) {
    return detail::build_recurrence({expression.fields(), std::nullopt}, clock, options);
}

result<schedule> detail::build_recurrence(const recurrence& rule, zone clock,
                                          const schedule_options& options) {
    return rule_builder{clock, options}.build(rule);
}

std::optional<local_days> anchor_date(const schedule_spec& spec, sys_seconds reference,
                                      const schedule_options& options) {
    return anchor_date(spec, spec.time_zone(), reference, options);
}

std::optional<local_days> anchor_date(const schedule_spec& spec, zone clock, sys_seconds reference,
                                      const schedule_options& options) {
    const schedule daily = rule_builder{clock, options}.daily(spec);
    const auto first_run = daily.next(std::max(reference, min_instant) - seconds{1});
    if (!first_run) return std::nullopt;
    return floor<days>(daily.occurrence_at(*first_run)->scheduled);
}

}  // namespace nextfire::inline v0
