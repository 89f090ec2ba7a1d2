// Reading recurrence rules.  The first table is RFC 5545's own: the examples of its section 3.8.5.3 that a
// schedule can say, with the dates that are printed there.  The second is worked out on a calendar by hand.
//
// Covers rrule_parts.cpp by each part that is not right, and rrule_mapping.cpp by the days that the parts
// name together, and by the parts that do not go together.
#include <doctest/doctest.h>

#include <nextfire/engine/occurrences.hpp>
#include <nextfire/engine/rrule_schedule.hpp>
#include <nextfire/rrule/rrule.hpp>

#include <chrono>
#include <cstdint>
#include <optional>
#include <sstream>
#include <string>
#include <string_view>
#include <vector>

#include "../support/instants.hpp"
#include "../support/schedules.hpp"
#include "rrule/rrule_reader.hpp"

namespace {

using nextfire::gap_policy;
using nextfire::options_for;
using nextfire::overlap_policy;
using nextfire::parse_rrule;
using nextfire::preset;
using nextfire::schedule;
using nextfire::schedule_options;
using nextfire_test::utc;

/// Writes a local time as `1997-09-02T09:00`, with seconds only where there are any.
std::string clock_text(const schedule& source, std::chrono::sys_seconds instant) {
    const auto local = source.time_zone().to_local(instant).time_since_epoch();
    std::string text = nextfire_test::text(std::chrono::sys_seconds{local});
    text.pop_back();  // Z
    return text.ends_with(":00") ? text.substr(0, text.size() - 3) : text;
}

std::size_t count_words(std::string_view text) {
    std::size_t words = 0;
    for (std::size_t at = 0; at < text.size(); ++at)
        words += text[at] != ' ' && (at == 0 || text[at - 1] == ' ') ? 1U : 0U;
    return words;
}

/// Gives as many first local times of a schedule as `like` has words.
std::string first_times(const schedule& source, std::string_view like) {
    std::string times;
    std::optional<std::chrono::sys_seconds> at = nextfire::min_instant - std::chrono::seconds{1};
    for (std::size_t i = count_words(like); i > 0; --i) {
        at = source.next(*at);
        if (!at) return times + " and no more";
        times += (times.empty() ? "" : " ") + clock_text(source, *at);
    }
    return times;
}

/// Gives as many last local times of a schedule as `like` has words.
std::string last_times(const schedule& source, std::string_view like) {
    std::string times;
    std::optional<std::chrono::sys_seconds> at = nextfire::max_instant + std::chrono::seconds{1};
    for (std::size_t i = count_words(like); i > 0; --i) {
        at = source.prev(*at);
        if (!at) return "no more and " + times;
        times = clock_text(source, *at) + (times.empty() ? "" : " ") + times;
    }
    return times;
}

/// A rule that must be read: its first local times, and its last ones unless it goes on to the year 9999.
struct good_row {
    const char* begin;  // after `DTSTART`
    const char* rule;
    const char* first;
    const char* last;
};

constexpr const char* endless = nullptr;

void check(const good_row& fact) {
    const std::string text = std::string("DTSTART") + fact.begin + "\nRRULE:" + fact.rule;
    CAPTURE(text);
    const auto read = parse_rrule(text);
    if (!read) FAIL_CHECK(read.errors().front().message);
    if (!read) return;
    CHECK(first_times(*read, fact.first) == fact.first);
    if (fact.last != endless) CHECK(last_times(*read, fact.last) == fact.last);
    const auto last_of_all = read->prev(nextfire::max_instant + std::chrono::seconds{1});
    REQUIRE(last_of_all);
    CHECK((*last_of_all > utc("9970-01-01T00:00:00Z")) == (fact.last == endless));
}

}  // namespace

TEST_CASE("5.2 the examples of RFC 5545: days") {
    for (const good_row& fact : {
             good_row{";TZID=America/New_York:19970902T090000", "FREQ=DAILY;COUNT=10",
                      "1997-09-02T09:00 1997-09-03T09:00 1997-09-04T09:00",
                      "1997-09-09T09:00 1997-09-10T09:00 1997-09-11T09:00"},
             {";TZID=America/New_York:19970902T090000", "FREQ=DAILY;UNTIL=19971224T000000Z",
              "1997-09-02T09:00 1997-09-03T09:00", "1997-12-22T09:00 1997-12-23T09:00"},
             {";TZID=America/New_York:19970902T090000", "FREQ=DAILY;INTERVAL=2",
              "1997-09-02T09:00 1997-09-04T09:00 1997-09-06T09:00 1997-09-08T09:00 1997-09-10T09:00 "
              "1997-09-12T09:00 1997-09-14T09:00 1997-09-16T09:00 1997-09-18T09:00 1997-09-20T09:00 "
              "1997-09-22T09:00 1997-09-24T09:00 1997-09-26T09:00 1997-09-28T09:00 1997-09-30T09:00 "
              "1997-10-02T09:00",
              endless},
             {";TZID=America/New_York:19970902T090000", "FREQ=DAILY;INTERVAL=10;COUNT=5",
              "1997-09-02T09:00 1997-09-12T09:00 1997-09-22T09:00 1997-10-02T09:00 1997-10-12T09:00",
              "1997-10-12T09:00"},
             {";TZID=America/New_York:19980101T090000",
              "FREQ=YEARLY;UNTIL=20000131T140000Z;BYMONTH=1;BYDAY=SU,MO,TU,WE,TH,FR,SA",
              "1998-01-01T09:00 1998-01-02T09:00",
              "1999-01-31T09:00 2000-01-01T09:00 2000-01-02T09:00 "
              "2000-01-03T09:00 2000-01-04T09:00 2000-01-05T09:00 2000-01-06T09:00 2000-01-07T09:00 "
              "2000-01-08T09:00 2000-01-09T09:00 2000-01-10T09:00 2000-01-11T09:00 2000-01-12T09:00 "
              "2000-01-13T09:00 2000-01-14T09:00 2000-01-15T09:00 2000-01-16T09:00 2000-01-17T09:00 "
              "2000-01-18T09:00 2000-01-19T09:00 2000-01-20T09:00 2000-01-21T09:00 2000-01-22T09:00 "
              "2000-01-23T09:00 2000-01-24T09:00 2000-01-25T09:00 2000-01-26T09:00 2000-01-27T09:00 "
              "2000-01-28T09:00 2000-01-29T09:00 2000-01-30T09:00 2000-01-31T09:00"},
             {";TZID=America/New_York:19980101T090000", "FREQ=DAILY;UNTIL=20000131T140000Z;BYMONTH=1",
              "1998-01-01T09:00 1998-01-02T09:00", "2000-01-30T09:00 2000-01-31T09:00"},
         })
        check(fact);
}

TEST_CASE("5.2 the examples of RFC 5545: weeks") {
    for (const good_row& fact : {
             good_row{";TZID=America/New_York:19970902T090000", "FREQ=WEEKLY;COUNT=10",
                      "1997-09-02T09:00 1997-09-09T09:00 1997-09-16T09:00 1997-09-23T09:00 1997-09-30T09:00 "
                      "1997-10-07T09:00 1997-10-14T09:00 1997-10-21T09:00 1997-10-28T09:00 1997-11-04T09:00",
                      "1997-11-04T09:00"},
             {";TZID=America/New_York:19970902T090000", "FREQ=WEEKLY;UNTIL=19971224T000000Z",
              "1997-09-02T09:00 1997-09-09T09:00",
              "1997-12-02T09:00 1997-12-09T09:00 1997-12-16T09:00 1997-12-23T09:00"},
             {";TZID=America/New_York:19970902T090000", "FREQ=WEEKLY;INTERVAL=2;WKST=SU",
              "1997-09-02T09:00 1997-09-16T09:00 1997-09-30T09:00 1997-10-14T09:00 1997-10-28T09:00 "
              "1997-11-11T09:00 1997-11-25T09:00 1997-12-09T09:00 1997-12-23T09:00 1998-01-06T09:00",
              endless},
             {";TZID=America/New_York:19970902T090000",
              "FREQ=WEEKLY;UNTIL=19971007T000000Z;WKST=SU;BYDAY=TU,TH",
              "1997-09-02T09:00 1997-09-04T09:00 1997-09-09T09:00 1997-09-11T09:00 1997-09-16T09:00 "
              "1997-09-18T09:00 1997-09-23T09:00 1997-09-25T09:00 1997-09-30T09:00 1997-10-02T09:00",
              "1997-10-02T09:00"},
             {";TZID=America/New_York:19970902T090000", "FREQ=WEEKLY;COUNT=10;WKST=SU;BYDAY=TU,TH",
              "1997-09-02T09:00 1997-09-04T09:00 1997-09-09T09:00", "1997-09-30T09:00 1997-10-02T09:00"},
             {";TZID=America/New_York:19970901T090000",
              "FREQ=WEEKLY;INTERVAL=2;UNTIL=19971224T000000Z;WKST=SU;BYDAY=MO,WE,FR",
              "1997-09-01T09:00 1997-09-03T09:00 1997-09-05T09:00 1997-09-15T09:00 1997-09-17T09:00 "
              "1997-09-19T09:00 1997-09-29T09:00 1997-10-01T09:00 1997-10-03T09:00 1997-10-13T09:00 "
              "1997-10-15T09:00 1997-10-17T09:00 1997-10-27T09:00 1997-10-29T09:00 1997-10-31T09:00 "
              "1997-11-10T09:00 1997-11-12T09:00 1997-11-14T09:00 1997-11-24T09:00 1997-11-26T09:00 "
              "1997-11-28T09:00 1997-12-08T09:00 1997-12-10T09:00 1997-12-12T09:00 1997-12-22T09:00",
              "1997-12-22T09:00"},
             {";TZID=America/New_York:19970902T090000", "FREQ=WEEKLY;INTERVAL=2;COUNT=8;WKST=SU;BYDAY=TU,TH",
              "1997-09-02T09:00 1997-09-04T09:00 1997-09-16T09:00 1997-09-18T09:00 1997-09-30T09:00 "
              "1997-10-02T09:00 1997-10-14T09:00 1997-10-16T09:00",
              "1997-10-16T09:00"},
         })
        check(fact);
}

TEST_CASE("5.2 the examples of RFC 5545: months") {
    for (const good_row& fact : {
             good_row{";TZID=America/New_York:19970905T090000", "FREQ=MONTHLY;COUNT=10;BYDAY=1FR",
                      "1997-09-05T09:00 1997-10-03T09:00 1997-11-07T09:00 1997-12-05T09:00 1998-01-02T09:00 "
                      "1998-02-06T09:00 1998-03-06T09:00 1998-04-03T09:00 1998-05-01T09:00 1998-06-05T09:00",
                      "1998-06-05T09:00"},
             {";TZID=America/New_York:19970905T090000", "FREQ=MONTHLY;UNTIL=19971224T000000Z;BYDAY=1FR",
              "1997-09-05T09:00 1997-10-03T09:00 1997-11-07T09:00 1997-12-05T09:00", "1997-12-05T09:00"},
             {";TZID=America/New_York:19970907T090000", "FREQ=MONTHLY;INTERVAL=2;COUNT=10;BYDAY=1SU,-1SU",
              "1997-09-07T09:00 1997-09-28T09:00 1997-11-02T09:00 1997-11-30T09:00 1998-01-04T09:00 "
              "1998-01-25T09:00 1998-03-01T09:00 1998-03-29T09:00 1998-05-03T09:00 1998-05-31T09:00",
              "1998-05-31T09:00"},
             {";TZID=America/New_York:19970928T090000", "FREQ=MONTHLY;BYMONTHDAY=-3",
              "1997-09-28T09:00 1997-10-29T09:00 1997-11-28T09:00 1997-12-29T09:00 1998-01-29T09:00 "
              "1998-02-26T09:00",
              endless},
             {";TZID=America/New_York:19970902T090000", "FREQ=MONTHLY;COUNT=10;BYMONTHDAY=2,15",
              "1997-09-02T09:00 1997-09-15T09:00 1997-10-02T09:00 1997-10-15T09:00 1997-11-02T09:00 "
              "1997-11-15T09:00 1997-12-02T09:00 1997-12-15T09:00 1998-01-02T09:00 1998-01-15T09:00",
              "1998-01-15T09:00"},
             {";TZID=America/New_York:19970930T090000", "FREQ=MONTHLY;COUNT=10;BYMONTHDAY=1,-1",
              "1997-09-30T09:00 1997-10-01T09:00 1997-10-31T09:00 1997-11-01T09:00 1997-11-30T09:00 "
              "1997-12-01T09:00 1997-12-31T09:00 1998-01-01T09:00 1998-01-31T09:00 1998-02-01T09:00",
              "1998-02-01T09:00"},
             {";TZID=America/New_York:19970902T090000", "FREQ=MONTHLY;INTERVAL=2;BYDAY=TU",
              "1997-09-02T09:00 1997-09-09T09:00 1997-09-16T09:00 1997-09-23T09:00 1997-09-30T09:00 "
              "1997-11-04T09:00 1997-11-11T09:00 1997-11-18T09:00 1997-11-25T09:00 1998-01-06T09:00 "
              "1998-01-13T09:00 1998-01-20T09:00 1998-01-27T09:00 1998-03-03T09:00",
              endless},
         })
        check(fact);
}

TEST_CASE("5.2 the examples of RFC 5545: years, and several parts at once") {
    for (const good_row& fact : {
             good_row{";TZID=America/New_York:19970610T090000", "FREQ=YEARLY;COUNT=10;BYMONTH=6,7",
                      "1997-06-10T09:00 1997-07-10T09:00 1998-06-10T09:00 1998-07-10T09:00 1999-06-10T09:00 "
                      "1999-07-10T09:00 2000-06-10T09:00 2000-07-10T09:00 2001-06-10T09:00 2001-07-10T09:00",
                      "2001-07-10T09:00"},
             {";TZID=America/New_York:19970313T090000", "FREQ=YEARLY;BYMONTH=3;BYDAY=TH",
              "1997-03-13T09:00 1997-03-20T09:00 1997-03-27T09:00 1998-03-05T09:00 1998-03-12T09:00 "
              "1998-03-19T09:00 1998-03-26T09:00 1999-03-04T09:00 1999-03-11T09:00 1999-03-18T09:00 "
              "1999-03-25T09:00",
              endless},
             {";TZID=America/New_York:19970605T090000", "FREQ=YEARLY;BYDAY=TH;BYMONTH=6,7,8",
              "1997-06-05T09:00 1997-06-12T09:00 1997-06-19T09:00 1997-06-26T09:00 1997-07-03T09:00 "
              "1997-07-10T09:00 1997-07-17T09:00 1997-07-24T09:00 1997-07-31T09:00 1997-08-07T09:00 "
              "1997-08-14T09:00 1997-08-21T09:00 1997-08-28T09:00 1998-06-04T09:00",
              endless},
             // There the EXDATE takes away DTSTART, which is no Friday; here it is not in the set at all.
             {";TZID=America/New_York:19970902T090000", "FREQ=MONTHLY;BYDAY=FR;BYMONTHDAY=13",
              "1998-02-13T09:00 1998-03-13T09:00 1998-11-13T09:00 1999-08-13T09:00 2000-10-13T09:00",
              endless},
             {";TZID=America/New_York:19970913T090000", "FREQ=MONTHLY;BYDAY=SA;BYMONTHDAY=7,8,9,10,11,12,13",
              "1997-09-13T09:00 1997-10-11T09:00 1997-11-08T09:00 1997-12-13T09:00 1998-01-10T09:00 "
              "1998-02-07T09:00 1998-03-07T09:00 1998-04-11T09:00 1998-05-09T09:00 1998-06-13T09:00",
              endless},
             {";TZID=America/New_York:19970902T090000",
              "FREQ=DAILY;BYHOUR=9,10,11,12,13,14,15,16;BYMINUTE=0,20,40",
              "1997-09-02T09:00 1997-09-02T09:20 1997-09-02T09:40 1997-09-02T10:00 1997-09-02T10:20 "
              "1997-09-02T10:40 1997-09-02T11:00 1997-09-02T11:20 1997-09-02T11:40 1997-09-02T12:00 "
              "1997-09-02T12:20 1997-09-02T12:40 1997-09-02T13:00 1997-09-02T13:20 1997-09-02T13:40 "
              "1997-09-02T14:00 1997-09-02T14:20 1997-09-02T14:40 1997-09-02T15:00 1997-09-02T15:20 "
              "1997-09-02T15:40 1997-09-02T16:00 1997-09-02T16:20 1997-09-02T16:40 1997-09-03T09:00",
              endless},
             {";TZID=America/New_York:19970805T090000", "FREQ=WEEKLY;INTERVAL=2;COUNT=4;BYDAY=TU,SU;WKST=MO",
              "1997-08-05T09:00 1997-08-10T09:00 1997-08-19T09:00 1997-08-24T09:00", "1997-08-24T09:00"},
             {";TZID=America/New_York:19970805T090000", "FREQ=WEEKLY;INTERVAL=2;COUNT=4;BYDAY=TU,SU;WKST=SU",
              "1997-08-05T09:00 1997-08-17T09:00 1997-08-19T09:00 1997-08-31T09:00", "1997-08-31T09:00"},
             {";TZID=America/New_York:20070115T090000", "FREQ=MONTHLY;BYMONTHDAY=15,30;COUNT=5",
              "2007-01-15T09:00 2007-01-30T09:00 2007-02-15T09:00 2007-03-15T09:00 2007-03-30T09:00",
              "2007-03-30T09:00"},
         })
        check(fact);
}

TEST_CASE("5.2 days of months and of years") {
    for (const good_row& fact : {
             // what DTSTART says where the rule does not: the day of the month, the weekday, day and month
             good_row{":20260131T120000Z", "FREQ=MONTHLY",
                      "2026-01-31T12:00 2026-03-31T12:00 2026-05-31T12:00 2026-07-31T12:00 2026-08-31T12:00",
                      endless},
             {":20240229T120000Z", "FREQ=YEARLY", "2024-02-29T12:00 2028-02-29T12:00 2032-02-29T12:00",
              endless},
             {":20240229T120000Z", "FREQ=YEARLY;BYMONTH=2,3",
              "2024-02-29T12:00 2024-03-29T12:00 2025-03-29T12:00 2026-03-29T12:00 2027-03-29T12:00 "
              "2028-02-29T12:00",
              endless},
             {":20261124T120000Z", "FREQ=WEEKLY", "2026-11-24T12:00 2026-12-01T12:00", endless},
             // intervals of months count from DTSTART's month, also where the day of DTSTART is none of the
             // rule's
             {":20261120T120000Z", "FREQ=MONTHLY;INTERVAL=3;BYMONTHDAY=10",
              "2027-02-10T12:00 2027-05-10T12:00 2027-08-10T12:00 2027-11-10T12:00", endless},
             {":20261130T120000Z", "FREQ=MONTHLY;INTERVAL=4;BYMONTHDAY=-1",
              "2026-11-30T12:00 2027-03-31T12:00 2027-07-31T12:00 2027-11-30T12:00", endless},
             {":20260215T120000Z", "FREQ=MONTHLY;INTERVAL=6", "2026-02-15T12:00 2026-08-15T12:00", endless},
             {":20260215T120000Z", "FREQ=MONTHLY;INTERVAL=12;BYMONTHDAY=1,28",
              "2026-02-28T12:00 2027-02-01T12:00 2027-02-28T12:00 2028-02-01T12:00", endless},
             // January, March, May … and of these the second half of the year
             {":20260101T120000Z", "FREQ=MONTHLY;INTERVAL=2;BYMONTH=7,8,9,10,11,12;BYMONTHDAY=1",
              "2026-07-01T12:00 2026-09-01T12:00 2026-11-01T12:00 2027-07-01T12:00", endless},
             // BYMONTHDAY in a YEARLY rule: in every month, or in those that are named
             {":20260101T120000Z", "FREQ=YEARLY;BYMONTHDAY=15",
              "2026-01-15T12:00 2026-02-15T12:00 2026-03-15T12:00", endless},
             {":20260101T120000Z", "FREQ=YEARLY;BYMONTHDAY=1,-1;BYMONTH=2",
              "2026-02-01T12:00 2026-02-28T12:00 2027-02-01T12:00 2027-02-28T12:00 2028-02-01T12:00 "
              "2028-02-29T12:00",
              endless},
             // BYDAY in a YEARLY rule: each week of the year; 1 January 2026 is a Thursday
             {":20260101T120000Z", "FREQ=YEARLY;BYDAY=TH",
              "2026-01-01T12:00 2026-01-08T12:00 2026-01-15T12:00", endless},
             // numbered weekdays count in the month where there is BYMONTH: US Thanksgiving, Memorial Day
             {":20260101T120000Z", "FREQ=YEARLY;BYMONTH=11;BYDAY=4TH",
              "2026-11-26T12:00 2027-11-25T12:00 2028-11-23T12:00", endless},
             {":20260101T120000Z", "FREQ=YEARLY;BYMONTH=5;BYDAY=-1MO",
              "2026-05-25T12:00 2027-05-31T12:00 2028-05-29T12:00", endless},
             // both BYMONTHDAY and BYDAY in a YEARLY rule: the days that are both
             {":20260101T120000Z", "FREQ=YEARLY;BYMONTH=1;BYMONTHDAY=1;BYDAY=MO",
              "2029-01-01T12:00 2035-01-01T12:00 2046-01-01T12:00", endless},
             // a fifth weekday does not come in every month
             {":20260101T120000Z", "FREQ=MONTHLY;BYDAY=5FR",
              "2026-01-30T12:00 2026-05-29T12:00 2026-07-31T12:00 2026-10-30T12:00", endless},
             {":20260101T120000Z", "FREQ=MONTHLY;BYDAY=+1MO,3WE,-1FR",
              "2026-01-05T12:00 2026-01-21T12:00 2026-01-30T12:00 2026-02-02T12:00", endless},
             // A weekday with a number and without: a list is the union of its items, so the number adds
             // nothing.
             // (dateutil takes the days that are in both kinds of items.)
             {":20260101T120000Z", "FREQ=MONTHLY;BYDAY=MO,1MO,-1MO",
              "2026-01-05T12:00 2026-01-12T12:00 2026-01-19T12:00 2026-01-26T12:00 2026-02-02T12:00",
              endless},
             // days from both ends; 29 February is the last but none
             {":20270101T120000Z", "FREQ=MONTHLY;BYMONTH=2;BYMONTHDAY=-1,-28,+10",
              "2027-02-01T12:00 2027-02-10T12:00 2027-02-28T12:00 2028-02-02T12:00 2028-02-10T12:00 "
              "2028-02-29T12:00",
              endless},
             {":20270101T120000Z", "FREQ=MONTHLY;BYMONTHDAY=-31", "2027-01-01T12:00 2027-03-01T12:00",
              endless},
             // 29 February on a Sunday
             {":20260101T120000Z", "FREQ=MONTHLY;BYMONTH=2;BYMONTHDAY=29;BYDAY=SU",
              "2032-02-29T12:00 2060-02-29T12:00 2088-02-29T12:00", endless},
         })
        check(fact);
}

TEST_CASE("5.2 days of weeks, and every n-th day") {
    for (const good_row& fact : {
             // DAILY with limits
             good_row{":20260101T120000Z", "FREQ=DAILY;BYDAY=SA,SU;BYMONTH=2",
                      "2026-02-01T12:00 2026-02-07T12:00 2026-02-08T12:00", endless},
             {":20260101T120000Z", "FREQ=DAILY;BYMONTHDAY=-1,1",
              "2026-01-01T12:00 2026-01-31T12:00 2026-02-01T12:00 2026-02-28T12:00", endless},
             // DAILY over the ends of months and years, 500 days being the most
             {":20260130T120000Z", "FREQ=DAILY;INTERVAL=3",
              "2026-01-30T12:00 2026-02-02T12:00 2026-02-05T12:00", endless},
             {":20260101T120000Z", "FREQ=DAILY;INTERVAL=365",
              "2026-01-01T12:00 2027-01-01T12:00 2028-01-01T12:00 2028-12-31T12:00", endless},
             {":20260101T120000Z", "FREQ=DAILY;INTERVAL=500", "2026-01-01T12:00 2027-05-16T12:00", endless},
             // WEEKLY: 24 November 2026 is a Tuesday
             {":20261124T120000Z", "FREQ=WEEKLY;BYDAY=MO,TU;BYMONTH=12",
              "2026-12-01T12:00 2026-12-07T12:00 2026-12-08T12:00", endless},
             {":20261124T120000Z", "FREQ=WEEKLY;INTERVAL=3;BYDAY=MO", "2026-12-14T12:00 2027-01-04T12:00",
              endless},
             {":20261124T120000Z", "FREQ=WEEKLY;INTERVAL=3;BYDAY=SU", "2026-11-29T12:00 2026-12-20T12:00",
              endless},
             {":20261124T120000Z", "FREQ=WEEKLY;INTERVAL=3;BYDAY=SU;WKST=SU",
              "2026-12-13T12:00 2027-01-03T12:00", endless},
             {":20261124T120000Z", "FREQ=WEEKLY;INTERVAL=9;BYDAY=SU,MO,TU",
              "2026-11-24T12:00 2026-11-29T12:00 2027-01-25T12:00 2027-01-26T12:00 2027-01-31T12:00",
              endless},
             {":20261124T120000Z", "FREQ=WEEKLY;INTERVAL=71;BYDAY=TU,TU", "2026-11-24T12:00 2028-04-04T12:00",
              endless},
             // the week of 1 January 1970, a Thursday, begins in 1969
             {":19700101T000000Z", "FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,TH",
              "1970-01-01T00:00 1970-01-12T00:00 1970-01-15T00:00", endless},
             {":19700101T000000Z", "FREQ=WEEKLY;INTERVAL=2;BYDAY=MO", "1970-01-12T00:00 1970-01-26T00:00",
              endless},
         })
        check(fact);
}

TEST_CASE("5.2 times of day, and how a series ends") {
    for (const good_row& fact : {
             // BYHOUR, BYMINUTE and BYSECOND replace their part of DTSTART's time
             good_row{":20260101T093015Z", "FREQ=DAILY;BYHOUR=8,20",
                      "2026-01-01T20:30:15 2026-01-02T08:30:15 2026-01-02T20:30:15", endless},
             {":20260101T093015Z", "FREQ=DAILY;BYMINUTE=0,45",
              "2026-01-01T09:45:15 2026-01-02T09:00:15 2026-01-02T09:45:15", endless},
             {":20260101T093015Z", "FREQ=DAILY;BYSECOND=0,59",
              "2026-01-01T09:30:59 2026-01-02T09:30 2026-01-02T09:30:59", endless},
             {":20260101T000000Z", "FREQ=MONTHLY;BYMONTHDAY=1;BYHOUR=23,0;BYMINUTE=59,0;BYSECOND=59,0",
              "2026-01-01T00:00 2026-01-01T00:00:59 2026-01-01T00:59 2026-01-01T00:59:59 2026-01-01T23:00 "
              "2026-01-01T23:00:59 2026-01-01T23:59 2026-01-01T23:59:59 2026-02-01T00:00",
              endless},
             // COUNT counts times and not days, from DTSTART on
             {":20260101T100000Z", "FREQ=DAILY;BYHOUR=9,10,11;COUNT=4",
              "2026-01-01T10:00 2026-01-01T11:00 2026-01-02T09:00 2026-01-02T10:00", "2026-01-02T10:00"},
             {":20261124T120000Z", "FREQ=DAILY;COUNT=1", "2026-11-24T12:00", "2026-11-24T12:00"},
             {":20260101T120000Z", "FREQ=DAILY;COUNT=1000000;BYHOUR=0,1,2,3,4,5,6,7,8,9;INTERVAL=1",
              "2026-01-02T00:00",
              // 100,000 days after 1 January 2026, whose ten hours are before noon
              "2299-10-17T09:00"},
             // fewer than COUNT to the year 9999: the series never ends by itself
             {":20260101T120000Z", "FREQ=YEARLY;COUNT=1000000", "2026-01-01T12:00", endless},
             // UNTIL is inclusive
             {":20260101T120000Z", "FREQ=DAILY;UNTIL=20260103T120000Z",
              "2026-01-01T12:00 2026-01-02T12:00 2026-01-03T12:00", "2026-01-03T12:00"},
             {":20260101T120000Z", "FREQ=DAILY;UNTIL=20260103T115959Z", "2026-01-01T12:00 2026-01-02T12:00",
              "2026-01-02T12:00"},
             // a time without Z is by the clock of DTSTART; a date is all of its day
             {";TZID=Asia/Tokyo:20260101T000000", "FREQ=DAILY;UNTIL=20260103T000000",
              "2026-01-01T00:00 2026-01-02T00:00 2026-01-03T00:00", "2026-01-03T00:00"},
             {";TZID=Asia/Tokyo:20260101T000000", "FREQ=DAILY;UNTIL=20260102T145959Z", "2026-01-01T00:00",
              "2026-01-02T00:00"},
             {";TZID=Asia/Tokyo:20260101T235959", "FREQ=DAILY;UNTIL=20260102", "2026-01-01T23:59:59",
              "2026-01-02T23:59:59"},
             {";TZID=Asia/Tokyo:20260101T000000", "FREQ=DAILY;UNTIL=20260102", "2026-01-01T00:00",
              "2026-01-02T00:00"},
         })
        check(fact);
}

TEST_CASE("4.3 a series at clock changes, as RFC 5545 reads local times") {
    // Berlin: 02:00 -> 03:00 on 29 March 2026, 03:00 -> 02:00 on 25 October
    //
    //          01:00   02:00   03:00   03:30           01:00   02:00   03:00
    //     ───────┼───────┤ ░gap░ ├───────▲──►     ───────┼───────┼───▲───┤
    //                                                            ├───────┼───────┼──►
    const std::string start = "DTSTART;TZID=Europe/Berlin:20260301T023000\nRRULE:FREQ=DAILY";
    const auto first_from = [](const nextfire::result<schedule>& read, const char* from) {
        return nextfire_test::text(*read->next(utc(from)));
    };
    const auto calendars = parse_rrule(start);
    CHECK(first_from(calendars, "2026-03-29T00:00:00Z") == "2026-03-29T01:30:00Z");
    CHECK(first_from(calendars, "2026-10-25T00:00:00Z") == "2026-10-25T00:30:00Z");
    CHECK(first_from(calendars, "2026-10-25T00:30:00Z") == "2026-10-26T01:30:00Z");
    const auto vixie = parse_rrule(start, options_for(preset::vixie));
    CHECK(first_from(vixie, "2026-03-29T00:00:00Z") == "2026-03-29T01:00:00Z");
    const auto quartz = parse_rrule(start, options_for(preset::quartz));
    CHECK(first_from(quartz, "2026-03-29T00:00:00Z") == "2026-03-30T00:30:00Z");
    CHECK(first_from(quartz, "2026-10-25T00:00:00Z") == "2026-10-25T01:30:00Z");
    // A rule names local times: what an option says of elapsed time is not asked.
    const auto kubernetes = parse_rrule(start, options_for(preset::kubernetes));
    CHECK(first_from(kubernetes, "2026-10-25T00:30:00Z") == "2026-10-25T01:30:00Z");
    schedule_options elapsed = options_for(preset::rfc5545);
    elapsed.elapsed = nextfire::elapsed_policy::always;
    CHECK(*parse_rrule(start, elapsed)->next(utc("2026-03-29T00:00:00Z")) == utc("2026-03-29T01:30:00Z"));
}

TEST_CASE("2.5 a series that begins or ends in a clock change") {
    const auto series = [](const char* begin, const char* rule, const schedule_options& options) {
        return *parse_rrule(std::string("DTSTART;TZID=Europe/Berlin:") + begin + "\nRRULE:" + rule, options);
    };
    const auto first = [](const schedule& source) {
        return nextfire_test::text(*source.next(nextfire::min_instant));
    };
    const auto last = [](const schedule& source) {
        return nextfire_test::text(*source.prev(nextfire::max_instant));
    };
    const schedule_options calendars = options_for(preset::rfc5545);
    const schedule_options vixie = options_for(preset::vixie);
    const schedule_options quartz = options_for(preset::quartz);
    // DTSTART in the gap: by the offset before it, at the change, or not at all
    CHECK(first(series("20260329T023000", "FREQ=DAILY", calendars)) == "2026-03-29T01:30:00Z");
    CHECK(first(series("20260329T023000", "FREQ=DAILY", vixie)) == "2026-03-29T01:00:00Z");
    CHECK(first(series("20260329T023000", "FREQ=DAILY", quartz)) == "2026-03-30T00:30:00Z");
    CHECK(first(series("20260329T023000", "FREQ=DAILY;BYHOUR=2,3;BYMINUTE=0", quartz)) ==
          "2026-03-29T01:00:00Z");
    // DTSTART in the overlap: the first pass, or the second
    CHECK(first(series("20261025T023000", "FREQ=DAILY", calendars)) == "2026-10-25T00:30:00Z");
    CHECK(first(series("20261025T023000", "FREQ=DAILY", quartz)) == "2026-10-25T01:30:00Z");
    // UNTIL in the gap lets through what fires for it, and nothing later
    const char* until_gap = "FREQ=DAILY;UNTIL=20260329T023000";
    CHECK(last(series("20260301T023000", until_gap, calendars)) == "2026-03-29T01:30:00Z");
    CHECK(last(series("20260301T023000", until_gap, vixie)) == "2026-03-29T01:00:00Z");
    CHECK(last(series("20260301T023000", until_gap, quartz)) == "2026-03-28T01:30:00Z");
    // UNTIL in the overlap
    const char* until_overlap = "FREQ=DAILY;UNTIL=20261025T023000";
    CHECK(last(series("20260301T023000", until_overlap, calendars)) == "2026-10-25T00:30:00Z");
    CHECK(last(series("20260301T023000", until_overlap, quartz)) == "2026-10-25T01:30:00Z");
    schedule_options both = calendars;
    both.overlap = overlap_policy::both;
    CHECK(last(series("20260301T023000", until_overlap, both)) == "2026-10-25T01:30:00Z");
    CHECK(first(series("20261025T023000", "FREQ=DAILY", both)) == "2026-10-25T00:30:00Z");
}

TEST_CASE("2.5 the options narrow a series, and COUNT still counts from its beginning") {
    const std::string text = "DTSTART:20260101T120000Z\nRRULE:FREQ=DAILY;COUNT=10";
    schedule_options options = options_for(preset::rfc5545);
    options.not_before = utc("2026-01-05T12:00:00Z");
    const auto later = parse_rrule(text, options);
    CHECK(first_times(*later, "1") == "2026-01-05T12:00");
    CHECK(last_times(*later, "1") == "2026-01-10T12:00");
    options.expire_time = utc("2026-01-07T12:00:00Z");
    CHECK(last_times(*parse_rrule(text, options), "1") == "2026-01-07T12:00");
    options.not_before = utc("2025-01-01T00:00:00Z");
    options.expire_time = utc("2030-01-01T00:00:00Z");
    const auto wider = parse_rrule(text, options);
    CHECK(first_times(*wider, "1") == "2026-01-01T12:00");
    CHECK(last_times(*wider, "1") == "2026-01-10T12:00");
    // an expiry beside UNTIL: the earlier holds
    const auto until = parse_rrule("DTSTART:20260101T120000Z\nRRULE:FREQ=DAILY;UNTIL=20310101", options);
    CHECK(last_times(*until, "1") == "2029-12-31T12:00");
    // 2.6: a series that has ended before it began is valid, and empty
    const auto ended = parse_rrule("DTSTART:20260101T120000Z\nRRULE:FREQ=DAILY;UNTIL=20250101");
    REQUIRE(ended);
    CHECK_FALSE(ended->next(nextfire::min_instant));
}

TEST_CASE("5.2 one rule, written in many ways") {
    const std::string wanted = "2026-12-07T09:30 2027-01-04T09:30 2027-02-01T09:30";
    for (const char* text : {
             "DTSTART;TZID=Europe/Berlin:20261124T093000\nRRULE:FREQ=MONTHLY;BYDAY=1MO",
             "DTSTART;TZID=Europe/Berlin:20261124T093000\nRRULE:FREQ=MONTHLY;BYDAY=1MO\n",
             "DTSTART;TZID=Europe/Berlin:20261124T093000\r\nRRULE:FREQ=MONTHLY;BYDAY=1MO\r\n",
             "RRULE:FREQ=MONTHLY;BYDAY=1MO\nDTSTART;TZID=Europe/Berlin:20261124T093000",
             "RRULE:BYDAY=1MO;FREQ=MONTHLY\nDTSTART;TZID=Europe/Berlin:20261124T093000",
             "dtstart;tzid=europe/berlin:20261124t093000\nrrule:freq=monthly;byday=1mo",
             "DTSTART;TZID=\"Europe/Berlin\":20261124T093000\nRRULE:FREQ=MONTHLY;BYDAY=+1MO",
             "DTSTART;VALUE=DATE-TIME;TZID=Europe/Berlin:20261124T093000\nRRULE:FREQ=MONTHLY;BYDAY=1MO",
             "DTSTART;TZID=Europe/Berlin;VALUE=date-time:20261124T093000\nRRULE:FREQ=MONTHLY;BYDAY=01MO",
             "DTSTART;TZID=Europe/Berlin:20261124T093000\nRRULE:FREQ=MONTHLY;INTERVAL=1;WKST=SU;BYDAY=1MO",
             // folded: the break and the one blank after it are not there
             "DTSTART;TZID=Europe/Ber\r\n lin:20261124T09\r\n\t3000\r\nRRULE:FREQ=MONTHLY;BYD\n AY=1MO\r\n",
             "\n DTSTART;TZID=Europe/Berlin:20261124T093000\nRRULE:FREQ=MONTHLY;BYDAY=1MO\n ",
         }) {
        CAPTURE(std::string(text));
        const auto read = parse_rrule(text);
        REQUIRE(read);
        CHECK(read->time_zone().name() == "Europe/Berlin");
        CHECK(first_times(*read, wanted) == wanted);
    }
    CHECK(parse_rrule("DTSTART:20261124T093000Z\nRRULE:FREQ=DAILY")->time_zone().is_utc());
}

TEST_CASE("2.7 a DTSTART without a zone is refused") {
    for (const char* text : {"DTSTART:20261124T093000\nRRULE:FREQ=DAILY",
                             "DTSTART;VALUE=DATE-TIME:20261124T093000\nRRULE:FREQ=DAILY"}) {
        const auto read = parse_rrule(text);
        REQUIRE_FALSE(read);
        REQUIRE(read.errors().size() == 1);
        CHECK(read.errors()[0].code == nextfire::violation_code::missing);
        CHECK(read.errors()[0].message ==
              "expected a DTSTART with TZID, or with Z for UTC, but found no zone");
    }
}

TEST_CASE("7.2 the zones of a series come from where the caller says") {
    const auto only_mars = [](std::string_view name) -> nextfire::result<nextfire::zone> {
        if (name == "Mars/Olympus") return nextfire::zone::fixed(std::chrono::hours{1});
        return nextfire::violation{nextfire::violation_code::unknown_name, "time_zone", {}, "not on Mars"};
    };
    const auto read =
        parse_rrule("DTSTART;TZID=Mars/Olympus:20261124T093000\nRRULE:FREQ=DAILY", {}, only_mars);
    REQUIRE(read);
    CHECK(*read->next(nextfire::min_instant) == utc("2026-11-24T08:30:00Z"));
    const auto unread = parse_rrule("DTSTART;TZID=UTC:20261124T093000\nRRULE:FREQ=DAILY", {}, only_mars);
    REQUIRE_FALSE(unread);
    CHECK(unread.errors() ==
          nextfire::violations{{nextfire::violation_code::unknown_name, "rrule", 14, "not on Mars"}});
}

namespace {

/// A text that must be refused with one violation, at the mark `^`; without a mark it has no column.
struct bad_row {
    const char* text;
    const char* code;
    const char* message;
};

void check_refused(const std::string& marked, const char* code, const char* message) {
    CAPTURE(marked);
    std::string text = marked;
    const std::size_t mark = text.find('^');
    if (mark != std::string::npos) text.erase(mark, 1);
    const auto read = parse_rrule(text);
    REQUIRE_FALSE(read);
    CHECK(read.errors().size() == 1);
    const nextfire::violation& error = read.errors().front();
    CHECK(std::string{to_string(error.code)} == code);
    CHECK(error.field == "rrule");
    CHECK(error.column.value_or(0) == (mark == std::string::npos ? 0 : mark + 1));
    CHECK(error.message == message);
}

}  // namespace

TEST_CASE("6.1 a frequency that is not right, and parts that a rule cannot have") {
    for (const bad_row& fact : {
             bad_row{"FREQ=^HOURLY", "not_expressible",
                     "expected DAILY, WEEKLY, MONTHLY or YEARLY, but found \"HOURLY\""},
             {"FREQ=^minutely;INTERVAL=5", "not_expressible",
              "expected DAILY, WEEKLY, MONTHLY or YEARLY, but found \"minutely\""},
             {"FREQ=^SECONDLY", "not_expressible",
              "expected DAILY, WEEKLY, MONTHLY or YEARLY, but found \"SECONDLY\""},
             {"FREQ=^FORTNIGHTLY", "unknown_name",
              "expected DAILY, WEEKLY, MONTHLY or YEARLY, but found \"FORTNIGHTLY\""},
             {"FREQ=^", "unknown_name", "expected DAILY, WEEKLY, MONTHLY or YEARLY, but found nothing"},
             {"^INTERVAL=2", "missing", "expected a part FREQ, but found none"},
             {"FREQ=DAILY;^FREQ=WEEKLY", "malformed", "expected one FREQ, but found a second"},
             {"FREQ=WEEKLY;BYDAY=MO;^byday=TU", "malformed", "expected one BYDAY, but found a second"},
             {"FREQ=DAILY;^BYFOO=1", "unknown_name",
              "expected a part such as FREQ or BYDAY, but found \"BYFOO\""},
             {"FREQ=DAILY;^=1", "unknown_name", "expected a part such as FREQ or BYDAY, but found nothing"},
             {"FREQ=DAILY;^ COUNT=3", "unknown_name",
              "expected a part such as FREQ or BYDAY, but found \" COUNT\""},
             {"FREQ=DAILY;^BYHOUR", "malformed", "expected a part such as FREQ=DAILY, but found \"BYHOUR\""},
             {"FREQ=DAILY;^", "malformed", "expected a part such as FREQ=DAILY, but found nothing"},
             {"FREQ=DAILY;^;COUNT=3", "malformed", "expected a part such as FREQ=DAILY, but found nothing"},
             {"FREQ=MONTHLY;BYDAY=MO;^BYSETPOS=-1", "not_expressible",
              "expected a rule without BYSETPOS, but found \"BYSETPOS=-1\""},
             {"FREQ=YEARLY;^byweekno=20", "not_expressible",
              "expected a rule without BYWEEKNO, but found \"byweekno=20\""},
             {"FREQ=YEARLY;^BYYEARDAY=1,100", "not_expressible",
              "expected a rule without BYYEARDAY, but found \"BYYEARDAY=1,100\""},
             {"^RSCALE=CHINESE;FREQ=YEARLY", "not_expressible",
              "expected a rule without RSCALE, but found \"RSCALE=CHINESE\""},
             {"FREQ=MONTHLY;^SKIP=BACKWARD", "not_expressible",
              "expected a rule without SKIP, but found \"SKIP=BACKWARD\""},
         })
        check_refused(std::string("DTSTART:20260101T090000Z\nRRULE:") + fact.text, fact.code, fact.message);
}

TEST_CASE("6.1 an interval, a count or an end that is not right") {
    for (const bad_row& fact : {
             bad_row{"FREQ=DAILY;INTERVAL=^0", "out_of_range",
                     "expected an interval of 1 or more, but found \"0\""},
             {"FREQ=DAILY;INTERVAL=^-1", "malformed", "expected an interval of 1 or more, but found \"-1\""},
             {"FREQ=DAILY;INTERVAL=^", "malformed", "expected an interval of 1 or more, but found nothing"},
             {"FREQ=DAILY;COUNT=^0", "out_of_range", "expected a count from 1 to 1000000, but found \"0\""},
             {"FREQ=DAILY;COUNT=^1000001", "out_of_range",
              "expected a count from 1 to 1000000, but found \"1000001\""},
             {"FREQ=DAILY;COUNT=^ten", "malformed", "expected a count from 1 to 1000000, but found \"ten\""},
             {"FREQ=DAILY;COUNT=3;^UNTIL=20260201", "malformed", "expected COUNT or UNTIL, but found both"},
             {"FREQ=DAILY;UNTIL=20260201;^COUNT=3", "malformed", "expected COUNT or UNTIL, but found both"},
             {"FREQ=DAILY;UNTIL=^tomorrow", "malformed",
              "expected a time such as 20261231T155959Z or a date such as 20261231, but found \"tomorrow\""},
             {"FREQ=DAILY;UNTIL=^2026-12-31", "malformed",
              "expected a time such as 20261231T155959Z or a date such as 20261231, but found "
              "\"2026-12-31\""},
             {"FREQ=DAILY;UNTIL=^20261231T1559Z", "malformed",
              "expected a time such as 20261231T155959Z or a date such as 20261231, but found "
              "\"20261231T1559Z\""},
             {"FREQ=DAILY;UNTIL=^", "malformed",
              "expected a time such as 20261231T155959Z or a date such as 20261231, but found nothing"},
             {"FREQ=DAILY;UNTIL=^202613", "malformed",
              "expected a time such as 20261231T155959Z or a date such as 20261231, but found \"202613\""},
             {"FREQ=DAILY;UNTIL=2026^1301", "out_of_range",
              "expected a month from 01 to 12, but found \"13\""},
             {"FREQ=DAILY;UNTIL=202602^29", "out_of_range",
              "expected a day of 2026-02 from 01 to 28, but found \"29\""},
             {"FREQ=DAILY;UNTIL=^19691231", "out_of_range",
              "expected a year from 1970 to 9999, but found \"1969\""},
             {"FREQ=DAILY;UNTIL=20260101T^240000Z", "out_of_range",
              "expected an hour from 00 to 23, but found \"24\""},
             {"FREQ=DAILY;UNTIL=20260101T00^6000Z", "out_of_range",
              "expected a minute from 00 to 59, but found \"60\""},
             {"FREQ=DAILY;UNTIL=20260101T0000^60Z", "out_of_range",
              "expected a second from 00 to 59, but found \"60\""},
         })
        check_refused(std::string("DTSTART:20260101T090000Z\nRRULE:") + fact.text, fact.code, fact.message);
}

TEST_CASE("6.1 a list or a weekday of a rule that is not right") {
    for (const bad_row& fact : {
             bad_row{"FREQ=YEARLY;BYMONTH=^13", "out_of_range",
                     "expected a month from 1 to 12, but found \"13\""},
             {"FREQ=YEARLY;BYMONTH=1,^0,2", "out_of_range", "expected a month from 1 to 12, but found \"0\""},
             {"FREQ=YEARLY;BYMONTH=^-1", "malformed", "expected a month from 1 to 12, but found \"-1\""},
             {"FREQ=YEARLY;BYMONTH=^JAN", "malformed", "expected a month from 1 to 12, but found \"JAN\""},
             {"FREQ=MONTHLY;BYMONTHDAY=1,^32", "out_of_range",
              "expected a day of the month from 1 to 31 or from -1 to -31, but found \"32\""},
             {"FREQ=MONTHLY;BYMONTHDAY=^-32", "out_of_range",
              "expected a day of the month from 1 to 31 or from -1 to -31, but found \"-32\""},
             {"FREQ=MONTHLY;BYMONTHDAY=^0", "out_of_range",
              "expected a day of the month from 1 to 31 or from -1 to -31, but found \"0\""},
             {"FREQ=MONTHLY;BYMONTHDAY=5,^", "malformed",
              "expected a day of the month from 1 to 31 or from -1 to -31, but found nothing"},
             {"FREQ=MONTHLY;BYMONTHDAY=^-", "malformed",
              "expected a day of the month from 1 to 31 or from -1 to -31, but found \"-\""},
             {"FREQ=DAILY;BYHOUR=9,^24", "out_of_range", "expected an hour from 0 to 23, but found \"24\""},
             {"FREQ=DAILY;BYHOUR=^9-17", "malformed", "expected an hour from 0 to 23, but found \"9-17\""},
             {"FREQ=DAILY;BYMINUTE=^60", "out_of_range", "expected a minute from 0 to 59, but found \"60\""},
             // POSIX time has no leap seconds
             {"FREQ=DAILY;BYSECOND=^60", "out_of_range", "expected a second from 0 to 59, but found \"60\""},
             {"FREQ=DAILY;BYSECOND=^99999999999999999999", "out_of_range",
              "expected a second from 0 to 59, but found \"99999999999999999999\""},
             {"FREQ=WEEKLY;BYDAY=MO,^MONDAY", "malformed",
              "expected a weekday such as MO, 1MO or -1FR, but found \"MONDAY\""},
             {"FREQ=WEEKLY;BYDAY=^,TU", "malformed",
              "expected a weekday such as MO, 1MO or -1FR, but found nothing"},
             {"FREQ=MONTHLY;BYDAY=^-MO", "malformed",
              "expected a weekday such as MO, 1MO or -1FR, but found \"-MO\""},
             {"FREQ=MONTHLY;BYDAY=^0MO", "out_of_range",
              "expected a number from 1 to 53 before a weekday, but found \"0MO\""},
             {"FREQ=MONTHLY;BYDAY=^-54MO", "out_of_range",
              "expected a number from 1 to 53 before a weekday, but found \"-54MO\""},
             {"FREQ=WEEKLY;WKST=^1", "malformed", "expected a weekday such as MO, but found \"1\""},
         })
        check_refused(std::string("DTSTART:20260101T090000Z\nRRULE:") + fact.text, fact.code, fact.message);
}

TEST_CASE("6.1 parts that do not go together, or that no schedule can say") {
    for (const bad_row& fact : {
             bad_row{"FREQ=DAILY;BYDAY=MO,^1MO", "malformed",
                     "expected a weekday without a number in a DAILY rule, but found \"1MO\""},
             {"FREQ=WEEKLY;BYDAY=^-1FR", "malformed",
              "expected a weekday without a number in a WEEKLY rule, but found \"-1FR\""},
             {"FREQ=WEEKLY;^BYMONTHDAY=1,2", "malformed",
              "expected no BYMONTHDAY in a WEEKLY rule, but found \"BYMONTHDAY=1,2\""},
             {"FREQ=DAILY;INTERVAL=^501", "not_expressible",
              "expected an interval of at most 500 days, but found \"501\""},
             {"FREQ=DAILY;INTERVAL=^99999999999999999999", "not_expressible",
              "expected an interval of at most 500 days, but found \"99999999999999999999\""},
             {"FREQ=DAILY;INTERVAL=2;^BYMONTH=1", "not_expressible",
              "expected no BYMONTH beside an interval of days, but found \"BYMONTH=1\""},
             {"FREQ=DAILY;^BYMONTHDAY=1;INTERVAL=2", "not_expressible",
              "expected no BYMONTHDAY beside an interval of days, but found \"BYMONTHDAY=1\""},
             {"FREQ=DAILY;INTERVAL=2;^BYDAY=MO", "not_expressible",
              "expected no BYDAY beside an interval of days, but found \"BYDAY=MO\""},
             {"FREQ=WEEKLY;INTERVAL=^72", "not_expressible",
              "expected an interval of at most 71 weeks, but found \"72\""},
             {"FREQ=WEEKLY;BYDAY=MO,TU;INTERVAL=^100", "not_expressible",
              "expected an interval of at most 71 weeks, but found \"100\""},
             {"FREQ=WEEKLY;INTERVAL=2;^BYMONTH=1", "not_expressible",
              "expected no BYMONTH beside an interval of weeks, but found \"BYMONTH=1\""},
             {"FREQ=MONTHLY;INTERVAL=^5", "not_expressible",
              "expected an interval of 1, 2, 3, 4, 6 or 12 months, but found \"5\""},
             {"FREQ=MONTHLY;INTERVAL=^24", "not_expressible",
              "expected an interval of 1, 2, 3, 4, 6 or 12 months, but found \"24\""},
             {"FREQ=YEARLY;INTERVAL=^2", "not_expressible",
              "expected an interval of 1 year, but found \"2\""},
             {"FREQ=MONTHLY;BYDAY=1MO,^-2MO", "not_expressible",
              "expected a number from 1 to 5 or -1 before a weekday, but found \"-2MO\""},
             {"FREQ=MONTHLY;BYDAY=^6MO", "not_expressible",
              "expected a number from 1 to 5 or -1 before a weekday, but found \"6MO\""},
             {"FREQ=YEARLY;BYMONTH=1;BYDAY=^-3MO", "not_expressible",
              "expected a number from 1 to 5 or -1 before a weekday, but found \"-3MO\""},
             {"FREQ=YEARLY;BYDAY=^20MO", "not_expressible",
              "expected a numbered weekday only beside BYMONTH, but found \"20MO\""},
             {"FREQ=YEARLY;BYDAY=^1MO;BYMONTHDAY=1", "not_expressible",
              "expected a numbered weekday only beside BYMONTH, but found \"1MO\""},
             // 2.6, by arithmetic: no February has 30 days, no fifth weekday is before the 29th, and in a
             // rule of every sixth month from January there is no February
             {"^FREQ=MONTHLY;BYMONTH=2;BYMONTHDAY=30", "never_fires",
              "expected a rule with a day that exists, but found \"FREQ=MONTHLY;BYMONTH=2;BYMONTHDAY=30\""},
             {"^FREQ=MONTHLY;BYDAY=5MO;BYMONTHDAY=28", "never_fires",
              "expected a rule with a day that exists, but found \"FREQ=MONTHLY;BYDAY=5MO;BYMONTHDAY=28\""},
             {"^FREQ=MONTHLY;INTERVAL=6;BYMONTH=2", "never_fires",
              "expected a rule with a day that exists, but found \"FREQ=MONTHLY;INTERVAL=6;BYMONTH=2\""},
         })
        check_refused(std::string("DTSTART:20260101T090000Z\nRRULE:") + fact.text, fact.code, fact.message);
}

TEST_CASE("6.1 lines that are not right") {
    for (const bad_row& fact : {
             bad_row{"RRULE:FREQ=DAILY", "missing", "expected a line DTSTART, but found no such line"},
             {"DTSTART:20260101T090000Z\n", "missing", "expected a line RRULE, but found no such line"},
             {"DTSTART:20260101T090000Z\nRRULE:FREQ=DAILY\n^RRULE:FREQ=WEEKLY", "malformed",
              "expected one line RRULE, but found a second"},
             {"DTSTART:20260101T090000Z\r\n^dtstart:20260101T090000Z\r\nRRULE:FREQ=DAILY\r\n", "malformed",
              "expected one line DTSTART, but found a second"},
             {"DTSTART:20260101T090000Z\nRRULE:FREQ=DAILY\n^EXDATE:20260102T090000Z", "not_expressible",
              "expected DTSTART and RRULE alone, but found \"EXDATE\""},
             {"DTSTART:20260101T090000Z\n^rdate;VALUE=DATE:20260102\nRRULE:FREQ=DAILY", "not_expressible",
              "expected DTSTART and RRULE alone, but found \"rdate\""},
             {"DTSTART:20260101T090000Z\nRRULE:FREQ=DAILY\n^EXRULE:FREQ=WEEKLY", "not_expressible",
              "expected DTSTART and RRULE alone, but found \"EXRULE\""},
             {"DTSTART:20260101T090000Z\nRRULE:FREQ=DAILY\n^SUMMARY:standup", "unknown_name",
              "expected a line DTSTART or RRULE, but found \"SUMMARY\""},
             {"DTSTART:20260101T090000Z\n^\nRRULE:FREQ=DAILY", "unknown_name",
              "expected a line DTSTART or RRULE, but found nothing"},
             {"DTSTART:20260101T090000Z\nRRULE:FREQ=DAILY\n^\n", "unknown_name",
              "expected a line DTSTART or RRULE, but found nothing"},
             {"DTSTART^\nRRULE:FREQ=DAILY", "malformed",
              "expected a colon and a value after DTSTART, but found nothing"},
             {"DTSTART:20260101T090000Z\nrrule^", "malformed",
              "expected a colon and a value after rrule, but found nothing"},
             {"DTSTART;^TZID=Europe/Berlin\nRRULE:FREQ=DAILY", "malformed",
              "expected a parameter of DTSTART, a colon and a value, but found \"TZID=Europe/Berlin\""},
             {"DTSTART;^TZID=\"Europe/Berlin:20260101T090000\nRRULE:FREQ=DAILY", "malformed",
              "expected a parameter of DTSTART, a colon and a value, but found "
              "\"TZID=\\\"Europe/Berlin:20260101T090000\""},
             {"DTSTART;^X-NOTE=1:20260101T090000Z\nRRULE:FREQ=DAILY", "unknown_name",
              "expected a parameter TZID or VALUE, but found \"X-NOTE=1\""},
             {"DTSTART;TZID=UTC;^TZID=UTC:20260101T090000\nRRULE:FREQ=DAILY", "malformed",
              "expected one TZID, but found a second"},
             {"DTSTART;VALUE=DATE-TIME;^VALUE=DATE:20260101T090000Z\nRRULE:FREQ=DAILY", "malformed",
              "expected one VALUE, but found a second"},
             {"DTSTART;VALUE=^DATE:20260101\nRRULE:FREQ=DAILY", "not_expressible",
              "expected DATE-TIME, for a schedule has a time of day, but found \"DATE\""},
             {"DTSTART;VALUE=^PERIOD:20260101T090000Z\nRRULE:FREQ=DAILY", "malformed",
              "expected DATE-TIME, but found \"PERIOD\""},
             {"DTSTART:20260101T090000Z\nRRULE;^X=1:FREQ=DAILY", "unknown_name",
              "expected RRULE without parameters, but found \"X=1\""},
         })
        check_refused(fact.text, fact.code, fact.message);
    check_refused(std::string(4097, 'x'), "too_long",
                  "expected a rule of at most 4096 bytes, but found 4097 bytes");
}

TEST_CASE("6.1 a zone or a time that is not right") {
    for (const bad_row& fact : {
             bad_row{"DTSTART;TZID=^Europe/Berlni:20260101T090000\nRRULE:FREQ=DAILY", "unknown_name",
                     "expected a time zone such as Europe/Berlin, but found \"Europe/Berlni\"; did you mean "
                     "Europe/Berlin?"},
             {"DTSTART;TZID=^:20260101T090000\nRRULE:FREQ=DAILY", "malformed",
              "expected the name of a time zone, but found nothing"},
             {"DTSTART;TZID=\"^\":20260101T090000\nRRULE:FREQ=DAILY", "malformed",
              "expected the name of a time zone, but found nothing"},
             {"DTSTART;TZID=Europe/Berlin:^20260101T090000Z\nRRULE:FREQ=DAILY", "malformed",
              "expected a time without Z beside TZID, but found \"20260101T090000Z\""},
             {"DTSTART:^20260101\nRRULE:FREQ=DAILY", "malformed",
              "expected a time such as 20261124T090000, but found \"20260101\""},
             {"DTSTART:^\nRRULE:FREQ=DAILY", "malformed",
              "expected a time such as 20261124T090000, but found nothing"},
             {"DTSTART:^2026-01-01T09:00:00Z\nRRULE:FREQ=DAILY", "malformed",
              "expected a time such as 20261124T090000, but found \"2026-01-01T09:00:00Z\""},
             {"DTSTART:2026^1301T090000Z\nRRULE:FREQ=DAILY", "out_of_range",
              "expected a month from 01 to 12, but found \"13\""},
             {"DTSTART:202602^30T090000Z\nRRULE:FREQ=DAILY", "out_of_range",
              "expected a day of 2026-02 from 01 to 28, but found \"30\""},
             {"DTSTART:^19691231T090000Z\nRRULE:FREQ=DAILY", "out_of_range",
              "expected a year from 1970 to 9999, but found \"1969\""},
             {"DTSTART:20260101T^240000\nRRULE:FREQ=DAILY", "out_of_range",
              "expected an hour from 00 to 23, but found \"24\""},
             // columns are those of the text as it was given, folded
             {"DTSTART:20260101T09\r\n 0000Z\r\nRRULE:FREQ=DAILY;BYHOUR=9,\r\n ^24\r\n", "out_of_range",
              "expected an hour from 0 to 23, but found \"24\""},
             {"DTSTART:20260101T090000Z\nRRULE:FREQ=DAILY;BYHOUR=^2\n\t4,8", "out_of_range",
              "expected an hour from 0 to 23, but found \"24\""},
         })
        check_refused(fact.text, fact.code, fact.message);
}

TEST_CASE("6.1 all that is wrong is told at once, in the order of the text") {
    const auto told = [](const char* text) {
        std::string list;
        const auto read = parse_rrule(text);
        for (const nextfire::violation& error : read.errors())
            list.append(error.column ? std::to_string(*error.column) : "-")
                .append(" ")
                .append(error.message)
                .append("\n");
        return list;
    };
    CHECK(told("") ==
          "- expected a line DTSTART, but found no such line\n"
          "- expected a line RRULE, but found no such line\n");
    CHECK(told("FREQ=DAILY") ==
          "- expected a line DTSTART, but found no such line\n"
          "- expected a line RRULE, but found no such line\n"
          "1 expected a line DTSTART or RRULE, but found \"FREQ=DAILY\"\n");
    CHECK(told("RRULE:") ==
          "- expected a line DTSTART, but found no such line\n"
          "7 expected a part such as FREQ=DAILY, but found nothing\n"
          "7 expected a part FREQ, but found none\n");
    CHECK(told("RRULE:FREQ=WEEKLY;INTERVAL=99;BYDAY=MO,1TU,XX;BYMONTH=0,13\n"
               "DTSTART;TZID=Nowhere;COLOUR=RED:20261301T250000\n"
               "EXDATE:20260101") ==
          "28 expected an interval of at most 71 weeks, but found \"99\"\n"
          "40 expected a weekday without a number in a WEEKLY rule, but found \"1TU\"\n"
          "44 expected a weekday such as MO, 1MO or -1FR, but found \"XX\"\n"
          "47 expected no BYMONTH beside an interval of weeks, but found \"BYMONTH=0,13\"\n"
          "55 expected a month from 1 to 12, but found \"0\"\n"
          "57 expected a month from 1 to 12, but found \"13\"\n"
          "73 expected a time zone such as Europe/Berlin, but found \"Nowhere\"\n"
          "81 expected a parameter TZID or VALUE, but found \"COLOUR=RED\"\n"
          "96 expected a month from 01 to 12, but found \"13\"\n"
          "101 expected an hour from 00 to 23, but found \"25\"\n"
          "108 expected DTSTART and RRULE alone, but found \"EXDATE\"\n");
}

TEST_CASE("6.1 a text of the largest size is read") {
    std::string text = "DTSTART:20260101T090000Z\nRRULE:FREQ=DAILY;BYHOUR=9";
    while (text.size() + 2 <= 4096) text += ",9";
    if (text.size() < 4096) text += '\n';
    CHECK(text.size() == 4096);
    CHECK(parse_rrule(text));
}

TEST_CASE("5.2 one meaning has one form") {
    const auto fields = [](const std::string& rule) {
        const auto read = nextfire::detail::read_recurrence("DTSTART:20260101T090000Z\nRRULE:" + rule,
                                                            &nextfire::zone::find);
        REQUIRE(read);
        return read->rule.fields;
    };
    const nextfire::cron_fields daily = fields("FREQ=DAILY");
    CHECK(daily.any_day_of_month());
    CHECK(daily.any_day_of_week());
    CHECK(daily.times == nextfire::time_meaning::fixed);
    CHECK(daily.hours == 1U << 9);
    CHECK(fields("FREQ=WEEKLY;BYDAY=SU,MO,TU,WE,TH,FR,SA") == daily);
    CHECK(fields("FREQ=MONTHLY;BYDAY=SU,MO,TU,WE,TH,FR,SA,-1FR") == daily);
    CHECK(fields("FREQ=YEARLY;BYDAY=SU,MO,TU,WE,TH,FR,SA;BYMONTH=1,2,3,4,5,6,7,8,9,10,11,12") == daily);
    std::string from_the_end = "FREQ=MONTHLY;BYMONTHDAY=1";
    for (int day = 1; day <= 31; ++day) from_the_end += ",-" + std::to_string(day);
    CHECK(fields(from_the_end) == daily);
    CHECK(fields("FREQ=MONTHLY;BYDAY=1MO,2MO,3MO,4MO,5MO,-1MO") == fields("FREQ=WEEKLY;BYDAY=MO"));
    CHECK(fields("FREQ=MONTHLY;INTERVAL=12") == fields("FREQ=YEARLY"));
}
