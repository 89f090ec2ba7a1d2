/// A second opinion on cron expressions: it walks the calendar day by day, and the clock's hands over each
/// day.
///
/// Like brute_force.hpp, on which it stands, it shares no code with nextfire; only the names of the policies
/// are nextfire's.
#pragma once

#include <nextfire/engine/schedule.hpp>

#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <utility>
#include <vector>

#include "brute_force.hpp"

namespace nextfire_test {

/// The numbers from low to high.
std::set<int> every_number(int low, int high);

/// A cron expression in plain numbers, and the choices around it.
struct plain_cron {
    /// Which days the two day fields choose together.
    enum class day_rule { in_both, in_either };
    /// What the times are: times of day, or time that goes by.
    enum class time_rule { fixed, elapsed };

    std::set<int> seconds{0};
    std::set<int> minutes{0};
    std::set<int> hours{0};
    // day-of-month
    std::set<int> days;           // 1 to 31
    std::set<int> last_days;      // L-n
    std::set<int> workdays;       // nW
    std::set<int> last_workdays;  // L-nW
    // day-of-week: the weekday, 0 for Sunday, and which of the month it is, 1 to 5
    std::set<std::pair<int, int>> weekdays;
    std::set<int> last_weekdays;  // wL
    std::set<int> months;         // 1 to 12
    std::set<int> years;          // empty for all
    std::optional<std::pair<int, int>> year_range;
    day_rule combination = day_rule::in_both;
    time_rule times = time_rule::fixed;

    nextfire::gap_policy gap = nextfire::gap_policy::at_transition;
    nextfire::overlap_policy overlap = nextfire::overlap_policy::first;
    std::optional<std::int64_t> not_before;
    std::optional<std::int64_t> expiry;
};

/// Answers every question about a cron expression by walking from day to day.
class cron_brute_force {
public:
    cron_brute_force(wall_clock& clock, plain_cron wanted) : clock_(&clock), wanted_(std::move(wanted)) {}

    /// Says whether a local day, counted from 1970-01-01, is one of the expression's.
    [[nodiscard]] bool matches_day(std::int64_t day) const;

    /// Says whether a local time, counted in seconds from 1970-01-01, is one of the expression's.
    [[nodiscard]] bool matches(std::int64_t local) const;

    /// Finds a day of the expression from `day` to `last`.
    [[nodiscard]] std::optional<std::int64_t> day_on_or_after(std::int64_t day, std::int64_t last) const;
    [[nodiscard]] std::optional<std::int64_t> day_on_or_before(std::int64_t day, std::int64_t first) const;

    /// Clause 3.1: the smallest occurrence strictly greater, the largest strictly smaller.
    std::optional<std::int64_t> next(std::int64_t after);
    std::optional<std::int64_t> prev(std::int64_t before);

    /// Gives the occurrences in [from, until), ascending.
    std::vector<std::int64_t> occurrences(std::int64_t from, std::int64_t until);

    bool contains(std::int64_t instant);

    /// Tells which local time fires at an instant: the one that the clock reads, or else the earliest.
    std::optional<nextfire::occurrence> occurrence_at(std::int64_t instant);

    /// The same as occurrences(), second by second through a recording of the clock; a beginning and an
    /// expiry are not heeded.  Of a fixed schedule, the first and the last 27 hours are not to be believed.
    [[nodiscard]] std::vector<std::int64_t> occurrences_by_the_second(
        const wall_clock::recording& recorded) const;

private:
    /// Some local times in a row, and the offset at which the clock reads them; none where a change of the
    /// clock makes it jump over some of them or read them twice.
    struct stretch {
        std::int64_t first;
        std::int64_t last;
        std::optional<std::int64_t> offset;
    };

    [[nodiscard]] std::int64_t earliest() const;
    [[nodiscard]] std::int64_t latest() const;
    [[nodiscard]] bool matches_year(int year) const;
    [[nodiscard]] bool matches_date(const civil_date& date, std::int64_t day) const;
    [[nodiscard]] std::optional<std::int64_t> offset_of(std::int64_t first, std::int64_t last);
    std::vector<stretch> stretches_of_day(std::int64_t day);
    [[nodiscard]] std::optional<std::int64_t> local_on_or_after(const stretch& part,
                                                                std::int64_t local) const;
    [[nodiscard]] std::optional<std::int64_t> local_on_or_before(const stretch& part,
                                                                 std::int64_t local) const;
    const std::vector<firing>& firings_around_change(const stretch& part);

    wall_clock* clock_;
    plain_cron wanted_;
    std::map<std::int64_t, std::vector<firing>> around_changes_;  // by the first local time of the stretch
};

}  // namespace nextfire_test
