#include "cron_peer.hpp"

#include <algorithm>
#include <cctype>
#include <string>
#include <vector>

namespace nextfire_bench {
namespace {

using names = std::vector<std::string>;

const names no_names;
const names month_names{"JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC"};
const names weekday_names{"SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT"};

/// What a field may hold.
struct field_bounds {
    int first;
    int last;
    const names& named = no_names;
};

std::vector<std::string> split(const std::string& text, char separator) {
    std::vector<std::string> parts;
    std::size_t begin = 0;
    for (std::size_t end = text.find(separator); end != std::string::npos;
         end = text.find(separator, begin)) {
        parts.push_back(text.substr(begin, end - begin));
        begin = end + 1;
    }
    parts.push_back(text.substr(begin));
    return parts;
}

std::string upper_case(std::string_view text) {
    std::string upper{text};
    std::transform(upper.begin(), upper.end(), upper.begin(),
                   [](unsigned char c) { return static_cast<char>(std::toupper(c)); });
    return upper;
}

int value_of(const std::string& text, const field_bounds& bounds) {
    const auto named = std::find(bounds.named.begin(), bounds.named.end(), text);
    if (named != bounds.named.end()) return static_cast<int>(named - bounds.named.begin()) + bounds.first;
    return std::stoi(text);
}

struct stepped_range {
    int first;
    int last;
    int step;
};

stepped_range range_of(const std::string& item, const field_bounds& bounds) {
    const auto stepped = split(item, '/');
    const int step = stepped.size() == 2 ? std::stoi(stepped[1]) : 1;
    if (stepped[0] == "*" || stepped[0] == "?") return {bounds.first, bounds.last, step};
    const auto ends = split(stepped[0], '-');
    const int first = value_of(ends[0], bounds);
    if (ends.size() == 2) return {first, value_of(ends[1], bounds), step};
    return {first, stepped.size() == 2 ? bounds.last : first, step};
}

/// Adds an item to a set whose bit 0 is the value `origin`.
template <std::size_t size>
void add_item(std::bitset<size>& set, const std::string& item, const field_bounds& bounds, int origin) {
    const stepped_range range = range_of(item, bounds);
    for (int value = range.first; value <= range.last; value += range.step)
        set.set(static_cast<std::size_t>(value - origin));
}

template <std::size_t size>
std::bitset<size> read_field(const std::string& field, const field_bounds& bounds, int origin = 0) {
    std::bitset<size> set;
    for (const std::string& item : split(field, ',')) add_item(set, item, bounds, origin);
    return set;
}

void read_days(cron_peer_sets& sets, const std::string& field) {
    const field_bounds bounds{1, 31};
    for (const std::string& item : split(field, ',')) {
        if (item == "L")
            sets.has_last_day = true;
        else if (item == "LW")
            sets.has_last_workday = true;
        else if (item.back() == 'W')
            sets.workdays.set(static_cast<std::size_t>(std::stoi(item)));
        else
            add_item(sets.days, item, bounds, 0);
    }
}

/// Reads weekdays; `bounds` says whether Sunday is 0 or 1.
void read_weekdays(cron_peer_sets& sets, const std::string& field, const field_bounds& bounds) {
    const auto weekday = [&](const std::string& text) {
        return static_cast<std::size_t>(value_of(text, bounds) - bounds.first) % 7;
    };
    for (const std::string& item : split(field, ',')) {
        const std::size_t hash = item.find('#');
        if (hash != std::string::npos)
            sets.nth_weekdays.at(static_cast<std::size_t>(std::stoi(item.substr(hash + 1)) - 1))
                .set(weekday(item.substr(0, hash)));
        else if (item.back() == 'L')
            sets.last_weekdays.set(weekday(item.substr(0, item.size() - 1)));
        else
            add_item(sets.weekdays, item, bounds, bounds.first);
    }
}

template <std::size_t size>
bool says_elapsed(const std::string& field, const std::bitset<size>& set) {
    return set.count() > 1 && field.find_first_of("*-/") != std::string::npos;
}

void read_times(cron_peer_sets& sets, const std::string& second, const std::string& minute,
                const std::string& hour) {
    sets.seconds = read_field<60>(second, {0, 59});
    sets.minutes = read_field<60>(minute, {0, 59});
    sets.hours = read_field<24>(hour, {0, 23});
    sets.is_elapsed = says_elapsed(second, sets.seconds) || says_elapsed(minute, sets.minutes) ||
                      says_elapsed(hour, sets.hours);
}

}  // namespace

cron_peer_sets read_quartz(std::string_view text) {
    const auto fields = split(upper_case(text), ' ');
    cron_peer_sets sets;
    read_times(sets, fields.at(0), fields.at(1), fields.at(2));
    read_days(sets, fields.at(3));
    sets.months = read_field<13>(fields.at(4), {1, 12, month_names});
    read_weekdays(sets, fields.at(5), {1, 7, weekday_names});
    sets.years = read_field<230>(fields.size() == 7 ? fields[6] : "*", {1970, 2199}, 1970);
    return sets;
}

cron_peer_sets read_unix_cron(std::string_view text) {
    const auto fields = split(upper_case(text), ' ');
    cron_peer_sets sets;
    read_times(sets, "0", fields.at(0), fields.at(1));
    read_days(sets, fields.at(2));
    sets.months = read_field<13>(fields.at(3), {1, 12, month_names});
    read_weekdays(sets, fields.at(4), {0, 6, weekday_names});
    sets.years.set();
    sets.either_day = fields[2] != "*" && fields[4] != "*";
    return sets;
}

}  // namespace nextfire_bench
