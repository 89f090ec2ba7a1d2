#include "words/description.hpp"
#include "words/number_runs.hpp"

#include <nextfire/base/instant.hpp>

#include <fmt/core.h>

#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>

namespace nextfire::inline v0::detail {
namespace {

using namespace std::chrono;

constexpr std::array<std::string_view, 7> weekday_letters{"日", "一", "二", "三", "四", "五", "六"};
constexpr std::array<std::string_view, 6> which_of_month{"第一个", "第二个", "第三个",
                                                         "第四个", "第五个", "最后一个"};
constexpr std::string_view what_a_workday_is = "工作日（周一至周五）";

/// Writes `a、b和c`.
std::string list(const std::vector<std::string>& items, std::string_view conjunction = "和") {
    return joined(items, "、", conjunction);
}

/// Writes `1日、2日和5日至9日`.
std::string list_with(const std::vector<int>& numbers, std::string_view unit) {
    return list(run_names(numbers, "至", [&](int n) { return fmt::format("{}{}", n, unit); }));
}

/// Writes `0、15和40`.
std::string number_list(const std::vector<int>& numbers) {
    return list_with(numbers, "");
}

/// Writes `1小时30分钟`, and for a single unit just `小时`.
std::string duration_after_every(seconds duration) {
    const hh_mm_ss parts{duration};
    if (duration == hours{1}) return "小时";
    if (duration == minutes{1}) return "分钟";
    if (duration == seconds{1}) return "秒";
    std::string text;
    if (parts.hours() != hours{0}) text.append(fmt::format("{}小时", parts.hours().count()));
    if (parts.minutes() != minutes{0}) text.append(fmt::format("{}分钟", parts.minutes().count()));
    if (parts.seconds() != seconds{0}) text.append(fmt::format("{}秒", parts.seconds().count()));
    return text;
}

std::string clock_list(const std::vector<seconds>& times, std::string (*write)(seconds)) {
    std::vector<std::string> texts;
    texts.reserve(times.size());
    for (const seconds time : times) texts.push_back(write(time));
    return list(texts);
}

/// Writes `每30分钟`, `08:00至17:30每30分钟`, `每小时的15分30秒`.
std::string stepped_text(const stepped_times& times) {
    std::string every = fmt::format("每{}", duration_after_every(times.step));
    if (!times.have_bounds()) {
        const hh_mm_ss first{times.spans.front().first};
        if (first.to_duration() == seconds{0}) return every;
        if (times.step == minutes{1}) return fmt::format("{}的{}秒", every, first.seconds().count());
        std::string minute = fmt::format("{}的{}分", every, first.minutes().count());
        if (first.seconds() == seconds{0}) return minute;
        return fmt::format("{}{}秒", minute, first.seconds().count());
    }
    std::vector<std::string> stretches;
    for (const auto& [begin, end] : span_texts(times)) stretches.push_back(fmt::format("{}至{}", begin, end));
    return list(stretches) + every;
}

/// Writes seconds or minutes of what stands before them: `的0、15和40分`, `从0分至56分每7分钟`.
std::string values_of(const std::vector<int>& values, std::string_view mark, std::string_view unit) {
    const auto step = even_step(values);
    if (!step) return fmt::format("的{}{}", number_list(values), mark);
    return fmt::format("从{0}{1}至{2}{1}每{3}{4}", values.front(), mark, values.back(),
                       *step == 1 ? "" : fmt::format("{}", *step), unit);
}

std::string minutes_text(const minutes_of_hours& times) {
    const auto hour = [](int n) { return fmt::format("{}时", n); };
    const std::string minutes_of_hour = values_of(times.minutes, "分", "分钟");
    if (times.hours.size() == 24) return fmt::format("每小时{}", minutes_of_hour);
    if (is_one_run(times.hours))
        return fmt::format("{}至{}每小时{}", hour(times.hours.front()), hour(times.hours.back()),
                           minutes_of_hour);
    return list(names_of(times.hours, hour)) + minutes_of_hour;
}

std::string times_text(const clock_times& times) {
    const bool has_seconds = !times.seconds.empty();
    std::string marks;
    if (const auto* listed = std::get_if<listed_times>(&times.marks)) {
        marks = clock_list(listed->times, has_seconds ? &hour_minute : &hour_minute_second);
    } else if (const auto* stepped = std::get_if<stepped_times>(&times.marks)) {
        marks = stepped_text(*stepped);
    } else {
        marks = minutes_text(std::get<minutes_of_hours>(times.marks));
    }
    if (!has_seconds) return marks;
    const bool needs_link = even_step(times.seconds) && marks != "每分钟";
    return fmt::format("{}{}{}", marks, needs_link ? "，该分钟内" : "", values_of(times.seconds, "秒", "秒"));
}

/// Writes the days counted from the start or the end of a month.
std::string days_of_month(const cron_fields& fields) {
    const auto day = [](int n) { return fmt::format("{}日", n); };
    const auto from_end = [](int n) { return fmt::format("倒数第{}天", n + 1); };
    std::vector<std::string> items;
    const std::vector<int> days = members(fields.days, 1);
    if (const auto step = even_step(days); step && *step > 1) {
        items.push_back(fmt::format("{}日至{}日每{}天", days.front(), days.back(), *step));
    } else {
        items = run_names(days, "至", day);
    }
    if ((fields.last_days & 1) != 0) items.emplace_back("最后一天");
    for (std::string& name : names_of(members(fields.last_days >> 1, 1), from_end))
        items.push_back(std::move(name));
    const auto add_nearest = [&](const std::vector<std::string>& dates) {
        if (dates.empty()) return;
        items.push_back(
            fmt::format("{}最接近{}的{}", dates.size() == 1 ? "" : "分别", list(dates), what_a_workday_is));
    };
    add_nearest(names_of(members(fields.workdays, 1), day));
    if ((fields.last_workdays & 1) != 0) items.push_back(fmt::format("最后一个{}", what_a_workday_is));
    add_nearest(names_of(members(fields.last_workdays >> 1, 1), from_end));
    return list(items);
}

/// Writes `周一、周三和周五`, or where some are of a part of the month only, `每个星期一和最后一个星期五`.
std::string weekday_list(const weekday_choice& weekdays, std::string_view conjunction,
                         std::string_view each) {
    const auto letter = [](int weekday) { return weekday_letters[static_cast<std::size_t>(weekday % 7)]; };
    const unsigned from_sunday = weekdays.whole;
    const std::vector<int> whole = members(from_sunday >> 1 | (from_sunday & 1) << 6, 1);
    const auto name = [&](int weekday) { return fmt::format("周{}", letter(weekday)); };
    if (weekdays.is_whole()) return list(run_names(whole, "至", name), conjunction);
    std::vector<std::string> items =
        names_of(whole, [&](int weekday) { return fmt::format("{}星期{}", each, letter(weekday)); });
    for (int weekday = 1; weekday <= 7; ++weekday)
        for (const int k : weekdays.some[static_cast<std::size_t>(weekday % 7)])
            items.push_back(
                fmt::format("{}星期{}", which_of_month[static_cast<std::size_t>(k - 1)], letter(weekday)));
    return list(items, conjunction);
}

std::string days_of_week(const weekday_choice& weekdays) {
    return (weekdays.is_whole() ? "每" : "") + weekday_list(weekdays, "和", "每个");
}

/// Writes `2026年`, `2026年至2030年，`, `自2026年起，`; nothing for all years.
std::string years(const description& subject) {
    if (subject.fields.years.is_all()) return "";
    const int first = *subject.fields.years.on_or_after(year_set::first_year);
    const int last = *subject.fields.years.on_or_before(year_set::last_year);
    if (subject.years.empty()) {
        if (first == last) return fmt::format("{}年", first);
        if (last == year_set::last_year) return fmt::format("自{}年起，", first);
        return fmt::format("{}年{}{}年，", first, last == first + 1 ? "和" : "至", last);
    }
    if (const auto step = even_step(subject.years))
        return fmt::format("{}年至{}年每{}年，", first, last, *step);
    return fmt::format("{}，", list_with(subject.years, "年"));
}

/// Writes the years and months before days: `每月`, `每年1月和3月的`, `2026年1月`.
std::string months_before(const description& subject, std::string_view all_months, std::string_view link) {
    const std::string before = years(subject);
    if (subject.fields.months == cron_fields::all_months) return before + std::string{all_months};
    const std::vector<int> numbers = members(subject.fields.months, 1);
    const bool is_run = is_one_run(numbers);
    const auto month = [](int n) { return fmt::format("{}月", n); };
    // The last day of January to March would be in March.
    return fmt::format("{}{}{}{}", before, before.empty() || before.ends_with("，") ? "每年" : "",
                       list(is_run ? run_names(numbers, "至", month) : names_of(numbers, month)),
                       is_run && !all_months.empty() ? all_months : link);
}

std::string date(local_days day) {
    const year_month_day parts{day};
    return fmt::format("{}年{}月{}日", static_cast<int>(parts.year()), static_cast<unsigned>(parts.month()),
                       static_cast<unsigned>(parts.day()));
}

std::string cycle_text(const description& subject) {
    std::vector<std::string> places;
    for (const int place : subject.cycle_places) places.push_back(fmt::format("{}", place));
    return fmt::format("每{}天{}{}", subject.day_interval->count(),
                       places.empty() ? "" : fmt::format("的第{}天", list(places)),
                       subject.cycle_begin ? fmt::format("（自{}起算）", date(*subject.cycle_begin)) : "");
}

std::string days_text(const description& subject) {
    const bool all_months = subject.fields.months == cron_fields::all_months;
    switch (subject.days) {
        case described_days::every:
            if (subject.day_interval) return cycle_text(subject);
            return months_before(subject, "", "的") + "每天";
        case described_days::of_week:
            return months_before(subject, subject.weekdays.is_whole() ? "" : "每月", "的") +
                   days_of_week(subject.weekdays);
        case described_days::date:
        case described_days::of_month:
        case described_days::both: {
            const bool is_plain = std::has_single_bit(subject.fields.months) && subject.fields.days != 0;
            std::string days =
                months_before(subject, "每月", is_plain ? "" : "的") + days_of_month(subject.fields);
            if (subject.days != described_days::both) return days;
            return fmt::format("{}，且仅限{}", days, weekday_list(subject.weekdays, "或", "任一"));
        }
        case described_days::either:
            break;
    }
    std::string before = months_before(subject, "", "，");
    if (!before.empty() && !before.ends_with("，")) before.append("，");
    const std::string_view every_month = all_months ? "每月" : "";
    return fmt::format("{}{}{}以及{}{}", before, every_month, days_of_month(subject.fields),
                       subject.weekdays.is_whole() ? "" : every_month, days_of_week(subject.weekdays));
}

/// Writes the limits: `，自2026年3月1日起`, `，至2026年12月31日 12:00:00止`.
std::string limits(const description& subject) {
    const auto moment = [](const told_moment& told, seconds unsaid) {
        const auto day = floor<days>(told.local);
        if (told.local - day == unsaid && told.offset.empty()) return date(day);
        return fmt::format("{} {}{}", date(day), hour_minute_second(told.local - day), told.offset);
    };
    std::string text;
    if (subject.begin) text.append(fmt::format("，自{}起", moment(*subject.begin, seconds{0})));
    if (subject.end) text.append(fmt::format("，至{}止", moment(*subject.end, days{1} - seconds{1})));
    return text;
}

std::string elapsed_text(const description& subject) {
    return fmt::format(
        "每{}，{}", duration_after_every(subject.fields.every),
        subject.anchor ? fmt::format("自{}起算", format_instant(*subject.anchor)) : "起算时刻待定");
}

}  // namespace

std::string chinese(const description& subject) {
    const std::string zone_name = subject.depends_on_zone() ? fmt::format("，{}", subject.zone_name) : "";
    if (subject.fields.every != seconds{0}) return elapsed_text(subject) + zone_name + limits(subject);
    const bool is_every_day = subject.days == described_days::every && !subject.day_interval &&
                              subject.fields.months == cron_fields::all_months &&
                              subject.fields.years.is_all();
    const std::string times = times_text(subject.times);
    if (is_every_day && subject.times.fill_day()) return times + zone_name + limits(subject);
    // A number stands off from the words before it.
    const bool is_number = times.front() >= '0' && times.front() <= '9';
    return fmt::format("{}{}{}{}{}", days_text(subject), is_number ? " " : "，", times, zone_name,
                       limits(subject));
}

}  // namespace nextfire::inline v0::detail
