/// All that a set holds, so that copies of the set can share it.
///
/// A root has a generation, and so has each of its parts and pieces of tables: that of the root that made
/// it.  A root that was copied is never changed again: who wants to change it makes a copy of its own, of
/// the next generation, that shares everything.  A part is written by a root of its own generation
/// alone, and copied before that by any other.  This is exact: generations grow from copy to copy, so a part of a
/// root's own generation can only have been made by that root, and nobody shares it before the root is copied.
#pragma once

#include "set/key_table.hpp"
#include "set/set_part.hpp"

#include <nextfire/set/schedule_set.hpp>

#include <array>
#include <atomic>
#include <cassert>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <vector>

namespace nextfire::inline v0::detail {

/// The parts of a set, and the way to them.
struct set_root {
    set_root() = default;
    /// Makes one of the next generation that shares all there is.
    set_root(const set_root& other)
        : generation(other.generation + 1),
          parts(other.parts),
          free_parts(other.free_parts),
          keys(other.keys),
          families(other.families),
          size(other.size) {}
    set_root& operator=(const set_root&) = delete;
    ~set_root() = default;

    std::uint64_t generation = 0;
    std::atomic<bool> is_shared{false};            ///< Whether it was copied: then it stays as it is.
    std::vector<std::shared_ptr<set_part>> parts;  ///< nullptr where one became empty.
    std::vector<std::uint32_t> free_parts;         ///< Where that is.
    shared_key_table keys;                         ///< Key -> part and slot.
    shared_key_table families;                     ///< Name of a family -> part; 0 for the slot.
    std::size_t size = 0;
};

/// Has the memory of a part fetched, so far as `bytes`.
inline void fetch(const set_part& part, std::size_t bytes) noexcept {
    constexpr std::size_t line = 64;
    const char* const begin = reinterpret_cast<const char*>(&part);  // NOLINT(*reinterpret-cast)
    for (std::size_t at = 0; at < bytes; at += line) __builtin_prefetch(begin + at);
}

/// Calls `see(part)` with each part of a root.  Parts lie here and there in memory: those to come are fetched
/// while one is seen.
template <class See>
void each_part(const set_root& root, See&& see) {
    constexpr std::size_t ahead = 12;
    const std::size_t size = root.parts.size();
    for (std::size_t i = 0; i < size; ++i) {
        if (const set_part* coming = i + ahead < size ? root.parts[i + ahead].get() : nullptr)
            fetch(*coming, offsetof(set_part, bounds));
        if (const set_part* part = root.parts[i].get()) see(*part);
    }
}

/// Opens a set for the rest of the room.
struct set_access {
    [[nodiscard]] static const set_root& root(const schedule_set& of) noexcept { return *of.root_; }
    [[nodiscard]] static const change_log& log(const schedule_set& of) noexcept { return of.log_; }
    /// Gives the root for writing: one that no copy shares.
    [[nodiscard]] static set_root& writable_root(schedule_set& of);
};

/// Puts a schedule in, as schedule_set::put has it.
[[nodiscard]] result<put_outcome> put_in(set_root& root, std::uint64_t key, const definition& what);

/// What became of many schedules that were put; each is named by its number, counted from 0.
struct set_filling {
    struct refused {
        std::uint64_t number;
        violations errors;  ///< As put() gives them.
    };
    std::vector<refused> refusals;         ///< In order.
    std::vector<std::uint64_t> replacing;  ///< Those under whose key another was, in order.
};

/// Puts many schedules into an empty root, faster than one by one: the parts of some are fetched from memory together,
/// and the table of keys, larger than what lies near a processor, is filled piece by piece at the end.
class set_filler {
public:
    explicit set_filler(set_root& root) : root_(root) {
        assert(root.size == 0);
        waiting_.reserve(most_waiting);
    }

    /// Puts a schedule.
    void add(std::uint64_t key, const definition& what);

    /// Ends it.  Until then the root answers no question.  Where a key came twice, the later schedule is the one.
    [[nodiscard]] set_filling finish();

private:
    static constexpr std::size_t most_waiting = 32;

    struct waiting {
        std::uint64_t key;
        std::uint64_t number;
        std::uint64_t family_name;
        set_member member;
    };
    struct placed {
        std::uint64_t key;
        std::uint64_t number;
        set_place place;
    };

    void place_waiting();

    set_root& root_;
    std::uint64_t count_ = 0;
    std::vector<waiting> waiting_;
    std::array<std::vector<placed>, shared_key_table::pieces> placed_;  // by the piece of the key
    set_filling filling_;
};

/// Takes one out; says whether it was there.
[[nodiscard]] bool remove_from(set_root& root, std::uint64_t key);

}  // namespace nextfire::inline v0::detail
