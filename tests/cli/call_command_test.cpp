// `nextfire call` as a program: what it says of a command line; and, over real connections of 127.0.0.1, calling.cpp,
// curl_sender.cpp and called_answer.cpp against our own server and against servers that say anything.  no_calling.cpp
// is what a build without libcurl has in their place.
#include <doctest/doctest.h>

#include <chrono>
#include <cstdlib>
#include <string>
#include <string_view>
#include <vector>

#include "support/run_program.hpp"
#include "support/scratch_folder.hpp"
#include "support/scripted_server.hpp"
#include "support/test_server.hpp"
#include "support/text_file.hpp"

namespace {

using namespace nextfire_test;

constexpr const char* shown_task = R"({"id":"t1","task_name":"a b","more":1})";

/// The arguments of a call of a server on this machine; few and short attempts, so that no test waits long.
std::vector<std::string> call_of(int port, const std::string& operation, std::vector<std::string> more = {}) {
    std::vector<std::string> all{
        "call", operation, "--endpoint", "http://127.0.0.1:" + std::to_string(port), "--project", "p1"};
    all.insert(all.end(), more.begin(), more.end());
    return all;
}

std::vector<std::string> show_of(int port, std::vector<std::string> more = {}) {
    more.insert(more.begin(), {"--task", "t1"});
    return call_of(port, "show", std::move(more));
}

bool has(const std::string& text, std::string_view part) {
    return text.find(part) != std::string::npos;
}

/// NEXTFIRE_TOKEN for as long as the object lives.
class token_variable {
public:
    explicit token_variable(const char* token) { ::setenv("NEXTFIRE_TOKEN", token, 1); }
    ~token_variable() { ::unsetenv("NEXTFIRE_TOKEN"); }
    token_variable(const token_variable&) = delete;
    token_variable& operator=(const token_variable&) = delete;
};

const std::string new_task =
    R"({"task_name":"nightly","task_type":"RESTART_SERVER","scheduled_type":"DAY","day_interval":1,)"
    R"("scheduled_time":"02:30:00","target_infos":[{"target_type":"SERVER","target_id":"web-1"}]})";

}  // namespace

TEST_CASE("a command line that is wrong is no call") {
    struct row {
        std::vector<std::string> arguments;
        std::string reason;
    };
    const row rows[] = {
        {call_of(1, "show"), "this operation takes one --task"},
        {call_of(1, "show", {"--task", "a", "--task", "b"}), "this operation takes one --task"},
        {call_of(1, "list", {"--task", "a"}), "this operation takes no --task"},
        {call_of(1, "list", {"--body", "-"}), "this operation takes no --body"},
        {call_of(1, "create"), "create takes --body"},
        {call_of(1, "batch-delete", {"--task", "a", "--body", "-"}), "batch-delete takes --task, not --body"},
        {call_of(1, "modify", {"--task", "a", "--body", "-", "--disable"}),
         "--body is the whole body: no flag adds to it"},
        {show_of(1, {"--cron", "@daily"}), "flags of a schedule are for modify and future-executions"},
        {show_of(1, {"--enable"}), "--description, --clear, --enable and --disable are for modify"},
        {show_of(1, {"--task-type", "STOP_SERVER"}), "--task-name and --task-type are for modify and list"},
        {call_of(1, "modify", {"--task", "a", "--clear", "description", "--description", "x"}),
         "--clear is for members that no other flag gives"},
        {call_of(1, "modify",
                 {"--task", "a", "--clear", "expire-time", "--expire-time", "2031-01-01T00:00:00Z"}),
         "--clear is for members that no other flag gives"},
        {show_of(1, {"--limit", "3"}), "--limit and --offset are for list"},
        {show_of(1, {"--token-file", "/nonexistent"}), "cannot read /nonexistent: No such file or directory"},
    };
    for (const row& fact : rows) {
        CAPTURE(fact.reason);
        const outcome left = run(fact.arguments);
        CHECK(left.exit_code == 2);
        CHECK(left.out == "");
        CHECK(left.err == "nextfire: " + fact.reason + "\n");
    }
    CHECK(run(call_of(1, "erase")).exit_code == 2);
}

TEST_CASE("10.6 --dry-run prints the request, the token masked, and sends nothing") {
    const token_variable token{"very-secret-token"};
    const outcome left = run(call_of(1, "modify",
                                     {"--task", "42", "--scheduled-time", "03:00:00", "--disable", "--clear",
                                      "expire-time", "--clear", "description", "--dry-run"}));
    CHECK(left.err == "");
    CHECK(left.exit_code == 0);
    CHECK(left.out ==
          "curl -X PATCH \\\n"
          "     -H 'Accept: application/json' \\\n"
          "     -H 'User-Agent: nextfire/0.2.0' \\\n"
          "     -H 'Content-Type: application/json' \\\n"
          "     -H \"X-Auth-Token: $NEXTFIRE_TOKEN\" \\\n"
          "     --data-raw '{\"scheduled_time\":\"03:00:00\",\"expire_time\":null,\"description\":null,"
          "\"is_enable\":false}' \\\n"
          "     'http://127.0.0.1:1/v1/p1/schedule-task/42'\n");
    // Cron text that a spec can say is a schedule as any other.
    const std::string cron = answer(call_of(1, "modify",
                                            {"--task", "42", "--cron", "0 9 * * 1-5", "--dialect", "unix",
                                             "--zone", "Europe/Berlin", "--dry-run"}));
    CHECK(has(cron, R"('{"scheduled_type":"WEEK","week_list":"2,3,4,5,6","scheduled_time":"09:00:00",)"
                    R"("time_zone":"Europe/Berlin","expire_time":null}')"));
}

TEST_CASE("10.1 what is wrong is told before anything is sent, and the token never") {
    const token_variable token{"very secret"};
    const std::string reasons =
        refusal({"call", "modify", "--endpoint", "http://h.example", "--project", "p 1", "--task", "x/y",
                 "--scheduled-time", "3:00", "--week-list", "8"});
    CHECK(reasons ==
          "endpoint: expected https, or plain http to this machine alone, but found http to \"h.example\"\n"
          "project_id: expected 1 to 64 letters, digits, _ or -, but found \"p 1\"\n"
          "task_id: expected 1 to 64 letters, digits, _ or -, but found \"x/y\"\n"
          "token, column 5: expected a token of 1 to 32768 visible characters of ASCII, but found another "
          "character\n"
          "/week_list, column 1: expected a weekday from 1 (Sunday) to 7 (Saturday), but found \"8\"\n"
          "/scheduled_time, column 2: expected a time of day as HH:mm:ss, but found \"3:00\"\n");
    CHECK(has(refusal(call_of(1, "modify", {"--task", "t", "--cron", "0 0 9,17 * * ?", "--zone", "UTC"})),
              "/schedule: expected a schedule of FIXED_TIME, DAY, WEEK or MONTH"));
}

#ifdef NEXTFIRE_TEST_CALL

TEST_CASE("10 our own server is asked: a task is made, shown, changed, and deleted") {
    test_server server{{"--open"}};
    const int port = server.port();
    const std::string made = answer(call_of(port, "create", {"--body", "-"}), new_task);
    CHECK(has(made, R"("task_name":"nightly")"));
    const std::string start = R"({"id":")";
    REQUIRE(made.starts_with(start));
    const std::string id = made.substr(start.size(), made.find('"', start.size()) - start.size());
    const std::vector<std::string> task{"--task", id};

    const auto with = [&](const std::string& operation, std::vector<std::string> more) {
        more.insert(more.begin(), task.begin(), task.end());
        return call_of(port, operation, std::move(more));
    };
    CHECK(has(answer(with("modify", {"--scheduled-time", "03:15:00", "--disable"})),
              R"("scheduled_time":"03:15:00")"));
    CHECK(has(answer(with("modify", {"--cron", "0 0 9 ? * MON", "--zone", "Asia/Tokyo"})),
              R"("week_list":"2")"));
    const std::string shown = answer(with("show", {}));
    CHECK(has(shown, R"("is_enable":false)"));
    CHECK(has(shown, R"("time_zone":"Asia/Tokyo")"));
    CHECK(has(shown, R"("target_infos":[{"target_type":"SERVER","target_id":"web-1"}]})"));
    CHECK(has(answer(call_of(port, "future-executions",
                             {"--scheduled-type", "DAY", "--day-interval", "1", "--scheduled-time",
                              "02:00:00", "--zone", "UTC"})),
              R"( 02:00:00 GMT"],"time_zone":"UTC"})"));
    const std::string listed = answer(call_of(port, "list", {"--task-type", "STOP_SERVER"}));
    CHECK(has(listed, R"({"count":)"));
    CHECK(answer(with("delete", {})) == "");
    CHECK(answer(with("batch-delete", {"--task", "nobody"})) == "");
    const outcome gone = run(with("modify", {"--enable"}));
    CHECK(gone.exit_code == 1);
    CHECK(gone.out == "");
    CHECK(gone.err == "WKS.00000404: there is no task " + id + " (status 404)\n");
}

TEST_CASE("10.3 pages are printed as they are read, and what is done says nothing") {
    {
        scripted_server server{{{http_text(200, R"({"count":7,"items":[{"id":"a"},{"id":"b"}],"more":1})")}}};
        const std::string page =
            answer(call_of(server.port(), "list", {"--limit", "2", "--offset", "4", "--task-name", "a b"}));
        CHECK(page.starts_with(R"({"count":7,"items":[{"id":"a",)"));
        CHECK(has(page, R"(},{"id":"b",)"));
        CHECK(page.ends_with("}]}\n"));
        CHECK(server.requests().front().starts_with(
            "GET /v1/p1/schedule-task?limit=2&offset=4&task_name=a%20b HTTP/1.1\r\n"));
    }
    {
        scripted_server server{{{"HTTP/1.1 204 No Content\r\n\r\n"}}};
        CHECK(answer(call_of(server.port(), "batch-delete", {"--task", "a", "--task", "b"})) == "");
        CHECK(server.requests().front().starts_with(
            "POST /v1/p1/schedule-task/actions/batch-delete HTTP/1.1\r\n"));
        CHECK(server.requests().front().ends_with("\r\n\r\n{\"items\":[\"a\",\"b\"]}"));
    }
}

TEST_CASE("10.1 the token goes to the server, from a file or the environment, and is shown nowhere") {
    const scratch_folder files;
    scripted_server server{{{http_text(401, R"({"error_code":"A.1","error_msg":"no"})")}}};
    const token_variable token{"token-of-environment"};
    for (const std::string& wanted : {std::string{"token-of-environment"}, std::string{"token-of-file"}}) {
        std::vector<std::string> flags;
        if (wanted == "token-of-file") flags = {"--token-file", text_file(files, "token", wanted + "\r\n")};
        const outcome left = run(show_of(server.port(), flags));
        CHECK(left.exit_code == 1);
        CHECK(left.out == "");
        CHECK(left.err == "A.1: no (status 401)\n");
        CHECK(has(server.requests().back(), "X-Auth-Token: " + wanted + "\r\n"));
    }
    CHECK(server.requests().front().starts_with("GET /v1/p1/schedule-task/t1 HTTP/1.1\r\nHost: 127.0.0.1:"));
}

TEST_CASE("10.4 a busy service is asked again, and a task is not made twice") {
    const std::string busy =
        http_text(503, R"({"error_code":"B","error_msg":"later"})", "Retry-After: 0\r\n");
    {
        scripted_server server{{{busy}, {""}, {http_text(200, shown_task)}}};
        CHECK(answer(show_of(server.port())).starts_with(R"({"id":"t1","task_name":"a b",)"));
        CHECK(server.requests().size() == 3);
    }
    {
        scripted_server server{{{busy}}};
        const outcome left = run(show_of(server.port(), {"--attempts", "2"}));
        CHECK(left.exit_code == 2);
        CHECK(left.err == "B: later (status 503, after 2 attempts)\n");
        CHECK(server.requests().size() == 2);
    }
    for (const std::string& text : {busy, std::string{}}) {
        scripted_server server{{{text}, {http_text(201, shown_task)}}};
        CHECK(run(call_of(server.port(), "create", {"--body", "-"}), new_task).exit_code == 2);
        CHECK(server.requests().size() == 1);
    }
    // Where nobody listens nothing was made: so it is tried again.
    int free_port = 0;
    {
        const scripted_server server{{{""}}};
        free_port = server.port();
    }
    const outcome refused = run(call_of(free_port, "create", {"--body", "-", "--attempts", "2"}), new_task);
    CHECK(refused.exit_code == 2);
    CHECK(has(refused.err, "after 2 attempts\n"));
}

TEST_CASE("10.4 a service that asks for more patience than there is is not asked again") {
    scripted_server server{{{http_text(429, R"({"error_msg":"slow"})", "Retry-After: 3600\r\n")}}};
    const outcome left = run(show_of(server.port()));
    CHECK(left.err == "nextfire: slow (status 429)\n");
    CHECK(left.exit_code == 1);
    CHECK(server.requests().size() == 1);
}

TEST_CASE("10.4 the headers of an interim answer do not count") {
    const std::string interim = "HTTP/1.1 103 Early Hints\r\nRetry-After: 3600\r\n\r\n";
    scripted_server server{
        {{interim + http_text(503, R"({"error_msg":"slow"})", "")}, {http_text(200, shown_task)}}};
    CHECK(run(show_of(server.port())).exit_code == 0);
    CHECK(server.requests().size() == 2);
}

TEST_CASE("10.5 headers that are too long are refused as what they are") {
    const std::string many = "X: " + std::string(70'000, 'x') + "\r\n";
    scripted_server server{{{http_text(200, shown_task, many)}}};
    const outcome left = run(show_of(server.port()));
    CHECK(left.exit_code != 0);
    CHECK(has(left.err, "the headers are longer than 65536 bytes"));
    CHECK(server.requests().size() == 1);
}

TEST_CASE("10.5 a redirect is told and not followed") {
    scripted_server elsewhere{{{http_text(200, shown_task)}}};
    const std::string place = "http://127.0.0.1:" + std::to_string(elsewhere.port()) + "/v1";
    scripted_server server{{{http_text(307, "", "Location: " + place + "\r\n")}}};
    const token_variable token{"secret-token"};
    const outcome left = run(show_of(server.port()));
    CHECK(left.exit_code == 2);
    CHECK(left.err ==
          "nextfire: the service points to " + place + "; no redirect is followed (status 307)\n");
    CHECK(elsewhere.requests().empty());
}

TEST_CASE("10.5 servers that answer anything but the documentation") {
    struct row {
        const char* what;
        scripted_answer answer;
        std::string reason;
        std::size_t requests;
    };
    const std::string head = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n";
    const row rows[] = {
        {"no HTTP", {"220 smtp.example.com ESMTP\r\n"}, "HTTP/0.9", 1},
        {"bytes", {std::string{"\x16\x03\x01\0\xff\xff", 6}}, "HTTP/0.9", 1},
        {"half a body", {head + "Content-Length: 100\r\n\r\n{\"id\":"}, "after 2 attempts", 2},
        {"half a head", {"HTTP/1.1 200 OK\r\nContent-Ty"}, "the answer broke off, after 2 attempts", 2},
        {"nothing", {""}, "Empty reply from server, after 2 attempts", 2},
        {"no JSON", {http_text(200, "<html>")}, "nextfire: the answer cannot be read: line 1, column 1", 1},
        {"no task", {http_text(200, "{}")}, "nextfire: the answer cannot be read: /id", 1},
        {"a terminal's commands",
         {http_text(400,
                    "{\"error_msg\":\"\\u001b[2J\xc2\x9b"
                    "2J\"}")},
         "nextfire: ?[2J?2J (status 400)\n",
         1},
        {"another length", {head + "Content-Length: abc\r\n\r\n{}"}, "", 1},
        {"an announced gigabyte",
         {head + "Content-Length: 1000000000\r\n\r\n", 1'000'000'000},
         "is longer than 8388608 bytes",
         1},
        {"an endless body",
         {head + "Connection: close\r\n\r\n", 1'000'000'000},
         "is longer than 8388608 bytes",
         1},
        {"endless headers", {"HTTP/1.1 200 OK\r\nX: ", 1'000'000'000}, "", 1},
    };
    for (const row& fact : rows) {
        CAPTURE(std::string{fact.what});
        scripted_server server{{fact.answer}};
        const outcome left = run(show_of(server.port(), {"--attempts", "2"}));
        CAPTURE(left.err);
        CHECK(left.exit_code != 0);
        CHECK(left.out == "");
        CHECK_FALSE(left.err.empty());
        CHECK(has(left.err, fact.reason));
        CHECK(server.requests().size() >= 1);
        CHECK(server.requests().size() <= 2);
        if (fact.requests == 2) CHECK(server.requests().size() == 2);
        CHECK(server.filler_sent() < 100'000'000);  // it was cut off long before its end
    }
}

TEST_CASE("10.5 a server that never answers is left after a while") {
    scripted_server server{{{"", 0, scripted_answer::ending::wait_for_client}}};
    const outcome left = run(show_of(server.port(), {"--attempts", "1", "--timeout", "1"}));
    CHECK(left.exit_code == 2);
    CHECK(has(left.err, "timed out"));
}

#endif
