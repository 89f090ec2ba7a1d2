/// Cron text as numbers that shrink field by field, and how they are written.
///
/// Not part of the interface: generators.hpp is made of it.
#pragma once

#include <nextfire/cron/cron_expression.hpp>

#include <rapidcheck.h>

#include <algorithm>
#include <array>
#include <cstddef>
#include <string>
#include <string_view>

namespace nextfire::inline v0::testing::detail {

/// A field of cron text, still in numbers: what kind of item, and which of the field's values.
struct cron_item {
    int kind;
    int a;
    int b;
    int step;
};

/// All the fields of cron text, and whose it is.
struct cron_words {
    cron_dialect dialect;
    cron_item second, minute, hour, day, month, weekday, year;
    int day_field;  // which of the day fields is restricted
};

[[nodiscard]] inline rc::Gen<cron_item> items() {
    return rc::gen::apply(
        [](int kind, int a, int b, int step) {
            return cron_item{kind, a, b, step};
        },
        rc::gen::inRange(0, 12), rc::gen::inRange(0, 60), rc::gen::inRange(0, 60), rc::gen::inRange(0, 30));
}

[[nodiscard]] inline rc::Gen<cron_words> written_fields() {
    return rc::gen::apply(
        [](int dialect, cron_item second, cron_item minute, cron_item hour, cron_item day, cron_item month,
           cron_item weekday, cron_item year, int day_field) {
            return cron_words{static_cast<cron_dialect>(dialect),
                              second,
                              minute,
                              hour,
                              day,
                              month,
                              weekday,
                              year,
                              day_field};
        },
        rc::gen::inRange(0, 4), items(), items(), items(), items(), items(), items(), items(),
        rc::gen::inRange(0, 5));
}

/// Writes a field whose values are low to high and whose simplest text is `simplest`.
[[nodiscard]] inline std::string field_text(const cron_item& item, int low, int high,
                                            std::string_view simplest) {
    const int size = high - low + 1;
    const int a = low + item.a % size;
    const int b = low + item.b % size;
    const std::string range = std::to_string(std::min(a, b)) + '-' + std::to_string(std::max(a, b));
    const std::string step = '/' + std::to_string(1 + item.step % (std::min(size, 31) - 1));
    switch (item.kind) {
        case 0:
        case 1:
        case 2:
            return std::string{simplest};
        case 3:
        case 4:
        case 5:
            return std::to_string(a);
        case 6:
        case 7:
            return std::to_string(a) + ',' + std::to_string(b);
        case 8:
            return range;
        case 9:
            return "*" + step;
        case 10:
            return range + step;
        default:
            return std::to_string(a) + ',' + range;
    }
}

/// Writes a day-of-month with what the dialect has beyond numbers.
[[nodiscard]] inline std::string day_text(const cron_words& words) {
    const cron_item& item = words.day;
    const bool is_unix = words.dialect == cron_dialect::unix_cron;
    if (is_unix || item.kind != 11) return field_text(item, 1, 31, "*");
    switch (item.step % 4) {
        case 0:
            return "L";
        case 1:
            return "LW";
        case 2:
            return std::to_string(1 + item.a % 31) + 'W';
        default:
            return words.dialect == cron_dialect::aws ? "L" : "L-" + std::to_string(1 + item.a % 28);
    }
}

/// Writes one name, two, or a range of them, where each comes after those before it.
template <std::size_t Size>
[[nodiscard]] std::string names_text(const cron_item& item, const std::array<const char*, Size>& names) {
    const std::size_t a = static_cast<std::size_t>(item.a) % Size;
    const std::size_t b = static_cast<std::size_t>(item.b) % Size;
    if (a == b || item.step % 3 == 0) return names[a];
    return std::string{names[std::min(a, b)]} + (item.step % 3 == 1 ? ',' : '-') + names[std::max(a, b)];
}

[[nodiscard]] inline std::string month_text(const cron_words& words) {
    static constexpr std::array<const char*, 12> names{"JAN", "FEB", "MAR", "APR", "MAY", "JUN",
                                                       "JUL", "AUG", "SEP", "OCT", "NOV", "DEC"};
    if (words.month.kind == 8) return names_text(words.month, names);
    return field_text(words.month, 1, 12, "*");
}

/// Writes a day-of-week with what the dialect has beyond numbers.  These mean other days in other dialects: 1 to 7, or 0
/// to 7 with two Sundays.  Sunday begins the week of one dialect and ends that of another, so its name stands alone.
[[nodiscard]] inline std::string weekday_text(const cron_words& words) {
    static constexpr std::array<const char*, 6> names{"MON", "TUE", "WED", "THU", "FRI", "SAT"};
    const cron_item& item = words.weekday;
    if (item.kind == 8) return item.step == 29 ? "SUN" : names_text(item, names);
    const bool has_zero = words.dialect == cron_dialect::unix_cron || words.dialect == cron_dialect::spring;
    if (words.dialect == cron_dialect::unix_cron || item.kind != 11)
        return field_text(item, has_zero ? 0 : 1, 7, "*");
    const std::string weekday = std::to_string(1 + item.a % 7);
    return item.step % 2 == 0 ? weekday + 'L' : weekday + '#' + std::to_string(1 + item.b % 5);
}

[[nodiscard]] inline std::string cron_line(const cron_words& words) {
    const std::string minute = field_text(words.minute, 0, 59, "0");
    const std::string hour = field_text(words.hour, 0, 23, "0");
    const std::string month = month_text(words);
    std::string day = day_text(words);
    std::string weekday = weekday_text(words);
    const bool has_question_mark =
        words.dialect == cron_dialect::quartz || words.dialect == cron_dialect::aws;
    if (has_question_mark)
        (words.day_field % 2 == 0 ? weekday : day) = "?";
    else if (words.day_field != 4)  // else both are as they are
        (words.day_field % 2 == 0 ? weekday : day) = "*";
    const std::string rest = hour + ' ' + day + ' ' + month + ' ' + weekday;
    const cron_item years{3 + words.year.b % 9, words.year.a, words.year.b, words.year.step};
    const std::string year = words.year.kind > 9 ? field_text(years, 2020, 2040, "*") : "*";
    switch (words.dialect) {
        case cron_dialect::quartz:
            return field_text(words.second, 0, 59, "0") + ' ' + minute + ' ' + rest +
                   (year == "*" ? "" : ' ' + year);
        case cron_dialect::unix_cron:
            return minute + ' ' + rest;
        case cron_dialect::spring:
            return field_text(words.second, 0, 59, "0") + ' ' + minute + ' ' + rest;
        case cron_dialect::aws:
            return "cron(" + minute + ' ' + rest + ' ' + year + ')';
    }
    return {};
}

/// Writes them so that the calendar has a day for them: where it has none, in one day field, every month and
/// year.
[[nodiscard]] inline std::string sensible_text(cron_words words) {
    const std::string text = cron_line(words);
    if (cron_expression::parse(text, words.dialect)) return text;
    words.month.kind = words.year.kind = 0;
    words.day_field %= 4;
    return cron_line(words);
}

}  // namespace nextfire::inline v0::testing::detail
