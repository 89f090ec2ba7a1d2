// Which resource a request is about: clause 8.10.
//
// Covers http.cpp, where a header is found by its name.
#include <doctest/doctest.h>

#include <nextfire/tasks/http.hpp>

#include <array>
#include <optional>
#include <string>
#include <string_view>

#include "tasks/route.hpp"

namespace {

namespace api = nextfire::api;
using api::resource;

}  // namespace

TEST_CASE("8.10 paths that name something") {
    struct row {
        std::string_view target;
        resource what;
        std::string_view project;
        std::string_view task;
        std::string_view query;
    };
    for (const row& fact : {
             row{"/v1/p/schedule-task", resource::tasks, "p", "", ""},
             row{"/v1/p/schedule-task?limit=10&offset=0", resource::tasks, "p", "", "limit=10&offset=0"},
             row{"/v1/p/schedule-task/t-1", resource::task, "p", "t-1", ""},
             row{"/v1/A_z-9/schedule-task/t?a=/b?c", resource::task, "A_z-9", "t", "a=/b?c"},
             row{"/v1/p/schedule-task/future-executions", resource::future_executions, "p", "", ""},
             row{"/v1/schedule-task/schedule-task/schedule-task", resource::task, "schedule-task",
                 "schedule-task", ""},
         }) {
        CAPTURE(fact.target);
        const auto found = api::find_route(fact.target);
        REQUIRE(found);
        CHECK((found->named == fact.what));
        CHECK(found->project_id == fact.project);
        CHECK(found->task_id == fact.task);
        CHECK(found->query == fact.query);
    }
}

TEST_CASE("8.10 paths that name nothing") {
    const std::string longest(64, 'x');
    CHECK(api::find_route("/v1/" + longest + "/schedule-task/" + longest));
    CHECK_FALSE(api::find_route("/v1/" + longest + "x/schedule-task"));
    CHECK_FALSE(api::find_route("/v1/p/schedule-task/" + longest + "x"));
    for (const char* target : {"",
                               "/",
                               "*",
                               "/v1",
                               "/v1/",
                               "/v1/p",
                               "/v1/p/",
                               "/v1//schedule-task",
                               "/v2/p/schedule-task",
                               "v1/p/schedule-task",
                               "/V1/p/schedule-task",
                               "/v1/p/Schedule-Task",
                               "/v1/p/schedule-task/",
                               "/v1/p/schedule-task/t/",
                               "/v1/p/schedule-task/t/u",
                               "//v1/p/schedule-task",
                               "/v1/p/schedule-tasks",
                               "/v1/p%41/schedule-task",
                               "/v1/p/schedule-task/t%20",
                               "/v1/../schedule-task",
                               "/v1/p/schedule-task/..",
                               "/v1/p.q/schedule-task",
                               "/v1/\xc3\xa9/schedule-task"}) {
        CAPTURE(target);
        CHECK_FALSE(api::find_route(target));
    }
}

TEST_CASE("8.10 the methods that a path knows, to the letter") {
    struct row {
        resource what;
        std::string_view allowed;
    };
    constexpr std::array<std::string_view, 7> methods{"GET",   "HEAD",   "OPTIONS", "POST",
                                                      "PATCH", "DELETE", "PUT"};
    for (const row& fact :
         {row{resource::tasks, "GET, HEAD, POST, OPTIONS"},
          row{resource::task, "GET, HEAD, PATCH, DELETE, OPTIONS"},
          row{resource::future_executions, "POST, OPTIONS"}, row{resource::batch_delete, "POST, OPTIONS"}}) {
        CHECK(api::allowed_methods(fact.what) == fact.allowed);
        for (const std::string_view method : methods) {
            CAPTURE(method);
            CHECK(api::allows(fact.what, method) == (fact.allowed.find(method) != std::string_view::npos));
        }
        CHECK_FALSE(api::allows(fact.what, ""));
        CHECK_FALSE(api::allows(fact.what, "post"));
        CHECK_FALSE(api::allows(fact.what, "GET, HEAD"));
    }
}

TEST_CASE("8.10 a list has a limit from 1 to 100, an offset, a part of a name and a type") {
    struct row {
        std::string_view query;
        std::size_t limit;
        std::size_t offset;
        std::string_view name;
        std::string_view type;
    };
    for (const row& fact :
         {row{"", 10, 0, "", ""}, row{"limit=1", 1, 0, "", ""},
          row{"limit=100&offset=2147483647", 100, 2147483647, "", ""}, row{"offset=007", 10, 7, "", ""},
          row{"task_name=web-1", 10, 0, "web-1", ""},
          row{"task_name=%E9%87%8D%e5%90%AF&limit=2", 2, 0, "重启", ""},
          row{"task_name=100%25", 10, 0, "100%", ""}, row{"task_name=&task_type=", 10, 0, "", ""},
          row{"task_type=STOP_SERVER&offset=1", 10, 1, "", "STOP_SERVER"}}) {
        CAPTURE(fact.query);
        const auto asked = api::read_query(fact.query);
        REQUIRE(asked);
        CHECK(asked->limit == fact.limit);
        CHECK(asked->offset == fact.offset);
        CHECK(asked->name_part == fact.name);
        CHECK((asked->type ? to_string(*asked->type) : "") == fact.type);
    }
    for (const char* query : {"limit=0",
                              "limit=101",
                              "limit=",
                              "limit",
                              "limit=+1",
                              "limit=1.0",
                              "limit= 1",
                              "offset=-1",
                              "offset=2147483648",
                              "offset=99999999999999999999",
                              "Limit=1",
                              "page=1",
                              "limit=1&limit=1",
                              "task_type=stop_server",
                              "task_name=a&task_name=b",
                              "task_name=%",
                              "task_name=%4",
                              "task_name=%g0",
                              "task_name=%+1",
                              "task_name=%ff"}) {
        CAPTURE(query);
        CHECK_FALSE(api::read_query(query));
    }
    // every violation is told
    const auto refused = api::read_query("limit=0&offset=x&page=1&limit=5&task_type=x");
    REQUIRE_FALSE(refused);
    CHECK(refused.errors().size() == 5);
}

TEST_CASE(
    "a header is found by its name in any letter case, the first of that name, without blanks around it") {
    const std::array<api::http_header, 3> headers{
        {{"Host", "a"}, {"X-Auth-Token", " \tsecret "}, {"x-auth-token", "other"}}};
    CHECK(api::find_header(headers, "x-AUTH-token") == std::string_view{"secret"});
    CHECK(api::find_header(headers, "host") == std::string_view{"a"});
    CHECK_FALSE(api::find_header(headers, "X-Auth"));
    CHECK_FALSE(api::find_header({}, "Host"));
}
