// When a request is sent again: retry.cpp, and the dates of http_date.cpp.
#include <nextfire/calls/retry.hpp>

#include <doctest/doctest.h>

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>

#include "../support/tasks.hpp"

using namespace nextfire::api;
using namespace std::chrono_literals;
using nextfire_test::millis;
using std::chrono::milliseconds;

namespace {

constexpr std::uint32_t half = 0x80000000;

std::optional<milliseconds> wait(operation asked, const attempt_outcome& last, unsigned attempts = 1,
                                 milliseconds elapsed = 0ms, std::uint32_t random = half) {
    return wait_before_retry(asked, last, attempts, elapsed, random);
}

bool is_repeated(operation asked, const attempt_outcome& last) {
    return wait(asked, last).has_value();
}

}  // namespace

TEST_CASE("10.4 what is safe to repeat is repeated where it may help") {
    for (const operation_row& row : operations) {
        CAPTURE(std::string{to_string(row.named)});
        const bool is_safe = row.named != operation::create;
        for (const int status : {408, 409, 429, 500, 502, 503, 504})
            CHECK(is_repeated(row.named, {.status = status}) == is_safe);
        for (const int status : {0, 200, 201, 204, 301, 400, 401, 403, 404, 405, 413, 501, 505, 599})
            CHECK_FALSE(is_repeated(row.named, {.status = status}));
        CHECK(is_repeated(row.named, {.became = delivery::unsent}));
        CHECK(is_repeated(row.named, {.became = delivery::uncertain}) == is_safe);
        CHECK_FALSE(is_repeated(row.named, {.became = delivery::refused}));
        // A status counts only where there is an answer.
        CHECK_FALSE(is_repeated(row.named, {.became = delivery::refused, .status = 503}));
    }
}

TEST_CASE("10.4 the longest wait doubles, to a bound, and is spread from nothing to itself") {
    const attempt_outcome busy{.status = 503};
    const retry_limits many{.most_attempts = 100};
    const milliseconds longest[] = {500ms, 1000ms, 2000ms, 4000ms, 8000ms, 10'000ms, 10'000ms};
    for (unsigned attempts = 1; attempts <= std::size(longest); ++attempts) {
        const milliseconds bound = longest[attempts - 1];
        CHECK(wait_before_retry(operation::show, busy, attempts, 0ms, 0, many) == 0ms);
        CHECK(wait_before_retry(operation::show, busy, attempts, 0ms, half, many) == bound / 2);
        CHECK(wait_before_retry(operation::show, busy, attempts, 0ms, 0xFFFFFFFF, many) == bound - 1ms);
    }
}

TEST_CASE("10.4 attempts and time are bounded") {
    const attempt_outcome busy{.status = 503};
    CHECK(wait(operation::show, busy, 3));
    CHECK_FALSE(wait(operation::show, busy, 4));
    CHECK_FALSE(wait(operation::show, busy, 0));
    CHECK(wait(operation::show, busy, 1, 59'750ms) == 250ms);
    CHECK_FALSE(wait(operation::show, busy, 1, 59'751ms));
    CHECK_FALSE(wait(operation::show, busy, 1, 60'000ms));
    CHECK_FALSE(wait(operation::show, busy, 1, milliseconds::max()));
    CHECK_FALSE(wait_before_retry(operation::show, busy, 1, 0ms, half, {.most_attempts = 1}));
    // limits that are none
    CHECK(wait_before_retry(operation::show, busy, 1, 0ms, half, {.first_wait = -1ms}) == 0ms);
    CHECK(wait_before_retry(operation::show, busy, 1, 0ms, half, {.longest_wait = -1ms}) == 0ms);
}

TEST_CASE("10.4 the service's own wish goes before ours, within the limits") {
    const auto asks = [](milliseconds time) { return attempt_outcome{.status = 429, .retry_after = time}; };
    CHECK(wait(operation::modify, asks(0ms)) == 250ms);
    CHECK(wait(operation::modify, asks(30s)) == 30'250ms);
    CHECK(wait(operation::modify, asks(30s), 1, 29'900ms) == 30'100ms);  // as far as time allows
    CHECK(wait(operation::modify, asks(60s)) == 60'000ms);
    CHECK_FALSE(wait(operation::modify, asks(60'001ms)));
    CHECK_FALSE(wait(operation::modify, asks(24h)));
    CHECK_FALSE(wait(operation::create, asks(1s)));
    CHECK(wait(operation::modify, asks(-5s)) == 250ms);
}

TEST_CASE("10.4 Retry-After is seconds, or a date in one of three spellings") {
    const sys_millis now = millis("1994-11-06T08:49:00Z", 500);
    struct row {
        const char* text;
        std::optional<milliseconds> time;
    };
    const row rows[] = {
        {"0", 0ms},
        {" 120\t", 120s},
        {"00030", 30s},
        {"86400", 24h},
        {"86401", 24h},
        {"99999999999999999999999", 24h},
        {"Sun, 06 Nov 1994 08:49:37 GMT", 36'500ms},
        {"Sunday, 06-Nov-94 08:49:37 GMT", 36'500ms},
        {"Sun Nov  6 08:49:37 1994", 36'500ms},
        {"Wed Nov 16 08:49:37 1994", 24h},
        {"Sun, 06 Nov 1994 08:48:37 GMT", 0ms},
        {"Sunday, 06-Nov-44 08:49:37 GMT", 24h},  // within 50 years
        {"Sunday, 06-Nov-45 08:49:37 GMT", 0ms},
        {"", std::nullopt},
        {"-1", std::nullopt},
        {"+1", std::nullopt},
        {"1.5", std::nullopt},
        {"soon", std::nullopt},
        {"Sun, 06 Nov 1994 08:49:37", std::nullopt},
        {"Sun, 06 Nov 1994 08:49:37 UTC", std::nullopt},
        {"Sun, 06 nov 1994 08:49:37 GMT", std::nullopt},
        {"Sun, 31 Feb 1994 08:49:37 GMT", std::nullopt},
        {"Sun, 00 Nov 1994 08:49:37 GMT", std::nullopt},
        {"Sun, 06 Nov 1994 24:00:00 GMT", std::nullopt},
        {"Sun, 06 Nov 1994 08:60:37 GMT", std::nullopt},
        {"Sun, 06 Nov 1994 08:49 GMT", std::nullopt},
        {"Sun, 06 Nov 19940 08:49:37 GMT", std::nullopt},
        {"Sun, GMT", std::nullopt},
        {", GMT", std::nullopt},
        {"  GMT", std::nullopt},
    };
    for (const row& fact : rows) {
        CAPTURE(std::string{fact.text});
        CHECK(parse_retry_after(fact.text, now) == fact.time);
    }
}
