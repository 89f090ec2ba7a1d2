/// A clock that stands still until a test moves it.
///
/// A scheduler asks some clock what time it is.  Given this one, a test lets a month go by in a millisecond,
/// and stops the time just before a clock change.
#pragma once

#include <nextfire/base/instant.hpp>

#include <algorithm>
#include <atomic>
#include <chrono>

namespace nextfire::inline v0::testing {

/// A clock for tests: it never goes back, and stays within [min_instant, max_instant].
///
/// Any number of threads may read and move it at once.  Costs an atomic load or exchange; neither throws nor
/// allocates.
///
///     fake_clock clock{*parse_instant("2026-03-29T00:59:59Z")};   // Berlin is about to jump to 03:00
///     clock.advance(1s);                                          // 2026-03-29T01:00:00Z
class fake_clock {
public:
    /// What it tells: milliseconds, so that instants between two seconds can be tried.
    using time_point = std::chrono::sys_time<std::chrono::milliseconds>;

    /// Makes a clock that shows an instant; one outside the range becomes the nearer end of it.
    explicit fake_clock(time_point start = min_instant) noexcept : now_(within_range(start)) {}

    /// Tells what time it is.
    [[nodiscard]] time_point now() const noexcept { return now_.load(); }

    /// Lets time go by, and tells what time it is then.  A negative duration is none; at the end of the year
    /// 9999 the clock stands still.
    ///
    ///     clock.advance(30min);   // from 2026-03-29T00:45:00Z to 01:15:00Z
    time_point advance(std::chrono::milliseconds duration) noexcept {
        const auto longest = std::chrono::milliseconds{max_instant - min_instant};
        const auto elapsed = std::clamp(duration, std::chrono::milliseconds{0}, longest);
        time_point before = now();
        while (!now_.compare_exchange_weak(before, within_range(before + elapsed))) continue;
        return within_range(before + elapsed);
    }

    /// Puts the clock forward to an instant, and tells what time it is then.  An earlier one than the clock
    /// shows leaves it as it is: time keeps its order.
    ///
    ///     clock.set(*parse_instant("2026-10-25T01:00:00Z"));   // Berlin is set back from 03:00 to 02:00
    time_point set(time_point instant) noexcept {
        time_point before = now();
        while (before < instant && !now_.compare_exchange_weak(before, within_range(instant))) continue;
        return std::max(before, within_range(instant));
    }

private:
    [[nodiscard]] static constexpr time_point within_range(time_point instant) noexcept {
        return std::clamp<time_point>(instant, min_instant, max_instant);
    }

    std::atomic<time_point> now_;
};

}  // namespace nextfire::inline v0::testing
