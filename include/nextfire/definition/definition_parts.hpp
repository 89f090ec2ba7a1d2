/// What a definition is made of: a plain value that schedules are built from.
///
/// Not part of the interface: it is public only so that a definition can hold it without a heap.
#pragma once

#include <nextfire/base/instant.hpp>
#include <nextfire/calendar/cron_fields.hpp>
#include <nextfire/spec/schedule_options.hpp>
#include <nextfire/zone/zone.hpp>

#include <cstdint>
#include <type_traits>

namespace nextfire::inline v0::detail {

/// Days, times, zone, bounds and policies.  Those of a definition are canonical (src/definition/canonical.hpp);
/// a schedule can be built from others as well.
struct definition_parts {
    // Not `= default`: with that GCC 12 fills it with zeros before it writes it.  NOLINTNEXTLINE(*-use-equals-default)
    definition_parts() noexcept {}

    /// The sets of times and days.  `times` has the option `elapsed` in it already.
    cron_fields fields = {};
    zone clock;
    std::int64_t not_before = min_instant.time_since_epoch().count();   ///< The first instant allowed.
    std::int64_t expire_time = max_instant.time_since_epoch().count();  ///< The last one.
    /// For days that repeat every so many days, in the place of the day fields, which hold all days then:
    /// bit k, k < 63, is the k-th day of the cycle.  0 where there is no cycle.
    std::uint64_t cycle_days = 0;
    std::uint32_t cycle_length = 0;  ///< In days, 1 to 500.
    /// Where the cycle, or the time of `@every`, begins: in days or seconds since 1970, less whole periods.
    std::uint32_t phase = 0;
    gap_policy gap = gap_policy::at_transition;
    overlap_policy overlap = overlap_policy::first;
};

static_assert(std::is_trivially_copyable_v<definition_parts>);

}  // namespace nextfire::inline v0::detail
