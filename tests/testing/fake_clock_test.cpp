// The clock of tests stands still until it is moved, and never goes back.
#include <doctest/doctest.h>

#include <nextfire/testing/fake_clock.hpp>

#include <chrono>
#include <thread>
#include <vector>

#include "../support/instants.hpp"

using namespace std::chrono_literals;
using nextfire::testing::fake_clock;
using nextfire_test::utc;

TEST_CASE("a clock that is moved tells what time it is then") {
    fake_clock clock{utc("2026-03-29T00:59:59Z")};
    CHECK(clock.now() == utc("2026-03-29T00:59:59Z"));
    CHECK(clock.advance(1s) == utc("2026-03-29T01:00:00Z"));
    CHECK(clock.advance(500ms) == utc("2026-03-29T01:00:00Z") + 500ms);
    CHECK(clock.set(utc("2026-10-25T01:00:00Z")) == utc("2026-10-25T01:00:00Z"));
    CHECK(clock.now() == utc("2026-10-25T01:00:00Z"));
    CHECK(fake_clock{}.now() == utc("1970-01-01T00:00:00Z"));
}

TEST_CASE("a clock never goes back") {
    fake_clock clock{utc("2026-03-29T01:00:00Z")};
    CHECK(clock.advance(-1h) == utc("2026-03-29T01:00:00Z"));
    CHECK(clock.set(utc("2026-03-29T00:59:59Z")) == utc("2026-03-29T01:00:00Z"));
    CHECK(clock.now() == utc("2026-03-29T01:00:00Z"));
}

TEST_CASE("a clock stays within the years there are") {
    fake_clock clock{utc("9999-12-31T23:59:58Z")};
    CHECK(clock.advance(std::chrono::milliseconds::max()) == utc("9999-12-31T23:59:59Z"));
    CHECK(clock.set(fake_clock::time_point::max()) == utc("9999-12-31T23:59:59Z"));
    CHECK(fake_clock{fake_clock::time_point::min()}.now() == utc("1970-01-01T00:00:00Z"));
}

TEST_CASE("threads that move a clock lose nothing") {
    fake_clock clock;
    std::vector<std::thread> movers;
    for (int number = 0; number < 4; ++number)
        movers.emplace_back([&clock] {
            for (int times = 0; times < 1000; ++times) clock.advance(1s);
        });
    for (std::thread& mover : movers) mover.join();
    CHECK(clock.now() == utc("1970-01-01T01:06:40Z"));
}
