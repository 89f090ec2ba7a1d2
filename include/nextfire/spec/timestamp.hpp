/// Time stamps as text: what people and programs write for an instant.
#pragma once

#include <nextfire/base/instant.hpp>
#include <nextfire/base/result.hpp>

#include <chrono>
#include <string_view>

namespace nextfire::inline v0 {

/// Reads an instant written as RFC 3339 asks: a date, a time of day, and `Z` or an offset.
///
/// `T` and `Z` may be lower case, a blank may stand for the `T`, the colon of an offset may be missing, and a fraction
/// of a second is cut off (the floor).  Second 60 is refused: POSIX time has no place for it.  Bad text, or an instant outside
/// [min_instant, max_instant], gives one violation with `field` as its field and the column of the first
/// character that does not fit.  Cost: about 20 ns, no allocation on success.
/// Source: RFC 3339 section 5.6.
///
///     parse_instant("2026-03-29T02:30:00.75+01:00");   // 2026-03-29T01:30:00Z
[[nodiscard]] result<std::chrono::sys_seconds> parse_instant(std::string_view text,
                                                             std::string_view field = "instant");

/// Reads a local date written as `yyyy-MM-dd`, in the proleptic Gregorian calendar.
///
/// Bad text, a day that its month does not have, or a year outside 1970 to 9999 gives one violation with
/// `field` as its field and the column of the first character that does not fit.  Cost: about 10 ns, no
/// allocation on success.  Source: RFC 3339 section 5.6, full-date.
///
///     schedule::build(*every_third_day, {.anchor_date = *parse_date("2026-03-29")});
///     parse_date("2026-02-29");   // date, column 9: expected a day of 2026-02 from 01 to 28, but found "29"
[[nodiscard]] result<std::chrono::local_days> parse_date(std::string_view text,
                                                         std::string_view field = "date");

/// Reads a time of day written as `HH:mm:ss`, 00:00:00 to 23:59:59, as the time since midnight on the clock.
///
/// Bad text, 24:00:00 and second 60 included, gives one violation as parse_date does.  Cost: about 10 ns, no
/// allocation on success.  Source: RFC 3339 section 5.6, partial-time without a fraction.
///
///     // the local time 02:30 of 29 March 2026, which Berlin's clock jumps over
///     berlin.lookup(*parse_date("2026-03-29") + *parse_time_of_day("02:30:00")).kind;   // local_kind::gap
[[nodiscard]] result<std::chrono::seconds> parse_time_of_day(std::string_view text,
                                                             std::string_view field = "time_of_day");

}  // namespace nextfire::inline v0
