#include "engine/change_search.hpp"

#include "engine/firing.hpp"
#include "engine/local_bounds.hpp"
#include "engine/schedule_bounds.hpp"
#include "zone/zone_table.hpp"

#include <algorithm>
#include <type_traits>

namespace nextfire::inline v0::detail {
namespace {

/// The one local time of a schedule that fires once.
std::int64_t only_local_time(const schedule_rule& rule) noexcept {
    return rule.by_kind.once.day * seconds_a_day + rule.time_seconds_or_hours;
}

// --- Within reach of a change ----------------------------------------------------------------------------
//
// A local time L fires at some instant in [L - highest offset, L - lowest offset], whatever the clock does.
// So the local times that matter begin where t + lowest offset falls, and end as soon as the earliest
// possible instant is no earlier than what was found.  Between them lie a few stretches of local times that
// fire alike, and of each stretch only the first local time that fires late enough matters.

std::int64_t next_in_order(const schedule_rule& rule, std::int64_t t) noexcept {
    const firing_rule clock{rule.clock, rule.gap, rule.overlap};
    std::int64_t best = none_after;
    std::int64_t local = local_on_or_after(rule, t + rule.table->lowest_offset + 1);
    while (local != none_after && local - rule.table->highest_offset < std::min(best, rule.last + 1)) {
        const firing_stretch stretch = stretch_around(clock, local);
        if (stretch.together && *stretch.together > t) best = std::min(best, *stretch.together);
        for (const std::int64_t offset : stretch.offsets) {
            const std::int64_t fires = local_on_or_after(rule, std::max(local, t + 1 + offset));
            if (fires < stretch.end) best = std::min(best, fires - offset);
        }
        local = local_on_or_after(rule, stretch.end);
    }
    return best;
}

std::int64_t prev_in_order(const schedule_rule& rule, std::int64_t t) noexcept {
    const firing_rule clock{rule.clock, rule.gap, rule.overlap};
    std::int64_t best = none_before;
    std::int64_t local = local_on_or_before(rule, t + rule.table->highest_offset);
    while (local != none_before &&
           local - rule.table->lowest_offset > std::max(best, rule.before_first)) {  // as in next_in_order
        const firing_stretch stretch = stretch_around(clock, local);
        if (stretch.together && *stretch.together <= t) best = std::max(best, *stretch.together);
        for (const std::int64_t offset : stretch.offsets) {
            const std::int64_t fires = local_on_or_before(rule, std::min(local, t + offset));
            if (fires != none_before && fires >= stretch.begin) best = std::max(best, fires - offset);
        }
        if (stretch.begin == offset_period::always) break;  // what is earlier fires earlier
        local = local_on_or_before(rule, stretch.begin - 1);
    }
    return best;
}

// --- Elapsed time ------------------------------------------------------------------------------------
//
// An instant fires if its reading matches, so each period of constant offset is looked at by itself.  A
// period is passed over where the clock, set back however far, cannot read a matching local time in it.

std::int64_t next_reading(const schedule_rule& rule, std::int64_t t) noexcept {
    std::int64_t from = t + 1;
    while (from <= rule.last) {  // once for each change on the way to the answer, at the most
        const offset_period period = rule.table->period_at(from);
        const std::int64_t reading = from + period.offset;
        const std::int64_t local = local_on_or_after(rule, reading);
        if (local != none_after && local - period.offset < period.end) return local - period.offset;
        if (period.end == offset_period::never) break;
        from = period.end;
        if (from + rule.table->lowest_offset < reading) continue;
        if (local == none_after) break;
        from = std::max(from, local - rule.table->highest_offset);
    }
    return none_after;
}

std::int64_t prev_reading(const schedule_rule& rule, std::int64_t t) noexcept {
    std::int64_t until = t;
    while (until > rule.before_first) {  // as in next_reading
        const offset_period period = rule.table->period_at(until);
        const std::int64_t reading = until + period.offset;
        const std::int64_t local = local_on_or_before(rule, reading);
        if (local != none_before && local - period.offset >= period.begin) return local - period.offset;
        if (period.begin == offset_period::always) break;
        until = period.begin - 1;
        if (until + rule.table->highest_offset > reading) continue;
        if (local == none_before) break;
        until = std::min(until, local - rule.table->lowest_offset);
    }
    return none_before;
}

}  // namespace

/// Asks a rule for its nearest local time; apart, so that the simple kinds need not save its registers.
template <direction Way, class Fires>
[[gnu::noinline]] std::int64_t step_apart(const schedule_rule& rule, std::int64_t local) noexcept {
    return step<Way>(Fires{rule}, local);
}

template <direction Way>
std::int64_t nearest_local(const schedule_rule& rule, std::int64_t local) noexcept {
    constexpr bool is_forward = Way == direction::forward;
    constexpr std::int64_t none = is_forward ? none_after : none_before;
    if (is_forward ? local >= local_limit : local < first_local_time) return none;
    const std::int64_t from = std::clamp(local, first_local_time - (is_forward ? 1 : 0), local_limit);
    return visit<far_calendar>(rule, [&]<class Fires>(const Fires& fires) -> std::int64_t {
        if constexpr (std::is_same_v<Fires, listed_instants>) {
            const std::int64_t only = only_local_time(rule);
            return (is_forward ? local < only : local >= only) ? only : none;
        } else if constexpr (std::is_same_v<Fires, elapsed_instants>) {
            return none;
        } else {
            const std::int64_t found =
                Fires::stands_apart ? step_apart<Way, Fires>(rule, from) : step<Way>(fires, from);
            return found >= first_local_time && found <= local_limit ? found : none;
        }
    });
}

template <direction Way>
std::int64_t search_near_change(const schedule_rule& rule, std::int64_t t) noexcept {
    const bool is_elapsed = rule.meaning == time_meaning::elapsed;
    if constexpr (Way == direction::forward)
        return is_elapsed ? next_reading(rule, t) : next_in_order(rule, t);
    else
        return is_elapsed ? prev_reading(rule, t) : prev_in_order(rule, t);
}

template std::int64_t nearest_local<direction::forward>(const schedule_rule&, std::int64_t) noexcept;
template std::int64_t nearest_local<direction::backward>(const schedule_rule&, std::int64_t) noexcept;
template std::int64_t search_near_change<direction::forward>(const schedule_rule&, std::int64_t) noexcept;
template std::int64_t search_near_change<direction::backward>(const schedule_rule&, std::int64_t) noexcept;

}  // namespace nextfire::inline v0::detail
