/// nextfire: a schedule as a spec or as cron text in, its next executions out.
///
///     auto spec = nextfire::schedule_spec::parse({.scheduled_type = "WEEK", .week_list = "2,3,4,5,6",
///                                                 .scheduled_time = "09:00:00",
///                                                 .time_zone = "Asia/Shanghai"});
///     auto weekdays = nextfire::schedule::build(*spec);
///     auto next = weekdays->next(now);   // std::optional<std::chrono::sys_seconds>
#pragma once

#include <nextfire/base/instant.hpp>
#include <nextfire/base/result.hpp>
#include <nextfire/base/version.hpp>
#include <nextfire/calendar/cron_fields.hpp>
#include <nextfire/cron/cron_expression.hpp>
#include <nextfire/definition/definition.hpp>
#include <nextfire/engine/cursor.hpp>
#include <nextfire/engine/occurrences.hpp>
#include <nextfire/engine/rrule_schedule.hpp>
#include <nextfire/engine/schedule.hpp>
#include <nextfire/rrule/rrule.hpp>
#include <nextfire/set/firing.hpp>
#include <nextfire/set/firing_range.hpp>
#include <nextfire/set/schedule_set.hpp>
#include <nextfire/set/set_cursor.hpp>
#include <nextfire/set/set_file.hpp>
#include <nextfire/spec/schedule_options.hpp>
#include <nextfire/spec/schedule_spec.hpp>
#include <nextfire/spec/spec_fields.hpp>
#include <nextfire/spec/spec_texts.hpp>
#include <nextfire/spec/timestamp.hpp>
#include <nextfire/words/describe.hpp>
#include <nextfire/zone/zone.hpp>
#include <nextfire/zone/zone_source.hpp>
