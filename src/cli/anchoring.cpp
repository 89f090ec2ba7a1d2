#include "anchoring.hpp"

namespace nextfire::cli {

using namespace std::chrono;

bool counts_from_anchor(const schedule_spec& spec, const schedule_options& options) noexcept {
    return spec.type() == schedule_type::day && spec.day_interval().value_or(days{1}) > days{1} &&
           options.counting == day_counting::from_anchor;
}

schedule_options with_anchor(const schedule_spec& spec, schedule_options options, sys_seconds reference) {
    if (!counts_from_anchor(spec, options) || options.anchor_date) return options;
    // In the last hours of the year 9999 no run is left to count from; then none is left to answer either.
    const local_days today = floor<days>(spec.time_zone().to_local(reference));
    options.anchor_date = anchor_date(spec, reference, options).value_or(today);
    return options;
}

}  // namespace nextfire::cli
