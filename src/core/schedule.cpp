#include <nextfire/schedule.hpp>

#include "day_stepping.hpp"
#include "firing.hpp"

#include <nextfire/cursor.hpp>
#include <nextfire/occurrences.hpp>

#include <algorithm>
#include <limits>

namespace nextfire::inline v0 {

using namespace std::chrono;
using detail::day_rule_kind;

namespace {

constexpr std::int64_t seconds_a_day = 86400;

// The instants that the fast path takes: what fits 32 bits, less two days at the beginning, so that no
// local day it meets lies before 1970 whatever the offset.
constexpr std::int64_t near_begin = 2 * seconds_a_day;
constexpr std::int64_t near_end = detail::zone_window::no_end;

constexpr bool is_near(std::int64_t t) noexcept {
    return static_cast<std::uint64_t>(t - near_begin) < static_cast<std::uint64_t>(near_end - near_begin);
}

constexpr sys_seconds instant_of(std::int64_t t) noexcept { return sys_seconds{seconds{t}}; }
constexpr std::int64_t count_of(sys_seconds t) noexcept { return t.time_since_epoch().count(); }

constexpr std::int64_t floor_day(std::int64_t t) noexcept {
    return (t >= 0 ? t : t - (seconds_a_day - 1)) / seconds_a_day;
}

constexpr clock_effect effect_on(local_kind kind) noexcept {
    switch (kind) {
        case local_kind::gap: return clock_effect::moved;
        case local_kind::overlap: return clock_effect::ambiguous;
        case local_kind::once: break;
    }
    return clock_effect::exact;
}

// No local day beyond these holds an instant of the supported range, whatever the offset.
constexpr std::int64_t first_local_day = -2;
constexpr std::int64_t last_local_day = floor_day(count_of(max_instant)) + 2;

}  // namespace

// --- The fast path -----------------------------------------------------------------------------------
//
// The window is selected as if no change were near.  The candidate is then computed with the window's
// offset alone, and one compare proves the whole: a candidate before the window's end was computed with
// the right offset, and nothing was missed on the way to it, since within a settled window each local time
// is read for the first time and in order.  Whatever clock changes do is left to the slow path.

std::optional<sys_seconds> schedule::next(sys_seconds after) const noexcept {
    const std::int64_t t = std::max(count_of(after), first_ - 1);
    if (kind_ <= day_rule_kind::once || !is_near(t)) return next_slow(t);
    const detail::zone_window& window = *table_->settled_window(static_cast<std::uint32_t>(t));
    // The first local day whose time of day comes after t: one more than that of the last one not after.
    const std::int64_t since = t + window.offset + seconds_a_day - time_seconds_;
    auto day = static_cast<std::int32_t>(static_cast<std::uint64_t>(since) / seconds_a_day);
    switch (kind_) {
        case day_rule_kind::every_n_days: day = day_on_or_after(rule_.every_n_days, day); break;
        case day_rule_kind::weekdays: day = day_on_or_after(rule_.weekdays, day); break;
        default: {
            const auto found = detail::month_day_on_or_after<detail::near_calendar>(rule_.month_days, day);
            if (!found) return next_slow(t);
            day = *found;
        }
    }
    const std::int64_t candidate = day * seconds_a_day + time_seconds_ - window.offset;
    if (candidate + margin_seconds_ >= window.end) [[unlikely]]
        return next_slow(t);
    if (candidate > last_) return std::nullopt;
    return instant_of(candidate);
}

std::optional<sys_seconds> schedule::prev(sys_seconds before) const noexcept {
    const std::int64_t t = std::min(std::max(count_of(before), std::int64_t{0}) - 1, last_);
    if (kind_ <= day_rule_kind::once || !is_near(t)) return prev_slow(t);
    const detail::zone_window& window = *table_->settled_window(static_cast<std::uint32_t>(t));
    const std::int64_t since = t + window.offset - time_seconds_;
    auto day = static_cast<std::int32_t>(static_cast<std::uint64_t>(since) / seconds_a_day);
    switch (kind_) {
        case day_rule_kind::every_n_days: day = day_on_or_before(rule_.every_n_days, day); break;
        case day_rule_kind::weekdays: day = day_on_or_before(rule_.weekdays, day); break;
        default: {
            const auto found = detail::month_day_on_or_before<detail::near_calendar>(rule_.month_days, day);
            if (!found) return prev_slow(t);
            day = *found;
        }
    }
    const std::int64_t candidate = day * seconds_a_day + time_seconds_ - window.offset;
    if (candidate < window.settled || std::max(t, candidate + margin_seconds_) >= window.end) [[unlikely]]
        return prev_slow(t);
    if (candidate < first_) return std::nullopt;
    return instant_of(candidate);
}

// --- The slow path: the same questions straight from the contract ------------------------------------

std::optional<std::int64_t> schedule::local_day_on_or_after(std::int64_t day) const noexcept {
    if (day > last_local_day) return std::nullopt;
    const auto from = static_cast<std::int32_t>(std::max(day, first_local_day));
    switch (kind_) {
        case day_rule_kind::never: return std::nullopt;
        case day_rule_kind::once:
            return from <= rule_.once.day ? std::optional<std::int64_t>{rule_.once.day} : std::nullopt;
        case day_rule_kind::every_n_days: return day_on_or_after(rule_.every_n_days, from);
        case day_rule_kind::weekdays: return day_on_or_after(rule_.weekdays, from);
        case day_rule_kind::month_days:
            return detail::month_day_on_or_after<detail::far_calendar>(rule_.month_days, from);
    }
    return std::nullopt;
}

std::optional<std::int64_t> schedule::local_day_on_or_before(std::int64_t day) const noexcept {
    if (day < first_local_day) return std::nullopt;
    const auto from = static_cast<std::int32_t>(std::min(day, last_local_day));
    switch (kind_) {
        case day_rule_kind::never: return std::nullopt;
        case day_rule_kind::once:
            return from >= rule_.once.day ? std::optional<std::int64_t>{rule_.once.day} : std::nullopt;
        case day_rule_kind::every_n_days: return day_on_or_before(rule_.every_n_days, from);
        case day_rule_kind::weekdays: return day_on_or_before(rule_.weekdays, from);
        case day_rule_kind::month_days:
            return detail::month_day_on_or_before<detail::far_calendar>(rule_.month_days, from);
    }
    return std::nullopt;
}

/// A local time L fires at some instant in [L - highest offset, L - lowest offset], whatever the clock
/// does.  So the local days that matter begin where t + lowest offset falls, and end as soon as the
/// earliest possible instant of a day is no earlier than what was found.
std::optional<sys_seconds> schedule::next_slow(std::int64_t after) const noexcept {
    if (kind_ == day_rule_kind::never || after >= last_) return std::nullopt;
    const std::int64_t t = std::max(after, first_ - 1);
    const detail::firing_rule clock{zone_, gap_, overlap_};
    std::int64_t best = std::numeric_limits<std::int64_t>::max();
    auto day = local_day_on_or_after(floor_day(t + table_->lowest_offset - time_seconds_));
    while (day) {  // a handful of days: those within two offsets of the answer
        const std::int64_t local = *day * seconds_a_day + time_seconds_;
        if (local - table_->highest_offset >= std::min(best, last_ + 1)) break;
        for (const std::int64_t candidate : detail::fire(clock, local))
            if (candidate > t) best = std::min(best, candidate);
        day = local_day_on_or_after(*day + 1);
    }
    if (best > last_) return std::nullopt;
    return instant_of(best);
}

std::optional<sys_seconds> schedule::prev_slow(std::int64_t latest) const noexcept {
    if (kind_ == day_rule_kind::never || latest < first_) return std::nullopt;
    const std::int64_t t = std::min(latest, last_);
    const detail::firing_rule clock{zone_, gap_, overlap_};
    std::int64_t best = std::numeric_limits<std::int64_t>::min();
    auto day = local_day_on_or_before(floor_day(t + table_->highest_offset - time_seconds_));
    while (day) {  // as in next_slow
        const std::int64_t local = *day * seconds_a_day + time_seconds_;
        if (local - table_->lowest_offset <= std::max(best, first_ - 1)) break;
        for (const std::int64_t candidate : detail::fire(clock, local))
            if (candidate <= t) best = std::max(best, candidate);
        day = local_day_on_or_before(*day - 1);
    }
    if (best < first_) return std::nullopt;
    return instant_of(best);
}

// --- The other questions -----------------------------------------------------------------------------

bool schedule::contains(sys_seconds instant) const noexcept {
    if (instant < min_instant || instant > max_instant) return false;
    return next(instant - seconds{1}) == instant;
}

std::uint64_t schedule::count(sys_seconds from, sys_seconds until) const noexcept {
    std::uint64_t occurrences_seen = 0;
    cursor walk{*this, std::max(from, min_instant) - seconds{1}};
    for (auto found = walk.next(); found && *found < until; found = walk.next()) ++occurrences_seen;
    return occurrences_seen;
}

occurrence_range schedule::occurrences(sys_seconds from, sys_seconds until) const noexcept {
    return occurrence_range{*this, from, until};
}

std::optional<occurrence> schedule::occurrence_at(sys_seconds instant) const noexcept {
    if (!contains(instant)) return std::nullopt;
    const std::int64_t t = count_of(instant);
    const detail::firing_rule clock{zone_, gap_, overlap_};
    std::optional<occurrence> seen;
    auto day = local_day_on_or_after(floor_day(t + table_->lowest_offset - time_seconds_));
    while (day) {  // as in next_slow
        const std::int64_t local = *day * seconds_a_day + time_seconds_;
        if (local - table_->highest_offset > t) break;
        const detail::fired_instants fired = detail::fire(clock, local);
        const local_seconds scheduled{seconds{local}};
        const bool fires_here = std::find(fired.begin(), fired.end(), t) != fired.end();
        if (fires_here && (!seen || scheduled == zone_.to_local(instant)))
            seen = occurrence{instant, scheduled, effect_on(zone_.lookup(scheduled).kind)};
        day = local_day_on_or_after(*day + 1);
    }
    return seen;
}

occurrence_range::iterator::iterator(const schedule& source, sys_seconds from, sys_seconds until) noexcept
    : cursor_(source, std::max(from, min_instant) - seconds{1}), until_(until) {
    advance();
}

}  // namespace nextfire::inline v0
