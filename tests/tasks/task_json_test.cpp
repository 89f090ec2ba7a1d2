// Clauses 8.7 and 8.8: tasks as JSON, as the API answers them and as stores keep them.
#include <doctest/doctest.h>

#include <nextfire/tasks/task_json.hpp>

#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "../support/shown_lines.hpp"
#include "../support/tasks.hpp"

using namespace nextfire_test;
using namespace nextfire;
using api::task_view;

namespace {

std::string kept_document_of(const api::task& given) {
    std::string text;
    append_task_document(text, given);
    return text;
}

/// A document with one part of its text replaced.
std::string spoilt(std::string document, const std::string& part, const std::string& other) {
    const std::size_t at = document.find(part);
    REQUIRE(at != std::string::npos);
    return document.replace(at, part.size(), other);
}

const schedule_fields weekly_fields{.scheduled_type = "WEEK",
                                    .week_list = "2,3,4,5,6",
                                    .scheduled_time = "09:00:00",
                                    .time_zone = "Asia/Shanghai"};

}  // namespace

TEST_CASE("8.8 an answer has every member, in the order of the API") {
    CHECK(answer_of(full_task(), now) ==
          R"({"id":"ad1e0a6e-1f2c","task_name":"weekly_restart-1","last_status":"SUCCESS",)"
          R"("task_type":"RESTART_SERVER","task_cron":"0 0 9 ? * 1,2,7",)"
          R"("next_execution_time":"2026-11-28 09:00:00","schedule_task_policy":{"enforcement_enable":true},)"
          R"("scheduled_type":"WEEK","day_interval":2,"week_list":"1,2,7","month_list":"1,3,12",)"
          R"("date_list":"1,2,28,L","time_zone":"Europe/Berlin","scheduled_date":"2026-12-23",)"
          R"("scheduled_time":"09:00:00","expire_time":"2030-12-23T01:00:00Z",)"
          R"("description":"restarts the servers","is_enable":true,)"
          R"("create_time":"2026-01-31T08:15:30.007Z","update_time":"2026-06-01T00:00:00.042Z"})");
    api::task bare = bare_task(weekly_fields);
    bare.is_enable = false;
    const std::string expected =
        R"({"id":"t-1","task_name":"bare","last_status":"WAITING","task_type":"STOP_SERVER",)"
        R"("task_cron":"0 0 9 ? * 2,3,4,5,6","next_execution_time":"2026-11-24 09:00:00",)"
        R"("schedule_task_policy":{"enforcement_enable":false},"scheduled_type":"WEEK","day_interval":null,)"
        R"("week_list":"2,3,4,5,6","month_list":null,"date_list":null,"time_zone":"Asia/Shanghai",)"
        R"("scheduled_date":null,"scheduled_time":"09:00:00","expire_time":null,"description":null,)"
        R"("is_enable":false,"create_time":"2026-01-31T08:15:30.007Z",)"
        R"("update_time":"2026-01-31T08:15:30.007Z")";
    CHECK(answer_of(bare, now) == expected + "}");
    CHECK(answer_of(bare, now, task_view::with_targets) ==
          expected + R"(,"target_infos":[{"target_type":"SERVER","target_id":"s-1"}]})");
}

TEST_CASE("8.8 appending leaves what was there") {
    std::string text = "[";
    append_task(text, bare_task(weekly_fields), now, task_view::answer);
    CHECK(text == "[" + answer_of(bare_task(weekly_fields), now));
}

TEST_CASE("8.7 the cron text and the next execution of the four types") {
    struct row {
        schedule_fields schedule;
        const char* cron;
        const char* next;
    };
    const row rows[] = {
        {{.scheduled_type = "FIXED_TIME", .scheduled_date = "2026-12-23", .scheduled_time = "09:00:00"},
         R"("0 0 9 23 12 ? 2026")",
         R"("2026-12-23 09:00:00")"},
        {{.scheduled_type = "FIXED_TIME", .scheduled_date = "2022-12-23", .scheduled_time = "09:00:00"},
         R"("0 0 9 23 12 ? 2022")",
         "null"},
        {{.scheduled_type = "DAY", .day_interval = "1", .scheduled_time = "09:05:07"},
         R"("7 5 9 * * ?")",
         R"("2026-11-24 09:05:07")"},
        // made on 31 January at 16:15 in Shanghai, so that it runs from 1 February on; day 296 is 24 November
        {{.scheduled_type = "DAY", .day_interval = "2", .scheduled_time = "09:00:00"},
         R"("0 0 9 */2 * ?")",
         R"("2026-11-24 09:00:00")"},
        {weekly_fields, R"("0 0 9 ? * 2,3,4,5,6")", R"("2026-11-24 09:00:00")"},
        {{.scheduled_type = "MONTH",
          .month_list = "1,3,12",
          .date_list = "1,2,28,L",
          .scheduled_time = "09:00:00"},
         R"("0 0 9 1,2,28,L 1,3,12 ?")",
         R"("2026-12-01 09:00:00")"},
    };
    for (const row& fact : rows) {
        const std::string json = answer_of(bare_task(fact.schedule), now);
        CHECK(member_text(json, "task_cron") == fact.cron);
        CHECK(member_text(json, "next_execution_time") == fact.next);
    }
}

TEST_CASE("8.8 time stamps are RFC 3339 in UTC with milliseconds") {
    CHECK(api::format_millis(millis("1970-01-01T00:00:00Z")) == "1970-01-01T00:00:00.000Z");
    CHECK(api::format_millis(millis("2026-11-23T21:22:06Z", 42)) == "2026-11-23T21:22:06.042Z");
    CHECK(api::format_millis(millis("9999-12-31T23:59:59Z", 999)) == "9999-12-31T23:59:59.999Z");
    struct row {
        const char* text;
        api::sys_millis instant;
    };
    const row rows[] = {
        {"2026-11-23T21:22:06Z", millis("2026-11-23T21:22:06Z")},
        {"2026-11-23T21:22:06.1Z", millis("2026-11-23T21:22:06Z", 100)},
        {"2026-11-23T21:22:06.04Z", millis("2026-11-23T21:22:06Z", 40)},
        {"2026-11-23T21:22:06.042Z", millis("2026-11-23T21:22:06Z", 42)},
        {"2026-11-23T21:22:06.0429Z", millis("2026-11-23T21:22:06Z", 42)},
        {"2026-11-23T21:22:06.999999999999Z", millis("2026-11-23T21:22:06Z", 999)},
        {"2026-11-24T05:22:06.042+08:00", millis("2026-11-23T21:22:06Z", 42)},
        {"2026-11-23t18:52:06.042-02:30", millis("2026-11-23T21:22:06Z", 42)},
        {"1970-01-01T00:00:00.001Z", millis("1970-01-01T00:00:00Z", 1)},
        {"9999-12-31T23:59:59.999Z", millis("9999-12-31T23:59:59Z", 999)},
    };
    for (const row& fact : rows) {
        CAPTURE(std::string{fact.text});
        CHECK(good(api::parse_millis(fact.text, "at")) == fact.instant);
        CHECK(good(api::parse_millis(api::format_millis(fact.instant), "at")) == fact.instant);
    }
    for (const char* text :
         {"", "2026-11-23", "2026-11-23T21:22:06", "2026-11-23T21:22:06.Z", "2026-11-23T21:22:60Z",
          "2026-11-23 21:22:06", "1969-12-31T23:59:59.999Z", "10000-01-01T00:00:00Z"}) {
        CAPTURE(std::string{text});
        const auto read = api::parse_millis(text, "at");
        REQUIRE_FALSE(read);
        CHECK(read.errors().size() == 1);
        CHECK(read.errors().front().field == "at");
    }
}

TEST_CASE("8.8 a document gives the same task again") {
    api::task odd = full_task();
    odd.name = "\u91cd\u542f-1";
    odd.description = "quotes \" and \\, lines\n\t, \u00e9\U0001F600";
    odd.last_status = "";
    odd.update_time = millis("2026-01-01T00:00:00Z");
    odd.targets = {{api::target_type::server_group, "\"\n\u542f"},
                   {api::target_type::server, std::string(128, 'x')}};
    api::task many = bare_task(weekly_fields);
    many.targets.clear();
    for (int i = 0; i < 1000; ++i)
        many.targets.push_back({api::target_type::server, std::string(120, '\x01') + std::to_string(i)});
    const api::task local = bare_task({.scheduled_type = "day",
                                       .day_interval = "31",
                                       .scheduled_time = "23:59:59",
                                       .time_zone = "UTC-3",
                                       .expire_time = "2030-12-23 09:00:00"});
    for (const api::task& kept : {full_task(), bare_task(weekly_fields), odd, many, local}) {
        const auto read = api::read_task_document(kept_document_of(kept));
        CHECK(refusals(read) == lines{});
        if (read) CHECK(*read == kept);
        if (read) CHECK(kept_document_of(*read) == kept_document_of(kept));
    }
    CHECK(kept_document_of(full_task()).find("task_cron") == std::string::npos);
    CHECK(kept_document_of(full_task()).find("next_execution_time") == std::string::npos);
}

TEST_CASE("8.8 an answer is a document too") {
    const auto whole = api::read_task_document(answer_of(full_task(), now, task_view::with_targets));
    CHECK(refusals(whole) == lines{});
    if (whole) CHECK(*whole == full_task());
    const auto without = api::read_task_document(answer_of(full_task(), now, task_view::answer));
    CHECK(refusals(without) == lines{});
    api::task expected = full_task();
    expected.targets.clear();
    if (without) CHECK(*without == expected);
}

TEST_CASE("8.8 the order of members does not count in a document, nor do blanks") {
    const auto read = api::read_task_document(R"(
        {"update_time": "2026-11-23T21:22:06.042Z", "create_time": "2026-11-23T21:22:06Z", "id": "a",
         "task_type": "STOP_SERVER", "scheduled_time": "09:00:00", "day_interval": 3, "scheduled_type": "day",
         "task_name": "n"})");
    REQUIRE(read);
    CHECK(read->create_time == millis("2026-11-23T21:22:06Z"));
    CHECK(read->update_time == now);
    CHECK(read->is_enable);
    CHECK(value_of(*read, "time_zone") == "Asia/Shanghai");
    const auto elsewhere = api::read_task_document(
        R"({"update_time":"2026-11-23T21:22:06Z","create_time":"2026-11-23T21:22:06Z","id":"a","task_name":"n",
            "task_type":"STOP_SERVER","scheduled_time":"09:00:00","day_interval":3,"scheduled_type":"day"})",
        {.default_time_zone = "UTC"});
    REQUIRE(elsewhere);
    CHECK(value_of(*elsewhere, "time_zone") == "UTC");
}

TEST_CASE("8.8 a document that is broken in one place is refused with its pointer") {
    struct row {
        const char* part;
        const char* other;
        const char* field;
    };
    const row rows[] = {
        {R"("id":"ad1e0a6e-1f2c",)", "", "/id"},
        {R"("ad1e0a6e-1f2c")", "7", "/id"},
        {R"("ad1e0a6e-1f2c")", "null", "/id"},
        {R"("ad1e0a6e-1f2c")", R"("")", "/id"},
        {R"("ad1e0a6e-1f2c")", R"("a/b")", "/id"},
        {R"("weekly_restart-1")", R"("a b")", "/task_name"},
        {R"("weekly_restart-1")", "null", "/task_name"},
        {R"("SUCCESS")", "7", "/last_status"},
        {R"("SUCCESS")", "[]", "/last_status"},
        {R"("RESTART_SERVER")", R"("REBOOT")", "/task_type"},
        {R"("task_type":"RESTART_SERVER",)", "", "/task_type"},
        {R"({"enforcement_enable":true})", R"({"enforcement_enable":1})",
         "/schedule_task_policy/enforcement_enable"},
        {R"({"enforcement_enable":true})", "[]", "/schedule_task_policy"},
        {R"("WEEK")", R"("WEEKS")", "/scheduled_type"},
        {R"("scheduled_type":"WEEK",)", "", "/scheduled_type"},
        {R"("day_interval":2)", R"("day_interval":"2")", "/day_interval"},
        {R"("day_interval":2)", R"("day_interval":32)", "/day_interval"},
        {R"("1,2,7")", R"("8")", "/week_list"},
        {R"("1,2,7")", "null", "/week_list"},
        {R"("1,3,12")", R"("13")", "/month_list"},
        {R"("1,2,28,L")", "28", "/date_list"},
        {R"("2026-12-23")", R"("2026-12-32")", "/scheduled_date"},
        {R"("09:00:00")", R"("9:00")", "/scheduled_time"},
        {R"("scheduled_time":"09:00:00",)", "", "/scheduled_time"},
        {R"("Europe/Berlin")", R"("Europe/Bonn")", "/time_zone"},
        {R"("2030-12-23T01:00:00Z")", R"("2030")", "/expire_time"},
        {R"("restarts the servers")", "7", "/description"},
        {R"("is_enable":true)", R"("is_enable":"true")", "/is_enable"},
        {R"("create_time":"2026-01-31T08:15:30.007Z",)", "", "/create_time"},
        {R"("2026-01-31T08:15:30.007Z")", "null", "/create_time"},
        {R"("2026-01-31T08:15:30.007Z")", "1769847330007", "/create_time"},
        {R"("2026-01-31T08:15:30.007Z")", R"("2026-01-31")", "/create_time"},
        {R"("2026-06-01T00:00:00.042Z")", R"("now")", "/update_time"},
        {R"("update_time":"2026-06-01T00:00:00.042Z",)", "", "/update_time"},
        {R"([{"target_type":"SERVER","target_id":"s-1"},)", R"([7,)", "/target_infos/0"},
        {R"("target_id":"s-1")", R"("target_id":"")", "/target_infos/0/target_id"},
        {R"("SERVER_GROUP")", R"("GROUP")", "/target_infos/1/target_type"},
        {R"("is_enable")", R"("is_enabled":true,"is_enable")", "/is_enabled"},
        {R"("task_name")", R"("version":1,"task_name")", "/version"},
    };
    const std::string document = kept_document_of(full_task());
    for (const row& fact : rows) {
        CAPTURE(std::string{fact.part});
        CAPTURE(std::string{fact.other});
        const auto read = api::read_task_document(spoilt(document, fact.part, fact.other));
        REQUIRE_FALSE(read);
        CAPTURE(lines_of(read.errors()));
        CHECK(read.errors().size() == 1);
        CHECK(read.errors().front().field == fact.field);
        CHECK(read.errors().front().message.starts_with("expected "));
    }
}

TEST_CASE("8.8 every violation of a document is told") {
    const auto read = api::read_task_document(R"({"id":"a b","create_time":7,"task_name":""})");
    REQUIRE_FALSE(read);
    lines fields;
    for (const violation& error : read.errors()) fields.push_back(error.field);
    std::sort(fields.begin(), fields.end());
    CHECK(fields == lines{"/create_time", "/id", "/scheduled_time", "/scheduled_type", "/task_name",
                          "/task_type", "/update_time"});
}

TEST_CASE("8.9 what is no document at all is refused as any JSON is") {
    CHECK(refusals(api::read_task_document("")) ==
          lines{"malformed :1 line 1, column 1: expected a JSON value, but found the end of the text"});
    CHECK(refusals(api::read_task_document("[]")) ==
          lines{"wrong_type  expected a JSON object, but found an array"});
    CHECK(refusals(api::read_task_document(R"({"id":"a",
"id":"a"})")) ==
          lines{"malformed :1 line 2, column 1: expected each member name once, but found \"id\" again"});
}

// A document of a task without targets used to say `"target_infos":[]`, which nobody could read back.
TEST_CASE("8.8 an answer without target_infos is a task that can be kept") {
    const auto read = api::read_task_document(answer_of(full_task(), now));
    REQUIRE(read);
    CHECK(read->targets.empty());
    const auto again = api::read_task_document(kept_document_of(*read));
    REQUIRE(again);
    CHECK(*again == *read);
    const auto shown = api::read_task_document(answer_of(*read, now, task_view::with_targets));
    REQUIRE(shown);
    CHECK(*shown == *read);
}

// Such a text used to be kept, and then no list of its project could be read any more.
TEST_CASE("8.8 what JSON cannot give back is not kept") {
    for (const std::string& text : {std::string("a\0b", 3), std::string{"\xff"}, std::string{"\xc3"}}) {
        api::task status = full_task();
        status.last_status = text;
        CHECK_THROWS_AS(kept_document_of(status), std::invalid_argument);
        api::task description = full_task();
        description.description = text;
        CHECK_THROWS_AS(kept_document_of(description), std::invalid_argument);
        api::task target = full_task();
        target.targets.front().id = text;
        CHECK_THROWS_AS(kept_document_of(target), std::invalid_argument);
    }
}

TEST_CASE("8.8 time stamps stay within the instants that there are") {
    using std::chrono::milliseconds;
    CHECK(api::format_millis(api::sys_millis{milliseconds{-5}}) == "1970-01-01T00:00:00.000Z");
    CHECK(api::format_millis(api::sys_millis::min()) == "1970-01-01T00:00:00.000Z");
    CHECK(api::format_millis(api::sys_millis::max()) == "9999-12-31T23:59:59.999Z");
}
