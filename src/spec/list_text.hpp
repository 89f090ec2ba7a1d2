/// Comma lists of small numbers: `1,2,28,L`.
#pragma once

#include <nextfire/base/result.hpp>

#include <cstdint>
#include <string>
#include <string_view>

namespace nextfire::inline v0::detail {

/// What a list may hold: whole numbers from 1 to `highest`, and perhaps `L`.
struct list_grammar {
    std::string_view field;
    unsigned highest;
    bool allows_last;            ///< `L`, in either case, is an item; it becomes bit 31.
    std::string_view item_name;  ///< "a weekday from 1 (Sunday) to 7 (Saturday)"
};

/// Reads a list as bits, bit n-1 for the number n.  Blanks around items are skipped, repeats collapse; each
/// item that does not fit is added to `errors` and named with its column.
/// A list longer than 1,024 bytes is refused unread.
[[nodiscard]] std::uint32_t parse_list(std::string_view text, const list_grammar& grammar,
                                       violations& errors);

/// Says what a day must be that can fire in these months, bit 0 for January: "a day that one of the months 2,4
/// has".
[[nodiscard]] std::string day_of_months(std::uint16_t month_bits);

/// Writes bits as a sorted list: bit n-1 as the number n, bit 31 as `L`.
[[nodiscard]] std::string list_text(std::uint32_t bits);

}  // namespace nextfire::inline v0::detail
