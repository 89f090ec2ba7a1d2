// The times of day of an expression, grouped the way people say them.
#include <doctest/doctest.h>

#include <nextfire/cron/cron_expression.hpp>

#include <chrono>
#include <string>
#include <variant>
#include <vector>

#include "../support/fact_table.hpp"
#include "words/clock_times.hpp"

namespace {

namespace detail = nextfire::detail;
using namespace std::chrono_literals;

std::string numbers_text(const std::vector<int>& numbers) {
    std::string text;
    for (const int number : numbers) text += (text.empty() ? "" : ",") + std::to_string(number);
    return text;
}

/// Writes what was grouped: `listed …`, `every … from … to …`, or `minutes … of hours …`.
std::string told(const std::string& expression) {
    const detail::clock_times times =
        detail::clock_times_of(nextfire::cron_expression::parse(expression)->fields());
    std::string text;
    if (const auto* listed = std::get_if<detail::listed_times>(&times.marks)) {
        text = "listed";
        for (const std::chrono::seconds time : listed->times) text += " " + detail::hour_minute_second(time);
    } else if (const auto* stepped = std::get_if<detail::stepped_times>(&times.marks)) {
        text = "every " + std::to_string(stepped->step.count()) + " s";
        for (const detail::time_span& span : stepped->spans)
            text += ", " + detail::hour_minute_second(span.first) + " to " +
                    detail::hour_minute_second(span.last);
    } else {
        const auto& some = std::get<detail::minutes_of_hours>(times.marks);
        text = "minutes " + numbers_text(some.minutes) + " of hours " + numbers_text(some.hours);
    }
    CHECK(times.are_listed() == text.starts_with("listed"));
    if (!times.seconds.empty()) text += "; seconds " + numbers_text(times.seconds);
    return text;
}

}  // namespace

TEST_CASE("few times are listed, even ones are steps, and of others the minutes of hours are told") {
    for (const nextfire_test::fact& line : nextfire_test::facts_of(2, R"(
    0 0 9 * * ?             | listed 09:00:00
    15 30 9 * * ?           | listed 09:30:15
    0 0 9,12,18 * * ?       | listed 09:00:00 12:00:00 18:00:00
    0 0/30 8-17 * * ?       | every 1800 s, 08:00:00 to 17:30:00
    0 0/30 8-11,14-17 * * ? | every 1800 s, 08:00:00 to 11:30:00, 14:00:00 to 17:30:00
    0 */5 * * * ?           | every 300 s, 00:00:00 to 23:55:00
    0 15 * * * ?            | every 3600 s, 00:15:00 to 23:15:00
    0 0,10,45 8-17 * * ?    | minutes 0,10,45 of hours 8,9,10,11,12,13,14,15,16,17
)")) {
        CAPTURE(line.lines);
        CHECK(told(line.columns[0]) == line.columns[1]);
    }
}

TEST_CASE("the whole day is filled by every minute and every hour, not by part of it") {
    const auto fills_day = [](const char* expression) {
        return detail::clock_times_of(nextfire::cron_expression::parse(expression)->fields()).fill_day();
    };
    CHECK(fills_day("0 * * * * ?"));
    CHECK(fills_day("0 0 * * * ?"));
    CHECK_FALSE(fills_day("0 * 8-17 * * ?"));
    CHECK_FALSE(fills_day("0 0 9 * * ?"));
}

TEST_CASE("a time of day is written with or without its seconds") {
    CHECK(detail::hour_minute_second(9h + 5min + 7s) == "09:05:07");
    CHECK(detail::hour_minute(9h + 5min) == "09:05");
    CHECK(detail::hour_minute_second(0s) == "00:00:00");
    CHECK(detail::hour_minute_second(86399s) == "23:59:59");
}

TEST_CASE("the ends of spans have seconds only where one of them does") {
    const auto texts = detail::span_texts({30min, {{8h, 11h + 30min}, {14h, 17h}}});
    REQUIRE(texts.size() == 2);
    CHECK(texts[0].first == "08:00");
    CHECK(texts[0].second == "11:30");
    CHECK(texts[1].first == "14:00");
    const auto odd = detail::span_texts({30min, {{8h, 11h + 30min}, {14h + 1s, 17h + 1s}}});
    REQUIRE(odd.size() == 2);
    CHECK(odd[0].first == "08:00:00");
    CHECK(odd[1].second == "17:00:01");
}

TEST_CASE("numbers go evenly round sixty from 0 on, or do not") {
    CHECK(detail::divides_round({0, 15, 30, 45}));
    CHECK(detail::divides_round({0, 30}));
    CHECK_FALSE(detail::divides_round({0, 7, 14, 21, 28, 35, 42, 49, 56}));
    CHECK_FALSE(detail::divides_round({15, 30, 45}));
    CHECK_FALSE(detail::divides_round({0, 15, 30}));
}
