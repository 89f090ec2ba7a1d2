#include <nextfire/cursor.hpp>

#include "day_stepping.hpp"

#include <algorithm>

namespace nextfire::inline v0 {

using namespace std::chrono;
using detail::day_rule_kind;
using detail::near_calendar;

namespace {

// The window of a cursor that does not know where it stands: no answer lies in it.
constexpr std::int64_t no_ceiling = std::numeric_limits<std::int64_t>::min();
constexpr std::int64_t no_floor = std::numeric_limits<std::int64_t>::max();

// A set of weekdays times this is the set for nine weeks: bit 7k + w is weekday w.
constexpr std::uint64_t nine_weeks = 0x0102040810204081;

}  // namespace

/// Sets coming_days_ for the local day it stands on.
void cursor::look_ahead() noexcept {
    if (schedule_.kind_ == day_rule_kind::weekdays) {
        const std::uint64_t weeks = schedule_.rule_.weekdays.bits * nine_weeks;
        coming_days_ = weeks >> (detail::weekday_of(day_) + 1);
    } else {
        const detail::calendar_month month = near_calendar::at(month_);
        const std::uint64_t days = detail::days_of_month(schedule_.rule_.month_days, month);
        const std::int32_t date = day_ - month.first_day;
        coming_days_ = days >> (date + 1);
    }
}

/// Finds out about the window and the day that the position lies in, so that the next steps are short.
/// Only an occurrence in the settled part of a window will do; elsewhere every step asks the schedule.
void cursor::align() noexcept {
    ceiling_ = no_ceiling;
    floor_ = no_floor;
    stride_seconds_ = 0;
    coming_days_ = 0;
    if (schedule_.kind_ == day_rule_kind::once || position_ < 3 * seconds_a_day ||
        position_ >= detail::zone_window::no_end)
        return;
    const detail::zone_window& window =
        *schedule_.table_->settled_window(static_cast<std::uint32_t>(position_));
    const std::int64_t since_midnight = position_ + window.offset - schedule_.time_seconds_;
    if (position_ >= window.end || since_midnight % seconds_a_day != 0) return;
    floor_ = std::max<std::int64_t>(window.settled, schedule_.first_);
    ceiling_ =
        std::min<std::int64_t>(std::int64_t{window.end} - schedule_.margin_seconds_, schedule_.last_ + 1);
    day_ = static_cast<std::int32_t>(since_midnight / seconds_a_day);
    if (schedule_.kind_ == day_rule_kind::every_n_days) {
        stride_seconds_ = schedule_.rule_.every_n_days.interval * seconds_a_day;
        return;
    }
    if (schedule_.kind_ == day_rule_kind::month_days) month_ = near_calendar::month_of(day_);
    look_ahead();
}

std::optional<sys_seconds> cursor::land_on(std::optional<sys_seconds> found) noexcept {
    if (!found) return std::nullopt;
    position_ = found->time_since_epoch().count();
    align();
    return found;
}

/// Goes on to the next month with a day that fires, if that needs no proof; says whether it did.
bool cursor::enter_next_month() noexcept {
    const detail::firing_month later = detail::month_after<near_calendar>(schedule_.rule_.month_days, month_);
    const int skipped = std::countr_zero(later.days);
    const std::int32_t day = later.first_day + skipped;
    const std::int64_t candidate = position_ + (day - day_) * seconds_a_day;
    if (later.days == 0 || candidate >= ceiling_) return false;
    position_ = candidate;
    day_ = day;
    month_ = later.month;
    coming_days_ = std::uint64_t{later.days} >> (skipped + 1);
    return true;
}

std::optional<sys_seconds> cursor::next_far() noexcept {
    const bool is_aligned = ceiling_ != no_ceiling;
    if (is_aligned && coming_days_ == 0) {
        if (schedule_.kind_ == day_rule_kind::weekdays) {
            look_ahead();
            return next();  // which comes back here, if at all, with days ahead
        }
        if (schedule_.kind_ == day_rule_kind::month_days && enter_next_month()) return position();
    }
    return land_on(schedule_.next(position()));
}

/// Finds the local day before that of an aligned position by the calendar alone.
std::optional<std::int32_t> cursor::day_before() const noexcept {
    if (day_ < 1) return std::nullopt;
    if (schedule_.kind_ == day_rule_kind::weekdays)
        return detail::day_on_or_before(schedule_.rule_.weekdays, day_ - 1);
    return detail::month_day_on_or_before<near_calendar>(schedule_.rule_.month_days, day_ - 1);
}

std::optional<sys_seconds> cursor::prev() noexcept {
    if (stride_seconds_ != 0) {
        if (const std::int64_t candidate = position_ - stride_seconds_; candidate >= floor_)
            return stand_at(candidate);
    } else if (ceiling_ != no_ceiling) {
        const auto day = day_before();
        const std::int64_t candidate = position_ - (day_ - day.value_or(0)) * seconds_a_day;
        if (day && candidate >= floor_) {
            day_ = *day;
            if (schedule_.kind_ == day_rule_kind::month_days) month_ = near_calendar::month_of(day_);
            look_ahead();
            return stand_at(candidate);
        }
    }
    return land_on(schedule_.prev(position()));
}

}  // namespace nextfire::inline v0
