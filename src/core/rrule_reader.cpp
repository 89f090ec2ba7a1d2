#include "rrule_reader.hpp"

#include "cron_calendar.hpp"
#include "firing.hpp"
#include "message.hpp"
#include "rrule_lines.hpp"
#include "rrule_mapping.hpp"
#include "rrule_parts.hpp"

#include <nextfire/cursor.hpp>
#include <nextfire/rrule.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstddef>
#include <utility>

namespace nextfire::inline v0 {

using namespace std::chrono;

namespace detail {
namespace {

constexpr std::size_t longest_text = 4096;
constexpr std::string_view dtstart_form = "a time such as 20261124T090000";

/// DTSTART: a local time and the clock that shows it.
struct rule_start {
    zone clock;
    local_seconds local;
};

/// Reads the two lines of one text.
class rrule_reader {
public:
    rrule_reader(std::string_view text, const std::function<result<zone>(std::string_view)>& find_zone)
        : source_(text), complaints_(source_), find_zone_(find_zone) {}

    result<calendar_recurrence> read() {
        split_lines();
        std::optional<rule_start> start;
        rule_parts parts;
        if (!dtstart_) {
            complaints_.add_missing("a line DTSTART");
        } else if (const auto line = parse_line(*dtstart_, complaints_)) {
            start = read_start(*line);
        }
        if (!rrule_) {
            complaints_.add_missing("a line RRULE");
        } else if (const auto line = parse_line(*rrule_, complaints_)) {
            for (const line_parameter& parameter : line->parameters)
                complaints_.add(violation_code::unknown_name, parameter.whole, "RRULE without parameters");
            parts = parse_parts(line->value, complaints_);
            check_parts(parts, complaints_);
        }
        if (!complaints_.empty()) return std::move(complaints_).sorted();
        const recurrence rule = recurrence_of(parts, start->local);
        if (rule.cycle || can_fire(rule.fields))
            return calendar_recurrence{rule, start->clock, start->local, parts.count, parts.until};
        complaints_.add(violation_code::never_fires, line_value(*rrule_), "a rule with a day that exists");
        return std::move(complaints_).sorted();
    }

private:
    static std::string_view line_value(std::string_view line) { return line.substr(line.find(':') + 1); }

    void split_lines() {
        std::string_view text = source_.text();
        if (text.ends_with('\n')) text.remove_suffix(1);
        if (text.empty()) return;
        piece_reader lines{text, '\n'};
        for (auto line = lines.next(); line; line = lines.next()) sort_line(*line);
    }

    /// Finds out what a line is by its name.
    void sort_line(std::string_view line) {
        const std::string_view name = line_name(line);
        if (is_named(name, "DTSTART")) return keep(dtstart_, line, "DTSTART");
        if (is_named(name, "RRULE")) return keep(rrule_, line, "RRULE");
        for (const std::string_view foreign : {"RDATE", "EXDATE", "EXRULE"}) {
            if (!is_named(name, foreign)) continue;
            complaints_.add(violation_code::not_expressible, name, "DTSTART and RRULE alone");
            return;
        }
        complaints_.add(violation_code::unknown_name, name, "a line DTSTART or RRULE");
    }

    void keep(std::optional<std::string_view>& place, std::string_view line, std::string_view name) {
        if (place) {
            complaints_.add(violation_code::malformed, line, fmt::format("one line {}", name), "a second");
        } else {
            place = line;
        }
    }

    std::optional<rule_start> read_start(const content_line& line) {
        std::optional<zone> clock = zone{};
        std::optional<line_parameter> tzid;
        bool is_date = false;
        std::array<bool, 2> seen{};
        for (const line_parameter& parameter : line.parameters) {
            const bool is_zone = is_named(parameter.name, "TZID");
            if (!is_zone && !is_named(parameter.name, "VALUE")) {
                complaints_.add(violation_code::unknown_name, parameter.whole, "a parameter TZID or VALUE");
            } else if (std::exchange(seen[is_zone ? 0 : 1], true)) {
                complaints_.add(violation_code::malformed, parameter.whole,
                                fmt::format("one {}", is_zone ? "TZID" : "VALUE"), "a second");
            } else if (is_zone) {
                tzid = parameter;
                clock = find_clock(parameter.value);
            } else {
                is_date = is_date_value(parameter.value);
            }
        }
        if (is_date) return std::nullopt;
        const auto stamp = parse_stamp(line.value, dtstart_form, complaints_);
        if (!stamp) return std::nullopt;
        if (stamp->form == stamp_form::date) {
            complaints_.add(violation_code::malformed, line.value, dtstart_form);
            return std::nullopt;
        }
        if (stamp->form == stamp_form::utc && tzid) {
            complaints_.add(violation_code::malformed, line.value, "a time without Z beside TZID");
            return std::nullopt;
        }
        if (!clock) return std::nullopt;
        return rule_start{*clock, stamp->local};
    }

    std::optional<zone> find_clock(std::string_view name) {
        if (name.empty()) {
            complaints_.add(violation_code::malformed, name, "the name of a time zone");
            return std::nullopt;
        }
        const result<zone> found = find_zone_(name);
        if (found) return *found;
        complaints_.add(found.errors(), name);
        return std::nullopt;
    }

    /// Reads the value of VALUE: whether DTSTART is a date, which is complained of.
    bool is_date_value(std::string_view value) {
        if (is_named(value, "DATE-TIME")) return false;
        if (is_named(value, "DATE")) {
            complaints_.add(violation_code::not_expressible, value,
                            "DATE-TIME, for a schedule has a time of day");
            return true;
        }
        complaints_.add(violation_code::malformed, value, "DATE-TIME");
        return false;
    }

    unfolded_text source_;
    rrule_complaints complaints_;
    const std::function<result<zone>(std::string_view)>& find_zone_;
    std::optional<std::string_view> dtstart_;
    std::optional<std::string_view> rrule_;
};

}  // namespace

result<calendar_recurrence> read_recurrence(std::string_view text,
                                            const std::function<result<zone>(std::string_view)>& find_zone) {
    if (text.size() > longest_text)
        return expected_found(violation_code::too_long, "rrule", std::nullopt,
                              fmt::format("a rule of at most {} bytes", longest_text),
                              fmt::format("{} bytes", text.size()));
    return rrule_reader{text, find_zone}.read();
}

}  // namespace detail

namespace {

using detail::calendar_recurrence;
using detail::stamp_form;

/// Gives the first instant of a series that begins at a local time.
sys_seconds instant_of_start(const calendar_recurrence& series, const schedule_options& options) {
    const detail::firing_rule clock{series.clock, options.gap, options.overlap};
    const auto fired = detail::fire(clock, series.start.time_since_epoch().count());
    // A time that is skipped does not fire; what comes after it fires from the clock's jump on.
    if (fired.count == 0) return series.clock.lookup(series.start).change;
    return sys_seconds{seconds{*fired.begin()}};
}

/// Gives the last instant that UNTIL allows; a date allows all of its day.
sys_seconds instant_of_end(const detail::calendar_stamp& until, zone zone_of_start,
                           const schedule_options& options) {
    if (until.form == stamp_form::utc) return sys_seconds{until.local.time_since_epoch()};
    const local_seconds local =
        until.form == stamp_form::date ? until.local + days{1} - seconds{1} : until.local;
    const detail::firing_rule clock{zone_of_start, options.gap, options.overlap};
    const auto fired = detail::fire(clock, local.time_since_epoch().count());
    if (fired.count == 0) return zone_of_start.lookup(local).change - seconds{1};
    return sys_seconds{seconds{*(fired.end() - 1)}};
}

/// Gives the n-th occurrence of a series, or nullopt where it has fewer.  At most 1,000,000 steps.
std::optional<sys_seconds> nth_occurrence(const schedule& series, std::uint32_t n) {
    cursor walk{series, min_instant - seconds{1}};
    for (std::uint32_t i = 0; i < n; ++i)
        if (!walk.next()) return std::nullopt;
    return walk.position();
}

/// Builds a schedule; its violations are those of the rule.
result<schedule> build_series(const calendar_recurrence& series, const schedule_options& options) {
    result<schedule> built = detail::build_recurrence(series.rule, series.clock, options);
    if (built) return built;
    violations errors = built.errors();
    for (violation& error : errors) {
        error.field = "rrule";
        error.column.reset();
    }
    return errors;
}

}  // namespace

result<schedule> parse_rrule(std::string_view text, const schedule_options& options,
                             const std::function<result<zone>(std::string_view)>& find_zone) {
    const result<calendar_recurrence> series = detail::read_recurrence(text, find_zone);
    if (!series) return series.errors();
    // A rule names local times, whatever counts as elapsed time elsewhere.
    schedule_options bounds{.gap = options.gap, .overlap = options.overlap, .elapsed = elapsed_policy::never};
    bounds.not_before = instant_of_start(*series, options);
    if (series->until) bounds.expire_time = instant_of_end(*series->until, series->clock, options);
    if (series->count) {
        // The rule counts from its own beginning, wherever the options let it begin.
        result<schedule> endless = build_series(*series, bounds);
        if (!endless) return endless;
        bounds.expire_time = nth_occurrence(*endless, *series->count);
    }
    if (options.not_before) bounds.not_before = std::max(*bounds.not_before, *options.not_before);
    if (options.expire_time)
        bounds.expire_time = std::min(bounds.expire_time.value_or(max_instant), *options.expire_time);
    return build_series(*series, bounds);
}

}  // namespace nextfire::inline v0
