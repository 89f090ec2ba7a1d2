/// The firings of a set, a window of time after the other.
#pragma once

#include "set/set_root.hpp"

#include <nextfire/set/firing.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace nextfire::inline v0::detail {

/// Puts the firings in (after, until] into `found`, in order.  Seconds since 1970.
void collect_firings(const set_root& root, std::int64_t after, std::int64_t until,
                     std::vector<firing>& found);

/// Puts the firings in (after, end] into `found`, in order, and gives end: `until`, or an earlier one where more than
/// `most` fire until then.  Those of one second are found together, however many they are.
[[nodiscard]] std::int64_t collect_some_firings(const set_root& root, std::int64_t after, std::int64_t until,
                                                std::size_t most, std::vector<firing>& found);

/// The most firings that are kept at a time, those of one second excepted: so the memory stays that of the schedules.
[[nodiscard]] constexpr std::size_t most_firings_ahead(std::size_t schedules) noexcept {
    return 4 * (schedules > 1024 ? schedules : 1024);
}

/// How many firings are found ahead where there are so many schedules.  The work on all parts is shared by so many
/// firings: of a few schedules nearly each is a part of its own, of many some hundred share one.  Of more, new memory
/// costs more than that work.
[[nodiscard]] constexpr std::size_t firings_ahead(std::size_t schedules) noexcept {
    constexpr std::size_t few = 2048;
    constexpr std::size_t many = std::size_t{1} << 16;
    return std::max(std::clamp(schedules, few, many), schedules / 8);
}

/// Room for the firings that are found ahead, and for as many again to put them in order; twice that, since some hours
/// have more than others.  Taken at once it is touched once: a list that grows is copied again and again.
[[nodiscard]] constexpr std::size_t room_ahead(std::size_t schedules) noexcept {
    return 4 * std::min(schedules, firings_ahead(schedules));
}

/// Gives the window to try after one of `seconds` in which `found` firings were: as long as about firings_ahead()
/// fire in it.  From a second to a day.
[[nodiscard]] std::int64_t better_window(std::int64_t seconds, std::size_t found,
                                         std::size_t schedules) noexcept;

/// Finds the first instant after `after` at which any schedule fires; where there is none, a value beyond
/// max_instant.  Cost: that of next_all.
[[nodiscard]] std::int64_t earliest_firing(const set_root& root, std::int64_t after);

/// The window to begin with.
inline constexpr std::int64_t first_window_seconds = 60;

}  // namespace nextfire::inline v0::detail
