/// The local times that can matter: those that some clock shows at an instant of the supported range.
#pragma once

#include "engine/time_stepping.hpp"

#include <nextfire/base/instant.hpp>

#include <cstdint>

namespace nextfire::inline v0::detail {

// No local day before or after these holds an instant of the supported range, whatever the offset.
inline constexpr std::int64_t first_local_day = -2;
inline constexpr std::int64_t last_local_day = max_instant.time_since_epoch().count() / seconds_a_day + 2;

inline constexpr std::int64_t first_local_time = first_local_day * seconds_a_day;
inline constexpr std::int64_t local_limit =
    (last_local_day + 1) * seconds_a_day;  ///< The first one after them.

}  // namespace nextfire::inline v0::detail
