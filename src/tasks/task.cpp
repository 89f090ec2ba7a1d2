#include <nextfire/tasks/task.hpp>

#include "request/anchoring.hpp"
#include "request/local_text.hpp"
#include "request/schedule_request.hpp"
#include "spec/list_text.hpp"
#include "spec/timestamp.hpp"
#include "tasks/known_instant.hpp"

#include <fmt/format.h>
#include <nextfire/base/instant.hpp>
#include <nextfire/cron/cron_expression.hpp>

#include <algorithm>
#include <utility>

namespace nextfire::inline v0::api {

using namespace std::chrono;

namespace {

/// Writes an expiry as it was meant: as a local time where the text has no offset, else in UTC.
std::string expiry_text(std::string_view given, sys_seconds instant) {
    const result<detail::timestamp> stamp = detail::parse_timestamp(given, "expire_time");
    if (stamp->offset) return format_instant(instant);
    return format_date_and_time(stamp->local);
}

/// Gives the choices under which a task's schedule is built; any anchor will do to find out whether it can
/// be.
schedule_options options_for_task(const schedule_spec& spec, sys_millis create_time) {
    return with_anchors(any_schedule{spec}, {}, first_second(create_time));
}

}  // namespace

result<task_schedule> task_schedule::parse(const schedule_fields& fields, const spec_options& options) {
    const result<schedule_spec> spec = schedule_spec::parse(fields, options);
    if (!spec) return spec.errors();
    const result<schedule> built = schedule::build(*spec, options_for_task(*spec, min_instant));
    if (!built) return built.errors();

    task_schedule made{*spec};
    const auto put = [&made](std::optional<std::string_view> schedule_fields::*place, std::string text) {
        const auto found = std::find(schedule_places.begin(), schedule_places.end(), place);
        made.texts_[static_cast<std::size_t>(found - schedule_places.begin())] = std::move(text);
    };
    put(&schedule_fields::scheduled_type, std::string{to_string(spec->type())});
    put(&schedule_fields::scheduled_time, format_time(local_seconds{spec->time_of_day()}));
    put(&schedule_fields::time_zone, std::string{spec->time_zone().name()});
    if (const auto interval = spec->day_interval())
        put(&schedule_fields::day_interval, fmt::format_int{interval->count()}.str());
    if (spec->weekday_bits() != 0) put(&schedule_fields::week_list, detail::list_text(spec->weekday_bits()));
    if (spec->month_bits() != 0) put(&schedule_fields::month_list, detail::list_text(spec->month_bits()));
    if (spec->day_bits() != 0) put(&schedule_fields::date_list, detail::list_text(spec->day_bits()));
    if (const auto date = spec->scheduled_date()) put(&schedule_fields::scheduled_date, format_date(*date));
    if (const auto expiry = spec->expire_time())
        put(&schedule_fields::expire_time, expiry_text(*fields.expire_time, *expiry));
    return made;
}

schedule_fields task_schedule::fields() const noexcept {
    schedule_fields views;
    for (std::size_t index = 0; index < field_count; ++index)
        if (texts_[index]) views.*schedule_places[index] = *texts_[index];
    return views;
}

schedule schedule_of(const task& given) {
    const schedule_spec& spec = given.schedule.spec();
    return *schedule::build(spec, options_for_task(spec, given.create_time));
}

std::optional<sys_seconds> next_execution(const task& given, sys_millis now) {
    return schedule_of(given).next(floor<seconds>(now));
}

std::string task_cron(const task& given) {
    return cron_expression::from(given.schedule.spec(), day_counting::from_anchor).expression.text();
}

}  // namespace nextfire::inline v0::api
