/// What the cron benchmarks work on: expressions with a name, read by nextfire and by the peer.
#pragma once

#include "cron_peer.hpp"
#include "workload.hpp"

#include <nextfire/nextfire.hpp>

#include <array>
#include <string_view>
#include <vector>

namespace nextfire_bench {

/// An expression as text, and its name in the benchmarks.
struct cron_workload {
    const char* name;
    std::string_view text;
    nextfire::cron_dialect dialect = nextfire::cron_dialect::quartz;
};

// One time of day.
inline constexpr cron_workload cron_daily{"daily", "0 0 9 * * ?"};
inline constexpr cron_workload cron_weekdays{"weekdays", "0 30 8 ? * MON-FRI"};
inline constexpr cron_workload cron_month_days{"month_days", "0 0 9 1,2,28,L 1,3,12 ?"};

// Elapsed time, the same step all day long.
inline constexpr cron_workload cron_ten_seconds{"every_10_seconds", "*/10 * * * * ?"};
inline constexpr cron_workload cron_five_minutes{"every_5_minutes", "0 */5 * * * ?"};
inline constexpr cron_workload cron_half_hours{"at_15_and_45", "0 15,45 * * * ?"};

// Several times a day.
inline constexpr cron_workload cron_thrice{"three_times_a_day", "0 0 9,12,18 * * ?"};
inline constexpr cron_workload cron_office_hours{"office_half_hours", "0 0/30 8-17 ? * MON-FRI"};

// Rare and ugly.
inline constexpr cron_workload cron_leap_day{"leap_day", "0 0 0 29 2 ?"};
inline constexpr cron_workload cron_last_workday{"last_workday", "0 0 9 LW * ?"};
inline constexpr cron_workload cron_workday_near_15{"workday_near_15", "0 0 9 15W * ?"};
inline constexpr cron_workload cron_third_friday{"third_friday", "0 0 9 ? * 6#3"};
inline constexpr cron_workload cron_last_friday{"last_friday", "0 0 9 ? * 6L"};
inline constexpr cron_workload cron_13th_or_friday{"13th_or_friday", "0 9 13 * 5",
                                                   nextfire::cron_dialect::unix_cron};
inline constexpr cron_workload cron_new_years{"new_years_to_2040", "0 0 9 1 1 ? 2024-2040"};

inline constexpr std::array all_cron_workloads{
    cron_daily,           cron_weekdays,     cron_month_days,   cron_ten_seconds,    cron_five_minutes,
    cron_half_hours,      cron_thrice,       cron_office_hours, cron_leap_day,       cron_last_workday,
    cron_workday_near_15, cron_third_friday, cron_last_friday,  cron_13th_or_friday, cron_new_years};

// No day is ever named.
inline constexpr cron_workload cron_february_30{"february_30", "0 0 0 30 2 ?"};
inline constexpr cron_workload cron_31_of_short_months{"31_of_short_months", "0 0 0 31 2,4,6,9,11 ?"};
inline constexpr cron_workload cron_february_29_never{"february_29_in_2025_to_2027",
                                                      "0 0 0 29 2 ? 2025-2027"};

/// The expression read by nextfire; the program ends if it is refused.
[[nodiscard]] nextfire::cron_expression expression_of(const cron_workload& work);

/// The expression read by the peer.
[[nodiscard]] cron_peer_sets peer_sets_of(const cron_workload& work);

/// The schedules of an expression in each of the five zones.
[[nodiscard]] std::vector<nextfire::schedule> schedules_of(const cron_workload& work);

/// The peer's schedules in each of the five zones.
[[nodiscard]] std::vector<cron_peer> peers_of(const cron_workload& work);

}  // namespace nextfire_bench
