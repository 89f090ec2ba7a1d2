// `nextfire patch`: one change, made without a server.
#include <doctest/doctest.h>

#include <string>
#include <string_view>
#include <vector>

#include "support/run_program.hpp"
#include "support/scratch_folder.hpp"
#include "support/text_file.hpp"

namespace {

using nextfire_test::answer;
using nextfire_test::outcome;
using nextfire_test::refusal;
using nextfire_test::run;
using nextfire_test::scratch_folder;
using nextfire_test::text_file;

/// A task as the API answers it; `end` is what follows its last member but one.
std::string task_text(std::string_view end = "}") {
    return R"({"id":"t1","task_name":"nightly","last_status":"WAITING","task_type":"RESTART_SERVER",)"
           R"("task_cron":"0 0 9 * * ?","next_execution_time":"2026-11-24 09:00:00",)"
           R"("schedule_task_policy":{"enforcement_enable":false},"scheduled_type":"DAY","day_interval":1,)"
           R"("week_list":null,"month_list":null,"date_list":null,"time_zone":"Asia/Shanghai",)"
           R"("scheduled_date":null,"scheduled_time":"09:00:00","expire_time":null,)"
           R"("description":null,"is_enable":true,"create_time":"2026-11-01T00:00:00.000Z",)"
           R"("update_time":"2026-11-01T00:00:00.000Z")" +
           std::string{end};
}

constexpr std::string_view targets = R"(,"target_infos":[{"target_type":"SERVER","target_id":"s1"}]})";
constexpr const char* now = "2026-11-24T02:00:00.5Z";

}  // namespace

TEST_CASE("the task after the change is printed") {
    const scratch_folder files;
    const std::string task = text_file(files, "task", task_text());
    const std::string body =
        text_file(files, "body", R"({"day_interval":2,"description":"every other day"})");
    // DAY counts from the first run at or after create_time, 1 November; so the 25th is a day of it, and the
    // 24th is not.
    const std::string after =
        R"({"id":"t1","task_name":"nightly","last_status":"WAITING","task_type":"RESTART_SERVER",)"
        R"("task_cron":"0 0 9 */2 * ?","next_execution_time":"2026-11-25 09:00:00",)"
        R"("schedule_task_policy":{"enforcement_enable":false},"scheduled_type":"DAY","day_interval":2,)"
        R"("week_list":null,"month_list":null,"date_list":null,"time_zone":"Asia/Shanghai",)"
        R"("scheduled_date":null,"scheduled_time":"09:00:00","expire_time":null,)"
        R"("description":"every other day","is_enable":true,"create_time":"2026-11-01T00:00:00.000Z",)"
        R"("update_time":"2026-11-24T02:00:00.500Z"})"
        "\n";
    CHECK(answer({"patch", "--task", task, "--body", body, "--now", now}) == after);
    CHECK(answer({"patch", "--task", "-", "--body", body, "--now", now}, task_text()) == after);
    // An answer is a task again; and a body that changes nothing changes nothing but update_time.
    const std::string again = text_file(files, "again", after);
    CHECK(answer({"patch", "--task", again, "--body", "-", "--now", now}, "{}") == after);
}

TEST_CASE("8.1 without a zone it is the API's default") {
    const scratch_folder files;
    std::string berlin = task_text();
    berlin.replace(berlin.find("Asia/Shanghai"), 13, "Europe/Berlin");
    std::string nowhere = task_text();
    nowhere.replace(nowhere.find("\"Asia/Shanghai\""), 15, "null");
    const std::string shanghai = R"("time_zone":"Asia/Shanghai")";
    const std::string task = text_file(files, "task", berlin);
    CHECK(answer({"patch", "--task", task, "--body", "-", "--now", now}, R"({"time_zone":null})")
              .find(shanghai) != std::string::npos);
    CHECK(answer({"patch", "--task", text_file(files, "nowhere", nowhere), "--body", "-", "--now", now}, "{}")
              .find(shanghai) != std::string::npos);
}

TEST_CASE("targets are printed where there are some") {
    const scratch_folder files;
    const std::string task = text_file(files, "task", task_text(targets));
    const std::string same = answer({"patch", "--task", task, "--body", "-", "--now", now}, "{}");
    CHECK(same.ends_with(std::string{R"("update_time":"2026-11-24T02:00:00.500Z")"} + std::string{targets} +
                         "\n"));
    const std::string others =
        answer({"patch", "--task", task, "--body", "-", "--now", now},
               R"({"target_infos":[{"target_type":"SERVER_GROUP","target_id":["g"]}]})");
    CHECK(others.ends_with(R"("target_infos":[{"target_type":"SERVER_GROUP","target_id":"g"}]})"
                           "\n"));
}

TEST_CASE("without --now it is the present") {
    const scratch_folder files;
    const std::string task = text_file(files, "task", task_text());
    const std::string after = answer({"patch", "--task", task, "--body", "-"}, "{}");
    CHECK(after.find(R"("update_time":"2026-11-01T00:00:00.000Z")") == std::string::npos);
    CHECK(after.find(R"("update_time":"20)") != std::string::npos);
}

TEST_CASE("every violation is told, and which text it is in") {
    const scratch_folder files;
    const std::string task = text_file(files, "task", task_text());
    const std::string broken =
        text_file(files, "broken",
                  R"({"id":"t 1","task_name":"nightly","task_type":"RESTART_SERVER","scheduled_type":"DAY",)"
                  R"("day_interval":32,"scheduled_time":"09:00:00","time_zone":"Asia/Shanghai",)"
                  R"("create_time":"2026-11-01T00:00:00Z","update_time":"2026-11-01T00:00:00Z"})");
    const std::string no_json = text_file(files, "no_json", "hello");
    struct row {
        std::vector<std::string> flags;
        std::string body;
        std::string reasons;
    };
    const row rows[] = {
        {{"--task", task},
         R"({"week_lst":"1","day_interval":"2"})",
         "body/day_interval: expected a whole number of days from 1 to 31, but found the string \"2\"\n"
         "body/week_lst: expected a known member, but found \"week_lst\"; did you mean week_list?\n"},
        {{"--task", task}, "[]", "body: expected a JSON object, but found an array\n"},
        {{"--task", task},
         "{",
         "body: line 1, column 2: expected a member name in double quotes, but found the end of the text\n"},
        {{"--task", broken},
         "{}",
         "task/day_interval: expected a whole number of days from 1 to 31, but found 32\n"
         "task/id: expected 1 to 64 letters, digits, _ or -, but found \"t 1\"\n"},
        {{"--task", no_json}, "{}", "task: line 1, column 1: expected a JSON value, but found \"h\"\n"},
        {{"--task", task, "--now", "yesterday"},
         "{}",
         "now, column 1: expected a time as 2026-12-31T23:59:59Z, but found \"yesterday\"\n"},
    };
    for (const row& expected : rows) {
        CAPTURE(expected.body);
        std::vector<std::string> arguments{"patch", "--body", "-"};
        arguments.insert(arguments.end(), expected.flags.begin(), expected.flags.end());
        CHECK(refusal(arguments, expected.body) == expected.reasons);
    }
}

TEST_CASE("two flags say what a body may have") {
    const scratch_folder files;
    const std::string task = text_file(files, "task", task_text());
    const std::vector<std::string> strict{"patch", "--task", task, "--body", "-"};
    const auto with = [&strict](const char* flag) {
        std::vector<std::string> flagged = strict;
        flagged.emplace_back(flag);
        return flagged;
    };
    const std::string unknown = R"({"tomorrow":1})";
    const std::string chinese = "{\"task_name\":\"\xe9\x87\x8d\xe5\x90\xaf\"}";
    CHECK(run(strict, unknown).exit_code == 1);
    CHECK(run(with("--accept-unknown"), unknown).exit_code == 0);
    CHECK(run(strict, chinese).exit_code == 0);
    CHECK(run(with("--ascii-names"), chinese).exit_code == 1);
}

TEST_CASE("a command line or a file that is wrong is no violation") {
    const scratch_folder files;
    const std::string task = text_file(files, "task", task_text());
    struct row {
        std::vector<std::string> flags;
        std::string reason;
    };
    const row rows[] = {
        {{"--task", "-", "--body", "-"}, "nextfire: --task and --body cannot both be standard input\n"},
        {{"--task", task}, "nextfire: --body is required\nRun nextfire --help for help.\n"},
        {{"--task", task, "--body", "/nonexistent/body"},
         "nextfire: cannot read /nonexistent/body: No such file or directory\n"},
        {{"--task", "/", "--body", "-"}, "nextfire: cannot read /: Is a directory\n"},
    };
    for (const row& expected : rows) {
        CAPTURE(expected.reason);
        std::vector<std::string> arguments{"patch"};
        arguments.insert(arguments.end(), expected.flags.begin(), expected.flags.end());
        const outcome left = run(arguments);
        CHECK(left.exit_code == 2);
        CHECK(left.out == "");
        CHECK(left.err == expected.reason);
    }
}
