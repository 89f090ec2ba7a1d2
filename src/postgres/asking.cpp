/// Schedules asked by the bytes of their definitions, and kept: a table has many rows, and fewer schedules.
#include "base/instant_number.hpp"
#include "postgres/boundary.hpp"

#include <nextfire/definition/definition.hpp>
#include <nextfire/engine/schedule.hpp>
#include <nextfire/zone/zone.hpp>

#include <algorithm>
#include <array>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <memory>
#include <new>
#include <optional>
#include <span>
#include <string_view>
#include <type_traits>

namespace nextfire::postgres {
namespace {

/// A schedule under the bytes it was built from; zeros are one without.  What is read of most lies in two lines of a
/// processor's cache: the first half of the schedule, and the bytes, of which there are seldom more than 56.
struct kept_schedule {
    schedule asked;
    std::size_t size;  // of the bytes; 0 where nothing is kept
    std::array<char, CORE_DEFINITION_BYTES> bytes;

    [[nodiscard]] bool is_of(core_text other) const noexcept {
        return size != 0 && size == other.size && std::memcmp(bytes.data(), other.data, size) == 0;
    }
};
static_assert(sizeof(kept_schedule) <= sizeof(core_kept) &&
              std::alignment_of_v<kept_schedule> <= alignof(core_kept));
static_assert(std::is_trivially_copyable_v<kept_schedule> && std::is_trivially_destructible_v<kept_schedule>);

/// How many zones are kept: rows are of many zones, but of few at a time.
constexpr std::size_t zone_places = 16;

/// Zones found before, each in the place of its name.
struct kept_zones {
    bool has_begun = true;  // what a room of zeros has not
    std::array<zone, zone_places> zones{};
};
static_assert(sizeof(kept_zones) <= sizeof(core_cache::zones) &&
              std::alignment_of_v<kept_zones> <= alignof(core_cache));
static_assert(std::is_trivially_copyable_v<kept_zones> && std::is_trivially_destructible_v<kept_zones>);

/// Gives the schedule in a room.
kept_schedule& kept_in(core_kept& kept) noexcept {
    return *std::launder(reinterpret_cast<kept_schedule*>(kept.room));  // NOLINT(*-reinterpret-cast)
}

/// Gives the zones of a cache, where it is new all UTC.
kept_zones& zones_of(core_cache* cache) noexcept {
    bool has_begun = false;
    std::memcpy(&has_begun, cache->zones, sizeof has_begun);
    auto* zones = reinterpret_cast<kept_zones*>(cache->zones);  // NOLINT(*-reinterpret-cast)
    return has_begun ? *std::launder(zones) : *std::construct_at(zones);
}

/// Mixes bytes to a number, eight at a time; the last eight may overlap those before.
std::uint64_t mixed(core_text bytes) noexcept {
    constexpr std::uint64_t odd = 0x9E3779B97F4A7C15;
    std::uint64_t sum = bytes.size;
    std::uint64_t word = 0;
    for (std::size_t at = 0; at + sizeof word <= bytes.size; at += sizeof word) {
        std::memcpy(&word, bytes.data + at, sizeof word);
        sum = (sum ^ word) * odd;
        sum ^= sum >> 32;
    }
    if (bytes.size >= sizeof word) {
        std::memcpy(&word, bytes.data + bytes.size - sizeof word, sizeof word);
        sum = (sum ^ word) * odd;
    }
    return sum >> 32;
}

/// Gives where the schedule of bytes is kept, or where it is to be: one of few places, an empty one where there is such.
kept_schedule& place_of(core_cache* cache, core_text bytes) noexcept {
    if (cache->places == nullptr) return kept_in(cache->last);
    constexpr std::size_t neighbours = 8;  // whose tags are half a line of the processor's cache
    const std::uint64_t sum = mixed(bytes);
    const std::uint32_t tag = static_cast<std::uint32_t>(sum) | 1;
    const std::size_t first = sum * neighbours % CORE_PLACES;
    const std::span tags{cache->places->tags + first, neighbours};
    core_kept* const kept = cache->places->kept + first;
    for (std::size_t n = 0; n < neighbours; ++n)
        if (tags[n] == tag && kept_in(kept[n]).is_of(bytes)) return kept_in(kept[n]);
    const auto empty = static_cast<std::size_t>(std::find(tags.begin(), tags.end(), 0U) - tags.begin());
    const std::size_t chosen = empty < neighbours ? empty : (sum >> 16) % neighbours;
    tags[chosen] = tag;
    return kept_in(kept[chosen]);
}

/// Finds a zone, sooner where it was found before.
result<zone> find_zone(std::string_view name, kept_zones& found) {
    zone& kept = found.zones[mixed({name.data(), name.size()}) % zone_places];
    if (kept.name() == name) return kept;
    result<zone> searched = zone::find(name);
    if (searched) kept = *searched;
    return searched;
}

/// Builds the schedule of bytes; one that never fires by the zone data at hand has no occurrence.
std::optional<violations> build(kept_schedule& kept, core_cache* cache, core_text bytes) {
    kept.size = 0;
    kept_zones& zones = zones_of(cache);
    const auto what = definition::from_bytes(bytes_of(bytes),
                                             [&](std::string_view name) { return find_zone(name, zones); });
    if (!what) return what.errors();
    kept.asked = schedule::build(*what).value_or(schedule{});
    std::memcpy(kept.bytes.data(), bytes.data, bytes.size);
    kept.size = bytes.size;
    return std::nullopt;
}

/// Looks for no kept schedules any more where they are hardly ever found: where each row has its own.
void count_finding(core_cache* cache, unsigned found) noexcept {
    constexpr std::uint32_t enough = 8192;
    cache->found += found;
    if (++cache->asked < enough) return;
    if (cache->found < enough / 4) cache->places = nullptr;
    cache->asked = cache->found = 0;
}

/// Asks the schedule of bytes, built where it is not kept.
template <class Answer, class Question>
core_status ask(core_cache* cache, core_text bytes, Answer* answer, core_refusal* refusal,
                const Question& question) noexcept {
    kept_schedule& kept = place_of(cache, bytes);
    const bool is_kept = kept.is_of(bytes);
    if (cache->places != nullptr) count_finding(cache, is_kept ? 1 : 0);
    if (!is_kept) {
        const core_status status = guarded([&] {
            const auto errors = build(kept, cache, bytes);
            return errors ? refuse(*errors, refusal) : CORE_DONE;
        });
        if (status != CORE_DONE) return status;
    }
    *answer = question(kept.asked);
    return CORE_DONE;
}

using detail::instant_of;

std::int64_t number_of(std::optional<std::chrono::sys_seconds> instant) noexcept {
    return instant ? instant->time_since_epoch().count() : CORE_NO_INSTANT;
}

}  // namespace
}  // namespace nextfire::postgres

using namespace nextfire::postgres;
using nextfire::schedule;

core_status core_next(core_cache* cache, core_text bytes, int64_t after, int64_t* next,
                      core_refusal* refusal) noexcept {
    return ask(cache, bytes, next, refusal,
               [&](const schedule& asked) { return number_of(asked.next(instant_of(after))); });
}

core_status core_prev(core_cache* cache, core_text bytes, int64_t before, int64_t* prev,
                      core_refusal* refusal) noexcept {
    return ask(cache, bytes, prev, refusal,
               [&](const schedule& asked) { return number_of(asked.prev(instant_of(before))); });
}

core_status core_count(core_cache* cache, core_text bytes, int64_t from, int64_t until, uint64_t* count,
                       core_refusal* refusal) noexcept {
    return ask(cache, bytes, count, refusal,
               [&](const schedule& asked) { return asked.count(instant_of(from), instant_of(until)); });
}

const char* core_tzdata_version() noexcept {
    static const std::array<char, 16> ended = [] {
        std::array<char, 16> characters{};
        nextfire::tzdata_version().copy(characters.data(), characters.size() - 1);
        return characters;
    }();
    return ended.data();
}
