#include <nextfire/spec/spec_texts.hpp>

#include "spec/list_text.hpp"

#include <nextfire/base/instant.hpp>

#include <fmt/core.h>

namespace nextfire::inline v0 {
namespace {

using namespace std::chrono;

constexpr std::size_t date_size = 10;  // of 2026-03-29T02:30:00

std::optional<std::string> list_text_of(std::uint32_t bits) {
    return bits != 0 ? std::optional{detail::list_text(bits)} : std::nullopt;
}

/// Writes a field; nullopt where it was not given.
std::optional<std::string> text_of(spec_field field, const schedule_spec& spec) {
    switch (field) {
        case spec_field::scheduled_type:
            return std::string{to_string(spec.type())};
        case spec_field::day_interval:
            if (const auto interval = spec.day_interval()) return fmt::format("{}", interval->count());
            return std::nullopt;
        case spec_field::week_list:
            return list_text_of(spec.weekday_bits());
        case spec_field::month_list:
            return list_text_of(spec.month_bits());
        case spec_field::date_list:
            return list_text_of(spec.day_bits());
        case spec_field::scheduled_date:
            if (const auto date = spec.scheduled_date())
                return format_local(local_seconds{*date}).substr(0, date_size);
            return std::nullopt;
        case spec_field::scheduled_time:
            return format_local(local_seconds{spec.time_of_day()}).substr(date_size + 1);
        case spec_field::time_zone:
            return std::string{spec.time_zone().name()};
        case spec_field::expire_time:
            if (const auto expiry = spec.expire_time()) return format_instant(*expiry);
            return std::nullopt;
    }
    return std::nullopt;
}

}  // namespace

spec_texts::spec_texts(const schedule_spec& spec) {
    for (const spec_field_row& row : spec_fields) texts_[place_of(row.field)] = text_of(row.field, spec);
}

schedule_fields spec_texts::fields() const noexcept {
    schedule_fields views;
    for (const spec_field_row& row : spec_fields)
        if (const auto& text = texts_[place_of(row.field)]) views.*row.text = *text;
    return views;
}

}  // namespace nextfire::inline v0
