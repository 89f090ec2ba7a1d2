#include "set/firing_window.hpp"

#include "definition/definition_access.hpp"
#include "set/firing_order.hpp"
#include "set/part_asking.hpp"

#include <nextfire/base/instant.hpp>

#include <algorithm>
#include <chrono>

namespace nextfire::inline v0::detail {

void collect_firings(const set_root& root, std::int64_t after, std::int64_t until,
                     std::vector<firing>& found) {
    found.clear();
    after = std::max(after, count_of(min_instant) - 1);
    until = std::min(until, count_of(max_instant));
    if (until <= after) return;
    const auto instant = [](std::int64_t t) { return std::chrono::sys_seconds{std::chrono::seconds{t}}; };
    each_part(root, [&](const set_part& part) {
        const std::uint64_t* const keys = part.keys.data();
        walk_part(
            part, after, until,
            [&](std::size_t slot, std::int64_t t) {
                found.push_back({instant(t), keys[slot]});
            },
            [&](std::int64_t t) {
                for (const std::uint64_t key : part.keys) found.push_back({instant(t), key});
            });
    });
    put_in_order(found);
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
    const std::size_t wanted = std::max<std::size_t>(schedules, 1024);
    if (found < wanted / 2) return std::min(seconds * 2, seconds_a_day);
    if (found > wanted * 2) return std::max<std::int64_t>(seconds / 2, 1);
    return seconds;
}

}  // namespace nextfire::inline v0::detail
