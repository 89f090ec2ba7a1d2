/// Schedules asked by the bytes of their definitions, the last of which is kept.
#include "postgres/boundary.hpp"

#include <nextfire/base/instant.hpp>
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
#include <string_view>
#include <type_traits>

namespace nextfire::postgres {
namespace {

/// How many zones are kept: tables hold rows of many zones, but of few at a time.
constexpr std::size_t zone_places = 16;

/// The schedule asked last under the bytes it was built from, and zones found before, each in the place of its name.
struct kept_schedule {
    bool has_begun = true;  // what a room of zeros has not
    std::size_t size = 0;   // of the bytes; 0 where nothing is kept
    std::array<char, CORE_DEFINITION_BYTES> bytes{};
    std::array<zone, zone_places> zones{};
    schedule asked;

    [[nodiscard]] bool is_of(core_text other) const noexcept {
        return size != 0 && size == other.size && std::memcmp(bytes.data(), other.data, size) == 0;
    }
};
static_assert(sizeof(kept_schedule) <= sizeof(core_cache) && alignof(kept_schedule) <= alignof(core_cache));
static_assert(std::is_trivially_copyable_v<kept_schedule> && std::is_trivially_destructible_v<kept_schedule>);

kept_schedule& kept_in(core_cache* cache) noexcept {
    bool has_begun = false;
    std::memcpy(&has_begun, cache->room, sizeof has_begun);
    auto* kept = reinterpret_cast<kept_schedule*>(cache->room);  // NOLINT(*-reinterpret-cast)
    return has_begun ? *std::launder(kept) : *std::construct_at(kept);
}

/// Gives where a zone is kept.
std::size_t place_of(std::string_view name) noexcept {
    std::uint32_t sum = 0;
    for (const char letter : name) sum = sum * 31 + static_cast<unsigned char>(letter);
    return (sum ^ sum >> 16) % zone_places;
}

/// Finds a zone, sooner where it was found before.
result<zone> find_zone(std::string_view name, std::array<zone, zone_places>& zones) {
    zone& kept = zones[place_of(name)];
    if (kept.name() == name) return kept;
    result<zone> found = zone::find(name);
    if (found) kept = *found;
    return found;
}

/// Builds the schedule of bytes; one that never fires by the zone data at hand has no occurrence.
std::optional<violations> build(kept_schedule& kept, core_text bytes) {
    kept.size = 0;
    const auto what = definition::from_bytes(
        bytes_of(bytes), [&](std::string_view name) { return find_zone(name, kept.zones); });
    if (!what) return what.errors();
    kept.asked = schedule::build(*what).value_or(schedule{});
    std::memcpy(kept.bytes.data(), bytes.data, bytes.size);
    kept.size = bytes.size;
    return std::nullopt;
}

/// Asks the schedule of bytes, built where it is not the one that is kept.
template <class Answer, class Question>
core_status ask(core_cache* cache, core_text bytes, Answer* answer, core_refusal* refusal,
                const Question& question) noexcept {
    kept_schedule& kept = kept_in(cache);
    if (!kept.is_of(bytes)) {
        const core_status status = guarded([&] {
            const auto errors = build(kept, bytes);
            return errors ? refuse(*errors, refusal) : CORE_DONE;
        });
        if (status != CORE_DONE) return status;
    }
    *answer = question(kept.asked);
    return CORE_DONE;
}

/// Gives the instant that a number is, or the nearer of those just outside of all that there are.
std::chrono::sys_seconds instant_of(std::int64_t number) noexcept {
    const std::chrono::sys_seconds any{std::chrono::seconds{number}};
    return std::clamp(any, min_instant - std::chrono::seconds{1}, max_instant + std::chrono::seconds{1});
}

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
