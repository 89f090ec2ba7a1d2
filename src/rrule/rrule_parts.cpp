#include "rrule/rrule_parts.hpp"
#include "base/ascii.hpp"

#include "rrule/rrule_text.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <utility>

namespace nextfire::inline v0::detail {
namespace {

constexpr std::array<std::string_view, rule_part_count> part_names{
    "FREQ",  "INTERVAL", "COUNT",    "UNTIL",    "BYMONTH", "BYMONTHDAY",
    "BYDAY", "BYHOUR",   "BYMINUTE", "BYSECOND", "WKST"};
/// Parts of RFC 5545 and RFC 7529 that choose days in ways of their own.
constexpr std::array<std::string_view, 5> foreign_names{"BYSETPOS", "BYWEEKNO", "BYYEARDAY", "RSCALE",
                                                        "SKIP"};
constexpr std::array<std::string_view, 4> frequency_names{"DAILY", "WEEKLY", "MONTHLY", "YEARLY"};
constexpr std::array<std::string_view, 3> short_frequency_names{"HOURLY", "MINUTELY", "SECONDLY"};

constexpr std::uint32_t too_large = 1'000'000'000;

/// Finds a name in a list, without regard to the case of letters.
template <std::size_t N>
std::optional<std::size_t> place_of(std::string_view found, const std::array<std::string_view, N>& names) {
    const auto at = std::find_if(names.begin(), names.end(),
                                 [&](std::string_view name) { return equal_ignoring_case(found, name); });
    if (at == names.end()) return std::nullopt;
    return static_cast<std::size_t>(at - names.begin());
}

/// Reads digits and nothing else; what is larger than too_large counts as that.
std::optional<std::uint32_t> digits_of(std::string_view text) {
    if (text.empty()) return std::nullopt;
    std::uint64_t value = 0;
    for (const char c : text) {
        if (c < '0' || c > '9') return std::nullopt;
        value = std::min<std::uint64_t>(value * 10 + static_cast<std::uint64_t>(c - '0'), too_large);
    }
    return static_cast<std::uint32_t>(value);
}

/// The bounds of a number, and its name in messages.
struct number_bounds {
    std::uint32_t low;
    std::uint32_t high;
    std::string_view expected;
};

/// Reads the parts of one rule.
class parts_reader {
public:
    explicit parts_reader(rrule_complaints& complaints) : complaints_(complaints) {}

    rule_parts read(std::string_view rule) {
        piece_reader pieces{rule, ';'};
        for (auto piece = pieces.next(); piece; piece = pieces.next()) part(*piece);
        if (!parts_.has(rule_part::interval)) parts_.interval = 1;
        if (!parts_.has(rule_part::freq))
            complaints_.add(violation_code::missing, rule.substr(0, 0), "a part FREQ", "none");
        return std::move(parts_);
    }

private:
    void part(std::string_view whole) {
        const std::size_t equals = whole.find('=');
        if (equals == std::string_view::npos) {
            complaints_.add(violation_code::malformed, whole, "a part such as FREQ=DAILY");
            return;
        }
        const std::string_view name = whole.substr(0, equals);
        if (const auto foreign = place_of(name, foreign_names)) {
            complaints_.add(violation_code::not_expressible, whole,
                            fmt::format("a rule without {}", foreign_names[*foreign]));
            return;
        }
        const auto place = place_of(name, part_names);
        if (!place) {
            complaints_.add(violation_code::unknown_name, name, "a part such as FREQ or BYDAY");
            return;
        }
        if (!parts_.texts[*place].empty()) {
            complaints_.add(violation_code::malformed, whole, fmt::format("one {}", part_names[*place]),
                            "a second");
            return;
        }
        parts_.texts[*place] = whole;
        value(static_cast<rule_part>(*place), whole.substr(equals + 1));
    }

    void value(rule_part part, std::string_view text) {
        switch (part) {
            case rule_part::freq:
                return frequency_value(text);
            case rule_part::interval:
                parts_.interval = number(text, {1, too_large, "an interval of 1 or more"});
                return;
            case rule_part::count:
                parts_.count = number(text, {1, 1'000'000, "a count from 1 to 1000000"});
                return;
            case rule_part::until:
                parts_.until = parse_stamp(text, "a time such as 20261231T155959Z or a date such as 20261231",
                                           complaints_);
                return;
            case rule_part::by_month:
                parts_.months =
                    static_cast<std::uint16_t>(numbers(text, {1, 12, "a month from 1 to 12"}) >> 1);
                return;
            case rule_part::by_month_day:
                return month_days(text);
            case rule_part::by_day:
                return weekdays(text);
            case rule_part::by_hour:
                parts_.hours = static_cast<std::uint32_t>(numbers(text, {0, 23, "an hour from 0 to 23"}));
                return;
            case rule_part::by_minute:
                parts_.minutes = numbers(text, {0, 59, "a minute from 0 to 59"});
                return;
            case rule_part::by_second:
                parts_.seconds = numbers(text, {0, 59, "a second from 0 to 59"});
                return;
            case rule_part::week_start:
                if (const auto place = place_of(text, calendar_weekday_names)) {
                    parts_.week_start = static_cast<std::uint32_t>(*place);
                } else {
                    complaints_.add(violation_code::malformed, text, "a weekday such as MO");
                }
                return;
        }
    }

    void frequency_value(std::string_view text) {
        if (const auto place = place_of(text, frequency_names)) {
            parts_.freq = static_cast<frequency>(*place);
            return;
        }
        const auto code = place_of(text, short_frequency_names) ? violation_code::not_expressible
                                                                : violation_code::unknown_name;
        complaints_.add(code, text, "DAILY, WEEKLY, MONTHLY or YEARLY");
    }

    std::optional<std::uint32_t> number(std::string_view text, const number_bounds& bounds) {
        const auto value = digits_of(text);
        if (value && *value >= bounds.low && *value <= bounds.high) return value;
        complaints_.add(value ? violation_code::out_of_range : violation_code::malformed, text,
                        bounds.expected);
        return std::nullopt;
    }

    /// Reads a list of numbers below 64 as bits.
    std::uint64_t numbers(std::string_view list, const number_bounds& bounds) {
        std::uint64_t bits = 0;
        piece_reader items{list, ','};
        for (auto item = items.next(); item; item = items.next())
            if (const auto value = number(*item, bounds)) bits |= std::uint64_t{1} << *value;
        return bits;
    }

    void month_days(std::string_view list) {
        constexpr std::string_view expected = "a day of the month from 1 to 31 or from -1 to -31";
        piece_reader items{list, ','};
        for (auto item = items.next(); item; item = items.next()) {
            const bool is_signed = item->starts_with('+') || item->starts_with('-');
            const auto value = digits_of(item->substr(is_signed ? 1 : 0));
            if (!value || *value < 1 || *value > 31) {
                complaints_.add(value ? violation_code::out_of_range : violation_code::malformed, *item,
                                expected);
                continue;
            }
            std::uint32_t& days = item->starts_with('-') ? parts_.last_days : parts_.month_days;
            days |= std::uint32_t{1} << (*value - 1);
        }
    }

    void weekdays(std::string_view list) {
        piece_reader items{list, ','};
        for (auto item = items.next(); item; item = items.next()) weekday(*item);
    }

    void weekday(std::string_view item) {
        constexpr std::string_view expected = "a weekday such as MO, 1MO or -1FR";
        const std::size_t name_at = item.size() < 2 ? 0 : item.size() - 2;
        const auto place = place_of(item.substr(name_at), calendar_weekday_names);
        const std::string_view number = item.substr(0, name_at);
        const bool is_signed = number.starts_with('+') || number.starts_with('-');
        const auto value = digits_of(number.substr(is_signed ? 1 : 0));
        if (!place || (!number.empty() && !value)) {
            complaints_.add(violation_code::malformed, item, expected);
        } else if (value && (*value < 1 || *value > 53)) {
            complaints_.add(violation_code::out_of_range, item, "a number from 1 to 53 before a weekday");
        } else {
            const int signless = static_cast<int>(value.value_or(0));
            parts_.weekdays.push_back(
                {item, number.starts_with('-') ? -signless : signless, static_cast<std::uint32_t>(*place)});
        }
    }

    rrule_complaints& complaints_;
    rule_parts parts_;
};

}  // namespace

rule_parts parse_parts(std::string_view rule, rrule_complaints& complaints) {
    return parts_reader{complaints}.read(rule);
}

}  // namespace nextfire::inline v0::detail
