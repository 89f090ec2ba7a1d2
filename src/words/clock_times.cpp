#include "words/clock_times.hpp"

#include "words/number_runs.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <cstddef>
#include <optional>

namespace nextfire::inline v0::detail {
namespace {

using namespace std::chrono;

constexpr std::size_t most_listed = 6;
constexpr std::size_t most_spans = 3;
constexpr std::size_t fewest_steps = 3;  // times in a span for which "every" is said

/// Gives the minutes of the day that fire, with a second added to each.  At most 1,440.
std::vector<seconds> marks_of(const std::vector<int>& hours_of_day, const std::vector<int>& minutes_of_hour,
                              seconds second) {
    std::vector<seconds> marks;
    marks.reserve(hours_of_day.size() * minutes_of_hour.size());
    for (const int hour : hours_of_day)
        for (const int minute : minutes_of_hour) marks.push_back(hours{hour} + minutes{minute} + second);
    return marks;
}

/// Splits sorted times into spans with a step; nullopt if there are too many, or one is too short.
std::optional<std::vector<time_span>> spans_of(const std::vector<seconds>& times, seconds step,
                                               std::size_t fewest) {
    std::vector<time_span> spans;
    std::size_t length = fewest;
    for (const seconds time : times) {
        if (!spans.empty() && time - spans.back().last == step) {
            spans.back().last = time;
            ++length;
            continue;
        }
        if (length < fewest || spans.size() == most_spans) return std::nullopt;
        spans.push_back({time, time});
        length = 1;
    }
    if (length < fewest) return std::nullopt;
    return spans;
}

std::optional<stepped_times> in_steps(const std::vector<seconds>& times) {
    if (times.size() < fewest_steps) return std::nullopt;
    const seconds step = times[1] - times[0];
    auto spans = spans_of(times, step, fewest_steps);
    if (!spans) return std::nullopt;
    return stepped_times{step, *std::move(spans)};
}

/// Finds the step of seconds that go on evenly from each minute to the next, such as 15 and 45.
std::optional<seconds> step_through_minutes(const std::vector<int>& seconds_of_minute) {
    const auto size = static_cast<int>(seconds_of_minute.size());
    if (size < 2 || 60 % size != 0) return std::nullopt;
    for (std::size_t i = 1; i < seconds_of_minute.size(); ++i)
        if (seconds_of_minute[i] - seconds_of_minute[i - 1] != 60 / size) return std::nullopt;
    return seconds{60 / size};
}

/// Groups times whose seconds are several.
clock_times with_seconds(std::vector<int> seconds_of_minute, std::vector<int> minutes_of_hour,
                         std::vector<int> hours_of_day) {
    std::vector<seconds> marks = marks_of(hours_of_day, minutes_of_hour, seconds{0});
    if (const auto step = step_through_minutes(seconds_of_minute)) {
        if (auto spans = spans_of(marks, minutes{1}, 1)) {
            for (time_span& span : *spans) {
                span.first += seconds{seconds_of_minute.front()};
                span.last += seconds{seconds_of_minute.back()};
            }
            return {stepped_times{*step, *std::move(spans)}, {}};
        }
    }
    if (marks.size() <= most_listed) return {listed_times{std::move(marks)}, std::move(seconds_of_minute)};
    // "Every 10 seconds of every hour" would be wrong for the first minute of each hour.
    if (minutes_of_hour.size() > 1)
        if (auto steps = in_steps(marks)) return {*std::move(steps), std::move(seconds_of_minute)};
    return {minutes_of_hours{std::move(minutes_of_hour), std::move(hours_of_day)},
            std::move(seconds_of_minute)};
}

}  // namespace

bool stepped_times::have_bounds() const noexcept {
    const auto& [first, last] = spans.front();
    const bool goes_round = spans.size() == 1 && last - first + step == hours{24};
    return !goes_round || (first != seconds{0} && step != minutes{1} && step != hours{1});
}

bool clock_times::are_listed() const noexcept {
    return std::holds_alternative<listed_times>(marks);
}

bool clock_times::fill_day() const noexcept {
    if (const auto* of_hours = std::get_if<minutes_of_hours>(&marks)) return of_hours->hours.size() == 24;
    const auto* stepped = std::get_if<stepped_times>(&marks);
    return stepped != nullptr && !stepped->have_bounds();
}

clock_times clock_times_of(const cron_fields& fields) {
    std::vector<int> seconds_of_minute = members(fields.seconds, 0);
    std::vector<int> minutes_of_hour = members(fields.minutes, 0);
    std::vector<int> hours_of_day = members(fields.hours, 0);
    if (seconds_of_minute.size() * minutes_of_hour.size() * hours_of_day.size() <= most_listed) {
        std::vector<seconds> times;
        for (const seconds mark : marks_of(hours_of_day, minutes_of_hour, seconds{0}))
            for (const int second : seconds_of_minute) times.push_back(mark + seconds{second});
        return {listed_times{std::move(times)}, {}};
    }
    if (seconds_of_minute.size() > 1)
        return with_seconds(std::move(seconds_of_minute), std::move(minutes_of_hour),
                            std::move(hours_of_day));
    const seconds second{seconds_of_minute.front()};
    std::vector<seconds> times = marks_of(hours_of_day, minutes_of_hour, second);
    if (auto steps = in_steps(times)) return {*std::move(steps), {}};
    if (minutes_of_hour.size() == 1) return {listed_times{std::move(times)}, {}};
    if (second == seconds{0}) seconds_of_minute.clear();
    return {minutes_of_hours{std::move(minutes_of_hour), std::move(hours_of_day)},
            std::move(seconds_of_minute)};
}

std::string hour_minute_second(seconds time) {
    const hh_mm_ss parts{time};
    return fmt::format("{:02}:{:02}:{:02}", parts.hours().count(), parts.minutes().count(),
                       parts.seconds().count());
}

std::string hour_minute(seconds time) {
    return hour_minute_second(time).substr(0, 5);
}

std::vector<std::pair<std::string, std::string>> span_texts(const stepped_times& times) {
    const bool on_minutes = std::all_of(times.spans.begin(), times.spans.end(), [](const time_span& span) {
        return span.first % minutes{1} == seconds{0} && span.last % minutes{1} == seconds{0};
    });
    const auto write = on_minutes ? &hour_minute : &hour_minute_second;
    std::vector<std::pair<std::string, std::string>> texts;
    texts.reserve(times.spans.size());
    for (const time_span& span : times.spans) texts.emplace_back(write(span.first), write(span.last));
    return texts;
}

bool divides_round(const std::vector<int>& numbers) {
    const auto step = step_through_minutes(numbers);
    return step && numbers.front() == 0;
}

}  // namespace nextfire::inline v0::detail
