/// The wording of violations: "expected X, but found Y".  Cold, so that what leads here is made small and
/// kept apart from what goes well.
#pragma once

#include <nextfire/base/result.hpp>

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace nextfire::inline v0::detail {

/// Quotes what somebody gave, so that it can stand in a message: `"9:00"`.
///
/// Control characters, quotes, backslashes and bytes that are no UTF-8 are written as escapes, and beyond
/// 40 bytes the text is cut, with its length told: `"1,2,3…" (1048576 bytes)`.  Empty text is `nothing`.
[[nodiscard, gnu::cold]] std::string quoted(std::string_view found);

/// Builds a violation whose message is "expected `expected`, but found `found`"; `found` is used as it is.
[[nodiscard, gnu::cold]] violation expected_found(violation_code code, std::string_view field,
                                                  std::optional<std::size_t> column,
                                                  std::string_view expected, std::string_view found);

}  // namespace nextfire::inline v0::detail
