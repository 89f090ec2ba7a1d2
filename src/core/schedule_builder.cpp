/// Turning a checked form into the rule that the engine steps by.
#include <nextfire/schedule.hpp>

#include "day_stepping.hpp"
#include "firing.hpp"
#include "message.hpp"
#include "zone_access.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdint>
#include <string>

namespace nextfire::inline v0 {

using namespace std::chrono;
using detail::day_rule_kind;

namespace {

constexpr std::int64_t count_of(sys_seconds t) noexcept {
    return t.time_since_epoch().count();
}

}  // namespace

/// Fills in a schedule, part by part.
class schedule_builder {
public:
    schedule_builder(const schedule_spec& spec, zone clock, const schedule_options& options)
        : spec_(spec), options_(options) {
        schedule_.table_ = &detail::zone_access::table(clock);
        schedule_.zone_ = clock;
        schedule_.time_seconds_ = static_cast<std::uint32_t>(spec.time_of_day().count());
        schedule_.gap_ = options.gap;
        schedule_.overlap_ = options.overlap;
        // In the last hours before an overlap the fast path knows of the first pass alone.
        if (options.overlap != overlap_policy::first)
            schedule_.margin_seconds_ = schedule_.table_->reach_seconds;
        schedule_.before_first_ =
            count_of(std::max(options.not_before.value_or(min_instant), min_instant)) - 1;
        schedule_.last_ = count_of(std::min(spec.expire_time().value_or(max_instant), max_instant));
    }

    result<schedule> build() {
        switch (spec_.type()) {
            case schedule_type::fixed_time:
                return once();
            case schedule_type::day:
                return every_n_days();
            case schedule_type::week:
                return finished(day_rule_kind::weekdays,
                                {.weekdays = detail::weekdays_from(spec_.weekday_bits())});
            case schedule_type::month:
                return month_days(spec_.day_bits(), spec_.month_bits());
        }
        return schedule{};
    }

    /// A schedule that fires every day at the form's time, of which only time, zone and policies count.
    schedule daily() {
        schedule_.before_first_ = count_of(min_instant) - 1;
        schedule_.last_ = count_of(max_instant);
        return finished(day_rule_kind::every_n_days, {.every_n_days = every(days{1}, local_days{})});
    }

private:
    static detail::every_n_days_rule every(days interval, local_days anchor) {
        const auto n = static_cast<std::uint32_t>(interval.count());
        const auto day = anchor.time_since_epoch().count();
        const auto since_multiple =
            static_cast<std::uint32_t>(((day % interval.count()) + interval.count()) % interval.count());
        return {n, static_cast<std::uint32_t>(((std::uint64_t{1} << 31) + n - 1) / n),
                5 * n - since_multiple};
    }

    schedule finished(day_rule_kind kind, detail::day_rule rule) {
        schedule_.kind_ = kind;
        schedule_.rule_ = rule;
        return schedule_;
    }

    result<schedule> every_n_days() {
        const days interval = *spec_.day_interval();
        if (options_.counting == day_counting::restart_each_month) {
            std::uint32_t bits = 0;
            for (auto day = days{0}; day < days{31}; day += interval) bits |= std::uint32_t{1} << day.count();
            return month_days(bits, 0xFFF);
        }
        if (!options_.anchor_date && interval != days{1})
            return detail::expected_found(violation_code::missing, "anchor_date", std::nullopt,
                                          fmt::format("a date to count every {} days from", interval.count()),
                                          "no such date");
        return finished(day_rule_kind::every_n_days,
                        {.every_n_days = every(interval, options_.anchor_date.value_or(local_days{}))});
    }

    schedule month_days(std::uint32_t day_bits, std::uint32_t month_bits) {
        detail::month_days_rule rule{{}, month_bits | month_bits << 12};
        for (std::uint32_t i = 0; i < 4; ++i) {
            const std::uint32_t last_day = std::uint32_t{1} << (27 + i);
            const bool last_fires = (day_bits & schedule_spec::last_day_bit) != 0;
            rule.bits_by_length[i] = (day_bits & (last_day * 2 - 1)) | (last_fires ? last_day : 0);
        }
        return finished(day_rule_kind::month_days, {.month_days = rule});
    }

    result<schedule> once() {
        const local_seconds local = *spec_.scheduled_date() + spec_.time_of_day();
        const detail::firing_rule clock{schedule_.zone_, options_.gap, options_.overlap};
        const auto fired = detail::fire(clock, local.time_since_epoch().count());
        std::int64_t first = count_of(max_instant) + 1;  // none, until one is found
        std::int64_t last = count_of(min_instant) - 1;
        bool exists = false;
        for (const std::int64_t t : fired) {
            exists = exists || (t >= count_of(min_instant) && t <= count_of(max_instant));
            if (t <= schedule_.before_first_ || t > schedule_.last_) continue;
            first = std::min(first, t);
            last = std::max(last, t);
        }
        if (!exists) return never_fires(local, fired);
        schedule_.before_first_ = first - 1;
        schedule_.last_ = last;
        const auto day = floor<days>(local).time_since_epoch().count();
        return finished(day_rule_kind::once, {.once = {static_cast<std::int32_t>(day)}});
    }

    [[nodiscard]] violation never_fires(local_seconds local, const detail::fired_instants& fired) const {
        const auto expected =
            fired.count == 0 ? fmt::format("a local time that exists in {}", schedule_.zone_.name())
                             : std::string{"an instant from 1970-01-01T00:00:00Z to 9999-12-31T23:59:59Z"};
        const auto found = fired.count == 0
                               ? format_local(local) + ", which the clock skips"
                               : fmt::format("{} in {}", format_local(local), schedule_.zone_.name());
        return detail::expected_found(violation_code::never_fires, "scheduled_date", std::nullopt, expected,
                                      found);
    }

    const schedule_spec& spec_;
    const schedule_options& options_;
    schedule schedule_;
};

result<schedule> schedule::build(const schedule_spec& spec, const schedule_options& options) {
    return build(spec, spec.time_zone(), options);
}

result<schedule> schedule::build(const schedule_spec& spec, zone clock, const schedule_options& options) {
    return schedule_builder{spec, clock, options}.build();
}

std::optional<local_days> anchor_date(const schedule_spec& spec, sys_seconds reference,
                                      const schedule_options& options) {
    return anchor_date(spec, spec.time_zone(), reference, options);
}

std::optional<local_days> anchor_date(const schedule_spec& spec, zone clock, sys_seconds reference,
                                      const schedule_options& options) {
    const schedule daily = schedule_builder{spec, clock, options}.daily();
    const auto first_run = daily.next(std::max(reference, min_instant) - seconds{1});
    if (!first_run) return std::nullopt;
    return floor<days>(daily.occurrence_at(*first_run)->scheduled);
}

}  // namespace nextfire::inline v0
