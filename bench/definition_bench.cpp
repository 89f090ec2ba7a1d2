/// definition/<operation>/<schedule>: from a definition to a schedule, to bytes and from bytes.
#include "cron_workload.hpp"
#include "workload.hpp"

#include <nextfire/nextfire.hpp>

#include <benchmark/benchmark.h>

#include <chrono>
#include <string>

namespace nextfire_bench {
namespace {

using namespace std::chrono;

constexpr sys_seconds start = sys_days{2024y / January / 1};

nextfire::definition definition_of(const workload& work) {
    const nextfire::schedule_options options{.anchor_date = local_days{2024y / January / 1}};
    return *nextfire::definition::from(spec_in(work, "Europe/Berlin"), options);
}

nextfire::definition definition_of(const cron_workload& work) {
    const auto berlin = *nextfire::zone::find("Europe/Berlin");
    return *nextfire::definition::from(*nextfire::cron_expression::parse(work.text), berlin);
}

void build(benchmark::State& state, const nextfire::definition& what) {
    const auto expected = nextfire::schedule::build(what)->next(start);
    for (auto _ : state) {
        const auto built = nextfire::schedule::build(what);
        if (!built || built->next(start) != expected) return state.SkipWithError("wrong answer");
    }
    report_time_each(state, 1);
}

void write(benchmark::State& state, const nextfire::definition& what) {
    for (auto _ : state) benchmark::DoNotOptimize(what.to_bytes());
    report_time_each(state, 1);
}

void load(benchmark::State& state, const nextfire::definition& what) {
    const nextfire::definition_bytes bytes = what.to_bytes();
    const auto expected = nextfire::schedule::build(what)->next(start);
    for (auto _ : state) {
        const auto read = nextfire::definition::from_bytes(bytes.span());
        if (!read) return state.SkipWithError("refused");
        const auto built = nextfire::schedule::build(*read);
        if (!built || built->next(start) != expected) return state.SkipWithError("wrong answer");
    }
    report_time_each(state, 1);
}

void from_spec(benchmark::State& state, const workload& work) {
    const auto spec = spec_in(work, "Europe/Berlin");
    const nextfire::schedule_options options{.anchor_date = local_days{2024y / January / 1}};
    for (auto _ : state) benchmark::DoNotOptimize(nextfire::definition::from(spec, options));
    report_time_each(state, 1);
}

void add(const std::string& name, const nextfire::definition& what) {
    benchmark::RegisterBenchmark(("definition/build/" + name).c_str(),
                                 [what](benchmark::State& state) { build(state, what); });
    benchmark::RegisterBenchmark(("definition/to_bytes/" + name).c_str(),
                                 [what](benchmark::State& state) { write(state, what); });
    benchmark::RegisterBenchmark(("definition/from_bytes_and_build/" + name).c_str(),
                                 [what](benchmark::State& state) { load(state, what); });
}

[[maybe_unused]] const bool registered = [] {
    for (const workload* work : {&once, &every_day, &every_three_days, &weekdays, &month_days}) {
        add(work->name, definition_of(*work));
        benchmark::RegisterBenchmark((std::string{"definition/from_spec/"} + work->name).c_str(),
                                     [work](benchmark::State& state) { from_spec(state, *work); });
    }
    for (const cron_workload* work : {&cron_ten_seconds, &cron_office_hours, &cron_last_workday})
        add(std::string{"cron_"} + work->name, definition_of(*work));
    return true;
}();

}  // namespace
}  // namespace nextfire_bench
