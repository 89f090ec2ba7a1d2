#include <nextfire/engine/cursor.hpp>

#include "engine/rule_visitor.hpp"
#include "zone/zone_table.hpp"

#include <algorithm>
#include <type_traits>
#include <utility>

namespace nextfire::inline v0 {

using namespace std::chrono;
using detail::near_calendar;

/// Does not know any more where it stands.
void cursor::forget() noexcept {
    ceiling_ = no_ceiling;
    floor_ = no_floor;
    stride_seconds_ = no_stride;
    coming_ = 0;
    offset_seconds_ = 0;
    back_ = way_back::unknown;
}

void cursor::move_to(sys_seconds position) noexcept {
    forget();
    position_ = position.time_since_epoch().count();
}

/// Moves to where a local time is read, if that is in the settled part of a window and out of reach of its
/// end, and takes that window for its own; false where a change is near.  The offset known so far guides it
/// there.
bool cursor::enter_window(std::int64_t local) noexcept {
    const std::int64_t guess = local - offset_seconds_;
    if (guess < 0 || guess >= detail::zone_window::no_end) return false;
    const detail::schedule_rule& rule = schedule_.rule_;
    const detail::zone_window& window = *rule.table->settled_window(static_cast<std::uint32_t>(guess));
    const std::int64_t t = local - window.offset;
    const bool is_settled = t >= window.settled && t + rule.margin_seconds < window.end;
    if (!is_settled || t <= rule.before_first || t > rule.last) return false;
    floor_ = std::max<std::int64_t>(window.settled, rule.before_first + 1);
    ceiling_ = std::min<std::int64_t>(std::int64_t{window.end} - rule.margin_seconds, rule.last + 1);
    offset_seconds_ = window.offset;
    position_ = t;
    return true;
}

/// Lays out what comes after the position, in its window.
void cursor::take(const detail::local_row& row) noexcept {
    base_ = row.base - offset_seconds_;
    coming_ = row.places;
    unit_seconds_ = row.unit_seconds;
    stride_seconds_ = row.stride_seconds == 0 ? no_stride : row.stride_seconds;
    if (row.end == detail::none_after) return;
    floor_ = std::max(floor_, base_);
    ceiling_ = std::min(ceiling_, row.end - offset_seconds_);
}

/// Moves to a local time that fires, if no change is near it, and lays out what follows there.
template <class Fires>
[[gnu::noinline]] bool cursor::land_on_local(const Fires& fires, std::int64_t local) noexcept {
    if (!enter_window(local)) return false;
    if constexpr (Fires::often_beyond_window)
        month_ = near_calendar::month_of(static_cast<std::int32_t>(detail::near_day(local)));
    take(fires.row_after(local));
    return true;
}

/// Finds out about the window that the position lies in and what follows there, so that the next steps are
/// short. Where it is no occurrence, or within reach of a change, every step asks the schedule.
void cursor::align() noexcept {
    forget();
    detail::visit<near_calendar>(schedule_.rule_, [&]<class Fires>(const Fires& fires) {
        if constexpr (std::is_same_v<Fires, detail::elapsed_instants>) {
            // Exact elapsed time steps through every clock change alike.
            floor_ = schedule_.rule_.before_first + 1;
            ceiling_ = schedule_.rule_.last + 1;
            stride_seconds_ = schedule_.rule_.by_kind.since_anchor.period_seconds;
        } else if constexpr (!std::is_same_v<Fires, detail::listed_instants>) {
            const std::int64_t here = position_;
            if (here < 0 || here >= detail::zone_window::no_end) return;
            const std::int64_t local = schedule_.rule_.clock.to_local(position()).time_since_epoch().count();
            offset_seconds_ = static_cast<std::int32_t>(local - here);
            if (land_on_local(fires, local) && position_ == here && fires.until(local) == local) return;
            forget();
            position_ = here;
        }
    });
}

/// Moves to an occurrence that the schedule has found.  Where it lies far away, so will the next one, in a window of its own
/// or near a change: to find out about it would be in vain.
std::optional<sys_seconds> cursor::land_on(std::optional<sys_seconds> found) noexcept {
    constexpr std::int64_t far = 300 * std::int64_t{detail::seconds_a_day};
    if (!found) return std::nullopt;
    const std::int64_t before = std::exchange(position_, found->time_since_epoch().count());
    if (std::max(before, position_) - far > std::min(before, position_))
        forget();
    else
        align();
    return found;
}

/// Goes on to the next month with a day that fires, if no change is near it; says whether it did.
///
/// As in nearest_after, the changes on the way there do not matter: from a settled position the nearest
/// local time that fires is known by the calendar.
template <class Fires>
bool cursor::enter_next_month(const Fires& fires) noexcept {
    const detail::firing_month later = detail::month_after<near_calendar>(fires.days().rule, month_);
    if (later.days == 0) return false;
    const std::int64_t base = std::int64_t{later.first_day} * detail::seconds_a_day + fires.times().seconds;
    const std::int64_t local = base + std::countr_zero(later.days) * detail::seconds_a_day;
    if (local - offset_seconds_ < ceiling_)
        position_ = local - offset_seconds_;
    else if (!enter_window(local))
        return false;
    base_ = base - offset_seconds_;
    coming_ = later.days & (later.days - 1);
    month_ = later.month;
    return true;
}

/// Goes on to the first slot of the next day, where every day fires and that one lies in the same window.
template <class Fires>
bool cursor::enter_next_day(const Fires& fires) noexcept {
    const std::uint64_t slots = fires.times().slots;
    const std::int64_t base = base_ + detail::seconds_a_day;
    const std::int64_t first = base + std::int64_t{std::countr_zero(slots)} * unit_seconds_;
    if (first >= ceiling_) return false;
    position_ = first;
    base_ = base;
    coming_ = slots & (slots - 1);
    return true;
}

std::optional<sys_seconds> cursor::next_row() noexcept {
    if (ceiling_ != no_ceiling) return next_row_nearby();
    const std::optional<sys_seconds> found = schedule_.next(position());
    if (back_ != way_back::asks) return land_on(found);
    back_ = way_back::turned;  // who goes to and fro is not helped by knowing what follows
    return stand_at_any(found);
}

[[gnu::noinline]] std::optional<sys_seconds> cursor::next_row_nearby() noexcept {
    const bool is_there = detail::visit<near_calendar>(schedule_.rule_, [&]<class Fires>(const Fires& fires) {
        if constexpr (detail::needs_no_clock<Fires>) {
            return false;
        } else {
            if (coming_ == 0) {
                if constexpr (Fires::is_once_a_day_in_months) return enter_next_month(fires);
                if constexpr (Fires::has_slots_every_day)
                    if (enter_next_day(fires)) return true;
            }
            return land_on_local(fires, fires.after(position_ + offset_seconds_));
        }
    });
    return is_there ? std::optional{position()} : land_on(schedule_.next(position()));
}

std::optional<sys_seconds> cursor::prev() noexcept {
    if (stride_seconds_ != no_stride)
        if (const std::int64_t candidate = position_ - stride_seconds_; candidate >= floor_)
            return stand_at(candidate);
    const std::optional<sys_seconds> found = schedule_.prev(position());
    if (back_ == way_back::unknown) {
        if (stride_seconds_ != no_stride || ceiling_ == no_ceiling) return land_on(found);
        // The rows that help on the way forward do not on the way back, and to lay them out takes time.
        forget();
    }
    back_ = way_back::asks;
    return stand_at_any(found);
}

}  // namespace nextfire::inline v0
