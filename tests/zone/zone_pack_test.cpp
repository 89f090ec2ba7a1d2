// The pack in the tree against the zone source beside it, which the build has compiled and packed again.
// Covers zone_pack_writer.cpp by that, and by the packs that it refuses.
#include "zone/zone_pack.hpp"
#include "base/ascii.hpp"
#include "zone/tzif.hpp"
#include "zone/zone_pack_writer.hpp"

#include <doctest/doctest.h>

#include <fstream>
#include <iterator>
#include <map>
#include <set>
#include <span>
#include <sstream>
#include <string>
#include <string_view>
#include <vector>

namespace {

using namespace nextfire::detail;

std::string content_of_file(const std::string& path) {
    std::ifstream file{path, std::ios::binary};
    std::string content{std::istreambuf_iterator<char>{file}, {}};
    REQUIRE_MESSAGE(!content.empty(), path);
    return content;
}

std::string as_text(std::span<const unsigned char> bytes) {
    return {bytes.begin(), bytes.end()};
}

zone_history history_of(std::string rule, std::vector<zone_history::change> changes) {
    return {{"AAA", "BBB"}, std::move(changes), std::move(rule)};
}

}  // namespace

TEST_CASE("7.1 the pack is what zic and the packer make of the pinned zone source, byte for byte") {
    const std::string pinned = content_of_file(NEXTFIRE_TEST_PINNED_ZONES_BIN);
    CHECK(pinned == content_of_file(NEXTFIRE_TEST_ZONES_BIN));
    CHECK(pinned == as_text(embedded_zone_pack()));
    CHECK(pinned.size() < 90000);
}

TEST_CASE("7.1 the pack has the names and links of the zone source") {
    std::istringstream source{content_of_file(NEXTFIRE_TEST_TZDATA_ZI)};
    std::set<std::string> zones;
    std::map<std::string, std::string> links;
    std::string version;
    for (std::string line; std::getline(source, line);) {
        std::istringstream words{line};
        std::string first, second, third;
        words >> first >> second >> third;
        if (first == "#" && second == "version") version = third;
        if (first == "Z") zones.insert(second);
        if (first == "L") links.emplace(third, second);
    }
    REQUIRE(zones.size() > 300);
    REQUIRE(links.size() > 100);

    const zone_pack pack = open_zone_pack(embedded_zone_pack());
    CHECK(pack.version == version);
    CHECK(pack.names.size() == zones.size() + links.size());
    for (std::size_t i = 0; i < pack.names.size(); ++i) {
        const auto& entry = pack.names[i];
        const std::string name{entry.name};
        CAPTURE(name);
        const auto& canonical = pack.names[entry.canonical];
        if (zones.count(name) == 1) {
            CHECK(entry.canonical == i);
        } else {
            REQUIRE(links.count(name) == 1);
            std::string target = links[name];
            while (links.count(target) == 1) target = links[target];
            CHECK(canonical.name == target);
            CHECK(canonical.body == entry.body);
        }
    }
}

TEST_CASE("7.1 every name's body says what its compiled file says") {
    const zone_pack pack = open_zone_pack(embedded_zone_pack());
    for (const auto& entry : pack.names) {
        const std::string bytes = content_of_file(NEXTFIRE_TEST_ZONEINFO "/" + std::string{entry.name});
        const auto history = read_tzif(std::as_bytes(std::span{bytes}), "zone");
        REQUIRE_MESSAGE(history, entry.name);
        CHECK_MESSAGE(*history == read_pack_body(pack, entry.body), entry.name);
    }
}

TEST_CASE("7.1 all 139 names of Windows stand for canonical zones") {
    const zone_pack pack = open_zone_pack(embedded_zone_pack());
    CHECK(pack.windows_names.size() == 139);
    for (const auto& entry : pack.windows_names)
        CHECK_MESSAGE(pack.names[entry.target].canonical == entry.target, entry.name);
}

TEST_CASE("what is written can be read, in any order of writing") {
    const zone_history one =
        history_of("", {{offset_period::always, -3600, 0}, {86400, 0, 1}, {4294967294, -2670, 0}});
    const zone_history two =
        history_of("AAA0BBB,M3.5.0,M10.5.0", {{offset_period::always, 0, 0}, {1000, 3600, 1}});
    zone_pack_content content{
        "1999z", {{"B/two", "B/two", two}, {"a/One", "a/One", one}, {"C", "a/One", one}}, {{"Win", "C"}}};
    const auto bytes = write_zone_pack(content);
    REQUIRE(bytes);
    const zone_pack pack = open_zone_pack(*bytes);
    CHECK(pack.version == "1999z");
    REQUIRE(pack.names.size() == 3);
    CHECK(pack.names[0].name == "a/One");
    CHECK(pack.names[1].name == "B/two");
    CHECK(pack.names[2].name == "C");
    CHECK(pack.names[2].canonical == 0);
    CHECK(pack.names[2].body == pack.names[0].body);
    CHECK(read_pack_body(pack, pack.names[0].body) == one);
    CHECK(read_pack_body(pack, pack.names[1].body) == two);
    CHECK(pack.windows_names[0].target == 2);

    std::swap(content.zones[0], content.zones[2]);
    CHECK(*write_zone_pack(content) == *bytes);
}

TEST_CASE("a pack refuses what its format cannot hold") {
    const zone_history plain = history_of("", {{offset_period::always, 0, 0}});
    const zone_history late = history_of("", {{offset_period::always, 0, 0}, {4294967296, 3600, 1}});
    CHECK_FALSE(write_zone_pack({"v", {{"A", "B", plain}}, {}}));
    CHECK_FALSE(write_zone_pack({"v", {{"A", "A", plain}}, {{"Win", "B"}}}));
    CHECK_FALSE(write_zone_pack({"v", {{"A", "A", late}}, {}}));
    CHECK_FALSE(write_zone_pack({std::string(256, 'v'), {{"A", "A", plain}}, {}}));
}

TEST_CASE("7.1 names are compared without regard to the case of ASCII letters") {
    CHECK(nextfire::detail::compare_ignoring_case("Europe/Berlin", "eUROPE/bERLIN") == 0);
    CHECK(nextfire::detail::compare_ignoring_case("a", "B") < 0);
    CHECK(nextfire::detail::compare_ignoring_case("B", "a") > 0);
    CHECK(nextfire::detail::compare_ignoring_case("GMT", "GMT0") < 0);
    CHECK(nextfire::detail::compare_ignoring_case("GMT-0", "GMT+0") > 0);
    CHECK(nextfire::detail::compare_ignoring_case("", "") == 0);
    CHECK(nextfire::detail::compare_ignoring_case("@", "`") != 0);
    CHECK(nextfire::detail::compare_ignoring_case("\xC3\x84", "\xC3\xA4") != 0);
}
