/// build/<operation>/<schedule>: from a spec to a schedule, and from text fields to a spec.
#include "workload.hpp"

#include <string>

namespace nextfire_bench {
namespace {

using namespace std::chrono;

constexpr sys_seconds start = sys_days{2024y / January / 1};

void build_schedule(benchmark::State& state, const workload& work) {
    const auto spec = spec_in(work, "Europe/Berlin");
    const nextfire::schedule_options options{.anchor_date = local_days{2024y / January / 1}};
    const auto expected = schedule_of(spec).next(start);
    for (auto _ : state) {
        const auto built = nextfire::schedule::build(spec, options);
        if (!built || built->next(start) != expected) return state.SkipWithError("wrong answer");
    }
    report_time_each(state, 1);
}

void parse_fields(benchmark::State& state, const workload& work) {
    nextfire::schedule_fields fields = work.fields;
    fields.time_zone = "Europe/Berlin";
    const auto expected = spec_in(work, "Europe/Berlin");
    for (auto _ : state) {
        const auto spec = nextfire::schedule_spec::parse(fields);
        if (!spec || !(*spec == expected)) return state.SkipWithError("wrong answer");
    }
    report_time_each(state, 1);
}

[[maybe_unused]] const bool registered = [] {
    for (const workload* work : {&once, &every_day, &every_three_days, &weekdays, &month_days}) {
        const std::string name = work->name;
        benchmark::RegisterBenchmark(("build/schedule/" + name).c_str(),
                                     [work](benchmark::State& state) { build_schedule(state, *work); });
        benchmark::RegisterBenchmark(("build/spec/" + name).c_str(),
                                     [work](benchmark::State& state) { parse_fields(state, *work); });
    }
    return true;
}();

}  // namespace
}  // namespace nextfire_bench
