/// The slow path: the same questions straight from the contract.
///
/// Taken within reach of a clock change, at the very edges of the supported range, and to look closely at one
/// occurrence.
#include <nextfire/engine/schedule.hpp>

#include "calendar/calendar_stepping.hpp"
#include "calendar/day_stepping.hpp"
#include "engine/firing.hpp"
#include "engine/schedule_bounds.hpp"
#include "engine/time_stepping.hpp"

#include <algorithm>

namespace nextfire::inline v0 {

using namespace std::chrono;
using detail::calendar_rule;
using detail::far_calendar;
using detail::many_times;
using detail::none_after;
using detail::none_before;
using detail::rule_kind;
using detail::seconds_a_day;

namespace {

constexpr std::int64_t floor_day(std::int64_t t) noexcept {
    return (t >= 0 ? t : t - (seconds_a_day - 1)) / seconds_a_day;
}

constexpr std::int64_t count_of(sys_seconds t) noexcept {
    return t.time_since_epoch().count();
}

// No local day beyond these holds an instant of the supported range, whatever the offset.
constexpr std::int64_t first_local_day = -2;
constexpr std::int64_t last_local_day = floor_day(count_of(max_instant)) + 2;

constexpr std::int64_t local_limit = (last_local_day + 1) * seconds_a_day;

constexpr clock_effect effect_on(local_kind kind) noexcept {
    switch (kind) {
        case local_kind::gap:
            return clock_effect::moved;
        case local_kind::overlap:
            return clock_effect::ambiguous;
        case local_kind::once:
            break;
    }
    return clock_effect::exact;
}

std::optional<std::int64_t> if_not_after_last(std::int64_t day) noexcept {
    return day <= last_local_day ? std::optional{day} : std::nullopt;
}

std::optional<std::int64_t> if_not_before_first(std::int64_t day) noexcept {
    return day >= first_local_day ? std::optional{day} : std::nullopt;
}

}  // namespace

// --- Local days and local times, for all of time -------------------------------------------------------

std::optional<std::int64_t> schedule::local_day_on_or_after(std::int64_t day) const noexcept {
    if (day > last_local_day) return std::nullopt;
    const auto from = static_cast<std::int32_t>(std::max(day, first_local_day));
    switch (days_kind_) {
        case rule_kind::once:
            return from <= rule_.once.day ? std::optional<std::int64_t>{rule_.once.day} : std::nullopt;
        case rule_kind::every_n_days:
            return day_on_or_after(rule_.every_n_days, from);
        case rule_kind::weekdays:
            return day_on_or_after(rule_.weekdays, from);
        case rule_kind::day_cycle:
            return day_on_or_after(rule_.day_cycle, from);
        case rule_kind::month_days:
            return if_not_after_last(detail::month_day_on_or_after<far_calendar>(rule_.month_days, from));
        case rule_kind::calendar:
            return if_not_after_last(detail::calendar_day_on_or_after<far_calendar>(
                calendar_rule{rule_.month_days, calendar_}, from));
        default:
            return std::nullopt;
    }
}

std::optional<std::int64_t> schedule::local_day_on_or_before(std::int64_t day) const noexcept {
    if (day < first_local_day) return std::nullopt;
    const auto from = static_cast<std::int32_t>(std::min(day, last_local_day));
    switch (days_kind_) {
        case rule_kind::once:
            return from >= rule_.once.day ? std::optional<std::int64_t>{rule_.once.day} : std::nullopt;
        case rule_kind::every_n_days:
            return day_on_or_before(rule_.every_n_days, from);
        case rule_kind::weekdays:
            return day_on_or_before(rule_.weekdays, from);
        case rule_kind::day_cycle:
            return day_on_or_before(rule_.day_cycle, from);
        case rule_kind::month_days:
            return if_not_before_first(detail::month_day_on_or_before<far_calendar>(rule_.month_days, from));
        case rule_kind::calendar:
            return if_not_before_first(detail::calendar_day_on_or_before<far_calendar>(
                calendar_rule{rule_.month_days, calendar_}, from));
        default:
            return std::nullopt;
    }
}

/// Finds the first local time at or after `local` that the schedule asks for.
std::optional<std::int64_t> schedule::local_on_or_after(std::int64_t local) const noexcept {
    if (local > local_limit) return std::nullopt;
    if (kind_ == rule_kind::steady)
        return detail::steady_after(rule_.steady, std::max(local, first_local_day * seconds_a_day) - 1);
    const std::int64_t today = floor_day(local);
    const std::int64_t since_midnight = local - today * seconds_a_day;
    const many_times times{times_.seconds, times_.minutes, time_seconds_or_hours_};
    const bool has_several = kind_ == rule_kind::several;
    const std::int64_t first = has_several ? times.first() : time_seconds_or_hours_;
    const std::int64_t tomorrow = first + seconds_a_day;
    const std::int64_t once_a_day = since_midnight <= first ? first : tomorrow;
    const std::int64_t time = has_several ? detail::time_on_or_after(times, since_midnight) : once_a_day;
    const auto day = local_day_on_or_after(today + (time >= seconds_a_day ? 1 : 0));
    if (!day) return std::nullopt;
    return *day * seconds_a_day + (*day == today ? time : first);
}

/// Finds the last local time at or before `local` that the schedule asks for.
std::optional<std::int64_t> schedule::local_on_or_before(std::int64_t local) const noexcept {
    if (kind_ == rule_kind::steady) {
        if (local < first_local_day * seconds_a_day) return std::nullopt;
        return detail::steady_until(rule_.steady, std::min(local, local_limit));
    }
    const std::int64_t today = floor_day(local);
    const std::int64_t since_midnight = local - today * seconds_a_day;
    const many_times times{times_.seconds, times_.minutes, time_seconds_or_hours_};
    const bool has_several = kind_ == rule_kind::several;
    const std::int64_t last = has_several ? times.last() : time_seconds_or_hours_;
    const std::int64_t yesterday = last - seconds_a_day;
    const std::int64_t once_a_day = since_midnight >= last ? last : yesterday;
    const std::int64_t time = has_several ? detail::time_on_or_before(times, since_midnight) : once_a_day;
    const auto day = local_day_on_or_before(today - (time < 0 ? 1 : 0));
    if (!day) return std::nullopt;
    return *day * seconds_a_day + (*day == today ? time : last);
}

// --- Within reach of a change ----------------------------------------------------------------------------
//
// A local time L fires at some instant in [L - highest offset, L - lowest offset], whatever the clock does.
// So the local times that matter begin where t + lowest offset falls, and end as soon as the earliest
// possible instant is no earlier than what was found.  Between them lie a few stretches of local times that
// fire alike, and of each stretch only the first local time that fires late enough matters.

std::int64_t schedule::next_slow(std::int64_t t) const noexcept {
    if (form_ == time_meaning::elapsed) return next_reading(t);
    const detail::firing_rule clock{zone_, gap_, overlap_};
    std::int64_t best = none_after;
    auto local = local_on_or_after(t + table_->lowest_offset + 1);
    while (local && *local - table_->highest_offset < std::min(best, last_ + 1)) {
        const detail::firing_stretch stretch = detail::stretch_around(clock, *local);
        if (stretch.together && *stretch.together > t) best = std::min(best, *stretch.together);
        for (const std::int64_t offset : stretch.offsets) {
            const auto fires = local_on_or_after(std::max(*local, t + 1 + offset));
            if (fires && *fires < stretch.end) best = std::min(best, *fires - offset);
        }
        local = local_on_or_after(stretch.end);
    }
    return best;
}

std::int64_t schedule::prev_slow(std::int64_t t) const noexcept {
    if (form_ == time_meaning::elapsed) return prev_reading(t);
    const detail::firing_rule clock{zone_, gap_, overlap_};
    std::int64_t best = none_before;
    auto local = local_on_or_before(t + table_->highest_offset);
    while (local && *local - table_->lowest_offset > std::max(best, before_first_)) {  // as in next_slow
        const detail::firing_stretch stretch = detail::stretch_around(clock, *local);
        if (stretch.together && *stretch.together <= t) best = std::max(best, *stretch.together);
        for (const std::int64_t offset : stretch.offsets) {
            const auto fires = local_on_or_before(std::min(*local, t + offset));
            if (fires && *fires >= stretch.begin) best = std::max(best, *fires - offset);
        }
        if (stretch.begin == detail::offset_period::always) break;  // what is earlier fires earlier
        local = local_on_or_before(stretch.begin - 1);
    }
    return best;
}

// --- Elapsed time ------------------------------------------------------------------------------------
//
// An instant fires if its reading matches, so each period of constant offset is looked at by itself.  A
// period is passed over where the clock, set back however far, cannot read a matching local time in it.

std::int64_t schedule::next_reading(std::int64_t t) const noexcept {
    std::int64_t from = t + 1;
    while (from <= last_) {  // once for each change on the way to the answer, at the most
        const detail::offset_period period = table_->period_at(from);
        const std::int64_t reading = from + period.offset;
        const auto local = local_on_or_after(reading);
        if (local && *local - period.offset < period.end) return *local - period.offset;
        if (period.end == detail::offset_period::never) break;
        from = period.end;
        if (from + table_->lowest_offset < reading) continue;
        if (!local) break;
        from = std::max(from, *local - table_->highest_offset);
    }
    return none_after;
}

std::int64_t schedule::prev_reading(std::int64_t t) const noexcept {
    std::int64_t until = t;
    while (until > before_first_) {  // as in next_reading
        const detail::offset_period period = table_->period_at(until);
        const std::int64_t reading = until + period.offset;
        const auto local = local_on_or_before(reading);
        if (local && *local - period.offset >= period.begin) return *local - period.offset;
        if (period.begin == detail::offset_period::always) break;
        until = period.begin - 1;
        if (until + table_->highest_offset > reading) continue;
        if (!local) break;
        until = std::min(until, *local - table_->lowest_offset);
    }
    return none_before;
}

// --- One occurrence, closely -----------------------------------------------------------------------------

std::string_view to_string(clock_effect effect) noexcept {
    switch (effect) {
        case clock_effect::exact:
            return "exact";
        case clock_effect::moved:
            return "moved";
        case clock_effect::ambiguous:
            return "ambiguous";
    }
    return "exact";
}

std::optional<occurrence> schedule::occurrence_at(sys_seconds instant) const noexcept {
    if (!contains(instant)) return std::nullopt;
    const local_seconds reading = zone_.to_local(instant);
    if (kind_ == rule_kind::since_anchor) return occurrence{instant, reading, clock_effect::exact};
    if (form_ == time_meaning::elapsed) {
        const bool is_repeated = detail::is_repeated(*table_, reading.time_since_epoch().count());
        return occurrence{instant, reading, is_repeated ? clock_effect::ambiguous : clock_effect::exact};
    }
    const std::int64_t t = count_of(instant);
    const detail::firing_rule clock{zone_, gap_, overlap_};
    std::optional<occurrence> seen;
    const auto see = [&](std::int64_t local) {
        const local_seconds scheduled{seconds{local}};
        if (!seen || scheduled == reading)
            seen = occurrence{instant, scheduled, effect_on(zone_.lookup(scheduled).kind)};
    };
    auto local = local_on_or_after(t + table_->lowest_offset);
    while (local && *local - table_->highest_offset <= t) {  // as in next_slow
        const detail::firing_stretch stretch = detail::stretch_around(clock, *local);
        if (stretch.together == t) see(*local);
        for (const std::int64_t offset : stretch.offsets)
            if (t + offset >= *local && t + offset < stretch.end &&
                local_on_or_after(t + offset) == t + offset)
                see(t + offset);
        local = local_on_or_after(stretch.end);
    }
    return seen;
}

}  // namespace nextfire::inline v0
