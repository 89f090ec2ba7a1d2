/// The schedule in a request that may give it either way: the members of a form, or cron text.
///
///     {"scheduled_type":"DAY","day_interval":1,"scheduled_time":"09:00:00","time_zone":"Europe/Berlin"}
///     {"cron":"0 9 * * *","dialect":"unix","time_zone":"Europe/Berlin"}
#pragma once

#include "request/any_schedule.hpp"
#include "request/json.hpp"
#include "request/request_members.hpp"
#include "request/schedule_request.hpp"

#include <nextfire/base/result.hpp>
#include <nextfire/cron/cron_expression.hpp>
#include <nextfire/spec/schedule_spec.hpp>

#include <array>
#include <optional>
#include <span>
#include <string_view>

namespace nextfire::inline v0::api {

/// The members of either way, in their order: cron text first, then those of the form.  time_zone and
/// expire_time belong to both.
inline constexpr std::array<std::string_view, 11> any_schedule_members{
    "cron",      "dialect",        "scheduled_type", "day_interval", "week_list",  "month_list",
    "date_list", "scheduled_date", "scheduled_time", "time_zone",    "expire_time"};

/// A schedule as a request or a command line gave it, and what is wrong with the types.
///
/// It keeps views into the JSON and the texts it was read from: these must outlive it.
class any_request {
public:
    /// Makes a request without any field.
    any_request() = default;

    /// Reads the members of an object; as schedule_request::read.
    void read(const json_object& members, std::string_view pointer, std::span<const std::string_view> others);

    /// Puts the fields that `given` has in the place of those read before; as schedule_request::replace.
    void replace(const schedule_fields& given);

    /// The same for cron text and its dialect.
    void replace_cron(std::optional<std::string_view> cron, std::optional<std::string_view> dialect);

    /// Checks everything and gives the schedule, or all violations, in the order of any_schedule_members;
    /// unknown members come last.
    ///
    /// Where `cron` was given, of the form only time_zone and expire_time may be; each other member is a
    /// violation `unknown_name`, and so is `dialect` without `cron`.  The dialect of `how` does not count:
    /// it is the request's, or else Quartz.
    [[nodiscard]] result<any_schedule> check(const cron_options& how = {},
                                             const spec_options& options = {}) const;

private:
    [[nodiscard]] result<any_schedule> check_cron(cron_options how, const spec_options& options) const;
    [[nodiscard]] result<any_schedule> check_form(const spec_options& options) const;

    request_members members_{any_schedule_members};
};

}  // namespace nextfire::inline v0::api
