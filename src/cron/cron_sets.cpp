#include "cron/cron_sets.hpp"

#include "calendar/can_fire.hpp"
#include "spec/list_text.hpp"

#include <bit>
#include <cstdint>

namespace nextfire::inline v0::detail {
namespace {

constexpr std::uint32_t days_28_to_31 = std::uint32_t{15} << 27;
constexpr std::uint32_t first_28_days = (std::uint32_t{1} << 28) - 1;
constexpr std::uint64_t first_four_weeks = (std::uint64_t{1} << 28) - 1;

/// Says without looking at a calendar that an expression fires; what it does not know may fire too.
bool surely_fires(const cron_fields& fields) noexcept {
    // Every month has 28 days and four of each weekday.
    const bool days_fire =
        ((fields.days | fields.last_days | fields.workdays | fields.last_workdays) & first_28_days) != 0;
    const bool weekdays_fire = (fields.weekdays & first_four_weeks) != 0 || fields.last_weekdays != 0;
    if (fields.combination == day_combination::either) return days_fire || weekdays_fire;
    return (fields.any_day_of_month() && weekdays_fire) || (fields.any_day_of_week() && days_fire);
}

}  // namespace

void normalize(cron_fields& fields) noexcept {
    if (fields.last_days == cron_fields::all_days) fields.days = cron_fields::all_days;
    if (fields.any_day_of_month()) fields.last_days = fields.workdays = fields.last_workdays = 0;
    if ((fields.days & days_28_to_31) == days_28_to_31) fields.last_days &= ~std::uint32_t{1};
    for (unsigned rest = fields.last_weekdays; rest != 0; rest &= rest - 1) {
        const int weekday = std::countr_zero(rest);
        if ((fields.weekdays >> weekday & cron_fields::every_week) == cron_fields::every_week)
            fields.last_weekdays = static_cast<std::uint8_t>(fields.last_weekdays & ~(1U << weekday));
    }
}

std::optional<never_firing_field> never_fires(const cron_fields& fields) {
    if (surely_fires(fields) || can_fire(fields)) return std::nullopt;
    cron_fields without = fields;
    without.years = year_set{};
    if (can_fire(without)) return never_firing_field{cron_field::year, "a year that has such a day"};
    without.weekdays = cron_fields::all_weekdays;
    without.last_weekdays = 0;
    if (can_fire(without))
        return never_firing_field{cron_field::day_of_week, "a weekday that can fall on such a day"};
    return never_firing_field{cron_field::day_of_month, day_of_months(fields.months)};
}

}  // namespace nextfire::inline v0::detail
