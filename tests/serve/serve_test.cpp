// The server over real HTTP, asked by curl and by a client that does not keep the rules.
//
// Covers http_server.cpp and request_reader.cpp by clients that are slow, silent, early or gone, by requests in
// a row, and by how a server stops.
#include <doctest/doctest.h>

#include <csignal>
#include <deque>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "support/http_client.hpp"
#include "support/run_program.hpp"
#include "support/scratch_folder.hpp"
#include "support/test_server.hpp"
#include "support/text_file.hpp"

namespace {

using nextfire_test::header_of;
using nextfire_test::http_answer;
using nextfire_test::http_client;
using nextfire_test::outcome;
using nextfire_test::run;
using nextfire_test::run_other;
using nextfire_test::scratch_folder;
using nextfire_test::test_server;
using nextfire_test::text_file;

constexpr std::string_view task_collection = "/v1/demo/schedule-task";

constexpr std::string_view nightly =
    R"({"task_name":"nightly","task_type":"RESTART_SERVER","scheduled_type":"DAY","day_interval":1,)"
    R"("scheduled_time":"03:00:00","time_zone":"Europe/Berlin",)"
    R"("target_infos":[{"target_type":"SERVER","target_id":"s1"}]})";

/// The request of the service's documentation, but for its name.
std::string documented_body(std::string_view name) {
    return R"({"task_name":")" + std::string{name} +
           R"(","task_type":"RESTART_SERVER","scheduled_type":"DAY","day_interval":1,"week_list":"1,2,7",)"
           R"("month_list":"1,3,12","date_list":"1,2,28,L","time_zone":"Asia/Shanghai",)"
           R"("scheduled_date":"2022-12-23","scheduled_time":"09:00:00","expire_time":"2030-12-23T01:00:00Z",)"
           R"("schedule_task_policy":{"enforcement_enable":true},"description":"restart","is_enable":true,)"
           R"("target_infos":[{"target_type":"SERVER","target_id":["7f9f4d4e-0d2a-4e2c-a3b5-1f2a9d6c8b70"]}]})";
}

/// What curl says of an answer.
struct curled {
    int status;
    std::string head;
    std::string body;
};

/// Asks with curl, which is a client that nobody here wrote.
curled curl(const test_server& server, std::string_view target, std::vector<std::string> flags) {
    flags.insert(flags.begin(), {"--silent", "--show-error", "--include", "--max-time", "20"});
    flags.push_back("http://127.0.0.1:" + std::to_string(server.port()) + std::string{target});
    const outcome left = run_other("curl", flags);
    CHECK(left.err == "");
    REQUIRE(left.exit_code == 0);
    std::string_view text = left.out;
    constexpr std::string_view go_on = "HTTP/1.1 100 Continue\r\n\r\n";
    if (text.starts_with(go_on)) text.remove_prefix(go_on.size());
    const std::size_t end = text.find("\r\n\r\n");
    REQUIRE(end != std::string_view::npos);
    return {std::stoi(std::string{text.substr(9, 3)}), std::string{text.substr(0, end)},
            std::string{text.substr(end + 4)}};
}

curled curl_json(const test_server& server, std::string_view method, std::string_view target,
                 std::string_view body) {
    return curl(server, target,
                {"-X", std::string{method}, "-H", "Content-Type: application/json", "--data-binary",
                 std::string{body}});
}

std::string id_in(std::string_view body) {
    constexpr std::string_view start = R"({"id":")";
    constexpr std::size_t id_characters = 32;
    REQUIRE(body.starts_with(start));
    REQUIRE(body.size() > start.size() + id_characters);
    return std::string{body.substr(start.size(), id_characters)};
}

std::string make_task(const test_server& server) {
    return id_in(curl_json(server, "POST", task_collection, nightly).body);
}

std::string at(std::string_view id) {
    return std::string{task_collection} + "/" + std::string{id};
}

bool holds(std::string_view text, std::string_view part) {
    return text.find(part) != std::string_view::npos;
}

std::string error_body(std::string_view code, std::string_view message) {
    return R"({"error_code":")" + std::string{code} + R"(","error_msg":")" + std::string{message} + R"("})";
}

/// The head of a change of a task that is not there, but for its length.
const std::string patch_head =
    "PATCH /v1/demo/schedule-task/x HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n";

/// The code of what is wrong with a request as such.
std::string code_of(int status) {
    return status == 400 ? "WKS.00211102" : "WKS.00000" + std::to_string(status);
}

/// Flags with which no server starts, and why.
struct refused_flags {
    std::vector<std::string> flags;
    int exit_code;
    std::string reason;
};

void check_refusals(const std::vector<refused_flags>& rows) {
    for (const refused_flags& expected : rows) {
        CAPTURE(expected.reason);
        std::vector<std::string> arguments{"serve"};
        arguments.insert(arguments.end(), expected.flags.begin(), expected.flags.end());
        const outcome left = run(arguments);
        CHECK(left.exit_code == expected.exit_code);
        CHECK(left.out == "");
        CHECK(left.err == expected.reason);
    }
}

/// A request that is wrong, and the error that answers it.
struct hostile_request {
    const char* what;
    std::string bytes;
    int status;
    std::string message;
};

void check_hostile(const std::vector<hostile_request>& rows) {
    test_server server{{"--open"}};
    for (const hostile_request& expected : rows) {
        CAPTURE(expected.what);
        http_client client{server.port()};
        REQUIRE(client.is_connected());
        CHECK(client.say(expected.bytes));
        const std::optional<http_answer> found = client.hear();
        REQUIRE(found.has_value());
        CHECK(found->status == expected.status);
        CHECK(found->body == error_body(code_of(expected.status), expected.message));
        CHECK(client.hears_the_end());
    }
}

}  // namespace

TEST_CASE("the documentation's own request: its name has blanks, and mended it goes through") {
    test_server server{{"--open"}};
    const std::string id = make_task(server);

    const curled refused = curl_json(server, "PATCH", at(id), documented_body("schedule task name"));
    CHECK(refused.status == 400);
    CHECK(holds(refused.body, R"("error_code":"WKS.00211102")"));
    CHECK(holds(refused.body, "/task_name"));
    CHECK_FALSE(holds(refused.body, "\\n"));  // that, and nothing else
    CHECK(holds(curl(server, at(id), {}).body, R"("task_name":"nightly")"));

    const curled changed = curl_json(server, "PATCH", at(id), documented_body("schedule_task_name"));
    CHECK(changed.status == 200);
    CHECK(holds(changed.head, "\r\nContent-Type: application/json"));
    for (const std::string_view member :
         {R"("task_name":"schedule_task_name")", R"("last_status":"WAITING")",
          R"("task_type":"RESTART_SERVER")", R"("task_cron":"0 0 9 * * ?")",
          R"("schedule_task_policy":{"enforcement_enable":true})", R"("scheduled_type":"DAY")",
          R"("day_interval":1)", R"("week_list":"1,2,7")", R"("month_list":"1,3,12")",
          R"("date_list":"1,2,28,L")", R"("time_zone":"Asia/Shanghai")", R"("scheduled_date":"2022-12-23")",
          R"("scheduled_time":"09:00:00")", R"("expire_time":"2030-12-23T01:00:00Z")",
          R"("description":"restart")", R"("is_enable":true)", R"("next_execution_time":")",
          R"("create_time":")", R"("update_time":")"}) {
        CAPTURE(member);
        CHECK(holds(changed.body, member));
    }
    // The array around a target's id is read as its element.
    CHECK(holds(
        curl(server, at(id), {}).body,
        R"("target_infos":[{"target_type":"SERVER","target_id":"7f9f4d4e-0d2a-4e2c-a3b5-1f2a9d6c8b70"}])"));
}

TEST_CASE("create, show, list, delete, and when a schedule would run") {
    test_server server{{"--open"}};
    const curled created = curl_json(server, "POST", task_collection, nightly);
    CHECK(created.status == 201);
    const std::string id = id_in(created.body);
    CHECK(holds(created.head, "\r\nLocation: " + at(id)));
    CHECK(make_task(server) != id);

    CHECK(curl(server, at(id), {}).status == 200);
    const curled listed = curl(server, std::string{task_collection} + "?limit=1&offset=1", {});
    CHECK(listed.status == 200);
    CHECK(holds(listed.body, R"({"count":2,"items":[{"id":")"));
    CHECK(curl(server, "/v1/other/schedule-task", {}).body == R"({"count":0,"items":[]})");

    const curled removed = curl(server, at(id), {"-X", "DELETE"});
    CHECK(removed.status == 204);
    CHECK(removed.body == "");
    CHECK_FALSE(holds(removed.head, "Content-Length"));
    CHECK(curl(server, at(id), {}).status == 404);

    const curled foreseen = curl_json(
        server, "POST", std::string{task_collection} + "/future-executions",
        R"({"scheduled_type":"FIXED_TIME","scheduled_date":"2999-06-01","scheduled_time":"12:00:00","time_zone":"UTC"})");
    CHECK(foreseen.status == 200);
    CHECK(foreseen.body == R"({"future_executions":["2999-06-01 12:00:00 GMT"],"time_zone":"UTC"})");
}

TEST_CASE("what is refused, as curl asks it") {
    test_server server{{"--open"}};
    const std::string id = make_task(server);
    const scratch_folder files;
    const std::string too_long = "@" + text_file(files, "too_long", std::string(129 * 1024, ' '));
    const std::string longest =
        "@" + text_file(files, "longest", R"({"day_interval":2})" + std::string(128 * 1024 - 18, ' '));
    const std::string huge = "@" + text_file(files, "huge", std::string(3 * 1024 * 1024, ' '));
    const std::string json = "Content-Type: application/json";
    struct row {
        const char* what;
        std::string target;
        std::vector<std::string> flags;
        int status;
    };
    const row rows[] = {
        {"no such path", "/", {}, 404},
        {"no such path, with percent signs", "/v1/demo/schedule%2Dtask", {}, 404},
        {"no such task", at("nobody"), {}, 404},
        {"two question marks", std::string{task_collection} + "?a?b", {}, 400},
        {"a long path", at(std::string(7000, 'a')), {}, 404},
        {"a path that is too long", at(std::string(9000, 'a')), {}, 414},
        {"PUT", at(id), {"-X", "PUT", "-d", "{}"}, 405},
        {"OPTIONS", at(id), {"-X", "OPTIONS"}, 204},
        {"HEAD", at(id), {"--head"}, 200},
        {"a method that nobody knows", at(id), {"-X", "BREW"}, 405},
        {"the longest body", at(id), {"-X", "PATCH", "-H", json, "--data-binary", longest}, 200},
        {"too long", at(id), {"-X", "PATCH", "-H", json, "--data-binary", too_long}, 413},
        {"far too long", at(id), {"-X", "PATCH", "-H", json, "--data-binary", huge}, 413},
        {"too long, in chunks",
         at(id),
         {"-X", "PATCH", "-H", json, "-H", "Transfer-Encoding: chunked", "--data-binary", too_long},
         413},
        {"chunks",
         at(id),
         {"-X", "PATCH", "-H", json, "-H", "Transfer-Encoding: chunked", "--data-binary", longest},
         200},
        {"a form", at(id), {"-X", "PATCH", "-d", "day_interval=2"}, 415},
        {"a form in parts", at(id), {"-X", "PATCH", "-F", "day_interval=2"}, 415},
        {"no type", at(id), {"-X", "PATCH", "-H", "Content-Type:", "-d", "{}"}, 415},
        {"packed", at(id), {"-X", "PATCH", "-H", json, "-H", "Content-Encoding: gzip", "-d", "{}"}, 415},
        {"not packed",
         at(id),
         {"-X", "PATCH", "-H", json, "-H", "Content-Encoding: identity", "-d", "{}"},
         200},
        {"asks first", at(id), {"-X", "PATCH", "-H", json, "-H", "Expect: 100-continue", "-d", "{}"}, 200},
        {"nothing at all", at(id), {"-X", "PATCH", "-H", json}, 400},
        {"a part of the answer", at(id), {"-H", "Range: bytes=0-3"}, 200},
        {"a part that is none", at(id), {"-H", "Range: bytes=zz"}, 200},
        {"a type with percent signs",
         at(id),
         {"-X", "PATCH", "-H", "Content-Type: application%2Fjson", "-d", "{}"},
         415},
    };
    for (const row& expected : rows) {
        CAPTURE(expected.what);
        const curled found = curl(server, expected.target, expected.flags);
        CHECK(found.status == expected.status);
        if (found.status == 200 && !holds(expected.what, "HEAD")) CHECK(found.body.starts_with(R"({"id":")"));
        if (found.status == 405) CHECK(holds(found.head, "\r\nAllow: GET, HEAD, PATCH, DELETE, OPTIONS"));
        if (found.status >= 400) CHECK(holds(found.head, "\r\nContent-Type: application/json"));
        if (found.status >= 400 && !holds(expected.what, "HEAD"))
            CHECK(found.body.starts_with(R"({"error_code":"WKS.)"));
    }
    // No header lets an answer be packed: whoever reads it may not know how.
    CHECK(curl(server, at(id), {"-H", "Accept-Encoding: gzip, br"}).body.starts_with(R"({"id":")"));
}

TEST_CASE("an open server is for this machine: no name but a loopback one reaches it") {
    const test_server server{{"--open"}};
    for (const std::string host : {"localhost", "localhost:8080", "127.0.0.1:80", "127.1.2.3", "LocalHost",
                                   "localhost.", "LOCALHOST.:8080", "[::1]", "[::1]:8080"})
        CHECK(curl(server, task_collection, {"-H", "Host: " + host}).status == 200);
    for (const std::string host : {"evil.example", "evil.example:8080", "127.0.0.1.evil.example",
                                   "localhost.evil.example", "localhost..", "[::1].x"}) {
        const curled refused = curl(server, task_collection, {"-H", "Host: " + host});
        CHECK(refused.status == 401);
        CHECK(holds(refused.body, "expected localhost as Host of a server that is open to everybody"));
    }
}

TEST_CASE("a token opens its projects and no others") {
    const scratch_folder files;
    const std::string tokens = text_file(files, "tokens",
                                         "# who may what\n"
                                         "\n"
                                         "0123456789abcdef operator demo,staging\n"
                                         "fedcba9876543210\troot *\r\n"
                                         "%41bcdef012345678 percent demo\n");
    test_server server{{"--token-file", tokens}};
    struct row {
        std::string target;
        std::vector<std::string> flags;
        int status;
        std::string body;
    };
    const std::string nobody = R"({"count":0,"items":[]})";
    const row rows[] = {
        {"/v1/demo/schedule-task",
         {},
         401,
         error_body("WKS.00000401", "expected a token in X-Auth-Token, but found none")},
        {"/v1/demo/schedule-task",
         {"-H", "X-Auth-Token: 0123456789abcdeF"},
         401,
         error_body("WKS.00000401", "the token in X-Auth-Token is not known")},
        {"/v1/demo/schedule-task",
         {"-H", "X-Auth-Token: 0123456789abcdef0123456789abcdef"},
         401,
         error_body("WKS.00000401", "the token in X-Auth-Token is not known")},
        {"/v1/demo/schedule-task", {"-H", "X-Auth-Token: 0123456789abcdef"}, 200, nobody},
        {"/v1/demo/schedule-task", {"-H", "X-Auth-Token: %41bcdef012345678"}, 200, nobody},
        {"/v1/demo/schedule-task",
         {"-H", "X-Auth-Token: Abcdef012345678"},
         401,
         error_body("WKS.00000401", "the token in X-Auth-Token is not known")},
        {"/v1/demo/schedule-task",
         {"-H", "X-Auth-Token: %30123456789abcdef"},
         401,
         error_body("WKS.00000401", "the token in X-Auth-Token is not known")},
        {"/v1/staging/schedule-task", {"-H", "x-auth-token: 0123456789abcdef"}, 200, nobody},
        {"/v1/prod/schedule-task",
         {"-H", "X-Auth-Token: 0123456789abcdef"},
         403,
         error_body("WKS.00081102", "operator may not workspace:scheduledTasks:list in project prod")},
        {"/v1/prod/schedule-task", {"-H", "X-Auth-Token: fedcba9876543210"}, 200, nobody},
    };
    for (const row& expected : rows) {
        CAPTURE(expected.target);
        CAPTURE(expected.status);
        const curled found = curl(server, expected.target, expected.flags);
        CHECK(found.status == expected.status);
        CHECK(found.body == expected.body);
        CHECK(holds(found.head, "\r\nWWW-Authenticate: X-Auth-Token") == (expected.status == 401));
    }
}

TEST_CASE("heads that no well-behaved client sends") {
    const std::string get = "GET /v1/demo/schedule-task HTTP/1.1\r\nHost: localhost\r\n";
    const std::string bad_line = "expected a request line such as GET / HTTP/1.1, but found something else";
    const std::string bad_end = "expected lines that end in CR LF, but found something else";
    const std::string bad_header = "expected headers such as Name: value, but found something else";
    const std::string bad_host = "expected one Host, not empty, but found something else";
    check_hostile({
        {"garbage", "hello\r\n\r\n", 400, bad_line},
        {"no version", "GET /\r\n\r\n", 400, bad_line},
        {"another version", "GET / HTTP/2.0\r\n\r\n", 505, "expected a request of HTTP/1.1"},
        {"a blank in the target", "GET /a b HTTP/1.1\r\n\r\n", 400, bad_line},
        {"NUL", std::string("GET /\0 HTTP/1.1\r\n\r\n", 19), 400, bad_line},
        {"no CR", "GET / HTTP/1.1\n\n", 400, bad_end},
        {"no CR in a header", get + "a: b\nc: d\r\n\r\n", 400, bad_end},
        {"a folded header", get + "a: b\r\n c\r\n\r\n", 400, bad_header},
        {"a blank before the colon", get + "a : b\r\n\r\n", 400, bad_header},
        {"no colon", get + "a\r\n\r\n", 400, bad_header},
        {"a control character", get + "a: \x01\r\n\r\n", 400, bad_header},
        {"a line that is too long", get + "a: " + std::string(9000, 'b') + "\r\n\r\n", 431,
         "expected headers of at most 8192 bytes each"},
        {"no Host", "GET / HTTP/1.1\r\n\r\n", 400, bad_host},
        {"two Hosts", get + "host: localhost\r\n\r\n", 400, bad_host},
        {"two Hosts in HTTP/1.0", "GET / HTTP/1.0\r\nHost: a\r\nHost: a\r\n\r\n", 400, bad_host},
        {"an empty Host", "GET / HTTP/1.1\r\nHost: \r\n\r\n", 400, bad_host},
    });
}

TEST_CASE("bodies that no well-behaved client sends") {
    const std::string patch = "PATCH /v1/demo/schedule-task/x HTTP/1.1\r\nHost: localhost\r\n";
    const std::string bad_length =
        "expected one Content-Length, a number, and no Transfer-Encoding beside it, but found something else";
    const std::string bad_transfer =
        "expected no Transfer-Encoding but chunked, in HTTP/1.1, but found something else";
    const std::string bad_chunks = "expected a body in chunks of HTTP/1.1, but found something else";
    const std::string chunks = patch + "Content-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n";
    check_hostile({
        {"two lengths", patch + "Content-Length: 2\r\nContent-Length: 2\r\n\r\n{}", 400, bad_length},
        {"a negative length", patch + "Content-Length: -2\r\n\r\n{}", 400, bad_length},
        {"an endless length", patch + "Content-Length: 99999999999999999999999\r\n\r\n{}", 413,
         "a body has at most 131072 bytes"},
        {"a length and chunks", patch + "Content-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n{}", 400,
         bad_length},
        {"chunks and a length", patch + "Transfer-Encoding: chunked\r\nContent-Length: 2\r\n\r\n{}", 400,
         bad_length},
        {"another transfer", patch + "Transfer-Encoding: gzip, chunked\r\n\r\n", 400, bad_transfer},
        {"chunks in HTTP/1.0",
         "PATCH /v1/demo/schedule-task/x HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", 400,
         bad_transfer},
        {"chunks that are none",
         patch + "Content-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n\r\n", 400,
         bad_chunks},
        {"no end of a chunk", chunks + "2\r\n{}0\r\n\r\n", 400, bad_chunks},
        {"a chunk's size that drops the rest", chunks + "2\r\n{}\r\ngarbage\r\n\r\n", 400, bad_chunks},
        {"a prefix before a chunk's size", chunks + "0x2\r\n{}\r\n0\r\n\r\n", 400, bad_chunks},
        {"junk around a chunk's size", chunks + " +2 junk\r\n{}\r\n0\r\n\r\n", 400, bad_chunks},
        {"a chunk that is too long", chunks + "20001\r\n", 413, "a body has at most 131072 bytes"},
    });
}

TEST_CASE("a body in chunks is put together") {
    test_server server{{"--open"}};
    const std::string id = make_task(server);
    const std::string head = "PATCH " + at(id) +
                             " HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
                             "Transfer-Encoding: chunked\r\n";
    const std::string chunks =
        "11;a=b\r\n{\"description\":\"c\r\n00000006\r\nhunks\"\r\n1\r\n}\r\n0\r\nA: trailer\r\n\r\n";
    http_client client{server.port()};
    CHECK(client.say(head + "\r\n" + chunks));
    auto found = client.hear();
    REQUIRE(found.has_value());
    CHECK(found->status == 200);
    CHECK(holds(found->body, R"("description":"chunks")"));
    CHECK(client.ask("GET", at(id))->status == 200);  // what stands behind the chunks is the next request

    http_client careful{server.port()};
    CHECK(careful.say(head + "Expect: 100-Continue\r\n\r\n"));
    CHECK(careful.hear().value().status == 100);
    for (const char byte : chunks) CHECK(careful.say({&byte, 1}));
    CHECK(careful.hear().value().status == 200);
}

TEST_CASE("headers without end are cut off") {
    test_server server{{"--open"}};
    std::string many = "GET / HTTP/1.1\r\n";
    for (int count = 0; count < 101; ++count) many += "a: b\r\n";
    http_client counted{server.port()};
    CHECK(counted.say(many + "\r\n"));
    auto found = counted.hear();
    REQUIRE(found.has_value());
    CHECK(found->body == error_body("WKS.00000431", "expected at most 100 headers"));

    http_client endless{server.port()};
    CHECK(endless.say("GET / HTTP/1.1\r\n"));
    const std::string line = "a: " + std::string(1000, 'b') + "\r\n";
    for (int count = 0; count < 1000 && endless.say(line); ++count) continue;  // until it hangs up
    found = endless.hear();
    if (found) {  // where the connection was reset first, the answer is lost
        CHECK(found->status == 431);
        CHECK(found->body ==
              error_body("WKS.00000431", "expected headers of at most 32768 bytes altogether"));
    }
    CHECK(http_client{server.port()}.ask("GET", task_collection)->status == 200);
}

TEST_CASE("requests may follow each other without waiting") {
    test_server server{{"--open"}};
    const std::string id = make_task(server);
    http_client client{server.port()};
    std::string all;
    constexpr int requests = 50;
    for (int count = 1; count <= requests; ++count) {
        const std::string body = R"({"description":")" + std::to_string(count) + "\"}";
        all += "PATCH " + at(id) +
               " HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: " +
               std::to_string(body.size()) + "\r\n\r\n" + body;
    }
    CHECK(client.say(all));
    for (int count = 1; count <= requests; ++count) {
        const auto found = client.hear();
        REQUIRE(found.has_value());
        CHECK(found->status == 200);
        CHECK(holds(found->body, R"("description":")" + std::to_string(count) + "\""));
    }
    // An empty line between two of them is passed over, as is a proxy's form of the target.
    CHECK(client.say("\r\nGET http://127.0.0.1/v1/demo/schedule-task HTTP/1.1\r\nHost: localhost\r\n\r\n"));
    CHECK(client.hear()->status == 200);
}

TEST_CASE("a connection ends after a thousand requests, or when the client says so") {
    test_server server{{"--open"}};
    http_client busy{server.port()};
    for (int count = 1; count <= 1000; ++count) {
        const auto found = busy.ask("GET", "/");
        REQUIRE(found.has_value());
        CHECK(header_of(*found, "Connection").value_or("keep") == (count == 1000 ? "close" : "keep"));
    }
    CHECK(busy.hears_the_end());
    for (const std::string_view request :
         {"GET / HTTP/1.1\r\nHost: localhost\r\nConnection: Close\r\n\r\n",
          "GET / HTTP/1.1\r\nHost: localhost\r\nConnection: foo, close\r\n\r\n",
          "GET / HTTP/1.1\r\nHost: localhost\r\nConnection: foo\r\nConnection: close ,bar\r\n\r\n",
          "GET / HTTP/1.0\r\n\r\n"}) {
        CAPTURE(request);
        http_client client{server.port()};
        CHECK(client.say(request));
        CHECK(header_of(client.hear().value(), "Connection") == "close");
        CHECK(client.hears_the_end());
    }
}

TEST_CASE("a body that nobody asked for is no request") {
    test_server server{{"--open"}};
    http_client client{server.port()};
    CHECK(
        client.say("GET / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 18\r\n\r\nGET / HTTP/1.1\r\n\r\n"));
    CHECK(client.hear()->status == 404);
    CHECK(client.ask("GET", task_collection)->status == 200);
}

TEST_CASE("more clients than threads are served at once") {
    test_server server{{"--open", "--threads", "1"}};
    http_client first{server.port()};
    CHECK(first.ask("GET", "/")->status == 404);
    http_client second{server.port()};
    CHECK(second.ask("GET", "/")->status == 404);
    CHECK(first.ask("GET", "/")->status == 404);
}

TEST_CASE("a client that stops in the middle is told so") {
    test_server server{{"--open"}};
    http_client in_head{server.port()};
    http_client in_body{server.port()};
    CHECK(in_head.say("GET / HTTP/1.1\r\nHost:"));
    CHECK(in_body.say(patch_head + "Content-Length: 2\r\n\r\n{"));
    CHECK(in_head.hear().value().body == error_body("WKS.00000408", "the request did not arrive in time"));
    CHECK(in_body.hear().value().body == error_body("WKS.00000408", "the request did not arrive in time"));
}

TEST_CASE("it stops when what has begun is answered") {
    for (const int number : {SIGTERM, SIGINT}) {
        CAPTURE(number);
        test_server server{{"--open"}};
        http_client silent{server.port()};
        CHECK(silent.ask("GET", "/")->status == 404);
        http_client busy{server.port()};
        // The answer to the first half tells that the request has been seen.
        CHECK(busy.say(
            "POST /v1/demo/schedule-task HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
            "Expect: 100-continue\r\nContent-Length: " +
            std::to_string(nightly.size()) + "\r\n\r\n"));
        CHECK(busy.hear()->status == 100);
        server.signal(number);
        CHECK(silent.hears_the_end());
        CHECK(busy.say(nightly));
        CHECK(busy.hear().value().status == 201);
        CHECK(busy.hears_the_end());
        const outcome left = server.finish();
        CHECK(left.exit_code == 0);
        CHECK(left.err == "");
    }
}

TEST_CASE("clients in line do not keep it from stopping") {
    test_server server{{"--open", "--threads", "2"}};
    http_client silent{server.port()};
    CHECK(silent.ask("GET", "/")->status == 404);
    http_client busy{server.port()};
    CHECK(busy.say(patch_head + "Expect: 100-continue\r\nContent-Length: 2\r\n\r\n"));
    CHECK(busy.hear()->status == 100);
    std::deque<http_client> in_line;
    for (int count = 0; count < 100; ++count) {
        in_line.emplace_back(server.port());
        CHECK(in_line.back().say("GET / HT"));
    }
    server.signal(SIGTERM);
    CHECK(silent.hears_the_end());  // so the signal has arrived
    CHECK(busy.say("{}"));
    CHECK(busy.hear()->status == 404);
    // Once each of them had its five seconds.
    for (http_client& each : in_line) CHECK(each.hear()->status == 408);
    CHECK(server.finish().exit_code == 0);
}

TEST_CASE("a second signal ends it at once") {
    test_server server{{"--open"}};
    http_client silent{server.port()};
    CHECK(silent.ask("GET", "/")->status == 404);
    http_client busy{server.port()};
    CHECK(busy.say(patch_head + "Expect: 100-continue\r\nContent-Length: 2\r\n\r\n"));
    CHECK(busy.hear()->status == 100);
    server.signal(SIGTERM);
    CHECK(silent.hears_the_end());
    server.signal(SIGTERM);
    CHECK(server.finish().exit_code == 128 + SIGTERM);
}

TEST_CASE("a database outlives its server") {
    const scratch_folder files;
    const std::string path = files / "tasks.db";
    std::string id;
    for (const char* durability : {"process", "power"}) {
        CAPTURE(durability);
        test_server server{{"--open", "--store", path, "--durability", durability}};
        if (id.empty()) id = make_task(server);
        CHECK(curl(server, at(id), {}).status == 200);
        server.signal(SIGTERM);
        CHECK(server.finish().exit_code == 0);
    }
}

TEST_CASE("options of the body") {
    const std::string unknown = R"({"week_lst":"1"})";
    const std::string chinese = "{\"task_name\":\"\xe9\x87\x8d\xe5\x90\xaf\"}";
    test_server strict{{"--open"}};
    const std::string id = make_task(strict);
    CHECK(curl_json(strict, "PATCH", at(id), unknown).status == 400);
    CHECK(curl_json(strict, "PATCH", at(id), chinese).status == 200);
    test_server other_way{{"--open", "--accept-unknown", "--ascii-names"}};
    const std::string other = make_task(other_way);
    CHECK(curl_json(other_way, "PATCH", at(other), unknown).status == 200);
    CHECK(curl_json(other_way, "PATCH", at(other), chinese).status == 400);
}

TEST_CASE("a server that cannot start says why") {
    test_server other{{"--open"}};
    const std::string port = std::to_string(other.port());
    check_refusals({
        {{}, 2, "nextfire: expected either --token-file or --open\n"},
        {{"--open", "--token-file", "x"}, 2, "nextfire: expected either --token-file or --open\n"},
        {{"--open", "--durability", "power"},
         2,
         "nextfire: --durability is of files: expected --store PATH\n"},
        {{"--open", "--host", "0.0.0.0"},
         2,
         "nextfire: --open needs a loopback address, such as 127.0.0.1; 0.0.0.0 is none\n"},
        {{"--open", "--host", "::"},
         2,
         "nextfire: --open needs a loopback address, such as 127.0.0.1; :: is none\n"},
        {{"--open", "--host", "example.com"}, 2, "nextfire: --host: example.com is no address\n"},
        {{"--open", "--port", port},
         2,
         "nextfire: cannot listen on 127.0.0.1:" + port + ": Address already in use\n"},
        {{"--open", "--port", "65536"},
         2,
         "nextfire: --port: Value 65536 not in range 0 to 65535\nRun nextfire --help for help.\n"},
        {{"--token-file", "/nonexistent/tokens"},
         2,
         "nextfire: cannot read /nonexistent/tokens: No such file or directory\n"},
    });
    const scratch_folder files;
    const std::string no_database = text_file(files, "no_database", "hello, this is no database at all\n");
    const outcome left = run({"serve", "--open", "--port", "0", "--store", no_database});
    CHECK(left.exit_code == 2);
    CHECK(left.out == "");
    CHECK(holds(left.err, no_database));
}

TEST_CASE("a server whose file of tokens is wrong says why") {
    const scratch_folder files;
    check_refusals({
        {{"--token-file", text_file(files, "empty", "# nobody\n")},
         1,
         "token_file: expected at least one token, but found none\n"},
        {{"--token-file", text_file(files, "bad",
                                    "0123456789abcdef operator demo\n"
                                    "0123456789abcdef other demo\n"
                                    "\n"
                                    "short operator demo\n"
                                    "0123456789abcdeg operator\n"
                                    "0123456789abcdeg op/erator demo\n"
                                    "0123456789abcdeg operator demo,\n"
                                    "0123456789abcdeg operator de.mo\n"
                                    "operator 0123456789abcdeg demo\n"
                                    "operators_of_the_night 0123456789/abcdeg demo\n"
                                    "operators_of_the_night demo 0123456789/abcdeg\n")},
         1,
         "token_file, line 2: expected each token once, but found one from a line above\n"
         "token_file, line 4: expected a token of 16 to 512 visible characters of ASCII, but found another "
         "first "
         "word\n"
         "token_file, line 5: expected a token, a principal and projects, but found 2 words\n"
         "token_file, line 6: expected a principal of 1 to 64 letters, digits, _ and -, but found another "
         "second word\n"
         "token_file, line 7: expected a project behind each comma, but found none at the end of "
         "the third word\n"
         "token_file, line 8: expected projects of 1 to 64 letters, digits, _ and -, or *, but found "
         "another third word\n"
         "token_file, line 9: expected a token of 16 to 512 visible characters of ASCII, but found another "
         "first word\n"
         "token_file, line 10: expected a principal of 1 to 64 letters, digits, _ and -, but found another "
         "second word\n"
         "token_file, line 11: expected projects of 1 to 64 letters, digits, _ and -, or *, but found "
         "another third word\n"},
    });
}
