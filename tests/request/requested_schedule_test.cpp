// Requests that give a schedule either way: as a spec or as cron text.
//
// Covers requested_schedule.cpp by the zone, the expiry, the kind and the cron text of what was read.
#include <doctest/doctest.h>

#include "request/schedule_request.hpp"

#include <nextfire/base/instant.hpp>
#include <nextfire/spec/timestamp.hpp>

#include <chrono>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

using namespace nextfire;
using api::cron_schedule;
using api::requested_schedule;
using api::schedule_request;

namespace {

const spec_options shanghai{.default_time_zone = "Asia/Shanghai"};

/// Reads a request as the member /schedule of something larger.
result<requested_schedule> read(std::string_view text, const cron_options& how = {},
                                const spec_options& options = shanghai) {
    const result<api::json_value> json = api::read_json(text);
    REQUIRE(json);
    schedule_request request;
    request.read(*json->as_object(), "/schedule", {});
    return request.check(how, options);
}

/// All violations, a line each: `code field:column message`.
std::vector<std::string> refusals(const result<requested_schedule>& read) {
    std::vector<std::string> told;
    if (read) return told;
    for (const violation& error : read.errors())
        told.push_back(std::string{to_string(error.code)} + " " + error.field +
                       (error.column ? ":" + std::to_string(*error.column) : "") + " " + error.message);
    return told;
}

/// The schedule's cron text behind the name of its dialect.
std::string written(const requested_schedule& given) {
    const api::written_cron cron = api::write_cron(given, day_counting::from_anchor);
    return std::string{to_string(cron.dialect)} + " " + cron.text;
}

using lines = std::vector<std::string>;

}  // namespace

TEST_CASE("the fields of a spec give a spec") {
    const auto given = read(R"({"scheduled_type":"DAY","day_interval":2,"scheduled_time":"09:00:00"})");
    REQUIRE(given);
    REQUIRE(std::holds_alternative<schedule_spec>(*given));
    CHECK(std::get<schedule_spec>(*given).day_interval() == std::chrono::days{2});
    CHECK(api::time_zone(*given).name() == "Asia/Shanghai");
    CHECK(written(*given) == "quartz 0 0 9 */2 * ?");
    CHECK(api::to_cron(*given, day_counting::from_anchor).fidelity == cron_fidelity::restarts_each_month);
}

TEST_CASE("cron text comes with its dialect, zone and expiry") {
    const auto given = read(R"({"cron":"0 9 * * mon-fri","dialect":"unix","time_zone":"europe/berlin",
                                "expire_time":"2026-03-29 02:30:00","week_list":null})");
    REQUIRE(given);
    REQUIRE(std::holds_alternative<cron_schedule>(*given));
    const cron_schedule& cron = std::get<cron_schedule>(*given);
    CHECK(cron.expression == *cron_expression::parse("0 0 9 ? * 2,3,4,5,6"));
    CHECK(cron.expression.dialect() == cron_dialect::unix_cron);
    CHECK(api::time_zone(*given).name() == "Europe/Berlin");
    // The gap's end, by clause 2.5.
    CHECK(format_instant(*api::expire_time(*given)) == "2026-03-29T01:00:00Z");
    CHECK(written(*given) == "unix 0 9 * * 1,2,3,4,5");
}

TEST_CASE("cron text without more is Quartz in the default zone, and never expires") {
    const auto given = read(R"({"cron":"0 0 9 * * ?"})");
    REQUIRE(given);
    CHECK(std::get<cron_schedule>(*given).expression.dialect() == cron_dialect::quartz);
    CHECK(api::time_zone(*given).name() == "Asia/Shanghai");
    CHECK_FALSE(api::expire_time(*given));
}

TEST_CASE("2.7 cron text needs a zone too: its own, or the caller's default") {
    const std::string no_zone =
        "missing /schedule/time_zone expected a time zone such as Europe/Berlin, but found no such field";
    CHECK(refusals(read(R"({"cron":"0 0 9 * * ?"})", {}, {})) == lines{no_zone});
    CHECK(refusals(read(R"({"cron":"0 0 9 * * ?","time_zone":null})", {}, {})) == lines{no_zone});
    CHECK(read(R"({"cron":"0 0 9 * * ?","time_zone":"UTC"})", {}, {}));
    // A zone of a wrong type is not missing.
    CHECK(refusals(read(R"({"cron":"0 0 9 * * ?","time_zone":8})", {}, {})) ==
          lines{"wrong_type /schedule/time_zone expected a string, but found 8"});
    // Without a zone the expiry is checked by UTC, and everything is told at once.
    CHECK(refusals(read(R"({"cron":"0 60 9 * * ?","expire_time":"2026-03-29 02:30:00"})", {}, {})) ==
          lines{"out_of_range /schedule/cron:3 expected a minute from 0 to 59, but found \"60\"", no_zone});
    CHECK(
        refusals(read(R"({"cron":"0 0 9 * * ?","expire_time":"x"})", {}, {})) ==
        lines{no_zone,
              "malformed /schedule/expire_time:1 expected a time as 2026-12-31T23:59:59Z, but found \"x\""});
}

TEST_CASE("the expiry beside cron text ends the schedule") {
    const auto given = read(R"({"cron":"0 0 9 * * ?","expire_time":"2026-11-25 09:00:00"})");
    REQUIRE(given);
    const auto times = api::build(*given, {});
    REQUIRE(times);
    const auto first = times->next(*parse_instant("2026-11-24T01:00:00Z", ""));
    REQUIRE(first);
    CHECK(format_instant(*first) == "2026-11-25T01:00:00Z");  // inclusive, clause 2.5
    CHECK_FALSE(times->next(*first));
}

TEST_CASE("elapsed time is what cron text describes with steps, and what the options make it") {
    const auto stepped = read(R"({"cron":"0 */10 * * * ?"})");
    const auto fixed = read(R"({"cron":"0 30 2 * * ?"})");
    const auto spec = read(R"({"scheduled_type":"DAY","day_interval":1,"scheduled_time":"09:00:00"})");
    CHECK(api::is_elapsed(*stepped, elapsed_policy::as_written));
    CHECK_FALSE(api::is_elapsed(*stepped, elapsed_policy::never));
    CHECK_FALSE(api::is_elapsed(*fixed, elapsed_policy::as_written));
    CHECK(api::is_elapsed(*fixed, elapsed_policy::always));
    CHECK_FALSE(api::is_elapsed(*spec, elapsed_policy::as_written));
    CHECK(api::is_elapsed(*spec, elapsed_policy::always));
    CHECK_FALSE(api::is_every(*stepped));
    CHECK(api::is_every(*read(R"({"cron":"@every 90m"})", {.every = every_policy::accepted})));
}

TEST_CASE("cron text is written in a dialect that can say it") {
    // Fridays the 13th: unix fires on either, Quartz wants one of them `?`, Spring says just this.
    CHECK(written(*read(R"({"cron":"0 9 13 * fri","dialect":"unix"})",
                        {.both_days = both_days_policy::both})) == "spring 0 0 9 13 * 5");
    CHECK(written(*read(R"({"cron":"@every 90m","dialect":"aws"})", {.every = every_policy::accepted})) ==
          "aws @every 1h30m");
    CHECK(written(*read(R"({"cron":"@daily"})")) == "quartz 0 0 0 * * ?");
}

// Clause 6.1: every violation at once, in the order of the members.
TEST_CASE("what does not belong beside cron is refused, each member by itself") {
    CHECK(refusals(read(R"({"scheduled_type":"DAY","cron":"0 0 9 * * ?","scheduled_time":"09:00:00",
                            "day_interval":1})")) ==
          lines{"unknown_name /schedule/scheduled_type expected no scheduled_type beside cron, but found one",
                "unknown_name /schedule/day_interval expected no day_interval beside cron, but found one",
                "unknown_name /schedule/scheduled_time expected no scheduled_time beside cron, but found "
                "one"});
    CHECK(refusals(read(R"({"scheduled_type":"DAY","day_interval":1,"scheduled_time":"09:00:00",
                            "dialect":"unix"})")) ==
          lines{"unknown_name /schedule/dialect expected no dialect without cron, but found one"});
}

TEST_CASE("cron text, dialect, zone, expiry and types are refused together") {
    CHECK(refusals(read(R"({"cron":"0 9 * * 8","dialect":"unix","time_zone":"Mars","expire_time":"x",
                            "week_list":7,"corn":1})")) ==
          lines{"out_of_range /schedule/cron:9 expected a weekday from 0 (Sunday) to 7 (Sunday) or SUN to "
                "SAT, but found \"8\"",
                "wrong_type /schedule/week_list expected a string, but found 7",
                "unknown_name /schedule/week_list expected no week_list beside cron, but found one",
                "unknown_name /schedule/time_zone expected a time zone such as Europe/Berlin, but found "
                "\"Mars\"",
                "malformed /schedule/expire_time:1 expected a time as 2026-12-31T23:59:59Z, but found \"x\"",
                "unknown_name /schedule/corn expected a known member, but found \"corn\"; did you mean "
                "cron?"});
}

TEST_CASE("without its dialect a text is not judged") {
    CHECK(refusals(read(R"({"cron":"0 9 * * 8","dialect":"Unix"})")) ==
          lines{"unknown_name /schedule/dialect expected quartz, unix, spring or aws, but found \"Unix\"; "
                "did you mean unix?"});
    CHECK(refusals(read(R"({"cron":"0 9 * * 8","dialect":1})")) ==
          lines{"wrong_type /schedule/dialect expected a string, but found 1"});
    CHECK(refusals(read(R"({"cron":["0 9 * * 8"],"dialect":"unix"})")) ==
          lines{"wrong_type /schedule/cron expected a string, but found an array"});
}

TEST_CASE("flags replace members, with their violations") {
    const auto json = api::read_json(R"({"cron":7,"dialect":"x","time_zone":"Europe/Berlin"})");
    schedule_request request;
    request.read(*json->as_object(), "", api::task_members);
    request.replace_cron("0 9 * * *", "unix");
    request.replace({.time_zone = "UTC"});
    const auto given = request.check();
    REQUIRE(given);
    CHECK(api::time_zone(*given).is_utc());

    request.replace_cron("9 * * *", std::nullopt);
    request.replace({.scheduled_type = "DAY"});
    const auto refused = request.check();
    REQUIRE_FALSE(refused);
    CHECK(refused.errors().front().field == "cron");
    CHECK(refused.errors().back().field == "scheduled_type");
}

TEST_CASE("the extensions are the caller's") {
    CHECK(refusals(read(R"({"cron":"@every 90m"})")).size() == 1);
    CHECK(read(R"({"cron":"@every 90m"})", {.every = every_policy::accepted}));
    CHECK(refusals(read(R"({"cron":"H H * * *","dialect":"unix"})")).size() == 2);
    CHECK(read(R"({"cron":"H H * * *","dialect":"unix"})", {.spread_key = "backup"}));
}
