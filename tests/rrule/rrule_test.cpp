// Recurrence rules of RFC 5545.  The rules were expanded once with python3-dateutil 2.9 from 2026 to 2060 and
// compared with a walk over the dates; the texts below are the ones that came out the same.
//
// Covers rrule_text.cpp by the first lines, zones and ends of rules, and rrule_cron.cpp by the rules of cron
// expressions and by what such a rule cannot say.
#include <doctest/doctest.h>

#include <nextfire/cron/cron_expression.hpp>
#include <nextfire/rrule/rrule.hpp>
#include <nextfire/spec/schedule_spec.hpp>

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

schedule_fields day_spec(const char* interval, const char* zone) {
    return {
        .scheduled_type = "DAY", .day_interval = interval, .scheduled_time = "09:00:00", .time_zone = zone};
}

schedule_fields week_spec(const char* weekdays, const char* zone) {
    return {.scheduled_type = "WEEK", .week_list = weekdays, .scheduled_time = "09:00:00", .time_zone = zone};
}

schedule_fields month_spec(const char* months, const char* dates, const char* zone) {
    return {.scheduled_type = "MONTH",
            .month_list = months,
            .date_list = dates,
            .scheduled_time = "09:00:00",
            .time_zone = zone};
}

schedule_fields until(schedule_fields fields, const char* expire_time) {
    fields.expire_time = expire_time;
    return fields;
}

}  // namespace

TEST_CASE("5.2 the rule of each type is exact") {
    const schedule_fields once{.scheduled_type = "FIXED_TIME",
                               .scheduled_date = "2022-12-23",
                               .scheduled_time = "09:00:00",
                               .time_zone = "Asia/Shanghai"};
    struct row {
        schedule_fields fields;
        const char* start;
        const char* rule;
    };
    for (const row& fact : {
             row{day_spec("1", "Asia/Shanghai"), "2026-11-24",
                 "DTSTART;TZID=Asia/Shanghai:20261124T090000\nRRULE:FREQ=DAILY"},
             row{day_spec("2", "Asia/Shanghai"), "2026-11-24",
                 "DTSTART;TZID=Asia/Shanghai:20261124T090000\nRRULE:FREQ=DAILY;INTERVAL=2"},
             row{day_spec("31", "Asia/Shanghai"), "2026-11-24",
                 "DTSTART;TZID=Asia/Shanghai:20261124T090000\nRRULE:FREQ=DAILY;INTERVAL=31"},
             // 24 November 2026 is a Tuesday: the first Saturday is the 28th, the first Friday of December
             // the 4th
             row{week_spec("1,2,7", "Asia/Shanghai"), "2026-11-24",
                 "DTSTART;TZID=Asia/Shanghai:20261128T090000\nRRULE:FREQ=WEEKLY;BYDAY=SU,MO,SA"},
             row{week_spec("6", "Asia/Shanghai"), "2026-12-01",
                 "DTSTART;TZID=Asia/Shanghai:20261204T090000\nRRULE:FREQ=WEEKLY;BYDAY=FR"},
             row{week_spec("3", "Asia/Shanghai"), "2026-11-24",
                 "DTSTART;TZID=Asia/Shanghai:20261124T090000\nRRULE:FREQ=WEEKLY;BYDAY=TU"},
             row{month_spec("1,3,12", "1,2,28,L", "Asia/Shanghai"), "2026-11-24",
                 "DTSTART;TZID=Asia/Shanghai:20261201T090000\n"
                 "RRULE:FREQ=MONTHLY;BYMONTH=1,3,12;BYMONTHDAY=1,2,28,-1"},
             row{month_spec("2", "29", "Asia/Shanghai"), "2026-11-24",
                 "DTSTART;TZID=Asia/Shanghai:20280229T090000\nRRULE:FREQ=MONTHLY;BYMONTH=2;BYMONTHDAY=29"},
             row{month_spec("1", "31,L", "Asia/Shanghai"), "2026-11-24",
                 "DTSTART;TZID=Asia/Shanghai:20270131T090000\nRRULE:FREQ=MONTHLY;BYMONTH=1;BYMONTHDAY=31,-1"},
             row{month_spec(all_months, "31", "Asia/Shanghai"), "2026-11-24",
                 "DTSTART;TZID=Asia/Shanghai:20261231T090000\nRRULE:FREQ=MONTHLY;BYMONTHDAY=31"},
             row{month_spec(all_months, "L", "Asia/Shanghai"), "2026-11-24",
                 "DTSTART;TZID=Asia/Shanghai:20261130T090000\nRRULE:FREQ=MONTHLY;BYMONTHDAY=-1"},
             row{once, "2026-11-24", "DTSTART;TZID=Asia/Shanghai:20221223T090000\nRRULE:FREQ=DAILY;COUNT=1"},
         }) {
        const auto rule = nextfire::to_rrule(spec_of(fact.fields), date(fact.start));
        REQUIRE(rule);
        CHECK(*rule == fact.rule);
    }
}

TEST_CASE("5.2 an expiry becomes UNTIL, in UTC and inclusive as RFC 5545 has it") {
    const auto rule = [](const schedule_fields& fields) {
        return *nextfire::to_rrule(spec_of(fields), date("2026-11-24"));
    };
    CHECK(rule(until(day_spec("2", "Asia/Shanghai"), "2026-12-31T15:59:59Z")) ==
          "DTSTART;TZID=Asia/Shanghai:20261124T090000\nRRULE:FREQ=DAILY;INTERVAL=2;UNTIL=20261231T155959Z");
    CHECK(rule(until(week_spec("3", "UTC"), "2026-12-31T15:59:59+08:00")) ==
          "DTSTART:20261124T090000Z\nRRULE:FREQ=WEEKLY;BYDAY=TU;UNTIL=20261231T075959Z");
    CHECK(rule(until(month_spec("2", "29", "Europe/Berlin"), "2030-01-01 00:00:00")) ==
          "DTSTART;TZID=Europe/Berlin:20280229T090000\n"
          "RRULE:FREQ=MONTHLY;BYMONTH=2;BYMONTHDAY=29;UNTIL=20291231T230000Z");
    // exactly at the first run: one run
    CHECK(rule(until(day_spec("1", "Asia/Shanghai"), "2026-11-24T01:00:00Z")) ==
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
        const auto rule = nextfire::to_rrule(spec_of(day_spec("1", fact.zone)), date("2026-11-24"));
        REQUIRE(rule);
        CHECK(*rule == std::string(fact.start) + "\nRRULE:FREQ=DAILY");
    }
}

TEST_CASE("5.2 what a rule cannot say") {
    struct row {
        schedule_fields fields;
        const char* field;
    };
    const schedule_fields once_too_late{.scheduled_type = "FIXED_TIME",
                                        .scheduled_date = "2022-12-23",
                                        .scheduled_time = "09:00:00",
                                        .time_zone = "Asia/Shanghai",
                                        .expire_time = "2022-12-23T00:59:59Z"};
    for (const row& fact : {
             row{day_spec("1", "+05:30"), "time_zone"},
             row{day_spec("1", "+15:00"), "time_zone"},
             row{day_spec("1", "-13:00"), "time_zone"},
             row{until(day_spec("1", "Asia/Shanghai"), "2026-11-24T00:59:59Z"), "expire_time"},
             row{until(month_spec("2", "29", "UTC"), "2028-02-29T08:59:59Z"), "expire_time"},
             row{once_too_late, "expire_time"},
         }) {
        const auto rule = nextfire::to_rrule(spec_of(fact.fields), date("2026-11-24"));
        REQUIRE_FALSE(rule);
        REQUIRE(rule.errors().size() == 1);
        CHECK(std::string{to_string(rule.errors()[0].code)} == "not_expressible");
        CHECK(rule.errors()[0].field == fact.field);
        CHECK(rule.errors()[0].message.starts_with("expected "));
        CHECK(rule.errors()[0].message.find(", but found ") != std::string::npos);
    }
}

namespace {

nextfire::cron_expression cron(const char* text) {
    // Quartz has no way to say "a day in both fields"; the table below needs one.
    const auto read = nextfire::cron_expression::parse(text, {.both_days = nextfire::both_days_policy::both});
    if (!read) nextfire_test::bad_time_text(text);
    return *read;
}

nextfire::zone zone_named(const char* name) {
    return *nextfire::zone::find(name);
}

}  // namespace

TEST_CASE("5.2 the rule of a cron expression") {
    struct row {
        const char* cron;
        const char* zone;
        const char* start;
        const char* rule;
    };
    // 24 November 2026 is a Tuesday
    for (const row& fact : {
             // every day, weekdays, days of the month: one time of day is DTSTART's
             row{"0 0 9 * * ?", "Europe/Berlin", "2026-11-24",
                 "DTSTART;TZID=Europe/Berlin:20261124T090000\nRRULE:FREQ=DAILY"},
             row{"0 0 9 ? 1,7 *", "Europe/Berlin", "2026-11-24",
                 "DTSTART;TZID=Europe/Berlin:20270101T090000\nRRULE:FREQ=DAILY;BYMONTH=1,7"},
             row{"15 30 9 ? * MON-FRI", "Asia/Shanghai", "2026-11-28",
                 "DTSTART;TZID=Asia/Shanghai:20261130T093015\nRRULE:FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR"},
             row{"0 0 9 ? 12 SUN", "UTC", "2026-11-24",
                 "DTSTART:20261206T090000Z\nRRULE:FREQ=WEEKLY;BYMONTH=12;BYDAY=SU"},
             row{"0 0 9 1,2,28,L 1,3,12 ?", "Asia/Shanghai", "2026-11-24",
                 "DTSTART;TZID=Asia/Shanghai:20261201T090000\n"
                 "RRULE:FREQ=MONTHLY;BYMONTH=1,3,12;BYMONTHDAY=1,2,28,-1"},
             row{"0 0 9 L-3 * ?", "UTC", "2026-11-24",
                 "DTSTART:20261127T090000Z\nRRULE:FREQ=MONTHLY;BYMONTHDAY=-4"},
             row{"0 0 9 29 2 ?", "UTC", "2026-11-24",
                 "DTSTART:20280229T090000Z\nRRULE:FREQ=MONTHLY;BYMONTH=2;BYMONTHDAY=29"},
             // numbered weekdays, the last, and both kinds
             row{"0 30 9 ? * 2#1", "Europe/Berlin", "2026-11-24",
                 "DTSTART;TZID=Europe/Berlin:20261207T093000\nRRULE:FREQ=MONTHLY;BYDAY=1MO"},
             row{"0 0 9 ? * 6L", "UTC", "2026-11-24",
                 "DTSTART:20261127T090000Z\nRRULE:FREQ=MONTHLY;BYDAY=-1FR"},
             row{"0 0 9 ? * 1,2#1,2#3,6L", "UTC", "2026-11-24",
                 "DTSTART:20261127T090000Z\nRRULE:FREQ=MONTHLY;BYDAY=SU,1MO,3MO,-1FR"},
             row{"0 0 9 ? * 2,2#1,2L", "UTC", "2026-11-24",
                 "DTSTART:20261130T090000Z\nRRULE:FREQ=WEEKLY;BYDAY=MO"},
             // a day in both fields: Friday the 13th; 29 February on a Sunday
             row{"0 0 9 13 * 6", "UTC", "2026-11-24",
                 "DTSTART:20270813T090000Z\nRRULE:FREQ=MONTHLY;BYMONTHDAY=13;BYDAY=FR"},
             row{"0 0 9 29 2 1", "UTC", "2032-03-01",
                 "DTSTART:20600229T090000Z\nRRULE:FREQ=MONTHLY;BYMONTH=2;BYMONTHDAY=29;BYDAY=SU"},
             // several times of day are told in full
             row{"0 30 9,18 ? * 2#1", "Europe/Berlin", "2026-11-24",
                 "DTSTART;TZID=Europe/Berlin:20261207T093000\n"
                 "RRULE:FREQ=MONTHLY;BYDAY=1MO;BYHOUR=9,18;BYMINUTE=30;BYSECOND=0"},
             row{"0 0/20 9-11 * * ?", "UTC", "2026-11-24",
                 "DTSTART:20261124T090000Z\nRRULE:FREQ=DAILY;BYHOUR=9,10,11;BYMINUTE=0,20,40;BYSECOND=0"},
             row{"0,30 59 23 * * ?", "UTC", "2026-11-24",
                 "DTSTART:20261124T235900Z\nRRULE:FREQ=DAILY;BYHOUR=23;BYMINUTE=59;BYSECOND=0,30"},
             // years: a beginning is DTSTART's matter, an end is UNTIL, the last second of the year there
             row{"0 0 9 1 * ? 2028", "Asia/Shanghai", "2026-11-24",
                 "DTSTART;TZID=Asia/Shanghai:20280101T090000\n"
                 "RRULE:FREQ=MONTHLY;BYMONTHDAY=1;UNTIL=20281231T155959Z"},
             row{"0 0 9 * * ? 2025-2027", "UTC", "2026-11-24",
                 "DTSTART:20261124T090000Z\nRRULE:FREQ=DAILY;UNTIL=20271231T235959Z"},
             row{"0 0 9 * * ? 2500-9999", "UTC", "2026-11-24", "DTSTART:25000101T090000Z\nRRULE:FREQ=DAILY"},
         }) {
        CAPTURE(std::string{fact.cron});
        const auto rule = nextfire::to_rrule(cron(fact.cron), zone_named(fact.zone), date(fact.start));
        REQUIRE(rule);
        CHECK(*rule == fact.rule);
    }
}

TEST_CASE("5.2 the rule of a cron expression with an expiry ends at the earlier end") {
    const auto rule = [](const char* text, const char* expire_time) {
        nextfire::schedule_options options;
        options.expire_time = nextfire_test::utc(expire_time);
        return *nextfire::to_rrule(cron(text), zone_named("UTC"), date("2026-11-24"), options);
    };
    CHECK(rule("0 0 9 * * ?", "2026-12-31T15:59:59Z") ==
          "DTSTART:20261124T090000Z\nRRULE:FREQ=DAILY;UNTIL=20261231T155959Z");
    CHECK(rule("0 0 9 * * ? 2026-2027", "2026-12-31T15:59:59Z") ==
          "DTSTART:20261124T090000Z\nRRULE:FREQ=DAILY;UNTIL=20261231T155959Z");
    CHECK(rule("0 0 9 * * ? 2026-2027", "2030-12-31T15:59:59Z") ==
          "DTSTART:20261124T090000Z\nRRULE:FREQ=DAILY;UNTIL=20271231T235959Z");
}

TEST_CASE("5.2 what a rule cannot say of a cron expression") {
    const auto told = [](const nextfire::result<std::string>& rule) {
        std::string list;
        for (const nextfire::violation& error : rule.errors())
            list += std::string{to_string(error.code)} + " " + error.field + ": " + error.message + "\n";
        return list;
    };
    const auto refused = [&](const char* text, const char* zone, const char* start) {
        return told(nextfire::to_rrule(cron(text), zone_named(zone), date(start)));
    };
    CHECK(refused("0 0 9 15W * ?", "UTC", "2026-11-24") ==
          "not_expressible day_of_month: expected days of the month, but found the weekday nearest to one\n");
    CHECK(refused("0 0 9 LW * ?", "UTC", "2026-11-24") ==
          "not_expressible day_of_month: expected days of the month, but found the weekday nearest to one\n");
    CHECK(refused("0 0 9 * * ? 2026,2028", "UTC", "2026-11-24") ==
          "not_expressible year: expected years that follow one another, but found years with holes between "
          "them\n");
    const auto unix_or = nextfire::cron_expression::parse("0 9 13 * 5", nextfire::cron_dialect::unix_cron);
    CHECK(
        told(nextfire::to_rrule(*unix_or, zone_named("UTC"), date("2026-11-24"))) ==
        "not_expressible day_of_week: expected days that are in both day fields, but found days that are in "
        "either\n");
    nextfire::cron_options with_every;
    with_every.every = nextfire::every_policy::accepted;
    const auto every = nextfire::cron_expression::parse("@every 90m", with_every);
    CHECK(told(nextfire::to_rrule(*every, zone_named("UTC"), date("2026-11-24"))) ==
          "not_expressible cron: expected local times of day, but found every 5400 seconds\n");
    // nothing left to begin with: the years are over, or no day comes before the year 10000
    CHECK(refused("0 0 9 * * ? 2025", "UTC", "2026-11-24") ==
          "not_expressible start: expected a date that fires on or after the start, to 9999-12-31, but found "
          "none after 2026-11-24\n");
    CHECK(refused("0 0 9 29 2 ?", "UTC", "9996-03-01") ==
          "not_expressible start: expected a date that fires on or after the start, to 9999-12-31, but found "
          "none after 9996-03-01\n");
    // all of it at once
    CHECK(refused("0 0 9 15W * ? 2026,2028", "+05:30", "2026-11-24") ==
          "not_expressible time_zone: expected a zone with a name or an offset of whole hours from -12:00 to "
          "+14:00, but found +05:30\n"
          "not_expressible day_of_month: expected days of the month, but found the weekday nearest to one\n"
          "not_expressible year: expected years that follow one another, but found years with holes between "
          "them\n");
    nextfire::schedule_options expired;
    expired.expire_time = nextfire_test::utc("2026-11-24T08:59:59Z");
    CHECK(
        told(nextfire::to_rrule(cron("0 0 9 * * ?"), zone_named("UTC"), date("2026-11-24"), expired)) ==
        "not_expressible expire_time: expected an expiry not before the first date, 2026-11-24T09:00:00, but "
        "found 2026-11-24T08:59:59Z\n");
}
