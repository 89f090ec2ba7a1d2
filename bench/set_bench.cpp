/// set/<operation>/<variant>/<schedules>: a set of schedules, beside the same work by a vector of schedules and by a
/// binary heap of (next, index).  Each program asserts that all three answer the same.
#include "set_workload.hpp"

#include <nextfire/engine/schedule.hpp>
#include <nextfire/set/firing_range.hpp>
#include <nextfire/set/schedule_set.hpp>
#include <nextfire/set/set_cursor.hpp>
#include <nextfire/set/set_file.hpp>

#include <benchmark/benchmark.h>

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <cstdio>
#include <map>
#include <queue>
#include <string>
#include <utility>
#include <vector>

namespace nextfire_bench {
namespace {

using namespace std::chrono;
using nextfire::firing;
using nextfire::schedule;
using nextfire::schedule_set;

/// The schedules of one size, made once for all benchmarks.
struct set_work {
    std::vector<nextfire::set_entry> entries;
    schedule_set set;
    std::vector<schedule> single;  // by place; the key is the place and one
};

const set_work& work_of(std::size_t size) {
    static std::map<std::size_t, set_work> all;
    auto found = all.find(size);
    if (found != all.end()) return found->second;
    set_work work;
    work.entries = set_entries(set_mix::mixed, size);
    work.set = *schedule_set::build(work.entries);
    work.single.reserve(size);
    for (const nextfire::set_entry& entry : work.entries) work.single.push_back(*schedule::build(entry.what));
    if (size > 1'000'000) work.entries = {};
    return all.emplace(size, std::move(work)).first->second;
}

std::size_t size_of(const benchmark::State& state) {
    return static_cast<std::size_t>(state.range(0));
}

/// Reports the time of one of `n` things; `ns` is what the tables quote.
void report_each(benchmark::State& state, std::size_t n) {
    state.counters["each"] = benchmark::Counter(
        static_cast<double>(n), benchmark::Counter::kIsIterationInvariantRate | benchmark::Counter::kInvert);
    state.counters["n"] = static_cast<double>(n);
}

/// Gives a sum of all nexts that does not depend on their order.
std::uint64_t sum_of(std::span<const sys_seconds> nexts) {
    std::uint64_t sum = 0;
    for (const sys_seconds next : nexts)
        if (next != schedule_set::no_next) sum += static_cast<std::uint64_t>(next.time_since_epoch().count());
    return sum;
}

std::uint64_t mixed_sum(std::uint64_t sum, sys_seconds at, std::uint64_t key) {
    return (sum ^ (static_cast<std::uint64_t>(at.time_since_epoch().count()) + key)) * 0x9E3779B97F4A7C15;
}

std::vector<sys_seconds> next_by_vector(const set_work& work, sys_seconds now) {
    std::vector<sys_seconds> out;
    out.reserve(work.single.size());
    for (const schedule& one : work.single) out.push_back(one.next(now).value_or(schedule_set::no_next));
    return out;
}

// --- next_all --------------------------------------------------------------------------------------------

void next_all(benchmark::State& state, sys_seconds now) {
    const set_work& work = work_of(size_of(state));
    const std::uint64_t expected = sum_of(next_by_vector(work, now));
    std::vector<sys_seconds> out(work.set.size());
    for (auto _ : state) {
        work.set.next_all(now, out);
        benchmark::DoNotOptimize(out.data());
        benchmark::ClobberMemory();
    }
    if (sum_of(out) != expected) state.SkipWithError("wrong answer");
    report_each(state, out.size());
}

void next_all_by_vector(benchmark::State& state, sys_seconds now) {
    const set_work& work = work_of(size_of(state));
    std::vector<sys_seconds> out(work.set.size());
    for (auto _ : state) {
        for (std::size_t i = 0; i < out.size(); ++i)
            out[i] = work.single[i].next(now).value_or(schedule_set::no_next);
        benchmark::DoNotOptimize(out.data());
        benchmark::ClobberMemory();
    }
    work.set.next_all(now, out);
    report_each(state, out.size());
}

// --- due -------------------------------------------------------------------------------------------------

std::vector<firing> due_by_vector(const set_work& work, sys_seconds after, sys_seconds until) {
    std::vector<firing> found;
    for (std::size_t i = 0; i < work.single.size(); ++i)
        for (auto next = work.single[i].next(after); next && *next <= until;
             next = work.single[i].next(*next))
            found.push_back({*next, i + 1});
    std::sort(found.begin(), found.end());
    return found;
}

void due(benchmark::State& state, sys_seconds now) {
    const set_work& work = work_of(size_of(state));
    const auto expected = due_by_vector(work, now, now + 1h);
    std::vector<firing> found;
    for (auto _ : state) {
        work.set.due_into(found, now, now + 1h);
        if (found.size() != expected.size()) return state.SkipWithError("wrong answer");
    }
    if (found != expected) state.SkipWithError("wrong answer");
    report_each(state, expected.size());
}

void due_by_vector(benchmark::State& state, sys_seconds now) {
    const set_work& work = work_of(size_of(state));
    std::size_t found = 0;
    for (auto _ : state) found = due_by_vector(work, now, now + 1h).size();
    report_each(state, found);
}

// --- A scheduler's loop: a simulated stretch of time, a step a second ---------------------------------------

/// Gives how many firings there were, and a sum that depends on their order.
using handed_out = std::pair<std::size_t, std::uint64_t>;

/// Pops what is due, asks for its next, and pushes it again: what schedulers do.
handed_out loop_by_heap(const set_work& work, sys_seconds from, seconds length) {
    using place = std::pair<sys_seconds, std::uint32_t>;
    std::vector<place> begun;
    begun.reserve(work.single.size());
    for (std::uint32_t i = 0; i < work.single.size(); ++i)
        if (const auto next = work.single[i].next(from)) begun.emplace_back(*next, i);
    std::priority_queue<place, std::vector<place>, std::greater<>> heap{std::greater<>{}, std::move(begun)};
    handed_out out{};
    for (sys_seconds now = from + 1s; now <= from + length; now += 1s) {
        while (!heap.empty() && heap.top().first <= now) {
            const auto [at, i] = heap.top();
            heap.pop();
            ++out.first;
            out.second = mixed_sum(out.second, at, i + 1);
            if (const auto next = work.single[i].next(at)) heap.emplace(*next, i);
        }
    }
    return out;
}

handed_out loop_by_cursor(const schedule_set& set, sys_seconds from, seconds length) {
    nextfire::set_cursor cursor{set, from};
    handed_out out{};
    for (sys_seconds now = from + 1s; now <= from + length; now += 1s) {
        for (const firing& run : cursor.advance(now)) {
            ++out.first;
            out.second = mixed_sum(out.second, run.at, run.key);
        }
    }
    return out;
}

void loop(benchmark::State& state, sys_seconds from, seconds length) {
    const set_work& work = work_of(size_of(state));
    const handed_out expected = loop_by_heap(work, from, length);
    for (auto _ : state)
        if (loop_by_cursor(work.set, from, length) != expected) return state.SkipWithError("wrong answer");
    report_each(state, expected.first);
}

void loop_by_heap(benchmark::State& state, sys_seconds from, seconds length) {
    const set_work& work = work_of(size_of(state));
    handed_out out{};
    for (auto _ : state) out = loop_by_heap(work, from, length);
    report_each(state, out.first);
}

void walk_firings(benchmark::State& state, sys_seconds from, seconds length) {
    const set_work& work = work_of(size_of(state));
    const handed_out expected = loop_by_heap(work, from, length);
    for (auto _ : state) {
        handed_out out{};
        for (const firing& run : work.set.firings(from + 1s, from + length + 1s)) {
            ++out.first;
            out.second = mixed_sum(out.second, run.at, run.key);
        }
        if (out != expected) return state.SkipWithError("wrong answer");
    }
    report_each(state, expected.first);
}

// --- Others ----------------------------------------------------------------------------------------------

std::vector<firing> soonest_by_vector(const set_work& work, sys_seconds now) {
    const auto nexts = next_by_vector(work, now);
    std::vector<firing> all;
    all.reserve(nexts.size());
    for (std::size_t i = 0; i < nexts.size(); ++i)
        if (nexts[i] != schedule_set::no_next) all.push_back({nexts[i], i + 1});
    const auto end = all.begin() + static_cast<std::ptrdiff_t>(std::min<std::size_t>(all.size(), 1000));
    std::partial_sort(all.begin(), end, all.end());
    all.erase(end, all.end());
    return all;
}

void soonest(benchmark::State& state, sys_seconds now) {
    const set_work& work = work_of(size_of(state));
    const auto expected = soonest_by_vector(work, now);
    for (auto _ : state)
        if (work.set.soonest(1000, now) != expected) return state.SkipWithError("wrong answer");
}

void soonest_by_vector(benchmark::State& state, sys_seconds now) {
    const set_work& work = work_of(size_of(state));
    for (auto _ : state) benchmark::DoNotOptimize(soonest_by_vector(work, now).data());
}

std::vector<std::uint64_t> load_by_vector(const set_work& work, sys_seconds from) {
    std::vector<std::uint64_t> counts(24 * 60);
    for (const schedule& one : work.single)
        for (auto next = one.next(from - 1s); next && *next < from + 24h; next = one.next(*next))
            ++counts[static_cast<std::size_t>((*next - from) / 1min)];
    return counts;
}

void load_of_day(benchmark::State& state, sys_seconds from) {
    const set_work& work = work_of(size_of(state));
    const auto expected = load_by_vector(work, from);
    for (auto _ : state)
        if (work.set.load(from, from + 24h, 1min) != expected) return state.SkipWithError("wrong answer");
}

void load_of_day_by_vector(benchmark::State& state, sys_seconds from) {
    const set_work& work = work_of(size_of(state));
    for (auto _ : state) benchmark::DoNotOptimize(load_by_vector(work, from).data());
}

void build(benchmark::State& state) {
    const set_work& work = work_of(size_of(state));
    const auto entries = work.entries.empty() ? set_entries(set_mix::mixed, size_of(state)) : work.entries;
    std::size_t bytes = 0;
    for (auto _ : state) {
        const auto made = schedule_set::build(entries);
        if (!made || made->size() != entries.size()) return state.SkipWithError("wrong answer");
        state.PauseTiming();
        bytes = made->memory_bytes();
        state.ResumeTiming();
    }
    report_each(state, entries.size());
    state.counters["bytes_each"] = static_cast<double>(bytes) / static_cast<double>(entries.size());
}

void build_once_a_day(benchmark::State& state) {
    const auto entries = set_entries(set_mix::once_a_day, size_of(state));
    std::size_t bytes = 0;
    for (auto _ : state) bytes = schedule_set::build(entries)->memory_bytes();
    report_each(state, entries.size());
    state.counters["bytes_each"] = static_cast<double>(bytes) / static_cast<double>(entries.size());
}

/// Replaces schedules, far apart, by others of the same mix.
class replacing {
public:
    explicit replacing(const set_work& work) : set_(work.set), size_(work.single.size()) {
        for (std::size_t i = 0; i < std::min<std::size_t>(size_, 100'000); ++i)
            others_.push_back(work.set.find(1 + i * 7919 % size_).value());
        (void)replace_one();  // of a copy, the first change costs more
    }
    [[nodiscard]] bool replace_one() {
        ++number_;
        return set_.put(1 + number_ * 104'729 % size_, others_[number_ % others_.size()]).has_value();
    }
    [[nodiscard]] const schedule_set& set() const { return set_; }

private:
    schedule_set set_;
    std::size_t size_;
    std::vector<nextfire::definition> others_;
    std::size_t number_ = 0;
};

void replace(benchmark::State& state) {
    replacing work{work_of(size_of(state))};
    // Each part and piece is copied once for a set that was copied: not counted here.
    for (std::size_t i = 0; i < size_of(state); ++i) (void)work.replace_one();
    for (auto _ : state)
        if (!work.replace_one()) return state.SkipWithError("wrong answer");
    report_each(state, 1);
}

void replace_and_next_all(benchmark::State& state, sys_seconds now) {
    replacing work{work_of(size_of(state))};
    for (std::size_t i = 0; i < size_of(state); ++i) (void)work.replace_one();
    std::vector<sys_seconds> out(work.set().size());
    for (auto _ : state) {
        for (int i = 0; i < 1000; ++i) (void)work.replace_one();
        work.set().next_all(now, out);
        benchmark::DoNotOptimize(out.data());
    }
}

void first_change_of_copy(benchmark::State& state) {
    const set_work& work = work_of(size_of(state));
    for (auto _ : state) {
        schedule_set copy = work.set;
        copy.remove(5);
        benchmark::DoNotOptimize(copy.size());
    }
}

void load_file(benchmark::State& state) {
    const set_work& work = work_of(size_of(state));
    const std::string path = "/tmp/nextfire_set_bench_" + std::to_string(size_of(state));
    if (!nextfire::save_set(work.set, path)) return state.SkipWithError("cannot save");
    for (auto _ : state) {
        const auto loaded = nextfire::load_set(path);
        if (!loaded || loaded->set.size() != work.set.size()) return state.SkipWithError("wrong answer");
    }
    std::remove(path.c_str());
    report_each(state, work.set.size());
}

void save_file(benchmark::State& state) {
    const set_work& work = work_of(size_of(state));
    const std::string path = "/tmp/nextfire_set_bench_" + std::to_string(size_of(state));
    for (auto _ : state)
        if (!nextfire::save_set(work.set, path)) return state.SkipWithError("cannot save");
    std::remove(path.c_str());
    report_each(state, work.set.size());
}

template <class Run>
void enlist(const std::string& name, std::size_t size, Run run) {
    benchmark::RegisterBenchmark(("set/" + name).c_str(), run)
        ->Arg(static_cast<std::int64_t>(size))
        ->Unit(benchmark::kMillisecond);
}

[[maybe_unused]] const bool registered = [] {
    const sys_seconds now = ordinary_instant();
    const sys_seconds change = day_of_changes();
    using benchmark::State;
    for (const std::size_t size : {1'000U, 10'000U, 100'000U, 1'000'000U, 10'000'000U}) {
        enlist("build/mixed", size, build);
        enlist("build/once_a_day", size, build_once_a_day);
        enlist("next_all/set", size, [=](State& state) { next_all(state, now); });
        enlist("next_all/vector", size, [=](State& state) { next_all_by_vector(state, now); });
        enlist("next_all_on_day_of_changes/set", size, [=](State& state) { next_all(state, change); });
        enlist("next_all_on_day_of_changes/vector", size,
               [=](State& state) { next_all_by_vector(state, change); });
        enlist("next_all_in_hour_of_change/set", size, [=](State& state) { next_all(state, change + 5h); });
        enlist("next_all_in_hour_of_change/vector", size,
               [=](State& state) { next_all_by_vector(state, change + 5h); });
        enlist("due_in_an_hour/set", size, [=](State& state) { due(state, now); });
        enlist("due_in_an_hour/vector", size, [=](State& state) { due_by_vector(state, now); });
        enlist("due_in_hour_of_change/set", size, [=](State& state) { due(state, change + 4h); });
        enlist("due_in_hour_of_change/vector", size,
               [=](State& state) { due_by_vector(state, change + 4h); });
        const seconds length = size > 1'000'000 ? 2h : 24h;
        enlist("loop/set", size, [=](State& state) { loop(state, now, length); });
        enlist("loop/heap", size, [=](State& state) { loop_by_heap(state, now, length); });
        enlist("loop_on_day_of_changes/set", size, [=](State& state) { loop(state, change, length); });
        enlist("loop_on_day_of_changes/heap", size,
               [=](State& state) { loop_by_heap(state, change, length); });
        enlist("firings/set", size, [=](State& state) { walk_firings(state, now, length); });
        enlist("soonest_1000/set", size, [=](State& state) { soonest(state, now); });
        enlist("soonest_1000/vector", size, [=](State& state) { soonest_by_vector(state, now); });
        if (size <= 1'000'000) {
            enlist("load_of_a_day/set", size, [=](State& state) { load_of_day(state, now); });
            enlist("load_of_a_day/vector", size, [=](State& state) { load_of_day_by_vector(state, now); });
        }
        enlist("replace/set", size, replace);
        enlist("replace_1000_and_next_all/set", size,
               [=](State& state) { replace_and_next_all(state, now); });
        enlist("first_change_of_copy/set", size, first_change_of_copy);
        enlist("file/load", size, load_file);
        enlist("file/save", size, save_file);
    }
    return true;
}();

}  // namespace
}  // namespace nextfire_bench
