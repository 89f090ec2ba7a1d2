/// A handler of fake parts and a task, and requests to it in one line each.
#pragma once

#include <doctest/doctest.h>

#include <nextfire/tasks/handler.hpp>

#include <string>
#include <string_view>
#include <vector>

#include "../support/fake_parts.hpp"
#include "../support/shown_lines.hpp"
#include "../support/tasks.hpp"

namespace nextfire_test {

inline const std::vector<nextfire::api::http_header> good_headers{{"X-Auth-Token", "secret"},
                                                                  {"Content-Type", "application/json"}};

/// The path of the tasks of project p1, and of the task that the fixture has.
inline const std::string collection = "/v1/p1/schedule-task";
inline const std::string the_task = collection + "/ad1e0a6e-1f2c";

/// A body that makes a task.
inline const std::string new_task_body =
    R"({"scheduled_type":"DAY","day_interval":1,"scheduled_time":"09:00:00","task_name":"nightly",)"
    R"("task_type":"STOP_SERVER","target_infos":[{"target_type":"SERVER","target_id":"s-9"}]})";

class handler_fixture {
public:
    fake_authenticator who;
    fake_authorizer may;
    fake_store store;
    std::vector<std::string> failures;  ///< What on_failure was told.
    std::vector<std::string> ids{"new-1", "new-2", "new-3"};
    std::function<void()> id_fault;
    nextfire::api::handler_options options;

    handler_fixture() {
        store.put("p1", full_task());
        options.on_failure = [this](std::string_view failure) { failures.emplace_back(failure); };
    }

    nextfire::api::http_response send(std::string_view method, const std::string& target,
                                      std::string_view body = {},
                                      const std::vector<nextfire::api::http_header>& headers = good_headers) {
        const nextfire::api::handler ours{who, may, store, [this] { return next_id(); }, options};
        return ours.handle({.method = method, .target = target, .headers = headers, .body = body}, now);
    }

private:
    std::string next_id() {
        if (id_fault) id_fault();
        std::string id = ids.front();
        if (ids.size() > 1) ids.erase(ids.begin());
        return id;
    }
};

/// The value of a header of a response; `none` where there is none.
inline std::string field(const nextfire::api::http_response& response, std::string_view name) {
    for (const nextfire::api::http_field& each : response.headers)
        if (each.name == name) return each.value;
    return "none";
}

/// The body of an error: code and message as they are, the message already as JSON.
inline std::string error_body(const std::string& code, const std::string& message) {
    return R"({"error_code":")" + code + R"(","error_msg":")" + message + "\"}";
}

/// Checks an error to the letter, and that it is JSON.
inline void check_error(const nextfire::api::http_response& response, int status, const std::string& code,
                        const std::string& message) {
    CHECK(response.status == status);
    CHECK(response.body == error_body(code, message));
    CHECK(field(response, "Content-Type") == "application/json");
}

}  // namespace nextfire_test
