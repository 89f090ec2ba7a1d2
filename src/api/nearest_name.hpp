/// Suggestions for misspelt names: "did you mean week_list?".
#pragma once

#include <nextfire/result.hpp>

#include <optional>
#include <span>
#include <string_view>

namespace nextfire::inline v0::api {

/// Gives the known name that is nearest to a misspelt one, or nullopt when none is near.
///
/// Near means: at most two letters added, left out, replaced or swapped with their neighbour, and fewer
/// than half of the name's letters.  Letter case does not count.
///
///     nearest_name("week_lst", members);   // "week_list"
[[nodiscard]] std::optional<std::string_view> nearest_name(std::string_view misspelt,
                                                           std::span<const std::string_view> known);

/// Gives the violation for a member that nobody knows, with a suggestion or else with all known names.
/// `object_pointer` is the JSON pointer of the object that the member stands in.
[[nodiscard]] violation unknown_member(std::string_view object_pointer, std::string_view name,
                                       std::span<const std::string_view> known);

}  // namespace nextfire::inline v0::api
