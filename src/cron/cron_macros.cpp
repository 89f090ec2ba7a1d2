#include "cron/cron_macros.hpp"

#include "base/ascii.hpp"
#include "base/message.hpp"
#include "cron/cron_scanner.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <array>
#include <cstdint>

namespace nextfire::inline v0::detail {
namespace {

constexpr std::string_view every_word = "@every";
constexpr std::int64_t longest_every_seconds = 400 * 86'400;

struct macro {
    std::string_view name;
    std::uint32_t hours;
    std::uint32_t days;
    std::uint64_t weekdays;
    std::uint16_t months;
};

constexpr std::uint64_t sundays = cron_fields::every_week;
constexpr std::uint32_t every_day = cron_fields::all_days;
constexpr std::uint64_t every_weekday = cron_fields::all_weekdays;
constexpr std::uint16_t every_month = cron_fields::all_months;

constexpr std::array<macro, 7> known_macros{{
    {"@yearly", 1, 1, every_weekday, 1},
    {"@annually", 1, 1, every_weekday, 1},
    {"@monthly", 1, 1, every_weekday, every_month},
    {"@weekly", 1, every_day, sundays, every_month},
    {"@daily", 1, every_day, every_weekday, every_month},
    {"@midnight", 1, every_day, every_weekday, every_month},
    {"@hourly", cron_fields::all_hours, every_day, every_weekday, every_month},
}};

struct unit {
    char letter;
    std::int64_t seconds;
};
constexpr std::array<unit, 3> units{{{'h', 3600}, {'m', 60}, {'s', 1}}};

/// Reads the duration; 0 where it is none or too long.
std::int64_t parse_duration(std::string_view text) {
    std::int64_t total = 0;
    std::size_t at = 0;
    for (const unit& each : units) {
        const std::size_t begin = at;
        std::int64_t number = 0;
        for (; at < text.size() && is_digit(text[at]); ++at)
            number = std::min(number * 10 + (text[at] - '0'), longest_every_seconds + 1);
        if (at == begin) break;
        if (at < text.size() && text[at] == each.letter) {
            total += number * each.seconds;
            ++at;
        } else {
            at = begin;
        }
    }
    return at == text.size() && total <= longest_every_seconds ? total : 0;
}

}  // namespace

std::optional<cron_fields> fields_of_macro(std::string_view name) noexcept {
    for (const macro& known : known_macros) {
        if (!equal_ignoring_case(name, known.name)) continue;
        cron_fields fields;
        fields.hours = known.hours;
        fields.days = known.days;
        fields.weekdays = known.weekdays;
        fields.months = known.months;
        fields.times = known.hours == 1 ? time_meaning::fixed : time_meaning::elapsed;
        return fields;
    }
    return std::nullopt;
}

bool is_every(std::string_view text) noexcept {
    return text.size() >= every_word.size() &&
           equal_ignoring_case(text.substr(0, every_word.size()), every_word) &&
           (text.size() == every_word.size() || is_blank(text[every_word.size()]));
}

result<cron_fields> parse_every(std::string_view text, std::size_t column) {
    std::size_t at = every_word.size();
    while (at < text.size() && is_blank(text[at])) ++at;
    const std::string_view duration = text.substr(at);
    cron_fields fields;
    fields.every = std::chrono::seconds{parse_duration(duration)};
    if (fields.every.count() > 0) return fields;
    return expected_found(violation_code::malformed, "cron", column + at,
                          "a duration such as 1h30m or 45s, from 1s to 9600h", quoted(duration));
}

std::string every_text(std::chrono::seconds every) {
    std::string text{every_word};
    text += ' ';
    std::int64_t rest = every.count();
    for (const unit& each : units) {
        if (rest >= each.seconds) text += fmt::format("{}{}", rest / each.seconds, each.letter);
        rest %= each.seconds;
    }
    return text;
}

}  // namespace nextfire::inline v0::detail
