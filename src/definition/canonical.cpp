/// How parts that mean the same become the same.
///
/// What a month's days are depends on its length and on the weekday that it begins with.  Where no notation
/// depends on both, there is one smallest way to write them, found by looking at each length, or at each week
/// of the month, by itself.
#include "definition/canonical.hpp"

#include "calendar/month_calendar.hpp"
#include "cron/cron_sets.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <chrono>
#include <cstdint>
#include <limits>

namespace nextfire::inline v0::detail {
namespace {

constexpr int shortest_month = 28;
constexpr std::uint32_t all_of_a_week = 0x7F;

/// Gives the days of February, 28 and 29, that the years have; bit n for 28 + n.
std::uint32_t lengths_of_february(const year_set& years) noexcept {
    if (years.is_all()) return 3;
    std::uint32_t lengths = 0;
    for (auto year = years.on_or_after(year_set::first_year); year && lengths != 3;
         year = years.on_or_after(*year + 1))  // at most 9 of a range, 230 of a list
        lengths |= std::chrono::year{*year}.is_leap() ? 2U : 1U;
    return lengths;
}

/// Gives the lengths that months have, bit n for 28 + n days.
std::uint32_t lengths_of(std::uint32_t months, const year_set& years) noexcept {
    std::uint32_t lengths = 0;
    if ((months & february) != 0) lengths |= lengths_of_february(years);
    if ((months & months_of_30_days) != 0) lengths |= 4;
    if ((months & months_of_31_days) != 0) lengths |= 8;
    return lengths;
}

constexpr int longest_of(std::uint32_t lengths) noexcept {
    return shortest_month + 3 - std::countl_zero(lengths << 28);
}

/// The days of months of each length.
using days_by_length = std::array<std::uint32_t, 4>;

days_by_length days_of(std::uint32_t days, std::uint32_t last_days) noexcept {
    days_by_length by_length{};
    for (int n = 0; n < 4; ++n) {
        const int length = shortest_month + n;
        by_length[static_cast<std::size_t>(n)] =
            (days & days_up_to(length)) | from_other_end(last_days, length);
    }
    return by_length;
}

/// Walks through the lengths that there are.
template <class Do>
void for_each_length(std::uint32_t lengths, Do do_it) noexcept {
    for (; lengths != 0; lengths &= lengths - 1) {
        const int n = std::countr_zero(lengths);
        do_it(static_cast<std::size_t>(n), shortest_month + n);
    }
}

/// Leaves out the months in which no day fires.
std::uint16_t months_that_fire(std::uint32_t months, const days_by_length& by_length,
                               std::uint32_t lengths) noexcept {
    const auto fires = [&](std::uint32_t those) {
        bool any = false;
        for_each_length(lengths & those, [&](std::size_t n, int) { any = any || by_length[n] != 0; });
        return any;
    };
    if (!fires(3)) months &= ~february;
    if (!fires(4)) months &= ~months_of_30_days;
    if (!fires(8)) months &= ~months_of_31_days;
    return static_cast<std::uint16_t>(months);
}

/// Gives the leap years of a set that has one: of all years, all; of those that can be listed, a list.
year_set leap_years_of(const year_set& years) noexcept {
    constexpr int first_leap_year = 1972;
    constexpr int last_leap_year = 9996;
    const int begin = (*years.on_or_after(first_leap_year) + 3) / 4 * 4;
    const int end = *years.on_or_before(last_leap_year);
    int first = 0;
    int last = 0;
    std::array<std::uint64_t, 4> listed{};
    for (int year = begin; year <= end; year += 4) {  // at most 2,007 steps
        if (!years.contains(year) || !std::chrono::year{year}.is_leap()) continue;
        if (first == 0) first = year;
        last = year;
        const auto place = static_cast<std::size_t>(year - year_set::first_year);
        if (year <= year_set::last_listed_year) listed[place / 64] |= std::uint64_t{1} << place % 64;
    }
    if (last <= year_set::last_listed_year) return year_set::listed(listed);
    if (first == first_leap_year && last == last_leap_year) return year_set{};
    return year_set::between(first, last);
}

/// Leaves out the months in which no day fires, and where 29 February alone is left, the other years.
void leave_out_what_never_fires(cron_fields& fields, const days_by_length& by_length) noexcept {
    const std::uint32_t lengths = lengths_of(fields.months, fields.years);
    fields.months = months_that_fire(fields.months, by_length, lengths);
    const bool is_of_leap_years = fields.months == february && (lengths & 3) == 3 && by_length[0] == 0;
    if (is_of_leap_years && !fields.years.is_all()) fields.years = leap_years_of(fields.years);
}

/// Days of the month, without weekdays: what can be said by `L` alone is, the rest by numbers.
void canonicalize_month_days(cron_fields& fields) noexcept {
    const days_by_length by_length = days_of(fields.days, fields.last_days);
    leave_out_what_never_fires(fields, by_length);
    const std::uint32_t lengths = lengths_of(fields.months, fields.years);
    // All numbers, and all places counted from the end, that name no other day than those that fire.
    std::uint32_t days = cron_fields::all_days;
    std::uint32_t last_days = cron_fields::all_days;
    bool all_fire = true;
    for_each_length(lengths, [&](std::size_t n, int length) {
        const std::uint32_t others = ~by_length[n] & days_up_to(length);
        days &= ~others;
        last_days &= ~from_other_end(others, length);
        all_fire = all_fire && others == 0;
    });
    if (all_fire) {
        fields.days = cron_fields::all_days;
        fields.last_days = 0;
        return;
    }
    days &= days_up_to(longest_of(lengths));
    // Of the places from the end, those that name a day no number does; of the numbers, those that name a day
    // that these do not.
    std::uint32_t needed_last_days = 0;
    for_each_length(lengths, [&](std::size_t, int length) {
        needed_last_days |= last_days & from_other_end(~days, length);
    });
    std::uint32_t needed_days = 0;
    for_each_length(lengths, [&](std::size_t, int length) {
        needed_days |= days & days_up_to(length) & ~from_other_end(needed_last_days, length);
    });
    fields.days = needed_days;
    fields.last_days = needed_last_days;
}

/// One week of the month: the days 7 k + 1 to 7 k + 7, and which weekdays fire on them.
struct month_week {
    std::uint32_t days;
    std::uint32_t weekdays;
    std::uint32_t all_days;  ///< Those that some month has.

    [[nodiscard]] bool is_empty() const noexcept { return days == 0 || weekdays == 0; }
    [[nodiscard]] bool has_all_days() const noexcept { return days == all_days; }
};

using month_weeks = std::array<month_week, 5>;

month_weeks weeks_of(const cron_fields& fields, int longest) noexcept {
    month_weeks weeks{};
    for (unsigned k = 0; k < weeks.size(); ++k) {
        const std::uint32_t all = days_up_to(longest) & all_of_a_week << 7 * k;
        weeks[k] = {fields.days & all, static_cast<std::uint32_t>(fields.weekdays >> 7 * k & all_of_a_week),
                    all};
    }
    return weeks;
}

/// A day fires that is in both fields.  Within one week of the month both are told by the days that fire; where
/// none do, either field may be empty: the one that makes the shorter text.
void canonicalize_both(cron_fields& fields) noexcept {
    const int longest = longest_of(lengths_of(fields.months, fields.years));
    const month_weeks weeks = weeks_of(fields, longest);
    bool have_all_days = true;
    std::uint32_t common_weekdays = 0;
    bool have_common_weekdays = true;
    for (const month_week& week : weeks) {
        if (week.is_empty()) continue;
        have_all_days = have_all_days && week.has_all_days();
        have_common_weekdays =
            have_common_weekdays && (common_weekdays == 0 || common_weekdays == week.weekdays);
        common_weekdays = week.weekdays;
    }
    std::uint32_t days = 0;
    std::uint64_t weekdays = 0;
    days_by_length by_length{};
    for (unsigned k = 0; k < weeks.size(); ++k) {
        const month_week& week = weeks[k];
        if (!week.is_empty()) {
            days |= week.days;
            weekdays |= std::uint64_t{week.weekdays} << 7 * k;
        }
    }
    for (std::size_t n = 0; n < by_length.size(); ++n)
        by_length[n] = days & days_up_to(shortest_month + static_cast<int>(n));
    if (have_common_weekdays && common_weekdays == all_of_a_week) {
        fields.days = days;
        fields.weekdays = cron_fields::all_weekdays;
        return canonicalize_month_days(fields);
    }
    leave_out_what_never_fires(fields, by_length);
    if (have_all_days) {
        fields.days = cron_fields::all_days;
        // Where all weeks of the month fire alike, so may a fifth one that no month has.
        const bool is_in_all =
            have_common_weekdays && std::all_of(weeks.begin(), weeks.end(), [](const month_week& week) {
                return !week.is_empty() || week.all_days == 0;
            });
        fields.weekdays = is_in_all ? common_weekdays * cron_fields::every_week : weekdays;
    } else if (have_common_weekdays) {
        fields.days = days;
        fields.weekdays = common_weekdays * cron_fields::every_week;
    } else {
        for (const month_week& week : weeks)
            if (week.is_empty()) days |= week.all_days;
        fields.days = days;
        fields.weekdays = weekdays;
    }
}

/// A day fires that is in either field, which the weekdays are in every week of the month.  Where the days are
/// whole weeks of the month, and no others, weekdays say all of it.
void canonicalize_either(cron_fields& fields) noexcept {
    const int longest = longest_of(lengths_of(fields.months, fields.years));
    const std::uint32_t all = days_up_to(longest);
    fields.days &= all;
    std::uint64_t weekdays = fields.weekdays;
    bool has_whole_weeks = true;
    for (unsigned k = 0; k < 5; ++k) {
        const std::uint32_t week = all & all_of_a_week << 7 * k;
        const std::uint32_t days = fields.days & week;
        has_whole_weeks = has_whole_weeks && (days == 0 || days == week);
        if (days != 0) weekdays |= std::uint64_t{all_of_a_week} << 7 * k;
    }
    if (fields.days == 0) {
        fields.days = cron_fields::all_days;
    } else if (fields.days == all || fields.any_day_of_week()) {
        fields.days = cron_fields::all_days;
        fields.weekdays = cron_fields::all_weekdays;
    } else if (has_whole_weeks) {
        fields.days = cron_fields::all_days;
        fields.weekdays = weekdays;
    } else {
        return;
    }
    fields.combination = day_combination::both;
}

void canonicalize_days(cron_fields& fields) noexcept {
    normalize(fields);
    const bool has_nearest = fields.workdays != 0 || fields.last_workdays != 0;
    if (has_nearest || fields.last_weekdays != 0) return;
    if (fields.combination == day_combination::either) canonicalize_either(fields);
    if (fields.combination == day_combination::either) return;
    if (fields.any_day_of_week()) {
        if (!fields.any_day_of_month()) canonicalize_month_days(fields);
    } else if (fields.last_days == 0 && !(fields.any_day_of_month() && fields.has_plain_weekdays())) {
        canonicalize_both(fields);
    }
}

/// A cycle of days: bit k, k < 63, is the k-th of `length` days, day 0 being `phase` days after 1970-01-01.
struct day_pattern {
    std::uint64_t days;
    std::uint32_t length;
    std::uint32_t phase;

    /// Says whether it repeats every so many days already, a divisor of the length.
    [[nodiscard]] bool repeats_every(std::uint32_t shorter) const noexcept {
        for (std::uint64_t rest = days; rest != 0; rest &= rest - 1) {
            const std::uint32_t next =
                (static_cast<std::uint32_t>(std::countr_zero(rest)) + shorter) % length;
            if (next >= 63 || (days >> next & 1) == 0) return false;
        }
        return true;
    }

    /// Gives it with another day for day 0; none where one of its days would lie too far off.
    [[nodiscard]] std::uint64_t begun_at(std::uint32_t day) const noexcept {
        std::uint64_t turned = 0;
        for (std::uint64_t rest = days; rest != 0; rest &= rest - 1) {
            const std::uint32_t place =
                (static_cast<std::uint32_t>(std::countr_zero(rest)) + length - day) % length;
            if (place >= 63) return 0;
            turned |= std::uint64_t{1} << place;
        }
        return turned;
    }
};

/// The shortest cycle, begun so that its number is the smallest.
day_pattern canonical_pattern(day_pattern pattern) noexcept {
    if (!std::has_single_bit(pattern.days)) {
        for (std::uint32_t shorter = 1; shorter <= pattern.length / 2; ++shorter) {
            if (pattern.length % shorter != 0 || !pattern.repeats_every(shorter)) continue;
            if (shorter < 63) pattern.days &= (std::uint64_t{1} << shorter) - 1;
            pattern.length = shorter;
            break;
        }
    }
    day_pattern best{std::numeric_limits<std::uint64_t>::max(), pattern.length, 0};
    for (std::uint64_t rest = pattern.days; rest != 0; rest &= rest - 1) {
        const auto first = static_cast<std::uint32_t>(std::countr_zero(rest));
        const std::uint64_t turned = pattern.begun_at(first);
        if (turned != 0 && turned < best.days)
            best = {turned, pattern.length, (pattern.phase + first) % pattern.length};
    }
    return best;
}

void canonicalize_cycle(definition_parts& parts) noexcept {
    const day_pattern pattern = canonical_pattern({parts.cycle_days, parts.cycle_length, parts.phase});
    parts.cycle_days = pattern.days;
    parts.cycle_length = pattern.length;
    parts.phase = pattern.phase;
    if (7 % pattern.length != 0) return;
    // Every day, or weekdays.
    std::uint64_t weekdays = 0;
    constexpr std::uint32_t weekday_of_1970_01_01 = 4;
    for (std::uint32_t day = 0; day < 7; ++day)
        if ((pattern.days >> day % pattern.length & 1) != 0)
            weekdays |= std::uint64_t{1} << (weekday_of_1970_01_01 + pattern.phase + day) % 7;
    parts.fields.weekdays = weekdays * cron_fields::every_week;
    parts.cycle_days = 0;
    parts.cycle_length = 0;
    parts.phase = 0;
}

}  // namespace

void make_canonical(definition_parts& parts) noexcept {
    const bool is_every = parts.fields.every.count() != 0;
    if (is_every || parts.fields.times == time_meaning::elapsed) {
        // No policy counts where no clock change matters, or where every reading fires.
        parts.gap = gap_policy::at_transition;
        parts.overlap = overlap_policy::first;
    }
    const std::int64_t first = min_instant.time_since_epoch().count();
    parts.not_before = std::max(parts.not_before, first);
    parts.expire_time = std::min<std::int64_t>(parts.expire_time, max_instant.time_since_epoch().count());
    if (parts.not_before > parts.expire_time) {
        // Whatever lets nothing pass lets nothing pass.
        parts.not_before = first;
        parts.expire_time = first - 1;
    }
    if (is_every) return;
    if (parts.cycle_days != 0)
        canonicalize_cycle(parts);
    else
        canonicalize_days(parts.fields);
}

}  // namespace nextfire::inline v0::detail
