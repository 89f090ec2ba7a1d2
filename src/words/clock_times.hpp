/// The times of day of a cron expression, grouped the way people say them.
///
/// The three time fields name every combination of their seconds, minutes and hours.  Few combinations are
/// listed; evenly spaced ones are "every 30 minutes from 08:00 to 17:30"; of the others one says which
/// minutes of which hours, and where need be which seconds of these minutes.
#pragma once

#include <nextfire/calendar/cron_fields.hpp>

#include <chrono>
#include <string>
#include <utility>
#include <variant>
#include <vector>

namespace nextfire::inline v0::detail {

/// Times of day one by one, since midnight.
struct listed_times {
    std::vector<std::chrono::seconds> times;
};

/// A stretch of the day, from the first time that fires to the last.
struct time_span {
    std::chrono::seconds first;
    std::chrono::seconds last;
};

/// Times that follow one another evenly within each of one to three stretches of the day.
struct stepped_times {
    std::chrono::seconds step;
    std::vector<time_span> spans;

    /// Says whether one names the stretches, since the times are neither "every 5 minutes" all day long nor
    /// "at 15 minutes past every hour".
    [[nodiscard]] bool have_bounds() const noexcept;
};

/// These minutes of each of these hours.
struct minutes_of_hours {
    std::vector<int> minutes;
    std::vector<int> hours;
};

/// All times of day of an expression.
struct clock_times {
    std::variant<listed_times, stepped_times, minutes_of_hours> marks;
    /// Where not empty: the marks are whole minutes, and these seconds of each fire.
    std::vector<int> seconds;

    /// Says whether the times are listed.
    [[nodiscard]] bool are_listed() const noexcept;

    /// Says whether "every minute" or "every hour" will be said of the whole day, so that "every day" need
    /// not be.
    [[nodiscard]] bool fill_day() const noexcept;
};

/// Groups the times of day of an expression.
[[nodiscard]] clock_times clock_times_of(const cron_fields& fields);

/// Writes a time of day as `09:00:00`.
[[nodiscard]] std::string hour_minute_second(std::chrono::seconds time);

/// Writes a time of day as `09:00`.
[[nodiscard]] std::string hour_minute(std::chrono::seconds time);

/// Writes the ends of each span, without seconds where all of them are zero.
[[nodiscard]] std::vector<std::pair<std::string, std::string>> span_texts(const stepped_times& times);

/// Says whether seconds or minutes go evenly through their whole round, from 0 on: `*/5`, not `*/7`.
[[nodiscard]] bool divides_round(const std::vector<int>& numbers);

}  // namespace nextfire::inline v0::detail
