#include <nextfire/engine/occurrences.hpp>

#include <algorithm>

namespace nextfire::inline v0 {

using std::chrono::sys_seconds;

occurrence_range::occurrence_range(const schedule& source, sys_seconds from, sys_seconds until) noexcept
    : schedule_(source), from_(std::max(from, min_instant)), until_(std::max(until, from_)) {}

occurrence_range::iterator occurrence_range::begin() const noexcept {
    iterator first{schedule_, from_ - std::chrono::seconds{1}, until_};
    return ++first;
}

}  // namespace nextfire::inline v0
