// Answers cut, flipped and mixed at random, the same way in every run: whatever comes, a result comes out, and what
// is read can be read again.
#include <nextfire/calls/answer.hpp>

#include <doctest/doctest.h>

#include <cstddef>
#include <fstream>
#include <iterator>
#include <random>
#include <string>
#include <variant>
#include <vector>

namespace {

using namespace nextfire::api;

std::string data_file(const std::string& name) {
    std::ifstream file{std::string{NEXTFIRE_TEST_DATA} + "/" + name, std::ios::binary};
    return {std::istreambuf_iterator<char>{file}, {}};
}

class mutator {
public:
    std::string next() {
        std::string text = corpus_[below(corpus_.size())];
        for (std::size_t changes = below(4); changes > 0; --changes) change(text);
        return text;
    }
    int status() { return statuses_[below(statuses_.size())]; }

private:
    std::size_t below(std::size_t end) { return static_cast<std::size_t>(random_() % end); }

    void change(std::string& text) {
        const std::size_t at = below(text.size() + 1);
        const std::size_t length = 1 + below(12);
        switch (below(7)) {
            case 0:
                if (at < text.size()) text[at] = static_cast<char>(text[at] ^ (1 << below(8)));
                return;
            case 1:
                text.resize(at);
                return;
            case 2:
                text.erase(at, length);
                return;
            case 3:
                text.insert(at, text.substr(at, length));
                return;
            case 4:
                text.insert(at, 1, static_cast<char>(below(256)));
                return;
            case 5: {
                const std::string& other = corpus_[below(corpus_.size())];
                text = text.substr(0, at) + other.substr(below(other.size() + 1));
                return;
            }
            default: {
                // a value gives way to another, so that the JSON stays whole
                const std::size_t colon = text.find(':', at);
                if (colon == std::string::npos) return;
                const std::size_t end = std::min(text.find_first_of(",}]", colon), text.size());
                text.replace(colon + 1, end - colon - 1, words_[below(words_.size())]);
                return;
            }
        }
    }

    std::vector<std::string> corpus_{
        data_file("documented_answer.json"),
        data_file("documented_request.json"),
        R"({"count":1,"items":[{"id":"a","target_infos":[{"target_type":"SERVER","target_id":["s"]}]}]})",
        R"({"future_executions":["2026-11-24 02:00:00 GMT+08:00"],"time_zone":"Asia/Shanghai"})",
        R"({"error_code":"WKS.00000404","error_msg":"there is no task"})",
        "<html><body>502 Bad Gateway</body></html>",
        ""};
    std::vector<std::string> words_{"null",
                                    "true",
                                    "7",
                                    "-1",
                                    "1e400",
                                    "\"\"",
                                    "\"\\u0000\"",
                                    "[]",
                                    "{}",
                                    "[[[[[[[[[[[[[[[[[[",
                                    "99999999999999999999",
                                    "\"L\"",
                                    "{\"a\":{}}"};
    std::vector<int> statuses_{200, 200, 200, 201, 204, 301, 400, 404, 429, 500, 503, 0};
    std::mt19937_64 random_{20261128};
};

void check_failure(const call_failure& failure) {
    CHECK(failure.error_msg.size() <= most_message_bytes + 3);
    CHECK_FALSE(failure.error_msg.empty());
}

}  // namespace

TEST_CASE("10.3 whatever a service answers, a result comes of it") {
    mutator answers;
    std::size_t read = 0;
    for (int count = 0; count < 50'000; ++count) {
        const http_response response{answers.status(), {{"Location", answers.next()}}, answers.next()};
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
