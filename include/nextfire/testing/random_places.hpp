/// Zones and instants as numbers that shrink, and what the numbers mean.
///
/// Not part of the interface: generators.hpp is made of it.
#pragma once

#include <nextfire/base/instant.hpp>
#include <nextfire/zone/zone.hpp>

#include <rapidcheck.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <cstdint>
#include <optional>
#include <string_view>
#include <utility>
#include <vector>

namespace nextfire::inline v0::testing::detail {

inline constexpr std::int64_t end_of_instants = max_instant.time_since_epoch().count() + 1;

template <class T>
[[nodiscard]] rc::Gen<T> at_full_size(rc::Gen<T> made) {
    return rc::gen::resize(rc::kNominalSize, std::move(made));
}

[[nodiscard]] inline std::chrono::sys_seconds to_instant(std::int64_t seconds) noexcept {
    return std::chrono::sys_seconds{std::chrono::seconds{seconds}};
}

[[nodiscard]] inline std::chrono::sys_seconds within_range(std::chrono::sys_seconds instant) noexcept {
    return std::clamp(instant, min_instant, max_instant);
}

/// Clock changes of every kind: at midnight, of half an hour, of a whole day, in a summer time behind
/// standard time, twice a year around Ramadan, by the second.
inline constexpr std::array<std::string_view, 20> famous_zones{
    "UTC",           "Europe/Berlin",     "America/New_York", "Australia/Lord_Howe", "Pacific/Apia",
    "Europe/Dublin", "Africa/Casablanca", "Antarctica/Troll", "Asia/Beirut",         "Asia/Gaza",
    "Asia/Almaty",   "Antarctica/Casey",  "America/Noronha",  "Africa/Monrovia",     "America/Nuuk",
    "Asia/Shanghai", "America/Sao_Paulo", "Africa/Cairo",     "Asia/Tehran",         "Pacific/Kwajalein"};

[[nodiscard]] inline zone zone_of(int kind, std::uint32_t number) {
    if (kind < 6) return zone::find(famous_zones[number % famous_zones.size()]).value_or(zone{});
    if (kind < 9) return zone::find(zone_names()[number % zone_names().size()]).value_or(zone{});
    const auto quarters = static_cast<int>(number % 145) - 72;
    return zone::fixed(std::chrono::minutes{15 * quarters}).value_or(zone{});
}

/// Gives the instants to 2106 at which a zone's offset changes: those after 2025, and then those before.
[[nodiscard]] inline std::vector<std::chrono::sys_seconds> changes_of(zone clock) {
    using namespace std::chrono;
    std::vector<sys_seconds> changes;
    zone_period period = clock.period_at(min_instant);
    while (period.end < sys_days{year{2107} / January / 1}) {
        const zone_period next = clock.period_at(period.end);
        if (next.offset != period.offset) changes.push_back(next.begin);
        period = next;
    }
    const auto recent = std::lower_bound(changes.begin(), changes.end(), sys_days{year{2026} / January / 1});
    std::rotate(changes.begin(), recent, changes.end());
    return changes;
}

enum class place_kind : std::uint8_t { change, far_change, anywhere, end_of_range };

/// A place on the time line of a zone not named yet.
struct place {
    place_kind kind = place_kind::change;
    std::uint32_t which = 0;          // of the changes
    std::int64_t anywhere = 0;        // an instant
    std::chrono::seconds distance{};  // from the change
};

[[nodiscard]] inline std::chrono::sys_seconds near(std::chrono::sys_seconds middle,
                                                   const place& from) noexcept {
    return within_range(middle + from.distance);
}

/// Finds the change of offset after an instant; a period may end with a change of abbreviation alone.
[[nodiscard]] inline std::optional<std::chrono::sys_seconds> change_after(std::chrono::sys_seconds instant,
                                                                          zone clock) {
    zone_period period = clock.period_at(instant);
    while (period.end <= max_instant) {
        const zone_period next = clock.period_at(period.end);
        if (next.offset != period.offset) return next.begin;
        period = next;
    }
    return std::nullopt;
}

[[nodiscard]] inline std::chrono::sys_seconds instant_at(const place& where, zone clock) {
    using std::chrono::seconds;
    static constexpr std::array<std::chrono::sys_seconds, 6> ends{min_instant,
                                                                  max_instant,
                                                                  min_instant - seconds{1},
                                                                  max_instant + seconds{1},
                                                                  min_instant + seconds{1},
                                                                  max_instant - seconds{1}};
    switch (where.kind) {
        case place_kind::far_change:
            if (const auto change = change_after(to_instant(where.anywhere), clock))
                return near(*change, where);
            [[fallthrough]];  // its clock has changed for the last time
        case place_kind::change: {
            const auto changes = changes_of(clock);
            if (changes.empty()) break;
            return near(changes[where.which % changes.size()], where);
        }
        case place_kind::anywhere:
            break;
        case place_kind::end_of_range:
            return ends[where.which % ends.size()];
    }
    return to_instant(where.anywhere);
}

/// Gives a distance from 30 hours before to 30 hours after that shrinks towards none.
[[nodiscard]] inline rc::Gen<std::chrono::seconds> distances() {
    return rc::gen::apply(
        [](int scale, std::int64_t size, int side) {
            const std::int64_t most = scale == 0 ? 4 : scale == 1 ? 3 * 3600 : 30 * 3600;
            return std::chrono::seconds{side == 0 ? size % most : -(size % most)};
        },
        rc::gen::inRange(0, 3), rc::gen::inRange<std::int64_t>(0, 30 * 3600), rc::gen::inRange(0, 2));
}

/// Gives places: of 8 kinds, all near changes; of 12, a quarter anywhere and a twelfth at the ends.
[[nodiscard]] inline rc::Gen<place> places(int kinds) {
    return rc::gen::apply(
        [](int kind, std::uint32_t which, std::int64_t anywhere, std::chrono::seconds distance) {
            const place_kind chosen = kind < 7    ? place_kind::change
                                      : kind < 8  ? place_kind::far_change
                                      : kind < 11 ? place_kind::anywhere
                                                  : place_kind::end_of_range;
            return place{chosen, which, anywhere, distance};
        },
        rc::gen::inRange(0, kinds), rc::gen::inRange<std::uint32_t>(0, 1 << 20),
        rc::gen::inRange<std::int64_t>(0, end_of_instants), distances());
}

}  // namespace nextfire::inline v0::testing::detail
