#include "cli/field_words.hpp"

#include "base/joined.hpp"

#include <fmt/core.h>

#include <array>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <optional>

namespace nextfire::cli {
namespace {

constexpr std::array<std::string_view, 12> month_names{"January",   "February", "March",    "April",
                                                       "May",       "June",     "July",     "August",
                                                       "September", "October",  "November", "December"};
// Weeks are told from Monday on, which is day 1 of the expression's bits; Sunday is 0.
constexpr std::array<std::string_view, 7> weekday_names{"Monday", "Tuesday",  "Wednesday", "Thursday",
                                                        "Friday", "Saturday", "Sunday"};
constexpr std::array<std::string_view, 5> ordinals{"1st", "2nd", "3rd", "4th", "5th"};

/// Gives the numbers of the bits that are set, bit 0 as `first`.
std::vector<int> numbers_of(std::uint64_t bits, int first) {
    std::vector<int> numbers;
    for (int bit = 0; bit < 64; ++bit)
        if ((bits >> bit & 1) != 0) numbers.push_back(first + bit);
    return numbers;
}

/// Gives the step of numbers at even distances above one, where there are enough of them to speak of a step.
std::optional<int> step_of(const std::vector<int>& numbers) {
    if (numbers.size() < 4 || numbers[1] - numbers[0] < 2) return std::nullopt;
    for (std::size_t i = 2; i < numbers.size(); ++i)
        if (numbers[i] - numbers[i - 1] != numbers[1] - numbers[0]) return std::nullopt;
    return numbers[1] - numbers[0];
}

/// Gives the end of the run of numbers without a hole that begins at an index.
std::size_t run_end(const std::vector<int>& numbers, std::size_t begin) {
    std::size_t end = begin + 1;
    while (end < numbers.size() && numbers[end] == numbers[end - 1] + 1) ++end;
    return end;
}

/// Writes numbers: `0`, `1,2,28`, `9-17`, `every 5 from 0 to 55`.
std::string number_words(const std::vector<int>& numbers) {
    if (const std::optional<int> step = step_of(numbers))
        return fmt::format("every {} from {} to {}", *step, numbers.front(), numbers.back());
    std::string words;
    for (std::size_t begin = 0; begin < numbers.size();) {
        const std::size_t end = run_end(numbers, begin);
        if (!words.empty()) words += ',';
        words += fmt::format("{}", numbers[begin]);
        if (end - begin > 1) words += fmt::format("{}{}", end - begin > 2 ? '-' : ',', numbers[end - 1]);
        begin = end;
    }
    return words;
}

std::string set_words(std::uint64_t bits, std::uint64_t all) {
    return bits == all ? "every" : number_words(numbers_of(bits, 0));
}

/// Writes names: `Monday to Friday`, `January, March`.
std::vector<std::string> name_words(std::uint64_t bits, const auto& names) {
    const std::vector<int> numbers = numbers_of(bits, 0);
    std::vector<std::string> words;
    for (std::size_t begin = 0; begin < numbers.size();) {
        const std::size_t end = run_end(numbers, begin);
        const auto name = [&](std::size_t index) { return names[static_cast<std::size_t>(numbers[index])]; };
        if (end - begin > 2) {
            words.push_back(fmt::format("{} to {}", name(begin), name(end - 1)));
        } else {
            for (std::size_t index = begin; index < end; ++index) words.emplace_back(name(index));
        }
        begin = end;
    }
    return words;
}

/// Joins what a field lets pass: `1,2,28, 3 days before the last and the last`.
std::string joined(const std::vector<std::string>& parts) {
    std::string words;
    for (std::size_t index = 0; index < parts.size(); ++index) {
        if (index != 0) words += index + 1 == parts.size() ? " and " : ", ";
        words += parts[index];
    }
    return words;
}

std::string month_words(const cron_fields& fields) {
    if (fields.months == cron_fields::all_months) return "every";
    return detail::joined(name_words(fields.months, month_names), ", ");
}

std::string last_words(int before) {
    if (before == 0) return "the last";
    return fmt::format("{} day{} before the last", before, before == 1 ? "" : "s");
}

std::string day_of_month_words(const cron_fields& fields) {
    if (fields.any_day_of_month()) return "every";
    std::vector<std::string> parts;
    if (fields.days != 0) parts.push_back(number_words(numbers_of(fields.days, 1)));
    for (const int before : numbers_of(fields.last_days, 0)) parts.push_back(last_words(before));
    for (const int day : numbers_of(fields.workdays, 1))
        parts.push_back(fmt::format("the weekday (Monday to Friday) nearest to {}", day));
    for (const int before : numbers_of(fields.last_workdays, 0))
        parts.push_back(
            before == 0 ? "the last weekday (Monday to Friday)"
                        : fmt::format("the weekday (Monday to Friday) nearest to {}", last_words(before)));
    return joined(parts);
}

/// Turns bits that begin with Sunday into bits that begin with Monday.
constexpr std::uint64_t from_monday(std::uint64_t week) {
    return week >> 1 | (week & 1) << 6;
}

std::string day_of_week_words(const cron_fields& fields) {
    if (fields.any_day_of_week()) return "every";
    constexpr std::uint64_t week = 0x7F;
    std::uint64_t whole = week;  // the weekdays that pass in all five weeks
    for (int k = 0; k < 5; ++k) whole &= fields.weekdays >> 7 * k;
    std::vector<std::string> parts = name_words(from_monday(whole), weekday_names);
    for (std::size_t k = 0; k < ordinals.size(); ++k)
        for (const int day : numbers_of(from_monday(fields.weekdays >> 7 * k & week & ~whole), 0))
            parts.push_back(
                fmt::format("the {} {}", ordinals[k], weekday_names[static_cast<std::size_t>(day)]));
    for (const int day : numbers_of(from_monday(fields.last_weekdays), 0))
        parts.push_back(fmt::format("the last {}", weekday_names[static_cast<std::size_t>(day)]));
    return joined(parts);
}

std::string year_words(const year_set& years) {
    if (years.is_all()) return "every";
    std::vector<int> numbers;
    for (auto year = years.on_or_after(year_set::first_year); year; year = years.on_or_after(*year + 1))
        numbers.push_back(*year);
    if (numbers.back() == year_set::last_year) return fmt::format("{} and later", numbers.front());
    return number_words(numbers);
}

}  // namespace

std::vector<field_in_words> fields_in_words(const cron_fields& fields) {
    if (fields.every != std::chrono::seconds{0}) return {};
    std::vector<field_in_words> all{
        {"second", set_words(fields.seconds, cron_fields::all_sixty)},
        {"minute", set_words(fields.minutes, cron_fields::all_sixty)},
        {"hour", set_words(fields.hours, cron_fields::all_hours)},
        {"day-of-month", day_of_month_words(fields)},
        {"month", month_words(fields)},
        {"day-of-week", day_of_week_words(fields)},
        {"year", year_words(fields.years)},
    };
    if (fields.any_day_of_month() || fields.any_day_of_week()) return all;
    const bool is_either = fields.combination == day_combination::either;
    all.insert(all.begin() + 6,
               {"days", is_either ? "in either of the two day fields" : "in both of the two day fields"});
    return all;
}

}  // namespace nextfire::cli
