/// The windows of a zone's clock, laid out for the question that is asked most: which offset holds at t?
///
/// Not part of the interface: it is public only so that the conversions of zone.hpp can be inlined.
///
/// The years 1970 to 2106 (32 bits of seconds) are cut into 1,024 buckets of 2^22 seconds, 48.5 days.  A
/// bucket names the window of constant offset at its start; one compare tells whether t lies beyond the
/// window's end, in the next one.  A third window in one bucket is found by the loop in `window_at`.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>

namespace nextfire::inline v0::detail {

/// A span of constant offset, [end of the one before, end).
struct zone_window {
    /// From here on every local time shown is new, and no time of an earlier window is shifted to it: the
    /// window's begin plus the zone's reach.  Before it, a clock set back repeats itself.
    std::uint32_t settled;
    std::uint32_t end;    ///< The first instant of the window after it, or `no_end`.
    std::int32_t offset;  ///< Seconds east of UTC.

    static constexpr std::uint32_t no_end = 0xFFFFFFFF;
};

/// The windows of a zone's clock to the year 2106, and the index that finds the one of an instant.
struct zone_windows {
    static constexpr unsigned bucket_bits = 22;

    std::array<std::uint16_t, 1024> index{};  ///< Bucket of instants -> window selected at its first instant.
    const zone_window* windows = nullptr;     ///< In order of time, then one that no instant selects.

    /// Selects the window of t as the fast path wants it.  Just after a change this is still the window
    /// before, so that a candidate computed with it lies beyond its end and the caller takes the slow path.
    [[nodiscard]] const zone_window* settled_window(std::uint32_t t) const noexcept {
        const zone_window* window = windows + index[t >> bucket_bits];
        // The sign of the difference, and not a comparison: a branch here would be mispredicted one time in
        // ten.
        return window + ((std::uint64_t{window[1].settled} - 1 - t) >> 63);
    }

    /// Finds the window that t lies in; t < zone_window::no_end.
    [[nodiscard]] const zone_window* window_at(std::uint32_t t) const noexcept {
        const zone_window* window = settled_window(t);
        while (t >= window->end) ++window;  // at most the number of changes within one bucket
        return window;
    }
};

/// A name and the clock it stands for.  Made once for each name in use; lives as long as the process.
struct zone_record {
    const zone_windows* windows;
    std::string_view name;
    std::string_view canonical_name;
};

}  // namespace nextfire::inline v0::detail
