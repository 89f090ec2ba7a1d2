#include <nextfire/request/unknown_members.hpp>
#include <nextfire/tasks/api_error.hpp>
#include <nextfire/tasks/modify.hpp>
#include <nextfire/tasks/task.hpp>
#include <nextfire/tasks/task_json.hpp>
#include <nextfire/tasks/task_store.hpp>

#include <doctest/doctest.h>

#include "../support/enum_names.hpp"

using namespace nextfire;
using namespace nextfire::api;
using nextfire_test::check_names;

TEST_CASE("the enums of tasks have names") {
    check_names<task_type>({"RESTART_SERVER", "START_SERVER", "STOP_SERVER", "REINSTALL_OS"},
                           &parse_task_type, "task_type");
    check_names<target_type>({"SERVER", "SERVER_GROUP"}, &parse_target_type, "target_type");
    check_names<api_error>(
        {"bad_request", "unauthenticated", "forbidden", "not_found", "method_not_allowed", "request_timeout",
         "conflict", "too_large", "target_too_long", "unsupported_media_type", "headers_too_large",
         "internal", "unavailable", "version_not_supported"},
        &parse_api_error, "api_error");
    check_names<store_outcome>({"done", "lost"}, &parse_store_outcome, "store_outcome");
    check_names<task_view>({"answer", "with_targets"}, &parse_task_view, "task_view");
    check_names<name_alphabet>({"ascii", "ascii_and_cjk"}, &parse_name_alphabet, "name_alphabet");
    check_names<unknown_members>({"refused", "accepted"}, &parse_unknown_members, "unknown_members");
}

TEST_CASE("8.1 what the service names is read letter by letter") {
    CHECK_FALSE(parse_task_type("STOP-SERVER"));
    CHECK_FALSE(parse_task_type("stop_server"));
    CHECK(to_string(parse_task_type("STOP_SERVERS").errors()) ==
          "task_type: expected RESTART_SERVER, START_SERVER, STOP_SERVER or REINSTALL_OS, but found "
          "\"STOP_SERVERS\"; did you mean STOP_SERVER?");
}
