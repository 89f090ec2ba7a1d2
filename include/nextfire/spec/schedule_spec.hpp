/// The structured schedule, or spec: what a person picks field by field, checked, ready to be computed with.
///
/// A spec has a type (once, every n days, on weekdays, on days of months), a time of day, a time zone and
/// perhaps an expiry.  `schedule_fields` is the same as text, as it comes from a request or a command line;
/// `schedule_spec` is what it becomes after every rule has been checked.  Fields that the type does not use
/// are checked and kept, and have no effect.
#pragma once

#include <nextfire/base/result.hpp>
#include <nextfire/zone/zone.hpp>

#include <chrono>
#include <cstdint>
#include <functional>
#include <optional>
#include <string_view>

namespace nextfire::inline v0 {

namespace detail {
struct spec_access;
}  // namespace detail

/// The four kinds of spec.
enum class schedule_type : std::uint8_t {
    fixed_time,  ///< Once, at scheduled_date and scheduled_time.
    day,         ///< Every day_interval days.
    week,        ///< On the weekdays of week_list.
    month,       ///< On the days of date_list in the months of month_list.
};

/// Gives the type as it is written: `FIXED_TIME`, `DAY`, `WEEK`, `MONTH`; empty for a number that is none.
[[nodiscard]] std::string_view to_string(schedule_type type) noexcept;

/// Reads a type, in any letter case; any other text is one violation `unknown_name` of `field`, with the
/// names there are and the nearest of them.
///
///     parse_schedule_type("week");   // schedule_type::week
[[nodiscard]] result<schedule_type> parse_schedule_type(std::string_view text,
                                                        std::string_view field = "scheduled_type");

/// The fields of a spec, each as the text somebody gave, or nothing where the field was left out.
///
///     schedule_fields{.scheduled_type = "WEEK", .week_list = "2,3,4,5,6",
///                     .scheduled_time = "09:00:00", .time_zone = "Asia/Shanghai"}
struct schedule_fields {
    std::optional<std::string_view> scheduled_type =
        {};                                             ///< FIXED_TIME, DAY, WEEK, MONTH in any letter case.
    std::optional<std::string_view> day_interval = {};  ///< 1 to 31.
    std::optional<std::string_view> week_list = {};     ///< `1,2,7`; 1 is Sunday, 7 is Saturday.
    std::optional<std::string_view> month_list = {};    ///< `1,3,12`.
    std::optional<std::string_view> date_list = {};     ///< `1,2,28,L`; L is the last day of the month.
    std::optional<std::string_view> scheduled_date = {};  ///< `yyyy-MM-dd`, 1970-01-01 to 9999-12-31.
    std::optional<std::string_view> scheduled_time = {};  ///< `HH:mm:ss`, 00:00:00 to 23:59:59.
    std::optional<std::string_view> time_zone = {};       ///< Any name that zone::find knows.
    std::optional<std::string_view> expire_time = {};     ///< RFC 3339; without an offset, in time_zone.
};

/// What the reading of a spec depends on besides its fields.
struct spec_options {
    /// The zone of a spec that names none; without a default such a spec is a violation.
    std::optional<std::string_view> default_time_zone = {};
    /// Where zones come from; another source than the bundled one is set here.
    std::function<result<zone>(std::string_view)> find_zone = &zone::find;
};

/// A spec: every field of it has been checked.  Immutable; equal when all its fields are.
class schedule_spec {
public:
    /// Checks all fields and builds the schedule, or gives every violation there is at once.
    ///
    /// Each violation names its field (`week_list`) and, inside a field's text, the column.  A schedule
    /// that can never fire (day 30 of February alone) is a violation `never_fires` of `date_list`.  Nine
    /// o'clock is another instant in every zone: without time_zone, and without a default in the options, it
    /// is `missing`.
    /// Cost: some 100 ns.
    ///
    ///     auto spec = schedule_spec::parse({.scheduled_type = "month", .month_list = "2",
    ///                                       .date_list = "29,L", .scheduled_time = "09:00:00",
    ///                                       .time_zone = "Europe/Berlin"});
    [[nodiscard]] static result<schedule_spec> parse(const schedule_fields& fields,
                                                     const spec_options& options = {});

    /// Gives the kind of schedule.
    [[nodiscard]] schedule_type type() const noexcept { return type_; }

    /// Gives the local time of day at which it fires, from midnight, 0 to 86,399 s.
    [[nodiscard]] std::chrono::seconds time_of_day() const noexcept { return time_of_day_; }

    /// Gives the zone whose clock it follows.
    [[nodiscard]] zone time_zone() const noexcept { return zone_; }

    /// Gives the number of days from one date that fires to the next, 1 to 31, if the field was given.
    [[nodiscard]] std::optional<std::chrono::days> day_interval() const noexcept { return day_interval_; }

    /// Gives the weekdays as bits, bit 0 for Sunday to bit 6 for Saturday; 0 if the field was not given.
    [[nodiscard]] std::uint8_t weekday_bits() const noexcept { return weekday_bits_; }

    /// Gives the months as bits, bit 0 for January to bit 11 for December; 0 if the field was not given.
    [[nodiscard]] std::uint16_t month_bits() const noexcept { return month_bits_; }

    /// Gives the days of the month as bits, bit 0 for day 1 to bit 30 for day 31, and bit 31 for `L`, the
    /// last day of the month; 0 if the field was not given.
    [[nodiscard]] std::uint32_t day_bits() const noexcept { return day_bits_; }

    /// Gives the local date of a schedule that fires once, if the field was given.
    [[nodiscard]] std::optional<std::chrono::local_days> scheduled_date() const noexcept {
        return scheduled_date_;
    }

    /// Gives the last instant at which it may fire, itself included, if the field was given.
    ///
    /// An expiry given as a local time is the first instant at which the zone's clock reads that time or
    /// a later one.
    [[nodiscard]] std::optional<std::chrono::sys_seconds> expire_time() const noexcept {
        return expire_time_;
    }

    /// Compares all fields, those that the type does not use as well; the zone by its name and data.
    friend bool operator==(const schedule_spec&, const schedule_spec&) = default;

    /// The bit of `L` in day_bits().
    static constexpr std::uint32_t last_day_bit = std::uint32_t{1} << 31;

private:
    schedule_spec() = default;
    friend class spec_reader;
    friend struct detail::spec_access;

    schedule_type type_ = schedule_type::day;
    std::chrono::seconds time_of_day_{0};
    zone zone_;
    std::optional<std::chrono::days> day_interval_;
    std::uint8_t weekday_bits_ = 0;
    std::uint16_t month_bits_ = 0;
    std::uint32_t day_bits_ = 0;
    std::optional<std::chrono::local_days> scheduled_date_;
    std::optional<std::chrono::sys_seconds> expire_time_;
};

}  // namespace nextfire::inline v0
