/// Definitions said in another way: as cron text, as a recurrence rule, as a spec.
#include "base/message.hpp"
#include "cron/cron_access.hpp"
#include "cron/cron_sets.hpp"
#include "definition/definition_access.hpp"
#include "rrule/rrule_series.hpp"
#include "rrule/rrule_text.hpp"
#include "spec/spec_access.hpp"

#include <nextfire/base/instant.hpp>
#include <nextfire/definition/definition.hpp>

#include <fmt/core.h>

#include <algorithm>
#include <bit>
#include <cstddef>
#include <cstdint>

namespace nextfire::inline v0 {

using namespace std::chrono;

namespace {

constexpr std::int64_t longest_interval = 31;

/// Gives the interval of "every n days" where that is what the days are.
std::optional<days> interval_of(const definition& what) {
    const auto cycle = what.cycle();
    if (!cycle || cycle->days != 1 || cycle->length.count() > longest_interval) return std::nullopt;
    return cycle->length;
}

/// Gives the first local time that may fire.  In the second pass of an overlap, those that fire the first time
/// have fired.
local_seconds start_of(const detail::definition_parts& parts) {
    const sys_seconds first{seconds{parts.not_before}};
    const local_seconds start = parts.clock.to_local(first);
    if (parts.overlap != overlap_policy::first) return start;
    const local_lookup found = parts.clock.lookup(start);
    const bool is_second_pass = found.kind == local_kind::overlap && first >= found.change;
    return is_second_pass ? start + (found.change - found.before) : start;
}

/// Gives the local times of a gap that fire no earlier than the first bound: those that go by at it, or that are shifted
/// beyond it.
std::optional<detail::local_gap> gap_before(const detail::definition_parts& parts) {
    const sys_seconds first{seconds{parts.not_before}};
    const zone_period now = parts.clock.period_at(first);
    if (now.begin <= min_instant || parts.fields.times == time_meaning::elapsed) return std::nullopt;
    const seconds length = now.offset - parts.clock.offset_at(now.begin - seconds{1});
    const seconds gone = first - now.begin;
    const bool fires_later = parts.gap == gap_policy::shift
                                 ? gone < length
                                 : parts.gap == gap_policy::at_transition && gone == seconds{0};
    if (length <= seconds{0} || !fires_later) return std::nullopt;
    const local_seconds end = parts.clock.to_local(now.begin);
    return detail::local_gap{end - length + gone, end};
}

}  // namespace

std::optional<schedule_spec> definition::to_spec() const {
    const cron_fields& fields = parts_.fields;
    const auto time = fields.only_time();
    if (fields.every != seconds{0} || !time) return std::nullopt;
    detail::spec_parts spec{.time_of_day = *time, .clock = parts_.clock};
    // A spec's expiry lies in 1970 at the earliest; what lets nothing pass comes as near to it as a spec can.
    if (const auto expiry = expire_time()) spec.expire_time = std::max(*expiry, min_instant);
    if (parts_.cycle_days != 0) {
        spec.day_interval = interval_of(*this);
        if (!spec.day_interval) return std::nullopt;
        return detail::spec_access::make(spec);
    }
    const bool is_plain = fields.combination == day_combination::both && fields.last_days <= 1 &&
                          (fields.workdays | fields.last_workdays | fields.last_weekdays) == 0;
    if (!is_plain) return std::nullopt;
    if (!fields.any_day_of_week()) {
        const bool is_of_every_week = fields.any_day_of_month() && fields.years.is_all() &&
                                      fields.months == cron_fields::all_months && fields.has_plain_weekdays();
        if (!is_of_every_week) return std::nullopt;
        spec.type = schedule_type::week;
        spec.weekday_bits = static_cast<std::uint8_t>(fields.weekdays & 0x7F);
    } else if (!fields.years.is_all()) {
        if (!detail::is_one_date(fields)) return std::nullopt;
        spec.type = schedule_type::fixed_time;
        spec.scheduled_date = detail::only_date_of(fields);
    } else if (fields.any_day_of_month() && fields.months == cron_fields::all_months) {
        spec.day_interval = days{1};
    } else {
        spec.type = schedule_type::month;
        spec.month_bits = fields.months;
        spec.day_bits = fields.days | fields.last_days << 31;
    }
    return detail::spec_access::make(spec);
}

result<cron_conversion> definition::to_cron() const {
    // A spec remembers that its days were `*/3`.
    if (const auto spec = to_spec()) return cron_expression::from(*spec);
    cron_fields fields = parts_.fields;
    cron_fidelity fidelity = cron_fidelity::exact;
    if (parts_.cycle_days != 0) {
        const auto interval = interval_of(*this);
        if (!interval)
            return detail::expected_found(
                violation_code::not_expressible, "cron", std::nullopt,
                fmt::format("one day in a cycle of at most {}", longest_interval),
                fmt::format("{} in one of {}", std::popcount(parts_.cycle_days), parts_.cycle_length));
        fields.days = detail::stepped_days[static_cast<std::size_t>(interval->count())];
        fidelity = cron_fidelity::restarts_each_month;
    }
    if (options().elapsed == elapsed_policy::always) fields.times = time_meaning::fixed;
    return cron_conversion{detail::cron_access::make(fields), fidelity};
}

result<std::string> definition::to_rrule() const {
    return detail::write_rule({.fields = parts_.fields,
                               .cycle = cycle(),
                               .clock = parts_.clock,
                               .start = std::max<local_seconds>(start_of(parts_), detail::earliest_start),
                               .gap = gap_before(parts_),
                               .expire_time = expire_time()});
}

}  // namespace nextfire::inline v0
