// Edits of a task as the bodies that ask for them.
#include <nextfire/calls/task_edit.hpp>

#include <doctest/doctest.h>

#include <chrono>
#include <string>
#include <vector>

#include "../support/tasks.hpp"

using namespace nextfire;
using namespace nextfire::api;
using namespace std::chrono_literals;
using nextfire_test::good;
using nextfire_test::lines;
using nextfire_test::refusals;

namespace {

const zone tokyo = *zone::find("Asia/Tokyo");

std::string body_of(const task_edit& edit, clearing written = clearing::null) {
    return good(write_body(edit, written));
}

lines refusals_of(const definition& what) {
    return refusals(write_body({.schedule = what}));
}

}  // namespace

TEST_CASE("10.2 a member is left, cleared or put") {
    CHECK(body_of({}) == "{}");
    CHECK(body_of({.description = cleared}) == R"({"description":null})");
    CHECK(body_of({.is_enable = false}) == R"({"is_enable":false})");
    CHECK(
        body_of({.name = "nightly",
                 .type = task_type::stop_server,
                 .enforcement_enable = true,
                 .description = "say \"no\"\n",
                 .is_enable = true,
                 .targets = std::vector<task_target>{{target_type::server, "web-1"},
                                                     {target_type::server_group, "g"}}}) ==
        R"({"task_name":"nightly","task_type":"STOP_SERVER","schedule_task_policy":{"enforcement_enable":true},)"
        R"("description":"say \"no\"\n","is_enable":true,"target_infos":[)"
        R"({"target_type":"SERVER","target_id":"web-1"},{"target_type":"SERVER_GROUP","target_id":"g"}]})");
    CHECK(body_of({.enforcement_enable = cleared, .targets = cleared}) ==
          R"({"schedule_task_policy":null,"target_infos":null})");
}

TEST_CASE("10.2 fields of the schedule are put and cleared one by one") {
    CHECK(body_of({.fields = {.day_interval = "2", .scheduled_time = "03:00:00"}}) ==
          R"({"day_interval":2,"scheduled_time":"03:00:00"})");
    CHECK(body_of({.fields = {.week_list = "1"},
                   .cleared_fields = {spec_field::day_interval, spec_field::date_list}}) ==
          R"({"day_interval":null,"week_list":"1","date_list":null})");
    // What is no number of JSON stays a text, which the check of the body refuses by its type.
    for (const char* interval : {"x", "", "01", "-0", "-", "1.5", "1}"}) {
        CAPTURE(std::string{interval});
        CHECK(body_of({.fields = {.day_interval = interval}}) ==
              "{\"day_interval\":\"" + std::string{interval} + "\"}");
    }
}

TEST_CASE("10.2 as the service's own clients clear a text, and a number") {
    const task_edit edit{.cleared_fields = {spec_field::day_interval, spec_field::expire_time},
                         .description = cleared};
    CHECK(body_of(edit, clearing::null) == R"({"day_interval":null,"expire_time":null,"description":null})");
    CHECK(body_of(edit, clearing::empty_text) ==
          R"({"day_interval":null,"expire_time":"","description":""})");
}

TEST_CASE("10.2 a spec is a whole schedule: without an expiry it clears the one before") {
    const schedule_spec weekly = good(schedule_spec::parse({.scheduled_type = "week",
                                                            .week_list = "7,1",
                                                            .scheduled_time = "09:00:00",
                                                            .time_zone = "asia/tokyo"}));
    const std::string start =
        R"({"scheduled_type":"WEEK","week_list":"1,7","scheduled_time":"09:00:00","time_zone":"Asia/Tokyo",)";
    CHECK(body_of({.schedule = weekly}) == start + R"("expire_time":null})");
    CHECK(body_of({.schedule = weekly, .fields = {.expire_time = "2030-01-01T00:00:00Z"}}) ==
          start + R"("expire_time":"2030-01-01T00:00:00Z"})");
}

TEST_CASE("10.2 a definition is said as the spec that means the same, however it was written") {
    const std::string weekly =
        R"({"scheduled_type":"WEEK","week_list":"2,3,4,5,6","scheduled_time":"09:00:00",)"
        R"("time_zone":"Asia/Tokyo","expire_time":null})";
    CHECK(body_of({.schedule = good(definition::parse("0 9 * * 1-5; dialect=unix; zone=Asia/Tokyo"))}) ==
          weekly);
    CHECK(body_of({.schedule = good(definition::daily(9h, tokyo))}) ==
          R"({"scheduled_type":"DAY","day_interval":1,"scheduled_time":"09:00:00","time_zone":"Asia/Tokyo",)"
          R"("expire_time":null})");
    CHECK(body_of({.schedule = good(
                       definition::parse("0 0 9 L 2 ?; zone=Asia/Tokyo; until=2030-01-01T00:00:00Z"))}) ==
          R"({"scheduled_type":"MONTH","month_list":"2","date_list":"L","scheduled_time":"09:00:00",)"
          R"("time_zone":"Asia/Tokyo","expire_time":"2030-01-01T00:00:00Z"})");
}

TEST_CASE("10.2 what the API has no words for is told, and never approximated") {
    const std::string start = "not_expressible /schedule expected ";
    const std::string no_spec = start + "a schedule of FIXED_TIME, DAY, WEEK or MONTH, but found ";
    const std::string policies = start + "the usual policies for clock changes, but found others";
    struct row {
        const char* line;
        lines reasons;
    };
    const row rows[] = {
        {"0 0 9,17 * * ?; zone=Asia/Tokyo", {no_spec + "0 0 9,17 * * ?; zone=Asia/Tokyo"}},
        {"0 0 9 ? * 6#3; zone=Asia/Tokyo", {no_spec + "0 0 9 ? * 6#3; zone=Asia/Tokyo"}},
        {"0 0 9 * * ?; zone=Asia/Tokyo; gap=skip", {policies}},
        {"0 0 9 * * ?; zone=Asia/Tokyo; overlap=both", {policies}},
        {"0 0 9 * * ?; zone=Asia/Tokyo; from=2027-01-01T00:00:00Z",
         {start + "a schedule without a first bound, but found one"}},
        {"0 0 9 every 3 days; zone=Asia/Tokyo; anchor=2026-11-23",
         {start +
          "days counted from where the service counts them, as a spec has it, but found an anchor date"}},
    };
    for (const row& fact : rows) {
        CAPTURE(std::string{fact.line});
        CHECK(refusals_of(good(definition::parse(fact.line))) == fact.reasons);
    }
}

TEST_CASE("10.2 texts that JSON cannot hold are told, and never mended") {
    const lines reasons =
        refusals(write_body({.fields = {.week_list = "\xff"},
                             .name = "\xff",
                             .description = "a\xff",
                             .targets = std::vector<task_target>{{target_type::server, "\xc3"}}}));
    CHECK(reasons == lines{R"(malformed /week_list expected UTF-8, but found "\xff")",
                           R"(malformed /task_name expected UTF-8, but found "\xff")",
                           R"(malformed /description expected UTF-8, but found "a\xff")",
                           R"(malformed /target_infos/0/target_id expected UTF-8, but found "\xc3")"});
}
