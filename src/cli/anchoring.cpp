#include "anchoring.hpp"

namespace nextfire::cli {

using namespace std::chrono;

bool counts_from_anchor(const schedule_spec& spec, const schedule_options& options) noexcept {
    return spec.type() == schedule_type::day && spec.day_interval().value_or(days{1}) > days{1} &&
           options.counting == day_counting::from_anchor;
}

schedule_options with_anchor(const schedule_spec& spec, schedule_options options, sys_seconds reference) {
    if (counts_from_anchor(spec, options) && !options.anchor_date)
        options.anchor_date = anchor_date(spec, reference, options);
    return options;
}

}  // namespace nextfire::cli
