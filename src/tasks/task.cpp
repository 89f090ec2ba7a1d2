#include <nextfire/tasks/task.hpp>

#include "request/anchoring.hpp"
#include "request/local_text.hpp"
#include "spec/list_text.hpp"
#include "spec/timestamp.hpp"
#include "tasks/known_instant.hpp"
#include "tasks/zone_default.hpp"

#include <fmt/core.h>
#include <nextfire/base/instant.hpp>
#include <nextfire/cron/cron_expression.hpp>

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

std::optional<std::string> list_text_of(std::uint32_t bits) {
    return bits != 0 ? std::optional{detail::list_text(bits)} : std::nullopt;
}

/// Writes a field of a spec canonically; nullopt where it was not given.  `given` is what the spec was read from.
std::optional<std::string> canonical_text(spec_field field, const schedule_spec& spec,
                                          const schedule_fields& given) {
    switch (field) {
        case spec_field::scheduled_type:
            return std::string{to_string(spec.type())};
        case spec_field::day_interval:
            if (const auto interval = spec.day_interval()) return fmt::format("{}", interval->count());
            return std::nullopt;
        case spec_field::week_list:
            return list_text_of(spec.weekday_bits());
        case spec_field::month_list:
            return list_text_of(spec.month_bits());
        case spec_field::date_list:
            return list_text_of(spec.day_bits());
        case spec_field::scheduled_date:
            if (const auto date = spec.scheduled_date()) return format_date(*date);
            return std::nullopt;
        case spec_field::scheduled_time:
            return format_time(local_seconds{spec.time_of_day()});
        case spec_field::time_zone:
            return std::string{spec.time_zone().name()};
        case spec_field::expire_time:
            if (const auto expiry = spec.expire_time()) return expiry_text(*given.expire_time, *expiry);
            return std::nullopt;
    }
    return std::nullopt;
}

/// Gives the choices under which a task's schedule is built; any anchor will do to find out whether it can
/// be.
schedule_options options_for_task(const schedule_spec& spec, sys_millis create_time) {
    return with_anchors(requested_schedule{spec}, {}, first_second(create_time));
}

}  // namespace

result<task_schedule> task_schedule::parse(const schedule_fields& fields, const spec_options& options) {
    const result<schedule_spec> spec = schedule_spec::parse(fields, with_default_zone(options));
    if (!spec) return spec.errors();
    const result<schedule> built = schedule::build(*spec, options_for_task(*spec, min_instant));
    if (!built) return built.errors();

    task_schedule made{*spec};
    for (const spec_field_row& row : spec_fields)
        made.texts_[place_of(row.field)] = canonical_text(row.field, *spec, fields);
    return made;
}

schedule_fields task_schedule::fields() const noexcept {
    schedule_fields views;
    for (const spec_field_row& row : spec_fields)
        if (const auto& text = texts_[place_of(row.field)]) views.*row.text = *text;
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
