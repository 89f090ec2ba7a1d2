/// The two questions, next and prev, by the fast path: one table look-up, one step in local time, one
/// compare.
///
/// Everything within reach of a clock change goes on to change_search.cpp.
#include "calendar/day_map.hpp"
#include "engine/change_search.hpp"
#include "engine/rule_visitor.hpp"
#include "engine/schedule_bounds.hpp"
#include "zone/zone_table.hpp"

#include <nextfire/engine/schedule_rule.hpp>

#include <algorithm>
#include <limits>

namespace nextfire::inline v0::detail {
namespace {

// Stands for an instant where a change is too near to tell it.
constexpr std::int64_t affected = std::numeric_limits<std::int64_t>::min();

// The fast path takes the instants that fit 32 bits.
constexpr bool is_near(std::int64_t t) noexcept {
    return static_cast<std::uint64_t>(t) < zone_window::no_end;
}

// --- Across a change of offset -----------------------------------------------------------------------
//
// Where t is settled and out of reach of the change that ends its window, the local times after t's are
// just those that fire after t: away from changes, later on the wall means later in time.  So the nearest
// local time that fires is known by the calendar, whatever changes lie on the way to it; only its own
// instant has to be found, and to be out of their reach.

/// Finds the instant of a local time by the window of a guess, or `affected` where a change is near it.
inline std::int64_t unaffected_instant(const schedule_rule& rule, std::int64_t local,
                                       std::int64_t guess) noexcept {
    if (!is_near(guess)) return affected;
    const zone_window& window = *rule.table->settled_window(static_cast<std::uint32_t>(guess));
    const std::int64_t t = local - window.offset;
    return t >= window.settled && t + rule.margin_seconds < window.end ? t : affected;
}

template <direction Way>
[[gnu::always_inline]] inline std::int64_t beyond(const schedule_rule& rule, std::int64_t t, std::int64_t end,
                                                  std::int64_t local, std::int64_t guess) noexcept {
    if (t + rule.margin_seconds >= end) return search_near_change<Way>(rule, t);
    const std::int64_t candidate = unaffected_instant(rule, local, guess);
    return candidate != affected ? candidate : search_near_change<Way>(rule, t);
}

/// Seldom needed, and so handed little: it finds the window again, which spares the fast path its registers.
template <direction Way>
[[gnu::noinline]] std::int64_t across(const schedule_rule& rule, std::int64_t t,
                                      std::int64_t local) noexcept {
    const zone_window& window = *rule.table->settled_window(static_cast<std::uint32_t>(t));
    return beyond<Way>(rule, t, window.end, local, local - window.offset);
}

// --- The fast path -----------------------------------------------------------------------------------
//
// The window is selected as if no change were near.  The candidate is then computed with the window's
// offset alone, and one compare proves the whole: a candidate before the window's end was computed with
// the right offset, and nothing was missed on the way to it, since within a settled window each local time
// is read for the first time and in order.

template <direction Way, class Fires>
[[gnu::always_inline]] inline std::int64_t near(const schedule_rule& rule, const Fires& fires,
                                                std::int64_t t) noexcept {
    const zone_window& window = *rule.table->settled_window(static_cast<std::uint32_t>(t));
    const std::int64_t local = step<Way>(fires, t + window.offset);
    const std::int64_t candidate = local - window.offset;
    if constexpr (Fires::often_beyond_window) return beyond<Way>(rule, t, window.end, local, candidate);
    const bool is_proven = Way == direction::forward
                               ? candidate + rule.margin_seconds < window.end
                               : candidate >= window.settled && t + rule.margin_seconds < window.end;
    return is_proven ? candidate : across<Way>(rule, t, local);
}

/// Local times of one time of day on days that have a map.
struct mapped_times {
    static constexpr bool often_beyond_window = true;
    const schedule_rule& rule;

    [[nodiscard]] mapped_days days() const noexcept { return {rule.run_step_or_day_map}; }
    [[nodiscard]] one_time time() const noexcept { return {rule.time_seconds_or_hours}; }

    [[nodiscard, gnu::always_inline]] std::int64_t after(std::int64_t local) const noexcept {
        return local_after(days(), time(), local);
    }
    [[nodiscard, gnu::always_inline]] std::int64_t until(std::int64_t local) const noexcept {
        return local_until(days(), time(), local);
    }
};

/// The same, in a function of its own.
template <direction Way, class Fires>
[[gnu::noinline]] std::int64_t near_apart(const schedule_rule& rule, std::int64_t t) noexcept {
    return near<Way>(rule, Fires{rule}, t);
}

// --- After 2106 --------------------------------------------------------------------------------------
//
// The same reasoning with periods in the place of windows: slower to find, and good for all of time.

/// Says whether a change is near t, which lies in `period`.
bool is_affected(const schedule_rule& rule, std::int64_t t, const offset_period& period) noexcept {
    return t - rule.table->reach_seconds < period.begin || t + rule.margin_seconds >= period.end;
}

template <direction Way>
[[gnu::noinline]] std::int64_t far(const schedule_rule& rule, std::int64_t t) noexcept {
    const bool is_done = Way == direction::forward ? t >= rule.last : t <= rule.before_first;
    constexpr std::int64_t none = Way == direction::forward ? none_after : none_before;
    if (is_done) return none;
    const offset_period period = rule.table->period_at(t);
    if (is_affected(rule, t, period)) return search_near_change<Way>(rule, t);
    const std::int64_t local = nearest_local<Way>(rule, t + period.offset);
    if (local == none) return none;
    const std::int64_t guess = local - period.offset;
    const offset_period its_period = rule.table->period_at(guess);
    const std::int64_t candidate = local - its_period.offset;
    return is_affected(rule, candidate, its_period) ? search_near_change<Way>(rule, t) : candidate;
}

template <direction Way>
[[gnu::always_inline]] inline std::int64_t nearest(const schedule_rule& rule, std::int64_t t) noexcept {
    return visit<near_calendar>(
        rule, [&]<class Fires>(const Fires& fires) __attribute__((always_inline)) {
            if constexpr (needs_no_clock<Fires>) {
                return step<Way>(fires, t);
            } else {
                if (!is_near(t)) return far<Way>(rule, t);
                if constexpr (Fires::is_once_a_day_in_months)
                    if (rule.run_step_or_day_map != 0) return near_apart<Way, mapped_times>(rule, t);
                if constexpr (Fires::stands_apart)
                    return near_apart<Way, Fires>(rule, t);
                else
                    return near<Way>(rule, fires, t);
            }
        });
}

}  // namespace

std::int64_t nearest_after(const schedule_rule& rule, std::int64_t after) noexcept {
    return nearest<direction::forward>(rule, std::max(after, rule.before_first));
}

std::int64_t nearest_before(const schedule_rule& rule, std::int64_t before) noexcept {
    return nearest<direction::backward>(rule, std::min(std::max(before, std::int64_t{0}) - 1, rule.last));
}

}  // namespace nextfire::inline v0::detail
