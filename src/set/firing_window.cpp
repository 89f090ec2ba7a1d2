#include "set/firing_window.hpp"

#include "definition/definition_access.hpp"
#include "set/firing_order.hpp"
#include "set/part_asking.hpp"

#include <nextfire/base/instant.hpp>

#include <algorithm>
#include <chrono>
#include <span>

namespace nextfire::inline v0::detail {
namespace {

/// Puts the firings in (after, until] into `found`, in no order; false where there are more than `most`, of which it
/// keeps no more than so many.
bool find_firings(const set_root& root, std::int64_t after, std::int64_t until, std::size_t most,
                  std::vector<firing>& found) {
    found.clear();
    if (until <= after) return true;
    bool has_all = true;
    const auto keep = [&](std::int64_t t, std::span<const std::uint64_t> keys) {
        has_all = has_all && keys.size() <= most - found.size();
        if (!has_all) return;
        for (const std::uint64_t key : keys)
            found.push_back({std::chrono::sys_seconds{std::chrono::seconds{t}}, key});
    };
    each_part(root, [&](const set_part& part) {
        if (!has_all) return;
        const std::span<const std::uint64_t> keys{part.keys};
        walk_part(
            part, after, until, [&](std::size_t slot, std::int64_t t) { keep(t, keys.subspan(slot, 1)); },
            [&](std::int64_t t) { keep(t, keys); });
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
    const std::size_t wanted = firings_ahead(schedules);
    if (found < wanted / 2) return std::min(seconds * 2, seconds_a_day);
    if (found > wanted * 2) return std::max<std::int64_t>(seconds / 2, 1);
    return seconds;
}

}  // namespace nextfire::inline v0::detail
