// What goes wrong around a server: accept() fails, nobody reads its log, its token file is replaced by a bad one.
#include <doctest/doctest.h>

#include <sys/stat.h>
#include <unistd.h>

#include <chrono>
#include <csignal>
#include <cstdlib>
#include <fstream>
#include <string>
#include <thread>
#include <vector>

#include "support/http_client.hpp"
#include "support/run_program.hpp"
#include "support/scratch_folder.hpp"
#include "support/test_server.hpp"
#include "support/text_file.hpp"

namespace {

using nextfire_test::http_client;
using nextfire_test::outcome;
using nextfire_test::run;
using nextfire_test::scratch_folder;
using nextfire_test::test_server;
using nextfire_test::text_file;

const std::string all_tasks = "/v1/demo/schedule-task";
const std::string first_token = "aaaaaaaaaaaaaaaa";
const std::string second_token = "bbbbbbbbbbbbbbbb";

int status_with(const test_server& server, const std::string& token) {
    http_client client{server.port()};
    CHECK(client.say("GET " + all_tasks + " HTTP/1.1\r\nHost: a\r\nX-Auth-Token: " + token + "\r\n\r\n"));
    return client.hear().value().status;
}

/// Waits, ten seconds at most, until a token is answered with a status; says whether it was.
bool comes_to(const test_server& server, const std::string& token, int status) {
    for (int tries = 0; tries < 1000; ++tries) {
        if (status_with(server, token) == status) return true;
        std::this_thread::sleep_for(std::chrono::milliseconds{10});
    }
    return false;
}

void write_over(const std::string& path, const std::string& text) {
    std::ofstream{path} << text;
}

}  // namespace

TEST_CASE("accept() may fail in any way that passes") {
    // Sanitizers want to be first otherwise.
    ::setenv("ASAN_OPTIONS", "verify_asan_link_order=0", 1);
    ::setenv("LD_PRELOAD", NEXTFIRE_TEST_ACCEPT_FAULTS, 1);
    test_server server{{"--open"}};
    ::unsetenv("LD_PRELOAD");
    constexpr int clients = 40;  // each error is met several times
    for (int count = 0; count < clients; ++count) {
        CAPTURE(count);
        http_client client{server.port()};
        const auto found = client.ask("GET", all_tasks);
        REQUIRE(found);
        CHECK(found->status == 200);
    }
    server.signal(SIGTERM);
    const outcome left = server.finish();
    CHECK(left.exit_code == 0);
    for (const char* reason :
         {"Too many open files", "Cannot allocate memory", "No buffer space available"}) {
        CAPTURE(reason);
        CHECK(left.err.find(std::string{"nextfire serve: cannot accept a connection: "} + reason) !=
              std::string::npos);
    }
}

TEST_CASE("SIGHUP: the token file is read again, and a bad one changes nothing") {
    const scratch_folder files;
    const std::string path = text_file(files, "tokens", first_token + " operator demo\n");
    test_server server{{"--token-file", path}};
    CHECK(status_with(server, first_token) == 200);
    CHECK(status_with(server, second_token) == 401);

    write_over(path, second_token + " operator demo\n");
    CHECK(status_with(server, second_token) == 401);  // nobody has asked for it yet
    server.signal(SIGHUP);
    CHECK(comes_to(server, second_token, 200));
    CHECK(status_with(server, first_token) == 401);

    write_over(path, first_token + " operator\n" + second_token + "\n");
    server.signal(SIGHUP);
    // When a good one behind it has been read, so has the bad one, or it was passed over for the good one.
    std::this_thread::sleep_for(std::chrono::milliseconds{300});
    CHECK(status_with(server, second_token) == 200);
    CHECK(status_with(server, first_token) == 401);

    write_over(path, first_token + " operator demo\n");
    CHECK(::chmod(path.c_str(), 0666) == 0);
    server.signal(SIGHUP);
    std::this_thread::sleep_for(std::chrono::milliseconds{300});
    CHECK(status_with(server, second_token) == 200);

    CHECK(::chmod(path.c_str(), 0600) == 0);
    server.signal(SIGHUP);
    CHECK(comes_to(server, first_token, 200));
    server.signal(SIGTERM);
    const outcome left = server.finish();
    CHECK(left.exit_code == 0);
    CHECK(
        left.err ==
        "nextfire serve: the token file is not taken, and the tokens from before stay:\n"
        "nextfire serve: token_file, line 1: expected a token, a principal and projects, but found 2 words\n"
        "nextfire serve: token_file, line 2: expected a token, a principal and projects, but found 1 word\n"
        "nextfire serve: the token file is not taken, and the tokens from before stay:\n"
        "nextfire serve: nextfire: " +
            path + " is not read: others than its owner can write it (chmod go-w)\n");
}

TEST_CASE("a token file that has become a pipe holds nothing up") {
    const scratch_folder files;
    const std::string path = text_file(files, "tokens", first_token + " operator demo\n");
    CHECK(::chmod(path.c_str(), 0600) == 0);
    test_server server{{"--token-file", path}};
    CHECK(::unlink(path.c_str()) == 0);
    CHECK(::mkfifo(path.c_str(), 0600) == 0);
    server.signal(SIGHUP);
    CHECK(status_with(server, first_token) == 200);
    server.signal(SIGTERM);
    const outcome left = server.finish();
    CHECK(left.exit_code == 0);
    CHECK((left.err.empty() || left.err.find(" is not read: it is no regular file\n") != std::string::npos));
}

TEST_CASE("SIGHUP ends a server without a token file, as it ends any program") {
    test_server server{{"--open"}};
    server.signal(SIGHUP);
    CHECK(server.finish().exit_code == 128 + SIGHUP);
}

TEST_CASE("a token file that others may have written is refused") {
    const scratch_folder files;
    const std::string path = text_file(files, "tokens", first_token + " operator demo\n");
    for (const mode_t mode : {0666U, 0620U, 0602U}) {
        CAPTURE(mode);
        CHECK(::chmod(path.c_str(), mode) == 0);
        const outcome left = run({"serve", "--token-file", path, "--port", "0"});
        CHECK(left.exit_code == 2);
        CHECK(left.out == "");
        CHECK(left.err ==
              "nextfire: " + path + " is not read: others than its owner can write it (chmod go-w)\n");
    }
    if (::geteuid() != 0) return;  // only root can give a file away
    CHECK(::chmod(path.c_str(), 0600) == 0);
    CHECK(::chown(path.c_str(), 12345, 12345) == 0);
    const outcome left = run({"serve", "--token-file", path, "--port", "0"});
    CHECK(left.exit_code == 2);
    CHECK(left.err == "nextfire: " + path +
                          " is not read: it belongs to another user than the one who runs this program\n");
}

TEST_CASE("a log that nobody reads stops nobody") {
    const scratch_folder files;
    const std::string path = text_file(files, "tokens", first_token + " operator demo\n");
    test_server server{{"--token-file", path}};
    std::string bad;
    for (int count = 0; count < 3000; ++count) bad += "nonsense\n";  // 300 KB of complaints
    write_over(path, bad);
    for (int count = 0; count < 5; ++count) {
        server.signal(SIGHUP);
        std::this_thread::sleep_for(std::chrono::milliseconds{50});
        CHECK(status_with(server, first_token) == 200);
    }
    SUBCASE("and it ends by SIGTERM, before anybody has read a word") {
        server.signal(SIGTERM);
        CHECK(server.has_gone_in(std::chrono::seconds{10}));
        CHECK(server.finish().exit_code == 0);
    }
    SUBCASE("and tells what was lost once somebody reads") {
        server.signal(SIGTERM);
        const outcome left = server.finish();
        CHECK(left.exit_code == 0);
        CHECK(left.err.find("nextfire serve: token_file, line 1: ") != std::string::npos);
    }
}
