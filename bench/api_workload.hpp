/// What the benchmarks of the API work on: one task, one PATCH with every member of the schedule, its answer.
#pragma once

#include <nextfire/tasks/access.hpp>
#include <nextfire/tasks/http.hpp>
#include <nextfire/tasks/modify.hpp>

#include <array>
#include <chrono>
#include <optional>
#include <span>
#include <string_view>
#include <variant>

namespace nextfire_bench {

/// Midnight of 23 November 2026.
inline constexpr nextfire::api::sys_millis now{std::chrono::sys_days{std::chrono::November / 23 / 2026}};

inline constexpr std::string_view patch_target = "/v1/p1/schedule-task/42";

inline constexpr std::string_view patch_body =
    R"({"task_name":"quarterly","description":"the first, second, 28th and last of three months",)"
    R"("scheduled_type":"MONTH","day_interval":1,"week_list":"1,2,7","month_list":"1,3,12",)"
    R"("date_list":"1,2,28,L","time_zone":"Europe/Berlin","scheduled_date":"2026-12-23",)"
    R"("scheduled_time":"09:00:00","expire_time":"2030-01-01T00:00:00Z",)"
    R"("schedule_task_policy":{"enforcement_enable":true},"is_enable":true})";

inline constexpr std::string_view patch_answer =
    R"({"id":"42","task_name":"quarterly","last_status":"WAITING","task_type":"RESTART_SERVER",)"
    R"("task_cron":"0 0 9 1,2,28,L 1,3,12 ?","next_execution_time":"2026-12-01 09:00:00",)"
    R"("schedule_task_policy":{"enforcement_enable":true},"scheduled_type":"MONTH","day_interval":1,)"
    R"("week_list":"1,2,7","month_list":"1,3,12","date_list":"1,2,28,L","time_zone":"Europe/Berlin",)"
    R"("scheduled_date":"2026-12-23","scheduled_time":"09:00:00","expire_time":"2030-01-01T00:00:00Z",)"
    R"("description":"the first, second, 28th and last of three months","is_enable":true,)"
    R"("create_time":"2026-11-23T00:00:00.000Z","update_time":"2026-11-23T00:00:00.000Z"})";

inline constexpr std::array patch_headers{
    nextfire::api::http_header{"Host", "localhost"},
    nextfire::api::http_header{"X-Auth-Token", "secret"},
    nextfire::api::http_header{"Content-Type", "application/json"},
};

/// The task before the PATCH; the program ends if it is none.
[[nodiscard]] inline nextfire::api::task nightly() {
    return *nextfire::api::create_task(
        "42",
        R"({"task_name":"nightly","task_type":"RESTART_SERVER","scheduled_type":"DAY","day_interval":1,
            "scheduled_time":"02:30:00","target_infos":[{"target_type":"SERVER","target_id":"web-1"}]})",
        now);
}

/// Lets everybody do everything.
class open_door final : public nextfire::api::authenticator, public nextfire::api::authorizer {
public:
    [[nodiscard]] std::variant<nextfire::api::principal, nextfire::api::refusal> authenticate(
        std::span<const nextfire::api::http_header>) const override {
        return nextfire::api::principal{"somebody"};
    }
    [[nodiscard]] std::optional<nextfire::api::refusal> authorize(
        const nextfire::api::access_request&) const override {
        return std::nullopt;
    }
};

}  // namespace nextfire_bench
