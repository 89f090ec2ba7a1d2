// POSIX rules: facts by hand, glibc (which has an evaluation of its own) for rules like those in use, and for
// the strange ones a plain list of all changes, laid out with the calendar of the standard library.
#include "zone/posix_rule.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <cstdlib>
#include <ctime>
#include <random>
#include <string>
#include <string_view>
#include <vector>

#include "support/instants.hpp"

namespace {

using namespace nextfire::detail;
using nextfire_test::utc;
using namespace std::chrono;

posix_rule rule_of(std::string_view text) {
    const auto read = parse_posix_rule(text, "zone");
    REQUIRE_MESSAGE(read, text);
    return read->rule;
}

std::int64_t seconds_of(const char* instant) {
    return utc(instant).time_since_epoch().count();
}

struct period_row {
    const char* rule;
    const char* at;
    const char* begin;
    const char* end;
    std::int32_t offset;
};

constexpr period_row period_table[] = {
    {"EST5EDT,M3.2.0,M11.1.0", "2040-07-01T00:00:00Z", "2040-03-11T07:00:00Z", "2040-11-04T06:00:00Z",
     -4 * 3600},
    {"EST5EDT,M3.2.0,M11.1.0", "2040-03-11T06:59:59Z", "2039-11-06T06:00:00Z", "2040-03-11T07:00:00Z",
     -5 * 3600},
    {"EST5EDT,M3.2.0,M11.1.0", "2040-03-11T07:00:00Z", "2040-03-11T07:00:00Z", "2040-11-04T06:00:00Z",
     -4 * 3600},
    {"CET-1CEST,M3.5.0,M10.5.0/3", "9999-12-31T23:59:59Z", "9999-10-31T01:00:00Z", nullptr, 3600},
    // Southern summers span New Year; Lord Howe's is half an hour.
    {"<+1030>-10:30<+11>-11,M10.1.0,M4.1.0", "2050-01-01T00:00:00Z", "2049-10-02T15:30:00Z",
     "2050-04-02T15:00:00Z", 11 * 3600},
    // Dublin: the "summer" is the winter, an hour behind.
    {"IST-1GMT0,M10.5.0,M3.5.0/1", "2050-01-01T00:00:00Z", "2049-10-31T01:00:00Z", "2050-03-27T01:00:00Z", 0},
    // Nuuk: one hour before the midnight that begins the last Sunday.
    {"<-02>2<-01>,M3.5.0/-1,M10.5.0/0", "2050-06-01T00:00:00Z", "2050-03-27T01:00:00Z",
     "2050-10-30T01:00:00Z", -3600},
    // Cairo: the midnight that ends the last Thursday.
    {"EET-2EEST,M4.5.5/0,M10.5.4/24", "2050-06-01T00:00:00Z", "2050-04-28T22:00:00Z", "2050-10-27T21:00:00Z",
     3 * 3600},
    // Gaza: 50 hours into the fourth Thursday of March, which is the Saturday after it.
    {"EET-2EEST,M3.4.4/50,M10.4.4/50", "2090-06-01T00:00:00Z", "2090-03-25T00:00:00Z", "2090-10-27T23:00:00Z",
     3 * 3600},
    // J60 is 1 March in every year; 59 is 29 February or 1 March.
    {"AAA0BBB,J60/0,J305/0", "2024-06-01T00:00:00Z", "2024-03-01T00:00:00Z", "2024-10-31T23:00:00Z", 3600},
    {"AAA0BBB,59/0,J305/0", "2024-06-01T00:00:00Z", "2024-02-29T00:00:00Z", "2024-10-31T23:00:00Z", 3600},
    {"AAA0BBB,59/0,J305/0", "2023-06-01T00:00:00Z", "2023-03-01T00:00:00Z", "2023-10-31T23:00:00Z", 3600},
    // Summer only on the leap day, of which 2100 has none.
    {"AAA0BBB,59/0,J60/1", "2098-06-01T00:00:00Z", "2096-03-01T00:00:00Z", "2104-02-29T00:00:00Z", 0},
    // Summer all year: it ends at the instant it begins again.
    {"XXX3EDT4,0/0,J365/23", "2030-01-01T03:00:00Z", nullptr, nullptr, -4 * 3600},
    // Summer that ends where it begins never comes.
    {"AAA0BBB,M6.1.0/0,M6.1.0/1", "2030-06-02T00:00:00Z", nullptr, nullptr, 0},
    {"UTC0", "2030-01-01T00:00:00Z", nullptr, nullptr, 0},
    {"<+0545>-5:45", "2030-01-01T00:00:00Z", nullptr, nullptr, 20700},
};

constexpr std::string_view bad_rules[] = {
    "",
    "E",
    "ES5",
    "EST",
    "EST+",
    "EST25",
    "EST5EDT",
    "EST5EDT,",
    "EST5EDT,M3.2.0",
    "EST5EDT,M3.2.0,",
    "EST5EDT4",
    "EST5EDT,M3.2.0,M11.1.0,",
    "EST5EDT,M3.2.0,M11.1.0 ",
    " EST5",
    "EST5 ",
    ":EST5",
    "EST5:60",
    "EST5:00:60",
    "EST5:",
    "<EST5",
    "<EST",
    "<ES>5",
    "<>5",
    "E<T5",
    "EST5EDT,M0.2.0,M11.1.0",
    "EST5EDT,M13.2.0,M11.1.0",
    "EST5EDT,M3.0.0,M11.1.0",
    "EST5EDT,M3.6.0,M11.1.0",
    "EST5EDT,M3.2.7,M11.1.0",
    "EST5EDT,M3.2,M11.1.0",
    "EST5EDT,J0,J365",
    "EST5EDT,J366,J1",
    "EST5EDT,366,1",
    "EST5EDT,M3.2.0/168,M11.1.0",
    "EST5EDT,M3.2.0/,M11.1.0",
    "EST5EDT,M3.2.0/-168,M11.1.0",
    "EST5EDT,M3.2.0/2:,M11.1.0",
    "EST5EDT,K3.2.0,M11.1.0",
    "\xFF\xFF\xFF"
    "5",
    "EST99999999999",
};

/// All changes of a rule over some years, with the state that each leads to; nothing clever.
class change_list {
public:
    change_list(const posix_rule& rule, int first_year, int last_year) {
        struct raw {
            std::int64_t at;
            bool summer;
        };
        std::vector<raw> all;
        for (int y = first_year; y <= last_year; ++y) {
            all.push_back({at(rule.summer_begin, y) - rule.standard_offset, true});
            all.push_back({at(rule.summer_end, y) - rule.summer_offset, false});
        }
        std::stable_sort(all.begin(), all.end(), [](const raw& a, const raw& b) { return a.at < b.at; });
        for (std::size_t i = 0; i < all.size(); ++i) {
            if (i + 1 < all.size() && all[i + 1].at == all[i].at) continue;
            if (!changes_.empty() && changes_.back().second == all[i].summer) continue;
            changes_.emplace_back(all[i].at, all[i].summer);
        }
    }

    /// Gives the place after the last change at or before t.
    [[nodiscard]] std::size_t after(std::int64_t t) const {
        std::size_t i = 0;
        while (i < changes_.size() && changes_[i].first <= t) ++i;
        return i;
    }
    [[nodiscard]] const std::vector<std::pair<std::int64_t, bool>>& changes() const { return changes_; }

private:
    static std::int64_t at(const posix_date& date, int y) {
        const year in{y};
        sys_days day{};
        if (date.written == posix_date::notation::day_of_year) {
            day = sys_days{in / January / 1} + days{date.day};
        } else if (date.written == posix_date::notation::julian) {
            const sys_days common = sys_days{year{2001} / January / 1} + days{date.day - 1};
            const year_month_day same{common};
            day = sys_days{in / same.month() / same.day()};
        } else if (date.week == 5) {
            day = sys_days{in / month{date.month} / weekday{date.weekday}[last]};
        } else {
            day = sys_days{in / month{date.month} / weekday{date.weekday}[date.week]};
        }
        return day.time_since_epoch().count() * 86400LL + date.time_seconds;
    }

    std::vector<std::pair<std::int64_t, bool>> changes_;
};

/// Makes up a date between two months, at any time of day that the form allows.
std::string random_date(std::mt19937& random, int first_month, int last_month) {
    const auto pick = [&](int low, int high) {
        return std::uniform_int_distribution<int>{low, high}(random);
    };
    const int first_day = (first_month - 1) * 30;
    const int last_day = last_month == 12 ? 365 : last_month * 30;
    std::string text;
    switch (pick(0, 2)) {
        case 0:
            text = "M" + std::to_string(pick(first_month, last_month)) + "." + std::to_string(pick(1, 5)) +
                   "." + std::to_string(pick(0, 6));
            break;
        case 1:
            text = "J" + std::to_string(pick(first_day + 1, last_day));
            break;
        default:
            text = std::to_string(pick(first_day, last_day));
    }
    if (pick(0, 1) == 0) return text;
    return text + "/" + std::to_string(pick(-167, 167)) + ":" + std::to_string(pick(0, 59) + 100).substr(1);
}

/// Makes up a rule with whole hours of offset, at most `most_hours` either way.
std::string random_rule(std::mt19937& random, int most_hours, const std::string& begin,
                        const std::string& end) {
    std::uniform_int_distribution<int> hours{-most_hours, most_hours};
    const std::string standard = std::to_string(hours(random));
    return "<+xx>" + standard + "<+yy>" + std::to_string(hours(random)) + "," + begin + "," + end;
}

}  // namespace

TEST_CASE("4.5 the period of a rule begins and ends at the second") {
    for (const period_row& row : period_table) {
        CAPTURE(row.rule);
        CAPTURE(row.at);
        const auto period = rule_period(rule_of(row.rule), seconds_of(row.at));
        CHECK(period.offset == row.offset);
        CHECK(period.begin == (row.begin != nullptr ? seconds_of(row.begin) : offset_period::always));
        if (row.end != nullptr) CHECK(period.end == seconds_of(row.end));
        if (row.end == nullptr && row.begin == nullptr) CHECK(period.end == offset_period::never);
    }
}

TEST_CASE("4.5 names, offsets and default times are read as POSIX has them") {
    const auto plain = parse_posix_rule("CET-1CEST,M3.5.0,M10.5.0/3", "zone");
    REQUIRE(plain);
    CHECK(plain->standard_name == "CET");
    CHECK(plain->summer_name == "CEST");
    CHECK(plain->rule.standard_offset == 3600);
    CHECK(plain->rule.summer_offset == 7200);
    CHECK(plain->rule.summer_begin.time_seconds == 7200);
    CHECK(plain->rule.summer_end.time_seconds == 10800);
    const auto quoted = parse_posix_rule("<-0330>+3:30:15<ab+1>-24,J1/-167:59:59,365/167", "zone");
    REQUIRE(quoted);
    CHECK(quoted->standard_name == "-0330");
    CHECK(quoted->summer_name == "ab+1");
    CHECK(quoted->rule.standard_offset == -12615);
    CHECK(quoted->rule.summer_offset == 86400);
    CHECK(quoted->rule.summer_begin.time_seconds == -(167 * 3600 + 59 * 60 + 59));
    CHECK_FALSE(rule_of("AAA0AAA0,M3.5.0,M10.5.0").has_summer);
}

TEST_CASE("6.1 a text that is no rule is a violation at the character that does not fit") {
    for (const std::string_view text : bad_rules) CHECK_FALSE_MESSAGE(parse_posix_rule(text, "zone"), text);
    CHECK_FALSE(parse_posix_rule(std::string(1 << 20, 'A'), "zone"));
    const auto bad = parse_posix_rule("CET-1CEST,M3.5.0,M10.6.0/3", "rule");
    REQUIRE_FALSE(bad);
    CHECK(bad.errors().front().field == "rule");
    CHECK(bad.errors().front().column == 22);
    CHECK(bad.errors().front().message ==
          "expected a POSIX time zone rule such as CET-1CEST,M3.5.0,M10.5.0/3, but found "
          "\"CET-1CEST,M3.5.0,M10.6.0/3\"");
}

TEST_CASE("4.5 rules like those in use show glibc's clock") {
    const unsigned seed = 20261025;
    INFO("seed " << seed);
    std::mt19937 random{seed};
    std::uniform_int_distribution<std::int64_t> times{seconds_of("1971-01-01T00:00:00Z"),
                                                      seconds_of("9998-01-01T00:00:00Z")};
    for (int i = 0; i < 400; ++i) {
        const std::string spring = random_date(random, 2, 5);
        const std::string autumn = random_date(random, 8, 11);
        const bool north = random() % 2 == 0;
        const std::string text = random_rule(random, 12, north ? spring : autumn, north ? autumn : spring);
        const posix_rule rule = rule_of(text);
        setenv("TZ", text.c_str(), 1);
        tzset();
        int wrong = 0;
        const auto compare = [&](std::int64_t t) {
            std::tm clock{};
            const std::time_t time = t;
            localtime_r(&time, &clock);
            wrong += rule_period(rule, t).offset == clock.tm_gmtoff ? 0 : 1;
        };
        for (int k = 0; k < 50; ++k) {
            const auto period = rule_period(rule, times(random));
            if (period.begin < 0 || period.end == offset_period::never) continue;
            for (const std::int64_t t :
                 {period.begin - 1, period.begin, period.begin + 1, period.end - 1, period.end})
                compare(t);
            compare(period.begin + (period.end - period.begin) / 2);
        }
        CHECK_MESSAGE(wrong == 0, text);
    }
}

TEST_CASE("4.5 any rule at all changes where a plain list of its changes says") {
    const unsigned seed = 20260404;
    INFO("seed " << seed);
    std::mt19937 random{seed};
    std::uniform_int_distribution<std::int64_t> times{seconds_of("2040-01-01T00:00:00Z"),
                                                      seconds_of("2300-01-01T00:00:00Z")};
    for (int i = 0; i < 1000; ++i) {
        const std::string begin = random_date(random, 1, 12);
        const std::string text = random_rule(random, 24, begin, random_date(random, 1, 12));
        const posix_rule rule = rule_of(text);
        const change_list reference{rule, 1960, 2400};
        int wrong = 0;
        for (int k = 0; k < 20; ++k) {
            const std::int64_t t = times(random);
            const auto period = rule_period(rule, t);
            const std::size_t next = reference.after(t);
            const auto& changes = reference.changes();
            const bool summer = changes[next - 1].second;
            const bool right = period.begin == changes[next - 1].first && period.end == changes[next].first &&
                               period.offset == (summer ? rule.summer_offset : rule.standard_offset);
            wrong += right || changes.size() < 4 ? 0 : 1;
        }
        CHECK_MESSAGE(wrong == 0, text);
    }
}

TEST_CASE("4.5 a rule repeats every 400 years and is safe at the ends of 64 bits") {
    constexpr std::int64_t cycle = 146097LL * 86400;
    for (const period_row& row : period_table) {
        CAPTURE(row.rule);
        const posix_rule rule = rule_of(row.rule);
        const auto here = rule_period(rule, seconds_of(row.at));
        for (const std::int64_t cycles : {-700LL, -3LL, 1LL, 20LL, 700000000LL}) {
            const auto there = rule_period(rule, seconds_of(row.at) + cycles * cycle);
            CHECK(there.offset == here.offset);
            if (here.begin != offset_period::always) CHECK(there.begin == here.begin + cycles * cycle);
            if (here.end != offset_period::never) CHECK(there.end == here.end + cycles * cycle);
        }
        for (const std::int64_t t : {INT64_MIN, INT64_MIN + 1, INT64_MAX - 1, INT64_MAX}) {
            const auto edge = rule_period(rule, t);
            CHECK(edge.begin <= t);
            CHECK(edge.end >= t);
        }
    }
}
