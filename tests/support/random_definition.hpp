/// Random definitions of every kind, as the pieces that they are made of.
#pragma once

#include <nextfire/cron/cron_expression.hpp>
#include <nextfire/definition/definition.hpp>
#include <nextfire/spec/schedule_options.hpp>
#include <nextfire/spec/schedule_spec.hpp>
#include <nextfire/zone/zone.hpp>

#include <array>
#include <chrono>
#include <cstdint>
#include <optional>
#include <random>
#include <string>
#include <string_view>
#include <variant>

#include "cron_schedules.hpp"
#include "random_cron.hpp"
#include "random_schedule.hpp"

namespace nextfire_test {

/// A line with a cycle of days, as a person writes it.
struct cycle_line {
    std::string text;
};

/// What a definition is made of.
struct definition_source {
    std::variant<nextfire::schedule_spec, nextfire::cron_expression, cycle_line> what;
    nextfire::zone clock;
    nextfire::schedule_options options;
    std::string text;  ///< For the message of a failed test.

    [[nodiscard]] nextfire::result<nextfire::definition> made() const {
        if (const auto* spec = std::get_if<nextfire::schedule_spec>(&what))
            return nextfire::definition::from(*spec, clock, options);
        if (const auto* cron = std::get_if<nextfire::cron_expression>(&what))
            return nextfire::definition::from(*cron, clock, options);
        return nextfire::definition::parse(std::get<cycle_line>(what).text);
    }
};

/// Picks what definitions are made of.
class definition_picker {
public:
    explicit definition_picker(std::mt19937_64& random) : pick_(random), specs_(random), crons_(pick_) {}

    number_picker& numbers() { return pick_; }

    /// Gives the name of a zone: one with an eventful clock, any of those bundled, or a fixed offset.
    std::string zone_name() {
        static constexpr std::array<std::string_view, 12> eventful{
            "UTC",           "Europe/Berlin",       "America/New_York",  "Pacific/Apia",
            "Asia/Calcutta", "Australia/Lord_Howe", "Africa/Casablanca", "Antarctica/Troll",
            "Europe/Dublin", "US/Eastern",          "Asia/Shanghai",     "America/Sao_Paulo"};
        switch (pick_.between(0, 3)) {
            case 0: {
                const auto names = nextfire::zone_names();
                return std::string{names[static_cast<std::size_t>(pick_.between(0, std::ssize(names) - 1))]};
            }
            case 1: {
                static constexpr std::array<std::string_view, 5> offsets{"+08:00", "-09:30", "+05:45",
                                                                         "+00:00", "-18:00"};
                return std::string{offsets[static_cast<std::size_t>(pick_.between(0, 4))]};
            }
            default:
                return std::string{eventful[static_cast<std::size_t>(pick_.between(0, 11))]};
        }
    }

    /// Gives an instant near a change of the zone's clock, or anywhere.
    std::int64_t instant_near_change(const nextfire::zone& clock) {
        const std::int64_t anywhere = pick_.between(0, 4417977600);
        const auto end = clock.period_at(instant(anywhere)).end;
        if (pick_.between(0, 4) == 0 || end == std::chrono::sys_seconds::max()) return anywhere;
        const std::int64_t near =
            end.time_since_epoch().count() + pick_.between(-30 * std::int64_t{3600}, 30 * std::int64_t{3600});
        return near < 0 ? anywhere : near;
    }

    /// Gives a spec, a cron expression of any dialect, `@every` or a cycle of days.
    definition_source source() {
        const nextfire::zone clock = zone_named(zone_name());
        const std::int64_t near = instant_near_change(clock);
        switch (pick_.between(0, 9)) {
            case 0:
            case 1:
            case 2:
                return spec(clock, near);
            case 3:
                return every(clock, near);
            case 4:
                return cycle(clock, near);
            default:
                return cron(clock, near);
        }
    }

    /// Gives the choices that a source does not hold.
    nextfire::schedule_options options(std::int64_t near) {
        nextfire::schedule_options options;
        if (crons_.one_in(2)) {
            options.gap = static_cast<nextfire::gap_policy>(pick_.between(0, 2));
            options.overlap = static_cast<nextfire::overlap_policy>(pick_.between(0, 2));
            options.elapsed = static_cast<nextfire::elapsed_policy>(pick_.between(0, 2));
        }
        if (crons_.one_in(4)) options.counting = nextfire::day_counting::restart_each_month;
        options.anchor_date = std::chrono::local_days{std::chrono::days{pick_.between(-900, 40000)}};
        options.anchor_instant = instant(pick_.between(-100'000'000, 4'000'000'000));
        if (crons_.one_in(4)) options.not_before = instant(bound(near));
        if (crons_.one_in(4)) options.expire_time = instant(bound(near));
        return options;
    }

private:
    std::int64_t bound(std::int64_t near) {
        static constexpr std::array<std::int64_t, 6> ends{
            0, -1, 1, last_instant, last_instant - 1, last_instant + 1};
        if (crons_.one_in(8)) return ends[static_cast<std::size_t>(pick_.between(0, 5))];
        return near + pick_.between(-400 * std::int64_t{86400}, 400 * std::int64_t{86400});
    }

    definition_source spec(const nextfire::zone& clock, std::int64_t near) {
        for (;;) {  // a few rounds: nearly every spec is right
            const plain_schedule plain = specs_.schedule(near, pick_.between(0, 86399));
            const spec_texts texts = texts_of(plain, std::string{clock.name()});
            const auto read = nextfire::schedule_spec::parse(texts.fields());
            if (read) return {*read, clock, options(near), texts.line()};
        }
    }

    definition_source cron(const nextfire::zone& clock, std::int64_t near) {
        for (;;) {  // a few rounds: some of them never fire
            const random_cron made = crons_.expression(near);
            const auto read = nextfire::cron_expression::parse(made.text, made.options);
            if (read) return {*read, clock, options(near), made.line()};
        }
    }

    definition_source every(const nextfire::zone& clock, std::int64_t near) {
        const std::int64_t period =
            crons_.one_in(2) ? pick_.between(1, 4000) : pick_.between(1, std::int64_t{9600} * 3600);
        const std::string text = "@every " + std::to_string(period / 3600) + "h" +
                                 std::to_string(period / 60 % 60) + "m" + std::to_string(period % 60) + "s";
        return {*nextfire::cron_expression::parse(text, {.every = nextfire::every_policy::accepted}), clock,
                options(near), text};
    }

    definition_source cycle(const nextfire::zone& clock, std::int64_t near) {
        const std::int64_t length = crons_.one_in(2) ? pick_.between(1, 40) : pick_.between(1, 500);
        std::string line = std::to_string(pick_.between(0, 59)) + " " + std::to_string(pick_.between(0, 59));
        line += crons_.one_in(3) ? " 6-20/7" : " " + std::to_string(pick_.between(0, 23));
        line += " every " + std::to_string(length) + " days";
        if (crons_.one_in(2)) {
            line += " on " + std::to_string(pick_.between(0, std::min<std::int64_t>(length - 1, 62)));
            for (std::int64_t n = pick_.between(0, 6); n > 0; --n)
                line += "," + std::to_string(pick_.between(0, std::min<std::int64_t>(length - 1, 62)));
        }
        line += "; zone=" + std::string{clock.name()} + "; anchor=" + date_text(pick_.between(0, 40000));
        if (crons_.one_in(3)) line += "; until=" + instant_text(near + 86400 * 3000);
        if (crons_.one_in(3)) line += "; gap=skip; overlap=both";
        if (crons_.one_in(5)) line += "; elapsed=always";
        return {cycle_line{line}, clock, {}, line};
    }

    number_picker pick_;
    schedule_picker specs_;
    cron_picker crons_;
};

}  // namespace nextfire_test
