/// Schedules made from cron text, for tests.
#pragma once

#include <doctest/doctest.h>

#include <nextfire/cron/cron_expression.hpp>
#include <nextfire/engine/schedule.hpp>
#include <nextfire/zone/zone.hpp>

#include <cstdio>
#include <cstdlib>
#include <optional>
#include <string>

namespace nextfire_test {

/// How a cron text is read and built.
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

}  // namespace nextfire_test
