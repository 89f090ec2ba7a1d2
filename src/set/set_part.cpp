#include "set/set_part.hpp"

#include "cron/cron_sets.hpp"
#include "definition/definition_access.hpp"

#include <nextfire/base/instant.hpp>

#include <algorithm>
#include <chrono>

namespace nextfire::inline v0::detail {
namespace {

constexpr member_bounds no_bounds{count_of(min_instant), count_of(max_instant)};

}  // namespace

set_member member_of(const definition& what) noexcept {
    definition_parts parts = definition_access::parts(what);
    const auto time = parts.fields.only_time();
    const bool is_timed =
        parts.fields.every == std::chrono::seconds{0} && time && parts.fields.years.is_all();
    if (!is_timed) return {part_kind::equal, what, 0, no_bounds};
    const member_bounds bounds{parts.not_before, parts.expire_time};
    const bool is_bounded = bounds.first != no_bounds.first || bounds.last != no_bounds.last;
    parts.not_before = no_bounds.first;
    parts.expire_time = no_bounds.last;
    set_time(parts.fields, std::chrono::seconds{0});
    return {is_bounded ? part_kind::bounded_timed : part_kind::timed, definition_access::make(parts),
            static_cast<std::int32_t>(time->count()), bounds};
}

definition definition_at(const set_part& part, std::size_t slot) noexcept {
    if (part.kind == part_kind::equal) return part.family;
    definition_parts parts = definition_access::parts(part.family);
    set_time(parts.fields, std::chrono::seconds{part.times[slot]});
    if (part.kind == part_kind::bounded_timed) {
        parts.not_before = part.bounds[slot].first;
        parts.expire_time = part.bounds[slot].last;
    }
    return definition_access::make(parts);
}

schedule_rule rule_at(const set_part& part, std::size_t slot) noexcept {
    schedule_rule rule = part.rule;
    if (part.kind == part_kind::equal) return rule;
    rule.time_seconds_or_hours = static_cast<std::uint32_t>(part.times[slot]);
    // Steps of whole days begin so much later: second + bias is a multiple of the step.
    if (rule.kind == rule_kind::steady)
        rule.by_kind.steady.bias_seconds +=
            rule.by_kind.steady.step_seconds - static_cast<std::uint32_t>(part.times[slot]);
    if (part.kind == part_kind::bounded_timed) {
        const member_bounds& bounds = part.bounds[slot];
        rule.before_first = std::max(rule.before_first, bounds.first - 1);
        rule.last = std::min(rule.last, std::max(bounds.last, count_of(min_instant) - 1));
    }
    return rule;
}

}  // namespace nextfire::inline v0::detail
