/// Months as numbers: which month a day lies in, and on which day a month begins.
///
/// Days are counted from 1970-01-01, months from January 1970, so that walking from month to month is an
/// addition.  Two calendars answer the same questions: a table for the years to 2149, where nearly every
/// question falls, and the proleptic Gregorian calendar of <chrono> for all of time.
#pragma once

#include <array>
#include <chrono>
#include <cstddef>
#include <cstdint>

namespace nextfire::inline v0::detail {

/// The most days that each month can have, January first.
inline constexpr std::array<std::uint32_t, 12> longest_month{31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};

/// Says whether one of the months (bit 0 is January) ever has one of the days (bit 0 is day 1, bit 31 is `L`).
[[nodiscard]] constexpr bool some_month_has(std::uint32_t month_bits, std::uint32_t day_bits) noexcept {
    for (std::uint32_t month = 0; month < 12; ++month) {
        const std::uint32_t days = (std::uint32_t{1} << (longest_month[month] - 1)) * 2 - 1;
        if ((month_bits >> month & 1) != 0 && (day_bits & (days | std::uint32_t{1} << 31)) != 0) return true;
    }
    return false;
}

/// The calendar of all days, by <chrono>.
struct far_calendar {
    /// December 1969: west of Greenwich it is still local time in it when 1970 begins in UTC.
    static constexpr std::int32_t first_month = -1;
    /// The first month beyond the calendar, January 10001.
    static constexpr std::int32_t month_limit = (10'001 - 1970) * 12;

    [[nodiscard]] static std::int32_t month_of(std::int32_t day) noexcept {
        const std::chrono::year_month_day date{std::chrono::sys_days{std::chrono::days{day}}};
        return (static_cast<int>(date.year()) - 1970) * 12 + static_cast<std::int32_t>(static_cast<unsigned>(date.month())) -
               1;
    }

    [[nodiscard]] static constexpr std::int32_t first_day(std::int32_t month) noexcept {
        const std::int32_t years = (month >= 0 ? month : month - 11) / 12;  // floor
        const std::chrono::year_month_day date{std::chrono::year{1970 + years},
                                               std::chrono::month{static_cast<unsigned>(month - years * 12 + 1)},
                                               std::chrono::day{1}};
        return static_cast<std::int32_t>(std::chrono::sys_days{date}.time_since_epoch().count());
    }
};

/// The calendar of the days from 1970 to 2149, by table: 4 KB that stay in the cache.
struct near_calendar {
    static constexpr std::int32_t first_month = 0;
    /// The first month whose end the table does not know, January 2149.
    static constexpr std::int32_t month_limit = (2149 - 1970) * 12;
    static constexpr std::int32_t day_limit = 65'379;  ///< 2149-01-01.

    /// day >= 0 and day < day_limit.
    ///
    /// 2153 / 2^16 is a hair less than the number of months in a day, so the product names the right month or
    /// the one before it; the table decides.  Proven for every day by month_calendar_test.
    [[nodiscard]] static std::int32_t month_of(std::int32_t day) noexcept {
        const auto guess = static_cast<std::int32_t>(static_cast<std::uint32_t>(day) * 2153U >> 16);
        return guess + (day >= first_day(guess + 1) ? 1 : 0);
    }

    [[nodiscard]] static std::int32_t first_day(std::int32_t month) noexcept {
        return first_days[static_cast<std::size_t>(month)];
    }

private:
    static constexpr std::array<std::uint16_t, month_limit + 1> first_days = [] {
        std::array<std::uint16_t, month_limit + 1> days{};
        for (std::int32_t month = 0; month <= month_limit; ++month)
            days[static_cast<std::size_t>(month)] = static_cast<std::uint16_t>(far_calendar::first_day(month));
        return days;
    }();
};

}  // namespace nextfire::inline v0::detail
