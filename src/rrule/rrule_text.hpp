/// What every recurrence rule is written with: its first line, its zone, its times.
#pragma once

#include <nextfire/base/result.hpp>
#include <nextfire/zone/zone.hpp>

#include <array>
#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace nextfire::inline v0::detail {

/// The weekdays as RFC 5545 writes them, Sunday first.
inline constexpr std::array<std::string_view, 7> calendar_weekday_names{"SU", "MO", "TU", "WE",
                                                                        "TH", "FR", "SA"};

/// The earliest and the latest date that a rule may begin on.
inline constexpr std::chrono::local_days earliest_start{std::chrono::year{1970} / 1 / 1};
inline constexpr std::chrono::local_days latest_start{std::chrono::year{9999} / 12 / 31};

/// Writes `;UNTIL=20261231T155959Z`.
[[nodiscard]] std::string until_text(std::chrono::sys_seconds end);

/// Checks that calendars know a zone by a name, and that a start lies within the dates a rule may begin on.
[[nodiscard]] violations check_rule_place(zone clock, std::chrono::local_days start);

/// A rule and where it begins and ends.
struct rule_lines {
    zone clock;
    std::chrono::local_days start;
    std::optional<std::chrono::local_seconds>
        first;  ///< The first local time, on or after start, that fires.
    std::optional<std::chrono::sys_seconds> end;
    std::string rule;  ///< `FREQ=DAILY`, with its end.
};

/// Writes both lines of a rule in a zone and from a start that have passed check_rule_place.
///
/// A rule that has no first local time, or only after its end, cannot be written: a calendar's rule always
/// has one.
[[nodiscard]] result<std::string> rule_text(const rule_lines& lines);

/// A schedule that the notation cannot say.
[[nodiscard]] violation not_expressible(std::string_view field, std::string_view expected,
                                        std::string_view found);

}  // namespace nextfire::inline v0::detail
