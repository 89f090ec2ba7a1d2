// A structured schedule and the cron text it converts to fire alike: clauses 5.2 and 5.6.
#include <doctest/doctest.h>

#include <nextfire/cron/cron_expression.hpp>
#include <nextfire/engine/schedule.hpp>

#include <chrono>
#include <string>

#include "../support/occurrence_table.hpp"

namespace {

using namespace nextfire_test;
using nextfire::cron_expression;
using nextfire::gap_policy;
using nextfire::overlap_policy;
using nextfire::schedule;
using nextfire::schedule_options;

/// Compares a spec with the text of its cron, by the policies given, around two changes of Berlin's clock.
void check_same_as_its_cron(const nextfire::schedule_fields& fields, const schedule_options& options) {
    const auto spec = spec_of(fields);
    const auto conversion = cron_expression::from(spec, options.counting);
    const std::string written = conversion.expression.text();
    CAPTURE(written);
    REQUIRE((conversion.fidelity == nextfire::cron_fidelity::exact));
    const auto read = cron_expression::parse(written);
    REQUIRE(read);
    CHECK((*read == conversion.expression));
    const auto by_spec = schedule::build(spec, options);
    schedule_options with_expiry = options;
    with_expiry.expire_time = spec.expire_time();
    const auto by_cron = schedule::build(*read, spec.time_zone(), with_expiry);
    REQUIRE(by_spec);
    REQUIRE(by_cron);
    for (const char* from : {"2026-03-20T00:00:00Z", "2026-10-20T00:00:00Z", "2027-12-20T00:00:00Z"}) {
        std::chrono::sys_seconds at = utc(from);
        for (int step = 0; step < 40; ++step) {
            const auto expected = by_spec->next(at);
            CHECK(text(by_cron->next(at)) == text(expected));
            CHECK(text(by_cron->prev(at)) == text(by_spec->prev(at)));
            if (!expected) break;
            at = *expected;
        }
    }
}

}  // namespace

TEST_CASE("5.6 a spec and the text of its cron fire alike wherever the conversion is exact") {
    for (int policies = 0; policies < 9; ++policies) {
        const schedule_options options{.gap = static_cast<gap_policy>(policies % 3),
                                       .overlap = static_cast<overlap_policy>(policies / 3)};
        const auto fields_of = [](const char* type, const char* time) {
            return nextfire::schedule_fields{
                .scheduled_type = type, .scheduled_time = time, .time_zone = "Europe/Berlin"};
        };
        for (const char* time : {"02:30:00", "09:00:00", "03:00:00", "00:00:00"}) {
            auto day = fields_of("DAY", time);
            day.day_interval = "1";
            check_same_as_its_cron(day, options);
            auto restarting = options;
            restarting.counting = nextfire::day_counting::restart_each_month;
            for (const char* interval : {"2", "7", "28", "29", "31"}) {
                day.day_interval = interval;
                check_same_as_its_cron(day, restarting);
            }
            auto week = fields_of("WEEK", time);
            week.week_list = "1,2,7";
            check_same_as_its_cron(week, options);
            auto month = fields_of("MONTH", time);
            month.month_list = "1,3,10,12";
            month.date_list = "1,25,28,29,L";
            month.expire_time = "2028-03-01T00:00:00Z";
            check_same_as_its_cron(month, options);
            auto once = fields_of("FIXED_TIME", time);
            once.scheduled_date = "2026-10-25";
            check_same_as_its_cron(once, options);
        }
    }
}

TEST_CASE("5.2 every n days counted from an anchor is not what its cron says") {
    const auto spec = spec_of(
        {.scheduled_type = "DAY", .day_interval = "2", .scheduled_time = "09:00:00", .time_zone = "UTC"});
    const auto conversion = cron_expression::from(spec);
    CHECK((conversion.fidelity == nextfire::cron_fidelity::restarts_each_month));
    check_firing(*schedule::build(conversion.expression, zone_named("UTC")), "2026-01-30T00:00:00Z",
                 "2026-01-31T09:00:00Z 2026-02-01T09:00:00Z 2026-02-03T09:00:00Z");
}
