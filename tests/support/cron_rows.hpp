/// Facts about cron expressions, one a row: `expression | zone | from | expected…`.
#pragma once

#include <doctest/doctest.h>

#include <nextfire/cron/cron_expression.hpp>
#include <nextfire/engine/cursor.hpp>
#include <nextfire/engine/schedule.hpp>
#include <nextfire/zone/zone.hpp>

#include <chrono>
#include <cstddef>
#include <cstdio>
#include <cstdlib>
#include <initializer_list>
#include <optional>
#include <string>
#include <vector>

#include "instants.hpp"
#include "schedules.hpp"

namespace nextfire_test {

/// How the rows of a table are read and built.
struct cron_reading {
    nextfire::cron_options text = {};
    nextfire::schedule_options choices = {};
};

inline cron_reading in_dialect(nextfire::cron_dialect dialect) {
    return {.text = {.dialect = dialect}};
}

inline cron_reading choosing(const nextfire::schedule_options& choices) {
    return {.choices = choices};
}

/// Finds a zone that a test knows to be there; ends the program when it is not.
inline nextfire::zone zone_named(const std::string& name) {
    const auto found = nextfire::zone::find(name);
    if (found) return *found;
    std::fprintf(stderr, "a test's zone: %s\n", found.errors()[0].message.c_str());
    std::abort();
}

/// Reads and builds; nothing, and a failure with all reasons, where nextfire refuses.
inline std::optional<nextfire::schedule> cron_schedule(const std::string& expression, const std::string& zone,
                                                       const cron_reading& reading = {}) {
    const auto read = nextfire::cron_expression::parse(expression, reading.text);
    if (!read) {
        for (const auto& error : read.errors()) FAIL_CHECK(expression << " is refused: " << error.message);
        return std::nullopt;
    }
    const auto made = nextfire::schedule::build(*read, zone_named(zone), reading.choices);
    if (made) return *made;
    for (const auto& error : made.errors()) FAIL_CHECK(expression << " is not built: " << error.message);
    return std::nullopt;
}

/// The first occurrences strictly after `from`, each with the offset that the wall clock has then; a last
/// "none" where there are no more.
struct cron_row {
    const char* expression;
    const char* zone;
    const char* from;
    std::vector<const char*> fires;
};

inline std::string joined(const std::vector<std::string>& texts) {
    std::string line;
    for (const std::string& each : texts) line += (line.empty() ? "" : " ") + each;
    return line;
}

/// Asks in every way there is for the occurrences that a test expects: next, a cursor, prev, contains, count.
inline void check_fires(const nextfire::schedule& asked, const std::string& from,
                        const std::vector<std::string>& fires) {
    std::vector<std::string> expected;
    expected.reserve(fires.size());
    for (const std::string& fire : fires) expected.push_back(in_utc(fire));

    std::vector<std::string> by_next;
    std::vector<std::string> by_cursor;
    nextfire::cursor walk{asked, utc(from.c_str())};
    std::chrono::sys_seconds at = utc(from.c_str());
    for (std::size_t step = 0; step < expected.size(); ++step) {
        const auto next = asked.next(at);
        by_next.push_back(text(next));
        by_cursor.push_back(text(walk.next()));
        at = next.value_or(at);
    }
    CHECK(joined(by_next) == joined(expected));
    CHECK(joined(by_cursor) == joined(expected));
    if (by_next != expected) return;

    if (!expected.empty() && expected.back() == "none") expected.pop_back();
    if (expected.empty()) return;
    std::vector<std::string> back(expected.size());
    std::chrono::sys_seconds after = at + std::chrono::seconds{1};
    for (std::size_t left = expected.size(); left-- > 0;) {
        const auto prev = asked.prev(after);
        back[left] = text(prev);
        after = prev.value_or(after);
        CHECK(asked.contains(utc(expected[left].c_str())));
    }
    CHECK(joined(back) == joined(expected));
    const auto first_after = utc(from.c_str()) + std::chrono::seconds{1};
    CHECK(asked.count(first_after, at + std::chrono::seconds{1}) == expected.size());
}

inline void check_cron_rows(const std::vector<cron_row>& rows, const cron_reading& reading = {}) {
    for (const cron_row& row : rows) {
        const std::string asked = std::string(row.expression) + " | " + row.zone + " | " + row.from;
        CAPTURE(asked);
        const auto schedule = cron_schedule(row.expression, row.zone, reading);
        if (schedule)
            check_fires(*schedule, row.from, std::vector<std::string>(row.fires.begin(), row.fires.end()));
    }
}

}  // namespace nextfire_test
