/// Recurrence rules: a schedule as calendars exchange it (RFC 5545).
#pragma once

#include <nextfire/result.hpp>
#include <nextfire/schedule_spec.hpp>

#include <chrono>
#include <string>

namespace nextfire::inline v0 {

/// Writes a structured schedule as `DTSTART` and `RRULE`, two lines separated by one line feed.
///
/// All four types are exact: the rule names the same local dates and times as the schedule, from `start`
/// on.  For DAY, `start` is the anchor date and becomes DTSTART; for WEEK and MONTH, DTSTART is the first
/// date on or after `start` that fires, as RFC 5545 wants it; FIXED_TIME ignores it.  An expiry becomes
/// UNTIL.  In UTC, DTSTART is written with `Z`; elsewhere with the zone's name as TZID, and
/// a fixed offset of whole hours as `Etc/GMT-8`.  (What a reader does with a local time in a gap is the
/// reader's rule, RFC 5545 section 3.3.5.)
///
/// The days of DAY are counted from `start`; cron's own way of counting (day_counting::restart_each_month) is
/// not what the rule says.
///
/// Violations `not_expressible`: a fixed offset that is not of whole hours or lies outside -12 to +14, or a
/// zone of the embedder's whose name calendars could not read; a start outside 1970-01-01 to 9999-12-31, or
/// with no date to fire after it; a schedule that expires before its first date, for a rule always has one.
///
///     // every 2 days at 09:00 in Shanghai until 2026-12-31T15:59:59Z, from 24 November 2026
///     // DTSTART;TZID=Asia/Shanghai:20261124T090000
///     // RRULE:FREQ=DAILY;INTERVAL=2;UNTIL=20261231T155959Z
[[nodiscard]] result<std::string> to_rrule(const schedule_spec& spec, std::chrono::local_days start);

}  // namespace nextfire::inline v0
