// The sets behind a cron expression: the years, and the names of what they are combined by.
#include "../support/enum_names.hpp"

#include <nextfire/calendar/cron_fields.hpp>

#include <doctest/doctest.h>

#include <limits>
#include <optional>

using namespace nextfire;
using nextfire_test::check_names;

TEST_CASE("6.4 how day fields are combined, and what time fields mean, have names") {
    check_names<day_combination>({"both", "either"}, &parse_day_combination, "combination");
    check_names<time_meaning>({"fixed", "elapsed"}, &parse_time_meaning, "times");
}

TEST_CASE("years are found from any year on, however far away") {
    constexpr int far = std::numeric_limits<int>::max();
    constexpr int long_ago = std::numeric_limits<int>::min();
    const year_set listed = year_set::listed({1ULL << (2030 - 1970) | 1ULL << (2033 - 1970), 0, 0, 0});
    for (const year_set& years : {listed, year_set::between(2030, 2033)}) {
        CHECK(years.on_or_after(long_ago) == 2030);
        CHECK(years.on_or_after(2033) == 2033);
        CHECK(years.on_or_after(2034) == std::nullopt);
        CHECK(years.on_or_after(far) == std::nullopt);
        CHECK(years.on_or_before(far) == 2033);
        CHECK(years.on_or_before(2030) == 2030);
        CHECK(years.on_or_before(2029) == std::nullopt);
        CHECK(years.on_or_before(long_ago) == std::nullopt);
    }
    CHECK(listed.on_or_before(2032) == 2030);
    CHECK(listed.on_or_after(2031) == 2033);
}
