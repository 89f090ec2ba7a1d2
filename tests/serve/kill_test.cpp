// A server that is killed loses no change that it has acknowledged.
#include <doctest/doctest.h>

#include <chrono>
#include <csignal>
#include <cstdlib>
#include <functional>
#include <optional>
#include <random>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

#include "support/http_client.hpp"
#include "support/run_program.hpp"
#include "support/scratch_folder.hpp"
#include "support/served_task.hpp"
#include "support/test_server.hpp"

namespace {

using nextfire_test::description_of;
using nextfire_test::http_answer;
using nextfire_test::http_client;
using nextfire_test::make_served_task;
using nextfire_test::scratch_folder;
using nextfire_test::test_server;

constexpr int rounds = 20;
constexpr int clients = 4;

/// A client that counts up in the description of its own task.
struct counter {
    std::string target;
    int sent = 0;
    int acknowledged = 0;
};

/// Counts up until the server has gone.
void count_up(counter& own, int port) {
    constexpr int most_requests = 500;  // the server ends a connection after so many, and some more
    for (int next = own.acknowledged + 1;;) {
        http_client client{port};
        for (int count = 0; count < most_requests; ++count, ++next) {
            own.sent = next;
            const auto answer = client.ask("PATCH", own.target, description_of(next));
            if (!answer) return;
            if (answer->status != 200) std::abort();  // nothing else may be answered
            own.acknowledged = next;
        }
    }
}

/// Gives what the task of a client says now, 0 where it says nothing.
int count_in(const counter& own, int port) {
    http_client client{port};
    const std::optional<http_answer> shown = client.ask("GET", own.target);
    REQUIRE(shown.has_value());
    REQUIRE(shown->status == 200);
    constexpr std::string_view start = R"("description":")";
    const std::size_t at = shown->body.find(start);
    return at == std::string::npos ? 0 : std::atoi(shown->body.c_str() + at + start.size());
}

}  // namespace

TEST_CASE("kill -9 loses no acknowledged change") {
    const unsigned seed = std::random_device{}();
    MESSAGE("seed " << seed);
    std::mt19937 random{seed};
    std::uniform_int_distribution<int> lifetime_milliseconds{20, 300};
    const scratch_folder files;
    const std::vector<std::string> flags{"--open", "--store", files / "tasks.db"};
    std::vector<counter> counters(clients);
    {
        test_server server{flags};
        for (counter& each : counters) each.target = make_served_task(server.port());
        server.signal(SIGKILL);
        CHECK(server.finish().exit_code == 128 + SIGKILL);
    }
    for (int round = 0; round < rounds; ++round) {
        CAPTURE(round);
        test_server server{flags};
        for (counter& each : counters) {
            const int found = count_in(each, server.port());
            CHECK(found >= each.acknowledged);
            CHECK(found <= each.sent);
            each.acknowledged = each.sent = found;
        }
        std::vector<std::thread> threads;
        for (counter& each : counters) threads.emplace_back(count_up, std::ref(each), server.port());
        std::this_thread::sleep_for(std::chrono::milliseconds{lifetime_milliseconds(random)});
        server.signal(SIGKILL);
        for (std::thread& thread : threads) thread.join();
        CHECK(server.finish().exit_code == 128 + SIGKILL);
    }
    test_server server{flags};
    int total = 0;
    for (const counter& each : counters) {
        const int found = count_in(each, server.port());
        CHECK(found >= each.acknowledged);
        CHECK(found <= each.sent);
        total += found;
    }
    MESSAGE(total << " changes were kept");
    CHECK(total > rounds * clients);  // or there was no stream to kill
}
