/// The schedule in a request: JSON members in, a checked schedule or every violation out.
///
/// A request carries the fields of the form as members of an object: `day_interval` as a number, all
/// others as strings.  `null` and a missing member both mean that the field was not given.
#pragma once

#include "request/json.hpp"
#include "request/request_members.hpp"

#include <nextfire/base/result.hpp>
#include <nextfire/spec/schedule_spec.hpp>

#include <array>
#include <optional>
#include <span>
#include <string_view>

namespace nextfire::inline v0::api {

/// The members that describe a schedule, in their order.
inline constexpr std::array<std::string_view, 9> schedule_members{
    "scheduled_type", "day_interval",   "week_list", "month_list", "date_list",
    "scheduled_date", "scheduled_time", "time_zone", "expire_time"};

/// The fields in the order of schedule_members.
inline constexpr std::array<std::optional<std::string_view> schedule_fields::*, schedule_members.size()>
    schedule_places{
        &schedule_fields::scheduled_type, &schedule_fields::day_interval, &schedule_fields::week_list,
        &schedule_fields::month_list,     &schedule_fields::date_list,    &schedule_fields::scheduled_date,
        &schedule_fields::scheduled_time, &schedule_fields::time_zone,    &schedule_fields::expire_time};

/// The other members of a request that modifies a scheduled task.  They say nothing of when it runs.
inline constexpr std::array<std::string_view, 6> task_members{
    "task_name", "task_type", "schedule_task_policy", "description", "is_enable", "target_infos"};

/// The fields of a schedule as a request or a command line gave them, and what is wrong with their types.
///
/// It keeps views into the JSON and the texts it was read from: these must outlive it.
///
///     schedule_request request;
///     request.read(members, "/schedule", {});
///     result<schedule_spec> spec = request.check();   // violations: "/schedule/week_list", column 3
class schedule_request {
public:
    /// Makes a request without any field.
    schedule_request() = default;

    /// Reads the members of an object that stands at `pointer` (a JSON pointer; empty for the whole text).
    ///
    /// Members of `others` may stand beside the schedule's and are passed over; any further one is a
    /// violation, unless `unknown` accepts it.  So are members of a wrong type: `1.0` and `"1"` are no
    /// integer.
    void read(const json_object& members, std::string_view pointer, std::span<const std::string_view> others,
              unknown_members unknown = unknown_members::refused);

    /// Puts the fields that `given` has in the place of those read before, together with their violations.
    /// Violations of these fields are named without a pointer, as on a command line.
    void replace(const schedule_fields& given);

    /// Checks everything and gives the schedule, or all violations: those of the JSON and those of the
    /// fields' texts, in the order of the fields; unknown members come last.
    [[nodiscard]] result<schedule_spec> check(const spec_options& options = {}) const;

private:
    request_members members_{schedule_members};
};

}  // namespace nextfire::inline v0::api
