/// What is asked of a part: the next of all its schedules, and its firings in a window of time.
#pragma once

#include "calendar/month_calendar.hpp"
#include "engine/change_search.hpp"
#include "engine/rule_visitor.hpp"
#include "engine/schedule_access.hpp"
#include "engine/time_stepping.hpp"
#include "set/set_part.hpp"
#include "zone/zone_table.hpp"

#include <nextfire/engine/cursor.hpp>

#include <algorithm>
#include <array>
#include <bit>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace nextfire::inline v0::detail {

/// Writes the first instant after `after` of every schedule of a part; schedule_set::no_next where there is none.
void next_of_part(const set_part& part, std::int64_t after, std::span<std::chrono::sys_seconds> out) noexcept;

/// Gives the first instant after `after` of one schedule; where there is none, a value beyond max_instant.
[[nodiscard]] std::int64_t next_in_part(const set_part& part, std::size_t slot, std::int64_t after) noexcept;

/// The local times that a window of time can be about, when read by the clock of a part.
struct local_span {
    bool is_plain;        ///< Whether these fire in the window, and no others.
    std::int32_t offset;  ///< Where it is plain: how far the clock is ahead of UTC.
    std::int64_t first;
    std::int64_t last;
};

/// Reads the window (after, until] by a clock.
///
/// It is plain where no change is near.  If one is, a local time L fires somewhere in
/// [L - highest offset, L - lowest offset], whatever the clock does: the span has all that may fire.
[[nodiscard]] local_span local_span_of(const schedule_rule& rule, std::int64_t after,
                                       std::int64_t until) noexcept;

/// Finds the first local midnight at or after `local` on whose day a timed part fires, where the span is plain.
[[nodiscard]] std::int64_t plain_midnight_from(const schedule_rule& rule, std::int64_t local) noexcept;

/// Writes the first instants of a rule in a span of local times that is plain, as many as there is room for, and moves
/// the span's begin behind them.  Gives how many; less than there is room for: no others are left.
[[nodiscard]] std::size_t take_plain(const schedule_rule& rule, local_span& span,
                                     std::span<std::int64_t> out) noexcept;

/// Calls `see(instant)` with the occurrences of a rule in (after, until], in order, however near a change is.
template <class See>
void walk_rule(const schedule_rule& rule, std::int64_t after, std::int64_t until, See&& see) {
    const std::int64_t end = std::min(until, rule.last);
    std::int64_t t = nearest_after(rule, after);
    if (t > end) return;
    see(t);
    t = nearest_after(rule, t);
    if (t > end) return;
    see(t);
    cursor walk{schedule_access::make(rule), std::chrono::sys_seconds{std::chrono::seconds{t}}};
    while (const auto next = walk.next()) {
        t = next->time_since_epoch().count();
        if (t > end) return;
        see(t);
    }
}

/// Calls `see(instant)` with the occurrences of an equal part in (after, until], in order: where no change is near, row
/// by row of local times that are read with one offset.
template <class See>
void walk_equal(const schedule_rule& rule, std::int64_t after, std::int64_t until, See&& see) {
    after = std::max(after, rule.before_first);
    until = std::min(until, rule.last);
    if (until <= after) return;
    if (rule.kind == rule_kind::since_anchor) {
        const auto [period, phase] = rule.by_kind.since_anchor;
        for (std::int64_t t = next_of_period(period, phase, after); t <= until; t += period) see(t);
        return;
    }
    local_span span = local_span_of(rule, after, until);
    if (!span.is_plain || rule.kind == rule_kind::once) return walk_rule(rule, after, until, see);
    std::array<std::int64_t, 32> instants;
    std::size_t taken = 0;
    do {
        taken = take_plain(rule, span, instants);
        for (std::size_t i = 0; i < taken; ++i) see(instants[i]);
    } while (taken == instants.size());
}

/// Calls `see(instant)` with the occurrences of one schedule of a part in (after, until], in order.
template <class See>
void walk_one(const set_part& part, std::size_t slot, std::int64_t after, std::int64_t until, See&& see) {
    if (part.kind != part_kind::few_timed) return walk_rule(rule_at(part, slot), after, until, see);
    // Two times of one gap may fire at the same instant.
    std::vector<std::int64_t> instants;
    each_rule(part, slot, [&](const schedule_rule& rule) {
        walk_rule(rule, after, until, [&](std::int64_t t) { instants.push_back(t); });
    });
    std::sort(instants.begin(), instants.end());
    instants.erase(std::unique(instants.begin(), instants.end()), instants.end());
    for (const std::int64_t t : instants) see(t);
}

/// Calls `see(place)` with the places of the times of day that lie in [first, last].
template <class See>
void each_time_between(std::span<const std::int32_t> times, std::int32_t first, std::int32_t last,
                       See&& see) {
    constexpr std::size_t block = 16;
    std::size_t place = 0;
    for (; place + block <= times.size(); place += block) {
        // Without branches, so that a block in which nothing fires is passed over in few steps.
        std::int32_t any = 0;
        for (std::size_t i = 0; i < block; ++i)
            any |= static_cast<std::int32_t>(times[place + i] >= first) &
                   static_cast<std::int32_t>(times[place + i] <= last);
        if (any == 0) continue;
        for (std::size_t i = place; i < place + block; ++i)
            if (times[i] >= first && times[i] <= last) see(i);
    }
    for (; place < times.size(); ++place)
        if (times[place] >= first && times[place] <= last) see(place);
}

/// Calls `see(day, first, last)` for the days that fire in a span of local times, with the seconds of the day
/// that lie in the span.
template <class See>
void each_day_of(const set_part& part, const local_span& span, See&& see) {
    // The rule fires at midnight of its days.
    const auto midnight_from = [&](std::int64_t local) {
        return span.is_plain ? plain_midnight_from(part.rule, local) : local_on_or_after(part.rule, local);
    };
    std::int64_t midnight = midnight_from(near_day(span.first) * seconds_a_day);
    for (; midnight <= span.last; midnight = midnight_from(midnight + 1)) {
        const std::int64_t first = std::max<std::int64_t>(span.first - midnight, 0);
        const std::int64_t last = std::min(span.last - midnight, seconds_a_day - 1);
        see(midnight, static_cast<std::int32_t>(first), static_cast<std::int32_t>(last));
        if (span.last - midnight < seconds_a_day) return;  // it is not worth looking for the next day
    }
}

/// Calls `see(slot, local)` with the local times in a span of a part whose schedules have days of their own, month by month.
template <class See>
void each_own_time(const set_part& part, const local_span& span, See&& see) {
    const month_days_rule& any = part.rule.by_kind.month_days;
    const auto first_day = static_cast<std::int32_t>(near_day(span.first));
    const auto last_day = static_cast<std::int32_t>(near_day(span.last));
    for (std::int32_t number = far_calendar::month_of(first_day);; ++number) {
        const calendar_month month = far_calendar::at(number);
        if (month.first_day > last_day) return;
        const int length = 28 + static_cast<int>(month.length_beyond_28);
        const std::uint32_t in_span = days_up_to(std::min(last_day - month.first_day + 1, length)) &
                                      ~days_up_to(std::max(first_day - month.first_day, 0));
        if ((any.months >> month.month_of_year & 1) == 0 ||
            (any.bits_by_length[month.length_beyond_28] & in_span) == 0)
            continue;
        for (std::size_t slot = 0; slot < part.size(); ++slot) {
            const std::span<const std::int32_t> own = part.numbers_at(slot);
            if ((own[3] >> month.month_of_year & 1) == 0) continue;
            const auto from_last = static_cast<std::uint32_t>(own[2]);
            auto days = static_cast<std::uint32_t>(own[1]);
            if (from_last != 0) days |= from_other_end(from_last, length);
            for (days &= in_span; days != 0; days &= days - 1) {
                const std::int64_t midnight =
                    (std::int64_t{month.first_day} + std::countr_zero(days)) * seconds_a_day;
                const std::int64_t local = midnight + own[0];
                if (local >= span.first && local <= span.last) see(slot, local);
            }
        }
    }
}

/// Calls `see(slot, instant)` with the firings of a timed part near a clock change.  Few schedules can
/// fire in a short window: only those are asked.
template <class See>
void walk_near_change(const set_part& part, const local_span& span, std::int64_t after, std::int64_t until,
                      See&& see) {
    const auto walk = [&](std::size_t slot) {
        walk_one(part, slot, after, until, [&](std::int64_t t) { see(slot, t); });
    };
    const bool is_short = near_day(span.first) == near_day(span.last);
    if (!is_short) {
        for (std::size_t slot = 0; slot < part.size(); ++slot) walk(slot);
        return;
    }
    if (part.kind == part_kind::month_timed)  // each has one time of day, and so is seen once
        return each_own_time(part, span, [&](std::size_t slot, std::int64_t) { walk(slot); });
    const std::size_t times = numbers_of(part.kind);
    std::size_t walked = part.size();
    each_day_of(part, span, [&](std::int64_t, std::int32_t first, std::int32_t last) {
        each_time_between(part.numbers, first, last, [&](std::size_t place) {
            if (const std::size_t slot = place / times; slot != walked) walk(walked = slot);
        });
    });
}

/// Calls `see(slot, instant)` with the firings in (after, until] of a part of those that fire once.
template <class See>
void walk_once(const set_part& part, std::int64_t after, std::int64_t until, See&& see) {
    for (std::size_t slot = 0; slot < part.size(); ++slot) {
        const auto [first, last] = part.bounds[slot];
        if (first > after && first <= until) see(slot, first);
        if (last != first && last > after && last <= until) see(slot, last);
    }
}

/// Calls `see(slot, instant)` with the firings in (after, until] of a part of those that follow a period.
template <class See>
void walk_periods(const set_part& part, std::int64_t after, std::int64_t until, See&& see) {
    after = std::max(after, part.rule.before_first);
    until = std::min(until, part.rule.last);
    for (std::size_t slot = 0; slot < part.size(); ++slot) {
        const std::int64_t period = part.numbers[2 * slot];
        for (std::int64_t t = next_of_period(period, part.numbers[2 * slot + 1], after); t <= until;
             t += period)
            see(slot, t);
    }
}

/// Calls `see(slot, instant)` with the firings in a span of local times that is plain, of a part of schedules that
/// have so many times of day each.
template <std::size_t times, class See>
void walk_plain(const set_part& part, const local_span& span, See&& see) {
    each_day_of(part, span, [&](std::int64_t midnight, std::int32_t first, std::int32_t last) {
        const std::int64_t base = midnight - span.offset;
        each_time_between(part.numbers, first, last, [&](std::size_t place) {
            const std::int64_t t = base + part.numbers[place];
            const std::size_t slot = place / times;
            if (part.kind == part_kind::bounded_timed &&
                (t < part.bounds[slot].first || t > part.bounds[slot].last))
                return;
            see(slot, t);
        });
    });
}

/// Calls with all firings of a part in (after, until], in any order: `one(slot, instant)` for those of one
/// schedule, `all(instant)` where all schedules of the part fire.
template <class One, class All>
void walk_part(const set_part& part, std::int64_t after, std::int64_t until, One&& one, All&& all) {
    switch (part.kind) {
        case part_kind::equal:
            return walk_equal(part.rule, after, until, all);
        case part_kind::once:
            return walk_once(part, after, until, one);
        case part_kind::periodic:
            return walk_periods(part, after, until, one);
        case part_kind::timed:
        case part_kind::bounded_timed:
        case part_kind::few_timed:
        case part_kind::month_timed:
            break;
    }
    const local_span span = local_span_of(part.rule, after, until);
    if (!span.is_plain) return walk_near_change(part, span, after, until, one);
    if (part.kind == part_kind::month_timed)
        return each_own_time(part, span,
                             [&](std::size_t slot, std::int64_t local) { one(slot, local - span.offset); });
    part.kind == part_kind::few_timed ? walk_plain<few_times>(part, span, one)
                                      : walk_plain<1>(part, span, one);
}

}  // namespace nextfire::inline v0::detail
