/// Occurrences as people and programs read them.
#pragma once

#include "request/local_text.hpp"

#include <nextfire/engine/schedule.hpp>
#include <nextfire/zone/zone.hpp>

#include <chrono>
#include <string>

namespace nextfire::cli {

/// Appends a line for people: the local time, the weekday, the instant, and what a clock change did.
///
///     2026-03-29 03:00:00 +02:00  Sun  2026-03-29T01:00:00Z  moved: 02:30:00 does not exist, the clock jumps
///     02:00 -> 03:00
void append_line(std::string& out, const occurrence& fires, zone clock);

/// Appends a JSON object for programs, with the members instant, local and effect; where a clock change
/// played a part, also scheduled and reason.
void append_json(std::string& out, const occurrence& fires, zone clock);

/// Tells what a clock change did to an occurrence; empty for an exact one.
[[nodiscard]] std::string clock_change_reason(const occurrence& fires, zone clock);

using api::format_date;
using api::format_date_and_time;
using api::format_time;

/// Writes what a clock reads before it changes and after: `02:00 -> 03:00`; with dates where they differ.
[[nodiscard]] std::string format_jump(std::chrono::local_seconds before, std::chrono::local_seconds after);

}  // namespace nextfire::cli
