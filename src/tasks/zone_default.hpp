/// The zone of tasks that name none (SEMANTICS, clause 8.1).
#pragma once

#include <nextfire/spec/schedule_spec.hpp>
#include <nextfire/tasks/task.hpp>

namespace nextfire::inline v0::api {

/// Gives the options under which the API reads a schedule: where the embedder sets no default zone, they have
/// the API's.
[[nodiscard]] inline spec_options with_default_zone(spec_options options) {
    if (!options.default_time_zone) options.default_time_zone = default_time_zone;
    return options;
}

}  // namespace nextfire::inline v0::api
