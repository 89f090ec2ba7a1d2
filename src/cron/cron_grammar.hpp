/// What the fields of cron text may hold, dialect by dialect.
#pragma once

#include <nextfire/cron/cron_expression.hpp>

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace nextfire::inline v0::detail {

/// The longest text that is read, in bytes, and so the longest that is written.
inline constexpr std::size_t longest_cron_text = 1024;

/// Every dialect, in the order in which they are tried where it does not matter which.
inline constexpr std::array<cron_dialect, 4> all_cron_dialects{cron_dialect::quartz, cron_dialect::unix_cron,
                                                               cron_dialect::spring, cron_dialect::aws};

/// The fields, in the order of Quartz.
enum class cron_field : std::uint8_t { second, minute, hour, day_of_month, month, day_of_week, year };

/// The forms that not every dialect has; a set of them is their sum.
enum cron_forms : std::uint16_t {
    lone_slash = 1 << 0,         ///< `/5` for `*/5`.
    wrapped_range = 1 << 1,      ///< `22-2`, `FRI-MON`.
    question_mark = 1 << 2,      ///< `?` in a day field.
    one_question_mark = 1 << 3,  ///< … in exactly one of the two.
    macros = 1 << 4,             ///< `@daily`.
    last_day = 1 << 5,  ///< `L`, `LW`, `15W` in the day-of-month field; `6L`, `6#3` in the day-of-week field.
    day_before_last = 1 << 6,      ///< `L-3`.
    workday_before_last = 1 << 7,  ///< `L-3W`.
    lone_last_weekday = 1 << 8,    ///< `L` as a day of the week: Saturday.
    late_sunday = 1 << 9,          ///< `SUN` is 7, and a range that begins with 7 begins with 0.
    star_frees_day = 1 << 10,      ///< A day field that begins with `*` counts as not restricted.
    open_step = 1 << 11,           ///< `5/15` is known to all who read the dialect.  (It is read in all.)
    zero_before_last = 1 << 12,    ///< `L-0` for `L`.
};

/// The names that a field knows besides numbers.
enum class cron_names : std::uint8_t { none, months, weekdays };

/// What the items of a field may be.
struct field_grammar {
    std::string_view item;  ///< What an item is, for messages: "a minute from 0 to 59".
    std::int16_t low;       ///< The lowest value that may be written,
    std::int16_t high;      ///< and the highest.
    std::int16_t first;     ///< `*` runs from here
    std::int16_t last;      ///< to here, as does `a/n`.
    std::int16_t highest_step;
    cron_names names;
};

/// What a dialect is made of.
struct dialect_grammar {
    std::string_view name;
    std::string_view count;  ///< "6 or 7 fields"
    cron_field first_field;  ///< The fields are this one and those after it.
    std::uint8_t fewest;     ///< How many fields there are at least,
    std::uint8_t most;       ///< and at most.
    std::uint16_t forms;     ///< A set of cron_forms.
    std::array<field_grammar, 7> fields;
    field_grammar lone_year;  ///< The year field where it is a single year or one range.

    [[nodiscard]] constexpr bool has(cron_forms form) const noexcept { return (forms & form) != 0; }
    [[nodiscard]] constexpr bool has_years() const noexcept {
        return static_cast<unsigned>(first_field) + most > static_cast<unsigned>(cron_field::year);
    }
    [[nodiscard]] constexpr const field_grammar& of(cron_field field) const noexcept {
        return fields[static_cast<std::size_t>(field)];
    }
};

inline constexpr field_grammar second_grammar{"a second from 0 to 59", 0, 59, 0, 59, 59, cron_names::none};
inline constexpr field_grammar minute_grammar{"a minute from 0 to 59", 0, 59, 0, 59, 59, cron_names::none};
inline constexpr field_grammar hour_grammar{"an hour from 0 to 23", 0, 23, 0, 23, 23, cron_names::none};
inline constexpr field_grammar month_grammar{
    "a month from 1 to 12 or JAN to DEC", 1, 12, 1, 12, 12, cron_names::months};
inline constexpr field_grammar listed_year_grammar{
    "a year from 1970 to 2199", 1970, 2199, 1970, 2199, 229, cron_names::none};
inline constexpr field_grammar lone_year_grammar{
    "a year from 1970 to 9999", 1970, 9999, 1970, 2199, 229, cron_names::none};

constexpr field_grammar day_grammar(std::string_view item) {
    return {item, 1, 31, 1, 31, 31, cron_names::none};
}

inline constexpr dialect_grammar quartz_grammar{
    "quartz",
    "6 or 7 fields",
    cron_field::second,
    6,
    7,
    lone_slash | open_step | wrapped_range | question_mark | one_question_mark | macros | last_day |
        day_before_last | workday_before_last | lone_last_weekday | zero_before_last,
    {second_grammar, minute_grammar, hour_grammar,
     day_grammar("a day of the month from 1 to 31, L, L-n, LW, L-nW or nW"), month_grammar,
     field_grammar{"a weekday from 1 (Sunday) to 7 (Saturday), SUN to SAT, L, nL or n#k", 1, 7, 1, 7, 7,
                   cron_names::weekdays},
     listed_year_grammar},
    lone_year_grammar};

inline constexpr dialect_grammar unix_grammar{
    "unix",
    "5 fields",
    cron_field::minute,
    5,
    5,
    macros | star_frees_day,
    {second_grammar, minute_grammar, hour_grammar, day_grammar("a day of the month from 1 to 31"),
     month_grammar,
     field_grammar{"a weekday from 0 (Sunday) to 7 (Sunday) or SUN to SAT", 0, 7, 0, 6, 7,
                   cron_names::weekdays},
     listed_year_grammar},
    lone_year_grammar};

// Spring's `*` runs from Monday, 1, to Sunday, 7: `*/2` is Monday, Wednesday, Friday and Sunday.
inline constexpr dialect_grammar spring_grammar{
    "spring",
    "6 fields",
    cron_field::second,
    6,
    6,
    question_mark | open_step | macros | last_day | day_before_last | late_sunday,
    {second_grammar, minute_grammar, hour_grammar,
     day_grammar("a day of the month from 1 to 31, L, L-n, LW or nW"), month_grammar,
     field_grammar{"a weekday from 0 (Sunday) to 7 (Sunday), SUN to SAT, nL or n#k", 0, 7, 1, 7, 7,
                   cron_names::weekdays},
     listed_year_grammar},
    lone_year_grammar};

inline constexpr dialect_grammar aws_grammar{
    "aws",
    "6 fields",
    cron_field::minute,
    6,
    6,
    question_mark | one_question_mark | open_step | last_day | lone_last_weekday,
    {second_grammar, minute_grammar, hour_grammar,
     day_grammar("a day of the month from 1 to 31, L, LW or nW"), month_grammar,
     field_grammar{"a weekday from 1 (Sunday) to 7 (Saturday), SUN to SAT, L, nL or n#k", 1, 7, 1, 7, 7,
                   cron_names::weekdays},
     listed_year_grammar},
    listed_year_grammar};

/// Gives the grammar of a dialect.
[[nodiscard]] constexpr const dialect_grammar& grammar_of(cron_dialect dialect) noexcept {
    switch (dialect) {
        case cron_dialect::quartz:
            break;
        case cron_dialect::unix_cron:
            return unix_grammar;
        case cron_dialect::spring:
            return spring_grammar;
        case cron_dialect::aws:
            return aws_grammar;
    }
    return quartz_grammar;
}

/// Gives the weekday, 0 for Sunday, that a number stands for.
[[nodiscard]] constexpr int weekday_of(const dialect_grammar& grammar, int number) noexcept {
    return grammar.of(cron_field::day_of_week).low == 1 ? number - 1 : number % 7;
}

/// Gives the number that a weekday, 0 for Sunday, has.
[[nodiscard]] constexpr int weekday_number(const dialect_grammar& grammar, int weekday) noexcept {
    return grammar.of(cron_field::day_of_week).low + weekday;
}

/// The values 0, n, 2n, … as bits, for each step n.
inline constexpr std::array<std::uint64_t, 60> stepped_bits = [] {
    std::array<std::uint64_t, 60> bits{};
    for (std::size_t step = 1; step < bits.size(); ++step)
        for (std::size_t value = 0; value < 64; value += step) bits[step] |= std::uint64_t{1} << value;
    return bits;
}();

/// Gives the values first, first + step, … up to last as bits, bit v for the value v; last <= 62, step <= 59.
[[nodiscard]] constexpr std::uint64_t stepped_set(int first, int last, int step) noexcept {
    return stepped_bits[static_cast<std::size_t>(step)] << first & ((std::uint64_t{1} << (last + 1)) - 1);
}

}  // namespace nextfire::inline v0::detail
