#include <nextfire/schedule.hpp>

#include "day_stepping.hpp"
#include "firing.hpp"

#include <nextfire/cursor.hpp>
#include <nextfire/occurrences.hpp>

#include <algorithm>
#include <limits>
#include <type_traits>

namespace nextfire::inline v0 {

using namespace std::chrono;
using detail::day_rule_kind;

namespace {

constexpr std::int64_t seconds_a_day = 86400;

// Beyond every last_ and not beyond any before_first_.
constexpr std::int64_t none_after = std::numeric_limits<std::int64_t>::max();
constexpr std::int64_t none_before = std::numeric_limits<std::int64_t>::min();

// No instant that a schedule fires at.
constexpr std::int64_t affected = std::numeric_limits<std::int64_t>::min();

// The fast path takes the instants that fit 32 bits.
constexpr bool is_near(std::int64_t t) noexcept {
    return static_cast<std::uint64_t>(t) < detail::zone_window::no_end;
}

/// Gives the local day of a near instant by division of an unsigned number: no local time in 1970 or later
/// is more than two days before 1970-01-01, whatever the offset.
constexpr std::int64_t near_day(std::int64_t local) noexcept {
    constexpr std::int64_t bias_days = 3;
    const auto biased = static_cast<std::uint64_t>(local + bias_days * seconds_a_day);
    return static_cast<std::int64_t>(biased / seconds_a_day) - bias_days;
}

constexpr std::int64_t count_of(sys_seconds t) noexcept {
    return t.time_since_epoch().count();
}

constexpr std::int64_t floor_day(std::int64_t t) noexcept {
    return (t >= 0 ? t : t - (seconds_a_day - 1)) / seconds_a_day;
}

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

// From one day of months to the next is often further than to the window's end: that branch cannot be
// predicted, and looking for the candidate's own window at once is cheaper.
template <class Rule>
constexpr bool often_beyond = std::is_same_v<Rule, detail::month_days_rule>;

// No local day beyond these holds an instant of the supported range, whatever the offset.
constexpr std::int64_t first_local_day = -2;
constexpr std::int64_t last_local_day = floor_day(count_of(max_instant)) + 2;

}  // namespace

// --- Across a change of offset -----------------------------------------------------------------------
//
// Where t is settled and out of reach of the change that ends its window, the local times after t's are
// just those that fire after t.  So the nearest local time that fires is known by the calendar, whatever
// changes lie on the way to it; only its own instant has to be found, and to be out of their reach.

/// Finds the instant of a local time by the window of a guess, or `affected` where a change is near it.
inline std::int64_t schedule::unaffected_instant(std::int64_t local, std::int64_t guess) const noexcept {
    if (!is_near(guess)) return affected;
    const detail::zone_window& window = *table_->settled_window(static_cast<std::uint32_t>(guess));
    const std::int64_t t = local - window.offset;
    return t >= window.settled && t + margin_seconds_ < window.end ? t : affected;
}

inline std::int64_t schedule::next_beyond(std::int64_t t, std::int64_t end, std::int64_t local,
                                          std::int64_t guess) const noexcept {
    if (t + margin_seconds_ >= end) return next_slow(t);
    const std::int64_t candidate = unaffected_instant(local, guess);
    return candidate != affected ? candidate : next_slow(t);
}

inline std::int64_t schedule::prev_beyond(std::int64_t t, std::int64_t end, std::int64_t local,
                                          std::int64_t guess) const noexcept {
    if (t + margin_seconds_ >= end) return prev_slow(t);
    const std::int64_t candidate = unaffected_instant(local, guess);
    return candidate != affected ? candidate : prev_slow(t);
}

// Seldom needed, and so handed little: what they compute again here, the fast path need not keep at hand.

[[gnu::noinline]] std::int64_t schedule::next_across(std::int64_t t, std::int64_t local) const noexcept {
    const detail::zone_window& window = *table_->settled_window(static_cast<std::uint32_t>(t));
    return next_beyond(t, window.end, local, local - window.offset);
}

[[gnu::noinline]] std::int64_t schedule::prev_across(std::int64_t t, std::int64_t local) const noexcept {
    const detail::zone_window& window = *table_->settled_window(static_cast<std::uint32_t>(t));
    return prev_beyond(t, window.end, local, local - window.offset);
}

// --- The fast path -----------------------------------------------------------------------------------
//
// The window is selected as if no change were near.  The candidate is then computed with the window's
// offset alone, and one compare proves the whole: a candidate before the window's end was computed with
// the right offset, and nothing was missed on the way to it, since within a settled window each local time
// is read for the first time and in order.

std::int64_t schedule::nearest_after(std::int64_t after) const noexcept {
    const std::int64_t t = std::max(after, before_first_);
    if (is_near(t)) {
        if (kind_ == day_rule_kind::every_n_days) return next_near(rule_.every_n_days, t);
        if (kind_ == day_rule_kind::weekdays) return next_near(rule_.weekdays, t);
        if (kind_ == day_rule_kind::month_days) return next_month_day(t);
    }
    return kind_ == day_rule_kind::once ? next_listed(t) : next_far(t);
}

template <class Rule>
std::int64_t schedule::next_near(const Rule& rule, std::int64_t t) const noexcept {
    const detail::zone_window& window = *table_->settled_window(static_cast<std::uint32_t>(t));
    // The last local day whose time of day is not after t's is ruled out; from the next one on all may fire.
    const std::int64_t ruled_out = near_day(t + window.offset - time_seconds_);
    const std::int64_t local = detail::day_on_or_after(rule, ruled_out + 1) * seconds_a_day + time_seconds_;
    const std::int64_t candidate = local - window.offset;
    if constexpr (often_beyond<Rule>) return next_beyond(t, window.end, local, candidate);
    if (candidate + margin_seconds_ < window.end) return candidate;
    return next_across(t, local);
}

std::int64_t schedule::nearest_before(std::int64_t before) const noexcept {
    const std::int64_t t = std::min(std::max(before, std::int64_t{0}) - 1, last_);
    if (is_near(t)) {
        if (kind_ == day_rule_kind::every_n_days) return prev_near(rule_.every_n_days, t);
        if (kind_ == day_rule_kind::weekdays) return prev_near(rule_.weekdays, t);
        if (kind_ == day_rule_kind::month_days) return prev_month_day(t);
    }
    return kind_ == day_rule_kind::once ? prev_listed(t) : prev_far(t);
}

template <class Rule>
std::int64_t schedule::prev_near(const Rule& rule, std::int64_t t) const noexcept {
    const detail::zone_window& window = *table_->settled_window(static_cast<std::uint32_t>(t));
    const std::int64_t latest = near_day(t + window.offset - time_seconds_);
    const std::int64_t local = detail::day_on_or_before(rule, latest) * seconds_a_day + time_seconds_;
    const std::int64_t candidate = local - window.offset;
    if constexpr (often_beyond<Rule>) return prev_beyond(t, window.end, local, candidate);
    if (candidate >= window.settled && t + margin_seconds_ < window.end) return candidate;
    return prev_across(t, local);
}

// Apart, so that the other kinds need not save the registers that these want.
[[gnu::noinline]] std::int64_t schedule::next_month_day(std::int64_t t) const noexcept {
    return next_near(rule_.month_days, t);
}

[[gnu::noinline]] std::int64_t schedule::prev_month_day(std::int64_t t) const noexcept {
    return prev_near(rule_.month_days, t);
}

// --- One or two instants -----------------------------------------------------------------------------

// Which of the answers it is cannot be predicted, so they are chosen without a branch.

std::int64_t schedule::next_listed(std::int64_t t) const noexcept {
    const std::int64_t second_or_none = t < last_ ? last_ : none_after;
    return t <= before_first_ ? before_first_ + 1 : second_or_none;
}

std::int64_t schedule::prev_listed(std::int64_t t) const noexcept {
    const std::int64_t first_or_none = t > before_first_ ? before_first_ + 1 : none_before;
    return t >= last_ ? last_ : first_or_none;
}

// --- After 2106 --------------------------------------------------------------------------------------
//
// The same reasoning with periods in the place of windows: slower to find, and good for all of time.

/// Says whether a change is near t, which lies in `period`.
bool schedule::is_affected(std::int64_t t, const detail::offset_period& period) const noexcept {
    return t - table_->reach_seconds < period.begin || t + margin_seconds_ >= period.end;
}

std::int64_t schedule::unaffected_far_instant(std::int64_t local, std::int64_t guess) const noexcept {
    const detail::offset_period period = table_->period_at(guess);
    const std::int64_t t = local - period.offset;
    return is_affected(t, period) ? affected : t;
}

std::int64_t schedule::next_far(std::int64_t t) const noexcept {
    if (t >= last_) return none_after;
    const detail::offset_period period = table_->period_at(t);
    const auto day = local_day_on_or_after(floor_day(t + period.offset - time_seconds_) + 1);
    if (!day || is_affected(t, period)) return next_slow(t);
    const std::int64_t local = *day * seconds_a_day + time_seconds_;
    const std::int64_t candidate = unaffected_far_instant(local, local - period.offset);
    return candidate != affected ? candidate : next_slow(t);
}

std::int64_t schedule::prev_far(std::int64_t t) const noexcept {
    if (t <= before_first_) return none_before;
    const detail::offset_period period = table_->period_at(t);
    const auto day = local_day_on_or_before(floor_day(t + period.offset - time_seconds_));
    if (!day || is_affected(t, period)) return prev_slow(t);
    const std::int64_t local = *day * seconds_a_day + time_seconds_;
    const std::int64_t candidate = unaffected_far_instant(local, local - period.offset);
    return candidate != affected ? candidate : prev_slow(t);
}

// --- The slow path: the same questions straight from the contract ------------------------------------
//
// Taken within reach of a clock change, and at the very edges of the supported range.

std::optional<std::int64_t> schedule::local_day_on_or_after(std::int64_t day) const noexcept {
    if (day > last_local_day) return std::nullopt;
    const auto from = static_cast<std::int32_t>(std::max(day, first_local_day));
    switch (kind_) {
        case day_rule_kind::once:
            return from <= rule_.once.day ? std::optional<std::int64_t>{rule_.once.day} : std::nullopt;
        case day_rule_kind::every_n_days:
            return day_on_or_after(rule_.every_n_days, from);
        case day_rule_kind::weekdays:
            return day_on_or_after(rule_.weekdays, from);
        case day_rule_kind::month_days: {
            const std::int32_t found =
                detail::month_day_on_or_after<detail::far_calendar>(rule_.month_days, from);
            return found <= last_local_day ? std::optional<std::int64_t>{found} : std::nullopt;
        }
    }
    return std::nullopt;
}

std::optional<std::int64_t> schedule::local_day_on_or_before(std::int64_t day) const noexcept {
    if (day < first_local_day) return std::nullopt;
    const auto from = static_cast<std::int32_t>(std::min(day, last_local_day));
    switch (kind_) {
        case day_rule_kind::once:
            return from >= rule_.once.day ? std::optional<std::int64_t>{rule_.once.day} : std::nullopt;
        case day_rule_kind::every_n_days:
            return day_on_or_before(rule_.every_n_days, from);
        case day_rule_kind::weekdays:
            return day_on_or_before(rule_.weekdays, from);
        case day_rule_kind::month_days: {
            const std::int32_t found =
                detail::month_day_on_or_before<detail::far_calendar>(rule_.month_days, from);
            return found >= first_local_day ? std::optional<std::int64_t>{found} : std::nullopt;
        }
    }
    return std::nullopt;
}

/// A local time L fires at some instant in [L - highest offset, L - lowest offset], whatever the clock
/// does.  So the local days that matter begin where t + lowest offset falls, and end as soon as the
/// earliest possible instant of a day is no earlier than what was found.
std::int64_t schedule::next_slow(std::int64_t t) const noexcept {
    const detail::firing_rule clock{zone_, gap_, overlap_};
    std::int64_t best = none_after;
    auto day = local_day_on_or_after(floor_day(t + table_->lowest_offset - time_seconds_));
    while (day) {  // a handful of days: those within two offsets of the answer
        const std::int64_t local = *day * seconds_a_day + time_seconds_;
        if (local - table_->highest_offset >= std::min(best, last_ + 1)) break;
        for (const std::int64_t candidate : detail::fire(clock, local))
            if (candidate > t) best = std::min(best, candidate);
        day = local_day_on_or_after(*day + 1);
    }
    return best;
}

std::int64_t schedule::prev_slow(std::int64_t t) const noexcept {
    const detail::firing_rule clock{zone_, gap_, overlap_};
    std::int64_t best = none_before;
    auto day = local_day_on_or_before(floor_day(t + table_->highest_offset - time_seconds_));
    while (day) {  // as in next_slow
        const std::int64_t local = *day * seconds_a_day + time_seconds_;
        if (local - table_->lowest_offset <= std::max(best, before_first_)) break;
        for (const std::int64_t candidate : detail::fire(clock, local))
            if (candidate <= t) best = std::max(best, candidate);
        day = local_day_on_or_before(*day - 1);
    }
    return best;
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
