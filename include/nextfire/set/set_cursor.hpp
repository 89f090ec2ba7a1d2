/// A place on the time line that hands out what becomes due in a set, each firing once.
#pragma once

#include <nextfire/set/firing.hpp>
#include <nextfire/set/schedule_set.hpp>

#include <algorithm>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <vector>

namespace nextfire::inline v0 {

/// What the main loop of a scheduler stands on: in the place of a heap of schedules.
///
/// It stands at an instant, and each step hands out what the set fires since the last one.  The set may be
/// changed between two steps (clause 11.3): a firing that was handed out stays handed out; from then on
/// what is under the key now counts, and of that nothing at or before the position.  So a schedule that is
/// replaced at noon by one of 11:00 fires tomorrow, and one that is removed fires no more.
///
/// It refers to its set, which must outlive it; one cursor belongs to one thread at a time, which is the one that
/// changes the set, or one that asks a copy that nobody changes.
///
///     set_cursor loop{jobs, started};
///     while (true) for (const firing& run : loop.advance(now())) start(run.key);
class set_cursor {
public:
    /// Stands at `position`; what fires at that very instant is not handed out.
    set_cursor(const schedule_set& source, std::chrono::sys_seconds position) noexcept
        : source_(&source), position_(position), found_until_(position) {}

    /// Moves to `until`, and gives the firings strictly after the position and at or before `until`, by instant and
    /// then by key; until the next step.  Where `until` is not after the position it stays, and gives none.
    ///
    /// Finds firings for some time ahead: at most four for each schedule and 4,096, or those of one second where they
    /// are more.  Throws std::bad_alloc alone, and then is as it was.  Cost: 30 to 50 ns a firing, and a nanosecond or two
    /// where none is due; for each change of the set since the last step that of asking the new schedule for so long.
    ///
    ///     // Berlin, daily 02:30, from 2026-03-29T00:00:00Z on: one firing, at the jump from 02:00 to 03:00
    ///     loop.advance(*parse_instant("2026-03-29T01:00:00Z"));
    std::span<const firing> advance(std::chrono::sys_seconds until) {
        // A loop mostly asks when nothing is due: that is to cost next to nothing.
        if (until < next_due_ && has_followed_all()) {
            position_ = std::max(position_, until);
            return {};
        }
        return step(until);
    }

    /// Gives the instant it stands at; max_instant at the latest.
    [[nodiscard]] std::chrono::sys_seconds position() const noexcept { return position_; }

private:
    [[nodiscard]] bool has_followed_all() const noexcept {
        return source_->log_.count == changes_followed_ && is_of_lineage();
    }
    // A cursor that was moved away follows none, and of a set that was moved away there is none to follow.
    [[nodiscard]] bool is_of_lineage() const noexcept {
        return lineage_ != nullptr && source_->log_.lineage == lineage_;
    }
    std::span<const firing> step(std::chrono::sys_seconds until);
    std::span<const firing> step_to(std::chrono::sys_seconds until);
    void follow_changes();
    [[nodiscard]] bool follow_change_of(std::uint64_t key);
    void find_more(std::chrono::sys_seconds until);
    void forget() noexcept;
    void hand_out(std::chrono::sys_seconds until);
    [[nodiscard]] std::chrono::sys_seconds nearest_due() const noexcept;
    [[nodiscard]] bool is_changed(const firing& found) const noexcept;

    const schedule_set* source_;
    std::chrono::sys_seconds position_;
    std::chrono::sys_seconds found_until_;  // found_ and changed_found_ have all up to here
    std::int64_t window_seconds_ = 60;
    // Up to here, and not at it, nothing fires after the position, as long as nothing is changed.
    std::chrono::sys_seconds next_due_ = std::chrono::sys_seconds::min();
    std::vector<firing> found_;
    std::size_t at_ = 0;  // of found_, what is to be handed out next
    // What was put or removed since found_ was found: its firings there are void, these count.
    std::vector<std::uint64_t> changed_;  // ascending
    std::vector<firing> changed_found_;
    std::size_t changed_at_ = 0;
    // Which changes of which set are followed.
    std::shared_ptr<const int> lineage_;
    std::uint64_t changes_followed_ = 0;
    std::vector<firing> handed_out_;
};

}  // namespace nextfire::inline v0
