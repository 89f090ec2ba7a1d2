#include <nextfire/cron/cron_expression.hpp>

#include "base/message.hpp"
#include "cron/cron_grammar.hpp"
#include "cron/cron_sets.hpp"

#include <fmt/core.h>

#include <array>
#include <bit>
#include <climits>
#include <cstdint>
#include <string>
#include <string_view>

namespace nextfire::inline v0 {
namespace {

using detail::cron_field;
using detail::expected_found;
using std::chrono::hours;
using std::chrono::seconds;

constexpr seconds longest_every = hours{9600};

/// The cron fields' names, as violations have them; in the order of cron_field.
constexpr std::array<std::string_view, 7> field_names{"second", "minute",      "hour", "day_of_month",
                                                      "month",  "day_of_week", "year"};

std::string_view name_of(cron_field field) {
    return field_names[static_cast<std::size_t>(field)];
}

/// Collects everything about some sets that no text could have said.
class set_checker {
public:
    explicit set_checker(const cron_fields& fields) : fields_(fields) {}

    [[nodiscard]] violations read() && {
        check_set(cron_field::second, "seconds", fields_.seconds, 60);
        check_set(cron_field::minute, "minutes", fields_.minutes, 60);
        check_set(cron_field::hour, "hours", fields_.hours, 24);
        check_set(cron_field::day_of_month, "days", fields_.days, 31);
        check_set(cron_field::day_of_month, "last_days", fields_.last_days, 31);
        check_set(cron_field::day_of_month, "workdays", fields_.workdays, 31);
        check_set(cron_field::day_of_month, "last_workdays", fields_.last_workdays, 31);
        check_set(cron_field::month, "months", fields_.months, 12);
        check_set(cron_field::day_of_week, "weekdays", fields_.weekdays, 35);
        check_set(cron_field::day_of_week, "last_weekdays", fields_.last_weekdays, 7);
        check_years();
        if (fields_.every == seconds{0}) {
            check_nothing_is_empty();
            check_times();
        } else {
            check_every();
        }
        return std::move(errors_);
    }

private:
    /// Refuses the bits of a set beyond its first `size`.
    void check_set(cron_field field, std::string_view member, std::uint64_t bits, int size) {
        const std::uint64_t surplus = bits >> size;
        if (surplus == 0) return;
        refuse(violation_code::out_of_range, name_of(field),
               fmt::format("bits 0 to {} in {}", size - 1, member),
               fmt::format("bit {}", size + std::countr_zero(surplus)));
    }

    void check_years() {
        constexpr std::string_view range = "years from 1970 to 9999";
        const year_set& years = fields_.years;
        const auto first = years.on_or_after(INT_MIN);
        const auto last = years.on_or_before(INT_MAX);
        if (!first || !last || *first > *last)
            return refuse(violation_code::missing, "year", "at least one year", "none");
        if (*first < year_set::first_year || *last > year_set::last_year)
            return refuse(violation_code::out_of_range, "year", range,
                          fmt::format("{} to {}", *first, *last));
        if (years.is_contiguous()) return;
        std::array<std::uint64_t, 4> listed{};
        for (auto year = first; year; year = years.on_or_after(*year + 1)) {
            const int n = *year - year_set::first_year;
            listed[static_cast<std::size_t>(n / 64)] |= std::uint64_t{1} << n % 64;
        }
        if (years != year_set::listed(listed))
            refuse(violation_code::out_of_range, "year", "years from 1970 to 2199 in a list", "others");
    }

    void check_nothing_is_empty() {
        const auto need = [this](cron_field field, std::uint64_t bits, std::string_view one) {
            if (bits == 0) refuse(violation_code::missing, name_of(field), one, "none");
        };
        need(cron_field::second, fields_.seconds, "at least one second");
        need(cron_field::minute, fields_.minutes, "at least one minute");
        need(cron_field::hour, fields_.hours, "at least one hour");
        need(cron_field::day_of_month,
             fields_.days | fields_.last_days | fields_.workdays | fields_.last_workdays,
             "at least one day of the month, or all of them");
        need(cron_field::month, fields_.months, "at least one month");
        need(cron_field::day_of_week, fields_.weekdays | fields_.last_weekdays,
             "at least one weekday, or all of them");
    }

    /// Only a `*`, a range or a step describes elapsed time, and only if it gives more than one value.
    void check_times() {
        if (fields_.times != time_meaning::elapsed) return;
        const bool is_single = std::popcount(fields_.seconds) <= 1 && std::popcount(fields_.minutes) <= 1 &&
                               std::popcount(fields_.hours) <= 1;
        if (is_single)
            refuse(violation_code::malformed, "hour", "more than one second, minute or hour in elapsed time",
                   "a single time of day");
    }

    void check_every() {
        if (fields_.every < seconds{1} || fields_.every > longest_every)
            refuse(violation_code::out_of_range, "every", "a time from 1 s to 9600 h",
                   fmt::format("{} s", fields_.every.count()));
        cron_fields others = fields_;
        others.every = seconds{0};
        if (others != cron_fields{})
            refuse(violation_code::malformed, "every", "no other sets beside the time between occurrences",
                   "some");
    }

    void refuse(violation_code code, std::string_view field, std::string_view expected,
                std::string_view found) {
        errors_.push_back(expected_found(code, field, std::nullopt, expected, found));
    }

    const cron_fields& fields_;
    violations errors_;
};

/// Gives a field of a text in Quartz.
std::string field_of(std::string_view text, cron_field field) {
    for (auto n = static_cast<unsigned>(field); n > 0; --n) text.remove_prefix(text.find(' ') + 1);
    return std::string{text.substr(0, text.find(' '))};
}

}  // namespace

result<cron_expression> cron_expression::from_fields(const cron_fields& fields) {
    if (violations errors = set_checker{fields}.read(); !errors.empty()) return errors;
    cron_expression made;
    made.fields_ = fields;
    if (fields.every != seconds{0}) return made;
    detail::normalize(made.fields_);
    if (made.fields_.combination == day_combination::either &&
        (made.fields_.any_day_of_month() || made.fields_.any_day_of_week())) {
        // A day in either of two fields, of which one has all: every day.
        made.fields_.days = cron_fields::all_days;
        made.fields_.weekdays = cron_fields::all_weekdays;
        made.fields_.combination = day_combination::both;
        detail::normalize(made.fields_);
    }
    // Unix alone has days that are in either of two fields.
    if (made.fields_.combination == day_combination::either) {
        if (const auto text = made.text(cron_dialect::unix_cron); !text) return text.errors();
    }
    if (const auto why = detail::never_fires(made.fields_))
        return expected_found(
            violation_code::never_fires, name_of(why->field), std::nullopt, why->expected,
            fmt::format("only {}", field_of(made.written_in(cron_dialect::quartz), why->field)));
    const std::string text = made.text();
    if (text.size() <= detail::longest_cron_text) return made;
    return expected_found(violation_code::not_expressible, "cron", std::nullopt,
                          fmt::format("a text of at most {} bytes", detail::longest_cron_text),
                          fmt::format("{} bytes", text.size()));
}

}  // namespace nextfire::inline v0
