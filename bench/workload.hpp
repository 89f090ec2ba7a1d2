/// What the benchmarks work on: five zones, four kinds of schedule, and random instants.
#pragma once

#include <nextfire/nextfire.hpp>

#include <benchmark/benchmark.h>

#include <array>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

namespace nextfire_bench {

/// Mixed in every benchmark, so that no branch on the zone can be learnt: without changes, with changes at
/// 02:00 and at 03:00, of half an hour, and with summer time behind standard time.
inline constexpr std::array<std::string_view, 5> zones{"Asia/Shanghai", "America/New_York", "Europe/Berlin",
                                                       "Australia/Lord_Howe", "Europe/Dublin"};

/// A schedule as fields, and its name in the benchmarks.
struct workload {
    const char* name;
    nextfire::schedule_fields fields;
};

extern const workload every_day;         ///< DAY, daily at 09:00.
extern const workload every_three_days;  ///< DAY, every third day at 09:00.
extern const workload weekdays;          ///< WEEK, Monday to Friday at 08:30.
extern const workload month_days;        ///< MONTH, the 1st, 2nd, 28th and last of January, March, December.
extern const workload leap_day;          ///< MONTH, 29 February: the ugly case.
extern const workload once;              ///< FIXED_TIME, in the middle of the random instants.

/// The spec in one of the five zones; the program ends if it is wrong.
[[nodiscard]] nextfire::schedule_spec spec_in(const workload& work, std::string_view zone);

/// The schedule of a spec, its days counted from 2024-01-01.
[[nodiscard]] nextfire::schedule schedule_of(const nextfire::schedule_spec& spec);

/// The schedules of a spec in each of the five zones.
[[nodiscard]] std::vector<nextfire::schedule> schedules_of(const workload& work);

/// The instants asked about, uniformly random from 2024 to 2033, always the same.
[[nodiscard]] const std::vector<std::chrono::sys_seconds>& random_instants();

/// Reports the time for one question; each iteration of `state` asks `questions`.
void report_time_each(benchmark::State& state, std::size_t questions);

/// Adds an answer to a checksum that tells wrong answers and wrong order.
[[nodiscard]] constexpr std::uint64_t mixed(std::uint64_t sum, std::int64_t answer) noexcept {
    return sum * 3 + static_cast<std::uint64_t>(answer);
}

}  // namespace nextfire_bench
