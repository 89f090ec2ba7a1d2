/// nextfire: a schedule as a form or as cron text in, its next executions out.
///
///     auto spec = nextfire::schedule_spec::parse({.scheduled_type = "WEEK", .week_list = "2,3,4,5,6",
///                                                 .scheduled_time = "09:00:00", .time_zone =
///                                                 "Asia/Shanghai"});
///     auto weekdays = nextfire::schedule::build(*spec);
///     auto next = weekdays->next(now);   // std::optional<std::chrono::sys_seconds>
#pragma once

#include <nextfire/cron_expression.hpp>
#include <nextfire/cron_fields.hpp>
#include <nextfire/cursor.hpp>
#include <nextfire/describe.hpp>
#include <nextfire/instant.hpp>
#include <nextfire/occurrences.hpp>
#include <nextfire/result.hpp>
#include <nextfire/rrule.hpp>
#include <nextfire/schedule.hpp>
#include <nextfire/schedule_options.hpp>
#include <nextfire/schedule_spec.hpp>
#include <nextfire/zone.hpp>
#include <nextfire/zone_source.hpp>
