/// Cron expressions as recurrence rules.
#include <nextfire/rrule/rrule.hpp>

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

seconds first_time_of_day(const cron_fields& fields) {
    return hours{std::countr_zero(fields.hours)} + minutes{std::countr_zero(fields.minutes)} +
           seconds{std::countr_zero(fields.seconds)};
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
    const int times =
        std::popcount(fields.hours) * std::popcount(fields.minutes) * std::popcount(fields.seconds);
    if (times == 1) return rule;  // DTSTART says it
    add("BYHOUR", number_text(fields.hours));
    add("BYMINUTE", number_text(fields.minutes));
    add("BYSECOND", number_text(fields.seconds));
    return rule;
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

result<std::string> to_rrule(const cron_expression& expression, zone clock, local_days start,
                             const schedule_options& options) {
    const cron_fields& fields = expression.fields();
    violations errors = detail::check_rule_place(clock, start);
    check_fields(fields, errors);
    if (!errors.empty()) return errors;
    std::optional<local_seconds> first;
    if (const auto date = first_date(fields, start)) first = *date + first_time_of_day(fields);
    const auto end = end_of(fields, clock, options.expire_time);
    return detail::rule_text(
        {clock, start, first, end, rule_of(fields) + (end ? detail::until_text(*end) : "")});
}

}  // namespace nextfire::inline v0
