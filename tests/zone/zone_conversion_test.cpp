// Zones with the members of std::chrono::time_zone, and as keys of ordered containers.
#include <nextfire/spec/timestamp.hpp>
#include <nextfire/zone/zone.hpp>
#include <nextfire/zone/zone_source.hpp>

#include <doctest/doctest.h>

#include <array>
#include <chrono>
#include <set>
#include <string>

#include "../support/enum_names.hpp"
#include "../support/instants.hpp"

using namespace std::chrono_literals;
using namespace nextfire;
using namespace nextfire_test;
using std::chrono::local_days;
using std::chrono::local_seconds;
using std::chrono::sys_seconds;

namespace {

zone zone_of_name(const char* name) {
    return *zone::find(name);
}

constexpr local_seconds in_gap = local_days{2026y / 3 / 29} + 2h + 30min;
constexpr local_seconds in_overlap = local_days{2026y / 10 / 25} + 2h + 30min;
constexpr local_seconds in_summer = local_days{2026y / 7 / 1} + 9h;

}  // namespace

TEST_CASE("kinds of local times and choices have names") {
    check_names<local_kind>({"once", "gap", "overlap"}, &parse_local_kind, "local_kind");
    check_names<choose>({"earliest", "latest"}, &parse_choose, "choose");
}

//          01:00   02:00   03:00   04:00        Berlin, 29 March 2026: 02:00 -> 03:00 at 01:00Z
//     ───────┼───────┤ ░gap░ ├───────┼──►
//          01:00   02:00   03:00                Berlin, 25 October 2026: 03:00 -> 02:00 at 01:00Z
//     ───────┼───────┼───────┤
//                    ├───────┼───────┼──►
TEST_CASE("a local time becomes the instant that is chosen") {
    const zone berlin = zone_of_name("Europe/Berlin");
    CHECK(format_instant(berlin.to_sys(in_summer)) == "2026-07-01T07:00:00Z");
    CHECK(format_instant(berlin.to_sys(in_summer, choose::latest)) == "2026-07-01T07:00:00Z");
    CHECK(format_instant(berlin.to_sys(in_gap)) == "2026-03-29T01:00:00Z");
    CHECK(format_instant(berlin.to_sys(in_gap, choose::latest)) == "2026-03-29T01:00:00Z");
    CHECK(format_instant(berlin.to_sys(in_overlap)) == "2026-10-25T00:30:00Z");
    CHECK(format_instant(berlin.to_sys(in_overlap, choose::latest)) == "2026-10-25T01:30:00Z");
    // A day that Samoa leapt over.
    CHECK(format_instant(zone_of_name("Pacific/Apia").to_sys(local_days{2011y / 12 / 30} + 12h)) ==
          "2011-12-30T10:00:00Z");
}

TEST_CASE("an instant tells its period, a local time its one or two") {
    const zone berlin = zone_of_name("Europe/Berlin");
    const sys_info summer = berlin.get_info(*parse_instant("2026-07-01T00:00:00Z"));
    CHECK(format_instant(summer.begin) == "2026-03-29T01:00:00Z");
    CHECK(format_instant(summer.end) == "2026-10-25T01:00:00Z");
    CHECK(summer.offset == 2h);
    CHECK(summer.abbrev == "CEST");
    const sys_info winter = berlin.get_info(summer.end);
    CHECK(winter.abbrev == "CET");

    const local_info once = berlin.get_info(in_summer);
    CHECK(once.result == local_info::unique);
    CHECK((once.first == summer));
    CHECK((once.second == sys_info{}));
    const local_info gap = berlin.get_info(in_gap);
    CHECK(gap.result == local_info::nonexistent);
    CHECK(gap.first.abbrev == "CET");
    CHECK((gap.second == summer));
    CHECK(gap.first.end == gap.second.begin);
    const local_info overlap = berlin.get_info(in_overlap);
    CHECK(overlap.result == local_info::ambiguous);
    CHECK((overlap.first == summer));
    CHECK((overlap.second == winter));

    const sys_info always = zone{}.get_info(min_instant);
    CHECK(always.begin == sys_seconds::min());
    CHECK(always.end == sys_seconds::max());
}

TEST_CASE("instants finer than a second have local times as fine") {
    const zone berlin = zone_of_name("Europe/Berlin");
    const sys_seconds change = *parse_instant("2026-03-29T01:00:00Z");
    CHECK((berlin.to_local(change - 1ms) == local_days{2026y / 3 / 29} + 2h - 1ms));
    CHECK((berlin.to_local(change + 1ns) == local_days{2026y / 3 / 29} + 3h + 1ns));
    CHECK((berlin.to_local(change) == local_days{2026y / 3 / 29} + 3h));
    CHECK((berlin.to_local(std::chrono::sys_days{2026y / 7 / 1}) == local_days{2026y / 7 / 1} + 2h));
}

TEST_CASE("zones are ordered by name, and equal where neither is less") {
    const zone berlin = zone_of_name("Europe/Berlin");
    const zone tokyo = zone_of_name("asia/tokyo");
    CHECK(tokyo < berlin);
    CHECK(berlin > tokyo);
    CHECK((berlin <=> zone_of_name("europe/berlin")) == std::strong_ordering::equal);
    // A link and its zone are two zones.
    CHECK(zone_of_name("Asia/Calcutta") < zone_of_name("Asia/Kolkata"));
    // So are two of one name and other data.
    const std::array<zone_change, 1> east{zone_change{min_instant, 1h, "MOT"}};
    const std::array<zone_change, 1> west{zone_change{min_instant, -1h, "MOT"}};
    const zone a = *make_zone("Acme/Moon", east, "");
    const zone b = *make_zone("Acme/Moon", west, "");
    CHECK(a != b);
    CHECK((a <=> b) != std::strong_ordering::equal);
    CHECK((a < b) != (b < a));
    CHECK((a <=> *make_zone("Acme/Moon", east, "")) == std::strong_ordering::equal);
    CHECK(std::set<zone>{berlin, tokyo, a, b, a, berlin}.size() == 4);
}
