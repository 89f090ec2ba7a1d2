/// next/<schedule>/<engine>: the next occurrence after random instants.  Isolates: choosing the offset, the
/// day, and the proof.
#include "asking.hpp"
#include "peer.hpp"
#include "workload.hpp"

#include <string>

namespace nextfire_bench {
namespace {

// The peer walks day by day, so rare days are asked for less often.
std::size_t questions_for(const workload& work) {
    return &work == &leap_day ? 500 : 20'000;
}

[[maybe_unused]] const bool registered = [] {
    for (const workload* work : {&once, &every_day, &every_three_days, &weekdays, &month_days, &leap_day}) {
        const std::string name = std::string{"next/"} + work->name;
        benchmark::RegisterBenchmark((name + "/nextfire").c_str(), [work](benchmark::State& state) {
            ask_by(state, schedules_of(*work), peers_of(*work), questions_for(*work));
        });
        benchmark::RegisterBenchmark((name + "/date_tz").c_str(), [work](benchmark::State& state) {
            ask_by(state, peers_of(*work), schedules_of(*work), questions_for(*work));
        });
    }
    return true;
}();

}  // namespace
}  // namespace nextfire_bench
