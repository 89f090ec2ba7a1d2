#include "set/firing_order.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <span>
#include <utility>

namespace nextfire::inline v0::detail {
namespace {

constexpr std::size_t few = 192;  // that are sorted by comparison at once
constexpr unsigned digit_bits = 12;

/// Firings in the one half of a list, and room for as many in the other.
struct firing_halves {
    std::span<firing> full;
    std::span<firing> room;
};

/// Deals firings out by some bits of what `number_of` gives, lowest first; those of the same bits stay in order.
template <class NumberOf>
void deal_by(firing_halves& halves, NumberOf number_of, unsigned shift, unsigned bits) {
    const unsigned deals = (bits + digit_bits - 1) / digit_bits;
    for (unsigned done = 0, left = deals; left > 0; --left) {
        const unsigned width = (bits - done + left - 1) / left;
        const std::uint64_t mask = (std::uint64_t{1} << width) - 1;
        const auto digit_of = [&](const firing& one) {
            return static_cast<std::size_t>(number_of(one) >> (shift + done) & mask);
        };
        std::array<std::size_t, (std::size_t{1} << digit_bits) + 1> begins{};
        for (const firing& one : halves.full) ++begins[digit_of(one) + 1];
        for (std::size_t digit = 1; digit <= mask; ++digit) begins[digit] += begins[digit - 1];
        for (const firing& one : halves.full) halves.room[begins[digit_of(one)]++] = one;
        std::swap(halves.full, halves.room);
        done += width;
    }
}

/// Sorts by their keys those that fire at one instant and whose keys begin alike; all else is in order.
void sort_alike(std::vector<firing>& firings, unsigned shift) {
    for (std::size_t begin = 0; begin < firings.size();) {
        std::size_t end = begin + 1;
        while (end < firings.size() && firings[end].at == firings[begin].at &&
               firings[end].key >> shift == firings[begin].key >> shift)
            ++end;
        if (end - begin > 1)
            std::sort(firings.begin() + static_cast<std::ptrdiff_t>(begin),
                      firings.begin() + static_cast<std::ptrdiff_t>(end));
        begin = end;
    }
}

}  // namespace

void put_in_order(std::vector<firing>& firings) {
    const std::size_t size = firings.size();
    if (size <= few) return std::sort(firings.begin(), firings.end());
    auto first = firings.front().at;
    auto last = first;
    std::uint64_t differing = 0;
    for (const firing& one : firings) {
        first = std::min(first, one.at);
        last = std::max(last, one.at);
        differing |= one.key ^ firings.front().key;
    }
    const auto seconds_after_first = [first](const firing& one) {
        return static_cast<std::uint64_t>((one.at - first).count());
    };
    // By the highest bits in which the keys differ, twice as many as one deal takes; then by instants.
    const auto key_bits = static_cast<unsigned>(std::bit_width(differing));
    const unsigned shift = key_bits > 2 * digit_bits ? key_bits - 2 * digit_bits : 0;
    firings.resize(2 * size);
    firing_halves halves{std::span{firings}.first(size), std::span{firings}.last(size)};
    deal_by(
        halves, [](const firing& one) { return one.key; }, shift, key_bits - shift);
    deal_by(halves, seconds_after_first, 0,
            static_cast<unsigned>(std::bit_width(seconds_after_first({last, 0}))));
    if (halves.full.data() != firings.data())
        std::copy(halves.full.begin(), halves.full.end(), firings.begin());
    firings.resize(size);
    if (shift != 0) sort_alike(firings, shift);
}

}  // namespace nextfire::inline v0::detail
