#include <nextfire/rrule.hpp>

#include "firing.hpp"
#include "list_text.hpp"
#include "message.hpp"
#include "zone_access.hpp"

#include <nextfire/schedule.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

namespace nextfire::inline v0 {

using namespace std::chrono;

namespace {

constexpr std::array<std::string_view, 7> weekday_names{"SU", "MO", "TU", "WE", "TH", "FR", "SA"};

/// Writes `20261124T090000`.
std::string basic_format(local_seconds local) {
    const auto date = floor<days>(local);
    const year_month_day ymd{date};
    const hh_mm_ss time{local - date};
    return fmt::format("{:04}{:02}{:02}T{:02}{:02}{:02}", static_cast<int>(ymd.year()),
                       static_cast<unsigned>(ymd.month()), static_cast<unsigned>(ymd.day()),
                       time.hours().count(), time.minutes().count(), time.seconds().count());
}

std::string weekday_text(std::uint8_t bits) {
    std::string text;
    for (std::uint32_t rest = bits; rest != 0; rest &= rest - 1) {
        if (!text.empty()) text += ',';
        text += weekday_names[static_cast<std::size_t>(std::countr_zero(rest))];
    }
    return text;
}

/// Writes days of the month as RFC 5545 does: `1,2,28,-1`, where -1 is the last day.
std::string month_day_text(std::uint32_t bits) {
    const bool has_last = (bits & schedule_spec::last_day_bit) != 0;
    std::string text = detail::list_text(bits & ~schedule_spec::last_day_bit);
    if (has_last) text += text.empty() ? "-1" : ",-1";
    return text;
}

/// Says whether a local date fires, by the calendar alone.
bool fires_on(const schedule_spec& spec, local_days date) {
    const year_month_day ymd{date};
    switch (spec.type()) {
        case schedule_type::fixed_time:
            return date == *spec.scheduled_date();
        case schedule_type::day:
            return true;
        case schedule_type::week:
            return (spec.weekday_bits() >> weekday{date}.c_encoding() & 1) != 0;
        case schedule_type::month:
            break;
    }
    if ((spec.month_bits() >> (static_cast<unsigned>(ymd.month()) - 1) & 1) == 0) return false;
    if ((spec.day_bits() >> (static_cast<unsigned>(ymd.day()) - 1) & 1) != 0) return true;
    return (spec.day_bits() & schedule_spec::last_day_bit) != 0 && ymd == ymd.year() / ymd.month() / last;
}

/// Finds the first date from `start` on that fires; every rule has one within eight years and a day.
std::optional<local_days> first_date(const schedule_spec& spec, local_days start) {
    if (spec.type() == schedule_type::fixed_time) return spec.scheduled_date();
    constexpr local_days latest{year{9999} / December / 31};
    for (local_days date = start; date <= latest && date <= start + days{8 * 366}; date += days{1})
        if (fires_on(spec, date)) return date;
    return std::nullopt;
}

std::string rule_text(const schedule_spec& spec) {
    std::string rule;
    switch (spec.type()) {
        case schedule_type::fixed_time:
            return "FREQ=DAILY;COUNT=1";
        case schedule_type::day:
            rule = "FREQ=DAILY";
            if (*spec.day_interval() != days{1})
                rule += fmt::format(";INTERVAL={}", spec.day_interval()->count());
            break;
        case schedule_type::week:
            rule = "FREQ=WEEKLY;BYDAY=" + weekday_text(spec.weekday_bits());
            break;
        case schedule_type::month:
            rule = "FREQ=MONTHLY";
            if (spec.month_bits() != 0xFFF) rule += ";BYMONTH=" + detail::list_text(spec.month_bits());
            rule += ";BYMONTHDAY=" + month_day_text(spec.day_bits());
            break;
    }
    if (const auto expiry = spec.expire_time())
        rule += ";UNTIL=" + basic_format(local_seconds{expiry->time_since_epoch()}) + "Z";
    return rule;
}

/// Gives the name under which calendars know the zone; nullopt where there is none.
std::optional<std::string> calendar_zone_name(zone clock) {
    const detail::zone_table& table = detail::zone_access::table(clock);
    const bool is_signed = clock.name().starts_with('+') || clock.name().starts_with('-');
    if (!is_signed || table.lowest_offset != table.highest_offset) {
        // A name from the embedder's own data may hold what would end the parameter.
        const bool is_safe = std::none_of(clock.name().begin(), clock.name().end(), [](char c) {
            return static_cast<unsigned char>(c) < 0x20 || c == '"' || c == ':' || c == ';' || c == ',' ||
                   c == 0x7F;
        });
        return is_safe ? std::optional{std::string{clock.name()}} : std::nullopt;
    }
    const seconds offset = clock.offset_at(min_instant);
    if (offset % hours{1} != seconds{0} || offset < hours{-12} || offset > hours{14}) return std::nullopt;
    return fmt::format("Etc/GMT{:+}", -floor<hours>(offset).count());  // POSIX counts west, so the sign turns
}

/// Calendars write UTC itself with a `Z`; a place that happens to keep the same time keeps its name.
bool is_written_with_z(zone clock) {
    const std::string_view name = clock.canonical_name();
    return name == "Etc/UTC" || name == "Etc/GMT" || name == "+00:00";
}

violation not_expressible(std::string_view field, std::string_view expected, std::string_view found) {
    return detail::expected_found(violation_code::not_expressible, field, std::nullopt, expected, found);
}

}  // namespace

result<std::string> to_rrule(const schedule_spec& spec, local_days start) {
    const zone clock = spec.time_zone();
    const auto zone_name = calendar_zone_name(clock);
    if (!zone_name)
        return not_expressible("time_zone",
                               "a zone with a name or an offset of whole hours from -12:00 to +14:00",
                               clock.name());
    constexpr local_days earliest{year{1970} / January / 1};
    constexpr local_days latest{year{9999} / December / 31};
    if (start < earliest || start > latest)
        return not_expressible("start", "a date from 1970-01-01 to 9999-12-31",
                               fmt::format("day {} from 1970-01-01", start.time_since_epoch().count()));
    const auto date = first_date(spec, start);
    if (!date)
        return not_expressible("start", "a date that fires on or after the start, to 9999-12-31",
                               fmt::format("none after {}", format_local(start).substr(0, 10)));
    const local_seconds first = *date + spec.time_of_day();
    const auto fired = detail::fire({clock, gap_policy::at_transition, overlap_policy::first},
                                    first.time_since_epoch().count());
    const sys_seconds instant{seconds{*fired.begin()}};
    if (spec.expire_time() && *spec.expire_time() < instant)
        return not_expressible("expire_time",
                               fmt::format("an expiry not before the first date, {}", format_local(first)),
                               format_instant(*spec.expire_time()));
    const auto begin = is_written_with_z(clock)
                           ? fmt::format("DTSTART:{}Z", basic_format(first))
                           : fmt::format("DTSTART;TZID={}:{}", *zone_name, basic_format(first));
    return fmt::format("{}\nRRULE:{}", begin, rule_text(spec));
}

}  // namespace nextfire::inline v0
