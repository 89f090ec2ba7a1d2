#include "request/anchoring.hpp"

#include <variant>

namespace nextfire::inline v0::api {

using namespace std::chrono;

bool counts_from_date(const any_schedule& given, const schedule_options& options) noexcept {
    const auto* spec = std::get_if<schedule_spec>(&given);
    return spec != nullptr && spec->type() == schedule_type::day &&
           spec->day_interval().value_or(days{1}) > days{1} && options.counting == day_counting::from_anchor;
}

local_days first_run_date(const schedule_spec& spec, sys_seconds reference, const schedule_options& options) {
    // In the last hours of the year 9999 no run is left to count from; then none is left to answer either.
    const local_days today = floor<days>(spec.time_zone().to_local(reference));
    return anchor_date(spec, reference, options).value_or(today);
}

schedule_options with_anchors(const any_schedule& given, schedule_options options, sys_seconds reference) {
    if (counts_from_date(given, options) && !options.anchor_date)
        options.anchor_date = first_run_date(std::get<schedule_spec>(given), reference, options);
    if (is_every(given) && !options.anchor_instant) options.anchor_instant = reference;
    return options;
}

}  // namespace nextfire::inline v0::api
