#include "expiry.hpp"

#include "timestamp.hpp"

namespace nextfire::inline v0::detail {

using namespace std::chrono;

result<sys_seconds> parse_expiry(std::string_view text, zone clock, std::string_view field) {
    const result<timestamp> stamp = parse_timestamp(text, field);
    if (!stamp) return stamp.errors();
    sys_seconds instant{stamp->local.time_since_epoch() - stamp->offset.value_or(seconds{0})};
    if (!stamp->offset) {
        const local_lookup found = clock.lookup(stamp->local);
        instant = found.kind == local_kind::gap ? found.change : found.before;
    }
    return checked_instant(instant, text, field);
}

}  // namespace nextfire::inline v0::detail
