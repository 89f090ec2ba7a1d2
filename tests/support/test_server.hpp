/// `nextfire serve` as a process that a test starts and ends.
#pragma once

#include "run_program.hpp"

#include <doctest/doctest.h>

#include <chrono>
#include <csignal>
#include <cstdlib>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace nextfire_test {

/// A server on a free port of 127.0.0.1; it ends with the object at the latest.
class test_server {
public:
    /// Starts a server with these flags, and waits until it listens.
    explicit test_server(std::vector<std::string> flags) : process_(with_port(std::move(flags))) {
        const std::string start = "nextfire serve: listening on http://127.0.0.1:";
        const std::optional<std::string> line = process_.hear_line();
        REQUIRE(line.has_value());
        REQUIRE(line->starts_with(start));
        port_ = std::atoi(line->c_str() + start.size());
    }
    ~test_server() {
        if (is_running_) process_.signal(SIGKILL);
    }
    test_server(const test_server&) = delete;
    test_server& operator=(const test_server&) = delete;

    [[nodiscard]] int port() const { return port_; }

    /// Sends a signal, and does not wait for what becomes of it.
    void signal(int number) const { process_.signal(number); }

    /// Waits for its end without reading what it says; says whether it came in time.
    [[nodiscard]] bool has_gone_in(std::chrono::seconds patience) const {
        return process_.has_gone_in(patience);
    }

    /// Waits for its end, and gives what it leaves behind.
    outcome finish() {
        is_running_ = false;
        return process_.finish();
    }

private:
    static std::vector<std::string> with_port(std::vector<std::string> flags) {
        flags.insert(flags.begin(), {"serve", "--port", "0"});
        return flags;
    }

    conversation process_;
    bool is_running_ = true;
    int port_ = 0;
};

}  // namespace nextfire_test
