/// The days of month rules to the year 2106, looked up instead of computed.
///
/// A map says of each block of 32 days which of them fire, and where the nearest ones beyond the block are.  So from any
/// day the next one that fires is one load and no branch that depends on the calendar: 29 February costs what every day
/// costs.  A map takes 15 KB and 20 µs to make, and so rules that are alike share one, for as long as the process lives;
/// there are 255, 4 MB of which no page is touched before it is needed.  Rules beyond those go by their masks, which give
/// the same answers.
#pragma once

#include "calendar/calendar_stepping.hpp"

#include <nextfire/calendar/day_rule.hpp>

#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>

namespace nextfire::inline v0::detail {

/// Thirty-two days.
struct day_block {
    std::uint32_t fires;    ///< Bit k is the kth of them.
    std::uint16_t later;    ///< The first day behind them that fires, counted from day_map::first_day.
    std::uint16_t earlier;  ///< The last one before them.
};

struct day_map {
    /// Days before any that is local time of an instant in 1970 or later, so that a day counted from here is above 0.
    static constexpr std::int32_t first_day = -32;
    /// The blocks end behind the last local day of an instant that fits 32 bits, 2106-02-08.
    static constexpr std::size_t block_count = 1555;
    /// Stand for no day in the map; as days they lie beyond all near instants, and before.
    static constexpr std::uint16_t none_later = 65'535;
    static constexpr std::uint16_t none_earlier = 0;

    std::array<day_block, block_count> blocks;
    /// How many days fire before each block; apart from the blocks, for only counting asks.
    std::array<std::uint16_t, block_count> fired_before;
};

/// The number of maps; schedule_rule keeps which one it has in a byte, from 1 on.
inline constexpr std::size_t most_day_maps = 255;

/// The maps, zero until they are made.
extern std::array<day_map, most_day_maps> day_maps;

/// Gives the number of the map for a rule, made now if there is none; 0 where all are taken.  `masks` is nullptr for days of
/// months alone.  Rules of some years have none.  Any number of threads may ask; it takes no lock.
[[nodiscard]] std::uint8_t day_map_of(const month_days_rule& days, const calendar_masks* masks) noexcept;

/// The days of a map, by its number from 1 on, asked as other kinds of days are.
struct mapped_days {
    std::uint8_t number;

    /// Gives the block of a day counted from day_map::first_day, which the map must have.
    [[nodiscard]] day_block block_of(std::uint64_t place) const noexcept {
        return day_maps[number - 1U].blocks[place / 32];
    }
};

/// Finds the first day at or after `day` that fires; beyond the map's end where there is none.
[[nodiscard, gnu::always_inline]] inline std::int64_t day_on_or_after(mapped_days days,
                                                                      std::int64_t day) noexcept {
    const auto place = static_cast<std::uint64_t>(day - day_map::first_day);
    if (place / 32 >= day_map::block_count) return day_map::none_later + day_map::first_day;
    const day_block block = days.block_of(place);
    const std::uint32_t coming = block.fires >> place % 32;
    // By masks, and not by a comparison, which could become a branch that cannot be predicted.
    const std::uint64_t here = place + static_cast<std::uint64_t>(std::countr_zero(coming | 1U << 31));
    const std::uint64_t is_later = 0 - static_cast<std::uint64_t>(coming == 0);
    return static_cast<std::int64_t>(here ^ ((here ^ block.later) & is_later)) + day_map::first_day;
}

/// Finds the last day at or before `day` that fires; before the map's begin where there is none.
[[nodiscard, gnu::always_inline]] inline std::int64_t day_on_or_before(mapped_days days,
                                                                       std::int64_t day) noexcept {
    const auto place = static_cast<std::uint64_t>(day - day_map::first_day);
    if (place / 32 >= day_map::block_count) return day_map::none_earlier + day_map::first_day;
    const day_block block = days.block_of(place);
    const std::uint32_t past = block.fires << (31 - place % 32);
    const std::uint64_t here = place - static_cast<std::uint64_t>(std::countl_zero(past | 1U));
    const std::uint64_t is_earlier = 0 - static_cast<std::uint64_t>(past == 0);
    return static_cast<std::int64_t>(here ^ ((here ^ block.earlier) & is_earlier)) + day_map::first_day;
}

/// Counts the days in [from, until) that fire; both in the map.
[[nodiscard]] inline std::int64_t count_days(mapped_days days, std::int64_t from,
                                             std::int64_t until) noexcept {
    const auto before = [&](std::int64_t day) {
        const auto place = static_cast<std::uint64_t>(day - day_map::first_day);
        const std::uint32_t earlier = days.block_of(place).fires & ((std::uint32_t{1} << place % 32) - 1);
        return day_maps[days.number - 1U].fired_before[place / 32] + bit_count(earlier);
    };
    return before(until) - before(from);
}

}  // namespace nextfire::inline v0::detail
