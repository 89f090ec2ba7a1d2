/// The schedule in a request: JSON members in, a checked schedule or every violation out.
///
///     {"scheduled_type":"DAY","day_interval":1,"scheduled_time":"09:00:00","time_zone":"Europe/Berlin"}
///     {"cron":"0 9 * * *","dialect":"unix","time_zone":"Europe/Berlin"}
///
/// A request carries the fields of a spec, or cron text, as members of an object.  `null` and a missing member
/// both mean that the field was not given.
#pragma once

#include "request/json.hpp"
#include "request/request_members.hpp"
#include "request/requested_schedule.hpp"

#include <nextfire/base/result.hpp>
#include <nextfire/cron/cron_expression.hpp>
#include <nextfire/request/unknown_members.hpp>
#include <nextfire/spec/schedule_spec.hpp>
#include <nextfire/spec/spec_fields.hpp>

#include <array>
#include <cstddef>
#include <optional>
#include <span>
#include <string_view>

namespace nextfire::inline v0::api {

/// The members that give a spec, in the order of spec_fields.
inline constexpr std::array<known_member, spec_fields.size()> spec_members = [] {
    std::array<known_member, spec_fields.size()> members{};
    for (const spec_field_row& row : spec_fields)
        members[place_of(row.field)] = {row.name, row.json, row.highest, row.expected};
    return members;
}();

/// Their names.
inline constexpr std::array<std::string_view, spec_fields.size()> schedule_members = [] {
    std::array<std::string_view, spec_fields.size()> names;
    for (const spec_field_row& row : spec_fields) names[place_of(row.field)] = row.name;
    return names;
}();

/// The other members of a request that modifies a scheduled task.  They say nothing of when it runs.
inline constexpr std::array<std::string_view, 6> task_members{
    "task_name", "task_type", "schedule_task_policy", "description", "is_enable", "target_infos"};

/// The ways in which a request may give its schedule.
enum class schedule_notations : std::uint8_t {
    spec_or_cron,  ///< By the fields of a spec, or by cron text; a zone and an expiry belong to both.
    spec,          ///< By the fields of a spec alone: members of cron text are unknown.
};

/// A schedule as a request or a command line gave it, and what is wrong with the types.
///
/// It keeps views into the JSON and the texts it was read from: these must outlive it.
///
///     schedule_request request;
///     request.read(members, "/schedule", {});
///     result<requested_schedule> given = request.check();   // violations: "/schedule/week_list", column 3
class schedule_request {
public:
    /// Makes a request without any field.
    explicit schedule_request(schedule_notations notations = schedule_notations::spec_or_cron);

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

    /// The same for cron text and its dialect.
    void replace_cron(std::optional<std::string_view> cron, std::optional<std::string_view> dialect);

    /// Checks everything and gives the schedule, or all violations: of cron and dialect, of the fields in the
    /// order of spec_fields, and of unknown members.
    ///
    /// Where `cron` was given, of the spec only time_zone and expire_time may be; each other member is a
    /// violation `unknown_name`, and so is `dialect` without `cron`.  The dialect of `cron` does not count:
    /// it is the request's, or else Quartz.  Cron text needs a zone as a spec does: the request's, or else the
    /// default of the options; where there is neither, it is `missing`.
    [[nodiscard]] result<requested_schedule> check(const cron_options& cron = {},
                                                   const spec_options& options = {}) const;

    /// The same for a request that gives no cron text.
    [[nodiscard]] result<schedule_spec> check_spec(const spec_options& options = {}) const;

private:
    [[nodiscard]] result<requested_schedule> check_cron(cron_options cron, const spec_options& options) const;
    [[nodiscard]] std::size_t index_of(spec_field field) const noexcept {
        return first_field_ + place_of(field);
    }
    [[nodiscard]] bool has_cron_members() const noexcept { return first_field_ != 0; }

    std::size_t first_field_;  // where the fields of a spec begin among the members
    request_members members_;
};

}  // namespace nextfire::inline v0::api
