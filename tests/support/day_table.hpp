/// Which days the day fields of a cron expression name, straight from their meaning: an opinion of its own,
/// day by day.
///
/// What a month's days are depends on its length and on the weekday of its first day.  So twelve months times
/// seven weekdays say it for years of 365 days, and again for leap years; and each year is one of the two.
#pragma once

#include <nextfire/calendar/cron_fields.hpp>

#include <chrono>
#include <cstdint>
#include <string>

namespace nextfire_test {

/// Says whether the workday nearest to a day, without leaving the month, is `day`.
inline bool is_nearest_workday(int target, int day, int length, int first_weekday) {
    if (target < 1 || target > length) return false;
    const int weekday = (first_weekday + target - 1) % 7;
    int nearest = target;
    if (weekday == 6) nearest = target == 1 ? target + 2 : target - 1;
    if (weekday == 0) nearest = target == length ? target - 2 : target + 1;
    return nearest == day;
}

/// Says whether a day fires in a month of some length that begins with a weekday, 0 for Sunday.
inline bool day_fires(const nextfire::cron_fields& fields, int day, int length, int first_weekday) {
    const int weekday = (first_weekday + day - 1) % 7;
    bool in_days = (fields.days >> (day - 1) & 1) != 0 || (fields.last_days >> (length - day) & 1) != 0;
    for (int n = 0; n < 31 && (fields.workdays | fields.last_workdays) != 0; ++n) {
        if ((fields.workdays >> n & 1) != 0 && is_nearest_workday(n + 1, day, length, first_weekday))
            in_days = true;
        if ((fields.last_workdays >> n & 1) != 0 &&
            is_nearest_workday(length - n, day, length, first_weekday))
            in_days = true;
    }
    const bool in_weekdays = (fields.weekdays >> (7 * ((day - 1) / 7) + weekday) & 1) != 0 ||
                             (day + 7 > length && (fields.last_weekdays >> weekday & 1) != 0);
    return fields.combination == nextfire::day_combination::either ? in_days || in_weekdays
                                                                   : in_days && in_weekdays;
}

/// Gives the days of all months of a kind of year as text; empty where there are none.
inline std::string days_of_kind(const nextfire::cron_fields& fields, bool is_leap) {
    static constexpr int lengths[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    std::string table;
    bool any = false;
    for (int month = 0; month < 12; ++month) {
        const int length = lengths[month] + (month == 1 && is_leap ? 1 : 0);
        for (int first = 0; first < 7; ++first) {
            std::uint32_t days = 0;
            if ((fields.months >> month & 1) != 0)
                for (int day = 1; day <= length; ++day)
                    if (day_fires(fields, day, length, first)) days |= std::uint32_t{1} << (day - 1);
            any = any || days != 0;
            for (int byte = 0; byte < 4; ++byte) table += static_cast<char>(days >> 8 * byte & 0xFF);
        }
    }
    return any ? table : std::string{};
}

/// Gives all days, of the years 1970 to 9999, that fire; two expressions have the same days exactly when their
/// texts are the same.  (Whether the years of a set begin with all weekdays is not asked.)
inline std::string day_table(const nextfire::cron_fields& fields) {
    const std::string plain = days_of_kind(fields, false);
    const std::string leap = days_of_kind(fields, true);
    std::string years(8030, '0');
    bool has_plain = false;
    bool has_leap = false;
    for (int year = 1970; year <= 9999; ++year) {
        const bool is_leap = std::chrono::year{year}.is_leap();
        if (!fields.years.contains(year) || (is_leap ? leap : plain).empty()) continue;
        years[static_cast<std::size_t>(year - 1970)] = '1';
        (is_leap ? has_leap : has_plain) = true;
    }
    return years + (has_plain ? plain : "-") + (has_leap ? leap : "-");
}

}  // namespace nextfire_test
