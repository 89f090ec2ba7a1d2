/// Instants and local times for tests, read from their text by arithmetic that shares nothing with the
/// library.
///
/// Every date is counted day by day from 1970, the way one would on paper: slow, and hard to get wrong.
#pragma once

#include <chrono>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string>

namespace nextfire_test {

/// Ends the test program: the text of a test is wrong, and nothing after it could be believed.
[[noreturn]] inline void bad_time_text(const char* text) {
    std::fprintf(stderr, "bad time in a test: \"%s\"\n", text);
    std::abort();
}

/// Counts the seconds from 1970-01-01T00:00:00 to a date and time of day of the same clock.
inline std::int64_t count_seconds(const char* text, int year, int month, int day, int hour, int minute,
                                  int second) {
    constexpr int month_days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    const auto is_leap = [](int y) { return y % 400 == 0 || (y % 4 == 0 && y % 100 != 0); };
    const auto days_in = [&](int y, int m) { return m == 2 && is_leap(y) ? 29 : month_days[m - 1]; };
    const bool in_bounds = year >= 1 && year <= 9999 && month >= 1 && month <= 12 && day >= 1 &&
                           day <= days_in(year, month) && hour <= 23 && minute <= 59 && second <= 59;
    if (!in_bounds) bad_time_text(text);
    std::int64_t days = day - 1;
    for (int m = 1; m < month; ++m) days += days_in(year, m);
    for (int y = 1970; y < year; ++y) days += is_leap(y) ? 366 : 365;
    for (int y = year; y < 1970; ++y) days -= is_leap(y) ? 366 : 365;
    return days * 86400 + hour * 3600 + minute * 60 + second;
}

/// Reads `2026-03-29T02:30:00` at the start of a text and tells how many characters it took.
inline std::int64_t read_clock_text(const char* text, int& taken) {
    constexpr const char* pattern = "dddd-dd-ddTdd:dd:dd";
    for (taken = 0; pattern[taken] != '\0'; ++taken) {
        const char c = text[taken];
        const bool fits = pattern[taken] == 'd' ? c >= '0' && c <= '9' : c == pattern[taken];
        if (!fits) bad_time_text(text);
    }
    const auto number = [&](int at, int digits) {
        int value = 0;
        for (int i = 0; i < digits; ++i) value = value * 10 + (text[at + i] - '0');
        return value;
    };
    return count_seconds(text, number(0, 4), number(5, 2), number(8, 2), number(11, 2), number(14, 2),
                         number(17, 2));
}

/// Reads an instant: `2026-03-29T01:00:00Z`, or with an offset `2026-03-29T03:00:00+02:00`, in which case
/// seconds of offset may follow (`-00:44:30`).  Ends the program when the text is bad.
inline std::chrono::sys_seconds utc(const char* text) {
    int at = 0;
    std::int64_t seconds = read_clock_text(text, at);
    const std::string zone = text + at;
    if (zone != "Z") {
        int hours = 0, minutes = 0, odd_seconds = 0, taken = 0;
        const bool short_form =
            std::sscanf(zone.c_str() + 1, "%2d:%2d%n", &hours, &minutes, &taken) == 2 && taken == 5;
        const bool long_form = zone.size() == 9 && std::sscanf(zone.c_str() + 6, ":%2d", &odd_seconds) == 1;
        const bool fits = short_form && (zone.size() == 6 || long_form) && (zone[0] == '+' || zone[0] == '-');
        if (!fits) bad_time_text(text);
        const int offset = hours * 3600 + minutes * 60 + odd_seconds;
        seconds -= zone[0] == '-' ? -offset : offset;
    }
    return std::chrono::sys_seconds{std::chrono::seconds{seconds}};
}

/// Reads a local time, `2026-03-29T02:30:00`.  Ends the program when the text is bad.
inline std::chrono::local_seconds local(const char* text) {
    int at = 0;
    const std::int64_t seconds = read_clock_text(text, at);
    if (text[at] != '\0') bad_time_text(text);
    return std::chrono::local_seconds{std::chrono::seconds{seconds}};
}

}  // namespace nextfire_test
