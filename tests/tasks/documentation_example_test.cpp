// The example request of the service's documentation, to the letter.  Its task name has spaces, which the
// rules on the same page forbid: it is refused for exactly that, and with the name mended it is answered
// field by field.
#include <string>

#include "handler_fixture.hpp"

using namespace nextfire_test;
using namespace nextfire;
using api::http_response;

namespace {

const std::string example = R"({
  "task_name" : "schedule task name",
  "task_type" : "RESTART_SERVER",
  "scheduled_type" : "DAY",
  "day_interval" : 1,
  "week_list" : "1,2,7",
  "month_list" : "1,3,12",
  "date_list" : "1,2,28,L",
  "time_zone" : "Asia/Shanghai",
  "scheduled_date" : "2022-12-23",
  "scheduled_time" : "09:00:00",
  "expire_time" : "2030-12-23T01:00:00Z",
  "schedule_task_policy" : {
    "enforcement_enable" : true
  },
  "description" : "schedule task description",
  "is_enable" : true,
  "target_infos" : [ {
    "target_type" : "SERVER",
    "target_id" : [ "ad1e0a6e-1f2c-4b8e-9a52-6a2f0a3f7c11" ]
  } ]
})";

std::string mended() {
    const std::string name = "schedule task name";
    std::string text = example;
    return text.replace(text.find(name), name.size(), "schedule_task_name");
}

/// A task that has nothing in common with the example.
api::task quite_another_task() {
    api::task other = bare_task({.scheduled_type = "FIXED_TIME",
                                 .scheduled_date = "2027-01-01",
                                 .scheduled_time = "00:00:00",
                                 .time_zone = "America/New_York"});
    other.is_enable = false;
    return other;
}

}  // namespace

TEST_CASE("the documentation's example is refused for the spaces in its task_name, and for nothing else") {
    handler_fixture ours;
    ours.store.put("p1", quite_another_task());
    check_error(ours.send("PATCH", collection + "/t-1", example), 400, "WKS.00211102",
                R"(/task_name, column 9: expected 1 to 64 letters, digits, _ or -, but found \" \")");
    CHECK(ours.store.get("p1", "t-1") == quite_another_task());
}

TEST_CASE("the documentation's example with its task_name mended, field by field") {
    handler_fixture ours;
    ours.store.put("p1", quite_another_task());
    const http_response response = ours.send("PATCH", collection + "/t-1", mended());
    CHECK(response.status == 200);
    CHECK(field(response, "Content-Type") == "application/json");
    struct row {
        const char* member;
        const char* value;
    };
    const row rows[] = {{"id", R"("t-1")"},
                        {"task_name", R"("schedule_task_name")"},
                        {"last_status", "null"},
                        {"task_type", R"("RESTART_SERVER")"},
                        {"task_cron", R"("0 0 9 * * ?")"},
                        {"next_execution_time", R"("2026-11-24 09:00:00")"},
                        {"enforcement_enable", "true"},
                        {"scheduled_type", R"("DAY")"},
                        {"day_interval", "1"},
                        {"week_list", R"("1,2,7")"},
                        {"month_list", R"("1,3,12")"},
                        {"date_list", R"("1,2,28,L")"},
                        {"time_zone", R"("Asia/Shanghai")"},
                        {"scheduled_date", R"("2022-12-23")"},
                        {"scheduled_time", R"("09:00:00")"},
                        {"expire_time", R"("2030-12-23T01:00:00Z")"},
                        {"description", R"("schedule task description")"},
                        {"is_enable", "true"},
                        {"create_time", R"("2026-01-31T08:15:30.007Z")"},
                        {"update_time", R"("2026-11-23T21:22:06.042Z")"}};
    for (const row& fact : rows) {
        CAPTURE(std::string{fact.member});
        CHECK(member_text(response.body, fact.member) == fact.value);
    }
    CHECK(value_of(ours.store.get("p1", "t-1"), "target_infos") ==
          "SERVER=ad1e0a6e-1f2c-4b8e-9a52-6a2f0a3f7c11");
    // and to the letter, in the documentation's order
    CHECK(response.body ==
          R"({"id":"t-1","task_name":"schedule_task_name","last_status":null,"task_type":"RESTART_SERVER",)"
          R"("task_cron":"0 0 9 * * ?","next_execution_time":"2026-11-24 09:00:00",)"
          R"("schedule_task_policy":{"enforcement_enable":true},"scheduled_type":"DAY","day_interval":1,)"
          R"("week_list":"1,2,7","month_list":"1,3,12","date_list":"1,2,28,L","time_zone":"Asia/Shanghai",)"
          R"("scheduled_date":"2022-12-23","scheduled_time":"09:00:00","expire_time":"2030-12-23T01:00:00Z",)"
          R"("description":"schedule task description","is_enable":true,)"
          R"("create_time":"2026-01-31T08:15:30.007Z","update_time":"2026-11-23T21:22:06.042Z"})");
}

TEST_CASE("the documentation's example makes a task too, once its name is mended") {
    handler_fixture ours;
    const http_response response = ours.send("POST", collection, mended());
    CHECK(response.status == 201);
    CHECK(member_text(response.body, "next_execution_time") == R"("2026-11-24 09:00:00")");
    CHECK(ours.send("POST", collection, example).status == 400);
}
