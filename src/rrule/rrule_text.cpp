#include "rrule/rrule_text.hpp"

#include "base/message.hpp"
#include "zone/first_passage.hpp"
#include "zone/zone_access.hpp"

#include <nextfire/base/instant.hpp>
#include <nextfire/spec/schedule_options.hpp>

#include <fmt/core.h>

#include <algorithm>

namespace nextfire::inline v0::detail {

using namespace std::chrono;

namespace {

/// Writes `20261124T090000`.
std::string basic_format(local_seconds local) {
    const auto date = floor<days>(local);
    const year_month_day ymd{date};
    const hh_mm_ss time{local - date};
    return fmt::format("{:04}{:02}{:02}T{:02}{:02}{:02}", static_cast<int>(ymd.year()),
                       static_cast<unsigned>(ymd.month()), static_cast<unsigned>(ymd.day()),
                       time.hours().count(), time.minutes().count(), time.seconds().count());
}

/// Gives the name under which calendars know the zone; nullopt where there is none.
std::optional<std::string> calendar_zone_name(zone clock) {
    const zone_table& table = zone_access::table(clock);
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

}  // namespace

std::string until_text(sys_seconds end) {
    return fmt::format(";UNTIL={}Z", basic_format(local_seconds{end.time_since_epoch()}));
}

violations check_rule_place(zone clock, local_days start) {
    violations errors;
    if (!calendar_zone_name(clock))
        errors.push_back(not_expressible(
            "time_zone", "a zone with a name or an offset of whole hours from -12:00 to +14:00",
            clock.name()));
    if (start < earliest_start || start > latest_start)
        errors.push_back(
            not_expressible("start", "a date from 1970-01-01 to 9999-12-31",
                            fmt::format("day {} from 1970-01-01", start.time_since_epoch().count())));
    return errors;
}

result<std::string> rule_text(const rule_lines& lines) {
    if (!lines.first)
        return not_expressible("start", "a date that fires on or after the start, to 9999-12-31",
                               fmt::format("none after {}", format_local(lines.start).substr(0, 10)));
    const local_seconds first = *lines.first;
    const sys_seconds instant = first_passage(lines.clock, first);
    if (lines.end && *lines.end < instant)
        return not_expressible("expire_time",
                               fmt::format("an expiry not before the first date, {}", format_local(first)),
                               *lines.end < min_instant ? "one before 1970" : format_instant(*lines.end));
    const auto begin =
        is_written_with_z(lines.clock)
            ? fmt::format("DTSTART:{}Z", basic_format(first))
            : fmt::format("DTSTART;TZID={}:{}", *calendar_zone_name(lines.clock), basic_format(first));
    return fmt::format("{}\nRRULE:{}", begin, lines.rule);
}

violation not_expressible(std::string_view field, std::string_view expected, std::string_view found) {
    return expected_found(violation_code::not_expressible, field, std::nullopt, expected, found);
}

}  // namespace nextfire::inline v0::detail
