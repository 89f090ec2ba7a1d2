/// The violation for a member of JSON that nobody knows.
#pragma once

#include <nextfire/base/result.hpp>

#include <span>
#include <string_view>

namespace nextfire::inline v0::api {

/// Gives the violation for a member that nobody knows, with a suggestion or else with all known names.
/// `object_pointer` is the JSON pointer of the object that the member stands in.
[[nodiscard]] violation unknown_member(std::string_view object_pointer, std::string_view name,
                                       std::span<const std::string_view> known);

}  // namespace nextfire::inline v0::api
