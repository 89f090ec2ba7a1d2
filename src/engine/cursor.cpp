#include <nextfire/engine/cursor.hpp>

#include "calendar/calendar_stepping.hpp"
#include "calendar/day_layout.hpp"
#include "calendar/day_stepping.hpp"
#include "engine/time_layout.hpp"
#include "engine/time_stepping.hpp"

#include <algorithm>

namespace nextfire::inline v0 {

using namespace std::chrono;
using detail::calendar_rule;
using detail::near_calendar;
using detail::rule_kind;

namespace {

// The window of a cursor that does not know where it stands: no answer lies in it.
constexpr std::int64_t no_ceiling = std::numeric_limits<std::int64_t>::min();
constexpr std::int64_t no_floor = std::numeric_limits<std::int64_t>::max();

// A set of weekdays times this is the set for nine weeks: bit 7k + w is weekday w.
constexpr std::uint64_t nine_weeks = 0x0102040810204081;

/// Says whether a cursor steps by itself; the other kinds are asked for every occurrence.
constexpr bool looks_ahead(rule_kind kind) noexcept {
    return kind != rule_kind::once && kind != rule_kind::several && kind != rule_kind::day_cycle &&
           kind != rule_kind::since_anchor;
}

}  // namespace

/// Gives the local day of an aligned position.
std::int32_t cursor::day() const noexcept {
    return base_day_ + static_cast<std::int32_t>((position_ - base_) / seconds_a_day);
}

/// Lays out the days that come after the local day of the position.
void cursor::look_ahead(std::int32_t day) noexcept {
    const std::int64_t here = position_;
    if (schedule_.kind_ == rule_kind::weekdays) {
        const std::uint64_t weeks = schedule_.rule_.weekdays.bits * nine_weeks;
        base_day_ = day + 1;
        coming_days_ = weeks >> (detail::weekday_of(day) + 1);
    } else {
        month_ = near_calendar::month_of(day);
        const detail::calendar_month month = near_calendar::at(month_);
        const std::uint64_t days =
            schedule_.kind_ == rule_kind::calendar
                ? detail::days_of_month(calendar_rule{schedule_.rule_.month_days, schedule_.calendar_}, month,
                                        month_)
                : detail::days_of_month(schedule_.rule_.month_days, month);
        base_day_ = month.first_day;
        coming_days_ = days & ~std::uint64_t{0} << (day - month.first_day + 1);
    }
    base_ = here + (base_day_ - day) * seconds_a_day;
}

/// Moves to where the local time of a guess is read, if that is in the settled part of a window and out of
/// reach of its end, and takes that window as its own.  The guess was made with the offset known so far.
bool cursor::enter_window(std::int64_t guess) noexcept {
    if (guess < 0 || guess >= detail::zone_window::no_end) return false;
    const detail::zone_window& window = *schedule_.table_->settled_window(static_cast<std::uint32_t>(guess));
    const std::int64_t earlier = std::int64_t{window.offset} - offset_seconds_;
    const std::int64_t t = guess - earlier;
    if (t < window.settled || t + schedule_.margin_seconds_ >= window.end || t > schedule_.last_)
        return false;
    floor_ = std::max<std::int64_t>(window.settled, schedule_.before_first_ + 1);
    ceiling_ =
        std::min<std::int64_t>(std::int64_t{window.end} - schedule_.margin_seconds_, schedule_.last_ + 1);
    offset_seconds_ = window.offset;
    base_ -= earlier;
    position_ = t;
    return true;
}

/// Finds out about the window and the day that the position lies in, so that the next steps are short.
/// Where it is no occurrence, or within reach of a change, every step asks the schedule.
void cursor::align() noexcept {
    ceiling_ = no_ceiling;
    floor_ = no_floor;
    stride_seconds_ = 0;
    coming_days_ = 0;
    offset_seconds_ = 0;
    if (schedule_.kind_ == rule_kind::since_anchor) return stride_without_windows();
    if (schedule_.kind_ == rule_kind::several) return stride_through_the_day();
    if (!looks_ahead(schedule_.kind_)) return;
    const bool is_steady = schedule_.kind_ == rule_kind::steady;
    const std::int64_t local = schedule_.zone_.to_local(position()).time_since_epoch().count();
    const std::int64_t since_midnight = local - (is_steady ? 0 : schedule_.time_seconds_or_hours_);
    if (!is_steady && (since_midnight < 0 || since_midnight % seconds_a_day != 0)) return;
    if (!enter_own_window(local)) return;
    if (is_steady)
        stride_seconds_ = schedule_.rule_.steady.step_seconds;
    else if (schedule_.kind_ == rule_kind::every_n_days)
        stride_seconds_ = schedule_.rule_.every_n_days.interval * seconds_a_day;
    else
        look_ahead(static_cast<std::int32_t>(since_midnight / seconds_a_day));
}

/// Takes the window of the position for its own, unless its local time is read in another window too.
bool cursor::enter_own_window(std::int64_t local) noexcept {
    const std::int64_t here = position_;
    offset_seconds_ = static_cast<std::int32_t>(local - here);
    if (enter_window(here) && position_ == here) return true;
    position_ = here;
    ceiling_ = no_ceiling;
    floor_ = no_floor;
    return false;
}

/// Times of day that are equally far apart are one stride after the other, to the last of the day.
void cursor::stride_through_the_day() noexcept {
    const detail::many_times times{schedule_.times_.seconds, schedule_.times_.minutes,
                                   schedule_.time_seconds_or_hours_};
    const auto step = detail::run_step_of(times);
    const std::int64_t local = schedule_.zone_.to_local(position()).time_since_epoch().count();
    if (!step || local < 0 || !enter_own_window(local)) return;
    const std::int64_t time = local % seconds_a_day;
    floor_ = std::max(floor_, position_ - (time - times.first()));
    ceiling_ = std::min(ceiling_, position_ + (times.last() - time) + 1);
    stride_seconds_ = *step;
}

/// Exact elapsed time steps through every clock change alike.
void cursor::stride_without_windows() noexcept {
    floor_ = schedule_.before_first_ + 1;
    ceiling_ = schedule_.last_ + 1;
    stride_seconds_ = schedule_.rule_.since_anchor.period_seconds;
}

std::optional<sys_seconds> cursor::land_on(std::optional<sys_seconds> found) noexcept {
    if (!found) return std::nullopt;
    position_ = found->time_since_epoch().count();
    align();
    return found;
}

/// Goes on to the next month with a day that fires, if no change is near it; says whether it did.
///
/// As in schedule::next, the changes on the way there do not matter: from a settled position the nearest
/// local time that fires is known by the calendar.
bool cursor::enter_next_month() noexcept {
    const detail::firing_month later =
        schedule_.kind_ == rule_kind::calendar
            ? detail::month_after<near_calendar>(
                  calendar_rule{schedule_.rule_.month_days, schedule_.calendar_}, month_)
            : detail::month_after<near_calendar>(schedule_.rule_.month_days, month_);
    if (later.days == 0) return false;
    const std::int64_t days_on = later.first_day - base_day_;
    const std::int64_t guess = base_ + (days_on + std::countr_zero(later.days)) * seconds_a_day;
    if (guess < ceiling_)
        position_ = guess;
    else if (!enter_window(guess))
        return false;
    base_ += days_on * seconds_a_day;
    base_day_ = later.first_day;
    month_ = later.month;
    coming_days_ = later.days & (later.days - 1);
    return true;
}

std::optional<sys_seconds> cursor::next_far() noexcept {
    if (is_aligned() && coming_days_ == 0) {
        if (schedule_.kind_ == rule_kind::weekdays) {
            look_ahead(day());
            return next();  // which comes back here, if at all, with days ahead
        }
        const bool is_monthly =
            schedule_.kind_ == rule_kind::month_days || schedule_.kind_ == rule_kind::calendar;
        if (is_monthly && enter_next_month()) return position();
    }
    return land_on(schedule_.next(position()));
}

/// Finds the last local day at or before `day` that fires, by the rule of a kind that looks ahead.
std::int64_t cursor::day_until(std::int32_t day) const noexcept {
    if (schedule_.kind_ == rule_kind::weekdays)
        return detail::day_on_or_before(schedule_.rule_.weekdays, day);
    if (schedule_.kind_ == rule_kind::calendar)
        return detail::day_on_or_before(calendar_rule{schedule_.rule_.month_days, schedule_.calendar_}, day);
    return detail::day_on_or_before(schedule_.rule_.month_days, day);
}

/// Finds the local day before that of an aligned position by the calendar alone.
std::optional<std::int32_t> cursor::day_before() const noexcept {
    const std::int32_t yesterday = day() - 1;
    if (yesterday < 0) return std::nullopt;
    return static_cast<std::int32_t>(day_until(yesterday));
}

std::optional<sys_seconds> cursor::prev() noexcept {
    if (stride_seconds_ != 0) {
        if (const std::int64_t candidate = position_ - stride_seconds_; candidate >= floor_)
            return stand_at(candidate);
    } else if (is_aligned()) {
        const auto day = day_before();
        const std::int64_t candidate = base_ + (day.value_or(0) - base_day_) * seconds_a_day;
        if (day && candidate >= floor_) {
            position_ = candidate;
            look_ahead(*day);
            return position();
        }
    }
    return land_on(schedule_.prev(position()));
}

}  // namespace nextfire::inline v0
