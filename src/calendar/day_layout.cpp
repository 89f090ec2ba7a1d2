#include "calendar/day_layout.hpp"

#include "base/phase.hpp"
#include "calendar/calendar_stepping.hpp"
#include "calendar/day_stepping.hpp"

#include <algorithm>
#include <bit>

namespace nextfire::inline v0::detail {

cycle_rule cycle_from(const day_cycle& cycle) noexcept {
    const std::int64_t length = cycle.length.count();
    const std::int64_t begin = cycle.begin.time_since_epoch().count();
    const auto since_multiple = static_cast<std::uint32_t>(phase_of(begin, length));
    const auto days = static_cast<std::uint32_t>(length);
    const auto reciprocal = static_cast<std::uint32_t>(((std::uint64_t{1} << 31) + days - 1) / days);
    return {days, reciprocal, 5 * days - since_multiple, static_cast<std::uint32_t>(cycle.days),
            static_cast<std::uint32_t>(cycle.days >> 32)};
}

namespace {

month_days_rule with_latest(month_days_rule rule, std::uint32_t latest) noexcept {
    rule.months = (rule.months & ((std::uint32_t{1} << month_days_rule::latest_shift) - 1)) |
                  latest << month_days_rule::latest_shift;
    return rule;
}

/// A day of the month, less one, after which no weekday rule fires.
std::uint32_t latest_of_weekdays(const cron_fields& fields) noexcept {
    if (fields.last_weekdays != 0 || fields.any_day_of_week()) return 30;
    const auto last = static_cast<std::uint32_t>(63 - std::countl_zero(fields.weekdays | 1U));
    return std::min(last / 7 * 7 + 6, 30U);
}

std::uint32_t latest_of_dates(const cron_fields& fields, std::uint32_t latest_plain) noexcept {
    if (fields.last_workdays != 0) return 30;
    if (fields.workdays == 0) return latest_plain;
    // On a Sunday the Monday after; the 1st, on a Saturday, gives way to the 3rd.
    const auto last = static_cast<std::uint32_t>(31 - std::countl_zero(fields.workdays));
    return std::max(latest_plain, std::min(std::max(last + 1, 2U), 30U));
}

}  // namespace

month_days_rule month_days_from(std::uint32_t day_bits, std::uint32_t last_day_bits,
                                std::uint32_t month_bits) noexcept {
    month_days_rule rule{{}, month_bits | month_bits << 12};
    std::uint32_t ever = 0;
    for (std::uint32_t i = 0; i < 4; ++i) {
        const int length = 28 + static_cast<int>(i);
        const std::uint32_t bits = (day_bits & days_up_to(length)) | from_other_end(last_day_bits, length);
        rule.bits_by_length[i] = bits;
        ever |= bits;
    }
    return with_latest(rule, static_cast<std::uint32_t>(31 - std::countl_zero(ever | 1U)));
}

void widen(month_days_rule& rule, const month_days_rule& by) noexcept {
    for (std::size_t i = 0; i < rule.bits_by_length.size(); ++i)
        rule.bits_by_length[i] |= by.bits_by_length[i];
    const std::uint32_t latest =
        std::max(rule.months >> month_days_rule::latest_shift, by.months >> month_days_rule::latest_shift);
    rule.months |= by.months & month_days_rule::all_months_twice;
    rule = with_latest(rule, latest);
}

calendar_layout calendar_layout_of(const cron_fields& fields) noexcept {
    calendar_masks masks;
    masks.weekdays = fields.weekdays | std::uint64_t{fields.last_weekdays}
                                           << calendar_masks::last_weekdays_shift;
    masks.workdays = fields.workdays;
    if (fields.combination == day_combination::either) masks.workdays |= calendar_masks::either_bit;
    for (std::uint32_t rest = fields.last_workdays; rest != 0; rest &= rest - 1)
        masks.last_workdays |= std::uint32_t{1} << (30 - std::countr_zero(rest));
    masks.years = fields.years;
    if (!fields.years.is_all()) masks.weekdays |= calendar_masks::some_years_bit;
    month_days_rule days = month_days_from(fields.days, fields.last_days, fields.months);
    const std::uint32_t by_date = latest_of_dates(fields, days.months >> month_days_rule::latest_shift);
    const std::uint32_t by_weekday = latest_of_weekdays(fields);
    const bool is_either = fields.combination == day_combination::either;
    days = with_latest(days, is_either ? std::max(by_date, by_weekday) : std::min(by_date, by_weekday));
    return {days, masks};
}

day_kind day_kind_of(const cron_fields& fields) noexcept {
    if (!fields.years.is_all()) return day_kind::calendar;
    if (fields.any_day_of_month() && fields.months == cron_fields::all_months) {
        if (fields.any_day_of_week()) return day_kind::every_day;
        if (fields.has_plain_weekdays()) return day_kind::weekdays;
    }
    const bool are_plain_days = fields.workdays == 0 && fields.last_workdays == 0;
    return fields.any_day_of_week() && are_plain_days ? day_kind::month_days : day_kind::calendar;
}

}  // namespace nextfire::inline v0::detail
