#include <nextfire/cron/cron_expression.hpp>

#include "base/joined.hpp"
#include "base/message.hpp"
#include "cron/cron_dialects.hpp"
#include "cron/cron_macros.hpp"
#include "cron/cron_number_text.hpp"

#include <fmt/core.h>

#include <array>
#include <bit>
#include <string>
#include <utility>
#include <vector>

namespace nextfire::inline v0 {

using detail::both_days_rule;
using detail::cron_field;
using detail::dialect_grammar;
using detail::expected_found;
using detail::field_grammar;
using detail::quoted;

namespace {

using detail::longest_cron_text;

/// Writes the sets of an expression in a dialect.
///
/// Items stand in this order: numbers; `L`, `L-1`, `L-2`, …; `1W`, `2W`, …; `LW`; `L-1W`, …; and as days of
/// the week, numbers; `1#1`, `1#2`, `2#1`, …; `1L`, `2L`, ….
class cron_writer {
public:
    /// How the lists of days, months and years are written.
    enum class lists : std::uint8_t {
        plain,       ///< Number by number.
        compressed,  ///< With ranges and steps, where the text would be too long to be read.
    };

    cron_writer(const cron_fields& fields, unsigned day_step, unsigned weekday_step,
                const dialect_grammar& grammar)
        : fields_(fields), day_step_(day_step), weekday_step_(weekday_step), dialect_(grammar) {}

    /// Writes the expression whether the dialect can say it or not.
    [[nodiscard]] std::string text() {
        std::string text = text_with(lists::plain);
        return text.size() <= longest_cron_text ? text : text_with(lists::compressed);
    }

    /// Gives every reason why the dialect cannot say it.
    [[nodiscard]] violations refusals() {
        if (fields_.every.count() > 0) {
            refuse("cron", fmt::format("times of day ({} has no @every)", dialect_.name),
                   quoted(detail::every_text(fields_.every)));
            return std::move(errors_);
        }
        if (dialect_.first_field == cron_field::minute && fields_.seconds != 1)
            refuse("second", fmt::format("second 0 alone ({} has no seconds)", dialect_.name),
                   quoted(time_text(fields_.seconds, cron_field::second)));
        refuse_days();
        refuse_weekdays();
        refuse_combination();
        refuse_years();
        return std::move(errors_);
    }

private:
    [[nodiscard]] std::string text_with(lists notation) {
        lists_ = notation;
        std::array<std::string, 3> times{time_text(fields_.seconds, cron_field::second),
                                         time_text(fields_.minutes, cron_field::minute),
                                         time_text(fields_.hours, cron_field::hour)};
        mark_elapsed(times);
        std::string text = dialect_.first_field == cron_field::second ? times[0] + ' ' : std::string{};
        for (const std::string& field :
             {times[1], times[2], day_text(), set_text(std::uint64_t{fields_.months} << 1, cron_field::month),
              weekday_text()})
            text.append(field) += ' ';
        text.pop_back();
        if (dialect_.needs_years() || (dialect_.has_years() && !fields_.years.is_all()))
            text += ' ' + year_text();
        return dialect_.opening.empty() ? text : fmt::format("{}{})", dialect_.opening, text);
    }

    [[nodiscard]] std::string time_text(std::uint64_t numbers, cron_field field) const {
        if (fields_.times == time_meaning::fixed) return detail::listed_text(numbers);
        const field_grammar& grammar = dialect_.of(field);
        if (lists_ == lists::compressed)
            return detail::short_text(detail::numbers_in(numbers), grammar.highest_step);
        return detail::elapsed_text(numbers, grammar, dialect_);
    }

    /// Makes sure that an expression of elapsed time is read as one: 0,30 is written 0-30/30 where no other
    /// field shows it.
    void mark_elapsed(std::array<std::string, 3>& times) const {
        if (fields_.times == time_meaning::fixed) return;
        for (const std::string& text : times)
            if (text.find_first_of("*-/") != std::string::npos) return;
        const std::array<std::uint64_t, 3> sets{fields_.seconds, fields_.minutes, fields_.hours};
        for (std::size_t n = 0; n < sets.size(); ++n) {
            if (std::has_single_bit(sets[n])) continue;
            const int first = std::countr_zero(sets[n]);
            const std::uint64_t others = sets[n] & (sets[n] - 1);
            const int second = std::countr_zero(others);
            const std::uint64_t rest = others & (others - 1);
            times[n] = second == first + 1 ? fmt::format("{}-{}", first, second)
                                           : fmt::format("{}-{}/{}", first, second, second - first);
            if (rest != 0) times[n] += ',' + detail::listed_text(rest);
            return;
        }
    }

    /// Writes numbers of a day or month field; `*` where they are all there are.
    [[nodiscard]] std::string set_text(std::uint64_t numbers, cron_field field) const {
        const field_grammar& grammar = dialect_.of(field);
        if (numbers == detail::stepped_set(grammar.first, grammar.last, 1)) return "*";
        if (lists_ == lists::plain) return detail::listed_text(numbers);
        return detail::short_text(detail::numbers_in(numbers), grammar.highest_step);
    }

    [[nodiscard]] std::string day_text() const {
        if (fields_.any_day_of_month()) return has_mark_in_days() ? "?" : "*";
        if (const int step = day_star_step(); step != 0) return fmt::format("*/{}", step);
        std::string text = set_text(day_numbers(), cron_field::day_of_month);
        append_last(text, fields_.last_days, "");
        for (const int day : detail::numbers_in(std::uint64_t{fields_.workdays} << 1))
            append(text, fmt::format("{}W", day));
        append_last(text, fields_.last_workdays, "W");
        return text;
    }

    [[nodiscard]] std::string weekday_text() const {
        if (fields_.any_day_of_week()) return has_one_question_mark() && !has_mark_in_days() ? "?" : "*";
        if (const int step = weekday_star_step(); step != 0) return fmt::format("*/{}", step);
        const std::uint64_t whole = fields_.whole_weekdays();
        std::string text = set_text(whole << number_of(0), cron_field::day_of_week);
        for (int weekday = 0; weekday < 7; ++weekday) {
            if ((whole >> weekday & 1) != 0) continue;
            for (int week = 0; week < 5; ++week)
                if ((fields_.weekdays >> (7 * week + weekday) & 1) != 0)
                    append(text, fmt::format("{}#{}", number_of(weekday), week + 1));
        }
        for (const int weekday : detail::numbers_in(fields_.last_weekdays))
            append(text, fmt::format("{}L", number_of(weekday)));
        return text;
    }

    [[nodiscard]] std::string year_text() const {
        const year_set& years = fields_.years;
        if (years.is_all()) return "*";
        const int first = *years.on_or_after(year_set::first_year);
        const int last = *years.on_or_before(year_set::last_year);
        if (first == last) return fmt::format("{}", first);
        if (years.is_contiguous()) return fmt::format("{}-{}", first, last);
        std::vector<int> numbers;
        for (auto year = years.on_or_after(first); year; year = years.on_or_after(*year + 1))
            numbers.push_back(*year);
        if (lists_ == lists::compressed)
            return detail::short_text(numbers, dialect_.of(cron_field::year).highest_step);
        std::vector<std::string> texts;
        texts.reserve(numbers.size());
        for (const int number : numbers) texts.push_back(fmt::format("{}", number));
        return detail::joined(texts, ",");
    }

    [[nodiscard]] std::uint64_t day_numbers() const { return std::uint64_t{fields_.days} << 1; }

    [[nodiscard]] bool has_special_days() const {
        return (fields_.last_days | fields_.workdays | fields_.last_workdays) != 0;
    }

    [[nodiscard]] bool has_special_weekdays() const {
        return fields_.last_weekdays != 0 ||
               fields_.whole_weekdays() * cron_fields::every_week != fields_.weekdays;
    }

    [[nodiscard]] int number_of(int weekday) const { return detail::weekday_number(dialect_, weekday); }

    /// Gives the weekdays as the numbers that `*` runs over; in spring, these are Monday, 1, to Sunday, 7.
    [[nodiscard]] std::uint64_t weekday_numbers() const {
        const std::uint64_t whole = fields_.whole_weekdays();
        const bool is_sunday_last = dialect_.of(cron_field::day_of_week).first > number_of(0);
        return is_sunday_last ? (whole & ~std::uint64_t{1}) | (whole & 1) << 7 : whole << number_of(0);
    }

    [[nodiscard]] bool has_one_question_mark() const { return dialect_.both_days == both_days_rule::refused; }

    /// Says whether `?` stands in the day-of-month field: where the other is restricted, or was written `*`.
    [[nodiscard]] bool has_mark_in_days() const {
        return has_one_question_mark() && (!fields_.any_day_of_week() || weekday_step_ == 1);
    }

    /// Says whether a day must be in both fields and neither lets all pass.
    [[nodiscard]] bool restricts_both() const {
        return !fields_.any_day_of_month() && !fields_.any_day_of_week();
    }
    /// True if unix needs a leading `*` to mean both.
    [[nodiscard]] bool needs_star() const {
        return dialect_.both_days == both_days_rule::either && restricts_both() &&
               fields_.combination == day_combination::both;
    }

    /// Gives the n where the days were written as `*/n`; otherwise 0.
    [[nodiscard]] int written_day_step() const {
        return has_special_days() ? 0 : static_cast<int>(day_step_);
    }
    /// The same for the weekdays; an n that stands for other days in this dialect is none.
    [[nodiscard]] int written_weekday_step() const {
        const field_grammar& grammar = dialect_.of(cron_field::day_of_week);
        const auto step = static_cast<int>(weekday_step_);
        if (has_special_weekdays() || step < 2) return 0;
        return detail::stepped_set(grammar.first, grammar.last, step) == weekday_numbers() ? step : 0;
    }

    /// Gives the n where the days are to be written as `*/n`: where they were, or where one of the two fields
    /// must begin with `*`.
    [[nodiscard]] int day_star_step() const {
        if (written_day_step() != 0 || written_weekday_step() != 0 || has_special_days() || !needs_star())
            return written_day_step();
        return detail::step_from_start(day_numbers(), dialect_.of(cron_field::day_of_month));
    }
    [[nodiscard]] int weekday_star_step() const {
        if (written_weekday_step() != 0 || day_star_step() != 0 || has_special_weekdays() || !needs_star())
            return written_weekday_step();
        return detail::step_from_start(weekday_numbers(), dialect_.of(cron_field::day_of_week));
    }

    static void append(std::string& list, std::string_view item) {
        if (!list.empty()) list += ',';
        list += item;
    }
    /// Appends `L`, `L-1`, … with something behind each.
    static void append_last(std::string& list, std::uint32_t bits, std::string_view suffix) {
        for (const int back : detail::numbers_in(bits))
            append(list, back == 0 ? fmt::format("L{}", suffix) : fmt::format("L-{}{}", back, suffix));
    }

    void refuse_days() {
        const bool is_known = dialect_.has(detail::last_day) || !has_special_days();
        const bool has_before_last = fields_.last_days > 1 && !dialect_.has(detail::day_before_last);
        const bool has_workday_before_last =
            fields_.last_workdays > 1 && !dialect_.has(detail::workday_before_last);
        if (!is_known)
            refuse("day_of_month", fmt::format("days by their numbers ({} has no L or W)", dialect_.name),
                   quoted(day_text()));
        else if (has_before_last)
            refuse("day_of_month", fmt::format("days without L-n ({} has none)", dialect_.name),
                   quoted(day_text()));
        else if (has_workday_before_last)
            refuse("day_of_month", fmt::format("days without L-nW ({} has none)", dialect_.name),
                   quoted(day_text()));
    }

    void refuse_weekdays() {
        if (dialect_.has(detail::last_day) || !has_special_weekdays()) return;
        refuse("day_of_week", fmt::format("weekdays of every week ({} has no L or #)", dialect_.name),
               quoted(weekday_text()));
    }

    void refuse_combination() {
        if (!restricts_both()) return;
        const bool is_either = fields_.combination == day_combination::either;
        const std::string fields = fmt::format("{} and {}", quoted(day_text()), quoted(weekday_text()));
        if (has_one_question_mark())
            refuse("day_of_week", fmt::format("one day field alone ({} has ? in the other)", dialect_.name),
                   fields);
        else if (is_either && dialect_.both_days != both_days_rule::either)
            refuse("day_of_week",
                   fmt::format("a day that is in both day fields, as {} has it", dialect_.name),
                   fmt::format("one that is in {} or {}", quoted(day_text()), quoted(weekday_text())));
        else if (needs_star() && day_star_step() == 0 && weekday_star_step() == 0)
            refuse("day_of_week",
                   fmt::format("a day that is in either day field, as {} has it", dialect_.name),
                   fmt::format("one that is in {}", fields));
    }

    void refuse_years() {
        const year_set& years = fields_.years;
        if (years.is_all()) return;
        const int highest = dialect_.lone_year.high;
        if (!dialect_.has_years())
            refuse("year", fmt::format("every year ({} has no years)", dialect_.name), quoted(year_text()));
        else if (*years.on_or_before(year_set::last_year) > highest)
            refuse("year", fmt::format("years up to {} ({} has no others)", highest, dialect_.name),
                   quoted(year_text()));
    }

    void refuse(std::string_view field, std::string_view expected, std::string_view found) {
        errors_.push_back(
            expected_found(violation_code::not_expressible, field, std::nullopt, expected, found));
    }

    const cron_fields& fields_;
    unsigned day_step_;
    unsigned weekday_step_;
    const dialect_grammar& dialect_;
    lists lists_ = lists::plain;
    violations errors_;
};

}  // namespace

result<std::string> cron_expression::text(cron_dialect dialect) const {
    cron_writer writer{fields_, day_step_, weekday_step_, detail::grammar_of(dialect)};
    if (violations reasons = writer.refusals(); !reasons.empty()) return reasons;
    std::string text = writer.text();
    if (text.size() <= longest_cron_text) return text;
    return expected_found(violation_code::not_expressible, "cron", std::nullopt,
                          fmt::format("a text of at most {} bytes", longest_cron_text),
                          fmt::format("{} bytes", text.size()));
}

cron_dialect cron_expression::dialect() const {
    if (fields_.every.count() > 0 || text(dialect_)) return dialect_;
    for (const detail::dialect_grammar& known : detail::cron_dialects)
        if (text(known.dialect)) return known.dialect;
    return dialect_;
}

std::string cron_expression::text() const {
    if (fields_.every.count() > 0) return detail::every_text(fields_.every);
    if (result<std::string> own = text(dialect_)) return *std::move(own);
    return written_in(dialect());
}

std::string cron_expression::written_in(cron_dialect dialect) const {
    return cron_writer{fields_, day_step_, weekday_step_, detail::grammar_of(dialect)}.text();
}

}  // namespace nextfire::inline v0
