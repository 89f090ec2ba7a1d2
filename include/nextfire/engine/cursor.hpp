/// A place on the time line that steps from one occurrence to the next, and back.
///
/// A cursor remembers where in the calendar it stands, so that a step costs about a nanosecond where
/// asking `schedule::next` anew costs four.
#pragma once

#include <nextfire/engine/schedule.hpp>

#include <bit>
#include <chrono>
#include <cstdint>
#include <limits>
#include <optional>

namespace nextfire::inline v0 {

/// Steps through the occurrences of a schedule, forward and back.
///
/// It owns a copy of the schedule, and stands at an instant: at first the one it is given, later the
/// occurrence it answered last.  Where a step finds nothing, it stays.  Never throws, allocates or locks;
/// one cursor belongs to one thread at a time.
///
///     cursor walk{daily, *parse_instant("2026-03-28T12:00:00Z", "")};   // Berlin, daily 02:30
///     walk.next();   // 2026-03-29T01:00:00Z
///     walk.next();   // 2026-03-30T00:30:00Z
///     walk.prev();   // 2026-03-29T01:00:00Z
class cursor {
public:
    /// Stands at the earliest instant of a schedule that never fires: a place to put a real cursor.
    cursor() = default;

    /// Stands at `position`, which need not be an occurrence.  Costs nothing until the first step.
    cursor(const schedule& source, std::chrono::sys_seconds position) noexcept
        : schedule_(source), position_(position.time_since_epoch().count()) {}

    /// Moves to the first occurrence strictly after the position and returns it, or nullopt.  About 1 ns.
    std::optional<std::chrono::sys_seconds> next() noexcept {
        if (stride_seconds_ != 0) {
            if (const std::int64_t candidate = position_ + stride_seconds_; candidate < ceiling_)
                return stand_at(candidate);
        } else if (coming_days_ != 0) {
            const std::int64_t candidate = base_ + std::countr_zero(coming_days_) * seconds_a_day;
            if (candidate < ceiling_) {
                coming_days_ &= coming_days_ - 1;
                return stand_at(candidate);
            }
        }
        return next_far();
    }

    /// Moves to the last occurrence strictly before the position and returns it, or nullopt.  About 3 ns.
    std::optional<std::chrono::sys_seconds> prev() noexcept;

    /// Gives the instant it stands at.
    [[nodiscard]] std::chrono::sys_seconds position() const noexcept {
        return std::chrono::sys_seconds{std::chrono::seconds{position_}};
    }

private:
    static constexpr std::int64_t seconds_a_day = 86400;

    std::chrono::sys_seconds stand_at(std::int64_t instant) noexcept {
        position_ = instant;
        return position();
    }
    std::optional<std::chrono::sys_seconds> next_far() noexcept;
    std::optional<std::chrono::sys_seconds> land_on(std::optional<std::chrono::sys_seconds> found) noexcept;
    [[nodiscard]] bool is_aligned() const noexcept {
        return ceiling_ != std::numeric_limits<std::int64_t>::min();
    }
    [[nodiscard]] std::int32_t day() const noexcept;
    [[nodiscard]] std::int64_t day_until(std::int32_t day) const noexcept;
    [[nodiscard]] std::optional<std::int32_t> day_before() const noexcept;
    bool enter_own_window(std::int64_t local) noexcept;
    void stride_without_windows() noexcept;
    void stride_through_the_day() noexcept;
    bool enter_next_month() noexcept;
    bool enter_window(std::int64_t guess) noexcept;
    void align() noexcept;
    void look_ahead(std::int32_t day) noexcept;

    schedule schedule_;
    std::int64_t position_ = 0;
    // The window of constant offset around the position: an answer in [floor_, ceiling_) needs no proof.
    std::int64_t ceiling_ = std::numeric_limits<std::int64_t>::min();
    std::int64_t floor_ = std::numeric_limits<std::int64_t>::max();
    std::int64_t stride_seconds_ = 0;  // where all steps are alike: the step; otherwise 0
    // Weekdays and days of months: the days after the position's that fire, bit 0 for the day at base_.
    std::uint64_t coming_days_ = 0;
    std::int64_t base_ = 0;            // the time of day on base_day_, by the window's offset
    std::int32_t offset_seconds_ = 0;  // of the window
    std::int32_t base_day_ = 0;        // a local day, days since 1970
    std::int32_t month_ = 0;           // the local month of the position, months since January 1970
};

}  // namespace nextfire::inline v0
