/// Members of a request that nobody knows.
#pragma once

#include <cstdint>

namespace nextfire::inline v0::api {

/// What becomes of members that nobody knows.
enum class unknown_members : std::uint8_t {
    refused,   ///< Each is a violation, with the nearest known name.  The default.
    accepted,  ///< They are passed over, so that clients newer than this code are understood.
};

}  // namespace nextfire::inline v0::api
