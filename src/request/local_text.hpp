/// Local times as people read them.
#pragma once

#include <chrono>
#include <string>

namespace nextfire::inline v0::api {

/// Writes the time of day of a local time, `02:30:00`.
[[nodiscard]] std::string format_time(std::chrono::local_seconds local);

/// Writes a local time for people, `2026-03-29 02:30:00`; in the year 10000, which some clocks show already,
/// with one digit more.
[[nodiscard]] std::string format_date_and_time(std::chrono::local_seconds local);

/// Writes a date as ISO 8601, `2026-03-29`.
[[nodiscard]] std::string format_date(std::chrono::local_days date);

}  // namespace nextfire::inline v0::api
