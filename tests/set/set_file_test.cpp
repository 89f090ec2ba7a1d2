// 11.5 files of sets: read as they were written, and as far as they are whole (set_file.cpp).
#include <doctest/doctest.h>

#include "set/crc32.hpp"

#include <nextfire/nextfire.hpp>

#include <sys/stat.h>

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <string>

#include "../support/scratch_folder.hpp"

namespace {

using namespace nextfire;
using namespace std::chrono_literals;

schedule_set some_jobs() {
    schedule_set jobs;
    const zone berlin = *zone::find("Europe/Berlin");
    for (std::uint64_t key = 0; key < 200; ++key) {
        const std::chrono::seconds time{key * 397};
        REQUIRE(jobs.put(key * 1'000'003, key % 3 == 0   ? *definition::daily(time, berlin)
                                          : key % 3 == 1 ? *definition::monthly({1, last_day}, time, zone{})
                                                         : *definition::every(time + 1s, min_instant)));
    }
    return jobs;
}

std::map<std::uint64_t, definition> contents(const schedule_set& jobs) {
    std::map<std::uint64_t, definition> all;
    for (const set_entry& entry : jobs) all.emplace(entry.key, entry.what);
    return all;
}

std::string bytes_of(const std::string& path) {
    std::ifstream stream{path, std::ios::binary};
    return {std::istreambuf_iterator<char>{stream}, {}};
}

void write(const std::string& path, const std::string& bytes) {
    std::filesystem::remove(
        path);  // a file system may flush one that is written over, and takes its time for it
    std::ofstream{path, std::ios::binary} << bytes;
}

}  // namespace

TEST_CASE("11.5 the checksum is that of zlib") {
    const std::string text = "123456789";
    CHECK(detail::crc32(std::as_bytes(std::span{text})) == 0xCBF43926);
}

TEST_CASE("11.5 a set comes back as it was, and equal sets have equal files") {
    const nextfire_test::scratch_folder folder;
    const schedule_set jobs = some_jobs();
    const auto size = save_set(jobs, folder / "jobs");
    REQUIRE(size);
    CHECK(*size == bytes_of(folder / "jobs").size());
    const auto loaded = load_set(folder / "jobs");
    REQUIRE(loaded);
    CHECK(loaded->damaged.empty());
    CHECK(contents(loaded->set) == contents(jobs));
    CHECK(save_set(loaded->set, folder / "again"));
    CHECK(bytes_of(folder / "again") == bytes_of(folder / "jobs"));
    CHECK(save_set(schedule_set{}, folder / "again"));
    CHECK(load_set(folder / "again")->set.empty());
    // Nothing is left beside them.
    CHECK(std::distance(std::filesystem::directory_iterator{folder.path()}, {}) == 2);
}

TEST_CASE("11.5 the layout of the clause, byte by byte") {
    const nextfire_test::scratch_folder folder;
    schedule_set jobs;
    const definition daily = *definition::daily(9h, zone{});
    REQUIRE(jobs.put(0x0102, daily));
    CHECK(save_set(jobs, folder / "jobs"));
    const std::string bytes = bytes_of(folder / "jobs");
    CHECK(bytes.substr(0, 8) == std::string("nfset\r\n\0", 8));
    CHECK(bytes.substr(8, 12) == std::string("\1\0\0\0\1\0\0\0\0\0\0\0", 12));
    CHECK(bytes.substr(28, 8) == std::string("\2\1\0\0\0\0\0\0", 8));
    const auto what = daily.to_bytes();
    CHECK(bytes.substr(36, 2) == std::string{static_cast<char>(what.size()), '\0'});
    CHECK(bytes.size() == 38 + what.size());
}

TEST_CASE("11.5 one damaged byte anywhere is told, and costs one schedule at most") {
    const nextfire_test::scratch_folder folder;
    const schedule_set jobs = some_jobs();
    CHECK(save_set(jobs, folder / "jobs"));
    const std::string whole = bytes_of(folder / "jobs");
    const auto expected = contents(jobs);
    for (std::size_t at = 0; at < whole.size(); ++at) {
        std::string damaged = whole;
        damaged[at] = static_cast<char>(damaged[at] ^ (1 << at % 8));
        write(folder / "damaged", damaged);
        const auto loaded = load_set(folder / "damaged");
        REQUIRE(loaded);
        REQUIRE_FALSE(loaded->damaged.empty());
        REQUIRE(loaded->damaged.front().column.value() <= at + 1);
        REQUIRE(loaded->set.size() == (at < 24 ? expected.size() : expected.size() - 1));
        for (const set_entry& entry : loaded->set) REQUIRE(expected.at(entry.key) == entry.what);
    }
}

TEST_CASE("11.5 a file that lost a piece, or has one more, gives all that is whole") {
    const nextfire_test::scratch_folder folder;
    const schedule_set jobs = some_jobs();
    CHECK(save_set(jobs, folder / "jobs"));
    const std::string whole = bytes_of(folder / "jobs");
    for (const std::size_t at : {0U, 5U, 24U, 30U, 700U, 1999U}) {
        std::string lost = whole;
        write(folder / "damaged", lost.erase(at, 100));
        const auto loaded = load_set(folder / "damaged");
        REQUIRE(loaded);
        CHECK_FALSE(loaded->damaged.empty());
        CHECK(loaded->set.size() >= jobs.size() - 5);
        std::string more = whole;
        write(folder / "damaged", more.insert(at, "some other bytes"));
        const auto longer = load_set(folder / "damaged");
        REQUIRE(longer);
        CHECK(longer->set.size() >= jobs.size() - 1);
    }
    write(folder / "damaged", whole.substr(0, whole.size() - 1));
    const auto cut = load_set(folder / "damaged");
    CHECK(cut->set.size() == jobs.size() - 1);
    REQUIRE(cut->damaged.size() == 2);
    CHECK(cut->damaged[1].message.find("expected 200 schedules, but found 199") != std::string::npos);
}

TEST_CASE("11.5 a zone that is unknown here costs its schedules alone") {
    const nextfire_test::scratch_folder folder;
    CHECK(save_set(some_jobs(), folder / "jobs"));
    const auto loaded = load_set(folder / "jobs", [](std::string_view name) -> result<zone> {
        if (name == "UTC") return zone{};
        return zone::find("Nowhere");
    });
    REQUIRE(loaded);
    CHECK(loaded->set.size() == 133);
    CHECK(loaded->damaged.size() == 67);
    CHECK(loaded->damaged.front().code == violation_code::unknown_name);
    CHECK(loaded->damaged.front().message.substr(0, 16) == "byte 24, key 0: ");
}

TEST_CASE("11.5 a file keeps its mode, and what a link stands for is replaced") {
    const nextfire_test::scratch_folder folder;
    const auto mode = [](const std::string& path) {
        return static_cast<unsigned>(std::filesystem::status(path).permissions());
    };
    CHECK(save_set(some_jobs(), folder / "jobs"));
    CHECK(mode(folder / "jobs") == 0600);
    std::filesystem::permissions(folder / "jobs", std::filesystem::perms{0644});
    std::filesystem::create_symlink("jobs", folder / "link");
    CHECK(save_set(schedule_set{}, folder / "link"));
    CHECK(std::filesystem::is_symlink(folder / "link"));
    CHECK(load_set(folder / "jobs")->set.empty());
    CHECK(mode(folder / "jobs") == 0644);
    const std::string long_name(255, 'x');
    CHECK(save_set(schedule_set{}, folder / long_name));
}

TEST_CASE("11.5 what is no file is neither read nor replaced") {
    const nextfire_test::scratch_folder folder;
    REQUIRE(::mkfifo((folder / "pipe").c_str(), 0600) == 0);
    CHECK(load_set(folder / "pipe").errors().front().code == violation_code::unreadable);
    CHECK(save_set(some_jobs(), folder / "pipe").errors().front().code == violation_code::unreadable);
    CHECK(std::filesystem::is_fifo(folder / "pipe"));
}

TEST_CASE("11.5 a key that comes twice is told, and the later schedule counts") {
    const nextfire_test::scratch_folder folder;
    schedule_set jobs;
    REQUIRE(jobs.put(7, *definition::daily(9h, zone{})));
    CHECK(save_set(jobs, folder / "first"));
    REQUIRE(jobs.put(7, *definition::daily(10h, zone{})));
    CHECK(save_set(jobs, folder / "second"));
    write(folder / "both", bytes_of(folder / "first") + bytes_of(folder / "second").substr(24));
    const auto loaded = load_set(folder / "both");
    REQUIRE(loaded);
    CHECK(contents(loaded->set) == contents(jobs));
    CHECK(loaded->damaged.front().message.find("expected each key once, but found 7 again") !=
          std::string::npos);
}

TEST_CASE("11.5 all damage is told in the order of the file") {
    const nextfire_test::scratch_folder folder;
    schedule_set jobs;
    REQUIRE(jobs.put(7, *definition::daily(9h, zone{})));
    CHECK(save_set(jobs, folder / "jobs"));
    const std::string whole = bytes_of(folder / "jobs");
    const std::string schedule = whole.substr(24);
    write(folder / "jobs", whole + schedule + "?" + schedule);
    const auto loaded = load_set(folder / "jobs");
    REQUIRE(loaded);
    REQUIRE(loaded->damaged.size() == 4);  // and that there are more than the header tells
    const auto at = [&](std::size_t i) { return *loaded->damaged[i].column - 1; };
    CHECK(at(0) == whole.size());
    CHECK(at(1) == whole.size() + schedule.size());
    CHECK(at(2) == whole.size() + schedule.size() + 1);
    CHECK(loaded->damaged[1].message.find("1 damaged bytes") != std::string::npos);
    CHECK(loaded->set.size() == 1);
}

TEST_CASE("11.5 a file that cannot have its name leaves nothing behind") {
    const auto files_here = [] {
        std::size_t count = 0;
        for (const auto& entry : std::filesystem::directory_iterator{"."})
            count += entry.path().filename().string().starts_with(".nfset.") ? 1U : 0U;
        return count;
    };
    const std::size_t before = files_here();
    CHECK_FALSE(save_set(schedule_set{}, ""));
    CHECK(files_here() == before);
}

TEST_CASE("11.5 what cannot be read or written is one violation, and changes nothing") {
    const nextfire_test::scratch_folder folder;
    CHECK(load_set(folder / "none").errors().front().code == violation_code::unreadable);
    CHECK(load_set(folder.path()).errors().front().field == "path");
    CHECK(save_set(some_jobs(), folder / "none/jobs").errors().front().code == violation_code::unreadable);
    write(folder / "text", "anything else at all, and enough of it");
    CHECK(load_set(folder / "text").errors().front().code == violation_code::malformed);
    write(folder / "text", "");
    CHECK(load_set(folder / "text").errors().front().code == violation_code::malformed);
    CHECK(save_set(some_jobs(), folder / "jobs"));
    std::filesystem::create_directory(folder / "taken");
    write(folder / "taken/by", "a folder");
    CHECK_FALSE(save_set(some_jobs(), folder / "taken"));
    CHECK(std::distance(std::filesystem::directory_iterator{folder.path()}, {}) == 3);
}
