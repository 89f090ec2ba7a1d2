#include <nextfire/words/describe.hpp>

#include "base/enum_text.hpp"
#include "cron/cron_sets.hpp"
#include "words/description.hpp"
#include "words/number_runs.hpp"

#include <nextfire/base/instant.hpp>

#include <algorithm>
#include <bit>
#include <utility>

namespace nextfire::inline v0 {
namespace detail {
namespace {

using namespace std::chrono;

/// Splits the day-of-week field.  The last Monday goes without saying where every Monday fires.
weekday_choice weekdays_of(const cron_fields& fields) {
    weekday_choice choice;
    for (unsigned weekday = 0; weekday < 7; ++weekday) {
        std::vector<int>& some = choice.some[weekday];
        for (unsigned k = 0; k < 5; ++k)
            if ((fields.weekdays >> (7 * k + weekday) & 1) != 0) some.push_back(static_cast<int>(k) + 1);
        if (some.size() == 5) {
            choice.whole = static_cast<std::uint8_t>(choice.whole | 1U << weekday);
            some.clear();
        } else if ((fields.last_weekdays >> weekday & 1) != 0) {
            some.push_back(weekday_choice::last_of_month);
        }
    }
    return choice;
}

/// Says which of the day fields count: a field with every day adds nothing to `both` and is all of `either`.
described_days day_kind_of(const cron_fields& fields) {
    const bool any_of_month = fields.any_day_of_month();
    const bool any_of_week = fields.any_day_of_week();
    if (fields.combination == day_combination::either) {
        if (any_of_month || any_of_week) return described_days::every;
        if ((fields.weekdays | fields.last_weekdays) == 0) return described_days::of_month;
        if ((fields.days | fields.last_days | fields.workdays | fields.last_workdays) == 0)
            return described_days::of_week;
        return described_days::either;
    }
    if (any_of_month) return any_of_week ? described_days::every : described_days::of_week;
    if (!any_of_week) return described_days::both;
    return is_one_date(fields) ? described_days::date : described_days::of_month;
}

std::vector<int> listed_years(const year_set& years) {
    std::vector<int> listed;
    if (years.is_contiguous()) return listed;
    for (auto year = years.on_or_after(year_set::first_year); year; year = years.on_or_after(*year + 1))
        listed.push_back(*year);
    return listed;
}

}  // namespace

bool weekday_choice::is_whole() const noexcept {
    return std::all_of(some.begin(), some.end(), [](const auto& numbers) { return numbers.empty(); });
}

bool description::depends_on_zone() const noexcept {
    return fields.every == seconds{0} || begin || end;
}

description description_of(const cron_fields& fields, zone clock, const schedule_options& options) {
    const auto told = [&](sys_seconds instant) {
        const local_seconds local = clock.to_local(instant);
        const bool is_twice = clock.lookup(local).kind == local_kind::overlap;
        return told_moment{local, is_twice ? ' ' + format_offset(clock.offset_at(instant)) : ""};
    };
    // What lets nothing pass, an end before all instants or a beginning after them, lies a second off.
    std::optional<told_moment> begin;
    std::optional<told_moment> end;
    if (const auto first = options.not_before)
        begin = told(std::clamp(*first, min_instant, max_instant + seconds{1}));
    if (const auto last = options.expire_time)
        end = told(std::clamp(*last, min_instant - seconds{1}, max_instant));
    return {.fields = fields,
            .days = day_kind_of(fields),
            .weekdays = weekdays_of(fields),
            .years = listed_years(fields.years),
            .times = clock_times_of(fields),
            .day_interval = {},
            .cycle_places = {},
            .cycle_begin = {},
            .anchor = options.anchor_instant,
            .zone_name = clock.name(),
            .begin = std::move(begin),
            .end = std::move(end)};
}

std::string sentence(const description& subject, language in) {
    return in == language::chinese ? chinese(subject) : english(subject);
}

}  // namespace detail

std::string_view to_string(language in) noexcept {
    switch (in) {
        case language::english:
            return "en";
        case language::chinese:
            return "zh";
    }
    return {};
}

result<language> parse_language(std::string_view text, std::string_view field) {
    return detail::read_name<language>(text, field);
}

std::string describe(const schedule_spec& spec, language in) {
    const cron_expression expression = cron_expression::from(spec).expression;
    detail::description subject =
        detail::description_of(expression.fields(), spec.time_zone(), {.expire_time = spec.expire_time()});
    if (spec.type() == schedule_type::day && *spec.day_interval() > std::chrono::days{1}) {
        subject.days = detail::described_days::every;
        subject.day_interval = spec.day_interval();
    }
    return detail::sentence(subject, in);
}

std::string describe(const definition& what, language in) {
    detail::description subject = detail::description_of(what.fields(), what.time_zone(), what.options());
    if (const auto cycle = what.cycle()) {
        subject.days = detail::described_days::every;
        subject.day_interval = cycle->length;
        subject.cycle_begin = cycle->begin;
        if (cycle->days != 1)
            for (std::uint64_t rest = cycle->days; rest != 0; rest &= rest - 1)
                subject.cycle_places.push_back(std::countr_zero(rest) + 1);
    }
    return detail::sentence(subject, in);
}

std::string describe(const cron_expression& expression, zone clock, language in,
                     const schedule_options& options) {
    return detail::sentence(detail::description_of(expression.fields(), clock, options), in);
}

}  // namespace nextfire::inline v0
