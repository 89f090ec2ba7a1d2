// Clause 8: paths, methods, headers and queries, and what each operation answers.
#include <string>

#include "handler_fixture.hpp"

using namespace nextfire_test;
using namespace nextfire;
using api::http_response;

TEST_CASE("8 whatever is no path of the API is 404, for anybody and any method") {
    const std::string longest(64, 'p');
    for (const std::string& target : {std::string{},
                                      std::string{"/"},
                                      std::string{"*"},
                                      std::string{"/v1"},
                                      std::string{"/v1/"},
                                      std::string{"/v1/p1"},
                                      std::string{"/v1/p1/"},
                                      std::string{"/v1//schedule-task"},
                                      std::string{"/v1/p1/schedule-tasks"},
                                      std::string{"/v1/p1/schedule-task/"},
                                      std::string{"/v1/p1/schedule-task//"},
                                      std::string{"/v1/p1/schedule-task/t-1/"},
                                      std::string{"/v1/p1/schedule-task/t-1/runs"},
                                      std::string{"/v1/p1/schedule-task/future-executions/"},
                                      std::string{"/v2/p1/schedule-task"},
                                      std::string{"/V1/p1/schedule-task"},
                                      std::string{"/v1/p1/Schedule-Task"},
                                      std::string{"v1/p1/schedule-task"},
                                      std::string{"//v1/p1/schedule-task"},
                                      std::string{"/v1/p 1/schedule-task"},
                                      std::string{"/v1/p%31/schedule-task"},
                                      std::string{"/v1/../schedule-task"},
                                      std::string{"/v1/p1/schedule-task/.."},
                                      std::string{"/v1/p1/schedule-task/t.1"},
                                      std::string{"/v1/p1/schedule-task/%74"},
                                      std::string{"/v1/p1/schedule-task/重"},
                                      "/v1/" + longest + "p/schedule-task",
                                      "/v1/p1/schedule-task/" + longest + "t",
                                      std::string{"http://h/v1/p1/schedule-task"},
                                      std::string{"/v1/p1?/schedule-task"}}) {
        CAPTURE(target);
        for (const char* method : {"GET", "PATCH", "BREW"}) {
            handler_fixture ours;
            check_error(ours.send(method, target, "{", {}), 404, "WKS.00000404",
                        "there is nothing at this path");
            CHECK(ours.may.asked == lines{});
            CHECK(ours.store.loads == 0);
        }
    }
    handler_fixture ours;
    CHECK(ours.send("GET", "/v1/" + longest + "/schedule-task").status == 200);
    check_error(ours.send("GET", collection + "/" + longest), 404, "WKS.00000404",
                "there is no task " + longest);
}

TEST_CASE("8 a method that a path does not know is 405 with Allow, before any question of who it is") {
    struct row {
        std::string target;
        std::string allow;
        std::vector<std::string> methods;
    };
    const row rows[] = {
        {collection,
         "GET, HEAD, POST, OPTIONS",
         {"PATCH", "DELETE", "PUT", "get", "Post", "", "GET, HEAD", "GET,"}},
        {the_task,
         "GET, HEAD, PATCH, DELETE, OPTIONS",
         {"POST", "PUT", "TRACE", "patch", "PATC", "PATCHES", "", " PATCH"}},
        {collection + "/future-executions", "POST, OPTIONS", {"GET", "PATCH", "DELETE", "PUT", "HEAD", ""}},
    };
    for (const row& fact : rows) {
        for (const std::string& method : fact.methods) {
            CAPTURE(fact.target);
            CAPTURE(method);
            handler_fixture ours;
            const http_response response = ours.send(method, fact.target + "?x=1", "{", {});
            check_error(response, 405, "WKS.00000405", "this path knows the methods " + fact.allow);
            CHECK(field(response, "Allow") == fact.allow);
            CHECK(ours.may.asked == lines{});
        }
    }
}

TEST_CASE("8.10 OPTIONS is 204 with Allow, before any question of who it is") {
    handler_fixture ours;
    const http_response response = ours.send("OPTIONS", the_task, "", {});
    CHECK(response.status == 204);
    CHECK(field(response, "Allow") == "GET, HEAD, PATCH, DELETE, OPTIONS");
    CHECK(response.body.empty());
    CHECK(ours.may.asked == lines{});
    CHECK(ours.send("OPTIONS", "/v2/p1/schedule-task", "", {}).status == 404);
}

TEST_CASE("8.10 HEAD is answered as GET is") {
    handler_fixture ours;
    for (const std::string& target : {the_task, collection, collection + "/nobody"}) {
        const http_response get = ours.send("GET", target);
        const http_response head = ours.send("HEAD", target);
        CHECK(head.status == get.status);
        CHECK(head.headers == get.headers);
        CHECK(head.body == get.body);
    }
}

TEST_CASE("8.11 what is wrong whatever the body says is told before it is read") {
    handler_fixture ours;
    const api::handler answers{ours.who, ours.may, ours.store, [] { return "x"; }, ours.options};
    const std::vector<api::http_header> good{{"X-Auth-Token", "secret"},
                                             {"Content-Type", "application/json"}};
    const std::size_t limit = ours.options.tasks.body_bytes;
    const auto status = [&](const std::string& method, const std::string& target,
                            const std::vector<api::http_header>& headers, std::uint64_t bytes) {
        const auto answer = answers.answer_without_body(
            {.method = method, .target = target, .headers = headers, .body = {}}, bytes);
        return answer ? answer->status : 0;
    };
    CHECK(status("PATCH", the_task, good, limit) == 0);
    CHECK(status("GET", the_task, good, 0) == 0);
    CHECK(status("PATCH", "/nothing", good, limit + 1) == 404);
    CHECK(status("PUT", the_task, {}, limit + 1) == 405);
    CHECK(status("PATCH", the_task, {}, limit + 1) == 401);
    CHECK(status("PATCH", the_task, good, limit + 1) == 413);
    CHECK(status("PATCH", the_task, {{"X-Auth-Token", "secret"}}, 1) == 415);
    CHECK(status("OPTIONS", the_task, {}, 0) == 204);
    CHECK(status("GET", "/v1/p1/schedule-task?limit=0", good, 0) == 400);
    CHECK(status("GET", "/v1/p1/schedule-task?limit=1", good, 0) == 0);
    CHECK(status("PATCH", the_task + "?a=1", good, 1) == 400);
    CHECK(status("PATCH", the_task + "?a=1", good, limit + 1) == 413);
    CHECK(ours.may.asked == lines{});
}

TEST_CASE("8 PATCH: 200 and the task as it is now") {
    handler_fixture ours;
    const http_response response =
        ours.send("PATCH", the_task, R"({"is_enable":false,"description":null,"week_list":"2"})");
    CHECK(response.status == 200);
    CHECK(response.headers == std::vector<api::http_field>{{"Content-Type", "application/json"}});
    const api::task& kept = ours.store.get("p1", "ad1e0a6e-1f2c");
    CHECK(differences(full_task(), kept) == lines{"week_list=2", "description=null", "is_enable=false"});
    CHECK(kept.update_time == now);
    CHECK(response.body == answer_of(kept, now));
    CHECK(response.body.find("target_infos") == std::string::npos);
    CHECK(ours.may.asked == lines{"alice update p1 task=ad1e0a6e-1f2c targets=s-1,g-1"});
    CHECK(ours.failures == lines{});
}

TEST_CASE("8 PATCH of nothing is 200") {
    handler_fixture ours;
    const http_response response = ours.send("PATCH", the_task, "{}");
    CHECK(response.status == 200);
    CHECK(member_text(response.body, "update_time") == "\"2026-11-23T21:22:06.042Z\"");
    CHECK(differences(full_task(), ours.store.get("p1", "ad1e0a6e-1f2c")) == lines{});
}

TEST_CASE("8 GET of a task: 200, with its targets") {
    handler_fixture ours;
    const http_response response = ours.send("GET", the_task, {}, {{"x-auth-token", "secret"}});
    CHECK(response.status == 200);
    CHECK(response.body == answer_of(full_task(), now, api::task_view::with_targets));
    CHECK(response.body.ends_with(
        R"(,"target_infos":[{"target_type":"SERVER","target_id":"s-1"},{"target_type":"SERVER_GROUP","target_id":"g-1"}]})"));
    CHECK(field(response, "Content-Type") == "application/json");
    CHECK(ours.may.asked == lines{"alice get p1 task=ad1e0a6e-1f2c targets=s-1,g-1"});
    CHECK(ours.store.changes == 0);
}

TEST_CASE("8 DELETE: 204 without a body, and again") {
    handler_fixture ours;
    const http_response response = ours.send("DELETE", the_task, {}, {{"X-AUTH-TOKEN", "secret"}});
    CHECK(response.status == 204);
    CHECK(response.body.empty());
    CHECK(field(response, "Content-Type") == "none");
    CHECK(ours.store.size() == 0);
    CHECK(ours.may.asked == lines{"alice delete p1 task=ad1e0a6e-1f2c targets=s-1,g-1"});
    CHECK(ours.send("DELETE", the_task).status == 204);
    check_error(ours.send("GET", the_task), 404, "WKS.00000404", "there is no task ad1e0a6e-1f2c");
    check_error(ours.send("PATCH", the_task, "{}"), 404, "WKS.00000404", "there is no task ad1e0a6e-1f2c");
}

TEST_CASE("8 POST: 201 with the place of the new task") {
    handler_fixture ours;
    const http_response response = ours.send("POST", collection, new_task_body);
    CHECK(response.status == 201);
    CHECK(response.headers == std::vector<api::http_field>{{"Content-Type", "application/json"},
                                                           {"Location", "/v1/p1/schedule-task/new-1"}});
    const api::task& kept = ours.store.get("p1", "new-1");
    CHECK(response.body == answer_of(kept, now));
    CHECK(kept == *api::create_task("new-1", new_task_body, now));
    CHECK(ours.may.asked ==
          lines{"alice create p1 task=none targets=", "alice create p1 task=none targets=s-9"});
    CHECK(ours.send("GET", field(response, "Location")).status == 200);
}

TEST_CASE("8 POST: an id that is taken is not given again") {
    handler_fixture ours;
    ours.ids = {"ad1e0a6e-1f2c", "ad1e0a6e-1f2c", "free"};
    CHECK(field(ours.send("POST", collection, new_task_body), "Location") == "/v1/p1/schedule-task/free");
    CHECK(ours.store.get("p1", "ad1e0a6e-1f2c") == full_task());
    // the same id in another project is another task
    CHECK(ours.send("POST", "/v1/p2/schedule-task", new_task_body).status == 201);
}

TEST_CASE("8 projects do not see each other's tasks") {
    handler_fixture ours;
    check_error(ours.send("PATCH", "/v1/p2/schedule-task/ad1e0a6e-1f2c", "{}"), 404, "WKS.00000404",
                "there is no task ad1e0a6e-1f2c");
    CHECK(ours.send("GET", "/v1/p2/schedule-task").body == R"({"count":0,"items":[]})");
}

TEST_CASE("8 GET of the tasks: limit and offset") {
    handler_fixture ours;
    ours.store.remove("p1", "ad1e0a6e-1f2c");
    for (int i = 0; i < 120; ++i) {
        api::task each = full_task();
        each.id = "t-" + std::to_string(100 + i);
        ours.store.put("p1", each);
    }
    struct row {
        std::string query;
        int first;
        int count;
    };
    const row rows[] = {{"", 100, 10},
                        {"?", 100, 10},
                        {"?limit=1", 100, 1},
                        {"?limit=100", 100, 100},
                        {"?offset=0", 100, 10},
                        {"?offset=115", 215, 5},
                        {"?offset=120", 0, 0},
                        {"?offset=2147483647", 0, 0},
                        {"?limit=2&offset=3", 103, 2},
                        {"?offset=3&limit=2", 103, 2}};
    for (const row& fact : rows) {
        CAPTURE(fact.query);
        std::string expected = R"({"count":120,"items":[)";
        for (int i = 0; i < fact.count; ++i)
            expected += (i == 0 ? "" : ",") +
                        answer_of(ours.store.get("p1", "t-" + std::to_string(fact.first + i)), now);
        const http_response response = ours.send("GET", collection + fact.query);
        CHECK(response.status == 200);
        CHECK(response.body == expected + "]}");
    }
    CHECK(ours.may.asked.front() == "alice list p1 task=none targets=");
}

TEST_CASE("8 queries that are not known are 400") {
    const std::string limit = "limit: expected a number from 1 to 100, but found ";
    const std::string offset = "offset: expected a number from 0 to 2147483647, but found ";
    struct row {
        std::string query;
        std::string message;
    };
    const row rows[] = {
        {"limit=0", limit + R"(\"0\")"},
        {"limit=101", limit + R"(\"101\")"},
        {"limit=-1", limit + R"(\"-1\")"},
        {"limit=%2B1", limit + R"(\"%2B1\")"},
        {"limit=1.0", limit + R"(\"1.0\")"},
        {"limit=", limit + "nothing"},
        {"limit", limit + "nothing"},
        {"limit=18446744073709551617", limit + R"(\"18446744073709551617\")"},
        {"offset=-1", offset + R"(\"-1\")"},
        {"offset=2147483648", offset + R"(\"2147483648\")"},
        {"offset=1x", offset + R"(\"1x\")"},
        {"limit=1&limit=1", "limit: expected it once, but found it again"},
        {"offset=1&limit=1&offset=2", "offset: expected it once, but found it again"},
        {"marker=1", R"(query: expected limit, offset, task_name, task_type, but found \"marker\")"},
        {"Limit=1", R"(query: expected limit, offset, task_name, task_type, but found \"Limit\")"},
        {"limit=0&x=1&offset=a",
         limit + R"(\"0\"\nquery: expected limit, offset, task_name, task_type, but found \"x\"\n)" + offset +
             R"(\"a\")"},
    };
    for (const row& fact : rows) {
        CAPTURE(fact.query);
        handler_fixture ours;
        check_error(ours.send("GET", collection + "?" + fact.query), 400, "WKS.00211102", fact.message);
        CHECK(ours.may.asked == lines{});
    }
    struct operation {
        const char* method;
        std::string path;
    };
    for (const operation& other :
         {operation{"PATCH", the_task}, operation{"GET", the_task}, operation{"DELETE", the_task},
          operation{"POST", collection}, operation{"POST", collection + "/future-executions"}}) {
        CAPTURE(std::string{other.method});
        handler_fixture ours;
        check_error(ours.send(other.method, other.path + "?limit=1", "{}"), 400, "WKS.00211102",
                    "this path takes no query parameters");
        CHECK(ours.store.loads == 0);
    }
}

TEST_CASE("8 a body with a Content-Encoding is 415") {
    for (const char* method : {"PATCH", "POST"}) {
        const std::string path = method == std::string{"PATCH"} ? the_task : collection;
        for (const char* encoding : {"gzip", "br", "deflate, gzip", "identity, gzip"}) {
            handler_fixture ours;
            std::vector<api::http_header> headers = good_headers;
            headers.push_back({"content-encoding", encoding});
            check_error(ours.send(method, path, "{}", headers), 415, "WKS.00000415",
                        "a body has no Content-Encoding");
        }
    }
    handler_fixture ours;
    std::vector<api::http_header> headers = good_headers;
    headers.push_back({"Content-Encoding", "identity"});
    CHECK(ours.send("PATCH", the_task, "{}", headers).status == 200);
}

TEST_CASE("8 future executions") {
    handler_fixture ours;
    const std::string body = R"({"scheduled_type":"DAY","day_interval":1,"scheduled_time":"02:00:00"})";
    const http_response response = ours.send("POST", collection + "/future-executions", body);
    CHECK(response.status == 200);
    CHECK(response.body == R"({"future_executions":["2026-11-25 02:00:00 GMT+08:00",)"
                           R"("2026-11-26 02:00:00 GMT+08:00","2026-11-27 02:00:00 GMT+08:00",)"
                           R"("2026-11-28 02:00:00 GMT+08:00","2026-11-29 02:00:00 GMT+08:00"],)"
                           R"("time_zone":"Asia/Shanghai"})");
    CHECK(field(response, "Content-Type") == "application/json");
    CHECK(ours.may.asked == lines{"alice listFutureExecutions p1 task=none targets="});
    CHECK(ours.store.loads == 0);
    ours.options.future_executions = 1;
    CHECK(ours.send("POST", collection + "/future-executions", body).body ==
          R"({"future_executions":["2026-11-25 02:00:00 GMT+08:00"],"time_zone":"Asia/Shanghai"})");
    check_error(
        ours.send("POST", collection + "/future-executions",
                  R"({"scheduled_type":"DAY","task_name":"a","scheduled_time":"2"})"),
        400, "WKS.00211102",
        R"(/day_interval: expected day_interval, which DAY needs, but found no such field\n)"
        R"(/scheduled_time, column 2: expected a time of day as HH:mm:ss, but found \"2\"\n)"
        R"(/task_name: expected one of scheduled_type, day_interval, week_list, month_list, date_list, )"
        R"(scheduled_date, scheduled_time, time_zone, expire_time, but found \"task_name\")");
}

TEST_CASE("8 headers in any letter case, blanks around values") {
    for (const char* name : {"X-Auth-Token", "x-auth-token", "X-AUTH-TOKEN", "x-AUTH-tOKEN"}) {
        handler_fixture ours;
        CHECK(ours.send("PATCH", the_task, "{}",
                        {{"Accept", "*/*"}, {name, " secret\t"}, {"CONTENT-type", "\t application/json "}})
                  .status == 200);
    }
}

TEST_CASE("8 media types: application/json, in UTF-8 if it says") {
    struct row {
        const char* type;
        int status;
    };
    const row rows[] = {{"application/json", 200},
                        {"application/json; charset=utf-8", 200},
                        {"application/json;charset=UTF-8", 200},
                        {"APPLICATION/Json ; Charset=\"Utf-8\"", 200},
                        {"application/json;", 200},
                        {"application/json; profile=x; charset=utf-8", 200},
                        {"application/json; charset=latin1", 415},
                        {"application/json; charset=utf-16", 415},
                        {"application/json; charset=\"latin1\"", 415},
                        {"application/json; charset=", 415},
                        {"application/json; charset=utf-8; charset=latin1", 415},
                        {"application/jsonp", 415},
                        {"application/merge-patch+json", 415},
                        {"text/json", 415},
                        {"text/plain", 415},
                        {"application/json, text/plain", 415},
                        {"application / json", 415},
                        {"json", 415},
                        {"", 415}};
    for (const row& fact : rows) {
        CAPTURE(std::string{fact.type});
        handler_fixture ours;
        const http_response response =
            ours.send("PATCH", the_task, "{}", {{"X-Auth-Token", "secret"}, {"Content-Type", fact.type}});
        CHECK(response.status == fact.status);
        if (fact.status == 415)
            check_error(response, 415, "WKS.00000415", "the Content-Type of a body is application/json");
    }
    handler_fixture ours;
    CHECK(ours.send("PATCH", the_task, "{}", {{"X-Auth-Token", "secret"}}).status == 415);
    CHECK(ours.send("POST", collection, new_task_body, {{"X-Auth-Token", "secret"}}).status == 415);
    CHECK(ours.send("POST", collection + "/future-executions", "{}", {{"X-Auth-Token", "secret"}}).status ==
          415);
    CHECK(ours.send("GET", collection, "", {{"X-Auth-Token", "secret"}}).status == 200);
}

TEST_CASE("8.11 415: every header that describes the body counts") {
    using headers = std::vector<nextfire::api::http_header>;
    const headers refused[] = {
        {{"Content-Type", "application/json"}, {"Content-Type", "text/plain"}},
        {{"Content-Type", "application/json; charset =latin1"}},
        {{"Content-Type", "application/json"}, {"Content-Encoding", "gzip"}},
        {{"Content-Type", "application/json"}, {"Content-Encoding", "identity"}, {"content-encoding", "br"}},
    };
    const headers accepted[] = {
        {{"Content-Type", "application/json"}, {"Content-Type", "application/json"}},
        {{"Content-Type", "application/json ; charset = \"UTF-8\""}},
        {{"Content-Type", "application/json"}, {"Content-Encoding", "Identity"}},
    };
    handler_fixture ours;
    for (headers each : refused) {
        each.insert(each.end(), good_headers.begin(), good_headers.begin() + 1);
        CHECK(ours.send("PATCH", the_task, "{}", each).status == 415);
    }
    for (headers each : accepted) {
        each.insert(each.end(), good_headers.begin(), good_headers.begin() + 1);
        CHECK(ours.send("PATCH", the_task, "{}", each).status == 200);
    }
}
