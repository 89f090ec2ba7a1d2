#include "set/set_part.hpp"

#include "calendar/day_layout.hpp"
#include "cron/cron_sets.hpp"
#include "definition/definition_access.hpp"

#include <nextfire/base/instant.hpp>

#include <algorithm>
#include <bit>
#include <chrono>
#include <optional>

namespace nextfire::inline v0::detail {
namespace {

using std::chrono::days;
using std::chrono::seconds;

constexpr member_bounds no_bounds{count_of(min_instant), count_of(max_instant)};

/// Four firings a day, as a few times of day have.  Of those that fire more often each firing is found once for all that
/// are equal, and not once for each of them.
constexpr std::chrono::hours shortest_own_period{6};

bool is_unbounded(const definition_parts& parts) noexcept {
    return parts.not_before == no_bounds.first && parts.expire_time == no_bounds.last;
}

/// Puts the parts of a family and what is a schedule's own together.
definition joined(part_kind kind, definition_parts parts, std::span<const std::int32_t> numbers,
                  member_bounds bounds) noexcept {
    switch (kind) {
        case part_kind::equal:
            break;
        case part_kind::bounded_timed:
            parts.not_before = bounds.first;
            parts.expire_time = bounds.last;
            [[fallthrough]];
        case part_kind::timed:
            set_time(parts.fields, seconds{numbers[0]});
            break;
        case part_kind::few_timed: {
            set_time(parts.fields, seconds{numbers[0]});
            cron_fields other;
            for (const std::int32_t time : numbers) {
                if (time == no_time) break;
                set_time(other, seconds{time});
                parts.fields.seconds |= other.seconds;
                parts.fields.minutes |= other.minutes;
                parts.fields.hours |= other.hours;
            }
            break;
        }
        case part_kind::month_timed:
            set_time(parts.fields, seconds{numbers[0]});
            parts.fields.days = static_cast<std::uint32_t>(numbers[1]);
            parts.fields.last_days = static_cast<std::uint32_t>(numbers[2]);
            parts.fields.months = static_cast<std::uint16_t>(numbers[3]);
            break;
        case part_kind::once:
            set_time(parts.fields, seconds{numbers[0]});
            set_date(parts.fields, std::chrono::local_days{days{numbers[1]}});
            break;
        case part_kind::periodic:
            parts.fields.every = seconds{numbers[0]};
            parts.phase = static_cast<std::uint32_t>(numbers[1]);
            break;
    }
    return definition_access::make(parts);
}

/// Gives the times of day of sets, in order, where they are two to four.
std::optional<std::array<std::int32_t, few_times>> few_times_of(const cron_fields& fields) noexcept {
    const int count =
        std::popcount(fields.hours) * std::popcount(fields.minutes) * std::popcount(fields.seconds);
    if (count < 2 || count > static_cast<int>(few_times)) return std::nullopt;
    std::array<std::int32_t, few_times> times;
    times.fill(no_time);
    auto next = times.begin();
    for (std::uint64_t h = fields.hours; h != 0; h &= h - 1)
        for (std::uint64_t m = fields.minutes; m != 0; m &= m - 1)
            for (std::uint64_t s = fields.seconds; s != 0; s &= s - 1)
                *next++ = std::countr_zero(h) * 3600 + std::countr_zero(m) * 60 + std::countr_zero(s);
    return times;
}

/// Says whether days and months are a schedule's own, where it has one time of day.
bool has_own_days(const definition_parts& parts) noexcept {
    return is_unbounded(parts) && parts.cycle_days == 0 && parts.fields.times != time_meaning::elapsed &&
           parts.fields.months != cron_fields::all_months &&
           day_kind_of(parts.fields) == day_kind::month_days;
}

/// Takes out of a family what is a schedule's own, where that is numbers alone; says whether there was any.
bool take_numbers(set_member& member) noexcept {
    definition_parts& parts = definition_access::parts(member.family);
    cron_fields& fields = parts.fields;
    if (fields.every != seconds{0}) {
        if (fields.every < shortest_own_period) return false;
        member.kind = part_kind::periodic;
        member.numbers = {static_cast<std::int32_t>(fields.every.count()),
                          static_cast<std::int32_t>(parts.phase)};
        fields.every = seconds{1};
        parts.phase = 0;
        return true;
    }
    if (fields.times == time_meaning::elapsed) return false;
    if (const auto time = fields.only_time(); time && is_one_date(fields)) {
        member.kind = part_kind::once;
        member.numbers = {static_cast<std::int32_t>(time->count()),
                          static_cast<std::int32_t>(only_date_of(fields).time_since_epoch().count())};
        fields.years = year_set{};
        fields.months = cron_fields::all_months;
        fields.days = cron_fields::all_days;
        set_time(fields, seconds{0});
        return true;
    }
    const auto times = few_times_of(fields);
    if (!times || !fields.years.is_all()) return false;
    member.kind = part_kind::few_timed;
    member.numbers = *times;
    set_time(fields, seconds{0});
    return true;
}

}  // namespace

// Written where it lies: as an aggregate GCC 12 would fill it with zeros before.
set_member::set_member(const definition& what) noexcept : family(what), bounds(no_bounds) {
    definition_parts& parts = definition_access::parts(family);
    const auto time = parts.fields.only_time();
    if (parts.fields.every == seconds{0} && time && parts.fields.years.is_all()) {
        kind = is_unbounded(parts) ? part_kind::timed : part_kind::bounded_timed;
        if (has_own_days(parts)) {
            kind = part_kind::month_timed;
            numbers = {0, static_cast<std::int32_t>(parts.fields.days),
                       static_cast<std::int32_t>(parts.fields.last_days),
                       static_cast<std::int32_t>(parts.fields.months)};
            parts.fields.days = cron_fields::all_days;
            parts.fields.last_days = 0;
            parts.fields.months = cron_fields::all_months;
        }
        numbers[0] = static_cast<std::int32_t>(time->count());
        bounds = {parts.not_before, parts.expire_time};
        parts.not_before = no_bounds.first;
        parts.expire_time = no_bounds.last;
        set_time(parts.fields, seconds{0});
        return;
    }
    if (!is_unbounded(parts) || !take_numbers(*this)) return;
    // Only what can be put together again is taken apart.
    if (joined(kind, parts, numbers, no_bounds) == what) return;
    kind = part_kind::equal;
    family = what;
    numbers = {};
}

definition definition_at(const set_part& part, std::size_t slot) noexcept {
    const member_bounds bounds = part.kind == part_kind::bounded_timed ? part.bounds[slot] : no_bounds;
    return joined(part.kind, definition_access::parts(part.family), part.numbers_at(slot), bounds);
}

month_days_rule own_days_of(std::span<const std::int32_t> numbers) noexcept {
    return month_days_from(static_cast<std::uint32_t>(numbers[1]), static_cast<std::uint32_t>(numbers[2]),
                           static_cast<std::uint32_t>(numbers[3]));
}

schedule_rule rule_at(const set_part& part, std::size_t slot, std::size_t time) noexcept {
    schedule_rule rule = part.rule;
    if (part.kind == part_kind::equal) return rule;
    const std::span<const std::int32_t> numbers = part.numbers_at(slot);
    const auto number = static_cast<std::uint32_t>(numbers[time]);
    if (part.kind == part_kind::periodic) {
        rule.by_kind.since_anchor = {number, static_cast<std::uint32_t>(numbers[1])};
        return rule;
    }
    rule.time_seconds_or_hours = number;
    if (part.kind == part_kind::once) {
        rule.kind = rule_kind::once;
        rule.by_kind.once = {numbers[1]};
        rule.before_first = part.bounds[slot].first - 1;
        rule.last = part.bounds[slot].last;
        return rule;
    }
    if (part.kind == part_kind::month_timed) {
        rule.by_kind.month_days = own_days_of(numbers);
        return rule;
    }
    // Steps of whole days begin so much later: second + bias is a multiple of the step.
    if (rule.kind == rule_kind::steady)
        rule.by_kind.steady.bias_seconds += rule.by_kind.steady.step_seconds - number;
    if (part.kind == part_kind::bounded_timed) {
        const member_bounds& bounds = part.bounds[slot];
        rule.before_first = std::max(rule.before_first, bounds.first - 1);
        rule.last = std::min(rule.last, std::max(bounds.last, count_of(min_instant) - 1));
    }
    return rule;
}

}  // namespace nextfire::inline v0::detail
