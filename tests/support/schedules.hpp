/// Schedules for tests in one line each, and answers as text that a table can hold.
#pragma once

#include <nextfire/engine/schedule.hpp>
#include <nextfire/spec/schedule_spec.hpp>

#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <optional>
#include <string>

#include "instants.hpp"

namespace nextfire_test {

/// Checks a spec that a test knows to be good; ends the program when it is not.
inline nextfire::schedule_spec spec_of(const nextfire::schedule_fields& fields) {
    nextfire::result<nextfire::schedule_spec> spec = nextfire::schedule_spec::parse(fields);
    if (spec) return *spec;
    for (const nextfire::violation& error : spec.errors())
        std::fprintf(stderr, "a test's spec: %s: %s\n", error.field.c_str(), error.message.c_str());
    std::abort();
}

/// Builds a schedule that a test knows to be good; ends the program when it is not.
inline nextfire::schedule built(const nextfire::schedule_fields& fields,
                                const nextfire::schedule_options& options = {}) {
    nextfire::result<nextfire::schedule> schedule = nextfire::schedule::build(spec_of(fields), options);
    if (schedule) return *schedule;
    for (const nextfire::violation& error : schedule.errors())
        std::fprintf(stderr, "a test's schedule: %s: %s\n", error.field.c_str(), error.message.c_str());
    std::abort();
}

inline nextfire::schedule once(const char* zone, const char* date, const char* time,
                               const nextfire::schedule_options& options = {}) {
    return built(
        {.scheduled_type = "FIXED_TIME", .scheduled_date = date, .scheduled_time = time, .time_zone = zone},
        options);
}

inline nextfire::schedule daily(const char* zone, const char* time,
                                const nextfire::schedule_options& options = {}) {
    return built({.scheduled_type = "DAY", .day_interval = "1", .scheduled_time = time, .time_zone = zone},
                 options);
}

/// Every n days, counted from an anchor date such as `2026-01-31`.
inline nextfire::schedule every(const char* days, const char* anchor_date, const char* zone, const char* time,
                                nextfire::schedule_options options = {}) {
    const std::string midnight = std::string(anchor_date) + "T00:00:00";
    options.anchor_date = std::chrono::floor<std::chrono::days>(local(midnight.c_str()));
    return built({.scheduled_type = "DAY", .day_interval = days, .scheduled_time = time, .time_zone = zone},
                 options);
}

/// On weekdays, 1 for Sunday.
inline nextfire::schedule weekly(const char* weekdays, const char* zone, const char* time,
                                 const nextfire::schedule_options& options = {}) {
    return built({.scheduled_type = "WEEK", .week_list = weekdays, .scheduled_time = time, .time_zone = zone},
                 options);
}

inline nextfire::schedule monthly(const char* months, const char* dates, const char* zone, const char* time,
                                  const nextfire::schedule_options& options = {}) {
    return built({.scheduled_type = "MONTH",
                  .month_list = months,
                  .date_list = dates,
                  .scheduled_time = time,
                  .time_zone = zone},
                 options);
}

/// Writes an instant as `2026-03-29T01:00:00Z`, with a calendar that is not the library's own.
inline std::string text(std::chrono::sys_seconds instant) {
    const auto day = std::chrono::floor<std::chrono::days>(instant);
    const std::chrono::year_month_day date{day};
    const std::chrono::hh_mm_ss time{instant - day};
    char written[64];
    std::snprintf(written, sizeof written, "%04d-%02u-%02uT%02d:%02d:%02dZ", static_cast<int>(date.year()),
                  static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()),
                  static_cast<int>(time.hours().count()), static_cast<int>(time.minutes().count()),
                  static_cast<int>(time.seconds().count()));
    return written;
}

inline std::string text(const std::optional<std::chrono::sys_seconds>& instant) {
    return instant ? text(*instant) : "none";
}

/// Brings an expected answer of a table, written with any offset, to UTC, as text() writes it.
inline std::string in_utc(const std::string& expected) {
    return expected == "none" ? expected : text(utc(expected.c_str()));
}

}  // namespace nextfire_test
