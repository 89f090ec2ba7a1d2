#include "cli/occurrence_text.hpp"

#include <fmt/core.h>
#include <nextfire/base/instant.hpp>

#include <array>
#include <iterator>
#include <string_view>

namespace nextfire::cli {
namespace {

using namespace std::chrono;

constexpr std::array<std::string_view, 7> short_weekday_names{"Sun", "Mon", "Tue", "Wed",
                                                              "Thu", "Fri", "Sat"};

std::string_view weekday_name(local_seconds local) {
    return short_weekday_names[weekday{floor<days>(local)}.c_encoding()];
}

/// Writes a local time with the seconds left out where there are none.
std::string short_text(local_seconds local) {
    std::string text = format_date_and_time(local);
    if (local == floor<minutes>(local)) text.resize(text.size() - std::string_view{":00"}.size());
    return text;
}

std::string moved_reason(const occurrence& fires, zone clock) {
    const local_lookup found = clock.lookup(fires.scheduled);
    // In a gap, the two readings of the local time tell the two offsets.
    const local_seconds before{found.change.time_since_epoch() +
                               (fires.scheduled.time_since_epoch() - found.before.time_since_epoch())};
    const local_seconds after{found.change.time_since_epoch() +
                              (fires.scheduled.time_since_epoch() - found.after.time_since_epoch())};
    return fmt::format("{} does not exist, the clock jumps {}",
                       floor<days>(before) == floor<days>(after) ? format_time(fires.scheduled)
                                                                 : format_date_and_time(fires.scheduled),
                       format_jump(before, after));
}

std::string ambiguous_reason(const occurrence& fires, zone clock) {
    const bool first = fires.instant == clock.lookup(fires.scheduled).before;
    return fmt::format("{} comes twice, this is the {}", format_time(fires.scheduled),
                       first ? "first" : "second");
}

}  // namespace

std::string clock_change_reason(const occurrence& fires, zone clock) {
    switch (fires.effect) {
        case clock_effect::exact:
            return {};
        case clock_effect::moved:
            return moved_reason(fires, clock);
        case clock_effect::ambiguous:
            return ambiguous_reason(fires, clock);
    }
    return {};
}

void append_line(std::string& out, const occurrence& fires, zone clock) {
    const local_seconds local = clock.to_local(fires.instant);
    fmt::format_to(std::back_inserter(out), "  {} {}  {}  {}", format_date_and_time(local),
                   format_offset(clock.offset_at(fires.instant)), weekday_name(local),
                   format_instant(fires.instant));
    if (fires.effect != clock_effect::exact)
        fmt::format_to(std::back_inserter(out), "  {}: {}", to_string(fires.effect),
                       clock_change_reason(fires, clock));
    out += '\n';
}

void append_json(std::string& out, const occurrence& fires, zone clock) {
    fmt::format_to(std::back_inserter(out), R"({{"instant":"{}","local":"{}{}","effect":"{}")",
                   format_instant(fires.instant), format_local(clock.to_local(fires.instant)),
                   format_offset(clock.offset_at(fires.instant)), to_string(fires.effect));
    if (fires.effect != clock_effect::exact)
        fmt::format_to(std::back_inserter(out), R"(,"scheduled":"{}","reason":"{}")",
                       format_local(fires.scheduled), clock_change_reason(fires, clock));
    out += '}';
}

std::string format_jump(local_seconds before, local_seconds after) {
    const bool one_day = floor<days>(before) == floor<days>(after);
    const auto shown = [one_day](const std::string& text) {
        return one_day ? text.substr(text.find(' ') + 1) : text;
    };
    return fmt::format("{} -> {}", shown(short_text(before)), shown(short_text(after)));
}

}  // namespace nextfire::cli
