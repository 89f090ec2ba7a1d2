/// Time stamps in milliseconds beside instants in whole seconds (SEMANTICS, clauses 1.1 and 8.5).
#pragma once

#include <nextfire/base/instant.hpp>
#include <nextfire/tasks/task.hpp>

#include <algorithm>
#include <chrono>

namespace nextfire::inline v0::api {

/// Gives the nearest of the instants that nextfire knows.
[[nodiscard]] constexpr sys_millis known_instant(sys_millis instant) noexcept {
    constexpr std::chrono::milliseconds last_of_second{999};
    return std::clamp(instant, sys_millis{min_instant}, max_instant + last_of_second);
}

/// Gives the first whole second at or after a time stamp; where none is left, the last of all.
[[nodiscard]] constexpr std::chrono::sys_seconds first_second(sys_millis instant) noexcept {
    return std::min(std::chrono::ceil<std::chrono::seconds>(instant), max_instant);
}

}  // namespace nextfire::inline v0::api
