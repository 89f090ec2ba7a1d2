#include <nextfire/set/firing_range.hpp>

#include "definition/definition_access.hpp"
#include "set/firing_window.hpp"

#include <nextfire/base/instant.hpp>

#include <algorithm>
#include <utility>

namespace nextfire::inline v0 {

firing_range::firing_range(schedule_set source, std::chrono::sys_seconds from, std::chrono::sys_seconds until)
    : source_(std::move(source)),
      found_until_(detail::count_of(std::max(from, min_instant)) - 1),
      last_(until <= min_instant ? -1 : std::min(detail::count_of(until) - 1, detail::count_of(max_instant))),
      window_seconds_(detail::first_window_seconds) {}

void firing_range::find_more() {
    at_ = 0;
    window_.clear();
    window_.reserve(detail::room_ahead(source_.size()));
    // From window to window, each as long as it pays; after one without a firing to the next firing there is.
    while (window_.empty() && found_until_ < last_) {
        const std::int64_t until = detail::collect_some_firings(
            detail::set_access::root(source_), found_until_, std::min(found_until_ + window_seconds_, last_),
            detail::most_firings_ahead(source_.size()), window_);
        window_seconds_ = std::max<std::int64_t>(until - found_until_, 1);
        found_until_ = until;
        if (window_.empty() && until < last_)
            found_until_ =
                std::min(last_, detail::earliest_firing(detail::set_access::root(source_), until) - 1);
        window_seconds_ = detail::better_window(window_seconds_, window_.size(), source_.size());
    }
}

firing_range schedule_set::firings(std::chrono::sys_seconds from, std::chrono::sys_seconds until) const {
    return {*this, from, until};
}

}  // namespace nextfire::inline v0
