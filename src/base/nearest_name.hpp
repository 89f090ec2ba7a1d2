/// Suggestions for misspelt names: "did you mean week_list?".
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string_view>

namespace nextfire::inline v0::detail {

/// The longest text that edit_distance compares; nobody misspells a longer name by a letter or two.
inline constexpr std::size_t longest_compared = 64;

/// Counts the letters to insert, drop, change, or swap with their neighbour, to get from one text to the
/// other, without regard to letter case; anything above `limit` may be told as limit + 1.
///
/// Both texts have at most longest_compared bytes.  Source: the optimal string alignment distance.
[[nodiscard]] unsigned edit_distance(std::string_view a, std::string_view b, unsigned limit) noexcept;

/// Gives the known name that is nearest to a misspelt one, or nullopt when none is near.
///
/// Near means: at most two letters added, left out, replaced or swapped with their neighbour, and fewer
/// than half of the name's letters.  Letter case does not count.
///
///     nearest_name("week_lst", members);   // "week_list"
[[nodiscard]] std::optional<std::string_view> nearest_name(std::string_view misspelt,
                                                           std::span<const std::string_view> known) noexcept;

}  // namespace nextfire::inline v0::detail
