#include "calendar/day_map.hpp"

#include "calendar/month_calendar.hpp"

#include <atomic>

namespace nextfire::inline v0::detail {

constinit std::array<day_map, most_day_maps> day_maps{};

namespace {

/// What two rules with the same days of months have in common: their words.
using rule_key = std::array<std::uint64_t, 5>;

/// The keys of the maps, and where to find them: each place holds the number of a map, or 0, and is written once, behind
/// the map and its key.
constinit std::array<rule_key, most_day_maps> keys{};
constinit std::array<std::atomic<std::uint8_t>, 1024> places{};
constinit std::atomic<std::uint32_t> taken = 0;

/// How far from its own place a number may lie.
constexpr std::size_t most_probes = 8;

constexpr std::uint64_t joined(std::uint32_t low, std::uint32_t high) noexcept {
    return low | std::uint64_t{high} << 32;
}

rule_key key_of(const month_days_rule& days, const calendar_masks* masks) noexcept {
    const auto& bits = days.bits_by_length;
    if (masks == nullptr) return {joined(bits[0], bits[1]), joined(bits[2], bits[3]), days.months, 0, 0};
    return {joined(bits[0], bits[1]), joined(bits[2], bits[3]), joined(days.months, masks->workdays),
            masks->last_workdays, masks->weekdays};
}

/// The words times odd numbers, added: the multiplications do not wait for one another.
std::size_t place_of(const rule_key& key) noexcept {
    return (key[0] * 0x9E3779B97F4A7C15 + key[1] * 0xC2B2AE3D27D4EB4F + key[2] * 0x165667B19E3779F9 +
            key[3] * 0xD6E8FEB86659FD93 + key[4] * 0xA0761D6478BD642F) >>
           54;
}

/// Makes a map that is all zero yet.
template <class Days>
void fill(day_map& map, const Days& days) noexcept {
    constexpr std::int32_t last_day = day_map::first_day + std::int32_t{day_map::block_count} * 32 - 1;
    const std::int32_t last_month = near_calendar::month_of(last_day);
    for (std::int32_t month = near_calendar::month_of(day_map::first_day); month <= last_month; ++month) {
        const calendar_month here = near_calendar::at(month);
        for (std::uint32_t rest = days.bits_of(here, month); rest != 0; rest &= rest - 1) {
            const std::int32_t place = here.first_day + std::countr_zero(rest) - day_map::first_day;
            const auto block = static_cast<std::uint32_t>(place) / 32;
            if (place >= 0 && block < day_map::block_count) map.blocks[block].fires |= 1U << place % 32;
        }
    }
    std::uint16_t later = day_map::none_later;
    for (std::size_t i = day_map::block_count; i-- > 0;) {
        map.blocks[i].later = later;
        const std::uint32_t fires = map.blocks[i].fires;
        if (fires != 0) later = static_cast<std::uint16_t>(i * 32 + std::size_t(std::countr_zero(fires)));
    }
    std::uint16_t earlier = day_map::none_earlier;
    std::uint16_t fired = 0;
    for (std::size_t i = 0; i < day_map::block_count; ++i) {
        map.blocks[i].earlier = earlier;
        map.fired_before[i] = fired;
        const std::uint32_t fires = map.blocks[i].fires;
        fired = static_cast<std::uint16_t>(fired + bit_count(fires));
        if (fires != 0)
            earlier = static_cast<std::uint16_t>(i * 32 + 31 - std::size_t(std::countl_zero(fires)));
    }
}

/// Takes a map that nobody has, and makes it; 0 where all are taken.
std::uint8_t make_map(const rule_key& key, const month_days_rule& days,
                      const calendar_masks* masks) noexcept {
    std::uint32_t number = taken.load(std::memory_order_relaxed);
    do {
        if (number == most_day_maps) return 0;
    } while (!taken.compare_exchange_weak(number, number + 1, std::memory_order_relaxed));
    keys[number] = key;
    if (masks == nullptr)
        fill(day_maps[number], month_days<near_calendar>{days});
    else
        fill(day_maps[number], calendar_days<near_calendar>{{days, *masks}});
    return static_cast<std::uint8_t>(number + 1);
}

}  // namespace

std::uint8_t day_map_of(const month_days_rule& days, const calendar_masks* masks) noexcept {
    if (masks != nullptr && (masks->weekdays & calendar_masks::some_years_bit) != 0) return 0;
    const rule_key key = key_of(days, masks);
    const std::size_t place = place_of(key);
    std::uint8_t made = 0;
    for (std::size_t probe = 0; probe < most_probes; ++probe) {
        std::atomic<std::uint8_t>& here = places[(place + probe) % places.size()];
        std::uint8_t number = here.load(std::memory_order_acquire);
        if (number == 0) {
            if (made == 0) made = make_map(key, days, masks);
            // Where another thread was faster, its map may be the one; ours is nobody's then.
            if (made == 0 || here.compare_exchange_strong(number, made, std::memory_order_acq_rel))
                return made;
        }
        if (keys[number - 1U] == key) return number;
    }
    return 0;
}

}  // namespace nextfire::inline v0::detail
