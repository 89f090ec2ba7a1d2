/// Walks the main paths one after the other, for callgrind to count what each of them takes; alone it only walks.
///
/// Callgrind starts to count when a path begins, and writes down under its name what was counted when it ends, so
/// nothing of making schedules and instants is in it.  One line a path goes to the output: name, TAB, questions.
#include "../cron_workload.hpp"
#include "../set_workload.hpp"

#include <nextfire/nextfire.hpp>

#include <valgrind/callgrind.h>

#include <array>
#include <chrono>
#include <cstdint>
#include <cstdio>
#include <vector>

namespace nextfire_bench {
namespace {

using namespace std::chrono;

constexpr std::size_t questions = 20'000;
constexpr std::size_t set_size = 20'000;

// One for each kind of rule: a steady step (every n days or seconds is the same path), a table of weekdays, days of
// months by masks, days that are shifted by the masks of a month, slots within a day, and masks of times.
constexpr cron_workload office_quarter_hours{"office_quarter_hours", "0 0/15 8-17 ? * MON-FRI"};
constexpr std::array paths{cron_daily,        cron_weekdays,     cron_month_days,
                           cron_last_workday, cron_office_hours, office_quarter_hours};

/// What the answers add up to, so that no path is left out by the compiler.
volatile std::uint64_t answers = 0;

/// Counts what `path` takes, a function that says what its answers add up to.
template <class Path>
void count(const char* name, std::size_t asked, const Path& path) {
    std::uint64_t sum = answers;
    CALLGRIND_START_INSTRUMENTATION;
    CALLGRIND_ZERO_STATS;
    sum += path();
    CALLGRIND_DUMP_STATS_AT(name);
    CALLGRIND_STOP_INSTRUMENTATION;
    answers = sum;
    std::printf("%s\t%zu\n", name, asked);
}

std::uint64_t number(sys_seconds at) {
    return static_cast<std::uint64_t>(at.time_since_epoch().count());
}

nextfire::zone berlin() {
    return *nextfire::zone::find("Europe/Berlin");
}

/// The next occurrence after random instants, five zones in turn, each question independent of the one before.
void count_next(const char* name, const cron_workload& work) {
    const std::vector<nextfire::schedule> schedules = schedules_of(work);
    const std::vector<sys_seconds>& asked = random_instants();
    count(name, asked.size(), [&] {
        std::uint64_t sum = 0;
        std::size_t which = 0;
        for (const sys_seconds at : asked) {
            sum += number(*schedules[which].next(at));
            which = which + 1 == schedules.size() ? 0 : which + 1;
        }
        return sum;
    });
}

void count_cursor(const char* name, const cron_workload& work) {
    nextfire::cursor place{*nextfire::schedule::build(expression_of(work), berlin()),
                           sys_days{2024y / January / 1}};
    count(name, questions, [&] {
        std::uint64_t sum = 0;
        for (std::size_t i = 0; i < questions; ++i) sum += number(*place.next());
        return sum;
    });
}

/// Text that is read and built, the kinds in turn.
void count_reading(const char* name) {
    const nextfire::zone clock = berlin();
    constexpr std::size_t rounds = questions / paths.size();
    count(name, rounds * paths.size(), [&] {
        std::uint64_t sum = 0;
        for (std::size_t i = 0; i < rounds; ++i)
            for (const cron_workload& work : paths)
                sum +=
                    nextfire::schedule::build(*nextfire::cron_expression::parse(work.text), clock) ? 1U : 0U;
        return sum;
    });
}

/// Definitions to bytes, and back to schedules, as a service does that stores them.
void count_bytes(const char* name) {
    std::vector<nextfire::definition> definitions;
    for (const cron_workload& work : paths)
        definitions.push_back(*nextfire::definition::from(expression_of(work), berlin()));
    const std::size_t rounds = questions / definitions.size();
    count(name, rounds * definitions.size(), [&] {
        std::uint64_t sum = 0;
        for (std::size_t i = 0; i < rounds; ++i)
            for (const nextfire::definition& what : definitions) {
                const auto read = nextfire::definition::from_bytes(what.to_bytes().span());
                sum += nextfire::schedule::build(*read) ? 1U : 0U;
            }
        return sum;
    });
}

/// Every schedule of a set asked at once, ten times, some hours apart.
void count_set(const char* name) {
    constexpr std::size_t rounds = 10;
    const auto jobs = *nextfire::schedule_set::build(set_entries(set_mix::mixed, set_size));
    std::vector<sys_seconds> next(jobs.size());
    count(name, rounds * jobs.size(), [&] {
        std::uint64_t sum = 0;
        for (std::size_t i = 0; i < rounds; ++i)
            sum += number(jobs.next_all(ordinary_instant() + hours{5 * i}, next).front());
        return sum;
    });
}

}  // namespace
}  // namespace nextfire_bench

int main() {
    using namespace nextfire_bench;
    count_next("next/every_day", cron_daily);
    count_next("next/weekdays", cron_weekdays);
    count_next("next/month_days", cron_month_days);
    count_next("next/last_workday", cron_last_workday);
    count_next("next/office_half_hours", cron_office_hours);
    count_next("next/office_quarter_hours", office_quarter_hours);
    count_cursor("cursor/office_half_hours", cron_office_hours);
    count_reading("cron/read_and_build");
    count_bytes("definition/bytes_and_build");
    count_set("set/next_all");
}
