/// A part of a set: the schedules that share a clock, its days and its policies.
///
/// Most schedules fire at one time of day.  Of these a part keeps the days once, as a rule whose time is
/// midnight, and of each schedule the time and the key.  All others share a part only with their equals:
/// its rule is the schedule, and it has keys alone.
#pragma once

#include <nextfire/definition/definition.hpp>
#include <nextfire/engine/schedule_rule.hpp>

#include <cstddef>
#include <cstdint>
#include <vector>

namespace nextfire::inline v0::detail {

/// What the schedules of a part have in common.
enum class part_kind : std::uint8_t {
    timed,          ///< All but their times of day.
    bounded_timed,  ///< All but their times of day, and when they begin and end.
    equal,          ///< Everything.
};

/// When a schedule begins and ends, both included; seconds since 1970.
struct member_bounds {
    std::int64_t first;
    std::int64_t last;
};

/// A part; its three lists are parallel, and empty where the kind has no use for them.
struct set_part {
    part_kind kind;
    std::vector<std::uint64_t> keys;
    schedule_rule rule;               ///< Of a timed kind that of midnight, without bounds.
    std::vector<std::int32_t> times;  ///< Seconds of the day.
    // What follows is not needed to ask.
    std::vector<member_bounds> bounds;
    std::uint64_t generation;   ///< Of the root that may write it.
    std::uint64_t family_name;  ///< Under which the set finds the part again.
    definition family;          ///< What the rule was built of.

    [[nodiscard]] std::size_t size() const noexcept { return keys.size(); }
};

/// What a definition is to a set: the part that it belongs to, and what is its own.
struct set_member {
    part_kind kind;
    definition family;
    std::int32_t time_seconds;
    member_bounds bounds;
};

/// Tells the two apart.
[[nodiscard]] set_member member_of(const definition& what) noexcept;

/// Puts them together again: a definition equal to the one that was put.
[[nodiscard]] definition definition_at(const set_part& part, std::size_t slot) noexcept;

/// Gives what a schedule of a part computes with.
[[nodiscard]] schedule_rule rule_at(const set_part& part, std::size_t slot) noexcept;

}  // namespace nextfire::inline v0::detail
