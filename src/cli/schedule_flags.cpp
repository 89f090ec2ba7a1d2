#include "cli/schedule_flags.hpp"

#include "base/message.hpp"
#include "cli/input.hpp"
#include "cli/report.hpp"
#include "cron/cron_dialects.hpp"
#include "request/json_violation.hpp"

#include <fmt/core.h>
#include <nextfire/tasks/task.hpp>

#include <algorithm>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

namespace nextfire::cli {
namespace {

/// What the help says of a field's flag.
std::string help_of(spec_field field) {
    switch (field) {
        case spec_field::scheduled_type:
            return "FIXED_TIME, DAY, WEEK or MONTH";
        case spec_field::day_interval:
            return "every so many days, 1 to 31 (DAY)";
        case spec_field::week_list:
            return "weekdays such as 1,2,7; 1 is Sunday (WEEK)";
        case spec_field::month_list:
            return "months such as 1,3,12 (MONTH)";
        case spec_field::date_list:
            return "days such as 1,2,28,L; L is the last day (MONTH)";
        case spec_field::scheduled_date:
            return "local date yyyy-MM-dd (FIXED_TIME)";
        case spec_field::scheduled_time:
            return "local time of day HH:mm:ss";
        case spec_field::time_zone:
            return fmt::format("zone whose clock it follows (--json without one: {})",
                               api::default_time_zone);
        case spec_field::expire_time:
            return "last instant, RFC 3339 or local yyyy-MM-dd HH:mm:ss";
    }
    return {};
}

/// Gives the names of a field's flag: `--week-list`.
std::string flag_names(const spec_field_row& row) {
    std::string name{row.name};
    std::replace(name.begin(), name.end(), '_', '-');
    return row.field == spec_field::time_zone ? fmt::format("--{},--zone", name) : fmt::format("--{}", name);
}

/// Says of a zone that is missing by which flag it is given.
violations name_zone_flag(violations errors) {
    constexpr const spec_field_row& row = spec_fields[place_of(spec_field::time_zone)];
    for (violation& error : errors)
        if (error.code == violation_code::missing && error.field == row.name)
            error = detail::expected_found(violation_code::missing, row.name, std::nullopt,
                                           fmt::format("--zone with {}", row.expected), "no such flag");
    return errors;
}

constexpr const char* schedule_group = "The schedule";
constexpr const char* cron_group = "The schedule as cron text, with --time-zone and --expire-time alone";

}  // namespace

schedule_flags::schedule_flags(CLI::App& command) {
    for (const spec_field_row& row : spec_fields)
        fields_[place_of(row.field)].add_to(command, {flag_names(row), "TEXT", help_of(row.field)},
                                            schedule_group);
    json_.add_to(command,
                 {"--json", "FILE",
                  "a request that holds the schedule, - for standard input; flags replace its fields"},
                 schedule_group);
    const auto add = [&command](text_flag& flag, const char* name, std::string help) {
        flag.add_to(command, {name, "TEXT", std::move(help)}, cron_group);
    };
    add(cron_, "--cron", "an expression such as '0 0 9 ? * MON-FRI', or '@every 1h30m'");
    add(dialect_, "--dialect",
        fmt::format("whose cron it is: {}; quartz unless given", detail::cron_dialect_names()));
    add(spread_key_, "--spread-key", "allows H, a value spread by the hash of this key");
    add(both_days_, "--both-days",
        "both day fields given: as_dialect (default), or both: a day must be in both");
}

schedule_fields schedule_flags::given_fields() const {
    schedule_fields fields;
    for (const spec_field_row& row : spec_fields) fields.*row.text = fields_[place_of(row.field)].given();
    return fields;
}

bool schedule_flags::gives_whole() const {
    return cron_.given() || dialect_.given() || spread_key_.given() || both_days_.given() || json_.given();
}

result<api::requested_schedule> schedule_flags::check(api::schedule_request& request,
                                                      const spec_options& options) const {
    request.replace(given_fields());
    request.replace_cron(cron_.given(), dialect_.given());
    violations both_days_errors;
    cron_options cron{.spread_key = spread_key_.given(), .every = every_policy::accepted};
    // Where the flag itself is wrong, the expression is given the benefit of the doubt.
    if (const auto text = both_days_.given())
        cron.both_days = value_or_collect(parse_both_days_policy(*text, "both_days"), both_days_errors)
                             .value_or(both_days_policy::both);
    result<api::requested_schedule> given = request.check(cron, options);
    if (both_days_errors.empty()) return given;
    violations errors = given ? violations{} : given.errors();
    errors.insert(errors.end(), both_days_errors.begin(), both_days_errors.end());
    return errors;
}

result<api::requested_schedule> schedule_flags::read() const {
    api::schedule_request request;
    const auto path = json_.given();
    if (!path) return check(request, {}).transform_errors(name_zone_flag);
    const api::json_limits limits;
    const result<std::string> text = read_file(std::string{*path}, limits.bytes);
    if (!text) return text.errors();
    const result<api::json_value> json = api::read_json_object(*text, limits);
    if (!json) return json.errors();
    request.read(*json->as_object(), "", api::task_members);
    return check(request, {.default_time_zone = api::default_time_zone});
}

}  // namespace nextfire::cli
