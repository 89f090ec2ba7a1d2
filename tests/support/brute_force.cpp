#include "brute_force.hpp"

#include <algorithm>
#include <array>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <utility>

namespace nextfire_test {

namespace {

using nextfire::clock_effect;
using nextfire::day_counting;
using nextfire::gap_policy;
using nextfire::overlap_policy;
using nextfire::schedule_type;

constexpr std::int64_t seconds_a_day = 86400;
constexpr std::int64_t last_instant = 253402300799;  // 9999-12-31T23:59:59Z
constexpr std::int64_t block_seconds = std::int64_t{1} << 25;
// No two changes since 1969 lie nearer than 6.9 days (Noronha 2000), so a probe every 3 days misses none.
constexpr std::int64_t probe_seconds = 3 * 86400;
// No clock is more than 26 hours from UTC: what belongs to a local day lies within two days of it.
constexpr std::int64_t reach_days = 2;
constexpr std::int64_t reach_seconds = 27 * 3600;
// 29 February comes round in 8 years at most; 24 leave room for one or two that a policy skips.
constexpr std::int64_t longest_wait_days = 24 * 366;

std::int64_t floor_divide(std::int64_t value, std::int64_t by) {
    const std::int64_t quotient = value / by;
    return value % by < 0 ? quotient - 1 : quotient;
}

bool is_leap(int year) {
    return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
}

constexpr int first_year = 1960;
constexpr int last_year = 10010;

/// Days from 1970-01-01 to each 1 January, added up year by year.
const std::vector<std::int64_t>& starts_of_years() {
    static const std::vector<std::int64_t> starts = [] {
        std::vector<std::int64_t> sums;
        std::int64_t day = -3653;  // 1960-01-01: ten years before 1970, three of them leap years
        for (int year = first_year; year <= last_year + 1; ++year) {
            sums.push_back(day);
            day += is_leap(year) ? 366 : 365;
        }
        return sums;
    }();
    return starts;
}

[[noreturn]] void give_up(const std::string& why) {
    std::fprintf(stderr, "brute_force: %s\n", why.c_str());
    std::abort();
}

}  // namespace

int length_of_month(int year, int month) {
    static constexpr std::array<int, 12> lengths{31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    return month == 2 && is_leap(year) ? 29 : lengths.at(static_cast<std::size_t>(month - 1));
}

civil_date date_of_day(std::int64_t day) {
    const std::vector<std::int64_t>& starts = starts_of_years();
    const auto after = std::upper_bound(starts.begin(), starts.end(), day);
    if (after == starts.begin() || after == starts.end()) give_up("a day outside the years it knows");
    civil_date date{first_year + static_cast<int>(after - starts.begin()) - 1, 1, 1};
    std::int64_t left = day - *(after - 1);
    while (left >= length_of_month(date.year, date.month)) {
        left -= length_of_month(date.year, date.month);
        ++date.month;
    }
    date.day = static_cast<int>(left) + 1;
    return date;
}

std::int64_t start_of_year(int year) {
    if (year < first_year || year > last_year) give_up("a year it does not know");
    return starts_of_years()[static_cast<std::size_t>(year - first_year)];
}

int weekday_of_day(std::int64_t day) {
    return static_cast<int>(((day + 4) % 7 + 7) % 7);  // 1970-01-01 was a Thursday
}

wall_clock::wall_clock(const std::string& directory, const std::string& zone_name)
    : tz_(":" + directory + "/" + zone_name) {
    std::FILE* file = std::fopen((directory + "/" + zone_name).c_str(), "rb");
    if (file == nullptr) give_up("no zone file for " + zone_name + " in " + directory);
    std::fclose(file);
}

wall_clock::wall_clock(const std::vector<change>& changes) : given_(changes) {
    if (given_.empty()) give_up("a clock without an offset");
}

std::int64_t wall_clock::offset_at(std::int64_t instant) const {
    if (!given_.empty()) {
        std::int64_t offset = given_.front().offset_seconds;
        for (const change& each : given_) {
            if (each.at <= instant) offset = each.offset_seconds;
        }
        return offset;
    }
    static std::string current;
    if (current != tz_) {
        setenv("TZ", tz_.c_str(), 1);
        tzset();
        current = tz_;
    }
    const std::time_t time = instant;
    std::tm fields{};
    if (localtime_r(&time, &fields) == nullptr) give_up("localtime_r has no answer");
    return fields.tm_gmtoff;
}

void wall_clock::find_changes(std::int64_t from, std::int64_t until, std::vector<change>& found) const {
    for (const change& each : given_) {
        if (each.at > from && each.at <= until) found.push_back(each);
    }
    if (!given_.empty()) return;
    std::int64_t low = from;
    std::int64_t offset = offset_at(low);
    while (low < until) {
        std::int64_t high = std::min(low + probe_seconds, until);
        const std::int64_t next_offset = offset_at(high);
        if (next_offset == offset) {
            low = high;
            continue;
        }
        std::int64_t before = low;  // reads the old offset; `high` does not
        while (high - before > 1) {
            const std::int64_t middle = before + (high - before) / 2;
            (offset_at(middle) == offset ? before : high) = middle;
        }
        offset = offset_at(high);
        found.push_back({high, offset});
        low = high;
    }
}

const std::vector<wall_clock::change>& wall_clock::block(std::int64_t number) {
    const auto known = blocks_.find(number);
    if (known != blocks_.end()) return known->second;
    const std::int64_t begin = number * block_seconds;
    std::vector<change> found{{begin, offset_at(begin)}};
    find_changes(begin, begin + block_seconds - 1, found);
    return blocks_.emplace(number, std::move(found)).first->second;
}

std::vector<wall_clock::change> wall_clock::pieces(std::int64_t from, std::int64_t until) {
    std::vector<change> covering;
    const std::int64_t last = floor_divide(until, block_seconds);
    for (std::int64_t number = floor_divide(from, block_seconds); number <= last; ++number) {
        for (const change& piece : block(number)) {
            if (piece.at > until) break;
            if (!covering.empty() && covering.back().offset_seconds == piece.offset_seconds) continue;
            if (piece.at <= from) covering.clear();
            covering.push_back(piece);
        }
    }
    return covering;
}

std::vector<std::int64_t> wall_clock::changes(std::int64_t from, std::int64_t until) {
    std::vector<std::int64_t> found;
    const std::vector<change> covering = pieces(from - 1, until);
    for (std::size_t i = 1; i < covering.size(); ++i) found.push_back(covering[i].at);
    return found;
}

namespace {

/// What a clock does about one local time: where it reads it, and where it leaps over it.
struct local_time_fate {
    std::vector<std::int64_t> readings;
    std::optional<std::int64_t> jump;  // the clock leapt over the local time before it ever read it
    std::int64_t offset_before_jump = 0;
};

local_time_fate fate_of(wall_clock& clock, std::int64_t local) {
    const std::int64_t horizon = local + reach_seconds;
    const std::vector<wall_clock::change> pieces = clock.pieces(local - reach_seconds, horizon);
    local_time_fate fate;
    for (std::size_t i = 0; i < pieces.size(); ++i) {
        const std::int64_t begin = pieces[i].at;
        const std::int64_t end = i + 1 < pieces.size() ? pieces[i + 1].at : horizon + 1;
        const std::int64_t reading = local - pieces[i].offset_seconds;
        if (reading >= begin && reading < end) fate.readings.push_back(reading);
        if (i > 0 && reading < begin && fate.readings.empty() && !fate.jump) {
            fate.jump = begin;
            fate.offset_before_jump = pieces[i - 1].offset_seconds;
        }
    }
    if (!fate.jump && fate.readings.empty()) give_up("a local time that neither exists nor is leapt over");
    return fate;
}

}  // namespace

std::vector<firing> firings_by_policy(wall_clock& clock, std::int64_t local, gap_policy gap,
                                      overlap_policy overlap) {
    const local_time_fate fate = fate_of(clock, local);
    std::vector<firing> fires;
    if (fate.jump) {
        if (gap == gap_policy::at_transition) fires.push_back({*fate.jump, local, clock_effect::moved});
        if (gap == gap_policy::shift)
            fires.push_back({local - fate.offset_before_jump, local, clock_effect::moved});
        return fires;
    }
    if (fate.readings.size() == 1) return {{fate.readings.front(), local, clock_effect::exact}};
    if (overlap != overlap_policy::second)
        fires.push_back({fate.readings.front(), local, clock_effect::ambiguous});
    if (overlap != overlap_policy::first) fires.push_back({fate.readings[1], local, clock_effect::ambiguous});
    return fires;
}

std::vector<firing> firings_of_elapsed(wall_clock& clock, std::int64_t local) {
    const local_time_fate fate = fate_of(clock, local);
    const auto effect = fate.readings.size() > 1 ? clock_effect::ambiguous : clock_effect::exact;
    std::vector<firing> fires;
    for (const std::int64_t reading : fate.readings) fires.push_back({reading, local, effect});
    return fires;
}

bool brute_force::matches(std::int64_t day) const {
    switch (wanted_.type) {
        case schedule_type::fixed_time:
            return day == wanted_.fixed_day;
        case schedule_type::day:
            if (wanted_.counting == day_counting::restart_each_month)
                return (date_of_day(day).day - 1) % wanted_.day_interval == 0;
            return (day - wanted_.anchor_day) % wanted_.day_interval == 0;
        case schedule_type::week:
            return (wanted_.weekday_bits >> weekday_of_day(day) & 1) != 0;
        case schedule_type::month: {
            const civil_date date = date_of_day(day);
            if ((wanted_.month_bits >> (date.month - 1) & 1) == 0) return false;
            if ((wanted_.day_bits >> (date.day - 1) & 1) != 0) return true;
            return (wanted_.day_bits >> 31) != 0 && date.day == length_of_month(date.year, date.month);
        }
    }
    return false;
}

std::int64_t brute_force::earliest() const {
    return std::max<std::int64_t>(0, wanted_.not_before.value_or(0));
}

std::int64_t brute_force::latest() const {
    return std::min(last_instant, wanted_.expiry.value_or(last_instant));
}

std::vector<firing> brute_force::firings_of_day(std::int64_t day) {
    if (!matches(day)) return {};
    const std::int64_t local = day * seconds_a_day + wanted_.time_seconds;
    return wanted_.elapsed == nextfire::elapsed_policy::always
               ? firings_of_elapsed(*clock_, local)
               : firings_by_policy(*clock_, local, wanted_.gap, wanted_.overlap);
}

std::optional<std::int64_t> brute_force::next(std::int64_t after) {
    if (after >= latest()) return std::nullopt;
    const std::int64_t from = after < earliest() ? earliest() : after + 1;
    std::int64_t first_day = floor_divide(from, seconds_a_day) - reach_days;
    std::int64_t last_day =
        std::min(floor_divide(latest(), seconds_a_day) + reach_days, first_day + longest_wait_days);
    if (wanted_.type == schedule_type::fixed_time) first_day = last_day = wanted_.fixed_day;
    std::optional<std::int64_t> best;
    for (std::int64_t day = first_day; day <= last_day; ++day) {
        if (best && (day - reach_days) * seconds_a_day > *best) break;
        for (const firing& fire : firings_of_day(day)) {
            if (fire.instant >= from && fire.instant <= latest() && (!best || fire.instant < *best))
                best = fire.instant;
        }
    }
    return best;
}

std::optional<std::int64_t> brute_force::prev(std::int64_t before) {
    if (before <= earliest()) return std::nullopt;
    const std::int64_t until = before > latest() ? latest() : before - 1;
    std::int64_t first_day = floor_divide(until, seconds_a_day) + reach_days;
    std::int64_t last_day =
        std::max(floor_divide(earliest(), seconds_a_day) - reach_days, first_day - longest_wait_days);
    if (wanted_.type == schedule_type::fixed_time) first_day = last_day = wanted_.fixed_day;
    std::optional<std::int64_t> best;
    for (std::int64_t day = first_day; day >= last_day; --day) {
        if (best && (day + reach_days + 1) * seconds_a_day < *best) break;
        for (const firing& fire : firings_of_day(day)) {
            if (fire.instant <= until && fire.instant >= earliest() && (!best || fire.instant > *best))
                best = fire.instant;
        }
    }
    return best;
}

std::vector<std::int64_t> brute_force::occurrences(std::int64_t from, std::int64_t until) {
    const std::int64_t first = std::max(from, earliest());
    const std::int64_t last = until > latest() ? latest() : until - 1;
    std::vector<std::int64_t> found;
    if (first > last) return found;
    const std::int64_t last_day = floor_divide(last, seconds_a_day) + reach_days;
    for (std::int64_t day = floor_divide(first, seconds_a_day) - reach_days; day <= last_day; ++day) {
        for (const firing& fire : firings_of_day(day)) {
            if (fire.instant >= first && fire.instant <= last) found.push_back(fire.instant);
        }
    }
    std::sort(found.begin(), found.end());
    found.erase(std::unique(found.begin(), found.end()), found.end());
    return found;
}

bool brute_force::contains(std::int64_t instant) {
    return !occurrences(instant, instant + 1).empty();
}

std::optional<nextfire::occurrence> brute_force::occurrence_at(std::int64_t instant) {
    if (instant < earliest() || instant > latest()) return std::nullopt;
    std::optional<firing> told;
    const std::int64_t reads = instant + clock_->offset_at(instant);
    const std::int64_t middle = floor_divide(instant, seconds_a_day);
    for (std::int64_t day = middle - reach_days; day <= middle + reach_days; ++day) {
        for (const firing& fire : firings_of_day(day)) {
            if (fire.instant == instant && (!told || fire.local == reads)) told = fire;
        }
    }
    if (!told) return std::nullopt;
    return nextfire::occurrence{std::chrono::sys_seconds{std::chrono::seconds{told->instant}},
                                std::chrono::local_seconds{std::chrono::seconds{told->local}}, told->effect};
}

wall_clock::recording wall_clock::record(std::int64_t from, std::int64_t until) const {
    recording recorded{from, {}};
    for (std::int64_t instant = from; instant < until; ++instant)
        recorded.readings.push_back(instant + offset_at(instant));
    return recorded;
}

std::vector<std::int64_t> brute_force::occurrences_by_the_second(
    const wall_clock::recording& recorded) const {
    const auto is_scheduled = [this](std::int64_t local) {
        return local - floor_divide(local, seconds_a_day) * seconds_a_day == wanted_.time_seconds &&
               matches(floor_divide(local, seconds_a_day));
    };
    return firings_by_the_second(recorded, is_scheduled, wanted_.gap, wanted_.overlap);
}

std::vector<std::int64_t> firings_by_the_second(const wall_clock::recording& recorded,
                                                const std::function<bool(std::int64_t)>& is_scheduled,
                                                gap_policy gap, overlap_policy overlap) {
    struct local_time {
        std::vector<std::int64_t> read_at;
        std::optional<std::int64_t> leapt_over_at;
        std::int64_t length_of_leap = 0;
    };
    std::map<std::int64_t, local_time> seen;
    std::int64_t latest_reading = recorded.readings.front() - 1;
    std::int64_t instant = recorded.from;
    for (const std::int64_t reading : recorded.readings) {
        if (is_scheduled(reading)) seen[reading].read_at.push_back(instant);
        for (std::int64_t local = latest_reading + 1; local < reading; ++local) {
            if (is_scheduled(local)) seen[local] = {{}, instant, reading - latest_reading - 1};
        }
        latest_reading = std::max(latest_reading, reading);
        ++instant;
    }

    std::vector<std::int64_t> found;
    for (const auto& [local, what] : seen) {
        if (what.leapt_over_at) {
            if (gap == gap_policy::at_transition) found.push_back(*what.leapt_over_at);
            // the clock reads the local time plus the length of the gap at this instant, for no other change
            // is near
            if (gap == gap_policy::shift)
                found.push_back(
                    *what.leapt_over_at + local + what.length_of_leap -
                    recorded.readings[static_cast<std::size_t>(*what.leapt_over_at - recorded.from)]);
            continue;
        }
        if (what.read_at.size() == 1 || overlap != overlap_policy::second)
            found.push_back(what.read_at.front());
        if (what.read_at.size() == 2 && overlap != overlap_policy::first)
            found.push_back(what.read_at.back());
    }
    std::sort(found.begin(), found.end());
    found.erase(std::unique(found.begin(), found.end()), found.end());
    return found;
}

}  // namespace nextfire_test
