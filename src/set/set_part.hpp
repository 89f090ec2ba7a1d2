/// A part of a set: the schedules that share a clock, its days and its policies.
///
/// Most schedules fire at one time of day, or at a few.  Of these a part keeps the days once, as a rule whose time is
/// midnight, and of each schedule the times and the key.  Days of some months are a schedule's own: there are so many
/// choices of them that few schedules would share one.  Schedules that fire once share a clock and have a date
/// besides; those of `@every` with a long period share nothing but their kind.  All others share a part only with
/// their equals: its rule is the schedule, and it has keys alone.
#pragma once

#include <nextfire/definition/definition.hpp>
#include <nextfire/engine/schedule_rule.hpp>

#include <array>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <span>
#include <vector>

namespace nextfire::inline v0::detail {

/// What is each schedule's own in a part, in numbers of its own or in bounds; all else the part has in common.
enum class part_kind : std::uint8_t {
    timed,          ///< Its time of day, in seconds.
    bounded_timed,  ///< Its time of day; when it begins and ends.
    few_timed,      ///< Its times of day, two to four in order, and no_time behind them.
    month_timed,  ///< Its time of day; its days from the first and from the last on, and its months, as bits.
    once,      ///< Its time of day and its day since 1970; the first and the last instant at which it fires.
    periodic,  ///< Its period, six hours or more, and its phase, in seconds.
    equal,     ///< Nothing.
};

/// The most times of day of few_timed.
inline constexpr std::size_t few_times = 4;

/// The numbers of month_timed, and the most of any kind.
inline constexpr std::size_t most_numbers = 4;
static_assert(few_times <= most_numbers);

/// Stands where a schedule has fewer times: later than every time of day.
inline constexpr std::int32_t no_time = std::numeric_limits<std::int32_t>::max();

/// Gives how many numbers of its own a schedule has.
[[nodiscard]] constexpr std::size_t numbers_of(part_kind kind) noexcept {
    switch (kind) {
        case part_kind::timed:
        case part_kind::bounded_timed:
            return 1;
        case part_kind::few_timed:
            return few_times;
        case part_kind::month_timed:
            return most_numbers;
        case part_kind::once:
        case part_kind::periodic:
            return 2;
        case part_kind::equal:
            return 0;
    }
    return 0;
}

/// Says whether a schedule has bounds of its own.
[[nodiscard]] constexpr bool has_bounds(part_kind kind) noexcept {
    return kind == part_kind::bounded_timed || kind == part_kind::once;
}

/// The first and the last instant of a schedule; seconds since 1970.
struct member_bounds {
    std::int64_t first;
    std::int64_t last;
};

/// A part; its three lists are parallel, and empty where the kind has no use for them.  What every question needs stands
/// first, so that it fills few lines of memory.
struct set_part {
    part_kind kind;
    std::vector<std::int32_t> numbers;  ///< numbers_of(kind) for each key.
    /// Of all kinds but equal that of midnight, or of a second, without bounds; of month_timed on each day on which one of
    /// its schedules may fire.
    schedule_rule rule;
    std::vector<std::uint64_t> keys;
    std::vector<member_bounds> bounds;
    // What follows is not needed to ask.
    std::uint64_t generation;   ///< Of the root that may write it.
    std::uint64_t family_name;  ///< Under which the set finds the part again.
    definition family;          ///< What the rule was built of.

    [[nodiscard]] std::size_t size() const noexcept { return keys.size(); }

    /// Gives the numbers of one schedule.
    [[nodiscard]] std::span<const std::int32_t> numbers_at(std::size_t slot) const noexcept {
        return std::span{numbers}.subspan(slot * numbers_of(kind), numbers_of(kind));
    }
};

/// What a definition is to a set: the part that it belongs to, and what is its own.
struct set_member {
    /// Tells the two apart.
    explicit set_member(const definition& what) noexcept;

    part_kind kind = part_kind::equal;
    definition family;
    std::array<std::int32_t, most_numbers> numbers = {};
    member_bounds bounds;  ///< Of once not yet: the clock tells them.
};

/// Puts them together again: a definition equal to the one that was put.
[[nodiscard]] definition definition_at(const set_part& part, std::size_t slot) noexcept;

/// Gives what a schedule of a part computes with; where it has a few times of day, what one of them does.
[[nodiscard]] schedule_rule rule_at(const set_part& part, std::size_t slot, std::size_t time = 0) noexcept;

/// Gives the days of months of a schedule of month_timed.
[[nodiscard]] month_days_rule own_days_of(std::span<const std::int32_t> numbers) noexcept;

/// Calls `see(rule)` with the rules whose instants are those of a schedule: one, or one for each of its times.
template <class See>
void each_rule(const set_part& part, std::size_t slot, See&& see) {
    if (part.kind != part_kind::few_timed) return see(rule_at(part, slot));
    for (std::size_t time = 0; time < few_times; ++time)
        if (part.numbers_at(slot)[time] != no_time) see(rule_at(part, slot, time));
}

}  // namespace nextfire::inline v0::detail
