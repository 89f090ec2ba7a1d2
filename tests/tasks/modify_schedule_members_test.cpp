// Clause 8: every member of the schedule in a body, alone: absent, null, of a wrong type, empty, at its
// bounds and beside them, very long.
#include "member_table.hpp"

using namespace nextfire_test;
using namespace nextfire;

TEST_CASE("8 the types of schedules") {
    check_no_strings("scheduled_type");
    const std::string expected =
        "unknown_name /scheduled_type:1 expected FIXED_TIME, DAY, WEEK or MONTH, but found ";
    check_member("scheduled_type", {{"null", "wrong_type /scheduled_type expected a string, but found null"},
                                    {R"("")", expected + "nothing"},
                                    {R"("FIXED_TIME")", "= FIXED_TIME"},
                                    {R"("day")", "= DAY"},
                                    {R"("Week")", "= WEEK"},
                                    {R"("mONTH")", "= MONTH"},
                                    {R"("HOURLY")", expected + R"("HOURLY")"},
                                    {R"(" DAY")", expected + R"(" DAY"; did you mean DAY?)"},
                                    {R"("DAYS")", expected + R"("DAYS"; did you mean DAY?)"},
                                    {quoted(std::string(60'000, 'D')),
                                     expected + '"' + std::string(40, 'D') + "…\" (60000 bytes)"}});
}

TEST_CASE("8 day_interval is an integer of JSON") {
    const std::string expected = " /day_interval expected a whole number of days from 1 to 31, but found ";
    check_member(
        "day_interval",
        {{"null", "= null"},
         {R"("1")", "wrong_type" + expected + R"(the string "1")"},
         {R"("")", "wrong_type" + expected + "an empty string"},
         {"1.0", "wrong_type" + expected + "1.0"},
         {"1e0", "wrong_type" + expected + "1e0"},
         {"false", "wrong_type" + expected + "false"},
         {"[1]", "wrong_type" + expected + "an array"},
         {"{}", "wrong_type" + expected + "an object"},
         {"0", "out_of_range" + expected + "0"},
         {"1", "= 1"},
         {"2", "= 2"},
         {"30", "= 30"},
         {"31", "= 31"},
         {"32", "out_of_range" + expected + "32"},
         {"-1", "out_of_range" + expected + "-1"},
         {"4294967297", "out_of_range" + expected + "4294967297"},
         {"18446744073709551617", "out_of_range" + expected + "18446744073709551617"},
         {std::string(300, '9'), "out_of_range" + expected + std::string(40, '9') + "… (300 bytes)"}});
}

TEST_CASE("8 week_list") {
    check_no_strings("week_list");
    const std::string expected = " expected a weekday from 1 (Sunday) to 7 (Saturday), but found ";
    const std::string longest = repeated(511, "1,") + "7 ";  // 1,024 bytes
    check_member(
        "week_list",
        {{"null", "missing /week_list expected week_list, which WEEK needs, but found no such field"},
         {R"("")", "missing /week_list expected week_list, which WEEK needs, but found no such field"},
         {R"(" ")", "malformed /week_list:2" + expected + "nothing"},
         {R"("0")", "out_of_range /week_list:1" + expected + R"("0")"},
         {R"("1")", "= 1"},
         {R"("2")", "= 2"},
         {R"("6")", "= 6"},
         {R"("7")", "= 7"},
         {R"("8")", "out_of_range /week_list:1" + expected + R"("8")"},
         {R"("7, 2 ,1,2")", "= 1,2,7"},
         {R"("7,6,5,4,3,2,1")", "= 1,2,3,4,5,6,7"},
         {R"("1,,2")", "malformed /week_list:3" + expected + "nothing"},
         {R"("1,2,")", "malformed /week_list:5" + expected + "nothing"},
         {R"("1,+2")", "malformed /week_list:3" + expected + R"("+2")"},
         {R"("L")", "malformed /week_list:1" + expected + R"("L")"},
         {quoted(longest), "= 1,7"},
         {quoted(longest + " "),
          "too_long /week_list expected a list of at most 1024 bytes, but found 1025 bytes"},
         {quoted(std::string(60'000, ',')),
          "too_long /week_list expected a list of at most 1024 bytes, but found 60000 bytes"}});
    CHECK(refusals(modify(full_task(), R"({"week_list":"1,9,2,x"})", now)) ==
          lines{"out_of_range /week_list:3" + expected + R"("9")",
                "malformed /week_list:7" + expected + R"("x")"});
}

TEST_CASE("8 month_list") {
    check_no_strings("month_list");
    const std::string expected = " expected a month from 1 to 12, but found ";
    check_member("month_list",
                 {{"null", "= null"},
                  {R"("")", "= null"},
                  {R"("0")", "out_of_range /month_list:1" + expected + R"("0")"},
                  {R"("1")", "= 1"},
                  {R"("2")", "= 2"},
                  {R"("11")", "= 11"},
                  {R"("12")", "= 12"},
                  {R"("13")", "out_of_range /month_list:1" + expected + R"("13")"},
                  {R"("12,3,3,1")", "= 1,3,12"},
                  {R"("L")", "malformed /month_list:1" + expected + R"("L")"},
                  {R"("JAN")", "malformed /month_list:1" + expected + R"("JAN")"},
                  {quoted(std::string(60'000, '1')),
                   "too_long /month_list expected a list of at most 1024 bytes, but found 60000 "
                   "bytes"}});
}

TEST_CASE("8 date_list") {
    check_no_strings("date_list");
    const std::string expected = " expected a day from 1 to 31 or L, but found ";
    check_member("date_list", {{"null", "= null"},
                               {R"("")", "= null"},
                               {R"("0")", "out_of_range /date_list:1" + expected + R"("0")"},
                               {R"("1")", "= 1"},
                               {R"("2")", "= 2"},
                               {R"("30")", "= 30"},
                               {R"("31")", "= 31"},
                               {R"("32")", "out_of_range /date_list:1" + expected + R"("32")"},
                               {R"("l")", "= L"},
                               {R"("L,31,1,31")", "= 1,31,L"},
                               {R"("L-1")", "malformed /date_list:1" + expected + R"("L-1")"},
                               {quoted(std::string(60'000, 'L')),
                                "too_long /date_list expected a list of at most 1024 bytes, but found 60000 "
                                "bytes"}});
}

TEST_CASE("8 scheduled_date") {
    check_no_strings("scheduled_date");
    const std::string malformed = " expected a date as yyyy-MM-dd, but found ";
    check_member(
        "scheduled_date",
        {{"null", "= null"},
         {R"("")", "= null"},
         {R"("1969-12-31")",
          R"(out_of_range /scheduled_date:1 expected a year from 1970 to 9999, but found "1969")"},
         {R"("1970-01-01")", "= 1970-01-01"},
         {R"("1970-01-02")", "= 1970-01-02"},
         {R"("9999-12-30")", "= 9999-12-30"},
         {R"("9999-12-31")", "= 9999-12-31"},
         {R"("10000-01-01")", "malformed /scheduled_date:5" + malformed + R"("10000-01-01")"},
         {R"("2026-00-01")",
          R"(out_of_range /scheduled_date:6 expected a month from 01 to 12, but found "00")"},
         {R"("2026-13-01")",
          R"(out_of_range /scheduled_date:6 expected a month from 01 to 12, but found "13")"},
         {R"("2026-02-29")",
          R"(out_of_range /scheduled_date:9 expected a day of 2026-02 from 01 to 28, but found "29")"},
         {R"("2028-02-29")", "= 2028-02-29"},
         {R"("2026-12-00")",
          R"(out_of_range /scheduled_date:9 expected a day from 01 to 31, but found "00")"},
         {R"("2026-12-23 ")", "malformed /scheduled_date:11" + malformed + R"("2026-12-23 ")"},
         {quoted(std::string(60'000, '2')),
          "malformed /scheduled_date:5" + malformed + '"' + std::string(40, '2') + "…\" (60000 bytes)"}});
}

TEST_CASE("8 scheduled_time") {
    check_no_strings("scheduled_time");
    const std::string malformed = " expected a time of day as HH:mm:ss, but found ";
    check_member("scheduled_time",
                 {{"null", "wrong_type /scheduled_time expected a string, but found null"},
                  {R"("")", "malformed /scheduled_time:1" + malformed + "nothing"},
                  {R"("00:00:00")", "= 00:00:00"},
                  {R"("00:00:01")", "= 00:00:01"},
                  {R"("23:59:58")", "= 23:59:58"},
                  {R"("23:59:59")", "= 23:59:59"},
                  {R"("24:00:00")",
                   R"(out_of_range /scheduled_time:1 expected an hour from 00 to 23, but found "24")"},
                  {R"("23:60:00")",
                   R"(out_of_range /scheduled_time:4 expected a minute from 00 to 59, but found "60")"},
                  {R"("23:59:60")",
                   R"(out_of_range /scheduled_time:7 expected a second from 00 to 59, but found "60")"},
                  {R"("-1:00:00")", "malformed /scheduled_time:1" + malformed + R"("-1:00:00")"},
                  {R"("9:00:00")", "malformed /scheduled_time:2" + malformed + R"("9:00:00")"},
                  {R"("09:00")", "malformed /scheduled_time:6" + malformed + R"("09:00")"},
                  {quoted(std::string(60'000, '0')), "malformed /scheduled_time:3" + malformed + '"' +
                                                         std::string(40, '0') + "…\" (60000 bytes)"}});
}

TEST_CASE("8 time_zone") {
    check_no_strings("time_zone");
    const std::string expected =
        "unknown_name /time_zone expected a time zone such as Europe/Berlin, but found ";
    check_member("time_zone", {{"null", "= Asia/Shanghai"},
                               {R"("")", "= Asia/Shanghai"},
                               {R"("asia/tokyo")", "= asia/tokyo"},
                               {R"("PRC")", "= PRC"},
                               {R"("China Standard Time")", "= China Standard Time"},
                               {R"("Coordinated Universal Time")", "= Coordinated Universal Time"},
                               {R"("UTC+8")", "= UTC+8"},
                               {R"("+18:00")", "= +18:00"},
                               {R"("-18:00")", "= -18:00"},
                               {R"("/etc/localtime")", expected + R"("/etc/localtime")"},
                               {quoted(std::string(60'000, 'z')),
                                expected + '"' + std::string(40, 'z') + "…\" (60000 bytes)"}});
    for (const char* beyond : {"+18:01", "-18:01"}) {
        const lines refused =
            refusals(modify(full_task(), R"({"time_zone":")" + std::string{beyond} + "\"}", now));
        REQUIRE(refused.size() == 1);
        CHECK(refused.front().starts_with("out_of_range /time_zone expected "));
        CHECK(refused.front().ends_with(", but found \"" + std::string{beyond} + '"'));
    }
    CHECK(
        refusals(modify(full_task(), R"({"time_zone":"Asia/Shangai"})", now)).front().find("Asia/Shanghai") !=
        std::string::npos);
    check_member("time_zone", {{"null", "= America/St_Johns"}},
                 {.schedule = {.default_time_zone = "america/st_johns"}});
}

TEST_CASE("8 expire_time") {
    check_no_strings("expire_time");
    const std::string malformed = " expected a time as 2026-12-31T23:59:59Z, but found ";
    const std::string range =
        "out_of_range /expire_time:1 expected an instant from 1970-01-01T00:00:00Z to 9999-12-31T23:59:59Z, "
        "but found ";
    check_member("expire_time",
                 {{"null", "= null"},
                  {R"("")", "= null"},
                  {R"("2030-12-23T01:00:00Z")", "= 2030-12-23T01:00:00Z"},
                  {R"("2030-12-23T09:00:00+08:00")", "= 2030-12-23T01:00:00Z"},
                  {R"("2030-12-23T01:00:00.999Z")", "= 2030-12-23T01:00:00.999Z"},
                  {R"("2030-12-23T09:00:00.5+0800")", "= 2030-12-23T01:00:00.500Z"},
                  {R"("2030-12-23T01:00:00.8589Z")", "= 2030-12-23T01:00:00.858Z"},
                  {R"("2030-12-23T01:00:00+0000")", "= 2030-12-23T01:00:00Z"},
                  {R"("2030-12-23 09:00:00")", "= 2030-12-23 09:00:00"},
                  {R"("1969-12-31T23:59:59Z")", range + R"("1969-12-31T23:59:59Z")"},
                  {R"("1970-01-01T00:00:00Z")", "= 1970-01-01T00:00:00Z"},
                  {R"("1970-01-01 00:59:59")", range + R"("1970-01-01 00:59:59")"},
                  {R"("1970-01-01 01:00:00")", "= 1970-01-01 01:00:00"},
                  {R"("9999-12-31T23:59:59Z")", "= 9999-12-31T23:59:59Z"},
                  {R"("9999-12-31T23:59:59-00:01")", range + R"("9999-12-31T23:59:59-00:01")"},
                  {R"("2030-12-23")", "malformed /expire_time:11" + malformed + R"("2030-12-23")"},
                  {R"("2030-12-23T01:00:00")", "= 2030-12-23T01:00:00"},
                  {R"("2030-12-23T01:00:00.25")", "= 2030-12-23T01:00:00.250"},
                  {R"("2030-12-23 01:00:00.25")", "= 2030-12-23 01:00:00.250"},
                  {quoted(std::string(60'000, '2')), "malformed /expire_time:5" + malformed + '"' +
                                                         std::string(40, '2') + "…\" (60000 bytes)"}});
}
