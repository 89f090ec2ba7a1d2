/// Definitions as numbers that shrink, and what they mean.
///
/// Not part of the interface: generators.hpp is made of it.  A definition is made of a `wish`, all of whose
/// parts are drawn for every case, needed or not: so each of them can be shrunk while the others stay.
#pragma once

#include <nextfire/base/instant.hpp>
#include <nextfire/base/result.hpp>
#include <nextfire/calendar/cron_fields.hpp>
#include <nextfire/cron/cron_expression.hpp>
#include <nextfire/definition/definition.hpp>
#include <nextfire/engine/rrule_schedule.hpp>
#include <nextfire/spec/schedule_options.hpp>
#include <nextfire/testing/random_cron.hpp>
#include <nextfire/testing/random_places.hpp>
#include <nextfire/zone/zone.hpp>

#include <rapidcheck.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <cstdint>
#include <cstdio>
#include <optional>
#include <string>
#include <string_view>
#include <tuple>
#include <utility>
#include <vector>

namespace nextfire::inline v0::testing::detail {

/// What a definition is to be.
enum class wish_kind : std::uint8_t {
    daily,
    weekly,
    monthly,
    yearly,
    every_n_days,
    cycle,
    once,
    every,
    cron,
    rrule,
};

/// A definition as it is drawn.
struct wish {
    wish_kind kind = wish_kind::daily;
    zone clock;
    place where;                    // what all dates are near to
    int times = 0;                  // which kind of times of day
    std::chrono::seconds time{};    // a time of day, or the distance of one from the place's
    std::uint32_t bits = 0;         // of days
    int number = 0;                 // of days, seconds, …
    std::array<int, 3> policies{};  // gap, overlap, elapsed
    std::array<std::optional<std::chrono::days>, 2> bounds{};  // days before the place, and after it
    cron_words cron{};
};

[[nodiscard]] inline rc::Gen<wish> wishes() {
    // of seven, four are the usual policy and three are each of them
    const auto policies = rc::gen::map(rc::gen::container<std::vector<int>>(3, rc::gen::inRange(0, 7)),
                                       [](const std::vector<int>& drawn) {
                                           std::array<int, 3> chosen{};
                                           std::transform(drawn.begin(), drawn.end(), chosen.begin(),
                                                          [](int n) { return n < 4 ? 0 : n - 4; });
                                           return chosen;
                                       });
    const auto bound = rc::gen::map(rc::gen::inRange(0, 60), [](int n) {
        return n < 45 ? std::nullopt : std::optional{std::chrono::days{n - 45}};
    });
    const auto times = rc::gen::tuple(rc::gen::inRange(0, 8), distances());
    return rc::gen::apply(
        [](int kind, zone clock, const place& where, const std::tuple<int, std::chrono::seconds>& time,
           std::uint32_t bits, int number, const std::array<int, 3>& chosen,
           const std::pair<std::optional<std::chrono::days>, std::optional<std::chrono::days>>& bounds,
           const cron_words& cron) {
            return wish{.kind = kind < 10 ? static_cast<wish_kind>(kind) : wish_kind::cron,
                        .clock = clock,
                        .where = where,
                        .times = std::get<0>(time),
                        .time = std::get<1>(time),
                        .bits = bits,
                        .number = number,
                        .policies = chosen,
                        .bounds = {bounds.first, bounds.second},
                        .cron = cron};
        },
        rc::gen::inRange(0, 12),
        rc::gen::apply(&zone_of, rc::gen::inRange(0, 10), rc::gen::inRange<std::uint32_t>(0, 1 << 20)),
        places(11), times, rc::gen::inRange<std::uint32_t>(0, 0xFFFFFFFF), rc::gen::inRange(0, 10'000),
        policies, rc::gen::pair(bound, bound), written_fields());
}

[[nodiscard]] inline std::chrono::local_seconds local_of(const wish& wanted) {
    const auto local = wanted.clock.to_local(instant_at(wanted.where, wanted.clock));
    return std::clamp(local + wanted.time, std::chrono::local_seconds{min_instant.time_since_epoch()},
                      std::chrono::local_seconds{max_instant.time_since_epoch()});
}

[[nodiscard]] inline std::chrono::local_days date_of(const wish& wanted) {
    return std::chrono::floor<std::chrono::days>(local_of(wanted));
}

/// Gives a time of day that the clock reads around the place.
[[nodiscard]] inline std::chrono::seconds time_of(const wish& wanted) {
    return local_of(wanted) - date_of(wanted);
}

[[nodiscard]] inline schedule_options options_of(const wish& wanted) {
    schedule_options options;
    options.gap = static_cast<gap_policy>(wanted.policies[0]);
    options.overlap = static_cast<overlap_policy>(wanted.policies[1]);
    options.elapsed = static_cast<elapsed_policy>(wanted.policies[2]);
    const std::chrono::sys_seconds middle = instant_at(wanted.where, wanted.clock);
    if (wanted.bounds[0]) options.not_before = within_range(middle - *wanted.bounds[0]);
    if (wanted.bounds[1]) options.expire_time = within_range(middle + *wanted.bounds[1]);
    options.anchor_date = date_of(wanted);
    options.anchor_instant = middle;
    return options;
}

/// Sets the three time fields: one time of day, several hours, several minutes too, or time that goes by.
inline void put_times(const wish& wanted, cron_fields& fields) {
    const auto seconds = static_cast<unsigned>(time_of(wanted).count());
    fields.seconds = std::uint64_t{1} << seconds % 60;
    fields.minutes = std::uint64_t{1} << seconds / 60 % 60;
    fields.hours = 1U << seconds / 3600;
    if (wanted.times >= 5) fields.hours |= wanted.bits & (wanted.bits >> 7) & cron_fields::all_hours;
    if (wanted.times >= 6) fields.minutes |= std::uint64_t{wanted.bits} << 17 & cron_fields::all_sixty;
    if (wanted.times >= 7) {
        fields.hours = cron_fields::all_hours;
        fields.times = time_meaning::elapsed;
    }
}

/// Gives the cron text of the times above: three fields in quartz.
[[nodiscard]] inline std::string times_text(const wish& wanted) {
    const auto seconds = time_of(wanted).count();
    const std::string hours = wanted.times >= 7 ? "*" : std::to_string(seconds / 3600);
    return std::to_string(seconds % 60) + ' ' + std::to_string(seconds / 60 % 60) + ' ' + hours;
}

/// Gives every day, on weekdays, on days of months: sets that always have a day.
[[nodiscard]] inline result<definition> definition_of_days(const wish& wanted) {
    cron_fields fields;
    fields.days = cron_fields::all_days;
    fields.weekdays = cron_fields::all_weekdays;
    put_times(wanted, fields);
    if (wanted.kind == wish_kind::weekly)
        fields.weekdays = (1U << wanted.number % 7 | (wanted.bits & 0x7F)) * cron_fields::every_week;
    if (wanted.kind == wish_kind::monthly || wanted.kind == wish_kind::yearly) {
        const unsigned number = static_cast<unsigned>(wanted.number) % 29;
        fields.days =
            wanted.bits % 3 == 0 ? 0 : 1U << number | (wanted.bits & (wanted.bits >> 3) & 0x7FFFFFFF);
        if (wanted.bits % 3 == 0) fields.last_days = 1U << number % 28;
    }
    if (wanted.kind == wish_kind::yearly)
        fields.months = static_cast<std::uint16_t>(1U << wanted.number % 12 | (wanted.bits >> 20));
    return cron_expression::from_fields(fields).and_then([&](const cron_expression& expression) {
        return definition::from(expression, wanted.clock, options_of(wanted));
    });
}

[[nodiscard]] inline std::string date_text(std::chrono::local_days day, const char* pattern) {
    const std::chrono::year_month_day date{day};
    std::array<char, 48> written{};
    std::snprintf(written.data(), written.size(), pattern, int{date.year()}, unsigned{date.month()},
                  unsigned{date.day()});
    return written.data();
}

/// Gives a cycle of days from its line (clause 9.4).
[[nodiscard]] inline result<definition> definition_of_cycle(const wish& wanted) {
    const int length = 2 + wanted.number % 60;
    std::string line = times_text(wanted) + " every " + std::to_string(length) + " days on 0";
    for (int day = 1; day < std::min(length, 30); ++day)
        if ((wanted.bits >> day & 1) != 0) line += ',' + std::to_string(day);
    const schedule_options options = options_of(wanted);
    line += "; zone=" + std::string{wanted.clock.name()} +
            "; anchor=" + date_text(date_of(wanted), "%04d-%02u-%02u");
    line += "; gap=" + std::string{to_string(options.gap)} +
            "; overlap=" + std::string{to_string(options.overlap)};
    line += "; elapsed=" + std::string{to_string(options.elapsed)};
    return definition::parse(line).transform(
        [&](const definition& read) { return read.between(options.not_before, options.expire_time); });
}

/// Gives what a rule of RFC 5545 means.
[[nodiscard]] inline result<definition> definition_of_rrule(const wish& wanted) {
    static constexpr std::array<const char*, 8> rules{
        "FREQ=DAILY;INTERVAL=2",         "FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,WE,SU",
        "FREQ=MONTHLY;BYDAY=-1SU",       "FREQ=YEARLY;BYMONTH=3,10;BYDAY=-1SU",
        "FREQ=MONTHLY;BYMONTHDAY=-1,29", "FREQ=DAILY;BYHOUR=1,2,3;BYMINUTE=0,30",
        "FREQ=MONTHLY;INTERVAL=3",       "FREQ=MONTHLY;BYDAY=FR;BYMONTHDAY=13"};
    const auto seconds = static_cast<int>(time_of(wanted).count());
    std::array<char, 16> time{};
    std::snprintf(time.data(), time.size(), "T%02d%02d%02d", seconds / 3600, seconds / 60 % 60, seconds % 60);
    std::string text = "DTSTART;TZID=Zone:" + date_text(date_of(wanted), "%04d%02u%02u") + time.data();
    text += "\nRRULE:" + std::string{rules[wanted.bits % rules.size()]};
    if (wanted.number % 3 == 1) text += ";COUNT=" + std::to_string(1 + wanted.number % 50);
    return parse_rrule_definition(text, options_of(wanted),
                                  [&](std::string_view) -> result<zone> { return wanted.clock; });
}

[[nodiscard]] inline result<definition> definition_wished(const wish& wanted) {
    const schedule_options options = options_of(wanted);
    switch (wanted.kind) {
        case wish_kind::daily:
        case wish_kind::weekly:
        case wish_kind::monthly:
        case wish_kind::yearly:
            return definition_of_days(wanted);
        case wish_kind::every_n_days:
            return definition::every_n_days(std::chrono::days{1 + wanted.number % 500}, date_of(wanted),
                                            time_of(wanted), wanted.clock, options);
        case wish_kind::cycle:
            return definition_of_cycle(wanted);
        case wish_kind::once:
            return definition::once(local_of(wanted), wanted.clock, options);
        case wish_kind::every: {
            const std::int64_t seconds = wanted.times < 4 ? 60 * (1 + wanted.number) : 1 + wanted.number;
            return definition::every(std::chrono::seconds{seconds}, *options.anchor_instant, wanted.clock,
                                     options);
        }
        case wish_kind::cron:
            return cron_expression::parse(sensible_text(wanted.cron), wanted.cron.dialect)
                .and_then([&](const cron_expression& expression) {
                    return definition::from(expression, wanted.clock, options);
                });
        case wish_kind::rrule:
            return definition_of_rrule(wanted);
    }
    return definition{};
}

/// Gives the definition of a wish; every day, where it cannot be had (a rule that begins at the end of time).
[[nodiscard]] inline definition definition_of(const wish& wanted) {
    const result<definition> made = definition_wished(wanted);
    if (made) return *made;
    return *definition::daily(time_of(wanted), wanted.clock, options_of(wanted));
}

}  // namespace nextfire::inline v0::testing::detail
