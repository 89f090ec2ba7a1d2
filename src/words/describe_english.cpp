#include "words/description.hpp"
#include "words/number_runs.hpp"

#include <nextfire/base/instant.hpp>

#include <fmt/core.h>

#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>

namespace nextfire::inline v0::detail {
namespace {

using namespace std::chrono;

constexpr std::array<std::string_view, 7> weekday_names{"Sunday",   "Monday", "Tuesday", "Wednesday",
                                                        "Thursday", "Friday", "Saturday"};
constexpr std::array<std::string_view, 12> month_names{"January",   "February", "March",    "April",
                                                       "May",       "June",     "July",     "August",
                                                       "September", "October",  "November", "December"};
constexpr std::array<std::string_view, 6> which_of_month{"first",  "second", "third",
                                                         "fourth", "fifth",  "last"};
constexpr std::string_view what_a_weekday_is = "(Monday to Friday)";

/// How the items of a choice are put: "every Monday and Friday", "any Monday or Friday".
struct choice_words {
    std::string_view conjunction;
    std::string_view each;
    std::string_view alone;  ///< Before a single weekday.
};
constexpr choice_words all_of_them{" and ", "every", "every"};
constexpr choice_words one_of_them{" or ", "any", "on a"};

std::string number(int n) {
    return fmt::format("{}", n);
}

/// Writes `1st`, `2nd`, `11th`.
std::string ordinal(int n) {
    const std::array<std::string_view, 4> endings{"th", "st", "nd", "rd"};
    const bool is_teen = n % 100 / 10 == 1;
    return fmt::format("{}{}", n, is_teen || n % 10 > 3 ? "th" : endings[static_cast<std::size_t>(n % 10)]);
}

std::string weekday_name(int weekday) {
    return std::string{weekday_names[static_cast<std::size_t>(weekday % 7)]};
}

std::string month_name(int month) {
    return std::string{month_names[static_cast<std::size_t>(month - 1)]};
}

/// Writes `a, b and c`.
std::string list(const std::vector<std::string>& items, std::string_view conjunction = " and ") {
    return joined(items, ", ", conjunction);
}

/// Writes a list whose items may hold an "and" of their own: `a and b`, but `a, b, and c`.
std::string list_of_phrases(const std::vector<std::string>& items, std::string_view conjunction = " and ") {
    return joined(items, ", ", items.size() > 2 ? fmt::format(",{}", conjunction) : conjunction);
}

std::string number_list(const std::vector<int>& numbers) {
    return list(run_names(numbers, " to ", number));
}

/// Writes every number: `1, 2 and 3`, where "1 to 3" would seem to be a stretch of time.
std::string plain_list(const std::vector<int>& numbers) {
    return list(names_of(numbers, number));
}

/// Writes `1 minute`, `5 minutes`.
std::string counted(std::int64_t n, std::string_view unit) {
    return fmt::format("{} {}{}", n, unit, n == 1 ? "" : "s");
}

/// Writes `1 hour 30 minutes`, and for a single unit just `hour`.
std::string duration_after_every(seconds duration) {
    const hh_mm_ss parts{duration};
    if (duration == hours{1}) return "hour";
    if (duration == minutes{1}) return "minute";
    if (duration == seconds{1}) return "second";
    std::vector<std::string> units;
    if (parts.hours() != hours{0}) units.push_back(counted(parts.hours().count(), "hour"));
    if (parts.minutes() != minutes{0}) units.push_back(counted(parts.minutes().count(), "minute"));
    if (parts.seconds() != seconds{0}) units.push_back(counted(parts.seconds().count(), "second"));
    return joined(units, " ", " ");
}

/// Writes `5 minutes`, `30 seconds`, `5 minutes 30 seconds`.
std::string offset_text(seconds offset) {
    const hh_mm_ss parts{offset};
    if (parts.minutes() == minutes{0}) return counted(parts.seconds().count(), "second");
    std::string whole = counted(parts.minutes().count(), "minute");
    if (parts.seconds() == seconds{0}) return whole;
    return fmt::format("{} {}", whole, counted(parts.seconds().count(), "second"));
}

/// Writes ` from 08:00 to 09:55 and from 13:00 to 17:55`.
std::string spans(const stepped_times& times) {
    std::vector<std::string> stretches;
    for (const auto& [first, last] : span_texts(times))
        stretches.push_back(fmt::format("from {} to {}", first, last));
    return fmt::format(" {}", list(stretches));
}

std::string hours_of_day(const std::vector<int>& day_hours) {
    const auto clock = [](int hour) { return hour_minute(hours{hour}); };
    if (day_hours.size() == 24) return "every hour";
    if (day_hours.size() == 1) return clock(day_hours.front());
    const auto step = even_step(day_hours);
    if (!step) return fmt::format("the hours {}", plain_list(day_hours));
    return fmt::format("every {}hour from {} to {}", *step == 1 ? "" : fmt::format("{} ", ordinal(*step)),
                       clock(day_hours.front()), clock(day_hours.back()));
}

/// Begins a sentence with the seconds or minutes of what is named next: `At 0, 15 and 40 minutes past `,
/// `Every 5 minutes of `, `Every 7 minutes from 0 to 56 minutes past `.
std::string values_past(const std::vector<int>& values, std::string_view unit) {
    const auto step = even_step(values);
    if (!step) {
        const bool is_one = values.size() == 1 && values.front() == 1;
        return fmt::format("At {} {}{} past ", number_list(values), unit, is_one ? "" : "s");
    }
    const std::string often = *step == 1 ? std::string{unit} : counted(*step, unit);
    if (divides_round(values)) return fmt::format("Every {} of ", often);
    return fmt::format("Every {} from {} to {} {}s past ", often, values.front(), values.back(), unit);
}

/// Names the minutes that the seconds before them belong to.
std::string marked_minutes(const clock_times& times) {
    if (const auto* listed = std::get_if<listed_times>(&times.marks)) {
        std::vector<std::string> texts;
        for (const seconds time : listed->times) texts.push_back(hour_minute(time));
        return list(texts);
    }
    if (const auto* stepped = std::get_if<stepped_times>(&times.marks)) {
        const auto step = static_cast<int>(stepped->step / minutes{1});
        const std::string which = step == 1 ? "every minute" : fmt::format("every {} minute", ordinal(step));
        const bool is_all = step == 1 && !stepped->have_bounds();
        return is_all ? which : which + spans(*stepped);
    }
    const auto& [of_hour, of_day] = std::get<minutes_of_hours>(times.marks);
    const auto step = even_step(of_hour);
    const std::string day_hours = hours_of_day(of_day);
    if (of_hour.size() == 60) return fmt::format("every minute of {}", day_hours);
    if (step)
        return fmt::format("every {}minute from {} to {} of {}",
                           *step == 1 ? "" : fmt::format("{} ", ordinal(*step)), of_hour.front(),
                           of_hour.back(), day_hours);
    return fmt::format("minute{} {} of {}", of_hour.size() == 1 ? "" : "s", number_list(of_hour), day_hours);
}

std::string times_text(const clock_times& times) {
    if (!times.seconds.empty()) return values_past(times.seconds, "second") + marked_minutes(times);
    if (const auto* listed = std::get_if<listed_times>(&times.marks)) {
        std::vector<std::string> texts;
        for (const seconds time : listed->times) texts.push_back(hour_minute_second(time));
        return fmt::format("At {}", list(texts));
    }
    if (const auto* stepped = std::get_if<stepped_times>(&times.marks)) {
        std::string every = fmt::format("Every {}", duration_after_every(stepped->step));
        if (stepped->have_bounds()) return every + spans(*stepped);
        const seconds first = stepped->spans.front().first;
        if (first == seconds{0}) return every;
        return fmt::format("At {} past every {}", offset_text(first), duration_after_every(stepped->step));
    }
    const auto& [of_hour, of_day] = std::get<minutes_of_hours>(times.marks);
    return values_past(of_hour, "minute") + hours_of_day(of_day);
}

/// Writes the days counted from the start or the end of a month.
std::string days_of_month(const cron_fields& fields) {
    std::vector<std::string> phrases;
    const std::vector<int> days = members(fields.days, 1);
    std::vector<std::string> names = run_names(days, " to ", ordinal);
    const auto step = even_step(days);
    if (step && *step > 1) {
        phrases.push_back(fmt::format("on every {} day from the {} to the {}", ordinal(*step),
                                      ordinal(days.front()), ordinal(days.back())));
        names.clear();
    }
    if ((fields.last_days & 1) != 0) names.emplace_back("last day");
    if (!names.empty()) phrases.push_back(fmt::format("on the {}", list(names)));
    if (const auto before = members(fields.last_days >> 1, 1); !before.empty())
        phrases.push_back(fmt::format("{} day{} before the last day", plain_list(before),
                                      before.size() == 1 && before.front() == 1 ? "" : "s"));
    if (const auto near = members(fields.workdays, 1); !near.empty())
        phrases.push_back(fmt::format("on the weekday{} {} nearest to the {}", near.size() == 1 ? "" : "s",
                                      what_a_weekday_is, list(names_of(near, ordinal))));
    if ((fields.last_workdays & 1) != 0)
        phrases.push_back(fmt::format("on the last weekday {}", what_a_weekday_is));
    if (const auto before = members(fields.last_workdays >> 1, 1); !before.empty())
        phrases.push_back(
            before == std::vector<int>{1}
                ? fmt::format("on the weekday {} nearest to the day before the last day", what_a_weekday_is)
                : fmt::format("on the weekday{} {} nearest to the day{} {} days before the last day",
                              before.size() == 1 ? "" : "s", what_a_weekday_is, before.size() == 1 ? "" : "s",
                              plain_list(before)));
    return list_of_phrases(phrases);
}

/// Gives the whole weekdays in the order in which they are said: from Sunday, but a weekend is one.
std::vector<int> weekday_order(std::uint8_t bits) {
    const unsigned from_sunday = bits;
    const unsigned from_monday = from_sunday >> 1 | (from_sunday & 1) << 6;
    const unsigned run = from_monday >> std::countr_zero(from_monday);
    return (run & (run + 1)) == 0 ? members(from_monday, 1) : members(from_sunday, 0);
}

/// Writes `every Monday and Friday`, `every day from Monday to Friday`, `the first and last Monday`.
std::string weekday_phrases(const weekday_choice& weekdays, const choice_words& words) {
    std::vector<std::string> phrases;
    if (weekdays.whole != 0) {
        const std::vector<int> whole = weekday_order(weekdays.whole);
        phrases.push_back(
            is_one_run(whole)
                ? fmt::format("{} day from {} to {}", words.each, weekday_name(whole.front()),
                              weekday_name(whole.back()))
                : fmt::format("{} {}", words.each, list(names_of(whole, weekday_name), words.conjunction)));
    }
    const auto which = [](int k) { return std::string{which_of_month[static_cast<std::size_t>(k - 1)]}; };
    for (std::size_t weekday = 0; weekday < 7; ++weekday)
        if (const std::vector<int>& some = weekdays.some[weekday]; !some.empty())
            phrases.push_back(fmt::format("the {} {}", list(names_of(some, which), words.conjunction),
                                          weekday_names[weekday]));
    return list_of_phrases(phrases, words.conjunction);
}

std::string days_of_week(const weekday_choice& weekdays, const choice_words& words) {
    if (!weekdays.is_whole()) return fmt::format("on {}", weekday_phrases(weekdays, words));
    const std::vector<int> whole = weekday_order(weekdays.whole);
    if (whole.size() == 1) return fmt::format("{} {}", words.alone, weekday_name(whole.front()));
    const std::string names = list(run_names(whole, " to ", weekday_name), words.conjunction);
    return is_one_run(whole) ? names : fmt::format("on {}", names);
}

/// Writes `January and March`, `January to March`.
std::string month_list(const cron_fields& fields) {
    const std::vector<int> numbers = members(fields.months, 1);
    return list(is_one_run(numbers) ? run_names(numbers, " to ", month_name) : names_of(numbers, month_name));
}

/// Writes ` of every month`, ` of January and March`, ` of every month from January to March`.
std::string of_months(const cron_fields& fields) {
    if (fields.months == cron_fields::all_months) return " of every month";
    // The last day of January to March would be in March.
    const bool is_run = is_one_run(members(fields.months, 1));
    return fmt::format(" of {}{}", is_run ? "every month from " : "", month_list(fields));
}

/// Writes the months where they are restricted: ` in January and March`, ` from January to March`.
std::string in_months(const cron_fields& fields) {
    if (fields.months == cron_fields::all_months) return "";
    const bool is_run = is_one_run(members(fields.months, 1));
    return fmt::format(" {} {}", is_run ? "from" : "in", month_list(fields));
}

/// Writes the years where they are restricted: ` in 2026`, ` from 2026 on`, ` in the years 2026 to 2030`.
std::string years(const description& subject) {
    if (subject.fields.years.is_all()) return "";
    const int first = *subject.fields.years.on_or_after(year_set::first_year);
    const int last = *subject.fields.years.on_or_before(year_set::last_year);
    if (subject.years.empty()) {
        if (first == last) return fmt::format(" in {}", first);
        if (last == year_set::last_year) return fmt::format(" from {} on", first);
        if (last == first + 1) return fmt::format(" in {} and {}", first, last);
        return fmt::format(" in the years {} to {}", first, last);
    }
    if (const auto step = even_step(subject.years))
        return fmt::format(" in every {} year from {} to {}", ordinal(*step), first, last);
    const std::vector<std::string> names = run_names(subject.years, " to ", number);
    return fmt::format(" in {}{}", names.size() == subject.years.size() ? "" : "the years ", list(names));
}

std::string date(local_days day) {
    const year_month_day parts{day};
    return fmt::format("{} {} {}", static_cast<unsigned>(parts.day()),
                       month_name(static_cast<int>(static_cast<unsigned>(parts.month()))),
                       static_cast<int>(parts.year()));
}

std::string cycle_text(const description& subject) {
    const std::string places =
        subject.cycle_places.empty()
            ? std::string{}
            : fmt::format("on the {} day of ", list(names_of(subject.cycle_places, ordinal)));
    return fmt::format(
        "{}every {} days{}", places, subject.day_interval->count(),
        subject.cycle_begin ? fmt::format(", counted from {}", date(*subject.cycle_begin)) : "");
}

std::string days_text(const description& subject) {
    const cron_fields& fields = subject.fields;
    const bool parts_month = !subject.weekdays.is_whole();
    switch (subject.days) {
        case described_days::every:
            if (subject.day_interval) return cycle_text(subject);
            return fmt::format("every day{}{}", in_months(fields), years(subject));
        case described_days::date:
            return fmt::format("on {} {} {}", std::countr_zero(fields.days) + 1, month_list(fields),
                               *fields.years.on_or_after(year_set::first_year));
        case described_days::of_month:
            return days_of_month(fields) + of_months(fields) + years(subject);
        case described_days::of_week:
            return days_of_week(subject.weekdays, all_of_them) +
                   (parts_month ? of_months(fields) : in_months(fields)) + years(subject);
        case described_days::both:
            return fmt::format("{}{}{}, but only {}", days_of_month(fields), of_months(fields),
                               years(subject), days_of_week(subject.weekdays, one_of_them));
        case described_days::either:
            break;
    }
    const bool all_months = fields.months == cron_fields::all_months;
    return fmt::format("{}{} and also {}{}{}{}", days_of_month(fields), all_months ? of_months(fields) : "",
                       days_of_week(subject.weekdays, all_of_them),
                       all_months && parts_month ? of_months(fields) : "",
                       all_months ? "" : fmt::format(", only{}", in_months(fields)),
                       fields.years.is_all() ? "" : fmt::format(", only{}", years(subject)));
}

/// Writes the limits: `, from 1 March 2026 on`, `, until 31 December 2026 at 12:00:00`.
std::string limits(const description& subject) {
    const auto moment = [](const told_moment& told, seconds unsaid) {
        const auto day = floor<days>(told.local);
        if (told.local - day == unsaid && told.offset.empty()) return date(day);
        return fmt::format("{} at {}{}", date(day), hour_minute_second(told.local - day), told.offset);
    };
    const std::string begin =
        subject.begin ? fmt::format(", from {}", moment(*subject.begin, seconds{0})) : "";
    if (!subject.end) return subject.begin ? begin + " on" : begin;
    return fmt::format("{}{}until {}", begin, subject.begin ? " " : ", ",
                       moment(*subject.end, days{1} - seconds{1}));
}

std::string elapsed_text(const description& subject) {
    return fmt::format("Every {}, counted from {}", duration_after_every(subject.fields.every),
                       subject.anchor ? format_instant(*subject.anchor) : "an instant yet to be named");
}

}  // namespace

std::string english(const description& subject) {
    const std::string zone_name = subject.depends_on_zone() ? fmt::format(", {}", subject.zone_name) : "";
    if (subject.fields.every != seconds{0}) return elapsed_text(subject) + zone_name + limits(subject);
    const bool is_every_day = subject.days == described_days::every && !subject.day_interval &&
                              subject.fields.months == cron_fields::all_months &&
                              subject.fields.years.is_all();
    const bool goes_unsaid = is_every_day && subject.times.fill_day();
    return fmt::format("{}{}{}{}{}", times_text(subject.times),
                       goes_unsaid ? "" : (subject.times.are_listed() ? " " : ", "),
                       goes_unsaid ? "" : days_text(subject), zone_name, limits(subject));
}

}  // namespace nextfire::inline v0::detail
