/// A million schedules as a scheduler has them, made up the same way each time.
#pragma once

#include <nextfire/set/schedule_set.hpp>

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace nextfire_bench {

/// Which schedules.
enum class set_mix : std::uint8_t {
    mixed,  ///< 60 % one time a day, 25 % several or elapsed, 10 % months and calendar, 5 % once and every.
    once_a_day,  ///< One time a day alone, on every day or on weekdays.
};

/// Makes schedules in forty zones, their keys 1, 2, 3, …; once and every lie around 2026-06-15.
[[nodiscard]] std::vector<nextfire::set_entry> set_entries(set_mix mix, std::size_t size);

/// An instant far from every clock change of the forty zones: 2026-06-15T08:47:23Z.
[[nodiscard]] std::chrono::sys_seconds ordinary_instant();

/// Some hours before the clocks of Europe change: 2026-03-28T20:47:23Z.
[[nodiscard]] std::chrono::sys_seconds day_of_changes();

}  // namespace nextfire_bench
