#include "cron_peer.hpp"

#include <string>

namespace nextfire_bench {

using std::chrono::hours;
using std::chrono::minutes;
using std::chrono::seconds;

namespace {

constexpr unsigned friday = 5;
constexpr unsigned monday = 1;

/// One day as the day fields see it.
struct day_place {
    unsigned day;
    unsigned last;     // day of the month
    unsigned weekday;  // 0 is Sunday
};

bool is_listed_workday(const cron_peer_sets& sets, unsigned day, unsigned last) {
    return sets.workdays[day] || (sets.has_last_workday && day == last);
}

/// Says whether the day is the weekday nearest to a listed one, within the month.
bool is_workday(const cron_peer_sets& sets, const day_place& at) {
    if (at.weekday < monday || at.weekday > friday) return false;
    const auto listed = [&](unsigned day) { return is_listed_workday(sets, day, at.last); };
    if (listed(at.day)) return true;
    if (at.weekday == friday && at.day + 1 <= at.last && listed(at.day + 1)) return true;
    if (at.weekday == friday && at.day + 2 == at.last && listed(at.last)) return true;
    if (at.weekday == monday && at.day > 1 && listed(at.day - 1)) return true;
    return at.weekday == monday && at.day == 3 && listed(1);
}

bool fires_on(const cron_peer_sets& sets, const day_place& at) {
    const bool by_date = sets.days[at.day] || (sets.has_last_day && at.day == at.last) ||
                         ((sets.has_last_workday || sets.workdays.any()) && is_workday(sets, at));
    const bool by_weekday = sets.weekdays[at.weekday] || sets.nth_weekdays[(at.day - 1) / 7][at.weekday] ||
                            (sets.last_weekdays[at.weekday] && at.day + 7 > at.last);
    return sets.either_day ? by_date || by_weekday : by_date && by_weekday;
}

bool allows(const cron_peer_sets& sets, date::year year) {
    const int since_1970 = static_cast<int>(year) - 1970;
    return since_1970 >= 0 && since_1970 < 230 && sets.years[static_cast<std::size_t>(since_1970)];
}

}  // namespace

cron_peer::cron_peer(const cron_peer_sets& sets, std::string_view zone)
    : sets_(sets), zone_(date::locate_zone(std::string{zone})) {}

std::optional<std::chrono::sys_seconds> cron_peer::next(std::chrono::sys_seconds after) const {
    const date::sys_seconds t{after.time_since_epoch()};
    const auto found = sets_.is_elapsed ? next_elapsed(t) : next_fixed(t);
    if (!found) return std::nullopt;
    return std::chrono::sys_seconds{found->time_since_epoch()};
}

/// A local time fires at the first instant at which the clock reads it or a later one.
std::optional<date::sys_seconds> cron_peer::next_fixed(date::sys_seconds after) const {
    date::local_seconds local = zone_->to_local(after);
    while (const auto match = match_from(local + seconds{1})) {
        const date::local_info info = zone_->get_info(*match);
        const date::sys_seconds fired =
            info.result == date::local_info::nonexistent
                ? info.second.begin
                : date::sys_seconds{match->time_since_epoch() - info.first.offset};
        if (fired > after) return fired;
        local = *match;  // in the second pass of an overlap: it fired in the first
    }
    return std::nullopt;
}

/// Every instant whose reading matches fires: from one span of constant offset to the next.
std::optional<date::sys_seconds> cron_peer::next_elapsed(date::sys_seconds after) const {
    date::sys_seconds from = after + seconds{1};
    while (true) {
        const date::sys_info span = zone_->get_info(from);
        const auto match = match_from(date::local_seconds{from.time_since_epoch() + span.offset});
        if (!match) return std::nullopt;
        const date::sys_seconds t{match->time_since_epoch() - span.offset};
        if (t < span.end) return t;
        from = span.end;
    }
}

/// Finds the first local time at or after `from` at which all fields match.
std::optional<date::local_seconds> cron_peer::match_from(date::local_seconds from) const {
    const date::local_days today = date::floor<date::days>(from);
    date::year_month_day date{today};
    seconds time = from - today;
    const date::year horizon = date.year() + date::years{9};
    while (date.year() <= horizon) {
        if (!allows(sets_, date.year())) {
            date = (date.year() + date::years{1}) / 1 / 1;
            time = seconds{0};
            continue;
        }
        const bool allows_month = sets_.months[static_cast<unsigned>(date.month())];
        const auto day = allows_month ? day_from(date) : std::nullopt;
        if (!day) {
            date = (date.year() / date.month() + date::months{1}) / 1;
            time = seconds{0};
            continue;
        }
        if (*day != date.day()) time = seconds{0};
        date = date.year() / date.month() / *day;
        if (const auto found = time_from(time)) return date::local_days{date} + *found;
        date = date::year_month_day{date::local_days{date} + date::days{1}};
        time = seconds{0};
    }
    return std::nullopt;
}

/// Finds the first day of the month, from a day on, that fires.
std::optional<date::day> cron_peer::day_from(date::year_month_day from) const {
    const auto last = static_cast<unsigned>((from.year() / from.month() / date::last).day());
    unsigned weekday = date::weekday{date::local_days{from}}.c_encoding();
    for (auto day = static_cast<unsigned>(from.day()); day <= last; ++day) {
        if (fires_on(sets_, {day, last, weekday})) return date::day{day};
        weekday = weekday == 6 ? 0 : weekday + 1;
    }
    return std::nullopt;
}

/// Finds the first time of day at or after `from` that fires; none is left where tomorrow's comes next.
std::optional<seconds> cron_peer::time_from(seconds from) const {
    const date::hh_mm_ss<seconds> time{from};
    auto hour = static_cast<std::size_t>(time.hours().count());
    auto minute = static_cast<std::size_t>(time.minutes().count());
    auto second = static_cast<std::size_t>(time.seconds().count());
    for (; hour < 24; ++hour, minute = 0, second = 0) {
        if (!sets_.hours[hour]) continue;
        for (; minute < 60; ++minute, second = 0) {
            if (!sets_.minutes[minute]) continue;
            for (; second < 60; ++second)
                if (sets_.seconds[second]) return hours{hour} + minutes{minute} + seconds{second};
        }
    }
    return std::nullopt;
}

}  // namespace nextfire_bench
