#include "zone/bundled_zones.hpp"

#include "base/ascii.hpp"

#include "zone/zone_history.hpp"
#include "zone/zone_table.hpp"

#include <nextfire/base/instant.hpp>

#include <fmt/core.h>

#include <array>
#include <atomic>
#include <cassert>
#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <memory>
#include <string>
#include <vector>

namespace nextfire::inline v0::detail {
namespace {

constexpr std::size_t most_names = 1024;
constexpr std::size_t fixed_zones = 2 * static_cast<std::size_t>(largest_fixed_offset.count()) + 1;

/// The pack with a hash table over its names.
struct bundle {
    zone_pack pack;
    std::vector<std::string_view> names;
    std::array<std::uint16_t, 2 * most_names> slots{};  // 1 + place of a name, 0 for none
};

/// A zone of one offset, with the storage that its record refers to.
struct fixed_zone {
    std::string name;
    std::unique_ptr<const zone_table> table;
    zone_record record{};
};

// All begin as zero bytes, before any code runs.
constinit std::array<std::atomic<const zone_record*>, most_names> records{};
constinit std::array<std::atomic<const zone_table*>, most_names> tables{};
constinit std::array<std::atomic<const fixed_zone*>, fixed_zones> fixed{};

/// Gives what a place holds, making it first where it holds nothing.  May be called from many threads;
/// the loser of a race throws its copy away.
template <class T, class Make>
const T& interned(std::atomic<const T*>& place, const Make& make) {
    if (const T* known = place.load(std::memory_order_acquire)) return *known;
    std::unique_ptr<const T> made = make();
    const T* known = nullptr;
    if (place.compare_exchange_strong(known, made.get(), std::memory_order_acq_rel,
                                      std::memory_order_acquire))
        return *made.release();
    return *known;
}

/// Hashes a name without regard to letter case, eight bytes at a time; the last eight may overlap those before.
std::size_t name_hash(std::string_view name) {
    // Setting bit 5 folds letters; that it folds a few other characters too costs nothing.
    constexpr std::uint64_t lower = 0x2020202020202020;
    std::uint64_t hash = name.size();
    const auto mix = [&hash](std::uint64_t word) {
        hash = (hash ^ (word | lower)) * 0x9E3779B97F4A7C15u;
        hash ^= hash >> 32;
    };
    constexpr std::size_t word_bytes = 8;
    const auto word_at = [&name](std::size_t at) {
        std::uint64_t word = 0;
        std::memcpy(&word, name.data() + at, word_bytes);
        return word;
    };
    if (name.size() < word_bytes) {
        std::uint64_t word = 0;
        for (const char c : name) word = word << 8 | static_cast<unsigned char>(c);
        mix(word);
    } else {
        for (std::size_t at = 0; at + word_bytes < name.size(); at += word_bytes) mix(word_at(at));
        mix(word_at(name.size() - word_bytes));
    }
    return hash % (2 * most_names);
}

std::unique_ptr<const bundle> open_bundle() {
    auto opened = std::make_unique<bundle>();
    opened->pack = open_zone_pack(embedded_zone_pack());
    const std::size_t count = opened->pack.names.size();
    assert(count <= most_names && opened->pack.bodies.size() <= most_names);
    opened->names.reserve(count);
    for (std::size_t place = 0; place < count; ++place) {
        const std::string_view name = opened->pack.names[place].name;
        opened->names.push_back(name);
        std::size_t slot = name_hash(name);
        while (opened->slots[slot] != 0) slot = (slot + 1) % opened->slots.size();
        opened->slots[slot] = static_cast<std::uint16_t>(place + 1);
    }
    return opened;
}

/// Zones must outlive every static object that may hold one, so the bundle is never destroyed.
const bundle& opened_bundle() {
    static const bundle* const opened = open_bundle().release();
    return *opened;
}

std::unique_ptr<const fixed_zone> make_fixed_zone(std::chrono::minutes offset) {
    const auto minutes = static_cast<std::int32_t>(offset.count());
    const std::int32_t size = std::abs(minutes);
    auto made = std::make_unique<fixed_zone>();
    made->name = format_offset(offset);
    // IANA's own way to abbreviate zones without a name of their own: +08, +0530.
    const std::string hours = made->name.substr(0, 3);
    zone_history history;
    history.abbreviations.push_back(size % 60 == 0 ? hours : hours + made->name.substr(4, 2));
    history.changes.push_back({offset_period::always, minutes * 60, 0});
    made->table = build_zone_table(history);
    made->record = {made->table.get(), made->name, made->name};
    return made;
}

}  // namespace

const zone_pack& bundled_pack() {
    return opened_bundle().pack;
}

std::span<const std::string_view> bundled_names() {
    return opened_bundle().names;
}

std::optional<std::size_t> find_bundled_name(std::string_view name) {
    const bundle& all = opened_bundle();
    constexpr std::size_t longest_name = 255;  // the pack's limit
    if (name.size() > longest_name) return std::nullopt;
    for (std::size_t slot = name_hash(name); all.slots[slot] != 0; slot = (slot + 1) % all.slots.size()) {
        const std::size_t place = all.slots[slot] - 1u;
        const std::string_view found = all.names[place];
        if (found == name || equal_ignoring_case(found, name)) return place;  // the first is quicker to tell
    }
    return std::nullopt;
}

const zone_record& bundled_record(std::size_t place) {
    return interned(records[place], [&] {
        const zone_pack& pack = opened_bundle().pack;
        const zone_pack::name_entry& entry = pack.names[place];
        const zone_table& table =
            interned(tables[entry.body], [&] { return build_zone_table(read_pack_body(pack, entry.body)); });
        return std::make_unique<const zone_record>(
            zone_record{&table, entry.name, pack.names[entry.canonical].name});
    });
}

const zone_record& utc_record() {
    static const zone_record& utc = bundled_record(find_bundled_name("UTC").value());
    return utc;
}

const zone_record& fixed_record(std::chrono::minutes offset) {
    assert(offset >= -largest_fixed_offset && offset <= largest_fixed_offset);
    const auto place = static_cast<std::size_t>((offset + largest_fixed_offset).count());
    return interned(fixed[place], [&] { return make_fixed_zone(offset); }).record;
}

}  // namespace nextfire::inline v0::detail
