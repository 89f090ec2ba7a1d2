// Clause 8.10: when the schedule in a body would run, before there is a task.
#include <doctest/doctest.h>

#include <nextfire/tasks/future_executions.hpp>

#include <string>
#include <string_view>

#include "../support/shown_lines.hpp"
#include "../support/tasks.hpp"

using namespace nextfire_test;
using namespace nextfire;
using api::sys_millis;

namespace {

std::string foreseen(std::string_view body, std::size_t count, sys_millis from = now,
                     const api::task_options& options = {}) {
    std::string text;
    append_future_executions(text, good(api::read_future_executions(body, from, count, options)));
    return text;
}

/// A schedule of every day in a zone.
std::string daily(const std::string& zone, const std::string& time, const std::string& more = "") {
    return R"({"scheduled_type":"DAY","day_interval":1,"scheduled_time":")" + time + R"(","time_zone":")" +
           zone + '"' + more + "}";
}

std::string answer(const std::vector<std::string>& executions, const std::string& zone) {
    std::string text = R"({"future_executions":[)";
    for (const std::string& each : executions) text += (text.back() == '[' ? "\"" : ",\"") + each + '"';
    return text + R"(],"time_zone":")" + zone + "\"}";
}

}  // namespace

TEST_CASE("8.10 local times with their offset, GMT alone where there is none") {
    struct row {
        const char* zone;
        const char* from;
        const char* expected;
    };
    const row rows[] = {
        {"Asia/Shanghai", "2026-11-23T21:22:06Z", "2026-11-24 09:00:00 GMT+08:00"},
        {"UTC", "2026-11-23T21:22:06Z", "2026-11-24 09:00:00 GMT"},
        {"GMT", "2026-11-23T21:22:06Z", "2026-11-24 09:00:00 GMT"},
        {"Europe/London", "2026-11-23T21:22:06Z", "2026-11-24 09:00:00 GMT"},
        {"Europe/London", "2026-06-23T21:22:06Z", "2026-06-24 09:00:00 GMT+01:00"},
        {"America/St_Johns", "2026-11-23T21:22:06Z", "2026-11-24 09:00:00 GMT-03:30"},
        {"America/St_Johns", "2026-06-23T21:22:06Z", "2026-06-24 09:00:00 GMT-02:30"},
        {"Asia/Kathmandu", "2026-11-23T21:22:06Z", "2026-11-24 09:00:00 GMT+05:45"},
        {"Pacific/Kiritimati", "2026-11-23T21:22:06Z", "2026-11-25 09:00:00 GMT+14:00"},
        {"-18:00", "2026-11-23T21:22:06Z", "2026-11-23 09:00:00 GMT-18:00"},
        {"Africa/Monrovia", "1971-01-01T21:22:06Z", "1971-01-02 09:00:00 GMT-00:44:30"},
    };
    for (const row& fact : rows) {
        CAPTURE(std::string{fact.zone});
        CHECK(foreseen(daily(fact.zone, "09:00:00"), 1, millis(fact.from)) ==
              answer({fact.expected}, fact.zone));
    }
}

TEST_CASE("8.10 the zone is told by its name in proper spelling, a link included") {
    CHECK(foreseen(daily("prc", "09:00:00"), 1) == answer({"2026-11-24 09:00:00 GMT+08:00"}, "PRC"));
    CHECK(foreseen(daily("China Standard Time", "09:00:00"), 1) ==
          answer({"2026-11-24 09:00:00 GMT+08:00"}, "Asia/Shanghai"));
    CHECK(foreseen(daily("utc+8", "09:00:00"), 1) == answer({"2026-11-24 09:00:00 GMT+08:00"}, "+08:00"));
    const std::string nowhere = R"({"scheduled_type":"DAY","day_interval":1,"scheduled_time":"09:00:00"})";
    CHECK(foreseen(nowhere, 1) == answer({"2026-11-24 09:00:00 GMT+08:00"}, "Asia/Shanghai"));
    CHECK(foreseen(nowhere, 1, now, {.schedule = {.default_time_zone = "utc"}}) ==
          answer({"2026-11-24 09:00:00 GMT"}, "UTC"));
}

TEST_CASE("8.10 as many as are asked for, strictly after now") {
    const std::string body = daily("UTC", "09:00:00");
    CHECK(foreseen(body, 0) == answer({}, "UTC"));
    CHECK(foreseen(body, 3, millis("2026-11-24T08:59:59Z", 999)) ==
          answer({"2026-11-24 09:00:00 GMT", "2026-11-25 09:00:00 GMT", "2026-11-26 09:00:00 GMT"}, "UTC"));
    CHECK(foreseen(body, 1, millis("2026-11-24T09:00:00Z")) == answer({"2026-11-25 09:00:00 GMT"}, "UTC"));
    CHECK(foreseen(body, 1, millis("2026-11-24T09:00:00Z", 1)) == answer({"2026-11-25 09:00:00 GMT"}, "UTC"));
    CHECK(good(api::read_future_executions(body, now, 1000)).instants.size() == 1000);
}

TEST_CASE("8.10 fewer where the schedule expires before") {
    const auto until = [](const std::string& expiry) {
        return daily("Asia/Shanghai", "09:00:00", R"(,"expire_time":")" + expiry + '"');
    };
    const std::vector<std::string> two{"2026-11-24 09:00:00 GMT+08:00", "2026-11-25 09:00:00 GMT+08:00"};
    CHECK(foreseen(until("2026-11-25T01:00:00Z"), 5) == answer(two, "Asia/Shanghai"));
    CHECK(foreseen(until("2026-11-25 09:00:00"), 5) == answer(two, "Asia/Shanghai"));
    CHECK(foreseen(until("2026-11-25T00:59:59Z"), 5) == answer({two[0]}, "Asia/Shanghai"));
    CHECK(foreseen(until("2026-11-23T21:22:06Z"), 5) == answer({}, "Asia/Shanghai"));
    const std::string once =
        R"({"scheduled_type":"FIXED_TIME","scheduled_time":"09:00:00","scheduled_date":)";
    CHECK(foreseen(once + R"("2026-11-24"})", 5) == answer({two[0]}, "Asia/Shanghai"));
    CHECK(foreseen(once + R"("2026-11-23"})", 5) == answer({}, "Asia/Shanghai"));
}

TEST_CASE("8.10 at clock changes") {
    // Berlin: 02:00 -> 03:00 on 29 March 2026, 03:00 -> 02:00 on 25 October
    CHECK(foreseen(daily("Europe/Berlin", "02:30:00"), 3, millis("2026-03-27T12:00:00Z")) ==
          answer({"2026-03-28 02:30:00 GMT+01:00", "2026-03-29 03:00:00 GMT+02:00",
                  "2026-03-30 02:30:00 GMT+02:00"},
                 "Europe/Berlin"));
    CHECK(foreseen(daily("Europe/Berlin", "02:30:00"), 3, millis("2026-10-23T12:00:00Z")) ==
          answer({"2026-10-24 02:30:00 GMT+02:00", "2026-10-25 02:30:00 GMT+02:00",
                  "2026-10-26 02:30:00 GMT+01:00"},
                 "Europe/Berlin"));
    // London: 00:00 GMT is in winter only
    CHECK(foreseen(daily("Europe/London", "09:00:00"), 2, millis("2026-10-23T12:00:00Z")) ==
          answer({"2026-10-24 09:00:00 GMT+01:00", "2026-10-25 09:00:00 GMT"}, "Europe/London"));
}

TEST_CASE("8.10 DAY counts from the first run at or after now, to the millisecond") {
    const auto every_third = [](const std::string& time) {
        return R"({"scheduled_type":"DAY","day_interval":3,"scheduled_time":")" + time + "\"}";
    };
    // now is 05:22:06.042 in Shanghai, 24 November
    CHECK(foreseen(every_third("09:00:00"), 3) ==
          answer({"2026-11-24 09:00:00 GMT+08:00", "2026-11-27 09:00:00 GMT+08:00",
                  "2026-11-30 09:00:00 GMT+08:00"},
                 "Asia/Shanghai"));
    CHECK(foreseen(every_third("05:22:07"), 1) == answer({"2026-11-24 05:22:07 GMT+08:00"}, "Asia/Shanghai"));
    CHECK(foreseen(every_third("05:22:06"), 2) ==
          answer({"2026-11-25 05:22:06 GMT+08:00", "2026-11-28 05:22:06 GMT+08:00"}, "Asia/Shanghai"));
    // a run at now itself counts, though it is not told
    CHECK(foreseen(every_third("05:22:06"), 1, millis("2026-11-23T21:22:06Z")) ==
          answer({"2026-11-27 05:22:06 GMT+08:00"}, "Asia/Shanghai"));
}

TEST_CASE("8.10 at the end of time none are left") {
    const sys_millis last = millis("9999-12-31T23:59:59Z", 500);
    CHECK(foreseen(daily("UTC", "23:59:59"), 5, last) == answer({}, "UTC"));
    CHECK(
        foreseen(R"({"scheduled_type":"DAY","day_interval":2,"scheduled_time":"09:00:00","time_zone":"UTC"})",
                 5, last) == answer({}, "UTC"));
    CHECK(foreseen(daily("UTC", "23:59:59"), 5, millis("9999-12-30T23:59:59Z", 500)) ==
          answer({"9999-12-31 23:59:59 GMT"}, "UTC"));
}

TEST_CASE("8.10 what is wrong with a body") {
    const auto refused = [](std::string_view body, const api::task_options& options = {}) {
        return refusals(api::read_future_executions(body, now, 5, options));
    };
    CHECK(refused("{}") ==
          lines{"missing /scheduled_type expected FIXED_TIME, DAY, WEEK or MONTH, but found no such field",
                "missing /scheduled_time expected a time of day as HH:mm:ss, but found no such field"});
    CHECK(
        refused(
            R"({"scheduled_type":"MONTH","month_list":"2","date_list":"30","scheduled_time":"09:00:00"})") ==
        lines{"never_fires /date_list expected a day that month 2 has, but found only 30"});
    CHECK(refused(R"({"scheduled_type":"FIXED_TIME","scheduled_date":"9999-12-31","scheduled_time":"23:59:59",
                      "time_zone":"America/New_York"})") ==
          lines{"never_fires /scheduled_date expected an instant from 1970-01-01T00:00:00Z to "
                "9999-12-31T23:59:59Z, but found 9999-12-31T23:59:59 in America/New_York"});
    CHECK(refused("[]") == lines{"wrong_type  expected a JSON object, but found an array"});
    CHECK(refused("{}{}") ==
          lines{"malformed :3 line 1, column 3: expected the end of the text, but found \"{\""});
    const std::string stranger =
        R"({"scheduled_type":"DAY","day_interval":1,"scheduled_time":"09:00:00","wek":1})";
    CHECK(refused(stranger).size() == 1);
    CHECK(refused(stranger, {.unknown = api::unknown_members::accepted}) == lines{});
    CHECK(refused("{}" + std::string(100, ' '), {.body_bytes = 100}) ==
          lines{"too_long  expected at most 100 bytes of JSON, but found more"});
}
