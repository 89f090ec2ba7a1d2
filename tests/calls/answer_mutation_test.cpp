// Answers cut, flipped and mixed at random, the same way in every run: whatever comes, a result comes out, and what
// is read can be read again.
#include <nextfire/calls/answer.hpp>

#include <doctest/doctest.h>

#include <array>
#include <cstddef>
#include <fstream>
#include <iterator>
#include <string>
#include <variant>
#include <vector>

#include "../support/text_mutation.hpp"

namespace {

using namespace nextfire::api;

std::string data_file(const std::string& name) {
    std::ifstream file{NEXTFIRE_TEST_DATA "/" + name, std::ios::binary};
    return {std::istreambuf_iterator<char>{file}, {}};
}

nextfire_test::text_mutator mutated_answers() {
    return {
        {data_file("documented_answer.json"), data_file("documented_request.json"),
         R"({"count":1,"items":[{"id":"a","target_infos":[{"target_type":"SERVER","target_id":["s"]}]}]})",
         R"({"future_executions":["2026-11-24 02:00:00 GMT+08:00"],"time_zone":"Asia/Shanghai"})",
         R"({"error_code":"WKS.00000404","error_msg":"there is no task"})",
         "<html><body>502 Bad Gateway</body></html>", ""},
        {"null", "true", "7", "-1", "1e400", "\"\"", "\"\\u0000\"", "[]", "{}", "[[[[[[[[[[[[[[[[[[",
         "99999999999999999999", "\"L\"", "{\"a\":{}}"},
        20261128};
}

std::string next_answer(nextfire_test::text_mutator& mutator) {
    std::string text = mutator.any_text();
    for (std::size_t changes = mutator.below(4); changes > 0; --changes) mutator.change(text);
    return text;
}

int next_status(nextfire_test::text_mutator& mutator) {
    constexpr std::array statuses{200, 200, 200, 201, 204, 301, 400, 404, 429, 500, 503, 0};
    return statuses.at(mutator.below(statuses.size()));
}

void check_failure(const call_failure& failure) {
    CHECK(failure.error_msg.size() <= most_message_bytes + 3);
    CHECK_FALSE(failure.error_msg.empty());
}

}  // namespace

TEST_CASE("10.3 whatever a service answers, a result comes of it") {
    nextfire_test::text_mutator mutator = mutated_answers();
    std::size_t read = 0;
    for (int count = 0; count < 50'000; ++count) {
        const http_response response{
            next_status(mutator), {{"Location", next_answer(mutator)}}, next_answer(mutator)};
        CAPTURE(response.body);
        const auto task = read_task_answer(response);
        if (const auto* shown = std::get_if<answered_task>(&task)) {
            ++read;
            std::string line;
            append_answered_task(line, *shown);
            CHECK(std::get<answered_task>(read_task_answer({200, {}, line})) == *shown);
            static_cast<void>(spec_of(*shown));
        } else {
            check_failure(std::get<call_failure>(task));
        }
        const auto page = read_page_answer(response);
        if (const auto* failure = std::get_if<call_failure>(&page)) check_failure(*failure);
        const auto found = read_executions_answer(response);
        if (const auto* failure = std::get_if<call_failure>(&found)) check_failure(*failure);
        const auto done = read_done_answer(response);
        if (const auto* failure = std::get_if<call_failure>(&done)) check_failure(*failure);
    }
    CHECK(read > 1'000);  // not everything is broken
}
