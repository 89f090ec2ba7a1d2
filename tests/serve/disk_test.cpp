// A disk that does not answer keeps nobody waiting who does not need it; one that is full loses nothing.
#include <doctest/doctest.h>

#include <sched.h>
#include <sys/mount.h>
#include <sys/stat.h>
#include <unistd.h>

#include <csignal>
#include <cstdlib>
#include <deque>
#include <fstream>
#include <optional>
#include <string>
#include <thread>
#include <vector>

#include "support/http_client.hpp"
#include "support/scratch_folder.hpp"
#include "support/served_task.hpp"
#include "support/test_server.hpp"

namespace {

using nextfire_test::description_of;
using nextfire_test::header_of;
using nextfire_test::http_answer;
using nextfire_test::http_client;
using nextfire_test::make_served_task;
using nextfire_test::scratch_folder;
using nextfire_test::served_tasks;
using nextfire_test::test_server;

/// A server whose disk goes wrong when it is told to.
class fragile_server {
public:
    explicit fragile_server(std::vector<std::string> flags = {})
        : server_(started(std::move(flags), files_)) {}

    [[nodiscard]] test_server& operator*() { return server_; }
    [[nodiscard]] test_server* operator->() { return &server_; }
    [[nodiscard]] const scratch_folder& files() const { return files_; }

    void begin(const char* fault) const { std::ofstream{files_ / fault}; }
    void end(const char* fault) const { REQUIRE(::unlink((files_ / fault).c_str()) == 0); }

private:
    static std::vector<std::string> started(std::vector<std::string> flags, const scratch_folder& files) {
        // Sanitizers want to be first otherwise.
        ::setenv("ASAN_OPTIONS", "verify_asan_link_order=0", 1);
        ::setenv("NEXTFIRE_TEST_DISK", (files / "").c_str(), 1);
        ::setenv("LD_PRELOAD", NEXTFIRE_TEST_DISK_FAULTS, 1);
        flags.insert(flags.end(), {"--open", "--store", files / "tasks.db"});
        return flags;
    }
    struct preload_end {
        ~preload_end() { ::unsetenv("LD_PRELOAD"); }
    };

    scratch_folder files_;
    test_server server_;
    [[no_unique_address]] preload_end only_for_the_server_ = {};
};

std::string patch_of(const std::string& target, int number) {
    const std::string body = description_of(number);
    return "PATCH " + target +
           " HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: " +
           std::to_string(body.size()) + "\r\n\r\n" + body;
}

int status_of(int port, std::string_view method, const std::string& target, const std::string& body = "") {
    http_client client{port};
    const std::optional<http_answer> found = client.ask(method, target, body);
    return found ? found->status : 0;
}

/// A file system of 512 KB on a folder, while the object lives, in this process's own view of the system.
class small_disk {
public:
    explicit small_disk(const scratch_folder& at)
        : path_(at / ""),
          is_there_(::unshare(CLONE_NEWNS) == 0 &&
                    ::mount("none", "/", nullptr, MS_REC | MS_PRIVATE, nullptr) == 0 &&
                    ::mount("none", path_.c_str(), "tmpfs", 0, "size=512k") == 0) {}
    ~small_disk() {
        if (is_there_) ::umount2(path_.c_str(), MNT_DETACH);
    }
    small_disk(const small_disk&) = delete;
    small_disk& operator=(const small_disk&) = delete;

    explicit operator bool() const { return is_there_; }

private:
    std::string path_;
    bool is_there_;
};

}  // namespace

TEST_CASE("a disk that does not answer keeps nobody waiting who does not need it") {
    for (const char* threads : {"1", "3"}) {
        CAPTURE(threads);
        fragile_server server{{"--threads", threads}};
        const std::string target = make_served_task(server->port());
        http_client early{server->port()};
        CHECK(early.ask("GET", "/").value().status == 404);
        server.begin("stuck");
        std::deque<http_client> writers;
        for (int number = 1; number <= 8; ++number) {
            writers.emplace_back(server->port());
            CHECK(writers.back().say(patch_of(target, number)));
        }
        // Each of these is answered while none of those can be.
        for (int count = 0; count < 20; ++count) {
            CHECK(status_of(server->port(), "GET", "/") == 404);
            CHECK(status_of(server->port(), "PUT", target) == 405);
            CHECK(early.ask("OPTIONS", target).value().status == 204);
        }
        server.end("stuck");
        for (http_client& each : writers) {
            const auto answered = each.hear();
            REQUIRE(answered);
            CHECK(answered->status == 200);
        }
        CHECK(status_of(server->port(), "PATCH", target, description_of(9)) == 200);
    }
}

TEST_CASE("SIGTERM while the disk does not answer: what was received is answered once it does") {
    fragile_server server{{"--threads", "2"}};
    const std::string target = make_served_task(server->port());
    http_client writer{server->port()};
    server.begin("stuck");
    CHECK(writer.say(patch_of(target, 1)));
    CHECK(status_of(server->port(), "GET", "/") == 404);
    server->signal(SIGTERM);
    // It listens no more: so it has heard the signal, with a change in its hands.
    for (int tries = 0; tries < 1000 && http_client{server->port()}.is_connected(); ++tries) ::usleep(10'000);
    server.end("stuck");
    CHECK(writer.hear().value().status == 200);
    CHECK(server->finish().exit_code == 0);
}

TEST_CASE("a full disk: 503, what was there stays, and changes go on when there is room") {
    fragile_server server;
    const std::string target = make_served_task(server->port());
    CHECK(status_of(server->port(), "PATCH", target, description_of(1)) == 200);
    server.begin("full");
    for (int number = 2; number < 10; ++number) {
        http_client client{server->port()};
        const auto refused = client.ask("PATCH", target, description_of(number));
        REQUIRE(refused);
        CHECK(refused->status == 503);
        CHECK(header_of(*refused, "Retry-After"));
        CHECK(client.ask("GET", target).value().body.find(R"("description":"1")") != std::string::npos);
    }
    server.end("full");
    CHECK(status_of(server->port(), "PATCH", target, description_of(10)) == 200);
    server->signal(SIGKILL);
    server->finish();
    const test_server again{{"--open", "--store", server.files() / "tasks.db"}};
    http_client client{again.port()};
    CHECK(client.ask("GET", target).value().body.find(R"("description":"10")") != std::string::npos);
}

TEST_CASE("a file system that is full: no task that was acknowledged is lost") {
    const scratch_folder files;
    const small_disk disk{files};
    if (!disk) {
        MESSAGE("left out: only root can mount a small file system");
        return;
    }
    const std::vector<std::string> flags{"--open", "--store", files / "tasks.db"};
    std::vector<std::string> kept;
    {
        test_server server{flags};
        kept.push_back(make_served_task(server.port()));
        http_client client{server.port()};
        const std::string body =
            R"({"task_name":"n","task_type":"STOP_SERVER","scheduled_type":"DAY","day_interval":1,)"
            R"("scheduled_time":"03:00:00","description":")" +
            std::string(200, 'x') + R"(","target_infos":[{"target_type":"SERVER","target_id":"s"}]})";
        int status = 201;
        for (int count = 0; count < 5000 && status == 201; ++count) {
            http_client own{server.port()};
            const auto made = own.ask("POST", served_tasks, body);
            REQUIRE(made);
            status = made->status;
            constexpr std::size_t id_at = std::string_view{R"({"id":")"}.size();
            if (status == 201) kept.push_back(served_tasks + "/" + made->body.substr(id_at, 32));
        }
        CHECK(status == 503);
        CHECK(client.ask("GET", kept.back()).value().status == 200);
        server.signal(SIGKILL);
        server.finish();
    }
    const test_server again{flags};
    for (const std::string& target : kept) {
        CAPTURE(target);
        CHECK(status_of(again.port(), "GET", target) == 200);
    }
    MESSAGE(kept.size() << " tasks fitted");
}

TEST_CASE("8.12 a file that is deleted, replaced or written over: 503, and no change is acknowledged") {
    enum class fate { deleted, replaced, overwritten };
    for (const fate what : {fate::deleted, fate::replaced, fate::overwritten}) {
        CAPTURE(static_cast<int>(what));
        const scratch_folder files;
        const std::string path = files / "tasks.db";
        const test_server server{{"--open", "--store", path}};
        const std::string target = make_served_task(server.port());
        if (what == fate::overwritten) {
            std::ofstream{path + "-wal", std::ios::binary} << "";  // the task is nowhere any more
            std::ofstream{path, std::ios::binary} << std::string(20'000, 'x');
        } else {
            REQUIRE(::unlink(path.c_str()) == 0);
            if (what == fate::replaced) std::ofstream{path} << "";
        }
        CHECK(status_of(server.port(), "PATCH", target, description_of(1)) == 503);
        CHECK(status_of(server.port(), "GET", served_tasks) == 503);
        CHECK(status_of(server.port(), "PUT", target) == 405);  // it is there all the same
    }
}

TEST_CASE("8.12 several processes change one task: every change is acknowledged and holds") {
    const scratch_folder files;
    const std::vector<std::string> flags{"--open", "--store", files / "tasks.db", "--durability", "power"};
    std::deque<test_server> servers;
    for (int count = 0; count < 3; ++count) servers.emplace_back(flags);
    const std::string target = make_served_task(servers.front().port());
    struct writer {
        std::string member;
        std::string before;
        int refused = 0;
        std::string last = {};
    };
    std::vector<writer> writers{{"description", "\"text "}, {"task_name", "\"name"}, {"day_interval", ""}};
    std::vector<std::thread> threads;
    for (std::size_t place = 0; place < writers.size(); ++place) {
        threads.emplace_back([&, place] {
            writer& own = writers[place];
            http_client client{servers[place].port()};
            for (int number = 1; number <= 100; ++number) {
                own.last =
                    '"' + own.member + "\":" + own.before +
                    (own.before.empty() ? std::to_string(number % 30 + 1) : std::to_string(number) + '"');
                const auto answer = client.ask("PATCH", target, '{' + own.last + '}');
                own.refused += answer && answer->status == 200 ? 0 : 1;
            }
        });
    }
    for (std::thread& each : threads) each.join();
    const auto shown = http_client{servers.front().port()}.ask("GET", target);
    REQUIRE(shown);
    for (const writer& each : writers) {
        CAPTURE(each.last);
        CHECK(each.refused == 0);
        CHECK(shown->body.find(each.last) != std::string::npos);
    }
}
