// Many clients at once: none of them keeps another from being answered.
#include <doctest/doctest.h>

#include <sys/resource.h>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <csignal>
#include <deque>
#include <optional>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

#include "support/http_client.hpp"
#include "support/scratch_folder.hpp"
#include "support/served_task.hpp"
#include "support/test_server.hpp"

namespace {

using nextfire_test::description_of;
using nextfire_test::http_answer;
using nextfire_test::http_client;

using nextfire_test::make_served_task;
using nextfire_test::scratch_folder;
using nextfire_test::served_tasks;
using nextfire_test::test_server;
using std::chrono::steady_clock;

/// Lets this process, and those it starts, have so many descriptors; says whether the system does.
bool have_descriptors(rlim_t wanted) {
    rlimit descriptors{};
    if (::getrlimit(RLIMIT_NOFILE, &descriptors) != 0 || descriptors.rlim_max < wanted) return false;
    descriptors.rlim_cur = std::max(descriptors.rlim_cur, wanted);
    return ::setrlimit(RLIMIT_NOFILE, &descriptors) == 0;
}

/// Changes a task again and again; gives how long the slowest answer took.
steady_clock::duration slowest_of(http_client& client, const std::string& target, int changes) {
    steady_clock::duration slowest{};
    for (int count = 0; count < changes; ++count) {
        const auto begin = steady_clock::now();
        const auto answer = client.ask("PATCH", target, description_of(count));
        slowest = std::max(slowest, steady_clock::now() - begin);
        REQUIRE(answer);
        REQUIRE(answer->status == 200);
    }
    return slowest;
}

}  // namespace

TEST_CASE("2000 idle connections and 500 slow writers: a client is answered") {
    REQUIRE_MESSAGE(have_descriptors(4096), "4,096 open files are more than this system allows (ulimit -Hn)");
    const scratch_folder files;
    for (const std::string& store : {std::string{"memory"}, files / "tasks.db"}) {
        CAPTURE(store);
        const test_server server{{"--open", "--store", store}};
        http_client client{server.port()};
        const std::string target = make_served_task(client);
        std::deque<http_client> idle;
        for (int count = 0; count < 2000; ++count) REQUIRE(idle.emplace_back(server.port()).is_connected());
        std::deque<http_client> slow;
        for (int count = 0; count < 500; ++count) REQUIRE(slow.emplace_back(server.port()).is_connected());
        for (const char byte : std::string_view{"GET /v1"}) {
            for (http_client& each : slow) each.say({&byte, 1});
            CHECK(slowest_of(client, target, 20) < std::chrono::seconds{5});
        }
        http_client newcomer{server.port()};
        CHECK(slowest_of(newcomer, target, 1) < std::chrono::seconds{5});
        CHECK(slow.front().hear()->status == 408);
    }
}

TEST_CASE("64 clients that poll and 8 who come later: none starves") {
    for (const char* threads : {"1", "8"}) {
        CAPTURE(threads);
        const test_server server{{"--open", "--threads", threads}};
        std::atomic<bool> is_over = false;
        std::vector<std::atomic<int>> answered(64);
        std::vector<std::thread> pollers;
        for (std::atomic<int>& own : answered)
            pollers.emplace_back([&own, &is_over, &server] {
                while (!is_over) {
                    http_client client{server.port()};
                    for (int count = 0; count < 900 && !is_over && client.ask("GET", served_tasks); ++count)
                        ++own;
                }
            });
        for (int count = 0; count < 8; ++count) {
            http_client newcomer{server.port()};
            const std::string target = make_served_task(newcomer);
            CHECK(slowest_of(newcomer, target, 20) < std::chrono::seconds{5});
        }
        is_over = true;
        for (std::thread& each : pollers) each.join();
        for (const std::atomic<int>& each : answered) CHECK(each > 0);
    }
}

TEST_CASE("when all connections are taken, the one that has been idle for longest makes room") {
    const test_server server{{"--open", "--connections", "100"}};
    http_client busy{server.port()};
    std::deque<http_client> idle;
    for (int count = 0; count < 300; ++count) {
        REQUIRE(idle.emplace_back(server.port()).is_connected());
        if (count % 20 == 0)
            CHECK(busy.ask("GET", served_tasks)->status == 200);  // so it is never the longest
    }
    CHECK(idle.front().hears_the_end());
    CHECK(http_client{server.port()}.ask("GET", served_tasks)->status == 200);
    // Where each connection is in the middle of a request, a new one waits until the first has had its time.
    for (http_client& each : idle) each.say("GET / HT");
    CHECK(http_client{server.port()}.ask("GET", served_tasks)->status == 200);
}

TEST_CASE("SIGTERM under load: whoever was answered was answered whole, and it ends") {
    const scratch_folder files;
    for (const std::string& store : {std::string{"memory"}, files / "tasks.db"}) {
        CAPTURE(store);
        test_server server{{"--open", "--store", store}};
        std::atomic<int> answered = 0;
        std::vector<std::thread> clients;
        for (int count = 0; count < 16; ++count)
            clients.emplace_back([&server, &answered] {
                for (;;) {
                    http_client client{server.port()};
                    if (!client.is_connected()) return;
                    for (int asked = 0; asked < 900; ++asked) {
                        const auto found = client.ask("GET", served_tasks);
                        if (!found) break;
                        if (found->status != 200) std::abort();
                        ++answered;
                    }
                }
            });
        while (answered < 2000) std::this_thread::sleep_for(std::chrono::milliseconds{5});
        server.signal(SIGTERM);
        CHECK(server.has_gone_in(std::chrono::seconds{30}));
        for (std::thread& each : clients) each.join();
        CHECK(server.finish().exit_code == 0);
    }
}
