// Clause 8.5: what DAY counts from belongs to the task, and no run vanishes because its time was changed.
#include <doctest/doctest.h>

#include <nextfire/tasks/modify.hpp>
#include <nextfire/tasks/task_json.hpp>

#include <string>

#include "../support/schedules.hpp"
#include "../support/shown_lines.hpp"
#include "../support/tasks.hpp"

using namespace nextfire_test;
using namespace nextfire;

namespace {

const std::string every_third_day =
    R"({"scheduled_type":"DAY","day_interval":3,"scheduled_time":"09:00:00","time_zone":"Asia/Shanghai",)"
    R"("task_name":"t","task_type":"STOP_SERVER","target_infos":[{"target_type":"SERVER","target_id":"s"}]})";

/// A task of every third day at 09:00, made on 7 March 2026, 18:40 in Shanghai.
api::task made_in_march() {
    return good(api::create_task("t", every_third_day, millis("2026-03-07T10:40:00Z")));
}

/// The local times of the next runs.
lines runs(const api::task& given, const char* after, int count) {
    lines all;
    std::optional<std::chrono::sys_seconds> next = utc(after);
    while (count-- > 0 && (next = schedule_of(given).next(*next)))
        all.push_back(text(std::chrono::sys_seconds{
                               given.schedule.spec().time_zone().to_local(*next).time_since_epoch()})
                          .substr(0, 16));
    return all;
}

std::string anchor(const api::task& given) {
    return given.anchor_date
               ? text(std::chrono::sys_seconds{given.anchor_date->time_since_epoch()}).substr(0, 10)
               : "none";
}

std::string document_of(const api::task& given) {
    std::string text;
    append_task_document(text, given);
    return text;
}

}  // namespace

TEST_CASE("8.5 DAY counts from the first run at or after the task was made") {
    CHECK(anchor(made_in_march()) == "2026-03-08");
    CHECK(runs(made_in_march(), "2026-03-07T10:40:00Z", 3) ==
          lines{"2026-03-08T09:00", "2026-03-11T09:00", "2026-03-14T09:00"});
}

TEST_CASE("8.5 at or after the moment is told to the millisecond") {
    struct row {
        int thousandths;
        const char* time;
        const char* anchor;
    };
    for (const row& fact : {row{0, "18:40:00", "2026-03-07"}, row{7, "18:40:00", "2026-03-08"},
                            row{7, "18:40:01", "2026-03-07"}, row{999, "18:40:01", "2026-03-07"}}) {
        std::string body = every_third_day;
        body.replace(body.find("09:00:00"), 8, fact.time);
        CHECK(anchor(good(api::create_task("t", body, millis("2026-03-07T10:40:00Z", fact.thousandths)))) ==
              fact.anchor);
    }
}

// It used to be computed anew from create_time: the 7th, 23:00 was the first run, and the next the 10th.
TEST_CASE("8.5 a changed time moves the time of the runs and not their days") {
    const api::task changed =
        good(modify(made_in_march(), R"({"scheduled_time":"23:00:00"})", millis("2026-03-08T00:00:00Z")));
    CHECK(anchor(changed) == "2026-03-08");
    CHECK(runs(changed, "2026-03-08T00:00:00Z", 2) == lines{"2026-03-08T23:00", "2026-03-11T23:00"});
}

TEST_CASE("8.5 a changed zone keeps the dates, by the new clock") {
    const api::task changed =
        good(modify(made_in_march(), R"({"time_zone":"America/New_York"})", millis("2026-03-08T00:00:00Z")));
    CHECK(runs(changed, "2026-03-08T00:00:00Z", 2) == lines{"2026-03-08T09:00", "2026-03-11T09:00"});
}

TEST_CASE("8.5 another type or interval counts anew, from the first run after the change") {
    struct row {
        const char* body;
        const char* anchor;
    };
    for (const row& fact : {
             row{R"({"day_interval":2})", "2026-03-13"},  // 12 March is over at 09:00
             row{R"({"day_interval":2,"scheduled_time":"23:30:00"})", "2026-03-12"},
             row{R"({"day_interval":3})", "2026-03-08"},  // the same as before
             row{R"({"day_interval":3,"scheduled_type":"day"})", "2026-03-08"},
             row{R"({"day_interval":1})", "none"},  // every day counts from nothing
             row{R"({"scheduled_type":"WEEK","week_list":"2"})", "none"},
             row{R"({"is_enable":false})", "2026-03-08"},
             row{R"({"expire_time":"2026-03-10T00:00:00Z"})", "2026-03-08"},
         }) {
        CAPTURE(fact.body);
        const api::task changed = good(modify(made_in_march(), fact.body, millis("2026-03-12T12:00:00Z")));
        CHECK(anchor(changed) == fact.anchor);
    }
    const api::task weekly = good(modify(made_in_march(), R"({"scheduled_type":"WEEK","week_list":"2"})",
                                         millis("2026-03-12T12:00:00Z")));
    CHECK(anchor(good(modify(weekly, R"({"scheduled_type":"DAY"})", millis("2026-03-14T12:00:00Z")))) ==
          "2026-03-15");
}

TEST_CASE("8.5 a document keeps it, and one from before gets it from create_time when it is read") {
    const api::task changed =
        good(modify(made_in_march(), R"({"scheduled_time":"23:00:00"})", millis("2026-03-08T00:00:00Z")));
    const std::string document = document_of(changed);
    const std::string member = R"("anchor_date":"2026-03-08",)";
    REQUIRE(document.find(member) != std::string::npos);
    CHECK(good(api::read_task_document(document)) == changed);

    std::string from_before = document;
    from_before.erase(from_before.find(member), member.size());
    CHECK(anchor(good(api::read_task_document(from_before))) == "2026-03-07");

    std::string wrong = document;
    CHECK(refusals(api::read_task_document(
              wrong.replace(wrong.find(R"("anchor_date":"2026-03-08")") + 15, 10, "2026-02-30"))) ==
          lines{"out_of_range /anchor_date:9 expected a day of 2026-02 from 01 to 28, but found \"30\""});
    // an answer does not show it
    CHECK(answer_of(changed, now).find("anchor_date") == std::string::npos);
    CHECK(document_of(full_task()).find("anchor_date") == std::string::npos);
}

TEST_CASE("8.5 a body cannot set it") {
    CHECK(refusals(modify(made_in_march(), R"({"anchor_date":"2026-03-09"})", now)).size() == 1);
}
