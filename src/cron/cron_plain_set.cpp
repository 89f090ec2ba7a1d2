#include <nextfire/cron/cron_expression.hpp>

#include "calendar/can_fire.hpp"
#include "calendar/month_calendar.hpp"

#include <algorithm>
#include <bit>
#include <cstdint>
#include <vector>

namespace nextfire::inline v0 {

namespace {

constexpr std::uint16_t february = 1 << 1;

/// Gives the months whose last day is in a list of days in any case, so that `L` adds nothing to it.
/// February is one of them only where both its last days are listed.
std::uint16_t months_whose_last_day_is_in(std::uint32_t days) {
    std::uint16_t months = 0;
    for (std::uint32_t month = 0; month < 12; ++month) {
        const std::uint32_t last_day = std::uint32_t{1} << (detail::longest_month[month] - 1);
        const std::uint32_t needed = (1U << month) == february ? last_day | last_day >> 1 : last_day;
        if ((days & needed) == needed) months = static_cast<std::uint16_t>(months | 1U << month);
    }
    return months;
}

/// Gives the fields once for each item that must stand alone in the day-of-month field, and once for the
/// numbers.
std::vector<cron_fields> split_days(const cron_fields& whole) {
    if (whole.any_day_of_month()) return {whole};
    std::vector<cron_fields> parts;
    cron_fields empty = whole;
    empty.days = empty.last_days = empty.workdays = empty.last_workdays = 0;
    if (whole.days != 0) {
        parts.push_back(empty);
        parts.back().days = whole.days;
    }
    const auto split = [&](std::uint32_t cron_fields::*set) {
        for (std::uint32_t rest = whole.*set; rest != 0; rest &= rest - 1) {
            parts.push_back(empty);
            parts.back().*set = rest & ~(rest - 1);
        }
    };
    split(&cron_fields::last_days);
    split(&cron_fields::workdays);
    split(&cron_fields::last_workdays);
    for (cron_fields& part : parts)
        if (part.last_days == 1)
            part.months = static_cast<std::uint16_t>(part.months & ~months_whose_last_day_is_in(whole.days));
    return parts;
}

/// The same for the day-of-week field.
std::vector<cron_fields> split_weekdays(const cron_fields& whole) {
    const std::uint32_t in_every_week = whole.whole_weekdays();
    std::vector<cron_fields> parts;
    cron_fields empty = whole;
    empty.weekdays = empty.last_weekdays = 0;
    if (in_every_week != 0) {
        parts.push_back(empty);
        parts.back().weekdays = in_every_week * cron_fields::every_week;
    }
    for (std::uint64_t rest = whole.weekdays & ~(in_every_week * cron_fields::every_week); rest != 0;
         rest &= rest - 1) {
        parts.push_back(empty);
        parts.back().weekdays = rest & ~(rest - 1);
    }
    for (unsigned rest = whole.last_weekdays; rest != 0; rest &= rest - 1) {
        parts.push_back(empty);
        parts.back().last_weekdays = static_cast<std::uint8_t>(rest & ~(rest - 1));
    }
    return parts;
}

/// Gives expressions each of which restricts one day field, and that together say `either`.
std::vector<cron_fields> split_either(const cron_fields& whole) {
    cron_fields days = whole;
    days.combination = day_combination::both;
    cron_fields weekdays = days;
    days.weekdays = cron_fields::all_weekdays;
    days.last_weekdays = 0;
    weekdays.days = cron_fields::all_days;
    weekdays.last_days = weekdays.workdays = weekdays.last_workdays = 0;
    return {days, weekdays};
}

}  // namespace

std::vector<cron_expression> cron_expression::plain_set() const {
    if (fields_.every.count() > 0) return {*this};
    std::vector<cron_fields> halves{fields_};
    if (fields_.combination == day_combination::either) halves = split_either(fields_);
    std::vector<cron_expression> set;
    for (const cron_fields& half : halves) {
        for (const cron_fields& with_days : split_days(half)) {
            for (const cron_fields& part : split_weekdays(with_days)) {
                if (part.months == 0 || !detail::can_fire(part)) continue;
                cron_expression plain;
                plain.fields_ = part;
                if (part.days == fields_.days) plain.day_step_ = day_step_;
                if (part.weekdays == fields_.weekdays) plain.weekday_step_ = weekday_step_;
                set.push_back(plain);
            }
        }
    }
    const bool is_for_quartz = std::all_of(set.begin(), set.end(), [](const cron_expression& plain) {
        return plain.text(cron_dialect::quartz).has_value();
    });
    const cron_dialect written = is_for_quartz ? cron_dialect::quartz : dialect();
    for (cron_expression& plain : set) plain.dialect_ = written;
    return set;
}

}  // namespace nextfire::inline v0
