/// The API, without a network:
///   api/modify/json         a PATCH body of 388 bytes in, the answer of 610 bytes out.
///   api/modify/json_alone   the least that anybody would pay: nlohmann::json reads the one and writes the
///   other. api/handler/memory      the same PATCH through the handler: route, credentials, load,
///   compare-and-swap.
#include "api_workload.hpp"
#include "workload.hpp"

#include <nextfire/tasks/handler.hpp>
#include <nextfire/tasks/memory_store.hpp>
#include <nextfire/tasks/task_json.hpp>

#include <nlohmann/json.hpp>

#include <string>

namespace nextfire_bench {
namespace {

namespace api = nextfire::api;

void modify(benchmark::State& state) {
    const api::task before = nightly();
    for (auto _ : state) {
        const auto after = api::modify(before, patch_body, now);
        if (!after) return state.SkipWithError("refused");
        std::string answer;
        append_task(answer, *after, now, api::task_view::answer);
        if (answer != patch_answer) return state.SkipWithError("wrong answer");
    }
    report_time_each(state, 1);
}

void json_alone(benchmark::State& state) {
    const auto answered = nlohmann::ordered_json::parse(patch_answer);
    for (auto _ : state) {
        const auto body = nlohmann::json::parse(patch_body);
        if (body.size() != 13 || answered.dump() != patch_answer) return state.SkipWithError("wrong answer");
    }
    report_time_each(state, 1);
}

void handle(benchmark::State& state) {
    api::memory_store store;
    const open_door door;
    const api::handler handler{door, door, store, [] { return std::string{"unused"}; }};
    (void)store.insert("p1", nightly());
    for (auto _ : state) {
        const auto response = handler.handle(
            {.method = "PATCH", .target = patch_target, .headers = patch_headers, .body = patch_body}, now);
        if (response.status != 200 || response.body != patch_answer)
            return state.SkipWithError("wrong answer");
    }
    report_time_each(state, 1);
}

BENCHMARK(modify)->Name("api/modify/json");
BENCHMARK(json_alone)->Name("api/modify/json_alone");
BENCHMARK(handle)->Name("api/handler/memory");

}  // namespace
}  // namespace nextfire_bench
