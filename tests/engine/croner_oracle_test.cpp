// Expressions with seconds, `L`, `W`, `#` and lists of these against what croner answers (tests/data;
// tests/oracles asks it).
//
// croner counts weekdays from Sunday = 0, as the spring dialect does, and a day in either field fires where
// both are restricted.  No row restricts both, so the spring dialect reads them all.
#include <doctest/doctest.h>

#include <nextfire/cron/cron_expression.hpp>

#include <cstddef>
#include <string>
#include <string_view>

#include "../support/cron_schedules.hpp"
#include "../support/next_table.hpp"
#include "../support/table_file.hpp"

namespace {

using namespace nextfire_test;

const cron_reading as_spring = in_dialect(nextfire::cron_dialect::spring);

void check_croner_row(const table_row& row, std::size_t column) {
    const std::string ours = next_five(row[0], row[1], row[2], as_spring);
    const std::string expected = answers_of(row, column);
    if (ours == expected) return;
    FAIL_CHECK(row[0] << " | " << row[1] << " | " << row[2] << "\n  ours:     " << ours
                      << "\n  expected: " << expected);
}

}  // namespace

TEST_CASE("5.4 L, nW, n#k and nL, alone and in lists: as croner") {
    const auto rows = table_from("croner_next.tsv", 8);
    CHECK(rows.size() > 1000);
    for (const table_row& row : rows) check_croner_row(row, 3);
}

TEST_CASE("4.1 and 4.2 at clock changes: as croner, where it follows them") {
    const auto rows = table_from("croner_clock_changes.tsv", 8);
    CHECK(rows.size() > 500);
    for (const table_row& row : rows) check_croner_row(row, 3);
}

TEST_CASE("4.1 and 4.2 at clock changes: what croner does otherwise") {
    for (const table_row& row : table_from("croner_exceptions.tsv", 14)) {
        // The scan that made the table takes any range for time going by.  A range of one value is a value.
        const bool croner_is_right = row.back() == "croner takes a range of one value for a fixed time";
        check_croner_row(row, croner_is_right ? 8 : 3);
    }
}
