// The command call of a program that was built without it: it makes requests, and sends none.
#include "cli/calling.hpp"

namespace nextfire::cli {

sending_outcome send(const api::call& /*made*/, const sending_limits& /*sending*/,
                     const api::retry_limits& /*retrying*/) {
    return {{api::delivery::refused,
             {},
             "this program was built without call (NEXTFIRE_BUILD_CALL); --dry-run tells what it would send"},
            0};
}

}  // namespace nextfire::cli
