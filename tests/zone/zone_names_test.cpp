// Names: which are known, how they are spelt afterwards, and what is said about those that are not.
#include <doctest/doctest.h>

#include <nextfire/zone/zone.hpp>

#include <algorithm>
#include <cctype>
#include <string>
#include <string_view>
#include <vector>

namespace {

using namespace std::chrono_literals;
using nextfire::violation_code;
using nextfire::zone;

struct name_row {
    std::string_view asked;
    std::string_view name;
    std::string_view canonical;
};

constexpr name_row name_table[] = {
    {"Europe/Berlin", "Europe/Berlin", "Europe/Berlin"},
    {"europe/berlin", "Europe/Berlin", "Europe/Berlin"},
    {"EUROPE/BERLIN", "Europe/Berlin", "Europe/Berlin"},
    {"asia/shanghai", "Asia/Shanghai", "Asia/Shanghai"},
    // Links keep their name.
    {"asia/calcutta", "Asia/Calcutta", "Asia/Kolkata"},
    {"Europe/Kiev", "Europe/Kiev", "Europe/Kyiv"},
    {"PRC", "PRC", "Asia/Shanghai"},
    {"us/eastern", "US/Eastern", "America/New_York"},
    {"GB", "GB", "Europe/London"},
    {"UTC", "UTC", "Etc/UTC"},
    {"utc", "UTC", "Etc/UTC"},
    {"GMT", "GMT", "Etc/GMT"},
    {"gmt+0", "GMT+0", "Etc/GMT"},
    {"zulu", "Zulu", "Etc/UTC"},
    {"Z", "UTC", "Etc/UTC"},
    {"z", "UTC", "Etc/UTC"},
    {"Coordinated Universal Time", "UTC", "Etc/UTC"},
    {"coordinated universal time", "UTC", "Etc/UTC"},
    // In these names, and only in these, POSIX's sign is meant: west is positive.
    {"etc/gmt+8", "Etc/GMT+8", "Etc/GMT+8"},
    // Fixed offsets have one name.
    {"+08:00", "+08:00", "+08:00"},
    {"+8", "+08:00", "+08:00"},
    {"+08", "+08:00", "+08:00"},
    {"+0800", "+08:00", "+08:00"},
    {"+8:00", "+08:00", "+08:00"},
    {"UTC+8", "+08:00", "+08:00"},
    {"utc+08", "+08:00", "+08:00"},
    {"GMT+8", "+08:00", "+08:00"},
    {"gmt+08:00", "+08:00", "+08:00"},
    {"UTC-03:30", "-03:30", "-03:30"},
    {"-0330", "-03:30", "-03:30"},
    {"+05:45", "+05:45", "+05:45"},
    {"+00:00", "+00:00", "+00:00"},
    {"-00:00", "+00:00", "+00:00"},
    {"UTC+0", "+00:00", "+00:00"},
    {"+18:00", "+18:00", "+18:00"},
    {"-18", "-18:00", "-18:00"},
    // Windows has its own names, some of which read like an offset and are taken as one.
    {"China Standard Time", "Asia/Shanghai", "Asia/Shanghai"},
    {"china standard time", "Asia/Shanghai", "Asia/Shanghai"},
    {"W. Europe Standard Time", "Europe/Berlin", "Europe/Berlin"},
    {"India Standard Time", "Asia/Kolkata", "Asia/Kolkata"},
    {"US Eastern Standard Time", "America/Indiana/Indianapolis", "America/Indiana/Indianapolis"},
    {"Pacific Standard Time (Mexico)", "America/Tijuana", "America/Tijuana"},
    {"UTC-11", "-11:00", "-11:00"},
};

struct miss_row {
    std::string_view asked;
    violation_code code;
    std::string_view message;
};

constexpr miss_row miss_table[] = {
    {"Asia/Shangai", violation_code::unknown_name,
     R"(expected a time zone such as Europe/Berlin, but found "Asia/Shangai"; did you mean Asia/Shanghai?)"},
    {"Shangai", violation_code::unknown_name,
     R"(expected a time zone such as Europe/Berlin, but found "Shangai"; did you mean Asia/Shanghai?)"},
    {"Shanghai", violation_code::unknown_name,
     R"(expected a time zone such as Europe/Berlin, but found "Shanghai"; did you mean Asia/Shanghai?)"},
    {"New York", violation_code::unknown_name,
     R"(expected a time zone such as Europe/Berlin, but found "New York"; did you mean America/New_York?)"},
    {"Asia/Berlin", violation_code::unknown_name,
     R"(expected a time zone such as Europe/Berlin, but found "Asia/Berlin"; did you mean Europe/Berlin?)"},
    {"Europe/Kiyv", violation_code::unknown_name,
     R"(expected a time zone such as Europe/Berlin, but found "Europe/Kiyv"; did you mean Europe/Kiev or Europe/Kyiv?)"},
    {"louisville", violation_code::unknown_name,
     R"(expected a time zone such as Europe/Berlin, but found "louisville"; did you mean America/Kentucky/Louisville or America/Louisville?)"},
    {"Buenos Aires", violation_code::unknown_name,
     R"(expected a time zone such as Europe/Berlin, but found "Buenos Aires"; did you mean America/Argentina/Buenos_Aires or America/Buenos_Aires?)"},
    // Never Etc/GMT+8, which is eight hours the other way.
    {"GMT++8", violation_code::unknown_name,
     R"(expected a time zone such as Europe/Berlin, but found "GMT++8"; did you mean GMT+0?)"},
    {"China Standart Time", violation_code::unknown_name,
     R"(expected a time zone such as Europe/Berlin, but found "China Standart Time"; did you mean China Standard Time?)"},
    {"posix/Europe/Berlin", violation_code::unknown_name,
     R"(expected a time zone such as Europe/Berlin, but found "posix/Europe/Berlin"; did you mean Europe/Berlin?)"},
    {"localtime", violation_code::unknown_name,
     R"(expected a time zone such as Europe/Berlin, but found "localtime")"},
    {"", violation_code::unknown_name, "expected a time zone such as Europe/Berlin, but found nothing"},
    {"\xFF\xFE", violation_code::unknown_name,
     R"(expected a time zone such as Europe/Berlin, but found "\xff\xfe")"},
    {"+08:75", violation_code::unknown_name,
     R"(expected a time zone such as Europe/Berlin, but found "+08:75")"},
    {"+19:00", violation_code::out_of_range,
     R"(expected an offset of whole minutes from -18:00 to +18:00, but found "+19:00")"},
    {"UTC-18:01", violation_code::out_of_range,
     R"(expected an offset of whole minutes from -18:00 to +18:00, but found "UTC-18:01")"},
};

}  // namespace

TEST_CASE("7.1 names are known in any letter case and kept in their proper spelling") {
    for (const name_row& row : name_table) {
        CAPTURE(row.asked);
        const auto found = zone::find(row.asked);
        REQUIRE(found);
        CHECK(found->name() == row.name);
        CHECK(found->canonical_name() == row.canonical);
    }
}

TEST_CASE("7.1 every listed name is found, in capitals too, and leads to a canonical zone") {
    const auto names = nextfire::zone_names();
    CHECK(names.size() == 598);
    const auto lower = [](std::string_view name) {
        std::string text{name};
        std::transform(text.begin(), text.end(), text.begin(),
                       [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
        return text;
    };
    CHECK(std::is_sorted(names.begin(), names.end(), [&](auto a, auto b) { return lower(a) < lower(b); }));
    for (const std::string_view name : names) {
        std::string capitals{name};
        std::transform(capitals.begin(), capitals.end(), capitals.begin(),
                       [](unsigned char c) { return static_cast<char>(std::toupper(c)); });
        const auto found = zone::find(capitals);
        REQUIRE_MESSAGE(found, name);
        CHECK(found->name() == name);
        const auto canonical = zone::find(found->canonical_name());
        REQUIRE(canonical);
        CHECK(canonical->canonical_name() == canonical->name());
    }
}

TEST_CASE("7.1 6.1 an unknown name is one violation, with the nearest names") {
    for (const miss_row& row : miss_table) {
        CAPTURE(row.asked);
        const auto found = zone::find(row.asked);
        REQUIRE_FALSE(found);
        REQUIRE(found.errors().size() == 1);
        const auto& error = found.errors().front();
        CHECK(error.code == row.code);
        CHECK(error.field == "time_zone");
        CHECK(error.message == row.message);
    }
}

TEST_CASE("7.1 paths and other folders are not names") {
    for (const char* name : {"right/UTC",
                             "right/Europe/Berlin",
                             "posix/UTC",
                             "localtime",
                             "posixrules",
                             "../etc/passwd",
                             "/usr/share/zoneinfo/UTC",
                             "Europe/",
                             "/",
                             "Europe//Berlin",
                             "Europe\\Berlin",
                             "Europe/Berlin ",
                             "tzdata.zi",
                             "UTC+",
                             "+",
                             "-",
                             "+08:",
                             "+08:0",
                             "+1:2",
                             "+080",
                             "+08000",
                             "+8h",
                             "UTC 8",
                             "8",
                             "08:00",
                             "GMT+0800x",
                             "+-8",
                             "UTC+UTC+8",
                             ":UTC",
                             "+08:00:00",
                             "\xE2\x88\x92"
                             "08:00"})
        CHECK_FALSE_MESSAGE(zone::find(name), name);
    using namespace std::string_view_literals;
    CHECK_FALSE(zone::find("UTC\0"sv));
    CHECK_FALSE(zone::find("\0"sv));
}

TEST_CASE("7.1 a name of a megabyte is refused like any other") {
    const std::string endless(1 << 20, 'x');
    const auto found = zone::find(endless);
    REQUIRE_FALSE(found);
    CHECK(found.errors().front().message ==
          "expected a time zone such as Europe/Berlin, but found "
          "\"xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx…\" (1048576 bytes)");
    CHECK(nextfire::nearest_zone_names(endless).empty());
    CHECK_FALSE(zone::find("+" + std::string(1 << 20, '0')));
    for (std::size_t length = 0; length < 300; ++length) CHECK_FALSE(zone::find(std::string(length, '/')));
}

TEST_CASE("7.1 fixed offsets cover all whole minutes to 18 hours") {
    for (auto offset = -18h + 0min; offset <= 18h; ++offset) {
        const auto found = zone::fixed(offset);
        REQUIRE(found);
        CHECK(found->offset_at(nextfire::min_instant) == offset);
        CHECK(found->offset_at(nextfire::max_instant) == offset);
        const auto by_name = zone::find(found->name());
        REQUIRE(by_name);
        CHECK(*by_name == *found);
    }
    for (const std::chrono::seconds offset : {18h + 1min + 0s, -18h - 1min - 0s, 0h + 0min + 30s,
                                              std::chrono::seconds::max(), std::chrono::seconds::min()}) {
        const auto found = zone::fixed(offset);
        REQUIRE_FALSE(found);
        CHECK(found.errors().front().code == violation_code::out_of_range);
    }
    CHECK(zone::find("+05:45")->period_at(nextfire::min_instant).abbreviation == "+0545");
    CHECK(zone::find("-3")->period_at(nextfire::min_instant).abbreviation == "-03");
}

TEST_CASE("7.1 near names are at most three, and none where nothing is near") {
    using names = std::vector<std::string_view>;
    CHECK(nextfire::nearest_zone_names("Asia/Shangai") == names{"Asia/Shanghai"});
    CHECK(nextfire::nearest_zone_names("Europe/Berln") == names{"Europe/Berlin"});
    CHECK(nextfire::nearest_zone_names("CTE") == names{"CET"});
    CHECK(nextfire::nearest_zone_names("Middle-earth/Hobbiton").empty());
    CHECK(nextfire::nearest_zone_names("x").empty());
    CHECK(nextfire::nearest_zone_names("").empty());
    for (const std::string_view name : nextfire::zone_names())
        CHECK(nextfire::nearest_zone_names(name).size() <= 3);
}

TEST_CASE("7.3 the version of the data can be read") {
    CHECK(nextfire::tzdata_version() == "2026f");
}
