// What the generators make up, and that the laws and the second opinion hold for all of it.
#include <doctest/doctest.h>
#include <rapidcheck.h>

#include <nextfire/engine/schedule.hpp>
#include <nextfire/testing/brute_force.hpp>
#include <nextfire/testing/generators.hpp>
#include <nextfire/testing/laws.hpp>

#include <algorithm>
#include <chrono>
#include <map>
#include <optional>
#include <regex>
#include <set>
#include <sstream>
#include <string>
#include <vector>

#include "../support/holds.hpp"
#include "../support/instants.hpp"

namespace {

using namespace nextfire::testing;
using nextfire::definition;
using nextfire::schedule;
using nextfire::zone;
using nextfire_test::holds;
using nextfire_test::utc;
using std::chrono::sys_seconds;

/// Shrinks a value as rapidcheck does as long as it is `wanted`, and gives the smallest.
template <class T, class Wanted>
T smallest(const rc::Gen<T>& made, Wanted wanted) {
    rc::Random random{20260329};
    std::optional<rc::Shrinkable<T>> found;
    for (int tries = 0; tries < 10'000 && !found; ++tries) {
        const rc::Shrinkable<T> drawn = made(random.split(), rc::kNominalSize);
        if (wanted(drawn.value())) found = drawn;
    }
    REQUIRE(found.has_value());
    for (bool is_smaller = true; is_smaller;) {
        is_smaller = false;
        auto shrinks = found->shrinks();
        for (auto next = shrinks.next(); next; next = shrinks.next()) {
            if (!wanted(next->value())) continue;
            found = *next;
            is_smaller = true;
            break;
        }
    }
    return found->value();
}

bool changes_between(zone clock, sys_seconds from, sys_seconds until) {
    for (sys_seconds at = from; at < until; at += std::chrono::minutes{15})
        if (clock.offset_at(at) != clock.offset_at(at + std::chrono::minutes{15})) return true;
    return false;
}

}  // namespace

TEST_CASE("9.2 every definition is one to keep: as bytes and as a line it comes back") {
    holds("as bytes and as a line", [](const definition& what) {
        RC_ASSERT(what != definition{});
        RC_ASSERT(*definition::from_bytes(what.to_bytes().span()) == what);
        RC_ASSERT(*definition::parse(to_string(what)) == what);
    });
}

TEST_CASE("definitions are of every kind") {
    std::map<std::string, int> seen;
    const auto count = [&seen](const char* kind, bool is_one) { seen[kind] += is_one ? 1 : 0; };
    rc::Random random{42};
    const auto made = definitions();
    const int drawn = 4000;
    for (int number = 0; number < drawn; ++number) {
        const definition what = made(random.split(), rc::kNominalSize).value();
        const nextfire::cron_fields& fields = what.fields();
        const nextfire::schedule_options options = what.options();
        const bool is_every = fields.every != std::chrono::seconds{0};
        count("exact elapsed time", is_every);
        count("a cycle", what.cycle().has_value());
        count("elapsed times", fields.times == nextfire::time_meaning::elapsed);
        count("weekdays", fields.weekdays != nextfire::cron_fields::all_weekdays);
        count("days of the month", fields.days != nextfire::cron_fields::all_days && !is_every);
        count("the last day", fields.last_days != 0);
        count("workdays", (fields.workdays | fields.last_workdays) != 0);
        count("some years", !fields.years.is_all());
        count("some months", fields.months != nextfire::cron_fields::all_months);
        count("a first instant", what.not_before().has_value());
        count("a last instant", what.expire_time().has_value());
        count("a gap skipped", options.gap == nextfire::gap_policy::skip);
        count("a gap shifted", options.gap == nextfire::gap_policy::shift);
        count("both passes", options.overlap == nextfire::overlap_policy::both);
        count("the second pass", options.overlap == nextfire::overlap_policy::second);
        count("either day field", fields.combination == nextfire::day_combination::either);
        count("a fixed offset", what.time_zone().name().find_first_of("+-") == 0);
        count("a link", what.time_zone().name() != what.time_zone().canonical_name());
        count("what can be built", schedule::build(what).has_value());
    }
    for (const auto& [kind, times] : seen) {
        CAPTURE(kind);
        CAPTURE(times);
        CHECK(times >= drawn / 400);
    }
    CHECK(seen["what can be built"] > drawn * 9 / 10);
}

TEST_CASE("3.1 and 3.2 the laws of asking hold for every definition") {
    holds("the laws of asking", [](const question& asked) {
        const auto ours = schedule::build(asked.what);
        if (!ours) RC_DISCARD("never fires");
        for (const laws::law& law : laws::of_asking) law.holds(*ours, asked.instants);
    });
}

TEST_CASE("3.3 bounds cut a schedule out of the same set") {
    holds("bounds", [](const question& asked) {
        const sys_seconds lowest =
            std::clamp(asked.instants[1], nextfire::min_instant, nextfire::max_instant);
        const sys_seconds highest =
            std::clamp(asked.instants[4], nextfire::min_instant, nextfire::max_instant);
        const auto whole = schedule::build(asked.what.between({}, {}));
        const auto cut = schedule::build(asked.what.between(lowest, highest));
        if (!whole || !cut) RC_DISCARD("never fires");
        laws::cut_by_bounds(*whole, *cut, lowest, highest, asked.instants);
    });
}

TEST_CASE("4 a schedule fires as the contract says, read out loud") {
    holds("brute force", [](const question& asked) {
        const sys_seconds middle = asked.instants[*rc::gen::inRange<std::size_t>(0, asked.instants.size())];
        const sys_seconds until = middle + std::chrono::hours{*rc::gen::inRange(1, 72)};
        if (const auto ours = schedule::build(asked.what))
            laws::as_by_brute_force(asked.what, *ours, middle - std::chrono::hours{36}, until);
        else
            RC_ASSERT(
                nextfire::testing::brute_force(asked.what, middle - std::chrono::hours{36}, until).empty());
    });
}

TEST_CASE("a schedule that breaks a law is found") {
    const auto daily = *definition::parse("0 30 2 * * ?; zone=Europe/Berlin");
    const auto skipping = *schedule::build(*definition::parse("0 30 2 * * ?; zone=Europe/Berlin; gap=skip"));
    const sys_seconds lowest = utc("2026-03-28T00:00:00Z");
    const sys_seconds highest = utc("2026-03-31T00:00:00Z");
    const std::vector<sys_seconds> instants{lowest, utc("2026-03-29T00:00:00Z"), highest};
    CHECK_THROWS(laws::as_by_brute_force(daily, skipping, lowest, highest));
    CHECK_THROWS(laws::cut_by_bounds(*schedule::build(daily), skipping, lowest, highest, instants));
    CHECK_NOTHROW(laws::as_by_brute_force(daily, *schedule::build(daily), lowest, highest));
}

TEST_CASE("5.3 cron texts are read in their dialect, and have a day") {
    std::set<nextfire::cron_dialect> dialects;
    const std::vector<std::string> notations{
        "[A-Z]{3},[A-Z]{3}",  "[A-Z]{3}-[A-Z]{3}", " [0-9]+-[0-9]+ ", "/", " 0$", "7$", "L", "W", "#",
        " 20[234][0-9]\\)?$", ",[0-9]+-"};
    std::vector<std::regex> patterns;
    for (const std::string& notation : notations) patterns.emplace_back(notation);
    std::set<std::string> seen;
    holds("cron texts", [&](const cron_text& made) {
        const auto read = nextfire::cron_expression::parse(made.text, made.dialect);
        if (!read) RC_LOG(to_string(read.errors()));
        RC_ASSERT(read.has_value());
        dialects.insert(made.dialect);
        for (std::size_t i = 0; i < notations.size(); ++i)
            if (std::regex_search(made.text, patterns[i])) seen.insert(notations[i]);
    });
    CHECK(dialects.size() == 4);
    for (const std::string& notation : notations) CHECK_MESSAGE(seen.contains(notation), notation);
}

TEST_CASE("instants near changes lie near one") {
    holds("within 30 hours", [] {
        const zone clock = *zones();
        if (nextfire::testing::detail::changes_of(clock).empty()) RC_DISCARD("no clock changes");
        const sys_seconds at = *instants_near_changes(clock);
        const auto day = std::chrono::hours{31};
        RC_ASSERT(changes_between(clock, at - day, at + day));
        RC_ASSERT(at >= nextfire::min_instant && at <= nextfire::max_instant);
    });
}

TEST_CASE("what fails becomes small") {
    const zone berlin = *zone::find("Europe/Berlin");
    CHECK(smallest(instants_near_changes(berlin), [](sys_seconds) { return true; }) ==
          utc("2026-03-29T01:00:00Z"));
    CHECK(smallest(instants_near_changes(berlin), [](sys_seconds at) {
              return at.time_since_epoch() % std::chrono::hours{1} != sys_seconds::duration{0};
          }) == utc("2026-03-29T01:00:01Z"));
    CHECK(smallest(zones(), [](zone) { return true; }).name() == "UTC");
    CHECK(smallest(zones(), [](zone clock) { return !clock.is_utc(); }).name() == "Europe/Berlin");

    const auto always = [](const definition&) { return true; };
    const auto in_berlin = [](const definition& what) { return what.time_zone().name() == "Europe/Berlin"; };
    const auto skips = [](const definition& what) {
        return what.time_zone().name() == "Europe/Berlin" && what.options().gap == nextfire::gap_policy::skip;
    };
    CHECK(to_string(smallest(definitions(), always)) == "0 0 0 * * ?; zone=UTC");
    CHECK(to_string(smallest(definitions(), in_berlin)) == "0 0 3 * * ?; zone=Europe/Berlin");
    CHECK(to_string(smallest(definitions(), skips)) == "0 0 3 * * ?; zone=Europe/Berlin; gap=skip");
}

TEST_CASE("questions show their line") {
    std::ostringstream shown;
    showValue(question{*definition::daily(std::chrono::hours{9}, zone{}), {utc("2026-03-29T01:00:00Z")}},
              shown);
    CHECK(shown.str() == "0 0 9 * * ?; zone=UTC asked at 2026-03-29T01:00:00Z");
}

TEST_CASE("instants are shown as such in what fails") {
    const sys_seconds at = utc("2026-03-29T01:00:00Z");
    CHECK(rc::toString(at) == "2026-03-29T01:00:00Z");
    CHECK(rc::toString(std::vector{at}) == "[2026-03-29T01:00:00Z]");
    CHECK(rc::toString(std::optional{at}) == "2026-03-29T01:00:00Z");
    CHECK(rc::toString(std::optional<sys_seconds>{}) == "none");
    CHECK(rc::toString(sys_seconds{std::chrono::seconds{-1}}) == "-1 s");
}
