/// Specs made of values instead of text, for the library's own sources.
#pragma once

#include <nextfire/spec/schedule_spec.hpp>

#include <chrono>
#include <cstdint>
#include <optional>

namespace nextfire::inline v0::detail {

/// The fields of a spec as values, those that the type does not use left as they are here.
struct spec_parts {
    schedule_type type = schedule_type::day;
    std::chrono::seconds time_of_day{0};
    zone clock;
    std::optional<std::chrono::sys_seconds> expire_time = {};
    std::optional<std::chrono::days> day_interval = {};
    std::uint8_t weekday_bits = 0;
    std::uint16_t month_bits = 0;
    std::uint32_t day_bits = 0;
    std::optional<std::chrono::local_days> scheduled_date = {};
};

/// Opens specs for the rest of the library.
struct spec_access {
    /// Gives the spec of values that parse() would have accepted as text.
    [[nodiscard]] static schedule_spec make(const spec_parts& parts) noexcept {
        schedule_spec spec;
        spec.type_ = parts.type;
        spec.time_of_day_ = parts.time_of_day;
        spec.zone_ = parts.clock;
        spec.expire_time_ = parts.expire_time;
        spec.day_interval_ = parts.day_interval;
        spec.weekday_bits_ = parts.weekday_bits;
        spec.month_bits_ = parts.month_bits;
        spec.day_bits_ = parts.day_bits;
        spec.scheduled_date_ = parts.scheduled_date;
        return spec;
    }
};

}  // namespace nextfire::inline v0::detail
