// Cron text of structured schedules, clauses 5.1 and 5.2.  Texts by hand.
#include <doctest/doctest.h>

#include <nextfire/cron/cron_expression.hpp>
#include <nextfire/spec/schedule_spec.hpp>

#include <algorithm>
#include <array>
#include <cstdint>
#include <random>
#include <sstream>
#include <string>
#include <vector>

#include "../support/schedules.hpp"

namespace {

using nextfire::cron_conversion;
using nextfire::cron_expression;
using nextfire::cron_fidelity;
using nextfire::day_counting;
using nextfire::schedule_fields;
using nextfire_test::spec_of;

constexpr const char* all_months = "1,2,3,4,5,6,7,8,9,10,11,12";
constexpr const char* all_days =
    "1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17,18,19,20,21,22,23,24,25,26,27,28,29,30,31";

schedule_fields month_spec(const char* months, const char* dates, const char* time = "09:00:00") {
    return {.scheduled_type = "MONTH",
            .month_list = months,
            .date_list = dates,
            .scheduled_time = time,
            .time_zone = "Asia/Shanghai"};
}

schedule_fields week_spec(const char* weekdays) {
    return {.scheduled_type = "WEEK",
            .week_list = weekdays,
            .scheduled_time = "09:00:00",
            .time_zone = "Asia/Shanghai"};
}

schedule_fields day_spec(const char* interval, const char* time = "09:00:00") {
    return {.scheduled_type = "DAY",
            .day_interval = interval,
            .scheduled_time = time,
            .time_zone = "Asia/Shanghai"};
}

schedule_fields once_spec(const char* date, const char* time) {
    return {.scheduled_type = "FIXED_TIME",
            .scheduled_date = date,
            .scheduled_time = time,
            .time_zone = "Asia/Shanghai"};
}

std::string set_text(const schedule_fields& fields) {
    std::string lines;
    for (const cron_expression& each : cron_expression::from(spec_of(fields)).expression.plain_set())
        lines += each.text() + "\n";
    return lines;
}

/// The items of a cron list; 0 stands for `L`, and `*` for all from 1 to `largest`.
std::vector<int> items(const std::string& list, int largest) {
    std::vector<int> found;
    if (list == "*") {
        for (int item = 1; item <= largest; ++item) found.push_back(item);
        return found;
    }
    std::istringstream stream{list};
    for (std::string item; std::getline(stream, item, ',');)
        found.push_back(item == "L" ? 0 : std::stoi(item));
    return found;
}

/// How often an expression such as `s m h days months ?` fires on each day of a month of a length.
std::array<int, 32> fires_in(const std::string& expression, int month, int length) {
    std::istringstream stream{expression};
    std::string second, minute, hour, days, months;
    stream >> second >> minute >> hour >> days >> months;
    std::array<int, 32> fires{};
    const std::vector<int> month_items = items(months, 12);
    if (std::find(month_items.begin(), month_items.end(), month) == month_items.end()) return fires;
    for (const int item : items(days, 31)) {
        const int day = item == 0 ? length : item;
        if (day <= length) fires[static_cast<std::size_t>(day)] = 1;
    }
    return fires;
}

struct kind_of_month {
    int month;
    int length;
};

constexpr std::array<kind_of_month, 13> kinds_of_month{{{1, 31},
                                                        {2, 28},
                                                        {2, 29},
                                                        {3, 31},
                                                        {4, 30},
                                                        {5, 31},
                                                        {6, 30},
                                                        {7, 31},
                                                        {8, 31},
                                                        {9, 30},
                                                        {10, 31},
                                                        {11, 30},
                                                        {12, 31}}};

/// Compares an expression with its plain set in one month, and gives the number of days compared.
std::size_t compare_set(const cron_expression& expression, int month, int length) {
    std::array<int, 32> together{};
    for (const cron_expression& plain : expression.plain_set()) {
        const std::array<int, 32> one = fires_in(plain.text(), month, length);
        for (std::size_t day = 1; day < one.size(); ++day) together[day] += one[day];
    }
    const std::array<int, 32> expected = fires_in(expression.text(), month, length);
    for (std::size_t day = 1; day < expected.size(); ++day) {
        const bool same = (together[day] > 0) == (expected[day] > 0);
        const bool twice = together[day] > 1 && month != 2;
        if (!same || twice) FAIL_CHECK(expression.text() << " in month " << month << " on day " << day);
    }
    return 31;
}

}  // namespace

TEST_CASE("5.1 the Quartz text of each type") {
    struct row {
        schedule_fields fields;
        const char* text;
    };
    for (const row& fact : {
             row{once_spec("2022-12-23", "09:00:00"), "0 0 9 23 12 ? 2022"},
             row{once_spec("1970-01-01", "00:00:00"), "0 0 0 1 1 ? 1970"},
             row{once_spec("9999-12-31", "23:59:59"), "59 59 23 31 12 ? 9999"},
             row{day_spec("1"), "0 0 9 * * ?"},
             row{day_spec("1", "09:05:30"), "30 5 9 * * ?"},
             row{day_spec("2"), "0 0 9 */2 * ?"},
             row{day_spec("31", "00:00:01"), "1 0 0 */31 * ?"},
             row{week_spec("1,2,7"), "0 0 9 ? * 1,2,7"},
             row{week_spec("7,2,1,2"), "0 0 9 ? * 1,2,7"},
             row{week_spec("4"), "0 0 9 ? * 4"},
             row{week_spec("7,6,5,4,3,2,1"), "0 0 9 ? * *"},
             row{month_spec("1,3,12", "1,2,28,L"), "0 0 9 1,2,28,L 1,3,12 ?"},
             row{month_spec("12,3,1", "L,28,2,1,1"), "0 0 9 1,2,28,L 1,3,12 ?"},
             row{month_spec("2", "29", "23:30:00"), "0 30 23 29 2 ?"},
             row{month_spec("2", "l"), "0 0 9 L 2 ?"},
             row{month_spec("1,2,4", "31,L"), "0 0 9 31,L 1,2,4 ?"},
             row{month_spec(all_months, "15"), "0 0 9 15 * ?"},
             row{month_spec(all_months, all_days), "0 0 9 * * ?"},
             row{month_spec("2", all_days), "0 0 9 * 2 ?"},
             row{month_spec("10,11,12", "9,10,11"), "0 0 9 9,10,11 10,11,12 ?"},
         }) {
        const cron_conversion converted = cron_expression::from(spec_of(fact.fields));
        CHECK(converted.expression.text() == fact.text);
    }
}

TEST_CASE("5.1 all days and L as well are all days") {
    const std::string days = std::string(all_days) + ",L";
    CHECK(cron_expression::from(spec_of(month_spec(all_months, days.c_str()))).expression.text() ==
          "0 0 9 * * ?");
}

TEST_CASE("5.1 the text says nothing of fields that the type does not need") {
    const schedule_fields crowded{.scheduled_type = "day",
                                  .day_interval = "1",
                                  .week_list = "1,2,7",
                                  .month_list = "1,3,12",
                                  .date_list = "1,2,28,L",
                                  .scheduled_date = "2022-12-23",
                                  .scheduled_time = "09:00:00",
                                  .time_zone = "Asia/Shanghai",
                                  .expire_time = "2022-12-31T15:59:59Z"};
    const auto text_of_type = [&crowded](const char* type) {
        schedule_fields fields = crowded;
        fields.scheduled_type = type;
        return cron_expression::from(spec_of(fields)).expression.text();
    };
    CHECK(text_of_type("DAY") == "0 0 9 * * ?");
    CHECK(text_of_type("WEEK") == "0 0 9 ? * 1,2,7");
    CHECK(text_of_type("MONTH") == "0 0 9 1,2,28,L 1,3,12 ?");
    CHECK(text_of_type("FIXED_TIME") == "0 0 9 23 12 ? 2022");
}

TEST_CASE("5.2 the conversion says whether it is exact") {
    struct row {
        schedule_fields fields;
        day_counting counting;
        cron_fidelity fidelity;
    };
    for (const row& fact : {
             row{once_spec("2022-12-23", "09:00:00"), day_counting::from_anchor, cron_fidelity::exact},
             row{day_spec("1"), day_counting::from_anchor, cron_fidelity::exact},
             row{day_spec("2"), day_counting::from_anchor, cron_fidelity::restarts_each_month},
             row{day_spec("31"), day_counting::from_anchor, cron_fidelity::restarts_each_month},
             row{day_spec("1"), day_counting::restart_each_month, cron_fidelity::exact},
             row{day_spec("2"), day_counting::restart_each_month, cron_fidelity::exact},
             row{week_spec("1,2,7"), day_counting::from_anchor, cron_fidelity::exact},
             row{month_spec("1,3,12", "1,2,28,L"), day_counting::from_anchor, cron_fidelity::exact},
             row{month_spec("2", "29"), day_counting::restart_each_month, cron_fidelity::exact},
         }) {
        const cron_conversion converted = cron_expression::from(spec_of(fact.fields), fact.counting);
        const std::string text = converted.expression.text();
        CAPTURE(text);
        CHECK(std::string{to_string(converted.fidelity)} == std::string{to_string(fact.fidelity)});
        CHECK(converted.expression == cron_expression::from(spec_of(fact.fields)).expression);
    }
    CHECK(std::string{to_string(cron_fidelity::exact)} == "exact");
    CHECK(std::string{to_string(cron_fidelity::restarts_each_month)} == "restarts_each_month");
}

TEST_CASE("5.2 without L in a list: the plain expressions that together are exact") {
    struct row {
        schedule_fields fields;
        const char* set;
    };
    for (const row& fact : {
             row{month_spec("1,3,12", "1,2,28,L"), "0 0 9 1,2,28 1,3,12 ?\n0 0 9 L 1,3,12 ?\n"},
             // January has a 31st, which is its last day: it must not fire twice
             row{month_spec("1,2,4", "31,L"), "0 0 9 31 1,2,4 ?\n0 0 9 L 2,4 ?\n"},
             row{month_spec("4,5", "30,L"), "0 0 9 30 4,5 ?\n0 0 9 L 5 ?\n"},
             // February has no 30th
             row{month_spec("2", "30,L"), "0 0 9 L 2 ?\n"},
             row{month_spec("2,4", "31,L"), "0 0 9 L 2,4 ?\n"},
             // nothing is left for L to say
             row{month_spec("4,6", "30,L"), "0 0 9 30 4,6 ?\n"},
             row{month_spec("1,3", "31,L"), "0 0 9 31 1,3 ?\n"},
             // February: the 28th is the last day of common years only
             row{month_spec("2", "28,L"), "0 0 9 28 2 ?\n0 0 9 L 2 ?\n"},
             row{month_spec("2", "29,L"), "0 0 9 29 2 ?\n0 0 9 L 2 ?\n"},
             row{month_spec("2", "28,29,L"), "0 0 9 28,29 2 ?\n"},
             row{month_spec(all_months, "28,30,31,L"), "0 0 9 28,30,31 * ?\n0 0 9 L 2 ?\n"},
             row{month_spec(all_months, "1,L"), "0 0 9 1 * ?\n0 0 9 L * ?\n"},
             row{month_spec(all_months, "31,L"), "0 0 9 31 * ?\n0 0 9 L 2,4,6,9,11 ?\n"},
             // plain already
             row{month_spec("1,2", "L"), "0 0 9 L 1,2 ?\n"},
             row{month_spec("1,2", "1,31"), "0 0 9 1,31 1,2 ?\n"},
             row{week_spec("1,2,7"), "0 0 9 ? * 1,2,7\n"},
             row{day_spec("1"), "0 0 9 * * ?\n"},
             row{day_spec("2"), "0 0 9 */2 * ?\n"},
             row{once_spec("2022-12-23", "09:00:00"), "0 0 9 23 12 ? 2022\n"},
         })
        CHECK(set_text(fact.fields) == fact.set);
}

TEST_CASE(
    "5.2 the set fires on the same days as the expression, and outside February on none of them twice") {
    std::mt19937 random{20261123};
    std::size_t compared = 0;
    for (int round = 0; round < 2000; ++round) {
        std::string months, days;
        for (int month = 1; month <= 12; ++month)
            if (random() % 3 == 0) months += (months.empty() ? "" : ",") + std::to_string(month);
        for (int day = 1; day <= 31; ++day)
            if (random() % 8 == 0) days += std::to_string(day) + ",";
        if (months.empty()) months = "2";
        days += "L";
        const auto expression =
            cron_expression::from(spec_of(month_spec(months.c_str(), days.c_str()))).expression;
        for (const auto& [month, length] : kinds_of_month) compared += compare_set(expression, month, length);
    }
    CHECK(compared > 500'000);
}

TEST_CASE("5.1 expressions are equal when they are written the same") {
    const auto expression = [](const schedule_fields& fields) {
        return cron_expression::from(spec_of(fields)).expression;
    };
    CHECK((expression(month_spec("3,1", "L,1")) == expression(month_spec("1,3", "1,L"))));
    CHECK((expression(day_spec("1")) == expression(month_spec(all_months, all_days))));
    const std::string all_days_and_last = std::string(all_days) + ",L";
    CHECK((expression(day_spec("1")) == expression(month_spec(all_months, all_days_and_last.c_str()))));
    CHECK_FALSE((expression(day_spec("1")) == expression(day_spec("2"))));
    CHECK_FALSE((expression(week_spec("1")) == expression(week_spec("2"))));
    CHECK_FALSE((expression(month_spec("1", "31")) == expression(month_spec("1", "L"))));
    CHECK_FALSE((expression(day_spec("1", "09:00:00")) == expression(day_spec("1", "09:00:01"))));
    CHECK_FALSE(
        (expression(once_spec("2022-12-23", "09:00:00")) == expression(once_spec("2023-12-23", "09:00:00"))));
    CHECK_FALSE((expression(once_spec("2022-12-23", "09:00:00")) == expression(month_spec("12", "23"))));
}
