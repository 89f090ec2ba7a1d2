/// One occurrence, closely: for which local time it stands, and what a clock change did to it.
#include "base/enum_text.hpp"
#include "engine/change_search.hpp"
#include "engine/firing.hpp"
#include "zone/zone_table.hpp"

#include <nextfire/engine/schedule.hpp>

namespace nextfire::inline v0 {

using namespace std::chrono;

std::string_view to_string(clock_effect effect) noexcept {
    switch (effect) {
        case clock_effect::exact:
            return "exact";
        case clock_effect::moved:
            return "moved";
        case clock_effect::ambiguous:
            return "ambiguous";
    }
    return {};
}

result<clock_effect> parse_clock_effect(std::string_view text, std::string_view field) {
    return detail::read_name<clock_effect>(text, field);
}

namespace {

constexpr clock_effect effect_on(local_kind kind) noexcept {
    switch (kind) {
        case local_kind::gap:
            return clock_effect::moved;
        case local_kind::overlap:
            return clock_effect::ambiguous;
        case local_kind::once:
            break;
    }
    return clock_effect::exact;
}

}  // namespace

std::optional<occurrence> schedule::occurrence_at(sys_seconds instant) const noexcept {
    if (!contains(instant)) return std::nullopt;
    const local_seconds reading = rule_.clock.to_local(instant);
    if (rule_.kind == detail::rule_kind::since_anchor)
        return occurrence{instant, reading, clock_effect::exact};
    if (rule_.meaning == time_meaning::elapsed) {
        const bool is_repeated = detail::is_repeated(*rule_.table, reading.time_since_epoch().count());
        return occurrence{instant, reading, is_repeated ? clock_effect::ambiguous : clock_effect::exact};
    }
    const std::int64_t t = instant.time_since_epoch().count();
    const detail::firing_rule clock{rule_.clock, rule_.gap, rule_.overlap};
    std::optional<occurrence> seen;
    const auto see = [&](std::int64_t local) {
        const local_seconds scheduled{seconds{local}};
        if (!seen || scheduled == reading)
            seen = occurrence{instant, scheduled, effect_on(rule_.clock.lookup(scheduled).kind)};
    };
    std::int64_t local = detail::local_on_or_after(rule_, t + rule_.table->lowest_offset);
    while (local != detail::none_after && local - rule_.table->highest_offset <= t) {  // as in next_in_order
        const detail::firing_stretch stretch = detail::stretch_around(clock, local);
        if (stretch.together == t) see(local);
        for (const std::int64_t offset : stretch.offsets)
            if (t + offset >= local && t + offset < stretch.end &&
                detail::local_on_or_after(rule_, t + offset) == t + offset)
                see(t + offset);
        local = detail::local_on_or_after(rule_, stretch.end);
    }
    return seen;
}

}  // namespace nextfire::inline v0
