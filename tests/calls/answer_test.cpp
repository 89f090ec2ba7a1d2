// Answers: the documentation's own to the letter, those of our handler, and whatever else a service may say.  The
// members of answers (answered_members.cpp) and of tasks among them (answered_task.cpp) are seen here as well.
#include <nextfire/calls/answer.hpp>
#include <nextfire/tasks/handler.hpp>
#include <nextfire/tasks/task_json.hpp>

#include <doctest/doctest.h>

#include <fstream>
#include <iterator>
#include <string>
#include <variant>

#include "../support/tasks.hpp"

using namespace nextfire;
using api::answered_task;
using api::call_failure;
using api::http_response;
using api::trying_again;
using nextfire_test::good;
using nextfire_test::lines;
using nextfire_test::refusals;

namespace {

std::string data_file(const std::string& name) {
    std::ifstream file{std::string{NEXTFIRE_TEST_DATA} + "/" + name, std::ios::binary};
    return {std::istreambuf_iterator<char>{file}, {}};
}

answered_task task_of(const std::string& body, int status = 200) {
    const auto answered = api::read_task_answer({status, {}, body});
    if (const auto* failure = std::get_if<call_failure>(&answered)) FAIL(failure->error_msg);
    return std::get<answered_task>(answered);
}

call_failure failure_of(const http_response& response) {
    const auto answered = api::read_task_answer(response);
    REQUIRE(std::holds_alternative<call_failure>(answered));
    return std::get<call_failure>(answered);
}

std::string unreadable(const std::string& body) {
    const call_failure failure = failure_of({200, {}, body});
    CHECK(failure.status == 200);
    CHECK(failure.error_code == "");
    CHECK(failure.again == trying_again::useless);
    const std::string start = "the answer cannot be read: ";
    REQUIRE(failure.error_msg.starts_with(start));
    return failure.error_msg.substr(start.size());
}

}  // namespace

TEST_CASE("10.3 the documentation's own answer is read, with the spaces in its name") {
    const std::string body = data_file("documented_answer.json");
    REQUIRE(body.size() > 700);
    answered_task expected{.id = "62f48b59-0ebb-4b1e-ad35-f64948a0591b",
                           .task_name = "Scheduled Startup Task",
                           .last_status = "WAITING",
                           .task_type = "RESTART_SERVER",
                           .task_cron = "*/10 * * * * ?",
                           .next_execution_time = "2022-12-23 09:00:00",
                           .enforcement_enable = false,
                           .scheduled_type = "day",
                           .day_interval = 1,
                           .week_list = "1,2,7",
                           .month_list = "1,3,12",
                           .date_list = "1,2,28,L",
                           .time_zone = "Asia/Shanghai",
                           .scheduled_date = "2022-12-23",
                           .scheduled_time = "09:00:00",
                           .expire_time = "2022-03-07T10:40:43.858Z",
                           .description = "Used for power-on and power-off",
                           .is_enable = false,
                           .create_time = "2022-03-07T10:40:43.858Z",
                           .update_time = "2024-12-25T12:38:27.942Z",
                           .targets = {}};
    const answered_task read = task_of(body);
    CHECK(read == expected);
    // What it says is a schedule, and its stamps are instants.
    const schedule_spec spec = good(api::spec_of(read));
    CHECK(spec.type() == schedule_type::day);
    CHECK(spec.time_zone().name() == "Asia/Shanghai");
    CHECK(good(api::parse_millis(*read.create_time, "create_time")) ==
          nextfire_test::millis("2022-03-07T10:40:43Z", 858));
    // And it is written in its own order.
    std::string line;
    append_answered_task(line, read);
    std::string packed;
    bool is_quoted = false;
    for (const char c : body) {
        if (c == '"') is_quoted = !is_quoted;
        if (is_quoted || (c != ' ' && c != '\n')) packed += c;
    }
    CHECK(line == packed);
}

TEST_CASE("10.3 what our own service shows is read back") {
    std::string body;
    append_task(body, nextfire_test::full_task(), nextfire_test::now, api::task_view::with_targets);
    const answered_task read = task_of(body);
    std::string again;
    append_answered_task(again, read);
    CHECK(again == body);
    CHECK(good(api::spec_of(read)) == nextfire_test::full_task().schedule.spec());
    CHECK(read.targets.size() == 2);
}

TEST_CASE("10.3 an answer may have more than is known, and less") {
    CHECK(task_of(R"({"id":"x"})") == answered_task{.id = "x"});
    CHECK(task_of(R"({"id":"x","task_name":null,"day_interval":null,"schedule_task_policy":null,)"
                  R"("is_enable":null,"target_infos":null})") == answered_task{.id = "x"});
    CHECK(task_of(R"({"order":[1,{"a":[[]]}],"id":"x","request_id":"r"})") == answered_task{.id = "x"});
    CHECK(task_of(R"({"id":"x"})", 201).id == "x");
    CHECK(task_of(R"({"id":"x","day_interval":-9223372036854775808})").day_interval == INT64_MIN);
    const answered_task several = task_of(
        R"({"id":"x","target_infos":[{"target_type":"SERVER","target_id":["a","b"],"target_name":"n"},)"
        R"({"target_id":"c","more":1}]})");
    CHECK(several.targets == std::vector<api::answered_target>{{"SERVER", "a", "n"},
                                                               {"SERVER", "b", "n"},
                                                               {std::nullopt, "c", std::nullopt}});
    // An empty text is as absent where a schedule is made of it.
    CHECK(api::spec_of(task_of(R"({"id":"x","scheduled_type":"DAY","day_interval":1,"week_list":"",)"
                               R"("scheduled_time":"09:00:00"})")));
    CHECK(refusals(api::spec_of(task_of(R"({"id":"x","scheduled_type":"DAY","day_interval":0,)"
                                        R"("scheduled_time":"09:00:00"})")))
              .front()
              .starts_with("out_of_range /day_interval"));
}

TEST_CASE("10.3 a success that cannot be read is a failure that says why") {
    CHECK(unreadable("") == "line 1, column 1: expected a JSON value, but found the end of the text");
    CHECK(unreadable("[]") == "expected a JSON object, but found an array");
    CHECK(unreadable("{}") == "/id: expected the id of a task, but found no such member");
    CHECK(unreadable(R"({"id":""})") == "/id: expected the id of a task, but found no such member");
    CHECK(unreadable(R"({"id":7})") == "/id: expected a string, but found 7");
    CHECK(unreadable(R"({"id":"x","is_enable":"true","day_interval":1.5,"task_name":[]})") ==
          "/task_name: expected a string, but found an array\n"
          "/day_interval: expected an integer, but found 1.5\n"
          "/is_enable: expected true or false, but found the string \"true\"");
    CHECK(unreadable(R"({"id":"x","schedule_task_policy":true})") ==
          "/schedule_task_policy: expected an object, but found true");
    CHECK(unreadable(R"({"id":"x","target_infos":[7,{}]})") ==
          "/target_infos/0: expected an object, but found 7\n"
          "/target_infos/1/target_id: expected a string, but found no such member");
    CHECK(unreadable(R"({"id":"x","id":"y"})") ==
          "line 1, column 11: expected each member name once, but found \"id\" again");
    CHECK(unreadable("{\"id\":\"\xff\"}").find("expected UTF-8") != std::string::npos);
    CHECK(unreadable("<html>Bad Gateway</html>") ==
          "line 1, column 1: expected a JSON value, but found \"<\"");
    const std::string whole = data_file("documented_answer.json");
    for (std::size_t size = 0; size < whole.size(); ++size) unreadable(whole.substr(0, size));
}

TEST_CASE("10.5 answers are bounded in length and depth, and so is what is told of them") {
    CHECK(unreadable(std::string(api::most_answer_bytes + 1, ' ')) ==
          "expected at most 8388608 bytes of JSON, but found more");
    CHECK(unreadable(R"({"id":"x","a":)" + std::string(15, '[') + "1" + std::string(15, ']') + "}]").size() <
          200);
    CHECK(task_of(R"({"id":"x","a":)" + std::string(15, '[') + std::string(15, ']') + "}").id == "x");
    CHECK(unreadable(R"({"id":"x","a":)" + std::string(16, '[') + std::string(16, ']') + "}")
              .find("at most 16 levels of nesting") != std::string::npos);
    std::string many = R"({"target_infos":[)";
    for (int count = 0; count < 100'000; ++count) many += "7,";
    many += "7]}";
    CHECK(failure_of({200, {}, many}).error_msg.size() == 4096 + 3);
    const std::string long_message = R"({"error_code":")" + std::string(200, 'c') + R"(","error_msg":"a)" +
                                     std::string(3000, '\xc3') + "\"}";
    CHECK(failure_of({400, {}, long_message}).error_msg == "the service answered with no error_msg");
    std::string umlauts;
    for (int count = 0; count < 3000; ++count) umlauts += "\xc3\xbc";
    const call_failure cut = failure_of(
        {400, {}, R"({"error_code":")" + std::string(200, 'c') + R"(","error_msg":"a)" + umlauts + "\"}"});
    CHECK(cut.error_code == std::string(128, 'c') + "…");
    CHECK(cut.error_msg == "a" + umlauts.substr(0, 4094) + "…");  // no character is cut in two
}

TEST_CASE("10.3 failures have the service's code and words, and say whether to try again") {
    struct row {
        int status;
        std::string body;
        call_failure expected;
    };
    const row rows[] = {
        {404,
         R"({"error_code":"WKS.00000404","error_msg":"there is no task 42"})",
         {404, "WKS.00000404", "there is no task 42", trying_again::useless}},
        {400, R"({"error_code":"WKS.1","error_msg":"a\nb","request_id":"r"})", {400, "WKS.1", "a\nb"}},
        {401, R"({"error_code":7,"error_msg":null})", {401, "", "the service answered with no error_msg"}},
        {403, "", {403, "", "the service answered with no error_msg"}},
        {405, "<html>", {405, "", "the service answered with no error_msg"}},
        {409, R"({"error_msg":"x"})", {409, "", "x", trying_again::may_help}},
        {429, "{}", {429, "", "the service answered with no error_msg", trying_again::may_help}},
        {500, "{}", {500, "", "the service answered with no error_msg", trying_again::may_help}},
        {503,
         R"({"error_code":"WKS.00000503","error_msg":"later"})",
         {503, "WKS.00000503", "later", trying_again::may_help}},
        {0, "", {0, "", "the service answered with no error_msg"}},
        {-1, "", {-1, "", "the service answered with no error_msg"}},
        {100, "", {100, "", "the service answered with no error_msg"}},
        {999, "", {999, "", "the service answered with no error_msg"}},
        {304, "", {304, "", "the service answered with no error_msg"}},
    };
    for (const row& fact : rows) {
        CAPTURE(fact.status);
        CHECK(failure_of({fact.status, {}, fact.body}) == fact.expected);
        const auto page = api::read_page_answer({fact.status, {}, fact.body});
        CHECK(std::get<call_failure>(page) == fact.expected);
        const auto done = api::read_done_answer({fact.status, {}, fact.body});
        CHECK(std::get<call_failure>(done) == fact.expected);
    }
}

TEST_CASE("10.3 a redirect says where it points, and nothing more comes of it") {
    const call_failure moved =
        failure_of({307, {{"location", "https://elsewhere.example.com/v1"}}, R"({"error_msg":"x"})"});
    CHECK(moved ==
          call_failure{307, "",
                       "the service points to https://elsewhere.example.com/v1; no redirect is followed"});
    CHECK(failure_of({302,
                      {{"Location",
                        "a\xff"
                        "b"}},
                      ""})
              .error_msg == "the service points to a?b; no redirect is followed");
    CHECK(failure_of({302, {{"Location", std::string(100'000, 'a')}}, ""}).error_msg.size() == 4099);
}

TEST_CASE("10.3 pages, future executions, and answers that say nothing") {
    const auto page =
        api::read_page_answer({200, {}, R"({"count":12,"items":[{"id":"a"},{"id":"b"}],"more":1})"});
    CHECK(std::get<api::answered_page>(page) ==
          api::answered_page{12, {answered_task{.id = "a"}, answered_task{.id = "b"}}});
    const auto words = [](const auto& answered) { return std::get<call_failure>(answered).error_msg; };
    const std::string start = "the answer cannot be read: ";
    CHECK(words(api::read_page_answer({200, {}, "{}"})) ==
          start +
              "/count: expected an integer, but found no such member\n"
              "/items: expected an array of tasks, but found no such member");
    CHECK(words(api::read_page_answer({200, {}, R"({"count":-1,"items":7})"})) ==
          start +
              "/count: expected an integer from 0, but found -1\n"
              "/items: expected an array of at most 10000 tasks, but found 7");
    CHECK(words(api::read_page_answer({200, {}, R"({"count":1,"items":[{"id":"a"},{"id":1},{"id":2}]})"})) ==
          start + "/items/1/id: expected a string, but found 1");

    const auto found = api::read_executions_answer(
        {200, {}, R"({"future_executions":["2026-11-24 02:00:00 GMT+08:00"],"time_zone":"Asia/Shanghai"})"});
    CHECK(std::get<api::answered_executions>(found) ==
          api::answered_executions{{"2026-11-24 02:00:00 GMT+08:00"}, "Asia/Shanghai"});
    CHECK(words(api::read_executions_answer({200, {}, "{}"})) ==
          start + "/future_executions: expected an array of strings, but found no such member");
    CHECK(words(api::read_executions_answer({200, {}, R"({"future_executions":[1,2]})"})) ==
          start + "/future_executions: expected an array of strings, but found 1");
    for (const int status : {200, 202, 204})
        CHECK(std::holds_alternative<api::answered_done>(api::read_done_answer({status, {}, "nonsense"})));
}
