// Reading a file, and no more of it than is asked for.
#include <doctest/doctest.h>

#include <array>
#include <chrono>
#include <cstdlib>
#include <string>
#include <thread>

#include <fcntl.h>
#include <unistd.h>

#include "../support/scratch_folder.hpp"
#include "../support/text_file.hpp"
#include "cli/input.hpp"

using nextfire::cli::read_file;
using nextfire_test::scratch_folder;
using nextfire_test::text_file;

TEST_CASE("a file is read as it is, byte for byte") {
    const scratch_folder folder;
    const std::string content{"a\0b\r\n\xff", 6};
    const auto read = read_file(text_file(folder, "bytes", content), 100);
    REQUIRE(read);
    CHECK((*read == content));
    CHECK(*read_file(text_file(folder, "empty", ""), 100) == "");
}

TEST_CASE("of a long file one byte more than asked for is given, for it to be seen that there was more") {
    const scratch_folder folder;
    const std::string content(100'000, 'x');  // several blocks
    const std::string path = text_file(folder, "long", content);
    CHECK(read_file(path, 100'000)->size() == 100'000);
    CHECK(read_file(path, 99'999)->size() == 100'000);
    CHECK(read_file(path, 10)->size() == 11);
    CHECK(read_file(path, 0)->size() == 1);
}

TEST_CASE("6.3 a file that cannot be read is unreadable, with the system's reason") {
    const scratch_folder folder;
    for (const std::string& path : {folder / "missing", folder.path()}) {
        CAPTURE(path);
        const auto read = read_file(path, 100);
        REQUIRE_FALSE(read);
        REQUIRE(read.errors().size() == 1);
        CHECK((read.errors()[0].code == nextfire::violation_code::unreadable));
        CHECK(read.errors()[0].message.starts_with("nextfire: cannot read " + path + ": "));
    }
    CHECK(read_file(folder / "missing", 100).errors()[0].message.ends_with(": No such file or directory"));
    CHECK(read_file(folder.path(), 100).errors()[0].message.ends_with(": Is a directory"));
}

TEST_CASE("13.5 what comes late through a descriptor that does not block is waited for") {
    std::array<int, 2> ends{};
    REQUIRE(::pipe2(ends.data(), O_NONBLOCK | O_CLOEXEC) == 0);
    std::thread writer{[&] {
        std::this_thread::sleep_for(std::chrono::milliseconds{50});
        if (::write(ends[1], "late", 4) != 4) std::abort();
        ::close(ends[1]);
    }};
    std::array<char, 10> block{};
    CHECK(nextfire::cli::read_some(ends[0], block.data(), block.size()) == 4);
    CHECK(nextfire::cli::read_some(ends[0], block.data(), block.size()) == 0);
    writer.join();
    ::close(ends[0]);
}
