// What the C of the module calls, without a server: asking.cpp, definition_reading.cpp, definition_writing.cpp and
// refusal.cpp.
#include "postgres/core_calls.h"

#include <doctest/doctest.h>

#include <array>
#include <cstdint>
#include <cstring>
#include <memory>
#include <random>
#include <string>
#include <string_view>
#include <vector>

namespace {

core_text text_of(std::string_view text) {
    return {text.data(), text.size()};
}

core_text bytes_of(const core_definition& definition) {
    return {reinterpret_cast<const char*>(definition.bytes), definition.size};  // NOLINT(*-reinterpret-cast)
}

core_definition read(std::string_view text) {
    core_definition definition{};
    core_refusal refusal;
    REQUIRE(core_read_text(text_of(text), &definition, &refusal) == CORE_DONE);
    return definition;
}

std::string written(const core_definition& definition, core_notation notation, std::string_view choice) {
    std::string text(4096, '#');
    std::size_t size = 0;
    core_refusal refusal;
    if (core_write(bytes_of(definition), notation, text_of(choice), text.data(), text.size(), &size,
                   &refusal) != CORE_DONE)
        return std::string{"refused: "} + refusal.reasons;
    text.resize(size);
    return text;
}

std::int64_t next_of(core_cache& cache, const core_definition& definition, std::int64_t after) {
    std::int64_t next = 0;
    core_refusal refusal;
    REQUIRE(core_next(&cache, bytes_of(definition), after, &next, &refusal) == CORE_DONE);
    return next;
}

constexpr std::int64_t march_29 = 1774742400;  // 2026-03-29T00:00:00Z

}  // namespace

TEST_CASE("text becomes a definition, and a definition text") {
    const core_definition nightly = read("0 30 2 * * ?; zone=Europe/Berlin");
    CHECK(
        written(nightly, CORE_JSON, "") ==
        R"({"scheduled_type":"DAY","day_interval":1,"scheduled_time":"02:30:00","time_zone":"Europe/Berlin"})");
    CHECK(written(nightly, CORE_CRON, "unix") == "30 2 * * *");
    CHECK(written(nightly, CORE_WORDS, "en") == "At 02:30:00 every day, Europe/Berlin");
    CHECK(written(nightly, CORE_CRON, "posix") ==
          "refused: dialect: expected quartz, unix, spring or aws, but found \"posix\"");
    const core_definition same = read(written(nightly, CORE_JSON, ""));
    CHECK(std::string_view{bytes_of(same).data, same.size} ==
          std::string_view{bytes_of(nightly).data, nightly.size});
}

TEST_CASE("a room that is too small is told the size that is needed") {
    const core_definition nightly = read("0 30 2 * * ?; zone=Europe/Berlin");
    std::array<char, 10> room{};
    std::size_t size = 0;
    core_refusal refusal;
    CHECK(core_write(bytes_of(nightly), CORE_CRON, text_of("unix"), room.data(), 9, &size, &refusal) ==
          CORE_NO_ROOM);
    CHECK(size == 10);
    CHECK(room[0] == '\0');
    CHECK(core_write(bytes_of(nightly), CORE_CRON, text_of("unix"), room.data(), 10, &size, &refusal) ==
          CORE_DONE);
    CHECK(std::string_view{room.data(), 10} == "30 2 * * *");
}

TEST_CASE("fields that are null were not given") {
    std::array<core_text, CORE_FIELDS> fields{};
    fields[0] = text_of("DAY");
    fields[1] = text_of("3");
    fields[6] = text_of("09:00:00");
    fields[7] = text_of("UTC");
    core_definition made{};
    core_refusal refusal;
    CHECK(core_read_fields(fields.data(), {nullptr, 0}, &made, &refusal) == CORE_REFUSED);
    CHECK(std::string_view{refusal.reasons}.starts_with("anchor_date: "));
    fields[6] = text_of("9:00");  // what is wrong with the anchor hides nothing else
    CHECK(core_read_fields(fields.data(), text_of("2026-02-30"), &made, &refusal) == CORE_REFUSED);
    CHECK(std::string_view{refusal.reasons}.starts_with("scheduled_time, column 2: "));
    CHECK(std::string_view{refusal.reasons}.find("anchor_date, column 9: ") != std::string_view::npos);
    fields[6] = text_of("09:00:00");
    CHECK(core_read_fields(fields.data(), text_of("2026-11-28"), &made, &refusal) == CORE_DONE);
    CHECK(written(made, CORE_WORDS, "en") == "At 09:00:00 every 3 days, counted from 2 January 1970, UTC");
}

TEST_CASE(
    "cron text that never fires is refused where it is made, and has no occurrence where it is stored") {
    core_definition made{};
    core_refusal refusal;
    CHECK(core_read_cron(text_of("0 0 20 31 12 ? 9999"), text_of("quartz"), text_of("America/New_York"),
                         &made, &refusal) == CORE_REFUSED);
    core_cache cache{};
    // Berlin's clock has no 02:30 on 29 March 2026.
    const core_definition never =
        read(R"({"scheduled_type":"FIXED_TIME","scheduled_date":"2026-03-29","scheduled_time":"02:30:00",)"
             R"("time_zone":"Europe/Berlin","gap":"skip"})");
    CHECK(next_of(cache, never, INT64_MIN) == CORE_NO_INSTANT);
}

TEST_CASE("what a call site keeps is never the answer to another schedule") {
    const std::array schedules{read("0 30 2 * * ?; zone=Europe/Berlin"),
                               read("0 30 2 * * ?; zone=Asia/Tokyo"),
                               read("0 30 3 * * ?; zone=Europe/Berlin"), read("0 30 2 * * ?; zone=UTC")};
    const std::array<std::int64_t, 4> expected{march_29 + 3600, march_29 + 63000, march_29 + 5400,
                                               march_29 + 9000};
    core_cache cache{};
    const auto places = std::make_unique<core_places>();
    std::mt19937 pick{20261128};
    for (int asked = 0; asked < 1000; ++asked) {
        if (asked == 500) cache.places = places.get();
        const std::size_t which = pick() % schedules.size();
        CHECK(next_of(cache, schedules[which], march_29) == expected[which]);
    }
}

TEST_CASE("more schedules than there are places are answered as they are alone") {
    std::vector<core_definition> schedules;
    for (int minute = 0; minute < 60; ++minute)
        for (const std::string zone : {"UTC", "Europe/Berlin", "Asia/Tokyo", "America/New_York"})
            for (int hour = 0; hour < 24; ++hour)
                schedules.push_back(read("0 " + std::to_string(minute) + " " + std::to_string(hour) +
                                         " * * ?; zone=" + zone));
    REQUIRE(schedules.size() > CORE_PLACES);
    const auto places = std::make_unique<core_places>();
    core_cache cache{};
    cache.places = places.get();
    std::mt19937 pick{20261130};
    for (int asked = 0; asked < 20000; ++asked) {
        const core_definition& which = schedules[pick() % schedules.size()];
        core_cache alone{};
        CHECK(next_of(cache, which, march_29) == next_of(alone, which, march_29));
    }
}

TEST_CASE("a refused definition leaves nothing behind that answers") {
    const core_definition good = read("0 30 2 * * ?; zone=Europe/Berlin");
    core_definition bad = good;
    bad.bytes[0] = 9;
    core_cache cache{};
    core_refusal refusal;
    std::int64_t next = 7;
    CHECK(next_of(cache, good, march_29) == march_29 + 3600);
    CHECK(core_next(&cache, bytes_of(bad), march_29, &next, &refusal) == CORE_REFUSED);
    CHECK(next == 7);
    CHECK(core_next(&cache, {nullptr, 0}, march_29, &next, &refusal) == CORE_REFUSED);
    CHECK(next_of(cache, good, march_29) == march_29 + 3600);
}

TEST_CASE("any number is an instant") {
    const core_definition each_second = read("* * * * * ?; zone=UTC");
    core_cache cache{};
    core_refusal refusal;
    CHECK(next_of(cache, each_second, INT64_MIN) == 0);
    CHECK(next_of(cache, each_second, INT64_MAX) == CORE_NO_INSTANT);
    std::int64_t prev = 0;
    CHECK(core_prev(&cache, bytes_of(each_second), INT64_MAX, &prev, &refusal) == CORE_DONE);
    CHECK(prev == 253402300799);
    std::uint64_t count = 0;
    CHECK(core_count(&cache, bytes_of(each_second), INT64_MIN, INT64_MAX, &count, &refusal) == CORE_DONE);
    CHECK(count == 253402300800);
}

TEST_CASE("bytes are refused or answered, whatever they are") {
    const core_definition good =
        read("0 0/30 8-17 ? * MON-FRI; zone=Europe/Berlin; until=2026-12-31T22:59:59Z");
    std::mt19937 pick{20261129};
    core_cache cache{};
    int refused = 0;
    for (int asked = 0; asked < 5000; ++asked) {
        core_definition changed = good;
        for (unsigned n = 0; n <= pick() % 3; ++n)
            changed.bytes[pick() % good.size] = static_cast<unsigned char>(pick());
        if (pick() % 4 == 0) changed.size = pick() % sizeof changed.bytes;
        core_refusal refusal;
        std::int64_t next = 0;
        const core_status checked = core_check_bytes(bytes_of(changed), &refusal);
        CHECK(core_next(&cache, bytes_of(changed), march_29, &next, &refusal) == checked);
        refused += checked == CORE_REFUSED ? 1 : 0;
    }
    CHECK(refused > 2500);
    CHECK(refused < 5000);
}

TEST_CASE("reasons are cut between characters") {
    std::string input = "a";
    for (int n = 0; n < 30000; ++n) input += "ü";
    core_definition made{};
    core_refusal refusal;
    CHECK(core_read_text(text_of("{\"" + input + "\":1}"), &made, &refusal) == CORE_REFUSED);
    CHECK(core_read_text(text_of(R"({"time_zone":")" + input.substr(0, 9001) + "\"}"), &made, &refusal) ==
          CORE_REFUSED);
    const std::string_view reasons{refusal.reasons};
    CHECK(reasons.size() < sizeof refusal.reasons);
    CHECK((static_cast<unsigned char>(reasons.back()) < 0x80 || reasons.substr(reasons.size() - 2) == "ü"));
}
