/// The bridge from Howard Hinnant's date library: a zone from any `date::time_zone`.
///
/// Opt-in: including it needs <date/tz.h>, and using it needs the library behind that header (in CMake
/// `date::date-tz`).  nextfire itself links neither.
///
/// A zone built here is as good as what date knows.  Where date reads compiled zone files, as Debian's
/// build does, it ignores the rule at their end: such a zone stops changing after 2037, and New York in
/// July 2038 is on winter time.  Where date reads zone source, the changes go on to the year 9999.
#pragma once

#include <nextfire/base/instant.hpp>
#include <nextfire/base/result.hpp>
#include <nextfire/zone/zone.hpp>
#include <nextfire/zone/zone_source.hpp>

#include <date/tz.h>

#include <vector>

namespace nextfire::inline v0 {

/// Builds the zone whose clock is that of a `date::time_zone` from 1970 to 9999, under the same name.
///
/// Violations as in make_zone.  date itself throws where it cannot read the zone.  Cost: date's, some
/// microseconds for each of the zone's changes.
///
///     from_date_tz(*date::locate_zone("Europe/Berlin"));   // right to 2037
[[nodiscard]] inline result<zone> from_date_tz(const date::time_zone& source) {
    std::vector<zone_change> changes;
    date::sys_info info = source.get_info(min_instant);
    changes.push_back({min_instant, info.offset, info.abbrev});
    // date tells neighbours apart by more than a clock shows, so a period may be followed by its like.
    while (info.end <= max_instant) {
        const std::chrono::sys_seconds change = info.end;
        info = source.get_info(change);
        changes.push_back({change, info.offset, info.abbrev});
    }
    return make_zone(source.name(), changes, "");
}

}  // namespace nextfire::inline v0
