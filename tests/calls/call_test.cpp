// Calls: the requests that are made, and every reason why none is.  How bodies are checked (body_check.cpp) and
// written (object_writer.hpp) is seen here and in task_edit_test.cpp.
#include <nextfire/calls/call.hpp>
#include <nextfire/tasks/handler.hpp>

#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "../support/tasks.hpp"

using namespace nextfire;
using namespace nextfire::api;
using nextfire_test::good;
using nextfire_test::lines;
using nextfire_test::refusals;

namespace {

const call_settings ours{
    .endpoint = "https://workspace.example.com/api", .project_id = "p1", .token = "secret"};

const std::string new_task =
    R"({"task_name":"nightly","task_type":"RESTART_SERVER","scheduled_type":"DAY","day_interval":1,)"
    R"("scheduled_time":"02:30:00","target_infos":[{"target_type":"SERVER","target_id":"web-1"}]})";

constexpr const char* expected_id = "expected 1 to 64 letters, digits, _ or -, but found ";

/// The request as one text, headers and all.
std::string text_of(const call& made) {
    std::string text{made.method()};
    text += ' ' + made.url() + '\n';
    for (const http_field& header : made.headers) text += header.name + ": " + header.value + '\n';
    return text + made.body;
}

}  // namespace

TEST_CASE("10.1 a change is one request") {
    const call made = good(modify_call(ours, "42", task_edit{.is_enable = false}));
    CHECK(made.target == "/api/v1/p1/schedule-task/42");
    CHECK(text_of(made) ==
          "PATCH https://workspace.example.com/api/v1/p1/schedule-task/42\n"
          "Accept: application/json\n"
          "User-Agent: nextfire/0.2.0\n"
          "Content-Type: application/json\n"
          "X-Auth-Token: secret\n"
          R"({"is_enable":false})");
}

TEST_CASE("10.1 every operation has its method, its path and its body") {
    const std::vector<std::string> ids{"a", "b"};
    struct row {
        result<call> made;
        std::string start;
        std::string body;
    };
    const std::string place = " https://workspace.example.com/api/v1/p1/schedule-task";
    const row rows[] = {
        {modify_call(ours, "42", R"({ "is_enable" : true })"), "PATCH" + place + "/42\n",
         R"({ "is_enable" : true })"},
        {create_call(ours, new_task), "POST" + place + "\n", new_task},
        {show_call(ours, "42"), "GET" + place + "/42\n", ""},
        {list_call(ours), "GET" + place + "\n", ""},
        {list_call(ours,
                   {.offset = 20, .limit = 10, .task_name = "a b\xc3\xbc&", .type = task_type::stop_server}),
         "GET" + place + "?limit=10&offset=20&task_name=a%20b%C3%BC%26&task_type=STOP_SERVER\n", ""},
        {delete_call(ours, "42"), "DELETE" + place + "/42\n", ""},
        {batch_delete_call(ours, ids), "POST" + place + "/actions/batch-delete\n", R"({"items":["a","b"]})"},
        {future_executions_call(ours,
                                R"({"scheduled_type":"DAY","day_interval":1,"scheduled_time":"02:30:00"})"),
         "POST" + place + "/future-executions\n",
         R"({"scheduled_type":"DAY","day_interval":1,"scheduled_time":"02:30:00"})"},
    };
    for (const row& fact : rows) {
        CAPTURE(fact.start);
        REQUIRE(refusals(fact.made) == lines{});
        CHECK(text_of(*fact.made).starts_with(fact.start));
        CHECK(fact.made->body == fact.body);
        const bool has_type = text_of(*fact.made).find("Content-Type") != std::string::npos;
        CHECK(has_type == !fact.body.empty());
        CHECK(row_of(fact.made->asked).has_body == !fact.body.empty());
    }
}

TEST_CASE("10.1 without a token none is sent") {
    const call made = good(show_call({.endpoint = "http://localhost:1", .project_id = "p"}, "t"));
    CHECK(text_of(made).find("X-Auth-Token") == std::string::npos);
}

TEST_CASE("10.1 everything that is wrong is told at once, and the token never") {
    const call_settings wrong{.endpoint = "http://h", .project_id = "p/1", .token = "se\ncret"};
    const lines reasons =
        refusals(modify_call(wrong, "../x", task_edit{.fields = {.week_list = "8"}, .name = "a b"}));
    CHECK(
        reasons ==
        lines{
            "malformed endpoint expected https, or plain http to this machine alone, but found http "
            "to \"h\"",
            std::string{"malformed project_id "} + expected_id + "\"p/1\"",
            std::string{"malformed task_id "} + expected_id + "\"../x\"",
            "malformed token:3 expected a token of 1 to 32768 visible characters of ASCII, but found "
            "a line break",
            "out_of_range /week_list:1 expected a weekday from 1 (Sunday) to 7 (Saturday), but found "
            "\"8\"",
            "malformed /task_name:2 expected 1 to 64 letters, digits, ideographs, _ or -, but found \" \""});
}

TEST_CASE("10.1 tokens") {
    struct row {
        std::string token;
        std::string reason;
    };
    const std::string expected = "expected a token of 1 to 32768 visible characters of ASCII, but found ";
    const row rows[] = {
        {"", "out_of_range token " + expected + "0 bytes"},
        {std::string(32769, 'a'), "out_of_range token " + expected + "32769 bytes"},
        {"a b", "malformed token:2 " + expected + "another character"},
        {"a\r", "malformed token:2 " + expected + "a line break"},
        {std::string{"a\0b", 3}, "malformed token:2 " + expected + "another character"},
        {"\xc3\xbc", "malformed token:1 " + expected + "another character"},
    };
    for (const row& fact : rows) {
        call_settings settings = ours;
        settings.token = fact.token;
        CHECK(refusals(show_call(settings, "42")) == lines{fact.reason});
    }
    call_settings settings = ours;
    const std::string longest(32768, '~');
    settings.token = longest;
    CHECK(refusals(show_call(settings, "42")) == lines{});
}

TEST_CASE("10.2 members of a change must be right by themselves") {
    struct row {
        std::string body;
        lines reasons;
    };
    const row rows[] = {
        {"{}", {}},
        {R"({"week_list":"1"})", {}},
        {R"({"week_list":null})", {}},  // a task of another type can do without
        {R"({"day_interval":null,"description":null,"time_zone":null})", {}},
        {R"({"scheduled_type":"WEEK"})", {}},
        {R"({"scheduled_type":"FIXED_TIME","expire_time":"2030-01-01T00:00:00Z"})", {}},
        {R"({"scheduled_type":"MONTH","date_list":"31"})", {}},
        {R"({"scheduled_type":"MONTH","month_list":"2","date_list":"30"})",
         {"never_fires /date_list expected a day that month 2 has, but found only 30"}},
        {R"({"task_name":null})", {"wrong_type /task_name expected a string, but found null"}},
        {R"({"target_infos":[{"target_type":"SERVER"}]})",
         {"missing /target_infos/0/target_id expected 1 to 128 characters, but found no such member"}},
        {R"({"id":"x"})",
         {"unknown_name /id expected a member that can be set, but found id, which only the service sets"}},
        {"[]", {"wrong_type  expected a JSON object, but found an array"}},
    };
    for (const row& fact : rows) {
        CAPTURE(fact.body);
        CHECK(refusals(modify_call(ours, "42", fact.body)) == fact.reasons);
    }
    CHECK(refusals(modify_call(ours, "42", "{" + std::string(70'000, ' ') + "}")).size() <= 1);
}

TEST_CASE("10.2 a definition that the API cannot say is told before anything is sent") {
    const definition twice_a_day = good(definition::parse("0 0 9,17 * * ?; zone=Asia/Tokyo"));
    CHECK(refusals(modify_call(ours, "42", task_edit{.schedule = twice_a_day}))
              .front()
              .starts_with("not_expressible /schedule "));
}

TEST_CASE("10.2 what is checked is what is sent, but for how members are cleared") {
    call_settings settings = ours;
    settings.clears_by = clearing::empty_text;
    CHECK(good(modify_call(settings, "42", task_edit{.description = cleared})).body ==
          R"({"description":""})");
}

TEST_CASE("10.2 a new task must be whole, and so must a schedule that is asked about") {
    CHECK(refusals(create_call(ours, task_edit{.name = "nightly"})).size() == 4);
    CHECK(refusals(future_executions_call(ours, task_edit{.fields = {.scheduled_time = "09:00:00"}})) ==
          lines{"missing /scheduled_type expected FIXED_TIME, DAY, WEEK or MONTH, but found no such field"});
    const schedule_spec daily = good(schedule_spec::parse({.scheduled_type = "DAY",
                                                           .day_interval = "1",
                                                           .scheduled_time = "02:30:00",
                                                           .time_zone = "Europe/Berlin"}));
    // of an edit, the schedule alone is asked about
    CHECK(
        good(future_executions_call(ours, task_edit{.schedule = daily, .is_enable = true})).body ==
        R"({"scheduled_type":"DAY","day_interval":1,"scheduled_time":"02:30:00","time_zone":"Europe/Berlin",)"
        R"("expire_time":null})");
    CHECK(refusals(create_call(ours, task_edit{.schedule = daily,
                                               .name = "nightly",
                                               .type = task_type::restart_server,
                                               .targets = std::vector<task_target>{
                                                   {target_type::server, "web-1"}}})) == lines{});
}

TEST_CASE("10.1 ids, pages and lists of ids have bounds") {
    CHECK(
        refusals(show_call(ours, "future-executions")) ==
        lines{
            R"(malformed task_id expected another id: this one is the name of a path, but found "future-executions")"});
    CHECK(refusals(show_call(ours, "")) ==
          lines{std::string{"malformed task_id "} + expected_id + "nothing"});
    CHECK(refusals(list_call(ours, {.offset = 2'147'483'648, .limit = 0, .task_name = ""})) ==
          lines{"out_of_range limit expected a number from 1 to 100, but found 0",
                "out_of_range offset expected a number from 0 to 2147483647, but found 2147483648",
                "out_of_range task_name expected 1 to 64 characters of UTF-8, but found nothing"});
    CHECK(refusals(list_call(ours, {.task_name = "\xff"})).size() == 1);
    CHECK(refusals(batch_delete_call(ours, {})) ==
          lines{"out_of_range /items expected 1 to 20 ids of tasks, but found 0"});
    std::vector<std::string> ids(20, "a");
    CHECK(refusals(batch_delete_call(ours, ids)) == lines{});
    ids[3] = "a\"";
    ids.emplace_back("b");
    CHECK(refusals(batch_delete_call(ours, ids)) ==
          lines{"out_of_range /items expected 1 to 20 ids of tasks, but found 21",
                std::string{"malformed /items/3 "} + expected_id + R"("a\"")"});
}

TEST_CASE("10.6 as a command of curl the token is a variable, and a shell reads the body back") {
    const call made = good(modify_call(ours, "42", task_edit{.description = "it's $HOME `x` \\ \"q\""}));
    CHECK(to_curl(made) ==
          "curl -X PATCH \\\n"
          "     -H 'Accept: application/json' \\\n"
          "     -H 'User-Agent: nextfire/0.2.0' \\\n"
          "     -H 'Content-Type: application/json' \\\n"
          "     -H \"X-Auth-Token: $NEXTFIRE_TOKEN\" \\\n"
          R"(     --data-raw '{"description":"it'"'"'s $HOME `x` \\ \"q\""}' \)"
          "\n     'https://workspace.example.com/api/v1/p1/schedule-task/42'\n");
    const call shown = good(show_call({.endpoint = "https://[::1]", .project_id = "p"}, "t"));
    CHECK(to_curl(shown).starts_with("curl -X GET --globoff \\\n"));
}
