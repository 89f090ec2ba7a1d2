#include "set/set_root.hpp"

#include "definition/definition_access.hpp"
#include "engine/schedule_access.hpp"
#include "engine/schedule_builder.hpp"

#include <algorithm>
#include <functional>
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
result<std::uint32_t> part_for(set_root& root, const set_member& member) {
    constexpr std::uint64_t tries = 4;
    std::uint64_t name = family_name_of(member);
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

void append(set_part& part, std::uint64_t key, const set_member& member) {
    part.keys.push_back(key);
    const auto numbers = member.numbers.begin();
    part.numbers.insert(part.numbers.end(), numbers,
                        numbers + static_cast<std::ptrdiff_t>(numbers_of(part.kind)));
    if (has_bounds(part.kind)) part.bounds.push_back(member.bounds);
}

void overwrite(set_part& part, std::size_t slot, const set_member& member) {
    const std::size_t count = numbers_of(part.kind);
    std::copy_n(member.numbers.begin(), count,
                part.numbers.begin() + static_cast<std::ptrdiff_t>(slot * count));
    if (has_bounds(part.kind)) part.bounds[slot] = member.bounds;
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

}  // namespace

set_root& set_access::writable_root(schedule_set& of) {
    if (of.root_->is_shared.load(std::memory_order_relaxed)) of.root_ = std::make_shared<set_root>(*of.root_);
    return *of.root_;
}

result<put_outcome> put_in(set_root& root, std::uint64_t key, const definition& what) {
    set_member member = member_of(what);
    if (member.kind == part_kind::once) {
        const result<schedule> built = build_from(definition_access::parts(what), "definition");
        if (!built) return built.errors();
        const schedule_rule& rule = schedule_access::rule(*built);
        member.bounds = {rule.before_first + 1, rule.last};
    }
    const result<std::uint32_t> number = part_for(root, member);
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
    set_part& part = writable_part(root, *number);
    const auto slot = static_cast<std::uint32_t>(part.size());
    append(part, key, member);
    root.keys.put(key, {*number, slot}, root.generation);
    return is_known ? put_outcome::replaced : put_outcome::added;
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
