/// Asks for the next occurrence after random instants, five zones in turn, each question independent of the
/// one before.
#pragma once

#include "workload.hpp"

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

namespace nextfire_bench {

[[nodiscard]] inline std::int64_t number(std::optional<std::chrono::sys_seconds> answer) {
    constexpr std::int64_t none = -1;  // in checksums only
    return answer ? answer->time_since_epoch().count() : none;
}

template <class Schedule>
[[nodiscard]] std::uint64_t ask_all(const std::vector<Schedule>& schedules, std::size_t questions) {
    const auto& instants = random_instants();
    std::uint64_t sum = 0;
    std::size_t which = 0;
    for (std::size_t i = 0; i < questions; ++i) {
        sum = mixed(sum, number(schedules[which].next(instants[i])));
        which = which + 1 == schedules.size() ? 0 : which + 1;
    }
    return sum;
}

/// Measures one side's answers; the other side says what they have to be.
template <class Schedule, class Other>
void ask_by(benchmark::State& state, const std::vector<Schedule>& schedules, const std::vector<Other>& oracle,
            std::size_t questions) {
    const std::uint64_t expected = ask_all(oracle, questions);
    for (auto _ : state) {
        if (ask_all(schedules, questions) != expected) return state.SkipWithError("wrong answer");
    }
    report_time_each(state, questions);
}

}  // namespace nextfire_bench
