// What each way to make a definition means, and what it refuses: from specs and cron (parts.cpp), and from typed parts
// (definition_typed.cpp).
#include <doctest/doctest.h>

#include <nextfire/cron/cron_expression.hpp>
#include <nextfire/definition/definition.hpp>
#include <nextfire/spec/schedule_spec.hpp>

#include <chrono>
#include <concepts>
#include <limits>
#include <string>
#include <type_traits>
#include <unordered_set>

#include "../support/cron_schedules.hpp"
#include "../support/definitions.hpp"
#include "../support/instants.hpp"
#include "../support/schedules.hpp"

namespace {

using namespace nextfire_test;
using namespace std::chrono_literals;
using nextfire::cron_expression;
using nextfire::definition;
using nextfire::last_day;
using nextfire::schedule_options;
using std::chrono::days;
using std::chrono::local_days;
using std::chrono::local_seconds;
using std::chrono::weekday;

static_assert(std::regular<definition>);
static_assert(std::is_trivially_copyable_v<definition>);

const nextfire::zone tokyo = zone_named("Asia/Tokyo");

local_days date(const char* text) {
    return std::chrono::floor<days>(local(text));
}

std::string line_of(const nextfire::result<definition>& made) {
    return made ? to_string(*made) : reasons_of(made);
}

}  // namespace

TEST_CASE("9.1 typed parts") {
    using namespace std::chrono;
    const local_days black_friday = date("2026-11-27T00:00:00");
    CHECK(line_of(definition::daily(2h + 30min, tokyo)) == "0 30 2 * * ?; zone=Asia/Tokyo");
    CHECK(line_of(definition::weekly({Thursday, Monday, Monday}, 9h, tokyo)) ==
          "0 0 9 ? * 2,5; zone=Asia/Tokyo");
    CHECK(line_of(definition::monthly({15, 1, last_day, -3}, 9h, tokyo)) ==
          "0 0 9 1,15,L,L-2 * ?; zone=Asia/Tokyo");
    CHECK(line_of(definition::monthly({-31}, 9h, tokyo)) == "0 0 9 1 1,3,5,7,8,10,12 ?; zone=Asia/Tokyo");
    CHECK(line_of(definition::yearly({September, March}, {last_day}, 9h, tokyo)) ==
          "0 0 9 L 3,9 ?; zone=Asia/Tokyo");
    CHECK(line_of(definition::yearly({February}, {30, 31, 1}, 9h, tokyo)) == "0 0 9 1 2 ?; zone=Asia/Tokyo");
    CHECK(line_of(definition::every_n_days(days{3}, black_friday, 9h, tokyo)) ==
          "0 0 9 every 3 days; zone=Asia/Tokyo; anchor=1970-01-01");
    CHECK(line_of(definition::every_n_days(days{3}, date("1969-12-31T00:00:00"), 9h, tokyo)) ==
          "0 0 9 every 3 days; zone=Asia/Tokyo; anchor=1970-01-03");
    CHECK(line_of(definition::every_n_days(days{7}, black_friday, 9h, tokyo)) ==
          "0 0 9 ? * 6; zone=Asia/Tokyo");
    CHECK(line_of(definition::once(local("2026-12-24T18:00:01"), tokyo)) ==
          "1 0 18 24 12 ? 2026; zone=Asia/Tokyo");
    CHECK(line_of(definition::once(local("9999-12-31T23:59:59"), tokyo)) ==
          "59 59 23 31 12 ? 9999; zone=Asia/Tokyo");
    CHECK(line_of(definition::once(utc("2028-02-29T18:00:00Z"))) == "0 0 18 29 2 ? 2028; zone=UTC");
    CHECK(line_of(definition::every(90min, utc("2026-11-27T00:30:00Z"))) ==
          "@every 1h30m; zone=UTC; anchor=1970-01-01T00:30:00Z");
    CHECK(line_of(definition::every(9600h, utc("1969-12-31T23:59:59Z"), tokyo)) ==
          "@every 9600h; zone=Asia/Tokyo; anchor=1971-02-04T23:59:59Z");
}

TEST_CASE("9.1 typed parts heed the choices of clock changes and bounds") {
    const schedule_options options{.gap = nextfire::gap_policy::shift,
                                   .overlap = nextfire::overlap_policy::second,
                                   .not_before = utc("2026-01-01T00:00:00Z"),
                                   .expire_time = utc("2026-12-31T00:00:00Z")};
    const std::string others =
        "; from=2026-01-01T00:00:00Z; until=2026-12-31T00:00:00Z; gap=shift; overlap=second";
    CHECK(line_of(definition::daily(9h, tokyo, options)) == "0 0 9 * * ?; zone=Asia/Tokyo" + others);
    CHECK(line_of(definition::every_n_days(days{2}, date("1970-01-01T00:00:00"), 9h, tokyo, options)) ==
          "0 0 9 every 2 days; zone=Asia/Tokyo; anchor=1970-01-01; from=2026-01-01T00:00:00Z; "
          "until=2026-12-31T00:00:00Z; gap=shift; overlap=second");
    CHECK(line_of(definition::daily(9h, tokyo, {.elapsed = nextfire::elapsed_policy::always})) ==
          "0 0 9 * * ?; zone=Asia/Tokyo; elapsed=always");
}

TEST_CASE("6.1 typed parts that are none") {
    using namespace std::chrono;
    const auto anchor = date("2026-11-27T00:00:00");
    CHECK(line_of(definition::daily(86400s, tokyo)) ==
          "time: out_of_range: expected a time of day from 0 to 86399 s, but found 86400");
    CHECK(line_of(definition::daily(-1s, tokyo)) ==
          "time: out_of_range: expected a time of day from 0 to 86399 s, but found -1");
    CHECK(line_of(definition::weekly({}, 9h, tokyo)) ==
          "weekdays: missing: expected at least one weekday, but found none");
    CHECK(line_of(definition::weekly({weekday{8}}, 90h, tokyo)) ==
          "weekdays: out_of_range: expected Sunday to Saturday, but found 8; "
          "time: out_of_range: expected a time of day from 0 to 86399 s, but found 324000");
    CHECK(line_of(definition::monthly({}, 9h, tokyo)) ==
          "days: missing: expected at least one day of the month, but found none");
    CHECK(line_of(definition::monthly({0, 32, -32}, 9h, tokyo)) ==
          "days: out_of_range: expected a day from 1 to 31, or -1 to -31, but found 0; "
          "days: out_of_range: expected a day from 1 to 31, or -1 to -31, but found 32; "
          "days: out_of_range: expected a day from 1 to 31, or -1 to -31, but found -32");
    CHECK(line_of(definition::yearly({}, {1}, 9h, tokyo)) ==
          "months: missing: expected at least one month, but found none");
    CHECK(line_of(definition::yearly({month{13}}, {1}, 9h, tokyo)) ==
          "months: out_of_range: expected January to December, but found 13");
    CHECK(line_of(definition::yearly({February}, {30, -30}, 9h, tokyo)) ==
          "days: never_fires: expected a day that one of the months has, but found none");
    CHECK(line_of(definition::every_n_days(days{0}, anchor, 9h, tokyo)) ==
          "interval: out_of_range: expected 1 to 500 days, but found 0");
    CHECK(line_of(definition::every_n_days(days{501}, anchor, -1s, tokyo)) ==
          "interval: out_of_range: expected 1 to 500 days, but found 501; "
          "time: out_of_range: expected a time of day from 0 to 86399 s, but found -1");
    CHECK(line_of(definition::every(0s, utc("2026-11-27T00:30:00Z"))) ==
          "period: out_of_range: expected 1 to 34560000 s, but found 0");
    CHECK(line_of(definition::every(9600h + 1s, utc("2026-11-27T00:30:00Z"))) ==
          "period: out_of_range: expected 1 to 34560000 s, but found 34560001");
    const std::string once =
        "local: out_of_range: expected a local time from 1970-01-01 00:00:00 to 9999-12-31 23:59:59, "
        "but found ";
    CHECK(line_of(definition::once(local("1969-12-31T23:59:59"), tokyo)) == once + "-1 s since 1970");
    CHECK(line_of(definition::once(local("9999-12-31T23:59:59") + 1s, tokyo)) ==
          once + "253402300800 s since 1970");
    CHECK(line_of(definition::once(local_seconds::max(), tokyo)) ==
          once + "9223372036854775807 s since 1970");
    CHECK(line_of(definition::once(sys_seconds::min())) == once + "-9223372036854775808 s since 1970");
}

TEST_CASE("9.1 specs") {
    const auto line = [](const nextfire::schedule_fields& fields, const schedule_options& options = {}) {
        return line_of(definition::from(spec_of(fields), options));
    };
    CHECK(line({.scheduled_type = "fixed_time",
                .scheduled_date = "2022-12-23",
                .scheduled_time = "09:00:00",
                .time_zone = "Asia/Tokyo"}) == "0 0 9 23 12 ? 2022; zone=Asia/Tokyo");
    CHECK(line({.scheduled_type = "week",
                .week_list = "2,3,4,5,6",
                .scheduled_time = "09:00:00",
                .time_zone = "Asia/Tokyo",
                .expire_time = "2026-12-31 23:59:59"}) ==
          "0 0 9 ? * 2,3,4,5,6; zone=Asia/Tokyo; until=2026-12-31T14:59:59Z");
    CHECK(line({.scheduled_type = "month",
                .month_list = "1,3,12",
                .date_list = "1,2,28,L",
                .scheduled_time = "09:00:00",
                .time_zone = "Asia/Shanghai"}) == "0 0 9 1,2,28,31 1,3,12 ?; zone=Asia/Shanghai");
    const nextfire::schedule_fields third_day{
        .scheduled_type = "day", .day_interval = "3", .scheduled_time = "09:00:00", .time_zone = "UTC"};
    CHECK(line(third_day, {.anchor_date = date("2026-11-27T00:00:00")}) ==
          "0 0 9 every 3 days; zone=UTC; anchor=1970-01-01");
    CHECK(line(third_day, {.counting = nextfire::day_counting::restart_each_month}) ==
          "0 0 9 1,4,7,10,13,16,19,22,25,28,31 * ?; zone=UTC");
    CHECK(line(third_day) ==
          "anchor_date: missing: expected a date to count every 3 days from, but found no such date");
    // the earlier of two expiries
    CHECK(line({.scheduled_type = "day",
                .day_interval = "1",
                .scheduled_time = "09:00:00",
                .time_zone = "UTC",
                .expire_time = "2026-12-31T00:00:00Z"},
               {.expire_time = utc("2026-11-27T00:00:00Z")}) ==
          "0 0 9 * * ?; zone=UTC; until=2026-11-27T00:00:00Z");
    CHECK(line_of(definition::from(spec_of({.scheduled_type = "day",
                                            .day_interval = "1",
                                            .scheduled_time = "09:00:00",
                                            .time_zone = "UTC"}),
                                   tokyo)) == "0 0 9 * * ?; zone=Asia/Tokyo");
}

TEST_CASE("9.1 cron expressions") {
    const auto cron = [](const char* text) { return *cron_expression::parse(text); };
    CHECK(line_of(definition::from(cron("0 0 9 ? * MON-FRI"), tokyo)) ==
          "0 0 9 ? * 2,3,4,5,6; zone=Asia/Tokyo");
    const auto every = *cron_expression::parse("@every 1h", {.every = nextfire::every_policy::accepted});
    CHECK(line_of(definition::from(every, tokyo)) ==
          "anchor_instant: missing: expected an instant to count every 3600 seconds from, but found no such "
          "instant");
    CHECK(line_of(definition::from(every, tokyo, {.anchor_instant = utc("2026-11-27T00:00:07Z")})) ==
          "@every 1h; zone=Asia/Tokyo; anchor=1970-01-01T00:00:07Z");
}

TEST_CASE("9.1 what a definition holds") {
    const definition made = definition_of(
        "0 0 9 every 14 days on 0,2; zone=Asia/Tokyo; anchor=2026-11-30; "
        "from=2026-01-01T00:00:00Z; until=2026-12-31T00:00:00Z; gap=skip; overlap=both");
    CHECK(made.time_zone() == tokyo);
    CHECK(made.fields().hours == 1U << 9);
    CHECK(made.cycle() == nextfire::day_cycle{days{14}, 0b101, date("1970-01-12T00:00:00")});
    CHECK(made.not_before() == utc("2026-01-01T00:00:00Z"));
    CHECK(made.expire_time() == utc("2026-12-31T00:00:00Z"));
    CHECK(made.options().gap == nextfire::gap_policy::skip);
    CHECK(made.options().overlap == nextfire::overlap_policy::both);
    CHECK(made.options().anchor_date == date("1970-01-12T00:00:00"));
    CHECK_FALSE(made.options().anchor_instant);
    const definition daily = definition_of("0 0 9 * * ?");
    CHECK_FALSE(daily.cycle());
    CHECK_FALSE(daily.not_before());
    CHECK_FALSE(daily.expire_time());
    CHECK_FALSE(daily.options().anchor_date);
    const definition every = definition_of("@every 1h; anchor=2026-11-27T00:00:07Z");
    CHECK(every.fields().every == 1h);
    CHECK(every.options().anchor_instant == utc("1970-01-01T00:00:07Z"));
}

TEST_CASE("9.1 another zone, other bounds") {
    const definition daily = definition_of("0 0 9 * * ?; until=2026-12-31T00:00:00Z; gap=skip");
    CHECK(line_of(daily.in(tokyo)) == "0 0 9 * * ?; zone=Asia/Tokyo; until=2026-12-31T00:00:00Z; gap=skip");
    CHECK(daily.in(tokyo)->in(nextfire::zone{}) == daily);
    CHECK(to_string(daily.between(std::nullopt, std::nullopt)) == "0 0 9 * * ?; zone=UTC; gap=skip");
    CHECK(to_string(daily.between(utc("2026-01-01T00:00:00Z"), std::nullopt)) ==
          "0 0 9 * * ?; zone=UTC; from=2026-01-01T00:00:00Z; gap=skip");
    CHECK(to_string(daily.between(utc("2027-01-01T00:00:00Z"), utc("2026-01-01T00:00:00Z"))) ==
          "0 0 9 * * ?; zone=UTC; until=1969-12-31T23:59:59Z; gap=skip");
}

TEST_CASE("9.1 one that is default-made never fires, and is a definition all the same") {
    const definition none;
    CHECK(none == definition{});
    CHECK(to_string(none) == "0 0 0 * * ?; zone=UTC; until=1969-12-31T23:59:59Z");
    CHECK(definition_of(to_string(none)) == none);
    CHECK(definition::from_bytes(none.to_bytes().span()) == none);
}

TEST_CASE("9.1 definitions are keys") {
    std::unordered_set<definition> seen{definition_of("0 0 9 L 1 ?"), definition_of("0 0 9 31 1 ?"),
                                        definition_of("0 0 9 31 1 ?; zone=Asia/Tokyo")};
    CHECK(seen.size() == 2);
    CHECK(seen.contains(definition_of("0 0 9 L 1 ?; zone=Asia/Tokyo")));
}
