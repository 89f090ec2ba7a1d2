#include "set/set_root.hpp"

#include "calendar/day_layout.hpp"
#include "definition/definition_access.hpp"
#include "engine/schedule_access.hpp"
#include "engine/schedule_builder.hpp"

#include <algorithm>
#include <functional>
#include <optional>
#include <utility>

namespace nextfire::inline v0::detail {
namespace {

/// Gives a part for writing: one that no other root shares.
set_part& writable_part(set_root& root, std::uint32_t number) {
    std::shared_ptr<set_part>& part = root.parts[number];
    if (part->generation != root.generation) {
        part = std::make_shared<set_part>(*part);
        part->generation = root.generation;
    }
    return *part;
}

/// Says whether a part has what a schedule shares.  Zones are equal by name to a definition, and may yet have
/// other data.
bool is_family(const set_part& part, const set_member& member) noexcept {
    return part.kind == member.kind && part.family == member.family &&
           part.family.time_zone() == member.family.time_zone();
}

std::uint64_t family_name_of(const set_member& member) noexcept {
    return spread(std::hash<definition>{}(member.family) + static_cast<std::uint64_t>(member.kind));
}

/// Makes the part of a family, without schedules; `name` is free, or stays another's.
result<std::uint32_t> make_part(set_root& root, const set_member& member, std::uint64_t name) {
    const result<schedule> built = build_from(definition_access::parts(member.family), "definition");
    if (!built) return built.errors();
    auto part = std::make_shared<set_part>(set_part{.kind = member.kind,
                                                    .numbers = {},
                                                    .rule = schedule_access::rule(*built),
                                                    .keys = {},
                                                    .bounds = {},
                                                    .generation = root.generation,
                                                    .family_name = name,
                                                    .family = member.family});
    if (member.kind == part_kind::month_timed) {
        part->rule.kind = rule_kind::one_time;
        part->rule.days = day_kind::month_days;
        part->rule.by_kind.month_days = {};  // of each schedule, as it comes
    }
    auto number = static_cast<std::uint32_t>(root.parts.size());
    if (root.free_parts.empty()) {
        root.parts.push_back(std::move(part));
    } else {
        number = root.free_parts.back();
        root.free_parts.pop_back();
        root.parts[number] = std::move(part);
    }
    if (root.families.find(name) == nullptr) root.families.put(name, {number, 0}, root.generation);
    return number;
}

/// Finds the part of a family, or makes it.  Names that two families share are tried in a row; a
/// family that is not found behind them gets a second part, which costs room and nothing else.
result<std::uint32_t> part_for(set_root& root, const set_member& member, std::uint64_t name) {
    constexpr std::uint64_t tries = 4;
    for (std::uint64_t tried = 0; tried < tries; ++tried, ++name) {
        const set_place* known = root.families.find(name);
        if (known == nullptr) break;
        const set_part* part = root.parts[known->part].get();
        if (part != nullptr && is_family(*part, member)) return known->part;
    }
    return make_part(root, member, name);
}

void release_part(set_root& root, std::uint32_t number) {
    const std::uint64_t name = root.parts[number]->family_name;
    const set_place* named = root.families.find(name);
    if (named != nullptr && named->part == number) root.families.erase(name, root.generation);
    root.parts[number] = nullptr;
    root.free_parts.push_back(number);
}

/// Puts a schedule behind those of a part.
set_place append(set_root& root, std::uint32_t number, std::uint64_t key, const set_member& member) {
    set_part& part = writable_part(root, number);
    const auto slot = static_cast<std::uint32_t>(part.size());
    part.keys.push_back(key);
    const auto numbers = member.numbers.begin();
    part.numbers.insert(part.numbers.end(), numbers,
                        numbers + static_cast<std::ptrdiff_t>(numbers_of(part.kind)));
    if (has_bounds(part.kind)) part.bounds.push_back(member.bounds);
    if (part.kind == part_kind::month_timed) widen(part.rule.by_kind.month_days, own_days_of(member.numbers));
    return {number, slot};
}

void overwrite(set_part& part, std::size_t slot, const set_member& member) {
    const std::size_t count = numbers_of(part.kind);
    std::copy_n(member.numbers.begin(), count,
                part.numbers.begin() + static_cast<std::ptrdiff_t>(slot * count));
    if (has_bounds(part.kind)) part.bounds[slot] = member.bounds;
    if (part.kind == part_kind::month_timed) widen(part.rule.by_kind.month_days, own_days_of(member.numbers));
}

/// Takes `count` values that belong to a slot out of a list; those of the last slot move there.
template <class T>
void take_out(std::vector<T>& list, std::size_t slot, std::size_t count) {
    std::copy_n(list.end() - static_cast<std::ptrdiff_t>(count), count,
                list.begin() + static_cast<std::ptrdiff_t>(slot * count));
    list.resize(list.size() - count);
}

/// Takes a schedule out of its part; the last one of the part moves to its slot.
void take_from_part(set_root& root, set_place place) {
    set_part& part = writable_part(root, place.part);
    const std::uint64_t moved = part.keys.back();
    take_out(part.keys, place.slot, 1);
    take_out(part.numbers, place.slot, numbers_of(part.kind));
    take_out(part.bounds, place.slot, has_bounds(part.kind) ? 1 : 0);
    if (place.slot < part.size()) root.keys.put(moved, place, root.generation);
    if (part.keys.empty()) release_part(root, place.part);
}

/// Fills in what only the clock tells; violations where it never fires.
[[nodiscard]] std::optional<violations> ask_clock(set_member& member, const definition& what) {
    if (member.kind != part_kind::once) return std::nullopt;
    const result<schedule> built = build_from(definition_access::parts(what), "definition");
    if (!built) return built.errors();
    const schedule_rule& rule = schedule_access::rule(*built);
    member.bounds = {rule.before_first + 1, rule.last};
    return std::nullopt;
}

}  // namespace

set_root& set_access::writable_root(schedule_set& of) {
    if (of.root_->is_shared.load(std::memory_order_relaxed)) of.root_ = std::make_shared<set_root>(*of.root_);
    return *of.root_;
}

result<put_outcome> put_in(set_root& root, std::uint64_t key, const definition& what) {
    set_member member{what};
    if (const auto errors = ask_clock(member, what)) return *errors;
    const result<std::uint32_t> number = part_for(root, member, family_name_of(member));
    if (!number) return number.errors();
    const set_place* found = root.keys.find(key);
    const bool is_known = found != nullptr;
    if (is_known) {
        const set_place old = *found;
        if (old.part == *number) {
            overwrite(writable_part(root, *number), old.slot, member);
            return put_outcome::replaced;
        }
        take_from_part(root, old);
    } else {
        ++root.size;
    }
    root.keys.put(key, append(root, *number, key, member), root.generation);
    return is_known ? put_outcome::replaced : put_outcome::added;
}

void set_filler::add(std::uint64_t key, const definition& what) {
    if (waiting_.size() == most_waiting) place_waiting();
    waiting& added = waiting_.emplace_back(waiting{key, count_++, 0, set_member{what}});
    if (auto errors = ask_clock(added.member, what)) {
        filling_.refusals.push_back({added.number, *std::move(errors)});
        waiting_.pop_back();
        return;
    }
    added.family_name = family_name_of(added.member);
    root_.families.fetch(added.family_name);
}

void set_filler::place_waiting() {
    for (const waiting& each : waiting_)
        if (const set_place* known = root_.families.find(each.family_name))
            if (const set_part* part = root_.parts[known->part].get()) fetch(*part, sizeof *part);
    for (const waiting& each : waiting_) {
        const result<std::uint32_t> part = part_for(root_, each.member, each.family_name);
        if (part)
            placed_[shared_key_table::piece_of(each.key)].push_back(
                {each.key, each.number, append(root_, *part, each.key, each.member)});
        else
            filling_.refusals.push_back({each.number, part.errors()});
    }
    waiting_.clear();
}

set_filling set_filler::finish() {
    place_waiting();
    std::vector<set_place> replaced;
    for (std::size_t i = 0; i < placed_.size(); ++i) {
        if (placed_[i].empty()) continue;
        key_table& piece = root_.keys.writable_piece(i, root_.generation);
        piece.reserve(placed_[i].size());
        for (const placed& each : std::exchange(placed_[i], {})) {
            if (const set_place* old = piece.find(each.key)) {
                replaced.push_back(*old);
                filling_.replacing.push_back(each.number);
            } else {
                ++root_.size;
            }
            piece.put(each.key, each.place);
        }
    }
    // The last of each part first: what moves into a hole is never one that is taken out itself.
    std::sort(replaced.begin(), replaced.end(),
              [](const set_place& a, const set_place& b) { return a.slot > b.slot; });
    for (const set_place& place : replaced) take_from_part(root_, place);
    std::sort(filling_.replacing.begin(), filling_.replacing.end());
    std::sort(filling_.refusals.begin(), filling_.refusals.end(),
              [](const auto& a, const auto& b) { return a.number < b.number; });
    return std::exchange(filling_, {});
}

bool remove_from(set_root& root, std::uint64_t key) {
    const set_place* found = root.keys.find(key);
    if (found == nullptr) return false;
    const set_place place = *found;
    take_from_part(root, place);
    root.keys.erase(key, root.generation);
    --root.size;
    return true;
}

}  // namespace nextfire::inline v0::detail
