/// Instants as the numbers that languages without our types have for them: seconds since 1970.
#pragma once

#include <nextfire/base/instant.hpp>

#include <algorithm>
#include <chrono>
#include <cstdint>

namespace nextfire::inline v0::detail {

/// Gives the instant that a number is, or the nearer of those just outside of all that there are.
[[nodiscard]] constexpr std::chrono::sys_seconds instant_of(std::int64_t number) noexcept {
    const std::chrono::sys_seconds any{std::chrono::seconds{number}};
    return std::clamp(any, min_instant - std::chrono::seconds{1}, max_instant + std::chrono::seconds{1});
}

}  // namespace nextfire::inline v0::detail
