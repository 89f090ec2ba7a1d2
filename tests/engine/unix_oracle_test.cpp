// The unix dialect against what robfig/cron, cron-parser and croner answer (tests/data; tests/oracles asks
// them), and what other systems do at clock changes against the choices that nextfire has for them.
#include <doctest/doctest.h>

#include <nextfire/cron/cron_expression.hpp>

#include <algorithm>
#include <array>
#include <cstddef>
#include <set>
#include <string>
#include <string_view>

#include "../support/cron_schedules.hpp"
#include "../support/next_table.hpp"
#include "../support/table_file.hpp"

namespace {

using namespace nextfire_test;
using nextfire::cron_dialect;

const cron_reading as_unix = in_dialect(cron_dialect::unix_cron);

/// Asks nextfire what a row asks, and compares with the five answers from a column on.
void check_unix_row(const table_row& row, std::size_t column) {
    const std::string ours = next_five(row[0], row[1], row[2], as_unix);
    const std::string expected = answers_of(row, column);
    if (ours == expected) return;
    FAIL_CHECK(row[0] << " | " << row[1] << " | " << row[2] << "\n  ours:     " << ours
                      << "\n  expected: " << expected);
}

/// A step beyond the end of its field gives one value; the others read it so, nextfire takes it for a slip.
constexpr std::array<std::string_view, 3> steps_too_long{"*/60 * * * *", "0 */24 * * *", "0 0 */32 * *"};

}  // namespace

TEST_CASE("5.3 unix: what robfig/cron, cron-parser and a plain scan agree on") {
    const auto rows = table_from("unix_next.tsv", 8);
    CHECK(rows.size() > 1000);
    std::set<std::string> refused;
    for (const table_row& row : rows) {
        if (std::find(steps_too_long.begin(), steps_too_long.end(), row[0]) == steps_too_long.end()) {
            check_unix_row(row, 3);
            continue;
        }
        refused.insert(row[0]);
        CHECK_FALSE(nextfire::cron_expression::parse(row[0], cron_dialect::unix_cron));
    }
    CHECK(refused.size() == steps_too_long.size());
}

TEST_CASE("5.3 unix: where they do not agree, Vixie's rules hold") {
    for (const table_row& row : table_from("unix_exceptions.tsv", 19)) {
        // where Vixie has no answer there is a violation
        if (row[3] != "-") {
            check_unix_row(row, 3);
        } else if (nextfire::cron_expression::parse(row[0], cron_dialect::unix_cron)) {
            FAIL_CHECK(row[0] << " is accepted; " << row.back());
        }
    }
}
