#include "engine/firing.hpp"

#include "zone/zone_access.hpp"

#include <algorithm>

namespace nextfire::inline v0::detail {

fired_instants fire(const firing_rule& rule, std::int64_t local) noexcept {
    const local_lookup found = rule.clock.lookup(std::chrono::local_seconds{std::chrono::seconds{local}});
    const std::int64_t before = found.before.time_since_epoch().count();
    const std::int64_t change = found.change.time_since_epoch().count();
    const std::int64_t after = found.after.time_since_epoch().count();
    if (found.kind == local_kind::gap) {
        switch (rule.gap) {
            case gap_policy::at_transition:
                return {{change}, 1};
            case gap_policy::skip:
                return {};
            case gap_policy::shift:
                return {{before}, 1};  // the old offset carries it past the gap
        }
    }
    if (found.kind == local_kind::overlap) {
        switch (rule.overlap) {
            case overlap_policy::first:
                return {{before}, 1};
            case overlap_policy::second:
                return {{after}, 1};
            case overlap_policy::both:
                return {{before, after}, 2};
        }
    }
    return {{before}, 1};
}

/// A change at c from offset a to offset b leaves the marks c + a and c + b on the wall.  Changes so early or
/// so late that both their marks are on one side of `local` need not be told apart.
firing_stretch stretch_around(const firing_rule& rule, std::int64_t local) noexcept {
    const zone_table& table = zone_access::table(rule.clock);
    const fired_instants fired = fire(rule, local);
    firing_stretch stretch{offset_period::always, offset_period::never, std::nullopt, {}};

    offset_period period = table.period_at(local - table.highest_offset);
    if (period.begin != offset_period::always) stretch.begin = period.begin + table.highest_offset;
    while (period.end <= local - table.lowest_offset) {  // the changes within two offsets: two or three
        const std::int64_t change = period.end;
        const offset_period later = table.period_at(change);
        for (const std::int64_t mark : {change + period.offset, change + later.offset})
            (mark <= local ? stretch.begin : stretch.end) =
                mark <= local ? std::max(stretch.begin, mark) : std::min(stretch.end, mark);
        period = later;
    }
    if (period.end != offset_period::never)
        stretch.end = std::min(stretch.end, period.end + table.lowest_offset);

    const bool in_gap =
        rule.gap == gap_policy::at_transition &&
        rule.clock.lookup(std::chrono::local_seconds{std::chrono::seconds{local}}).kind == local_kind::gap;
    if (in_gap) {
        stretch.together = fired.at[0];
        return stretch;
    }
    for (const std::int64_t t : fired) stretch.offsets.at[stretch.offsets.count++] = local - t;
    return stretch;
}

bool is_repeated(const zone_table& table, std::int64_t local) noexcept {
    offset_period period = table.period_at(local - table.highest_offset);
    int readings = 0;
    while (true) {  // the periods within two offsets: two or three
        const std::int64_t t = local - period.offset;
        readings += t >= period.begin && t < period.end ? 1 : 0;
        if (period.end > local - table.lowest_offset) return readings > 1;
        period = table.period_at(period.end);
    }
}

}  // namespace nextfire::inline v0::detail
