// Counting the occurrences of ten years, beside walking through them with a cursor: what counting by bits saves.
#include "cron_workload.hpp"
#include "workload.hpp"

#include <nextfire/nextfire.hpp>

#include <benchmark/benchmark.h>

#include <chrono>
#include <cstdint>
#include <string>
#include <vector>

namespace nextfire_bench {
namespace {

using namespace std::chrono;

constexpr sys_seconds begin = sys_days{2024y / January / 1};
constexpr sys_seconds end = sys_days{2034y / January / 1};

std::uint64_t walked(const nextfire::schedule& source) {
    nextfire::cursor walk{source, begin - seconds{1}};
    std::uint64_t count = 0;
    for (auto found = walk.next(); found && *found < end; found = walk.next()) ++count;
    return count;
}

/// Counts by one way; the other way says what is right.
template <class Count>
void count_by(benchmark::State& state, const std::vector<nextfire::schedule>& schedules, Count count) {
    std::uint64_t expected = 0;
    for (const nextfire::schedule& each : schedules) expected += each.count(begin, end);
    for (auto _ : state) {
        std::uint64_t total = 0;
        for (const nextfire::schedule& each : schedules) total += count(each);
        if (total != expected) state.SkipWithError("wrong count");
        benchmark::DoNotOptimize(total);
    }
    report_time_each(state, schedules.size());
}

[[maybe_unused]] const bool registered = [] {
    for (const cron_workload* work : {&cron_daily, &cron_weekdays, &cron_month_days, &cron_ten_seconds,
                                      &cron_thrice, &cron_office_hours, &cron_last_workday}) {
        const std::string name = std::string{"count/ten_years/"} + work->name;
        benchmark::RegisterBenchmark((name + "/nextfire").c_str(), [work](benchmark::State& state) {
            count_by(state, schedules_of(*work),
                     [](const nextfire::schedule& each) { return each.count(begin, end); });
        });
        benchmark::RegisterBenchmark((name + "/by_cursor").c_str(), [work](benchmark::State& state) {
            count_by(state, schedules_of(*work), walked);
        });
    }
    return true;
}();

}  // namespace
}  // namespace nextfire_bench
