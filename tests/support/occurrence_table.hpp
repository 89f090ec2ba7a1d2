/// Tables that say when schedules fire, a schedule a line, each asked in every way there is.
///
///     schedule     | zone          | from                      | occurrences
///     daily 02:30  | Europe/Berlin | 2026-03-28T12:00:00+01:00 | 2026-03-29T03:00:00+02:00
///
/// From an instant, the occurrences are the first ones strictly after it; a last `none` says that there are
/// no more.  From a span, `2026-03-28T00:00:00Z .. 2026-03-31T00:00:00Z`, they are all that lie in it, its
/// end left out; `none` stands for no occurrence.  Instants carry the offset that the wall clock has then, so
/// that a line reads as the clock does.
#pragma once

#include <doctest/doctest.h>

#include <nextfire/base/instant.hpp>
#include <nextfire/engine/cursor.hpp>
#include <nextfire/engine/occurrences.hpp>
#include <nextfire/engine/schedule.hpp>

#include <algorithm>
#include <array>
#include <chrono>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "fact_table.hpp"
#include "instants.hpp"
#include "schedule_text.hpp"
#include "schedules.hpp"

namespace nextfire_test {

/// All occurrences in [from, until), in UTC.
struct firing {
    std::chrono::sys_seconds from;
    std::chrono::sys_seconds until;
    std::vector<std::string> occurrences;
};

/// Reads the last two columns of a line.
inline firing firing_of(const std::string& from, const std::string& occurrences) {
    using std::chrono::seconds;
    firing read;
    for (const std::string& occurrence : words_of(occurrences))
        read.occurrences.push_back(in_utc(occurrence));
    const bool is_none_left = !read.occurrences.empty() && read.occurrences.back() == "none";
    if (is_none_left) read.occurrences.pop_back();
    const std::vector<std::string> span = words_of(from);
    if (span.size() == 3 && span[1] == "..") {
        read.from = utc(span[0].c_str());
        read.until = utc(span[2].c_str());
        return read;
    }
    read.from = utc(from.c_str()) + seconds{1};
    read.until = is_none_left ? nextfire::max_instant + seconds{1}
                              : utc(read.occurrences.at(read.occurrences.size() - 1).c_str()) + seconds{1};
    return read;
}

/// Gives what `step` finds from one occurrence to the next, as long as it lies in the span; one more than is
/// expected at most.
template <class Step>
std::vector<std::string> walked(const firing& expected, std::chrono::sys_seconds at, Step step) {
    std::vector<std::string> found;
    while (found.size() <= expected.occurrences.size()) {
        const std::optional<std::chrono::sys_seconds> next = step(at);
        if (!next || *next < expected.from || *next >= expected.until) break;
        found.push_back(text(*next));
        at = *next;
    }
    return found;
}

inline std::vector<std::string> reversed(std::vector<std::string> lines) {
    std::reverse(lines.begin(), lines.end());
    return lines;
}

/// Asks for what comes next: by next, a cursor and a range.
inline void check_forward(const nextfire::schedule& asked, const firing& expected) {
    using std::chrono::sys_seconds;
    const sys_seconds start = expected.from - std::chrono::seconds{1};
    const auto by_next = walked(expected, start, [&](sys_seconds at) { return asked.next(at); });
    CHECK(joined(by_next) == joined(expected.occurrences));
    nextfire::cursor walk{asked, start};
    const auto by_cursor = walked(expected, start, [&](sys_seconds) { return walk.next(); });
    CHECK(joined(by_cursor) == joined(expected.occurrences));
    std::vector<std::string> by_range;
    for (const sys_seconds occurrence : asked.occurrences(expected.from, expected.until)) {
        if (by_range.size() > expected.occurrences.size()) break;
        by_range.push_back(text(occurrence));
    }
    CHECK(joined(by_range) == joined(expected.occurrences));
}

/// Asks for what came before: by prev and a cursor.
inline void check_backward(const nextfire::schedule& asked, const firing& expected) {
    using std::chrono::sys_seconds;
    const auto by_prev = walked(expected, expected.until, [&](sys_seconds at) { return asked.prev(at); });
    CHECK(joined(reversed(by_prev)) == joined(expected.occurrences));
    nextfire::cursor walk{asked, expected.until};
    const auto by_cursor = walked(expected, expected.until, [&](sys_seconds) { return walk.prev(); });
    CHECK(joined(reversed(by_cursor)) == joined(expected.occurrences));
}

/// Asks whether it fires at each occurrence, and a second and an hour beside it; and how often it fires.
inline void check_membership(const nextfire::schedule& asked, const firing& expected) {
    using namespace std::chrono_literals;
    const std::vector<std::string>& listed = expected.occurrences;
    for (const std::string& occurrence : listed) {
        const std::chrono::sys_seconds instant = utc(occurrence.c_str());
        CAPTURE(occurrence);
        CHECK(asked.contains(instant));
        for (const auto near : std::array{instant - 1s, instant + 1s, instant - 1h, instant + 1h}) {
            if (near < expected.from || near >= expected.until) continue;
            CHECK(asked.contains(near) ==
                  (std::find(listed.begin(), listed.end(), text(near)) != listed.end()));
        }
    }
    CHECK(asked.count(expected.from, expected.until) == listed.size());
}

/// Checks in every way that a schedule fires as two columns of a table say.
inline void check_firing(const nextfire::schedule& asked, const std::string& from,
                         const std::string& occurrences) {
    const firing expected = firing_of(from, occurrences);
    check_forward(asked, expected);
    check_backward(asked, expected);
    check_membership(asked, expected);
}

/// Checks a table; `choices` are made for all its lines, besides their own.
inline void check_occurrences(const std::string& choices, std::string_view table) {
    for (const fact& line : facts_of(4, table)) {
        CAPTURE(line.lines);
        CAPTURE(choices);
        const auto asked = schedule_of(line.columns[0] + " " + choices, line.columns[1]);
        if (asked) check_firing(*asked, line.columns[2], line.columns[3]);
    }
}

inline void check_occurrences(std::string_view table) {
    check_occurrences("", table);
}

}  // namespace nextfire_test
