/// cursor/<schedule>/<engine>: 3,000 occurrences one after the other from 2024, in each of five zones.
/// Isolates the step; the peer has no cursor, so it asks next again.
#include "peer.hpp"
#include "workload.hpp"

#include <algorithm>

namespace nextfire_bench {
namespace {

using namespace std::chrono;

constexpr sys_seconds start = sys_days{2024y / January / 1};
constexpr sys_seconds end_of_trust = sys_days{2037y / January / 1};  // of the peer's zone data

/// The number of steps for which the peer can vouch.
std::size_t steps_of(const workload& work) {
    const auto schedule = schedule_of(spec_in(work, zones[0]));
    return std::min<std::size_t>(3000, schedule.count(start, end_of_trust));
}

std::uint64_t walk(const nextfire::schedule& schedule, std::size_t steps) {
    nextfire::cursor place{schedule, start};
    std::uint64_t sum = 0;
    for (std::size_t i = 0; i < steps; ++i) sum = mixed(sum, place.next()->time_since_epoch().count());
    return sum;
}

std::uint64_t walk(const peer_schedule& schedule, std::size_t steps) {
    sys_seconds place = start;
    std::uint64_t sum = 0;
    for (std::size_t i = 0; i < steps; ++i) {
        place = *schedule.next(place);
        sum = mixed(sum, place.time_since_epoch().count());
    }
    return sum;
}

template <class Schedule>
std::uint64_t walk_all(const std::vector<Schedule>& schedules, std::size_t steps) {
    std::uint64_t sum = 0;
    for (const Schedule& schedule : schedules) sum += walk(schedule, steps);
    return sum;
}

template <class Schedule, class Other>
void walk_by(benchmark::State& state, const std::vector<Schedule>& schedules,
             const std::vector<Other>& oracle, std::size_t steps) {
    const std::uint64_t expected = walk_all(oracle, steps);
    for (auto _ : state) {
        if (walk_all(schedules, steps) != expected) return state.SkipWithError("wrong answer");
    }
    report_time_each(state, steps * zones.size());
}

[[maybe_unused]] const bool registered = [] {
    for (const workload* work : {&every_day, &every_three_days, &weekdays, &month_days}) {
        const std::string name = std::string{"cursor/"} + work->name;
        benchmark::RegisterBenchmark((name + "/nextfire").c_str(), [work](benchmark::State& state) {
            walk_by(state, schedules_of(*work), peers_of(*work), steps_of(*work));
        });
        benchmark::RegisterBenchmark((name + "/date_tz").c_str(), [work](benchmark::State& state) {
            walk_by(state, peers_of(*work), schedules_of(*work), steps_of(*work));
        });
    }
    return true;
}();

}  // namespace
}  // namespace nextfire_bench
