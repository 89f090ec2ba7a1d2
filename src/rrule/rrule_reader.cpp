#include "rrule/rrule_reader.hpp"
#include "base/ascii.hpp"

#include "base/message.hpp"
#include "calendar/can_fire.hpp"
#include "rrule/rrule_lines.hpp"
#include "rrule/rrule_mapping.hpp"
#include "rrule/rrule_parts.hpp"

#include <fmt/core.h>

#include <array>
#include <cstddef>
#include <utility>

namespace nextfire::inline v0 {

using namespace std::chrono;

namespace detail {
namespace {

constexpr std::size_t longest_text = 4096;
constexpr std::string_view dtstart_shape = "a time such as 20261124T090000";

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
        if (equal_ignoring_case(name, "DTSTART")) return keep(dtstart_, line, "DTSTART");
        if (equal_ignoring_case(name, "RRULE")) return keep(rrule_, line, "RRULE");
        for (const std::string_view foreign : {"RDATE", "EXDATE", "EXRULE"}) {
            if (!equal_ignoring_case(name, foreign)) continue;
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
        std::optional<zone> clock;
        std::optional<line_parameter> tzid;
        bool is_date = false;
        std::array<bool, 2> seen{};
        for (const line_parameter& parameter : line.parameters) {
            const bool is_zone = equal_ignoring_case(parameter.name, "TZID");
            if (!is_zone && !equal_ignoring_case(parameter.name, "VALUE")) {
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
        const auto stamp = parse_stamp(line.value, dtstart_shape, complaints_);
        if (!stamp) return std::nullopt;
        if (stamp->kind == stamp_kind::date) {
            complaints_.add(violation_code::malformed, line.value, dtstart_shape);
            return std::nullopt;
        }
        if (stamp->kind == stamp_kind::utc && tzid) {
            complaints_.add(violation_code::malformed, line.value, "a time without Z beside TZID");
            return std::nullopt;
        }
        if (stamp->kind == stamp_kind::utc) return rule_start{zone{}, stamp->local};
        if (!tzid)
            complaints_.add(violation_code::missing, line.value, "a DTSTART with TZID, or with Z for UTC",
                            "no zone");
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
        if (equal_ignoring_case(value, "DATE-TIME")) return false;
        if (equal_ignoring_case(value, "DATE")) {
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

}  // namespace nextfire::inline v0
