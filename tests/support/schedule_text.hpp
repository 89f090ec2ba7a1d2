/// Schedules as a table writes them, in one line of text.
///
///     daily 02:30                             every 3 days from 2026-01-31 at 09:00
///     weekly 2,3,4,5,6 at 08:30               every 2 days of each month at 09:00
///     monthly 1,3,12 on 1,L at 09:00          once 2026-03-29 02:30:00
///     0 0/30 9-17 * * ?                       @every 1h30m anchor=2026-03-29T00:00:00Z
///
/// What begins with none of these words is cron text.  Choices follow it, in any order: `gap=skip`,
/// `overlap=both`, `elapsed=never`, `not_before=2026-05-02T09:00:00Z`, `expire=…`, and for cron text
/// `dialect=unix`, `both_days=both` and `anchor=…`.
#pragma once

#include <doctest/doctest.h>

#include <nextfire/cron/cron_expression.hpp>
#include <nextfire/engine/schedule.hpp>
#include <nextfire/spec/schedule_spec.hpp>
#include <nextfire/zone/zone.hpp>

#include <array>
#include <chrono>
#include <cstddef>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "cron_schedules.hpp"
#include "fact_table.hpp"
#include "instants.hpp"
#include "schedules.hpp"

namespace nextfire_test {

/// A schedule's text, taken apart: what it says, and the choices behind it.
struct schedule_text {
    std::vector<std::string> words;
    std::map<std::string, std::string> choices;
};

inline schedule_text taken_apart(std::string_view text) {
    schedule_text apart;
    for (std::string& word : words_of(text)) {
        const std::size_t sign = word.find('=');
        if (sign == std::string::npos) {
            apart.words.push_back(std::move(word));
        } else if (!apart.choices.emplace(word.substr(0, sign), word.substr(sign + 1)).second) {
            bad_table(text, "a choice that stands twice");
        }
    }
    if (apart.words.empty()) bad_table(text, "no schedule");
    return apart;
}

/// Takes a choice out of a text; nothing where it has not been made.
inline std::optional<std::string> take(schedule_text& text, const char* choice) {
    const auto found = text.choices.extract(choice);
    if (found.empty()) return std::nullopt;
    return found.mapped();
}

/// Takes a choice that is one of a few words; `otherwise` where it has not been made.
template <class T, std::size_t count>
T take(schedule_text& text, const char* choice, const std::array<std::pair<const char*, T>, count>& known,
       T otherwise) {
    const std::optional<std::string> made = take(text, choice);
    if (!made) return otherwise;
    for (const auto& [word, value] : known)
        if (*made == word) return value;
    bad_table(*made, choice);
}

inline std::optional<std::chrono::sys_seconds> take_instant(schedule_text& text, const char* choice) {
    const std::optional<std::string> made = take(text, choice);
    if (!made) return std::nullopt;
    return utc(made->c_str());
}

/// Takes the choices that specs and cron text have in common.
inline nextfire::schedule_options take_options(schedule_text& text) {
    using enum nextfire::gap_policy;
    using enum nextfire::overlap_policy;
    using enum nextfire::elapsed_policy;
    constexpr std::array gaps{std::pair{"at_transition", at_transition}, std::pair{"skip", skip},
                              std::pair{"shift", shift}};
    constexpr std::array overlaps{std::pair{"first", first}, std::pair{"second", second},
                                  std::pair{"both", both}};
    constexpr std::array elapsed{std::pair{"as_written", as_written}, std::pair{"never", never},
                                 std::pair{"always", always}};
    return {.gap = take(text, "gap", gaps, at_transition),
            .overlap = take(text, "overlap", overlaps, first),
            .elapsed = take(text, "elapsed", elapsed, as_written),
            .anchor_instant = take_instant(text, "anchor"),
            .not_before = take_instant(text, "not_before")};
}

/// Writes a time of day as a spec wants it: `02:30` as `02:30:00`.
inline std::string with_seconds(const std::string& time) {
    return time.size() == 5 ? time + ":00" : time;
}

/// Reads the text of a structured schedule; nothing where it is cron text.
inline std::optional<nextfire::schedule> spec_schedule(const schedule_text& text, const std::string& zone,
                                                       nextfire::schedule_options options,
                                                       const std::optional<std::string>& expiry) {
    const std::vector<std::string>& words = text.words;
    const auto reads = [&words](std::vector<const char*> pattern) {
        if (pattern.size() != words.size()) return false;
        for (std::size_t n = 0; n < pattern.size(); ++n)
            if (pattern[n] != std::string_view{"*"} && pattern[n] != words[n]) return false;
        return true;
    };
    const std::string time = with_seconds(words.back());
    nextfire::schedule_fields fields{.scheduled_time = time, .time_zone = zone};
    if (expiry) fields.expire_time = *expiry;
    if (reads({"once", "*", "*"})) {
        fields.scheduled_type = "FIXED_TIME";
        fields.scheduled_date = words[1];
    } else if (reads({"daily", "*"})) {
        fields.scheduled_type = "DAY";
        fields.day_interval = "1";
    } else if (reads({"every", "*", "days", "of", "each", "month", "at", "*"})) {
        fields.scheduled_type = "DAY";
        fields.day_interval = words[1];
        options.counting = nextfire::day_counting::restart_each_month;
    } else if (reads({"every", "*", "days", "from", "*", "at", "*"})) {
        fields.scheduled_type = "DAY";
        fields.day_interval = words[1];
        const std::string midnight = words[4] + "T00:00:00";
        options.anchor_date = std::chrono::floor<std::chrono::days>(local(midnight.c_str()));
    } else if (reads({"weekly", "*", "at", "*"})) {
        fields.scheduled_type = "WEEK";
        fields.week_list = words[1];
    } else if (reads({"monthly", "*", "on", "*", "at", "*"})) {
        fields.scheduled_type = "MONTH";
        fields.month_list = words[1];
        fields.date_list = words[3];
    } else {
        return std::nullopt;
    }
    return built(fields, options);
}

/// Takes the choices of reading cron text.
inline nextfire::cron_options take_cron_options(schedule_text& text) {
    using nextfire::both_days_policy;
    using nextfire::cron_dialect;
    using nextfire::every_policy;
    constexpr std::array dialects{
        std::pair{"quartz", cron_dialect::quartz}, std::pair{"unix", cron_dialect::unix_cron},
        std::pair{"spring", cron_dialect::spring}, std::pair{"aws", cron_dialect::aws}};
    constexpr std::array both_days{std::pair{"both", both_days_policy::both}};
    return {
        .dialect = take(text, "dialect", dialects, cron_dialect::quartz),
        .every = text.words.front() == "@every" ? every_policy::accepted : every_policy::refused,
        .both_days = take(text, "both_days", both_days, both_days_policy::as_dialect),
    };
}

/// Builds the schedule that a text stands for, in a zone; nothing, and a failure with all reasons, where
/// nextfire refuses.  Ends the program where the text is none.
inline std::optional<nextfire::schedule> schedule_of(std::string_view text, const std::string& zone) {
    schedule_text apart = taken_apart(text);
    nextfire::schedule_options options = take_options(apart);
    const std::optional<std::string> expiry = take(apart, "expire");
    const nextfire::cron_options reading = take_cron_options(apart);
    if (!apart.choices.empty()) bad_table(text, "an unknown choice");
    if (const auto structured = spec_schedule(apart, zone, options, expiry)) return structured;
    if (expiry) options.expire_time = utc(expiry->c_str());
    return cron_schedule(joined(apart.words), zone, {.text = reading, .choices = options});
}

}  // namespace nextfire_test
