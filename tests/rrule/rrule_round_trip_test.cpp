// What to_rrule writes, parse_rrule reads as the same occurrences: random specs and cron expressions.
#include <doctest/doctest.h>

#include <nextfire/cron/cron_expression.hpp>
#include <nextfire/engine/rrule_schedule.hpp>
#include <nextfire/engine/schedule.hpp>
#include <nextfire/rrule/rrule.hpp>

#include <array>
#include <chrono>
#include <optional>
#include <random>
#include <string>

#include "../support/instants.hpp"
#include "../support/random_schedule.hpp"
#include "../support/schedules.hpp"

namespace {

using namespace std::chrono;

using nextfire::schedule;

constexpr int most_occurrences = 50;
constexpr std::array<const char*, 7> zones{"UTC",
                                           "Asia/Shanghai",
                                           "America/New_York",
                                           "Europe/Berlin",
                                           "Australia/Lord_Howe",
                                           "Asia/Kathmandu",
                                           "America/Sao_Paulo"};

/// Compares the first occurrences of a schedule, from a local date on, with those of a rule.
void compare(const schedule& wanted, const schedule& read, local_days start) {
    const sys_seconds begin = wanted.time_zone().lookup(start).before;
    const auto first = wanted.next(begin - seconds{1});
    const auto first_read = read.next(nextfire::min_instant - seconds{1});
    REQUIRE(first);
    REQUIRE(first_read);
    // In a gap the order of local times is not that of instants; there a rule begins at DTSTART's instant.
    if (wanted.occurrence_at(*first)->effect == nextfire::clock_effect::exact) CHECK(*first == *first_read);
    std::optional<sys_seconds> ours = *first_read - seconds{1};
    std::optional<sys_seconds> theirs = ours;
    for (int i = 0; i < most_occurrences && ours; ++i) {
        ours = wanted.next(*ours);
        theirs = read.next(*theirs);
        CHECK(nextfire_test::text(theirs) == nextfire_test::text(ours));
        if (!theirs) return;
    }
}

/// Makes up cron text that a rule can say, day by day of the week or of the month.
class cron_picker {
public:
    explicit cron_picker(std::mt19937_64& random) : random_(random) {}

    int between(int low, int high) { return std::uniform_int_distribution{low, high}(random_); }

    std::string text() {
        std::string text = time(59, 8) + " " + time(59, 3) + " " + time(23, 2) + " ";
        const int days = between(0, 5);
        const std::string month = between(0, 2) == 0 ? list(1, 12, between(1, 4)) : "*";
        if (days == 0) {
            text += "* " + month + " ?";
        } else if (days <= 2) {
            text += list(1, 28, between(1, 5));
            if (between(0, 2) == 0) text += ",L";
            if (between(0, 2) == 0) text += ",L-" + std::to_string(between(1, 9));
            text += " " + month + " ?";
        } else if (days == 3) {
            text += "? " + month + " " + list(1, 7, between(1, 4));
        } else if (days == 4) {
            text += "? " + month + " " + std::to_string(between(1, 7)) + "#" + std::to_string(between(1, 4)) +
                    "," + std::to_string(between(1, 7)) + "L";
        } else {
            text += list(1, 28, 6) + " " + month + " " + list(1, 7, 3);  // a day in both
        }
        if (between(0, 4) == 0) {
            const int year = between(2026, 2050);
            text += " " + std::to_string(year) + "-" + std::to_string(year + between(0, 20));
        }
        return text;
    }

private:
    /// A time field: one value mostly, or else a list, a step or all of them.
    std::string time(int highest, int rarity) {
        if (between(0, rarity) != 0) return std::to_string(between(0, highest));
        switch (between(0, 2)) {
            case 0:
                return list(0, highest, 3);
            case 1:
                return "*/" + std::to_string(between(2, 15));
            default:
                return "*";
        }
    }

    std::string list(int low, int high, int size) {
        std::string text;
        for (int i = 0; i < size; ++i) text += (i == 0 ? "" : ",") + std::to_string(between(low, high));
        return text;
    }

    std::mt19937_64& random_;
};

}  // namespace

TEST_CASE("5.2 a cron expression and its rule have the same occurrences") {
    std::mt19937_64 random{20261123};
    cron_picker pick{random};
    int compared = 0;
    for (int round = 0; round < 3000; ++round) {
        const std::string text = pick.text();
        const nextfire::zone clock =
            *nextfire::zone::find(zones[static_cast<std::size_t>(pick.between(0, 6))]);
        const local_days start = local_days{2026y / January / 1} + days{pick.between(0, 3000)};
        const auto expression =
            nextfire::cron_expression::parse(text, {.both_days = nextfire::both_days_policy::both});
        CAPTURE(text);
        if (!expression) FAIL_CHECK(expression.errors()[0].message);
        if (!expression) continue;
        const auto rule = nextfire::to_rrule(*expression, clock, start);
        if (!rule) {
            // Years that are over, and nothing else.
            CHECK(rule.errors()[0].field == "start");
            continue;
        }
        CAPTURE(*rule);
        const auto read = nextfire::parse_rrule(*rule);
        const auto wanted =
            schedule::build(*expression, clock, nextfire::options_for(nextfire::preset::rfc5545));
        if (!read) FAIL_CHECK(read.errors()[0].message);
        if (!read) continue;
        REQUIRE(wanted);
        compare(*wanted, *read, start);
        ++compared;
    }
    CHECK(compared > 2000);
}

TEST_CASE("5.2 a spec and its rule have the same occurrences") {
    std::mt19937_64 random{20261124};
    nextfire_test::schedule_picker pick{random};
    int compared = 0;
    for (int round = 0; round < 3000; ++round) {
        const std::int64_t near = 1'800'000'000 + 86400 * pick.between(0, 3000);
        nextfire_test::plain_schedule plain = pick.schedule(near, pick.between(0, 86399));
        plain.counting = nextfire::day_counting::from_anchor;
        const local_days start{days{near / 86400}};
        plain.anchor_day = near / 86400;
        const auto texts =
            nextfire_test::texts_of(plain, zones[static_cast<std::size_t>(pick.between(0, 6))]);
        CAPTURE(texts.line());
        const auto spec = nextfire::schedule_spec::parse(texts.fields());
        if (!spec) continue;
        const auto rule = nextfire::to_rrule(*spec, start);
        if (!rule) {
            CHECK(rule.errors()[0].field == "expire_time");
            continue;
        }
        CAPTURE(*rule);
        const auto read = nextfire::parse_rrule(*rule);
        nextfire::schedule_options options = nextfire::options_for(nextfire::preset::rfc5545);
        options.anchor_date = start;
        const auto wanted = schedule::build(*spec, options);
        if (!read) FAIL_CHECK(read.errors()[0].message);
        if (!read) continue;
        REQUIRE(wanted);
        const bool is_once = spec->type() == nextfire::schedule_type::fixed_time;
        compare(*wanted, *read, is_once ? *spec->scheduled_date() : start);
        ++compared;
    }
    CHECK(compared > 2000);
}
