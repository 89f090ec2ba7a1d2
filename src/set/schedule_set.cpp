#include <nextfire/set/schedule_set.hpp>

#include "base/enum_text.hpp"
#include "definition/definition_access.hpp"
#include "set/firing_order.hpp"
#include "set/firing_window.hpp"
#include "set/part_asking.hpp"
#include "set/set_root.hpp"

#include <fmt/core.h>
#include <nextfire/base/instant.hpp>

#include <algorithm>
#include <unordered_set>
#include <utility>

namespace nextfire::inline v0 {

using namespace std::chrono;
using detail::count_of;
using detail::set_root;

namespace {

/// Keeps in mind that the schedule under a key was changed.
void note_change(detail::change_log& log, std::uint64_t key) {
    if (log.lineage == nullptr) log.lineage = std::make_shared<const int>(0);
    if (log.recent.size() < detail::change_log::most_kept)
        log.recent.push_back(key);
    else
        log.recent[log.count % detail::change_log::most_kept] = key;
    ++log.count;
}

/// Gives the root of a set whose schedules went to another: nobody changes it.
const std::shared_ptr<set_root>& empty_root() noexcept {
    static const auto none = [] {
        auto made = std::make_shared<set_root>();
        made->is_shared = true;
        return made;
    }();
    return none;
}

/// Gives an instant, or the nearer end of the range that there is and a second more.
std::int64_t within_reach(sys_seconds instant) noexcept {
    return count_of(std::clamp(instant, min_instant - seconds{1}, max_instant + seconds{1}));
}

/// Gives room back that lists took while they grew.
void shrink(set_root& root) {
    for (const auto& part : root.parts) {
        if (part == nullptr || part->generation != root.generation) continue;
        part->keys.shrink_to_fit();
        part->numbers.shrink_to_fit();
        part->bounds.shrink_to_fit();
    }
}

std::size_t bytes_of(const detail::set_part& part) noexcept {
    constexpr std::size_t counters = 16;
    return sizeof part + counters + part.keys.capacity() * sizeof(std::uint64_t) +
           part.numbers.capacity() * sizeof(std::int32_t) +
           part.bounds.capacity() * sizeof(detail::member_bounds);
}

}  // namespace

std::string_view to_string(put_outcome outcome) noexcept {
    switch (outcome) {
        case put_outcome::added:
            return "added";
        case put_outcome::replaced:
            return "replaced";
    }
    return {};
}

result<put_outcome> parse_put_outcome(std::string_view text, std::string_view field) {
    return detail::read_name<put_outcome>(text, field);
}

schedule_set::schedule_set()
    : root_(std::make_shared<set_root>()), log_{std::make_shared<const int>(0), 0, {}} {
    (void)empty_root();  // made here, where it may throw, for those who move
}

schedule_set::schedule_set(const schedule_set& other)
    : root_(other.root_), log_{std::make_shared<const int>(0), 0, {}} {
    root_->is_shared.store(true, std::memory_order_relaxed);
}

schedule_set::schedule_set(schedule_set&& other) noexcept
    : root_(std::exchange(other.root_, empty_root())), log_(std::exchange(other.log_, {})) {}

schedule_set& schedule_set::operator=(schedule_set&& other) noexcept {
    if (this == &other) return *this;
    root_ = std::exchange(other.root_, empty_root());
    log_ = std::exchange(other.log_, {});
    return *this;
}

schedule_set& schedule_set::operator=(const schedule_set& other) {
    if (this == &other) return *this;
    log_ = {std::make_shared<const int>(0), 0, {}};  // first: it may throw
    root_ = other.root_;
    root_->is_shared.store(true, std::memory_order_relaxed);
    return *this;
}

schedule_set::~schedule_set() = default;

result<schedule_set> schedule_set::build(std::span<const set_entry> entries) {
    schedule_set made;
    detail::set_filler filler{*made.root_};
    for (const set_entry& entry : entries) filler.add(entry.key, entry.what);
    detail::set_filling filled = filler.finish();
    violations errors;
    for (auto& [number, refused] : filled.refusals) {
        for (violation& error : refused) {
            error.field = fmt::format("/{}", number);
            errors.push_back(std::move(error));
        }
    }
    if (!errors.empty()) return errors;
    shrink(*made.root_);
    return made;
}

result<put_outcome> schedule_set::put(std::uint64_t key, const definition& what) {
    result<put_outcome> done = detail::put_in(detail::set_access::writable_root(*this), key, what);
    if (done) note_change(log_, key);
    return done;
}

bool schedule_set::remove(std::uint64_t key) {
    if (!contains(key)) return false;
    (void)detail::remove_from(detail::set_access::writable_root(*this), key);
    note_change(log_, key);
    return true;
}

bool schedule_set::contains(std::uint64_t key) const noexcept {
    return root_->keys.find(key) != nullptr;
}

std::optional<definition> schedule_set::find(std::uint64_t key) const {
    const detail::set_place* place = root_->keys.find(key);
    if (place == nullptr) return std::nullopt;
    return detail::definition_at(*root_->parts[place->part], place->slot);
}

std::size_t schedule_set::size() const noexcept {
    return root_->size;
}

std::size_t schedule_set::memory_bytes() const noexcept {
    std::size_t bytes = sizeof(set_root) + root_->keys.memory_bytes() + root_->families.memory_bytes() +
                        root_->parts.capacity() * sizeof(root_->parts[0]) +
                        root_->free_parts.capacity() * sizeof(std::uint32_t) +
                        log_.recent.capacity() * sizeof(std::uint64_t);
    for (const auto& part : root_->parts)
        if (part != nullptr) bytes += bytes_of(*part);
    return bytes;
}

// --- All of them -----------------------------------------------------------------------------------------

set_entry schedule_set::iterator::operator*() const {
    const detail::set_part& part = *root_->parts[part_];
    return {part.keys[slot_], detail::definition_at(part, slot_)};
}

void schedule_set::iterator::pass_empty_parts() noexcept {
    while (part_ < root_->parts.size() && root_->parts[part_] == nullptr) ++part_;
}

schedule_set::iterator& schedule_set::iterator::operator++() noexcept {
    if (++slot_ == root_->parts[part_]->size()) {
        slot_ = 0;
        ++part_;
        pass_empty_parts();
    }
    return *this;
}

schedule_set::iterator schedule_set::begin() const noexcept {
    iterator first{root_.get(), 0};
    first.pass_empty_parts();
    return first;
}

schedule_set::iterator schedule_set::end() const noexcept {
    return {root_.get(), root_->parts.size()};
}

std::vector<std::uint64_t> schedule_set::keys() const {
    std::vector<std::uint64_t> all;
    all.reserve(size());
    for (const auto& part : root_->parts)
        if (part != nullptr) all.insert(all.end(), part->keys.begin(), part->keys.end());
    return all;
}

// --- Asking ----------------------------------------------------------------------------------------------

std::span<sys_seconds> schedule_set::next_all(sys_seconds after, std::span<sys_seconds> out) const noexcept {
    if (out.size() < size()) return out.first(0);
    std::size_t written = 0;
    const std::int64_t from = within_reach(after);
    detail::each_part(*root_, [&](const detail::set_part& part) {
        detail::next_of_part(part, from, out.subspan(written, part.size()));
        written += part.size();
    });
    return out.first(written);
}

std::optional<sys_seconds> schedule_set::next_of(std::uint64_t key, sys_seconds after) const noexcept {
    const detail::set_place* place = root_->keys.find(key);
    if (place == nullptr) return std::nullopt;
    const std::int64_t t = detail::next_in_part(*root_->parts[place->part], place->slot, within_reach(after));
    if (t > count_of(max_instant)) return std::nullopt;
    return sys_seconds{seconds{t}};
}

std::vector<firing> schedule_set::due(sys_seconds after, sys_seconds until) const {
    std::vector<firing> found;
    due_into(found, after, until);
    return found;
}

void schedule_set::due_into(std::vector<firing>& out, sys_seconds after, sys_seconds until) const {
    detail::collect_firings(*root_, within_reach(after), within_reach(until), out);
}

namespace {

/// Leaves of firings in order the first of each key, and of these n.
void keep_first_of_each(std::vector<firing>& firings, std::size_t n) {
    std::unordered_set<std::uint64_t> seen;
    std::vector<firing> kept;
    for (const firing& one : firings) {
        if (kept.size() == n) break;
        if (seen.insert(one.key).second) kept.push_back(one);
    }
    firings = std::move(kept);
}

}  // namespace

std::vector<firing> schedule_set::soonest(std::size_t n, sys_seconds after) const {
    n = std::min(n, size());
    if (n == 0) return {};
    // A minute or more in which about twice as many fire, if most fire once a day.
    const std::int64_t from = within_reach(after);
    const auto guess = static_cast<std::int64_t>(n * 86400 / size() / 2);
    if (n < size() / 32) {
        std::vector<firing> found;
        detail::collect_firings(*root_, from, from + std::clamp<std::int64_t>(guess, 61, 3600), found);
        keep_first_of_each(found, n);
        if (found.size() == n) return found;
    }
    std::vector<sys_seconds> next(size());
    next_all(after, next);
    std::vector<firing> all;
    all.reserve(size());
    std::size_t i = 0;
    for (const auto& part : root_->parts) {
        if (part == nullptr) continue;
        for (const std::uint64_t key : part->keys) {
            if (next[i] != no_next) all.push_back({next[i], key});
            ++i;
        }
    }
    n = std::min(n, all.size());
    std::partial_sort(all.begin(), all.begin() + static_cast<std::ptrdiff_t>(n), all.end());
    all.resize(n);
    return all;
}

std::vector<std::uint64_t> schedule_set::load(sys_seconds from, sys_seconds until, seconds step) const {
    constexpr std::uint64_t most_steps = std::uint64_t{1} << 26;
    if (step < seconds{1} || until <= from) return {};
    // Far apart instants could overflow as a difference: of unsigned numbers it is right.
    const auto span =
        static_cast<std::uint64_t>(count_of(until)) - static_cast<std::uint64_t>(count_of(from));
    const auto width = static_cast<std::uint64_t>(step.count());
    const std::uint64_t steps = span / width + (span % width != 0 ? 1 : 0);
    if (steps > most_steps) return {};
    std::vector<std::uint64_t> counts(steps, 0);
    const auto step_of = [&](std::int64_t t) {
        const std::uint64_t since =
            static_cast<std::uint64_t>(t) - static_cast<std::uint64_t>(count_of(from));
        return (since >> 32) == 0 && (width >> 32) == 0
                   ? std::uint64_t{static_cast<std::uint32_t>(since) / static_cast<std::uint32_t>(width)}
                   : since / width;
    };
    const std::int64_t after = within_reach(std::max(from, min_instant) - seconds{1});
    const std::int64_t last = within_reach(until - seconds{1});
    if (last <= after) return counts;
    detail::each_part(*root_, [&](const detail::set_part& part) {
        detail::walk_part(
            part, after, last, [&](std::size_t, std::int64_t t) { ++counts[step_of(t)]; },
            [&](std::int64_t t) { counts[step_of(t)] += part.size(); });
    });
    return counts;
}

}  // namespace nextfire::inline v0
