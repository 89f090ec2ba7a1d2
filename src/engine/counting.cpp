/// Counting occurrences without walking from one to the next.
///
/// Between two instants the clock shows a run of local times, interrupted where it is set forward and
/// repeated where it is set back.  How many local times fire in a run is a count of bits; clock changes are
/// then set right one by one.
#include "engine/rule_visitor.hpp"
#include "engine/schedule_access.hpp"
#include "zone/zone_table.hpp"

#include <nextfire/engine/cursor.hpp>

#include <algorithm>

namespace nextfire::inline v0::detail {
namespace {

/// Counts the instants of a schedule that fires once or twice at all.
std::int64_t count_of(const listed_instants& fires, std::int64_t from, std::int64_t until) noexcept {
    std::int64_t count = 0;
    for (std::int64_t t = fires.after(from - 1); t < until; t = fires.after(t)) ++count;  // two at the most
    return count;
}

std::int64_t count_of(const elapsed_instants& fires, std::int64_t from, std::int64_t until) noexcept {
    const std::int64_t first = fires.after(from - 1);
    if (first >= until) return 0;
    return (until - 1 - first) / fires.rule.by_kind.since_anchor.period_seconds + 1;
}

/// Gives the first local time that the clock had not read before an instant: one after the latest it had.
std::int64_t first_unread(const zone_table& table, std::int64_t t) noexcept {
    offset_period period = table.period_at(t - 1);
    std::int64_t unread = t + period.offset;
    while (period.begin > t - table.reach_seconds) {  // the changes within reach: one or two
        period = table.period_at(period.begin - 1);
        unread = std::max(unread, period.end + period.offset);
    }
    return unread;
}

/// Says whether [from, until) may hold a time of day that fires: what a clock leaps over or repeats seldom does.
template <class Fires>
bool may_hold_a_time(const Fires& fires, std::int64_t from, std::int64_t until) noexcept {
    if constexpr (requires { fires.times(); })
        return near_day(from) != near_day(until) || fires.names_time_between(from, until);
    else
        return true;
}

/// Counts in [from, until) where a local time fires once, the first time that the clock reads it or passes
/// it.
template <class Fires>
std::int64_t count_first_passes(const schedule_rule& rule, const Fires& fires, std::int64_t from,
                                std::int64_t until) noexcept {
    const zone_table& table = *rule.table;
    const std::int64_t begin = first_unread(table, from);
    std::int64_t unread = begin;
    std::int64_t skipped = 0;
    offset_period period = table.period_at(from);
    for (std::int64_t at = from; at < until;
         at = period.end, period = table.period_at(at)) {  // once a change
        const std::int64_t shown = at + period.offset;
        if (shown > unread && may_hold_a_time(fires, unread, shown) && fires.after(unread - 1) < shown) {
            skipped += fires.count(unread, shown);
            // All that the clock leaps over fires at the leap, together with the time that it shows then.
            if (rule.gap == gap_policy::at_transition && fires.until(shown) != shown) --skipped;
        }
        unread = std::max(unread, std::min(period.end, until) + period.offset);
    }
    return fires.count(begin, unread) - skipped;
}

/// Counts in [from, until) where a local time fires whenever the clock reads it.
template <class Fires>
std::int64_t count_readings(const schedule_rule& rule, const Fires& fires, std::int64_t from,
                            std::int64_t until) noexcept {
    offset_period period = rule.table->period_at(from);
    const std::int64_t begin = from + period.offset;
    std::int64_t repeated = 0;
    while (period.end < until) {  // once a change
        const std::int64_t shown = period.end + period.offset;
        period = rule.table->period_at(period.end);
        const std::int64_t then = period.begin + period.offset;
        if (may_hold_a_time(fires, std::min(shown, then), std::max(shown, then)))
            repeated += fires.count(then, shown);
    }
    return fires.count(begin, until + period.offset) + repeated;
}

/// The policies under which the order of local times is lost are walked.
std::int64_t count_steps(const schedule_rule& rule, std::int64_t from, std::int64_t until) noexcept {
    using std::chrono::seconds;
    using std::chrono::sys_seconds;
    std::int64_t count = 0;
    cursor walk{schedule_access::make(rule), sys_seconds{seconds{from - 1}}};
    for (auto found = walk.next(); found && *found < sys_seconds{seconds{until}}; found = walk.next())
        ++count;
    return count;
}

template <class Calendar>
std::int64_t count_by(const schedule_rule& rule, std::int64_t from, std::int64_t until) noexcept {
    return visit<Calendar>(rule, [&]<class Fires>(const Fires& fires) -> std::int64_t {
        if constexpr (needs_no_clock<Fires>) {
            return count_of(fires, from, until);
        } else {
            if (rule.meaning == time_meaning::elapsed) return count_readings(rule, fires, from, until);
            if (rule.overlap != overlap_policy::first || rule.gap == gap_policy::shift)
                return count_steps(rule, from, until);
            return count_first_passes(rule, fires, from, until);
        }
    });
}

}  // namespace

std::uint64_t count_occurrences(const schedule_rule& rule, std::int64_t from, std::int64_t until) noexcept {
    from = std::max(from, rule.before_first + 1);
    until = std::min(until, rule.last + 1);
    if (from >= until) return 0;
    const bool is_near = until < zone_window::no_end;
    return static_cast<std::uint64_t>(is_near ? count_by<near_calendar>(rule, from, until)
                                              : count_by<far_calendar>(rule, from, until));
}

}  // namespace nextfire::inline v0::detail
