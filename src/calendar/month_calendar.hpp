/// Months as numbers: which month a day lies in, and on which day a month begins.
///
/// Days are counted from 1970-01-01, months from January 1970, so that walking from month to month is an
/// addition.  Two calendars answer the same questions: a table for the years to 2139, where nearly every
/// question falls, and the proleptic Gregorian calendar of <chrono> for all of time.
#pragma once

#include <array>
#include <chrono>
#include <cstddef>
#include <cstdint>

namespace nextfire::inline v0::detail {

/// The most days that each month can have, January first.
inline constexpr std::array<std::uint32_t, 12> longest_month{31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};

/// The months by their lengths, bit 0 for January.
inline constexpr std::uint32_t february = 1U << 1;
inline constexpr std::uint32_t months_of_30_days = 1U << 3 | 1U << 5 | 1U << 8 | 1U << 10;
inline constexpr std::uint32_t months_of_31_days = 0xFFF & ~months_of_30_days & ~february;

/// Gives the days 1 to `length` as bits.
[[nodiscard]] constexpr std::uint32_t days_up_to(int length) noexcept {
    return length == 0 ? 0 : ~std::uint32_t{0} >> (32 - length);
}

/// Says whether one of the months (bit 0 is January) ever has one of the days (bit 0 is day 1, bit 31 is
/// `L`).
[[nodiscard]] constexpr bool some_month_has(std::uint32_t month_bits, std::uint32_t day_bits) noexcept {
    for (std::uint32_t month = 0; month < 12; ++month) {
        const std::uint32_t days = days_up_to(static_cast<int>(longest_month[month]));
        if ((month_bits >> month & 1) != 0 && (day_bits & (days | std::uint32_t{1} << 31)) != 0) return true;
    }
    return false;
}

/// Gives the bits in the opposite order: bit i of 32 becomes bit 31 - i.
[[nodiscard]] constexpr std::uint32_t reversed(std::uint32_t bits) noexcept {
    bits = (bits & 0x5555'5555) << 1 | (bits >> 1 & 0x5555'5555);
    bits = (bits & 0x3333'3333) << 2 | (bits >> 2 & 0x3333'3333);
    bits = (bits & 0x0F0F'0F0F) << 4 | (bits >> 4 & 0x0F0F'0F0F);
    bits = (bits & 0x00FF'00FF) << 8 | (bits >> 8 & 0x00FF'00FF);
    return bits << 16 | bits >> 16;
}

/// Turns days counted from the beginning of a month of some length into days counted from its end, and back;
/// those that it does not have are left out.
[[nodiscard]] constexpr std::uint32_t from_other_end(std::uint32_t days, int length) noexcept {
    return reversed(days) >> (32 - length);
}

/// A month as the engine needs it.
struct calendar_month {
    std::int32_t first_day;
    std::uint32_t length_beyond_28;  ///< 0 to 3.
    std::uint32_t month_of_year;     ///< 0 for January.
    std::uint32_t first_weekday;     ///< Of its first day, 0 for Sunday.
};

/// The calendar of all days, by <chrono>.
struct far_calendar {
    /// December 1969: west of Greenwich it is still local time in it when 1970 begins in UTC.
    static constexpr std::int32_t first_month = -1;
    /// The first month beyond the calendar, January 10001.
    static constexpr std::int32_t month_limit = (10'001 - 1970) * 12;

    [[nodiscard]] static std::int32_t month_of(std::int32_t day) noexcept {
        const std::chrono::year_month_day date{std::chrono::sys_days{std::chrono::days{day}}};
        return (static_cast<int>(date.year()) - 1970) * 12 +
               static_cast<std::int32_t>(static_cast<unsigned>(date.month())) - 1;
    }

    [[nodiscard]] static constexpr calendar_month at(std::int32_t month) noexcept {
        const std::int32_t years = (month >= 0 ? month : month - 11) / 12;  // floor
        const auto month_of_year = static_cast<std::uint32_t>(month - years * 12);
        const std::chrono::year_month first{std::chrono::year{1970 + years},
                                            std::chrono::month{month_of_year + 1}};
        const std::chrono::sys_days first_day{first / 1};
        const std::chrono::sys_days last_day{first / std::chrono::last};
        return {static_cast<std::int32_t>(first_day.time_since_epoch().count()),
                static_cast<std::uint32_t>((last_day - first_day).count()) - 27, month_of_year,
                std::chrono::weekday{first_day}.c_encoding()};
    }
};

/// The calendar of the days from 1961 to 2139, by table: 8 KB that stay in the cache.
///
/// It begins and ends more than eight years beyond the instants of the fast path, 1970 to 2106, so that from
/// each of their days the nearest day that fires is in it, even if that is a 29 February.
struct near_calendar {
    static constexpr std::int32_t first_month = (1961 - 1970) * 12;
    /// The first month beyond the calendar, January 2140.
    static constexpr std::int32_t month_limit = (2140 - 1970) * 12;
    static constexpr std::int32_t first_covered_day = -3'287;  ///< 1961-01-01.
    static constexpr std::int32_t day_limit = 62'091;          ///< 2140-01-01.

    /// day in [first_covered_day, day_limit).
    ///
    /// 2153 / 2^16 is a hair less than the number of months in a day, so the product names the right month or
    /// the one before it; the table decides.  Proven for every day by day_stepping_test.
    [[nodiscard]] static std::int32_t month_of(std::int32_t day) noexcept {
        const auto since_start = static_cast<std::uint32_t>(day - first_covered_day);
        const std::uint32_t guess = since_start * 2153U >> 16;
        // The sign of the difference, and not a comparison: a branch here could not be predicted.
        const std::uint32_t is_later = 1 - ((since_start - months[guess + 1].first_day) >> 31);
        return static_cast<std::int32_t>(guess + is_later) + first_month;
    }

    /// month in [first_month, month_limit].
    [[nodiscard]] static calendar_month at(std::int32_t month) noexcept {
        const entry& found = months[static_cast<std::size_t>(month - first_month)];
        return {found.first_day + first_covered_day, found.length_beyond_28, found.month_and_weekday & 31U,
                static_cast<std::uint32_t>(found.month_and_weekday >> 5)};
    }

private:
    struct entry {
        std::uint16_t first_day;  // counted from first_covered_day
        std::uint8_t length_beyond_28;
        std::uint8_t month_and_weekday;  // month of the year, + 32 * weekday of the first day
    };
    static constexpr std::array<entry, month_limit - first_month + 1> months = [] {
        std::array<entry, month_limit - first_month + 1> all{};
        for (std::int32_t month = first_month; month <= month_limit; ++month) {
            const calendar_month known = far_calendar::at(month);
            all[static_cast<std::size_t>(month - first_month)] = {
                static_cast<std::uint16_t>(known.first_day - first_covered_day),
                static_cast<std::uint8_t>(known.length_beyond_28),
                static_cast<std::uint8_t>(known.month_of_year + 32 * known.first_weekday)};
        }
        return all;
    }();
};

}  // namespace nextfire::inline v0::detail
