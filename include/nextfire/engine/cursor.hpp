/// A place on the time line that steps from one occurrence to the next, and back.
///
/// A cursor remembers where in the calendar it stands, so that a step costs about a nanosecond where the
/// steps forward are even or the occurrences close together, and elsewhere about what asking the schedule anew
/// does (bench/README.md).
#pragma once

#include <nextfire/engine/schedule.hpp>

#include <bit>
#include <chrono>
#include <cstdint>
#include <limits>
#include <optional>

namespace nextfire::inline v0 {

namespace detail {
struct local_row;
}  // namespace detail

/// Steps through the occurrences of a schedule, forward and back.
///
/// It owns a copy of the schedule, and stands at an instant: at first the one it is given, later the
/// occurrence it answered last.  Where a step finds nothing, it stays.  Never throws, allocates or locks;
/// one cursor belongs to one thread at a time.
///
///     cursor walk{daily, *parse_instant("2026-03-28T12:00:00Z")};   // Berlin, daily 02:30
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

    /// Moves to the first occurrence strictly after the position and returns it, or nullopt.
    std::optional<std::chrono::sys_seconds> next() noexcept {
        if (coming_ != 0) {
            const std::int64_t candidate = base_ + std::int64_t{std::countr_zero(coming_)} * unit_seconds_;
            if (candidate < ceiling_) {
                coming_ &= coming_ - 1;
                return stand_at(candidate);
            }
        } else if (ceiling_ != no_ceiling) {
            if (const std::int64_t candidate = position_ + stride_seconds_; candidate < ceiling_)
                return stand_at(candidate);
        }
        return next_row();
    }

    /// Moves to the last occurrence strictly before the position and returns it, or nullopt.
    ///
    /// Cost: about that of schedule::prev, and less where the steps are even.
    std::optional<std::chrono::sys_seconds> prev() noexcept;

    /// Moves to an instant, which need not be an occurrence.
    ///
    /// Cost: below 10 ns; the next step is like a new cursor's first, some 0.1 µs.
    void move_to(std::chrono::sys_seconds position) noexcept;

    /// Gives the instant it stands at.
    [[nodiscard]] std::chrono::sys_seconds position() const noexcept {
        return std::chrono::sys_seconds{std::chrono::seconds{position_}};
    }

private:
    std::chrono::sys_seconds stand_at(std::int64_t instant) noexcept {
        position_ = instant;
        return position();
    }
    std::optional<std::chrono::sys_seconds> stand_at_any(
        std::optional<std::chrono::sys_seconds> found) noexcept {
        if (found) position_ = found->time_since_epoch().count();
        return found;
    }
    std::optional<std::chrono::sys_seconds> next_row() noexcept;
    std::optional<std::chrono::sys_seconds> next_row_nearby() noexcept;
    std::optional<std::chrono::sys_seconds> land_on(std::optional<std::chrono::sys_seconds> found) noexcept;
    void align() noexcept;
    void forget() noexcept;
    void take(const detail::local_row& row) noexcept;
    bool enter_window(std::int64_t local) noexcept;
    template <class Fires>
    bool enter_next_month(const Fires& fires) noexcept;
    template <class Fires>
    bool enter_next_day(const Fires& fires) noexcept;
    template <class Fires>
    bool land_on_local(const Fires& fires, std::int64_t local) noexcept;

    /// How steps back without a stride are made: by asking the schedule, once it is known that there is none.
    enum class way_back : std::uint8_t {
        unknown,
        asks,
        turned,  ///< The same, after one step forward, which asked too.
    };

    // Where it does not know where it stands, no answer lies below the ceiling or above the floor.
    static constexpr std::int64_t no_ceiling = std::numeric_limits<std::int64_t>::min();
    static constexpr std::int64_t no_floor = std::numeric_limits<std::int64_t>::max();
    static constexpr std::int64_t no_stride = std::int64_t{1} << 62;  // beyond every ceiling

    schedule schedule_;
    std::int64_t position_ = 0;
    // The window of constant offset around the position: an answer in [floor_, ceiling_) needs no proof.
    std::int64_t ceiling_ = no_ceiling;
    std::int64_t floor_ = no_floor;
    // The occurrences that follow: at base_ + k * unit_seconds_ for the bits k, or else every
    // stride_seconds_.
    std::uint64_t coming_ = 0;
    std::int64_t base_ = 0;
    std::int64_t stride_seconds_ = no_stride;
    std::int32_t unit_seconds_ = 0;
    std::int32_t offset_seconds_ = 0;  // of the window
    std::int32_t month_ = 0;           // where days lie in months: the position's, months since January 1970
    way_back back_ = way_back::unknown;
};

static_assert(sizeof(cursor) <= 192);

}  // namespace nextfire::inline v0
