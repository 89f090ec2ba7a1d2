// A zone's clock as a list of changes and a rule, brought into its one proper form.
//
// New York by its rule of today, EST5EDT,M3.2.0,M11.1.0: 8 March 2026 02:00 -> 03:00 at 07:00Z, 1 November
// 02:00 -> 01:00 at 06:00Z, 14 March 2027 at 07:00Z.
#include <doctest/doctest.h>

#include <cstdint>
#include <string>
#include <vector>

#include "../support/instants.hpp"
#include "zone/zone_history.hpp"

namespace {

using nextfire::violation_code;
using nextfire::detail::abbreviation_index;
using nextfire::detail::append_change;
using nextfire::detail::offset_period;
using nextfire::detail::settle_history;
using nextfire::detail::zone_history;

constexpr std::int32_t est_offset = -5 * 3600;
constexpr std::int32_t edt_offset = -4 * 3600;

const std::string new_york_rule = "EST5EDT,M3.2.0,M11.1.0";

std::int64_t at(const char* instant) {
    return nextfire_test::utc(instant).time_since_epoch().count();
}

/// Makes a change to a state of the clock, named as New York names it.
zone_history::change to_est(std::int64_t when) {
    return {when, est_offset, 0};
}
zone_history::change to_edt(std::int64_t when) {
    return {when, edt_offset, 1};
}

/// New York's clock: winter time from the beginning, summer time in 2026, and perhaps more.
zone_history new_york(const std::vector<zone_history::change>& more, const std::string& rule) {
    zone_history history{{"EST", "EDT"}, {to_est(offset_period::always)}, rule};
    history.changes.push_back(to_edt(at("2026-03-08T07:00:00Z")));
    history.changes.insert(history.changes.end(), more.begin(), more.end());
    return history;
}

}  // namespace

TEST_CASE("an abbreviation has one number, and there are 256 of them") {
    std::vector<std::string> list;
    CHECK(abbreviation_index(list, "EST") == 0);
    CHECK(abbreviation_index(list, "EDT") == 1);
    CHECK(abbreviation_index(list, "EST") == 0);
    CHECK((list == std::vector<std::string>{"EST", "EDT"}));
    for (int n = 2; n < 256; ++n) CHECK(abbreviation_index(list, "A" + std::to_string(n)) == n);
    CHECK_FALSE(abbreviation_index(list, "XYZ"));
    CHECK(list.size() == 256);
    CHECK(abbreviation_index(list, "A255") == 255);
}

TEST_CASE("changes up to 1970 replace each other, and one that changes nothing is left out") {
    zone_history history;
    append_change(history, to_est(at("1883-11-18T17:00:00Z")));
    append_change(history, to_edt(at("1969-04-27T07:00:00Z")));
    append_change(history, to_est(at("1969-10-26T06:00:00Z")));
    CHECK((history.changes == std::vector{to_est(at("1969-10-26T06:00:00Z"))}));
    append_change(history, to_est(at("1970-02-01T00:00:00Z")));
    CHECK(history.changes.size() == 1);
    append_change(history, to_edt(at("1970-04-26T07:00:00Z")));
    append_change(history, {at("1970-05-01T00:00:00Z"), edt_offset, 0});  // the name alone changes
    CHECK((history.changes == std::vector{to_est(at("1969-10-26T06:00:00Z")),
                                          to_edt(at("1970-04-26T07:00:00Z")),
                                          {at("1970-05-01T00:00:00Z"), edt_offset, 0}}));
}

TEST_CASE(
    "changes that the rule makes by itself are dropped: two sources of one clock give equal histories") {
    const std::vector<zone_history::change> to_2027{to_est(at("2026-11-01T06:00:00Z")),
                                                    to_edt(at("2027-03-14T07:00:00Z"))};
    const auto short_list = settle_history(new_york({}, new_york_rule), "zone");
    const auto long_list = settle_history(new_york(to_2027, new_york_rule), "zone");
    REQUIRE(short_list);
    REQUIRE(long_list);
    CHECK((*short_list == *long_list));
    CHECK(short_list->changes.size() == 2);
    CHECK(short_list->rule == new_york_rule);
    // without the rule nothing says that they come again
    const auto listed = settle_history(new_york(to_2027, ""), "zone");
    REQUIRE(listed);
    CHECK(listed->changes.size() == 4);
}

TEST_CASE("a change on another day than the rule's is kept") {
    const auto settled =
        settle_history(new_york({to_est(at("2026-11-02T06:00:00Z"))}, new_york_rule), "zone");
    REQUIRE(settled);
    CHECK((settled->changes.back() == to_est(at("2026-11-02T06:00:00Z"))));
    CHECK(settled->changes.size() == 3);
}

TEST_CASE("where rule and last change disagree, the change holds until the rule next changes the clock") {
    // winter time from June on: the rule has summer time then, and makes it again in March
    const auto settled =
        settle_history(new_york({to_est(at("2026-06-01T00:00:00Z"))}, new_york_rule), "zone");
    REQUIRE(settled);
    REQUIRE(settled->changes.size() == 4);
    CHECK((settled->changes[2] == to_est(at("2026-06-01T00:00:00Z"))));
    CHECK((settled->changes[3] == to_edt(at("2027-03-14T07:00:00Z"))));
}

// New York by its rule in 1970: winter time until 8 March 07:00Z.
TEST_CASE("4.5 the rule goes on after a last change before 1970, and is all there is where none is listed") {
    struct row {
        zone_history::change last;
        std::string rule;
        std::string abbreviation;  // in January 1970
    };
    const row rows[] = {
        {to_edt(at("1960-04-24T07:00:00Z")), new_york_rule, "EST"},
        {to_est(at("1960-10-30T06:00:00Z")), new_york_rule, "EST"},
        {to_est(at("1960-10-30T06:00:00Z")), "EST5EDT,M10.1.0,M4.1.0", "EDT"},
        {to_edt(at("1970-01-01T00:00:00Z")), new_york_rule, "EDT"},  // until the rule next changes the clock
        {to_edt(offset_period::always), new_york_rule, "EST"},
        {to_edt(offset_period::always), "EST5", "EST"},
    };
    for (const row& fact : rows) {
        CAPTURE(fact.last.at);
        zone_history history{{"EST", "EDT"}, {}, fact.rule};
        append_change(history, fact.last);
        const auto settled = settle_history(history, "zone");
        REQUIRE(settled);
        CHECK(settled->changes.front().at == offset_period::always);
        CHECK(settled->abbreviations.at(settled->changes.front().abbreviation) == fact.abbreviation);
    }
}

TEST_CASE("a rule that never changes the clock and says what the last change says is dropped") {
    const auto settled = settle_history({{"EST"}, {to_est(offset_period::always)}, "EST5"}, "zone");
    REQUIRE(settled);
    CHECK(settled->rule.empty());
    CHECK((settled->changes == std::vector{to_est(offset_period::always)}));
}

TEST_CASE("abbreviations are numbered by their first use, and those without use are left out") {
    const zone_history history{
        {"LMT", "EDT", "EST"},
        {{offset_period::always, est_offset, 2}, {at("2026-03-08T07:00:00Z"), edt_offset, 1}},
        ""};
    const auto settled = settle_history(history, "zone");
    REQUIRE(settled);
    CHECK((settled->abbreviations == std::vector<std::string>{"EST", "EDT"}));
    CHECK(settled->changes[0].abbreviation == 0);
    CHECK(settled->changes[1].abbreviation == 1);
}

TEST_CASE("6.1 a history that contradicts itself, or says nothing, is refused") {
    const auto refusal = [](zone_history history) {
        const auto settled = settle_history(std::move(history), "Acme/Moon");
        REQUIRE_FALSE(settled);
        REQUIRE(settled.errors().size() == 1);
        CHECK(settled.errors()[0].field == "Acme/Moon");
        return settled.errors()[0];
    };
    CHECK((refusal({{}, {}, new_york_rule}).code == violation_code::missing));
    // an offset for ever, and another one before it for ever
    const auto contradiction = refusal({{"EST"}, {to_est(at("1883-11-18T17:00:00Z"))}, "CST6"});
    CHECK((contradiction.code == violation_code::malformed));
    CHECK(contradiction.message ==
          "expected a rule that goes on from the last change (-18000 seconds called EST), but found \"CST6\" "
          "(-21600 seconds called CST)");
    CHECK((refusal({{"EST"}, {to_est(offset_period::always)}, "EST"}).code == violation_code::malformed));
    zone_history restless{{"EST", "EDT"}, {to_est(offset_period::always)}, ""};
    for (std::int64_t n = 0; n < 64000; ++n)
        restless.changes.push_back(n % 2 == 0 ? to_edt(n * 86400) : to_est(n * 86400));
    CHECK((refusal(restless).code == violation_code::too_long));
    restless.changes.pop_back();
    CHECK(settle_history(restless, "Acme/Moon"));
}
