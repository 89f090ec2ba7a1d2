#include <nextfire/engine/schedule.hpp>

#include <nextfire/engine/cursor.hpp>

namespace nextfire::inline v0 {

using std::chrono::sys_seconds;

bool schedule::fires_at(sys_seconds instant) const noexcept {
    if (instant < min_instant || instant > max_instant) return false;
    return next(instant - std::chrono::seconds{1}) == instant;
}

std::size_t schedule::fill(sys_seconds after, std::span<sys_seconds> out) const noexcept {
    cursor walk{*this, after};
    std::size_t found = 0;
    for (sys_seconds& place : out) {
        const auto next = walk.next();
        if (!next) break;
        place = *next;
        ++found;
    }
    return found;
}

}  // namespace nextfire::inline v0
