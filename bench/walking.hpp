/// Walks through occurrences, one after the other, in each of five zones.  The peers have no cursor, so they
/// ask next again.
#pragma once

#include "workload.hpp"

#include <algorithm>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace nextfire_bench {

/// Where a walk begins, and how many steps it has at the most.
struct walk_extent {
    std::chrono::sys_seconds start;
    std::size_t steps;
};

/// Shortens a walk to what the peers can vouch for, the time to 2037.
[[nodiscard]] inline walk_extent trusted(walk_extent extent, const nextfire::schedule& schedule) {
    using namespace std::chrono;
    constexpr sys_seconds end_of_trust = sys_days{2037y / January / 1};
    nextfire::cursor place{schedule, extent.start};
    std::size_t steps = 0;
    for (auto at = place.next(); at && *at < end_of_trust && steps < extent.steps; at = place.next()) ++steps;
    return {extent.start, steps};
}

[[nodiscard]] inline std::uint64_t walk(const nextfire::schedule& schedule, walk_extent extent) {
    nextfire::cursor place{schedule, extent.start};
    std::uint64_t sum = 0;
    for (std::size_t i = 0; i < extent.steps; ++i) sum = mixed(sum, place.next()->time_since_epoch().count());
    return sum;
}

template <class Peer>
[[nodiscard]] std::uint64_t walk(const Peer& schedule, walk_extent extent) {
    std::chrono::sys_seconds place = extent.start;
    std::uint64_t sum = 0;
    for (std::size_t i = 0; i < extent.steps; ++i) {
        place = *schedule.next(place);
        sum = mixed(sum, place.time_since_epoch().count());
    }
    return sum;
}

template <class Schedule>
[[nodiscard]] std::uint64_t walk_all(const std::vector<Schedule>& schedules, walk_extent extent) {
    std::uint64_t sum = 0;
    for (const Schedule& schedule : schedules) sum += walk(schedule, extent);
    return sum;
}

/// Measures one side's steps; the other side says where they have to lead.
template <class Schedule, class Other>
void walk_by(benchmark::State& state, const std::vector<Schedule>& schedules,
             const std::vector<Other>& oracle, walk_extent extent) {
    const std::uint64_t expected = walk_all(oracle, extent);
    for (auto _ : state) {
        if (walk_all(schedules, extent) != expected) return state.SkipWithError("wrong answer");
    }
    report_time_each(state, extent.steps * schedules.size());
}

}  // namespace nextfire_bench
