#include <nextfire/set/set_cursor.hpp>

#include "definition/definition_access.hpp"
#include "set/firing_window.hpp"
#include "set/part_asking.hpp"
#include "set/set_root.hpp"

#include <nextfire/base/instant.hpp>

#include <algorithm>
#include <iterator>

namespace nextfire::inline v0 {

using namespace std::chrono;
using detail::count_of;

namespace {

// Beyond so many changed schedules all is found anew.
constexpr std::size_t most_changed = 2048;

/// Finds the end of those that fire at or before `until`: from one to the next, since all are handed out.
std::vector<firing>::const_iterator end_of_due(std::vector<firing>::const_iterator from,
                                               const std::vector<firing>& found, sys_seconds until) noexcept {
    while (from != found.end() && from->at <= until) ++from;
    return from;
}

}  // namespace

std::span<const firing> set_cursor::step(sys_seconds until) {
    const sys_seconds begin = position_;
    next_due_ = sys_seconds::min();
    try {
        const std::span<const firing> due = step_to(until);
        next_due_ = nearest_due();
        return due;
    } catch (...) {  // no memory, say: as if it had not been asked, so that no firing is lost
        position_ = begin;
        forget();
        lineage_ = nullptr;
        throw;
    }
}

std::span<const firing> set_cursor::step_to(sys_seconds until) {
    handed_out_.clear();
    until = std::min(until, max_instant);
    if (until <= position_) return {};
    follow_changes();
    // Mostly nothing was changed, and all was found before: that is handed out as it lies there.
    if (until <= found_until_ && changed_.empty()) {
        const auto begin = found_.cbegin() + static_cast<std::ptrdiff_t>(at_);
        const auto end = end_of_due(begin, found_, until);
        position_ = until;
        at_ = static_cast<std::size_t>(end - found_.cbegin());
        return {begin, end};
    }
    while (position_ < until) {
        if (found_until_ <= position_) find_more(until);
        hand_out(std::min(until, found_until_));
    }
    return handed_out_;
}

/// Gives the instant of what is to be handed out next; where that is not found yet, up to where it is known that
/// nothing is.
sys_seconds set_cursor::nearest_due() const noexcept {
    sys_seconds due = std::min(found_until_, max_instant) + seconds{1};
    if (at_ < found_.size()) due = std::min(due, found_[at_].at);
    if (changed_at_ < changed_found_.size()) due = std::min(due, changed_found_[changed_at_].at);
    return due;
}

/// Moves to `until`, at which all is found, and hands out what lies before it.
void set_cursor::hand_out(sys_seconds until) {
    const auto begin = found_.cbegin() + static_cast<std::ptrdiff_t>(at_);
    const auto end = end_of_due(begin, found_, until);
    at_ = static_cast<std::size_t>(end - found_.cbegin());
    position_ = until;
    if (changed_.empty()) {
        handed_out_.insert(handed_out_.end(), begin, end);
        return;
    }
    auto other = changed_found_.begin() + static_cast<std::ptrdiff_t>(changed_at_);
    for (auto one = begin; one != end; ++one) {
        if (is_changed(*one)) continue;
        for (; other != changed_found_.end() && *other < *one; ++other) handed_out_.push_back(*other);
        handed_out_.push_back(*one);
    }
    for (; other != changed_found_.end() && other->at <= until; ++other) handed_out_.push_back(*other);
    changed_at_ = static_cast<std::size_t>(other - changed_found_.begin());
}

bool set_cursor::is_changed(const firing& found) const noexcept {
    return std::binary_search(changed_.begin(), changed_.end(), found.key);
}

/// Finds the firings of the window after the position; where it has none and ends before `until`, all time to the
/// next firing there is, or to `until`, is known to have none.
void set_cursor::find_more(sys_seconds until) {
    const std::int64_t from = std::max(count_of(position_), count_of(min_instant) - 1);
    const detail::set_root& root = detail::set_access::root(*source_);
    found_.reserve(detail::room_ahead(source_->size()));
    const std::int64_t end = detail::collect_some_firings(
        root, from, from + window_seconds_, detail::most_firings_ahead(source_->size()), found_);
    window_seconds_ = std::max<std::int64_t>(end - from, 1);
    found_until_ = sys_seconds{seconds{end}};
    if (found_.empty() && found_until_ < until) {
        const std::int64_t earliest = detail::earliest_firing(root, count_of(found_until_));
        found_until_ = std::min(until, sys_seconds{seconds{earliest - 1}});
    }
    window_seconds_ = detail::better_window(window_seconds_, found_.size(), source_->size());
    at_ = 0;
    changed_.clear();
    changed_found_.clear();
    changed_at_ = 0;
    const detail::change_log& log = detail::set_access::log(*source_);
    lineage_ = log.lineage;
    changes_followed_ = log.count;
}

void set_cursor::forget() noexcept {
    found_until_ = position_;
    found_.clear();
    at_ = 0;
    changed_.clear();
    changed_found_.clear();
    changed_at_ = 0;
}

void set_cursor::follow_changes() {
    const detail::change_log& log = detail::set_access::log(*source_);
    if (has_followed_all()) return;
    const std::uint64_t changes = log.count - changes_followed_;
    const bool is_known =
        is_of_lineage() && changes <= log.recent.size() && changed_.size() + changes <= most_changed;
    if (!is_known || found_until_ <= position_) {
        forget();
        lineage_ = log.lineage;
        changes_followed_ = log.count;
        return;
    }
    // What was handed out makes room.
    changed_found_.erase(changed_found_.begin(),
                         changed_found_.begin() + static_cast<std::ptrdiff_t>(changed_at_));
    changed_at_ = 0;
    std::vector<std::uint64_t> keys;
    for (; changes_followed_ < log.count; ++changes_followed_)
        keys.push_back(log.recent[changes_followed_ % detail::change_log::most_kept]);
    std::sort(keys.begin(), keys.end());
    keys.erase(std::unique(keys.begin(), keys.end()), keys.end());
    std::erase_if(changed_found_,
                  [&](const firing& one) { return std::binary_search(keys.begin(), keys.end(), one.key); });
    for (const std::uint64_t key : keys)
        if (!follow_change_of(key)) return forget();  // all is found anew
    std::sort(changed_found_.begin(), changed_found_.end());
    std::vector<std::uint64_t> all;
    all.reserve(changed_.size() + keys.size());
    std::set_union(changed_.begin(), changed_.end(), keys.begin(), keys.end(), std::back_inserter(all));
    changed_.swap(all);
}

/// Finds the firings of a changed schedule up to where all are found; says whether they are few enough to be kept.
bool set_cursor::follow_change_of(std::uint64_t key) {
    const detail::set_root& root = detail::set_access::root(*source_);
    const detail::set_place* place = root.keys.find(key);
    if (place == nullptr) return true;
    const detail::set_part& part = *root.parts[place->part];
    const std::int64_t after = count_of(std::max(position_, min_instant - seconds{1}));
    const std::int64_t until = count_of(found_until_);
    std::uint64_t found = changed_found_.size();
    detail::each_rule(part, place->slot, [&](const detail::schedule_rule& rule) {
        found += detail::count_occurrences(rule, after + 1, until + 1);
    });
    if (found > detail::most_firings_ahead(source_->size())) return false;
    detail::walk_one(part, place->slot, after, until, [&](std::int64_t t) {
        changed_found_.push_back({sys_seconds{seconds{t}}, key});
    });
    return true;
}

}  // namespace nextfire::inline v0
