/// One run of one of many schedules.
#pragma once

#include <chrono>
#include <cstdint>

namespace nextfire::inline v0 {

/// An instant, and the key of the schedule that fires at it.
struct firing {
    std::chrono::sys_seconds at;  ///< When.
    std::uint64_t key;            ///< Which schedule of the set.

    /// Compares both.
    friend bool operator==(const firing& a, const firing& b) noexcept {
        return a.at == b.at && a.key == b.key;
    }
    /// Orders by instant, and by key where several fire at one.
    friend bool operator<(const firing& a, const firing& b) noexcept {
        return a.at != b.at ? a.at < b.at : a.key < b.key;
    }
};

}  // namespace nextfire::inline v0
