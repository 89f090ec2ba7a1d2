#include "cron_brute_force.hpp"

#include <algorithm>
#include <chrono>
#include <cstddef>

namespace nextfire_test {

namespace {

constexpr std::int64_t seconds_a_day = 86400;
constexpr std::int64_t seconds_an_hour = 3600;
constexpr std::int64_t last_instant = 253402300799;  // 9999-12-31T23:59:59Z
// No clock is more than 26 hours from UTC: what belongs to a local day lies within two days of it.
constexpr std::int64_t reach_days = 2;
constexpr std::int64_t reach_seconds = 27 * seconds_an_hour;
// The days of the years 1969 to 10000: no local day of a supported instant lies outside.
constexpr std::int64_t first_day = -365;
constexpr std::int64_t last_day = 2933261;

constexpr int saturday = 6;
constexpr int sunday = 0;

std::int64_t day_of(std::int64_t seconds) {
    const std::int64_t day = seconds / seconds_a_day;
    return seconds % seconds_a_day < 0 ? day - 1 : day;
}

/// Finds the weekday nearest to a day of a month that begins on `day_zero` + 1, without leaving the month.
int nearest_workday(std::int64_t day_zero, int day, int length) {
    const int weekday = weekday_of_day(day_zero + day);
    if (weekday == saturday) return day > 1 ? day - 1 : 3;
    if (weekday == sunday) return day < length ? day + 1 : day - 2;
    return day;
}

std::vector<int> downward(const std::set<int>& numbers) {
    return {numbers.rbegin(), numbers.rend()};
}

}  // namespace

std::set<int> every_number(int low, int high) {
    std::set<int> numbers;
    for (int number = low; number <= high; ++number) numbers.insert(number);
    return numbers;
}

bool cron_brute_force::matches_year(int year) const {
    if (wanted_.year_range) return year >= wanted_.year_range->first && year <= wanted_.year_range->second;
    return wanted_.years.empty() || wanted_.years.contains(year);
}

bool cron_brute_force::matches_day(std::int64_t day) const {
    return matches_date(date_of_day(day), day);
}

bool cron_brute_force::matches_date(const civil_date& date, std::int64_t day) const {
    if (!matches_year(date.year) || !wanted_.months.contains(date.month)) return false;

    const int length = length_of_month(date.year, date.month);
    const std::int64_t day_zero = day - date.day;
    const auto is_workday_of = [&](int wished) {
        return wished >= 1 && wished <= length && nearest_workday(day_zero, wished, length) == date.day;
    };
    bool in_days_of_month = wanted_.days.contains(date.day) || wanted_.last_days.contains(length - date.day);
    for (const int wished : wanted_.workdays) in_days_of_month |= is_workday_of(wished);
    for (const int before_last : wanted_.last_workdays)
        in_days_of_month |= is_workday_of(length - before_last);

    const int weekday = weekday_of_day(day);
    const bool in_days_of_week = wanted_.weekdays.contains({weekday, (date.day - 1) / 7 + 1}) ||
                                 (wanted_.last_weekdays.contains(weekday) && date.day + 7 > length);
    return wanted_.combination == plain_cron::day_rule::in_both ? in_days_of_month && in_days_of_week
                                                                : in_days_of_month || in_days_of_week;
}

bool cron_brute_force::matches(std::int64_t local) const {
    const std::int64_t day = day_of(local);
    const int time = static_cast<int>(local - day * seconds_a_day);
    return wanted_.hours.contains(time / 3600) && wanted_.minutes.contains(time / 60 % 60) &&
           wanted_.seconds.contains(time % 60) && matches_day(day);
}

std::optional<std::int64_t> cron_brute_force::day_on_or_after(std::int64_t day, std::int64_t last) const {
    day = std::max(day, first_day);
    last = std::min(last, last_day);
    civil_date date = date_of_day(day);
    while (day <= last) {
        if (!matches_year(date.year)) {
            day = start_of_year(date.year + 1);
            date = {date.year + 1, 1, 1};
            continue;
        }
        if (matches_date(date, day)) return day;
        const int length = length_of_month(date.year, date.month);
        if (!wanted_.months.contains(date.month) || date.day == length) {  // on to the next month
            day += length - date.day + 1;
            date =
                date.month == 12 ? civil_date{date.year + 1, 1, 1} : civil_date{date.year, date.month + 1, 1};
        } else {
            ++day;
            ++date.day;
        }
    }
    return std::nullopt;
}

std::optional<std::int64_t> cron_brute_force::day_on_or_before(std::int64_t day, std::int64_t first) const {
    day = std::min(day, last_day);
    first = std::max(first, first_day);
    civil_date date = date_of_day(day);
    while (day >= first) {
        if (!matches_year(date.year)) {
            day = start_of_year(date.year) - 1;
            date = {date.year - 1, 12, 31};
            continue;
        }
        if (matches_date(date, day)) return day;
        if (!wanted_.months.contains(date.month) || date.day == 1) {  // back to the month before
            day -= date.day;
            date = date_of_day(day);
        } else {
            --day;
            --date.day;
        }
    }
    return std::nullopt;
}

std::int64_t cron_brute_force::earliest() const {
    return std::max<std::int64_t>(0, wanted_.not_before.value_or(0));
}

std::int64_t cron_brute_force::latest() const {
    return std::min(last_instant, wanted_.expiry.value_or(last_instant));
}

/// A change of the clock at c from one offset to another concerns the local times from c + the lesser up to
/// c + the greater: it jumps over them or reads them again.  The clock reads all others once.
std::optional<std::int64_t> cron_brute_force::offset_of(std::int64_t first, std::int64_t last) {
    const std::vector<wall_clock::change> pieces =
        clock_->pieces(first - reach_seconds, last + reach_seconds);
    std::optional<std::int64_t> offset;
    for (std::size_t i = 0; i < pieces.size(); ++i) {
        const std::int64_t reads_first = first - pieces[i].offset_seconds;
        const bool is_over = i + 1 < pieces.size() && reads_first >= pieces[i + 1].at;
        if (reads_first >= pieces[i].at && !is_over) offset = pieces[i].offset_seconds;
        if (i == 0) continue;
        const auto [lesser, greater] = std::minmax(pieces[i - 1].offset_seconds, pieces[i].offset_seconds);
        if (pieces[i].at + lesser <= last && pieces[i].at + greater > first) return std::nullopt;
    }
    return offset;
}

/// The whole day; or its hours, where a change of the clock concerns some of them.
std::vector<cron_brute_force::stretch> cron_brute_force::stretches_of_day(std::int64_t day) {
    const std::int64_t midnight = day * seconds_a_day;
    const stretch whole{midnight, midnight + seconds_a_day - 1,
                        offset_of(midnight, midnight + seconds_a_day - 1)};
    if (whole.offset) return {whole};
    std::vector<stretch> hours;
    for (const int hour : wanted_.hours) {
        const std::int64_t first = midnight + hour * seconds_an_hour;
        const std::int64_t last = first + seconds_an_hour - 1;
        hours.push_back({first, last, offset_of(first, last)});
    }
    return hours;
}

std::optional<std::int64_t> cron_brute_force::local_on_or_after(const stretch& part,
                                                                std::int64_t local) const {
    const std::int64_t midnight = day_of(part.first) * seconds_a_day;
    const std::int64_t from = std::max(local, part.first) - midnight;
    for (const int hour : wanted_.hours) {
        if (hour * seconds_an_hour + 3599 < from) continue;
        for (const int minute : wanted_.minutes) {
            if (hour * seconds_an_hour + minute * 60 + 59 < from) continue;
            for (const int second : wanted_.seconds) {
                const std::int64_t time = hour * seconds_an_hour + minute * 60 + second;
                if (time < from) continue;
                return midnight + time <= part.last ? std::optional{midnight + time} : std::nullopt;
            }
        }
    }
    return std::nullopt;
}

std::optional<std::int64_t> cron_brute_force::local_on_or_before(const stretch& part,
                                                                 std::int64_t local) const {
    const std::int64_t midnight = day_of(part.first) * seconds_a_day;
    const std::int64_t until = std::min(local, part.last) - midnight;
    const std::vector<int> minutes = downward(wanted_.minutes);
    const std::vector<int> seconds = downward(wanted_.seconds);
    for (const int hour : downward(wanted_.hours)) {
        if (hour * seconds_an_hour > until) continue;
        for (const int minute : minutes) {
            if (hour * seconds_an_hour + minute * 60 > until) continue;
            for (const int second : seconds) {
                const std::int64_t time = hour * seconds_an_hour + minute * 60 + second;
                if (time > until) continue;
                return midnight + time >= part.first ? std::optional{midnight + time} : std::nullopt;
            }
        }
    }
    return std::nullopt;
}

const std::vector<firing>& cron_brute_force::firings_around_change(const stretch& part) {
    const auto known = around_changes_.find(part.first);
    if (known != around_changes_.end()) return known->second;
    std::vector<firing> found;
    for (auto local = local_on_or_after(part, part.first); local;
         local = local_on_or_after(part, *local + 1)) {
        const std::vector<firing> fires =
            wanted_.times == plain_cron::time_rule::elapsed
                ? firings_of_elapsed(*clock_, *local)
                : firings_by_policy(*clock_, *local, wanted_.gap, wanted_.overlap);
        found.insert(found.end(), fires.begin(), fires.end());
    }
    return around_changes_.emplace(part.first, std::move(found)).first->second;
}

std::optional<std::int64_t> cron_brute_force::next(std::int64_t after) {
    if (after >= latest()) return std::nullopt;
    const std::int64_t from = after < earliest() ? earliest() : after + 1;
    const std::int64_t end = day_of(latest()) + reach_days;
    std::optional<std::int64_t> best;
    for (auto day = day_on_or_after(day_of(from) - reach_days, end); day;
         day = day_on_or_after(*day + 1, end)) {
        if (best && (*day - reach_days) * seconds_a_day > *best) break;
        for (const stretch& part : stretches_of_day(*day)) {
            if (part.offset) {
                const auto local = local_on_or_after(part, from + *part.offset);
                if (local && (!best || *local - *part.offset < *best)) best = *local - *part.offset;
                continue;
            }
            for (const firing& fire : firings_around_change(part))
                if (fire.instant >= from && (!best || fire.instant < *best)) best = fire.instant;
        }
    }
    return best && *best <= latest() ? best : std::nullopt;
}

std::optional<std::int64_t> cron_brute_force::prev(std::int64_t before) {
    if (before <= earliest()) return std::nullopt;
    const std::int64_t until = before > latest() ? latest() : before - 1;
    const std::int64_t end = day_of(earliest()) - reach_days;
    std::optional<std::int64_t> best;
    for (auto day = day_on_or_before(day_of(until) + reach_days, end); day;
         day = day_on_or_before(*day - 1, end)) {
        if (best && (*day + reach_days + 1) * seconds_a_day < *best) break;
        for (const stretch& part : stretches_of_day(*day)) {
            if (part.offset) {
                const auto local = local_on_or_before(part, until + *part.offset);
                if (local && (!best || *local - *part.offset > *best)) best = *local - *part.offset;
                continue;
            }
            for (const firing& fire : firings_around_change(part))
                if (fire.instant <= until && (!best || fire.instant > *best)) best = fire.instant;
        }
    }
    return best && *best >= earliest() ? best : std::nullopt;
}

std::vector<std::int64_t> cron_brute_force::occurrences(std::int64_t from, std::int64_t until) {
    const std::int64_t first = std::max(from, earliest());
    const std::int64_t last = until > latest() ? latest() : until - 1;
    std::vector<std::int64_t> found;
    if (first > last) return found;
    const std::int64_t end = day_of(last) + reach_days;
    for (auto day = day_on_or_after(day_of(first) - reach_days, end); day;
         day = day_on_or_after(*day + 1, end)) {
        for (const stretch& part : stretches_of_day(*day)) {
            if (!part.offset) {
                for (const firing& fire : firings_around_change(part)) found.push_back(fire.instant);
                continue;
            }
            for (auto local = local_on_or_after(part, first + *part.offset);
                 local && *local <= last + *part.offset; local = local_on_or_after(part, *local + 1))
                found.push_back(*local - *part.offset);
        }
    }
    std::erase_if(found, [=](std::int64_t fire) { return fire < first || fire > last; });
    std::sort(found.begin(), found.end());
    found.erase(std::unique(found.begin(), found.end()), found.end());
    return found;
}

bool cron_brute_force::contains(std::int64_t instant) {
    return !occurrences(instant, instant + 1).empty();
}

std::optional<nextfire::occurrence> cron_brute_force::occurrence_at(std::int64_t instant) {
    if (instant < earliest() || instant > latest()) return std::nullopt;
    std::optional<firing> told;
    const std::int64_t reads = instant + clock_->offset_at(instant);
    const std::int64_t end = day_of(instant) + reach_days;
    for (auto day = day_on_or_after(day_of(instant) - reach_days, end); day;
         day = day_on_or_after(*day + 1, end)) {
        for (const stretch& part : stretches_of_day(*day)) {
            if (!part.offset) {
                for (const firing& fire : firings_around_change(part))
                    if (fire.instant == instant && (!told || fire.local == reads)) told = fire;
                continue;
            }
            const std::int64_t local = instant + *part.offset;
            if (local_on_or_after(part, local) == local && (!told || local == reads))
                told = firing{instant, local, nextfire::clock_effect::exact};
        }
    }
    if (!told) return std::nullopt;
    return nextfire::occurrence{std::chrono::sys_seconds{std::chrono::seconds{told->instant}},
                                std::chrono::local_seconds{std::chrono::seconds{told->local}}, told->effect};
}

std::vector<std::int64_t> cron_brute_force::occurrences_by_the_second(
    const wall_clock::recording& recorded) const {
    if (wanted_.times == plain_cron::time_rule::fixed)
        return firings_by_the_second(
            recorded, [this](std::int64_t local) { return matches(local); }, wanted_.gap, wanted_.overlap);
    std::vector<std::int64_t> found;
    std::int64_t instant = recorded.from;
    for (const std::int64_t reading : recorded.readings) {
        if (matches(reading)) found.push_back(instant);
        ++instant;
    }
    return found;
}

}  // namespace nextfire_test
