#include "set_workload.hpp"

#include <nextfire/cron/cron_expression.hpp>
#include <nextfire/spec/timestamp.hpp>

#include <array>
#include <random>
#include <string>

namespace nextfire_bench {
namespace {

using namespace std::chrono;
using nextfire::definition;
using nextfire::zone;

constexpr std::array<const char*, 40> names{
    "Europe/Berlin",       "Europe/Paris",        "Europe/London",    "Europe/Madrid",
    "Europe/Warsaw",       "Europe/Kyiv",         "Europe/Rome",      "Europe/Stockholm",
    "Europe/Amsterdam",    "Europe/Istanbul",     "America/New_York", "America/Chicago",
    "America/Denver",      "America/Los_Angeles", "America/Toronto",  "America/Sao_Paulo",
    "America/Mexico_City", "America/Bogota",      "America/Lima",     "America/Santiago",
    "Asia/Shanghai",       "Asia/Tokyo",          "Asia/Kolkata",     "Asia/Singapore",
    "Asia/Hong_Kong",      "Asia/Seoul",          "Asia/Dubai",       "Asia/Jakarta",
    "Asia/Manila",         "Asia/Karachi",        "Australia/Sydney", "Australia/Brisbane",
    "Pacific/Auckland",    "Africa/Cairo",        "Africa/Lagos",     "Africa/Nairobi",
    "Africa/Johannesburg", "Asia/Jerusalem",      "Etc/UTC",          "Asia/Kathmandu"};

/// Draws schedules of all kinds.
class entry_maker {
public:
    explicit entry_maker(std::uint64_t seed) : random_(seed) {
        for (const char* name : names) zones_.push_back(*zone::find(name));
    }

    [[nodiscard]] definition once_a_day() {
        switch (below(4)) {
            case 0:
            case 1:
                return *definition::daily(any_time(), any_zone());
            case 2:
                return cron("? * 2,3,4,5,6");
            default:
                return cron("? * " + std::to_string(1 + below(7)));
        }
    }

    [[nodiscard]] definition mixed() {
        const std::uint64_t drawn = below(100);
        if (drawn < 60) return once_a_day();
        if (drawn < 85) return several_or_elapsed();
        if (drawn < 95) return months_and_calendar();
        return once_or_every();
    }

private:
    [[nodiscard]] std::uint64_t below(std::uint64_t limit) { return random_() % limit; }
    [[nodiscard]] zone any_zone() { return zones_[below(zones_.size())]; }
    [[nodiscard]] seconds any_time() { return minutes{below(1440)} + seconds{below(8) == 0 ? below(60) : 0}; }
    [[nodiscard]] std::string number(std::uint64_t first, std::uint64_t count) {
        return std::to_string(first + below(count));
    }

    /// Gives cron of Quartz at one time of day.
    [[nodiscard]] definition cron(const std::string& days) {
        const auto time = any_time().count();
        return whole(std::to_string(time % 60) + ' ' + std::to_string(time / 60 % 60) + ' ' +
                     std::to_string(time / 3600) + ' ' + days);
    }
    [[nodiscard]] definition whole(const std::string& text) {
        return *definition::from(*nextfire::cron_expression::parse(text), any_zone());
    }

    [[nodiscard]] definition several_or_elapsed() {
        switch (below(5)) {
            case 0:
                return whole("0 " + number(0, 60) + " " + number(6, 6) + "," + number(12, 10) + " * * ?");
            case 1:
                return whole("0 */30 8-17 ? * 2-6");
            case 2:
                return whole("0 " + number(0, 60) + " * * * ?");
            case 3:
                return whole("0 */" + number(5, 26) + " * * * ?");
            default:
                return whole("0 " + number(0, 60) + " 9,12,18 ? * 2-6");
        }
    }

    [[nodiscard]] definition months_and_calendar() {
        switch (below(5)) {
            case 0:
                return cron(number(1, 28) + " * ?");
            case 1:
                return cron("L * ?");
            case 2:
                return cron(number(1, 14) + "," + number(15, 14) + " " + number(1, 12) + "," + number(1, 12) +
                            " ?");
            case 3:
                return cron("LW * ?");
            default:
                return cron("? * " + number(1, 7) + "#" + number(1, 4));
        }
    }

    [[nodiscard]] definition once_or_every() {
        if (below(2) == 0)
            return *definition::once(local_days{2026y / June / 1} + seconds{below(86'400 * 365)}, any_zone());
        return *definition::every(minutes{10 + below(5000)},
                                  sys_days{2026y / January / 1} + seconds{below(86'400)});
    }

    std::mt19937_64 random_;
    std::vector<zone> zones_;
};

}  // namespace

std::vector<nextfire::set_entry> set_entries(set_mix mix, std::size_t size) {
    entry_maker make{20260615};
    std::vector<nextfire::set_entry> entries;
    entries.reserve(size);
    for (std::uint64_t key = 1; key <= size; ++key)
        entries.push_back({key, mix == set_mix::mixed ? make.mixed() : make.once_a_day()});
    return entries;
}

sys_seconds ordinary_instant() {
    return *nextfire::parse_instant("2026-06-15T08:47:23Z");
}

sys_seconds day_of_changes() {
    return *nextfire::parse_instant("2026-03-28T20:47:23Z");
}

}  // namespace nextfire_bench
