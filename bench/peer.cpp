#include "peer.hpp"

#include <string>

namespace nextfire_bench {

using std::chrono::seconds;
using std::chrono::sys_seconds;

peer_schedule::peer_schedule(const nextfire::schedule_spec& spec)
    : spec_(spec), zone_(date::locate_zone(std::string{spec.time_zone().name()})) {}

bool peer_schedule::fires_on(date::local_days day) const {
    using nextfire::schedule_type;
    const date::year_month_day date{day};
    switch (spec_.type()) {
        case schedule_type::fixed_time:
            return day.time_since_epoch().count() == spec_.scheduled_date()->time_since_epoch().count();
        case schedule_type::day: {
            constexpr date::local_days anchor{date::year{2024} / 1 / 1};
            return (day - anchor) % date::days{spec_.day_interval()->count()} == date::days{0};
        }
        case schedule_type::week:
            return (spec_.weekday_bits() >> date::weekday{day}.c_encoding() & 1) != 0;
        case schedule_type::month:
            break;
    }
    if ((spec_.month_bits() >> (static_cast<unsigned>(date.month()) - 1) & 1) == 0) return false;
    if ((spec_.day_bits() >> (static_cast<unsigned>(date.day()) - 1) & 1) != 0) return true;
    return (spec_.day_bits() & nextfire::schedule_spec::last_day_bit) != 0 &&
           date == date.year() / date.month() / date::last;
}

std::optional<sys_seconds> peer_schedule::next(sys_seconds after) const {
    const date::sys_seconds t{after.time_since_epoch()};
    date::local_days day = date::floor<date::days>(zone_->to_local(t));
    const date::local_days horizon = day + date::days{9 * 366};
    for (; day < horizon; day += date::days{1}) {
        if (!fires_on(day)) continue;
        const date::local_seconds local = day + spec_.time_of_day();
        const date::local_info info = zone_->get_info(local);
        const date::sys_seconds fired = info.result == date::local_info::nonexistent
                                            ? info.second.begin
                                            : date::sys_seconds{local.time_since_epoch() - info.first.offset};
        if (fired > t) return sys_seconds{fired.time_since_epoch()};
    }
    return std::nullopt;
}

std::vector<peer_schedule> peers_of(const workload& work) {
    std::vector<peer_schedule> all;
    for (const auto zone : zones) all.emplace_back(spec_in(work, zone));
    return all;
}

}  // namespace nextfire_bench
