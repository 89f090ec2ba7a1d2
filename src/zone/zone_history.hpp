/// The history of a zone's clock as a list: what every source of zone data is read into, and what tables
/// and packs are made from.
///
/// Two sources that describe the same clock from 1970 on give equal histories, however they spell it: a
/// file may list the changes to 2037 one by one or leave them all to the rule.
#pragma once

#include "zone/offset_period.hpp"

#include <nextfire/base/result.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace nextfire::inline v0::detail {

/// RFC 8536 section 3.2 wants offsets of more than -25 and less than 26 hours.
inline constexpr std::int64_t lowest_possible_offset = -25 * 3600 + 1;
inline constexpr std::int64_t highest_possible_offset = 26 * 3600 - 1;

/// The changes of a clock in order of time, and the rule that goes on after the last.
struct zone_history {
    struct change {
        std::int64_t at;            ///< offset_period::always for the first, once settled.
        std::int32_t offset;        ///< Seconds east of UTC.
        std::uint8_t abbreviation;  ///< Index into `abbreviations`.

        friend bool operator==(const change&, const change&) = default;
    };

    std::vector<std::string> abbreviations;  ///< In the order of their first use by a change.
    std::vector<change> changes;             ///< At least one; no two neighbours alike.
    std::string rule;                        ///< A POSIX TZ string; empty: the last change holds for ever.

    friend bool operator==(const zone_history&, const zone_history&) = default;
};

/// Finds an abbreviation in a list, appending it where it is new; nullopt when the 256 places are taken.
[[nodiscard]] std::optional<std::uint8_t> abbreviation_index(std::vector<std::string>& list,
                                                             std::string_view text);

/// Appends a change, later than all before it; what holds before the first change is one at offset_period::always.
/// Changes up to 1970 replace each other; one that is later and the first of all says what holds from 1970 on; one that
/// changes nothing is left out.
void append_change(zone_history& history, zone_history::change next);

/// Makes one history of all that say the same: changes that the rule makes by itself are dropped, a rule
/// that never changes the clock is too, and abbreviations are numbered by first use.
///
/// The rule goes on after the last change, also where that lies before 1970; where none is listed, it is all there is.
/// Where rule and last change disagree, the change holds until the rule next changes the clock; a rule
/// that never does so contradicts the change, which is a violation.  So are a rule that cannot be read,
/// no change at all, and more changes or abbreviations than a table can hold.
[[nodiscard]] result<zone_history> settle_history(zone_history history, std::string_view field);

}  // namespace nextfire::inline v0::detail
