/// Dates and times in the basic format of calendars: `20261124T090000`, `20261124T010000Z`, `20261124`.
#pragma once

#include "rrule/rrule_lines.hpp"

#include <chrono>
#include <cstdint>
#include <optional>
#include <string_view>

namespace nextfire::inline v0::detail {

/// What a stamp holds besides its date.
enum class stamp_kind : std::uint8_t {
    date,   ///< Nothing.
    local,  ///< A time of day by some clock.
    utc,    ///< A time of day by the clock of UTC.
};

/// A stamp as written.
struct calendar_stamp {
    stamp_kind kind;
    std::chrono::local_seconds local;  ///< Midnight where the stamp is a date.
};

/// Reads a stamp of the years 1970 to 9999, or complains; `expected` says what the stamp should look like.
[[nodiscard]] std::optional<calendar_stamp> parse_stamp(std::string_view text, std::string_view expected,
                                                        rrule_complaints& complaints);

}  // namespace nextfire::inline v0::detail
