/// From local times to the instants at which they fire: the one place where clock-change policy lives.
#pragma once

#include "zone/zone_table.hpp"

#include <nextfire/spec/schedule_options.hpp>
#include <nextfire/zone/zone.hpp>

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>

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

/// A run of local times between the marks that clock changes leave on the wall: all of them exist once, or
/// all lie in one gap, or all in one overlap.  So they fire alike.
struct firing_stretch {
    std::int64_t begin;  ///< The first local time of the run.
    std::int64_t end;    ///< The first one after it.
    /// The one instant at which all of them fire, where a gap's times fire at the change.
    std::optional<std::int64_t> together;
    /// Otherwise each fires at itself minus these, as many as there are.
    fired_instants offsets;
};

/// Gives a run that a local time lies in; it may be shorter than it could be.
[[nodiscard]] firing_stretch stretch_around(const firing_rule& rule, std::int64_t local) noexcept;

/// Says whether the zone's clock reads a local time more than once.  Told apart from a lookup where changes
/// come so quickly that a local time is leapt over first and then read twice.
[[nodiscard]] bool is_repeated(const zone_table& table, std::int64_t local) noexcept;

}  // namespace nextfire::inline v0::detail
