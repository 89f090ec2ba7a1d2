/// Cron expressions as recurrence rules.
#include <nextfire/rrule/rrule.hpp>

#include "base/phase.hpp"
#include "rrule/rrule_series.hpp"
#include "rrule/rrule_text.hpp"

#include <nextfire/base/instant.hpp>
#include <nextfire/calendar/cron_fields.hpp>

#include <fmt/core.h>

#include <algorithm>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

namespace nextfire::inline v0 {

using namespace std::chrono;

namespace {

/// Says whether each day of the allowed months fires.
///
/// In cron since Unix V7 a day needs to be in one of two restricted fields alone; if one of them holds every
/// day, so do the two together.
bool fires_every_day(const cron_fields& fields) {
    const bool is_either = fields.combination == day_combination::either;
    if (is_either) return fields.any_day_of_month() || fields.any_day_of_week();
    return fields.any_day_of_month() && fields.any_day_of_week();
}

/// Says whether the day-of-week field names whole weekdays alone: Mondays, not second Mondays.
bool names_whole_weekdays(const cron_fields& fields) {
    const std::uint64_t first_week = fields.weekdays & 0x7F;
    return fields.weekdays == first_week * cron_fields::every_week &&
           (fields.last_weekdays & ~first_week) == 0;
}

/// Writes the numbers n of the bits n: `0,15,30`.
std::string number_text(std::uint64_t bits) {
    std::string text;
    for (std::uint64_t rest = bits; rest != 0; rest &= rest - 1)
        text += fmt::format("{}{}", text.empty() ? "" : ",", std::countr_zero(rest));
    return text;
}

/// Writes days of the month, `1,15,-1`, where -1 is the last.
std::string month_day_text(const cron_fields& fields) {
    std::string text = number_text(std::uint64_t{fields.days} << 1);
    for (std::uint32_t rest = fields.last_days; rest != 0; rest &= rest - 1)
        text += fmt::format("{}-{}", text.empty() ? "" : ",", std::countr_zero(rest) + 1);
    return text;
}

/// Writes weekdays, `MO,2TU,-1FR`: each week of the month in which one counts, or none if they all do.
std::string weekday_text(const cron_fields& fields) {
    std::string text;
    const auto add = [&](std::string_view number, std::size_t w) {
        text += fmt::format("{}{}{}", text.empty() ? "" : ",", number, detail::calendar_weekday_names[w]);
    };
    for (std::size_t w = 0; w < 7; ++w) {
        if ((fields.weekdays >> w & cron_fields::every_week) == cron_fields::every_week) {
            add("", w);
            continue;
        }
        for (std::size_t week = 0; week < 5; ++week)
            if ((fields.weekdays >> (7 * week + w) & 1) != 0) add(std::to_string(week + 1), w);
        if ((fields.last_weekdays >> w & 1) != 0) add("-1", w);
    }
    return text;
}

/// Says whether a local date is in both day fields and in the months.
bool fires_on(const cron_fields& fields, local_days date) {
    const year_month_day ymd{date};
    const unsigned day = static_cast<unsigned>(ymd.day());
    const unsigned length = static_cast<unsigned>((ymd.year() / ymd.month() / last).day());
    const unsigned w = weekday{date}.c_encoding();
    if ((fields.months >> (static_cast<unsigned>(ymd.month()) - 1) & 1) == 0) return false;
    if (fires_every_day(fields)) return true;
    if (((fields.days >> (day - 1) | fields.last_days >> (length - day)) & 1) == 0) return false;
    if ((fields.weekdays >> (7 * ((day - 1) / 7) + w) & 1) != 0) return true;
    return day + 7 > length && (fields.last_weekdays >> w & 1) != 0;
}

/// Gives the first day of the next month.
local_days next_month(local_days date) {
    const year_month_day ymd{date};
    return local_days{(ymd.year() / ymd.month() + months{1}) / 1};
}

/// Finds the first date from `start` on that fires.
///
/// The calendar repeats after 400 years, so a day that does not come in that time never does: at most some
/// 150,000 days are looked at.  A 29 February on a given weekday is 40 years away at most, and other days
/// come sooner.
std::optional<local_days> first_date(const cron_fields& fields, local_days start) {
    const std::optional<int> first_year =
        fields.years.on_or_after(static_cast<int>(year_month_day{start}.year()));
    if (!first_year) return std::nullopt;
    local_days date = std::max(start, local_days{year{*first_year} / January / 1});
    const int last_year = std::min(*fields.years.on_or_before(year_set::last_year), *first_year + 400);
    const local_days end{year{last_year} / December / 31};
    while (date <= end) {
        if (fires_on(fields, date)) return date;
        const unsigned month = static_cast<unsigned>(year_month_day{date}.month());
        date = (fields.months >> (month - 1) & 1) != 0 ? date + days{1} : next_month(date);
    }
    return std::nullopt;
}

/// Gives the last instant that the years and an expiry allow; nullopt where there is no end.
std::optional<sys_seconds> end_of(const cron_fields& fields, zone clock,
                                  const std::optional<sys_seconds>& expire_time) {
    const int last_year = *fields.years.on_or_before(year_set::last_year);
    if (last_year == year_set::last_year) {
        if (!expire_time) return std::nullopt;
        return std::min(*expire_time, max_instant);
    }
    const local_seconds last_second = local_days{year{last_year} / December / 31} + days{1} - seconds{1};
    const sys_seconds end = clock.lookup(last_second).before;  // as RFC 5545 section 3.3.5 reads it
    return std::min(end, expire_time.value_or(end));
}

std::string rule_of(const cron_fields& fields) {
    std::string rule;
    const auto add = [&](std::string_view name, const std::string& values) {
        rule += fmt::format(";{}={}", name, values);
    };
    const bool has_days = !fires_every_day(fields);
    const bool is_weekly = has_days && fields.any_day_of_month() && names_whole_weekdays(fields);
    rule = !has_days ? "FREQ=DAILY" : is_weekly ? "FREQ=WEEKLY" : "FREQ=MONTHLY";
    if (fields.months != cron_fields::all_months)
        add("BYMONTH", number_text(std::uint64_t{fields.months} << 1));
    if (has_days && !fields.any_day_of_month()) add("BYMONTHDAY", month_day_text(fields));
    if (has_days && !fields.any_day_of_week()) add("BYDAY", weekday_text(fields));
    return rule;
}

/// Every n days, or weekdays of every n-th week, counted from the day on which the cycle begins.
std::string rule_of(const day_cycle& cycle) {
    if (cycle.days == 1) return fmt::format("FREQ=DAILY;INTERVAL={}", cycle.length.count());
    const auto name_of = [&](int place) {
        return detail::calendar_weekday_names[weekday{cycle.begin + days{place}}.c_encoding()];
    };
    std::string rule =
        fmt::format("FREQ=WEEKLY;INTERVAL={};WKST={};BYDAY=", cycle.length.count() / 7, name_of(0));
    for (std::uint64_t rest = cycle.days; rest != 0; rest &= rest - 1)
        rule += fmt::format("{}{}", rest == cycle.days ? "" : ",", name_of(std::countr_zero(rest)));
    return rule;
}

/// Adds the times of day where there are several: a single one is DTSTART's.
void append_times(std::string& rule, const cron_fields& fields) {
    if (fields.only_time()) return;
    rule += fmt::format(";BYHOUR={};BYMINUTE={};BYSECOND={}", number_text(fields.hours),
                        number_text(fields.minutes), number_text(fields.seconds));
}

void check_cycle(const day_cycle& cycle, violations& errors) {
    const bool is_one_day = cycle.days == 1;
    const bool is_of_weeks = cycle.length.count() % 7 == 0 && cycle.days >> 7 == 0;
    if (is_one_day || is_of_weeks) return;
    errors.push_back(detail::not_expressible(
        "cycle", "days of one week in a cycle of whole weeks",
        fmt::format("{} in one of {} days", std::popcount(cycle.days), cycle.length.count())));
}

/// Finds the first time of day at or after one; nullopt where there is none left on that day.
std::optional<seconds> time_from(const cron_fields& fields, seconds time) {
    const hh_mm_ss asked{time};
    const auto first_from = [](std::uint64_t bits, std::int64_t place) {
        return place > 63 ? 64 : std::countr_zero(bits >> place << place);
    };
    const auto hour = first_from(fields.hours, asked.hours().count());
    if (hour > 23) return std::nullopt;
    const auto at = [](int h, int m, int s) { return hours{h} + minutes{m} + seconds{s}; };
    const int first_minute = std::countr_zero(fields.minutes);
    const int first_second = std::countr_zero(fields.seconds);
    if (hour > asked.hours().count()) return at(hour, first_minute, first_second);
    const auto minute = first_from(fields.minutes, asked.minutes().count());
    if (minute > 59) return time_from(fields, at(hour + 1, 0, 0));
    if (minute > asked.minutes().count()) return at(hour, minute, first_second);
    const auto second = first_from(fields.seconds, asked.seconds().count());
    if (second > 59) return time_from(fields, at(hour, minute + 1, 0));
    return at(hour, minute, second);
}

/// Finds the first date at or after one on which a series fires.
std::optional<local_days> first_date(const detail::rule_series& series, local_days start) {
    if (!series.cycle) return first_date(series.fields, start);
    const std::int64_t length = series.cycle->length.count();
    for (local_days date = start; date <= detail::latest_start; date += days{1}) {  // 500 at the most
        const std::int64_t place = detail::phase_of((date - series.cycle->begin).count(), length);
        if (place < 63 && (series.cycle->days >> place & 1) != 0) return date;
    }
    return std::nullopt;
}

std::optional<local_seconds> first_local_time(const detail::rule_series& series, local_seconds start) {
    const auto start_date = floor<days>(start);
    const auto date = first_date(series, start_date);
    if (!date) return std::nullopt;
    const auto time = time_from(series.fields, *date == start_date ? start - start_date : seconds{0});
    if (time) return *date + *time;
    const auto later = first_date(series, start_date + days{1});
    if (!later) return std::nullopt;
    return *later + *time_from(series.fields, seconds{0});
}

/// Finds the local time that a series begins with.  One of the gap comes first, unless a local time that the clock shows
/// between the gap and the start would then be in the series as well.
std::optional<local_seconds> first_local_time(const detail::rule_series& series) {
    const auto first = first_local_time(series, series.start);
    if (!series.gap) return first;
    const auto in_gap = first_local_time(series, series.gap->begin);
    const bool is_in_gap = in_gap && *in_gap < series.gap->end;
    return is_in_gap && first_local_time(series, series.gap->end) == first ? in_gap : first;
}

/// Finds what a rule has no words for.
void check_fields(const cron_fields& fields, violations& errors) {
    const auto refuse = [&](std::string_view field, std::string_view expected, std::string_view found) {
        errors.push_back(detail::not_expressible(field, expected, found));
    };
    if (fields.every != seconds{0})
        refuse("cron", "local times of day", fmt::format("every {} seconds", fields.every.count()));
    if (fields.workdays != 0 || fields.last_workdays != 0)
        refuse("day_of_month", "days of the month", "the weekday nearest to one");
    if (fields.combination == day_combination::either && !fires_every_day(fields))
        refuse("day_of_week", "days that are in both day fields", "days that are in either");
    if (!fields.years.is_contiguous())
        refuse("year", "years that follow one another", "years with holes between them");
}

}  // namespace

result<std::string> detail::write_rule(const rule_series& series) {
    const cron_fields& fields = series.fields;
    const auto start = floor<days>(series.start);
    violations errors = check_rule_place(series.clock, start);
    check_fields(fields, errors);
    if (series.cycle) check_cycle(*series.cycle, errors);
    if (!errors.empty()) return errors;
    const auto end = end_of(fields, series.clock, series.expire_time);
    std::string rule = series.cycle ? rule_of(*series.cycle) : rule_of(fields);
    append_times(rule, fields);
    if (end) rule += until_text(*end);
    return rule_text({series.clock, start, first_local_time(series), end, std::move(rule)});
}

result<std::string> to_rrule(const cron_expression& expression, zone clock, local_days start,
                             const schedule_options& options) {
    return detail::write_rule({.fields = expression.fields(),
                               .cycle = std::nullopt,
                               .clock = clock,
                               .start = start,
                               .gap = std::nullopt,
                               .expire_time = options.expire_time});
}

}  // namespace nextfire::inline v0
