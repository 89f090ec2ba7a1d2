#include "schedule_flags.hpp"

#include "input.hpp"
#include "json.hpp"
#include "message.hpp"

#include <CLI/CLI.hpp>

#include <cstddef>
#include <optional>
#include <string_view>

namespace nextfire::cli {
namespace {

struct field_flag {
    const char* names;
    const char* help;
    std::optional<std::string_view> schedule_fields::*place;
};

/// In the order of api::schedule_members.
constexpr std::array<field_flag, api::schedule_members.size()> field_flags{{
    {"--scheduled-type", "FIXED_TIME, DAY, WEEK or MONTH", &schedule_fields::scheduled_type},
    {"--day-interval", "every so many days, 1 to 31 (DAY)", &schedule_fields::day_interval},
    {"--week-list", "weekdays such as 1,2,7; 1 is Sunday (WEEK)", &schedule_fields::week_list},
    {"--month-list", "months such as 1,3,12 (MONTH)", &schedule_fields::month_list},
    {"--date-list", "days such as 1,2,28,L; L is the last day (MONTH)", &schedule_fields::date_list},
    {"--scheduled-date", "local date yyyy-MM-dd (FIXED_TIME)", &schedule_fields::scheduled_date},
    {"--scheduled-time", "local time of day HH:mm:ss", &schedule_fields::scheduled_time},
    {"--time-zone,--zone", "zone whose clock it follows (default: Asia/Shanghai)",
     &schedule_fields::time_zone},
    {"--expire-time", "last instant, RFC 3339 or local yyyy-MM-dd HH:mm:ss", &schedule_fields::expire_time},
}};

}  // namespace

schedule_flags::schedule_flags(CLI::App& command) {
    constexpr const char* group = "The schedule";
    for (std::size_t index = 0; index < flags_.size(); ++index) {
        flags_[index].option =
            command.add_option(field_flags[index].names, flags_[index].text, field_flags[index].help)
                ->type_name("TEXT")
                ->group(group);
    }
    json_.option =
        command
            .add_option("--json", json_.text,
                        "a request that holds the schedule, - for standard input; flags replace its fields")
            ->type_name("FILE")
            ->group(group);
}

schedule_fields schedule_flags::given() const {
    schedule_fields fields;
    for (std::size_t index = 0; index < flags_.size(); ++index)
        if (flags_[index].option->count() != 0) fields.*field_flags[index].place = flags_[index].text;
    return fields;
}

result<schedule_spec> schedule_flags::read() const {
    if (json_.option->count() == 0) {
        api::schedule_request request;
        request.replace(given());
        return request.check();
    }
    const api::json_limits limits;
    const result<std::string> text = read_file(json_.text, limits.bytes);
    if (!text) return text.errors();
    const result<api::json_value> json = api::read_json(*text, limits);
    if (!json) return json.errors();
    const api::json_object* members = json->as_object();
    if (members == nullptr)
        return detail::expected_found(violation_code::wrong_type, "", std::nullopt, "a JSON object",
                                      api::describe(*json));
    api::schedule_request request;
    request.read(*members, "", api::task_members);
    request.replace(given());
    return request.check();
}

}  // namespace nextfire::cli
