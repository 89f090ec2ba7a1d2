/// What the engine knows of a schedule: a plain value that every question is a function of.
///
/// Not part of the interface: it is public only so that a schedule can hold it without a heap.
#pragma once

#include <nextfire/calendar/day_rule.hpp>
#include <nextfire/spec/schedule_options.hpp>
#include <nextfire/zone/zone.hpp>

#include <cstdint>
#include <type_traits>

namespace nextfire::inline v0::detail {

struct zone_table;

/// How the instants are found.
enum class rule_kind : std::uint8_t {
    once,          ///< The first and the last instant are all there are.
    since_anchor,  ///< Every so many seconds from an instant, whatever the clock reads.
    steady,        ///< Every so many seconds of local time: every n days at one time, every ten seconds.
    // What follows fires on the days of a day_kind:
    one_time,    ///< at one time of day;
    slot_times,  ///< at several that lie whole units apart;
    many_times,  ///< at any of the seconds, minutes and hours of three sets.
};

/// Fires at the local time of the one day there is.
struct once_rule {
    std::int32_t day;
};

/// Fires at anchor + k * period for every whole k.
struct since_anchor_rule {
    std::uint32_t period_seconds;
    std::uint32_t phase_seconds;  ///< The first such instant at or after 1970; below the period.
};

/// Fires at every local second of which second + bias is a multiple of the step.
struct steady_rule {
    std::uint32_t step_seconds;  ///< 1 second to 500 days.
    std::uint32_t bias_seconds;  ///< From three days up, so that second + bias is never negative.
    /// 2^(63 + shift) / step, rounded up, for division by multiplication; its lower and its upper half.
    std::uint32_t reciprocal_low;
    std::uint32_t reciprocal_high;
    std::uint32_t shift;  ///< The largest power of two not above the step is 2^shift.
};

/// Where the first 64 bytes keep what only one kind needs.
union kind_rule {
    once_rule once;
    since_anchor_rule since_anchor;
    steady_rule steady;
    weekdays_rule weekdays;
    cycle_rule cycle;
    month_days_rule month_days;
};

/// The seconds and minutes of a schedule that fires at several times of day; its hours lie elsewhere.
struct time_masks {
    std::uint64_t seconds = 0;  ///< Bit n is second n.
    std::uint64_t minutes = 0;  ///< Bit n is minute n.
};

/// Several times of day that lie whole units apart, at most 64 of them: every hour or half an hour, or some
/// of these.
struct slot_times {
    std::uint64_t slots;           ///< Bit k fires k units after the offset.
    std::uint32_t unit_seconds;    ///< A divisor of 86,400, 1,800 or more.
    std::uint32_t reciprocal;      ///< 2^33 / unit, rounded up, for division by multiplication.
    std::uint32_t offset_seconds;  ///< Below the unit.
};

/// A schedule as the engine computes with it.  Instants and local times are seconds since 1970.
struct schedule_rule {
    const zone_table* table = nullptr;
    std::int64_t before_first = 0;  ///< Occurrences lie in (before_first, last]; equal: there are none.
    std::int64_t last = 0;
    zone clock;
    /// The local time of day in seconds; for many_times the hours as bits.
    std::uint32_t time_seconds_or_hours = 0;
    /// How far before a clock is set back the overlap policy begins to matter.
    std::uint32_t margin_seconds = 0;
    rule_kind kind = rule_kind::once;
    day_kind days = day_kind::every_day;
    gap_policy gap : 3 = gap_policy::at_transition;
    overlap_policy overlap : 3 = overlap_policy::first;
    time_meaning meaning : 2 = time_meaning::fixed;  ///< What the times of day mean.
    /// For many_times: whether the times of a day are equally far apart from the first to the last, every 10
    /// minutes from 08:00 to 17:50.  Their distance, in seconds below 60 and else 59 + the minutes; 0 where
    /// they are not.  For one_time: the number of the map of its days, 0 where there is none.
    std::uint8_t run_step_or_day_map = 0;
    kind_rule by_kind = {.once = {0}};
    // What lies beyond the first 64 bytes, specs and most of cron never touch.
    time_masks times;
    union {
        calendar_masks calendar = {};  ///< Where the days are a calendar's.
        slot_times slots;              ///< For slot_times; their days are never a calendar's.
    };
};

static_assert(sizeof(schedule_rule) == 128 && alignof(schedule_rule) == 8);
static_assert(std::is_trivially_copyable_v<schedule_rule>);

/// Gives the first instant after `after` at which the rule fires; where there is none, a value > last.
[[nodiscard]] std::int64_t nearest_after(const schedule_rule& rule, std::int64_t after) noexcept;

/// Gives the last instant before `before`; where there is none, a value <= before_first.
[[nodiscard]] std::int64_t nearest_before(const schedule_rule& rule, std::int64_t before) noexcept;

/// Counts the instants in [from, until) at which the rule fires.
[[nodiscard]] std::uint64_t count_occurrences(const schedule_rule& rule, std::int64_t from,
                                              std::int64_t until) noexcept;

}  // namespace nextfire::inline v0::detail
