#include "set/key_table.hpp"

#include <algorithm>

namespace nextfire::inline v0::detail {

// The eight highest bits choose the piece; the 32 behind them the home, scaled to the size of the table.
std::size_t key_table::home_of(std::uint64_t key) const noexcept {
    const std::uint64_t spread_out = spread(key) << 8 >> 32;
    return static_cast<std::size_t>(spread_out * entries_.size() >> 32);
}

const set_place* key_table::find(std::uint64_t key) const noexcept {
    if (entries_.empty()) return nullptr;
    // At most as far as the next free entry; a fifth of them are free.
    for (std::size_t at = home_of(key);; at = after(at)) {
        const entry& here = entries_[at];
        if (here.place.slot == no_slot) return nullptr;
        if (here.key == key) return &here.place;
    }
}

void key_table::insert(const entry& added) noexcept {
    std::size_t at = home_of(added.key);
    while (entries_[at].place.slot != no_slot && entries_[at].key != added.key) at = after(at);
    if (entries_[at].place.slot == no_slot) ++size_;
    entries_[at] = added;
}

void key_table::grow_to(std::size_t entries) {
    std::vector<entry> old(entries);
    old.swap(entries_);
    size_ = 0;
    for (const entry& kept : old)
        if (kept.place.slot != no_slot) insert(kept);
}

void key_table::reserve(std::size_t keys) {
    const std::size_t needed = keys + keys / 4 + 2;
    if (needed > entries_.size()) grow_to(needed);
}

void key_table::put(std::uint64_t key, set_place place) {
    if ((size_ + 1) * 5 > entries_.size() * 4) grow_to(entries_.size() + entries_.size() / 4 + 4);
    insert({key, place});
}

void key_table::erase(std::uint64_t key) noexcept {
    if (entries_.empty()) return;
    std::size_t hole = home_of(key);
    while (entries_[hole].key != key || entries_[hole].place.slot == no_slot) {
        if (entries_[hole].place.slot == no_slot) return;
        hole = after(hole);
    }
    --size_;
    const std::size_t size = entries_.size();
    // What follows without a hole moves up, unless its home lies behind the hole.
    for (std::size_t at = after(hole); entries_[at].place.slot != no_slot; at = after(at)) {
        const std::size_t from_home = (at + size - home_of(entries_[at].key)) % size;
        const std::size_t from_hole = (at + size - hole) % size;
        if (from_home < from_hole) continue;
        entries_[hole] = entries_[at];
        hole = at;
    }
    entries_[hole] = entry{};
}

key_table& shared_key_table::writable_piece(std::size_t number, std::uint64_t generation) {
    std::shared_ptr<piece>& here = pieces_[number];
    if (here == nullptr)
        here = std::make_shared<piece>(piece{generation, {}});
    else if (here->generation != generation)
        here = std::make_shared<piece>(piece{generation, here->table});
    return here->table;
}

std::size_t shared_key_table::memory_bytes() const noexcept {
    std::size_t bytes = 0;
    for (const auto& here : pieces_)
        if (here != nullptr) bytes += sizeof(piece) + 16 + here->table.memory_bytes();
    return bytes;
}

}  // namespace nextfire::inline v0::detail
