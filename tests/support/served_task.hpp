/// A task in a server that a test has started.
#pragma once

#include "http_client.hpp"

#include <doctest/doctest.h>

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace nextfire_test {

/// Where the tasks of a project are.
inline const std::string served_tasks = "/v1/demo/schedule-task";

/// Makes a task, and gives its target.
inline std::string make_served_task(http_client& client) {
    const std::optional<http_answer> made = client.ask(
        "POST", served_tasks,
        R"({"task_name":"n","task_type":"STOP_SERVER","scheduled_type":"DAY","day_interval":1,)"
        R"("scheduled_time":"03:00:00","target_infos":[{"target_type":"SERVER","target_id":"s"}]})");
    REQUIRE(made.has_value());
    REQUIRE(made->status == 201);
    constexpr std::size_t id_at = std::string_view{R"({"id":")"}.size();
    constexpr std::size_t id_characters = 32;
    return served_tasks + "/" + made->body.substr(id_at, id_characters);
}

inline std::string make_served_task(int port) {
    http_client client{port};
    return make_served_task(client);
}

/// Gives the change that puts a number into a task's description.
inline std::string description_of(int number) {
    return R"({"description":")" + std::to_string(number) + R"("})";
}

}  // namespace nextfire_test
