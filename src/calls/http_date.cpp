#include "calls/http_date.hpp"

#include "base/ascii.hpp"

#include <algorithm>
#include <array>
#include <charconv>

namespace nextfire::inline v0::api {

using namespace std::chrono;

namespace {

/// The parts of a date, as texts.
struct date_texts {
    std::string_view day;
    std::string_view month;
    std::string_view year;
    std::string_view time;
};

/// Takes the part before a separator off the front of a text, and the separator; all of it where there is none.
std::string_view take_part(std::string_view& text, char separator) noexcept {
    std::size_t end = 0;
    while (end < text.size() && text[end] != separator) ++end;
    const std::string_view part = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    return part;
}

std::optional<int> number_of(std::string_view text, std::size_t digits) noexcept {
    if (text.size() != digits || !std::all_of(text.begin(), text.end(), detail::is_digit))
        return std::nullopt;
    int number = 0;
    std::from_chars(text.data(), text.data() + text.size(), number);
    return number;
}

std::optional<month> month_of(std::string_view text) noexcept {
    constexpr std::array<std::string_view, 12> names{"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                                     "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    const auto found = std::find(names.begin(), names.end(), text);
    if (found == names.end()) return std::nullopt;
    return month{static_cast<unsigned>(found - names.begin()) + 1};
}

/// Cuts a text into its parts; the year is of two digits in the second spelling, and last in the third.
std::optional<date_texts> parts_of(std::string_view text) noexcept {
    std::string_view rest = text;
    const std::string_view weekday = take_part(rest, ' ');
    date_texts parts;
    if (!weekday.ends_with(',')) {  // Sun Nov  6 08:49:37 1994
        parts.month = take_part(rest, ' ');
        if (rest.starts_with(' ')) rest.remove_prefix(1);
        parts.day = take_part(rest, ' ');
        parts.time = take_part(rest, ' ');
        parts.year = rest;
        return parts;
    }
    if (!rest.ends_with(" GMT")) return std::nullopt;
    rest.remove_suffix(4);
    const char separator = std::count(rest.begin(), rest.end(), '-') == 2 ? '-' : ' ';
    parts.day = take_part(rest, separator);
    parts.month = take_part(rest, separator);
    parts.year = take_part(rest, ' ');
    parts.time = rest;
    return parts;
}

/// Gives the time of day, with the 60th second that a leap second has.
std::optional<seconds> time_of(std::string_view text) noexcept {
    const auto hour = number_of(take_part(text, ':'), 2);
    const auto minute = number_of(take_part(text, ':'), 2);
    const auto second = number_of(text, 2);
    if (!hour || !minute || !second || *hour > 23 || *minute > 59 || *second > 60) return std::nullopt;
    return hours{*hour} + minutes{*minute} + seconds{*second};
}

std::optional<int> year_of(std::string_view text, sys_seconds now) noexcept {
    if (text.size() != 2) return number_of(text, 4);
    const auto in_century = number_of(text, 2);
    if (!in_century) return std::nullopt;
    constexpr int century = 100;
    const int this_year = static_cast<int>(year_month_day{floor<days>(now)}.year());
    const int year = this_year - this_year % century + *in_century;
    if (year > this_year + century / 2) return year - century;
    return year <= this_year - century / 2 ? year + century : year;
}

}  // namespace

std::optional<sys_seconds> parse_http_date(std::string_view text, sys_seconds now) noexcept {
    const auto parts = parts_of(text);
    if (!parts) return std::nullopt;
    const auto day_number = number_of(parts->day, parts->day.size() == 1 ? 1 : 2);
    const auto named = month_of(parts->month);
    const auto in_year = year_of(parts->year, now);
    const auto time = time_of(parts->time);
    if (!day_number || !named || !in_year || !time) return std::nullopt;
    const year_month_day date{year{*in_year}, *named, day{static_cast<unsigned>(*day_number)}};
    if (!date.ok()) return std::nullopt;
    return sys_days{date} + *time;
}

}  // namespace nextfire::inline v0::api
