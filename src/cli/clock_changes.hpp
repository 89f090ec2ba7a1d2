/// The clock changes that a schedule meets: which of its local times they remove or repeat, and what then
/// becomes of these.
#pragma once

#include "request/requested_schedule.hpp"

#include <nextfire/engine/schedule.hpp>

#include <chrono>
#include <cstdint>
#include <string>
#include <vector>

namespace nextfire::cli {

/// What becomes of local times that a clock change removes or repeats.
enum class change_outcome {
    at_change,    ///< They do not exist and fire at the change, once.
    shifted,      ///< They do not exist and fire later by the length of the gap.
    dropped,      ///< They do not exist and do not fire.
    first_pass,   ///< They come twice and fire the first time.
    second_pass,  ///< They come twice and fire the second time.
    both_passes,  ///< They come twice and fire both times.
};

/// A clock change and the local times of a schedule that it removes or repeats.
struct met_change {
    std::chrono::sys_seconds instant;
    std::chrono::local_seconds before;  ///< What the clock would read at the instant without the change,
    std::chrono::local_seconds after;   ///< and what it does read.
    change_outcome outcome;
    std::uint64_t count;                            ///< How many local times it removes or repeats,
    std::vector<std::chrono::local_seconds> first;  ///< and the first of them, three at most.
};

/// Finds the changes in [from, until) that remove or repeat local times of a schedule, in order.
///
/// `times` is what `given` was built into with `options`.  For `@every` there is none.
[[nodiscard]] std::vector<met_change> met_changes(const api::requested_schedule& given,
                                                  const schedule_options& options, const schedule& times,
                                                  std::chrono::sys_seconds from,
                                                  std::chrono::sys_seconds until);

/// Says what a change does to the schedule.
///
///     02:00:00, 02:10:00, 02:20:00 and 3 more do not exist: they do not fire
[[nodiscard]] std::string sentence(const met_change& met);

}  // namespace nextfire::cli
