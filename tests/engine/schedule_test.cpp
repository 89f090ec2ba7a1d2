// What a schedule is asked and what it answers at its edges: clauses 1 and 3.  Which instants it fires at is
// asked in the tests of its subjects: spec_days, cron_days, gap, overlap, elapsed, and others.
//
// Covers asking.cpp by next and prev at every place of the time line, and schedule_builder.cpp by what it
// refuses; change_search.cpp, which asking goes on to near a change, by the gap and overlap tests beside this one.
//
// Facts by hand from SEMANTICS.md and, for the clocks, from `zdump -v` on tzdata 2026f.
#include <doctest/doctest.h>

#include <nextfire/engine/schedule.hpp>

#include <array>
#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>

#include "../support/occurrence_table.hpp"

namespace {

using namespace std::chrono_literals;
using namespace nextfire_test;
using nextfire::day_counting;
using nextfire::gap_policy;
using nextfire::schedule;
using nextfire::schedule_options;
using nextfire::violation_code;
using std::chrono::sys_seconds;

/// Checks a table `schedule | zone | instant | next | prev`.
void check_neighbours(std::string_view table) {
    for (const fact& line : facts_of(5, table)) {
        CAPTURE(line.lines);
        const auto asked = schedule_of(line.columns[0], line.columns[1]);
        if (!asked) continue;
        CHECK(text(asked->next(utc(line.columns[2].c_str()))) == in_utc(line.columns[3]));
        CHECK(text(asked->prev(utc(line.columns[2].c_str()))) == in_utc(line.columns[4]));
    }
}

}  // namespace

TEST_CASE("3.1 next is strictly after and prev strictly before") {
    check_neighbours(R"(
    daily 09:00 | Asia/Shanghai   | 2026-11-24T08:59:59+08:00 | 2026-11-24T09:00:00+08:00 | 2026-11-23T09:00:00+08:00
    daily 09:00 | Asia/Shanghai   | 2026-11-24T09:00:00+08:00 | 2026-11-25T09:00:00+08:00 | 2026-11-23T09:00:00+08:00
    daily 09:00 | Asia/Shanghai   | 2026-11-24T09:00:01+08:00 | 2026-11-25T09:00:00+08:00 | 2026-11-24T09:00:00+08:00
)");
    //          01:00   02:00   03:00   04:00          Berlin, 29 March 2026: 02:00 -> 03:00 at 01:00Z
    //     ───────┼───────┤ ░gap░ ├───────┼──►
    check_neighbours(R"(
    daily 02:30 | Europe/Berlin   | 2026-03-29T00:00:00Z      | 2026-03-29T01:00:00Z      | 2026-03-28T01:30:00Z
    daily 02:30 | Europe/Berlin   | 2026-03-29T00:59:59Z      | 2026-03-29T01:00:00Z      | 2026-03-28T01:30:00Z
    daily 02:30 | Europe/Berlin   | 2026-03-29T01:00:00Z      | 2026-03-30T00:30:00Z      | 2026-03-28T01:30:00Z
    daily 02:30 | Europe/Berlin   | 2026-03-29T01:00:01Z      | 2026-03-30T00:30:00Z      | 2026-03-29T01:00:00Z
    daily 02:30 | Europe/Berlin   | 2026-03-29T01:30:00Z      | 2026-03-30T00:30:00Z      | 2026-03-29T01:00:00Z
)");
    //          01:00   02:00   03:00                  Berlin, 25 October 2026: 03:00 -> 02:00 at 01:00Z
    //     ───────┼───────┼───────┤
    //                    ├───────┼───────┼──►
    check_neighbours(R"(
    daily 02:30 | Europe/Berlin   | 2026-10-25T00:29:59Z      | 2026-10-25T00:30:00Z      | 2026-10-24T00:30:00Z
    daily 02:30 | Europe/Berlin   | 2026-10-25T00:30:00Z      | 2026-10-26T01:30:00Z      | 2026-10-24T00:30:00Z
    # between the two passes, and in the second pass
    daily 02:30 | Europe/Berlin   | 2026-10-25T00:45:00Z      | 2026-10-26T01:30:00Z      | 2026-10-25T00:30:00Z
    daily 02:30 | Europe/Berlin   | 2026-10-25T01:00:00Z      | 2026-10-26T01:30:00Z      | 2026-10-25T00:30:00Z
    daily 02:30 | Europe/Berlin   | 2026-10-25T01:15:00Z      | 2026-10-26T01:30:00Z      | 2026-10-25T00:30:00Z
    daily 02:30 | Europe/Berlin   | 2026-10-25T01:30:00Z      | 2026-10-26T01:30:00Z      | 2026-10-25T00:30:00Z
    daily 02:30 | Europe/Berlin   | 2026-10-25T01:45:00Z      | 2026-10-26T01:30:00Z      | 2026-10-25T00:30:00Z
)");
    //          01:00   02:00   03:00                  El Aaiun, 11 April 2021: 03:00 -> 02:00, for Ramadan
    //     ───────┼───────┼───────┤
    //                    ├───────┼───────┼──►
    check_neighbours(R"(
    daily 02:30 | Africa/El_Aaiun | 2021-04-11T02:31:47Z      | 2021-04-12T02:30:00Z      | 2021-04-11T01:30:00Z
)");
}

TEST_CASE("3.1 a schedule that fires once has a next before it and a prev after it") {
    const schedule asked = once("Asia/Shanghai", "2022-12-23", "09:00:00");
    const sys_seconds instant = utc("2022-12-23T01:00:00Z");
    CHECK(text(asked.next(instant - 1s)) == "2022-12-23T01:00:00Z");
    CHECK(text(asked.next(sys_seconds::min())) == "2022-12-23T01:00:00Z");
    CHECK(text(asked.next(instant)) == "none");
    CHECK(text(asked.next(sys_seconds::max())) == "none");
    CHECK(text(asked.prev(instant + 1s)) == "2022-12-23T01:00:00Z");
    CHECK(text(asked.prev(sys_seconds::max())) == "2022-12-23T01:00:00Z");
    CHECK(text(asked.prev(instant)) == "none");
    CHECK(text(asked.prev(sys_seconds::min())) == "none");
    CHECK(asked.contains(instant));
    CHECK_FALSE(asked.contains(instant - 1s));
    CHECK_FALSE(asked.contains(instant + 1s));
    CHECK(asked.count(instant, instant) == 0);
    CHECK(asked.count(instant, instant + 1s) == 1);
    CHECK(asked.count(sys_seconds::min(), sys_seconds::max()) == 1);
}

TEST_CASE("3.1 count takes the occurrences in [from, until)") {
    for (const fact& line : facts_of(4, R"(
    daily 09:00                                         | UTC           | 2026-01-01T09:00:00Z .. 2026-01-01T09:00:00Z | 0
    daily 09:00                                         | UTC           | 2026-01-01T09:00:00Z .. 2026-01-01T09:00:01Z | 1
    daily 09:00                                         | UTC           | 2026-01-01T09:00:01Z .. 2026-01-02T09:00:00Z | 0
    daily 09:00                                         | UTC           | 2026-01-01T09:00:00Z .. 2026-01-02T09:00:00Z | 1
    daily 09:00                                         | UTC           | 2026-01-01T00:00:00Z .. 2027-01-01T00:00:00Z | 365
    daily 09:00                                         | UTC           | 2027-01-01T00:00:00Z .. 2026-01-01T00:00:00Z | 0
    # all days there are
    daily 09:00                                         | UTC           | 1970-01-01T00:00:00Z .. 9999-12-31T23:59:59Z | 2932897
    weekly 2,3,4,5,6 at 09:00                           | UTC           | 2000-01-01T00:00:00Z .. 2400-01-01T00:00:00Z | 104355
    monthly 2 on 29 at 09:00                            | UTC           | 2000-01-01T00:00:00Z .. 2400-01-01T00:00:00Z | 97
    monthly 1,2,3,4,5,6,7,8,9,10,11,12 on 31 at 09:00   | Europe/Berlin | 2000-01-01T00:00:00Z .. 2100-01-01T00:00:00Z | 700
    monthly 1,2,3,4,5,6,7,8,9,10,11,12 on 13,L at 09:00 | UTC           | 2000-01-01T00:00:00Z .. 2100-01-01T00:00:00Z | 2400
    every 31 days from 2000-01-01 at 00:00              | UTC           | 2000-01-01T00:00:00Z .. 2400-01-01T00:00:00Z | 4713
)")) {
        CAPTURE(line.lines);
        const auto asked = schedule_of(line.columns[0], line.columns[1]);
        REQUIRE(asked);
        const auto span = words_of(line.columns[2]);
        CHECK(std::to_string(asked->count(utc(span.at(0).c_str()), utc(span.at(2).c_str()))) ==
              line.columns[3]);
    }
    CHECK(daily("UTC", "09:00:00").count(sys_seconds::min(), sys_seconds::max()) == 2932897);
}

TEST_CASE("1 the range of instants: nothing before 1970, nothing after 9999, both ends included") {
    // schedule | zone | first occurrence | last occurrence
    for (const fact& line : facts_of(4, R"(
    daily 00:00                 | UTC                | 1970-01-01T00:00:00Z      | 9999-12-31T00:00:00Z
    daily 23:59:59              | UTC                | 1970-01-01T23:59:59Z      | 9999-12-31T23:59:59Z
    # west of Greenwich the first instant still belongs to 1969
    daily 19:00                 | America/New_York   | 1970-01-01T00:00:00Z      | 9999-12-30T19:00:00-05:00
    daily 18:59:59              | America/New_York   | 1970-01-01T18:59:59-05:00 | 9999-12-31T18:59:59-05:00
    daily 12:00                 | Pacific/Kwajalein  | 1970-01-01T00:00:00Z      | 9999-12-31T00:00:00Z
    # east of it the last one is already in the year 10000
    daily 08:00                 | Asia/Shanghai      | 1970-01-01T00:00:00Z      | 9999-12-31T00:00:00Z
    daily 07:59:59              | Asia/Shanghai      | 1970-01-01T23:59:59Z      | 9999-12-31T23:59:59Z
    daily 13:59:59              | Pacific/Kiritimati | 1970-01-01T00:39:59Z      | 9999-12-31T23:59:59Z
    daily 00:00                 | Africa/Monrovia    | 1970-01-01T00:44:30Z      | 9999-12-31T00:00:00Z
    weekly 5 at 00:00           | UTC                | 1970-01-01T00:00:00Z      | 9999-12-30T00:00:00Z
    weekly 6 at 00:00           | UTC                | 1970-01-02T00:00:00Z      | 9999-12-31T00:00:00Z
    monthly 1 on 1 at 00:00     | UTC                | 1970-01-01T00:00:00Z      | 9999-01-01T00:00:00Z
    monthly 12 on L at 23:59:59 | UTC                | 1970-12-31T23:59:59Z      | 9999-12-31T23:59:59Z
    once 1970-01-01 00:00       | UTC                | 1970-01-01T00:00:00Z      | 1970-01-01T00:00:00Z
    once 9999-12-31 23:59:59    | UTC                | 9999-12-31T23:59:59Z      | 9999-12-31T23:59:59Z
)")) {
        CAPTURE(line.lines);
        const auto asked = schedule_of(line.columns[0], line.columns[1]);
        REQUIRE(asked);
        const sys_seconds first = utc(line.columns[2].c_str());
        const sys_seconds last = utc(line.columns[3].c_str());
        CHECK(text(asked->next(sys_seconds::min())) == text(first));
        CHECK(text(asked->next(nextfire::min_instant - 1s)) == text(first));
        CHECK(text(asked->prev(sys_seconds::max())) == text(last));
        CHECK(text(asked->prev(nextfire::max_instant + 1s)) == text(last));
        CHECK(asked->contains(first));
        CHECK(asked->contains(last));
        CHECK(text(asked->prev(first)) == "none");
        CHECK(text(asked->next(last)) == "none");
        CHECK(text(asked->prev(sys_seconds::min())) == "none");
        CHECK(text(asked->next(sys_seconds::max())) == "none");
        CHECK(text(asked->next(nextfire::max_instant)) == "none");
        CHECK(text(asked->prev(nextfire::min_instant)) == "none");
        CHECK_FALSE(asked->contains(sys_seconds::min()));
        CHECK_FALSE(asked->contains(sys_seconds::max()));
        CHECK_FALSE(asked->contains(nextfire::max_instant + 1s));
        CHECK_FALSE(asked->occurrence_at(sys_seconds::max()));
        CHECK_FALSE(asked->occurrence_at(sys_seconds::min()));
    }
}

TEST_CASE("1 a schedule that was never set fires never") {
    const schedule never;
    CHECK(text(never.next(sys_seconds::min())) == "none");
    CHECK(text(never.prev(sys_seconds::max())) == "none");
    CHECK_FALSE(never.contains(utc("1970-01-01T00:00:00Z")));
    CHECK(never.count(sys_seconds::min(), sys_seconds::max()) == 0);
    CHECK_FALSE(never.occurrence_at(utc("1970-01-01T00:00:00Z")));
}

TEST_CASE("2.6 building says what is missing and what can never fire") {
    struct row {
        nextfire::schedule_fields fields;
        schedule_options options;
        violation_code code;
        const char* field;
    };
    const nextfire::schedule_fields every_two{
        .scheduled_type = "DAY", .day_interval = "2", .scheduled_time = "09:00:00", .time_zone = "UTC"};
    const nextfire::schedule_fields in_a_gap{.scheduled_type = "FIXED_TIME",
                                             .scheduled_date = "2026-03-29",
                                             .scheduled_time = "02:30:00",
                                             .time_zone = "Europe/Berlin"};
    const nextfire::schedule_fields too_early{.scheduled_type = "FIXED_TIME",
                                              .scheduled_date = "1970-01-01",
                                              .scheduled_time = "07:59:59",
                                              .time_zone = "Asia/Shanghai"};
    const nextfire::schedule_fields too_late{.scheduled_type = "FIXED_TIME",
                                             .scheduled_date = "9999-12-31",
                                             .scheduled_time = "19:00:00",
                                             .time_zone = "America/New_York"};
    for (const row& fact :
         {row{every_two, {}, violation_code::missing, "anchor_date"},
          row{in_a_gap, {.gap = gap_policy::skip}, violation_code::never_fires, "scheduled_date"},
          row{too_early, {}, violation_code::never_fires, "scheduled_date"},
          row{too_late, {}, violation_code::never_fires, "scheduled_date"}}) {
        const nextfire::result<schedule> made = schedule::build(spec_of(fact.fields), fact.options);
        CAPTURE(std::string{fact.field});
        REQUIRE_FALSE(made);
        REQUIRE(made.errors().size() == 1);
        CHECK(std::string{to_string(made.errors()[0].code)} == std::string{to_string(fact.code)});
        CHECK(made.errors()[0].field == fact.field);
        CHECK(made.errors()[0].message.starts_with("expected "));
        CHECK(made.errors()[0].message.find(", but found ") != std::string::npos);
    }
    CHECK(schedule::build(spec_of(in_a_gap)));
    CHECK(schedule::build(spec_of(every_two), {.counting = day_counting::restart_each_month}));
    // one second later, and one second earlier, it is the first and the last instant there is
    CHECK(text(once("Asia/Shanghai", "1970-01-01", "08:00:00").next(sys_seconds::min())) ==
          "1970-01-01T00:00:00Z");
    CHECK(text(once("America/New_York", "9999-12-31", "18:59:59").next(sys_seconds::min())) ==
          "9999-12-31T23:59:59Z");
}

TEST_CASE("3 a schedule may follow the clock of another zone than the spec's") {
    const nextfire::schedule_spec spec = spec_of({.scheduled_type = "DAY",
                                                  .day_interval = "1",
                                                  .scheduled_time = "09:00:00",
                                                  .time_zone = "Asia/Shanghai"});
    const nextfire::result<schedule> berlin = schedule::build(spec, *nextfire::zone::find("Europe/Berlin"));
    REQUIRE(berlin);
    CHECK(text(berlin->next(utc("2026-07-01T00:00:00Z"))) == "2026-07-01T07:00:00Z");
    CHECK(berlin->time_zone().name() == "Europe/Berlin");
    CHECK(text(schedule::build(spec)->next(utc("2026-07-01T00:00:00Z"))) == "2026-07-01T01:00:00Z");
}

TEST_CASE("3.4 a schedule is one small value") {
    CHECK(std::is_trivially_copyable_v<schedule>);
    CHECK(sizeof(schedule) == 128);
    CHECK(noexcept(std::declval<const schedule&>().next(std::declval<const sys_seconds&>())));
    CHECK(noexcept(std::declval<const schedule&>().prev(std::declval<const sys_seconds&>())));
}

TEST_CASE("3.1 instants between two seconds are taken as they are") {
    using std::chrono::milliseconds;
    const schedule nine = daily("UTC", "09:00:00");
    const sys_seconds today = utc("2026-05-02T09:00:00Z");
    const auto half_past = today + milliseconds{500};
    const auto half_before = today - milliseconds{500};
    CHECK(text(nine.next(half_before)) == "2026-05-02T09:00:00Z");
    CHECK(text(nine.next(half_past)) == "2026-05-03T09:00:00Z");
    CHECK(text(nine.prev(half_past)) == "2026-05-02T09:00:00Z");
    CHECK(text(nine.prev(half_before)) == "2026-05-01T09:00:00Z");
    CHECK(nine.contains(today));
    CHECK(nine.contains(today + milliseconds{0}));
    CHECK_FALSE(nine.contains(half_past));
    CHECK_FALSE(nine.contains(half_before));
    CHECK(nine.count(half_before, half_past) == 1);
    CHECK(nine.count(half_past, today + 24h) == 0);
    CHECK(nine.count(today, today + std::chrono::days{2} + milliseconds{1}) == 3);
    CHECK(*nine.occurrences(half_past, today + 48h).begin() == today + 24h);
}

TEST_CASE("3.1 at or after, at or before: the instant itself counts") {
    const schedule nine = daily("UTC", "09:00:00");
    const sys_seconds today = utc("2026-05-02T09:00:00Z");
    CHECK(nine.at_or_after(today) == today);
    CHECK(text(nine.at_or_after(today + 1s)) == "2026-05-03T09:00:00Z");
    CHECK(nine.at_or_after(today - std::chrono::milliseconds{1}) == today);
    CHECK(nine.at_or_before(today) == today);
    CHECK(text(nine.at_or_before(today - 1s)) == "2026-05-01T09:00:00Z");
    CHECK(nine.at_or_before(today + std::chrono::milliseconds{1}) == today);
    CHECK_FALSE(nine.at_or_after(nextfire::max_instant));
    CHECK_FALSE(nine.at_or_before(nextfire::min_instant));
}

TEST_CASE("3.1 the next occurrences into a span: as many as there are, and no more than fit") {
    std::array<sys_seconds, 3> places{};
    const schedule nine = daily("UTC", "09:00:00");
    const auto full = nine.next_into(places, utc("2026-05-02T09:00:00Z"));
    REQUIRE(full.size() == 3);
    CHECK(text(full[0]) == "2026-05-03T09:00:00Z");
    CHECK(text(full[2]) == "2026-05-05T09:00:00Z");
    CHECK(nine.next_into(places, utc("9999-12-30T09:00:00Z")).size() == 1);
    CHECK(nine.next_into(places, nextfire::max_instant).empty());
}
