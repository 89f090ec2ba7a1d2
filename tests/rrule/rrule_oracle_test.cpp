// Recurrence rules against dateutil, which no one here wrote: tests/data/rrule_next.tsv, whose head says how
// it was made, and tests/data/rrule_refused.tsv, the texts that a schedule must not take.
#include <doctest/doctest.h>

#include <nextfire/engine/rrule_schedule.hpp>
#include <nextfire/rrule/rrule.hpp>

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "../support/instants.hpp"
#include "../support/schedules.hpp"
#include "../support/table_file.hpp"

namespace {

using nextfire_test::table_from;
using nextfire_test::utc;

/// Turns each `\n` of a cell into the line break that it stands for.
std::string unescaped(std::string_view cell) {
    std::string text;
    for (; !cell.empty(); cell.remove_prefix(1)) {
        const bool is_break = cell.starts_with("\\n");
        if (is_break) cell.remove_prefix(1);
        text += is_break ? '\n' : cell.front();
    }
    return text;
}

/// Gives the value of a part of a rule; empty where the part is not there.
std::string_view part(std::string_view rule, std::string_view name) {
    for (const char* before : {";", ":"}) {
        const std::string wanted = std::string(before).append(name).append("=");
        const std::size_t at = rule.find(wanted);
        if (at == std::string_view::npos) continue;
        const std::string_view value = rule.substr(at + wanted.size());
        return value.substr(0, value.find(';'));
    }
    return {};
}

/// Days or weeks that are left out, and months as well: what parse_rrule says no schedule can say.
bool is_beyond_schedules(std::string_view rule) {
    const std::string_view freq = part(rule, "FREQ");
    const std::string_view interval = part(rule, "INTERVAL");
    return (freq == "DAILY" || freq == "WEEKLY") && !interval.empty() && interval != "1" &&
           !part(rule, "BYMONTH").empty();
}

}  // namespace

TEST_CASE("5.2 every rule of dateutil's table has the same next occurrences") {
    const auto rows = table_from("rrule_next.tsv", 7);
    REQUIRE(rows.size() > 2000);
    std::size_t compared = 0;
    for (const auto& row : rows) {
        REQUIRE(row.size() == 7);
        CAPTURE(row[0]);
        const std::string text = unescaped(row[0]);
        const auto read = nextfire::parse_rrule(text);
        if (is_beyond_schedules(text)) {
            REQUIRE_FALSE(read);
            CHECK(read.errors().size() == 1);
            CHECK(read.errors()[0].code == nextfire::violation_code::not_expressible);
            continue;
        }
        if (!read) FAIL_CHECK(read.errors()[0].message);
        if (!read) continue;
        std::optional at = utc(row[1].c_str());
        for (std::size_t i = 2; i < row.size() && at; ++i) {
            at = read->next(*at);
            CHECK(nextfire_test::text(at) == (row[i] == "-" ? "none" : row[i]));
        }
        ++compared;
    }
    CHECK(compared > 2000);
}

TEST_CASE("6.1 every text of the table of refusals is refused, but for those that have a meaning here") {
    // What the table counts as a mistake and the header of parse_rrule promises to read.
    const std::map<std::string, std::string> accepted{
        {"RRULE:FREQ=DAILY;UNTIL=20260201T090000", "a time without Z is by the clock of DTSTART"},
        {"RRULE:FREQ=WEEKLY;BYDAY=TU", "DTSTART is the first possible occurrence and need not be one"},
        {"RRULE:FREQ=MONTHLY;BYMONTHDAY=6", "the same"},
        {"RRULE:FREQ=DAILY;BYHOUR=10", "the same"},
        {"RRULE:FREQ=YEARLY;BYMONTH=3", "the same"},
        {"RRULE:FREQ=MONTHLY;BYDAY=2MO", "the same"},
    };
    const auto rows = table_from("rrule_refused.tsv", 1);
    REQUIRE(rows.size() > 100);
    std::size_t refused = 0;
    std::size_t taken = 0;
    for (const auto& row : rows) {
        CAPTURE(row[0]);
        const std::string text = unescaped(row[0]);
        const auto read = nextfire::parse_rrule(text);
        bool may_be_read = false;
        for (const auto& [ending, reason] : accepted)
            may_be_read =
                may_be_read || text.ends_with(ending) || (ending.ends_with('\n') && text.starts_with(ending));
        CHECK(static_cast<bool>(read) == may_be_read);
        if (!read) {
            CHECK(read.errors()[0].field == "rrule");
            CHECK(read.errors()[0].message.starts_with("expected "));
        }
        (read ? taken : refused) += 1;
    }
    CHECK(refused > 120);
    CHECK(taken == accepted.size());
}
