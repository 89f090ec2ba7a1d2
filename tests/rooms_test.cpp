// The rooms of the house: which there are, in their order, and that no arrow runs back.
//
// A source may include what is in its own room and in the rooms before it.  A room is a folder of src/, of
// include/nextfire/ and of tests/; one that has headers alone has none in src/.
#include <doctest/doctest.h>

#include <algorithm>
#include <array>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <optional>
#include <regex>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace {

namespace fs = std::filesystem;

constexpr std::array<std::string_view, 18> rooms{
    "base",  "zone",    "calendar", "spec", "cron",     "rrule", "definition", "engine", "set",
    "words", "testing", "request",  "c",    "postgres", "tasks", "calls",      "serve",  "cli"};

const fs::path tree{NEXTFIRE_TEST_TREE};

std::optional<std::size_t> floor_of(std::string_view room) {
    const auto found = std::find(rooms.begin(), rooms.end(), room);
    if (found == rooms.end()) return std::nullopt;
    return static_cast<std::size_t>(found - rooms.begin());
}

std::string text_of(const fs::path& file) {
    std::ifstream stream{file};
    return {std::istreambuf_iterator<char>{stream}, {}};
}

/// Gives the rooms that a source includes, in the order of its lines.
std::vector<std::string> included_rooms(const std::string& source) {
    static const std::regex include{R"(#include [<"](?:nextfire/)?([a-z]+)/[a-z0-9_/]+\.h(?:pp)?[>"])"};
    std::vector<std::string> found;
    for (std::sregex_iterator at{source.begin(), source.end(), include}, end; at != end; ++at)
        found.push_back((*at)[1]);
    return found;
}

std::vector<fs::path> sources_below(const fs::path& folder) {
    std::vector<fs::path> found;
    for (const fs::directory_entry& entry : fs::recursive_directory_iterator{folder}) {
        const fs::path extension = entry.path().extension();
        if (extension == ".cpp" || extension == ".hpp" || extension == ".c" || extension == ".h")
            found.push_back(entry.path());
    }
    std::sort(found.begin(), found.end());
    return found;
}

}  // namespace

TEST_CASE("every folder is a room, and every room is a folder") {
    std::set<std::string> folders;
    for (const fs::path& place : {tree / "src", tree / "include" / "nextfire"})
        for (const fs::directory_entry& entry : fs::directory_iterator{place})
            if (entry.is_directory()) folders.insert(entry.path().filename().string());
    CHECK(folders == std::set<std::string>(rooms.begin(), rooms.end()));
}

TEST_CASE("no arrow runs back") {
    std::size_t arrows = 0;
    for (const std::string_view room : rooms) {
        for (const fs::path& folder : {tree / "src" / room, tree / "include" / "nextfire" / room}) {
            if (!fs::exists(folder)) continue;
            for (const fs::path& source : sources_below(folder)) {
                for (const std::string& to : included_rooms(text_of(source))) {
                    const auto floor = floor_of(to);
                    if (!floor) continue;  // another library's folder
                    CAPTURE(source.string());
                    CAPTURE(to);
                    CHECK(*floor <= *floor_of(room));
                    CHECK((to != "c" || room == "c"));  // whose header is for others
                    CHECK((to != "postgres" || room == "postgres"));
                    ++arrows;
                }
            }
        }
    }
    CHECK(arrows > 200);  // the includes were found at all
}

TEST_CASE("sources name the room of what they include") {
    static const std::regex bare{R"(#include "[a-z0-9_]+\.h(?:pp)?")"};
    for (const fs::path& source : sources_below(tree / "src")) {
        CAPTURE(source.string());
        CHECK_FALSE(std::regex_search(text_of(source), bare));
    }
}

TEST_CASE("every source has a test of its name, or is named in a test of its room") {
    for (const std::string_view room : rooms) {
        std::string tests_of_room;
        for (const fs::path& test : sources_below(tree / "tests" / room)) tests_of_room += text_of(test);
        if (!fs::exists(tree / "src" / room)) continue;
        for (const fs::path& source : sources_below(tree / "src" / room)) {
            if (source.extension() != ".cpp") continue;
            const fs::path test = tree / "tests" / room / (source.stem().string() + "_test.cpp");
            const std::string name = source.filename().string();
            CAPTURE(source.string());
            CHECK((fs::exists(test) || tests_of_room.find(name) != std::string::npos));
        }
    }
}
