/// Definitions from typed parts.
#include "base/message.hpp"
#include "cron/cron_sets.hpp"
#include "definition/definition_access.hpp"

#include <nextfire/definition/definition.hpp>

#include <fmt/core.h>

#include <cstdint>
#include <optional>
#include <utility>

namespace nextfire::inline v0 {

using namespace std::chrono;
using detail::expected_found;

namespace {

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

result<definition> meaning_of(const cron_fields& fields, const std::optional<day_cycle>& cycle, zone clock,
                              const schedule_options& options) {
    return detail::parts_of(fields, cycle, clock, options).and_then(detail::definition_of);
}

}  // namespace

result<definition> definition::once(local_seconds local, zone clock, const schedule_options& options) {
    const auto date = floor<days>(local);
    if (local < local_days{std::chrono::year{1970} / 1 / 1} ||
        local >= local_days{std::chrono::year{10000} / 1 / 1})
        return expected_found(violation_code::out_of_range, "local", std::nullopt,
                              "a local time from 1970-01-01 00:00:00 to 9999-12-31 23:59:59",
                              fmt::format("{} s since 1970", local.time_since_epoch().count()));
    cron_fields fields = fields_at(local - date);
    detail::set_date(fields, date);
    return meaning_of(fields, std::nullopt, clock, options);
}

result<definition> definition::once(sys_seconds instant, const schedule_options& options) {
    return once(local_seconds{instant.time_since_epoch()}, zone{}, options);
}

result<definition> definition::daily(seconds time, zone clock, const schedule_options& options) {
    part_check check;
    check.require_time(time);
    if (!check.is_good()) return std::move(check).errors();
    return meaning_of(fields_at(time), std::nullopt, clock, options);
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
    return meaning_of(fields, std::nullopt, clock, options);
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
    if (detail::never_fires(fields))
        return expected_found(violation_code::never_fires, "days", std::nullopt,
                              "a day that one of the months has", "none");
    return meaning_of(fields, std::nullopt, clock, options);
}

result<definition> definition::every_n_days(days interval, local_days anchor, seconds time, zone clock,
                                            const schedule_options& options) {
    part_check check;
    check.require(interval >= days{1} && interval.count() <= detail::longest_cycle_days,
                  violation_code::out_of_range, "interval",
                  fmt::format("1 to {} days", detail::longest_cycle_days), interval.count());
    check.require_time(time);
    if (!check.is_good()) return std::move(check).errors();
    return meaning_of(fields_at(time), day_cycle{interval, 1, anchor}, clock, options);
}

result<definition> definition::every(seconds period, sys_seconds anchor, zone clock,
                                     const schedule_options& options) {
    part_check check;
    check.require(period >= seconds{1} && period.count() <= detail::longest_period_seconds,
                  violation_code::out_of_range, "period",
                  fmt::format("1 to {} s", detail::longest_period_seconds), period.count());
    if (!check.is_good()) return std::move(check).errors();
    cron_fields fields;
    fields.every = period;
    schedule_options counted = options;
    counted.anchor_instant = anchor;
    return meaning_of(fields, std::nullopt, clock, counted);
}

}  // namespace nextfire::inline v0
