// Whole cron texts in one word: clauses 5.4 (`@daily` and its like) and 5.5 (`@every`).
#include <doctest/doctest.h>

#include <nextfire/calendar/cron_fields.hpp>

#include <chrono>
#include <string>
#include <string_view>

#include "cron/cron_macros.hpp"

namespace {

using namespace std::chrono_literals;
using nextfire::cron_fields;
using nextfire::time_meaning;
using nextfire::violation_code;
namespace detail = nextfire::detail;

}  // namespace

TEST_CASE("5.4 a macro stands for its usual text, its name in any letter case") {
    struct row {
        const char* name;
        std::uint32_t hours;
        std::uint32_t days;
        std::uint64_t weekdays;
        std::uint16_t months;
        time_meaning times;
    };
    constexpr std::uint32_t all_days = cron_fields::all_days;
    constexpr std::uint64_t all_weekdays = cron_fields::all_weekdays;
    for (const row& fact : {
             row{"@yearly", 1, 1, all_weekdays, 1, time_meaning::fixed},
             row{"@annually", 1, 1, all_weekdays, 1, time_meaning::fixed},
             row{"@monthly", 1, 1, all_weekdays, 0xFFF, time_meaning::fixed},
             row{"@weekly", 1, all_days, cron_fields::every_week, 0xFFF, time_meaning::fixed},
             row{"@daily", 1, all_days, all_weekdays, 0xFFF, time_meaning::fixed},
             row{"@midnight", 1, all_days, all_weekdays, 0xFFF, time_meaning::fixed},
             row{"@Daily", 1, all_days, all_weekdays, 0xFFF, time_meaning::fixed},
             row{"@HOURLY", (1U << 24) - 1, all_days, all_weekdays, 0xFFF, time_meaning::elapsed},
         }) {
        CAPTURE(fact.name);
        const auto fields = detail::fields_of_macro(fact.name);
        REQUIRE(fields);
        CHECK(fields->seconds == 1);
        CHECK(fields->minutes == 1);
        CHECK(fields->hours == fact.hours);
        CHECK(fields->days == fact.days);
        CHECK(fields->weekdays == fact.weekdays);
        CHECK(fields->months == fact.months);
        CHECK((fields->times == fact.times));
        CHECK(fields->years.is_all());
        CHECK(fields->every == 0s);
    }
    for (const char* none : {"", "@", "daily", "@reboot", "@dail", "@dailyy", "@every", " @daily"}) {
        CAPTURE(none);
        CHECK_FALSE(detail::fields_of_macro(none));
    }
}

TEST_CASE("5.5 @every is a word by itself") {
    CHECK(detail::is_every("@every 1h"));
    CHECK(detail::is_every("@EVERY\t1h"));
    CHECK(detail::is_every("@every"));
    CHECK_FALSE(detail::is_every("@every1h"));
    CHECK_FALSE(detail::is_every("@ever"));
    CHECK_FALSE(detail::is_every("every 1h"));
}

TEST_CASE("5.5 a duration is hours, minutes and seconds, each once and in this order, from 1s to 9600h") {
    struct row {
        const char* text;
        std::chrono::seconds duration;
        const char* written;
    };
    for (const row& fact : {
             row{"@every 1h30m", 90min, "@every 1h30m"},
             row{"@every 1s", 1s, "@every 1s"},
             row{"@every \t 45s", 45s, "@every 45s"},
             row{"@every 90m", 90min, "@every 1h30m"},
             row{"@every 3600s", 1h, "@every 1h"},
             row{"@every 2h0m5s", 2h + 5s, "@every 2h5s"},
             row{"@every 1h61s", 1h + 61s, "@every 1h1m1s"},
             row{"@every 9600h", 9600h, "@every 9600h"},
         }) {
        CAPTURE(fact.text);
        const auto read = detail::parse_every(fact.text, 1);
        REQUIRE(read);
        CHECK(read->every == fact.duration);
        CHECK(detail::every_text(read->every) == fact.written);
        // the sets are those of default fields
        cron_fields rest = *read;
        rest.every = 0s;
        CHECK((rest == cron_fields{}));
    }
}

TEST_CASE("6.1 what is no duration is refused with its column") {
    for (const char* duration :
         {"", "0s", "0h0m0s", "1", "1d", "h", "1m1h", "1s1s", "-1h", "+1h", "1.5h", "1h ", "1 h", "1H",
          "9600h1s", "34560001s", "18446744073709551617s", "99999999999999999999h"}) {
        CAPTURE(duration);
        const auto read = detail::parse_every(std::string{"@every "} + duration, 3);
        REQUIRE_FALSE(read);
        REQUIRE(read.errors().size() == 1);
        CHECK((read.errors()[0].code == violation_code::malformed));
        CHECK(read.errors()[0].field == "cron");
        CHECK(read.errors()[0].column == 3 + 7);
        CHECK(read.errors()[0].message.starts_with(
            "expected a duration such as 1h30m or 45s, from 1s to 9600h"));
    }
}
