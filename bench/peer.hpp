/// The same work done the usual way: a day-by-day search with Howard Hinnant's date library and its zones.
///
/// It is the baseline beside every figure, and, sharing no code with nextfire, it says what the right
/// answers are.  (Right to 2037: the library as Debian builds it does not know the rules beyond.)
#pragma once

#include "workload.hpp"

#include <nextfire/spec/schedule_spec.hpp>

#include <date/tz.h>

#include <chrono>
#include <optional>
#include <vector>

namespace nextfire_bench {

/// A schedule for date::tz; fires by the same rule at clock changes.
class peer_schedule {
public:
    explicit peer_schedule(const nextfire::schedule_spec& spec);

    [[nodiscard]] std::optional<std::chrono::sys_seconds> next(std::chrono::sys_seconds after) const;

private:
    [[nodiscard]] bool fires_on(date::local_days day) const;

    nextfire::schedule_spec spec_;
    const date::time_zone* zone_;
};

/// The schedules of a spec in each of the five zones.
[[nodiscard]] std::vector<peer_schedule> peers_of(const workload& work);

}  // namespace nextfire_bench
