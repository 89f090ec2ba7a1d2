#include "engine/time_layout.hpp"

#include <bit>

namespace nextfire::inline v0::detail {
namespace {

/// Values that are equally far apart, all the way round.
struct even_steps {
    std::uint32_t step;
    std::uint32_t first;
};

std::optional<even_steps> even_steps_of(std::uint64_t bits, std::uint32_t size) noexcept {
    const auto count = static_cast<std::uint32_t>(bit_count(bits));
    if (count == 0 || size % count != 0) return std::nullopt;
    const std::uint32_t step = size / count;
    const auto first = static_cast<std::uint32_t>(std::countr_zero(bits));
    if (step == size) return even_steps{step, first};
    const std::uint64_t all = (std::uint64_t{1} << size) - 1;
    const std::uint64_t turned = (bits << step | bits >> (size - step)) & all;
    return turned == bits ? std::optional{even_steps{step, first}} : std::nullopt;
}

/// Writes each bit twice: 0b101 becomes 0b110011.  The bits are moved apart by halves, sixteen, eight, four, two and one.
constexpr std::uint64_t doubled(std::uint32_t bits) noexcept {
    std::uint64_t apart = bits;
    apart = (apart | apart << 16) & 0x0000'FFFF'0000'FFFF;
    apart = (apart | apart << 8) & 0x00FF'00FF'00FF'00FF;
    apart = (apart | apart << 4) & 0x0F0F'0F0F'0F0F'0F0F;
    apart = (apart | apart << 2) & 0x3333'3333'3333'3333;
    apart = (apart | apart << 1) & 0x5555'5555'5555'5555;
    return apart | apart << 1;
}

}  // namespace

std::uint8_t run_step_of(const cron_fields& fields) noexcept {
    const auto seconds = even_steps_of(fields.seconds, 60);
    const auto minutes = even_steps_of(fields.minutes, 60);
    const std::uint32_t hours_in_a_row = fields.hours >> std::countr_zero(fields.hours);
    const bool is_run = (hours_in_a_row & (hours_in_a_row + 1)) == 0;
    if (!seconds || !minutes || !is_run) return 0;
    if (seconds->step != 60) return static_cast<std::uint8_t>(minutes->step == 1 ? seconds->step : 0);
    return static_cast<std::uint8_t>(59 + minutes->step);
}

std::optional<steady_rule> steady_steps_of(const cron_fields& fields) noexcept {
    const auto seconds = even_steps_of(fields.seconds, 60);
    const auto minutes = even_steps_of(fields.minutes, 60);
    const auto hours = even_steps_of(fields.hours, 24);
    if (!seconds || !minutes || !hours) return std::nullopt;
    // Every step of a unit needs all steps of the larger ones.
    if (seconds->step != 60)
        return minutes->step == 1 && hours->step == 1
                   ? std::optional{steady_from(seconds->step, seconds->first)}
                   : std::nullopt;
    if (minutes->step != 60)
        return hours->step == 1
                   ? std::optional{steady_from(minutes->step * 60, minutes->first * 60 + seconds->first)}
                   : std::nullopt;
    return steady_from(hours->step * 3600, hours->first * 3600 + minutes->first * 60 + seconds->first);
}

std::optional<slot_times> slots_of(const cron_fields& fields) noexcept {
    if (!std::has_single_bit(fields.seconds)) return std::nullopt;
    const auto minutes = even_steps_of(fields.minutes, 60);
    if (!minutes || minutes->step < 30) return std::nullopt;
    const std::uint32_t unit = minutes->step * 60;
    const bool is_half_hours = minutes->step == 30;
    const std::uint64_t slots = is_half_hours ? doubled(fields.hours) : fields.hours;
    const auto reciprocal = static_cast<std::uint32_t>(((std::uint64_t{1} << 33) + unit - 1) / unit);
    const auto second = static_cast<std::uint32_t>(std::countr_zero(fields.seconds));
    return slot_times{slots, unit, reciprocal, minutes->first * 60 + second};
}

}  // namespace nextfire::inline v0::detail
