// First use from many threads at once: to be run under the thread sanitizer, and right without it.
#include <doctest/doctest.h>

#include <nextfire/zone/zone.hpp>
#include <nextfire/zone/zone_source.hpp>

#include <atomic>
#include <cstdint>
#include <cstdlib>
#include <new>
#include <string_view>
#include <thread>
#include <vector>

#include "support/instants.hpp"

namespace {

std::atomic<std::uint64_t> allocations{0};

}  // namespace

// Not inlined, or GCC 12 sees malloc on one side and delete on the other, and warns.
[[gnu::noinline]] void* operator new(std::size_t size) {
    allocations.fetch_add(1, std::memory_order_relaxed);
    if (void* memory = std::malloc(size == 0 ? 1 : size)) return memory;
    throw std::bad_alloc{};
}
[[gnu::noinline]] void operator delete(void* memory) noexcept {
    std::free(memory);
}
[[gnu::noinline]] void operator delete(void* memory, std::size_t) noexcept {
    std::free(memory);
}

// This one must come first in the file and in the program: it is about the very first use.
TEST_CASE("3.4 many threads may use all zones for the first time at once, and get the same zones") {
    constexpr std::size_t threads = 8;
    std::atomic<std::size_t> ready{0};
    std::vector<std::vector<nextfire::zone>> found(threads);
    std::vector<std::thread> running;
    for (std::size_t i = 0; i < threads; ++i) {
        running.emplace_back([&, i] {
            ready.fetch_add(1);
            while (ready.load() < threads) std::this_thread::yield();
            found[i].push_back(nextfire::zone{});
            for (const std::string_view name : nextfire::zone_names())
                found[i].push_back(*nextfire::zone::find(name));
            for (int hours = -18; hours <= 18; ++hours)
                found[i].push_back(*nextfire::zone::fixed(std::chrono::hours{hours}));
            const std::vector<nextfire::zone_change> changes{
                {nextfire::min_instant, std::chrono::hours{1}, "A"}};
            found[i].push_back(*nextfire::make_zone("Acme/Shared", changes, ""));
        });
    }
    for (std::thread& thread : running) thread.join();
    REQUIRE(found.front().size() == 1 + nextfire::zone_names().size() + 37 + 1);
    for (const auto& zones : found) CHECK(zones == found.front());
}

TEST_CASE("3.4 finding a known zone again does not allocate, and neither does asking it") {
    const std::vector<std::string_view> names{
        "Europe/Berlin", "asia/calcutta", "UTC+8", "China Standard Time", "Z", "-0330"};
    for (const std::string_view name : names) REQUIRE(nextfire::zone::find(name));
    const std::uint64_t before = allocations.load();
    std::int64_t sum = 0;
    for (int i = 0; i < 100; ++i) {
        for (const std::string_view name : names) {
            const nextfire::zone place = *nextfire::zone::find(name);
            const auto at = nextfire::min_instant + std::chrono::days{i * 10000};
            sum += place.period_at(at).offset.count() +
                   place.lookup(place.to_local(at)).before.time_since_epoch().count();
        }
    }
    CHECK(allocations.load() == before);
    CHECK(sum != 0);
}
