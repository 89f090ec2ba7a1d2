#include <nextfire/calendar/cron_fields.hpp>

#include "base/enum_text.hpp"

namespace nextfire::inline v0 {

std::string_view to_string(day_combination combination) noexcept {
    switch (combination) {
        case day_combination::both:
            return "both";
        case day_combination::either:
            return "either";
    }
    return {};
}

result<day_combination> parse_day_combination(std::string_view text, std::string_view field) {
    return detail::read_name<day_combination>(text, field);
}

std::string_view to_string(time_meaning times) noexcept {
    switch (times) {
        case time_meaning::fixed:
            return "fixed";
        case time_meaning::elapsed:
            return "elapsed";
    }
    return {};
}

result<time_meaning> parse_time_meaning(std::string_view text, std::string_view field) {
    return detail::read_name<time_meaning>(text, field);
}

}  // namespace nextfire::inline v0
