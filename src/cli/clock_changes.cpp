#include "cli/clock_changes.hpp"

#include "cli/occurrence_text.hpp"

#include <fmt/core.h>
#include <nextfire/engine/occurrences.hpp>
#include <nextfire/zone/zone.hpp>

#include <algorithm>
#include <cstddef>
#include <optional>
#include <string_view>
#include <utility>

namespace nextfire::cli {
namespace {

using namespace std::chrono;

constexpr std::size_t most_shown = 3;

change_outcome outcome_in_gap(const schedule_options& options, bool elapsed) {
    if (elapsed || options.gap == gap_policy::skip) return change_outcome::dropped;
    return options.gap == gap_policy::shift ? change_outcome::shifted : change_outcome::at_change;
}

change_outcome outcome_in_overlap(const schedule_options& options, bool elapsed) {
    if (elapsed || options.overlap == overlap_policy::both) return change_outcome::both_passes;
    return options.overlap == overlap_policy::second ? change_outcome::second_pass
                                                     : change_outcome::first_pass;
}

/// Says whether the schedule fires for a local time that a change removes or repeats; what is dropped would
/// have fired.
bool fires_for(const local_lookup& found, change_outcome outcome, const schedule& times) {
    switch (outcome) {
        case change_outcome::at_change:
            return times.contains(found.change);
        case change_outcome::shifted:
        case change_outcome::first_pass:
            return times.contains(found.before);
        case change_outcome::second_pass:
            return times.contains(found.after);
        case change_outcome::both_passes:
            return times.contains(found.before) || times.contains(found.after);
        case change_outcome::dropped:
            return true;
    }
    return true;
}

/// Gives a clock that never changes and is ahead of all others.
///
/// By such a clock the schedule's local times are plain occurrences, and come before any expiry that they
/// could meet by their own clock.
zone steady_clock_ahead() {
    return *zone::fixed(hours{18});
}

/// Collects the schedule's local times that one change removes or repeats.
std::optional<met_change> meet(const api::requested_schedule& given, const schedule_options& options,
                               const schedule& times, const zone_period& ended) {
    const zone clock = times.time_zone();
    const local_seconds before{ended.end.time_since_epoch() + ended.offset};
    const local_seconds after = clock.to_local(ended.end);
    const bool is_gap = before < after;
    const bool elapsed = api::is_elapsed(given, options.elapsed);
    met_change met{
        .instant = ended.end,
        .before = before,
        .after = after,
        .outcome = is_gap ? outcome_in_gap(options, elapsed) : outcome_in_overlap(options, elapsed),
        .count = 0,
        .first = {}};
    const result<schedule> readings = api::build(given, steady_clock_ahead(), options);
    if (!readings) return std::nullopt;
    const zone steady = readings->time_zone();
    const auto instant_of = [&](local_seconds local) {
        return sys_seconds{local.time_since_epoch() - steady.offset_at(ended.end)};
    };
    for (const sys_seconds t :
         readings->occurrences(instant_of(std::min(before, after)), instant_of(std::max(before, after)))) {
        const local_seconds local = steady.to_local(t);
        const local_lookup found = clock.lookup(local);
        if (found.kind == local_kind::once || found.change != ended.end) continue;
        if (!fires_for(found, met.outcome, times)) continue;
        if (met.first.size() < most_shown) met.first.push_back(local);
        ++met.count;
    }
    if (met.count == 0) return std::nullopt;
    return met;
}

/// Writes a local time near a change: with its date only where the change crosses midnight.
std::string reading(const met_change& met, local_seconds local) {
    const bool one_day = floor<days>(met.before) == floor<days>(met.after);
    return one_day ? format_time(local) : format_date_and_time(local);
}

/// Writes a length of time in the largest unit that it is whole in: `30 minutes`.
std::string length_text(seconds length) {
    const auto text = [](std::int64_t count, std::string_view unit) {
        return fmt::format("{} {}{}", count, unit, count == 1 ? "" : "s");
    };
    if (length == floor<hours>(length)) return text(floor<hours>(length).count(), "hour");
    if (length == floor<minutes>(length)) return text(floor<minutes>(length).count(), "minute");
    return text(length.count(), "second");
}

/// Writes the local times shown, and the number of the others.
std::string listed(const met_change& met) {
    std::string text;
    for (std::size_t index = 0; index < met.first.size(); ++index) {
        const bool is_last = index + 1 == met.count;
        if (index != 0) text += is_last ? " and " : ", ";
        text += reading(met, met.first[index]);
    }
    if (met.count > met.first.size()) text += fmt::format(" and {} more", met.count - met.first.size());
    return text;
}

}  // namespace

std::vector<met_change> met_changes(const api::requested_schedule& given, const schedule_options& options,
                                    const schedule& times, sys_seconds from, sys_seconds until) {
    std::vector<met_change> all;
    if (api::is_every(given)) return all;
    const zone clock = times.time_zone();
    if (const auto expiry = api::expire_time(given)) until = std::min(until, *expiry + seconds{1});
    // A zone changes its clock a few times a year at most.
    zone_period period = clock.period_at(from - seconds{1});
    while (period.end < until) {
        const zone_period next = clock.period_at(period.end);
        if (next.offset != period.offset)
            if (std::optional<met_change> met = meet(given, options, times, period))
                all.push_back(*std::move(met));
        period = next;
    }
    return all;
}

std::string sentence(const met_change& met) {
    const bool is_one = met.count == 1;
    const std::string_view they = is_one ? "it" : "they";
    const std::string_view fire = is_one ? "fires" : "fire";
    const auto in_gap = [&](const std::string& consequence) {
        return fmt::format("{} {} not exist: {} {}", listed(met), is_one ? "does" : "do", they, consequence);
    };
    const auto in_overlap = [&](std::string_view when) {
        return fmt::format("{} {} twice: {} {} {}", listed(met), is_one ? "comes" : "come", they, fire, when);
    };
    switch (met.outcome) {
        case change_outcome::at_change:
            return in_gap(fmt::format("{} at {}{}", fire, reading(met, met.after), is_one ? "" : ", once"));
        case change_outcome::shifted:
            return in_gap(fmt::format("{} {} later", fire, length_text(met.after - met.before)));
        case change_outcome::dropped:
            return in_gap(fmt::format("{} not fire", is_one ? "does" : "do"));
        case change_outcome::first_pass:
            return in_overlap("the first time");
        case change_outcome::second_pass:
            return in_overlap("the second time");
        case change_outcome::both_passes:
            return in_overlap("both times");
    }
    return {};
}

}  // namespace nextfire::cli
