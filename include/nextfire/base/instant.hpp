/// Instants: points on the UTC time line, in whole seconds, and local times; their RFC 3339 text.
///
/// An instant is the same everywhere on earth; what a wall clock shows at an instant is a local time and
/// belongs to a zone (zone.hpp).  Leap seconds do not exist here, as they do not in POSIX time.
#pragma once

#include <chrono>
#include <ratio>
#include <string>
#include <type_traits>

namespace nextfire::inline v0 {

/// The earliest instant that nextfire knows, 1970-01-01T00:00:00Z.
inline constexpr std::chrono::sys_seconds min_instant{std::chrono::seconds{0}};

/// The latest instant that nextfire knows, 9999-12-31T23:59:59Z.
inline constexpr std::chrono::sys_seconds max_instant{std::chrono::seconds{253402300799}};

namespace detail {

/// Brings an instant of a unit that reaches further than seconds do, days or a floating-point one, to within a unit of
/// [min_instant, max_instant], which says all that matters of it; what is no number, to the beginning.
template <class Duration>
[[nodiscard]] constexpr std::chrono::sys_time<Duration> within_seconds(
    std::chrono::sys_time<Duration> instant) noexcept {
    constexpr bool reaches_no_further = !std::is_floating_point_v<typename Duration::rep> &&
                                        std::ratio_less_equal_v<typename Duration::period, std::ratio<1>>;
    if constexpr (reaches_no_further) {
        return instant;
    } else {
        const auto low = std::chrono::floor<Duration>(min_instant - std::chrono::seconds{1});
        const auto high = std::chrono::ceil<Duration>(max_instant + std::chrono::seconds{1});
        if (!(instant > low)) return low;
        return instant < high ? instant : high;
    }
}

/// Gives the last whole second that is not after an instant of any unit.
template <class Duration>
[[nodiscard]] constexpr std::chrono::sys_seconds second_down(
    std::chrono::sys_time<Duration> instant) noexcept {
    return std::chrono::floor<std::chrono::seconds>(within_seconds(instant));
}

/// Gives the first whole second that is not before an instant of any unit.
template <class Duration>
[[nodiscard]] constexpr std::chrono::sys_seconds second_up(std::chrono::sys_time<Duration> instant) noexcept {
    return std::chrono::ceil<std::chrono::seconds>(within_seconds(instant));
}

}  // namespace detail

/// Writes an instant as RFC 3339 in UTC, `2026-03-29T01:30:00Z`.
///
/// Years have four digits, so an instant outside [min_instant, max_instant] is written as the nearer of
/// the two.  Cost: one small string.
[[nodiscard]] std::string format_instant(std::chrono::sys_seconds instant);

/// Writes a local time as ISO 8601 without an offset, `2026-03-29T03:00:00`.
///
/// A year above 9999 has as many digits as it needs, one below 0 a `-` and at least three, `-001`; beyond
/// -32767 to 32767, which std::chrono::year holds, the year is wrong.  Cost: one small string.
///
///     format_local(berlin.to_local(instant));   // for 2026-03-29T01:00:00Z: "2026-03-29T03:00:00"
[[nodiscard]] std::string format_local(std::chrono::local_seconds local);

/// Writes an offset from UTC as RFC 3339 does, `+05:45`; seconds follow only where there are any,
/// `-00:44:30` (Monrovia until 1972).
///
/// From 100 hours on the hours have as many digits as they need, `+100:00`.  Any offset but seconds::min() is
/// written.  Cost: one small string.
///
///     format_offset(berlin.offset_at(instant));   // for 2026-03-29T01:00:00Z: "+02:00"
[[nodiscard]] std::string format_offset(std::chrono::seconds offset);

}  // namespace nextfire::inline v0
