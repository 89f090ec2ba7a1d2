/// cursor/<schedule>/<engine>: 3,000 occurrences one after the other from 2024.  Isolates the step.
#include "peer.hpp"
#include "walking.hpp"
#include "workload.hpp"

#include <string>

namespace nextfire_bench {
namespace {

using namespace std::chrono;

walk_extent extent_of(const workload& work) {
    return trusted({sys_days{2024y / January / 1}, 3000}, schedules_of(work).front());
}

[[maybe_unused]] const bool registered = [] {
    for (const workload* work : {&every_day, &every_three_days, &weekdays, &month_days}) {
        const std::string name = std::string{"cursor/"} + work->name;
        benchmark::RegisterBenchmark((name + "/nextfire").c_str(), [work](benchmark::State& state) {
            walk_by(state, schedules_of(*work), peers_of(*work), extent_of(*work));
        });
        benchmark::RegisterBenchmark((name + "/date_tz").c_str(), [work](benchmark::State& state) {
            walk_by(state, peers_of(*work), schedules_of(*work), extent_of(*work));
        });
    }
    return true;
}();

}  // namespace
}  // namespace nextfire_bench
