#include "zone/posix_rule.hpp"
#include "base/ascii.hpp"

#include "base/message.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <optional>

namespace nextfire::inline v0::detail {
namespace {

constexpr std::int64_t day_seconds = 86400;
constexpr std::int64_t cycle_seconds =
    146097 * day_seconds;  // the Gregorian calendar repeats after 400 years

// ---- reading ----

constexpr bool is_letter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/// Reads a TZ string from left to right.  After the first misfit `at_` stays where it happened, and
/// everything asked for later fails too.
class rule_reader {
public:
    explicit rule_reader(std::string_view text) : text_(text) {}

    [[nodiscard]] std::size_t position() const { return at_; }
    [[nodiscard]] bool at_end() const { return at_ == text_.size(); }

    [[nodiscard]] bool take(char wanted) {
        if (at_end() || text_[at_] != wanted) return false;
        ++at_;
        return true;
    }

    /// Takes a name: three letters or more, or between < and > three or more letters, digits, + and -.
    [[nodiscard]] std::optional<std::string_view> name() {
        const bool is_quoted = take('<');
        const std::size_t first = at_;
        const auto belongs = [&](char c) {
            return is_letter(c) || (is_quoted && (is_digit(c) || c == '+' || c == '-'));
        };
        while (!at_end() && belongs(text_[at_])) ++at_;
        const std::string_view found = text_.substr(first, at_ - first);
        if (found.size() < 3 || found.size() > longest_abbreviation) return std::nullopt;
        if (is_quoted && !take('>')) return std::nullopt;
        return found;
    }

    /// Takes a number of at most `most_digits` digits within bounds.
    [[nodiscard]] std::optional<std::int32_t> number(std::size_t most_digits, std::int32_t low,
                                                     std::int32_t high) {
        const std::size_t first = at_;
        std::int32_t value = 0;
        while (!at_end() && is_digit(text_[at_]) && at_ - first < most_digits) {
            value = value * 10 + (text_[at_] - '0');
            ++at_;
        }
        if (at_ == first || value < low || value > high) {
            at_ = first;
            return std::nullopt;
        }
        return value;
    }

    /// Takes `[+-]h[h[h]][:mm[:ss]]` and gives the seconds.
    [[nodiscard]] std::optional<std::int32_t> time(std::size_t hour_digits, std::int32_t most_hours) {
        const bool negative = take('-');
        if (!negative) (void)take('+');
        const auto hours = number(hour_digits, 0, most_hours);
        if (!hours) return std::nullopt;
        std::int32_t seconds = *hours * 3600;
        for (const std::int32_t unit : {60, 1}) {
            if (!take(':')) break;
            const auto part = number(2, 0, 59);
            if (!part) return std::nullopt;
            seconds += *part * unit;
        }
        return negative ? -seconds : seconds;
    }

    /// Takes `,Mm.w.d`, `,Jn` or `,n`, and the time after a slash where there is one.
    [[nodiscard]] std::optional<posix_date> date() {
        if (!take(',')) return std::nullopt;
        posix_date found;
        if (!day(found)) return std::nullopt;
        if (!take('/')) return found;
        const auto seconds = time(3, 167);
        if (!seconds) return std::nullopt;
        found.time_seconds = *seconds;
        return found;
    }

private:
    [[nodiscard]] bool day(posix_date& found) {
        if (take('M')) {
            const auto month = number(2, 1, 12);
            if (!month || !take('.')) return false;
            const auto week = number(1, 1, 5);
            if (!week || !take('.')) return false;
            const auto weekday = number(1, 0, 6);
            if (!weekday) return false;
            found.written = posix_date::notation::month_week_day;
            found.month = static_cast<std::uint8_t>(*month);
            found.week = static_cast<std::uint8_t>(*week);
            found.weekday = static_cast<std::uint8_t>(*weekday);
            return true;
        }
        const bool julian = take('J');
        const auto number_of_day = julian ? number(3, 1, 365) : number(3, 0, 365);
        if (!number_of_day) return false;
        found.written = julian ? posix_date::notation::julian : posix_date::notation::day_of_year;
        found.day = static_cast<std::uint16_t>(*number_of_day);
        return true;
    }

    std::string_view text_;
    std::size_t at_ = 0;
};

/// Takes the whole string; false at the first misfit.
bool read_rule(rule_reader& reader, posix_rule_text& found) {
    const auto standard_name = reader.name();
    if (!standard_name) return false;
    const auto west = reader.time(2, 24);
    if (!west) return false;
    found.standard_name = *standard_name;
    found.rule.standard_offset = -*west;
    if (reader.at_end()) return true;

    const auto summer_name = reader.name();
    if (!summer_name) return false;
    found.summer_name = *summer_name;
    found.rule.has_summer = true;
    found.rule.summer_abbreviation = 1;
    found.rule.summer_offset = found.rule.standard_offset + 3600;
    // A digit or a sign here is the summer offset; a comma leaves it one hour ahead.
    rule_reader ahead = reader;
    if (!ahead.take(',')) {
        const auto summer_west = reader.time(2, 24);
        if (!summer_west) return false;
        found.rule.summer_offset = -*summer_west;
    }
    const auto begin = reader.date();
    if (!begin) return false;
    const auto end = reader.date();
    if (!end) return false;
    found.rule.summer_begin = *begin;
    found.rule.summer_end = *end;
    // Two names for one clock are one clock, which never changes.
    const bool differs =
        found.summer_name != found.standard_name || found.rule.summer_offset != found.rule.standard_offset;
    found.rule.has_summer = differs;
    return reader.at_end();
}

// ---- the calendar ----

/// Counts the days from 1970-01-01 to 1 January of a year, 1 or later.
constexpr std::int64_t days_to_year(std::int64_t year) {
    const std::int64_t past = year - 1;
    return past * 365 + past / 4 - past / 100 + past / 400 - 719162;
}

constexpr bool is_leap(std::int64_t year) {
    return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
}

/// Gives the year of an instant between 1970 and 2370.
std::int64_t year_of(std::int64_t t) {
    const std::int64_t days = t / day_seconds;
    std::int64_t year = 1970 + days / 366;  // at most one too small, or two towards 2370
    while (days_to_year(year + 1) <= days) ++year;
    return year;
}

/// Gives the day of the year, from 0, on which a rule's date falls.  Day 365 of a common year is the
/// 1 January that follows it.
std::int64_t day_in_year(const posix_date& date, std::int64_t year, std::int64_t first_day) {
    const std::int64_t leap = is_leap(year) ? 1 : 0;
    if (date.written == posix_date::notation::day_of_year) return date.day;
    if (date.written == posix_date::notation::julian) return date.day - 1 + (date.day >= 60 ? leap : 0);
    constexpr std::array<std::int16_t, 13> before_month{0,   31,  59,  90,  120, 151, 181,
                                                        212, 243, 273, 304, 334, 365};
    const auto before = [&](unsigned month) { return before_month[month] + (month >= 2 ? leap : 0); };
    const std::int64_t month_begin = before(date.month - 1u);
    const std::int64_t month_end = before(date.month);
    constexpr std::int64_t whole_weeks = 700000;  // keeps the sum positive; 1970-01-01 was a Thursday
    const std::int64_t weekday = (first_day + month_begin + 4 + whole_weeks) % 7;
    const std::int64_t day = month_begin + (date.weekday - weekday + 7) % 7 + (date.week - 1) * 7;
    return day < month_end ? day : day - 7;
}

std::int64_t change_instant(const posix_date& date, std::int32_t offset_before, std::int64_t year) {
    const std::int64_t first_day = days_to_year(year);
    return (first_day + day_in_year(date, year, first_day)) * day_seconds + date.time_seconds - offset_before;
}

// ---- evaluating ----

/// A year's two changes, when their order is the same every year: they stand so far from each other and from
/// the year's ends that none of another year comes between.
struct plain_year {
    std::int64_t first;
    std::int64_t second;
    bool first_begins_summer;
};

std::optional<plain_year> plain_changes(const posix_rule& rule, std::int64_t year) {
    // 167 hours of time and 25 of offset move a change by less than nine days, and from year to year a
    // date (the last Sunday of a month) moves by less than another nine.
    constexpr std::int64_t year_margin = 9 * day_seconds;
    constexpr std::int64_t order_margin = 20 * day_seconds;
    const std::int64_t begin = change_instant(rule.summer_begin, rule.standard_offset, year);
    const std::int64_t end = change_instant(rule.summer_end, rule.summer_offset, year);
    const std::int64_t first = std::min(begin, end);
    const std::int64_t second = std::max(begin, end);
    const bool inside = first >= days_to_year(year) * day_seconds + year_margin &&
                        second <= days_to_year(year + 1) * day_seconds - year_margin;
    if (!inside || second - first < order_margin) return std::nullopt;
    return plain_year{first, second, begin < end};
}

offset_period period_of(const posix_rule& rule, std::int64_t begin, std::int64_t end, bool summer) {
    return summer ? offset_period{begin, end, rule.summer_offset, rule.summer_abbreviation}
                  : offset_period{begin, end, rule.standard_offset, rule.standard_abbreviation};
}

/// Answers for rules like those of every zone in use; nullopt where changes stand near each other or a
/// year's ends.
std::optional<offset_period> plain_period(const posix_rule& rule, std::int64_t t) {
    const std::int64_t year = year_of(t);
    const auto here = plain_changes(rule, year);
    if (!here) return std::nullopt;
    if (t >= here->first && t < here->second)
        return period_of(rule, here->first, here->second, here->first_begins_summer);
    const auto beside = plain_changes(rule, t < here->first ? year - 1 : year + 1);
    if (!beside) return std::nullopt;
    if (t < here->first) return period_of(rule, beside->second, here->first, !here->first_begins_summer);
    return period_of(rule, here->second, beside->first, !here->first_begins_summer);
}

/// Answers for every rule, by laying out all changes of so many years that any year which makes a
/// difference must be among them: each kind of year (leap or not, by its first weekday, with the year
/// after it) comes again within 40 years.
offset_period general_period(const posix_rule& rule, std::int64_t t) {
    constexpr std::int64_t reach = 42;
    struct change {
        std::int64_t at;
        bool to_summer;
    };
    std::array<change, 2 * (2 * reach + 1)> changes{};
    std::size_t count = 0;
    const std::int64_t middle = year_of(t);
    for (std::int64_t year = middle - reach; year <= middle + reach; ++year) {
        for (const bool to_summer : {true, false}) {
            const std::int64_t at = to_summer ? change_instant(rule.summer_begin, rule.standard_offset, year)
                                              : change_instant(rule.summer_end, rule.summer_offset, year);
            // Nearly sorted already.  Of changes at one instant the later of the sequence comes last, and
            // holds.
            std::size_t place = count++;
            for (; place > 0 && changes[place - 1].at > at; --place) changes[place] = changes[place - 1];
            changes[place] = {at, to_summer};
        }
    }
    // The very first and last changes lack their neighbours from outside; what they say is not used.
    offset_period found{offset_period::always, offset_period::never, 0, 0};
    std::size_t now = 0;
    while (now + 1 < count && changes[now + 1].at <= t) ++now;
    const bool summer = changes[now].to_summer;
    for (std::size_t i = now; i > 3; --i) {
        if (changes[i - 1].at == changes[i].at || changes[i - 1].to_summer == summer) continue;
        found.begin = changes[i].at;
        break;
    }
    for (std::size_t i = now + 1; i + 3 < count; ++i) {
        if (changes[i].at == changes[i + 1].at || changes[i].to_summer == summer) continue;
        found.end = changes[i].at;
        break;
    }
    return period_of(rule, found.begin, found.end, summer);
}

std::int64_t add_clamped(std::int64_t a, std::int64_t b) {
    std::int64_t sum = 0;
    if (!__builtin_add_overflow(a, b, &sum)) return sum;
    return b > 0 ? offset_period::never : offset_period::always;
}

}  // namespace

result<posix_rule_text> parse_posix_rule(std::string_view text, std::string_view field) {
    rule_reader reader{text};
    posix_rule_text found;
    if (read_rule(reader, found)) return found;
    return expected_found(violation_code::malformed, field, reader.position() + 1,
                          "a POSIX time zone rule such as CET-1CEST,M3.5.0,M10.5.0/3", quoted(text));
}

offset_period rule_period(const posix_rule& rule, std::int64_t t) noexcept {
    if (!rule.has_summer) return period_of(rule, offset_period::always, offset_period::never, false);
    const std::int64_t remainder = t % cycle_seconds;
    const std::int64_t in_cycle = remainder < 0 ? remainder + cycle_seconds : remainder;
    const std::int64_t cycles = t / cycle_seconds - (remainder < 0 ? 1 : 0);
    const auto plain = plain_period(rule, in_cycle);
    offset_period found = plain ? *plain : general_period(rule, in_cycle);
    // |cycles * cycle_seconds| <= |t| + one cycle; the product is taken in parts that cannot overflow.
    const std::int64_t shift = cycles >= 0 ? cycles * cycle_seconds : (cycles + 1) * cycle_seconds;
    for (std::int64_t* edge : {&found.begin, &found.end}) {
        if (*edge == offset_period::always || *edge == offset_period::never) continue;
        *edge = add_clamped(*edge, shift);
        if (cycles < 0) *edge = add_clamped(*edge, -cycle_seconds);
    }
    return found;
}

}  // namespace nextfire::inline v0::detail
