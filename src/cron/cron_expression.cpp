#include <nextfire/cron/cron_expression.hpp>

#include "cron/cron_dialects.hpp"
#include "cron/cron_sets.hpp"

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>

namespace nextfire::inline v0 {

using namespace std::chrono;

namespace {

// The days that can be the last of a month.
constexpr std::uint32_t late_days = 0xFU << 27;

}  // namespace

void detail::set_time(cron_fields& fields, seconds time) noexcept {
    const auto of_day = static_cast<std::uint32_t>(time.count());
    fields.seconds = std::uint64_t{1} << of_day % 60;
    fields.minutes = std::uint64_t{1} << of_day / 60 % 60;
    fields.hours = std::uint32_t{1} << of_day / 3600;
}

void detail::set_fields(cron_fields& fields, const schedule_spec& spec) noexcept {
    set_time(fields, spec.time_of_day());
    fields.days = cron_fields::all_days;
    fields.weekdays = cron_fields::all_weekdays;
    switch (spec.type()) {
        case schedule_type::fixed_time:
            set_date(fields, *spec.scheduled_date());
            break;
        case schedule_type::day:
            if (*spec.day_interval() != days{1})
                fields.days = stepped_days[static_cast<std::size_t>(spec.day_interval()->count())];
            break;
        case schedule_type::week:
            fields.weekdays = spec.weekday_bits() * cron_fields::every_week;
            break;
        case schedule_type::month:
            fields.days = spec.day_bits() & cron_fields::all_days;
            // Where the days 28 to 31 are listed, naming the last day once more adds nothing.
            if ((fields.days & late_days) != late_days) fields.last_days = spec.day_bits() >> 31;
            fields.months = spec.month_bits();
            break;
    }
}

cron_conversion cron_expression::from(const schedule_spec& spec, day_counting counting) {
    cron_expression cron;
    detail::set_fields(cron.fields_, spec);
    cron_fidelity fidelity = cron_fidelity::exact;
    if (spec.type() == schedule_type::day && *spec.day_interval() != days{1}) {
        cron.day_step_ = static_cast<std::uint8_t>(spec.day_interval()->count());
        if (counting == day_counting::from_anchor) fidelity = cron_fidelity::restarts_each_month;
    }
    if (spec.type() == schedule_type::week && cron.fields_.any_day_of_week()) cron.weekday_step_ = 1;
    return {cron, fidelity};
}

}  // namespace nextfire::inline v0

std::size_t std::hash<nextfire::cron_expression>::operator()(
    const nextfire::cron_expression& key) const noexcept {
    using nextfire::year_set;
    const nextfire::cron_fields& fields = key.fields();
    std::uint64_t mixed = 0;
    const auto add = [&](std::uint64_t word) {
        mixed = (mixed ^ word) * 0x9E3779B97F4A7C15;
        mixed ^= mixed >> 32;
    };
    add(fields.seconds);
    add(fields.minutes);
    add(std::uint64_t{fields.hours} << 32 | fields.days);
    add(std::uint64_t{fields.last_days} << 32 | fields.workdays);
    add(std::uint64_t{fields.last_workdays} << 32 | fields.months);
    add(fields.weekdays);
    add(std::uint64_t{fields.last_weekdays} << 16 | static_cast<std::uint64_t>(fields.combination) << 8 |
        static_cast<std::uint64_t>(fields.times));
    add(static_cast<std::uint64_t>(fields.every.count()));
    // Of the years the bounds alone: equal sets have equal ones.
    add(static_cast<std::uint64_t>(*fields.years.on_or_after(year_set::first_year)));
    add(static_cast<std::uint64_t>(*fields.years.on_or_before(year_set::last_year)));
    return static_cast<std::size_t>(mixed);
}
