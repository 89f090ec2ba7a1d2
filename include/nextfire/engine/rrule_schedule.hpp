/// Schedules from recurrence rules (RFC 5545); rrule.hpp writes such rules.
#pragma once

#include <nextfire/base/result.hpp>
#include <nextfire/definition/definition.hpp>
#include <nextfire/engine/schedule.hpp>
#include <nextfire/spec/schedule_options.hpp>
#include <nextfire/zone/zone.hpp>

#include <functional>
#include <string_view>

namespace nextfire::inline v0 {

/// Reads `DTSTART` and `RRULE` as a schedule: its first possible occurrence is DTSTART.
///
/// Read are FREQ=DAILY, WEEKLY, MONTHLY and YEARLY with INTERVAL, COUNT, UNTIL, BYMONTH, BYMONTHDAY (negative
/// numbers too), BYDAY with ordinals (1 to 5 and -1), BYHOUR, BYMINUTE, BYSECOND, WKST, and DTSTART with
/// TZID or with `Z`; without either it is the violation `missing` (2.7).  The lines stand in either order, may be
/// folded, and end in LF or CRLF; names are read in any letter case.  UNTIL without `Z` is by the clock of DTSTART, and a date
/// is all of its day.  COUNT, to 1,000,000, counts occurrences from DTSTART on.  What a schedule cannot say
/// is a violation `not_expressible` that names the part: other frequencies, BYSETPOS, BYWEEKNO, BYYEARDAY,
/// RDATE and EXDATE; intervals of months that do not divide 12, of years, of weeks beyond 71, of
/// weeks together with BYMONTH, of days beyond 500 or together with BYMONTH, BYMONTHDAY or
/// BYDAY.  A rule that no day can satisfy is `never_fires`; a text longer than 4,096 bytes is `too_long` and
/// is not read. A violation's field is `rrule`, its column counts from the start of the text.  Of the
/// options, gap and overlap count, and not_before and expire_time narrow the rule's own bounds.
///
/// Cost: some microseconds; with COUNT, the walk over so many occurrences besides, up to 0.3 µs each.
///
///     parse_rrule("DTSTART;TZID=Europe/Berlin:20261207T093000\nRRULE:FREQ=MONTHLY;BYDAY=1MO");
[[nodiscard]] result<schedule> parse_rrule(
    std::string_view text, const schedule_options& options = options_for(preset::rfc5545),
    const std::function<result<zone>(std::string_view)>& find_zone = &zone::find);

/// Gives what the rule means, without building it: DTSTART becomes its first bound, and the last occurrence
/// that UNTIL or COUNT allows its last one.  Violations and cost as above.
///
///     definition reading = *parse_rrule_definition("DTSTART:20261207T093000Z\nRRULE:FREQ=DAILY;COUNT=3");
///     reading.expire_time();   // 2026-12-09T09:30:00Z
[[nodiscard]] result<definition> parse_rrule_definition(
    std::string_view text, const schedule_options& options = options_for(preset::rfc5545),
    const std::function<result<zone>(std::string_view)>& find_zone = &zone::find);

}  // namespace nextfire::inline v0
