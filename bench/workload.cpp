#include "workload.hpp"

#include <cstdio>
#include <cstdlib>
#include <random>

namespace nextfire_bench {

using namespace std::chrono;

const workload every_day{"every_day",
                         {.scheduled_type = "DAY", .day_interval = "1", .scheduled_time = "09:00:00"}};
const workload every_three_days{"every_three_days",
                                {.scheduled_type = "DAY", .day_interval = "3", .scheduled_time = "09:00:00"}};
const workload weekdays{"weekdays",
                        {.scheduled_type = "WEEK", .week_list = "2,3,4,5,6", .scheduled_time = "08:30:00"}};
const workload month_days{"month_days",
                          {.scheduled_type = "MONTH",
                           .month_list = "1,3,12",
                           .date_list = "1,2,28,L",
                           .scheduled_time = "09:00:00"}};
const workload leap_day{
    "leap_day",
    {.scheduled_type = "MONTH", .month_list = "2", .date_list = "29", .scheduled_time = "00:00:00"}};
const workload once{
    "once", {.scheduled_type = "FIXED_TIME", .scheduled_date = "2029-01-01", .scheduled_time = "09:00:00"}};

nextfire::schedule_spec spec_in(const workload& work, std::string_view zone) {
    nextfire::schedule_fields fields = work.fields;
    fields.time_zone = zone;
    auto spec = nextfire::schedule_spec::parse(fields);
    if (spec) return *spec;
    std::fprintf(stderr, "%s: %s\n", work.name, spec.errors().front().message.c_str());
    std::abort();
}

nextfire::schedule schedule_of(const nextfire::schedule_spec& spec) {
    return *nextfire::schedule::build(spec, {.anchor_date = local_days{2024y / January / 1}});
}

std::vector<nextfire::schedule> schedules_of(const workload& work) {
    std::vector<nextfire::schedule> all;
    for (const auto zone : zones) all.push_back(schedule_of(spec_in(work, zone)));
    return all;
}

const std::vector<sys_seconds>& random_instants() {
    static const std::vector<sys_seconds> instants = [] {
        std::mt19937_64 random{20240101};
        std::uniform_int_distribution<std::int64_t> pick{
            sys_seconds{sys_days{2024y / January / 1}}.time_since_epoch().count(),
            sys_seconds{sys_days{2034y / January / 1}}.time_since_epoch().count() - 1};
        std::vector<sys_seconds> some(20'000);
        for (sys_seconds& t : some) t = sys_seconds{seconds{pick(random)}};
        return some;
    }();
    return instants;
}

void report_time_each(benchmark::State& state, std::size_t questions) {
    state.counters["each"] =
        benchmark::Counter(static_cast<double>(questions),
                           benchmark::Counter::kIsIterationInvariantRate | benchmark::Counter::kInvert);
}

}  // namespace nextfire_bench
