/// Cron the usual way: sets of values, and a walk from year to month to day to hour to minute to second until
/// all of them match, as croncpp, Quartz and robfig's cron do, with Howard Hinnant's date library for the
/// calendar and the zones.
///
/// It is the baseline beside every figure, and, sharing no code with nextfire, it says what the right answers
/// are: right to 2037, as peer_schedule is.
#pragma once

#include <date/tz.h>

#include <array>
#include <bitset>
#include <chrono>
#include <optional>
#include <string_view>

namespace nextfire_bench {

/// What an expression names.
struct cron_peer_sets {
    std::bitset<60> seconds;
    std::bitset<60> minutes;
    std::bitset<24> hours;
    std::bitset<32> days;                        ///< Day n of the month.
    std::bitset<32> workdays;                    ///< `nW`.
    std::bitset<13> months;                      ///< Month n.
    std::bitset<7> weekdays;                     ///< 0 is Sunday.
    std::bitset<7> last_weekdays;                ///< `nL`.
    std::array<std::bitset<7>, 5> nth_weekdays;  ///< `n#1` to `n#5`.
    std::bitset<230> years;                      ///< The year 1970 + n.
    bool has_last_day = false;                   ///< `L`
    bool has_last_workday = false;               ///< `LW`
    bool either_day = false;                     ///< A day in either of the two day fields fires.
    bool is_elapsed = false;                     ///< Fires at every instant whose reading matches.
};

/// Reads 6 or 7 fields as Quartz writes them, by splitting strings, as croncpp does.  For well-formed text:
/// std::stoi is all that throws.
[[nodiscard]] cron_peer_sets read_quartz(std::string_view text);

/// Reads 5 fields as crontab(5) has them.
[[nodiscard]] cron_peer_sets read_unix_cron(std::string_view text);

/// A cron schedule for date::tz; fires by the same rules at clock changes as nextfire by default.
class cron_peer {
public:
    cron_peer(const cron_peer_sets& sets, std::string_view zone);

    /// Finds the next occurrence within nine years, the longest time without a 29 February and a year more.
    [[nodiscard]] std::optional<std::chrono::sys_seconds> next(std::chrono::sys_seconds after) const;

private:
    [[nodiscard]] std::optional<date::sys_seconds> next_fixed(date::sys_seconds after) const;
    [[nodiscard]] std::optional<date::sys_seconds> next_elapsed(date::sys_seconds after) const;
    [[nodiscard]] std::optional<date::local_seconds> match_from(date::local_seconds from) const;
    [[nodiscard]] std::optional<date::day> day_from(date::year_month_day from) const;
    [[nodiscard]] std::optional<std::chrono::seconds> time_from(std::chrono::seconds from) const;

    cron_peer_sets sets_;
    const date::time_zone* zone_;
};

}  // namespace nextfire_bench
