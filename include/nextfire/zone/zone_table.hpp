/// The tables behind a zone, laid out for the question that is asked most: which offset holds at t?
///
/// Not part of the interface: it is public only so that the conversions of zone.hpp can be inlined.
///
/// The years 1970 to 2106 (32 bits of seconds) are cut into 1,024 buckets of 2^22 seconds, 48.5 days.  A
/// bucket names the window of constant offset at its start; one compare tells whether t lies beyond the
/// window's end, in the next one.  A third window in one bucket is found by the loop in `window_at`.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace nextfire::inline v0::detail {

/// A span of constant offset, [end of the one before, end).
struct zone_window {
    /// The instant from which the window's clock reads only times never read before, and to which no time of
    /// an earlier window is shifted: begin plus the zone's reach.  Before it, a clock set back repeats
    /// itself.
    std::uint32_t settled;
    std::uint32_t end;    ///< The first instant of the window after it, or `no_end`.
    std::int32_t offset;  ///< Seconds east of UTC.

    static constexpr std::uint32_t no_end = 0xFFFFFFFF;
};

/// A span of constant offset and abbreviation anywhere on the time line; seconds since 1970.
struct offset_period {
    std::int64_t begin;         ///< First instant, or `always` before the first change that is known.
    std::int64_t end;           ///< First instant of the period after it, or `never`.
    std::int32_t offset;        ///< Seconds east of UTC.
    std::uint8_t abbreviation;  ///< Index into `zone_table::abbreviations`.

    static constexpr std::int64_t always = INT64_MIN;
    static constexpr std::int64_t never = INT64_MAX;
};

/// A day of the year on which a POSIX rule changes the clock, and the local time of day of the change.
/// Source: POSIX.1 TZ; RFC 8536 section 3.3.1 for hours from -167 to 167.
struct posix_date {
    enum class notation : std::uint8_t {
        month_week_day,  ///< `M3.5.0`: the last Sunday of March.
        julian,          ///< `J60`: 1 March in every year; 29 February is never counted.
        day_of_year,     ///< `59`: day 0 to 365, 29 February counted.
    };
    notation written = notation::month_week_day;
    std::uint8_t month = 0;            ///< 1 to 12, for month_week_day.
    std::uint8_t week = 0;             ///< 1 to 5, 5 is the last.
    std::uint8_t weekday = 0;          ///< 0 is Sunday.
    std::uint16_t day = 0;             ///< For julian and day_of_year.
    std::int32_t time_seconds = 7200;  ///< Local seconds after midnight at which the clock changes.
};

/// The rule that goes on for ever after the last listed change.
struct posix_rule {
    std::int32_t standard_offset = 0;
    std::int32_t summer_offset = 0;
    std::uint8_t standard_abbreviation = 0;
    std::uint8_t summer_abbreviation = 0;
    bool has_summer = false;  ///< False: standard time all year, and the rest is unused.
    posix_date summer_begin;
    posix_date summer_end;
};

/// All that is known of one zone's clock from 1970 on.  Immutable once built; lives as long as the process.
struct zone_table {
    static constexpr unsigned bucket_bits = 22;

    std::array<std::uint16_t, 1024> index{};  ///< Bucket of instants -> window selected at its first instant.
    const zone_window* windows = nullptr;     ///< In order of time, then one that no instant selects.

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

    /// Selects the window of t as the fast path wants it: in the unsettled seconds after a change it is
    /// still the window before, so that whoever computes with it lands beyond its end and notices.
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

    /// Finds the period of any instant, the far future by the rule.  About 5 ns to 2106, 60 ns after.
    [[nodiscard]] offset_period period_at(std::int64_t t) const noexcept;
};

/// A name and the clock it stands for.  Made once for each name in use; lives as long as the process.
struct zone_record {
    const zone_table* table;
    std::string_view name;
    std::string_view canonical_name;
};

}  // namespace nextfire::inline v0::detail
