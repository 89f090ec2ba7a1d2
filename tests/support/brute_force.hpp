/// A second opinion on schedules, simple enough to be believed: it walks the calendar day by day and asks
/// glibc what the clock shows.
///
/// It shares no code with nextfire; only the names of the choices (types and policies) are nextfire's.
/// Its zone data come from a zoneinfo directory that `zic` compiled, its clock from localtime_r.  It is
/// slow, uses the process's TZ variable, and so belongs to one thread of one test program.
#pragma once

#include <nextfire/engine/schedule.hpp>

#include <chrono>
#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace nextfire_test {

/// A date counted by hand: no calendar library takes part.
struct civil_date {
    int year;
    int month;  // 1 to 12
    int day;    // 1 to 31
};

/// Gives the date of a day counted from 1970-01-01, for the years 1960 to 10010.
civil_date date_of_day(std::int64_t day);

/// Gives the number of days in a month.
int length_of_month(int year, int month);

/// Gives the day, counted from 1970-01-01, of 1 January, for the years 1960 to 10010.
std::int64_t start_of_year(int year);

/// Gives the weekday of a day counted from 1970-01-01; 0 is Sunday.
int weekday_of_day(std::int64_t day);

/// What a wall clock shows, as glibc knows it.
class wall_clock {
public:
    /// From `at` on, the clock is `offset_seconds` ahead of UTC.
    struct change {
        std::int64_t at;
        std::int64_t offset_seconds;
    };

    /// Takes the clock of a zone in a zoneinfo directory, which must be there.
    wall_clock(const std::string& directory, const std::string& zone_name);

    /// Takes a clock that a test made up: its changes in order of time, the first one holding from ever.
    explicit wall_clock(const std::vector<change>& changes);

    /// Gives the offset at an instant; glibc is asked, unless the clock was made up.
    std::int64_t offset_at(std::int64_t instant) const;

    /// What the clock reads at every second from `from` on.
    struct recording {
        std::int64_t from;
        std::vector<std::int64_t> readings;
    };

    /// Asks glibc at every second in [from, until).  Costs 100 ns a second.
    recording record(std::int64_t from, std::int64_t until) const;

    /// Gives the pieces of constant offset that cover [from, until]: the first begins at or before `from`.
    std::vector<change> pieces(std::int64_t from, std::int64_t until);

    /// Gives the instants in [from, until] at which the offset changes.
    std::vector<std::int64_t> changes(std::int64_t from, std::int64_t until);

private:
    const std::vector<change>& block(std::int64_t number);
    void find_changes(std::int64_t from, std::int64_t until, std::vector<change>& found) const;

    std::string tz_;             // empty for a clock that was made up
    std::vector<change> given_;  // empty for a clock of glibc's
    std::map<std::int64_t, std::vector<change>> blocks_;
};

/// An instant at which a local time fires.
struct firing {
    std::int64_t instant;
    std::int64_t local;
    nextfire::clock_effect effect;
};

/// Clause 4.1 and 4.3: when a local time fires that names a time of day.
std::vector<firing> firings_by_policy(wall_clock& clock, std::int64_t local, nextfire::gap_policy gap,
                                      nextfire::overlap_policy overlap);

/// Clause 4.2: when a local time fires that is one of time going by, which is whenever the clock reads it.
std::vector<firing> firings_of_elapsed(wall_clock& clock, std::int64_t local);

/// The same as firings_by_policy() for all local times that `is_scheduled` holds for, from the clause read
/// out loud: at every second of a recording, the local times that the clock reads or jumps over.  The first
/// and the last 27 hours are not to be believed, for what belongs to them may lie outside.
std::vector<std::int64_t> firings_by_the_second(const wall_clock::recording& recorded,
                                                const std::function<bool(std::int64_t)>& is_scheduled,
                                                nextfire::gap_policy gap, nextfire::overlap_policy overlap);

/// A schedule in plain numbers.
struct plain_schedule {
    nextfire::schedule_type type = nextfire::schedule_type::day;
    int day_interval = 1;
    nextfire::day_counting counting = nextfire::day_counting::from_anchor;
    std::int64_t anchor_day = 0;     // days since 1970
    std::uint32_t weekday_bits = 0;  // bit 0 is Sunday
    std::uint32_t month_bits = 0;    // bit 0 is January
    std::uint32_t day_bits = 0;      // bit 0 is day 1, bit 31 the last day
    std::int64_t fixed_day = 0;      // days since 1970
    std::int64_t time_seconds = 0;   // of the day
    nextfire::gap_policy gap = nextfire::gap_policy::at_transition;
    nextfire::overlap_policy overlap = nextfire::overlap_policy::first;
    nextfire::elapsed_policy elapsed = nextfire::elapsed_policy::as_written;
    std::optional<std::int64_t> not_before;
    std::optional<std::int64_t> expiry;
};

/// Answers every question about a schedule by walking from day to day.
class brute_force {
public:
    brute_force(wall_clock& clock, const plain_schedule& wanted) : clock_(&clock), wanted_(wanted) {}

    /// Clause 3.1: the smallest occurrence strictly greater, the largest strictly smaller.
    std::optional<std::int64_t> next(std::int64_t after);
    std::optional<std::int64_t> prev(std::int64_t before);

    /// Gives the occurrences in [from, until), ascending.
    std::vector<std::int64_t> occurrences(std::int64_t from, std::int64_t until);

    bool contains(std::int64_t instant);

    /// Tells which local time fires at an instant: the one that the clock reads, or else the earliest.
    std::optional<nextfire::occurrence> occurrence_at(std::int64_t instant);

    /// The same as occurrences(), by firings_by_the_second(); an expiry and a beginning are not heeded.
    std::vector<std::int64_t> occurrences_by_the_second(const wall_clock::recording& recorded) const;

private:
    bool matches(std::int64_t day) const;
    std::int64_t earliest() const;
    std::int64_t latest() const;
    std::vector<firing> firings_of_day(std::int64_t day);

    wall_clock* clock_;
    plain_schedule wanted_;
};

}  // namespace nextfire_test
