// 11.4 copies of a set share what neither changes; any number of threads may ask them while one changes the set.
// To be run under the preset tsan, too.
#include <doctest/doctest.h>

#include <nextfire/nextfire.hpp>

#include <atomic>
#include <chrono>
#include <cstdint>
#include <mutex>
#include <thread>
#include <utility>
#include <vector>

namespace {

using namespace nextfire;
using namespace std::chrono_literals;
using std::chrono::sys_seconds;

constexpr std::uint64_t schedules = 3000;

definition at_number(std::uint64_t number) {
    static const zone berlin = *zone::find("Europe/Berlin");
    return number % 10 == 0 ? *definition::every(std::chrono::seconds{60 + number % 50}, min_instant)
                            : *definition::daily(std::chrono::seconds{number * 29 % 86'400}, berlin);
}

/// All schedules of one round say so by their definitions: a copy has those of one round alone.
schedule_set made_in(std::uint64_t round) {
    schedule_set jobs;
    for (std::uint64_t key = 0; key < schedules; ++key) REQUIRE(jobs.put(key, at_number(key + round)));
    return jobs;
}

}  // namespace

TEST_CASE("11.4 a copy stays as it was, and both may be changed") {
    schedule_set jobs = made_in(0);
    const schedule_set before = jobs;
    schedule_set other = before;
    for (std::uint64_t key = 0; key < schedules; key += 3) jobs.remove(key);
    for (std::uint64_t key = 0; key < schedules; key += 7) REQUIRE(other.put(key, at_number(key + 5)));
    const schedule_set later = jobs;
    for (std::uint64_t key = 0; key < schedules; ++key) REQUIRE(jobs.put(key, at_number(key + 9)));
    for (std::uint64_t key = 0; key < schedules; ++key) {
        REQUIRE(before.find(key) == at_number(key));
        REQUIRE(other.find(key) == at_number(key % 7 == 0 ? key + 5 : key));
        REQUIRE(later.contains(key) == (key % 3 != 0));
        REQUIRE(jobs.find(key) == at_number(key + 9));
    }
    other = later;
    CHECK(other.keys() == later.keys());
}

TEST_CASE("11.4 a set that was moved from has none, and can be used again") {
    schedule_set jobs = made_in(0);
    const schedule_set copy = jobs;
    set_cursor cursor{jobs, min_instant};
    CHECK_FALSE(cursor.advance(min_instant + 1h).empty());
    schedule_set other = std::move(jobs);
    jobs = schedule_set{};
    CHECK(cursor.advance(min_instant + 24h).empty());
    schedule_set third{std::move(other)};
    CHECK(third.size() == schedules);
    CHECK(other.empty());  // NOLINT(bugprone-use-after-move)
    CHECK(other.due(min_instant, max_instant).empty());
    REQUIRE(other.put(1, at_number(1)));
    CHECK(other.size() == 1);
    jobs = std::move(third);
    CHECK(cursor.advance(min_instant + 48h).size() == copy.due(min_instant + 24h, min_instant + 48h).size());
    CHECK(schedule_set{}.empty());
}

TEST_CASE("11.4 readers ask copies while a writer changes the set") {
    const sys_seconds now = *parse_instant("2026-03-28T23:00:00Z");
    schedule_set jobs = made_in(0);
    std::mutex guard;
    schedule_set published = jobs;
    std::uint64_t published_round = 0;
    std::atomic<bool> is_done{false};
    std::atomic<int> wrong{0};
    std::vector<std::thread> readers;
    for (int number = 0; number < 3; ++number) {
        readers.emplace_back([&] {
            while (!is_done.load()) {
                std::uint64_t round = 0;
                const schedule_set copy = [&] {
                    const std::lock_guard lock{guard};
                    round = published_round;
                    return published;
                }();
                std::vector<sys_seconds> next(copy.size());
                copy.next_all(now, next);
                const auto due = copy.due(now, now + 1h);
                for (std::uint64_t key = 0; key < schedules; key += 101) {
                    if (copy.find(key) != at_number(key + round)) ++wrong;
                    if (copy.next_of(key, now) != schedule::build(at_number(key + round))->next(now)) ++wrong;
                }
                if (due.size() != copy.load(now + 1s, now + 1h + 1s, 1h).front()) ++wrong;
                schedule_set own = copy;  // a reader may change a copy of its own
                own.remove(5);
                if (!copy.contains(5)) ++wrong;
            }
        });
    }
    set_cursor cursor{jobs, now};
    for (std::uint64_t round = 1; round < 12; ++round) {
        for (std::uint64_t key = 0; key < schedules; ++key) REQUIRE(jobs.put(key, at_number(key + round)));
        cursor.advance(now + std::chrono::minutes{round});
        const std::lock_guard lock{guard};
        published = jobs;
        published_round = round;
    }
    is_done = true;
    for (std::thread& reader : readers) reader.join();
    CHECK(wrong == 0);
}
