#include "set/firing_order.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <span>
#include <utility>

namespace nextfire::inline v0::detail {
namespace {

constexpr std::size_t few = 48;  // that are sorted by comparison at once
/// Few enough to be dealt out by one digit after the other while they stay in the nearest memory.
constexpr std::size_t some = std::size_t{1} << 12;
constexpr unsigned digit_bits = 8;
constexpr unsigned most_key_bits = 3 * digit_bits;
constexpr unsigned most_pile_bits = 13;

/// Firings in one half of a list, and room for as many in the other.
struct firing_halves {
    std::span<firing> full;
    std::span<firing> room;

    /// Gives the same part of both.
    [[nodiscard]] firing_halves part(std::size_t begin, std::size_t size) const noexcept {
        return {full.subspan(begin, size), room.subspan(begin, size)};
    }
};

/// By what firings are dealt out: bits of numbers, of which the lowest are of no account.
struct deal_range {
    std::chrono::sys_seconds first;  ///< Of all instants.
    unsigned key_shift;
    unsigned key_bits;
    unsigned instant_bits;

    [[nodiscard]] std::uint64_t seconds_of(const firing& one) const noexcept {
        return static_cast<std::uint64_t>((one.at - first).count());
    }
};

/// Deals firings out into the room by some bits of what `number_of` gives; those of the same bits stay in order.
/// Afterwards `ends` has where those of each number end.
template <class NumberOf>
void deal(firing_halves& halves, NumberOf number_of, unsigned shift, unsigned bits,
          std::span<std::size_t> ends) {
    const std::uint64_t mask = (std::uint64_t{1} << bits) - 1;
    const auto digit_of = [&](const firing& one) {
        return static_cast<std::size_t>(number_of(one) >> shift & mask);
    };
    std::fill_n(ends.begin(), mask + 1, 0);
    for (const firing& one : halves.full) ++ends[digit_of(one)];
    std::size_t begin = 0;
    for (std::size_t digit = 0; digit <= mask; ++digit) begin += std::exchange(ends[digit], begin);
    for (const firing& one : halves.full) halves.room[ends[digit_of(one)]++] = one;
    std::swap(halves.full, halves.room);
}

/// Deals firings out by some bits of what `number_of` gives, digit by digit, lowest first.
template <class NumberOf>
void deal_by(firing_halves& halves, NumberOf number_of, unsigned shift, unsigned bits) {
    std::array<std::size_t, std::size_t{1} << digit_bits> ends;
    for (unsigned left = (bits + digit_bits - 1) / digit_bits; left > 0; --left) {
        const unsigned width = (bits + left - 1) / left;
        deal(halves, number_of, shift, width, ends);
        shift += width;
        bits -= width;
    }
}

/// Sorts firings into one of the halves.
void order(firing_halves& halves, const deal_range& by) {
    if (halves.full.size() <= few) return std::sort(halves.full.begin(), halves.full.end());
    deal_by(
        halves, [](const firing& one) { return one.key; }, by.key_shift, by.key_bits);
    deal_by(
        halves, [&](const firing& one) { return by.seconds_of(one); }, 0, by.instant_bits);
}

/// Sorts many firings from the lower half into the lower half: first into piles by the highest bits of their instants,
/// then pile by pile.  So most of the dealing is done in near memory, however many there are.
void order_by_piles(firing_halves halves, deal_range by) {
    std::array<std::size_t, std::size_t{1} << most_pile_bits> ends;
    const unsigned pile_bits = std::min(by.instant_bits, most_pile_bits);
    by.instant_bits -= pile_bits;
    deal(
        halves, [&](const firing& one) { return by.seconds_of(one); }, by.instant_bits, pile_bits, ends);
    for (std::size_t begin = 0, pile = 0; begin < halves.full.size(); begin = ends[pile++]) {
        firing_halves here = halves.part(begin, ends[pile] - begin);
        const std::span<firing> lower = here.room;
        order(here, by);
        if (here.full.data() != lower.data()) std::copy(here.full.begin(), here.full.end(), lower.begin());
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
    // By the highest bits in which the keys differ; then by instants.
    const auto key_bits = static_cast<unsigned>(std::bit_width(differing));
    const unsigned key_shift = key_bits > most_key_bits ? key_bits - most_key_bits : 0;
    deal_range by{first, key_shift, key_bits - key_shift, 0};
    by.instant_bits = static_cast<unsigned>(std::bit_width(by.seconds_of({last, 0})));
    firings.resize(2 * size);
    firing_halves halves{std::span{firings}.first(size), std::span{firings}.last(size)};
    if (size <= some) {
        order(halves, by);
        if (halves.full.data() != firings.data())
            std::copy(halves.full.begin(), halves.full.end(), firings.begin());
    } else {
        order_by_piles(halves, by);
    }
    firings.resize(size);
    if (key_shift != 0) sort_alike(firings, key_shift);
}

}  // namespace nextfire::inline v0::detail
