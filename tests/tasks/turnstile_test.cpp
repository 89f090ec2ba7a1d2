#include "tasks/turnstile.hpp"

#include <doctest/doctest.h>

#include <chrono>
#include <thread>
#include <vector>

using nextfire::api::turn;
using nextfire::api::turnstile;
using namespace std::chrono_literals;

TEST_CASE("one is let through at a time, and everybody once") {
    turnstile gate;
    int inside = 0;
    int passed = 0;
    bool was_alone = true;
    std::vector<std::thread> threads;
    for (int count = 0; count < 8; ++count) {
        threads.emplace_back([&] {
            for (int round = 0; round < 500; ++round) {
                const turn mine{gate, 1min};
                if (!mine) return;
                was_alone = was_alone && ++inside == 1;
                ++passed;
                --inside;
            }
        });
    }
    for (std::thread& each : threads) each.join();
    CHECK(was_alone);
    CHECK(passed == 8 * 500);
}

TEST_CASE("who has gone away is not called") {
    turnstile gate;
    for (int round = 0; round < 3; ++round) {
        CHECK(gate.enter(0ms));
        CHECK_FALSE(gate.enter(0ms));
        CHECK_FALSE(gate.enter(1ms));
        gate.leave();
    }
    CHECK(gate.enter(0ms));
}
