/// The parts of a recurrence rule, `FREQ=MONTHLY;BYDAY=1MO;COUNT=10` (RFC 5545 section 3.3.10), each read by
/// itself.
#pragma once

#include "rrule/rrule_lines.hpp"
#include "rrule/rrule_stamp.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

namespace nextfire::inline v0::detail {

/// How often a rule starts anew.
enum class frequency : std::uint8_t { daily, weekly, monthly, yearly };

/// The parts that a schedule can say.
enum class rule_part : std::uint8_t {
    freq,
    interval,
    count,
    until,
    by_month,
    by_month_day,
    by_day,
    by_hour,
    by_minute,
    by_second,
    week_start,
};
inline constexpr std::size_t rule_part_count = 11;

/// An item of BYDAY: `MO`, `1MO`, `-1FR`.
struct weekday_item {
    std::string_view text;
    int number;             ///< -53 to 53; 0 where there is none.
    std::uint32_t weekday;  ///< 0 for Sunday.
};

/// A rule as written.  What is not there, or not right, is nullopt, zero or empty.
struct rule_parts {
    std::array<std::string_view, rule_part_count> texts;  ///< `BYMONTH=1,3`
    std::optional<frequency> freq;
    std::optional<std::uint32_t> interval;  ///< 1 where the part is not there; at most 1,000,000.
    std::optional<std::uint32_t> count;
    std::optional<calendar_stamp> until;
    std::uint16_t months = 0;      ///< Bit 0 is January.
    std::uint32_t month_days = 0;  ///< Bit n - 1 is day n.
    std::uint32_t last_days = 0;   ///< Bit n - 1 is day -n, counted from the end of the month.
    std::vector<weekday_item> weekdays;
    std::uint32_t hours = 0;       ///< Bit n is hour n, and so on.
    std::uint64_t minutes = 0;     ///< Bit n is minute n.
    std::uint64_t seconds = 0;     ///< Bit n is second n.
    std::uint32_t week_start = 1;  ///< The weekday that weeks begin with, 0 for Sunday; Monday by default.

    [[nodiscard]] std::string_view text(rule_part part) const noexcept {
        return texts[static_cast<std::size_t>(part)];
    }
    [[nodiscard]] bool has(rule_part part) const noexcept { return !text(part).empty(); }
};

/// Reads a rule, the value of an RRULE line; complains of every part that is not right.
[[nodiscard]] rule_parts parse_parts(std::string_view rule, rrule_complaints& complaints);

}  // namespace nextfire::inline v0::detail
