//
// Covers request_members.cpp by members that are null, of a wrong type, unknown, or replaced by other texts.
#include <doctest/doctest.h>

#include "request/schedule_request.hpp"

#include "base/nearest_name.hpp"
#include "request/unknown_member.hpp"

#include <chrono>
#include <string>
#include <string_view>
#include <vector>

using namespace nextfire;
using namespace std::chrono_literals;
using api::schedule_request;

namespace {

/// Reads a request as the member /schedule of something larger.
result<schedule_spec> read_spec(std::string_view text, const spec_options& options = {}) {
    const result<api::json_value> json = api::read_json(text);
    REQUIRE(json);
    schedule_request request{api::schedule_notations::spec};
    request.read(*json->as_object(), "/schedule", {});
    return request.check_spec(options);
}

/// All violations, a line each: `code field:column message`.
std::vector<std::string> refusals(const result<schedule_spec>& spec) {
    std::vector<std::string> told;
    if (spec) return told;
    for (const violation& error : spec.errors())
        told.push_back(std::string{to_string(error.code)} + " " + error.field +
                       (error.column ? ":" + std::to_string(*error.column) : "") + " " + error.message);
    return told;
}

using lines = std::vector<std::string>;

}  // namespace

TEST_CASE("a request becomes a schedule") {
    const auto spec =
        read_spec(R"({"scheduled_type":"day","day_interval":1,"week_list":"1,2,7","month_list":"1,3,12",
        "date_list":"1,2,28,L","time_zone":"Asia/Shanghai","scheduled_date":"2022-12-23",
        "scheduled_time":"09:00:00","expire_time":"2030-01-01T00:00:00Z"})");
    REQUIRE(spec);
    CHECK(spec->type() == schedule_type::day);
    CHECK(spec->day_interval() == std::chrono::days{1});
    CHECK(spec->weekday_bits() == 0b1000011);
    CHECK(spec->month_bits() == 0b1000'0000'0101);
    CHECK(spec->day_bits() == (schedule_spec::last_day_bit | 1U << 27 | 0b11));
    CHECK(spec->time_zone().name() == "Asia/Shanghai");
    CHECK(spec->time_of_day() == 9h);
    CHECK(spec->expire_time() == std::chrono::sys_days{std::chrono::year{2030} / 1 / 1});
}

TEST_CASE("null is as absent") {
    const auto spec =
        read_spec(R"({"scheduled_type":"DAY","day_interval":31,"week_list":null,"time_zone":"UTC",
        "scheduled_time":"09:00:00","expire_time":null})");
    REQUIRE(spec);
    CHECK(spec->weekday_bits() == 0);
    CHECK_FALSE(spec->expire_time());
    CHECK(refusals(read_spec(R"({"scheduled_type":"DAY","day_interval":null,"scheduled_time":"09:00:00",
                            "time_zone":"UTC"})")) ==
          lines{"missing /schedule/day_interval expected day_interval, which DAY needs, but found no such "
                "field"});
}

TEST_CASE("a number of days is an integer of JSON and nothing else") {
    struct row {
        std::string value;
        std::string refusal;
    };
    const row rows[] = {
        {"1.0",
         "wrong_type /schedule/day_interval expected a whole number of days from 1 to 31, but found 1.0"},
        {"1e0",
         "wrong_type /schedule/day_interval expected a whole number of days from 1 to 31, but found 1e0"},
        {"\"1\"",
         "wrong_type /schedule/day_interval expected a whole number of days from 1 to 31, but found the "
         "string \"1\""},
        {"true",
         "wrong_type /schedule/day_interval expected a whole number of days from 1 to 31, but found true"},
        {"[1]",
         "wrong_type /schedule/day_interval expected a whole number of days from 1 to 31, but found an "
         "array"},
        {"{}",
         "wrong_type /schedule/day_interval expected a whole number of days from 1 to 31, but found an "
         "object"},
        {"0",
         "out_of_range /schedule/day_interval expected a whole number of days from 1 to 31, but found 0"},
        {"32",
         "out_of_range /schedule/day_interval expected a whole number of days from 1 to 31, but found 32"},
        {"-1",
         "out_of_range /schedule/day_interval expected a whole number of days from 1 to 31, but found -1"},
        {"2147483648",
         "out_of_range /schedule/day_interval expected a whole number of days from 1 to 31, but found "
         "2147483648"},
        {"4294967297",
         "out_of_range /schedule/day_interval expected a whole number of days from 1 to 31, but found "
         "4294967297"},
        {"99999999999999999999",
         "out_of_range /schedule/day_interval expected a whole number of days from 1 to 31, but found "
         "99999999999999999999"},
    };
    for (const row& expected : rows) {
        CAPTURE(expected.value);
        const std::string text =
            R"({"scheduled_type":"DAY","scheduled_time":"09:00:00","time_zone":"UTC","day_interval":)" +
            expected.value + "}";
        CHECK(refusals(read_spec(text)) == lines{expected.refusal});
    }
}

TEST_CASE("every other field is a string") {
    for (const std::string_view member : api::schedule_members) {
        if (member == "day_interval") continue;
        CAPTURE(member);
        std::string text = R"({"day_interval":1)";
        if (member != "scheduled_type") text += R"(,"scheduled_type":"DAY")";
        if (member != "scheduled_time") text += R"(,"scheduled_time":"09:00:00")";
        if (member != "time_zone") text += R"(,"time_zone":"UTC")";
        text += ",\"" + std::string{member} + "\":7}";
        CHECK(refusals(read_spec(text)) ==
              lines{"wrong_type /schedule/" + std::string{member} + " expected a string, but found 7"});
    }
}

TEST_CASE("types, texts and names are refused together, in the order of the fields") {
    CHECK(refusals(read_spec(R"({"week_lst":"1","scheduled_time":"9:00","date_list":["1"],"week_list":"1,9",
                           "time_zone":"UTC","day_interval":"1","scheduled_type":"WEEK","x~y/z":1})")) ==
          lines{"wrong_type /schedule/day_interval expected a whole number of days from 1 to 31, but found "
                "the string "
                "\"1\"",
                "out_of_range /schedule/week_list:3 expected a weekday from 1 (Sunday) to 7 (Saturday), but "
                "found \"9\"",
                "wrong_type /schedule/date_list expected a string, but found an array",
                "malformed /schedule/scheduled_time:2 expected a time of day as HH:mm:ss, but found \"9:00\"",
                "unknown_name /schedule/week_lst expected a known member, but found \"week_lst\"; did you "
                "mean week_list?",
                "unknown_name /schedule/x~0y~1z expected one of scheduled_type, day_interval, week_list, "
                "month_list, "
                "date_list, scheduled_date, scheduled_time, time_zone, expire_time, but found \"x~y/z\""});
}

TEST_CASE("2.7 without a zone there is the caller's default, or a violation") {
    const lines no_zone{
        "missing /schedule/time_zone expected a time zone such as Europe/Berlin, but found no such field"};
    for (const char* zone : {"", R"(,"time_zone":null)"}) {
        CAPTURE(zone);
        const std::string text = R"({"scheduled_type":"DAY","day_interval":1,"scheduled_time":"09:00:00")" +
                                 std::string{zone} + "}";
        CHECK(refusals(read_spec(text)) == no_zone);
        const auto spec = read_spec(text, {.default_time_zone = "europe/berlin"});
        REQUIRE(spec);
        CHECK(spec->time_zone().name() == "Europe/Berlin");
    }
}

TEST_CASE("members of the task stand beside the schedule and are passed over") {
    const auto json = api::read_json(R"({"task_name":"restart web","task_type":1,"schedule_task_policy":{},
        "description":null,"is_enable":"x","target_infos":[],"scheduled_type":"DAY","day_interval":1,
        "scheduled_time":"09:00:00","time_zone":"UTC"})");
    schedule_request request{api::schedule_notations::spec};
    request.read(*json->as_object(), "", api::task_members);
    CHECK(request.check_spec());
}

TEST_CASE("at the root, pointers have one part") {
    const auto json = api::read_json(
        R"({"scheduled_type":"DAY","day_interval":1,"scheduled_time":"x","time_zone":"Z","is_enabled":1})");
    schedule_request request{api::schedule_notations::spec};
    request.read(*json->as_object(), "", api::task_members);
    CHECK(refusals(request.check_spec()) ==
          lines{"malformed /scheduled_time:1 expected a time of day as HH:mm:ss, but found \"x\"",
                "unknown_name /is_enabled expected a known member, but found \"is_enabled\"; did you mean "
                "is_enable?"});
}

TEST_CASE("a field that is replaced takes its violations with it") {
    const auto json =
        api::read_json(R"({"scheduled_type":7,"day_interval":"x","scheduled_time":"25","time_zone":"UTC"})");
    schedule_request request{api::schedule_notations::spec};
    request.read(*json->as_object(), "", {});
    request.replace({.scheduled_type = "DAY", .day_interval = "2", .scheduled_time = "09:00:00"});
    const auto spec = request.check_spec();
    REQUIRE(spec);
    CHECK(spec->day_interval() == std::chrono::days{2});

    request.replace({.day_interval = "32"});
    CHECK(
        refusals(request.check_spec()) ==
        lines{"out_of_range day_interval:1 expected a whole number of days from 1 to 31, but found \"32\""});
}

TEST_CASE("without JSON, fields are named as they are") {
    schedule_request request{api::schedule_notations::spec};
    request.replace({.scheduled_type = "DAY", .day_interval = "1"});
    CHECK(refusals(request.check_spec()) ==
          lines{"missing scheduled_time expected a time of day as HH:mm:ss, but found no such field",
                "missing time_zone expected a time zone such as Europe/Berlin, but found no such field"});
}

TEST_CASE("a misspelt name gets the nearest known one") {
    const auto nearest = [](std::string_view name) {
        return nextfire::detail::nearest_name(name, api::schedule_members);
    };
    CHECK(nearest("week_lst") == "week_list");
    CHECK(nearest("weeklist") == "week_list");
    CHECK(nearest("WEEK_LIST") == "week_list");
    CHECK(nearest("timezone") == "time_zone");
    CHECK(nearest("tmie_zone") == "time_zone");
    CHECK(nearest("schedule_time") == "scheduled_time");
    CHECK_FALSE(nearest("cron"));
    CHECK_FALSE(nearest(""));
    CHECK_FALSE(nearest(std::string(1'000'000, 'x')));
}

TEST_CASE("a very long name is cut in the message and left out of the pointer") {
    const violation error = api::unknown_member("/schedule", std::string(1000, 'x'), api::task_members);
    CHECK(error.field == "/schedule");
    CHECK(error.message.find("xxx…\" (1000 bytes)") != std::string::npos);
    CHECK(error.message.size() < 300);
}
