/// Recurrence rules: a schedule as calendars exchange it (RFC 5545).  rrule_schedule.hpp reads them.
#pragma once

#include <nextfire/base/result.hpp>
#include <nextfire/cron/cron_expression.hpp>
#include <nextfire/spec/schedule_options.hpp>
#include <nextfire/spec/schedule_spec.hpp>
#include <nextfire/zone/zone.hpp>

#include <chrono>
#include <string>

namespace nextfire::inline v0 {

/// Writes a spec as `DTSTART` and `RRULE`, two lines separated by one line feed.
///
/// All four types are exact: the rule names the same local dates and times as the schedule, from `start`
/// on.  For DAY, `start` is the anchor date and becomes DTSTART; for WEEK and MONTH, DTSTART is the first
/// date on or after `start` that fires, as RFC 5545 wants it; FIXED_TIME ignores it.  An expiry becomes
/// UNTIL.  In UTC, DTSTART is written with `Z`; elsewhere with the zone's name as TZID, and
/// a fixed offset of whole hours as `Etc/GMT-8`.  What a reader does with a local time in a gap is the
/// reader's rule: RFC 5545, section 3.3.5, has it later by the gap's length, so that an expiry less than that after the gap
/// ends the rule before it.
///
/// The days of DAY are counted from `start`; cron's own way of counting (day_counting::restart_each_month) is
/// not what the rule says.
///
/// Violations `not_expressible`: a fixed offset that is not of whole hours or lies outside -12 to +14, or a
/// zone of the embedder's whose name calendars could not read; a start outside 1970-01-01 to 9999-12-31, or
/// with no date to fire after it; a schedule that expires before its first date, for a rule always has one.
/// Cost: some microseconds.
///
///     // every 2 days at 09:00 in Shanghai until 2026-12-31T15:59:59Z, from 24 November 2026
///     // DTSTART;TZID=Asia/Shanghai:20261124T090000
///     // RRULE:FREQ=DAILY;INTERVAL=2;UNTIL=20261231T155959Z
[[nodiscard]] result<std::string> to_rrule(const schedule_spec& spec, std::chrono::local_days start);

/// Writes a cron expression in the same way, its times of day as BYHOUR, BYMINUTE and BYSECOND.
///
/// The rule names the same local times as the expression.  Of the options only expire_time counts.
/// Violations `not_expressible`, besides those above: `nW` and `LW`, a day that is in either of two
/// restricted day fields, years with holes between them, `@every`.
/// Cost: some microseconds, 10 where the first date is years away or a list is long.
///
///     // 0 30 9,18 ? * 2#1   in Berlin, from 24 November 2026
///     // DTSTART;TZID=Europe/Berlin:20261207T093000
///     // RRULE:FREQ=MONTHLY;BYDAY=1MO;BYHOUR=9,18;BYMINUTE=30;BYSECOND=0
[[nodiscard]] result<std::string> to_rrule(const cron_expression& expression, zone clock,
                                           std::chrono::local_days start,
                                           const schedule_options& options = {});

}  // namespace nextfire::inline v0
