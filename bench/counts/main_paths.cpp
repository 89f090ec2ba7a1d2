/// Walks the main paths one after the other, for callgrind to count what each of them takes; alone it only walks.
///
/// Callgrind starts to count when a path begins, and writes down under its name what was counted when it ends, so
/// nothing of making schedules and instants is in it.  One line a path goes to the output: name, TAB, questions.
#include "../set_workload.hpp"

#include <nextfire/nextfire.hpp>

#include <valgrind/callgrind.h>

#include <array>
#include <chrono>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <random>
#include <string_view>
#include <vector>

namespace nextfire_bench {
namespace {

using namespace std::chrono;

constexpr std::size_t questions = 20'000;
constexpr std::size_t set_size = 20'000;

/// In turn, as the benchmarks have them.
constexpr std::array<std::string_view, 5> zones{"Asia/Shanghai", "America/New_York", "Europe/Berlin",
                                                "Australia/Lord_Howe", "Europe/Dublin"};

// One for each kind of rule: a steady step (every n days or seconds is the same path), a table of weekdays, days of
// months by masks, days that are shifted by the masks of a month, slots within a day, and masks of times.
constexpr std::string_view every_day = "0 0 9 * * ?";
constexpr std::string_view weekdays = "0 30 8 ? * MON-FRI";
constexpr std::string_view month_days = "0 0 9 1,2,28,L 1,3,12 ?";
constexpr std::string_view last_workday = "0 0 9 LW * ?";
constexpr std::string_view office_half_hours = "0 0/30 8-17 ? * MON-FRI";
constexpr std::string_view office_quarter_hours = "0 0/15 8-17 ? * MON-FRI";

/// What the answers add up to, so that no path is left out by the compiler.
volatile std::uint64_t answers = 0;

template <class T>
const T& existing(const T* found, std::string_view what) {
    if (found != nullptr) return *found;
    std::fprintf(stderr, "refused: %.*s\n", static_cast<int>(what.size()), what.data());
    std::exit(EXIT_FAILURE);
}

nextfire::schedule schedule_of(std::string_view text, std::string_view zone) {
    const auto expression = nextfire::cron_expression::parse(text);
    const auto where = nextfire::zone::find(zone);
    const auto built = nextfire::schedule::build(existing(expression ? &*expression : nullptr, text),
                                                 existing(where ? &*where : nullptr, zone));
    return existing(built ? &*built : nullptr, text);
}

std::vector<sys_seconds> instants() {
    std::mt19937_64 random{20240101};
    constexpr sys_seconds from = sys_days{2024y / January / 1};
    constexpr seconds span = sys_seconds{sys_days{2034y / January / 1}} - from;
    std::vector<sys_seconds> drawn(questions);
    for (sys_seconds& at : drawn) at = from + seconds{random() % static_cast<std::uint64_t>(span.count())};
    return drawn;
}

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

/// The next occurrence after random instants, five zones in turn, each question independent of the one before.
void count_next(const char* name, std::string_view text) {
    std::vector<nextfire::schedule> schedules;
    for (const std::string_view zone : zones) schedules.push_back(schedule_of(text, zone));
    const std::vector<sys_seconds> asked = instants();
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

void count_cursor(const char* name, std::string_view text) {
    nextfire::cursor place{schedule_of(text, "Europe/Berlin"), sys_days{2024y / January / 1}};
    count(name, questions, [&] {
        std::uint64_t sum = 0;
        for (std::size_t i = 0; i < questions; ++i) sum += number(*place.next());
        return sum;
    });
}

/// Text that is read and built, the kinds in turn.
void count_reading(const char* name) {
    const auto berlin = *nextfire::zone::find("Europe/Berlin");
    constexpr std::array texts{every_day,  weekdays,     office_quarter_hours,
                               month_days, last_workday, office_half_hours};
    count(name, questions / texts.size() * texts.size(), [&] {
        std::uint64_t sum = 0;
        for (std::size_t i = 0; i < questions / texts.size(); ++i)
            for (const std::string_view text : texts) {
                const auto built = nextfire::schedule::build(*nextfire::cron_expression::parse(text), berlin);
                sum += built ? 1U : 0U;
            }
        return sum;
    });
}

/// Definitions to bytes, and back to schedules, as a service does that stores them.
void count_bytes(const char* name) {
    const auto berlin = *nextfire::zone::find("Europe/Berlin");
    std::vector<nextfire::definition> definitions;
    for (const std::string_view text :
         {every_day, weekdays, month_days, last_workday, office_half_hours, office_quarter_hours})
        definitions.push_back(*nextfire::definition::from(*nextfire::cron_expression::parse(text), berlin));
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
    const auto built = nextfire::schedule_set::build(set_entries(set_mix::mixed, set_size));
    const nextfire::schedule_set& jobs = existing(built ? &*built : nullptr, "set");
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
    count_next("next/every_day", every_day);
    count_next("next/weekdays", weekdays);
    count_next("next/month_days", month_days);
    count_next("next/last_workday", last_workday);
    count_next("next/office_half_hours", office_half_hours);
    count_next("next/office_quarter_hours", office_quarter_hours);
    count_cursor("cursor/office_half_hours", office_half_hours);
    count_reading("cron/read_and_build");
    count_bytes("definition/bytes_and_build");
    count_set("set/next_all");
}
