#include <nextfire/cron_expression.hpp>

#include "list_text.hpp"
#include "month_calendar.hpp"

#include <fmt/format.h>

#include <chrono>

namespace nextfire::inline v0 {

using namespace std::chrono;

namespace {

constexpr std::uint8_t all_weekdays = 0x7F;
constexpr std::uint16_t all_months = 0xFFF;
constexpr std::uint32_t all_days = 0x7FFFFFFF;
constexpr std::uint16_t february = 1 << 1;

/// Gives the list as text, `*` where everything is in it.
std::string field_text(std::uint32_t bits, std::uint32_t all) {
    return (bits & all) == all ? "*" : detail::list_text(bits);
}

/// Gives the months whose last day is in a list of days in any case, so that `L` adds nothing to it.
/// February is one of them only where both its last days are listed.
std::uint16_t months_whose_last_day_is_in(std::uint32_t day_bits) {
    std::uint16_t months = 0;
    for (std::uint32_t month = 0; month < 12; ++month) {
        const std::uint32_t last_day = std::uint32_t{1} << (detail::longest_month[month] - 1);
        const std::uint32_t needed = (1U << month) == february ? last_day | last_day >> 1 : last_day;
        if ((day_bits & needed) == needed) months = static_cast<std::uint16_t>(months | 1U << month);
    }
    return months;
}

}  // namespace

std::string_view to_string(cron_fidelity fidelity) noexcept {
    return fidelity == cron_fidelity::exact ? "exact" : "restarts_each_month";
}

cron_conversion cron_expression::from(const schedule_spec& spec, day_counting counting) {
    cron_expression cron;
    const hh_mm_ss time{spec.time_of_day()};
    cron.second_ = static_cast<std::uint8_t>(time.seconds().count());
    cron.minute_ = static_cast<std::uint8_t>(time.minutes().count());
    cron.hour_ = static_cast<std::uint8_t>(time.hours().count());
    cron.month_bits_ = all_months;
    cron.day_bits_ = all_days;
    cron_fidelity fidelity = cron_fidelity::exact;
    switch (spec.type()) {
        case schedule_type::fixed_time: {
            const year_month_day date{*spec.scheduled_date()};
            cron.day_bits_ = std::uint32_t{1} << (static_cast<unsigned>(date.day()) - 1);
            cron.month_bits_ = static_cast<std::uint16_t>(1U << (static_cast<unsigned>(date.month()) - 1));
            cron.year_ = static_cast<std::uint16_t>(static_cast<int>(date.year()));
            break;
        }
        case schedule_type::day:
            if (*spec.day_interval() == days{1}) break;
            cron.day_interval_ = static_cast<std::uint8_t>(spec.day_interval()->count());
            if (counting == day_counting::from_anchor) fidelity = cron_fidelity::restarts_each_month;
            break;
        case schedule_type::week:
            cron.day_bits_ = 0;
            cron.weekday_bits_ = spec.weekday_bits();
            break;
        case schedule_type::month:
            // Every day is every day, whether its last is named once more or not.
            cron.day_bits_ = (spec.day_bits() & all_days) == all_days ? all_days : spec.day_bits();
            cron.month_bits_ = spec.month_bits();
            break;
    }
    return {cron, fidelity};
}

std::string cron_expression::day_of_month_text() const {
    if (day_bits_ == 0) return "?";
    if (day_interval_ != 0) return fmt::format("*/{}", day_interval_);
    return field_text(day_bits_, all_days);
}

std::string cron_expression::text() const {
    const std::string weekday = day_bits_ == 0 ? field_text(weekday_bits_, all_weekdays) : "?";
    const std::string year = year_ ? fmt::format(" {}", *year_) : "";
    return fmt::format("{} {} {} {} {} {}{}", second_, minute_, hour_, day_of_month_text(),
                       field_text(month_bits_, all_months), weekday, year);
}

std::vector<cron_expression> cron_expression::plain_set() const {
    const std::uint32_t listed = day_bits_ & all_days;
    const bool is_mixed = listed != 0 && listed != all_days && (day_bits_ & schedule_spec::last_day_bit) != 0;
    if (!is_mixed) return {*this};
    std::vector<cron_expression> set;
    if (detail::some_month_has(month_bits_, listed)) {
        cron_expression days_alone = *this;
        days_alone.day_bits_ = listed;
        set.push_back(days_alone);
    }
    const auto months = static_cast<std::uint16_t>(month_bits_ & ~months_whose_last_day_is_in(listed));
    if (months != 0) {
        cron_expression last_alone = *this;
        last_alone.day_bits_ = schedule_spec::last_day_bit;
        last_alone.month_bits_ = months;
        set.push_back(last_alone);
    }
    return set;
}

}  // namespace nextfire::inline v0
