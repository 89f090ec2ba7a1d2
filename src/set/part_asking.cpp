#include "set/part_asking.hpp"

#include "calendar/month_calendar.hpp"
#include "definition/definition_access.hpp"
#include "engine/rule_visitor.hpp"

#include <nextfire/base/instant.hpp>
#include <nextfire/set/schedule_set.hpp>

#include <bit>
#include <limits>
#include <optional>

namespace nextfire::inline v0::detail {
namespace {

using std::chrono::seconds;
using std::chrono::sys_seconds;

// Windows know the instants that fit 32 bits.
constexpr bool is_near(std::int64_t t) noexcept {
    return static_cast<std::uint64_t>(t) < zone_window::no_end;
}

constexpr std::int64_t affected = std::numeric_limits<std::int64_t>::min();

/// A day of a part by the clock: what its local times are as instants.
struct day_clock {
    std::int64_t midnight;  ///< The local time.
    std::int64_t base;      ///< Where the day is even: the instant of its midnight.
    bool is_even;           ///< Whether no change is near any of its times.
};

day_clock clock_of_day(const schedule_rule& rule, std::int64_t midnight, std::int32_t offset) noexcept {
    const std::int64_t guess = midnight - offset;
    if (!is_near(guess)) return {midnight, 0, false};
    const zone_window& window = *rule.table->settled_window(static_cast<std::uint32_t>(guess));
    const std::int64_t base = midnight - window.offset;
    const bool is_even =
        base >= window.settled && base + seconds_a_day - 1 + rule.margin_seconds < window.end;
    return {midnight, base, is_even};
}

/// Gives the instant of a local time, or `affected` where a change is near it.
std::int64_t unaffected_instant(const schedule_rule& rule, std::int64_t local, std::int32_t offset) noexcept {
    const std::int64_t guess = local - offset;
    if (!is_near(guess)) return affected;
    const zone_window& window = *rule.table->settled_window(static_cast<std::uint32_t>(guess));
    const std::int64_t t = local - window.offset;
    return t >= window.settled && t + rule.margin_seconds < window.end ? t : affected;
}

/// Takes a local time that fires, and what follows in its row up to the span's end while there is room; gives the last
/// local time that was taken.
std::int64_t take_row(const local_row& row, std::int64_t local, const local_span& span,
                      std::span<std::int64_t> out, std::size_t& taken) noexcept {
    const auto take = [&](std::int64_t next) {
        if (taken == out.size() || next > span.last) return false;
        out[taken++] = next - span.offset;
        local = next;
        return true;
    };
    take(local);
    if (row.stride_seconds != 0)
        while (local + row.stride_seconds < row.end && take(local + row.stride_seconds)) {}
    else
        for (std::uint64_t coming = row.places;
             coming != 0 && take(row.base + std::int64_t{std::countr_zero(coming)} * row.unit_seconds);
             coming &= coming - 1) {}
    return local;
}

sys_seconds answer(std::int64_t t) noexcept {
    return t > count_of(max_instant) ? schedule_set::no_next : sys_seconds{seconds{t}};
}

void next_one_by_one(const set_part& part, std::int64_t after, std::span<sys_seconds> out) noexcept {
    for (std::size_t slot = 0; slot < part.size(); ++slot)
        out[slot] = answer(next_in_part(part, slot, after));
}

/// What is known of all schedules of a timed part: those of times beyond `fired_until` fire on the first day,
/// those of times up to `fired_from` on the later one; of those between it is not known.
struct coming_days {
    std::int32_t offset;  ///< A guess at that of the days.
    std::int32_t fired_from;
    std::int32_t fired_until;
    day_clock first;
    day_clock later;
};

/// The quick way, where every schedule fires on one of two even days: no branch, and no question by itself.  Each
/// has so many times of day; no_time is later than every other.
template <std::size_t times>
void next_on_even_days(std::span<const std::int32_t> numbers, const coming_days& days,
                       std::span<sys_seconds> out) noexcept {
    const std::int64_t base = days.first.base;
    const auto further = static_cast<std::int32_t>(days.later.base - base);
    const std::int32_t passed = days.fired_until;
    const std::int32_t* time = numbers.data();
    sys_seconds* const to = out.data();
    const std::size_t size = out.size();
    for (std::size_t slot = 0; slot < size; ++slot, time += times) {
        std::int32_t soonest = no_time;
        for (std::size_t i = 0; i < times; ++i)
            soonest = std::min(soonest, time[i] + (time[i] <= passed ? further : 0));
        to[slot] = sys_seconds{seconds{base + static_cast<std::uint32_t>(soonest)}};
    }
}

/// Gives the next of one time of day near a change; `affected` where it has to be asked by itself.
std::int64_t next_of_time(const schedule_rule& rule, const coming_days& days, std::int32_t time) noexcept {
    if (time <= days.fired_until && time > days.fired_from) return affected;
    const day_clock& day = time > days.fired_until ? days.first : days.later;
    return day.is_even ? day.base + time : unaffected_instant(rule, day.midnight + time, days.offset);
}

/// The careful way, where a change is near.
void next_near_change(const set_part& part, const coming_days& days, std::int64_t after,
                      std::span<sys_seconds> out) noexcept {
    for (std::size_t slot = 0; slot < part.size(); ++slot) {
        std::int64_t soonest = none_after;
        for (const std::int32_t time : part.numbers_at(slot))
            if (time != no_time) soonest = std::min(soonest, next_of_time(part.rule, days, time));
        out[slot] = answer(soonest == affected ? next_in_part(part, slot, after) : soonest);
    }
}

/// Corrects what bounds forbid.
void keep_bounds(const set_part& part, std::int64_t after, std::span<sys_seconds> out) noexcept {
    for (std::size_t slot = 0; slot < part.bounds.size(); ++slot) {
        if (after < part.bounds[slot].first - 1)
            out[slot] = answer(next_in_part(part, slot, after));
        else if (out[slot].time_since_epoch().count() > part.bounds[slot].last)
            out[slot] = schedule_set::no_next;
    }
}

/// Where an instant stands by a clock: on which day, and of which times of it is known whether they are over.
struct day_position {
    std::int32_t offset;
    bool is_settled;  ///< Whether no change is near.
    std::int64_t today;
    std::int64_t fired;    ///< Local times up to this one are over.
    std::int64_t unknown;  ///< Those beyond this one are not.
};

/// Gives nothing where the day itself is not known, or it is not near.
std::optional<day_position> position_of(const schedule_rule& rule, std::int64_t after) noexcept {
    if (!is_near(after)) return std::nullopt;
    const zone_window& window = *rule.table->settled_window(static_cast<std::uint32_t>(after));
    const bool is_settled = after + rule.margin_seconds < window.end;
    const std::int64_t fired = after + (is_settled ? window.offset : rule.table->lowest_offset);
    const std::int64_t unknown = after + (is_settled ? window.offset : rule.table->highest_offset);
    const std::int64_t today = near_day(fired) * seconds_a_day;
    if (near_day(unknown) * seconds_a_day != today) return std::nullopt;
    return day_position{window.offset, is_settled, today, fired, unknown};
}

/// Finds the first day from today on at whose midnight a rule fires, and the one after it where that is today.
coming_days days_from(const schedule_rule& rule, const day_position& at) noexcept {
    const std::int64_t first = plain_midnight_from(rule, at.today);
    const bool is_today = first == at.today;
    const std::int64_t later = is_today ? plain_midnight_from(rule, at.today + 1) : first;
    const day_clock first_clock = clock_of_day(rule, first, at.offset);
    return {
        .offset = at.offset,
        .fired_from = is_today ? static_cast<std::int32_t>(at.fired - at.today) : -1,
        .fired_until = is_today ? static_cast<std::int32_t>(at.unknown - at.today) : -1,
        .first = first_clock,
        .later = is_today ? clock_of_day(rule, later, at.offset) : first_clock,
    };
}

void next_of_timed(const set_part& part, std::int64_t after, std::span<sys_seconds> out) noexcept {
    const auto at = position_of(part.rule, after);
    if (!at) return next_one_by_one(part, after, out);
    const coming_days days = days_from(part.rule, *at);
    const bool is_quick = at->is_settled && days.first.is_even && days.later.is_even &&
                          days.later.midnight - days.first.midnight < std::int64_t{1} << 30;
    if (is_quick && part.kind == part_kind::few_timed)
        next_on_even_days<few_times>(part.numbers, days, out);
    else if (is_quick)
        next_on_even_days<1>(part.numbers, days, out);
    else
        next_near_change(part, days, after, out);
    if (part.kind == part_kind::bounded_timed) keep_bounds(part, after, out);
}

/// Many schedules may have the same days of their own: what was found for some of them is kept at hand.
void next_of_month_timed(const set_part& part, std::int64_t after, std::span<sys_seconds> out) noexcept {
    constexpr std::size_t most_known = 16;
    struct known_days {
        std::array<std::int32_t, most_numbers - 1> own{};  // no schedule's: it would have no month
        coming_days coming;
    };
    const auto at = position_of(part.rule, after);
    if (!at) return next_one_by_one(part, after, out);
    std::array<known_days, most_known> known;
    schedule_rule rule = part.rule;
    for (std::size_t slot = 0; slot < part.size(); ++slot) {
        const std::span<const std::int32_t> numbers = part.numbers_at(slot);
        const std::array own{numbers[1], numbers[2], numbers[3]};
        const auto mixed = static_cast<std::uint32_t>(own[0] ^ own[1] * 5 ^ own[2] * 3) * 0x9E3779B1U;
        known_days& days = known[mixed >> 28];
        if (days.own != own) {
            rule.by_kind.month_days = own_days_of(numbers);
            days = {own, days_from(rule, *at)};
        }
        const std::int64_t t = next_of_time(rule, days.coming, numbers[0]);
        out[slot] = answer(t == affected ? next_in_part(part, slot, after) : t);
    }
}

void next_of_periodic(const set_part& part, std::int64_t after, std::span<sys_seconds> out) noexcept {
    after = std::max(after, part.rule.before_first);
    for (std::size_t slot = 0; slot < part.size(); ++slot) {
        const std::int64_t t = next_of_period(part.numbers[2 * slot], part.numbers[2 * slot + 1], after);
        out[slot] = t > part.rule.last ? schedule_set::no_next : sys_seconds{seconds{t}};
    }
}

void next_of_once(std::span<const member_bounds> fired, std::int64_t after,
                  std::span<sys_seconds> out) noexcept {
    for (std::size_t slot = 0; slot < fired.size(); ++slot) {
        const std::int64_t t = after < fired[slot].first ? fired[slot].first : fired[slot].last;
        out[slot] = after < t ? sys_seconds{seconds{t}} : schedule_set::no_next;
    }
}

}  // namespace

std::int64_t plain_midnight_from(const schedule_rule& rule, std::int64_t local) noexcept {
    return visit<near_calendar>(rule, [&]<class Fires>(const Fires& fires) -> std::int64_t {
        if constexpr (needs_no_clock<Fires>)
            return none_after;  // no timed part is of these kinds
        else
            return step<direction::forward>(fires, local - 1);
    });
}

std::size_t take_plain(const schedule_rule& rule, local_span& span, std::span<std::int64_t> out) noexcept {
    return visit<near_calendar>(rule, [&]<class Fires>(const Fires& fires) -> std::size_t {
        std::size_t taken = 0;
        if constexpr (!needs_no_clock<Fires>) {
            std::int64_t local = fires.after(span.first - 1);
            while (local <= span.last) {
                local = take_row(fires.row_after(local), local, span, out, taken);
                span.first = local + 1;
                if (taken == out.size()) break;
                local = fires.after(local);
            }
        }
        return taken;
    });
}

std::int64_t next_in_part(const set_part& part, std::size_t slot, std::int64_t after) noexcept {
    std::int64_t soonest = none_after;
    each_rule(part, slot, [&](const schedule_rule& rule) {
        const std::int64_t t = nearest_after(rule, after);
        if (t <= rule.last) soonest = std::min(soonest, t);
    });
    return soonest;
}

void next_of_part(const set_part& part, std::int64_t after, std::span<sys_seconds> out) noexcept {
    switch (part.kind) {
        case part_kind::timed:
        case part_kind::bounded_timed:
        case part_kind::few_timed:
            return next_of_timed(part, after, out);
        case part_kind::month_timed:
            return next_of_month_timed(part, after, out);
        case part_kind::once:
            return next_of_once(part.bounds, after, out);
        case part_kind::periodic:
            return next_of_periodic(part, after, out);
        case part_kind::equal:
            break;
    }
    const std::int64_t t = nearest_after(part.rule, after);
    std::fill(out.begin(), out.end(), t > part.rule.last ? schedule_set::no_next : answer(t));
}

local_span local_span_of(const schedule_rule& rule, std::int64_t after, std::int64_t until) noexcept {
    if (is_near(after) && is_near(until)) {
        const zone_window& window = *rule.table->settled_window(static_cast<std::uint32_t>(after));
        if (until + rule.margin_seconds < window.end)
            return {true, window.offset, after + window.offset + 1, until + window.offset};
    }
    return {false, 0, after + rule.table->lowest_offset + 1, until + rule.table->highest_offset};
}

}  // namespace nextfire::inline v0::detail
