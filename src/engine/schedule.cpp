#include <nextfire/engine/schedule.hpp>

#include "calendar/calendar_stepping.hpp"
#include "calendar/day_stepping.hpp"
#include "engine/schedule_bounds.hpp"
#include "engine/time_stepping.hpp"

#include <nextfire/engine/cursor.hpp>
#include <nextfire/engine/occurrences.hpp>

#include <algorithm>
#include <limits>
#include <type_traits>

namespace nextfire::inline v0 {

using namespace std::chrono;
using detail::calendar_rule;
using detail::many_times;
using detail::none_after;
using detail::none_before;
using detail::one_time;
using detail::rule_kind;

namespace {

// No instant that a schedule fires at.
constexpr std::int64_t affected = std::numeric_limits<std::int64_t>::min();

// The fast path takes the instants that fit 32 bits.
constexpr bool is_near(std::int64_t t) noexcept {
    return static_cast<std::uint64_t>(t) < detail::zone_window::no_end;
}

// From one day of months to the next is often further than to the window's end: that branch cannot be
// predicted, and looking for the candidate's own window at once is cheaper.
template <class Days>
constexpr bool often_beyond =
    std::is_same_v<Days, detail::month_days_rule> || std::is_same_v<Days, calendar_rule>;

/// The days of a rule at the times of day of another: what the fast path asks for a local time.
template <class Days, class Times>
struct days_and_times {
    static constexpr bool often_beyond_window = often_beyond<Days>;
    const Days& days;
    Times times;

    [[nodiscard, gnu::always_inline]] std::int64_t after(std::int64_t local) const noexcept {
        return detail::local_after(days, times, local);
    }
    [[nodiscard, gnu::always_inline]] std::int64_t until(std::int64_t local) const noexcept {
        return detail::local_until(days, times, local);
    }
};
template <class Days, class Times>
days_and_times(const Days&, Times) -> days_and_times<Days, Times>;

/// The same question to a steady rule.
struct steady_times {
    static constexpr bool often_beyond_window = false;
    const detail::steady_rule& rule;

    [[nodiscard]] std::int64_t after(std::int64_t local) const noexcept {
        return detail::steady_after(rule, local);
    }
    [[nodiscard]] std::int64_t until(std::int64_t local) const noexcept {
        return detail::steady_until(rule, local);
    }
};

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
        const one_time time{time_seconds_or_hours_};
        if (kind_ == rule_kind::every_n_days) return next_near(days_and_times{rule_.every_n_days, time}, t);
        if (kind_ == rule_kind::weekdays) return next_near(days_and_times{rule_.weekdays, time}, t);
        if (kind_ == rule_kind::month_days) return next_month_day(t);
        if (kind_ == rule_kind::several) return next_several(t);
        if (kind_ == rule_kind::calendar) return next_calendar_day(t);
    }
    return kind_ == rule_kind::once ? next_listed(t) : next_by_cron(t);
}

template <class Rule>
std::int64_t schedule::next_near(const Rule& rule, std::int64_t t) const noexcept {
    const detail::zone_window& window = *table_->settled_window(static_cast<std::uint32_t>(t));
    const std::int64_t local = rule.after(t + window.offset);
    const std::int64_t candidate = local - window.offset;
    if constexpr (Rule::often_beyond_window) return next_beyond(t, window.end, local, candidate);
    if (candidate + margin_seconds_ < window.end) return candidate;
    return next_across(t, local);
}

std::int64_t schedule::nearest_before(std::int64_t before) const noexcept {
    const std::int64_t t = std::min(std::max(before, std::int64_t{0}) - 1, last_);
    if (is_near(t)) {
        const one_time time{time_seconds_or_hours_};
        if (kind_ == rule_kind::every_n_days) return prev_near(days_and_times{rule_.every_n_days, time}, t);
        if (kind_ == rule_kind::weekdays) return prev_near(days_and_times{rule_.weekdays, time}, t);
        if (kind_ == rule_kind::month_days) return prev_month_day(t);
    }
    return kind_ == rule_kind::once ? prev_listed(t) : prev_by_cron(t);
}

template <class Rule>
std::int64_t schedule::prev_near(const Rule& rule, std::int64_t t) const noexcept {
    const detail::zone_window& window = *table_->settled_window(static_cast<std::uint32_t>(t));
    const std::int64_t local = rule.until(t + window.offset);
    const std::int64_t candidate = local - window.offset;
    if constexpr (Rule::often_beyond_window) return prev_beyond(t, window.end, local, candidate);
    if (candidate >= window.settled && t + margin_seconds_ < window.end) return candidate;
    return prev_across(t, local);
}

// Apart, so that the other kinds need not save the registers that these want.
[[gnu::noinline]] std::int64_t schedule::next_month_day(std::int64_t t) const noexcept {
    return next_near(days_and_times{rule_.month_days, one_time{time_seconds_or_hours_}}, t);
}

[[gnu::noinline]] std::int64_t schedule::prev_month_day(std::int64_t t) const noexcept {
    return prev_near(days_and_times{rule_.month_days, one_time{time_seconds_or_hours_}}, t);
}

[[gnu::noinline]] std::int64_t schedule::next_calendar_day(std::int64_t t) const noexcept {
    const calendar_rule rule{rule_.month_days, calendar_};
    return next_near(days_and_times{rule, one_time{time_seconds_or_hours_}}, t);
}

/// The kinds that only cron text and recurrence rules have; and all of them after 2106.
[[gnu::noinline]] std::int64_t schedule::next_by_cron(std::int64_t t) const noexcept {
    if (kind_ == rule_kind::since_anchor) return next_since_anchor(t);
    if (!is_near(t)) return next_far(t);
    if (kind_ == rule_kind::steady) return next_near(steady_times{rule_.steady}, t);
    const one_time time{time_seconds_or_hours_};
    return next_near(days_and_times{rule_.day_cycle, time}, t);
}

[[gnu::noinline]] std::int64_t schedule::prev_by_cron(std::int64_t t) const noexcept {
    if (kind_ == rule_kind::since_anchor) return prev_since_anchor(t);
    if (!is_near(t)) return prev_far(t);
    if (kind_ == rule_kind::steady) return prev_near(steady_times{rule_.steady}, t);
    if (kind_ == rule_kind::several) return prev_several(t);
    const one_time time{time_seconds_or_hours_};
    if (kind_ == rule_kind::day_cycle) return prev_near(days_and_times{rule_.day_cycle, time}, t);
    const calendar_rule rule{rule_.month_days, calendar_};
    return prev_near(days_and_times{rule, time}, t);
}

[[gnu::noinline]] std::int64_t schedule::next_slot(std::int64_t t) const noexcept {
    if (days_kind_ == rule_kind::weekdays) return next_near(days_and_times{rule_.weekdays, slots_}, t);
    if (days_kind_ == rule_kind::month_days) return next_near(days_and_times{rule_.month_days, slots_}, t);
    if (days_kind_ == rule_kind::day_cycle) return next_near(days_and_times{rule_.day_cycle, slots_}, t);
    return next_near(days_and_times{rule_.every_n_days, slots_}, t);
}

[[gnu::noinline]] std::int64_t schedule::next_several(std::int64_t t) const noexcept {
    if (days_kind_ != rule_kind::calendar && slots_.unit_seconds != 0) return next_slot(t);
    const many_times times{times_.seconds, times_.minutes, time_seconds_or_hours_};
    if (days_kind_ == rule_kind::weekdays) return next_near(days_and_times{rule_.weekdays, times}, t);
    if (days_kind_ == rule_kind::month_days) return next_near(days_and_times{rule_.month_days, times}, t);
    if (days_kind_ == rule_kind::every_n_days) return next_near(days_and_times{rule_.every_n_days, times}, t);
    if (days_kind_ == rule_kind::day_cycle) return next_near(days_and_times{rule_.day_cycle, times}, t);
    const calendar_rule rule{rule_.month_days, calendar_};
    return next_near(days_and_times{rule, times}, t);
}

[[gnu::noinline]] std::int64_t schedule::prev_slot(std::int64_t t) const noexcept {
    if (days_kind_ == rule_kind::weekdays) return prev_near(days_and_times{rule_.weekdays, slots_}, t);
    if (days_kind_ == rule_kind::month_days) return prev_near(days_and_times{rule_.month_days, slots_}, t);
    if (days_kind_ == rule_kind::day_cycle) return prev_near(days_and_times{rule_.day_cycle, slots_}, t);
    return prev_near(days_and_times{rule_.every_n_days, slots_}, t);
}

std::int64_t schedule::prev_several(std::int64_t t) const noexcept {
    if (days_kind_ != rule_kind::calendar && slots_.unit_seconds != 0) return prev_slot(t);
    const many_times times{times_.seconds, times_.minutes, time_seconds_or_hours_};
    if (days_kind_ == rule_kind::weekdays) return prev_near(days_and_times{rule_.weekdays, times}, t);
    if (days_kind_ == rule_kind::month_days) return prev_near(days_and_times{rule_.month_days, times}, t);
    if (days_kind_ == rule_kind::every_n_days) return prev_near(days_and_times{rule_.every_n_days, times}, t);
    if (days_kind_ == rule_kind::day_cycle) return prev_near(days_and_times{rule_.day_cycle, times}, t);
    const calendar_rule rule{rule_.month_days, calendar_};
    return prev_near(days_and_times{rule, times}, t);
}

// --- Elapsed time from an instant ----------------------------------------------------------------------

std::int64_t schedule::next_since_anchor(std::int64_t t) const noexcept {
    if (t >= last_) return none_after;
    const std::int64_t period = rule_.since_anchor.period_seconds;
    const std::int64_t since = t - rule_.since_anchor.phase_seconds;  // at least -1 - period
    return since < 0 ? t - since : t - since % period + period;
}

std::int64_t schedule::prev_since_anchor(std::int64_t t) const noexcept {
    const std::int64_t period = rule_.since_anchor.period_seconds;
    const std::int64_t since = t - rule_.since_anchor.phase_seconds;
    return since < 0 ? none_before : t - since % period;
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
    if (is_affected(t, period)) return next_slow(t);
    const auto local = local_on_or_after(t + period.offset + 1);
    if (!local) return none_after;
    const std::int64_t candidate = unaffected_far_instant(*local, *local - period.offset);
    return candidate != affected ? candidate : next_slow(t);
}

std::int64_t schedule::prev_far(std::int64_t t) const noexcept {
    if (t <= before_first_) return none_before;
    const detail::offset_period period = table_->period_at(t);
    if (is_affected(t, period)) return prev_slow(t);
    const auto local = local_on_or_before(t + period.offset);
    if (!local) return none_before;
    const std::int64_t candidate = unaffected_far_instant(*local, *local - period.offset);
    return candidate != affected ? candidate : prev_slow(t);
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

occurrence_range::iterator::iterator(const schedule& source, sys_seconds from, sys_seconds until) noexcept
    : cursor_(source, std::max(from, min_instant) - seconds{1}), until_(until) {
    advance();
}

}  // namespace nextfire::inline v0
