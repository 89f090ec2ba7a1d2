// `nextfire filter --tsv`: clause 13, line by line, and as one end of a pipe.
//
// Covers tsv_answer.cpp.
#include <doctest/doctest.h>

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "support/run_program.hpp"

namespace {

using nextfire_test::conversation;
using nextfire_test::outcome;
using nextfire_test::run;
using nextfire_test::run_into;

std::string rows_for(std::string_view questions, const std::vector<std::string>& flags = {}) {
    std::vector<std::string> arguments{"filter", "--tsv"};
    arguments.insert(arguments.end(), flags.begin(), flags.end());
    const outcome left = run(arguments, questions);
    CHECK(left.err == "");
    CHECK(left.exit_code == 0);
    return left.out;
}

const std::string berlin_text = "30 2 * * *; dialect=unix; zone=Europe/Berlin";

std::string question(int key) {
    return std::to_string(key) + "\t" + berlin_text + "\t2026-03-28T12:00:00Z\n";
}

std::string answer(int key) {
    return std::to_string(key) + "\t2026-03-29T01:00:00Z\t";
}

/// The answer to what was the first line, in another one.
std::string in_line(int number, std::string answer) {
    const std::size_t at = answer.find("line 1:");
    if (at != std::string::npos) answer.replace(at, 6, "line " + std::to_string(number));
    return answer;
}

/// A line and its answer, where it is the first one.
struct answered_line {
    std::string question;
    std::string answer;
};

void check_answers(const std::vector<answered_line>& rows) {
    for (const answered_line& expected : rows) {
        CAPTURE(expected.question);
        CHECK(rows_for(expected.question + "\n") == expected.answer + "\n");
        // Once more, and again when the schedule has been read before.
        const std::string lines = rows_for("\n" + expected.question + "\r\n" + expected.question + "\n");
        CHECK(lines.substr(lines.find('\n') + 1) ==
              in_line(2, expected.answer) + "\n" + in_line(3, expected.answer) + "\n");
    }
}

}  // namespace

TEST_CASE("13.1 one line in, one line out") {
    check_answers({
        // Berlin, 2026: 02:00 -> 03:00 at 01:00Z on 29 March.
        {"k\t" + berlin_text + "\t2026-03-28T12:00:00Z", "k\t2026-03-29T01:00:00Z\t"},
        {"k\t" + berlin_text + "\t2026-03-28T12:00:00Z\t2", "k\t2026-03-29T01:00:00Z,2026-03-30T00:30:00Z\t"},
        {"k\t" + berlin_text + "\t2026-03-29T02:59:59.9+02:00\t", "k\t2026-03-29T01:00:00Z\t"},
        {"k\t" + berlin_text + "; gap=skip\t2026-03-28T12:00:00Z\t\\N", "k\t2026-03-30T00:30:00Z\t"},
        // In seconds, and then in seconds; a fraction is cut off, so that the instant itself is excluded.
        {"k\t" + berlin_text + "\t1774742400", "k\t1774746000\t"},
        {"k\t" + berlin_text + "\t1774745999.999\t2", "k\t1774746000,1774830600\t"},
        {"k\t" + berlin_text + "\t1774746000.999", "k\t1774830600\t"},
        {"k\t" + berlin_text + "\t0", "k\t5400\t"},
        // As JSON, and escaped.
        {R"(k	{"cron":"0 9 * * 1","dialect":"unix","time_zone":"Asia/Tokyo"}	1774742400)",
         "k\t1774828800\t"},
        {R"(k	{"cron":"0 \\u0039 * * 1","dialect":"unix","time_zone":"Asia/Tokyo"}	1774742400)",
         "k\t1774828800\t"},
        {R"(k	 {"cron":"0 9 * * 1","dialect":"unix","time_zone":"Asia/Tokyo"}	1774742400)",
         "k\t1774828800\t"},
        {R"(k	0\t9 * * 1; dialect=unix; zone=Asia/Tokyo	1774742400)", "k\t1774828800\t"},
        // The key is nobody's business.
        {"\t" + berlin_text + "\t0", "\t5400\t"},
        {"\\N\t" + berlin_text + "\t0", "\\N\t5400\t"},
        {"a\\q \"\xFF\t" + berlin_text + "\t0", "a\\q \"\xFF\t5400\t"},
        // None left, and none asked for.
        {"k\t0 0 9 1 1 ? 2026; zone=UTC\t1774742400\t3", "k\t\\N\t"},
        {"k\t" + berlin_text + "\t253402300799", "k\t\\N\t"},
        {"k\t" + berlin_text + "\t0\t0", "k\t\\N\t"},
    });
}

TEST_CASE("13.1 one line that is wrong, one line that says so") {
    check_answers({
        // Everything that is wrong, at once.
        {"k\t61 * * * *; dialect=unix; zone=Mars\tsoon\t1001",
         "k\t\\N\tcron, column 1: expected a minute from 0 to 59, but found \"61\"; zone: expected a time "
         "zone "
         "such as Europe/Berlin, but found \"Mars\"; after, column 1: expected a time as "
         "2026-12-31T23:59:59Z, but found \"soon\"; count: expected a whole number from 0 to 1000, but found "
         "\"1001\""},
        {"k\t\\N\t\\N",
         "k\t\\N\tschedule: expected the line of a definition, or JSON, but found none; after: expected an "
         "instant as RFC 3339 has it, or Unix seconds, but found none"},
        {"k\t@every 90m; zone=UTC\t0",
         "k\t\\N\tanchor: expected an instant as anchor=2026-11-27T00:00:00Z, but found none"},
        {"k\t0 0 9 30 2 ?; zone=UTC\t0",
         "k\t\\N\tcron, column 7: expected a day that month 2 has, but found only 30"},
        {R"(k	a\"b; zone=UTC	0)",
         R"(k	\N	schedule, column 2: expected one of \\\\ \\t \\n \\r \\0 \\b \\f \\v \\', but found "\\\\\\"")"},
        {"k\t" + berlin_text + "\t253402300800",
         "k\t\\N\tafter, column 1: expected an instant from 1970-01-01T00:00:00Z to 9999-12-31T23:59:59Z, "
         "but "
         "found \"253402300800\""},
        {"k\t" + berlin_text + "\t99999999999999999999999",
         "k\t\\N\tafter, column 1: expected an instant from 1970-01-01T00:00:00Z to 9999-12-31T23:59:59Z, "
         "but "
         "found \"99999999999999999999999\""},
        {"k\t" + berlin_text + "\t-1",
         "k\t\\N\tafter, column 1: expected a time as 2026-12-31T23:59:59Z, but found \"-1\""},
        {"k\t" + berlin_text + "\t12.",
         "k\t\\N\tafter, column 3: expected a time as 2026-12-31T23:59:59Z, but found \"12.\""},
        // Columns that are too few or too many; the key is there in any case.
        {"", "\t\\N\tline 1: expected 3 or 4 columns, but found 1"},
        {"k\t" + berlin_text, "k\t\\N\tline 1: expected 3 or 4 columns, but found 2"},
        {"k\t" + berlin_text + "\t0\t1\t", "k\t\\N\tline 1: expected 3 or 4 columns, but found 5"},
    });
}

TEST_CASE("13.1 what is wrong with JSON as a whole names its column") {
    CHECK(rows_for("k\t{\"cron\":\"x\"\t0\n") ==
          "k\t\\N\tschedule: line 1, column 12: expected a comma or a closing brace, but found the end of "
          "the text\n");
}

TEST_CASE("13.3 columns as they are chosen") {
    CHECK(rows_for(berlin_text + "\t1774742400\n", {"--in", "schedule,after", "--out", "next"}) ==
          "1774746000\n");
    CHECK(rows_for("x\t1774742400\n", {"--in", "schedule,after", "--out", "next"}) == "\\N\n");
    CHECK(rows_for("2\t1774742400\tk\t" + berlin_text + "\n",
                   {"--in", "count,after,key,schedule", "--out", "error,next,key"}) ==
          "\t1774746000,1774830600\tk\n");
    CHECK(rows_for("1774742400\tk\t" + berlin_text + "\n", {"--in", "count,after,key,schedule"}) ==
          berlin_text + "\t\\N\tline 1: expected 4 columns, but found 3\n");
    const outcome refused = run({"filter", "--tsv", "--in", "when"}, question(1));
    CHECK(refused.exit_code == 1);
    CHECK(refused.out == "");
    CHECK(refused.err == "in: expected key, schedule, after or count, but found \"when\"\n");
    const outcome alone = run({"filter", "--out", "next"}, question(1));
    CHECK(alone.exit_code == 2);
    CHECK(alone.err == "nextfire: --in and --out need --tsv\n");
}

TEST_CASE("13.1 no line is lost: too long, with NUL in it, or without an end") {
    constexpr std::size_t mebibyte = 1024 * 1024;
    std::string longest = question(1);
    longest.insert(0, std::string(mebibyte - longest.size() + 1, 'k'));
    CHECK(rows_for(longest).size() > mebibyte - 100);
    CHECK(rows_for(longest).ends_with("k1\t2026-03-29T01:00:00Z\t\n"));
    CHECK(rows_for("k" + longest + question(2)) ==
          "\\N\t\\N\tline 1: expected at most 1048576 bytes, but found more\n" + answer(2) + "\n");
    CHECK(rows_for(std::string(5 * mebibyte, '\t') + "\n" + question(2)) ==
          "\\N\t\\N\tline 1: expected at most 1048576 bytes, but found more\n" + answer(2) + "\n");
    CHECK(rows_for(std::string(mebibyte, '\t') + "\n") ==
          "\t\\N\tline 1: expected 3 or 4 columns, but found 1048577\n");
    const std::string nul(1, '\0');
    CHECK(rows_for("k" + nul + "\t" + berlin_text + nul + "\t0" + nul + "\n") ==
          "k" + nul +
              "\t\\N\tzone: expected a time zone such as Europe/Berlin, but found \"Europe/Berlin\\\\x00\"; "
              "did you mean Europe/Berlin?; after, column 2: expected a time as 2026-12-31T23:59:59Z, but "
              "found "
              "\"0\\\\x00\"\n");
    std::string unended = question(2);
    unended.pop_back();
    CHECK(rows_for(question(1) + unended) == answer(1) + "\n" + answer(2) + "\n");
    CHECK(rows_for("") == "");
}

TEST_CASE("13.4 a schedule that comes again is answered as it was") {
    // More schedules than are kept, three rounds of them, in three orders; every fifth is none.
    constexpr int many = 40'000;
    const auto schedule = [](int n) {
        return std::to_string(n % 60) + " " + std::to_string(n / 60 % 60) + " " +
               std::to_string(n % 5 == 0 ? 24 : n / 3600) + " * * ?; zone=UTC";
    };
    std::vector<int> order;
    for (int n = 0; n < many; ++n) order.push_back(n);
    for (int n = many - 1; n >= 0; --n) order.push_back(n);
    for (int n = 0; n < many; ++n) order.push_back(n * 7919 % many);
    std::string questions;
    std::string expected;
    for (const int n : order) {
        const std::string key = std::to_string(n);
        questions += key + "\t" + schedule(n) + "\t0\n";
        expected += n % 5 == 0
                        ? key + "\t\\N\tcron, column " + std::to_string(schedule(n).rfind(" 24 ") + 2) +
                              ": expected an hour from 0 to 23, but found \"24\"\n"
                        : key + "\t" + std::to_string(n / 3600 * 3600 + n / 60 % 60 * 60 + n % 60) + "\t\n";
    }
    CHECK((rows_for(questions) == expected));
}

TEST_CASE("13.5 an answer arrives while the stream is still open, and a reader who has gone is no error") {
    conversation talk{{"filter", "--tsv"}};
    for (int key = 0; key < 3; ++key) {
        REQUIRE(talk.say(question(key)));
        CHECK(talk.hear_line() == answer(key));
    }
    // Whole lines are answered although another has begun.
    REQUIRE(talk.say(question(3) + "4\t"));
    CHECK(talk.hear_line() == answer(3));
    REQUIRE(talk.say(question(4).substr(2)));
    CHECK(talk.hear_line() == answer(4));
    talk.close_output();
    while (talk.say(question(5))) continue;  // until it has gone
    const outcome gone = talk.finish();
    CHECK(gone.exit_code == 0);
    CHECK(gone.err == "");
}

TEST_CASE("13.5 a device that is full is told") {
    const outcome full = run_into("/dev/full", {"filter", "--tsv"}, question(1));
    CHECK(full.exit_code == 2);
    CHECK(full.err == "nextfire: cannot write to standard output: No space left on device\n");
}
