/// What a sentence about a schedule has to say, in no language yet.
#pragma once

#include <nextfire/calendar/cron_fields.hpp>
#include <nextfire/spec/schedule_options.hpp>
#include <nextfire/words/describe.hpp>
#include <nextfire/zone/zone.hpp>

#include "words/clock_times.hpp"

#include <array>
#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace nextfire::inline v0::detail {

/// The day-of-week field of an expression: whole weekdays, and some of a month only.
struct weekday_choice {
    std::uint8_t whole = 0;  ///< Bit w is every weekday w; 0 is Sunday.
    /// For each weekday that is not whole: which of a month's fire, 1 to 5, and last_of_month.
    std::array<std::vector<int>, 7> some;

    static constexpr int last_of_month = 6;

    [[nodiscard]] bool is_whole() const noexcept;
};

/// What makes the days of an expression.
enum class described_days : std::uint8_t {
    every,     ///< Every day.
    date,      ///< A single one, of one month in one year.
    of_month,  ///< Days of the month.
    of_week,   ///< Days of the week.
    both,      ///< Days of the month that are days of the week as well.
    either,    ///< Both kinds.
};

/// An instant by a clock.
struct told_moment {
    std::chrono::local_seconds local;
    std::string
        offset;  ///< ` +02:00` where the clock shows this local time twice; empty where that goes without saying.
};

/// What a sentence has to say.
struct description {
    cron_fields fields;  ///< The days of the month, months, years, and `every`.
    described_days days;
    weekday_choice weekdays;
    std::vector<int> years;  ///< Of a set with holes; empty for a range.
    clock_times times;
    std::optional<std::chrono::days> day_interval;  ///< "Every 3 days", in the place of all days.
    std::vector<int> cycle_places;  ///< The days of so many that fire, from 1; empty where it is the first.
    std::optional<std::chrono::local_days> cycle_begin;  ///< What they are counted from, where that is told.
    std::optional<std::chrono::sys_seconds> anchor;
    std::string_view zone_name;
    std::optional<told_moment> begin;
    std::optional<told_moment> end;

    /// Says whether the zone means anything: exact elapsed time without limits goes by alike everywhere.
    [[nodiscard]] bool depends_on_zone() const noexcept;
};

/// Gives what there is to say of the sets of an expression, by the clock of a zone.
[[nodiscard]] description description_of(const cron_fields& fields, zone clock,
                                         const schedule_options& options);

/// Writes the sentence.
[[nodiscard]] std::string english(const description& subject);
[[nodiscard]] std::string chinese(const description& subject);

/// Writes the sentence in a language.
[[nodiscard]] std::string sentence(const description& subject, language in);

}  // namespace nextfire::inline v0::detail
