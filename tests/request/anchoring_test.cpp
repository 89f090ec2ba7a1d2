// What a schedule counts from where nobody gave an anchor: clauses 2.4 and 5.5.
#include <doctest/doctest.h>

#include <nextfire/cron/cron_expression.hpp>
#include <nextfire/spec/schedule_spec.hpp>

#include <chrono>
#include <string>

#include "../support/cron_schedules.hpp"
#include "../support/instants.hpp"
#include "../support/schedules.hpp"
#include "request/anchoring.hpp"

namespace {

using nextfire::day_counting;
using nextfire::schedule_options;
using nextfire_test::spec_of;
using nextfire_test::text;
using nextfire_test::utc;
using nextfire_test::zone_named;
namespace api = nextfire::api;

nextfire::schedule_spec every_days(const char* days, const char* time = "09:00:00") {
    return spec_of({.scheduled_type = "DAY",
                    .day_interval = days,
                    .scheduled_time = time,
                    .time_zone = "Asia/Shanghai"});
}

api::requested_schedule asked_cron(const char* text) {
    return api::cron_schedule{
        *nextfire::cron_expression::parse(text, {.every = nextfire::every_policy::accepted}),
        zone_named("UTC"),
        {}};
}

std::string date_text(std::chrono::local_days date) {
    return text(std::chrono::sys_seconds{date.time_since_epoch()}).substr(0, 10);
}

}  // namespace

TEST_CASE("2.4 only DAY with an interval above 1 counts from a date, and not where it restarts each month") {
    CHECK(api::counts_from_date(every_days("2"), {}));
    CHECK_FALSE(api::counts_from_date(every_days("1"), {}));
    CHECK_FALSE(api::counts_from_date(every_days("2"), {.counting = day_counting::restart_each_month}));
    CHECK_FALSE(api::counts_from_date(asked_cron("0 0 9 */2 * ?"), {}));
    // an interval that another type does not need has no effect
    CHECK_FALSE(api::counts_from_date(spec_of({.scheduled_type = "WEEK",
                                               .day_interval = "2",
                                               .week_list = "1",
                                               .scheduled_time = "09:00:00",
                                               .time_zone = "UTC"}),
                                      {}));
}

namespace {

/// The first run of a spec does not depend on the schedule that was built of it.
std::chrono::local_days first_run_date(const nextfire::schedule_spec& spec,
                                       std::chrono::sys_seconds reference) {
    return api::first_run_date(spec, nextfire::schedule{}, reference);
}

}  // namespace

TEST_CASE("2.4 the anchor is the local date of the first run at or after the reference") {
    CHECK(date_text(first_run_date(every_days("2"), utc("2026-11-24T09:00:00+08:00"))) == "2026-11-24");
    CHECK(date_text(first_run_date(every_days("2"), utc("2026-11-24T09:00:01+08:00"))) == "2026-11-25");
    // Shanghai's last 09:00 of the year 9999 is gone, and its clock shows the last day still
    CHECK(date_text(first_run_date(every_days("2"), utc("9999-12-31T15:00:00Z"))) == "9999-12-31");
}

TEST_CASE("2.4 and 5.5 an anchor is added where one is needed and none is given") {
    const auto reference = utc("2026-11-24T10:00:00+08:00");
    const schedule_options days = api::with_anchors(every_days("2"), {}, reference);
    REQUIRE(days.anchor_date);
    CHECK(date_text(*days.anchor_date) == "2026-11-25");
    CHECK_FALSE(days.anchor_instant);

    const schedule_options every = api::with_anchors(asked_cron("@every 90m"), {}, reference);
    CHECK(every.anchor_instant == reference);
    CHECK_FALSE(every.anchor_date);

    const schedule_options none = api::with_anchors(asked_cron("0 0 9 * * ?"), {}, reference);
    CHECK_FALSE(none.anchor_date);
    CHECK_FALSE(none.anchor_instant);
}

TEST_CASE("2.4 and 5.5 an anchor that is given stays") {
    const auto reference = utc("2026-11-24T10:00:00+08:00");
    const std::chrono::local_days given{std::chrono::year{2026} / 1 / 31};
    CHECK((api::with_anchors(every_days("2"), {.anchor_date = given}, reference).anchor_date == given));
    const auto instant = utc("2026-01-01T00:00:00Z");
    CHECK(
        api::with_anchors(asked_cron("@every 90m"), {.anchor_instant = instant}, reference).anchor_instant ==
        instant);
}
