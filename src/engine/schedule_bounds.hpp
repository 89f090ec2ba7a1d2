/// The instants that stand for "none" inside the engine.
#pragma once

#include <cstdint>
#include <limits>

namespace nextfire::inline v0::detail {

// Beyond every last instant of a schedule, and not beyond any first one.
inline constexpr std::int64_t none_after = std::numeric_limits<std::int64_t>::max();
inline constexpr std::int64_t none_before = std::numeric_limits<std::int64_t>::min();

}  // namespace nextfire::inline v0::detail
