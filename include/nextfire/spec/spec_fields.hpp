/// The fields of a spec, a row each: whoever reads, writes or lists them walks this table.
///
/// A new field is a row here, a member of schedule_fields, and what the compiler asks for from then on: every
/// switch over spec_field has a case for each.
#pragma once

#include <nextfire/spec/schedule_spec.hpp>

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

namespace nextfire::inline v0 {

/// A field of a spec.
enum class spec_field : std::uint8_t {
    scheduled_type,
    day_interval,
    week_list,
    month_list,
    date_list,
    scheduled_date,
    scheduled_time,
    time_zone,
    expire_time,
};

/// What a field is where a spec is written as JSON.
enum class json_kind : std::uint8_t { string, integer };

/// A set of schedule types: bit n is schedule_type n.
using type_set = std::uint8_t;

/// What there is to know of a field.
struct spec_field_row {
    spec_field field;                                        ///< Which field it is.
    std::string_view name;                                   ///< `week_list`, in JSON and in violations.
    std::optional<std::string_view> schedule_fields::*text;  ///< Its place among the texts.
    json_kind json;                                          ///< What it is in JSON.
    type_set needed_by;    ///< The types that cannot do without it, or without its default.
    int highest;           ///< The greatest number that it may hold, the least is 1; 0 where it holds none.
    bool allows_last_day;  ///< `L` is one of its values.
    std::string_view expected;  ///< What a value of it is, as messages say it.

    /// Says whether a type cannot do without it.
    [[nodiscard]] constexpr bool is_needed_by(schedule_type type) const noexcept {
        return (needed_by >> static_cast<unsigned>(type) & 1) != 0;
    }
    /// Says whether no spec can do without it.
    [[nodiscard]] constexpr bool is_always_needed() const noexcept { return needed_by == all_types; }

    static constexpr type_set all_types = 0xFF;  ///< Those too that may be added.
};

namespace detail {

[[nodiscard]] constexpr type_set only(schedule_type type) noexcept {
    return static_cast<type_set>(1U << static_cast<unsigned>(type));
}

}  // namespace detail

/// The fields, in the order in which they are read and their violations are told: the type comes first, since
/// it says which of the others are needed, and the zone before the expiry, which may be by its clock.
inline constexpr std::array<spec_field_row, 9> spec_fields{{
    {spec_field::scheduled_type, "scheduled_type", &schedule_fields::scheduled_type, json_kind::string,
     spec_field_row::all_types, 0, false, "FIXED_TIME, DAY, WEEK or MONTH"},
    {spec_field::day_interval, "day_interval", &schedule_fields::day_interval, json_kind::integer,
     detail::only(schedule_type::day), 31, false, "a whole number of days from 1 to 31"},
    {spec_field::week_list, "week_list", &schedule_fields::week_list, json_kind::string,
     detail::only(schedule_type::week), 7, false, "a weekday from 1 (Sunday) to 7 (Saturday)"},
    {spec_field::month_list, "month_list", &schedule_fields::month_list, json_kind::string,
     detail::only(schedule_type::month), 12, false, "a month from 1 to 12"},
    {spec_field::date_list, "date_list", &schedule_fields::date_list, json_kind::string,
     detail::only(schedule_type::month), 31, true, "a day from 1 to 31 or L"},
    {spec_field::scheduled_date, "scheduled_date", &schedule_fields::scheduled_date, json_kind::string,
     detail::only(schedule_type::fixed_time), 0, false, "a date as yyyy-MM-dd"},
    {spec_field::scheduled_time, "scheduled_time", &schedule_fields::scheduled_time, json_kind::string,
     spec_field_row::all_types, 0, false, "a time of day as HH:mm:ss"},
    {spec_field::time_zone, "time_zone", &schedule_fields::time_zone, json_kind::string,
     spec_field_row::all_types, 0, false, "a time zone such as Europe/Berlin"},
    {spec_field::expire_time, "expire_time", &schedule_fields::expire_time, json_kind::string, 0, 0, false,
     "a time as 2026-12-31T23:59:59Z"},
}};

/// Gives the place of a field in the table.
[[nodiscard]] constexpr std::size_t place_of(spec_field field) noexcept {
    return static_cast<std::size_t>(field);
}

/// Gives the name of a field, as the table has it: `week_list`; empty for a number that is none.
[[nodiscard]] std::string_view to_string(spec_field field) noexcept;

/// Reads the name of a field, as it is written; any other text is one violation `unknown_name` of `field`, with the names
/// there are and the nearest of them.
///
///     parse_spec_field("week_list");   // spec_field::week_list
[[nodiscard]] result<spec_field> parse_spec_field(std::string_view text, std::string_view field = "field");

/// Gives the name of a kind: `string`, `integer`; empty for a number that is none.
[[nodiscard]] std::string_view to_string(json_kind kind) noexcept;

/// Reads the name of a kind; any other text is one violation `unknown_name` of `field`, as for the fields.
///
///     parse_json_kind("integer");   // json_kind::integer
[[nodiscard]] result<json_kind> parse_json_kind(std::string_view text, std::string_view field = "kind");

static_assert([] {
    for (std::size_t place = 0; place < spec_fields.size(); ++place)
        if (place_of(spec_fields[place].field) != place) return false;
    return true;
}());

}  // namespace nextfire::inline v0
