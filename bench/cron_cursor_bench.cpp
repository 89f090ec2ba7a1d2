/// cron/cursor/<expression>/<engine>: up to 10,000 occurrences one after the other from 2024.  Isolates the
/// step; of the short ones, over_a_change begins an hour before Europe's clocks change.
#include "cron_workload.hpp"
#include "walking.hpp"

#include <string>

namespace nextfire_bench {
namespace {

using namespace std::chrono;

constexpr sys_seconds new_year = sys_days{2024y / January / 1};
constexpr sys_seconds before_change = sys_days{2024y / March / 31};

void add(const std::string& name, const cron_workload& work, walk_extent longest) {
    const auto extent = [longest](const cron_workload& of) {
        return trusted(longest, schedules_of(of).front());
    };
    benchmark::RegisterBenchmark(("cron/cursor/" + name + "/nextfire").c_str(),
                                 [&work, extent](benchmark::State& state) {
                                     walk_by(state, schedules_of(work), peers_of(work), extent(work));
                                 });
    benchmark::RegisterBenchmark(("cron/cursor/" + name + "/date_tz").c_str(),
                                 [&work, extent](benchmark::State& state) {
                                     walk_by(state, peers_of(work), schedules_of(work), extent(work));
                                 });
}

[[maybe_unused]] const bool registered = [] {
    for (const cron_workload* work :
         {&cron_ten_seconds, &cron_five_minutes, &cron_thrice, &cron_office_hours, &cron_last_workday})
        add(work->name, *work, {new_year, 10'000});
    add("every_10_seconds_over_a_change", cron_ten_seconds, {before_change, 1'000});
    return true;
}();

}  // namespace
}  // namespace nextfire_bench
