/// Random cron texts of every dialect, each made together with the plain numbers that it means: what is
/// written is known, so nothing has to read it.
#pragma once

#include <nextfire/cron/cron_expression.hpp>

#include <string>

#include "cron_brute_force.hpp"
#include "moments.hpp"

namespace nextfire_test {

/// A cron text and what it means.
struct random_cron {
    std::string text;
    nextfire::cron_options options;
    plain_cron means;

    /// Says whether the calendar has a day for it, in any of its years.
    [[nodiscard]] bool has_a_day() const;

    /// The text, its dialect and its extensions in one line, for the message of a failed test.
    [[nodiscard]] std::string line() const;
};

/// Writes cron texts at random.
class cron_picker {
public:
    explicit cron_picker(number_picker& pick) : pick_(&pick) {}

    /// A text that has something to do with a local time, counted in seconds from 1970-01-01.
    random_cron expression(std::int64_t near);

    /// The same, in a dialect.
    random_cron expression(nextfire::cron_dialect dialect, std::int64_t near);

    /// Says yes in one of so many cases.
    bool one_in(std::int64_t cases) { return pick_->between(1, cases) == 1; }

private:
    /// What a field may hold, and how the dialect numbers it.
    struct field_rule;
    /// A field as it is written, and its numbers.
    struct field;

    static const field_rule& rule_of_days(nextfire::cron_dialect dialect);
    static const field_rule& rule_of_weekdays(nextfire::cron_dialect dialect);
    std::string spelt(const field_rule& rule, int number);
    int number(const field_rule& rule, int near);
    field item(const field_rule& rule, int near);
    field list(const field_rule& rule, int near);
    field time_field(const field_rule& rule, int near);
    field open_or_list(const field_rule& rule, int near);
    std::string special_day_of_month(plain_cron& means, nextfire::cron_dialect dialect, int near);
    std::string special_day_of_week(plain_cron& means, nextfire::cron_dialect dialect, int near);
    std::string day_of_month(plain_cron& means, nextfire::cron_dialect dialect, int near);
    std::string day_of_week(plain_cron& means, nextfire::cron_dialect dialect, int near);
    std::string day_fields_joined_by(const std::string& month, random_cron& made, const civil_date& near,
                                     int weekday);
    std::string years(plain_cron& means, nextfire::cron_dialect dialect, int near);
    std::string separator();

    number_picker* pick_;
};

}  // namespace nextfire_test
