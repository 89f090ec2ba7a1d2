// The anchor date that a reference instant stands for: clause 2.4.
//
// Facts by hand from SEMANTICS.md and, for the clocks, from `zdump -v` on tzdata 2026f.
#include <doctest/doctest.h>

#include <nextfire/engine/schedule.hpp>
#include <nextfire/spec/schedule_spec.hpp>
#include <nextfire/zone/zone.hpp>

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

#include "../support/occurrence_table.hpp"

namespace {

using namespace nextfire_test;
using nextfire::gap_policy;
using nextfire::overlap_policy;
using nextfire::schedule_options;
using std::chrono::sys_seconds;

std::string date_text(const std::optional<std::chrono::local_days>& date) {
    return date ? text(sys_seconds{date->time_since_epoch()}).substr(0, 10) : "none";
}

/// Checks a table `time of day | zone | reference | anchor date`.
void check_anchor_dates(std::string_view table) {
    for (const fact& line : facts_of(4, table)) {
        CAPTURE(line.lines);
        const nextfire::schedule_spec spec = spec_of({.scheduled_type = "DAY",
                                                      .day_interval = "2",
                                                      .scheduled_time = line.columns[0],
                                                      .time_zone = line.columns[1]});
        CHECK(date_text(nextfire::anchor_date(spec, utc(line.columns[2].c_str()))) == line.columns[3]);
    }
}

}  // namespace

TEST_CASE("2.4 the anchor date of a reference instant is the date of the first run at or after it") {
    check_anchor_dates(R"(
    09:00:00 | Asia/Shanghai    | 2026-11-24T10:00:00+08:00 | 2026-11-25
    09:00:00 | Asia/Shanghai    | 2026-11-24T09:00:00+08:00 | 2026-11-24
    09:00:00 | Asia/Shanghai    | 2026-11-24T09:00:01+08:00 | 2026-11-25
    09:00:00 | Asia/Shanghai    | 2026-11-24T00:30:00+08:00 | 2026-11-24
    23:00:00 | America/New_York | 2026-12-31T23:30:00-05:00 | 2027-01-01
)");
    //          01:00   02:00   03:00   04:00          Berlin, 29 March 2026: 02:00 -> 03:00 at 01:00Z
    //     ───────┼───────┤ ░gap░ ├───────┼──►
    //
    //          01:00   02:00   03:00                  Berlin, 25 October 2026: 03:00 -> 02:00 at 01:00Z
    //     ───────┼───────┼───────┤
    //                    ├───────┼───────┼──►
    check_anchor_dates(R"(
    # moved to the jump at 01:00Z, and still the 29th's run
    02:30:00 | Europe/Berlin | 2026-03-29T01:00:00Z | 2026-03-29
    02:30:00 | Europe/Berlin | 2026-03-29T01:00:01Z | 2026-03-30
    02:30:00 | Europe/Berlin | 2026-10-25T00:30:00Z | 2026-10-25
    02:30:00 | Europe/Berlin | 2026-10-25T00:30:01Z | 2026-10-26
    02:30:00 | Europe/Berlin | 2026-10-25T01:15:00Z | 2026-10-26
)");
    //     29 Dec 00:00   29 Dec 24:00 = 31 Dec 00:00   Apia, 2011-12-30T10:00Z: -10 -> +14
    //     ──────┼─────────────────────┼────────────►   everything of 30 December fires at the jump
    check_anchor_dates(R"(
    # the date that Apia skipped fires, at the jump
    09:00:00 | Pacific/Apia | 2011-12-30T09:59:59Z | 2011-12-30
    09:00:00 | Pacific/Apia | 2011-12-30T10:00:01Z | 2011-12-31
)");
    check_anchor_dates(R"(
    00:00:00 | UTC | 1970-01-01T00:00:00Z | 1970-01-01
    23:59:59 | UTC | 9999-12-31T23:59:59Z | 9999-12-31
    23:59:58 | UTC | 9999-12-31T23:59:59Z | none
)");
}

TEST_CASE("2.4 the anchor date heeds the policies and the clock it is asked for, and nothing else") {
    const nextfire::schedule_spec spec = spec_of({.scheduled_type = "DAY",
                                                  .day_interval = "3",
                                                  .scheduled_time = "02:30:00",
                                                  .time_zone = "Europe/Berlin",
                                                  .expire_time = "1971-01-01T00:00:00Z"});
    const auto date = [&spec](const char* reference, const schedule_options& options) {
        return date_text(nextfire::anchor_date(spec, utc(reference), options));
    };
    CHECK(date("2026-03-28T12:00:00Z", {}) == "2026-03-29");
    CHECK(date("2026-03-28T12:00:00Z", {.gap = gap_policy::skip}) == "2026-03-30");
    CHECK(date("2026-03-29T01:15:00Z", {.gap = gap_policy::shift}) == "2026-03-29");
    CHECK(date("2026-10-25T01:15:00Z", {.overlap = overlap_policy::second}) == "2026-10-25");
    CHECK(date("2026-10-25T01:15:00Z", {.overlap = overlap_policy::both}) == "2026-10-25");
    CHECK(date("2026-03-28T12:00:00Z", {.not_before = utc("2030-01-01T00:00:00Z")}) == "2026-03-29");
    const auto shanghai =
        nextfire::anchor_date(spec, *nextfire::zone::find("Asia/Shanghai"), utc("2026-03-28T18:29:59Z"));
    REQUIRE(shanghai);
    CHECK(text(sys_seconds{shanghai->time_since_epoch()}) == "2026-03-29T00:00:00Z");
}

TEST_CASE("2.4 an anchor is needed only where days are counted from it") {
    check_occurrences(R"(
    daily 09:00       | UTC | 2026-05-01T09:00:00Z | 2026-05-02T09:00:00Z
    weekly 2 at 09:00 | UTC | 2026-08-23T00:00:00Z | 2026-08-24T09:00:00Z
)");
}
