#include "set/firing_window.hpp"

#include "definition/definition_access.hpp"
#include "set/firing_order.hpp"
#include "set/part_asking.hpp"

#include <nextfire/base/instant.hpp>

#include <algorithm>
#include <chrono>

namespace nextfire::inline v0::detail {
namespace {

/// Puts the firings in (after, until] into `found`, in no order; false where there are more than `most`, of which it
/// keeps no more than so many.
bool find_firings(const set_root& root, std::int64_t after, std::int64_t until, std::size_t most,
                  std::vector<firing>& found) {
    found.clear();
    if (until <= after) return true;
    bool has_all = true;
    const auto has_room_for = [&](std::size_t count) {
        return has_all = has_all && count <= most - found.size();
    };
    const auto at = [](std::int64_t t) { return std::chrono::sys_seconds{std::chrono::seconds{t}}; };
    each_part(root, [&](const set_part& part) {
        if (!has_all) return;
        const std::size_t begin = found.size();
        walk_part(
            part, after, until,
            [&](std::size_t slot, std::int64_t t) {
                if (has_room_for(1)) found.push_back({at(t), slot});
            },
            [&](std::int64_t t) {
                if (!has_room_for(part.size())) return;
                for (std::size_t slot = 0; slot < part.size(); ++slot) found.push_back({at(t), slot});
            });
        // The keys only now: they lie here and there, and a processor fetches many at a time where no other decision
        // stands between them.
        const std::uint64_t* const keys = part.keys.data();
        for (std::size_t i = begin; i < found.size(); ++i) found[i].key = keys[found[i].key];
    });
    return has_all;
}

}  // namespace

void collect_firings(const set_root& root, std::int64_t after, std::int64_t until,
                     std::vector<firing>& found) {
    // As many as there may be: a vector holds no more.
    (void)collect_some_firings(root, after, until, found.max_size(), found);
}

std::int64_t collect_some_firings(const set_root& root, std::int64_t after, std::int64_t until,
                                  std::size_t most, std::vector<firing>& found) {
    constexpr std::int64_t shortened = 8;
    after = std::max(after, count_of(min_instant) - 1);
    until = std::min(until, count_of(max_instant));
    while (!find_firings(root, after, until, until - after > 1 ? most : found.max_size(), found))
        until = after + std::max<std::int64_t>((until - after) / shortened, 1);
    put_in_order(found);
    return until;
}

std::int64_t earliest_firing(const set_root& root, std::int64_t after) {
    std::vector<std::chrono::sys_seconds> next;
    auto earliest = schedule_set::no_next;
    after = std::max(after, count_of(min_instant) - 1);
    each_part(root, [&](const set_part& part) {
        next.resize(part.size());
        next_of_part(part, after, next);
        earliest = std::min(earliest, *std::min_element(next.begin(), next.end()));
    });
    return count_of(earliest);
}

std::int64_t better_window(std::int64_t seconds, std::size_t found, std::size_t schedules) noexcept {
    constexpr std::int64_t most_times = 8;  // a minute says little of an hour
    const auto wanted = static_cast<std::int64_t>(firings_ahead(schedules));
    const std::int64_t fitting =
        seconds * wanted / std::max<std::int64_t>(static_cast<std::int64_t>(found), 1);
    return std::clamp(std::clamp(fitting, seconds / most_times, seconds * most_times), std::int64_t{1},
                      seconds_a_day);
}

}  // namespace nextfire::inline v0::detail
