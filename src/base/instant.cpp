#include <nextfire/base/instant.hpp>

#include <fmt/core.h>

#include <algorithm>

namespace nextfire::inline v0 {

using namespace std::chrono;

std::string format_instant(sys_seconds instant) {
    const sys_seconds shown = std::clamp(instant, min_instant, max_instant);
    return format_local(local_seconds{shown.time_since_epoch()}) + 'Z';
}

std::string format_local(local_seconds local) {
    const auto date = floor<days>(local);
    const year_month_day ymd{date};
    const hh_mm_ss time{local - date};
    return fmt::format("{:04}-{:02}-{:02}T{:02}:{:02}:{:02}", static_cast<int>(ymd.year()),
                       static_cast<unsigned>(ymd.month()), static_cast<unsigned>(ymd.day()),
                       time.hours().count(), time.minutes().count(), time.seconds().count());
}

std::string format_offset(seconds offset) {
    const hh_mm_ss size{abs(offset)};
    auto text = fmt::format("{}{:02}:{:02}", offset < seconds{0} ? '-' : '+', size.hours().count(),
                            size.minutes().count());
    if (size.seconds() != seconds{0}) text += fmt::format(":{:02}", size.seconds().count());
    return text;
}

}  // namespace nextfire::inline v0
