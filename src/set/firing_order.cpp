#include "set/firing_order.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <span>

namespace nextfire::inline v0::detail {
namespace {

constexpr std::size_t few = 48;  // that are sorted by comparison at once

bool has_smaller_key(const firing& a, const firing& b) noexcept {
    return a.key < b.key;
}

/// Sorts firings of one instant by key.  Where keys lie evenly, dealing them out over as many heaps leaves few in
/// each; where they do not, the heaps are sorted by comparison.
void sort_by_key(std::span<firing> same, std::vector<firing>& spare, std::vector<std::uint32_t>& begins) {
    if (same.size() <= few) {
        std::sort(same.begin(), same.end(), has_smaller_key);
        return;
    }
    std::uint64_t lowest = same.front().key, highest = lowest;
    for (const firing& one : same) {
        lowest = std::min(lowest, one.key);
        highest = std::max(highest, one.key);
    }
    // Of the span of keys so many bits are dropped that at most half as many heaps are left as firings.
    unsigned dropped = 0;
    while ((highest - lowest) >> dropped > same.size() / 2) ++dropped;
    const auto heap_of = [&](const firing& one) {
        return static_cast<std::size_t>((one.key - lowest) >> dropped);
    };
    begins.assign(heap_of({{}, highest}) + 2, 0);
    for (const firing& one : same) ++begins[heap_of(one) + 1];
    for (std::size_t heap = 1; heap < begins.size(); ++heap) begins[heap] += begins[heap - 1];
    if (spare.size() < same.size()) spare.resize(same.size());
    for (const firing& one : same) spare[begins[heap_of(one)]++] = one;
    std::copy_n(spare.begin(), same.size(), same.begin());
    // Now each begin is the end of its heap.
    std::size_t begin = 0;
    for (std::size_t heap = 0; heap + 1 < begins.size(); ++heap) {
        const std::size_t end = begins[heap];
        if (end - begin > 1)
            std::sort(same.begin() + static_cast<std::ptrdiff_t>(begin),
                      same.begin() + static_cast<std::ptrdiff_t>(end), has_smaller_key);
        begin = end;
    }
}

}  // namespace

void put_in_order(std::vector<firing>& firings, std::vector<firing>& spare) {
    if (firings.size() <= few) return std::sort(firings.begin(), firings.end());
    std::int64_t first = firings.front().at.time_since_epoch().count(), last = first;
    for (const firing& one : firings) {
        first = std::min<std::int64_t>(first, one.at.time_since_epoch().count());
        last = std::max<std::int64_t>(last, one.at.time_since_epoch().count());
    }
    const auto seconds = static_cast<std::uint64_t>(last - first);
    if (seconds > 4 * firings.size() || firings.size() > 0xFFFFFFFF)
        return std::sort(firings.begin(), firings.end());
    const auto second_of = [&](const firing& one) {
        return static_cast<std::size_t>(one.at.time_since_epoch().count() - first);
    };
    std::vector<std::uint32_t> begins(seconds + 2, 0);
    for (const firing& one : firings) ++begins[second_of(one) + 1];
    for (std::size_t second = 1; second < begins.size(); ++second) begins[second] += begins[second - 1];
    spare.resize(firings.size());
    for (const firing& one : firings) spare[begins[second_of(one)]++] = one;
    firings.swap(spare);
    std::vector<std::uint32_t> heaps;
    std::size_t begin = 0;
    for (std::size_t second = 0; second <= seconds; ++second) {
        const std::size_t end = begins[second];
        if (end - begin > 1) sort_by_key(std::span{firings}.subspan(begin, end - begin), spare, heaps);
        begin = end;
    }
}

}  // namespace nextfire::inline v0::detail
