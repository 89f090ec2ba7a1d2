// The quartz dialect against what Quartz 2.3.2 answers (tests/data; tests/oracles asks it), and where Quartz
// is wrong, against a plain calendar.
#include <doctest/doctest.h>

#include <nextfire/cron/cron_expression.hpp>

#include <chrono>
#include <cstddef>
#include <string>

#include "../support/cron_schedules.hpp"
#include "../support/next_table.hpp"
#include "../support/table_file.hpp"

namespace {

using namespace nextfire_test;

void check_quartz_row(const table_row& row, const std::string& expected) {
    const std::string ours = next_five(row[0], row[1], row[2], {});
    if (ours == expected) return;
    FAIL_CHECK(row[0] << " | " << row[1] << " | " << row[2] << "\n  ours:     " << ours
                      << "\n  expected: " << expected);
}

}  // namespace

TEST_CASE("5.4 quartz: what Quartz and a plain calendar agree on") {
    const auto rows = table_from("quartz_next.tsv", 8);
    CHECK(rows.size() > 10'000);
    for (const table_row& row : rows) check_quartz_row(row, answers_of(row, 3));
}

// Quartz forgets the step of MON-FRI/2, ends 100 years from today, takes the 1st for 31W in a month of 30
// days, and searches for ever for L-30W.  The plain calendar knows local times only: it tells them with the
// offset of `from`.
TEST_CASE("5.4 quartz: where Quartz is wrong, the plain calendar holds") {
    for (const table_row& row : table_from("quartz_exceptions.tsv", 10)) {
        const auto schedule = cron_schedule(row[0], row[1]);
        if (!schedule) continue;
        const nextfire::zone zone = zone_named(row[1]);
        const auto offset_of_from = zone.offset_at(utc(row[2].c_str()));
        std::string ours;
        auto at = utc(row[2].c_str());
        for (std::size_t n = 0; n < answers_a_row; ++n) {
            const auto next = schedule->next(at);
            ours += (n == 0 ? "" : ",");
            ours +=
                next
                    ? text(std::chrono::sys_seconds{zone.to_local(*next).time_since_epoch() - offset_of_from})
                    : "-";
            at = next.value_or(at);
        }
        if (ours != row[9])
            FAIL_CHECK(row[0] << " | " << row[1] << " | " << row[2] << "\n  ours:     " << ours
                              << "\n  expected: " << row[9]);
    }
}
