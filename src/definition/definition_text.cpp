/// Definitions as one line: `rule; name=value; name=value` (clause 9.4).
#include "base/ascii.hpp"
#include "base/enum_text.hpp"
#include "base/joined.hpp"
#include "base/message.hpp"
#include "cron/cron_access.hpp"
#include "cron/cron_macros.hpp"
#include "definition/definition_access.hpp"
#include "spec/timestamp.hpp"

#include <nextfire/base/instant.hpp>
#include <nextfire/definition/definition.hpp>
#include <nextfire/spec/timestamp.hpp>

#include <fmt/core.h>

#include <algorithm>
#include <bit>
#include <charconv>
#include <utility>
#include <vector>

namespace nextfire::inline v0 {

using namespace std::chrono;
using detail::expected_found;
using detail::quoted;
using detail::trimmed;

namespace {

constexpr std::size_t longest_line = 4096;
constexpr std::string_view every_word = " every ";

/// The names that may stand before a `=`, in the order in which they are written.
enum class line_part : std::uint8_t { dialect, zone, anchor, from, until, gap, overlap, elapsed };
constexpr std::array<std::string_view, 8> part_names{"dialect", "zone", "anchor",  "from",
                                                     "until",   "gap",  "overlap", "elapsed"};

constexpr std::string_view name_of(line_part part) noexcept {
    return part_names[static_cast<std::size_t>(part)];
}

std::string date_text(local_days date) {
    return format_local(local_seconds{date}).substr(0, 10);
}

// ---- Writing ----

/// Writes a bound, which may be the last second before 1970.
std::string instant_text(sys_seconds instant) {
    return format_local(local_seconds{instant.time_since_epoch()}) + 'Z';
}

std::string cycle_text(const day_cycle& cycle) {
    std::string text = fmt::format("{} days", cycle.length.count());
    if (cycle.days == 1) return text;
    std::vector<std::string> places;
    for (std::uint64_t rest = cycle.days; rest != 0; rest &= rest - 1)
        places.push_back(fmt::format("{}", std::countr_zero(rest)));
    return text + " on " + detail::joined(places, ",");
}

/// Writes the three time fields of a Quartz text.
std::string times_text(const cron_expression& expression) {
    const std::string text = expression.text();
    std::size_t end = text.find(' ');
    for (int n = 1; n < 3; ++n) end = text.find(' ', end + 1);
    return text.substr(0, end);
}

// ---- Reading ----

/// Reads the parts of a line, whatever their order, and collects what is wrong with each.
class line_reader {
public:
    explicit line_reader(std::string_view line) : line_(line) {}

    result<definition> read(const std::function<result<zone>(std::string_view)>& find_zone) {
        if (line_.size() > longest_line)
            return expected_found(violation_code::too_long, "definition", std::nullopt,
                                  fmt::format("a line of at most {} bytes", longest_line),
                                  fmt::format("{} bytes", line_.size()));
        split();
        read_dialect();
        read_rule();
        std::optional<zone> clock;
        if (const auto text = value_of(line_part::zone)) {
            result<zone> found = find_zone(*text).transform_errors([](violations errors) {
                for (violation& error : errors) error.field = name_of(line_part::zone);
                return errors;
            });
            clock = keep(std::move(found));
        } else {
            refuse(violation_code::missing, "zone", "a time zone as zone=Europe/Berlin", "none");
        }
        const schedule_options options = read_options();
        if (!errors_.empty()) return std::move(errors_);
        return detail::parts_of(fields_, cycle_, *clock, options).and_then(detail::definition_of);
    }

private:
    [[nodiscard]] std::optional<std::string_view> value_of(line_part part) const {
        return values_[static_cast<std::size_t>(part)];
    }

    void refuse(violation_code code, std::string_view field, std::string_view expected,
                std::string_view found) {
        errors_.push_back(expected_found(code, field, std::nullopt, expected, found));
    }

    template <class T>
    std::optional<T> keep(result<T> read) {
        if (read) return *std::move(read);
        for (violation& error : std::move(read).errors()) errors_.push_back(error);
        return std::nullopt;
    }

    void split() {
        std::string_view rest = line_;
        rule_ = trimmed(rest.substr(0, rest.find(';')));
        while (rest.find(';') != std::string_view::npos) {
            rest.remove_prefix(rest.find(';') + 1);
            const std::string_view part = trimmed(rest.substr(0, rest.find(';')));
            const std::size_t sign = part.find('=');
            const std::string_view name = trimmed(part.substr(0, sign));
            if (sign == std::string_view::npos) {
                refuse(violation_code::malformed, "definition", "a part as name=value", quoted(part));
                continue;
            }
            const auto place =
                detail::find_name(part_names, name, "definition", detail::name_spelling::exact);
            if (!place) {
                errors_.push_back(place.errors().front());
                continue;
            }
            std::optional<std::string_view>& value = values_[*place];
            if (value) refuse(violation_code::malformed, name, "one value", "another");
            value = trimmed(part.substr(sign + 1));
        }
    }

    void read_dialect() {
        if (const auto text = value_of(line_part::dialect))
            if (const auto dialect = keep(parse_cron_dialect(*text))) dialect_ = *dialect;
    }

    void read_rule() {
        const std::size_t at = rule_.find(every_word);
        if (!detail::is_every(rule_) && at != std::string_view::npos) return read_cycle(at);
        // What no dialect has can be said here: days that must be in both day fields.
        const bool is_refused_elsewhere = dialect_ == cron_dialect::quartz || dialect_ == cron_dialect::aws;
        read_cron(rule_, {.dialect = dialect_,
                          .every = every_policy::accepted,
                          .both_days =
                              is_refused_elsewhere ? both_days_policy::both : both_days_policy::as_dialect});
    }

    void read_cron(std::string_view text, const cron_options& options) {
        if (const auto read = keep(detail::cron_access::parse(text, options))) fields_ = read->fields();
    }

    /// Reads `0 0 9 every 14 days on 0,2`.
    void read_cycle(std::size_t at) {
        if (dialect_ != cron_dialect::quartz)
            refuse(violation_code::malformed, "dialect", "quartz, or none, beside every … days", "another");
        read_times(trimmed(rule_.substr(0, at)));
        std::string_view rest = trimmed(rule_.substr(at + every_word.size()));
        const std::size_t blank = std::min(rest.find(' '), rest.size());
        const auto length = number(rest.substr(0, blank), 1, detail::longest_cycle_days);
        rest = trimmed(rest.substr(blank));
        std::uint64_t days = 1;
        if (const std::size_t on = rest.find(" on "); on != std::string_view::npos) {
            days = places_of(trimmed(rest.substr(on + 4)), length.value_or(detail::longest_cycle_days));
            rest = rest.substr(0, on);
        }
        if (rest != "days" && rest != "day")
            refuse(violation_code::malformed, "definition", "a cycle as every 14 days on 0,2", quoted(rule_));
        const auto text = value_of(line_part::anchor);
        if (!text) return refuse(violation_code::missing, "anchor", "a date as anchor=2026-11-27", "none");
        const auto begin = keep(parse_date(*text, name_of(line_part::anchor)));
        if (begin && length) cycle_ = day_cycle{std::chrono::days{*length}, days, *begin};
    }

    /// Reads the three time fields before a cycle.
    void read_times(std::string_view times) {
        std::size_t fields = 0;
        for (std::size_t n = 0; n < times.size(); ++n)
            if (!detail::is_blank(times[n]) && (n == 0 || detail::is_blank(times[n - 1]))) ++fields;
        if (fields == 3) return read_cron(std::string{times} + " * * ?", {});
        refuse(violation_code::malformed, "definition",
               "three time fields before every, as 0 0 9 every 3 days", quoted(times));
    }

    std::uint64_t places_of(std::string_view list, std::int64_t length) {
        std::uint64_t bits = 0;
        while (true) {
            const std::size_t comma = std::min(list.find(','), list.size());
            if (const auto place = number(list.substr(0, comma), 0, std::min<std::int64_t>(62, length - 1)))
                bits |= std::uint64_t{1} << *place;
            if (comma == list.size()) return bits;
            list.remove_prefix(comma + 1);
        }
    }

    std::optional<std::int64_t> number(std::string_view text, std::int64_t low, std::int64_t high) {
        std::int64_t value = -1;
        const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
        const bool is_number = error == std::errc{} && end == text.data() + text.size();
        if (is_number && value >= low && value <= high) return value;
        refuse(is_number ? violation_code::out_of_range : violation_code::malformed, "definition",
               fmt::format("a whole number from {} to {}", low, high), quoted(text));
        return std::nullopt;
    }

    /// Reads a bound; beyond 1970 to 9999 it is none, or lets nothing pass.
    std::optional<sys_seconds> read_bound(line_part part) {
        const auto text = value_of(part);
        if (!text) return std::nullopt;
        const auto read = keep(detail::parse_timestamp(*text, name_of(part)));
        if (!read) return std::nullopt;
        // A bound may lie before all instants.
        if (read->offset) return part == line_part::from ? read->second_up() : read->second();
        refuse(violation_code::malformed, name_of(part), "an instant as 2026-12-31T23:59:59Z", quoted(*text));
        return std::nullopt;
    }

    template <class Choice>
    void read_choice(line_part part, Choice& choice,
                     result<Choice> (*parse)(std::string_view, std::string_view)) {
        if (const auto text = value_of(part))
            if (const auto read = keep(parse(*text, name_of(part)))) choice = *read;
    }

    schedule_options read_options() {
        schedule_options options;
        const auto anchor = value_of(line_part::anchor);
        const bool is_every = detail::is_every(rule_);
        if (anchor && is_every)
            options.anchor_instant = keep(parse_instant(*anchor, name_of(line_part::anchor)));
        else if (is_every)
            refuse(violation_code::missing, "anchor", "an instant as anchor=2026-11-27T00:00:00Z", "none");
        else if (anchor && rule_.find(every_word) == std::string_view::npos)
            refuse(violation_code::unknown_name, "anchor", "none beside a cron text", "one");
        options.not_before = read_bound(line_part::from);
        options.expire_time = read_bound(line_part::until);
        read_choice(line_part::gap, options.gap, &parse_gap_policy);
        read_choice(line_part::overlap, options.overlap, &parse_overlap_policy);
        read_choice(line_part::elapsed, options.elapsed, &parse_elapsed_policy);
        return options;
    }

    std::string_view line_;
    std::string_view rule_;
    std::array<std::optional<std::string_view>, part_names.size()> values_;
    cron_dialect dialect_ = cron_dialect::quartz;
    cron_fields fields_;
    std::optional<day_cycle> cycle_;
    violations errors_;
};

}  // namespace

std::string to_string(const definition& value) {
    const schedule_options options = value.options();
    cron_fields fields = value.fields();
    if (options.elapsed == elapsed_policy::always) fields.times = time_meaning::fixed;
    const cron_expression expression = detail::cron_access::make(fields);
    const auto cycle = value.cycle();
    std::string line =
        cycle ? times_text(expression) + std::string{every_word} + cycle_text(*cycle) : expression.text();
    const auto add = [&](line_part part, std::string_view text) {
        line += fmt::format("; {}={}", name_of(part), text);
    };
    if (const cron_dialect dialect = expression.dialect(); dialect != cron_dialect::quartz)
        add(line_part::dialect, to_string(dialect));
    add(line_part::zone, value.time_zone().name());
    if (options.anchor_date) add(line_part::anchor, date_text(*options.anchor_date));
    if (options.anchor_instant) add(line_part::anchor, format_instant(*options.anchor_instant));
    if (options.not_before) add(line_part::from, instant_text(*options.not_before));
    if (options.expire_time) add(line_part::until, instant_text(*options.expire_time));
    if (options.gap != gap_policy{}) add(line_part::gap, to_string(options.gap));
    if (options.overlap != overlap_policy{}) add(line_part::overlap, to_string(options.overlap));
    if (options.elapsed != elapsed_policy{}) add(line_part::elapsed, to_string(options.elapsed));
    return line;
}

result<definition> definition::parse(std::string_view line,
                                     const std::function<result<zone>(std::string_view)>& find_zone) {
    return line_reader{line}.read(find_zone);
}

}  // namespace nextfire::inline v0
