// Clause 12: what C is answered is what C++ is answered, for schedules and instants made up at random.
#include <doctest/doctest.h>

#include <nextfire/nextfire.h>
#include <nextfire/definition/definition.hpp>
#include <nextfire/engine/cursor.hpp>
#include <nextfire/engine/schedule.hpp>
#include <nextfire/request/definition_json.hpp>
#include <nextfire/set/schedule_set.hpp>
#include <nextfire/words/describe.hpp>

#include <array>
#include <chrono>
#include <cstdint>
#include <memory>
#include <optional>
#include <random>
#include <string>
#include <vector>

#include "../support/instants.hpp"
#include "../support/random_definition.hpp"
#include "c_texts.hpp"

namespace {

using namespace nextfire_test;
using nextfire::definition;
using nextfire::schedule;
using std::chrono::sys_seconds;

constexpr int rounds = 4000;

/// A definition that can be built, its bytes for C, and what C++ makes of it.
struct drawn_schedule {
    definition what;
    byte_text bytes;
    schedule times;
    std::int64_t near = 0;
};

/// Draws until one can be built.
drawn_schedule draw(definition_picker& pick) {
    while (true) {
        const definition_source source = pick.source();
        const auto what = source.made();
        if (!what) continue;
        const auto times = schedule::build(*what);
        if (times) return {*what, bytes_of(*what), *times, pick.instant_near_change(source.clock)};
    }
}

sys_seconds at(std::int64_t seconds) {
    return sys_seconds{std::chrono::seconds{seconds}};
}

std::int64_t number_of(std::optional<sys_seconds> instant) {
    return instant ? instant->time_since_epoch().count() : NEXTFIRE_NONE;
}

}  // namespace

// ask.cpp, schedule_handle.cpp
TEST_CASE("12.2 next, prev and count, by bytes and by handle") {
    std::mt19937_64 random{20261127};
    definition_picker pick{random};
    for (int round = 0; round < rounds; ++round) {
        const drawn_schedule drawn = draw(pick);
        const std::int64_t from = drawn.near - pick.numbers().between(0, 86400);
        const std::int64_t until = from + pick.numbers().between(-10, 400 * 86400);
        CAPTURE(to_string(drawn.what));
        CAPTURE(from);
        std::int64_t next = 0;
        std::int64_t prev = 0;
        std::uint64_t count = 0;
        const std::uint8_t* bytes = drawn.bytes.data();
        const std::size_t size = drawn.bytes.size();
        REQUIRE(nextfire_next(bytes, size, from, &next, nullptr) == NEXTFIRE_OK);
        REQUIRE(nextfire_prev(bytes, size, from, &prev, nullptr) == NEXTFIRE_OK);
        REQUIRE(nextfire_count(bytes, size, from, until, &count, nullptr) == NEXTFIRE_OK);
        CHECK(next == number_of(drawn.times.next(at(from))));
        CHECK(prev == number_of(drawn.times.prev(at(from))));
        CHECK(count == drawn.times.count(at(from), at(until)));

        nextfire_schedule* schedule = nullptr;
        REQUIRE(nextfire_compile(bytes, size, &schedule, nullptr) == NEXTFIRE_OK);
        CHECK(nextfire_schedule_next(schedule, from) == next);
        CHECK(nextfire_schedule_prev(schedule, from) == prev);
        CHECK(nextfire_schedule_count(schedule, from, until) == count);
        std::array<std::int64_t, 5> upcoming{};
        const std::size_t written =
            nextfire_schedule_upcoming(schedule, from, upcoming.data(), upcoming.size());
        nextfire::cursor walk{drawn.times, at(from)};
        for (std::size_t i = 0; i < written; ++i) CHECK(upcoming[i] == number_of(walk.next()));
        if (written < upcoming.size()) CHECK_FALSE(walk.next());
        nextfire_free(schedule);
    }
}

TEST_CASE("12.2 a batch is answered as its definitions are one by one") {
    std::mt19937_64 random{11};
    definition_picker pick{random};
    for (int round = 0; round < 40; ++round) {
        std::vector<drawn_schedule> drawn;
        std::vector<nextfire_bytes> asked;
        std::vector<int> place;
        for (int i = 0; i < 20; ++i) drawn.push_back(draw(pick));
        for (int i = 0; i < 60; ++i) {
            place.push_back(static_cast<int>(pick.numbers().between(0, 19)));
            if (pick.numbers().between(0, 1) == 0 && i > 0) place.back() = place[place.size() - 2];
            const byte_text& bytes = drawn[static_cast<std::size_t>(place.back())].bytes;
            const bool is_whole = pick.numbers().between(0, 9) != 0;
            if (!is_whole) place.back() = -1 - place.back();  // refused
            asked.push_back({bytes.data(), is_whole ? bytes.size() : bytes.size() - 1});
            if (!is_whole) place.back() = -1;
            if (place.back() == -1 && i + 1 < 60) {
                asked.push_back({bytes.data(), bytes.size() - 1});  // two refused neighbours
                place.push_back(-1);
                place.push_back(0);
                asked.push_back({drawn[0].bytes.data(), drawn[0].bytes.size()});
            }
        }
        const std::int64_t after = drawn.front().near;
        std::vector<std::int64_t> next(asked.size(), 5);
        const nextfire_status status =
            nextfire_next_batch(asked.data(), asked.size(), after, next.data(), nullptr);
        bool is_refused = false;
        for (std::size_t i = 0; i < asked.size(); ++i) {
            is_refused = is_refused || place[i] < 0;
            const std::int64_t expected =
                place[i] < 0 ? NEXTFIRE_NONE
                             : number_of(drawn[static_cast<std::size_t>(place[i])].times.next(at(after)));
            CHECK(next[i] == expected);
        }
        CHECK(status == (is_refused ? NEXTFIRE_REFUSED : NEXTFIRE_OK));
    }
}

// write.cpp, parse.cpp
TEST_CASE("12.2 texts, and what is read of them again") {
    std::mt19937_64 random{5};
    definition_picker pick{random};
    for (int round = 0; round < rounds / 4; ++round) {
        const drawn_schedule drawn = draw(pick);
        CAPTURE(to_string(drawn.what));
        const c_answer json = json_of(drawn.bytes);
        REQUIRE(json.status == NEXTFIRE_OK);
        CHECK(json.text == nextfire::api::to_json(drawn.what));
        const auto read = parsed(NEXTFIRE_JSON, json.text, "");
        REQUIRE(read.status == NEXTFIRE_OK);
        CHECK(read.bytes == drawn.bytes);
        CHECK(sentence_of(drawn.bytes, NEXTFIRE_ENGLISH).text == nextfire::describe(drawn.what));
        CHECK(sentence_of(drawn.bytes, NEXTFIRE_CHINESE).text ==
              nextfire::describe(drawn.what, nextfire::language::chinese));
        const auto cron = drawn.what.to_cron();
        for (const auto& [number, dialect] : c_dialects) {
            const c_answer text = cron_of(drawn.bytes, number);
            const auto expected = cron ? cron->expression.text(dialect) : cron.errors();
            CHECK((text.status == NEXTFIRE_OK) == expected.has_value());
            if (!expected) {
                CHECK(text.errors == expected.errors());
                continue;
            }
            CHECK(text.text == *expected);
            CHECK(text.fidelity == (cron->fidelity == nextfire::cron_fidelity::exact
                                        ? NEXTFIRE_EXACT
                                        : NEXTFIRE_RESTARTS_EACH_MONTH));
        }
    }
}

TEST_CASE("12.2 cron text is read as C++ reads it") {
    std::mt19937_64 random{7};
    definition_picker pick{random};
    int good = 0;
    for (int round = 0; round < rounds; ++round) {
        const definition_source source = pick.source();
        const auto* cron = std::get_if<nextfire::cron_expression>(&source.what);
        if (cron == nullptr) continue;
        const std::string text = cron->text();
        for (const auto& [number, dialect] : c_dialects) {
            CAPTURE(text);
            const auto expected =
                nextfire::cron_expression::parse(text, dialect).and_then([&](const auto& read) {
                    return definition::from(read, source.clock).and_then([](const definition& what) {
                        return schedule::build(what).transform([&](const schedule&) { return what; });
                    });
                });
            const auto read = parsed(number, text, source.clock.name());
            if (!expected) {
                CHECK(read.errors == expected.errors());
                continue;
            }
            CHECK(read.bytes == bytes_of(*expected));
            ++good;
        }
    }
    CHECK(good > rounds / 4);
}

// set_handle.cpp
TEST_CASE("12.3 a set gives the firings of the C++ set, whatever room there is") {
    std::mt19937_64 random{3};
    definition_picker pick{random};
    for (int round = 0; round < 60; ++round) {
        nextfire::schedule_set expected;
        nextfire_set* made = nullptr;
        REQUIRE(nextfire_set_new(&made) == NEXTFIRE_OK);
        const std::unique_ptr<nextfire_set, decltype(&nextfire_set_free)> set{made, &nextfire_set_free};
        std::int64_t near = 0;
        for (int i = 0; i < 40; ++i) {
            const drawn_schedule drawn = draw(pick);
            const auto key = static_cast<std::uint64_t>(pick.numbers().between(0, 25));
            near = drawn.near;
            CHECK(expected.put(key, drawn.what));
            CHECK(nextfire_set_put(set.get(), key, drawn.bytes.data(), drawn.bytes.size(), nullptr) ==
                  NEXTFIRE_OK);
        }
        CHECK(nextfire_set_remove(set.get(), 3) == (expected.remove(3) ? NEXTFIRE_OK : NEXTFIRE_NO_KEY));
        CHECK(nextfire_set_size(set.get()) == expected.size());
        for (std::uint64_t key = 0; key < 27; ++key) {
            std::int64_t next = 5;
            const nextfire_status status = nextfire_set_next_of(set.get(), key, near, &next);
            CHECK(status == (expected.contains(key) ? NEXTFIRE_OK : NEXTFIRE_NO_KEY));
            if (status == NEXTFIRE_OK) CHECK(next == number_of(expected.next_of(key, at(near))));
        }
        const std::int64_t until = near + pick.numbers().between(0, 7200);
        std::vector<nextfire::firing> found;
        std::vector<nextfire_firing> room(static_cast<std::size_t>(pick.numbers().between(26, 300)));
        for (std::int64_t reached = near; reached < until;) {
            std::size_t count = 0;
            REQUIRE(nextfire_set_due(set.get(), reached, until, room.data(), room.size(), &count, &reached) ==
                    NEXTFIRE_OK);
            for (std::size_t i = 0; i < count; ++i) found.push_back({at(room[i].at), room[i].key});
        }
        CHECK(found == expected.due(at(near), at(until)));
        std::size_t count = 0;
        REQUIRE(nextfire_set_soonest(set.get(), near, room.data(), 9, &count) == NEXTFIRE_OK);
        std::vector<nextfire::firing> soonest;
        for (std::size_t i = 0; i < count; ++i) soonest.push_back({at(room[i].at), room[i].key});
        CHECK(soonest == expected.soonest(9, at(near)));
    }
}
