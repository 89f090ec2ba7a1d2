/// cron/next/<expression>/<engine>: the next occurrence of a cron expression after random instants.
/// Isolates: what several times of day and the rules of months add to next/….
#include "asking.hpp"
#include "cron_workload.hpp"

#include <string>

namespace nextfire_bench {
namespace {

// The peer walks through all the days between, so rare days are asked for less often.
std::size_t questions_for(const cron_workload& work) {
    return work.text == cron_leap_day.text ? 500 : 20'000;
}

[[maybe_unused]] const bool registered = [] {
    for (const cron_workload& work : all_cron_workloads) {
        const std::string name = std::string{"cron/next/"} + work.name;
        benchmark::RegisterBenchmark((name + "/nextfire").c_str(), [&work](benchmark::State& state) {
            ask_by(state, schedules_of(work), peers_of(work), questions_for(work));
        });
        benchmark::RegisterBenchmark((name + "/date_tz").c_str(), [&work](benchmark::State& state) {
            ask_by(state, peers_of(work), schedules_of(work), questions_for(work));
        });
    }
    return true;
}();

}  // namespace
}  // namespace nextfire_bench
