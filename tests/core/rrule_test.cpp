// Recurrence rules of RFC 5545.  The rules were expanded once with python3-dateutil 2.9 from 2026 to 2060 and
// compared with a walk over the dates; the texts below are the ones that came out the same.
#include <doctest/doctest.h>

#include <nextfire/rrule.hpp>
#include <nextfire/schedule_spec.hpp>

#include <chrono>
#include <string>

#include "../support/instants.hpp"
#include "../support/schedules.hpp"

namespace {

using nextfire::schedule_fields;
using nextfire_test::spec_of;

constexpr const char* all_months = "1,2,3,4,5,6,7,8,9,10,11,12";

std::chrono::local_days date(const char* text) {
    return std::chrono::floor<std::chrono::days>(
        nextfire_test::local((std::string(text) + "T00:00:00").c_str()));
}

schedule_fields day_form(const char* interval, const char* zone) {
    return {
        .scheduled_type = "DAY", .day_interval = interval, .scheduled_time = "09:00:00", .time_zone = zone};
}

schedule_fields week_form(const char* weekdays, const char* zone) {
    return {.scheduled_type = "WEEK", .week_list = weekdays, .scheduled_time = "09:00:00", .time_zone = zone};
}

schedule_fields month_form(const char* months, const char* dates, const char* zone) {
    return {.scheduled_type = "MONTH",
            .month_list = months,
            .date_list = dates,
            .scheduled_time = "09:00:00",
            .time_zone = zone};
}

schedule_fields until(schedule_fields form, const char* expire_time) {
    form.expire_time = expire_time;
    return form;
}

}  // namespace

TEST_CASE("5.2 the rule of each type is exact") {
    const schedule_fields once{.scheduled_type = "FIXED_TIME",
                               .scheduled_date = "2022-12-23",
                               .scheduled_time = "09:00:00",
                               .time_zone = "Asia/Shanghai"};
    struct row {
        schedule_fields form;
        const char* start;
        const char* rule;
    };
    for (const row& fact : {
             row{day_form("1", "Asia/Shanghai"), "2026-11-24",
                 "DTSTART;TZID=Asia/Shanghai:20261124T090000\nRRULE:FREQ=DAILY"},
             row{day_form("2", "Asia/Shanghai"), "2026-11-24",
                 "DTSTART;TZID=Asia/Shanghai:20261124T090000\nRRULE:FREQ=DAILY;INTERVAL=2"},
             row{day_form("31", "Asia/Shanghai"), "2026-11-24",
                 "DTSTART;TZID=Asia/Shanghai:20261124T090000\nRRULE:FREQ=DAILY;INTERVAL=31"},
             // 24 November 2026 is a Tuesday: the first Saturday is the 28th, the first Friday of December
             // the 4th
             row{week_form("1,2,7", "Asia/Shanghai"), "2026-11-24",
                 "DTSTART;TZID=Asia/Shanghai:20261128T090000\nRRULE:FREQ=WEEKLY;BYDAY=SU,MO,SA"},
             row{week_form("6", "Asia/Shanghai"), "2026-12-01",
                 "DTSTART;TZID=Asia/Shanghai:20261204T090000\nRRULE:FREQ=WEEKLY;BYDAY=FR"},
             row{week_form("3", "Asia/Shanghai"), "2026-11-24",
                 "DTSTART;TZID=Asia/Shanghai:20261124T090000\nRRULE:FREQ=WEEKLY;BYDAY=TU"},
             row{month_form("1,3,12", "1,2,28,L", "Asia/Shanghai"), "2026-11-24",
                 "DTSTART;TZID=Asia/Shanghai:20261201T090000\n"
                 "RRULE:FREQ=MONTHLY;BYMONTH=1,3,12;BYMONTHDAY=1,2,28,-1"},
             row{month_form("2", "29", "Asia/Shanghai"), "2026-11-24",
                 "DTSTART;TZID=Asia/Shanghai:20280229T090000\nRRULE:FREQ=MONTHLY;BYMONTH=2;BYMONTHDAY=29"},
             row{month_form("1", "31,L", "Asia/Shanghai"), "2026-11-24",
                 "DTSTART;TZID=Asia/Shanghai:20270131T090000\nRRULE:FREQ=MONTHLY;BYMONTH=1;BYMONTHDAY=31,-1"},
             row{month_form(all_months, "31", "Asia/Shanghai"), "2026-11-24",
                 "DTSTART;TZID=Asia/Shanghai:20261231T090000\nRRULE:FREQ=MONTHLY;BYMONTHDAY=31"},
             row{month_form(all_months, "L", "Asia/Shanghai"), "2026-11-24",
                 "DTSTART;TZID=Asia/Shanghai:20261130T090000\nRRULE:FREQ=MONTHLY;BYMONTHDAY=-1"},
             row{once, "2026-11-24", "DTSTART;TZID=Asia/Shanghai:20221223T090000\nRRULE:FREQ=DAILY;COUNT=1"},
         }) {
        const auto rule = nextfire::to_rrule(spec_of(fact.form), date(fact.start));
        REQUIRE(rule);
        CHECK(*rule == fact.rule);
    }
}

TEST_CASE("5.2 an expiry becomes UNTIL, in UTC and inclusive as RFC 5545 has it") {
    const auto rule = [](const schedule_fields& form) {
        return *nextfire::to_rrule(spec_of(form), date("2026-11-24"));
    };
    CHECK(rule(until(day_form("2", "Asia/Shanghai"), "2026-12-31T15:59:59Z")) ==
          "DTSTART;TZID=Asia/Shanghai:20261124T090000\nRRULE:FREQ=DAILY;INTERVAL=2;UNTIL=20261231T155959Z");
    CHECK(rule(until(week_form("3", "UTC"), "2026-12-31T15:59:59+08:00")) ==
          "DTSTART:20261124T090000Z\nRRULE:FREQ=WEEKLY;BYDAY=TU;UNTIL=20261231T075959Z");
    CHECK(rule(until(month_form("2", "29", "Europe/Berlin"), "2030-01-01 00:00:00")) ==
          "DTSTART;TZID=Europe/Berlin:20280229T090000\n"
          "RRULE:FREQ=MONTHLY;BYMONTH=2;BYMONTHDAY=29;UNTIL=20291231T230000Z");
    // exactly at the first run: one run
    CHECK(rule(until(day_form("1", "Asia/Shanghai"), "2026-11-24T01:00:00Z")) ==
          "DTSTART;TZID=Asia/Shanghai:20261124T090000\nRRULE:FREQ=DAILY;UNTIL=20261124T010000Z");
}

TEST_CASE("5.2 and 7.1, how the zone is written") {
    struct row {
        const char* zone;
        const char* start;
    };
    for (const row& fact : {row{"UTC", "DTSTART:20261124T090000Z"}, row{"Z", "DTSTART:20261124T090000Z"},
                            row{"GMT", "DTSTART:20261124T090000Z"}, row{"+00:00", "DTSTART:20261124T090000Z"},
                            row{"asia/shanghai", "DTSTART;TZID=Asia/Shanghai:20261124T090000"},
                            row{"Asia/Calcutta", "DTSTART;TZID=Asia/Calcutta:20261124T090000"},
                            row{"China Standard Time", "DTSTART;TZID=Asia/Shanghai:20261124T090000"},
                            // Etc/GMT-8 is east of Greenwich
                            row{"+08:00", "DTSTART;TZID=Etc/GMT-8:20261124T090000"},
                            row{"-05:00", "DTSTART;TZID=Etc/GMT+5:20261124T090000"},
                            row{"+14:00", "DTSTART;TZID=Etc/GMT-14:20261124T090000"},
                            row{"-12:00", "DTSTART;TZID=Etc/GMT+12:20261124T090000"}}) {
        CAPTURE(std::string{fact.zone});
        const auto rule = nextfire::to_rrule(spec_of(day_form("1", fact.zone)), date("2026-11-24"));
        REQUIRE(rule);
        CHECK(*rule == std::string(fact.start) + "\nRRULE:FREQ=DAILY");
    }
}

TEST_CASE("5.2 what a rule cannot say") {
    struct row {
        schedule_fields form;
        const char* field;
    };
    const schedule_fields once_too_late{.scheduled_type = "FIXED_TIME",
                                        .scheduled_date = "2022-12-23",
                                        .scheduled_time = "09:00:00",
                                        .time_zone = "Asia/Shanghai",
                                        .expire_time = "2022-12-23T00:59:59Z"};
    for (const row& fact : {
             row{day_form("1", "+05:30"), "time_zone"},
             row{day_form("1", "+15:00"), "time_zone"},
             row{day_form("1", "-13:00"), "time_zone"},
             row{until(day_form("1", "Asia/Shanghai"), "2026-11-24T00:59:59Z"), "expire_time"},
             row{until(month_form("2", "29", "UTC"), "2028-02-29T08:59:59Z"), "expire_time"},
             row{once_too_late, "expire_time"},
         }) {
        const auto rule = nextfire::to_rrule(spec_of(fact.form), date("2026-11-24"));
        REQUIRE_FALSE(rule);
        REQUIRE(rule.errors().size() == 1);
        CHECK(std::string{to_string(rule.errors()[0].code)} == "not_expressible");
        CHECK(rule.errors()[0].field == fact.field);
        CHECK(rule.errors()[0].message.starts_with("expected "));
        CHECK(rule.errors()[0].message.find(", but found ") != std::string::npos);
    }
}
