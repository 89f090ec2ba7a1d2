// Clauses 8.1 and 8.10: what clients of the service send that its documentation does not say.
//
// Covers batch_delete.cpp by every body that it may have.
#include <string>

#include "handler_fixture.hpp"

using namespace nextfire_test;
using namespace nextfire;
using api::http_response;

namespace {

/// Puts a task of another name and type there.
void put(handler_fixture& ours, const std::string& id, const std::string& name, api::task_type type) {
    api::task other = full_task();
    other.id = id;
    other.name = name;
    other.type = type;
    ours.store.put("p1", other);
}

std::string listed(handler_fixture& ours, const std::string& query) {
    const http_response response = ours.send("GET", collection + "?" + query);
    CHECK(response.status == 200);
    std::string ids = response.body.substr(0, response.body.find(','));
    for (std::size_t at = 0; (at = response.body.find("{\"id\":\"", at)) != std::string::npos; ++at)
        ids += " " + response.body.substr(at + 7, response.body.find('"', at + 7) - at - 7);
    return ids;
}

}  // namespace

TEST_CASE("8.10 a list is asked for by a part of the name and by type") {
    handler_fixture ours;
    ours.store.remove("p1", "ad1e0a6e-1f2c");
    put(ours, "a", "web-start", api::task_type::start_server);
    put(ours, "b", "web-stop", api::task_type::stop_server);
    put(ours, "c", "db-stop", api::task_type::stop_server);
    put(ours, "d", "重启", api::task_type::stop_server);
    CHECK(listed(ours, "") == R"({"count":4 a b c d)");
    CHECK(listed(ours, "task_name=web") == R"({"count":2 a b)");
    CHECK(listed(ours, "task_name=stop&task_type=STOP_SERVER") == R"({"count":2 b c)");
    CHECK(listed(ours, "task_type=STOP_SERVER&limit=1&offset=1") == R"({"count":3 c)");
    CHECK(listed(ours, "task_name=Web") == R"({"count":0)");
    CHECK(listed(ours, "task_name=%E9%87%8D") == R"({"count":1 d)");
    CHECK(listed(ours, "task_name=&task_type=&limit=2") == R"({"count":4 a b)");
    check_error(
        ours.send("GET", collection + "?task_type=stop"), 400, "WKS.00211102",
        R"(task_type: expected RESTART_SERVER, START_SERVER, STOP_SERVER or REINSTALL_OS, but found \"stop\")");
}

TEST_CASE("8.10 DELETE of what is not there is 204, for those who may delete") {
    handler_fixture ours;
    CHECK(ours.send("DELETE", collection + "/nobody").status == 204);
    CHECK(ours.may.asked == lines{"alice delete p1 task=none targets="});
    ours.may.denies = [](const api::access_request&) { return true; };
    CHECK(ours.send("DELETE", collection + "/nobody").status == 403);
}

TEST_CASE("8.10 batch-delete takes away 1 to 20 tasks, whichever of them are there") {
    const std::string batch = collection + "/actions/batch-delete";
    handler_fixture ours;
    put(ours, "a", "a", api::task_type::stop_server);
    put(ours, "b", "b", api::task_type::stop_server);
    const http_response response = ours.send("POST", batch, R"({"items":["a","nobody","b","a"]})");
    CHECK(response.status == 204);
    CHECK(response.body.empty());
    CHECK(ours.store.size() == 1);
    CHECK(ours.store.has("p1", "ad1e0a6e-1f2c"));

    struct row {
        std::string body;
        std::string message;
    };
    std::string many = R"({"items":["t")";
    for (int i = 0; i < 20; ++i) many += R"(,"t")";
    for (const row& fact : {
             row{"{}", "/items: expected an array of 1 to 20 ids, but found no such member"},
             row{R"({"items":null})", "/items: expected an array of 1 to 20 ids, but found null"},
             row{R"({"items":"a"})",
                 R"(/items: expected an array of 1 to 20 ids, but found the string \"a\")"},
             row{R"({"items":[]})", "/items: expected an array of 1 to 20 ids, but found 0"},
             row{many + "]}", "/items: expected an array of 1 to 20 ids, but found 21"},
             row{R"({"items":["a b",7],"x":1})",
                 R"(/items/0: expected 1 to 64 letters, digits, _ or -, but found \"a b\"\n)"
                 R"(/items/1: expected a string, but found 7\n/x: expected one of items, but found \"x\")"},
         }) {
        CAPTURE(fact.body);
        check_error(ours.send("POST", batch, fact.body), 400, "WKS.00211102", fact.message);
    }
}

TEST_CASE("8.10 batch-delete takes away nothing where one may not be") {
    handler_fixture ours;
    put(ours, "mine", "a", api::task_type::stop_server);
    ours.may.denies = [](const api::access_request& asked) {
        return asked.subject != nullptr && asked.subject->id == "ad1e0a6e-1f2c";
    };
    const std::string batch = collection + "/actions/batch-delete";
    CHECK(ours.send("POST", batch, R"({"items":["mine","ad1e0a6e-1f2c"]})").status == 403);
    CHECK(ours.store.size() == 2);
    ours.store.outage = "gone";
    CHECK(ours.send("POST", batch, R"({"items":["mine"]})").status == 503);
}

TEST_CASE("8.12 what nobody can read is told in lists, can be deleted, and disturbs no other") {
    handler_fixture ours;
    ours.store.damage("p1", "broken", "task broken has an unreadable document: line 1, column 1");
    const http_response list = ours.send("GET", collection);
    CHECK(list.status == 200);
    CHECK(list.body ==
          R"({"count":2,"items":[)" + answer_of(full_task(), now) + R"(],"unreadable":["broken"]})");
    CHECK(ours.failures == lines{"unreadable tasks of project p1: broken"});
    ours.failures.clear();
    for (const char* method : {"GET", "PATCH"}) {
        check_error(ours.send(method, collection + "/broken", "{}"), 500, "WKS.00211401",
                    "task broken cannot be read");
        CHECK(ours.failures == lines{"task broken has an unreadable document: line 1, column 1"});
        ours.failures.clear();
    }
    CHECK(ours.send("PATCH", the_task, "{}").status == 200);
    CHECK(ours.send("DELETE", collection + "/broken").status == 204);
    CHECK(ours.store.size() == 1);
}

TEST_CASE("8.9 a body of 1,000 targets with UUIDs and names fits") {
    std::string body = R"({"target_infos":[)";
    for (int i = 0; i < 1000; ++i)
        body += std::string{i == 0 ? "" : ","} +
                R"({"target_type":"SERVER","target_id":"3f791197-d166-4c8e-81e4-38c40ffc)" +
                std::to_string(1000 + i) + R"(","target_name":"web server )" + std::to_string(i) + "\"}";
    body += "]}";
    CHECK(body.size() > 64 * 1024);
    handler_fixture ours;
    CHECK(ours.send("PATCH", the_task, body).status == 200);
    CHECK(ours.store.get("p1", "ad1e0a6e-1f2c").targets.back().name == "web server 999");
}

TEST_CASE("8.11 error_msg has 100 violations or 16 KiB, and tells how many more there are") {
    handler_fixture ours;
    std::string few = R"({"target_infos":[)";
    for (int i = 0; i < 300; ++i) few += i == 0 ? "7" : ",7";
    const std::string told = ours.send("PATCH", the_task, few + "]}").body;
    CHECK(std::count(told.begin(), told.end(), 'n') > 100);
    CHECK(told.find("/target_infos/99: ") != std::string::npos);
    CHECK(told.find("/target_infos/100: ") == std::string::npos);
    CHECK(told.ends_with("\\nand 200 more\"}"));

    std::string strangers = "{";
    for (int i = 0; i < 250; ++i)
        strangers +=
            std::string{i == 0 ? "" : ","} + "\"" + std::to_string(i) + std::string(36, 'q') + "\":1";
    const std::string bounded = ours.send("PATCH", the_task, strangers + "}").body;
    CHECK(bounded.size() < 18 * 1024);
    CHECK(bounded.ends_with(" more\"}"));
}

TEST_CASE("8.1 what Terraform sends for members that are not set clears them") {
    handler_fixture ours;
    const http_response response = ours.send(
        "PATCH", the_task,
        R"({"month_list":"","date_list":"","scheduled_date":"","expire_time":"","description":""})");
    CHECK(response.status == 200);
    CHECK(differences(full_task(), ours.store.get("p1", "ad1e0a6e-1f2c")) ==
          lines{"month_list=null", "date_list=null", "scheduled_date=null", "expire_time=null",
                "description=null"});
    CHECK(ours.send("POST", collection + "/future-executions",
                    R"({"scheduled_type":"DAY","day_interval":1,"week_list":"","scheduled_time":"02:00:00"})")
              .status == 200);
}
