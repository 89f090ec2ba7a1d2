// The program as a process: help, exit codes, and streams that fail.
//
// Covers main.cpp by its exit codes, answer_stream.cpp by a device that is full and a reader who has gone,
// and text_flag.cpp by flags that are given wrongly.
// The command serve is asked in tests/serve: serve_command.cpp, serving.cpp and process_signals.cpp by servers
// that start, cannot start, and stop at a signal or at a second one; task_stores.cpp by a database that
// outlives its server; task_flags.cpp by options of the body, and in patch_command_test.cpp by the flags that
// make bodies pass.
#include <doctest/doctest.h>

#include <cstdlib>
#include <string>
#include <vector>

#include "support/run_program.hpp"
#include "support/scratch_folder.hpp"

namespace {

using nextfire_test::conversation;
using nextfire_test::outcome;
using nextfire_test::run;
using nextfire_test::run_into;

const std::vector<std::string> forever{
    "next",   "--scheduled-type", "DAY",    "--day-interval",       "1",       "--scheduled-time", "09:00:00",
    "--zone", "Asia/Shanghai",    "--from", "1970-01-01T00:00:00Z", "--count", "1000000"};

const std::string request =
    R"({"schedule":{"scheduled_type":"DAY","day_interval":1,"scheduled_time":"09:00:00","time_zone":"UTC"},"after":"2026-01-01T00:00:00Z"})"
    "\n";

}  // namespace

TEST_CASE("help tells the exit codes and gives an example") {
    for (const char* command : {"", "next", "cron", "explain", "zones", "filter", "patch", "serve", "call"}) {
        CAPTURE(command);
        std::vector<std::string> arguments{"--help"};
        if (*command != '\0') arguments.insert(arguments.begin(), command);
        const outcome left = run(arguments);
        CHECK(left.exit_code == 0);
        CHECK(left.err == "");
        CHECK(left.out.find("Example:\n  nextfire ") != std::string::npos);
        if (*command == '\0') CHECK(left.out.find("Exit codes:\n  0  ") != std::string::npos);
    }
}

TEST_CASE("the version names the zone data too") {
    const outcome left = run({"--version"});
    CHECK(left.exit_code == 0);
    CHECK(left.out == "nextfire " NEXTFIRE_TEST_VERSION " (tzdata 2026f)\n");
}

TEST_CASE("a wrong command line is told on standard error") {
    struct row {
        std::vector<std::string> arguments;
        std::string reason;
    };
    const row rows[] = {
        {{},
         "nextfire: a command is missing: next, cron, explain, zones, filter, patch, serve or call\nRun "
         "nextfire "
         "--help for help.\n"},
        {{"frobnicate"},
         "nextfire: The following argument was not expected: frobnicate\nRun nextfire --help for help.\n"},
        {{"next", "--bogus"},
         "nextfire: The following argument was not expected: --bogus\nRun nextfire --help for help.\n"},
        {{"next", "--output", "xml"},
         "nextfire: --output: xml not in {text,json}\nRun nextfire --help for help.\n"},
        {{"next", "--json", "/nonexistent/request"},
         "nextfire: cannot read /nonexistent/request: No such file or directory\n"},
        {{"cron", "--json", "/"}, "nextfire: cannot read /: Is a directory\n"},
    };
    for (const row& expected : rows) {
        CAPTURE(expected.reason);
        const outcome left = run(expected.arguments);
        CHECK(left.exit_code == 2);
        CHECK(left.out == "");
        CHECK(left.err == expected.reason);
    }
}

TEST_CASE("a full device is an error") {
    const std::string reason = "nextfire: cannot write to standard output: No space left on device\n";
    for (const std::vector<std::string>& arguments :
         {std::vector<std::string>{"--help"}, {"--version"}, {"zones"}, {"filter"}, forever}) {
        CAPTURE(arguments.front());
        const outcome left = run_into("/dev/full", arguments, request);
        CHECK(left.exit_code == 2);
        CHECK(left.err == reason);
    }
}

TEST_CASE("a file that may not grow is an error, and no signal") {
    const nextfire_test::scratch_folder folder;
    const outcome left = nextfire_test::run_other(
        "sh", {"-c", "ulimit -f 0; exec '" NEXTFIRE_TEST_PROGRAM "' zones > '" + (folder / "zones") + "'"});
    CHECK(left.exit_code == 2);
    CHECK(left.err == "nextfire: cannot write to standard output: File too large\n");
}

TEST_CASE("a reader who has seen enough ends the program quietly") {
    conversation next{forever};
    CHECK(next.hear_line() == "DAY         0 0 9 * * ?  Asia/Shanghai");
    next.close_output();
    const outcome left = next.finish();
    CHECK(left.exit_code == 0);
    CHECK(left.err == "");

    conversation filter{{"filter"}};
    REQUIRE(filter.say(request));
    CHECK(filter.hear_line());
    filter.close_output();
    while (filter.say(request)) continue;  // until it has gone
    const outcome gone = filter.finish();
    CHECK(gone.exit_code == 0);
    CHECK(gone.err == "");
}

TEST_CASE("neither locale nor TZ changes an answer") {
    const std::vector<std::string> arguments{"cron",
                                             "--scheduled-type",
                                             "DAY",
                                             "--day-interval",
                                             "2",
                                             "--scheduled-time",
                                             "09:00:00",
                                             "--zone",
                                             "Asia/Shanghai",
                                             "--from",
                                             "2026-11-24T02:00:00Z",
                                             "--output",
                                             "json"};
    const std::string here = run(arguments).out;
    ::setenv("TZ", "America/New_York", 1);
    ::setenv("LC_ALL", "de_DE.UTF-8", 1);
    CHECK(run(arguments).out == here);
}
