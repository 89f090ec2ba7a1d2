/// From a local time to the instants at which it fires: the one place where clock-change policy lives.
#pragma once

#include <nextfire/schedule.hpp>
#include <nextfire/zone.hpp>

#include <array>
#include <cstddef>
#include <cstdint>

namespace nextfire::inline v0::detail {

/// The instants at which one local time fires: none, one, or both passes of an overlap; in order.
struct fired_instants {
    std::array<std::int64_t, 2> at{};
    std::size_t count = 0;

    [[nodiscard]] const std::int64_t* begin() const noexcept { return at.data(); }
    [[nodiscard]] const std::int64_t* end() const noexcept { return at.data() + count; }
};

/// What two policies make of clock changes in a zone.
struct firing_rule {
    zone clock;
    gap_policy gap;
    overlap_policy overlap;
};

/// Maps a local time, in seconds since 1970 on the clock, to its instants.
[[nodiscard]] fired_instants fire(const firing_rule& rule, std::int64_t local) noexcept;

}  // namespace nextfire::inline v0::detail
