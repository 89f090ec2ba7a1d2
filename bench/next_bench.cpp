/// next/<schedule>/<engine>: the next occurrence after random instants, five zones in turn, each question
/// independent of the one before.  Isolates: choosing the offset, the day, and the proof.
#include "peer.hpp"
#include "workload.hpp"

namespace nextfire_bench {
namespace {

using std::chrono::sys_seconds;

constexpr std::int64_t none = -1;  // in checksums only

std::int64_t number(std::optional<sys_seconds> answer) {
    return answer ? answer->time_since_epoch().count() : none;
}

template <class Schedule>
std::uint64_t ask_all(const std::vector<Schedule>& schedules, std::size_t questions) {
    const auto& instants = random_instants();
    std::uint64_t sum = 0;
    std::size_t which = 0;
    for (std::size_t i = 0; i < questions; ++i) {
        sum = mixed(sum, number(schedules[which].next(instants[i])));
        which = which + 1 == schedules.size() ? 0 : which + 1;
    }
    return sum;
}

// The peer walks day by day, so rare days are asked for less often.
std::size_t questions_for(const workload& work) {
    return &work == &leap_day ? 500 : 20'000;
}

void next_by_nextfire(benchmark::State& state, const workload& work) {
    const auto schedules = schedules_of(work);
    const std::size_t questions = questions_for(work);
    const std::uint64_t expected = ask_all(peers_of(work), questions);
    for (auto _ : state) {
        if (ask_all(schedules, questions) != expected) return state.SkipWithError("wrong answer");
    }
    report_time_each(state, questions);
}

void next_by_date(benchmark::State& state, const workload& work) {
    const auto schedules = peers_of(work);
    const std::size_t questions = questions_for(work);
    const std::uint64_t expected = ask_all(schedules_of(work), questions);
    for (auto _ : state) {
        if (ask_all(schedules, questions) != expected) return state.SkipWithError("wrong answer");
    }
    report_time_each(state, questions);
}

[[maybe_unused]] const bool registered = [] {
    for (const workload* work : {&once, &every_day, &every_three_days, &weekdays, &month_days, &leap_day}) {
        const std::string name = std::string{"next/"} + work->name;
        benchmark::RegisterBenchmark((name + "/nextfire").c_str(),
                                     [work](benchmark::State& state) { next_by_nextfire(state, *work); });
        benchmark::RegisterBenchmark((name + "/date_tz").c_str(),
                                     [work](benchmark::State& state) { next_by_date(state, *work); });
    }
    return true;
}();

}  // namespace
}  // namespace nextfire_bench
