#include "rrule/rrule_mapping.hpp"

#include "rrule/rrule_text.hpp"

#include <fmt/core.h>

#include <bit>
#include <cstdint>
#include <optional>
#include <string_view>

namespace nextfire::inline v0::detail {

using namespace std::chrono;

namespace {

constexpr std::uint32_t longest_cycle = 500;  // days

std::string_view value_of(std::string_view part) {
    return part.substr(part.find('=') + 1);
}

std::uint32_t weekday_mask(const rule_parts& parts) {
    std::uint32_t mask = 0;
    for (const weekday_item& item : parts.weekdays) mask |= 1U << item.weekday;
    return mask;
}

/// Looks at the parts of one rule together.
class parts_check {
public:
    parts_check(const rule_parts& parts, rrule_complaints& complaints)
        : parts_(parts), complaints_(complaints) {}

    void run() {
        if (parts_.has(rule_part::count) && parts_.has(rule_part::until)) {
            const std::string_view count = parts_.text(rule_part::count);
            const std::string_view until = parts_.text(rule_part::until);
            const std::string_view later = count.data() > until.data() ? count : until;
            complaints_.add(violation_code::malformed, later, "COUNT or UNTIL", "both");
        }
        if (!parts_.freq) return;
        switch (*parts_.freq) {
            case frequency::daily:
                return daily();
            case frequency::weekly:
                return weekly();
            case frequency::monthly:
                return monthly();
            case frequency::yearly:
                return yearly();
        }
    }

private:
    void refuse_interval(std::string_view expected) {
        complaints_.add(violation_code::not_expressible, value_of(parts_.text(rule_part::interval)),
                        expected);
    }

    void refuse_part(violation_code code, rule_part part, std::string_view expected) {
        if (parts_.has(part)) complaints_.add(code, parts_.text(part), expected);
    }

    void refuse_numbers(violation_code code, std::string_view expected) {
        for (const weekday_item& item : parts_.weekdays)
            if (item.number != 0) complaints_.add(code, item.text, expected);
    }

    void refuse_far_numbers() {
        for (const weekday_item& item : parts_.weekdays) {
            if (item.number < -1 || item.number > 5)
                complaints_.add(violation_code::not_expressible, item.text,
                                "a number from 1 to 5 or -1 before a weekday");
        }
    }

    void daily() {
        refuse_numbers(violation_code::malformed, "a weekday without a number in a DAILY rule");
        if (!parts_.interval || *parts_.interval == 1) return;
        if (*parts_.interval > longest_cycle)
            refuse_interval(fmt::format("an interval of at most {} days", longest_cycle));
        constexpr auto code = violation_code::not_expressible;
        refuse_part(code, rule_part::by_month, "no BYMONTH beside an interval of days");
        refuse_part(code, rule_part::by_month_day, "no BYMONTHDAY beside an interval of days");
        refuse_part(code, rule_part::by_day, "no BYDAY beside an interval of days");
    }

    void weekly() {
        refuse_numbers(violation_code::malformed, "a weekday without a number in a WEEKLY rule");
        refuse_part(violation_code::malformed, rule_part::by_month_day, "no BYMONTHDAY in a WEEKLY rule");
        if (!parts_.interval || *parts_.interval == 1) return;
        if (*parts_.interval > longest_cycle / 7)
            refuse_interval(fmt::format("an interval of at most {} weeks", longest_cycle / 7));
        refuse_part(violation_code::not_expressible, rule_part::by_month,
                    "no BYMONTH beside an interval of weeks");
    }

    void monthly() {
        if (parts_.interval && (*parts_.interval > 12 || 12 % *parts_.interval != 0))
            refuse_interval("an interval of 1, 2, 3, 4, 6 or 12 months");
        refuse_far_numbers();
    }

    void yearly() {
        if (parts_.interval && *parts_.interval != 1) refuse_interval("an interval of 1 year");
        if (parts_.has(rule_part::by_month)) {
            refuse_far_numbers();
        } else {
            refuse_numbers(violation_code::not_expressible, "a numbered weekday only beside BYMONTH");
        }
    }

    const rule_parts& parts_;
    rrule_complaints& complaints_;
};

/// Gives the cycle of a DAILY or WEEKLY rule that leaves out days or weeks; nullopt where there is none.
std::optional<day_cycle> cycle_of(const rule_parts& parts, local_days start) {
    const std::uint32_t interval = *parts.interval;
    if (interval == 1) return std::nullopt;
    if (*parts.freq == frequency::daily) return day_cycle{days{interval}, 1, start};
    if (*parts.freq != frequency::weekly) return std::nullopt;
    const auto since_week_start = [&](std::uint32_t weekday) { return (weekday + 7 - parts.week_start) % 7; };
    const std::uint32_t start_weekday = weekday{start}.c_encoding();
    day_cycle cycle{days{7 * interval}, 0, start - days{since_week_start(start_weekday)}};
    for (std::uint32_t w = 0; w < 7; ++w) {
        const std::uint32_t mask = parts.weekdays.empty() ? 1U << start_weekday : weekday_mask(parts);
        if ((mask >> w & 1) != 0) cycle.days |= std::uint64_t{1} << since_week_start(w);
    }
    const int first = std::countr_zero(cycle.days);
    cycle.days >>= first;
    cycle.begin += days{first};
    // The first week of 1970 begins in 1969.
    if (cycle.begin < local_days{year{1970} / January / 1}) cycle.begin += cycle.length;
    return cycle;
}

/// Gives the months of a rule of months: every so many, counted from the first.
std::uint16_t stepped_months(std::uint32_t interval, std::uint32_t first) {
    std::uint32_t bits = 0;
    for (std::uint32_t month = 0; month < 12; ++month)
        if ((month + 12 - first) % interval == 0) bits |= 1U << month;
    return static_cast<std::uint16_t>(bits);
}

void set_times(cron_fields& fields, const rule_parts& parts, seconds time_of_day) {
    const hh_mm_ss time{time_of_day};
    fields.times = time_meaning::fixed;
    fields.hours = parts.hours != 0 ? parts.hours : std::uint32_t{1} << time.hours().count();
    fields.minutes = parts.minutes != 0 ? parts.minutes : std::uint64_t{1} << time.minutes().count();
    fields.seconds = parts.seconds != 0 ? parts.seconds : std::uint64_t{1} << time.seconds().count();
}

/// Sets the two day fields by BYMONTHDAY and BYDAY; without them every day fires.
void set_days(cron_fields& fields, const rule_parts& parts) {
    fields.combination = day_combination::both;
    fields.days = cron_fields::all_days;
    fields.weekdays = cron_fields::all_weekdays;
    if (parts.has(rule_part::by_month_day)) {
        fields.days = parts.month_days;
        fields.last_days = parts.last_days;
        // A set is kept in one way alone: every day counted from the end is every day.
        if (fields.last_days == cron_fields::all_days) fields.days = cron_fields::all_days;
        if (fields.any_day_of_month()) fields.last_days = 0;
    }
    if (!parts.has(rule_part::by_day)) return;
    fields.weekdays = 0;
    for (const weekday_item& item : parts.weekdays) {
        const std::uint64_t bit = std::uint64_t{1} << item.weekday;
        if (item.number == 0) fields.weekdays |= bit * cron_fields::every_week;
        if (item.number > 0) fields.weekdays |= bit << 7 * (item.number - 1);
        if (item.number < 0) fields.last_weekdays |= static_cast<std::uint8_t>(bit);
    }
    for (std::uint32_t w = 0; w < 7; ++w) {
        const std::uint64_t every = cron_fields::every_week << w;
        if ((fields.weekdays & every) == every) fields.last_weekdays &= static_cast<std::uint8_t>(~(1U << w));
    }
}

}  // namespace

void check_parts(const rule_parts& parts, rrule_complaints& complaints) {
    parts_check{parts, complaints}.run();
}

recurrence recurrence_of(const rule_parts& parts, local_seconds start) {
    const auto date = floor<days>(start);
    const year_month_day ymd{date};
    const std::uint32_t start_month = static_cast<unsigned>(ymd.month()) - 1;
    recurrence rule;
    cron_fields& fields = rule.fields;
    set_times(fields, parts, start - date);
    rule.cycle = cycle_of(parts, date);
    set_days(fields, parts);
    if (rule.cycle) {
        fields.weekdays = cron_fields::all_weekdays;  // they are in the cycle
        return rule;
    }
    if (parts.has(rule_part::by_month)) fields.months = parts.months;
    const bool has_days = parts.has(rule_part::by_month_day) || parts.has(rule_part::by_day);
    switch (*parts.freq) {
        case frequency::daily:
            return rule;
        case frequency::weekly:
            if (!has_days) fields.weekdays = cron_fields::every_week << weekday{date}.c_encoding();
            return rule;
        case frequency::monthly:
            fields.months &= stepped_months(*parts.interval, start_month);
            break;
        case frequency::yearly:
            if (!has_days && !parts.has(rule_part::by_month))
                fields.months = static_cast<std::uint16_t>(1U << start_month);
            break;
    }
    if (!has_days) fields.days = std::uint32_t{1} << (static_cast<unsigned>(ymd.day()) - 1);
    return rule;
}

}  // namespace nextfire::inline v0::detail
