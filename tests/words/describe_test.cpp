// Schedules in words.  Sentences by hand; what no hand can list is held to laws: a sentence is well formed,
// and two expressions that differ in what they mean never share one, so that nothing is left out.
//
// Covers describe_english.cpp and describe_chinese.cpp, whose sentences it has word for word.
#include <doctest/doctest.h>

#include <nextfire/cron/cron_expression.hpp>
#include <nextfire/definition/definition.hpp>
#include <nextfire/spec/schedule_spec.hpp>
#include <nextfire/words/describe.hpp>

#include <array>
#include <chrono>
#include <cstddef>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "../support/schedules.hpp"

namespace {

using nextfire::cron_dialect;
using nextfire::cron_expression;
using nextfire::cron_options;
using nextfire::describe;
using nextfire::language;
using nextfire::schedule_fields;
using nextfire::schedule_options;
using nextfire::zone;
using nextfire_test::spec_of;
using nextfire_test::utc;

/// An expression and its sentence, without the zone that both sentences end with.
struct row {
    const char* cron;
    const char* english;
    const char* chinese;
};

void check(const cron_expression& expression, const row& wanted) {
    CAPTURE(wanted.cron);
    const zone clock = *zone::find("Europe/Berlin");
    CHECK(describe(expression, clock) == std::string(wanted.english) + ", Europe/Berlin");
    CHECK(describe(expression, clock, language::chinese) == std::string(wanted.chinese) + "，Europe/Berlin");
}

cron_expression expression_of(const char* text, const cron_options& options = {}) {
    nextfire::result<cron_expression> expression = cron_expression::parse(text, options);
    if (!expression) FAIL(std::string(text) << ": " << expression.errors().front().message);
    return *std::move(expression);
}

template <std::size_t n>
void check_all(const std::array<row, n>& rows, const cron_options& options = {}) {
    for (const row& each : rows) check(expression_of(each.cron, options), each);
}

/// A spec, and how it is told.
struct spec_row {
    schedule_fields fields;
    const char* english;
    const char* chinese;
};

void check_specs(const std::vector<spec_row>& rows) {
    for (const spec_row& each : rows) {
        const nextfire::schedule_spec spec = spec_of(each.fields);
        CHECK(describe(spec) == each.english);
        CHECK(describe(spec, language::chinese) == each.chinese);
    }
}

}  // namespace

TEST_CASE("specs of days of months (clause 2)") {
    check_specs({
        {{.scheduled_type = "MONTH",
          .month_list = "1,3,12",
          .date_list = "1,2,28,L",
          .scheduled_time = "09:00:00",
          .time_zone = "Asia/Shanghai",
          .expire_time = "2026-12-31T15:59:59Z"},
         "At 09:00:00 on the 1st, 2nd, 28th and last day of January, March and December, Asia/Shanghai, "
         "until "
         "31 December 2026",
         "每年1月、3月和12月的1日、2日、28日和最后一天 09:00:00，Asia/Shanghai，至2026年12月31日止"},
        {{.scheduled_type = "MONTH",
          .month_list = "1,2,3,4,5,6,7,8,9,10,11,12",
          .date_list = "L",
          .scheduled_time = "23:59:59",
          .time_zone = "Asia/Shanghai"},
         "At 23:59:59 on the last day of every month, Asia/Shanghai",
         "每月最后一天 23:59:59，Asia/Shanghai"},
        {{.scheduled_type = "MONTH",
          .month_list = "2",
          .date_list = "29,30,31",
          .scheduled_time = "00:00:00",
          .time_zone = "Asia/Shanghai"},
         "At 00:00:00 on the 29th to 31st of February, Asia/Shanghai",
         "每年2月29日至31日 00:00:00，Asia/Shanghai"},
        {{.scheduled_type = "MONTH",
          .month_list = "6,7,8",
          .date_list =
              "1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17,18,19,20,21,22,23,24,25,26,27,28,29,30,31,L",
          .scheduled_time = "09:00:00",
          .time_zone = "America/New_York"},
         "At 09:00:00 every day from June to August, America/New_York",
         "每年6月至8月的每天 09:00:00，America/New_York"},
        {{.scheduled_type = "MONTH",
          .month_list = "12",
          .date_list = "24,25",
          .scheduled_time = "18:00:00",
          .time_zone = "Asia/Shanghai"},
         "At 18:00:00 on the 24th and 25th of December, Asia/Shanghai",
         "每年12月24日和25日 18:00:00，Asia/Shanghai"},
    });
}

TEST_CASE("specs of every n-th day (clause 2)") {
    check_specs({
        {{.scheduled_type = "DAY",
          .day_interval = "1",
          .scheduled_time = "09:00:00",
          .time_zone = "Asia/Shanghai"},
         "At 09:00:00 every day, Asia/Shanghai",
         "每天 09:00:00，Asia/Shanghai"},
        {{.scheduled_type = "DAY",
          .day_interval = "2",
          .scheduled_time = "09:00:00",
          .time_zone = "Asia/Shanghai"},
         "At 09:00:00 every 2 days, Asia/Shanghai",
         "每2天 09:00:00，Asia/Shanghai"},
        {{.scheduled_type = "DAY", .day_interval = "31", .scheduled_time = "09:00:00", .time_zone = "Z"},
         "At 09:00:00 every 31 days, UTC",
         "每31天 09:00:00，UTC"},
        {{.scheduled_type = "DAY",
          .day_interval = "3",
          .scheduled_time = "09:00:00",
          .time_zone = "Asia/Shanghai",
          .expire_time = "2026-12-31T04:00:00Z"},
         "At 09:00:00 every 3 days, Asia/Shanghai, until 31 December 2026 at 12:00:00",
         "每3天 09:00:00，Asia/Shanghai，至2026年12月31日 12:00:00止"},
        // In Samoa no clock showed any time of 30 December 2011; the last reading before the jump ends the
        // 29th.
        {{.scheduled_type = "DAY",
          .day_interval = "1",
          .scheduled_time = "09:00:00",
          .time_zone = "Pacific/Apia",
          .expire_time = "2011-12-30 12:00:00"},
         "At 09:00:00 every day, Pacific/Apia, until 31 December 2011 at 00:00:00",
         "每天 09:00:00，Pacific/Apia，至2011年12月31日 00:00:00止"},
    });
}

TEST_CASE("specs of weekdays and of single dates (clause 2)") {
    check_specs({
        {{.scheduled_type = "WEEK",
          .week_list = "1,2,7",
          .scheduled_time = "09:00:00",
          .time_zone = "Asia/Shanghai"},
         "At 09:00:00 on Sunday, Monday and Saturday, Asia/Shanghai",
         "每周一、周六和周日 09:00:00，Asia/Shanghai"},
        {{.scheduled_type = "WEEK",
          .week_list = "2,3,4,5,6",
          .scheduled_time = "08:30:00",
          .time_zone = "Asia/Shanghai"},
         "At 08:30:00 Monday to Friday, Asia/Shanghai",
         "每周一至周五 08:30:00，Asia/Shanghai"},
        {{.scheduled_type = "WEEK",
          .week_list = "1",
          .scheduled_time = "08:30:00",
          .time_zone = "Asia/Shanghai"},
         "At 08:30:00 every Sunday, Asia/Shanghai",
         "每周日 08:30:00，Asia/Shanghai"},
        {{.scheduled_type = "WEEK",
          .week_list = "1,2,3,4,5,6,7",
          .scheduled_time = "08:30:00",
          .time_zone = "Asia/Shanghai"},
         "At 08:30:00 every day, Asia/Shanghai",
         "每天 08:30:00，Asia/Shanghai"},
        {{.scheduled_type = "FIXED_TIME",
          .scheduled_date = "2022-12-23",
          .scheduled_time = "09:00:00",
          .time_zone = "Asia/Shanghai"},
         "At 09:00:00 on 23 December 2022, Asia/Shanghai",
         "2022年12月23日 09:00:00，Asia/Shanghai"},
        {{.scheduled_type = "FIXED_TIME",
          .scheduled_date = "9999-12-31",
          .scheduled_time = "09:00:00",
          .time_zone = "+05:30"},
         "At 09:00:00 on 31 December 9999, +05:30",
         "9999年12月31日 09:00:00，+05:30"},
    });
}

TEST_CASE("times of day (clause 5.4)") {
    check_all(std::array<row, 24>{{
        {"0 0 9 * * ?", "At 09:00:00 every day", "每天 09:00:00"},
        {"0 0 9,18 * * ?", "At 09:00:00 and 18:00:00 every day", "每天 09:00:00和18:00:00"},
        {"0,30 0 9,18 * * ?", "At 09:00:00, 09:00:30, 18:00:00 and 18:00:30 every day",
         "每天 09:00:00、09:00:30、18:00:00和18:00:30"},
        {"0 0 0/5 * * ?", "At 00:00:00, 05:00:00, 10:00:00, 15:00:00 and 20:00:00 every day",
         "每天 00:00:00、05:00:00、10:00:00、15:00:00和20:00:00"},
        {"0 0 22-4 * * ?",
         "At 00:00:00, 01:00:00, 02:00:00, 03:00:00, 04:00:00, 22:00:00 and 23:00:00 every day",
         "每天 00:00:00、01:00:00、02:00:00、03:00:00、04:00:00、22:00:00和23:00:00"},
        {"* * * * * ?", "Every second", "每秒"},
        {"*/10 * * * * ?", "Every 10 seconds", "每10秒"},
        {"0,30 * * * * ?", "Every 30 seconds", "每30秒"},
        {"0 * * * * ?", "Every minute", "每分钟"},
        {"0 */5 * * * ?", "Every 5 minutes", "每5分钟"},
        {"0 0 * * * ?", "Every hour", "每小时"},
        {"0 0 */2 * * ?", "Every 2 hours", "每2小时"},
        {"15 * * * * ?", "At 15 seconds past every minute", "每分钟的15秒"},
        {"1 * * * * ?", "At 1 second past every minute", "每分钟的1秒"},
        {"0 15 * * * ?", "At 15 minutes past every hour", "每小时的15分"},
        {"0 1 * * * ?", "At 1 minute past every hour", "每小时的1分"},
        {"30 15 * * * ?", "At 15 minutes 30 seconds past every hour", "每小时的15分30秒"},
        {"30 0 * * * ?", "At 30 seconds past every hour", "每小时的0分30秒"},
        {"0 10-20 * * * ?", "Every minute from 10 to 20 minutes past every hour", "每小时从10分至20分每分钟"},
        {"0 */7 * * * ?", "Every 7 minutes from 0 to 56 minutes past every hour", "每小时从0分至56分每7分钟"},
        {"*/7 * * * * ?", "Every 7 seconds from 0 to 56 seconds past every minute", "每分钟从0秒至56秒每7秒"},
        {"0 0-4,30 * * * ?", "At 0 to 4 and 30 minutes past every hour", "每小时的0至4和30分"},
        {"0,15,40 * * * * ?", "At 0, 15 and 40 seconds past every minute", "每分钟的0、15和40秒"},
        {"0,15,40 5 * * * ?", "At 0, 15 and 40 seconds past minute 5 of every hour",
         "每小时的5分的0、15和40秒"},
    }});
}

TEST_CASE("times within a part of the day (clause 5.4)") {
    check_all(std::array<row, 22>{{
        {"0 0/30 8-17 ? * MON-FRI", "Every 30 minutes from 08:00 to 17:30, Monday to Friday",
         "每周一至周五 08:00至17:30每30分钟"},
        {"0 */5 9-17 * * ?", "Every 5 minutes from 09:00 to 17:55, every day", "每天 09:00至17:55每5分钟"},
        {"0 0 9-17 * * ?", "Every hour from 09:00 to 17:00, every day", "每天 09:00至17:00每小时"},
        {"0 15 1/2 * * ?", "Every 2 hours from 01:15 to 23:15, every day", "每天 01:15至23:15每2小时"},
        {"0 15 */2 * * ?", "Every 2 hours from 00:15 to 22:15, every day", "每天 00:15至22:15每2小时"},
        {"0 2/5 * * * ?", "Every 5 minutes from 00:02 to 23:57, every day", "每天 00:02至23:57每5分钟"},
        {"15 */2 * * * ?", "Every 2 minutes from 00:00:15 to 23:58:15, every day",
         "每天 00:00:15至23:58:15每2分钟"},
        {"15,45 * * * * ?", "Every 30 seconds from 00:00:15 to 23:59:45, every day",
         "每天 00:00:15至23:59:45每30秒"},
        {"* 5 9 * * ?", "Every second from 09:05:00 to 09:05:59, every day", "每天 09:05:00至09:05:59每秒"},
        {"0 */7 9 * * ?", "Every 7 minutes from 09:00 to 09:56, every day", "每天 09:00至09:56每7分钟"},
        {"0 */5 9-11,13-17 * * ?", "Every 5 minutes from 09:00 to 11:55 and from 13:00 to 17:55, every day",
         "每天 09:00至11:55和13:00至17:55每5分钟"},
        {"*/20 * 22-1 * * ?",
         "Every 20 seconds from 00:00:00 to 01:59:40 and from 22:00:00 to 23:59:40, every day",
         "每天 00:00:00至01:59:40和22:00:00至23:59:40每20秒"},
        {"0 */5 */2 * * ?", "Every 5 minutes of every 2nd hour from 00:00 to 22:00, every day",
         "每天 0时、2时、4时、6时、8时、10时、12时、14时、16时、18时、20时和22时从0分至55分每5分钟"},
        {"0 0,15,40 9-17 * * ?", "At 0, 15 and 40 minutes past every hour from 09:00 to 17:00, every day",
         "每天 9时至17时每小时的0、15和40分"},
        {"0 0,15,40 1,3,8 * * ?", "At 0, 15 and 40 minutes past the hours 1, 3 and 8, every day",
         "每天 1时、3时和8时的0、15和40分"},
        {"0 0,15,40-45 9 * * ?", "At 0, 15 and 40 to 45 minutes past 09:00, every day",
         "每天 9时的0、15和40至45分"},
        {"0,15,40 */5 9-17 * * ?",
         "At 0, 15 and 40 seconds past every 5th minute from 09:00 to 17:55, every day",
         "每天 09:00至17:55每5分钟的0、15和40秒"},
        {"1,2,40 5,10 9,12 * * ?", "At 1, 2 and 40 seconds past 09:05, 09:10, 12:05 and 12:10 every day",
         "每天 09:05、09:10、12:05和12:10的1、2和40秒"},
        {"*/7 5 9 * * ?", "Every 7 seconds from 0 to 56 seconds past 09:05 every day",
         "每天 09:05，该分钟内从0秒至56秒每7秒"},
        {"*/10 0,15,40 * * * ?", "Every 10 seconds of minutes 0, 15 and 40 of every hour",
         "每小时的0、15和40分，该分钟内从0秒至50秒每10秒"},
        {"30 */7 9-17 * * ?",
         "At 30 seconds past every 7th minute from 0 to 56 of every hour from 09:00 to 17:00, every day",
         "每天 9时至17时每小时从0分至56分每7分钟的30秒"},
        {"*/10 0 * * * ?", "Every 10 seconds of minute 0 of every hour",
         "每小时的0分，该分钟内从0秒至50秒每10秒"},
    }});
}

TEST_CASE("days of the month (clause 5.4)") {
    check_all(std::array<row, 21>{{
        {"0 0 9 15 * ?", "At 09:00:00 on the 15th of every month", "每月15日 09:00:00"},
        {"0 0 9 1,2,3,11,12,21,22,23,31 * ?",
         "At 09:00:00 on the 1st to 3rd, 11th, 12th, 21st to 23rd and 31st of every month",
         "每月1日至3日、11日、12日、21日至23日和31日 09:00:00"},
        {"0 0 9 */2 * ?", "At 09:00:00 on every 2nd day from the 1st to the 31st of every month",
         "每月1日至31日每2天 09:00:00"},
        {"0 0 9 */3,L 1 ?",
         "At 09:00:00 on every 3rd day from the 1st to the 31st and on the last day of January",
         "每年1月1日至31日每3天和最后一天 09:00:00"},
        {"0 0 9 L * ?", "At 09:00:00 on the last day of every month", "每月最后一天 09:00:00"},
        {"0 0 9 L-1 * ?", "At 09:00:00 1 day before the last day of every month", "每月倒数第2天 09:00:00"},
        {"0 0 9 L-3 * ?", "At 09:00:00 3 days before the last day of every month", "每月倒数第4天 09:00:00"},
        {"0 0 9 15W * ?", "At 09:00:00 on the weekday (Monday to Friday) nearest to the 15th of every month",
         "每月最接近15日的工作日（周一至周五） 09:00:00"},
        {"0 0 9 1W,15W * ?",
         "At 09:00:00 on the weekdays (Monday to Friday) nearest to the 1st and 15th of every month",
         "每月分别最接近1日和15日的工作日（周一至周五） 09:00:00"},
        {"0 0 9 L-1,L-2,L-3 * ?", "At 09:00:00 1, 2 and 3 days before the last day of every month",
         "每月倒数第2天、倒数第3天和倒数第4天 09:00:00"},
        {"0 0 9 L-3W * ?",
         "At 09:00:00 on the weekday (Monday to Friday) nearest to the day 3 days before the last day of "
         "every month",
         "每月最接近倒数第4天的工作日（周一至周五） 09:00:00"},
        {"0 0 9 L-1W * ?",
         "At 09:00:00 on the weekday (Monday to Friday) nearest to the day before the last day of every "
         "month",
         "每月最接近倒数第2天的工作日（周一至周五） 09:00:00"},
        {"0 0 9 LW * ?", "At 09:00:00 on the last weekday (Monday to Friday) of every month",
         "每月最后一个工作日（周一至周五） 09:00:00"},
        {"0 0 9 1,15,L-3,L-5,10W,LW * ?",
         "At 09:00:00 on the 1st and 15th, 3 and 5 days before the last day, on the weekday (Monday to "
         "Friday) "
         "nearest to the 10th, and on the last weekday (Monday to Friday) of every month",
         "每月1日、15日、倒数第4天、倒数第6天、最接近10日的工作日（周一至周五）和最后一个工作日（周一至周五）"
         " 09:00:00"},
        {"0 0 9 1,L-3 * ?", "At 09:00:00 on the 1st and 3 days before the last day of every month",
         "每月1日和倒数第4天 09:00:00"},
        {"0 0 9 25 12 ?", "At 09:00:00 on the 25th of December", "每年12月25日 09:00:00"},
        {"0 0 9 L 12 ?", "At 09:00:00 on the last day of December", "每年12月的最后一天 09:00:00"},
        // "The last day of January to March" would be in March.
        {"0 0 9 L 1-3 ?", "At 09:00:00 on the last day of every month from January to March",
         "每年1月至3月每月最后一天 09:00:00"},
        {"0 0 9 1 1-3,12 ?", "At 09:00:00 on the 1st of January, February, March and December",
         "每年1月、2月、3月和12月的1日 09:00:00"},
        {"*/10 * * L * ?", "Every 10 seconds, on the last day of every month", "每月最后一天，每10秒"},
        {"0 */5 9-17 L 6 ?", "Every 5 minutes from 09:00 to 17:55, on the last day of June",
         "每年6月的最后一天 09:00至17:55每5分钟"},
    }});
}

TEST_CASE("days of the week (clause 5.4)") {
    check_all(std::array<row, 15>{{
        {"0 0 9 ? * FRI", "At 09:00:00 every Friday", "每周五 09:00:00"},
        {"0 0 9 ? * SUN", "At 09:00:00 every Sunday", "每周日 09:00:00"},
        {"0 0 9 ? * SAT,SUN", "At 09:00:00 on Saturday and Sunday", "每周六和周日 09:00:00"},
        {"0 0 9 ? * FRI-SUN", "At 09:00:00 Friday to Sunday", "每周五至周日 09:00:00"},
        {"0 0 9 ? * SUN-TUE", "At 09:00:00 Sunday to Tuesday", "每周一、周二和周日 09:00:00"},
        {"0 0 9 ? * SUN,TUE-THU", "At 09:00:00 on Sunday and Tuesday to Thursday",
         "每周二至周四和周日 09:00:00"},
        {"0 0 9 ? 1,3 MON-FRI", "At 09:00:00 Monday to Friday in January and March",
         "每年1月和3月的每周一至周五 09:00:00"},
        {"0 0 9 ? 1-3 FRI", "At 09:00:00 every Friday from January to March",
         "每年1月至3月的每周五 09:00:00"},
        {"0 0 9 ? * 6#3", "At 09:00:00 on the third Friday of every month", "每月第三个星期五 09:00:00"},
        {"0 0 9 ? * 1#5", "At 09:00:00 on the fifth Sunday of every month", "每月第五个星期日 09:00:00"},
        {"0 0 9 ? 2 6L", "At 09:00:00 on the last Friday of February", "每年2月的最后一个星期五 09:00:00"},
        {"0 0 9 ? * 2#1,2#3,2L,6#2",
         "At 09:00:00 on the first, third and last Monday and the second Friday of every month",
         "每月第一个星期一、第三个星期一、最后一个星期一和第二个星期五 09:00:00"},
        {"0 0 9 ? 1-3 WED,6#3",
         "At 09:00:00 on every Wednesday and the third Friday of every month from January to March",
         "每年1月至3月每月每个星期三和第三个星期五 09:00:00"},
        {"0 0 9 ? 5 MON-WED,6#3",
         "At 09:00:00 on every day from Monday to Wednesday and the third Friday of May",
         "每年5月的每个星期一、每个星期二、每个星期三和第三个星期五 09:00:00"},
        // All Mondays there are: the last one goes without saying.
        {"0 0 9 ? * MON,2L", "At 09:00:00 every Monday", "每周一 09:00:00"},
    }});
}

TEST_CASE("days of the month that are days of the week, and either of the two (clause 5.4)") {
    check_all(
        std::array<row, 6>{{
            {"0 0 9 13 * FRI", "At 09:00:00 on the 13th of every month, but only on a Friday",
             "每月13日，且仅限周五 09:00:00"},
            {"0 0 9 1-7 6 MON-FRI", "At 09:00:00 on the 1st to 7th of June, but only Monday to Friday",
             "每年6月1日至7日，且仅限周一至周五 09:00:00"},
            {"0 0 9 1,L 1,3 MON,WED,FRI 2027",
             "At 09:00:00 on the 1st and last day of January and March in 2027, but only on Monday, "
             "Wednesday or Friday",
             "2027年1月和3月的1日和最后一天，且仅限周一、周三或周五 09:00:00"},
            {"0 0 9 13 * WED,2L,6#3",
             "At 09:00:00 on the 13th of every month, but only on any Wednesday, the last Monday, or the "
             "third Friday",
             "每月13日，且仅限任一星期三、最后一个星期一或第三个星期五 09:00:00"},
            {"0 0 9 * * FRI", "At 09:00:00 every Friday", "每周五 09:00:00"},
            {"0 0 9 13 * *", "At 09:00:00 on the 13th of every month", "每月13日 09:00:00"},
        }},
        {.both_days = nextfire::both_days_policy::both});
    check_all(std::array<row, 4>{{
                  {"0 9 1 * mon", "At 09:00:00 on the 1st of every month and also every Monday",
                   "每月1日以及每周一 09:00:00"},
                  {"0 9 1,15 1,3 mon-fri",
                   "At 09:00:00 on the 1st and 15th and also Monday to Friday, only in January and March",
                   "每年1月和3月，1日和15日以及每周一至周五 09:00:00"},
                  {"0 9 1 6-8 mon", "At 09:00:00 on the 1st and also every Monday, only from June to August",
                   "每年6月至8月，1日以及每周一 09:00:00"},
                  {"*/10 * 1 * sat,sun",
                   "Every 10 minutes, on the 1st of every month and also on Saturday and Sunday",
                   "每月1日以及每周六和周日，每10分钟"},
              }},
              {.dialect = cron_dialect::unix_cron});
}

TEST_CASE("years (clause 5.4)") {
    check_all(std::array<row, 11>{{
        {"0 0 9 23 12 ? 2022", "At 09:00:00 on 23 December 2022", "2022年12月23日 09:00:00"},
        {"0 0 9 * * ? 2026", "At 09:00:00 every day in 2026", "2026年每天 09:00:00"},
        {"0 0 9 * 1-3 ? 2026", "At 09:00:00 every day from January to March in 2026",
         "2026年1月至3月的每天 09:00:00"},
        {"0 0 9 1 * ? 2026,2027", "At 09:00:00 on the 1st of every month in 2026 and 2027",
         "2026年和2027年，每月1日 09:00:00"},
        {"0 0 9 1 * ? 2026,2028,2030", "At 09:00:00 on the 1st of every month in 2026, 2028 and 2030",
         "2026年、2028年和2030年，每月1日 09:00:00"},
        {"0 0 9 1 1,3 ? 2026-2030", "At 09:00:00 on the 1st of January and March in the years 2026 to 2030",
         "2026年至2030年，每年1月和3月的1日 09:00:00"},
        {"0 0 9 1 * ? 2026-2030,2035",
         "At 09:00:00 on the 1st of every month in the years 2026 to 2030 and 2035",
         "2026年至2030年和2035年，每月1日 09:00:00"},
        {"0 0 9 1 * ? 2026-9999", "At 09:00:00 on the 1st of every month from 2026 on",
         "自2026年起，每月1日 09:00:00"},
        {"0 0 9 1 * ? */2", "At 09:00:00 on the 1st of every month in every 2nd year from 1970 to 2198",
         "1970年至2198年每2年，每月1日 09:00:00"},
        {"0 * * ? * FRI 2026", "Every minute, every Friday in 2026", "2026年每周五，每分钟"},
        {"0 * * * * ? 2026", "Every minute, every day in 2026", "2026年每天，每分钟"},
    }});
}

TEST_CASE("limits are told by the zone's clock (clause 2.5)") {
    const zone berlin = *zone::find("Europe/Berlin");
    const cron_expression hourly = expression_of("0 0 * * * ?");
    struct limit_row {
        const char* not_before;
        const char* expire_time;
        const char* english;
        const char* chinese;
    };
    // 25 October 2026, 03:00 -> 02:00: 02:30 is shown twice, and told with its offset.
    const std::array<limit_row, 10> rows{{
        {"", "", "Every hour, Europe/Berlin", "每小时，Europe/Berlin"},
        {"", "2026-12-31T22:59:59Z", "Every hour, Europe/Berlin, until 31 December 2026",
         "每小时，Europe/Berlin，至2026年12月31日止"},
        {"", "2026-12-31T23:59:59Z", "Every hour, Europe/Berlin, until 1 January 2027 at 00:59:59",
         "每小时，Europe/Berlin，至2027年1月1日 00:59:59止"},
        {"2026-02-28T23:00:00Z", "", "Every hour, Europe/Berlin, from 1 March 2026 on",
         "每小时，Europe/Berlin，自2026年3月1日起"},
        {"2026-03-01T11:00:00Z", "", "Every hour, Europe/Berlin, from 1 March 2026 at 12:00:00 on",
         "每小时，Europe/Berlin，自2026年3月1日 12:00:00起"},
        {"2026-02-28T23:00:00Z", "2026-12-31T11:00:00Z",
         "Every hour, Europe/Berlin, from 1 March 2026 until 31 December 2026 at 12:00:00",
         "每小时，Europe/Berlin，自2026年3月1日起，至2026年12月31日 12:00:00止"},
        {"", "2026-10-25T00:30:00Z", "Every hour, Europe/Berlin, until 25 October 2026 at 02:30:00 +02:00",
         "每小时，Europe/Berlin，至2026年10月25日 02:30:00 +02:00止"},
        {"", "2026-10-25T01:30:00Z", "Every hour, Europe/Berlin, until 25 October 2026 at 02:30:00 +01:00",
         "每小时，Europe/Berlin，至2026年10月25日 02:30:00 +01:00止"},
        {"2026-10-25T00:30:00Z", "2026-10-25T01:30:00Z",
         "Every hour, Europe/Berlin, from 25 October 2026 at 02:30:00 +02:00 until 25 October 2026 at "
         "02:30:00 +01:00",
         "每小时，Europe/Berlin，自2026年10月25日 02:30:00 +02:00起，至2026年10月25日 02:30:00 +01:00止"},
        {"2026-10-25T01:00:00Z", "2026-10-25T00:59:59Z",
         "Every hour, Europe/Berlin, from 25 October 2026 at 02:00:00 +01:00 until 25 October 2026 at "
         "02:59:59 +02:00",
         "每小时，Europe/Berlin，自2026年10月25日 02:00:00 +01:00起，至2026年10月25日 02:59:59 +02:00止"},
    }};
    for (const limit_row& each : rows) {
        schedule_options options;
        if (*each.not_before != '\0') options.not_before = utc(each.not_before);
        if (*each.expire_time != '\0') options.expire_time = utc(each.expire_time);
        CHECK(describe(hourly, berlin, language::english, options) == each.english);
        CHECK(describe(hourly, berlin, language::chinese, options) == each.chinese);
    }
    // Beyond all instants: the end of the year 9999 in UTC.
    const schedule_options endless{.expire_time = std::chrono::sys_seconds::max()};
    CHECK(describe(hourly, berlin, language::english, endless) ==
          "Every hour, Europe/Berlin, until 1 January 10000 at 00:59:59");
    const schedule_options never_begun{.not_before = std::chrono::sys_seconds::max()};
    CHECK(describe(hourly, *zone::find("UTC"), language::english, never_begun) ==
          "Every hour, UTC, from 1 January 10000 on");
    // What lets nothing pass is not what lets the first instant pass.
    const auto until = [](const char* end) {
        return describe(*nextfire::definition::parse(std::string{"0 0 0 * * ?; zone=UTC; until="} + end));
    };
    CHECK(until("1970-01-01T00:00:00Z") == "At 00:00:00 every day, UTC, until 1 January 1970 at 00:00:00");
    CHECK(until("1969-12-31T23:59:59Z") == "At 00:00:00 every day, UTC, until 31 December 1969");
}

TEST_CASE("limits around a clock change are told apart (clause 2.5)") {
    const zone berlin = *zone::find("Europe/Berlin");
    const cron_expression hourly = expression_of("0 0 * * * ?");
    // No two of the bounds around a clock change are told alike.
    std::set<std::string> told;
    const auto first = utc("2026-10-24T23:00:00Z");
    for (int i = 0; i < 4 * 3600; ++i)
        told.insert(
            describe(hourly, berlin, language::english, {.expire_time = first + std::chrono::seconds{i}}));
    CHECK(told.size() == 4 * 3600);
    // Midnight and the last second of a day go unsaid, but where the clock shows them twice: the clock was set back at
    // midnight in Sao Paulo, on 18 February 2018.
    const zone sao_paulo = *zone::find("America/Sao_Paulo");
    CHECK(describe(hourly, sao_paulo, language::english, {.expire_time = utc("2018-02-18T01:59:59Z")}) ==
          "Every hour, America/Sao_Paulo, until 17 February 2018 at 23:59:59 -02:00");
    CHECK(describe(hourly, sao_paulo, language::english, {.expire_time = utc("2018-02-18T02:59:59Z")}) ==
          "Every hour, America/Sao_Paulo, until 17 February 2018 at 23:59:59 -03:00");
}

TEST_CASE("elapsed time names the instant it is counted from, and the zone only for a limit (clause 5.4)") {
    const zone berlin = *zone::find("Europe/Berlin");
    const auto every = [](const char* text) {
        return expression_of(text, {.every = nextfire::every_policy::accepted});
    };
    schedule_options options{.anchor_instant = utc("2026-11-24T00:00:00Z")};
    const auto english = [&](const char* text) {
        return describe(every(text), berlin, language::english, options);
    };
    const auto chinese = [&](const char* text) {
        return describe(every(text), berlin, language::chinese, options);
    };
    CHECK(english("@every 1h30m") == "Every 1 hour 30 minutes, counted from 2026-11-24T00:00:00Z");
    CHECK(chinese("@every 1h30m") == "每1小时30分钟，自2026-11-24T00:00:00Z起算");
    CHECK(english("@every 1h") == "Every hour, counted from 2026-11-24T00:00:00Z");
    CHECK(chinese("@every 1h") == "每小时，自2026-11-24T00:00:00Z起算");
    CHECK(english("@every 90s") == "Every 1 minute 30 seconds, counted from 2026-11-24T00:00:00Z");
    CHECK(chinese("@every 49h1s") == "每49小时1秒，自2026-11-24T00:00:00Z起算");
    options.expire_time = utc("2026-12-31T22:59:59Z");
    CHECK(english("@every 45s") ==
          "Every 45 seconds, counted from 2026-11-24T00:00:00Z, Europe/Berlin, until 31 December 2026");
    options = {};
    CHECK(english("@every 45s") == "Every 45 seconds, counted from an instant yet to be named");
    CHECK(chinese("@every 45s") == "每45秒，起算时刻待定");
}

TEST_CASE("what means the same is said the same, however it was written (clause 5.5)") {
    const std::array<std::array<const char*, 2>, 6> rows{{
        {"0 0 9 ? * MON-FRI", "0 0 9 ? * 2,3,4,5,6"},
        {"0 */5 * * * ?", "0 0/5 0-23 ? JAN-DEC *"},
        {"0,30 * * * * ?", "*/30 * * * * ?"},
        {"0 0 9 1,2,3 * ?", "0 0 9 3,1-2 * ?"},
        {"0 0 9 ? * 2#1,2#2,2#3,2#4,2#5", "0 0 9 ? * MON"},
        {"0 0 9 1 1 ? 2026,2027,2028", "0 0 9 1 1 ? 2026-2028"},
    }};
    for (const auto& [one, other] : rows)
        for (const language each : {language::english, language::chinese})
            CHECK(describe(expression_of(one), zone{}, each) == describe(expression_of(other), zone{}, each));
}
