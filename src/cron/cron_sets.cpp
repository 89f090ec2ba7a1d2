#include "cron/cron_sets.hpp"

#include "calendar/can_fire.hpp"
#include "spec/list_text.hpp"

#include <bit>
#include <cstdint>

namespace nextfire::inline v0::detail {

void set_date(cron_fields& fields, std::chrono::local_days date) noexcept {
    const std::chrono::year_month_day ymd{date};
    fields.days = std::uint32_t{1} << (unsigned{ymd.day()} - 1);
    fields.months = static_cast<std::uint16_t>(1U << (unsigned{ymd.month()} - 1));
    fields.years = year_set::between(int{ymd.year()}, int{ymd.year()});
}

std::chrono::local_days only_date_of(const cron_fields& fields) noexcept {
    return std::chrono::local_days{std::chrono::year_month_day{
        std::chrono::year{*fields.years.on_or_after(year_set::first_year)},
        std::chrono::month{static_cast<unsigned>(std::countr_zero(fields.months)) + 1},
        std::chrono::day{static_cast<unsigned>(std::countr_zero(fields.days)) + 1}}};
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
