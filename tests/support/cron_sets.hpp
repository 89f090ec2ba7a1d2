/// What a cron expression means, written down as lists of numbers, for tables of facts.
#pragma once

#include <nextfire/calendar/cron_fields.hpp>
#include <nextfire/cron/cron_expression.hpp>

#include <array>
#include <cstdint>
#include <cstdlib>
#include <sstream>
#include <string>
#include <vector>

namespace nextfire_test {

/// The numbers of each field: `1,5-8,20`, or `*` for all of them.
struct cron_sets {
    const char* seconds = "0";
    const char* minutes = "0";
    const char* hours = "0";
    const char* days = "*";
    const char* last_days = "";      ///< Days before the last: 0 for `L`, 3 for `L-3`.
    const char* workdays = "";       ///< 15 for `15W`.
    const char* last_workdays = "";  ///< 0 for `LW`, 3 for `L-3W`.
    const char* months = "*";
    const char* weekdays = "*";          ///< 0 is Sunday; in every week.
    const char* weekdays_of_weeks = "";  ///< `3.2` for the second Wednesday.
    const char* last_weekdays = "";      ///< 5 for the last Friday.
    const char* years = "*";
    nextfire::time_meaning times = nextfire::time_meaning::fixed;
    nextfire::day_combination combination = nextfire::day_combination::both;
};

/// Reads `1,5-8,20`; `*` is all from low to high.
inline std::vector<int> numbers_of(const std::string& list, int low, int high) {
    std::vector<int> numbers;
    std::istringstream items{list == "*" ? std::to_string(low) + "-" + std::to_string(high) : list};
    for (std::string item; std::getline(items, item, ',');) {
        const std::size_t dash = item.find('-');
        const int first = std::atoi(item.c_str());
        const int last = dash == std::string::npos ? first : std::atoi(item.c_str() + dash + 1);
        for (int number = first; number <= last; ++number) numbers.push_back(number);
    }
    return numbers;
}

/// Gives the numbers as bits, bit n - lowest for the number n.
inline std::uint64_t bits_of(const std::string& list, int lowest, int low, int high) {
    std::uint64_t bits = 0;
    for (const int number : numbers_of(list, low, high)) bits |= std::uint64_t{1} << (number - lowest);
    return bits;
}

inline nextfire::year_set years_of(const std::string& list) {
    if (list == "*") return {};
    const std::vector<int> years = numbers_of(list, 0, 0);
    if (list.find(',') == std::string::npos) return nextfire::year_set::between(years.front(), years.back());
    std::array<std::uint64_t, 4> words{};
    for (const int year : years) {
        const auto place = static_cast<std::size_t>(year - 1970);
        words[place / 64] |= std::uint64_t{1} << place % 64;
    }
    return nextfire::year_set::listed(words);
}

inline nextfire::cron_fields fields_of(const cron_sets& sets) {
    nextfire::cron_fields fields;
    fields.seconds = bits_of(sets.seconds, 0, 0, 59);
    fields.minutes = bits_of(sets.minutes, 0, 0, 59);
    fields.hours = static_cast<std::uint32_t>(bits_of(sets.hours, 0, 0, 23));
    fields.days = static_cast<std::uint32_t>(bits_of(sets.days, 1, 1, 31));
    fields.last_days = static_cast<std::uint32_t>(bits_of(sets.last_days, 0, 0, 30));
    fields.workdays = static_cast<std::uint32_t>(bits_of(sets.workdays, 1, 1, 31));
    fields.last_workdays = static_cast<std::uint32_t>(bits_of(sets.last_workdays, 0, 0, 30));
    fields.months = static_cast<std::uint16_t>(bits_of(sets.months, 1, 1, 12));
    for (const int weekday : numbers_of(sets.weekdays, 0, 6))
        for (int week = 0; week < 5; ++week) fields.weekdays |= std::uint64_t{1} << (7 * week + weekday);
    std::istringstream items{sets.weekdays_of_weeks};
    for (std::string item; std::getline(items, item, ',');)
        fields.weekdays |= std::uint64_t{1} << (7 * (item[2] - '1') + (item[0] - '0'));
    fields.last_weekdays = static_cast<std::uint8_t>(bits_of(sets.last_weekdays, 0, 0, 6));
    fields.years = years_of(sets.years);
    fields.times = sets.times;
    fields.combination = sets.combination;
    return fields;
}

/// Gives the first field that differs, for the message of a failed test; empty where none does.
inline std::string first_difference(const nextfire::cron_fields& a, const nextfire::cron_fields& b) {
    if (a == b) return "";
    if (a.seconds != b.seconds) return "seconds";
    if (a.minutes != b.minutes) return "minutes";
    if (a.hours != b.hours) return "hours";
    if (a.days != b.days) return "days";
    if (a.last_days != b.last_days) return "last_days";
    if (a.workdays != b.workdays) return "workdays";
    if (a.last_workdays != b.last_workdays) return "last_workdays";
    if (a.weekdays != b.weekdays) return "weekdays";
    if (a.last_weekdays != b.last_weekdays) return "last_weekdays";
    if (a.months != b.months) return "months";
    if (a.combination != b.combination) return "combination";
    if (a.times != b.times) return "times";
    if (a.every != b.every) return "every";
    return "years";
}

}  // namespace nextfire_test
