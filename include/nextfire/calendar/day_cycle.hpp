/// Days that repeat without regard to months.
#pragma once

#include <chrono>
#include <cstdint>

namespace nextfire::inline v0 {

/// Days that repeat every so many days, without regard to months: every third day; Monday and Wednesday of
/// every other week.
struct day_cycle {
    std::chrono::days length;       ///< 1 to 500 days.
    std::uint64_t days;             ///< Bit k, k < 63 and k < length: the day begin + k fires.  Not 0.
    std::chrono::local_days begin;  ///< Day 0 of a cycle, 1970-01-01 to 9999-12-31.

    /// Compares all three.
    friend bool operator==(const day_cycle&, const day_cycle&) = default;
};

}  // namespace nextfire::inline v0
