/// A set that rapidcheck makes up by puts and removes, and beside it the single schedules.
#pragma once

#include <nextfire/base/instant.hpp>
#include <nextfire/engine/schedule.hpp>
#include <nextfire/set/schedule_set.hpp>
#include <nextfire/testing/generators.hpp>

#include <rapidcheck.h>

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <map>
#include <string>
#include <vector>

namespace nextfire_test {

/// A set, what is in it, and when to ask it.
struct drawn_set {
    nextfire::schedule_set set;
    std::map<std::uint64_t, nextfire::definition> what;
    std::map<std::uint64_t, nextfire::schedule> single;
    std::vector<std::chrono::sys_seconds> instants;

    /// Puts a schedule into both; nothing where it never fires.
    void put(std::uint64_t key, const nextfire::definition& put) {
        const auto built = nextfire::schedule::build(put);
        const auto done = set.put(key, put);
        RC_ASSERT(built.has_value() == done.has_value());
        if (!built) return;
        RC_ASSERT(*done ==
                  (what.contains(key) ? nextfire::put_outcome::replaced : nextfire::put_outcome::added));
        what.insert_or_assign(key, put);
        single.insert_or_assign(key, *built);
    }

    void remove(std::uint64_t key) {
        RC_ASSERT(set.remove(key) == (what.erase(key) != 0));
        single.erase(key);
    }

    /// Gives the firings in (after, until] by the single schedules.
    [[nodiscard]] std::vector<nextfire::firing> due(std::chrono::sys_seconds after,
                                                    std::chrono::sys_seconds until) const {
        std::vector<nextfire::firing> found;
        for (const auto& [key, schedule] : single)
            for (auto next = schedule.next(after); next && *next <= until; next = schedule.next(*next))
                found.push_back({*next, key});
        std::sort(found.begin(), found.end());
        return found;
    }

    [[nodiscard]] std::string shown(std::uint64_t key, std::chrono::sys_seconds at) const {
        return to_string(what.at(key)) + " asked at " + nextfire::format_instant(at);
    }
};

/// Draws a key: few, so that many puts replace.
[[nodiscard]] inline std::uint64_t drawn_key() {
    const auto number = *rc::gen::inRange<std::uint64_t>(0, 60);
    return number % 3 == 0 ? number * 0x9E3779B97F4A7C15 : number;
}

/// Draws a definition that shares its clock and days with others, at a time near a change; or any at all.
[[nodiscard]] inline nextfire::definition drawn_definition(const std::vector<nextfire::definition>& models,
                                                           std::chrono::sys_seconds near) {
    const nextfire::definition model = *rc::gen::elementOf(models);
    const int kind = *rc::gen::inRange(0, 8);
    if (kind == 0) return *nextfire::testing::definitions();
    if (kind == 1) return model;
    // The same clock and days at another time of day: by way of the expression and its options.
    nextfire::cron_fields fields = model.fields();
    const auto cycle = model.cycle();
    if (fields.every.count() != 0 || cycle || !fields.years.is_all()) return model;
    const auto local =
        model.time_zone().to_local(near) + std::chrono::seconds{*rc::gen::inRange(-9000, 9000)};
    const auto time = (local - std::chrono::floor<std::chrono::days>(local)).count();
    if (kind == 5) {
        const auto once = nextfire::definition::once(local, model.time_zone(), model.options());
        return once ? *once : model;
    }
    fields.times = nextfire::time_meaning::fixed;
    fields.seconds = std::uint64_t{1} << time % 60;
    fields.minutes = std::uint64_t{1} << time / 60 % 60;
    fields.hours = 1U << time / 3600;
    // Days of some months, that of `near` among them.
    if (kind == 4) {
        const std::chrono::year_month_day date{std::chrono::floor<std::chrono::days>(local)};
        fields.weekdays = nextfire::cron_fields::all_weekdays;
        fields.last_weekdays = 0;
        fields.workdays = fields.last_workdays = 0;
        fields.days = 1U << (unsigned{date.day()} - 1) | 1U << *rc::gen::inRange(0, 31);
        fields.last_days = *rc::gen::element(0U, 0U, 1U, 6U);
        fields.months =
            static_cast<std::uint16_t>(1U << (unsigned{date.month()} - 1) | 1U << *rc::gen::inRange(0, 12));
    }
    // Two to eight times of day, most of them near each other.
    if (kind == 6) fields.minutes |= std::uint64_t{1} << *rc::gen::inRange(0, 60);
    if (kind >= 6) fields.hours |= 1U << (time / 3600 + 1) % 24 | 1U << *rc::gen::inRange(0, 24);
    fields.combination = nextfire::day_combination::both;
    const auto expression = nextfire::cron_expression::from_fields(fields);
    if (!expression) return model;
    nextfire::schedule_options options = model.options();
    if (kind == 2) options.expire_time = near + std::chrono::hours{*rc::gen::inRange(-30, 60)};
    if (kind == 3) options.not_before = near + std::chrono::hours{*rc::gen::inRange(-30, 60)};
    const auto made = nextfire::definition::from(*expression, model.time_zone(), options);
    return made ? *made : model;
}

/// Makes up sets of up to some dozen schedules, most by few clocks, and instants near the changes of one.
[[nodiscard]] inline rc::Gen<drawn_set> drawn_sets() {
    return rc::gen::noShrink(
        rc::gen::resize(rc::kNominalSize, rc::gen::exec([] {
                            drawn_set drawn;
                            std::vector<nextfire::definition> models;
                            for (int i = *rc::gen::inRange(1, 4); i > 0; --i)
                                models.push_back(*nextfire::testing::definitions());
                            const nextfire::zone clock = models.front().time_zone();
                            for (int i = 0; i < 3; ++i)
                                drawn.instants.push_back(*nextfire::testing::instants(clock));
                            const auto near = drawn.instants.front();
                            for (int i = *rc::gen::inRange(1, 50); i > 0; --i) {
                                if (*rc::gen::inRange(0, 5) == 0)
                                    drawn.remove(drawn_key());
                                else
                                    drawn.put(drawn_key(), drawn_definition(models, near));
                            }
                            return drawn;
                        })));
}

}  // namespace nextfire_test
