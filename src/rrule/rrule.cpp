#include <nextfire/rrule/rrule.hpp>

#include "rrule/rrule_text.hpp"
#include "spec/list_text.hpp"

#include <fmt/core.h>

#include <bit>
#include <cstddef>
#include <cstdint>
#include <optional>

namespace nextfire::inline v0 {

using namespace std::chrono;

namespace {

std::string weekday_text(std::uint8_t bits) {
    std::string text;
    for (std::uint32_t rest = bits; rest != 0; rest &= rest - 1) {
        if (!text.empty()) text += ',';
        text += detail::calendar_weekday_names[static_cast<std::size_t>(std::countr_zero(rest))];
    }
    return text;
}

/// Writes days of the month as RFC 5545 does: `1,2,28,-1`, where -1 is the last day.
std::string month_day_text(std::uint32_t bits) {
    const bool has_last = (bits & schedule_spec::last_day_bit) != 0;
    std::string text = detail::list_text(bits & ~schedule_spec::last_day_bit);
    if (has_last) text += text.empty() ? "-1" : ",-1";
    return text;
}

/// Says whether a local date fires, by the calendar alone.
bool fires_on(const schedule_spec& spec, local_days date) {
    const year_month_day ymd{date};
    switch (spec.type()) {
        case schedule_type::fixed_time:
            return date == *spec.scheduled_date();
        case schedule_type::day:
            return true;
        case schedule_type::week:
            return (spec.weekday_bits() >> weekday{date}.c_encoding() & 1) != 0;
        case schedule_type::month:
            break;
    }
    if ((spec.month_bits() >> (static_cast<unsigned>(ymd.month()) - 1) & 1) == 0) return false;
    if ((spec.day_bits() >> (static_cast<unsigned>(ymd.day()) - 1) & 1) != 0) return true;
    return (spec.day_bits() & schedule_spec::last_day_bit) != 0 && ymd == ymd.year() / ymd.month() / last;
}

/// Finds the first local time from `start` on that fires; every rule has one within eight years and a day.
std::optional<local_seconds> first_time(const schedule_spec& spec, local_days start) {
    if (spec.type() == schedule_type::fixed_time) return *spec.scheduled_date() + spec.time_of_day();
    for (local_days date = start; date <= detail::latest_start && date <= start + days{8 * 366};
         date += days{1})
        if (fires_on(spec, date)) return date + spec.time_of_day();
    return std::nullopt;
}

std::string rule_of(const schedule_spec& spec) {
    std::string rule;
    switch (spec.type()) {
        case schedule_type::fixed_time:
            return "FREQ=DAILY;COUNT=1";
        case schedule_type::day:
            rule = "FREQ=DAILY";
            if (*spec.day_interval() != days{1})
                rule += fmt::format(";INTERVAL={}", spec.day_interval()->count());
            break;
        case schedule_type::week:
            rule = "FREQ=WEEKLY;BYDAY=" + weekday_text(spec.weekday_bits());
            break;
        case schedule_type::month:
            rule = "FREQ=MONTHLY";
            if (spec.month_bits() != 0xFFF) rule += ";BYMONTH=" + detail::list_text(spec.month_bits());
            rule += ";BYMONTHDAY=" + month_day_text(spec.day_bits());
            break;
    }
    if (spec.expire_time()) rule += detail::until_text(*spec.expire_time());
    return rule;
}

}  // namespace

result<std::string> to_rrule(const schedule_spec& spec, local_days start) {
    violations errors = detail::check_rule_place(spec.time_zone(), start);
    if (!errors.empty()) return errors;
    return detail::rule_text(
        {spec.time_zone(), start, first_time(spec, start), spec.expire_time(), rule_of(spec)});
}

}  // namespace nextfire::inline v0
