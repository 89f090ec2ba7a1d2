// Zones from outside: lists of changes, TZif bytes, zoneinfo folders.
#include <doctest/doctest.h>
#include <sys/stat.h>

#include <nextfire/zone/zone.hpp>
#include <nextfire/zone/zone_source.hpp>

#include <cstdio>
#include <filesystem>
#include <fstream>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "support/instants.hpp"
#include "support/scratch_folder.hpp"

namespace {

using namespace std::chrono_literals;
using namespace nextfire_test;
using nextfire::violation_code;
using nextfire::zone;
using nextfire::zone_change;

const std::string folder = NEXTFIRE_TEST_ZONEINFO;

std::vector<zone_change> from(std::chrono::seconds offset, const char* abbreviation) {
    return {{nextfire::min_instant, offset, abbreviation}};
}

}  // namespace

TEST_CASE("7.2 a zone is made of changes and a rule") {
    const auto moon = nextfire::make_zone("Acme/Moon", from(0h, "MOT"), "MOT0MOST,M3.5.0,M10.5.0");
    REQUIRE(moon);
    CHECK(moon->name() == "Acme/Moon");
    CHECK(moon->canonical_name() == "Acme/Moon");
    CHECK(moon->offset_at(utc("2026-03-29T01:59:59Z")) == 0h);
    CHECK(moon->offset_at(utc("2026-03-29T02:00:00Z")) == 1h);
    CHECK(moon->offset_at(utc("9000-07-01T00:00:00Z")) == 1h);
    CHECK(moon->period_at(utc("2026-07-01T00:00:00Z")).abbreviation == "MOST");
}

TEST_CASE("7.2 without a rule the last change holds for ever") {
    std::vector<zone_change> changes = from(1h, "A");
    changes.push_back({utc("2000-01-01T00:00:00Z"), 2h, "B"});
    const auto place = nextfire::make_zone("Acme/Still", changes, "");
    REQUIRE(place);
    CHECK(place->period_at(utc("1999-12-31T23:59:59Z")).begin == std::chrono::sys_seconds::min());
    const auto last = place->period_at(nextfire::max_instant);
    CHECK(last.begin == utc("2000-01-01T00:00:00Z"));
    CHECK(last.end == std::chrono::sys_seconds::max());
    CHECK(last.offset == 2h);
}

TEST_CASE("7.2 changes before 1970 fold into the first, and changes after 2106 count") {
    const std::vector<zone_change> changes{{utc("1900-01-01T00:00:00Z"), 1h, "A"},
                                           {utc("1950-01-01T00:00:00Z"), 2h, "B"},
                                           {utc("1970-01-01T00:00:00Z"), 3h, "C"},
                                           {utc("2200-01-01T00:00:00Z"), 4h, "D"},
                                           {utc("2300-01-01T00:00:00Z"), 5h, "E"}};
    const auto place = nextfire::make_zone("Acme/Late", changes, "E-5F,M3.5.0,M10.5.0");
    REQUIRE_FALSE(place);  // "E" and "F" are too short for a rule
    const auto late = nextfire::make_zone("Acme/Late", changes, "<+05>-5FFF,M3.5.0,M10.5.0");
    REQUIRE(late);
    CHECK(late->period_at(nextfire::min_instant).begin == std::chrono::sys_seconds::min());
    CHECK(late->offset_at(nextfire::min_instant) == 3h);
    CHECK(late->period_at(utc("2026-01-01T00:00:00Z")).end == utc("2200-01-01T00:00:00Z"));
    CHECK(late->period_at(utc("2150-01-01T00:00:00Z")).end == utc("2200-01-01T00:00:00Z"));
    CHECK(late->period_at(utc("2150-01-01T00:00:00Z")).begin == std::chrono::sys_seconds::min());
    CHECK(late->offset_at(utc("2199-12-31T23:59:59Z")) == 3h);
    CHECK(late->offset_at(utc("2200-01-01T00:00:00Z")) == 4h);
    CHECK(late->period_at(utc("2250-01-01T00:00:00Z")).end == utc("2300-01-01T00:00:00Z"));
    CHECK(late->offset_at(utc("2300-01-01T00:00:00Z")) == 5h);
    // The rule is not at once of the last change's opinion (E, not +05), so the change holds until March.
    CHECK(late->period_at(utc("2300-02-01T00:00:00Z")).abbreviation == "E");
    CHECK(late->period_at(utc("2300-02-01T00:00:00Z")).end == utc("2300-03-24T21:00:00Z"));
    CHECK(late->period_at(utc("2300-03-24T21:00:00Z")).abbreviation == "FFF");
    CHECK(late->lookup(local("2200-01-01T03:30:00")).kind == nextfire::local_kind::gap);
}

TEST_CASE("7.2 a last change that the rule contradicts holds until the rule next changes the clock") {
    // Said in January to be on winter time, where the southern rule would have summer until April.
    const auto south = nextfire::make_zone("Acme/South", from(10h, "AEST"), "AEST-10AEDT,M10.1.0,M4.1.0/3");
    REQUIRE(south);
    const auto first = south->period_at(nextfire::min_instant);
    CHECK(first.abbreviation == "AEST");
    CHECK(first.end == utc("1970-10-03T16:00:00Z"));
    CHECK(south->offset_at(utc("1970-10-03T16:00:00Z")) == 11h);
    const auto never = nextfire::make_zone("Acme/Never", from(10h, "AEST"), "AEDT-11");
    REQUIRE_FALSE(never);
    CHECK(never.errors().front().message ==
          "expected a rule that goes on from the last change (+36000 seconds called AEST), "
          "but found \"AEDT-11\" (+39600 seconds called AEDT)");
}

TEST_CASE("6.1 7.2 all that is wrong with a list of changes is said at once") {
    const std::vector<zone_change> changes{{utc("2000-01-01T00:00:00Z"), 0h, "A"},
                                           {utc("1999-01-01T00:00:00Z"), 26h, "B"},
                                           {utc("2001-01-01T00:00:00Z"), -25h, "C"},
                                           {utc("2001-01-01T00:00:00Z"), 0h, "D\n"}};
    const auto bad = nextfire::make_zone("", changes, "nonsense");
    REQUIRE_FALSE(bad);
    std::vector<std::string> messages;
    for (const auto& error : bad.errors()) {
        CHECK(error.field == "zone");
        messages.push_back(error.message);
    }
    const std::vector<std::string> expected{
        "expected a name, but found nothing",
        "expected an instant later than the one before in change 2, but found 915148800 after 946684800",
        "expected an offset of more than -25 and less than 26 hours in change 2, but found 93600 seconds",
        "expected an offset of more than -25 and less than 26 hours in change 3, but found -90000 seconds",
        "expected an instant later than the one before in change 4, but found 978307200 after 978307200",
        "expected an abbreviation of at most 64 ASCII characters in change 4, but found \"D\\x0a\"",
        "expected a POSIX time zone rule such as CET-1CEST,M3.5.0,M10.5.0/3, but found \"nonsense\""};
    CHECK(messages == expected);
    const auto none = nextfire::make_zone("Acme/None", {}, "");
    REQUIRE_FALSE(none);
    CHECK(none.errors().front().message == "expected at least one change, but found none");
    CHECK_FALSE(nextfire::make_zone(std::string(256, 'x'), from(0h, "A"), ""));
}

TEST_CASE("7.2 more changes or abbreviations than a table holds are refused") {
    std::vector<zone_change> changes;
    for (int i = 0; i < 70000; ++i)
        changes.push_back({nextfire::min_instant + i * 1h, i % 2 == 0 ? 0s : 1s, "A"});
    CHECK_FALSE(nextfire::make_zone("Acme/Many", changes, ""));
    changes.resize(60000);
    const auto most = nextfire::make_zone("Acme/Most", changes, "");
    REQUIRE(most);
    for (const int i : {1, 2, 1000, 59998})
        CHECK(most->offset_at(nextfire::min_instant + i * 1h + 30min) == (i % 2 == 0 ? 0s : 1s));
    std::vector<zone_change> names;
    for (int i = 0; i < 257; ++i) names.push_back({nextfire::min_instant + i * 1h, 0s, std::to_string(i)});
    CHECK_FALSE(nextfire::make_zone("Acme/Names", names, ""));
    names.pop_back();
    CHECK(nextfire::make_zone("Acme/Names", names, ""));
}

TEST_CASE("7.2 the same name with the same content is the same zone") {
    const auto one = nextfire::make_zone("Acme/Same", from(1h, "ONE"), "ONE-1");
    const auto two = nextfire::make_zone("Acme/Same", from(1h, "ONE"), "");
    const auto other_content = nextfire::make_zone("Acme/Same", from(2h, "ONE"), "");
    const auto other_name = nextfire::make_zone("Acme/Other", from(1h, "ONE"), "");
    CHECK(*one == *two);
    CHECK_FALSE(*one == *other_content);
    CHECK_FALSE(*one == *other_name);
    CHECK(*nextfire::load_zone(folder, "Europe/Berlin") == *nextfire::load_zone(folder, "Europe/Berlin"));
    // The folder was made from the bundled data; equal name and data make the bundled zone.
    for (const std::string_view name : nextfire::zone_names())
        CHECK_MESSAGE(*nextfire::load_zone(folder, name) == *zone::find(name), name);
}

TEST_CASE("7.2 a zoneinfo folder is read by the letter, and nothing outside it") {
    for (const char* name : {"", "/etc/passwd", "..", ".", "../UTC", "Europe/../UTC", "Europe/", "/UTC",
                             "Europe//Berlin", "./UTC", "right/UTC", "posix/UTC", "Europe\\Berlin"}) {
        const auto found = nextfire::load_zone(folder, name);
        REQUIRE_FALSE_MESSAGE(found, name);
        CHECK(found.errors().front().code != violation_code::unreadable);
    }
    using namespace std::string_view_literals;
    CHECK_FALSE(nextfire::load_zone(folder, "UTC\0x"sv));
    for (const char* name : {"europe/berlin", "Europe", "Nowhere", "China Standard Time"}) {
        const auto found = nextfire::load_zone(folder, name);
        REQUIRE_FALSE_MESSAGE(found, name);
        CHECK(found.errors().front().code == violation_code::unreadable);
    }
    const auto missing = nextfire::load_zone("/nonexistent", "UTC");
    REQUIRE_FALSE(missing);
    CHECK(missing.errors().front().message ==
          "expected a readable file, but found none named \"UTC\" in \"/nonexistent\"");
    // A pipe that nobody writes to keeps nobody waiting.
    const scratch_folder place;
    REQUIRE(::mkfifo((place / "Pipe").c_str(), 0600) == 0);
    const auto pipe = nextfire::load_zone(place.path(), "Pipe");
    REQUIRE_FALSE(pipe);
    CHECK(pipe.errors().front().code == violation_code::unreadable);
}

TEST_CASE("7.2 a file may have at most a mebibyte, and is read afresh each time") {
    const auto place = std::filesystem::temp_directory_path() / "nextfire_zone_source_test";
    std::filesystem::create_directories(place);
    const auto write = [&](const std::string& content) {
        std::ofstream{place / "Here", std::ios::binary} << content;
    };
    const auto copy = [&](const char* name) {
        std::filesystem::copy_file(folder + "/" + name, place / "Here",
                                   std::filesystem::copy_options::overwrite_existing);
    };
    copy("Europe/Berlin");
    const auto before = nextfire::load_zone(place.string(), "Here");
    copy("Asia/Tokyo");
    const auto after = nextfire::load_zone(place.string(), "Here");
    REQUIRE(before);
    REQUIRE(after);
    CHECK(before->offset_at(utc("2026-01-01T00:00:00Z")) == 1h);
    CHECK(after->offset_at(utc("2026-01-01T00:00:00Z")) == 9h);

    std::ifstream original{folder + "/Europe/Berlin", std::ios::binary};
    const std::string content{std::istreambuf_iterator<char>{original}, {}};
    write(content + std::string((1 << 20) - content.size(), '\0'));
    CHECK(nextfire::load_zone(place.string(), "Here"));
    write(content + std::string((1 << 20) + 1 - content.size(), '\0'));
    const auto large = nextfire::load_zone(place.string(), "Here");
    REQUIRE_FALSE(large);
    CHECK(large.errors().front().code == violation_code::too_long);
    write("");
    CHECK_FALSE(nextfire::load_zone(place.string(), "Here"));
    std::filesystem::remove_all(place);
}

TEST_CASE("7.2 bytes make a zone, under any name") {
    std::ifstream file{folder + "/Asia/Kathmandu", std::ios::binary};
    const std::string content{std::istreambuf_iterator<char>{file}, {}};
    const auto place = nextfire::parse_tzif("My/Kathmandu", std::as_bytes(std::span{content}));
    REQUIRE(place);
    CHECK(place->name() == "My/Kathmandu");
    CHECK(place->offset_at(utc("1985-12-31T18:29:59Z")) == 5h + 30min);
    CHECK(place->offset_at(utc("1985-12-31T18:30:00Z")) == 5h + 45min);
    // Names of foreign data are kept as they are given, even where the bundled name differs by case alone.
    const auto lower = nextfire::parse_tzif("asia/kathmandu", std::as_bytes(std::span{content}));
    REQUIRE(lower);
    CHECK(lower->name() == "asia/kathmandu");
    CHECK_FALSE(nextfire::parse_tzif("", std::as_bytes(std::span{content})));
    CHECK_FALSE(nextfire::parse_tzif("Empty", {}));
}
