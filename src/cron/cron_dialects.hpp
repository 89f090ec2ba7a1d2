/// The dialects of cron, a row each.
#pragma once

#include "cron/cron_grammar.hpp"

#include <array>
#include <cstddef>
#include <string>

namespace nextfire::inline v0::detail {

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

/// The dialects, in the order of cron_dialect, in which they are told and tried as well.
inline constexpr std::array<dialect_grammar, 4> cron_dialects{{
    {.dialect = cron_dialect::quartz,
     .name = "quartz",
     .count = "6 or 7 fields",
     .opening = "",
     .first_field = cron_field::second,
     .fewest = 6,
     .most = 7,
     .both_days = both_days_rule::refused,
     .notations = lone_slash | open_step | wrapped_range | question_mark | macros | last_day |
                  day_before_last | workday_before_last | lone_last_weekday | zero_before_last,
     .fields = {second_grammar, minute_grammar, hour_grammar,
                day_grammar("a day of the month from 1 to 31, L, L-n, LW, L-nW or nW"), month_grammar,
                field_grammar{"a weekday from 1 (Sunday) to 7 (Saturday), SUN to SAT, L, nL or n#k", 1, 7, 1,
                              7, 7, cron_names::weekdays},
                listed_year_grammar},
     .lone_year = lone_year_grammar},
    {.dialect = cron_dialect::unix_cron,
     .name = "unix",
     .count = "5 fields",
     .opening = "",
     .first_field = cron_field::minute,
     .fewest = 5,
     .most = 5,
     .both_days = both_days_rule::either,
     .notations = macros,
     .fields = {second_grammar, minute_grammar, hour_grammar, day_grammar("a day of the month from 1 to 31"),
                month_grammar,
                field_grammar{"a weekday from 0 (Sunday) to 7 (Sunday) or SUN to SAT", 0, 7, 0, 6, 7,
                              cron_names::weekdays},
                listed_year_grammar},
     .lone_year = lone_year_grammar},
    // Spring's `*` runs from Monday, 1, to Sunday, 7: `*/2` is Monday, Wednesday, Friday and Sunday.
    {.dialect = cron_dialect::spring,
     .name = "spring",
     .count = "6 fields",
     .opening = "",
     .first_field = cron_field::second,
     .fewest = 6,
     .most = 6,
     .both_days = both_days_rule::both,
     .notations = question_mark | open_step | macros | last_day | day_before_last | late_sunday,
     .fields = {second_grammar, minute_grammar, hour_grammar,
                day_grammar("a day of the month from 1 to 31, L, L-n, LW or nW"), month_grammar,
                field_grammar{"a weekday from 0 (Sunday) to 7 (Sunday), SUN to SAT, nL or n#k", 0, 7, 1, 7, 7,
                              cron_names::weekdays},
                listed_year_grammar},
     .lone_year = lone_year_grammar},
    {.dialect = cron_dialect::aws,
     .name = "aws",
     .count = "6 fields",
     .opening = "cron(",
     .first_field = cron_field::minute,
     .fewest = 6,
     .most = 6,
     .both_days = both_days_rule::refused,
     .notations = question_mark | open_step | last_day | lone_last_weekday,
     .fields = {second_grammar, minute_grammar, hour_grammar,
                day_grammar("a day of the month from 1 to 31, L, LW or nW"), month_grammar,
                field_grammar{"a weekday from 1 (Sunday) to 7 (Saturday), SUN to SAT, L, nL or n#k", 1, 7, 1,
                              7, 7, cron_names::weekdays},
                listed_year_grammar},
     .lone_year = listed_year_grammar},
}};

/// Gives the grammar of a dialect.
[[nodiscard]] constexpr const dialect_grammar& grammar_of(cron_dialect dialect) noexcept {
    return cron_dialects[static_cast<std::size_t>(dialect)];
}

static_assert([] {
    for (const dialect_grammar& known : cron_dialects)
        if (&grammar_of(known.dialect) != &known) return false;
    return true;
}());

/// Gives the names of all dialects, as messages list them: "quartz, unix, spring or aws".
[[nodiscard]] std::string cron_dialect_names();

}  // namespace nextfire::inline v0::detail
