// Clause 12.4: asking allocates nothing, and whichever allocation fails, the answer is NEXTFIRE_NO_MEMORY.
#include <doctest/doctest.h>

#include <nextfire/nextfire.h>

#include <array>
#include <cstdint>
#include <string>

#include "../support/counted_memory.hpp"
#include "c_texts.hpp"

namespace {

using namespace nextfire_test;

byte_text berlin(const char* cron) {
    return parsed(NEXTFIRE_UNIX, cron, "Europe/Berlin").bytes;
}

/// Has each allocation of a call fail in turn, until none is left to fail: it must say so, or be right without.
template <class Call>
void check_every_failure(const char* name, nextfire_status in_the_end, const Call& call) {
    CAPTURE(std::string{name});
    std::size_t failed = 0;
    std::size_t told = 0;
    while (true) {
        REQUIRE(failed < 10'000);
        allocations = 0;
        failing_allocation = failed + 1;
        const nextfire_status status = call();
        const bool has_failed = allocations >= failing_allocation;
        failing_allocation = 0;
        if (!has_failed) {
            CHECK(status == in_the_end);
            break;
        }
        // std::stable_sort does without the memory that it does not get.
        REQUIRE((status == NEXTFIRE_NO_MEMORY || status == in_the_end));
        told += status == NEXTFIRE_NO_MEMORY ? 1U : 0U;
        ++failed;
    }
    CHECK(told > 0);
}

}  // namespace

TEST_CASE("12.4 asking allocates nothing") {
    const byte_text nightly = berlin("30 2 * * *");
    const byte_text often = berlin("*/7 * 29,30 * 1-5");
    nextfire_schedule* schedule = nullptr;
    REQUIRE(nextfire_compile(often.data(), often.size(), &schedule, nullptr) == NEXTFIRE_OK);
    nextfire_set* set = nullptr;
    REQUIRE(nextfire_set_new(&set) == NEXTFIRE_OK);
    REQUIRE(nextfire_set_put(set, 1, nightly.data(), nightly.size(), nullptr) == NEXTFIRE_OK);
    const std::array<nextfire_bytes, 2> both{
        {{nightly.data(), nightly.size()}, {often.data(), often.size()}}};
    std::int64_t instant = 0;
    std::uint64_t count = 0;
    std::array<std::int64_t, 8> places{};
    std::int64_t sum = 0;
    allocations = 0;
    for (std::int64_t t = 1774742400; t < 4'200'000'000; t += 1'234'567) {
        sum += nextfire_schedule_next(schedule, t) - nextfire_schedule_prev(schedule, t);
        sum += static_cast<std::int64_t>(nextfire_schedule_count(schedule, t, t + 100'000'000));
        sum +=
            static_cast<std::int64_t>(nextfire_schedule_upcoming(schedule, t, places.data(), places.size()));
        sum += nextfire_next(nightly.data(), nightly.size(), t, &instant, nullptr);
        sum += nextfire_prev(often.data(), often.size(), t, &instant, nullptr);
        sum += nextfire_count(often.data(), often.size(), t, t + 1'000'000, &count, nullptr);
        sum += nextfire_next_batch(both.data(), both.size(), t, places.data(), nullptr);
        sum += nextfire_set_next_of(set, 1, t, &instant);
    }
    CHECK(allocations == 0);
    CHECK(sum > 0);
    nextfire_set_free(set);
    nextfire_free(schedule);
}

TEST_CASE("12.4 every allocation may fail") {
    const byte_text nightly = berlin("30 2 * * *");
    const byte_text weekly = berlin("0 9 * * 1");
    std::array<char, 512> text{};
    std::array<std::uint8_t, NEXTFIRE_DEFINITION_BYTES> bytes{};
    std::size_t size = 0;
    std::int64_t instant = 0;
    const std::string json =
        R"({"scheduled_type":"WEEK","week_list":"2","scheduled_time":"09:00:00","time_zone":"Asia/Tokyo"})";
    const std::string wrong =
        R"({"scheduled_type":"WEEK","week_list":"9","scheduled_time":"9","time_zone":"Asia/Toky"})";
    const auto parse = [&](const std::string& from) {
        return nextfire_parse(NEXTFIRE_JSON, from.data(), from.size(), nullptr, 0, bytes.data(), bytes.size(),
                              &size, nullptr);
    };
    check_every_failure("json", NEXTFIRE_OK, [&] { return parse(json); });
    check_every_failure("wrong json", NEXTFIRE_REFUSED, [&] { return parse(wrong); });
    check_every_failure("no json", NEXTFIRE_REFUSED, [&] { return parse("{"); });
    check_every_failure("to json", NEXTFIRE_OK, [&] {
        return nextfire_json(weekly.data(), weekly.size(), text.data(), text.size(), &size, nullptr);
    });
    check_every_failure("sentence", NEXTFIRE_OK, [&] {
        return nextfire_describe(weekly.data(), weekly.size(), NEXTFIRE_ENGLISH, text.data(), text.size(),
                                 &size, nullptr);
    });
    check_every_failure("cron", NEXTFIRE_OK, [&] {
        return nextfire_cron(weekly.data(), weekly.size(), NEXTFIRE_AWS, text.data(), text.size(), &size,
                             nullptr, nullptr);
    });
    check_every_failure("refused", NEXTFIRE_REFUSED,
                        [&] { return nextfire_next(weekly.data(), 4, 0, &instant, nullptr); });
    check_every_failure("compile", NEXTFIRE_OK, [&] {
        nextfire_schedule* schedule = nullptr;
        const nextfire_status status = nextfire_compile(weekly.data(), weekly.size(), &schedule, nullptr);
        CHECK((schedule != nullptr) == (status == NEXTFIRE_OK));
        nextfire_free(schedule);
        return status;
    });
    check_every_failure("a set", NEXTFIRE_OK, [&] {
        nextfire_set* set = nullptr;
        nextfire_status status = nextfire_set_new(&set);
        for (std::uint64_t key = 0; status == NEXTFIRE_OK && key < 20; ++key)
            status = nextfire_set_put(set, key, key % 2 == 0 ? nightly.data() : weekly.data(),
                                      key % 2 == 0 ? nightly.size() : weekly.size(), nullptr);
        if (status != NEXTFIRE_OK && set != nullptr) {
            // spoilt: it says so, or answers as one without schedules
            CHECK(nextfire_set_size(set) == 0);
            CHECK(nextfire_set_put(set, 1, nightly.data(), nightly.size(), nullptr) == NEXTFIRE_NO_MEMORY);
            CHECK(nextfire_set_put(set, 1, nightly.data(), 3, nullptr) == NEXTFIRE_NO_MEMORY);
            CHECK(nextfire_set_remove(set, 1) == NEXTFIRE_NO_MEMORY);
            CHECK(nextfire_set_next_of(set, 1, 0, &instant) == NEXTFIRE_NO_MEMORY);
            CHECK(nextfire_set_soonest(set, 0, nullptr, 0, &size) == NEXTFIRE_NO_MEMORY);
        }
        nextfire_set* copy = nullptr;
        if (status == NEXTFIRE_OK) status = nextfire_set_copy(set, &copy);
        if (status == NEXTFIRE_OK) status = nextfire_set_remove(copy, 3);
        std::array<nextfire_firing, 64> firings{};
        if (status == NEXTFIRE_OK)
            status = nextfire_set_due(set, 1774742400, 1775000000, firings.data(), firings.size(), &size,
                                      &instant);
        if (status == NEXTFIRE_OK) status = nextfire_set_soonest(set, 1774742400, firings.data(), 5, &size);
        nextfire_set_free(copy);
        nextfire_set_free(set);
        return status;
    });
}
