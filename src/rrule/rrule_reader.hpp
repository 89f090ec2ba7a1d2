/// Recurrence rules as text, up to the point where a schedule is built from them.
#pragma once

#include "calendar/recurrence.hpp"
#include "rrule/rrule_stamp.hpp"

#include <nextfire/base/result.hpp>
#include <nextfire/zone/zone.hpp>

#include <chrono>
#include <cstdint>
#include <functional>
#include <optional>
#include <string_view>

namespace nextfire::inline v0::detail {

/// What `DTSTART` and `RRULE` say.
struct calendar_recurrence {
    recurrence rule;
    zone clock;
    std::chrono::local_seconds start;     ///< DTSTART, by the clock.
    std::optional<std::uint32_t> count;   ///< COUNT, 1 to 1,000,000.
    std::optional<calendar_stamp> until;  ///< UNTIL, by the clock where it is not UTC; never beside COUNT.
};

/// Reads the two lines, or gives every violation there is at once.
[[nodiscard]] result<calendar_recurrence> read_recurrence(
    std::string_view text, const std::function<result<zone>(std::string_view)>& find_zone);

}  // namespace nextfire::inline v0::detail
