// Expressions from sets, and the dialect of text().  Guards cron_sets.cpp too.
#include <nextfire/cron/cron_expression.hpp>

#include <doctest/doctest.h>

#include <chrono>
#include <string>
#include <string_view>

using namespace std::chrono_literals;
using namespace nextfire;

namespace {

/// Every day at 09:00.
cron_fields daily() {
    cron_fields fields;
    fields.hours = 1U << 9;
    fields.days = cron_fields::all_days;
    fields.weekdays = cron_fields::all_weekdays;
    return fields;
}

cron_fields every(std::chrono::seconds duration) {
    cron_fields fields;
    fields.every = duration;
    return fields;
}

template <class Change>
cron_fields daily_but(Change change) {
    cron_fields fields = daily();
    change(fields);
    return fields;
}

std::string lines_of(const cron_fields& fields) {
    const auto made = cron_expression::from_fields(fields);
    return made ? made->text() : to_string(made.errors());
}

template <class Change>
std::string daily_with(Change change) {
    return lines_of(daily_but(change));
}

cron_expression read(std::string_view text, cron_dialect dialect = cron_dialect::quartz) {
    return *cron_expression::parse(text, dialect);
}

cron_expression read_with_both(std::string_view text, cron_dialect dialect = cron_dialect::quartz) {
    return *cron_expression::parse(text,
                                   cron_options{.dialect = dialect, .both_days = both_days_policy::both});
}

}  // namespace

TEST_CASE("5.10 sets become the expression that names them") {
    CHECK(lines_of(daily()) == "0 0 9 * * ?");
    CHECK(daily_with([](cron_fields& f) { f.hours = 1U << 18; }) == "0 0 18 * * ?");
    CHECK(daily_with([](cron_fields& f) { f.weekdays = 0x3E * cron_fields::every_week; }) ==
          "0 0 9 ? * 2,3,4,5,6");
    CHECK(daily_with([](cron_fields& f) { f.years = year_set::between(2027, 2030); }) ==
          "0 0 9 * * ? 2027-2030");
    CHECK(lines_of(every(90min)) == "@every 1h30m");
    // What adds nothing is left out, as in reading.
    CHECK(daily_with([](cron_fields& f) { f.last_days = 1; }) == "0 0 9 * * ?");
    CHECK(daily_with([](cron_fields& f) { f.last_weekdays = 1; }) == "0 0 9 * * ?");
    const cron_fields either_day = daily_but([](cron_fields& f) {
        f.days = 1;
        f.combination = day_combination::either;
    });
    CHECK(*cron_expression::from_fields(either_day) == read("0 0 9 * * ?"));
}

TEST_CASE("5.10 bits beyond a field's last value are refused") {
    CHECK(daily_with([](cron_fields& f) { f.seconds |= std::uint64_t{1} << 60; }) ==
          "second: expected bits 0 to 59 in seconds, but found bit 60");
    CHECK(daily_with([](cron_fields& f) { f.minutes |= std::uint64_t{1} << 63; }) ==
          "minute: expected bits 0 to 59 in minutes, but found bit 63");
    CHECK(daily_with([](cron_fields& f) { f.hours |= 1U << 24; }) ==
          "hour: expected bits 0 to 23 in hours, but found bit 24");
    CHECK(daily_with([](cron_fields& f) { f.months |= 1 << 12; }) ==
          "month: expected bits 0 to 11 in months, but found bit 12");
    CHECK(daily_with([](cron_fields& f) {
              f.days |= 1U << 31;
              f.last_days |= 1U << 31;
              f.workdays |= 1U << 31;
              f.last_workdays |= 1U << 31;
          }) ==
          "day_of_month: expected bits 0 to 30 in days, but found bit 31\n"
          "day_of_month: expected bits 0 to 30 in last_days, but found bit 31\n"
          "day_of_month: expected bits 0 to 30 in workdays, but found bit 31\n"
          "day_of_month: expected bits 0 to 30 in last_workdays, but found bit 31");
    CHECK(daily_with([](cron_fields& f) {
              f.weekdays |= std::uint64_t{1} << 35;
              f.last_weekdays |= 1U << 7;
          }) ==
          "day_of_week: expected bits 0 to 34 in weekdays, but found bit 35\n"
          "day_of_week: expected bits 0 to 6 in last_weekdays, but found bit 7");
}

TEST_CASE("5.10 empty sets are refused") {
    CHECK(daily_with([](cron_fields& f) {
              f.seconds = f.minutes = 0;
              f.hours = f.days = 0;
              f.months = 0;
              f.weekdays = 0;
          }) ==
          "second: expected at least one second, but found none\n"
          "minute: expected at least one minute, but found none\n"
          "hour: expected at least one hour, but found none\n"
          "day_of_month: expected at least one day of the month, or all of them, but found none\n"
          "month: expected at least one month, but found none\n"
          "day_of_week: expected at least one weekday, or all of them, but found none");
    // The sets of a default cron_fields name no day at all.
    CHECK(lines_of({}) ==
          "day_of_month: expected at least one day of the month, or all of them, but found none\n"
          "day_of_week: expected at least one weekday, or all of them, but found none");
}

TEST_CASE("5.10 years must be some, and such as a text can have") {
    const auto years = [](const year_set& set) { return daily_with([&](cron_fields& f) { f.years = set; }); };
    CHECK(years(year_set::between(1970, 9999)) == "0 0 9 * * ?");
    CHECK(years(year_set::between(2030, 2027)) == "year: expected at least one year, but found none");
    CHECK(years(year_set::between(1969, 2027)) ==
          "year: expected years from 1970 to 9999, but found 1969 to 2027");
    CHECK(years(year_set::between(2027, 10000)) ==
          "year: expected years from 1970 to 9999, but found 2027 to 10000");
    CHECK(years(year_set::listed({1, 0, 0, std::uint64_t{1} << 37})) == "0 0 9 * * ? 1970,2199");
    CHECK(years(year_set::listed({0x11, 0, 0, std::uint64_t{1} << 38})) ==
          "year: expected years from 1970 to 2199 in a list, but found others");
}

TEST_CASE("5.10 what no text could have said is refused") {
    CHECK(lines_of(every(-1s)) == "every: expected a time from 1 s to 9600 h, but found -1 s");
    CHECK(lines_of(every(9600h + 1s)) == "every: expected a time from 1 s to 9600 h, but found 34560001 s");
    CHECK(daily_with([](cron_fields& f) { f.every = 1h; }) ==
          "every: expected no other sets beside the time between occurrences, but found some");
    CHECK(daily_with([](cron_fields& f) { f.times = time_meaning::elapsed; }) ==
          "hour: expected more than one second, minute or hour in elapsed time, but found a single time of "
          "day");
    CHECK(daily_with([](cron_fields& f) {
              f.times = time_meaning::elapsed;
              f.minutes |= std::uint64_t{1} << 30;
          }) == "0 */30 9 * * ?");
    const auto either = [](cron_fields& f) {
        f.days = 1U << 12;
        f.weekdays = 0x20 * cron_fields::every_week;
        f.combination = day_combination::either;
    };
    CHECK(daily_with(either) == "0 9 13 * 5");
    CHECK(daily_with([&](cron_fields& f) {
              either(f);
              f.seconds = 2;
          }) == "second: expected second 0 alone (unix has no seconds), but found \"1\"");
}

TEST_CASE("2.6 sets that never fire are refused, by the field at fault") {
    CHECK(daily_with([](cron_fields& f) {
              f.days = 1U << 30;
              f.months = 2;
          }) == "day_of_month: expected a day that month 2 has, but found only 31");
    CHECK(daily_with([](cron_fields& f) {
              f.days = 1U << 28;
              f.months = 2;
              f.years = year_set::between(2025, 2027);
          }) == "year: expected a year that has such a day, but found only 2025-2027");
    CHECK(daily_with([](cron_fields& f) {
              f.days = 1U << 30;
              f.weekdays = std::uint64_t{1} << 1;
          }) == "day_of_week: expected a weekday that can fall on such a day, but found only 2#1");
}

TEST_CASE("5.11 text() writes the dialect that was read, where that can say it") {
    struct row {
        std::string_view text;
        cron_dialect dialect;
        std::string_view written;
    };
    constexpr row rows[] = {
        {"0 0 9 13 * FRI", cron_dialect::spring, "0 0 9 13 * 5"},
        {"0 0 9 ? * FRI", cron_dialect::spring, "0 0 9 * * 5"},
        {"0 0 9 ? * FRI", cron_dialect::quartz, "0 0 9 ? * 6"},
        {"30 9 13 * FRI", cron_dialect::unix_cron, "30 9 13 * 5"},
        {"30 9 * * SUN", cron_dialect::unix_cron, "30 9 * * 0"},
        {"30 9 */10 * 5", cron_dialect::unix_cron, "30 9 */10 * 5"},
        {"cron(0 9 ? * SUN 2027)", cron_dialect::aws, "cron(0 9 ? * 1 2027)"},
    };
    for (const row& fact : rows) {
        CAPTURE(fact.text);
        const cron_expression expression = read(fact.text, fact.dialect);
        CHECK((expression.dialect() == fact.dialect));
        CHECK(expression.text() == fact.written);
        CHECK((read(expression.text(), expression.dialect()) == expression));
    }
    // The dialect is no part of the meaning.
    CHECK((read("0 0 9 ? * 6") == read("0 9 * * 5", cron_dialect::unix_cron)));
}

TEST_CASE("5.11 text() writes another dialect where the one that was read cannot say it") {
    const cron_expression friday_13th = read_with_both("0 0 9 13 * 6");
    CHECK((friday_13th.dialect() == cron_dialect::spring));
    CHECK(friday_13th.text() == "0 0 9 13 * 5");
    CHECK((read_with_both("0 0 9 1 * 6").dialect() == cron_dialect::unix_cron));  // 0 9 */31 * 5
    // Years keep it out of spring, and both day fields out of the others.
    const cron_expression of_2027 = read_with_both("0 0 9 13 * 6 2027");
    CHECK((of_2027.dialect() == cron_dialect::quartz));
    CHECK(of_2027.text() == "0 0 9 13 * 6 2027");
    CHECK((read_with_both(of_2027.text()) == of_2027));
    const auto robfig = cron_expression::parse(
        "@every 90m", cron_options{.dialect = cron_dialect::unix_cron, .every = every_policy::accepted});
    CHECK(robfig->text() == "@every 1h30m");
    CHECK((robfig->dialect() == cron_dialect::unix_cron));
}

TEST_CASE("5.11 a plain set is for Quartz, where that can say it") {
    const auto set = read("0 9 13 * 5", cron_dialect::unix_cron).plain_set();
    REQUIRE(set.size() == 2);
    CHECK(set[0].text() == "0 0 9 13 * ?");
    CHECK(set[1].text() == "0 0 9 ? * 6");
    const auto both = read("0 0 9 1,L * FRI", cron_dialect::spring).plain_set();
    REQUIRE(both.size() == 2);
    CHECK(both[0].text() == "0 0 9 1 * 5");
    CHECK(both[1].text() == "0 0 9 L * 5");
}
