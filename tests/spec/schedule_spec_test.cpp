// Reading a spec: what is accepted and what it means, and every violation with its code, field and column.
#include <doctest/doctest.h>

#include <nextfire/spec/schedule_spec.hpp>

#include <chrono>
#include <cstdint>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "../support/instants.hpp"
#include "../support/schedules.hpp"

namespace {

using namespace std::chrono_literals;
using nextfire::schedule_fields;
using nextfire::schedule_spec;
using nextfire::schedule_type;
using nextfire::violation;
using nextfire_test::local;
using nextfire_test::spec_of;
using nextfire_test::text;

/// A violation without its wording; column 0 means that it has none.
struct complaint {
    std::string code;
    std::string field;
    std::uint32_t column;
};

std::string shown(const std::vector<complaint>& complaints) {
    std::string lines;
    for (const complaint& each : complaints)
        lines += each.code + " " + each.field + ":" + std::to_string(each.column) + "\n";
    return lines;
}

void check_wording(const violation& error) {
    CAPTURE(error.message);
    CHECK(error.message.starts_with("expected "));
    CHECK(error.message.find(", but found ") != std::string::npos);
    CHECK(error.message.size() < 400);
}

std::vector<complaint> complaints_about(const schedule_fields& fields) {
    const auto spec = schedule_spec::parse(fields);
    std::vector<complaint> found;
    if (spec) return found;
    for (const violation& error : spec.errors()) {
        check_wording(error);
        found.push_back({std::string{to_string(error.code)}, error.field, error.column.value_or(0)});
    }
    return found;
}

void check_complaints(const schedule_fields& fields, const std::vector<complaint>& expected) {
    CHECK(shown(complaints_about(fields)) == shown(expected));
}

/// Good specs of the four types, to be spoilt in one field.
const schedule_fields good_once{.scheduled_type = "FIXED_TIME",
                                .scheduled_date = "2022-12-23",
                                .scheduled_time = "09:00:00",
                                .time_zone = "Asia/Shanghai"};
const schedule_fields good_day{
    .scheduled_type = "DAY", .day_interval = "1", .scheduled_time = "09:00:00", .time_zone = "Asia/Shanghai"};
const schedule_fields good_week{.scheduled_type = "WEEK",
                                .week_list = "1,2,7",
                                .scheduled_time = "09:00:00",
                                .time_zone = "Asia/Shanghai"};
const schedule_fields good_month{.scheduled_type = "MONTH",
                                 .month_list = "1,3,12",
                                 .date_list = "1,2,28,L",
                                 .scheduled_time = "09:00:00",
                                 .time_zone = "Asia/Shanghai"};

using field_pointer = std::optional<std::string_view> schedule_fields::*;

/// The message of the one violation that a spoilt field gives, with whatever it is about quoted.
void check_quotes(const schedule_fields& fields, std::string_view quoted) {
    const auto spec = schedule_spec::parse(fields);
    REQUIRE_FALSE(spec);
    CAPTURE(spec.errors()[0].message);
    CHECK(spec.errors()[0].message.find(quoted) != std::string::npos);
}

}  // namespace

TEST_CASE("2 the type is read in any letter case, and written in upper case") {
    struct row {
        const char* text;
        schedule_type type;
        const char* written;
    };
    for (const row& fact :
         {row{"FIXED_TIME", schedule_type::fixed_time, "FIXED_TIME"},
          row{"fixed_time", schedule_type::fixed_time, "FIXED_TIME"},
          row{"Fixed_Time", schedule_type::fixed_time, "FIXED_TIME"}, row{"DAY", schedule_type::day, "DAY"},
          row{"day", schedule_type::day, "DAY"}, row{"Week", schedule_type::week, "WEEK"},
          row{"wEEK", schedule_type::week, "WEEK"}, row{"month", schedule_type::month, "MONTH"}}) {
        CAPTURE(std::string{fact.text});
        const schedule_spec spec = spec_of({.scheduled_type = fact.text,
                                            .day_interval = "1",
                                            .week_list = "1",
                                            .month_list = "1",
                                            .date_list = "1",
                                            .scheduled_date = "2022-12-23",
                                            .scheduled_time = "09:00:00",
                                            .time_zone = "UTC"});
        CHECK((spec.type() == fact.type));
        CHECK(std::string{to_string(spec.type())} == fact.written);
    }
}

TEST_CASE("2.1 fields that the type does not need are kept") {
    const schedule_spec spec = spec_of({.scheduled_type = "day",
                                        .day_interval = "31",
                                        .week_list = "1,2,7",
                                        .month_list = "1,3,12",
                                        .date_list = "1,2,28,L",
                                        .scheduled_date = "2022-12-23",
                                        .scheduled_time = "09:00:00",
                                        .time_zone = "Asia/Shanghai",
                                        .expire_time = "2022-12-31T15:59:59Z"});
    CHECK((spec.time_of_day() == 9h));
    CHECK(spec.time_zone().name() == "Asia/Shanghai");
    CHECK((spec.day_interval() == std::chrono::days{31}));
    CHECK(spec.weekday_bits() == 0b1000011);
    CHECK(spec.month_bits() == 0b100000000101);
    CHECK(spec.day_bits() == (std::uint32_t{0b11} | 1U << 27 | schedule_spec::last_day_bit));
    CHECK((spec.scheduled_date() == std::chrono::floor<std::chrono::days>(local("2022-12-23T00:00:00"))));
    CHECK(text(spec.expire_time()) == "2022-12-31T15:59:59Z");
}

TEST_CASE("2.1 fields that are left out are told as left out") {
    const schedule_spec spec = spec_of(good_day);
    CHECK(spec.weekday_bits() == 0);
    CHECK(spec.month_bits() == 0);
    CHECK(spec.day_bits() == 0);
    CHECK_FALSE(spec.scheduled_date());
    CHECK_FALSE(spec.expire_time());
    CHECK_FALSE(spec_of(good_week).day_interval());
}

TEST_CASE("2.1 fields that the type does not need have no effect, and are still checked by themselves") {
    // together they would never fire, which is no concern of a weekly schedule
    CHECK(schedule_spec::parse({.scheduled_type = "WEEK",
                                .week_list = "1",
                                .month_list = "2",
                                .date_list = "30",
                                .scheduled_time = "09:00:00",
                                .time_zone = "UTC"}));
    check_complaints({.scheduled_type = "DAY",
                      .day_interval = "1",
                      .week_list = "8",
                      .month_list = "13",
                      .date_list = "32",
                      .scheduled_date = "2023-02-29",
                      .scheduled_time = "09:00:00",
                      .time_zone = "UTC"},
                     {{"out_of_range", "week_list", 1},
                      {"out_of_range", "month_list", 1},
                      {"out_of_range", "date_list", 1},
                      {"out_of_range", "scheduled_date", 9}});
}

TEST_CASE("2 the bounds of every field are inside") {
    for (const char* time : {"00:00:00", "23:59:59", "12:34:56"}) {
        schedule_fields fields = good_day;
        fields.scheduled_time = time;
        CHECK(schedule_spec::parse(fields));
    }
    for (const char* date : {"1970-01-01", "9999-12-31", "2024-02-29", "2000-02-29"}) {
        schedule_fields fields = good_once;
        fields.scheduled_date = date;
        CHECK(schedule_spec::parse(fields));
    }
    for (const char* interval : {"1", "31", "9"}) {
        schedule_fields fields = good_day;
        fields.day_interval = interval;
        CHECK(schedule_spec::parse(fields));
    }
}

TEST_CASE("2.2 lists: blanks around items, repeats, any order, L in either case") {
    struct row {
        const char* list;
        std::uint32_t bits;
    };
    for (const row& fact : {row{"1", 1}, row{"1,2,7", 0b1000011}, row{"7,2,1", 0b1000011}, row{"1,1,1", 1},
                            row{"1, 2 ,7", 0b1000011}, row{" 1,2,7 ", 0b1000011}, row{"1 , 2", 0b11},
                            row{"1,2,3,4,5,6,7", 0b1111111}, row{"1,2,7,1,2,7,1,2,7", 0b1000011}}) {
        CAPTURE(std::string{fact.list});
        schedule_fields fields = good_week;
        fields.week_list = fact.list;
        CHECK(spec_of(fields).weekday_bits() == fact.bits);
    }
    constexpr std::uint32_t last = schedule_spec::last_day_bit;
    for (const row& fact :
         {row{"L", last}, row{"l", last}, row{"l,L", last}, row{"31,L", last | 1U << 30},
          row{"L,1", last | 1}, row{" L , 31 ", last | 1U << 30}, row{"1,15,28", 1U | 1U << 14 | 1U << 27}}) {
        CAPTURE(std::string{fact.list});
        schedule_fields fields = good_month;
        fields.date_list = fact.list;
        CHECK(spec_of(fields).day_bits() == fact.bits);
    }
    for (const row& fact : {row{"12", 1U << 11}, row{"12,1", 1U << 11 | 1}, row{"3 ,3", 1U << 2}}) {
        CAPTURE(std::string{fact.list});
        schedule_fields fields = good_month;
        fields.month_list = fact.list;
        CHECK(spec_of(fields).month_bits() == fact.bits);
    }
}

TEST_CASE("2.2 what is wrong with a list: the item and its column") {
    struct row {
        const char* list;
        std::vector<complaint> expected;
    };
    const std::vector<row> table{
        {"0", {{"out_of_range", "week_list", 1}}},
        {"8", {{"out_of_range", "week_list", 1}}},
        {"1,8", {{"out_of_range", "week_list", 3}}},
        {"1, 8", {{"out_of_range", "week_list", 4}}},
        {"1,2,99", {{"out_of_range", "week_list", 5}}},
        {"99999999999999999999", {{"out_of_range", "week_list", 1}}},
        {"4294967297", {{"out_of_range", "week_list", 1}}},
        {"1,18446744073709551617", {{"out_of_range", "week_list", 3}}},
        {"L", {{"malformed", "week_list", 1}}},
        {"1,L", {{"malformed", "week_list", 3}}},
        {"1;2", {{"malformed", "week_list", 1}}},
        {"1,2;3", {{"malformed", "week_list", 3}}},
        {"1 2", {{"malformed", "week_list", 1}}},
        {"+1", {{"malformed", "week_list", 1}}},
        {"-1", {{"malformed", "week_list", 1}}},
        {"1,-2", {{"malformed", "week_list", 3}}},
        {"1.0", {{"malformed", "week_list", 1}}},
        {"1-5", {{"malformed", "week_list", 1}}},
        {"MON", {{"malformed", "week_list", 1}}},
        {"*", {{"malformed", "week_list", 1}}},
        {"?", {{"malformed", "week_list", 1}}},
        {"1,", {{"malformed", "week_list", 3}}},
        {",1", {{"malformed", "week_list", 1}}},
        {"1,,2", {{"malformed", "week_list", 3}}},
        {"1, ,2", {{"malformed", "week_list", 4}}},
        {"\xef\xbc\x91", {{"malformed", "week_list", 1}}},  // a full-width digit one
        {"1\xef\xbc\x8c"
         "2",
         {{"malformed", "week_list", 1}}},                // a full-width comma
        {"1,\xd9\xa1", {{"malformed", "week_list", 3}}},  // an Arabic digit one
        {"1,\xff", {{"malformed", "week_list", 3}}},      // no UTF-8 at all
        // everything that is wrong, at once
        {"0,8", {{"out_of_range", "week_list", 1}, {"out_of_range", "week_list", 3}}},
        {"0,1,x", {{"out_of_range", "week_list", 1}, {"malformed", "week_list", 5}}},
    };
    for (const row& fact : table) {
        CAPTURE(std::string{fact.list});
        schedule_fields fields = good_week;
        fields.week_list = fact.list;
        check_complaints(fields, fact.expected);
    }
}

TEST_CASE("2.2 an empty list, and a list of nothing but commas") {
    for (const char* list : {"", " ", "   ", ",", ",,", " , ", ",,,,"}) {
        CAPTURE(std::string{list});
        for (const field_pointer field :
             {&schedule_fields::week_list, &schedule_fields::month_list, &schedule_fields::date_list}) {
            schedule_fields fields = good_month;
            fields.week_list = "1";
            fields.*field = list;
            const std::vector<complaint> found = complaints_about(fields);
            REQUIRE_FALSE(found.empty());
            CHECK(found[0].code == "malformed");
        }
    }
}

TEST_CASE("2.2 months and dates have bounds of their own") {
    struct row {
        const char* months;
        const char* dates;
        std::vector<complaint> expected;
    };
    const std::vector<row> table{
        {"13", "1", {{"out_of_range", "month_list", 1}}},
        {"0", "1", {{"out_of_range", "month_list", 1}}},
        {"1", "32", {{"out_of_range", "date_list", 1}}},
        {"1", "0", {{"out_of_range", "date_list", 1}}},
        {"1", "1,31,32", {{"out_of_range", "date_list", 6}}},
        {"L", "L", {{"malformed", "month_list", 1}}},
        {"1", "LW", {{"malformed", "date_list", 1}}},
        {"1", "L-3", {{"malformed", "date_list", 1}}},
        {"1", "15W", {{"malformed", "date_list", 1}}},
        {"JAN", "1", {{"malformed", "month_list", 1}}},
        {"0", "0", {{"out_of_range", "month_list", 1}, {"out_of_range", "date_list", 1}}},
    };
    for (const row& fact : table) {
        CAPTURE(std::string{fact.months});
        CAPTURE(std::string{fact.dates});
        schedule_fields fields = good_month;
        fields.month_list = fact.months;
        fields.date_list = fact.dates;
        check_complaints(fields, fact.expected);
    }
}

TEST_CASE("2.6 months and days that never meet") {
    struct row {
        const char* months;
        const char* dates;
        const char* complaint;
    };
    for (const row& fact :
         {row{"2", "30", "never_fires date_list:0\n"}, row{"2", "30,31", "never_fires date_list:0\n"},
          row{"2", "31", "never_fires date_list:0\n"}, row{"4,6,9,11", "31", "never_fires date_list:0\n"},
          row{"2,4", "31", "never_fires date_list:0\n"}, row{"2", "29", ""}, row{"2", "30,L", ""},
          row{"2,4", "30", ""}, row{"1,2", "31", ""}, row{"4", "31,L", ""}, row{"12", "31", ""}}) {
        CAPTURE(std::string{fact.months});
        CAPTURE(std::string{fact.dates});
        schedule_fields fields = good_month;
        fields.month_list = fact.months;
        fields.date_list = fact.dates;
        std::string found;
        for (const complaint& each : complaints_about(fields)) found += each.code + " " + each.field + ":0\n";
        CHECK(found == fact.complaint);
    }
}

TEST_CASE("2 what is wrong with a time of day") {
    struct row {
        const char* time;
        const char* code;
    };
    for (const row& fact : {row{"24:00:00", "out_of_range"},
                            row{"23:60:00", "out_of_range"},
                            row{"23:59:60", "out_of_range"},
                            row{"99:99:99", "out_of_range"},
                            row{"9:00", "malformed"},
                            row{"09:00", "malformed"},
                            row{"9:00:00", "malformed"},
                            row{"09:00:0", "malformed"},
                            row{"09:00:000", "malformed"},
                            row{"09-00-00", "malformed"},
                            row{"090000", "malformed"},
                            row{"-9:00:00", "malformed"},
                            row{"+9:00:00", "malformed"},
                            row{"09:00:00Z", "malformed"},
                            row{"09:00:00.5", "malformed"},
                            row{"9am", "malformed"},
                            row{"", "malformed"},
                            row{" ", "malformed"},
                            row{"now", "malformed"},
                            row{"0\xef\xbc\x99:00:00", "malformed"}}) {
        CAPTURE(std::string{fact.time});
        schedule_fields fields = good_day;
        fields.scheduled_time = fact.time;
        const std::vector<complaint> found = complaints_about(fields);
        REQUIRE(found.size() == 1);
        CHECK(found[0].code == fact.code);
        CHECK(found[0].field == "scheduled_time");
    }
}

TEST_CASE("2 what is wrong with a date") {
    struct row {
        const char* date;
        const char* code;
    };
    for (const row& fact :
         {row{"2023-02-29", "out_of_range"}, row{"2100-02-29", "out_of_range"},
          row{"2022-04-31", "out_of_range"}, row{"2022-13-01", "out_of_range"},
          row{"2022-00-01", "out_of_range"}, row{"2022-01-00", "out_of_range"},
          row{"2022-01-32", "out_of_range"}, row{"1969-12-31", "out_of_range"},
          row{"0000-01-01", "out_of_range"}, row{"2022-1-1", "malformed"}, row{"22-01-01", "malformed"},
          row{"10000-01-01", "malformed"}, row{"2022/01/01", "malformed"}, row{"01.01.2022", "malformed"},
          row{"20220101", "malformed"}, row{"-022-01-01", "malformed"},
          row{"2022-01-01T00:00:00", "malformed"}, row{"", "malformed"}, row{"today", "malformed"}}) {
        CAPTURE(std::string{fact.date});
        schedule_fields fields = good_once;
        fields.scheduled_date = fact.date;
        const std::vector<complaint> found = complaints_about(fields);
        REQUIRE(found.size() == 1);
        CHECK(found[0].code == fact.code);
        CHECK(found[0].field == "scheduled_date");
    }
}

TEST_CASE("2 what is wrong with an interval") {
    struct row {
        const char* interval;
        const char* code;
    };
    for (const row& fact :
         {row{"0", "out_of_range"}, row{"32", "out_of_range"}, row{"4294967297", "out_of_range"},
          row{"99999999999999999999", "out_of_range"}, row{"-1", "malformed"}, row{"+1", "malformed"},
          row{"1.5", "malformed"}, row{"1,2", "malformed"}, row{"two", "malformed"}, row{"L", "malformed"},
          row{"0x1", "malformed"}, row{"", "malformed"}, row{"\xe4\xb8\x80", "malformed"}}) {
        CAPTURE(std::string{fact.interval});
        schedule_fields fields = good_day;
        fields.day_interval = fact.interval;
        const std::vector<complaint> found = complaints_about(fields);
        REQUIRE(found.size() == 1);
        CHECK(found[0].code == fact.code);
        CHECK(found[0].field == "day_interval");
    }
}

TEST_CASE("2 an unknown type") {
    for (const char* type : {"YEAR", "", "DAYS", "FIXED TIME", "FIXEDTIME", "D", "DAY ", "\xe6\x97\xa5"}) {
        CAPTURE(std::string{type});
        schedule_fields fields = good_day;
        fields.scheduled_type = type;
        const std::vector<complaint> found = complaints_about(fields);
        REQUIRE(found.size() == 1);
        CHECK(found[0].code == "unknown_name");
        CHECK(found[0].field == "scheduled_type");
    }
}

TEST_CASE("2 each type's fields must be there") {
    const complaint no_time{"missing", "scheduled_time", 0};
    const complaint no_zone{"missing", "time_zone", 0};
    check_complaints({}, {{"missing", "scheduled_type", 0}, no_time, no_zone});
    check_complaints({.scheduled_type = "FIXED_TIME"}, {{"missing", "scheduled_date", 0}, no_time, no_zone});
    check_complaints({.scheduled_type = "DAY"}, {{"missing", "day_interval", 0}, no_time, no_zone});
    check_complaints({.scheduled_type = "WEEK"}, {{"missing", "week_list", 0}, no_time, no_zone});
    check_complaints({.scheduled_type = "MONTH"},
                     {{"missing", "month_list", 0}, {"missing", "date_list", 0}, no_time, no_zone});
    check_complaints(
        {.scheduled_type = "MONTH", .month_list = "1", .scheduled_time = "09:00:00", .time_zone = "UTC"},
        {{"missing", "date_list", 0}});
    // another type's fields are no substitute
    check_complaints(
        {.scheduled_type = "WEEK", .day_interval = "1", .scheduled_time = "09:00:00", .time_zone = "UTC"},
        {{"missing", "week_list", 0}});
    check_complaints(
        {.scheduled_type = "DAY", .week_list = "1", .scheduled_time = "09:00:00", .time_zone = "UTC"},
        {{"missing", "day_interval", 0}});
}

TEST_CASE("6.1 all violations at once, in the order of the fields") {
    const auto spec = schedule_spec::parse({.scheduled_type = "MONTH",
                                            .day_interval = "0",
                                            .week_list = "8",
                                            .month_list = "13",
                                            .date_list = "32",
                                            .scheduled_date = "1969-01-01",
                                            .scheduled_time = "24:00:00",
                                            .time_zone = "Asia/Shangai",
                                            .expire_time = "soon"});
    REQUIRE_FALSE(spec);
    std::vector<std::string> fields;
    for (const violation& error : spec.errors()) {
        check_wording(error);
        fields.push_back(error.field);
    }
    CHECK(
        (fields == std::vector<std::string>{"day_interval", "week_list", "month_list", "date_list",
                                            "scheduled_date", "scheduled_time", "time_zone", "expire_time"}));
}

TEST_CASE("6.1 a message quotes what was found") {
    schedule_fields fields = good_week;
    fields.week_list = "1,9";
    check_quotes(fields, "\"9\"");
    fields = good_day;
    fields.scheduled_time = "24:00:00";
    check_quotes(fields, "24");
    fields = good_day;
    fields.scheduled_type = "YEAR";
    check_quotes(fields, "\"YEAR\"");
    fields = good_day;
    fields.day_interval = "32";
    check_quotes(fields, "\"32\"");
    fields = good_day;
    fields.time_zone = "Asia/Shangai";
    check_quotes(fields, "\"Asia/Shangai\"");
    check_quotes(fields, "Asia/Shanghai");  // the near name
    fields = good_day;
    fields.expire_time = "soon";
    check_quotes(fields, "\"soon\"");
    fields = good_day;
    fields.scheduled_time = "";
    check_quotes(fields, "nothing");
}

// A spec without a zone used to become one of Asia/Shanghai.
TEST_CASE("2.7 no zone is assumed: it is named by the spec, or by the caller as a default") {
    schedule_fields fields = good_day;
    fields.time_zone = std::nullopt;
    const auto nowhere = schedule_spec::parse(fields);
    REQUIRE_FALSE(nowhere);
    REQUIRE(nowhere.errors().size() == 1);
    CHECK((nowhere.errors()[0].code == nextfire::violation_code::missing));
    CHECK(nowhere.errors()[0].field == "time_zone");
    CHECK(nowhere.errors()[0].message ==
          "expected a time zone such as Europe/Berlin, but found no such field");

    const nextfire::spec_options berlin{.default_time_zone = "Europe/Berlin"};
    CHECK(schedule_spec::parse(fields, berlin)->time_zone().name() == "Europe/Berlin");
    CHECK(schedule_spec::parse(good_day, berlin)->time_zone().name() == "Asia/Shanghai");
    // a default that is no zone is refused like any other text, empty text too
    CHECK((schedule_spec::parse(fields, {.default_time_zone = "Mars"}).errors()[0].code ==
           nextfire::violation_code::unknown_name));
    CHECK((schedule_spec::parse(fields, {.default_time_zone = ""}).errors()[0].code ==
           nextfire::violation_code::unknown_name));
}

TEST_CASE("2.7 without a zone the expiry is checked by UTC, and told with the rest") {
    schedule_fields fields = good_day;
    fields.time_zone = std::nullopt;
    // Berlin's clock never shows this time; by UTC it is one.
    fields.expire_time = "2026-03-29 02:30:00";
    check_complaints(fields, {{"missing", "time_zone", 0}});
    fields.expire_time = "2026-03-29 24:30:00";
    check_complaints(fields, {{"missing", "time_zone", 0}, {"out_of_range", "expire_time", 12}});
}

TEST_CASE("7.1 zones: any letter case, and one that nobody knows") {
    schedule_fields fields = good_day;
    struct row {
        const char* name;
        const char* spelt;
    };
    for (const row& fact : {row{"asia/shanghai", "Asia/Shanghai"}, row{"EUROPE/BERLIN", "Europe/Berlin"},
                            row{"utc", "UTC"}, row{"PRC", "PRC"}, row{"+08:00", "+08:00"}}) {
        CAPTURE(std::string{fact.name});
        fields.time_zone = fact.name;
        CHECK(spec_of(fields).time_zone().name() == fact.spelt);
    }
    for (const char* name : {"Asia/Shangai", "Mars/Olympus", "", " ", "../etc/passwd", "/etc/localtime",
                             "localtime", "right/UTC", "posix/UTC", "\xe4\xb8\x8a\xe6\xb5\xb7"}) {
        CAPTURE(std::string{name});
        fields.time_zone = name;
        const std::vector<complaint> found = complaints_about(fields);
        REQUIRE(found.size() == 1);
        CHECK(found[0].code == "unknown_name");
        CHECK(found[0].field == "time_zone");
    }
    fields.time_zone = "+18:01";
    check_complaints(fields, {{"out_of_range", "time_zone", 0}});
}

TEST_CASE("7.2 zones may come from another source") {
    int asked = 0;
    const nextfire::spec_options options{
        .default_time_zone = "Nowhere",
        .find_zone = [&asked](std::string_view) -> nextfire::result<nextfire::zone> {
            ++asked;
            return *nextfire::zone::find("Europe/Berlin");
        }};
    schedule_fields fields = good_day;
    fields.time_zone = std::nullopt;
    const auto spec = schedule_spec::parse(fields, options);
    REQUIRE(spec);
    CHECK(spec->time_zone().name() == "Europe/Berlin");
    CHECK(asked == 1);
}

TEST_CASE("2 expire_time: RFC 3339, and a local time") {
    struct row {
        const char* zone;
        const char* expire_time;
        const char* expected;
    };
    for (const row& fact : {
             row{"Asia/Shanghai", "2026-12-31T15:59:59Z", "2026-12-31T15:59:59Z"},
             row{"Asia/Shanghai", "2026-12-31t15:59:59z", "2026-12-31T15:59:59Z"},
             row{"Asia/Shanghai", "2026-12-31T23:59:59+08:00", "2026-12-31T15:59:59Z"},
             row{"Asia/Shanghai", "2026-12-31T10:59:59-05:00", "2026-12-31T15:59:59Z"},
             row{"Asia/Shanghai", "2026-12-31T15:59:59.999Z", "2026-12-31T15:59:59Z"},
             row{"Asia/Shanghai", "2026-12-31T23:59:59.5+08:00", "2026-12-31T15:59:59Z"},
             row{"Asia/Shanghai", "2026-12-31 15:59:59Z", "2026-12-31T15:59:59Z"},
             row{"Asia/Shanghai", "2026-12-31 23:59:59", "2026-12-31T15:59:59Z"},
             row{"UTC", "2026-12-31 23:59:59", "2026-12-31T23:59:59Z"},
             row{"Asia/Shanghai", "2026-12-31T23:59:59", "2026-12-31T15:59:59Z"},
             row{"Asia/Shanghai", "2026-12-31T23:59:59.999", "2026-12-31T15:59:59Z"},
             row{"Asia/Shanghai", "2026-12-31T15:59:59+0000", "2026-12-31T15:59:59Z"},
             row{"Asia/Shanghai", "2026-12-31T15:59:59.858-0000", "2026-12-31T15:59:59Z"},
             row{"UTC", "9999-12-31T23:59:59Z", "9999-12-31T23:59:59Z"},
             row{"UTC", "1970-01-01T00:00:00Z", "1970-01-01T00:00:00Z"},
             // a local time in a gap stands for the jump, and one that exists twice for the first
             row{"Europe/Berlin", "2026-03-29 02:30:00", "2026-03-29T01:00:00Z"},
             row{"Europe/Berlin", "2026-03-29 03:00:00", "2026-03-29T01:00:00Z"},
             row{"Europe/Berlin", "2026-10-25 02:30:00", "2026-10-25T00:30:00Z"},
             row{"Pacific/Apia", "2011-12-30 12:00:00", "2011-12-30T10:00:00Z"},
         }) {
        CAPTURE(std::string{fact.zone});
        CAPTURE(std::string{fact.expire_time});
        schedule_fields fields = good_day;
        fields.time_zone = fact.zone;
        fields.expire_time = fact.expire_time;
        CHECK(text(spec_of(fields).expire_time()) == fact.expected);
    }
}

TEST_CASE("2 what is wrong with an expire_time") {
    for (const char* expire_time :
         {"soon", "", "2026-12-31", "2026-12-31T15:59", "2026-12-31 15:59", "2026-02-29T00:00:00Z",
          "2026-12-31T24:00:00Z", "2026-12-31T15:59:60Z", "2026-12-31 24:00:00", "2026-02-30 00:00:00",
          "1969-12-31T23:59:59Z", "1969-06-30 00:00:00", "10000-01-01T00:00:00Z", "1798761599", "31.12.2026",
          "2026-12-31T15:59:59+8", "2026-12-31T15:59:59 Z", "\xe2\x88\x9e"}) {
        CAPTURE(std::string{expire_time});
        schedule_fields fields = good_day;
        fields.expire_time = expire_time;
        const std::vector<complaint> found = complaints_about(fields);
        REQUIRE(found.size() == 1);
        CHECK(found[0].field == "expire_time");
        CHECK((found[0].code == "malformed" || found[0].code == "out_of_range"));
    }
}

TEST_CASE("6.1 a local expire_time in an unknown zone is one violation, of the zone") {
    schedule_fields fields = good_day;
    fields.time_zone = "Asia/Shangai";
    fields.expire_time = "2026-12-31 23:59:59";
    const std::vector<complaint> found = complaints_about(fields);
    REQUIRE(found.size() == 1);
    CHECK(found[0].field == "time_zone");
}

TEST_CASE("2.6 a schedule that has expired before it fires is a good spec") {
    schedule_fields fields = good_once;
    fields.expire_time = "1970-01-01T00:00:00Z";
    CHECK(schedule_spec::parse(fields));
}

TEST_CASE("6.1 a text of a million characters is refused quickly and in few words") {
    const std::vector<std::string> monsters{std::string(1 << 20, '1'),  std::string(1 << 20, ','),
                                            std::string(1 << 20, ' '),  std::string(1 << 20, '\xff'),
                                            std::string(1 << 20, '\0'), std::string(1 << 20, 'L') + ",1"};
    for (const std::string& monster : monsters) {
        for (const field_pointer field :
             {&schedule_fields::scheduled_type, &schedule_fields::day_interval, &schedule_fields::week_list,
              &schedule_fields::month_list, &schedule_fields::date_list, &schedule_fields::scheduled_date,
              &schedule_fields::scheduled_time, &schedule_fields::time_zone, &schedule_fields::expire_time}) {
            schedule_fields fields = good_month;
            fields.*field = monster;
            const auto spec = schedule_spec::parse(fields);
            REQUIRE_FALSE(spec);
            std::size_t words = 0;
            for (const violation& error : spec.errors()) words += error.message.size();
            CHECK(words < 20'000);
        }
    }
}

TEST_CASE("2.2 a list longer than 1,024 bytes is refused, whatever is in it") {
    std::string list = "1";
    while (list.size() < 1 << 20) list += ",2,3";
    schedule_fields fields = good_week;
    fields.week_list = list;
    const auto spec = schedule_spec::parse(fields);
    REQUIRE_FALSE(spec);
    REQUIRE(spec.errors().size() == 1);
    CHECK(std::string{to_string(spec.errors()[0].code)} == "too_long");
    CHECK(spec.errors()[0].message ==
          "expected a list of at most 1024 bytes, but found " + std::to_string(list.size()) + " bytes");
    fields.week_list = std::string_view{list}.substr(0, 1023);
    CHECK(spec_of(fields).weekday_bits() == 0b111);
}

TEST_CASE("6.1 the wording of every refusal, to the letter") {
    const std::string weekday = "expected a weekday from 1 (Sunday) to 7 (Saturday), but found ";
    const auto refused = [](field_pointer field, std::optional<std::string_view> given,
                            const std::string& message) {
        schedule_fields fields = good_month;
        fields.*field = given;
        const auto spec = schedule_spec::parse(fields);
        CAPTURE(message);
        REQUIRE_FALSE(spec);
        CHECK(spec.errors()[0].message == message);
    };
    using f = schedule_fields;
    refused(&f::scheduled_type, "daily", "expected FIXED_TIME, DAY, WEEK or MONTH, but found \"daily\"");
    refused(&f::scheduled_type, std::nullopt,
            "expected FIXED_TIME, DAY, WEEK or MONTH, but found no such field");
    refused(&f::month_list, std::nullopt, "expected month_list, which MONTH needs, but found no such field");
    refused(&f::date_list, std::nullopt, "expected date_list, which MONTH needs, but found no such field");
    refused(&f::scheduled_time, std::nullopt, "expected a time of day as HH:mm:ss, but found no such field");
    refused(&f::day_interval, "32", "expected a whole number of days from 1 to 31, but found \"32\"");
    refused(&f::day_interval, "99999999999999999999",
            "expected a whole number of days from 1 to 31, but found \"99999999999999999999\"");
    refused(&f::day_interval, "1.0", "expected a whole number of days from 1 to 31, but found \"1.0\"");
    refused(&f::week_list, ",,", weekday + "nothing");
    refused(&f::week_list, "1;2", weekday + "\"1;2\"");
    refused(&f::week_list, "L", weekday + "\"L\"");
    refused(&f::month_list, "13", "expected a month from 1 to 12, but found \"13\"");
    refused(&f::date_list, "0", "expected a day from 1 to 31 or L, but found \"0\"");
    refused(&f::date_list, "日本", "expected a day from 1 to 31 or L, but found \"日本\"");
    refused(&f::scheduled_time, "24:00:00", "expected an hour from 00 to 23, but found \"24\"");
    refused(&f::scheduled_time, "9:00", "expected a time of day as HH:mm:ss, but found \"9:00\"");
    refused(&f::scheduled_time, "09:60:00", "expected a minute from 00 to 59, but found \"60\"");
    refused(&f::scheduled_time, "09:00:\xff",
            "expected a time of day as HH:mm:ss, but found \"09:00:\\xff\"");
    refused(&f::scheduled_date, "2023-02-29", "expected a day of 2023-02 from 01 to 28, but found \"29\"");
    refused(&f::scheduled_date, "2022-13-01", "expected a month from 01 to 12, but found \"13\"");
    refused(&f::scheduled_date, "1969-12-31", "expected a year from 1970 to 9999, but found \"1969\"");
    refused(&f::time_zone, std::nullopt,
            "expected a time zone such as Europe/Berlin, but found no such field");
    refused(&f::time_zone, "Asia/Shangai",
            "expected a time zone such as Europe/Berlin, but found \"Asia/Shangai\"; did you mean "
            "Asia/Shanghai?");
    refused(&f::expire_time, "soon", "expected a time as 2026-12-31T23:59:59Z, but found \"soon\"");
    refused(&f::expire_time, "2026-12-31T23:59:59 ",
            "expected Z or an offset such as +08:00, but found \" \"");
    refused(&f::expire_time, "1969-12-31T23:59:59Z",
            "expected an instant from 1970-01-01T00:00:00Z to 9999-12-31T23:59:59Z, but found "
            "\"1969-12-31T23:59:59Z\"");
}

TEST_CASE("2.6 the wording of a spec that never fires") {
    schedule_fields fields = good_month;
    fields.month_list = "2";
    fields.date_list = "30";
    CHECK(schedule_spec::parse(fields).errors()[0].message ==
          "expected a day that month 2 has, but found only 30");
    fields.month_list = "4,2";
    fields.date_list = "31";
    CHECK(schedule_spec::parse(fields).errors()[0].message ==
          "expected a day that one of the months 2,4 has, but found only 31");
}

TEST_CASE("2 specs are equal when all their fields are") {
    CHECK((spec_of(good_week) == spec_of(good_week)));
    schedule_fields fields = good_week;
    fields.week_list = "7,2,1,1";
    CHECK((spec_of(fields) == spec_of(good_week)));
    fields.scheduled_time = "09:00:01";
    CHECK_FALSE((spec_of(fields) == spec_of(good_week)));
}
