#include "zone/zone_history.hpp"

#include "base/message.hpp"
#include "zone/posix_rule.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <limits>
#include <optional>
#include <utility>

namespace nextfire::inline v0::detail {
namespace {

// A table's 16-bit index also has to reach the windows that the rule adds up to 2106.
constexpr std::size_t most_changes = 64000;

bool alike(const offset_period& period, const zone_history::change& change) {
    return period.offset == change.offset && period.abbreviation == change.abbreviation;
}

/// Gives the rule's period at a change.  The rule is not asked about the time before 1970.
offset_period rule_at(const posix_rule& rule, const zone_history::change& change) {
    return rule_period(rule, std::max<std::int64_t>(change.at, 0));
}

/// Writes a clock state for a message, as a rule would: `+3600 seconds called CET`.
std::string state_text(const zone_history& history, std::int32_t offset, std::uint8_t abbreviation) {
    return fmt::format("{:+} seconds called {}", offset, history.abbreviations[abbreviation]);
}

/// Begins with the rule where no change is listed from 1970 on: after the last one before, or from the beginning where none
/// is listed at all (RFC 8536, section 3.2).  A rule that never changes the clock has to say what the last change says.
void begin_with_rule(zone_history& history, const posix_rule& rule) {
    zone_history::change& last = history.changes.back();
    const offset_period period = rule_period(rule, 0);
    const bool is_for_ever = period.end == offset_period::never;
    if (last.at != offset_period::always && (last.at >= 0 || is_for_ever)) return;
    last = {offset_period::always, period.offset, period.abbreviation};
}

/// Makes the last change one that the rule agrees with, or says why that cannot be.
std::optional<violation> join_rule(zone_history& history, const posix_rule& rule, std::string_view field) {
    const zone_history::change last = history.changes.back();
    offset_period period = rule_at(rule, last);
    if (alike(period, last)) return std::nullopt;
    do {
        if (period.end == offset_period::never) {
            return expected_found(violation_code::malformed, field, std::nullopt,
                                  fmt::format("a rule that goes on from the last change ({})",
                                              state_text(history, last.offset, last.abbreviation)),
                                  fmt::format("\"{}\" ({})", history.rule,
                                              state_text(history, period.offset, period.abbreviation)));
        }
        period = rule_period(rule, period.end);
    } while (alike(period, last));
    history.changes.push_back({period.begin, period.offset, period.abbreviation});
    return std::nullopt;
}

/// Drops the changes at the end that the rule, begun one change earlier, makes by itself.
void drop_generated(zone_history& history, const posix_rule& rule) {
    std::vector<zone_history::change>& changes = history.changes;
    while (changes.size() > 1) {
        const zone_history::change& before = changes[changes.size() - 2];
        const offset_period period = rule_at(rule, before);
        if (!alike(period, before) || period.end != changes.back().at) return;
        changes.pop_back();
    }
}

void renumber_abbreviations(zone_history& history) {
    std::vector<std::string> used;
    for (zone_history::change& change : history.changes)
        change.abbreviation = *abbreviation_index(used, history.abbreviations[change.abbreviation]);
    history.abbreviations = std::move(used);
}

}  // namespace

std::optional<std::uint8_t> abbreviation_index(std::vector<std::string>& list, std::string_view text) {
    const auto found = std::find(list.begin(), list.end(), text);
    const auto index = static_cast<std::size_t>(found - list.begin());
    if (index > std::numeric_limits<std::uint8_t>::max()) return std::nullopt;
    if (found == list.end()) list.emplace_back(text);
    return static_cast<std::uint8_t>(index);
}

void append_change(zone_history& history, zone_history::change next) {
    std::vector<zone_history::change>& changes = history.changes;
    if (next.at <= 0) changes.clear();
    if (changes.empty()) next.at = std::min<std::int64_t>(next.at, 0);
    const bool repeats = !changes.empty() && changes.back().offset == next.offset &&
                         changes.back().abbreviation == next.abbreviation;
    if (!repeats) changes.push_back(next);
}

result<zone_history> settle_history(zone_history history, std::string_view field) {
    if (history.changes.empty())
        return expected_found(violation_code::missing, field, std::nullopt, "at least one change", "none");
    if (history.changes.size() > most_changes) {
        return expected_found(violation_code::too_long, field, std::nullopt,
                              fmt::format("at most {} changes", most_changes),
                              fmt::format("{}", history.changes.size()));
    }
    if (!history.rule.empty()) {
        result<posix_rule_text> read = parse_posix_rule(history.rule, field);
        if (!read) return read.errors();
        posix_rule rule = read->rule;
        const auto standard = abbreviation_index(history.abbreviations, read->standard_name);
        const auto summer = abbreviation_index(history.abbreviations, read->summer_name);
        if (!standard || !summer) {
            return expected_found(violation_code::too_long, field, std::nullopt, "at most 256 abbreviations",
                                  "more");
        }
        rule.standard_abbreviation = *standard;
        rule.summer_abbreviation = *summer;
        begin_with_rule(history, rule);
        if (auto contradiction = join_rule(history, rule, field)) return *std::move(contradiction);
        const offset_period final_period = rule_at(rule, history.changes.back());
        if (final_period.begin == offset_period::always && final_period.end == offset_period::never)
            history.rule.clear();  // it says what the last change says: for ever
        else
            drop_generated(history, rule);
    }
    history.changes.front().at = offset_period::always;
    renumber_abbreviations(history);
    return history;
}

}  // namespace nextfire::inline v0::detail
