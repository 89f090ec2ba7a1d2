/// Rows that say what the next five instants are, as other programs answered.
#pragma once

#include <nextfire/engine/schedule.hpp>

#include <chrono>
#include <cstddef>
#include <optional>
#include <string>

#include "cron_schedules.hpp"
#include "instants.hpp"
#include "schedules.hpp"
#include "table_file.hpp"

namespace nextfire_test {

constexpr std::size_t answers_a_row = 5;

/// Gives the five answers of a row, from a column on, in one line; `-` where there is none.
inline std::string answers_of(const table_row& row, std::size_t column) {
    std::string line;
    for (std::size_t n = 0; n < answers_a_row; ++n) line += row.at(column + n) + " ";
    return line;
}

/// Asks a schedule for its next five, written as answers_of() writes them.
inline std::string next_five(const nextfire::schedule& asked, const std::string& from) {
    std::string line;
    std::optional<std::chrono::sys_seconds> at = utc(from.c_str());
    for (std::size_t n = 0; n < answers_a_row; ++n) {
        if (at) at = asked.next(*at);
        line += (at ? text(*at) : "-") + " ";
    }
    return line;
}

inline std::string refusal(const nextfire::violation& error) {
    if (error.code == nextfire::violation_code::never_fires) return "- - - - - ";
    return "refused: " + error.message;
}

/// Reads and builds an expression and gives its next five: none where it is refused because it never fires,
/// and another refusal in words.
inline std::string next_five(const std::string& expression, const std::string& zone, const std::string& from,
                             const cron_reading& reading) {
    const auto read = nextfire::cron_expression::parse(expression, reading.text);
    if (!read) return refusal(read.errors()[0]);
    const auto made = nextfire::schedule::build(*read, zone_named(zone), reading.choices);
    return made ? next_five(*made, from) : refusal(made.errors()[0]);
}

}  // namespace nextfire_test
