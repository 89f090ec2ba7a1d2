// Clause 8: every status of the handler, and which of several things wrong is told.
#include <string>

#include "handler_fixture.hpp"

using namespace nextfire_test;
using namespace nextfire;
using api::http_response;

TEST_CASE("8 400: every violation on a line of its own, with its pointer and column") {
    handler_fixture ours;
    check_error(
        ours.send("PATCH", the_task, R"({"x\ny":1,"is_enable":7,"week_list":"1,9","task_name":"a b"})"), 400,
        "WKS.00211102",
        R"(/week_list, column 3: expected a weekday from 1 (Sunday) to 7 (Saturday), but found \"9\"\n)"
        R"(/task_name, column 2: expected 1 to 64 letters, digits, ideographs, _ or -, but found \" \"\n)"
        R"(/is_enable: expected true or false, but found 7\n)"
        R"(/x\\x0ay: expected one of scheduled_type, day_interval, week_list, month_list, date_list, )"
        R"(scheduled_date, scheduled_time, time_zone, expire_time, task_name, task_type, )"
        R"(schedule_task_policy, description, is_enable, target_infos, but found \"x\\x0ay\")");
    CHECK(ours.store.get("p1", "ad1e0a6e-1f2c") == full_task());
    CHECK(ours.store.changes == 0);
    CHECK(ours.failures == lines{});
}

TEST_CASE("8 400: a text that is no JSON is told with line and column alone") {
    handler_fixture ours;
    check_error(ours.send("PATCH", the_task, "{\n\"is_enable\" true}"), 400, "WKS.00211102",
                "line 2, column 13: expected a colon after the member name, but found true");
    check_error(ours.send("PATCH", the_task, ""), 400, "WKS.00211102",
                "line 1, column 1: expected a JSON value, but found the end of the text");
    check_error(ours.send("PATCH", the_task, "[]"), 400, "WKS.00211102",
                "expected a JSON object, but found an array");
    check_error(ours.send("POST", collection, R"({"task_name":"n","task_name":"n"})"), 400, "WKS.00211102",
                R"(line 1, column 18: expected each member name once, but found \"task_name\" again)");
    CHECK(ours.store.size() == 1);
}

TEST_CASE("8 400: the options of a handler hold for bodies") {
    handler_fixture ours;
    ours.options.tasks.unknown = api::unknown_members::accepted;
    ours.options.tasks.names = api::name_alphabet::ascii_and_cjk;
    ours.options.tasks.schedule.default_time_zone = "Asia/Tokyo";
    CHECK(ours.send("PATCH", the_task, R"({"week_lst":7,"task_name":"重启","time_zone":null})").status ==
          200);
    CHECK(differences(full_task(), ours.store.get("p1", "ad1e0a6e-1f2c")) ==
          lines{"time_zone=Asia/Tokyo", "task_name=重启"});
}

TEST_CASE("8 401: whoever the authenticator does not know, with its reason and a challenge") {
    for (const std::vector<api::http_header>& headers :
         {std::vector<api::http_header>{}, std::vector<api::http_header>{{"X-Auth-Token", "wrong"}},
          std::vector<api::http_header>{{"X-Auth-Token", ""}},
          std::vector<api::http_header>{{"X-Auth-Toke", "secret"}},
          std::vector<api::http_header>{{"X-Auth-Token", "wrong"}, {"X-Auth-Token", "secret"}}}) {
        for (const char* method : {"PATCH", "GET", "DELETE"}) {
            handler_fixture ours;
            const http_response response = ours.send(method, the_task, "{}", headers);
            check_error(response, 401, "WKS.00000401", "the token is not valid");
            CHECK(field(response, "WWW-Authenticate") == "X-Auth-Token");
            CHECK(ours.may.asked == lines{});
            CHECK(ours.store.loads == 0);
        }
    }
    handler_fixture ours;
    ours.options.challenge = "Bearer";
    CHECK(field(ours.send("GET", collection, {}, {}), "WWW-Authenticate") == "Bearer");
}

TEST_CASE("8 403: whoever may not, told before there is anything to find out") {
    struct row {
        const char* method;
        std::string target;
        std::string question;
    };
    const row rows[] = {
        {"PATCH", the_task, "alice update p1 task=ad1e0a6e-1f2c targets=s-1,g-1"},
        {"GET", the_task, "alice get p1 task=ad1e0a6e-1f2c targets=s-1,g-1"},
        {"DELETE", the_task, "alice delete p1 task=ad1e0a6e-1f2c targets=s-1,g-1"},
        {"PATCH", collection + "/none", "alice update p1 task=none targets="},
        {"GET", collection + "/none", "alice get p1 task=none targets="},
        {"DELETE", collection + "/none", "alice delete p1 task=none targets="},
        {"POST", collection, "alice create p1 task=none targets="},
        {"GET", collection, "alice list p1 task=none targets="},
        {"POST", collection + "/future-executions", "alice listFutureExecutions p1 task=none targets="},
    };
    for (const row& fact : rows) {
        CAPTURE(fact.question);
        handler_fixture ours;
        ours.may.denies = [](const api::access_request&) { return true; };
        check_error(ours.send(fact.method, fact.target, "no JSON"), 403, "WKS.00081102", "you may not");
        CHECK(ours.may.asked == lines{fact.question});
        CHECK(ours.store.changes == 0);
    }
}

TEST_CASE("8 the authorizer is asked in the service's words") {
    for (const std::string_view word : {api::action::create, api::action::update, api::action::remove,
                                        api::action::show, api::action::list, api::action::future_executions})
        CHECK(word.starts_with("workspace:scheduledTasks:"));
    CHECK(std::string{api::action::update} == "workspace:scheduledTasks:update");
}

TEST_CASE("8 403: who may change the task and not its new targets") {
    handler_fixture ours;
    ours.may.denies = [](const api::access_request& asked) {
        for (const api::task_target& target : asked.targets)
            if (target.id == "forbidden") return true;
        return false;
    };
    const std::string change = R"({"is_enable":false,"target_infos":[{"target_type":"SERVER","target_id":)";
    check_error(ours.send("PATCH", the_task, change + R"("forbidden"}]})"), 403, "WKS.00081102",
                "you may not");
    CHECK(ours.store.get("p1", "ad1e0a6e-1f2c") == full_task());
    CHECK(ours.may.asked == lines{"alice update p1 task=ad1e0a6e-1f2c targets=s-1,g-1",
                                  "alice update p1 task=ad1e0a6e-1f2c targets=forbidden"});
    ours.may.asked.clear();
    CHECK(ours.send("PATCH", the_task, change + R"("s-2"}]})").status == 200);
    CHECK(ours.may.asked == lines{"alice update p1 task=ad1e0a6e-1f2c targets=s-1,g-1",
                                  "alice update p1 task=ad1e0a6e-1f2c targets=s-2"});
    // targets that stay as they are bring no second question
    ours.may.asked.clear();
    CHECK(ours.send("PATCH", the_task, change + R"("s-2"}]})").status == 200);
    CHECK(ours.may.asked == lines{"alice update p1 task=ad1e0a6e-1f2c targets=s-2"});

    const std::string body = new_task_body;
    check_error(ours.send("POST", collection, body.substr(0, body.find("s-9")) + "forbidden\"}]}"), 403,
                "WKS.00081102", "you may not");
    CHECK(ours.store.size() == 1);
}

TEST_CASE("8 413: a body over the limit, where there is one") {
    handler_fixture ours;
    const std::string longest = "{}" + std::string(128 * 1024 - 2, ' ');
    CHECK(ours.send("PATCH", the_task, longest.substr(0, longest.size() - 1)).status == 200);
    CHECK(ours.send("PATCH", the_task, longest).status == 200);
    for (const std::string& path : {the_task, collection + "/none"})
        check_error(ours.send("PATCH", path, longest + " "), 413, "WKS.00000413",
                    "a body has at most 131072 bytes");
    for (const std::string& path : {collection, collection + "/future-executions"})
        check_error(ours.send("POST", path, longest + " "), 413, "WKS.00000413",
                    "a body has at most 131072 bytes");
    ours.options.tasks.body_bytes = 10;
    CHECK(ours.send("PATCH", the_task, "{}        ").status == 200);
    check_error(ours.send("PATCH", the_task, "{}         "), 413, "WKS.00000413",
                "a body has at most 10 bytes");
}

TEST_CASE("8 of several things wrong the first of the order is told") {
    handler_fixture ours;
    const std::string absent = collection + "/none";
    const std::string too_long(140'000, 'x');
    const std::vector<api::http_header> nobody{{"Content-Type", "text/plain"}};
    const std::vector<api::http_header> plain{{"X-Auth-Token", "secret"}, {"Content-Type", "text/plain"}};
    ours.may.denies = [](const api::access_request&) { return true; };
    CHECK(ours.send("BREW", "/v1/p1/none?x", too_long, nobody).status == 404);
    CHECK(ours.send("BREW", absent + "?x", too_long, nobody).status == 405);
    CHECK(ours.send("PATCH", absent + "?x", too_long, nobody).status == 401);
    CHECK(ours.send("PATCH", absent + "?x", too_long, plain).status == 413);
    CHECK(ours.send("PATCH", absent + "?x", "no JSON", plain).status == 415);
    CHECK(ours.send("PATCH", absent + "?x", "no JSON").status == 400);
    CHECK(ours.send("PATCH", absent, "no JSON").status == 403);
    ours.may.denies = nullptr;
    CHECK(ours.send("PATCH", absent, "no JSON").status == 404);
    CHECK(ours.send("PATCH", the_task, "no JSON").status == 400);
    // the body before permission for its targets
    const std::string targets = R"("target_infos":[{"target_type":"SERVER","target_id":"s-2"}])";
    ours.may.denies = [](const api::access_request& asked) { return asked.targets.size() == 1; };
    CHECK(ours.send("PATCH", the_task, "{" + targets + R"(,"is_enable":7})").status == 400);
    // and those before a race
    ours.store.before_change = [&ours] { ours.store.put("p1", full_task()); };
    CHECK(ours.send("PATCH", the_task, "{" + targets + "}").status == 403);
    ours.may.denies = nullptr;
    CHECK(ours.send("PATCH", the_task, "{" + targets + "}").status == 409);
    // the query of a list before permission
    ours.may.denies = [](const api::access_request&) { return true; };
    CHECK(ours.send("GET", collection + "?x").status == 400);
    CHECK(ours.send("GET", collection).status == 403);
}

TEST_CASE("8 the codes, and others in their place") {
    // Each error's status and code are tests/tasks/api_error_test.cpp's.
    handler_fixture ours;
    for (std::size_t i = 0; i < api::api_error_count; ++i) {
        const auto error = static_cast<api::api_error>(i);
        ours.options.codes[i] = "ACME-" + std::to_string(i);
        const api::handler replaced{ours.who, ours.may, ours.store, [] { return "x"; }, ours.options};
        check_error(replaced.failure(error, "m"), api::http_status(error), "ACME-" + std::to_string(i), "m");
    }
    check_error(ours.send("PATCH", the_task, "{"), 400, "ACME-0",
                "line 1, column 2: expected a member name in double quotes, but found the end of the text");
    check_error(ours.send("PATCH", "/", "{"), 404, "ACME-3", "there is nothing at this path");
    ours.store.outage = "x";
    check_error(ours.send("PATCH", the_task, "{}"), 503, "ACME-12",
                "the tasks cannot be reached now; try again later");
}

TEST_CASE("8 what a transport found by itself has the same form") {
    handler_fixture ours;
    const api::handler plain{ours.who, ours.may, ours.store, [] { return "x"; }, ours.options};
    check_error(plain.failure(api::api_error::too_large, "too \"long\"\n"), 413, "WKS.00000413",
                R"(too \"long\"\n)");
    CHECK(field(plain.failure(api::api_error::unauthenticated, ""), "WWW-Authenticate") == "X-Auth-Token");
    CHECK(field(plain.failure(api::api_error::unavailable, ""), "Retry-After") == "1");
    CHECK(field(plain.failure(api::api_error::internal, ""), "Retry-After") == "none");
}
