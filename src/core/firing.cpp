#include "firing.hpp"

namespace nextfire::inline v0::detail {

fired_instants fire(const firing_rule& rule, std::int64_t local) noexcept {
    const local_lookup found = rule.clock.lookup(std::chrono::local_seconds{std::chrono::seconds{local}});
    const std::int64_t before = found.before.time_since_epoch().count();
    const std::int64_t change = found.change.time_since_epoch().count();
    const std::int64_t after = found.after.time_since_epoch().count();
    if (found.kind == local_kind::gap) {
        switch (rule.gap) {
            case gap_policy::at_transition:
                return {{change}, 1};
            case gap_policy::skip:
                return {};
            case gap_policy::shift:
                return {{before}, 1};  // the old offset carries it past the gap
        }
    }
    if (found.kind == local_kind::overlap) {
        switch (rule.overlap) {
            case overlap_policy::first:
                return {{before}, 1};
            case overlap_policy::second:
                return {{after}, 1};
            case overlap_policy::both:
                return {{before, after}, 2};
        }
    }
    return {{before}, 1};
}

}  // namespace nextfire::inline v0::detail
