/// Where a count stands in a period.
#pragma once

#include <cstdint>

namespace nextfire::inline v0::detail {

/// Gives a count less whole periods, 0 to below the period, before 1970 as after it; the period is above 0.
///
///     phase_of(-1, 7);   // 6
[[nodiscard]] constexpr std::int64_t phase_of(std::int64_t count, std::int64_t period) noexcept {
    const std::int64_t rest = count % period;
    return rest < 0 ? rest + period : rest;
}

}  // namespace nextfire::inline v0::detail
