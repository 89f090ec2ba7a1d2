/// A second opinion on schedules: the occurrences of a definition, by nothing but the contract.
///
/// It has no idea of stepping, of masks or of windows.  It takes every local time there is, asks whether the
/// definition names it (a calendar of std::chrono's tells), and reads clause 4 of the contract out loud: what
/// does the zone's clock do with this local time?  Slow, and simple enough to be believed.  With the engine
/// it shares the zone data and what zone::lookup and zone::to_local say of them.
#pragma once

#include <nextfire/base/instant.hpp>
#include <nextfire/calendar/cron_fields.hpp>
#include <nextfire/calendar/day_cycle.hpp>
#include <nextfire/definition/definition.hpp>
#include <nextfire/spec/schedule_options.hpp>
#include <nextfire/zone/zone.hpp>

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <optional>
#include <vector>

namespace nextfire::inline v0::testing {

namespace detail {

[[nodiscard]] inline bool has_bit(std::uint64_t bits, unsigned number) noexcept {
    return (bits >> number & 1) != 0;
}

[[nodiscard]] inline bool is_workday(std::chrono::local_days day) noexcept {
    const std::chrono::weekday weekday{day};
    return weekday != std::chrono::Saturday && weekday != std::chrono::Sunday;
}

/// Gives the day from Monday to Friday nearest to a day, in the same month (clause 5.4, `nW`).
[[nodiscard]] inline std::chrono::local_days nearest_workday(std::chrono::local_days day) noexcept {
    using std::chrono::days;
    const std::chrono::year_month_day wanted{day};
    for (const days away : {days{0}, days{-1}, days{1}, days{-2}, days{2}}) {
        const std::chrono::year_month_day near{day + away};
        if (is_workday(day + away) && near.month() == wanted.month()) return day + away;
    }
    return day;
}

/// Says whether the day-of-month field names a day.
[[nodiscard]] inline bool in_days_of_month(const cron_fields& fields, std::chrono::local_days day) noexcept {
    using std::chrono::days;
    const std::chrono::year_month_day date{day};
    const std::chrono::local_days first{date.year() / date.month() / 1};
    const std::chrono::local_days last{date.year() / date.month() / std::chrono::last};
    if (has_bit(fields.days, unsigned{date.day()} - 1)) return true;
    if (has_bit(fields.last_days, static_cast<unsigned>((last - day).count()))) return true;
    for (unsigned number = 0; number < 31 && first + days{number} <= last; ++number) {
        if (has_bit(fields.workdays, number) && nearest_workday(first + days{number}) == day) return true;
        if (has_bit(fields.last_workdays, number) && nearest_workday(last - days{number}) == day) return true;
    }
    return false;
}

/// Says whether the day-of-week field names a day.
[[nodiscard]] inline bool in_days_of_week(const cron_fields& fields, std::chrono::local_days day) noexcept {
    const std::chrono::year_month_day date{day};
    const unsigned weekday = std::chrono::weekday{day}.c_encoding();
    const unsigned week = (unsigned{date.day()} - 1) / 7;
    if (has_bit(fields.weekdays, 7 * week + weekday)) return true;
    const std::chrono::year_month_day week_later{day + std::chrono::days{7}};
    return has_bit(fields.last_weekdays, weekday) && week_later.month() != date.month();
}

/// Says whether a definition fires on a local day.
[[nodiscard]] inline bool fires_on_day(const definition& what, std::chrono::local_days day) noexcept {
    if (const std::optional<day_cycle> cycle = what.cycle()) {
        const auto length = cycle->length.count();
        const auto position = ((day - cycle->begin).count() % length + length) % length;
        return position < 63 && has_bit(cycle->days, static_cast<unsigned>(position));
    }
    const cron_fields& fields = what.fields();
    const std::chrono::year_month_day date{day};
    // every year is every year: a clock behind UTC still shows 1969 when 1970 begins
    if (!fields.years.is_all() && !fields.years.contains(int{date.year()})) return false;
    if (!has_bit(fields.months, unsigned{date.month()} - 1)) return false;
    const bool by_month = in_days_of_month(fields, day);
    const bool by_week = in_days_of_week(fields, day);
    return fields.combination == day_combination::both ? by_month && by_week : by_month || by_week;
}

/// Says whether a definition names a time of day.
[[nodiscard]] inline bool fires_at_time(const cron_fields& fields, std::chrono::seconds time) noexcept {
    const auto seconds = static_cast<unsigned>(time.count());
    return has_bit(fields.hours, seconds / 3600) && has_bit(fields.minutes, seconds / 60 % 60) &&
           has_bit(fields.seconds, seconds % 60);
}

/// Clauses 4.1 and 4.3: when a local time fires.
inline void fire_by_policy(const definition& what, std::chrono::local_seconds local,
                           std::vector<std::chrono::sys_seconds>& fires) {
    const schedule_options options = what.options();
    const local_lookup found = what.time_zone().lookup(local);
    switch (found.kind) {
        case local_kind::once:
            fires.push_back(found.before);
            break;
        case local_kind::gap:
            if (options.gap == gap_policy::at_transition) fires.push_back(found.change);
            if (options.gap == gap_policy::shift) fires.push_back(found.before);
            break;
        case local_kind::overlap:
            if (options.overlap != overlap_policy::second) fires.push_back(found.before);
            if (options.overlap != overlap_policy::first) fires.push_back(found.after);
            break;
    }
}

/// Clauses 4.1 and 4.3, local time by local time: what fires in [from, until), and some around it.
[[nodiscard]] inline std::vector<std::chrono::sys_seconds> fixed_times(const definition& what,
                                                                       std::chrono::sys_seconds from,
                                                                       std::chrono::sys_seconds until) {
    using namespace std::chrono;
    std::vector<sys_seconds> fires;
    // no clock is more than 26 hours from UTC
    const local_days first{floor<days>(from).time_since_epoch() - days{2}};
    const local_days last{floor<days>(until).time_since_epoch() + days{2}};
    for (local_days day = first; day <= last; day += days{1}) {
        if (!fires_on_day(what, day)) continue;
        for (seconds time{0}; time < days{1}; time += seconds{1})
            if (fires_at_time(what.fields(), time)) fire_by_policy(what, day + time, fires);
    }
    return fires;
}

/// Clause 4.2, second by second: what fires in [from, until) is every instant whose reading the definition
/// names.
[[nodiscard]] inline std::vector<std::chrono::sys_seconds> elapsed_times(const definition& what,
                                                                         std::chrono::sys_seconds from,
                                                                         std::chrono::sys_seconds until) {
    using namespace std::chrono;
    std::vector<sys_seconds> fires;
    const zone clock = what.time_zone();
    for (sys_seconds t = from; t < until; t += seconds{1}) {
        const local_seconds reading = clock.to_local(t);
        const local_days day = floor<days>(reading);
        if (fires_at_time(what.fields(), reading - day) && fires_on_day(what, day)) fires.push_back(t);
    }
    return fires;
}

/// Clause 5.5, second by second: what fires in [from, until) is whole periods away from the anchor.
[[nodiscard]] inline std::vector<std::chrono::sys_seconds> whole_periods(const definition& what,
                                                                         std::chrono::sys_seconds from,
                                                                         std::chrono::sys_seconds until) {
    std::vector<std::chrono::sys_seconds> fires;
    const std::chrono::sys_seconds anchor = what.options().anchor_instant.value_or(min_instant);
    for (std::chrono::sys_seconds t = from; t < until; t += std::chrono::seconds{1})
        if ((t - anchor) % what.fields().every == std::chrono::seconds{0}) fires.push_back(t);
    return fires;
}

}  // namespace detail

/// Gives the occurrences of a definition in [from, until), ascending, each once: what
/// schedule::build(what)->occurrences(from, until) has to be.
///
/// A definition whose schedule is refused as `never_fires` has none.  A window that ends before it begins is
/// empty, and what lies outside [min_instant, max_instant] is cut off.  Of a default-made definition there
/// are none.  Cost: up to 10 ms for each day of the window.
///
///     // Berlin, daily 02:30, in the night of 29 March 2026, when the clock jumps from 02:00 to 03:00
///     brute_force(daily, *parse_instant("2026-03-28T12:00:00Z"), *parse_instant("2026-03-30T12:00:00Z"));
///     // 2026-03-29T01:00:00Z and 2026-03-30T00:30:00Z
[[nodiscard]] inline std::vector<std::chrono::sys_seconds> brute_force(const definition& what,
                                                                       std::chrono::sys_seconds from,
                                                                       std::chrono::sys_seconds until) {
    using std::chrono::seconds;
    // clause 2.5: both bounds are inclusive
    const auto first = std::max({from, min_instant, what.not_before().value_or(min_instant)});
    const auto end =
        std::min({until, max_instant + seconds{1}, what.expire_time().value_or(max_instant) + seconds{1}});
    if (first >= end) return {};
    std::vector<std::chrono::sys_seconds> fires;
    if (what.fields().every != seconds{0})
        fires = detail::whole_periods(what, first, end);
    else if (what.fields().times == time_meaning::elapsed)
        fires = detail::elapsed_times(what, first, end);
    else
        fires = detail::fixed_times(what, first, end);
    std::erase_if(fires, [=](std::chrono::sys_seconds t) { return t < first || t >= end; });
    std::sort(fires.begin(), fires.end());
    fires.erase(std::unique(fires.begin(), fires.end()), fires.end());  // clause 1.3
    return fires;
}

}  // namespace nextfire::inline v0::testing
