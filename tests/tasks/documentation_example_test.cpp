// The example of the service's documentation, request and answer to the letter (tests/data/documented_*.json).  Its
// task name has spaces, which the rules on the same page forbid: it is refused for exactly that, and with the name mended
// it is answered as documented, but for the differences that are named here.
#include <fstream>
#include <iterator>
#include <string>

#include "handler_fixture.hpp"
#include "request/json.hpp"

using namespace nextfire_test;
using namespace nextfire;
using api::http_response;

namespace {

std::string documented(const std::string& name) {
    std::ifstream file{std::string{NEXTFIRE_TEST_DATA} + "/documented_" + name + ".json", std::ios::binary};
    REQUIRE(file);
    return {std::istreambuf_iterator<char>{file}, {}};
}

std::string mended(std::string request) {
    const std::string name = "Scheduled Startup Task";
    return request.replace(request.find(name), name.size(), "Scheduled_Startup_Task");
}

/// The task that the documentation's answer is about, before the change; it has nothing else in common with it.
api::task the_documented_task() {
    api::task before = bare_task({.scheduled_type = "FIXED_TIME",
                                  .scheduled_date = "2027-01-01",
                                  .scheduled_time = "00:00:00",
                                  .time_zone = "America/New_York"});
    before.id = "62f48b59-0ebb-4b1e-ad35-f64948a0591b";
    before.is_enable = false;
    before.create_time = millis("2022-03-07T10:40:43Z", 858);
    before.update_time = before.create_time;
    return before;
}

const api::sys_millis documented_now = millis("2024-12-25T12:38:27Z", 942);

http_response modify_it(handler_fixture& ours, const std::string& body) {
    const api::handler answers{ours.who, ours.may, ours.store, [] { return "unused"; }, ours.options};
    const std::string target = collection + "/" + the_documented_task().id;
    return answers.handle({.method = "PATCH", .target = target, .headers = good_headers, .body = body},
                          documented_now);
}

/// The members of a JSON object, each as `name value` on one line; an object within it is told by its members.
lines members_of(const std::string& json) {
    const auto read = api::read_json(json);
    REQUIRE(read);
    lines all;
    for (const api::json_member& member : *read->as_object()) {
        if (const auto* inner = member.value.as_object()) {
            for (const api::json_member& each : *inner) all.push_back(each.name + " " + describe(each.value));
        } else {
            all.push_back(member.name + " " + describe(member.value));
        }
    }
    return all;
}

}  // namespace

TEST_CASE("the documentation's example is refused for the spaces in its task_name, and for nothing else") {
    handler_fixture ours;
    ours.store.put("p1", the_documented_task());
    check_error(
        modify_it(ours, documented("request")), 400, "WKS.00211102",
        R"(/task_name, column 10: expected 1 to 64 letters, digits, ideographs, _ or -, but found \" \")");
    CHECK(ours.store.get("p1", the_documented_task().id) == the_documented_task());
}

TEST_CASE(
    "the documentation's example with its task_name mended is answered as documented, member by member") {
    handler_fixture ours;
    ours.store.put("p1", the_documented_task());
    const http_response response = modify_it(ours, mended(documented("request")));
    CHECK(response.status == 200);
    CHECK(field(response, "Content-Type") == "application/json");

    lines expected = members_of(documented("answer"));
    CHECK(expected.size() == 20);
    const auto differ = [&expected](const std::string& documented_line, const std::string& ours_line) {
        const auto found = std::find(expected.begin(), expected.end(), documented_line);
        REQUIRE(found != expected.end());
        *found = ours_line;
    };
    // the name has no spaces
    differ(R"(task_name the string "Scheduled Startup Task")",
           R"(task_name the string "Scheduled_Startup_Task")");
    // the expression is that of what was asked: the documentation's fires every ten seconds
    differ(R"(task_cron the string "*/10 * * * * ?")", R"(task_cron the string "0 0 9 * * ?")");
    // the task expired in March 2022 and has no next execution
    differ(R"(next_execution_time the string "2022-12-23 09:00:00")", "next_execution_time null");
    // the type is answered in upper case
    differ(R"(scheduled_type the string "day")", R"(scheduled_type the string "DAY")");
    // the request enables the task
    differ("is_enable false", "is_enable true");
    CHECK(members_of(response.body) == expected);

    CHECK(value_of(ours.store.get("p1", the_documented_task().id), "target_infos") ==
          "SERVER=3f791197-d166-4c8e-81e4-38c40ffc1989");
}

TEST_CASE("the documentation's example makes a task too, once its name is mended") {
    handler_fixture ours;
    CHECK(ours.send("POST", collection, mended(documented("request"))).status == 201);
    CHECK(ours.send("POST", collection, documented("request")).status == 400);
}
