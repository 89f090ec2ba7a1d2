#include <nextfire/cron/cron_expression.hpp>

#include "base/ascii.hpp"
#include "base/message.hpp"
#include "cron/cron_access.hpp"
#include "cron/cron_dialects.hpp"
#include "cron/cron_grammar.hpp"
#include "cron/cron_macros.hpp"
#include "cron/cron_scanner.hpp"
#include "cron/cron_sets.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <array>
#include <bit>
#include <string>
#include <utility>

namespace nextfire::inline v0 {

using detail::both_days_rule;
using detail::cron_field;
using detail::cron_scanner;
using detail::dialect_grammar;
using detail::expected_found;
using detail::field_grammar;
using detail::quoted;
using detail::value_run;

namespace {

/// Gives what `*` stands for as bits, bit v for the value v.
constexpr std::uint64_t all_of(const field_grammar& grammar) {
    return (std::uint64_t{2} << grammar.last) - (std::uint64_t{1} << grammar.first);
}

/// Gives the values of a run as bits, bit v for the value v.
std::uint64_t bits_of(const field_grammar& grammar, const value_run& run) {
    if (run.first <= run.last) return detail::stepped_set(run.first, run.last, run.step);
    // 22-2: on to the end of the field, and from its beginning with the step going on
    const int steps = (grammar.last - run.first) / run.step + 1;
    const int next = run.first + steps * run.step - (grammar.last - grammar.first + 1);
    const std::uint64_t upper = detail::stepped_set(run.first, grammar.last, run.step);
    return next > run.last ? upper : upper | detail::stepped_set(next, run.last, run.step);
}

/// Gives the weekdays of all weeks that numbers stand for, bit v for the number v.
std::uint64_t weekdays_of(const field_grammar& grammar, std::uint64_t numbers) {
    return (grammar.low == 1 ? numbers >> 1 : (numbers | numbers >> 7) & 0x7F) * cron_fields::every_week;
}

}  // namespace

/// Reads one text, field by field.
class cron_reader {
public:
    /// Says whether a text with another number of fields is tried as another dialect's.
    enum class hints : std::uint8_t { given, withheld };

    cron_reader(std::string_view text, const cron_options& options, hints other_dialects = hints::given)
        : text_(text),
          options_(options),
          other_dialects_(other_dialects),
          dialect_(detail::grammar_of(options.dialect)),
          in_(text, dialect_, options.spread_key) {
        expression_.dialect_ = options.dialect;
    }

    result<cron_expression> read() {
        in_.skip_blanks();
        if (in_.peek() == '@') return read_macro();
        if (in_.peek() >= 'a' && in_.peek() <= 'z' && !open_bracket()) return std::move(in_.errors());
        if (names_a_zone()) return refuse_zone();
        while (!in_.at_end()) {
            read_field();
            after_fields_ = in_.at();
            in_.skip_blanks();
        }
        if (count_ < dialect_.fewest || count_ > dialect_.most) return refuse_count();
        keep_numbers();
        combine_days();
        if (!in_.errors().empty()) return sorted_errors();
        detail::normalize(fields_);
        if (detail::surely_fires(fields_)) return expression_;
        if (const auto why = detail::never_fires(fields_)) {
            refuse_field(violation_code::never_fires, why->field, why->expected,
                         fmt::format("only {}", text_of(why->field)));
            return std::move(in_.errors());
        }
        return expression_;
    }

private:
    void read_field() {
        if (count_ >= dialect_.most) {
            if (count_ == dialect_.most) surplus_ = in_.at();
            in_.skip_field();
        } else {
            const auto field = static_cast<cron_field>(static_cast<unsigned>(dialect_.first_field) + count_);
            place_of(field) = in_.at();
            if (field == cron_field::year)
                read_years();
            else
                numbers_[static_cast<std::size_t>(field)] = read_numbers(field);
        }
        ++count_;
    }

    /// Reads a field of numbers, bit v for the number v; what is no number is kept at once.
    std::uint64_t read_numbers(cron_field field) {
        const field_grammar& grammar = dialect_.of(field);
        const char* const begin = in_.at();
        std::uint64_t numbers = 0;
        if (in_.take_plain_numbers(grammar, numbers)) return numbers;
        if (in_.take_lone('*')) {
            if (field <= cron_field::hour) fields_.times = time_meaning::elapsed;
            return all_of(grammar);
        }
        const bool may_be_marked = is_day_field(field) && dialect_.has(detail::question_mark);
        if (may_be_marked && in_.at() == begin && in_.take_lone('?')) {
            ++question_marks_;
            return all_of(grammar);
        }
        return numbers | read_items(field, grammar);
    }

    // Out of line, so that the many fields that are plain do not pay for it.
    [[gnu::noinline]] std::uint64_t read_items(cron_field field, const field_grammar& grammar) {
        std::uint64_t numbers = 0;
        do {
            in_.begin_item();
            if (in_.peek() == '?' && dialect_.has(detail::question_mark) && is_day_field(field)) {
                refuse_question_mark(field);
            } else if (in_.is_next('l')) {
                read_last(field, grammar);
            } else if (value_run run;
                       in_.read_run(field, grammar, run) && !read_suffix(field, grammar, run)) {
                if (end_item(grammar)) numbers |= numbers_of(field, grammar, run);
            }
        } while (in_.take(','));
        return numbers;
    }

    static bool is_day_field(cron_field field) {
        return field == cron_field::day_of_month || field == cron_field::day_of_week;
    }

    /// Ends an item; false where something was amiss with it.
    bool end_item(const field_grammar& grammar) {
        if (!in_.at_item_end()) in_.refuse_item(grammar);
        return in_.item_is_good();
    }

    std::uint64_t numbers_of(cron_field field, const field_grammar& grammar, const value_run& run) {
        const std::uint64_t numbers = bits_of(grammar, run);
        const bool has_several = (numbers & (numbers - 1)) != 0;
        if (has_several && field <= cron_field::hour) fields_.times = time_meaning::elapsed;
        if (is_day_field(field) && run.written == value_run::notation::star && run.step > 1) {
            // For the sake of writing it so again, where there is nothing else in the field.
            const bool is_alone = in_.item() == place_of(field) && in_.at_field_end();
            const auto step = static_cast<std::uint8_t>(is_alone ? run.step : 0);
            (field == cron_field::day_of_month ? expression_.day_step_ : expression_.weekday_step_) = step;
        }
        return numbers;
    }

    void keep_numbers() {
        fields_.seconds = numbers_[0];
        fields_.minutes = numbers_[1];
        fields_.hours = static_cast<std::uint32_t>(numbers_[2]);
        fields_.days = static_cast<std::uint32_t>(numbers_[3] >> 1);
        fields_.months = static_cast<std::uint16_t>(numbers_[4] >> 1);
        fields_.weekdays |= weekdays_of(dialect_.of(cron_field::day_of_week), numbers_[5]);
    }

    /// Reads `L`, `LW`, `L-3`, `L-3W`; as a day of the week, `L` is Saturday.
    void read_last(cron_field field, const field_grammar& grammar) {
        if (!is_day_field(field) || !dialect_.has(detail::last_day)) return in_.refuse_item(grammar);
        in_.step_over();
        if (field == cron_field::day_of_week) {
            if (!in_.at_item_end() || !dialect_.has(detail::lone_last_weekday))
                in_.refuse_item(grammar);
            else
                fields_.weekdays |= cron_fields::every_week << 6;
            return;
        }
        int back = 0;
        const int nearest = dialect_.has(detail::zero_before_last) ? 0 : 1;
        if (dialect_.has(detail::day_before_last) && in_.take('-') &&
            !in_.read_number(nearest, 30, "a number of days before the last", back))
            return;
        const bool is_workday = in_.is_next('w') && (back == 0 || dialect_.has(detail::workday_before_last));
        if (is_workday) in_.step_over();
        if (end_item(grammar))
            (is_workday ? fields_.last_workdays : fields_.last_days) |= std::uint32_t{1} << back;
    }

    /// Reads what makes a single number another item: `15W`, `6L`, `6#3`.  False where there is no such
    /// thing.
    bool read_suffix(cron_field field, const field_grammar& grammar, const value_run& run) {
        if (in_.at_item_end() || !is_day_field(field) || !dialect_.has(detail::last_day)) return false;
        if (run.written != value_run::notation::value || run.has_step) return false;
        if (field == cron_field::day_of_month) {
            if (!in_.is_next('w')) return false;
            in_.step_over();
            if (end_item(grammar)) fields_.workdays |= std::uint32_t{1} << (run.first - 1);
            return true;
        }
        const int weekday = detail::weekday_of(dialect_, run.first);
        if (in_.is_next('l')) {
            in_.step_over();
            if (end_item(grammar))
                fields_.last_weekdays = static_cast<std::uint8_t>(fields_.last_weekdays | 1U << weekday);
            return true;
        }
        if (!in_.take('#')) return false;
        int week = 0;
        if (in_.read_number(1, 5, "a week of the month", week) && end_item(grammar))
            fields_.weekdays |= std::uint64_t{1} << (7 * (week - 1) + weekday);
        return true;
    }

    /// Refuses a `?` that has something beside it.
    void refuse_question_mark(cron_field field) {
        has_crowded_mark_ = true;
        in_.skip_field();
        refuse_field(violation_code::malformed, field, "? to stand alone", quoted(text_of(field)));
    }

    void read_years() {
        const bool is_list = text_of(cron_field::year).find(',') != std::string_view::npos;
        const field_grammar& grammar = is_list ? dialect_.of(cron_field::year) : dialect_.lone_year;
        std::array<std::uint64_t, 4> listed{};
        bool has_all = false;
        do {
            in_.begin_item();
            value_run run;
            if (!in_.read_run(cron_field::year, grammar, run) || !end_item(grammar)) continue;
            if (run.written == value_run::notation::star && run.step == 1) {
                has_all = true;
            } else if (!is_list && !run.has_step) {
                fields_.years = year_set::between(run.first, run.last);
                return;
            } else if (std::max(run.first, run.last) > year_set::last_listed_year) {
                in_.refuse_item(violation_code::out_of_range, "years from 1970 to 2199 beside a step");
            } else {
                for (int n = run.first - year_set::first_year; n <= run.last - year_set::first_year;
                     n += run.step)
                    listed[static_cast<std::size_t>(n / 64)] |= std::uint64_t{1} << n % 64;
            }
        } while (in_.take(','));
        if (!has_all && in_.errors().empty()) fields_.years = year_set::listed(listed);
    }

    /// Lets the two day fields work together as the dialect has it.
    void combine_days() {
        if (dialect_.both_days == both_days_rule::refused && question_marks_ != 1 && !has_crowded_mark_) {
            const bool is_extension = question_marks_ == 0 && options_.both_days == both_days_policy::both;
            if (!is_extension)
                refuse_field(violation_code::malformed, cron_field::day_of_week,
                             "? in exactly one of the two day fields",
                             fmt::format("{} and {}", quoted(text_of(cron_field::day_of_month)),
                                         quoted(text_of(cron_field::day_of_week))));
        }
        if (fields_.any_day_of_week() && question_marks_ == 1 && text_of(cron_field::day_of_week) == "*")
            expression_.weekday_step_ = 1;  // for the sake of writing `? * *` so again
        if (dialect_.both_days != both_days_rule::either || options_.both_days == both_days_policy::both)
            return;
        if (*place_of(cron_field::day_of_month) == '*' || *place_of(cron_field::day_of_week) == '*') return;
        if (fields_.any_day_of_month() || fields_.any_day_of_week()) {
            fields_.days = cron_fields::all_days;
            fields_.weekdays = cron_fields::all_weekdays;
        } else {
            fields_.combination = day_combination::either;
        }
    }

    /// Steps over the `cron(` of AWS, and finds its other half.  False: refused.
    bool open_bracket() {
        const std::string_view rest = in_.rest();
        const auto* const opened = std::find_if(
            detail::cron_dialects.begin(), detail::cron_dialects.end(), [rest](const dialect_grammar& known) {
                return !known.opening.empty() && rest.starts_with(known.opening);
            });
        if (opened == detail::cron_dialects.end()) return true;
        if (opened->opening != dialect_.opening) {
            in_.refuse(violation_code::malformed, in_.at(), dialect_.count,
                       fmt::format("{}; {}…) is the {} dialect", quoted(detail::trimmed(rest)),
                                   opened->opening, opened->name));
            return false;
        }
        std::size_t closing = dialect_.opening.size();
        for (int depth = 1; closing < rest.size(); ++closing) {  // H(0-29) has brackets too
            if (rest[closing] == '(') ++depth;
            if (rest[closing] == ')' && --depth == 0) break;
        }
        const char* const end = rest.data() + closing;
        if (closing == rest.size()) {
            in_.refuse(violation_code::malformed, end, ") after the last field", "nothing");
        } else if (const std::string_view surplus = detail::trimmed(rest.substr(closing + 1));
                   !surplus.empty()) {
            in_.refuse(violation_code::malformed, surplus.data(), "nothing after the )", quoted(surplus));
        }
        in_.enter(rest.data() + dialect_.opening.size(), end);
        after_fields_ = in_.at();
        in_.skip_blanks();
        return true;
    }

    /// Says whether the text begins with a time zone, as robfig's cron has it.
    [[nodiscard]] bool names_a_zone() const {
        const std::string_view rest = in_.rest();
        return rest.substr(0, 3) == "TZ=" || rest.substr(0, 8) == "CRON_TZ=";
    }

    violations refuse_zone() {
        const std::string_view found = in_.field_text(in_.at());
        in_.refuse(violation_code::malformed, in_.at(), dialect_.count,
                   fmt::format("{}; the time zone travels beside the text", quoted(found)));
        return std::move(in_.errors());
    }

    result<cron_expression> read_macro() {
        const std::string_view macro = detail::trimmed(in_.rest());
        const std::size_t column = in_.column(in_.at());
        if (detail::is_every(macro) && options_.every == every_policy::accepted) {
            const result<cron_fields> every = detail::parse_every(macro, column);
            if (!every) return every.errors();
            fields_ = *every;
            return expression_;
        }
        const auto fields = detail::fields_of_macro(macro);
        if (fields && dialect_.has(detail::macros)) {
            fields_ = *fields;
            return expression_;
        }
        const std::string known = "@yearly, @annually, @monthly, @weekly, @daily, @midnight or @hourly";
        std::string reason;
        if (!dialect_.has(detail::macros))
            reason = fmt::format("; {} has no macros", dialect_.name);
        else if (detail::is_every(macro))
            reason = "; @every is an extension that must be asked for";
        else if (detail::equal_ignoring_case(macro, "@reboot"))
            reason = "; a reboot is no time";
        const std::string_view expected = dialect_.has(detail::macros) ? known : dialect_.count;
        return expected_found(violation_code::unknown_name, "cron", column, expected,
                              fmt::format("{}{}", quoted(macro), reason));
    }

    violations sorted_errors() {
        std::stable_sort(in_.errors().begin(), in_.errors().end(),
                         [](const violation& a, const violation& b) { return a.column < b.column; });
        return std::move(in_.errors());
    }

    violations refuse_count() {
        const char* const place = count_ > dialect_.most ? surplus_ : after_fields_;
        const std::string found = count_ == 0 ? "nothing" : fmt::format("{}", count_);
        return {expected_found(violation_code::malformed, "cron", in_.column(place), dialect_.count,
                               found + dialect_hint())};
    }

    /// Names the other dialects in which the text is right: "; 5 fields are the unix dialect", or nothing.
    [[nodiscard]] std::string dialect_hint() const {
        std::string names;
        std::string_view last;
        if (other_dialects_ == hints::withheld) return {};
        for (const dialect_grammar& known : detail::cron_dialects) {
            cron_options options = options_;
            options.dialect = known.dialect;
            if (!cron_reader{text_, options, hints::withheld}.read()) continue;
            if (!last.empty()) names += fmt::format("{}{}", names.empty() ? "" : ", ", last);
            last = known.name;
        }
        if (last.empty()) return {};
        const std::string_view join = names.empty() ? "" : " or ";
        return fmt::format("; {} fields are the {}{}{} dialect", count_, names, join, last);
    }

    void refuse_field(violation_code code, cron_field field, std::string_view expected,
                      std::string_view found) {
        in_.refuse(code, place_of(field), expected, found);
    }

    const char*& place_of(cron_field field) { return places_[static_cast<std::size_t>(field)]; }
    std::string_view text_of(cron_field field) { return in_.field_text(place_of(field)); }

    std::string_view text_;
    const cron_options& options_;
    hints other_dialects_;
    const dialect_grammar& dialect_;
    cron_scanner in_;
    cron_expression expression_;
    cron_fields& fields_ = expression_.fields_;
    // Bit v for the number v, by cron_field; the year has a set of its own.
    std::array<std::uint64_t, 7> numbers_{1};
    std::array<const char*, 7> places_{};  // where each field begins
    const char* after_fields_ = text_.data();
    const char* surplus_ = nullptr;  // where the first field too many begins
    unsigned count_ = 0;
    unsigned question_marks_ = 0;
    bool has_crowded_mark_ = false;  // a ? with something beside it
};

result<cron_expression> cron_expression::parse(std::string_view text, cron_dialect dialect) {
    return parse(text, cron_options{.dialect = dialect});
}

result<cron_expression> cron_expression::parse(std::string_view text, const cron_options& options) {
    if (text.size() > detail::longest_cron_text)
        return expected_found(violation_code::too_long, "cron", std::nullopt,
                              fmt::format("at most {} bytes", detail::longest_cron_text),
                              fmt::format("{} bytes", text.size()));
    return detail::cron_access::parse(text, options);
}

result<cron_expression> detail::cron_access::parse(std::string_view text, const cron_options& options) {
    return cron_reader{text, options}.read();
}

}  // namespace nextfire::inline v0
