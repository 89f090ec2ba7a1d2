/// POSIX TZ strings: the rule by which a zone's clock goes on changing when its history has ended.
///
/// `CET-1CEST,M3.5.0,M10.5.0/3` says: standard time is called CET and is one hour east of Greenwich (POSIX
/// counts hours west, so the sign looks wrong); summer time is called CEST; it begins on the last Sunday
/// of March at 02:00 and ends on the last Sunday of October at 03:00, each by the clock before the change.
/// The hours may run from -167 to 167: zones use that to say "the Saturday before the last Sunday".
/// Source: POSIX.1-2017 section 8.3 (TZ), with RFC 9636 section 3.3.2 for the hours.
#pragma once

#include "zone/offset_period.hpp"

#include <nextfire/base/result.hpp>

#include <cstdint>
#include <string_view>

namespace nextfire::inline v0::detail {

/// A day of the year on which a POSIX rule changes the clock, and the local time of day of the change.
/// Source: POSIX.1 TZ; RFC 8536 section 3.3.1 for hours from -167 to 167.
struct posix_date {
    enum class notation : std::uint8_t {
        month_week_day,  ///< `M3.5.0`: the last Sunday of March.
        julian,          ///< `J60`: 1 March in every year; 29 February is never counted.
        day_of_year,     ///< `59`: day 0 to 365, 29 February counted.
    };
    notation written = notation::month_week_day;
    std::uint8_t month = 0;            ///< 1 to 12, for month_week_day.
    std::uint8_t week = 0;             ///< 1 to 5, 5 is the last.
    std::uint8_t weekday = 0;          ///< 0 is Sunday.
    std::uint16_t day = 0;             ///< For julian and day_of_year.
    std::int32_t time_seconds = 7200;  ///< Local seconds after midnight at which the clock changes.
};

/// The rule that goes on for ever after the last listed change.
struct posix_rule {
    std::int32_t standard_offset = 0;
    std::int32_t summer_offset = 0;
    std::uint8_t standard_abbreviation = 0;
    std::uint8_t summer_abbreviation = 0;
    bool has_summer = false;  ///< False: standard time all year, and the rest is unused.
    posix_date summer_begin;
    posix_date summer_end;
};

/// Abbreviations longer than this are refused; the longest in use has five letters.
inline constexpr std::size_t longest_abbreviation = 64;

/// A rule as its text has it: abbreviation 0 of `rule` is `standard_name`, abbreviation 1 `summer_name`.
/// The names are parts of the text that was read.
struct posix_rule_text {
    posix_rule rule;
    std::string_view standard_name;
    std::string_view summer_name;
};

/// Reads a POSIX TZ string; a violation carries `field` and the column of the first character that does
/// not fit.  A summer time without dates (`EST5EDT`) is refused: POSIX leaves to each system what it means.
[[nodiscard]] result<posix_rule_text> parse_posix_rule(std::string_view text, std::string_view field);

/// Gives the period of constant clock that t lies in, were the rule in force at all times.
///
/// A rule whose two changes always fall together, or that makes the whole year summer, gives one period
/// for ever.  Any t is allowed; near the ends of 64 bits the period's ends are cut to them.
/// Cost: 30 to 60 ns; a rule that changes its clock on less than two far-apart days of each year, 10 µs.
[[nodiscard]] offset_period rule_period(const posix_rule& rule, std::int64_t t) noexcept;

}  // namespace nextfire::inline v0::detail
