#include "random_cron.hpp"

#include <algorithm>
#include <array>
#include <cctype>
#include <cstddef>
#include <optional>
#include <string_view>
#include <vector>

namespace nextfire_test {

namespace {

using nextfire::both_days_policy;
using nextfire::cron_dialect;

constexpr int last_listed_year = 2199;
constexpr int last_year_of_aws = 2199;
constexpr std::int64_t last_local_day = 2932896;  // 9999-12-31

const std::vector<std::string_view> month_names{"JAN", "FEB", "MAR", "APR", "MAY", "JUN",
                                                "JUL", "AUG", "SEP", "OCT", "NOV", "DEC"};
const std::vector<std::string_view> weekday_names{"SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT"};
const std::vector<std::string_view> weekday_names_from_monday{"MON", "TUE", "WED", "THU",
                                                              "FRI", "SAT", "SUN"};

/// Turns a weekday as a dialect numbers it into one that counts from Sunday as 0.
int from_sunday(cron_dialect dialect, int number) {
    const bool counts_from_one = dialect == cron_dialect::quartz || dialect == cron_dialect::aws;
    return counts_from_one ? number - 1 : number % 7;
}

bool has_question_mark(cron_dialect dialect) {
    return dialect != cron_dialect::unix_cron;
}

void add_weekday(plain_cron& means, int weekday) {
    for (int which = 1; which <= 5; ++which) means.weekdays.insert({weekday, which});
}

}  // namespace

struct cron_picker::field_rule {
    enum class wrapping { refused, accepted };

    int low;
    int high;
    int longest_step;
    std::vector<std::string_view> names = {};
    int first_named = 0;
    wrapping wraps = wrapping::accepted;
    int low_of_star = low;                    // where `*` begins, if not at the lowest
    int high_of_open = high;                  // where 5/10, from 5 on, ends, if not at the highest
    std::optional<int> lowest_as_first = {};  // SUN-WED in spring: 7 as the first of a range is 0
};

struct cron_picker::field {
    std::string text;
    std::set<int> numbers;
    bool is_elapsed = false;
};

bool random_cron::has_a_day() const {
    wall_clock utc{{{0, 0}}};
    const int last =
        means.year_range || !means.years.empty() ? 9999 : 1970 + 400;  // then the calendar repeats
    return cron_brute_force{utc, means}.day_on_or_after(0, start_of_year(last + 1) - 1).has_value();
}

std::string random_cron::line() const {
    return std::string{to_string(options.dialect)} + " \"" + text + "\"" +
           (options.both_days == both_days_policy::both ? " (a day in both)" : "");
}

const cron_picker::field_rule& cron_picker::rule_of_days(cron_dialect dialect) {
    static const field_rule quartz{.low = 1, .high = 31, .longest_step = 31};
    static const field_rule others{
        .low = 1, .high = 31, .longest_step = 31, .wraps = field_rule::wrapping::refused};
    return dialect == cron_dialect::quartz ? quartz : others;
}

const cron_picker::field_rule& cron_picker::rule_of_weekdays(cron_dialect dialect) {
    static const field_rule quartz{
        .low = 1, .high = 7, .longest_step = 7, .names = weekday_names, .first_named = 1};
    static const field_rule aws{.low = 1,
                                .high = 7,
                                .longest_step = 7,
                                .names = weekday_names,
                                .first_named = 1,
                                .wraps = field_rule::wrapping::refused};
    static const field_rule posix{.low = 0,
                                  .high = 7,
                                  .longest_step = 7,
                                  .names = weekday_names,
                                  .first_named = 0,
                                  .wraps = field_rule::wrapping::refused,
                                  .high_of_open = 6};
    static const field_rule spring{.low = 0,
                                   .high = 7,
                                   .longest_step = 7,
                                   .names = weekday_names_from_monday,
                                   .first_named = 1,
                                   .wraps = field_rule::wrapping::refused,
                                   .low_of_star = 1,
                                   .lowest_as_first = 7};
    switch (dialect) {
        case cron_dialect::quartz:
            return quartz;
        case cron_dialect::unix_cron:
            return posix;
        case cron_dialect::spring:
            return spring;
        case cron_dialect::aws:
            return aws;
    }
    return quartz;
}

/// A number, now and then with a zero before it; or its name in any letter case.
std::string cron_picker::spelt(const field_rule& rule, int number) {
    const int name = number - rule.first_named;
    const bool has_name = name >= 0 && name < static_cast<int>(rule.names.size());
    if (!has_name || !one_in(3)) return (number < 10 && one_in(20) ? "0" : "") + std::to_string(number);
    std::string written{rule.names[static_cast<std::size_t>(name)]};
    if (one_in(3))
        for (char& letter : written)
            if (one_in(2)) letter = static_cast<char>(std::tolower(static_cast<unsigned char>(letter)));
    return written;
}

int cron_picker::number(const field_rule& rule, int near) {
    if (one_in(2)) return std::clamp(near + static_cast<int>(pick_->between(-1, 1)), rule.low, rule.high);
    return static_cast<int>(pick_->between(rule.low, rule.high));
}

/// One item of a list: a value, a range, which may go over the end and on from the beginning, or a step.
cron_picker::field cron_picker::item(const field_rule& rule, int near) {
    const auto kind = pick_->between(0, 9);
    if (kind < 4) {
        const int value = number(rule, near);
        return {spelt(rule, value), {value}};
    }
    const int step = one_in(4) ? static_cast<int>(pick_->between(1, rule.longest_step))
                               : static_cast<int>(pick_->between(1, std::min(rule.longest_step, 10)));
    int first = number(rule, near);
    int last = number(rule, near);
    field made;
    if (kind == 4 || (kind == 5 && first > rule.high_of_open)) {
        first = rule.low_of_star;
        last = rule.high;
        made.text =
            (rule.wraps == field_rule::wrapping::accepted && one_in(10) ? "/" : "*/") + std::to_string(step);
    } else if (kind == 5) {
        last = rule.high_of_open;
        made.text = spelt(rule, first) + "/" + std::to_string(step);
    } else {
        if (first > last && rule.wraps == field_rule::wrapping::refused) std::swap(first, last);
        made.text = spelt(rule, first) + "-" + spelt(rule, last);
        if (kind > 7) made.text += "/" + std::to_string(step);
        if (first == rule.lowest_as_first) first = rule.low;
    }
    const int taken = kind == 6 || kind == 7 ? 1 : step;
    const int length = rule.high - rule.low + 1;
    for (int n = first; n <= (first <= last ? last : last + length); n += taken)
        made.numbers.insert(n > rule.high ? n - length : n);
    made.is_elapsed = made.numbers.size() > 1;
    return made;
}

cron_picker::field cron_picker::list(const field_rule& rule, int near) {
    field made = item(rule, near);
    const auto more = one_in(2) ? 0 : pick_->between(1, 4);
    for (int n = 0; n < more; ++n) {
        const field next = item(rule, near);
        made.text += "," + next.text;
        made.numbers.insert(next.numbers.begin(), next.numbers.end());
        made.is_elapsed |= next.is_elapsed;
    }
    return made;
}

cron_picker::field cron_picker::open_or_list(const field_rule& rule, int near) {
    if (one_in(3)) return {"*", every_number(rule.low_of_star, rule.high), true};
    return list(rule, near);
}

/// Seconds, minutes or hours: half of them single values, near to the moment in question or 0.
cron_picker::field cron_picker::time_field(const field_rule& rule, int near) {
    switch (pick_->between(0, 7)) {
        case 0:
        case 1:
            return {"0", {0}};
        case 2:
        case 3: {
            const int value = number(rule, near);
            return {spelt(rule, value), {value}};
        }
        case 4: {  // a comma list of values: times of day all the same
            field made;
            for (std::int64_t n = pick_->between(2, 6); n > 0; --n) {
                const int value = number(rule, near);
                made.text += (made.text.empty() ? "" : ",") + spelt(rule, value);
                made.numbers.insert(value);
            }
            return made;
        }
        default:
            return open_or_list(rule, near);
    }
}

std::string cron_picker::special_day_of_month(plain_cron& means, cron_dialect dialect, int near) {
    const field_rule& rule = rule_of_days(dialect);
    switch (pick_->between(0, dialect == cron_dialect::aws ? 2 : 5)) {
        case 0:
            means.last_days.insert(0);
            return one_in(5) ? "l" : "L";
        case 1: {
            const int day = number(rule, near);
            means.workdays.insert(day);
            return std::to_string(day) + (one_in(5) ? "w" : "W");
        }
        case 2:
        case 3:
            means.last_workdays.insert(0);
            return "LW";
        case 4: {
            const int before = static_cast<int>(one_in(2) ? pick_->between(1, 30) : pick_->between(1, 4));
            means.last_days.insert(before);
            return "L-" + std::to_string(before);
        }
        default: {
            if (dialect != cron_dialect::quartz) {
                means.last_days.insert(0);
                return "L";
            }
            const int before = static_cast<int>(one_in(2) ? pick_->between(1, 30) : pick_->between(1, 4));
            means.last_workdays.insert(before);
            return "L-" + std::to_string(before) + "W";
        }
    }
}

std::string cron_picker::special_day_of_week(plain_cron& means, cron_dialect dialect, int near) {
    if (dialect == cron_dialect::quartz && one_in(10)) {
        add_weekday(means, 6);
        return "L";
    }
    const field_rule& rule = rule_of_weekdays(dialect);
    const int value = number(rule, near);
    const int weekday = from_sunday(dialect, value);
    std::string written = spelt(rule, value);
    if (one_in(2)) {
        means.last_weekdays.insert(weekday);
        return written + "L";
    }
    const int which = static_cast<int>(pick_->between(1, 5));
    means.weekdays.insert({weekday, which});
    return written + "#" + std::to_string(which);
}

/// A day-of-month field that is restricted: numbers, `L` and `W`, alone or in one list.
std::string cron_picker::day_of_month(plain_cron& means, cron_dialect dialect, int near) {
    std::string written;
    const bool has_special = dialect != cron_dialect::unix_cron && one_in(2);
    if (!has_special || one_in(2)) {
        const field numbers = list(rule_of_days(dialect), near);
        written = numbers.text;
        means.days = numbers.numbers;
    }
    const std::int64_t specials = has_special ? (one_in(2) ? 1 : pick_->between(1, 3)) : 0;
    for (std::int64_t n = 0; n < specials; ++n) {
        const std::string special = special_day_of_month(means, dialect, near);
        const bool is_last = written.empty() || one_in(2);
        if (!written.empty()) written.insert(is_last ? written.size() : 0, 1, ',');
        written.insert(is_last ? written.size() : 0, special);
    }
    return written;
}

std::string cron_picker::day_of_week(plain_cron& means, cron_dialect dialect, int near) {
    std::string written;
    const bool has_special = dialect != cron_dialect::unix_cron && one_in(3);
    if (!has_special || one_in(2)) {
        const field numbers = list(rule_of_weekdays(dialect), near);
        written = numbers.text;
        for (const int value : numbers.numbers) add_weekday(means, from_sunday(dialect, value));
    }
    const std::int64_t specials = has_special ? (one_in(2) ? 1 : pick_->between(1, 3)) : 0;
    for (std::int64_t n = 0; n < specials; ++n) {
        const std::string special = special_day_of_week(means, dialect, near);
        written += (written.empty() ? "" : ",") + special;
    }
    return written;
}

/// The day-of-month, month and day-of-week fields, and what the dialect makes of the two day fields.
std::string cron_picker::day_fields_joined_by(const std::string& month, random_cron& made,
                                              const civil_date& near, int weekday) {
    const cron_dialect dialect = made.options.dialect;
    const bool takes_turns = dialect == cron_dialect::quartz || dialect == cron_dialect::aws;
    enum { neither, first, second, both } restricted = neither;
    switch (pick_->between(0, 9)) {
        case 0:
        case 1:
        case 2:
        case 3:
            break;
        case 4:
        case 5:
            restricted = first;
            break;
        case 6:
        case 7:
            restricted = second;
            break;
        default:
            restricted = both;
            break;
    }
    const int weekday_number = takes_turns ? weekday + 1 : weekday;
    std::string days = "*";
    std::string weekdays = "*";
    made.means.days = every_number(1, 31);
    for (int n = 0; n < 7; ++n) add_weekday(made.means, n);
    if (restricted == first || restricted == both) {
        made.means.days.clear();
        days = day_of_month(made.means, dialect, near.day);
    }
    if (restricted == second || restricted == both) {
        made.means.weekdays.clear();
        weekdays = day_of_week(made.means, dialect, weekday_number);
    }
    if (restricted == both) {
        if (takes_turns || one_in(4)) made.options.both_days = both_days_policy::both;
        const bool begins_with_star = days[0] == '*' || weekdays[0] == '*';
        if (dialect == cron_dialect::unix_cron && made.options.both_days == both_days_policy::as_dialect &&
            !begins_with_star)
            made.means.combination = plain_cron::day_rule::in_either;
    } else if (takes_turns) {
        const bool is_first = restricted == second || (restricted == neither && one_in(2));
        (is_first ? days : weekdays) = "?";
    } else if (has_question_mark(dialect) && one_in(3)) {
        if (restricted == first) weekdays = "?";
        if (restricted == second) days = "?";
    }
    return days + separator() + month + separator() + weekdays;
}

/// A year field: one year or one range, as far as 9999, or lists and steps, as far as 2199.
std::string cron_picker::years(plain_cron& means, cron_dialect dialect, int near) {
    const int latest = dialect == cron_dialect::aws ? last_year_of_aws : 9999;
    const int first = std::clamp(near + static_cast<int>(pick_->between(-3, 2)), 1970, latest);
    switch (pick_->between(0, 4)) {
        case 0:
            return "*";
        case 1:
            means.year_range = {first, first};
            return std::to_string(first);
        case 2: {
            const int last =
                std::clamp(first + static_cast<int>(pick_->between(0, one_in(3) ? 500 : 8)), first, latest);
            means.year_range = {first, last};
            return std::to_string(first) + "-" + std::to_string(last);
        }
        default: {
            const field_rule rule{.low = 1970,
                                  .high = last_listed_year,
                                  .longest_step = 30,
                                  .wraps = field_rule::wrapping::refused};
            field made = list(rule, near);
            while (made.numbers.size() == last_listed_year - 1970 + 1)
                made = list(rule, near);  // `*/1` is `*`
            means.years = made.numbers;
            return made.text;
        }
    }
}

/// What stands between two fields: nearly always one blank.
std::string cron_picker::separator() {
    if (!one_in(30)) return " ";
    return one_in(2) ? "\t" : "  ";
}

random_cron cron_picker::expression(std::int64_t near) {
    static constexpr std::array<cron_dialect, 6> dialects{cron_dialect::quartz, cron_dialect::quartz,
                                                          cron_dialect::quartz, cron_dialect::unix_cron,
                                                          cron_dialect::spring, cron_dialect::aws};
    return expression(dialects[static_cast<std::size_t>(pick_->between(0, 5))], near);
}

random_cron cron_picker::expression(cron_dialect dialect, std::int64_t near) {
    const auto wraps =
        dialect == cron_dialect::quartz ? field_rule::wrapping::accepted : field_rule::wrapping::refused;
    const field_rule sixty{.low = 0, .high = 59, .longest_step = 59, .wraps = wraps};
    const field_rule hours{.low = 0, .high = 23, .longest_step = 23, .wraps = wraps};
    const field_rule months{
        .low = 1, .high = 12, .longest_step = 12, .names = month_names, .first_named = 1, .wraps = wraps};
    const std::int64_t local = std::clamp<std::int64_t>(near, 0, last_local_day * 86400 + 86399);
    const std::int64_t day = local / 86400;
    const civil_date date = date_of_day(day);
    const int time = static_cast<int>(local % 86400);

    random_cron made;
    made.options.dialect = dialect;
    const field second = time_field(sixty, time % 60);
    const field minute = time_field(sixty, time / 60 % 60);
    const field hour = time_field(hours, time / 3600);
    const field month = one_in(2) ? field{"*", every_number(1, 12)} : list(months, date.month);
    const bool has_seconds = dialect == cron_dialect::quartz || dialect == cron_dialect::spring;
    if (has_seconds) {
        made.text = second.text + separator();
        made.means.seconds = second.numbers;
    }
    const bool is_elapsed = (has_seconds && second.is_elapsed) || minute.is_elapsed || hour.is_elapsed;
    made.means.times = is_elapsed ? plain_cron::time_rule::elapsed : plain_cron::time_rule::fixed;
    made.means.minutes = minute.numbers;
    made.means.hours = hour.numbers;
    made.means.months = month.numbers;
    made.text += minute.text + separator() + hour.text + separator() +
                 day_fields_joined_by(month.text, made, date, weekday_of_day(day));
    if (dialect == cron_dialect::aws || (dialect == cron_dialect::quartz && one_in(4)))
        made.text += separator() + years(made.means, dialect, date.year);
    if (dialect == cron_dialect::aws) made.text = "cron(" + made.text + ")";
    return made;
}

}  // namespace nextfire_test
