// `nextfire filter`: a request whose schedule came before is answered as one whose schedule is new.
#include <doctest/doctest.h>

#include <string>
#include <string_view>
#include <vector>

#include "support/run_program.hpp"

namespace {

using nextfire_test::outcome;
using nextfire_test::run;

std::string known_answers(std::string_view requests) {
    const outcome left = run({"filter"}, requests);
    CHECK(left.err == "");
    CHECK(left.exit_code == 0);
    return left.out;
}

std::string asked_request(std::string_view id, std::string_view rest, std::string_view after,
                          std::string_view count) {
    std::string line = "{";
    if (!id.empty()) line += "\"id\":" + std::string{id} + ",";
    line += rest;
    if (!after.empty()) line += ",\"after\":" + std::string{after};
    if (!count.empty()) line += ",\"count\":" + std::string{count};
    return line + "}\n";
}

}  // namespace

TEST_CASE("whatever id, after and count are, an answer is the same the first time and behind others") {
    const std::vector<std::string_view> schedules{
        R"("schedule":{"scheduled_type":"DAY","day_interval":1,"scheduled_time":"02:30:00","time_zone":"Europe/Berlin"})",
        // What these count from is told by `after`.
        R"("schedule":{"scheduled_type":"DAY","day_interval":3,"scheduled_time":"02:30:00","time_zone":"Europe/Berlin"})",
        R"("schedule":{"cron":"@every 90m","time_zone":"UTC"})",
        R"("anchor_date":"2026-03-01","schedule":{"scheduled_type":"DAY","day_interval":3,"scheduled_time":"02:30:00","time_zone":"UTC"})",
        R"("schedule":{"cron":"30 2 * * *","dialect":"unix","time_zone":"Europe/Berlin","expire_time":"2026-03-29 12:00:00"},"gap":"skip")",
        // Wrong in themselves: twice, unknown, misplaced.
        R"("schedule":{"cron":"61 2 * * *","dialect":"unix","time_zone":"Europe/Berlin"})",
        R"("schedule":{"cron":"0 0 9 * * ?","time_zone":"UTC"},"id":1,"after":"2026-03-28T12:00:00Z","count":1)",
        R"("gap":"skip","gap":"skip","schedule":{"cron":"0 0 9 * * ?","time_zone":"UTC"})",
        R"("schedule":{"id":1,"cron":"0 0 9 * * ?","time_zone":"UTC"})",
    };
    const std::vector<std::string_view> ids{"",     "1",     "-0",       "01",
                                            "1e2",  "\"a\"", "\"é\"",    R"("a\u0041")",
                                            "null", "[]",    "\"\x7F\"", "1234567890123456789012"};
    const std::vector<std::string_view> instants{"",
                                                 R"("2026-03-28T12:00:00Z")",
                                                 R"("2026-03-29 02:30:00+02:00")",
                                                 R"("2026-02-30T00:00:00Z")",
                                                 R"("\u0032026-03-28T12:00:00Z")",
                                                 "null",
                                                 "7",
                                                 "\"\""};
    const std::vector<std::string_view> counts{"", "0", "2", "1001", "1.0", "\"1\"", "null", "-1"};
    for (const std::string_view schedule : schedules) {
        // One stream in which each line comes behind a good one; and two of which each has half the lines, so
        // that where one has a schedule known the other reads it anew.
        std::string all;
        std::vector<std::string> lines;
        for (const std::string_view id : ids)
            for (const std::string_view instant : instants)
                for (const std::string_view count : counts)
                    lines.push_back(asked_request(id, schedule, instant, count));
        const std::string known = asked_request("0", schedule, R"("2026-01-01T00:00:00Z")", "1");
        // A blank in the place of a member's value makes the rest another one, and the answer the same.
        std::string fresh;
        for (std::size_t n = 0; n < lines.size(); ++n) {
            std::string line = lines[n];
            all += known + line;
            line.insert(line.size() - 2, n + 1, ' ');
            fresh += known + line;
        }
        CAPTURE(schedule);
        CHECK((known_answers(all) == known_answers(fresh)));
    }
}

TEST_CASE("a request as long as may be, and longer than what is kept, is answered twice alike") {
    const std::string schedule = R"("schedule":{"cron":"0 0 9 * * ?","time_zone":"UTC"},"spread_key":")" +
                                 std::string(2000, 'x') + "\"";
    const std::string line = asked_request("1", schedule, R"("2026-01-01T00:00:00Z")", "1");
    const std::string once = known_answers(line);
    CHECK(once == R"({"id":1,"cron":"0 0 9 * * ?","time_zone":"UTC","next":["2026-01-01T09:00:00Z"]})"
                  "\n");
    CHECK(known_answers(line + line) == once + once);
}
