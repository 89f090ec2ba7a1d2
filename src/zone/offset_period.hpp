/// A span of time in which a zone's clock runs evenly.
#pragma once

#include <cstdint>

namespace nextfire::inline v0::detail {

/// A span of constant offset and abbreviation anywhere on the time line; seconds since 1970.
struct offset_period {
    std::int64_t begin;         ///< First instant, or `always` before the first change that is known.
    std::int64_t end;           ///< First instant of the period after it, or `never`.
    std::int32_t offset;        ///< Seconds east of UTC.
    std::uint8_t abbreviation;  ///< Index into `the abbreviations of its zone`.

    static constexpr std::int64_t always = INT64_MIN;
    static constexpr std::int64_t never = INT64_MAX;
};

}  // namespace nextfire::inline v0::detail
