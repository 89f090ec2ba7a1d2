/// Moments worth asking about: some anywhere, most where the clock has just changed or is about to; and
/// clocks made up at random, for what no place on earth has done yet.
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <iterator>
#include <random>
#include <vector>

#include "brute_force.hpp"

namespace nextfire_test {

constexpr std::int64_t end_of_2109 = 4417977600;  // 2110-01-01T00:00:00Z
constexpr std::int64_t last_instant = 253402300799;
constexpr std::int64_t changes_of_a_clock = 60;

/// Gives the seed of all random cases of this run: NEXTFIRE_TEST_SEED, or another one each time.
inline std::uint64_t seed() {
    static const std::uint64_t chosen = [] {
        const char* given = std::getenv("NEXTFIRE_TEST_SEED");
        return given != nullptr ? std::strtoull(given, nullptr, 10) : std::random_device{}();
    }();
    return chosen;
}

/// Picks numbers at random.
class number_picker {
public:
    explicit number_picker(std::mt19937_64& random) : random_(&random) {}

    std::int64_t between(std::int64_t low, std::int64_t high) {
        return std::uniform_int_distribution<std::int64_t>{low, high}(*random_);
    }

private:
    std::mt19937_64* random_;
};

/// Picks instants and times of day.
class moment_picker {
public:
    moment_picker(number_picker& pick, wall_clock& clock)
        : pick_(&pick), clock_(&clock), changes_(clock.changes(0, end_of_2109)) {}

    struct moment {
        std::int64_t at;
        std::int64_t time_of_day;
    };

    moment anywhere() { return {pick_->between(0, end_of_2109), pick_->between(0, 86399)}; }

    /// Years to 9999; where the clock still changes there, near a change in half of the cases.
    moment far() {
        const std::int64_t at = pick_->between(end_of_2109, last_instant);
        if (pick_->between(0, 1) == 0) return {at, pick_->between(0, 86399)};
        const std::vector<std::int64_t> near = clock_->changes(at, at + 200 * 86400);
        return near.empty() ? moment{at, pick_->between(0, 86399)} : around(near.front());
    }

    moment near_change() {
        if (changes_.empty()) return anywhere();
        const std::int64_t last = static_cast<std::int64_t>(changes_.size()) - 1;
        return around(changes_[static_cast<std::size_t>(pick_->between(0, last))]);
    }

private:
    /// An instant around a change, and a time of day that the clock reads around it.
    moment around(std::int64_t change) {
        static constexpr std::array<std::int64_t, 7> exact{-1, 0, 1, -3600, 3600, -86400, 86400};
        const std::int64_t nearby = pick_->between(0, 1) == 0 ? pick_->between(-3 * 3600, 3 * 3600)
                                                              : pick_->between(-3 * 86400, 3 * 86400);
        const std::int64_t precise = exact[static_cast<std::size_t>(pick_->between(0, 6))];
        const std::int64_t side = pick_->between(0, 1);
        const std::int64_t reads = change + clock_->offset_at(change - side);
        const std::int64_t within =
            pick_->between(0, 4) == 0 ? pick_->between(-1, 1) : pick_->between(-7200, 7200);
        return {change + (pick_->between(0, 3) == 0 ? precise : nearby),
                ((reads + within) % 86400 + 86400) % 86400};
    }

    number_picker* pick_;
    wall_clock* clock_;
    std::vector<std::int64_t> changes_;
};

/// The next offset of a clock that is made up: a usual step, any offset, or from one end of the world to the
/// other.
inline std::int64_t made_up_offset(number_picker& pick, std::int64_t before) {
    constexpr std::int64_t lowest = -12 * 3600;
    constexpr std::int64_t highest = 14 * 3600;
    switch (pick.between(0, 3)) {
        case 0:
            return std::clamp(before + pick.between(-2, 2) * 1800, lowest, highest);
        case 1:
            return before < 0 ? highest - pick.between(0, 60) * 60 : lowest + pick.between(0, 60) * 60;
        default:
            return pick.between(lowest / 60, highest / 60) * 60;
    }
}

/// Makes up a clock with changes of up to 26 hours, some hours or days apart from each other, and many of
/// them just before a multiple of 2^22 seconds, where an index of instants turns its page.
inline std::vector<wall_clock::change> made_up_changes(number_picker& pick, std::int64_t nearest_seconds) {
    static constexpr std::array<std::int64_t, 3> beginnings{86400, 4291000000,
                                                            95617584000};  // 1970, 2105, 5000
    constexpr std::int64_t page = std::int64_t{1} << 22;
    std::int64_t at = beginnings[static_cast<std::size_t>(pick.between(0, 2))];
    std::vector<wall_clock::change> changes{{at, made_up_offset(pick, 0)}};
    while (std::ssize(changes) < changes_of_a_clock) {
        const bool is_soon = pick.between(0, 1) == 0;
        at += pick.between(nearest_seconds, is_soon ? 3 * nearest_seconds : 30 * 86400);
        if (!is_soon) at = std::max(at, (at / page + 1) * page - pick.between(0, 12 * 3600));
        const std::int64_t before = changes.back().offset_seconds;
        const std::int64_t after = made_up_offset(pick, before);
        if (after != before) changes.push_back({at, after});
    }
    return changes;
}

}  // namespace nextfire_test
