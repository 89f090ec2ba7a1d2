#include "zone/zone_table.hpp"

#include "zone/posix_rule.hpp"

#include <algorithm>
#include <cassert>
#include <cstddef>
#include <cstdlib>
#include <utility>

namespace nextfire::inline v0::detail {
namespace {

/// Reads the history's rule into the table; without one, the last change holds for ever.
void read_rule(zone_table& table, const zone_history& history) {
    const zone_history::change& last = history.changes.back();
    table.rule_begin = last.at;
    if (history.rule.empty()) {
        table.rule.standard_offset = last.offset;
        table.rule.standard_abbreviation = last.abbreviation;
        return;
    }
    const result<posix_rule_text> read = parse_posix_rule(history.rule, "zone");
    table.rule = read->rule;
    table.rule.standard_abbreviation = abbreviation_index(table.abbreviations, read->standard_name).value();
    assert(table.rule.has_summer);
    table.rule.summer_abbreviation = abbreviation_index(table.abbreviations, read->summer_name).value();
}

/// Adds a window that begins at `begin`; its end is set when the next one comes.
void add_window(zone_table& table, std::int64_t begin, std::int32_t offset, std::uint8_t abbreviation) {
    if (!table.window_store.empty()) table.window_store.back().end = static_cast<std::uint32_t>(begin);
    table.window_store.push_back({0, zone_window::no_end, offset});
    table.window_abbreviations.push_back(abbreviation);
}

/// Lays out the windows of the listed changes, and then those of the rule, up to 2106.
void add_windows(zone_table& table, const zone_history& history) {
    constexpr std::size_t most_generated = 2 * 137 + 2;
    table.window_store.reserve(history.changes.size() + most_generated);
    table.window_abbreviations.reserve(history.changes.size() + most_generated);
    for (const zone_history::change& change : history.changes) {
        if (change.at < zone_window::no_end)
            add_window(table, change.at, change.offset, change.abbreviation);
        else
            table.late_periods.push_back(
                {change.at, offset_period::never, change.offset, change.abbreviation});
    }
    for (std::size_t i = 1; i < table.late_periods.size(); ++i)
        table.late_periods[i - 1].end = table.late_periods[i].begin;
    if (!table.late_periods.empty()) {
        table.late_periods.back().end = rule_period(table.rule, table.rule_begin).end;
        return;
    }
    offset_period period = rule_period(table.rule, std::max<std::int64_t>(table.rule_begin, 0));
    while (period.end < zone_window::no_end) {
        period = rule_period(table.rule, period.end);
        add_window(table, period.begin, period.offset, period.abbreviation);
    }
}

/// Computes from when on each window shows only times never shown before, and adds the last window, which
/// no instant selects.  Before a window no clock ever showed more than begin + highest offset, and reach
/// after its begin it shows no less, however many changes came together.
void settle_windows(zone_table& table) {
    std::vector<zone_window>& windows = table.window_store;
    for (std::size_t i = 1; i < windows.size(); ++i) {
        const std::int64_t settled = std::int64_t{windows[i - 1].end} + table.reach_seconds;
        windows[i].settled = static_cast<std::uint32_t>(std::min<std::int64_t>(settled, zone_window::no_end));
    }
    windows.push_back({zone_window::no_end, 0, 0});
    table.window_abbreviations.push_back(0);
    table.windows = windows.data();
}

void index_windows(zone_table& table) {
    std::size_t selected = 0;
    for (std::size_t bucket = 0; bucket < table.index.size(); ++bucket) {
        const auto begin = static_cast<std::uint32_t>(bucket << zone_table::bucket_bits);
        while (table.windows[selected + 1].settled <= begin) ++selected;
        table.index[bucket] = static_cast<std::uint16_t>(selected);
    }
}

/// Notes the extremes of the offsets.
void measure_offsets(zone_table& table) {
    table.lowest_offset = table.highest_offset = table.window_store.front().offset;
    const auto include = [&](std::int32_t offset) {
        table.lowest_offset = std::min(table.lowest_offset, offset);
        table.highest_offset = std::max(table.highest_offset, offset);
    };
    for (const zone_window& window : table.window_store) include(window.offset);
    for (const offset_period& period : table.late_periods) include(period.offset);
    include(table.rule.standard_offset);
    if (table.rule.has_summer) include(table.rule.summer_offset);
    table.reach_seconds = static_cast<std::uint32_t>(table.highest_offset - table.lowest_offset);
}

/// Finds the period of an instant that no window holds, t >= zone_window::no_end.
offset_period far_period(const zone_table& table, std::int64_t t) {
    const std::vector<offset_period>& late = table.late_periods;
    if (t >= table.rule_begin) {
        offset_period period = rule_period(table.rule, t);
        period.begin = std::max(period.begin, table.rule_begin);
        return period;
    }
    const auto next =
        std::upper_bound(late.begin(), late.end(), t,
                         [](std::int64_t at, const offset_period& period) { return at < period.begin; });
    if (next != late.begin()) return *(next - 1);
    return table.period_at(zone_window::no_end - 1);
}

}  // namespace

std::unique_ptr<const zone_table> build_zone_table(const zone_history& history) {
    assert(!history.changes.empty() && history.changes.front().at == offset_period::always);
    auto table = std::make_unique<zone_table>();
    table->abbreviations = history.abbreviations;
    read_rule(*table, history);
    add_windows(*table, history);
    measure_offsets(*table);
    settle_windows(*table);
    index_windows(*table);
    return table;
}

offset_period zone_table::period_at(std::int64_t t) const noexcept {
    if (t >= zone_window::no_end) return far_period(*this, t);
    const zone_window* const window = window_at(static_cast<std::uint32_t>(std::max<std::int64_t>(t, 0)));
    const auto place = static_cast<std::size_t>(window - windows);
    const std::int64_t begin = place == 0 ? offset_period::always : window[-1].end;
    std::int64_t end = window->end;
    if (window->end == zone_window::no_end) {
        end = late_periods.empty() ? rule_period(rule, std::max<std::int64_t>(begin, 0)).end
                                   : late_periods.front().begin;
    }
    return {begin, end, window->offset, window_abbreviations[place]};
}

}  // namespace nextfire::inline v0::detail
