// Clause 12.4: whatever the bytes and texts are, C is told why they are refused, or answered as C++ is.
//
// Bytes stand at the end of what was allocated for them, so that the address sanitizer sees who reads on.  Also here:
// report.cpp and numbers.cpp, which tell the reasons.
#include <doctest/doctest.h>

#include <nextfire/nextfire.h>
#include <nextfire/definition/definition.hpp>
#include <nextfire/engine/schedule.hpp>
#include <nextfire/request/definition_json.hpp>

#include <chrono>
#include <cstdint>
#include <random>
#include <span>
#include <string>
#include <vector>

#include "../support/random_definition.hpp"
#include "../support/text_mutation.hpp"
#include "c_texts.hpp"

namespace {

using namespace nextfire_test;
using nextfire::definition;
using nextfire::schedule;

/// Holds the C answers against those of C++ for any bytes; says whether they are a definition.
bool check_bytes(const byte_text& bytes) {
    CAPTURE(bytes.size());
    const auto expected =
        definition::from_bytes(std::as_bytes(std::span{bytes})).and_then([](const definition& what) {
            return schedule::build(what);
        });
    roomy_report report;
    std::int64_t next = 5;
    const nextfire_status status = nextfire_next(bytes.data(), bytes.size(), 1774742400, &next, report.get());
    CHECK(status == (expected ? NEXTFIRE_OK : NEXTFIRE_REFUSED));
    nextfire_schedule* handle = nullptr;
    CHECK(nextfire_compile(bytes.data(), bytes.size(), &handle, nullptr) == status);
    if (expected) {
        const auto found = expected->next(std::chrono::sys_seconds{std::chrono::seconds{1774742400}});
        CHECK(next == (found ? found->time_since_epoch().count() : NEXTFIRE_NONE));
        CHECK(nextfire_schedule_next(handle, 1774742400) == next);
        CHECK(json_of(bytes).status == NEXTFIRE_OK);
        CHECK(sentence_of(bytes, NEXTFIRE_ENGLISH).status == NEXTFIRE_OK);
    } else {
        CHECK(next == 5);
        CHECK(handle == nullptr);
        CHECK(report.errors() == expected.errors());
    }
    nextfire_free(handle);
    return expected.has_value();
}

}  // namespace

TEST_CASE("12.4 definitions cut short, changed and made up") {
    std::mt19937_64 random{12};
    definition_picker pick{random};
    int good = 0;
    for (int round = 0; round < 300; ++round) {
        const auto what = pick.source().made();
        if (!what) continue;
        const byte_text whole = bytes_of(*what);
        for (std::size_t size = 0; size < whole.size(); ++size) {
            byte_text cut(whole.begin(), whole.begin() + static_cast<std::ptrdiff_t>(size));
            CHECK_FALSE(check_bytes(cut));
        }
        for (int change = 0; change < 60; ++change) {
            byte_text changed = whole;
            const auto place = static_cast<std::size_t>(pick.numbers().between(0, std::ssize(whole) - 1));
            changed[place] = static_cast<std::uint8_t>(pick.numbers().between(0, 255));
            if (pick.numbers().between(0, 3) == 0) changed.push_back(changed[place]);
            changed.shrink_to_fit();
            good += check_bytes(changed) ? 1 : 0;
        }
    }
    CHECK(good > 100);  // changed to another definition: another weekday, say
    for (int round = 0; round < 3000; ++round) {
        byte_text noise(static_cast<std::size_t>(pick.numbers().between(0, 200)));
        for (std::uint8_t& each : noise) each = static_cast<std::uint8_t>(pick.numbers().between(0, 255));
        if (noise.size() > 1) noise[0] = 1;
        check_bytes(noise);
    }
}

TEST_CASE("12.4 texts changed and made up") {
    const std::vector<std::string> corpus{
        R"({"scheduled_type":"DAY","day_interval":3,"scheduled_time":"02:30:00","anchor_date":"2026-11-27","time_zone":"Europe/Berlin"})",
        R"({"scheduled_type":"MONTH","month_list":"1,3,12","date_list":"1,2,28,L","scheduled_time":"09:00:00","time_zone":"Asia/Shanghai","expire_time":"2026-12-31T15:59:59Z"})",
        R"({"cron":"*/10 8-17 * * mon-fri","dialect":"unix","time_zone":"Europe/Berlin","gap":"skip","overlap":"both"})",
        R"({"cron":"@every 1h30m","anchor_instant":"2026-11-27T00:00:00Z","time_zone":"UTC"})",
        R"({"definition":"0 0 9 every 14 days on 0,2; zone=Asia/Tokyo; anchor=1970-01-03"})"};
    const std::vector<std::string> words{"null",     "\"\"",       "-1",
                                         "1e99",     "[[[[[[[[[[", "\"\\u0000\"",
                                         "\xff\xfe", "\"L\"",      "0 0 9 ? * 6#3",
                                         "31 2",     "{\"a\":{}}", "9999999999999999999999"};
    text_mutator mutator{corpus, words, 4};
    int good = 0;
    for (int round = 0; round < 20000; ++round) {
        std::string text = mutator.any_text();
        for (std::size_t changes = 1 + mutator.below(3); changes > 0; --changes) mutator.change(text);
        text.shrink_to_fit();
        const auto expected =
            nextfire::api::definition_from_json(text, {.default_time_zone = "Asia/Tokyo"})
                .and_then([](const auto& what) {
                    return schedule::build(what).transform([&](const schedule&) { return what; });
                });
        const c_answer read = parsed(NEXTFIRE_JSON, text, "Asia/Tokyo");
        CAPTURE(text);
        CHECK(read.status == (expected ? NEXTFIRE_OK : NEXTFIRE_REFUSED));
        if (expected) CHECK(read.bytes == bytes_of(*expected));
        if (!expected) CHECK(read.errors == expected.errors());
        good += expected ? 1 : 0;
        for (const auto& [number, dialect] : c_dialects) {
            const c_answer cron = parsed(number, text, text);
            CHECK(cron.status == NEXTFIRE_REFUSED);
            CHECK_FALSE(cron.errors.empty());
        }
    }
    CHECK(good > 500);
}
