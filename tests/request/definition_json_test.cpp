// Definitions as the JSON of requests (9.5).
#include <doctest/doctest.h>

#include <nextfire/engine/rrule_schedule.hpp>
#include <nextfire/request/definition_json.hpp>

#include <string>

using namespace nextfire;
using api::definition_from_json;
using api::to_json;

namespace {

definition line(const std::string& text) {
    const auto read = definition::parse(text);
    CAPTURE(text);
    if (!read) FAIL(to_string(read.errors()));
    return *read;
}

std::string definition_refusal(const std::string& json) {
    const auto read = definition_from_json(json);
    return read ? "read" : to_string(read.errors());
}

}  // namespace

TEST_CASE("9.5 a definition is written as a request would give it, and read as the same") {
    struct row {
        const char* line;
        const char* json;
    };
    for (
        const row& fact : {
            row{"0 0 9 ? * 2,3,4,5,6; zone=Asia/Tokyo; until=2026-12-31T14:59:59Z",
                R"({"scheduled_type":"WEEK","week_list":"2,3,4,5,6","scheduled_time":"09:00:00","time_zone":"Asia/Tokyo","expire_time":"2026-12-31T14:59:59Z"})"},
            row{"0 30 2 every 3 days; zone=Europe/Berlin; anchor=1970-01-02; overlap=both",
                R"({"scheduled_type":"DAY","day_interval":3,"scheduled_time":"02:30:00","time_zone":"Europe/Berlin","overlap":"both","anchor_date":"1970-01-02"})"},
            row{"0 0 9 1,15,L 1,6 ?; zone=UTC; from=2026-01-01T00:00:00Z; gap=skip",
                R"({"scheduled_type":"MONTH","month_list":"1,6","date_list":"1,15,L","scheduled_time":"09:00:00","time_zone":"UTC","gap":"skip","not_before":"2026-01-01T00:00:00Z"})"},
            row{"0 0 9 23 12 ? 2026; zone=+08:00; elapsed=always",
                R"({"scheduled_type":"FIXED_TIME","scheduled_date":"2026-12-23","scheduled_time":"09:00:00","time_zone":"+08:00","elapsed":"always"})"},
            row{"0 */10 8-17 ? * 2,3,4,5,6; zone=Europe/Berlin",
                R"({"cron":"0 */10 8-17 ? * 2,3,4,5,6","dialect":"quartz","time_zone":"Europe/Berlin"})"},
            row{"0 9 13 * 5; dialect=unix; zone=Europe/Berlin",
                R"({"cron":"0 9 13 * 5","dialect":"unix","time_zone":"Europe/Berlin"})"},
            row{"0 0 9 13 * 6 2026-2030; zone=UTC",
                R"({"cron":"0 0 9 13 * 6 2026-2030","dialect":"quartz","time_zone":"UTC","both_days":"both"})"},
            row{"@every 1h30m; zone=UTC; anchor=1970-01-01T00:10:00Z",
                R"({"cron":"@every 1h30m","dialect":"quartz","time_zone":"UTC","anchor_instant":"1970-01-01T00:10:00Z"})"},
            row{"0 0 9 every 14 days on 0,2; zone=UTC; anchor=1970-01-05",
                R"({"definition":"0 0 9 every 14 days on 0,2; zone=UTC; anchor=1970-01-05"})"},
            row{"0 0 9 * * ?; zone=UTC; until=1969-12-31T23:59:59Z",
                R"({"definition":"0 0 9 * * ?; zone=UTC; until=1969-12-31T23:59:59Z"})"},
        }) {
        CAPTURE(fact.line);
        const definition what = line(fact.line);
        CHECK(to_json(what) == fact.json);
        const auto read = definition_from_json(fact.json);
        if (!read) FAIL(to_string(read.errors()));
        CHECK((*read == what));
    }
}

TEST_CASE("9.5 what a person writes is read too") {
    CHECK((definition_from_json(
               R"({"cron":"0 9 * * 1-5","dialect":"unix","time_zone":"asia/tokyo","gap":null})") ==
           line("0 0 9 ? * 2-6; zone=Asia/Tokyo")));
    CHECK((
        definition_from_json(
            R"({"cron":"0 9 * * *","dialect":"unix","time_zone":"UTC","not_before":"2026-11-27T09:00:00.5Z"})") ==
        line("0 0 9 * * ?; zone=UTC; from=2026-11-27T09:00:01Z")));
    CHECK(
        (definition_from_json(R"({"scheduled_type":"day","day_interval":1,"scheduled_time":"09:00:00"})",
                              {.default_time_zone = "Asia/Tokyo"}) == line("0 0 9 * * ?; zone=Asia/Tokyo")));
}

TEST_CASE("6.1 every violation is told at once, with its pointer") {
    CHECK(definition_refusal(
              R"({"cron":"0 25 * * 1","dialect":"unix","gap":"skp","anchor_date":"2026-02-30"})") ==
          "/cron, column 3: expected an hour from 0 to 23, but found \"25\"\n"
          "/time_zone: expected a time zone such as Europe/Berlin, but found no such field\n"
          "/gap: expected at_transition, skip or shift, but found \"skp\"; did you mean skip?\n"
          "/anchor_date, column 9: expected a day of 2026-02 from 01 to 28, but found \"30\"");
    CHECK(definition_refusal(
              R"({"scheduled_type":"DAY","day_interval":3,"scheduled_time":"09:00:00","time_zone":"UTC"})") ==
          "/anchor_date: expected a date to count every 3 days from, but found no such date");
    CHECK(definition_refusal(R"({"definition":"0 0 9 * * ?; zone=Mars"})")
              .starts_with("/definition: expected a time zone"));
    CHECK(definition_refusal(R"({"definition":"0 0 9 * * ?; zone=UTC","cron":"x"})")
              .starts_with("/cron: expected"));
    CHECK(
        definition_refusal(R"({"cron":"0 0 9 * * ?","time_zone":"UTC","gab":"skip"})").starts_with("/gab: "));
    CHECK(definition_refusal("{").find("line 1") != std::string::npos);
}
