// From local times to instants: the one place where gap and overlap policies live, asked directly.  Clauses
// 4.1 and 4.3; the clocks are those of `zdump -v` on tzdata 2026f.
#include <doctest/doctest.h>

#include <nextfire/zone/zone_source.hpp>

#include <algorithm>
#include <array>
#include <chrono>
#include <string>
#include <string_view>
#include <vector>

#include "../support/occurrence_table.hpp"
#include "engine/firing.hpp"
#include "zone/zone_access.hpp"

namespace {

using namespace std::chrono_literals;
using namespace nextfire_test;
using nextfire::gap_policy;
using nextfire::overlap_policy;
namespace detail = nextfire::detail;

constexpr std::array gaps{gap_policy::at_transition, gap_policy::skip, gap_policy::shift};
constexpr std::array overlaps{overlap_policy::first, overlap_policy::second, overlap_policy::both};

std::int64_t local_count(const std::string& text) {
    return local(text.c_str()).time_since_epoch().count();
}

std::chrono::sys_seconds instant_of(std::int64_t count) {
    return std::chrono::sys_seconds{std::chrono::seconds{count}};
}

/// Writes the instants at which a local time fires.
std::string fired(const detail::firing_rule& rule, const std::string& local_time) {
    std::vector<std::string> texts;
    for (const std::int64_t at : detail::fire(rule, local_count(local_time)))
        texts.push_back(text(instant_of(at)));
    return texts.empty() ? "none" : joined(texts);
}

std::string in_utc_each(const std::string& column) {
    std::vector<std::string> texts;
    for (const std::string& instant : words_of(column)) texts.push_back(in_utc(instant));
    return joined(texts);
}

/// Checks a table `local time | zone | choice | instants`, whatever the other choice is.
void check_fired(std::string_view table) {
    for (const fact& line : facts_of(4, table)) {
        CAPTURE(line.lines);
        schedule_text choice = taken_apart("any " + line.columns[2]);
        const nextfire::schedule_options chosen = take_options(choice);
        const bool is_gap = line.columns[2].starts_with("gap");
        for (const gap_policy gap : gaps)
            for (const overlap_policy overlap : overlaps) {
                if (is_gap ? gap != chosen.gap : overlap != chosen.overlap) continue;
                CHECK(fired({zone_named(line.columns[1]), gap, overlap}, line.columns[0]) ==
                      in_utc_each(line.columns[3]));
            }
    }
}

/// UTC until noon, then set back by an hour, and by another half an hour later.
//
//         10:00  10:30  11:00  11:30  12:00      10 June 2030: set back at 12:00Z and at 12:30Z
//    AAA ───┼──────┼──────┼──────┼──────┤
//    BBB                  ├──────┤
//    CCC           ├──────┼──────┼──────┼──►
nextfire::zone set_back_twice() {
    const std::vector<nextfire::zone_change> changes{{nextfire::min_instant, 0h, "AAA"},
                                                     {utc("2030-06-10T12:00:00Z"), -1h, "BBB"},
                                                     {utc("2030-06-10T12:30:00Z"), -2h, "CCC"}};
    return *nextfire::make_zone("Test/SetBackTwice", changes, "");
}

}  // namespace

TEST_CASE("4.1 and 4.3 a local time that does not exist fires as the gap policy says") {
    //          01:00   02:00   03:00   04:00          Berlin, 29 March 2026: 02:00 -> 03:00 at 01:00Z
    //     ───────┼───────┤ ░gap░ ├───────┼──►
    check_fired(R"(
    2026-03-29T01:59:59 | Europe/Berlin | gap=at_transition | 2026-03-29T01:59:59+01:00
    2026-03-29T02:00:00 | Europe/Berlin | gap=at_transition | 2026-03-29T03:00:00+02:00
    2026-03-29T02:30:00 | Europe/Berlin | gap=at_transition | 2026-03-29T03:00:00+02:00
    2026-03-29T02:59:59 | Europe/Berlin | gap=at_transition | 2026-03-29T03:00:00+02:00
    2026-03-29T03:00:00 | Europe/Berlin | gap=at_transition | 2026-03-29T03:00:00+02:00
    2026-03-29T01:59:59 | Europe/Berlin | gap=skip          | 2026-03-29T01:59:59+01:00
    2026-03-29T02:00:00 | Europe/Berlin | gap=skip          | none
    2026-03-29T02:59:59 | Europe/Berlin | gap=skip          | none
    2026-03-29T03:00:00 | Europe/Berlin | gap=skip          | 2026-03-29T03:00:00+02:00
    2026-03-29T02:00:00 | Europe/Berlin | gap=shift         | 2026-03-29T03:00:00+02:00
    2026-03-29T02:59:59 | Europe/Berlin | gap=shift         | 2026-03-29T03:59:59+02:00
    2026-03-29T03:00:00 | Europe/Berlin | gap=shift         | 2026-03-29T03:00:00+02:00
)");
    //     29 Dec 00:00   29 Dec 24:00 = 31 Dec 00:00   Apia, 2011-12-30T10:00Z: -10 -> +14
    //     ──────┼─────────────────────┼────────────►
    check_fired(R"(
    2011-12-30T00:00:00 | Pacific/Apia | gap=at_transition | 2011-12-31T00:00:00+14:00
    2011-12-30T23:59:59 | Pacific/Apia | gap=at_transition | 2011-12-31T00:00:00+14:00
    2011-12-30T12:00:00 | Pacific/Apia | gap=skip          | none
    2011-12-30T12:00:00 | Pacific/Apia | gap=shift         | 2011-12-31T12:00:00+14:00
)");
}

TEST_CASE("4.1 and 4.3 a local time that exists twice fires as the overlap policy says") {
    //          01:00   02:00   03:00                  Berlin, 25 October 2026: 03:00 -> 02:00 at 01:00Z
    //     ───────┼───────┼───────┤
    //                    ├───────┼───────┼──►
    check_fired(R"(
    2026-10-25T01:59:59 | Europe/Berlin | overlap=both   | 2026-10-25T01:59:59+02:00
    2026-10-25T02:00:00 | Europe/Berlin | overlap=both   | 2026-10-25T02:00:00+02:00 2026-10-25T02:00:00+01:00
    2026-10-25T02:59:59 | Europe/Berlin | overlap=both   | 2026-10-25T02:59:59+02:00 2026-10-25T02:59:59+01:00
    2026-10-25T03:00:00 | Europe/Berlin | overlap=both   | 2026-10-25T03:00:00+01:00
    2026-10-25T02:30:00 | Europe/Berlin | overlap=first  | 2026-10-25T02:30:00+02:00
    2026-10-25T02:30:00 | Europe/Berlin | overlap=second | 2026-10-25T02:30:00+01:00
    2026-10-25T03:00:00 | Europe/Berlin | overlap=second | 2026-10-25T03:00:00+01:00
)");
}

TEST_CASE("4.4 a stretch holds the local time it is asked for, and all its times fire alike") {
    struct place {
        const char* zone;
        const char* near;
    };
    for (const place& where :
         {place{"Europe/Berlin", "2026-03-29T02:30:00"}, place{"Europe/Berlin", "2026-10-25T02:30:00"},
          place{"Pacific/Apia", "2011-12-30T12:00:00"}, place{"Australia/Lord_Howe", "2026-04-05T01:45:00"},
          place{"Antarctica/Casey", "2010-03-05T00:30:00"}, place{"UTC", "2026-06-01T00:00:00"}}) {
        CAPTURE(where.zone);
        for (const gap_policy gap : gaps)
            for (const overlap_policy overlap : overlaps) {
                const detail::firing_rule rule{zone_named(where.zone), gap, overlap};
                std::int64_t wrong = 0;
                const std::int64_t middle = local_count(where.near);
                for (std::int64_t asked = middle - 2 * 86400; asked <= middle + 2 * 86400; asked += 613) {
                    const detail::firing_stretch stretch = detail::stretch_around(rule, asked);
                    if (stretch.begin > asked || stretch.end <= asked) ++wrong;
                    for (const std::int64_t other : {std::max(stretch.begin, asked - 90000), asked,
                                                     std::min(stretch.end - 1, asked + 90000)}) {
                        std::vector<std::int64_t> expected;
                        for (const std::int64_t at : detail::fire(rule, other)) expected.push_back(at);
                        std::vector<std::int64_t> told;
                        if (stretch.together) told.push_back(*stretch.together);
                        for (const std::int64_t offset : stretch.offsets) told.push_back(other - offset);
                        if (told != expected) ++wrong;
                    }
                }
                CHECK(wrong == 0);
            }
    }
}

TEST_CASE("4.4 a stretch ends at the marks that a change leaves on the wall") {
    //          01:00   02:00   03:00   04:00          Berlin, 29 March 2026: 02:00 -> 03:00 at 01:00Z
    //     ───────┼───────┤ ░gap░ ├───────┼──►
    const detail::firing_rule berlin{zone_named("Europe/Berlin"), gap_policy::at_transition,
                                     overlap_policy::first};
    const detail::firing_stretch gap = detail::stretch_around(berlin, local_count("2026-03-29T02:30:00"));
    CHECK(gap.begin == local_count("2026-03-29T02:00:00"));
    CHECK(gap.end == local_count("2026-03-29T03:00:00"));
    REQUIRE(gap.together);
    CHECK(text(instant_of(*gap.together)) == "2026-03-29T01:00:00Z");
    CHECK(gap.offsets.count == 0);
    CHECK(detail::stretch_around(berlin, local_count("2026-03-29T01:59:59")).end == gap.begin);
    CHECK(detail::stretch_around(berlin, local_count("2026-03-29T03:00:00")).begin == gap.end);
}

TEST_CASE("4.4 whether a clock reads a local time more than once") {
    const auto is_repeated = [](nextfire::zone clock, const char* local_time) {
        return detail::is_repeated(detail::zone_access::table(clock), local_count(local_time));
    };
    const nextfire::zone berlin = zone_named("Europe/Berlin");
    CHECK_FALSE(is_repeated(berlin, "2026-03-29T02:30:00"));
    CHECK_FALSE(is_repeated(berlin, "2026-10-25T01:59:59"));
    CHECK(is_repeated(berlin, "2026-10-25T02:00:00"));
    CHECK(is_repeated(berlin, "2026-10-25T02:59:59"));
    CHECK_FALSE(is_repeated(berlin, "2026-10-25T03:00:00"));
    // read at 10:45Z and at 12:45Z, and not in the half hour between the changes
    const nextfire::zone twice = set_back_twice();
    CHECK_FALSE(is_repeated(twice, "2030-06-10T10:29:59"));
    CHECK(is_repeated(twice, "2030-06-10T10:45:00"));
    CHECK(is_repeated(twice, "2030-06-10T11:15:00"));  // three times
    CHECK(is_repeated(twice, "2030-06-10T11:59:59"));
    CHECK_FALSE(is_repeated(twice, "2030-06-10T12:00:00"));
}
