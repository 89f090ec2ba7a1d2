/// When a zone's clock first reads a local time or passes it.
#pragma once

#include <nextfire/zone/zone.hpp>

#include <chrono>

namespace nextfire::inline v0::detail {

/// Gives the first instant at which the zone's clock reads a local time or a later one (SEMANTICS,
/// clause 4.1): the change for a local time in a gap, the first pass for one in an overlap.
[[nodiscard]] inline std::chrono::sys_seconds first_passage(zone clock,
                                                            std::chrono::local_seconds local) noexcept {
    const local_lookup found = clock.lookup(local);
    return found.kind == local_kind::gap ? found.change : found.before;
}

}  // namespace nextfire::inline v0::detail
