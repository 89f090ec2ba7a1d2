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

/// Writes an expiry as it was meant: as a local time where the text has no offset, else in UTC; with milliseconds
/// where it has a fraction.
std::string expiry_text(std::string_view given, sys_seconds instant) {
    constexpr std::size_t after_date = 10;
    const result<detail::timestamp> stamp = detail::parse_timestamp(given, "expire_time");
    std::string text = stamp->offset ? format_instant(instant) : format_date_and_time(stamp->local);
    if (!stamp->offset && given[after_date] != ' ') text[after_date] = 'T';
    if (stamp->fraction)
        text.insert(text.size() - (stamp->offset ? 1 : 0), fmt::format(".{:03}", stamp->fraction->count()));
    return text;
}

}  // namespace

result<task_schedule> task_schedule::parse(const schedule_fields& fields, const spec_options& options) {
    const result<schedule_spec> spec = schedule_spec::parse(fields, with_default_zone(options));
    if (!spec) return spec.errors();
    const requested_schedule requested{*spec};
    const result<schedule> built =
        build(requested, with_anchors(requested, {}, min_instant));  // any anchor will do
    if (!built) return built.errors();

    task_schedule made{*spec};
    if (fields.time_zone) made.texts_.replace(spec_field::time_zone, std::string{*fields.time_zone});
    if (const auto expiry = spec->expire_time())
        made.texts_.replace(spec_field::expire_time, expiry_text(*fields.expire_time, *expiry));
    return made;
}

std::optional<local_days> anchor_date_of(const task& given) {
    schedule_options kept;
    kept.anchor_date = given.anchor_date;
    return with_anchors(given.schedule.spec(), kept, first_second(given.create_time)).anchor_date;
}

schedule schedule_of(const task& given) {
    schedule_options options;
    options.anchor_date = anchor_date_of(given);
    return *build(given.schedule.spec(), options);
}

std::optional<sys_seconds> next_execution(const task& given, sys_millis now) {
    return schedule_of(given).next(floor<seconds>(now));
}

std::string task_cron(const task& given) {
    return cron_expression::from(given.schedule.spec(), day_counting::from_anchor).expression.text();
}

}  // namespace nextfire::inline v0::api
