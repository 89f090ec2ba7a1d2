/// What a dialect of cron is made of; cron_dialects.hpp has them all.
#pragma once

#include <nextfire/cron/cron_expression.hpp>

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace nextfire::inline v0::detail {

/// The fields, in the order of Quartz.
enum class cron_field : std::uint8_t { second, minute, hour, day_of_month, month, day_of_week, year };

/// The notations that not every dialect has; a set of them is their sum.
enum cron_notation : std::uint16_t {
    lone_slash = 1 << 0,     ///< `/5` for `*/5`.
    wrapped_range = 1 << 1,  ///< `22-2`, `FRI-MON`.
    question_mark = 1 << 2,  ///< `?` in a day field.
    macros = 1 << 3,         ///< `@daily`.
    last_day = 1 << 4,  ///< `L`, `LW`, `15W` in the day-of-month field; `6L`, `6#3` in the day-of-week field.
    day_before_last = 1 << 5,      ///< `L-3`.
    workday_before_last = 1 << 6,  ///< `L-3W`.
    lone_last_weekday = 1 << 7,    ///< `L` as a day of the week: Saturday.
    late_sunday = 1 << 8,          ///< `SUN` is 7, and a range that begins with 7 begins with 0.
    open_step = 1 << 9,            ///< We may write `5/15`; every dialect reads it.
    zero_before_last = 1 << 10,    ///< `L-0` for `L`.
};

/// What becomes of a text whose two day fields are both restricted.
enum class both_days_rule : std::uint8_t {
    refused,  ///< One of them, and one alone, must be `?`.
    either,   ///< A day in either fires (POSIX); a field that begins with `*` is not restricted (Vixie).
    both,     ///< A day in both fires.
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

/// A dialect.
struct dialect_grammar {
    cron_dialect dialect;
    std::string_view name;
    std::string_view count;    ///< "6 or 7 fields"
    std::string_view opening;  ///< What may stand before the fields, `)` behind them: `cron(`, or nothing.
    cron_field first_field;    ///< The fields are this one and those after it.
    std::uint8_t fewest;       ///< How many fields there are at least,
    std::uint8_t most;         ///< and at most.
    both_days_rule both_days;
    std::uint16_t notations;  ///< A set of cron_notation.
    std::array<field_grammar, 7> fields;
    field_grammar lone_year;  ///< The year field where it is a single year or one range.

    [[nodiscard]] constexpr bool has(cron_notation notation) const noexcept {
        return (notations & notation) != 0;
    }
    [[nodiscard]] constexpr bool has_years() const noexcept { return reaches_year(most); }
    [[nodiscard]] constexpr bool needs_years() const noexcept { return reaches_year(fewest); }
    [[nodiscard]] constexpr const field_grammar& of(cron_field field) const noexcept {
        return fields[static_cast<std::size_t>(field)];
    }

private:
    [[nodiscard]] constexpr bool reaches_year(unsigned count_of_fields) const noexcept {
        return static_cast<unsigned>(first_field) + count_of_fields > static_cast<unsigned>(cron_field::year);
    }
};

/// The longest text that is read, in bytes, and so the longest that is written.
inline constexpr std::size_t longest_cron_text = 1024;

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
