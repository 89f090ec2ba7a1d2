/// Members of a request that nobody knows.
#pragma once

#include <nextfire/base/result.hpp>

#include <cstdint>
#include <string_view>

namespace nextfire::inline v0::api {

/// What becomes of members that nobody knows.
enum class unknown_members : std::uint8_t {
    refused,   ///< Each is a violation, with the nearest known name.  The default.
    accepted,  ///< They are passed over, so that clients newer than this code are understood.
};

/// Gives the name of a choice: `refused`, `accepted`; empty for a number that is none.
[[nodiscard]] std::string_view to_string(unknown_members choice) noexcept;

/// Reads the name of a choice; any other text is one violation `unknown_name` of `field`, with the names
/// there are and the nearest of them.
///
///     parse_unknown_members("accepted");   // unknown_members::accepted
[[nodiscard]] result<unknown_members> parse_unknown_members(std::string_view text,
                                                            std::string_view field = "unknown_members");

}  // namespace nextfire::inline v0::api
