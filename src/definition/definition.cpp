/// What each way to write a schedule means.
#include <nextfire/definition/definition.hpp>

#include "base/message.hpp"
#include "cron/cron_sets.hpp"
#include "definition/canonical.hpp"
#include "definition/definition_access.hpp"

#include <nextfire/base/instant.hpp>

#include <fmt/core.h>

#include <algorithm>
#include <bit>
#include <cstdint>

namespace nextfire::inline v0 {

using namespace std::chrono;
using detail::definition_parts;
using detail::expected_found;

namespace {

constexpr std::int64_t count_of(sys_seconds t) noexcept {
    return t.time_since_epoch().count();
}

/// Gives a count less whole periods.
constexpr std::uint32_t phase_of(std::int64_t count, std::int64_t period) noexcept {
    return static_cast<std::uint32_t>(((count % period) + period) % period);
}

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
    parts.phase = phase_of(cycle.begin.time_since_epoch().count(), cycle.length.count());
}

/// Gives the sets of every day at a time of day.
cron_fields fields_at(seconds time) noexcept {
    cron_fields fields;
    detail::set_time(fields, time);
    fields.days = cron_fields::all_days;
    fields.weekdays = cron_fields::all_weekdays;
    return fields;
}

/// Collects what is wrong with the parts that somebody typed.
class part_check {
public:
    void require(bool is_right, violation_code code, std::string_view field, std::string_view expected,
                 std::int64_t found) {
        if (!is_right)
            errors_.push_back(expected_found(code, field, std::nullopt, expected, fmt::format("{}", found)));
    }
    void require_any(bool is_right, std::string_view field, std::string_view expected) {
        if (!is_right)
            errors_.push_back(expected_found(violation_code::missing, field, std::nullopt, expected, "none"));
    }
    void require_time(seconds time) {
        require(time >= seconds{0} && time < days{1}, violation_code::out_of_range, "time",
                "a time of day from 0 to 86399 s", time.count());
    }
    [[nodiscard]] bool is_good() const noexcept { return errors_.empty(); }
    [[nodiscard]] violations errors() && { return std::move(errors_); }

private:
    violations errors_;
};

result<definition> finished(const cron_fields& fields, zone clock, const schedule_options& options) {
    definition_parts parts{.fields = fields, .clock = clock};
    apply(parts, options);
    return detail::definition_of(parts);
}

}  // namespace

// ---- From what others have checked ----

result<definition_parts> detail::parts_of(const schedule_spec& spec, zone clock,
                                          const schedule_options& options) {
    result<definition_parts> made{definition_parts{.clock = clock}};  // filled in where it lies
    definition_parts& parts = *made;
    set_fields(parts.fields, spec);
    if (spec.expire_time()) parts.expire_time = count_of(*spec.expire_time());
    const bool counts_days = spec.type() == schedule_type::day && *spec.day_interval() > days{1} &&
                             options.counting == day_counting::from_anchor;
    if (counts_days) {
        if (!options.anchor_date)
            return expected_found(
                violation_code::missing, "anchor_date", std::nullopt,
                fmt::format("a date to count every {} days from", spec.day_interval()->count()),
                "no such date");
        parts.fields.days = cron_fields::all_days;
        set_cycle(parts, {*spec.day_interval(), 1, *options.anchor_date});
    }
    apply(parts, options);
    return made;
}

result<definition_parts> detail::parts_of(const cron_fields& fields, const std::optional<day_cycle>& cycle,
                                          zone clock, const schedule_options& options) {
    definition_parts parts{.fields = fields, .clock = clock};
    if (cycle) set_cycle(parts, *cycle);
    apply(parts, options);
    if (fields.every == seconds{0}) return parts;
    const std::int64_t period = fields.every.count();
    if (!options.anchor_instant)
        return expected_found(violation_code::missing, "anchor_instant", std::nullopt,
                              fmt::format("an instant to count every {} seconds from", period),
                              "no such instant");
    parts.phase = phase_of(count_of(*options.anchor_instant), period);
    return parts;
}

result<definition> detail::definition_of(definition_parts parts) {
    if (const std::size_t size = parts.clock.name().size(); size > longest_zone_name)
        return expected_found(violation_code::too_long, "time_zone", std::nullopt,
                              fmt::format("a name of at most {} bytes", longest_zone_name),
                              fmt::format("{} bytes", size));
    make_canonical(parts);
    return definition_access::make(parts);
}

result<definition> definition::from(const schedule_spec& spec, const schedule_options& options) {
    return from(spec, spec.time_zone(), options);
}

result<definition> definition::from(const schedule_spec& spec, zone clock, const schedule_options& options) {
    return detail::parts_of(spec, clock, options).and_then(detail::definition_of);
}

result<definition> definition::from(const cron_expression& expression, zone clock,
                                    const schedule_options& options) {
    return detail::parts_of(expression.fields(), std::nullopt, clock, options)
        .and_then(detail::definition_of);
}

// ---- From typed parts ----

result<definition> definition::once(local_seconds local, zone clock, const schedule_options& options) {
    const auto date = floor<days>(local);
    const year_month_day ymd{date};
    const int year = static_cast<int>(ymd.year());
    if (local < local_days{std::chrono::year{1970} / 1 / 1} ||
        local >= local_days{std::chrono::year{10000} / 1 / 1})
        return expected_found(violation_code::out_of_range, "local", std::nullopt,
                              "a local time from 1970-01-01 00:00:00 to 9999-12-31 23:59:59",
                              fmt::format("{} s since 1970", local.time_since_epoch().count()));
    cron_fields fields = fields_at(local - date);
    fields.days = std::uint32_t{1} << (static_cast<unsigned>(ymd.day()) - 1);
    fields.months = static_cast<std::uint16_t>(1U << (static_cast<unsigned>(ymd.month()) - 1));
    fields.years = year_set::between(year, year);
    return finished(fields, clock, options);
}

result<definition> definition::once(sys_seconds instant, const schedule_options& options) {
    return once(local_seconds{instant.time_since_epoch()}, zone{}, options);
}

result<definition> definition::daily(seconds time, zone clock, const schedule_options& options) {
    part_check check;
    check.require_time(time);
    if (!check.is_good()) return std::move(check).errors();
    return finished(fields_at(time), clock, options);
}

result<definition> definition::weekly(std::initializer_list<weekday> weekdays, seconds time, zone clock,
                                      const schedule_options& options) {
    part_check check;
    check.require_any(weekdays.size() != 0, "weekdays", "at least one weekday");
    std::uint64_t bits = 0;
    for (const weekday each : weekdays) {
        check.require(each.ok(), violation_code::out_of_range, "weekdays", "Sunday to Saturday",
                      each.c_encoding());
        if (each.ok()) bits |= std::uint64_t{1} << each.c_encoding();
    }
    check.require_time(time);
    if (!check.is_good()) return std::move(check).errors();
    cron_fields fields = fields_at(time);
    fields.weekdays = bits * cron_fields::every_week;
    return finished(fields, clock, options);
}

result<definition> definition::monthly(std::initializer_list<int> days, seconds time, zone clock,
                                       const schedule_options& options) {
    return yearly(
        {January, February, March, April, May, June, July, August, September, October, November, December},
        days, time, clock, options);
}

result<definition> definition::yearly(std::initializer_list<month> months, std::initializer_list<int> days,
                                      seconds time, zone clock, const schedule_options& options) {
    part_check check;
    check.require_any(months.size() != 0, "months", "at least one month");
    check.require_any(days.size() != 0, "days", "at least one day of the month");
    unsigned month_bits = 0;
    for (const month each : months) {
        check.require(each.ok(), violation_code::out_of_range, "months", "January to December",
                      static_cast<unsigned>(each));
        if (each.ok()) month_bits |= 1U << (static_cast<unsigned>(each) - 1);
    }
    std::uint32_t day_bits = 0;
    std::uint32_t last_bits = 0;
    for (const int each : days) {
        const bool is_day = each != 0 && each >= -31 && each <= 31;
        check.require(is_day, violation_code::out_of_range, "days", "a day from 1 to 31, or -1 to -31", each);
        if (is_day && each > 0) day_bits |= std::uint32_t{1} << (each - 1);
        if (is_day && each < 0) last_bits |= std::uint32_t{1} << (-each - 1);
    }
    check.require_time(time);
    if (!check.is_good()) return std::move(check).errors();
    cron_fields fields = fields_at(time);
    fields.months = static_cast<std::uint16_t>(month_bits);
    fields.days = day_bits;
    fields.last_days = last_bits;
    if (const auto expression = cron_expression::from_fields(fields); !expression)
        return expected_found(violation_code::never_fires, "days", std::nullopt,
                              "a day that one of the months has", "none");
    return finished(fields, clock, options);
}

result<definition> definition::every_n_days(days interval, local_days anchor, seconds time, zone clock,
                                            const schedule_options& options) {
    part_check check;
    check.require(interval >= days{1} && interval.count() <= detail::longest_cycle_days,
                  violation_code::out_of_range, "interval",
                  fmt::format("1 to {} days", detail::longest_cycle_days), interval.count());
    check.require_time(time);
    if (!check.is_good()) return std::move(check).errors();
    definition_parts parts{.fields = fields_at(time), .clock = clock};
    set_cycle(parts, {interval, 1, anchor});
    apply(parts, options);
    return detail::definition_of(parts);
}

result<definition> definition::every(seconds period, sys_seconds anchor, zone clock,
                                     const schedule_options& options) {
    part_check check;
    check.require(period >= seconds{1} && period.count() <= detail::longest_period_seconds,
                  violation_code::out_of_range, "period",
                  fmt::format("1 to {} s", detail::longest_period_seconds), period.count());
    if (!check.is_good()) return std::move(check).errors();
    definition_parts parts;
    parts.fields.every = period;
    parts.clock = clock;
    parts.phase = phase_of(count_of(anchor), period.count());
    apply(parts, options);
    return detail::definition_of(parts);
}

// ---- What it holds ----

std::optional<day_cycle> definition::cycle() const noexcept {
    if (parts_.cycle_days == 0) return std::nullopt;
    return day_cycle{days{parts_.cycle_length}, parts_.cycle_days, local_days{days{parts_.phase}}};
}

std::optional<sys_seconds> definition::not_before() const noexcept {
    if (parts_.not_before == count_of(min_instant)) return std::nullopt;
    return sys_seconds{seconds{parts_.not_before}};
}

std::optional<sys_seconds> definition::expire_time() const noexcept {
    if (parts_.expire_time == count_of(max_instant)) return std::nullopt;
    return sys_seconds{seconds{parts_.expire_time}};
}

schedule_options definition::options() const noexcept {
    schedule_options options{.gap = parts_.gap, .overlap = parts_.overlap};
    // No cron text says of a single time of day that it counts as elapsed.
    if (parts_.fields.times == time_meaning::elapsed && parts_.fields.only_time())
        options.elapsed = elapsed_policy::always;
    if (const auto days = cycle()) options.anchor_date = days->begin;
    if (parts_.fields.every != seconds{0}) options.anchor_instant = sys_seconds{seconds{parts_.phase}};
    options.not_before = not_before();
    options.expire_time = expire_time();
    return options;
}

result<definition> definition::in(zone clock) const {
    definition_parts parts = parts_;
    parts.clock = clock;
    return detail::definition_of(parts);
}

definition definition::between(std::optional<sys_seconds> not_before,
                               std::optional<sys_seconds> expire_time) const noexcept {
    definition_parts parts = parts_;
    parts.not_before = count_of(not_before.value_or(min_instant));
    parts.expire_time = count_of(expire_time.value_or(max_instant));
    detail::make_canonical(parts);
    return definition{parts};
}

bool operator==(const definition& a, const definition& b) noexcept {
    const definition_parts& x = a.parts_;
    const definition_parts& y = b.parts_;
    return x.fields == y.fields && x.not_before == y.not_before && x.expire_time == y.expire_time &&
           x.cycle_days == y.cycle_days && x.cycle_length == y.cycle_length && x.phase == y.phase &&
           x.gap == y.gap && x.overlap == y.overlap &&
           (x.clock == y.clock || x.clock.name() == y.clock.name());
}

}  // namespace nextfire::inline v0

std::size_t std::hash<nextfire::definition>::operator()(const nextfire::definition& key) const noexcept {
    const nextfire::definition_bytes bytes = key.to_bytes();
    return std::hash<std::string_view>{}(
        {reinterpret_cast<const char*>(bytes.data()), bytes.size()});  // NOLINT(*reinterpret-cast)
}
