/// next/<schedule>/<moment>: the next occurrence at the ugly moments: within hours of a clock change, where 32 bits end, in
/// years far off.  next/mixed: many schedules of all kinds, each asked once in turn or at random.  Isolates: the slow
/// paths, and memory.
///
/// Each answer is held against counting, which goes another way: it fires, and nothing does before it.
#include "asking.hpp"
#include "set_workload.hpp"
#include "workload.hpp"

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <functional>
#include <random>
#include <string>
#include <utility>
#include <vector>

namespace nextfire_bench {
namespace {

using namespace std::chrono;
using nextfire::schedule;

struct question {
    schedule asked;
    sys_seconds after;
};

using questions = std::vector<question>;
constexpr std::size_t question_count = 20'000;

void assert_right(const question& one) {
    const auto answer = one.asked.next(one.after);
    const sys_seconds end = answer.value_or(nextfire::max_instant);
    if ((!answer || one.asked.contains(*answer)) && one.asked.count(one.after + seconds{1}, end) == 0) return;
    std::fprintf(stderr, "a wrong answer after %lld\n", static_cast<long long>(number(one.after)));
    std::abort();
}

std::uint64_t ask(const questions& all) {
    std::uint64_t sum = 0;
    for (const question& each : all) sum = mixed(sum, number(each.asked.next(each.after)));
    return sum;
}

void measure(benchmark::State& state, const questions& all) {
    for (const question& each : all) assert_right(each);
    const std::uint64_t expected = ask(all);
    for (auto _ : state)
        if (ask(all) != expected) return state.SkipWithError("another answer");
    report_time_each(state, all.size());
}

/// A stretch of time, or the hours around the changes of a zone's clock in it.
struct moment {
    const char* name;
    sys_seconds from;
    sys_seconds until;
    enum class kind { anywhere, near_changes } where = kind::anywhere;
};

const moment moments[] = {
    {"2026", sys_days{2026y / 1 / 1}, sys_days{2027y / 1 / 1}},
    {"2038", sys_days{2038y / 1 / 1}, sys_days{2039y / 1 / 1}},
    {"2100", sys_days{2100y / 1 / 1}, sys_days{2101y / 1 / 1}},
    {"2106", sys_days{2106y / 1 / 1}, sys_days{2106y / 3 / 15}},
    {"2500", sys_days{2500y / 1 / 1}, sys_days{2501y / 1 / 1}},
    {"9999", sys_days{9999y / 1 / 1}, sys_days{9999y / 12 / 1}},
    {"hours_of_a_change", sys_days{2024y / 1 / 1}, sys_days{2034y / 1 / 1}, moment::kind::near_changes},
};

sys_seconds instant_at(const moment& at, const nextfire::zone& clock, std::mt19937_64& random) {
    const auto between = [&](std::int64_t low, std::int64_t high) {
        return std::uniform_int_distribution<std::int64_t>{low, high}(random);
    };
    const sys_seconds t{seconds{between(number(at.from), number(at.until) - 1)}};
    if (at.where == moment::kind::anywhere) return t;
    constexpr std::int64_t reach = 3 * 3600;
    return clock.get_info(t).end + seconds{between(-reach, reach)};
}

questions questions_at(const moment& at, const std::vector<schedule>& schedules) {
    std::mt19937_64 random{20240101};
    questions all;
    for (std::size_t i = 0; all.size() < question_count; ++i) {
        const schedule& asked = schedules[i % schedules.size()];
        const nextfire::zone clock = *nextfire::zone::find(zones[i % zones.size()]);
        const bool is_fixed = clock.get_info(sys_days{2026y / 1 / 1}).end == sys_seconds::max();
        if (at.where == moment::kind::near_changes && is_fixed) continue;
        all.push_back({asked, instant_at(at, clock, random)});
    }
    return all;
}

std::vector<schedule> schedules_of_cron(const char* text) {
    std::vector<schedule> all;
    const auto cron = nextfire::cron_expression::parse(text);
    for (const auto zone : zones) all.push_back(*schedule::build(*cron, *nextfire::zone::find(zone)));
    return all;
}

/// A scheduler's schedules of all kinds, asked in the order in which they lie, or at random.
questions mixed_questions() {
    std::mt19937_64 random{20240101};
    questions all;
    for (const nextfire::set_entry& each : set_entries(set_mix::mixed, 100'000))
        all.push_back({*schedule::build(each.what), ordinary_instant()});
    std::shuffle(all.begin(), all.end(), random);
    return all;
}

void ask_at_random(benchmark::State& state) {
    const questions all = mixed_questions();
    std::vector<std::uint32_t> order(all.size());
    for (std::uint32_t i = 0; i < order.size(); ++i) order[i] = i;
    std::mt19937_64 random{20240102};
    std::shuffle(order.begin(), order.end(), random);
    const auto ask_in_order = [&] {
        std::uint64_t sum = 0;
        for (const std::uint32_t place : order)
            sum = mixed(sum, number(all[place].asked.next(all[place].after)));
        return sum;
    };
    for (const question& each : all) assert_right(each);
    const std::uint64_t expected = ask_in_order();
    for (auto _ : state)
        if (ask_in_order() != expected) return state.SkipWithError("another answer");
    report_time_each(state, all.size());
}

[[maybe_unused]] const bool registered = [] {
    const std::vector<std::pair<std::string, std::function<std::vector<schedule>()>>> kinds{
        {"every_day", [] { return schedules_of(every_day); }},
        {"three_times_a_day", [] { return schedules_of_cron("0 0 9,12,18 * * ?"); }},
        {"every_10_minutes", [] { return schedules_of_cron("0 */10 * * * ?"); }},
        {"last_workday", [] { return schedules_of_cron("0 0 9 LW * ?"); }},
        {"days_of_three_months", [] { return schedules_of_cron("0 0 9 1,2,28,L 1,3,12 ?"); }},
        {"third_friday", [] { return schedules_of_cron("0 0 9 ? * 6#3"); }},
        {"29_february", [] { return schedules_of_cron("0 0 9 29 2 ?"); }},
    };
    for (const auto& [name, make] : kinds)
        for (const moment& at : moments)
            benchmark::RegisterBenchmark(
                ("next/" + name + "/" + at.name).c_str(),
                [make = make, at](benchmark::State& state) { measure(state, questions_at(at, make())); });
    benchmark::RegisterBenchmark("next/mixed/100000_in_turn",
                                 [](benchmark::State& state) { measure(state, mixed_questions()); });
    benchmark::RegisterBenchmark("next/mixed/100000_at_random", &ask_at_random);
    return true;
}();

}  // namespace
}  // namespace nextfire_bench
