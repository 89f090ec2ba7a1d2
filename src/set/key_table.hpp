/// From keys of 64 bits to places: an open table of 16 bytes an entry, grown by a quarter at a time.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <vector>

namespace nextfire::inline v0::detail {

/// Where a schedule of a set lies: in which part, and where in it.
struct set_place {
    std::uint32_t part;
    std::uint32_t slot;
};

/// Spreads the bits of a key over all of a word.
[[nodiscard]] constexpr std::uint64_t spread(std::uint64_t key) noexcept {
    key = (key ^ key >> 32) * 0xD6E8FEB86659FD93;
    key = (key ^ key >> 32) * 0xD6E8FEB86659FD93;
    return key ^ key >> 32;
}

/// One table.  Entries lie at their home or behind it, without a hole between.
class key_table {
public:
    /// Gives the place of a key, or nullptr.  Any change of the table ends the pointer.
    [[nodiscard]] const set_place* find(std::uint64_t key) const noexcept;

    /// Has the memory fetched where a key is looked for first.
    void fetch(std::uint64_t key) const noexcept {
        if (!entries_.empty()) __builtin_prefetch(&entries_[home_of(key)]);
    }

    /// Puts a place under a key, in the place of the one that was there.
    void put(std::uint64_t key, set_place place);

    /// Takes a key away, where it is there.
    void erase(std::uint64_t key) noexcept;

    /// Makes room for so many keys.
    void reserve(std::size_t keys);

    [[nodiscard]] std::size_t memory_bytes() const noexcept { return entries_.capacity() * sizeof(entry); }

private:
    struct entry {
        std::uint64_t key = 0;
        set_place place{0, no_slot};
    };
    static constexpr std::uint32_t no_slot = 0xFFFFFFFF;  // of an entry that is free

    [[nodiscard]] std::size_t home_of(std::uint64_t key) const noexcept;
    [[nodiscard]] std::size_t after(std::size_t at) const noexcept {
        return at + 1 == entries_.size() ? 0 : at + 1;
    }
    void grow_to(std::size_t entries);
    void insert(const entry& added) noexcept;

    std::vector<entry> entries_;
    std::size_t size_ = 0;
};

/// A table in pieces, so that a copy of it shares those that are not changed afterwards.
///
/// A piece belongs to the generation of the root that made it; a root of another generation copies it
/// before it writes (set_root.hpp).
class shared_key_table {
public:
    [[nodiscard]] const set_place* find(std::uint64_t key) const noexcept {
        const auto& here = pieces_[piece_of(key)];
        return here == nullptr ? nullptr : here->table.find(key);
    }
    void fetch(std::uint64_t key) const noexcept {
        if (const auto& here = pieces_[piece_of(key)]) here->table.fetch(key);
    }
    void put(std::uint64_t key, set_place place, std::uint64_t generation) {
        writable(key, generation).put(key, place);
    }
    void erase(std::uint64_t key, std::uint64_t generation) { writable(key, generation).erase(key); }

    static constexpr std::size_t pieces = 256;
    [[nodiscard]] static std::size_t piece_of(std::uint64_t key) noexcept { return spread(key) >> 56; }
    /// Gives a piece for writing.
    [[nodiscard]] key_table& writable_piece(std::size_t number, std::uint64_t generation);

    [[nodiscard]] std::size_t memory_bytes() const noexcept;

private:
    struct piece {
        std::uint64_t generation;
        key_table table;
    };
    [[nodiscard]] key_table& writable(std::uint64_t key, std::uint64_t generation) {
        return writable_piece(piece_of(key), generation);
    }

    std::array<std::shared_ptr<piece>, pieces> pieces_;
};

}  // namespace nextfire::inline v0::detail
