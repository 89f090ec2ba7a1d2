/// All that is known of a zone's clock, and how it is built from the zone's history.
#pragma once

#include "zone/offset_period.hpp"
#include "zone/posix_rule.hpp"
#include "zone/zone_history.hpp"

#include <nextfire/zone/zone_windows.hpp>

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

namespace nextfire::inline v0::detail {

/// All that is known of one zone's clock from 1970 on.  Immutable once built; lives as long as the process.
struct zone_table : zone_windows {
    std::int32_t lowest_offset = 0;   ///< The least offset of any period, rule included.
    std::int32_t highest_offset = 0;  ///< The greatest.
    /// The farthest that two instants of one local time can lie apart: highest offset minus lowest.
    std::uint32_t reach_seconds = 0;

    std::vector<zone_window> window_store;
    std::vector<std::uint8_t> window_abbreviations;  ///< Parallel to windows.
    std::vector<offset_period> late_periods;  ///< Listed changes after 2106; empty for every real zone.
    std::vector<std::string> abbreviations;
    std::int64_t rule_begin = 0;  ///< From here on `rule` alone decides.
    posix_rule rule;

    /// Finds the period of any instant, the far future by the rule.  About 5 ns to 2106, 60 ns after.
    [[nodiscard]] offset_period period_at(std::int64_t t) const noexcept;
};

/// Builds the table of a settled history (settle_history, or the pack).  Cost: about 5 µs.
[[nodiscard]] std::unique_ptr<const zone_table> build_zone_table(const zone_history& history);

}  // namespace nextfire::inline v0::detail
