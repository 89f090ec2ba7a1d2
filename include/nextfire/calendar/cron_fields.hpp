/// What a cron expression names, field by field: sets of seconds, minutes, hours, days, months and years.
///
/// A set is a word of bits, so that two expressions that mean the same have the same fields, however they
/// were written: `MON-FRI` and `2,3,4,5,6` are one set.
#pragma once

#include <nextfire/base/result.hpp>

#include <array>
#include <bit>
#include <chrono>
#include <cstdint>
#include <optional>
#include <string_view>

namespace nextfire::inline v0 {

/// A set of years: one range within 1970 to 9999, or any set within 1970 to 2199.
class year_set {
public:
    /// Makes the set of all years, 1970 to 9999.
    constexpr year_set() noexcept = default;

    /// Makes the set of the years from first to last; 1970 <= first <= last <= 9999.
    [[nodiscard]] static constexpr year_set between(int first, int last) noexcept {
        year_set years;
        years.words_ = {static_cast<std::uint64_t>(first), static_cast<std::uint64_t>(last), 0, is_range};
        return years;
    }

    /// Makes a set, not empty, of years from 1970 to 2199: bit n % 64 of word n / 64 is the year 1970 + n.
    /// Years in a row become the range that they are.
    [[nodiscard]] static constexpr year_set listed(const std::array<std::uint64_t, 4>& words) noexcept {
        year_set years;
        years.words_ = words;
        const int first = *years.on_or_after(first_year);
        const int last = *years.on_or_before(last_listed_year);
        int size = 0;
        for (const std::uint64_t word : words) size += std::popcount(word);
        return size == last - first + 1 ? between(first, last) : years;
    }

    /// Says whether every year is in the set.
    [[nodiscard]] constexpr bool is_all() const noexcept {
        return is_contiguous() && words_[0] == first_year && words_[1] == last_year;
    }

    /// Says whether one year alone is in the set.
    [[nodiscard]] constexpr bool is_one() const noexcept { return is_contiguous() && words_[0] == words_[1]; }

    /// Says whether the years of the set follow one another without a hole.
    [[nodiscard]] constexpr bool is_contiguous() const noexcept { return words_[3] == is_range; }

    /// Gives the words that listed() makes this set of; only where is_contiguous() says no.
    [[nodiscard]] constexpr const std::array<std::uint64_t, 4>& listed_words() const noexcept {
        return words_;
    }

    /// Says whether a year is in the set.
    [[nodiscard]] constexpr bool contains(int year) const noexcept {
        if (is_contiguous()) return year >= first_of_range() && year <= last_of_range();
        return year >= first_year && year <= last_listed_year && has(year - first_year);
    }

    /// Finds the first year of the set that is not before `year`.
    [[nodiscard]] constexpr std::optional<int> on_or_after(int year) const noexcept {
        if (is_contiguous()) {
            if (year > last_of_range()) return std::nullopt;
            return year < first_of_range() ? first_of_range() : year;
        }
        for (int n = year < first_year ? 0 : year - first_year; n <= last_listed_year - first_year; ++n)
            if (has(n)) return first_year + n;
        return std::nullopt;
    }

    /// Finds the last year of the set that is not after `year`.
    [[nodiscard]] constexpr std::optional<int> on_or_before(int year) const noexcept {
        if (is_contiguous()) {
            if (year < first_of_range()) return std::nullopt;
            return year > last_of_range() ? last_of_range() : year;
        }
        if (year < first_year) return std::nullopt;
        for (int n = (year > last_listed_year ? last_listed_year : year) - first_year; n >= 0; --n)
            if (has(n)) return first_year + n;
        return std::nullopt;
    }

    /// Says whether two sets hold the same years, however they were made.
    friend constexpr bool operator==(const year_set&, const year_set&) = default;

    static constexpr int first_year = 1970;        ///< The first year of any set.
    static constexpr int last_year = 9999;         ///< The last year of a range.
    static constexpr int last_listed_year = 2199;  ///< The last year of a set with holes, as in Quartz.

private:
    static constexpr std::uint64_t is_range = std::uint64_t{1} << 63;

    [[nodiscard]] constexpr bool has(int n) const noexcept {
        return (words_[static_cast<std::size_t>(n / 64)] >> n % 64 & 1) != 0;
    }
    [[nodiscard]] constexpr int first_of_range() const noexcept { return static_cast<int>(words_[0]); }
    [[nodiscard]] constexpr int last_of_range() const noexcept { return static_cast<int>(words_[1]); }

    // The years 1970 + n as bits; or, where the last word is is_range alone, the first and the last year.
    std::array<std::uint64_t, 4> words_{first_year, last_year, 0, is_range};
};

/// How the day-of-month and the day-of-week field work together.
enum class day_combination : std::uint8_t {
    both,    ///< A day fires if it is in both; a field that is `?` or `*` holds every day.
    either,  ///< A day fires if it is in one of them: cron since Unix V7, where both fields are restricted.
};

/// Gives the name of a combination: `both`, `either`; empty for a number that is none.
[[nodiscard]] std::string_view to_string(day_combination combination) noexcept;

/// Reads the name of a combination; any other text is one violation `unknown_name` of `field`, with the names there are
/// and the nearest of them.
///
///     parse_day_combination("either");   // day_combination::either
[[nodiscard]] result<day_combination> parse_day_combination(std::string_view text,
                                                            std::string_view field = "combination");

/// What the three time fields describe.
enum class time_meaning : std::uint8_t {
    fixed,    ///< Times of day: single values and comma lists.
    elapsed,  ///< Time that goes by: a `*`, a range or a step that gives more than one value.
};

/// Gives the name of a meaning: `fixed`, `elapsed`; empty for a number that is none.
[[nodiscard]] std::string_view to_string(time_meaning times) noexcept;

/// Reads the name of a meaning; any other text is one violation `unknown_name` of `field`, as for the combinations.
///
///     parse_time_meaning("elapsed");   // time_meaning::elapsed
[[nodiscard]] result<time_meaning> parse_time_meaning(std::string_view text,
                                                      std::string_view field = "times");

/// The sets behind a cron expression.  Two expressions are equal when these are.
struct cron_fields {
    std::uint64_t seconds = 1;        ///< Bit n is second n.
    std::uint64_t minutes = 1;        ///< Bit n is minute n.
    std::uint32_t hours = 1;          ///< Bit n is hour n.
    std::uint32_t days = 0;           ///< Bit n - 1 is day n of the month.
    std::uint32_t last_days = 0;      ///< Bit n is `L-n`, the day n days before the last; bit 0 is `L`.
    std::uint32_t workdays = 0;       ///< Bit n - 1 is `nW`, the weekday (Monday to Friday) nearest to day n.
    std::uint32_t last_workdays = 0;  ///< Bit n is `L-nW`; bit 0 is `LW`.
    std::uint64_t weekdays = 0;      ///< Bit 7 * (k - 1) + w is the k-th weekday w of the month; 0 is Sunday.
    std::uint8_t last_weekdays = 0;  ///< Bit w is `wL`, the last weekday w of the month.
    std::uint16_t months = 0xFFF;    ///< Bit 0 is January.
    day_combination combination = day_combination::both;  ///< How the two day fields work together.
    time_meaning times =
        time_meaning::fixed;  ///< Whether the three time fields name times or tell of time that goes by.
    year_set years;           ///< The years in which it fires at all.
    /// `@every`: the time from one occurrence to the next.  Zero in all other expressions; where it is not,
    /// the sets above are those of a default cron_fields.
    std::chrono::seconds every{0};

    static constexpr std::uint64_t all_sixty = (std::uint64_t{1} << 60) - 1;     ///< seconds, minutes
    static constexpr std::uint32_t all_hours = (std::uint32_t{1} << 24) - 1;     ///< hours
    static constexpr std::uint32_t all_days = (std::uint32_t{1} << 31) - 1;      ///< days
    static constexpr std::uint64_t all_weekdays = (std::uint64_t{1} << 35) - 1;  ///< weekdays
    static constexpr std::uint16_t all_months = 0xFFF;                           ///< months

    /// A set of weekdays, bit 0 for Sunday, times this is that set in all five weeks of a month.
    static constexpr std::uint64_t every_week = 0x10204081;

    /// Gives the weekdays, bit 0 for Sunday, of which every one in the month is in `weekdays`.
    [[nodiscard]] constexpr std::uint32_t whole_weekdays() const noexcept {
        std::uint64_t whole = 0x7F;
        for (int week = 0; week < 5; ++week) whole &= weekdays >> 7 * week;
        return static_cast<std::uint32_t>(whole);
    }

    /// Gives the only time of day, from midnight, where the three time fields name one alone.
    [[nodiscard]] constexpr std::optional<std::chrono::seconds> only_time() const noexcept {
        // A set less its lowest bit; what is left over is a second time of day.
        const std::uint64_t others =
            (seconds & (seconds - 1)) | (minutes & (minutes - 1)) | (hours & (hours - 1));
        if (others != 0 || seconds == 0 || minutes == 0 || hours == 0) return std::nullopt;
        return std::chrono::seconds{std::countr_zero(hours) * 3600 + std::countr_zero(minutes) * 60 +
                                    std::countr_zero(seconds)};
    }

    /// Says whether the day-of-month field lets every day pass; then it is written `*` or `?`.
    [[nodiscard]] constexpr bool any_day_of_month() const noexcept { return days == all_days; }

    /// Says whether the day-of-week field lets every day pass.
    [[nodiscard]] constexpr bool any_day_of_week() const noexcept { return weekdays == all_weekdays; }

    /// Says whether weekdays fire whatever their place in the month: Mondays, not second Mondays.
    [[nodiscard]] constexpr bool has_plain_weekdays() const noexcept {
        return last_weekdays == 0 && weekdays == (weekdays & 0x7F) * every_week;
    }

    /// Says whether two expressions mean the same: all sets, and how they work together.
    friend constexpr bool operator==(const cron_fields&, const cron_fields&) = default;
};

}  // namespace nextfire::inline v0
