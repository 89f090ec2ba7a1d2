// Clause 8: a new task of a POST body.
#include <doctest/doctest.h>

#include <nextfire/tasks/modify.hpp>

#include <string>
#include <string_view>

#include "../support/shown_lines.hpp"
#include "../support/tasks.hpp"

using namespace nextfire_test;
using namespace nextfire;

namespace {

const std::string least = R"("scheduled_type":"DAY","day_interval":1,"scheduled_time":"09:00:00",)"
                          R"("task_name":"nightly","task_type":"STOP_SERVER",)"
                          R"("target_infos":[{"target_type":"SERVER","target_id":"s-1"}])";

lines refused(std::string_view body, std::string_view id = "t-1", const api::task_options& options = {}) {
    return refusals(api::create_task(id, body, now, options));
}

}  // namespace

TEST_CASE("8 what a new task is, where the body does not say") {
    const auto made = api::create_task("t-1", "{" + least + "}", now);
    REQUIRE(made);
    CHECK(made->id == "t-1");
    CHECK(made->name == "nightly");
    CHECK((made->type == api::task_type::stop_server));
    CHECK(made->last_status == "WAITING");
    CHECK_FALSE(made->enforcement_enable);
    CHECK_FALSE(made->description);
    CHECK(made->is_enable);
    CHECK(value_of(*made, "time_zone") == "Asia/Shanghai");
    CHECK(value_of(*made, "expire_time") == "null");
    CHECK(value_of(*made, "week_list") == "null");
    CHECK(value_of(*made, "target_infos") == "SERVER=s-1");
    CHECK(made->create_time == now);
    CHECK(made->update_time == now);
}

TEST_CASE("8 in the body of a new task, null is as absent") {
    const auto made = api::create_task("t-1",
                                       "{" + least +
                                           R"(,"week_list":null,"month_list":null,"date_list":null,
        "scheduled_date":null,"time_zone":null,"expire_time":null,"description":null,"is_enable":null,
        "schedule_task_policy":null})",
                                       now);
    REQUIRE(made);
    CHECK(*made == *api::create_task("t-1", "{" + least + "}", now));
    const auto policy =
        api::create_task("t-1", "{" + least + R"(,"schedule_task_policy":{"enforcement_enable":null}})", now);
    REQUIRE(policy);
    CHECK_FALSE(policy->enforcement_enable);
}

TEST_CASE("8 a new task with everything") {
    const auto made =
        api::create_task("A-z_09", R"({"scheduled_type":"month","day_interval":2,"week_list":"7,1",
        "month_list":"3,1","date_list":"l,1","scheduled_date":"2026-12-23","scheduled_time":"23:59:59",
        "time_zone":"europe/berlin","expire_time":"2030-12-23 09:00:00","task_name":"n","task_type":"REINSTALL_OS",
        "schedule_task_policy":{"enforcement_enable":true},"description":"d","is_enable":false,
        "target_infos":[{"target_type":"SERVER_GROUP","target_id":["g"]}]})",
                         now);
    REQUIRE(made);
    CHECK(made->schedule == good(api::task_schedule::parse({.scheduled_type = "MONTH",
                                                            .day_interval = "2",
                                                            .week_list = "1,7",
                                                            .month_list = "1,3",
                                                            .date_list = "1,L",
                                                            .scheduled_date = "2026-12-23",
                                                            .scheduled_time = "23:59:59",
                                                            .time_zone = "europe/berlin",
                                                            .expire_time = "2030-12-23 09:00:00"})));
    CHECK(made->enforcement_enable);
    CHECK(made->description == "d");
    CHECK_FALSE(made->is_enable);
    CHECK(value_of(*made, "target_infos") == "SERVER_GROUP=g");
}

TEST_CASE("8 what a new task must have") {
    const lines all{
        "missing /scheduled_type expected FIXED_TIME, DAY, WEEK or MONTH, but found no such field",
        "missing /scheduled_time expected a time of day as HH:mm:ss, but found no such field",
        "missing /task_name expected 1 to 64 letters, digits, ideographs, _ or -, but found no such member",
        "missing /task_type expected RESTART_SERVER, START_SERVER, STOP_SERVER or REINSTALL_OS, but found no "
        "such member",
        "missing /target_infos expected an array of 1 to 1000 targets, but found no such member"};
    CHECK(refused("{}") == all);
    CHECK(refused(R"({"scheduled_type":null,"scheduled_time":null,"task_name":null,"task_type":null,
                      "target_infos":null})") == all);
    CHECK(refused(R"({"task_name":"n","task_type":"STOP_SERVER","scheduled_time":"09:00:00",
                      "scheduled_type":"DAY","target_infos":[{"target_type":"SERVER","target_id":"s"}]})") ==
          lines{"missing /day_interval expected day_interval, which DAY needs, but found no such field"});
}

TEST_CASE("8 what is given and wrong is not missing as well") {
    CHECK(refused(
              R"({"scheduled_type":7,"scheduled_time":7,"task_name":"","task_type":7,"target_infos":[]})") ==
          lines{"wrong_type /scheduled_type expected a string, but found 7",
                "wrong_type /scheduled_time expected a string, but found 7",
                "out_of_range /task_name expected 1 to 64 letters, digits, ideographs, _ or -, but found an "
                "empty string",
                "wrong_type /task_type expected a string, but found 7",
                "out_of_range /target_infos expected an array of 1 to 1000 targets, but found 0"});
    CHECK(
        refused("{" + least + R"(,"create_time":null,"cron":1,"target_info":[]})") ==
        lines{
            "unknown_name /create_time expected a member that can be set, but found create_time, which only "
            "the service sets",
            "unknown_name /cron expected one of scheduled_type, day_interval, week_list, month_list, "
            "date_list, scheduled_date, scheduled_time, time_zone, expire_time, task_name, task_type, "
            "schedule_task_policy, description, is_enable, target_infos, but found \"cron\"",
            "unknown_name /target_info expected a known member, but found \"target_info\"; did you mean "
            "target_infos?"});
}

TEST_CASE("8 an id is the caller's, and has a form") {
    const std::string body = "{" + least + "}";
    for (const std::string& id : {std::string{"a"}, std::string{"-"}, std::string(64, 'i')})
        CHECK(refused(body, id) == lines{});
    const std::string expected = "malformed /id expected 1 to 64 letters, digits, _ or -, but found ";
    CHECK(refused(body, "") == lines{expected + "nothing"});
    CHECK(refused(body, "a b") == lines{expected + R"("a b")"});
    CHECK(refused(body, "a/b") == lines{expected + R"("a/b")"});
    CHECK(refused(body, std::string(65, 'i')) ==
          lines{expected + '"' + std::string(40, 'i') + "…\" (65 bytes)"});
}

TEST_CASE("8 a body that is no JSON object makes no task") {
    CHECK(refused("[]") == lines{"wrong_type  expected a JSON object, but found an array"});
    CHECK(refused("{") == lines{"malformed :2 line 1, column 2: expected a member name in double quotes, but "
                                "found the end of the text"});
}

TEST_CASE("8.1 a missing name is asked for in the alphabet that is allowed") {
    api::task_options options;
    options.names = api::name_alphabet::ascii_and_cjk;
    const auto made = api::create_task(
        "t-1",
        R"({"scheduled_type":"DAY","day_interval":1,"scheduled_time":"09:00:00","task_type":"STOP_SERVER",)"
        R"("target_infos":[{"target_type":"SERVER","target_id":"s-1"}]})",
        now, options);
    CHECK(refusals(made) == lines{"missing /task_name expected 1 to 64 letters, digits, ideographs, _ or -, "
                                  "but found no such member"});
}
