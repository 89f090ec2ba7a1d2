/// POSIX TZ strings: the rule by which a zone's clock goes on changing when its history has ended.
///
/// `CET-1CEST,M3.5.0,M10.5.0/3` says: standard time is called CET and is one hour east of Greenwich (POSIX
/// counts hours west, so the sign looks wrong); summer time is called CEST; it begins on the last Sunday
/// of March at 02:00 and ends on the last Sunday of October at 03:00, each by the clock before the change.
/// The hours may run from -167 to 167: zones use that to say "the Saturday before the last Sunday".
/// Source: POSIX.1-2017 section 8.3 (TZ), with RFC 9636 section 3.3.2 for the hours.
#pragma once

#include <nextfire/base/result.hpp>
#include <nextfire/zone/zone_table.hpp>

#include <cstdint>
#include <string_view>

namespace nextfire::inline v0::detail {

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
