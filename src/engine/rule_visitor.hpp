/// What each kind of rule does, behind one visitor.
///
/// A question is a function object that is called with what fires: `listed_instants`, `elapsed_instants`, or
/// local times that have `after(local)` and `until(local)`.  A new kind of rule is a value of rule_kind (or
/// day_kind), its numbers in schedule_rule, and a case in `visit` below; the compiler names the rest.
#pragma once

#include "calendar/calendar_stepping.hpp"
#include "calendar/day_map.hpp"
#include "calendar/day_stepping.hpp"
#include "engine/day_counting.hpp"
#include "engine/schedule_bounds.hpp"
#include "engine/time_stepping.hpp"

#include <nextfire/engine/schedule_rule.hpp>

#include <bit>
#include <concepts>
#include <cstdint>
#include <limits>
#include <type_traits>

namespace nextfire::inline v0::detail {

/// Which way on the time line a question looks.
enum class direction : std::uint8_t { forward, backward };

/// The one or two instants of a schedule that fires once.  Which of the answers it is cannot be predicted, so
/// they are chosen without a branch.
struct listed_instants {
    const schedule_rule& rule;

    [[nodiscard]] std::int64_t after(std::int64_t t) const noexcept {
        const std::int64_t second_or_none = t < rule.last ? rule.last : none_after;
        return t <= rule.before_first ? rule.before_first + 1 : second_or_none;
    }
    [[nodiscard]] std::int64_t until(std::int64_t t) const noexcept {
        const std::int64_t first_or_none = t > rule.before_first ? rule.before_first + 1 : none_before;
        return t >= rule.last ? rule.last : first_or_none;
    }
};

/// Finds the first instant after `after` that lies whole periods from a phase, from the phase on.
[[nodiscard]] inline std::int64_t next_of_period(std::int64_t period, std::int64_t phase,
                                                 std::int64_t after) noexcept {
    const std::int64_t since = after - phase;
    if (since < 0) return phase;
    // Dividing 32 bits takes a processor a fraction of what 64 bits take it.
    const bool is_short = static_cast<std::uint64_t>(since) <= std::numeric_limits<std::uint32_t>::max();
    return after + period -
           (is_short ? std::int64_t{static_cast<std::uint32_t>(since) % static_cast<std::uint32_t>(period)}
                     : since % period);
}

/// Instants that lie whole periods apart, whatever the clock does.
struct elapsed_instants {
    const schedule_rule& rule;

    [[nodiscard]] std::int64_t after(std::int64_t t) const noexcept {
        if (t >= rule.last) return none_after;
        return next_of_period(rule.by_kind.since_anchor.period_seconds,
                              rule.by_kind.since_anchor.phase_seconds, t);
    }
    [[nodiscard]] std::int64_t until(std::int64_t t) const noexcept {
        const std::int64_t period = rule.by_kind.since_anchor.period_seconds;
        const std::int64_t since = t - rule.by_kind.since_anchor.phase_seconds;
        return since < 0 ? none_before : t - since % period;
    }
};

/// Instants that need no clock to be found.
template <class Fires>
concept needs_no_clock = std::same_as<Fires, listed_instants> || std::same_as<Fires, elapsed_instants>;

/// Asks what fires for its nearest local time or instant: after `t`, or at or before it.
template <direction Way, class Fires>
[[gnu::always_inline]] inline std::int64_t step(const Fires& fires, std::int64_t t) noexcept {
    if constexpr (Way == direction::forward)
        return fires.after(t);
    else
        return fires.until(t);
}

/// Local times that fire one after the other, in a row that a cursor can walk without asking: those at
/// `base + k * unit` for the bits k of `places`; or, where the stride is not 0, one every stride from `base`
/// on and before `end`.
struct local_row {
    std::int64_t base;
    std::uint64_t places;
    std::int32_t unit_seconds;
    std::int32_t stride_seconds;
    std::int64_t end;
};

/// Makes a row of even strides.
[[nodiscard]] constexpr local_row row_of_strides(std::int64_t base, std::uint32_t stride_seconds,
                                                 std::int64_t end) noexcept {
    return {base, 0, 0, static_cast<std::int32_t>(stride_seconds), end};
}

/// A row whose places are bits.
[[nodiscard]] constexpr local_row row_of_places(std::int64_t base, std::int32_t unit_seconds,
                                                std::uint64_t places) noexcept {
    return {base, places, unit_seconds, 0, none_after};
}

/// Gives the bits above one of the bits.
[[nodiscard]] constexpr std::uint64_t bits_beyond(std::uint64_t bits, std::uint64_t place) noexcept {
    return bits & ~std::uint64_t{1} << place;
}

/// Local times whole steps apart.
struct steady_times {
    static constexpr bool often_beyond_window = false;
    static constexpr bool is_once_a_day_in_months = false;
    static constexpr bool has_slots_every_day = false;
    static constexpr bool stands_apart = false;
    const schedule_rule& rule;

    [[nodiscard]] const steady_rule& steps() const noexcept { return rule.by_kind.steady; }

    [[nodiscard, gnu::always_inline]] std::int64_t after(std::int64_t local) const noexcept {
        return steady_after(steps(), local);
    }
    [[nodiscard, gnu::always_inline]] std::int64_t until(std::int64_t local) const noexcept {
        return steady_until(steps(), local);
    }
    [[nodiscard]] local_row row_after(std::int64_t local) const noexcept {
        return row_of_strides(local, steps().step_seconds, none_after);
    }

    /// Counts the local times in [from, until) that fire; where until is the earlier, those between, negative.
    [[nodiscard]] std::int64_t count(std::int64_t from, std::int64_t until) const noexcept {
        return steps_until(steps(), until - 1) - steps_until(steps(), from - 1);
    }
};

/// Says whether days lie in months.  From one of them to the next is often further than to the window's end:
/// that branch cannot be predicted, and looking for the candidate's own window at once is cheaper.
template <class Days>
inline constexpr bool lie_in_months = requires {
    typename Days::calendar;
};

/// Says whether they lie in months of the calendar that maps are made of.
template <class Days>
inline constexpr bool lie_in_mapped_months = requires {
    requires std::is_same_v<typename Days::calendar, near_calendar>;
};

/// Gives the row of one time of day on the days after a day.
[[nodiscard]] inline local_row days_after(const all_days&, one_time time, std::int64_t day) noexcept {
    return row_of_strides(day * seconds_a_day + time.seconds, seconds_a_day, none_after);
}
[[nodiscard]] inline local_row days_after(const weekdays_rule& rule, one_time time,
                                          std::int64_t day) noexcept {
    // A set of weekdays times this is the set for nine weeks: bit 7k + w is weekday w.
    constexpr std::uint64_t nine_weeks = 0x0102040810204081;
    const std::uint64_t weeks = rule.bits * nine_weeks;
    return row_of_places((day + 1) * seconds_a_day + time.seconds, seconds_a_day,
                         weeks >> (weekday_of(day) + 1));
}
[[nodiscard]] inline local_row days_after(const cycle_rule& rule, one_time time, std::int64_t day) noexcept {
    const std::int64_t begin = cycle_begin(rule, day);
    const auto place = static_cast<std::uint64_t>(day - begin);
    std::uint64_t coming = place < 63 ? bits_beyond(days_of_cycle(rule), place) >> place : 0;
    // Later cycles follow as long as they fit; at most 63 of them, of one day each.
    for (std::uint64_t at = rule.length_days - place; at < 64; at += rule.length_days)
        coming |= days_of_cycle(rule) << at;
    return row_of_places(day * seconds_a_day + time.seconds, seconds_a_day, coming);
}
template <class Days>
requires lie_in_months<Days>
[[nodiscard]] local_row days_after(const Days& days, one_time time, std::int64_t day) noexcept {
    const std::int32_t number = Days::calendar::month_of(static_cast<std::int32_t>(day));
    const calendar_month month = Days::calendar::at(number);
    const auto place = static_cast<std::uint64_t>(day - month.first_day);
    return row_of_places(std::int64_t{month.first_day} * seconds_a_day + time.seconds, seconds_a_day,
                         bits_beyond(days.bits_of(month, number), place));
}

/// Gives the row of the times of a day after a local time that fires.
template <class Days>
[[nodiscard]] local_row times_after(const Days& days, one_time time, std::int64_t local) noexcept {
    return days_after(days, time, near_day(local));
}
template <class Days>
[[nodiscard]] local_row times_after(const Days&, const slot_times& times, std::int64_t local) noexcept {
    const std::int64_t value = local - times.offset_seconds;
    const std::int64_t today = near_day(value) * seconds_a_day;
    return row_of_places(today + times.offset_seconds, static_cast<std::int32_t>(times.unit_seconds),
                         bits_beyond(times.slots, slot_of(times, value - today)));
}
template <class Days>
[[nodiscard]] local_row times_after(const Days&, const many_times& times, std::int64_t local) noexcept {
    const std::int64_t today = near_day(local) * seconds_a_day;
    const auto time = static_cast<std::uint64_t>(local - today);
    if (times.run_step_seconds != 0)
        return row_of_strides(today + times.first(), times.run_step_seconds, today + times.last() + 1);
    const std::uint64_t second = time % 60;
    const std::uint64_t minute = time / 60 % 60;
    if (std::has_single_bit(times.seconds))
        return row_of_places(local - static_cast<std::int64_t>(minute) * 60, 60,
                             bits_beyond(times.minutes, minute));
    return row_of_places(local - static_cast<std::int64_t>(second), 1, bits_beyond(times.seconds, second));
}

// --- What a schedule's rule holds, as the days and the times of day above ----------------------------------

template <class Days>
inline constexpr bool are_calendar_days = false;
template <class Calendar>
inline constexpr bool are_calendar_days<calendar_days<Calendar>> = true;

/// Gives the days of a rule, of the kind that they are known to be.
template <class Days>
[[nodiscard, gnu::always_inline]] inline Days days_of(const schedule_rule& rule) noexcept {
    if constexpr (std::is_same_v<Days, all_days>)
        return {};
    else if constexpr (std::is_same_v<Days, const weekdays_rule&>)
        return rule.by_kind.weekdays;
    else if constexpr (std::is_same_v<Days, const cycle_rule&>)
        return rule.by_kind.cycle;
    else if constexpr (are_calendar_days<Days>)
        return Days{{rule.by_kind.month_days, rule.calendar}};
    else
        return Days{rule.by_kind.month_days};
}

/// Gives the times of day of a rule, of the kind that they are known to be.
template <class Times>
[[nodiscard, gnu::always_inline]] inline Times times_of(const schedule_rule& rule) noexcept {
    if constexpr (std::is_same_v<Times, one_time>) {
        return {rule.time_seconds_or_hours};
    } else if constexpr (std::is_same_v<Times, const slot_times&>) {
        return rule.slots;
    } else {
        const std::uint32_t run = rule.run_step_or_day_map;
        return {rule.times.seconds, rule.times.minutes, rule.time_seconds_or_hours,
                run < 60 ? run : (run - 59) * 60};
    }
}

/// Local times on the days of one kind at the times of day of another.
template <class Days, class Times>
struct days_and_times {
    static constexpr bool often_beyond_window = lie_in_months<Days>;
    static constexpr bool is_once_a_day_in_months = lie_in_months<Days> && std::is_same_v<Times, one_time>;
    static constexpr bool has_slots_every_day =
        std::is_same_v<Days, all_days> && std::is_same_v<Times, const slot_times&>;
    /// Not inlined into the function that tells the kinds apart: every kind would have to save the registers
    /// that this one wants.
    static constexpr bool stands_apart = lie_in_months<Days> || !std::is_same_v<Times, one_time>;
    const schedule_rule& rule;

    [[nodiscard]] Days days() const noexcept { return days_of<Days>(rule); }
    [[nodiscard]] Times times() const noexcept { return times_of<Times>(rule); }

    [[nodiscard, gnu::always_inline]] std::int64_t after(std::int64_t local) const noexcept {
        return local_after(days(), times(), local);
    }
    [[nodiscard, gnu::always_inline]] std::int64_t until(std::int64_t local) const noexcept {
        return local_until(days(), times(), local);
    }
    [[nodiscard]] local_row row_after(std::int64_t local) const noexcept {
        return times_after(days(), times(), local);
    }

    /// Says for times of one day, `from` <= `until`, whether one of them fires if the day does.
    [[nodiscard]] bool names_time_between(std::int64_t from, std::int64_t until) const noexcept {
        const std::int64_t midnight = near_day(from) * seconds_a_day;
        return has_between(times(), from - midnight, until - midnight);
    }

    /// Counts the local times in [from, until) that fire; where until is the earlier, those between, negative.
    [[nodiscard]] std::int64_t count(std::int64_t from, std::int64_t until) const noexcept {
        if (until < from) return -count(until, from);
        if constexpr (is_once_a_day_in_months && lie_in_mapped_months<Days>)
            if (rule.run_step_or_day_map != 0)
                return count_on(mapped_days{rule.run_step_or_day_map}, from, until);
        return count_on(days(), from, until);
    }

private:
    template <class AnyDays>
    [[nodiscard]] std::int64_t count_on(const AnyDays& days, std::int64_t from,
                                        std::int64_t until) const noexcept {
        const auto on_day = [&](std::int64_t day,
                                std::int64_t local) {  // those of one day before a local time
            return count_days(days, day, day + 1) * times_before(times(), local - day * seconds_a_day);
        };
        const std::int64_t first = near_day(from);
        const std::int64_t last = near_day(until);
        return count_days(days, first, last) * times_before(times(), seconds_a_day) + on_day(last, until) -
               on_day(first, from);
    }
};

/// Calls `see` with the days of a rule at times of day.
template <class Calendar, class Times, class See>
[[gnu::always_inline]] inline decltype(auto) visit_days(const schedule_rule& rule, See&& see) {
    switch (rule.days) {
        case day_kind::every_day:
            return see(days_and_times<all_days, Times>{rule});
        case day_kind::weekdays:
            return see(days_and_times<const weekdays_rule&, Times>{rule});
        case day_kind::cycle:
            return see(days_and_times<const cycle_rule&, Times>{rule});
        case day_kind::month_days:
            return see(days_and_times<month_days<Calendar>, Times>{rule});
        case day_kind::calendar:
            // Slots and the masks of a calendar share their place in a rule: no rule has both.
            if constexpr (!std::is_same_v<Times, const slot_times&>)
                return see(days_and_times<calendar_days<Calendar>, Times>{rule});
    }
    __builtin_unreachable();
}

/// Calls `see` with what a rule fires at; Calendar is near_calendar for instants to 2106, far_calendar for
/// all.
template <class Calendar, class See>
[[gnu::always_inline]] inline decltype(auto) visit(const schedule_rule& rule, See&& see) {
    switch (rule.kind) {
        case rule_kind::once:
            return see(listed_instants{rule});
        case rule_kind::since_anchor:
            return see(elapsed_instants{rule});
        case rule_kind::steady:
            return see(steady_times{rule});
        case rule_kind::one_time:
            return visit_days<Calendar, one_time>(rule, see);
        case rule_kind::slot_times:
            return visit_days<Calendar, const slot_times&>(rule, see);
        case rule_kind::many_times:
            return visit_days<Calendar, many_times>(rule, see);
    }
    __builtin_unreachable();
}

}  // namespace nextfire::inline v0::detail
