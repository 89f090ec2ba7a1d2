#include <nextfire/tasks/task.hpp>

#include "request/anchoring.hpp"
#include "request/local_text.hpp"
#include "spec/timestamp.hpp"
#include "tasks/known_instant.hpp"
#include "tasks/zone_default.hpp"

#include <fmt/core.h>
#include <nextfire/base/instant.hpp>
#include <nextfire/cron/cron_expression.hpp>
#include <nextfire/spec/spec_fields.hpp>

#include <optional>
#include <string>

namespace nextfire::inline v0::api {

using namespace std::chrono;

namespace {

/// Writes an expiry as it was meant: as a local time where the text has no offset, else in UTC.
std::string expiry_text(std::string_view given, sys_seconds instant) {
    const result<detail::timestamp> stamp = detail::parse_timestamp(given, "expire_time");
    if (stamp->offset) return format_instant(instant);
    return format_date_and_time(stamp->local);
}

/// Builds the schedule of a task that was created at some time.
result<schedule> build_for_task(const schedule_spec& spec, sys_millis create_time) {
    const requested_schedule given{spec};
    return build(given, with_anchors(given, {}, first_second(create_time)));
}

}  // namespace

result<task_schedule> task_schedule::parse(const schedule_fields& fields, const spec_options& options) {
    const result<schedule_spec> spec = schedule_spec::parse(fields, with_default_zone(options));
    if (!spec) return spec.errors();
    const result<schedule> built = build_for_task(*spec, min_instant);  // any anchor will do to find out
    if (!built) return built.errors();

    task_schedule made{*spec};
    if (const auto expiry = spec->expire_time())
        made.texts_.replace(spec_field::expire_time, expiry_text(*fields.expire_time, *expiry));
    return made;
}

schedule schedule_of(const task& given) {
    return *build_for_task(given.schedule.spec(), given.create_time);
}

std::optional<sys_seconds> next_execution(const task& given, sys_millis now) {
    return schedule_of(given).next(floor<seconds>(now));
}

std::string task_cron(const task& given) {
    return cron_expression::from(given.schedule.spec(), day_counting::from_anchor).expression.text();
}

}  // namespace nextfire::inline v0::api
