// Lines about failures, to a pipe that somebody reads, or nobody.
#include <doctest/doctest.h>

#include <fcntl.h>
#include <unistd.h>

#include <array>
#include <string>
#include <string_view>

#include "serve/failure_log.hpp"

namespace {

using nextfire::cli::failure_log;

/// A pipe whose reading end never waits.
struct test_pipe {
    test_pipe() {
        REQUIRE(::pipe2(ends.data(), O_CLOEXEC) == 0);
        REQUIRE(::fcntl(ends[0], F_SETFL, O_NONBLOCK) == 0);
    }
    ~test_pipe() {
        ::close(ends[0]);
        ::close(ends[1]);
    }
    test_pipe(const test_pipe&) = delete;
    test_pipe& operator=(const test_pipe&) = delete;

    /// Gives what has been written so far.
    [[nodiscard]] std::string read() const {
        std::string all;
        std::array<char, 64 * 1024> block{};
        for (;;) {
            const ssize_t bytes = ::read(ends[0], block.data(), block.size());
            if (bytes <= 0) return all;
            all.append(block.data(), static_cast<std::size_t>(bytes));
        }
    }

    std::array<int, 2> ends{};
};

}  // namespace

TEST_CASE("each line stands behind the prefix, without control characters, and all are there at the end") {
    const test_pipe pipe;
    {
        failure_log log{pipe.ends[1], "test: "};
        log.tell("one");
        log.tell("two\nand \x1b[31m three\x7f");
    }
    CHECK(pipe.read() == "test: one\ntest: two\ntest: and ?[31m three?\n");
}

TEST_CASE("nobody who tells something waits; what is lost is counted, and told when there is room again") {
    const test_pipe pipe;
    constexpr int most_lines = 50;
    constexpr int told = 2000;  // at a hundred bytes, more than a pipe holds
    failure_log log{pipe.ends[1], "test: ", most_lines};
    for (int count = 0; count < told; ++count) log.tell(std::string(100, 'x'));
    std::string all;
    int lost = 0;
    for (int tries = 0; tries < 1000 && lost == 0; ++tries) {
        all += pipe.read();
        if (const std::size_t at = all.find(" lines were lost here\n"); at != std::string::npos)
            lost = std::stoi(all.substr(all.rfind("test: ", at) + 6));
        ::usleep(10'000);
    }
    CHECK(lost > 0);
    CHECK(lost < told);
}

TEST_CASE("a pipe that nobody reads does not keep the log from ending") {
    const test_pipe pipe;
    failure_log log{pipe.ends[1], "test: "};
    for (int count = 0; count < 2000; ++count) log.tell(std::string(100, 'x'));
    // It ends here.
}

TEST_CASE("a reader who has gone is none") {
    std::array<int, 2> ends{};
    REQUIRE(::pipe2(ends.data(), O_CLOEXEC) == 0);
    ::close(ends[0]);
    {
        failure_log log{ends[1], "test: "};
        log.tell("one");
    }
    ::close(ends[1]);
}
