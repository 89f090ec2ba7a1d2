#include "cron/cron_sets.hpp"

#include "calendar/can_fire.hpp"
#include "spec/list_text.hpp"

#include <bit>
#include <cstdint>

namespace nextfire::inline v0::detail {

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
