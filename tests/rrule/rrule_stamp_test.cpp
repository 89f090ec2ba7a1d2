// Dates and times of calendars: RFC 5545 sections 3.3.4 (DATE) and 3.3.5 (DATE-TIME).
#include <doctest/doctest.h>

#include <chrono>
#include <string>
#include <utility>

#include "../support/fact_table.hpp"
#include "../support/instants.hpp"
#include "../support/schedules.hpp"
#include "rrule/rrule_lines.hpp"
#include "rrule/rrule_stamp.hpp"

namespace {

namespace detail = nextfire::detail;
using detail::stamp_kind;

/// Writes a stamp as `kind local time`, or the code and column of each violation.
std::string told(const std::string& text) {
    const detail::unfolded_text source{text};
    detail::rrule_complaints complaints{source};
    const auto stamp = detail::parse_stamp(source.text(), "a date and time", complaints);
    std::string refusals;
    for (const auto& error : std::move(complaints).sorted())
        refusals += (refusals.empty() ? "" : ", ") + std::string{to_string(error.code)} + " " +
                    std::to_string(error.column.value_or(0));
    CHECK(stamp.has_value() == refusals.empty());
    if (!stamp) return refusals;
    const std::string local = nextfire_test::text(std::chrono::sys_seconds{stamp->local.time_since_epoch()});
    const char* const kind = stamp->kind == stamp_kind::date    ? "date "
                             : stamp->kind == stamp_kind::local ? "local "
                                                                : "utc ";
    return kind + local.substr(0, local.size() - 1);
}

}  // namespace

TEST_CASE("a stamp is a date, a local time, or a time of UTC") {
    for (const nextfire_test::fact& line : nextfire_test::facts_of(2, R"(
    # the examples of RFC 5545
    19970714          | date 1997-07-14T00:00:00
    19980118T230000   | local 1998-01-18T23:00:00
    19980119T070000Z  | utc 1998-01-19T07:00:00
    20261124t090000z  | utc 2026-11-24T09:00:00
    20240229T000000   | local 2024-02-29T00:00:00
    19700101          | date 1970-01-01T00:00:00
    99991231T235959Z  | utc 9999-12-31T23:59:59
    19691231          | out_of_range 1
    20230229          | out_of_range 7
    20261301          | out_of_range 5
    20260001          | out_of_range 5
    20260100          | out_of_range 7
    20261124T240000   | out_of_range 10
    20261124T096000   | out_of_range 12
    # a leap second is no second here
    19970630T235960Z  | out_of_range 14
    # every number that is out of bounds is told
    20261324T246060   | out_of_range 5, out_of_range 10, out_of_range 12, out_of_range 14
    2026112           | malformed 1
    202611240         | malformed 1
    20261124T         | malformed 1
    20261124T0900     | malformed 1
    20261124 090000   | malformed 1
    20261124T090000X  | malformed 1
    20261124T090000+  | malformed 1
    2026-11-24        | malformed 1
    20261124T090000ZZ | malformed 1
    today             | malformed 1
)")) {
        CAPTURE(line.lines);
        CHECK(told(line.columns[0]) == line.columns[1]);
    }
    CHECK(told("") == "malformed 1");
}
