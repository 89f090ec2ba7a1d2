/// Time stamps as text: what people and programs write for an instant.
#pragma once

#include <nextfire/base/instant.hpp>
#include <nextfire/base/result.hpp>
#include <nextfire/spec/timestamp.hpp>

#include <chrono>
#include <string_view>

namespace nextfire::inline v0 {

/// Reads an instant written as RFC 3339 asks: a date, a time of day, and `Z` or an offset.
///
/// `T` and `Z` may be lower case, a blank may stand for the `T`, and a fraction of a second is cut off
/// (the floor).  Second 60 is refused: POSIX time has no place for it.  Bad text, or an instant outside
/// [min_instant, max_instant], gives one violation with `field` as its field and the column of the first
/// character that does not fit.  Cost: about 20 ns, no allocation on success.
/// Source: RFC 3339 section 5.6.
///
///     parse_instant("2026-03-29T02:30:00.75+01:00", "from");   // 2026-03-29T01:30:00Z
[[nodiscard]] result<std::chrono::sys_seconds> parse_instant(std::string_view text, std::string_view field);

}  // namespace nextfire::inline v0
