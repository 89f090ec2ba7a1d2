// What a cursor keeps ahead is bounded, and a step for which there is no memory leaves it as it was.
#include <doctest/doctest.h>

#include <nextfire/cron/cron_expression.hpp>
#include <nextfire/set/schedule_set.hpp>
#include <nextfire/set/set_cursor.hpp>
#include <nextfire/spec/timestamp.hpp>

#include <chrono>
#include <cstdint>
#include <new>
#include <vector>

#include "../support/counted_memory.hpp"

namespace {

using namespace nextfire_test;
using namespace std::chrono_literals;
using nextfire::firing;
using nextfire::schedule_set;
using nextfire::set_cursor;
using std::chrono::sys_seconds;

sys_seconds at(const char* text) {
    return *nextfire::parse_instant(text);
}

void put(schedule_set& jobs, std::uint64_t key, const char* text) {
    const nextfire::zone utc;
    REQUIRE(jobs.put(key, *nextfire::definition::from(*nextfire::cron_expression::parse(text), utc)));
}

/// Vectors grow by doubling: they have at most twice the room for what is in them.
constexpr std::size_t most_bytes = 2 * (4096 + 4 * 2000) * sizeof(firing);

}  // namespace

TEST_CASE("11.3 what is found ahead is at most four firings a schedule and 4,096, and those of a second") {
    schedule_set jobs;
    for (std::uint64_t key = 0; key < 2000; ++key) put(jobs, key, "* * 12 * * ?");
    sys_seconds position = at("2026-03-01T11:59:50Z");
    set_cursor cursor{jobs, position - 1h};
    largest_allocation = 0;
    std::size_t handed_out = 0;
    for (; position < at("2026-03-01T12:01:00Z"); position += 1s)
        handed_out += cursor.advance(position).size();
    CHECK(handed_out == 60 * 2000);
    CHECK(largest_allocation <= most_bytes);
}

TEST_CASE("11.3 a schedule that is put and fires all the time is not found for as long as quiet ones are") {
    schedule_set jobs;
    for (std::uint64_t key = 0; key < 3; ++key) put(jobs, key, "0 0 12 * * ?");
    const sys_seconds noon = at("2026-03-01T12:00:00Z");
    set_cursor cursor{jobs, noon - 48h};
    CHECK(cursor.advance(noon).size() == 6);
    CHECK(cursor.advance(noon + 1s).empty());
    put(jobs, 4, "* * * * * ?");
    largest_allocation = 0;
    CHECK(cursor.advance(noon + 2s).size() == 1);
    CHECK(largest_allocation <= most_bytes);
    CHECK(cursor.advance(noon + 12s).size() == 10);
}

TEST_CASE("11.3 a step for which there is no memory can be taken again") {
    schedule_set jobs;
    for (std::uint64_t key = 0; key < 40; ++key)
        put(jobs, key, key % 2 == 0 ? "0 0/10 * * * ?" : "0 30 2 ? * MON");
    const sys_seconds begin = at("2026-03-28T22:00:00Z");
    std::size_t failures = 0;
    for (std::size_t failing = 1; failing < 80; ++failing) {
        schedule_set changed = jobs;
        set_cursor cursor{changed, begin};
        (void)cursor.advance(begin + 1h);
        put(changed, 50, "* * * * * ?");
        put(changed, 0, "0 5 * * * ?");
        const sys_seconds position = cursor.position();
        const sys_seconds until = begin + 4h;  // further than is found at a time
        std::vector<firing> handed_out;
        allocations = 0;
        failing_allocation = failing;
        try {
            const auto found = cursor.advance(until);
            failing_allocation = 0;
            handed_out.assign(found.begin(), found.end());
        } catch (const std::bad_alloc&) {
            failing_allocation = 0;
            ++failures;
            REQUIRE(cursor.position() == position);
            const auto found = cursor.advance(until);
            handed_out.assign(found.begin(), found.end());
        }
        CHECK(handed_out == changed.due(position, until));
    }
    CHECK(failures > 3);
}
