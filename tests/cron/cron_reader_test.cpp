// The reading of cron text, clauses 5.3 to 5.7.  What a text means is written down by hand, number by number.
//
// Covers cron_scanner.cpp by what each kind of item is read as: values, names, ranges, steps, H.  What it
// refuses, item by item and column by column, is in cron_rejection_test.cpp.
#include <doctest/doctest.h>

#include <nextfire/cron/cron_expression.hpp>

#include <chrono>
#include <cstddef>
#include <cstdlib>
#include <functional>
#include <new>
#include <string>
#include <vector>

#include "../support/cron_sets.hpp"

namespace {

std::size_t allocations = 0;

}  // namespace

// Counts what the whole program allocates: clause 5.7.
[[gnu::noinline]] void* operator new(std::size_t size) {
    ++allocations;
    if (void* place = std::malloc(size == 0 ? 1 : size)) return place;
    throw std::bad_alloc{};
}
[[gnu::noinline]] void* operator new(std::size_t size, const std::nothrow_t&) noexcept {
    ++allocations;
    return std::malloc(size == 0 ? 1 : size);
}
[[gnu::noinline]] void operator delete(void* place) noexcept {
    std::free(place);
}
[[gnu::noinline]] void operator delete(void* place, std::size_t) noexcept {
    std::free(place);
}
[[gnu::noinline]] void operator delete(void* place, const std::nothrow_t&) noexcept {
    std::free(place);
}

namespace {

using nextfire::both_days_policy;
using nextfire::cron_dialect;
using nextfire::cron_expression;
using nextfire::cron_fields;
using nextfire::cron_options;
using nextfire::day_combination;
using nextfire::every_policy;
using nextfire::time_meaning;
using nextfire_test::cron_sets;
using nextfire_test::fields_of;

constexpr auto quartz = cron_dialect::quartz;
constexpr auto unix_cron = cron_dialect::unix_cron;
constexpr auto spring = cron_dialect::spring;
constexpr auto aws = cron_dialect::aws;
constexpr auto elapsed = time_meaning::elapsed;
constexpr auto either = day_combination::either;

struct row {
    const char* text;
    cron_sets means;
};

void check_rows(const std::vector<row>& rows, const cron_options& options) {
    for (const row& fact : rows) {
        CAPTURE(fact.text);
        const auto read = cron_expression::parse(fact.text, options);
        if (!read) {
            FAIL_CHECK("refused: " << read.errors()[0].message);
            continue;
        }
        CHECK(nextfire_test::first_difference(read->fields(), fields_of(fact.means)) == "");
    }
}

void check_rows(cron_dialect dialect, const std::vector<row>& rows) {
    check_rows(rows, {.dialect = dialect});
}

struct pair_of_texts {
    cron_dialect dialect;
    const char* text;
    cron_dialect other_dialect;
    const char* other;
};

}  // namespace

TEST_CASE("5.4 quartz: values, lists, ranges and steps") {
    check_rows(quartz,
               {
                   {"0 0 9 1,2,28,L 1,3,12 ?",
                    {.hours = "9", .days = "1,2,28", .last_days = "0", .months = "1,3,12"}},
                   {"0 0 9 ? * 1,2,7", {.hours = "9", .weekdays = "0,1,6"}},
                   {"0 0 9 23 12 ? 2022", {.hours = "9", .days = "23", .months = "12", .years = "2022"}},
                   {"59 58 23 31 12 ? 9999",
                    {.seconds = "59",
                     .minutes = "58",
                     .hours = "23",
                     .days = "31",
                     .months = "12",
                     .years = "9999"}},
                   {"00 05 009 01 02 ?", {.minutes = "5", .hours = "9", .days = "1", .months = "2"}},
                   {"* * * * * ?", {.seconds = "*", .minutes = "*", .hours = "*", .times = elapsed}},
                   {"0 * 14 * * ?", {.minutes = "*", .hours = "14", .times = elapsed}},
                   {"0 0/5 14 * * ?",
                    {.minutes = "0,5,10,15,20,25,30,35,40,45,50,55", .hours = "14", .times = elapsed}},
                   {"0 7/20 14,18 * * ?", {.minutes = "7,27,47", .hours = "14,18", .times = elapsed}},
                   {"0 10-20/4 8-10 * * ?", {.minutes = "10,14,18", .hours = "8-10", .times = elapsed}},
                   {"/20 /30 /12 * * ?",
                    {.seconds = "0,20,40", .minutes = "0,30", .hours = "0,12", .times = elapsed}},
                   {"*/59 0 0 * * ?", {.seconds = "0,59", .times = elapsed}},
                   {"0 0 1/23 * * ?", {.hours = "1", .times = time_meaning::fixed}},
                   {"0 0 0/23 * * ?", {.hours = "0,23", .times = elapsed}},
                   {"5,5,5 4,3 2 1 1 ?",
                    {.seconds = "5", .minutes = "3,4", .hours = "2", .days = "1", .months = "1"}},
                   {"0 0 9 1/10 * ?", {.hours = "9", .days = "1,11,21,31"}},
                   {"0 0 9 */10 * ?", {.hours = "9", .days = "1,11,21,31"}},
                   {"0 0 9 */31 * ?", {.hours = "9", .days = "1"}},
                   {"0 0 9 5-9,20-30/5,31 * ?", {.hours = "9", .days = "5-9,20,25,30,31"}},
                   {"0 0 9 1 2/3 ?", {.hours = "9", .days = "1", .months = "2,5,8,11"}},
                   {"0 0 9 1 */12 ?", {.hours = "9", .days = "1", .months = "1"}},
                   {"0 0 9 ? * 2-6", {.hours = "9", .weekdays = "1-5"}},
                   {"0 0 9 ? * */2", {.hours = "9", .weekdays = "0,2,4,6"}},
                   {"0 0 9 ? * 3/2", {.hours = "9", .weekdays = "2,4,6"}},
                   {"0 0 9 ? * 2/7", {.hours = "9", .weekdays = "1"}},
               });
}

TEST_CASE("5.4 quartz: names, in any letter case") {
    check_rows(quartz,
               {
                   {"0 0 9 1 JAN,FEB,MAR,APR,MAY,JUN,JUL,AUG,SEP,OCT,NOV,DEC ?", {.hours = "9", .days = "1"}},
                   {"0 0 9 1 jan ?", {.hours = "9", .days = "1", .months = "1"}},
                   {"0 0 9 1 oCt-Dec ?", {.hours = "9", .days = "1", .months = "10-12"}},
                   {"0 0 9 1 3-sep/3 ?", {.hours = "9", .days = "1", .months = "3,6,9"}},
                   {"0 0 9 ? * SUN,MON,TUE,WED,THU,FRI,SAT", {.hours = "9"}},
                   {"0 0 9 ? * sun", {.hours = "9", .weekdays = "0"}},
                   {"0 0 9 ? * mon-5,Sat", {.hours = "9", .weekdays = "1-4,6"}},
                   {"0 0 9 ? * MON-FRI/2", {.hours = "9", .weekdays = "1,3,5"}},
                   {"0 0 9 ? * TUE/3", {.hours = "9", .weekdays = "2,5"}},
               });
}

TEST_CASE("5.4 quartz: ranges that wrap around, with a step going on") {
    check_rows(quartz, {
                           {"0 0 22-2 * * ?", {.hours = "0-2,22,23", .times = elapsed}},
                           {"0 0 22-2/2 * * ?", {.hours = "0,2,22", .times = elapsed}},
                           {"0 0 22-2/3 * * ?", {.hours = "1,22", .times = elapsed}},
                           {"0 0 23-0/5 * * ?", {.hours = "23"}},
                           {"59-0 0 0 * * ?", {.seconds = "0,59", .times = elapsed}},
                           {"50-10/7 0 0 * * ?", {.seconds = "4,50,57", .times = elapsed}},
                           {"0 1-0 0 * * ?", {.minutes = "*", .times = elapsed}},
                           {"0 0 9 25-5 * ?", {.hours = "9", .days = "1-5,25-31"}},
                           {"0 0 9 25-5/4 * ?", {.hours = "9", .days = "2,25,29"}},
                           {"0 0 9 1 NOV-FEB ?", {.hours = "9", .days = "1", .months = "1,2,11,12"}},
                           {"0 0 9 1 11-2/2 ?", {.hours = "9", .days = "1", .months = "1,11"}},
                           {"0 0 9 ? * FRI-MON", {.hours = "9", .weekdays = "0,1,5,6"}},
                           {"0 0 9 ? * 7-1", {.hours = "9", .weekdays = "0,6"}},
                           {"0 0 9 ? * 2-1", {.hours = "9"}},
                       });
}

TEST_CASE("5.4 quartz: the last day, workdays, weekdays of a week of the month, and all of them in lists") {
    check_rows(
        quartz,
        {
            {"0 0 9 L * ?", {.hours = "9", .days = "", .last_days = "0"}},
            {"0 0 9 l-3 * ?", {.hours = "9", .days = "", .last_days = "3"}},
            {"0 0 9 L-0 * ?", {.hours = "9", .days = "", .last_days = "0"}},
            {"0 0 9 L-00W * ?", {.hours = "9", .days = "", .last_workdays = "0"}},
            {"0 0 9 L-30 * ?", {.hours = "9", .days = "", .last_days = "30"}},
            {"0 0 9 LW * ?", {.hours = "9", .days = "", .last_workdays = "0"}},
            {"0 0 9 lw * ?", {.hours = "9", .days = "", .last_workdays = "0"}},
            {"0 0 9 L-2W * ?", {.hours = "9", .days = "", .last_workdays = "2"}},
            {"0 0 9 15W * ?", {.hours = "9", .days = "", .workdays = "15"}},
            {"0 0 9 1w,31W * ?", {.hours = "9", .days = "", .workdays = "1,31"}},
            {"0 0 9 L,L-1,LW,L-1W,7W,5,10-12,30/1 * ?",
             {.hours = "9",
              .days = "5,10-12,30,31",
              .last_days = "0,1",
              .workdays = "7",
              .last_workdays = "0,1"}},
            {"0 0 9 ? * L", {.hours = "9", .weekdays = "6"}},
            {"0 0 9 ? * l,1", {.hours = "9", .weekdays = "0,6"}},
            {"0 0 9 ? * 6L", {.hours = "9", .weekdays = "", .last_weekdays = "5"}},
            {"0 0 9 ? * fril,1L", {.hours = "9", .weekdays = "", .last_weekdays = "0,5"}},
            {"0 0 9 ? * 6#3", {.hours = "9", .weekdays = "", .weekdays_of_weeks = "5.3"}},
            {"0 0 9 ? * MON#1,mon#5,7#2", {.hours = "9", .weekdays = "", .weekdays_of_weeks = "1.1,1.5,6.2"}},
            {"0 0 9 ? * 4,MON#2,SATL",
             {.hours = "9", .weekdays = "3", .weekdays_of_weeks = "1.2", .last_weekdays = "6"}},
        });
}

TEST_CASE("5.4 quartz: `?`, blanks and years") {
    check_rows(quartz, {
                           {"0 0 9 * * ?", {.hours = "9"}},
                           {"0 0 9 ? * *", {.hours = "9"}},
                           {"\t 0\t0  9 \t* * ?  ", {.hours = "9"}},
                           {"0 0 9 * * ? *", {.hours = "9"}},
                           {"0 0 9 * * ? */1", {.hours = "9"}},
                           {"0 0 9 * * ? 2030,*", {.hours = "9"}},
                           {"0 0 9 * * ? 1970", {.hours = "9", .years = "1970"}},
                           {"0 0 9 * * ? 2022-9999", {.hours = "9", .years = "2022-9999"}},
                           {"0 0 9 * * ? 1970-9999", {.hours = "9"}},
                           {"0 0 9 * * ? 2500-2500", {.hours = "9", .years = "2500"}},
                           {"0 0 9 * * ? 2022,2024,2199", {.hours = "9", .years = "2022,2024,2199"}},
                           {"0 0 9 * * ? 2024,2022,2023", {.hours = "9", .years = "2022-2024"}},
                           {"0 0 9 * * ? 2190/4", {.hours = "9", .years = "2190,2194,2198"}},
                           {"0 0 9 * * ? 2198/1", {.hours = "9", .years = "2198-2199"}},
                           {"0 0 9 * * ? 2000-2010/5", {.hours = "9", .years = "2000,2005,2010"}},
                           {"0 0 9 * * ? */100", {.hours = "9", .years = "1970,2070,2170"}},
                           {"0 0 9 * * ? /229", {.hours = "9", .years = "1970,2199"}},
                           {"0 0 9 * * ? 2000-2002,2005", {.hours = "9", .years = "2000-2002,2005"}},
                       });
}

TEST_CASE("5.4 unix: five fields, Sunday 0 and 7, steps from a value") {
    check_rows(unix_cron, {
                              {"0 9 * * *", {.hours = "9"}},
                              {"* * * * *", {.minutes = "*", .hours = "*", .times = elapsed}},
                              {"*/5 9-17 * * mon-fri",
                               {.minutes = "0,5,10,15,20,25,30,35,40,45,50,55",
                                .hours = "9-17",
                                .weekdays = "1-5",
                                .times = elapsed}},
                              {"5/20 0 * * *", {.minutes = "5,25,45", .times = elapsed}},
                              {"30 4 1,15 * *", {.minutes = "30", .hours = "4", .days = "1,15"}},
                              {"0 9 * * 0", {.hours = "9", .weekdays = "0"}},
                              {"0 9 * * 7", {.hours = "9", .weekdays = "0"}},
                              {"0 9 * * 0,7", {.hours = "9", .weekdays = "0"}},
                              {"0 9 * * SUN", {.hours = "9", .weekdays = "0"}},
                              {"0 9 * * 5-7", {.hours = "9", .weekdays = "0,5,6"}},
                              {"0 9 * * 0-7", {.hours = "9"}},
                              {"0 9 * * 1-7", {.hours = "9"}},
                              {"0 9 * * 7-7", {.hours = "9", .weekdays = "0"}},
                              {"0 9 * * SUN-TUE", {.hours = "9", .weekdays = "0-2"}},
                              {"0 9 * * */2", {.hours = "9", .weekdays = "0,2,4,6"}},
                              {"0 9 * * 1/2", {.hours = "9", .weekdays = "1,3,5"}},
                              {"0 9 * * 1-7/2", {.hours = "9", .weekdays = "0,1,3,5"}},
                              {"0 9 * * 7/2", {.hours = "9", .weekdays = "0"}},
                              {"0 9 * jan-MAR,12 *", {.hours = "9", .months = "1-3,12"}},
                          });
}

// POSIX: where both are restricted, a day in either fires.  Vixie: a field that begins with `*` is not
// restricted.
TEST_CASE("5.3 unix: how the two day fields work together") {
    check_rows(
        unix_cron,
        {
            {"0 9 13 * 5", {.hours = "9", .days = "13", .weekdays = "5", .combination = either}},
            {"0 9 13 * *", {.hours = "9", .days = "13"}},
            {"0 9 * * 5", {.hours = "9", .weekdays = "5"}},
            {"0 9 */10 * 5", {.hours = "9", .days = "1,11,21,31", .weekdays = "5"}},
            {"0 9 13 * */5", {.hours = "9", .days = "13", .weekdays = "0,5"}},
            {"0 9 *,13 * 5", {.hours = "9", .weekdays = "5"}},
            {"0 9 1,*/10 * 5", {.hours = "9", .days = "1,11,21,31", .weekdays = "5", .combination = either}},
            // one of the two lets every day pass
            {"0 9 1-31 * 5", {.hours = "9"}},
            {"0 9 13 * 0-6", {.hours = "9"}},
            {"0 9 13,* * 5", {.hours = "9"}},
            {"0 9 1-31 * 0-6", {.hours = "9"}},
        });
}

TEST_CASE("5.4 spring: six fields, `?` and `*` alike, Sunday 0 and 7") {
    check_rows(spring,
               {
                   {"0 0 9 * * *", {.hours = "9"}},
                   {"0 0 9 ? * ?", {.hours = "9"}},
                   {"0 0 9 * * ?", {.hours = "9"}},
                   {"*/10 * * * * *",
                    {.seconds = "0,10,20,30,40,50", .minutes = "*", .hours = "*", .times = elapsed}},
                   {"0 0 9 13 * FRI", {.hours = "9", .days = "13", .weekdays = "5"}},
                   {"0 0 9 * * 0", {.hours = "9", .weekdays = "0"}},
                   {"0 0 9 * * 7", {.hours = "9", .weekdays = "0"}},
                   {"0 0 9 * * 0-7", {.hours = "9"}},
                   // SUN is 7 in Spring, and a range that begins with 7 begins with 0
                   {"0 0 9 * * MON-SUN", {.hours = "9"}},
                   {"0 0 9 * * SAT-SUN", {.hours = "9", .weekdays = "0,6"}},
                   {"0 0 9 * * SUN-TUE", {.hours = "9", .weekdays = "0-2"}},
                   {"0 0 9 * * 7-2", {.hours = "9", .weekdays = "0-2"}},
                   // its `*` runs from Monday, 1, to Sunday, 7
                   {"0 0 9 * * */2", {.hours = "9", .weekdays = "0,1,3,5"}},
                   {"0 0 9 * * 2/2", {.hours = "9", .weekdays = "2,4,6"}},
                   {"0 0 9 * * 0/7", {.hours = "9", .weekdays = "0"}},
                   {"0 0 9 L * *", {.hours = "9", .days = "", .last_days = "0"}},
                   {"0 0 9 L-3,LW,15W,1 * *",
                    {.hours = "9", .days = "1", .last_days = "3", .workdays = "15", .last_workdays = "0"}},
                   {"0 0 9 * * 5L", {.hours = "9", .weekdays = "", .last_weekdays = "5"}},
                   {"0 0 9 * * 7L,0L", {.hours = "9", .weekdays = "", .last_weekdays = "0"}},
                   {"0 0 9 * * FRIL,MON#1,0#2",
                    {.hours = "9", .weekdays = "", .weekdays_of_weeks = "1.1,0.2", .last_weekdays = "5"}},
               });
}

TEST_CASE("5.4 aws: cron(…), no seconds, a year") {
    check_rows(
        aws,
        {
            {"cron(0 9 * * ? *)", {.hours = "9"}},
            {" cron( 0  9 * * ? * ) ", {.hours = "9"}},
            {"0 9 * * ? *", {.hours = "9"}},
            {"cron(15 10 ? * 6L 2022-2023)",
             {.minutes = "15", .hours = "10", .weekdays = "", .last_weekdays = "5", .years = "2022-2023"}},
            {"cron(0/10 * ? * MON-FRI *)",
             {.minutes = "0,10,20,30,40,50", .hours = "*", .weekdays = "1-5", .times = elapsed}},
            {"cron(0 8 1W,LW,L,3 * ? 2199)",
             {.hours = "8",
              .days = "3",
              .last_days = "0",
              .workdays = "1",
              .last_workdays = "0",
              .years = "2199"}},
            {"cron(0 9 ? * 3#2,L 1970,2199)",
             {.hours = "9", .weekdays = "6", .weekdays_of_weeks = "2.2", .years = "1970,2199"}},
            {"cron(0 9 1 1 ? 2000/100)", {.hours = "9", .days = "1", .months = "1", .years = "2000,2100"}},
        });
}

TEST_CASE("5.4 macros stand for their usual text, in quartz, unix and spring") {
    for (const cron_dialect dialect : {quartz, unix_cron, spring})
        check_rows(dialect, {
                                {"@yearly", {.days = "1", .months = "1"}},
                                {"@annually", {.days = "1", .months = "1"}},
                                {"@monthly", {.days = "1"}},
                                {"@weekly", {.weekdays = "0"}},
                                {"@daily", {}},
                                {"@midnight", {}},
                                {"@hourly", {.hours = "*", .times = elapsed}},
                                {" @Daily\t", {}},
                                {"@HOURLY", {.hours = "*", .times = elapsed}},
                            });
}

// Which times are elapsed decides what clock changes do (clause 4.2): a `*`, a range or a step that gives
// more than one value.
TEST_CASE("4.2 fixed times and elapsed time") {
    struct time_row {
        const char* text;
        time_meaning times;
    };
    for (const time_row& fact : {
             time_row{"0 0 9 * * ?", time_meaning::fixed},
             time_row{"0,30 0,30 9,17 * * ?", time_meaning::fixed},
             time_row{"0 9-9 9 * * ?", time_meaning::fixed},
             time_row{"0 59/1 9 * * ?", time_meaning::fixed},
             time_row{"0 1-2/2 9 * * ?", time_meaning::fixed},
             time_row{"0 0 23/5 * * ?", time_meaning::fixed},
             time_row{"0 0 9 1-5 1-5 ?", time_meaning::fixed},
             time_row{"0 0 9 */2 */2 ?", time_meaning::fixed},
             time_row{"0 0,30,0-1 9 * * ?", elapsed},
             time_row{"0 58/1 9 * * ?", elapsed},
             time_row{"0 0 9-10 * * ?", elapsed},
             time_row{"* 0 9 * * ?", elapsed},
             time_row{"0 * 9 * * ?", elapsed},
             time_row{"0 0 * * * ?", elapsed},
             time_row{"5,* 0 0 * * ?", elapsed},
         }) {
        CAPTURE(fact.text);
        CHECK((cron_expression::parse(fact.text)->fields().times == fact.times));
    }
}

TEST_CASE("5.6 expressions are equal when they mean the same, and so are their hashes") {
    for (const pair_of_texts& fact : {
             pair_of_texts{quartz, "0 0 9 ? * MON-FRI", quartz, "0 0 9 ? * 6,5,4,3,2"},
             pair_of_texts{quartz, "0 0 9 ? * MON-FRI", unix_cron, "0 9 * * 1-5"},
             pair_of_texts{quartz, "0 0 9 ? * MON-FRI", spring, "0 0 9 ? * 1-5"},
             pair_of_texts{quartz, "0 0 9 ? * MON-FRI", aws, "cron(0 9 ? * 2-6 *)"},
             pair_of_texts{quartz, "0 0 9 * * ?", quartz, "0 0 9 ? * *"},
             pair_of_texts{quartz, "0 0 9 * * ?", quartz, "0 0 9 1-31,L,15W,LW,L-1 * ?"},
             pair_of_texts{quartz, "0 0 9 * * ?", quartz, "0 0 9 ? * 1-7,2#1,3L"},
             pair_of_texts{quartz, "0 0 9 * * ?", quartz, "0 0 9 * * ? 1970-9999"},
             pair_of_texts{quartz, "0 0 9 28-31 * ?", quartz, "0 0 9 28-31,L * ?"},
             pair_of_texts{
                 quartz, "0 0 9 * * ?", quartz,
                 "0 0 9 L,L-1,L-2,L-3,L-4,L-5,L-6,L-7,L-8,L-9,L-10,L-11,L-12,L-13,L-14,L-15,L-16,L-17,"
                 "L-18,L-19,L-20,L-21,L-22,L-23,L-24,L-25,L-26,L-27,L-28,L-29,L-30 * ?"},
             pair_of_texts{quartz, "0 0 9 ? * 2", quartz, "0 0 9 ? * 2,2L,2#3"},
             pair_of_texts{quartz, "0 0 9 ? * 2", quartz, "0 0 9 ? * 2#1,2#2,2#3,2#4,2#5"},
             pair_of_texts{quartz, "0 0 9 */2 * ?", quartz, "0 0 9 1/2 * ?"},
             pair_of_texts{quartz, "0 0 9 * * ? 2022,2023", quartz, "0 0 9 * * ? 2022-2023"},
             pair_of_texts{quartz, "0 0 0 ? * L", spring, "0 0 0 * * SAT"},
             pair_of_texts{quartz, "@weekly", unix_cron, "0 0 * * 7"},
         }) {
        CAPTURE(fact.text);
        CAPTURE(fact.other);
        const auto a = cron_expression::parse(fact.text, fact.dialect);
        const auto b = cron_expression::parse(fact.other, fact.other_dialect);
        CHECK((*a == *b));
        CHECK(std::hash<cron_expression>{}(*a) == std::hash<cron_expression>{}(*b));
    }
}

TEST_CASE("5.6 expressions that mean different things are not equal, and hardly share a hash") {
    std::vector<cron_expression> all;
    for (const char* text :
         {"0 0 9 * * ?",         "0 0 10 * * ?",    "0 1 9 * * ?",          "1 0 9 * * ?",
          "0 0 9 1 * ?",         "0 0 9 L * ?",     "0 0 9 LW * ?",         "0 0 9 1W * ?",
          "0 0 9 L-1 * ?",       "0 0 9 L-1W * ?",  "0 0 9 ? * 1",          "0 0 9 ? * 1L",
          "0 0 9 ? * 1#1",       "0 0 9 * 1 ?",     "0 0 9 * * ? 2022",     "0 0 9 * * ? 2023",
          "0 0,1 9 * * ?",       "0 0-1 9 * * ?",   "0 0 9 * * ? 2022/2",   "0 0 9 31,L * ?",
          "0 0 9 27-31,L-4 * ?", "0 0 9 27-31 * ?", "0 0 9 * * ? 2022-2199"})
        all.push_back(*cron_expression::parse(text));
    all.push_back(*cron_expression::parse("0 9 1 * 0", unix_cron));
    all.push_back(*cron_expression::parse("0 0 9 1 * 0", spring));
    all.push_back(*cron_expression::parse("@every 1h", {.every = every_policy::accepted}));
    for (std::size_t a = 0; a < all.size(); ++a)
        for (std::size_t b = 0; b < a; ++b) {
            CAPTURE(all[a].text());
            CAPTURE(all[b].text());
            CHECK_FALSE((all[a] == all[b]));
            CHECK(std::hash<cron_expression>{}(all[a]) != std::hash<cron_expression>{}(all[b]));
        }
}

// The numbers were computed apart from the library, by a script of ten lines: FNV-1a with the finaliser of
// MurmurHash3 over the key and the number of the field.  They must never change.
TEST_CASE("5.5 H spreads values by the hash of a key") {
    check_rows(
        {{"H H H ? H H", {.seconds = "10", .minutes = "14", .hours = "13", .months = "6", .weekdays = "3"}},
         {"0 H h H * ?", {.minutes = "14", .hours = "13", .days = "26"}},
         {"0 H/15 0 * * ?", {.minutes = "14,29,44,59", .times = elapsed}},
         {"0 H(10-29) 0 * * ?", {.minutes = "24"}},
         {"0 H(0-29)/10 0 * * ?", {.minutes = "4,14,24", .times = elapsed}},
         {"0 H,H(10-29),5 0 * * ?", {.minutes = "5,14,24"}},
         {"0 0 0 H/7 * ?", {.days = "5,12,19,26"}},
         {"0 0 0 H(30-30) * ?", {.days = "30"}},
         {"0 H/1 0 * * ?", {.minutes = "*", .times = elapsed}}},
        {.spread_key = "job"});
    check_rows({{"H H * * H", {.minutes = "14", .hours = "13", .weekdays = "3"}}},
               {.dialect = unix_cron, .spread_key = "job"});
    check_rows({{"0 H H * * H", {.minutes = "14", .hours = "13", .weekdays = "3"}}},
               {.dialect = spring, .spread_key = "job"});
    check_rows(
        {{"H H H H H ?", {.seconds = "3", .minutes = "47", .hours = "23", .days = "7", .months = "2"}}},
        {.spread_key = "backup"});
    check_rows({{"H H H H H ?", {.seconds = "27", .hours = "17", .days = "2", .months = "9"}}},
               {.spread_key = ""});
}

TEST_CASE("5.5 H gives values of its field, for each key, and spreads keys over all of them") {
    std::vector<int> seen(60);
    for (int n = 0; n < 6000; ++n) {
        const std::string key = "job-" + std::to_string(n);
        const auto read = cron_expression::parse("0 H 0 H * ?", {.spread_key = key});
        ++seen[static_cast<std::size_t>(__builtin_ctzll(read->fields().minutes))];
        CHECK(read->fields().days < std::uint32_t{1} << 28);
    }
    for (const int count : seen) CHECK(count > 50);  // 100 on average
}

TEST_CASE("5.5 @every, where it is asked for") {
    struct every_row {
        const char* text;
        std::chrono::seconds every;
    };
    using namespace std::chrono_literals;
    for (const every_row& fact : {
             every_row{"@every 1h30m", 5400s},
             every_row{"@every 1s", 1s},
             every_row{"@every 90s", 90s},
             every_row{"@every 90m", 5400s},
             every_row{"@every 1h2m3s", 3723s},
             every_row{"@every 1h3s", 3603s},
             every_row{"@every 0h0m1s", 1s},
             every_row{"@every 9600h", 34560000s},
             every_row{"\t@EVERY  007m ", 420s},
         }) {
        CAPTURE(fact.text);
        for (const cron_dialect dialect : {quartz, unix_cron, spring, aws}) {
            const auto read =
                cron_expression::parse(fact.text, {.dialect = dialect, .every = every_policy::accepted});
            cron_fields expected;
            expected.every = fact.every;
            CHECK((read->fields() == expected));
        }
    }
}

TEST_CASE("5.5 a day in both fields, where it is asked for") {
    const auto both = [](cron_dialect dialect) {
        return cron_options{.dialect = dialect, .both_days = both_days_policy::both};
    };
    check_rows({{"0 0 9 13 * 6", {.hours = "9", .days = "13", .weekdays = "5"}},
                {"0 0 9 * * *", {.hours = "9"}},
                {"0 0 9 * * 6", {.hours = "9", .weekdays = "5"}},
                {"0 0 9 ? * 6", {.hours = "9", .weekdays = "5"}},
                {"0 0 9 L * 6L",
                 {.hours = "9", .days = "", .last_days = "0", .weekdays = "", .last_weekdays = "5"}}},
               both(quartz));
    check_rows({{"cron(0 9 13 * 6 *)", {.hours = "9", .days = "13", .weekdays = "5"}}}, both(aws));
    check_rows({{"0 9 13 * 5", {.hours = "9", .days = "13", .weekdays = "5"}},
                {"0 9 1-31 * 5", {.hours = "9", .weekdays = "5"}}},
               both(unix_cron));
    check_rows({{"0 0 9 13 * 5", {.hours = "9", .days = "13", .weekdays = "5"}}}, both(spring));
    CHECK_FALSE(static_cast<bool>(cron_expression::parse("0 0 9 ? * ?", both(quartz))));
}

TEST_CASE("5.7 reading a text that is right allocates nothing") {
    struct text_row {
        const char* text;
        cron_options options;
    };
    for (const text_row& fact : {
             text_row{"0 0 9 1,2,28,L 1,3,12 ?", {}},
             text_row{"*/10 * * * * ?", {}},
             text_row{"0 0/30 8-17 ? JAN-MAR MON-FRI,2#1,6L 2022,2024/2", {}},
             text_row{"0 0 9 L-3W,LW,15W,30-2 * ? 2022-9999", {}},
             text_row{"0 9 13 * 5", {.dialect = unix_cron}},
             text_row{"cron(0 9 29 2 ? 2024)", {.dialect = aws}},
             text_row{"0 0 9 29 2 MON", {.dialect = spring}},
             text_row{"@hourly", {}},
             text_row{"@every 1h30m", {.every = every_policy::accepted}},
             text_row{"0 H H(1-5)/2 H * ?", {.spread_key = "a key that is too long for the small buffer"}},
         }) {
        CAPTURE(fact.text);
        const std::size_t before = allocations;
        const auto read = cron_expression::parse(fact.text, fact.options);
        const std::size_t after = allocations;
        CHECK(static_cast<bool>(read));
        CHECK(after == before);
    }
    CHECK(allocations > 0);  // so the counting works
}

TEST_CASE("5.3 a dialect has a name") {
    CHECK(std::string{to_string(quartz)} == "quartz");
    CHECK(std::string{to_string(unix_cron)} == "unix");
    CHECK(std::string{to_string(spring)} == "spring");
    CHECK(std::string{to_string(aws)} == "aws");
}
