#include "spec/expiry.hpp"

#include "spec/timestamp.hpp"
#include "zone/first_passage.hpp"

namespace nextfire::inline v0::detail {

using namespace std::chrono;

result<sys_seconds> parse_expiry(std::string_view text, zone clock, std::string_view field) {
    const result<timestamp> stamp = parse_timestamp(text, field);
    if (!stamp) return stamp.errors();
    return checked_instant(stamp->offset ? stamp->second() : first_passage(clock, stamp->local), text, field);
}

}  // namespace nextfire::inline v0::detail
