/// Builds the table of a zone from its history; the table itself is described in detail/zone_table.hpp.
#pragma once

#include "zone/zone_history.hpp"

#include <nextfire/zone/zone_table.hpp>

#include <memory>

namespace nextfire::inline v0::detail {

/// Builds the table of a settled history (settle_history, or the pack).  Cost: about 5 µs.
[[nodiscard]] std::unique_ptr<const zone_table> build_zone_table(const zone_history& history);

}  // namespace nextfire::inline v0::detail
