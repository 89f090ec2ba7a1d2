// `nextfire filter`: what it answers, word for word, and how it behaves as one end of a pipe.
//
// Covers filter_request.cpp by requests that are refused, and filter_answer.cpp by the answers to those that
// are not.
#include <doctest/doctest.h>

#include <algorithm>
#include <string>
#include <string_view>

#include "support/run_program.hpp"

namespace {

using nextfire_test::conversation;
using nextfire_test::outcome;
using nextfire_test::run;

/// The answers to some lines; the stream itself must have been fine.
std::string answers(std::string_view requests) {
    const outcome left = run({"filter"}, requests);
    CHECK(left.err == "");
    CHECK(left.exit_code == 0);
    return left.out;
}

const std::string berlin =
    R"("schedule":{"scheduled_type":"DAY","day_interval":1,"scheduled_time":"02:30:00",)"
    R"("time_zone":"europe/berlin"})";

std::string numbered_request(int id) {
    return "{\"id\":" + std::to_string(id) + "," + berlin + R"(,"after":"2026-03-28T12:00:00Z"})" + "\n";
}

std::string numbered_answer(int id) {
    return "{\"id\":" + std::to_string(id) +
           R"(,"cron":"0 30 2 * * ?","time_zone":"Europe/Berlin","next":["2026-03-29T01:00:00Z"]})";
}

/// A request of exactly so many bytes, padded with blanks.
std::string padded_request(std::size_t bytes) {
    std::string line = numbered_request(1);
    line.pop_back();
    line.insert(line.size() - 1, bytes - line.size(), ' ');
    return line;
}

}  // namespace

TEST_CASE("requests and their answers") {
    struct row {
        std::string request;
        std::string answer;
    };
    const row rows[] = {
        // The gap of 29 March fires at the jump; `after` is excluded.
        {R"({"id":7,)" + berlin + R"(,"after":"2026-03-28T01:30:00Z","count":2})",
         R"({"id":7,"cron":"0 30 2 * * ?","time_zone":"Europe/Berlin","next":["2026-03-29T01:00:00Z","2026-03-30T00:30:00Z"]})"},
        {R"({"id":"a\"é","gap":"shift",)" + berlin + R"(,"after":"2026-03-29T00:00:00Z"})",
         R"({"id":"a\"é","cron":"0 30 2 * * ?","time_zone":"Europe/Berlin","next":["2026-03-29T01:30:00Z"]})"},
        {R"({"id":null,"gap":"skip",)" + berlin + R"(,"after":"2026-03-29T00:00:00Z"})",
         R"({"id":null,"cron":"0 30 2 * * ?","time_zone":"Europe/Berlin","next":["2026-03-30T00:30:00Z"]})"},
        // The hour from 02:00 comes twice on 25 October.
        {R"({"overlap":"both",)" + berlin + R"(,"after":"2026-10-24T12:00:00+02:00","count":3})",
         R"({"cron":"0 30 2 * * ?","time_zone":"Europe/Berlin","next":["2026-10-25T00:30:00Z","2026-10-25T01:30:00Z","2026-10-26T01:30:00Z"]})"},
        {R"({"id":99999999999999999999,"overlap":"second",)" + berlin +
             R"(,"after":"2026-10-24T12:00:00Z","count":1})",
         R"({"id":99999999999999999999,"cron":"0 30 2 * * ?","time_zone":"Europe/Berlin","next":["2026-10-25T01:30:00Z"]})"},
        {R"({"id":-1,)" + berlin + R"(,"after":"2026-10-24T12:00:00Z","count":0})",
         R"({"id":-1,"cron":"0 30 2 * * ?","time_zone":"Europe/Berlin","next":[]})"},
        // Fewer than asked for: there are no more.
        {R"({"id":1,"schedule":{"scheduled_type":"FIXED_TIME","scheduled_date":"2022-12-23","scheduled_time":"09:00:00","time_zone":"Asia/Shanghai"},"after":"2022-12-20T00:00:00Z","count":5})",
         R"({"id":1,"cron":"0 0 9 23 12 ? 2022","time_zone":"Asia/Shanghai","next":["2022-12-23T01:00:00Z"]})"},
        // 09:00:01 in Shanghai: the dates count from the next day.
        {R"({"id":1,"schedule":{"scheduled_type":"DAY","day_interval":2,"scheduled_time":"09:00:00","time_zone":"Asia/Shanghai"},"after":"2026-11-29T01:00:01Z","count":2})",
         R"({"id":1,"cron":"0 0 9 */2 * ?","fidelity":"restarts_each_month","time_zone":"Asia/Shanghai","next":["2026-11-30T01:00:00Z","2026-12-02T01:00:00Z"]})"},
        {R"({"id":1,"anchor_date":"2026-11-01","schedule":{"scheduled_type":"DAY","day_interval":2,"scheduled_time":"09:00:00","time_zone":"Asia/Shanghai"},"after":"2026-11-29T01:00:01Z"})",
         R"({"id":1,"cron":"0 0 9 */2 * ?","fidelity":"restarts_each_month","time_zone":"Asia/Shanghai","next":["2026-12-01T01:00:00Z"]})"},
        {R"({"id":1})",
         R"({"id":1,"errors":[{"code":"missing","field":"/schedule","message":"expected the fields of a schedule, but found no such member"},{"code":"missing","field":"/after","message":"expected an instant as RFC 3339 has it, but found no such member"}]})"},
        {R"({"id":1.5,"schedule":[],"after":7,"count":1.0})",
         R"({"line":1,"errors":[{"code":"wrong_type","field":"/id","message":"expected a string, an integer or null, but found 1.5"},{"code":"wrong_type","field":"/schedule","message":"expected an object with the fields of a schedule, but found an array"},{"code":"wrong_type","field":"/after","message":"expected a string, but found 7"},{"code":"wrong_type","field":"/count","message":"expected a whole number from 0 to 1000, but found 1.0"}]})"},
        {R"({"id":1,"schedule":{"scheduled_type":"WEEK","week_list":"1,9","day_interval":"1"},"after":"x","count":1001,"gap":"x","overlap":1,"anchor_date":"2023-02-29","cuont":1})",
         R"({"id":1,"errors":[{"code":"wrong_type","field":"/schedule/day_interval","message":"expected a whole number of days from 1 to 31, but found the string \"1\""},)"
         R"({"code":"out_of_range","field":"/schedule/week_list","column":3,"message":"expected a weekday from 1 (Sunday) to 7 (Saturday), but found \"9\""},)"
         R"({"code":"missing","field":"/schedule/scheduled_time","message":"expected a time of day as HH:mm:ss, but found no such field"},)"
         R"({"code":"missing","field":"/schedule/time_zone","message":"expected a time zone such as Europe/Berlin, but found no such field"},)"
         R"({"code":"malformed","field":"/after","column":1,"message":"expected a time as 2026-12-31T23:59:59Z, but found \"x\""},)"
         R"({"code":"out_of_range","field":"/count","message":"expected a whole number from 0 to 1000, but found 1001"},)"
         R"({"code":"out_of_range","field":"/anchor_date","column":9,"message":"expected a day of 2023-02 from 01 to 28, but found \"29\""},)"
         R"({"code":"unknown_name","field":"/gap","message":"expected at_transition, skip or shift, but found \"x\""},)"
         R"({"code":"wrong_type","field":"/overlap","message":"expected a string, but found 1"},)"
         R"({"code":"unknown_name","field":"/cuont","message":"expected a known member, but found \"cuont\"; did you mean count?"}]})"},
        {R"({"id":1,"count":99999999999999999999,"after":"2026-01-01T00:00:00Z",)" + berlin + "}",
         R"({"id":1,"errors":[{"code":"out_of_range","field":"/count","message":"expected a whole number from 0 to 1000, but found 99999999999999999999"}]})"},
        {R"({"id":1,"count":-1,"after":"2026-01-01T00:00:00Z",)" + berlin + "}",
         R"({"id":1,"errors":[{"code":"out_of_range","field":"/count","message":"expected a whole number from 0 to 1000, but found -1"}]})"},
        {"[1]",
         R"({"line":1,"errors":[{"code":"wrong_type","field":"","message":"expected a JSON object, but found an array"}]})"},
        {"hello",
         R"({"line":1,"errors":[{"code":"malformed","field":"","column":1,"message":"line 1, column 1: expected a JSON value, but found \"h\""}]})"},
    };
    for (const row& expected : rows) {
        CAPTURE(expected.request);
        CHECK(answers(expected.request + "\n") == expected.answer + "\n");
    }
}

TEST_CASE("requests with cron text, and their answers") {
    const std::string daily =
        R"("schedule":{"cron":"30 2 * * *","dialect":"unix","time_zone":"europe/berlin"})";
    const std::string head = R"({"cron":"30 2 * * *","time_zone":"Europe/Berlin","next":[)";
    struct row {
        std::string request;
        std::string answer;
    };
    const row rows[] = {
        // Berlin, 2026: 02:00 -> 03:00 at 01:00Z on 29 March, 03:00 -> 02:00 at 01:00Z on 25 October.
        {"{" + daily + R"(,"after":"2026-03-28T12:00:00Z"})", head + R"("2026-03-29T01:00:00Z"]})"},
        {"{" + daily + R"(,"after":"2026-03-28T12:00:00Z","preset":"quartz"})",
         head + R"("2026-03-30T00:30:00Z"]})"},
        {"{" + daily + R"(,"after":"2026-03-28T12:00:00Z","gap":"shift","preset":"quartz"})",
         head + R"("2026-03-29T01:30:00Z"]})"},
        {"{" + daily + R"(,"after":"2026-10-24T12:00:00Z","elapsed":"always","count":3})",
         head + R"("2026-10-25T00:30:00Z","2026-10-25T01:30:00Z","2026-10-26T01:30:00Z"]})"},
        {R"({"id":1,"schedule":{"cron":"0 0 9 1,L * ?","expire_time":"2026-02-28 09:00:00","time_zone":"Asia/Shanghai"},"after":"2026-02-01T01:00:00Z","count":5})",
         R"({"id":1,"cron":"0 0 9 1,L * ?","time_zone":"Asia/Shanghai","next":["2026-02-28T01:00:00Z"]})"},
        // @every counts from `after`, which is excluded, or from its anchor.
        {R"({"schedule":{"cron":"@every 90m","time_zone":"UTC"},"after":"2026-11-24T00:00:00Z","count":2})",
         R"({"cron":"@every 1h30m","time_zone":"UTC","next":["2026-11-24T01:30:00Z","2026-11-24T03:00:00Z"]})"},
        {R"({"schedule":{"cron":"@every 90m","time_zone":"UTC"},"after":"2026-11-24T00:00:00Z","anchor_instant":"2026-11-24T00:10:00Z"})",
         R"({"cron":"@every 1h30m","time_zone":"UTC","next":["2026-11-24T00:10:00Z"]})"},
        // DAY, counted as cron does: then the text is exact.
        {R"({"schedule":{"scheduled_type":"DAY","day_interval":2,"scheduled_time":"09:00:00","time_zone":"Asia/Shanghai"},"counting":"restart-each-month","after":"2026-12-30T12:00:00Z","count":2})",
         R"({"cron":"0 0 9 */2 * ?","time_zone":"Asia/Shanghai","next":["2026-12-31T01:00:00Z","2027-01-01T01:00:00Z"]})"},
        {R"({"schedule":{"cron":"0 9 * * 8","dialect":"unix","week_list":"1","time_zone":"Mars"},"spread_key":1,"both_days":"x","after":"y","preset":"z","anchor_instant":"w","counting":"v","elapsed":"u"})",
         R"({"line":1,"errors":[{"code":"out_of_range","field":"/schedule/cron","column":9,"message":"expected a weekday from 0 (Sunday) to 7 (Sunday) or SUN to SAT, but found \"8\""},)"
         R"({"code":"unknown_name","field":"/schedule/week_list","message":"expected no week_list beside cron, but found one"},)"
         R"({"code":"unknown_name","field":"/schedule/time_zone","message":"expected a time zone such as Europe/Berlin, but found \"Mars\""},)"
         R"({"code":"wrong_type","field":"/spread_key","message":"expected a string, but found 1"},)"
         R"({"code":"unknown_name","field":"/both_days","message":"expected as_dialect or both, but found \"x\""},)"
         R"({"code":"malformed","field":"/after","column":1,"message":"expected a time as 2026-12-31T23:59:59Z, but found \"y\""},)"
         R"({"code":"malformed","field":"/anchor_instant","column":1,"message":"expected a time as 2026-12-31T23:59:59Z, but found \"w\""},)"
         R"({"code":"unknown_name","field":"/preset","message":"expected vixie, quartz, kubernetes, systemd, aws or rfc5545, but found \"z\""},)"
         R"({"code":"unknown_name","field":"/counting","message":"expected from_anchor or restart_each_month, but found \"v\""},)"
         R"({"code":"unknown_name","field":"/elapsed","message":"expected as_written, never or always, but found \"u\""}]})"},
        {R"({"schedule":{"dialect":"unix","scheduled_type":"DAY","day_interval":1,"scheduled_time":"09:00:00","time_zone":"UTC"},"after":"2026-12-30T12:00:00Z"})",
         R"({"line":1,"errors":[{"code":"unknown_name","field":"/schedule/dialect","message":"expected no dialect without cron, but found one"}]})"},
    };
    for (const row& expected : rows) {
        CAPTURE(expected.request);
        CHECK(answers(expected.request + "\n") == expected.answer + "\n");
    }
}

// Where no zone was named it used to be Asia/Shanghai.
TEST_CASE("2.7 a schedule needs a zone, and its member is named") {
    const std::string refused =
        R"({"id":1,"errors":[{"code":"missing","field":"/schedule/time_zone","message":"expected a time zone such as Europe/Berlin, but found no such field"}]})"
        "\n";
    for (const char* schedule :
         {R"({"scheduled_type":"DAY","day_interval":1,"scheduled_time":"09:00:00"})",
          R"({"scheduled_type":"DAY","day_interval":1,"scheduled_time":"09:00:00","time_zone":null})",
          R"({"cron":"0 0 9 * * ?"})", R"({"cron":"@every 90m","expire_time":"2026-03-29 02:30:00"})"}) {
        CAPTURE(schedule);
        CHECK(answers(R"({"id":1,"schedule":)" + std::string{schedule} +
                      R"(,"after":"2026-01-01T00:00:00Z"})") == refused);
    }
}

TEST_CASE("H and both day fields, on request") {
    const std::string fridays =
        R"({"schedule":{"cron":"0 9 13 * fri","dialect":"unix","time_zone":"UTC"},"after":"2026-02-07T00:00:00Z","count":2)";
    CHECK(answers(fridays + "}")
              .ends_with(R"("next":["2026-02-13T09:00:00Z","2026-02-20T09:00:00Z"]})"
                         "\n"));
    CHECK(answers(fridays + R"(,"both_days":"both"})")
              .ends_with(R"("next":["2026-02-13T09:00:00Z","2026-03-13T09:00:00Z"]})"
                         "\n"));
    CHECK(answers(R"({"schedule":{"cron":"0 H H * * ?","time_zone":"UTC"},"after":"2026-02-07T00:00:00Z"})")
              .find(R"("field":"/schedule/cron","column":3)") != std::string::npos);
    CHECK(
        answers(
            R"({"schedule":{"cron":"0 H H * * ?","time_zone":"UTC"},"after":"2026-02-07T00:00:00Z","spread_key":"a"})")
            .find(R"("next":["2026-02-0)") != std::string::npos);
}

TEST_CASE("a cron text that the gap policy leaves nothing of is refused by its pointer") {
    CHECK(
        answers(
            R"({"id":1,"gap":"skip","schedule":{"cron":"0 30 2 29 3 ? 2026","time_zone":"Europe/Berlin"},"after":"2026-01-01T00:00:00Z"})")
            .starts_with(R"({"id":1,"errors":[{"code":"never_fires","field":"/schedule/cron")"));
}

TEST_CASE("a FIXED_TIME that the gap policy skips is refused by its pointer") {
    const std::string answer = answers(
        R"({"id":1,"gap":"skip","schedule":{"scheduled_type":"FIXED_TIME","scheduled_date":"2026-03-29","scheduled_time":"02:30:00","time_zone":"Europe/Berlin"},"after":"2026-01-01T00:00:00Z"})");
    CHECK(
        answer.starts_with(R"({"id":1,"errors":[{"code":"never_fires","field":"/schedule/scheduled_date")"));
}

/// The answer to a line that holds nothing, ending at a column.
std::string blank_answer(int line, int column) {
    const std::string place = "line " + std::to_string(line) + ", column " + std::to_string(column);
    return R"({"line":)" + std::to_string(line) + R"(,"errors":[{"code":"malformed","field":"","column":)" +
           std::to_string(column) + R"(,"message":")" + place +
           R"(: expected a JSON value, but found the end of the text"}]})" + "\n";
}

TEST_CASE("every line gets its answer, blank ones too, and bad ones do not stop the stream") {
    CHECK(
        answers("\n" + numbered_request(1) + " \t\r\n{bad\r\n\n" + numbered_request(2) + "null") ==
        blank_answer(1, 1) + numbered_answer(1) + "\n" + blank_answer(3, 3) +
            R"({"line":4,"errors":[{"code":"malformed","field":"","column":2,"message":"line 4, column 2: expected a member name in double quotes, but found \"b\""}]})"
            "\n" +
            blank_answer(5, 1) + numbered_answer(2) + "\n" +
            R"({"line":7,"errors":[{"code":"wrong_type","field":"","message":"expected a JSON object, but found null"}]})"
            "\n");
    CHECK(answers("") == "");
    CHECK(answers("\n\r\n") == blank_answer(1, 1) + blank_answer(2, 1));
}

TEST_CASE("line ends may be CRLF, and the last line may have none") {
    std::string crlf = numbered_request(1);
    crlf.insert(crlf.size() - 1, "\r");
    std::string unended = numbered_request(2);
    unended.pop_back();
    CHECK(answers(crlf + unended) == numbered_answer(1) + "\n" + numbered_answer(2) + "\n");
}

TEST_CASE("a line has at most one MiB") {
    constexpr std::size_t mebibyte = 1024 * 1024;
    const std::string too_long =
        R"({"line":1,"errors":[{"code":"too_long","field":"","message":"expected at most 1048576 bytes in a line, but found more"}]})"
        "\n";
    CHECK(answers(padded_request(mebibyte)) == numbered_answer(1) + "\n");
    CHECK(answers(padded_request(mebibyte) + "\r\n") == numbered_answer(1) + "\n");
    CHECK(answers(padded_request(mebibyte + 1)) == too_long);
    CHECK(answers(padded_request(mebibyte + 1) + "\r\n" + numbered_request(2)) ==
          too_long + numbered_answer(2) + "\n");
    CHECK(answers(std::string(5 * mebibyte, 'x') + "\n" + numbered_request(2)) ==
          too_long + numbered_answer(2) + "\n");
}

TEST_CASE("very long texts are refused in few words") {
    const std::string million(1'000'000, 'x');
    const std::string answer = answers(R"({"id":1,"schedule":{"scheduled_type":")" + million +
                                       R"("},"after":"2026-01-01T00:00:00Z"})");
    CHECK(answer.find("expected FIXED_TIME, DAY, WEEK or MONTH, but found") != std::string::npos);
    CHECK(answer.find("(1000000 bytes)") != std::string::npos);
    CHECK(answer.size() < 1000);
    for (const char* member :
         {"week_list", "month_list", "date_list", "scheduled_date", "time_zone", "expire_time"}) {
        CAPTURE(member);
        const std::string refused = answers(
            R"({"id":1,"schedule":{"scheduled_type":"DAY","day_interval":1,"scheduled_time":"09:00:00",")" +
            std::string{member} + "\":\"" + million + R"("},"after":"2026-01-01T00:00:00Z"})");
        CHECK(refused.find("\"field\":\"/schedule/" + std::string{member} + "\"") != std::string::npos);
        CHECK(refused.size() < 1000);
    }
}

TEST_CASE("answers come in the order of the requests") {
    std::string requests;
    std::string expected;
    for (int id = 0; id < 20'000; ++id) {
        requests += numbered_request(id);
        expected += numbered_answer(id) + "\n";
    }
    CHECK(answers(requests) == expected);
}

TEST_CASE("a thousand instants are many, and all there") {
    const std::string answer =
        answers(R"({"id":1,)" + berlin + R"(,"after":"2026-01-01T00:00:00Z","count":1000})");
    CHECK(std::count(answer.begin(), answer.end(), 'Z') == 1000);
}

TEST_CASE("an answer arrives while the stream is still open") {
    conversation talk{{"filter"}};
    for (int id = 0; id < 3; ++id) {
        REQUIRE(talk.say(numbered_request(id)));
        CHECK(talk.hear_line() == numbered_answer(id));
    }
    const std::string request = numbered_request(3);
    REQUIRE(talk.say(request.substr(0, 40)));
    REQUIRE(talk.say(request.substr(40)));
    CHECK(talk.hear_line() == numbered_answer(3));
    const outcome left = talk.finish();
    CHECK(left.exit_code == 0);
    CHECK(left.out == "");
    CHECK(left.err == "");
}
