/// Turning a checked form or a cron expression into the rule that the engine steps by.
#include <nextfire/engine/schedule.hpp>

#include "base/message.hpp"
#include "calendar/calendar_stepping.hpp"
#include "calendar/day_layout.hpp"
#include "calendar/day_stepping.hpp"
#include "engine/firing.hpp"
#include "engine/schedule_builder.hpp"
#include "engine/time_layout.hpp"
#include "zone/zone_access.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdint>
#include <string>

namespace nextfire::inline v0 {

using namespace std::chrono;
using detail::rule_kind;

namespace {

constexpr std::int64_t count_of(sys_seconds t) noexcept {
    return t.time_since_epoch().count();
}

}  // namespace

/// Fills in a schedule, part by part.
class schedule_builder {
public:
    schedule_builder(zone clock, const schedule_options& options) : options_(options) {
        schedule_.table_ = &detail::zone_access::table(clock);
        schedule_.zone_ = clock;
        schedule_.before_first_ = count_of(min_instant) - 1;
        schedule_.last_ = count_of(max_instant);
        follow(options.gap, options.overlap);
    }

    result<schedule> build(const schedule_spec& spec) {
        if (options_.elapsed == elapsed_policy::always) follow_readings();
        schedule_.time_seconds_or_hours_ = static_cast<std::uint32_t>(spec.time_of_day().count());
        bound(spec.expire_time());
        switch (spec.type()) {
            case schedule_type::fixed_time:
                return once(spec);
            case schedule_type::day:
                return every_n_days(*spec.day_interval());
            case schedule_type::week:
                return finished(rule_kind::weekdays,
                                {.weekdays = detail::weekdays_from(spec.weekday_bits())});
            case schedule_type::month:
                return month_days(spec.day_bits(), spec.month_bits());
        }
        return schedule{};
    }

    result<schedule> build(const detail::recurrence& rule) {
        const cron_fields& fields = rule.fields;
        if (fields.every != seconds{0}) return since_anchor(fields.every);
        const bool is_elapsed =
            options_.elapsed == elapsed_policy::always ||
            (options_.elapsed == elapsed_policy::as_written && fields.times == time_meaning::elapsed);
        if (is_elapsed) follow_readings();
        lay_out_days(rule);
        lay_out_times(fields);
        if (fields.years.is_all()) {
            bound(std::nullopt);
            return schedule_;
        }
        bound_by_years(fields.years);
        if (schedule_.nearest_after(schedule_.before_first_) > schedule_.last_)
            return detail::expected_found(
                violation_code::never_fires, "cron", std::nullopt,
                "years in which the expression fires, from 1970-01-01T00:00:00Z to 9999-12-31T23:59:59Z",
                fmt::format("none by the clock of {}", schedule_.zone_.name()));
        bound(std::nullopt);
        return schedule_;
    }

    /// A schedule that fires every day at the form's time, of which only time, zone and policies count.
    schedule daily(const schedule_spec& spec) {
        schedule_.time_seconds_or_hours_ = static_cast<std::uint32_t>(spec.time_of_day().count());
        return finished(rule_kind::every_n_days, {.every_n_days = detail::every_from(1, local_days{})});
    }

private:
    void follow(gap_policy gap, overlap_policy overlap) {
        schedule_.gap_ = gap;
        schedule_.overlap_ = overlap;
        // In the last hours before an overlap the fast path knows of the first pass alone.
        schedule_.margin_seconds_ = overlap == overlap_policy::first ? 0 : schedule_.table_->reach_seconds;
    }

    /// Elapsed time goes by in both passes of an overlap, and not at all in a gap.
    void follow_readings() {
        follow(gap_policy::skip, overlap_policy::both);
        schedule_.form_ = time_meaning::elapsed;
    }

    /// Narrows the schedule to what the options and a form's own expiry allow.
    void bound(std::optional<sys_seconds> own_expiry) {
        const sys_seconds first = options_.not_before.value_or(min_instant);
        const sys_seconds last =
            std::min(own_expiry.value_or(max_instant), options_.expire_time.value_or(max_instant));
        schedule_.before_first_ =
            std::max(schedule_.before_first_, count_of(std::max(first, min_instant)) - 1);
        const sys_seconds before_all = min_instant - seconds{1};
        schedule_.last_ =
            std::min(schedule_.last_, count_of(std::max(std::min(last, max_instant), before_all)));
    }

    /// Narrows it to the instants at which a local time of the years can fire, whatever the offset.
    void bound_by_years(const year_set& years) {
        const local_days first{year{*years.on_or_after(year_set::first_year)} / January / 1};
        const local_days after_last{year{*years.on_or_before(year_set::last_year) + 1} / January / 1};
        const std::int64_t earliest =
            local_seconds{first}.time_since_epoch().count() - schedule_.table_->highest_offset;
        const std::int64_t latest =
            local_seconds{after_last}.time_since_epoch().count() - 1 - schedule_.table_->lowest_offset;
        schedule_.before_first_ = std::max(schedule_.before_first_, earliest - 1);
        schedule_.last_ = std::min(schedule_.last_, latest);
    }

    schedule finished(rule_kind kind, detail::day_rule rule) {
        schedule_.kind_ = kind;
        schedule_.days_kind_ = kind;
        schedule_.rule_ = rule;
        return schedule_;
    }

    result<schedule> every_n_days(days interval) {
        if (options_.counting == day_counting::restart_each_month) {
            std::uint32_t bits = 0;
            for (auto day = days{0}; day < days{31}; day += interval) bits |= std::uint32_t{1} << day.count();
            return month_days(bits, cron_fields::all_months);
        }
        if (!options_.anchor_date && interval != days{1})
            return detail::expected_found(violation_code::missing, "anchor_date", std::nullopt,
                                          fmt::format("a date to count every {} days from", interval.count()),
                                          "no such date");
        const auto n = static_cast<std::uint32_t>(interval.count());
        return finished(rule_kind::every_n_days,
                        {.every_n_days = detail::every_from(n, options_.anchor_date.value_or(local_days{}))});
    }

    schedule month_days(std::uint32_t day_bits, std::uint32_t month_bits) {
        const std::uint32_t last_days = day_bits >> 31;
        return finished(
            rule_kind::month_days,
            {.month_days = detail::month_days_from(day_bits & cron_fields::all_days, last_days, month_bits)});
    }

    result<schedule> since_anchor(seconds period) {
        if (!options_.anchor_instant)
            return detail::expected_found(
                violation_code::missing, "anchor_instant", std::nullopt,
                fmt::format("an instant to count every {} seconds from", period.count()), "no such instant");
        const std::int64_t n = period.count();
        const std::int64_t anchor = count_of(*options_.anchor_instant);
        bound(std::nullopt);
        return finished(rule_kind::since_anchor,
                        {.since_anchor = {static_cast<std::uint32_t>(n),
                                          static_cast<std::uint32_t>(((anchor % n) + n) % n)}});
    }

    void lay_out_days(const detail::recurrence& rule) {
        const detail::day_layout layout = detail::lay_out_days(rule);
        finished(layout.kind, layout.rule);
        if (layout.kind == rule_kind::calendar) schedule_.calendar_ = layout.masks;
    }

    /// Chooses between one time of day, steady steps through every day, and masks.
    void lay_out_times(const cron_fields& fields) {
        if (const auto time = detail::only_time_of(fields)) {
            schedule_.time_seconds_or_hours_ = *time;
            return;
        }
        const bool is_every_day =
            schedule_.kind_ == rule_kind::every_n_days && schedule_.rule_.every_n_days.interval == 1;
        const auto steps = detail::steady_steps_of(fields);
        if (schedule_.form_ == time_meaning::elapsed && is_every_day && steps) {
            finished(rule_kind::steady, {.steady = *steps});
            return;
        }
        schedule_.kind_ = rule_kind::several;
        schedule_.time_seconds_or_hours_ = fields.hours;
        schedule_.times_ = {fields.seconds, fields.minutes};
        if (schedule_.days_kind_ != rule_kind::calendar) schedule_.slots_ = detail::slots_of(fields);
    }

    result<schedule> once(const schedule_spec& spec) {
        const local_seconds local = *spec.scheduled_date() + spec.time_of_day();
        const detail::firing_rule clock{schedule_.zone_, schedule_.gap_, schedule_.overlap_};
        const auto fired = detail::fire(clock, local.time_since_epoch().count());
        if (schedule_.form_ == time_meaning::elapsed) return once_by_reading(spec, local, fired);
        std::int64_t first = count_of(max_instant) + 1;  // none, until one is found
        std::int64_t last = count_of(min_instant) - 1;
        bool exists = false;
        for (const std::int64_t t : fired) {
            exists = exists || (t >= count_of(min_instant) && t <= count_of(max_instant));
            if (t <= schedule_.before_first_ || t > schedule_.last_) continue;
            first = std::min(first, t);
            last = std::max(last, t);
        }
        if (!exists) return never_fires(local, fired);
        schedule_.before_first_ = first - 1;
        schedule_.last_ = last;
        const auto day = floor<days>(local).time_since_epoch().count();
        return finished(rule_kind::once, {.once = {static_cast<std::int32_t>(day)}});
    }

    /// A clock may read a date and time more than twice, and so this is a date of the calendar like others.
    result<schedule> once_by_reading(const schedule_spec& spec, local_seconds local,
                                     const detail::fired_instants& fired) {
        const std::int64_t first = schedule_.before_first_;
        const std::int64_t last = schedule_.last_;
        schedule_.before_first_ = count_of(min_instant) - 1;
        schedule_.last_ = count_of(max_instant);
        lay_out_days({cron_expression::from(spec).expression.fields(), std::nullopt});
        if (schedule_.nearest_after(schedule_.before_first_) > schedule_.last_)
            return never_fires(local, fired);
        schedule_.before_first_ = first;
        schedule_.last_ = last;
        return schedule_;
    }

    [[nodiscard]] violation never_fires(local_seconds local, const detail::fired_instants& fired) const {
        const auto expected =
            fired.count == 0 ? fmt::format("a local time that exists in {}", schedule_.zone_.name())
                             : std::string{"an instant from 1970-01-01T00:00:00Z to 9999-12-31T23:59:59Z"};
        const auto found = fired.count == 0
                               ? format_local(local) + ", which the clock skips"
                               : fmt::format("{} in {}", format_local(local), schedule_.zone_.name());
        return detail::expected_found(violation_code::never_fires, "scheduled_date", std::nullopt, expected,
                                      found);
    }

    const schedule_options& options_;
    schedule schedule_;
};

result<schedule> schedule::build(const schedule_spec& spec, const schedule_options& options) {
    return build(spec, spec.time_zone(), options);
}

result<schedule> schedule::build(const schedule_spec& spec, zone clock, const schedule_options& options) {
    return schedule_builder{clock, options}.build(spec);
}

result<schedule> schedule::build(const cron_expression& expression, zone clock,
                                 const schedule_options& options) {
    return detail::build_recurrence({expression.fields(), std::nullopt}, clock, options);
}

result<schedule> detail::build_recurrence(const recurrence& rule, zone clock,
                                          const schedule_options& options) {
    return schedule_builder{clock, options}.build(rule);
}

std::optional<local_days> anchor_date(const schedule_spec& spec, sys_seconds reference,
                                      const schedule_options& options) {
    return anchor_date(spec, spec.time_zone(), reference, options);
}

std::optional<local_days> anchor_date(const schedule_spec& spec, zone clock, sys_seconds reference,
                                      const schedule_options& options) {
    const schedule daily = schedule_builder{clock, options}.daily(spec);
    const auto first_run = daily.next(std::max(reference, min_instant) - seconds{1});
    if (!first_run) return std::nullopt;
    return floor<days>(daily.occurrence_at(*first_run)->scheduled);
}

}  // namespace nextfire::inline v0
