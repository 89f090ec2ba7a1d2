#include "cli/schedule_flags.hpp"

#include "cli/input.hpp"
#include "cli/report.hpp"
#include "request/json_violation.hpp"

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace nextfire::cli {
namespace {

struct field_flag {
    const char* names;
    const char* help;
};

/// In the order of api::schedule_members.
constexpr std::array<field_flag, api::schedule_members.size()> field_flags{{
    {"--scheduled-type", "FIXED_TIME, DAY, WEEK or MONTH"},
    {"--day-interval", "every so many days, 1 to 31 (DAY)"},
    {"--week-list", "weekdays such as 1,2,7; 1 is Sunday (WEEK)"},
    {"--month-list", "months such as 1,3,12 (MONTH)"},
    {"--date-list", "days such as 1,2,28,L; L is the last day (MONTH)"},
    {"--scheduled-date", "local date yyyy-MM-dd (FIXED_TIME)"},
    {"--scheduled-time", "local time of day HH:mm:ss"},
    {"--time-zone,--zone", "zone whose clock it follows (default: Asia/Shanghai)"},
    {"--expire-time", "last instant, RFC 3339 or local yyyy-MM-dd HH:mm:ss"},
}};

constexpr const char* schedule_group = "The schedule";
constexpr const char* cron_group = "The schedule as cron text, with --time-zone and --expire-time alone";

}  // namespace

schedule_flags::schedule_flags(CLI::App& command) {
    for (std::size_t index = 0; index < fields_.size(); ++index)
        fields_[index].add_to(command, {field_flags[index].names, "TEXT", field_flags[index].help},
                              schedule_group);
    json_.add_to(command,
                 {"--json", "FILE",
                  "a request that holds the schedule, - for standard input; flags replace its fields"},
                 schedule_group);
    const auto add = [&command](text_flag& flag, const char* name, const char* help) {
        flag.add_to(command, {name, "TEXT", help}, cron_group);
    };
    add(cron_, "--cron", "an expression such as '0 0 9 ? * MON-FRI', or '@every 1h30m'");
    add(dialect_, "--dialect", "whose cron it is: quartz (default), unix, spring or aws");
    add(spread_key_, "--spread-key", "allows H, a value spread by the hash of this key");
    add(both_days_, "--both-days",
        "both day fields given: as_dialect (default), or both: a day must be in both");
}

schedule_fields schedule_flags::given_fields() const {
    schedule_fields fields;
    for (std::size_t index = 0; index < fields_.size(); ++index)
        fields.*api::schedule_places[index] = fields_[index].given();
    return fields;
}

result<api::any_schedule> schedule_flags::check(api::any_request& request) const {
    request.replace(given_fields());
    request.replace_cron(cron_.given(), dialect_.given());
    violations both_days_errors;
    cron_options how{.spread_key = spread_key_.given(), .every = every_form::accepted};
    // Where the flag itself is wrong, the expression is given the benefit of the doubt.
    if (const auto text = both_days_.given())
        how.both_days = value_or_collect(parse_both_days_form(*text, "both_days"), both_days_errors)
                            .value_or(both_days_form::both);
    result<api::any_schedule> given = request.check(how);
    if (both_days_errors.empty()) return given;
    violations errors = given ? violations{} : given.errors();
    errors.insert(errors.end(), both_days_errors.begin(), both_days_errors.end());
    return errors;
}

result<api::any_schedule> schedule_flags::read() const {
    api::any_request request;
    const auto path = json_.given();
    if (!path) return check(request);
    const api::json_limits limits;
    const result<std::string> text = read_file(std::string{*path}, limits.bytes);
    if (!text) return text.errors();
    const result<api::json_value> json = api::read_json_object(*text, limits);
    if (!json) return json.errors();
    request.read(*json->as_object(), "", api::task_members);
    return check(request);
}

}  // namespace nextfire::cli
