#include "base/file_content.hpp"

#include "support/scratch_folder.hpp"

#include <doctest/doctest.h>

#include <sys/stat.h>

#include <fstream>
#include <string>
#include <system_error>

using nextfire::detail::file_content;
using nextfire_test::scratch_folder;

TEST_CASE("a file is read whole, or not at all where it is longer than it may be") {
    const scratch_folder folder;
    const std::string long_text(100'000, 'x');
    for (const std::string& text : {std::string{}, std::string{"one\0line\n", 9}, long_text}) {
        std::ofstream{folder / "file", std::ios::binary} << text;
        for (const std::size_t most : {text.size(), text.size() + 1}) {
            std::error_code error = std::make_error_code(std::errc::interrupted);
            const auto content = file_content(folder / "file", error, most);
            REQUIRE(content);
            CHECK_FALSE(error);
            CHECK(std::string{reinterpret_cast<const char*>(content->data()), content->size()} == text);
        }
    }
    std::error_code error;
    CHECK_FALSE(file_content(folder / "file", error, long_text.size() - 1));
    CHECK(error == std::errc::file_too_large);
}

TEST_CASE("what is no file is told, and a pipe that nobody writes keeps nobody waiting") {
    const scratch_folder folder;
    REQUIRE(::mkfifo((folder / "pipe").c_str(), 0600) == 0);
    std::error_code error;
    CHECK_FALSE(file_content(folder / "pipe", error));
    CHECK(error == std::errc::invalid_argument);
    CHECK_FALSE(file_content(folder / "none", error));
    CHECK(error == std::errc::no_such_file_or_directory);
    CHECK_FALSE(file_content(std::string{"/dev/null\0x", 11}, error));
    CHECK(error == std::errc::invalid_argument);
    CHECK_FALSE(file_content(folder.path(), error));
    CHECK(error == std::errc::is_a_directory);
}

TEST_CASE("a file that tells no size is read to its end") {
    std::ifstream original{"/proc/cpuinfo", std::ios::binary};
    if (!original) return;  // where there is no such file
    std::error_code error;
    const auto content = file_content("/proc/cpuinfo", error);
    REQUIRE(content);
    CHECK(content->size() > 100);
    CHECK_FALSE(file_content("/proc/cpuinfo", error, 100));
    CHECK(error == std::errc::file_too_large);
}
