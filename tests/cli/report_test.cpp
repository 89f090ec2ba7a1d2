// What the program says on standard error, and the exit code that it calls for.
//
// Covers no_serving.cpp, the command serve of a program that was built without it: it fails and says why.
#include <doctest/doctest.h>

#include <array>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <thread>

#include <fcntl.h>
#include <unistd.h>

#include "../support/scratch_folder.hpp"
#include "cli/answer_stream.hpp"
#include "cli/report.hpp"
#include "cli/serving.hpp"

namespace {

using nextfire::violation;
using nextfire::violation_code;
using nextfire::cli::exit_code;

/// Gives what an action writes to standard error.
template <class Action>
std::string said_by(Action action) {
    const nextfire_test::scratch_folder folder;
    const std::string path = folder / "errors";
    const int kept = ::dup(STDERR_FILENO);
    const int file = ::open(path.c_str(), O_RDWR | O_CREAT | O_TRUNC, 0600);
    REQUIRE(kept >= 0);
    REQUIRE(file >= 0);
    ::dup2(file, STDERR_FILENO);
    action();
    ::dup2(kept, STDERR_FILENO);
    ::close(kept);
    char said[1000];
    const ssize_t bytes = ::pread(file, said, sizeof said, 0);
    ::close(file);
    return bytes < 0 ? "" : std::string{said, static_cast<std::size_t>(bytes)};
}

}  // namespace

TEST_CASE("6.1 every violation is a line, and the input is refused") {
    const nextfire::violations errors{{violation_code::malformed, "week_list", 3, "expected a"},
                                      {violation_code::missing, "scheduled_time", {}, "expected b"}};
    exit_code code{};
    CHECK(said_by([&] { code = nextfire::cli::refuse(errors); }) ==
          "week_list, column 3: expected a\nscheduled_time: expected b\n");
    CHECK((code == exit_code::refused));
}

TEST_CASE("a file that cannot be read is a failure, whatever else is wrong") {
    const nextfire::violations errors{{violation_code::malformed, "week_list", 3, "expected a"},
                                      {violation_code::unreadable, "", {}, "nextfire: cannot read f: gone"}};
    exit_code code{};
    CHECK(said_by([&] { code = nextfire::cli::refuse(errors); }) ==
          "week_list, column 3: expected a\nnextfire: cannot read f: gone\n");
    CHECK((code == exit_code::failed));
}

TEST_CASE("a failure is one sentence") {
    exit_code code{};
    CHECK(said_by([&] { code = nextfire::cli::fail("no such thing"); }) == "nextfire: no such thing\n");
    CHECK((code == exit_code::failed));
}

TEST_CASE("a program without serve says so") {
    exit_code code{};
    CHECK(said_by([&] { code = nextfire::cli::serve({}); }) ==
          "nextfire: this program was built without serve (NEXTFIRE_BUILD_SERVE)\n");
    CHECK((code == exit_code::failed));
}

TEST_CASE("13.5 a descriptor that does not block takes all, however late its reader comes") {
    std::array<int, 2> ends{};
    REQUIRE(::pipe2(ends.data(), O_CLOEXEC) == 0);
    REQUIRE(::fcntl(ends[1], F_SETFL, O_NONBLOCK) == 0);
    const std::string text(1'000'000, 'x');  // more than a pipe holds
    std::size_t heard = 0;
    std::thread reader{[&] {
        std::this_thread::sleep_for(std::chrono::milliseconds{50});
        std::array<char, 10'000> block{};
        for (ssize_t bytes = 1; bytes > 0; heard += static_cast<std::size_t>(bytes))
            bytes = ::read(ends[0], block.data(), block.size());
    }};
    CHECK((nextfire::cli::write_all(ends[1], text) == nextfire::cli::write_outcome::written));
    ::close(ends[1]);
    reader.join();
    ::close(ends[0]);
    CHECK(heard == text.size());
}
