/// The zones that nextfire carries, and those of a fixed offset: made when first asked for, kept for ever.
///
/// Readers take no lock.  Each name has a place that is empty or holds its finished record; whoever finds
/// it empty makes the record and offers it, and of several at once the first wins.
#pragma once

#include "zone/zone_pack.hpp"

#include <nextfire/zone/zone_windows.hpp>

#include <chrono>
#include <cstddef>
#include <optional>
#include <span>
#include <string_view>

namespace nextfire::inline v0::detail {

/// Fixed offsets go up to 18 hours either way, as in java.time and ISO 8601's practice.
inline constexpr std::chrono::minutes largest_fixed_offset{18 * 60};

/// Gives the pack that nextfire carries, opened on first use.
[[nodiscard]] const zone_pack& bundled_pack();

/// Gives the names in the pack, in its order.
[[nodiscard]] std::span<const std::string_view> bundled_names();

/// Finds an IANA name's place in the pack, in any letter case.
[[nodiscard]] std::optional<std::size_t> find_bundled_name(std::string_view name);

/// Gives the record of a place in the pack.
[[nodiscard]] const zone_record& bundled_record(std::size_t place);

/// Gives the record of `UTC`.
[[nodiscard]] const zone_record& utc_record();

/// Gives the record of a fixed offset, at most largest_fixed_offset either way.
[[nodiscard]] const zone_record& fixed_record(std::chrono::minutes offset);

}  // namespace nextfire::inline v0::detail
