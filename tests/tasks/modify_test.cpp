// Clause 8: what becomes of a task as a whole when a body changes it.
//
// Covers task_change.cpp by the task that comes out of a body, and by the violations that it keeps to itself;
// and task.cpp by the schedules that a task may have.  A task's cron text and next execution are in
// task_json_test.cpp.
#include <doctest/doctest.h>

#include <nextfire/tasks/modify.hpp>
#include <nextfire/zone/zone_source.hpp>

#include <string>
#include <string_view>
#include <vector>

#include "../support/shown_lines.hpp"
#include "../support/tasks.hpp"

using namespace nextfire_test;
using namespace nextfire;
using api::unknown_members;
using namespace std::string_literals;

namespace {

const schedule_fields every_second_day{
    .scheduled_type = "DAY", .day_interval = "2", .scheduled_time = "09:00:00", .time_zone = "Europe/Berlin"};
const schedule_fields every_day{
    .scheduled_type = "DAY", .day_interval = "1", .scheduled_time = "09:00:00", .time_zone = "Europe/Berlin"};

/// Applies bodies one after another.
api::task changed(api::task given, const std::vector<std::string>& bodies) {
    for (const std::string& body : bodies) given = good(modify(given, body, now));
    return given;
}

std::string next_text(const api::task& given, api::sys_millis at = now) {
    return member_text(answer_of(given, at), "next_execution_time");
}

lines refused(const api::task& before, std::string_view body, const api::task_options& options = {}) {
    return refusals(modify(before, body, now, options));
}

}  // namespace

TEST_CASE("8 a type may change while the fields that it needs are there") {
    const api::task before = full_task();
    for (const char* type : {"FIXED_TIME", "DAY", "MONTH"}) {
        CAPTURE(std::string{type});
        const auto after = modify(before, R"({"scheduled_type":")" + std::string{type} + "\"}", now);
        REQUIRE(after);
        CHECK(differences(before, *after) == lines{"scheduled_type=" + std::string{type}});
    }
}

TEST_CASE("8 the merged task must have what its type needs") {
    const std::string no_field = " needs, but found no such field";
    const api::task day = bare_task(every_day);
    struct row {
        api::task before;
        std::string body;
        lines expected;
    };
    const row rows[] = {
        {day,
         R"({"scheduled_type":"WEEK"})",
         {"missing /week_list expected week_list, which WEEK" + no_field}},
        {day,
         R"({"scheduled_type":"month"})",
         {"missing /month_list expected month_list, which MONTH" + no_field,
          "missing /date_list expected date_list, which MONTH" + no_field}},
        {day,
         R"({"scheduled_type":"MONTH","month_list":"2"})",
         {"missing /date_list expected date_list, which MONTH" + no_field}},
        {day,
         R"({"scheduled_type":"FIXED_TIME"})",
         {"missing /scheduled_date expected scheduled_date, which FIXED_TIME" + no_field}},
        {day,
         R"({"day_interval":null})",
         {"missing /day_interval expected day_interval, which DAY" + no_field}},
        {full_task(),
         R"({"scheduled_type":"MONTH","date_list":null})",
         {"missing /date_list expected date_list, which MONTH" + no_field}},
        {full_task(),
         R"({"scheduled_type":"FIXED_TIME","scheduled_date":null})",
         {"missing /scheduled_date expected scheduled_date, which FIXED_TIME" + no_field}},
        {full_task(),
         R"({"scheduled_type":"FIXED_TIME","scheduled_date":7})",
         {"wrong_type /scheduled_date expected a string, but found 7"}},
    };
    for (const row& fact : rows) {
        CAPTURE(fact.body);
        CHECK(refused(fact.before, fact.body) == fact.expected);
    }
}

TEST_CASE("8 fields of other types are kept, whatever they say, and can be changed and cleared") {
    const api::task after = changed(bare_task(every_day), {R"({"scheduled_type":"WEEK","week_list":"2"})",
                                                           R"({"month_list":"2","date_list":"30"})",
                                                           R"({"scheduled_date":"1999-12-31"})"});
    CHECK(differences(bare_task(every_day), after) == lines{"scheduled_type=WEEK", "week_list=2",
                                                            "month_list=2", "date_list=30",
                                                            "scheduled_date=1999-12-31"});
    CHECK(value_of(after, "day_interval") == "1");

    // what those fields say counts as soon as the type needs them
    CHECK(refused(after, R"({"scheduled_type":"MONTH"})") ==
          lines{"never_fires /date_list expected a day that month 2 has, but found only 30"});
    CHECK(
        changed(after, {R"({"day_interval":null,"month_list":null,"date_list":null,"scheduled_date":null})"})
            .schedule == bare_task({.scheduled_type = "WEEK",
                                    .week_list = "2",
                                    .scheduled_time = "09:00:00",
                                    .time_zone = "Europe/Berlin"})
                             .schedule);
}

TEST_CASE("8 a schedule that could never fire is refused") {
    const api::task monthly = bare_task({.scheduled_type = "MONTH",
                                         .month_list = "1,2",
                                         .date_list = "30,31",
                                         .scheduled_time = "09:00:00",
                                         .time_zone = "America/New_York"});
    CHECK(refused(monthly, R"({"month_list":"2"})") ==
          lines{"never_fires /date_list expected a day that month 2 has, but found only 30,31"});
    CHECK(refused(monthly, R"({"month_list":"4,2","date_list":"31"})") ==
          lines{"never_fires /date_list expected a day that one of the months 2,4 has, but found only 31"});
    CHECK(
        refused(
            monthly,
            R"({"scheduled_type":"FIXED_TIME","scheduled_date":"9999-12-31","scheduled_time":"23:59:59"})") ==
        lines{"never_fires /scheduled_date expected an instant from 1970-01-01T00:00:00Z to "
              "9999-12-31T23:59:59Z, but found 9999-12-31T23:59:59 in America/New_York"});
    // one that has expired is valid: it has no next
    const api::task expired = changed(monthly, {R"({"expire_time":"1999-12-31T00:00:00Z"})"});
    CHECK(next_text(expired) == "null");
}

TEST_CASE("8 every violation is told, in the order of the members, unknown ones last") {
    const api::task before = full_task();
    const api::task copy = before;
    CHECK(
        refused(before, R"({"zzz":1,"target_infos":[],"is_enable":"no","description":7,
            "schedule_task_policy":{"enforcement_enable":0},"task_type":"restart","task_name":"a b",
            "expire_time":"soon","time_zone":"Mars","scheduled_time":"9:00","scheduled_date":"tomorrow",
            "date_list":"0","month_list":"13","week_list":"8","day_interval":"1","scheduled_type":null,"id":"x"})") ==
        lines{"wrong_type /scheduled_type expected a string, but found null",
              "wrong_type /day_interval expected a whole number of days from 1 to 31, but found the string "
              "\"1\"",
              "out_of_range /week_list:1 expected a weekday from 1 (Sunday) to 7 (Saturday), but found \"8\"",
              "out_of_range /month_list:1 expected a month from 1 to 12, but found \"13\"",
              "out_of_range /date_list:1 expected a day from 1 to 31 or L, but found \"0\"",
              "malformed /scheduled_date:1 expected a date as yyyy-MM-dd, but found \"tomorrow\"",
              "malformed /scheduled_time:2 expected a time of day as HH:mm:ss, but found \"9:00\"",
              "unknown_name /time_zone expected a time zone such as Europe/Berlin, but found \"Mars\"",
              "malformed /expire_time:1 expected a time as 2026-12-31T23:59:59Z, but found \"soon\"",
              "malformed /task_name:2 expected 1 to 64 letters, digits, ideographs, _ or -, but found \" \"",
              "unknown_name /task_type expected RESTART_SERVER, START_SERVER, STOP_SERVER or REINSTALL_OS, "
              "but found the string \"restart\"",
              "wrong_type /schedule_task_policy/enforcement_enable expected true or false, but found 0",
              "wrong_type /description expected a string, but found 7",
              "wrong_type /is_enable expected true or false, but found the string \"no\"",
              "out_of_range /target_infos expected an array of 1 to 1000 targets, but found 0",
              "unknown_name /zzz expected one of scheduled_type, day_interval, week_list, month_list, "
              "date_list, scheduled_date, scheduled_time, time_zone, expire_time, task_name, task_type, "
              "schedule_task_policy, description, is_enable, target_infos, but found \"zzz\"",
              "unknown_name /id expected a member that can be set, but found id, which only the service "
              "sets"});
    CHECK(before == copy);
}

TEST_CASE("8 one wrong member, and the right ones beside it change nothing") {
    CHECK(refused(full_task(),
                  R"({"is_enable":false,"task_name":"other","week_list":"8","description":null})") ==
          lines{"out_of_range /week_list:1 expected a weekday from 1 (Sunday) to 7 (Saturday), but found "
                "\"8\""});
}

TEST_CASE("8 unknown members are refused with a suggestion") {
    CHECK(refused(full_task(), R"({"week_lst":"1"})") ==
          lines{"unknown_name /week_lst expected a known member, but found \"week_lst\"; did you mean "
                "week_list?"});
    CHECK(refused(full_task(), R"({"Task_Name":"a"})") ==
          lines{"unknown_name /Task_Name expected a known member, but found \"Task_Name\"; did you mean "
                "task_name?"});
    for (const char* member :
         {"id", "last_status", "task_cron", "next_execution_time", "create_time", "update_time"}) {
        const std::string name{member};
        CHECK(refused(full_task(), "{\"" + name + "\":null}") ==
              lines{"unknown_name /" + name + " expected a member that can be set, but found " + name +
                    ", which only the service sets"});
    }
    CHECK(
        refused(full_task(), R"({"a/b~c":1})").front().starts_with("unknown_name /a~1b~0c expected one of "));
    CHECK(refused(full_task(), R"({"":1})").front().ends_with(", but found an empty name"));
}

TEST_CASE("8 unknown members are passed over where that is asked for") {
    const api::task_options lenient{.unknown = unknown_members::accepted};
    const auto after = modify(full_task(),
                              R"({"week_lst":"8","id":7,"update_time":null,"":{},"is_enable":false,
                                  "schedule_task_policy":{"later":1},
                                  "target_infos":[{"target_type":"SERVER","target_id":"s","region":{"a":[1]}}]})",
                              now, lenient);
    REQUIRE(after);
    CHECK(differences(full_task(), *after) == lines{"is_enable=false", "target_infos=SERVER=s"});
    CHECK(refused(full_task(), R"({"week_lst":"8","week_list":"8"})", lenient) ==
          lines{"out_of_range /week_list:1 expected a weekday from 1 (Sunday) to 7 (Saturday), but found "
                "\"8\""});
}

TEST_CASE("8 update_time is now, and never goes back") {
    api::task before = full_task();
    CHECK(modify(before, "{}", changed_at)->update_time == changed_at);
    CHECK(modify(before, "{}", changed_at + std::chrono::milliseconds{1})->update_time ==
          changed_at + std::chrono::milliseconds{1});
    before.update_time = millis("2030-01-01T00:00:00Z", 999);
    const auto after = modify(before, R"({"is_enable":false})", now);
    REQUIRE(after);
    CHECK(after->update_time == millis("2030-01-01T00:00:00Z", 999));
    CHECK(after->create_time == made_at);
}

TEST_CASE(
    "8 next_execution_time: strictly after now, local, told for disabled tasks, null when none is left") {
    const api::task daily = bare_task(every_day);
    CHECK(next_text(daily, millis("2026-11-24T07:59:59Z", 999)) == "\"2026-11-24 09:00:00\"");
    CHECK(next_text(daily, millis("2026-11-24T08:00:00Z")) == "\"2026-11-25 09:00:00\"");
    CHECK(next_text(daily, millis("2026-11-24T08:00:00Z", 1)) == "\"2026-11-25 09:00:00\"");
    CHECK(next_text(changed(daily, {R"({"is_enable":false})"})) == "\"2026-11-24 09:00:00\"");
    CHECK(next_text(changed(daily, {R"({"expire_time":"2026-11-24T08:00:00Z"})"})) ==
          "\"2026-11-24 09:00:00\"");
    CHECK(next_text(changed(daily, {R"({"expire_time":"2026-11-24T07:59:59Z"})"})) == "null");
    const std::string once = R"("scheduled_type":"FIXED_TIME","scheduled_date":)";
    CHECK(next_text(changed(daily, {"{" + once + R"("2026-11-23"})"})) == "null");
    CHECK(next_text(changed(daily, {"{" + once + R"("2026-11-24"})"})) == "\"2026-11-24 09:00:00\"");
    // 02:30 of 29 March 2026 does not exist in Berlin: the clock jumps from 02:00 to 03:00
    CHECK(next_text(changed(daily, {R"({"scheduled_time":"02:30:00"})"}), millis("2026-03-28T12:00:00Z")) ==
          "\"2026-03-29 03:00:00\"");
}

TEST_CASE("8 an expiry given as a local time goes with the zone, one given as an instant stays") {
    const api::task daily = bare_task(every_day);
    const api::task local = changed(daily, {R"({"expire_time":"2026-11-24 09:00:00"})"});
    const api::task instant = changed(daily, {R"({"expire_time":"2026-11-24T09:00:00+01:00"})"});
    CHECK(next_text(local) == "\"2026-11-24 09:00:00\"");
    CHECK(next_text(instant) == "\"2026-11-24 09:00:00\"");
    const std::string west = R"({"time_zone":"America/Los_Angeles"})";
    CHECK(next_text(changed(local, {west})) == "\"2026-11-24 09:00:00\"");
    CHECK(next_text(changed(instant, {west})) == "null");
    CHECK(value_of(changed(local, {west}), "expire_time") == "2026-11-24 09:00:00");
    CHECK(value_of(changed(instant, {west}), "expire_time") == "2026-11-24T08:00:00Z");
    // and is checked again there
    const api::task early = changed(daily, {R"({"expire_time":"1970-01-01 01:00:00"})"});
    CHECK(refused(early, R"({"time_zone":"Asia/Tokyo"})") ==
          lines{"out_of_range /expire_time:1 expected an instant from 1970-01-01T00:00:00Z to "
                "9999-12-31T23:59:59Z, but found \"1970-01-01 01:00:00\""});
}

TEST_CASE("8 zones come from where the options say") {
    const auto find_moon = [](std::string_view name) -> result<zone> {
        if (name != "Acme/Moon") return zone::find(name);
        const std::vector<zone_change> changes{{min_instant, std::chrono::hours{5}, "MOT"}};
        return make_zone("Acme/Moon", changes, "");
    };
    const api::task_options options{.schedule = {.default_time_zone = "Acme/Moon", .find_zone = find_moon}};
    const auto after = modify(bare_task(every_day), R"({"time_zone":null})", now, options);
    REQUIRE(after);
    CHECK(value_of(*after, "time_zone") == "Acme/Moon");
    CHECK(next_text(*after) == "\"2026-11-24 09:00:00\"");
    CHECK(refusals(modify(*after, "{}", now, options)) == lines{});
}

TEST_CASE("8.1 the API has a default zone of its own, where the options name none") {
    CHECK(api::default_time_zone == "Asia/Shanghai");
    const schedule_fields nowhere{.scheduled_type = "DAY", .day_interval = "1", .scheduled_time = "09:00:00"};
    CHECK(value_of(bare_task(nowhere), "time_zone") == api::default_time_zone);
    // another source of zones is asked for it
    std::vector<std::string> asked;
    const api::task_options options{
        .schedule = {.find_zone = [&asked](std::string_view name) -> result<zone> {
            asked.emplace_back(name);
            return zone::find(name);
        }}};
    const auto after = modify(full_task(), R"({"time_zone":null})", now, options);
    REQUIRE(after);
    CHECK(value_of(*after, "time_zone") == api::default_time_zone);
    CHECK(asked == std::vector<std::string>{"Asia/Shanghai"});
}

TEST_CASE("8 a body is one JSON object") {
    const api::task before = full_task();
    struct row {
        std::string body;
        std::string expected;
    };
    const row rows[] = {
        {"", "malformed :1 line 1, column 1: expected a JSON value, but found the end of the text"},
        {"null", "wrong_type  expected a JSON object, but found null"},
        {"7", "wrong_type  expected a JSON object, but found 7"},
        {"true", "wrong_type  expected a JSON object, but found true"},
        {R"("{}")", R"(wrong_type  expected a JSON object, but found the string "{}")"},
        {"[]", "wrong_type  expected a JSON object, but found an array"},
        {"\xEF\xBB\xBF{}",
         "malformed :1 line 1, column 1: expected JSON without a byte-order mark, but found one"},
        {"{}\0"s, "malformed :3 line 1, column 3: expected text without NUL, but found one"},
        {R"({"description":"a\u0000b"})",
         "malformed :16 line 1, column 16: expected text without NUL, but found \\u0000 in it"},
        {"{} x", "malformed :4 line 1, column 4: expected the end of the text, but found \"x\""},
        {"{}{}", "malformed :3 line 1, column 3: expected the end of the text, but found \"{\""},
        {"{\"is_enable\":true,\n \"is_enable\":true}",
         "malformed :2 line 2, column 2: expected each member name once, but found \"is_enable\" again"},
        {R"({"schedule_task_policy":{"enforcement_enable":true,"enforcement_enable":true}})",
         "malformed :52 line 1, column 52: expected each member name once, but found \"enforcement_enable\" "
         "again"},
        {R"({"x":1,"x":2})",
         "malformed :8 line 1, column 8: expected each member name once, but found \"x\" again"},
        {"{\"description\":\"\xff\"}",
         "malformed :17 line 1, column 17: expected UTF-8, but found \"\\xff\""},
        {R"({"is_enable":true,})",
         "malformed :19 line 1, column 19: expected a member name in double quotes, but found \"}\""},
        {R"({'is_enable':true})",
         "malformed :2 line 1, column 2: expected a member name in double quotes, but found \"'\""},
        {R"({"x":[[[[[[[[]]]]]]]]})",
         "too_long :13 line 1, column 13: expected at most 8 levels of nesting, but found one more"},
    };
    for (const row& fact : rows) {
        CAPTURE(fact.body);
        for (const unknown_members unknown : {unknown_members::refused, unknown_members::accepted})
            CHECK(refused(before, fact.body, {.unknown = unknown}) == lines{fact.expected});
    }
    CHECK(refused(before, R"({"x":[[[[[[[]]]]]]]})", {.unknown = unknown_members::accepted}) == lines{});
}

TEST_CASE("8 a body has at most 128 KiB, or what the options say") {
    const auto padded = [](std::size_t bytes) { return "{}" + std::string(bytes - 2, ' '); };
    const std::size_t most = std::size_t{128} * 1024;
    CHECK(refused(full_task(), padded(most - 1)) == lines{});
    CHECK(refused(full_task(), padded(most)) == lines{});
    CHECK(refused(full_task(), padded(most + 1)) ==
          lines{"too_long  expected at most 131072 bytes of JSON, but found more"});
    CHECK(refused(full_task(), padded(100), {.body_bytes = 100}) == lines{});
    CHECK(refused(full_task(), padded(101), {.body_bytes = 100}) ==
          lines{"too_long  expected at most 100 bytes of JSON, but found more"});
    CHECK(refused(full_task(), padded(most + 1), {.body_bytes = most + 1}) == lines{});
}

// Where a value had the wrong type, the task's own used to stand in for it, and what followed from that was
// told.
TEST_CASE("6.1 a violation brings no second one about what was there before") {
    const api::task february = bare_task({.scheduled_type = "MONTH",
                                          .month_list = "1",
                                          .date_list = "30",
                                          .scheduled_time = "09:00:00",
                                          .time_zone = "UTC"});
    CHECK(refused(february, R"({"month_list":"2","date_list":31})") ==
          lines{"wrong_type /date_list expected a string, but found 31"});
    CHECK(refused(february, R"({"month_list":"2"})") ==
          lines{"never_fires /date_list expected a day that month 2 has, but found only 30"});

    // 20:00 four hours behind UTC is the first instant of all; by UTC it would be too early.
    const api::task earliest = bare_task({.scheduled_type = "DAY",
                                          .day_interval = "1",
                                          .scheduled_time = "09:00:00",
                                          .time_zone = "-04:00",
                                          .expire_time = "1969-12-31 20:00:00"});
    const lines zone_alone = refused(earliest, R"({"time_zone":"Nowhere"})");
    REQUIRE(zone_alone.size() == 1);
    CHECK(zone_alone.front().starts_with("unknown_name /time_zone "));
    CHECK(refused(earliest, R"({"time_zone":"UTC"})").front().starts_with("out_of_range /expire_time"));
}

TEST_CASE("8.6 an instant beyond all that there are counts as the last of them, or the first") {
    const api::task before = bare_task(every_day);
    const auto late = modify(before, "{}", api::sys_millis::max());
    REQUIRE(late);
    CHECK(member_text(answer_of(*late, now), "update_time") == "\"9999-12-31T23:59:59.999Z\"");
    const auto early = modify(before, "{}", api::sys_millis::min());
    REQUIRE(early);
    CHECK(early->update_time == before.update_time);
}
