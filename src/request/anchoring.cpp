#include "request/anchoring.hpp"

#include <optional>
#include <variant>

namespace nextfire::inline v0::api {

using namespace std::chrono;

namespace {

/// In the last hours of the year 9999 no run is left to count from; then none is left to answer either.
local_days date_where_none_is_left(zone clock, sys_seconds reference) {
    return floor<days>(clock.to_local(reference));
}

local_days date_of_first_time(const schedule_spec& spec, sys_seconds reference,
                              const schedule_options& options) {
    const std::optional<local_days> first = anchor_date(spec, reference, options);
    return first ? *first : date_where_none_is_left(spec.time_zone(), reference);
}

bool lacks_date(const requested_schedule& given, const schedule_options& options) noexcept {
    return counts_from_date(given, options) && !options.anchor_date;
}

bool lacks_instant(const requested_schedule& given, const schedule_options& options) noexcept {
    return is_every(given) && !options.anchor_instant;
}

}  // namespace

bool counts_from_date(const requested_schedule& given, const schedule_options& options) noexcept {
    const auto* spec = std::get_if<schedule_spec>(&given);
    return spec != nullptr && spec->type() == schedule_type::day &&
           spec->day_interval().value_or(days{1}) > days{1} && options.counting == day_counting::from_anchor;
}

local_days first_run_date(const requested_schedule& given, const schedule& times, sys_seconds reference) {
    if (const auto* spec = std::get_if<schedule_spec>(&given))
        return date_of_first_time(*spec, reference, {});
    const std::optional<sys_seconds> first = times.next(reference - seconds{1});
    return first ? floor<days>(times.occurrence_at(*first)->scheduled)
                 : date_where_none_is_left(times.time_zone(), reference);
}

bool needs_anchor(const requested_schedule& given, const schedule_options& options) noexcept {
    return lacks_date(given, options) || lacks_instant(given, options);
}

schedule_options with_anchors(const requested_schedule& given, schedule_options options,
                              sys_seconds reference) {
    if (lacks_date(given, options))
        options.anchor_date = date_of_first_time(std::get<schedule_spec>(given), reference, options);
    if (lacks_instant(given, options)) options.anchor_instant = reference;
    return options;
}

}  // namespace nextfire::inline v0::api
