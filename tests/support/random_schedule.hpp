/// Random schedules: plain numbers for the oracle, and the spec that says the same to nextfire.
#pragma once

#include <nextfire/engine/schedule.hpp>
#include <nextfire/spec/schedule_spec.hpp>

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <cstdio>
#include <optional>
#include <string>

#include "brute_force.hpp"
#include "moments.hpp"

namespace nextfire_test {

inline std::chrono::sys_seconds instant(std::int64_t seconds) {
    return std::chrono::sys_seconds{std::chrono::seconds{seconds}};
}

/// The fields of a spec as texts, which schedule_fields can look at.
struct spec_texts {
    std::string type, day_interval, week_list, month_list, date_list, date, time, zone, expire_time;

    nextfire::schedule_fields fields() const {
        const auto given = [](const std::string& field) {
            return field.empty() ? std::nullopt : std::optional<std::string_view>(field);
        };
        return {.scheduled_type = given(type),
                .day_interval = given(day_interval),
                .week_list = given(week_list),
                .month_list = given(month_list),
                .date_list = given(date_list),
                .scheduled_date = given(date),
                .scheduled_time = given(time),
                .time_zone = given(zone),
                .expire_time = given(expire_time)};
    }

    /// Everything in one line, for the message of a failed test.
    std::string line() const {
        return type + " n=" + day_interval + " weekdays=" + week_list + " months=" + month_list +
               " dates=" + date_list + " date=" + date + " " + time + " " + zone + " expires " + expire_time;
    }
};

inline std::string list_text(std::uint32_t bits, int length) {
    std::string written;
    for (int item = 1; item <= length; ++item) {
        if ((bits >> (item - 1) & 1) == 0) continue;
        if (!written.empty()) written += ',';
        written += item == 32 ? "L" : std::to_string(item);
    }
    return written;
}

inline std::string date_text(std::int64_t day) {
    const civil_date date = date_of_day(day);
    char written[48];
    std::snprintf(written, sizeof written, "%04d-%02d-%02d", date.year, date.month, date.day);
    return written;
}

inline std::string time_text(std::int64_t seconds) {
    char written[64];
    std::snprintf(written, sizeof written, "%02d:%02d:%02d", static_cast<int>(seconds / 3600),
                  static_cast<int>(seconds / 60 % 60), static_cast<int>(seconds % 60));
    return written;
}

inline std::string instant_text(std::int64_t seconds) {
    const std::int64_t day = seconds / 86400;
    return date_text(day) + "T" + time_text(seconds % 86400) + "Z";
}

inline spec_texts texts_of(const plain_schedule& wanted, const std::string& zone) {
    spec_texts texts;
    texts.type = to_string(wanted.type);
    texts.time = time_text(wanted.time_seconds);
    texts.zone = zone;
    switch (wanted.type) {
        case nextfire::schedule_type::fixed_time:
            texts.date = date_text(wanted.fixed_day);
            break;
        case nextfire::schedule_type::day:
            texts.day_interval = std::to_string(wanted.day_interval);
            break;
        case nextfire::schedule_type::week:
            texts.week_list = list_text(wanted.weekday_bits, 7);
            break;
        case nextfire::schedule_type::month:
            texts.month_list = list_text(wanted.month_bits, 12);
            texts.date_list = list_text(wanted.day_bits, 32);
            break;
    }
    if (wanted.expiry) texts.expire_time = instant_text(*wanted.expiry);
    return texts;
}

inline nextfire::schedule_options options_of(const plain_schedule& wanted) {
    nextfire::schedule_options options{
        .gap = wanted.gap, .overlap = wanted.overlap, .elapsed = wanted.elapsed, .counting = wanted.counting};
    options.anchor_date = std::chrono::local_days{std::chrono::days{wanted.anchor_day}};
    if (wanted.not_before) options.not_before = instant(*wanted.not_before);
    return options;
}

/// Picks schedules at random: every type equally often, default policies in most, each list dense or sparse.
class schedule_picker : public number_picker {
public:
    using number_picker::number_picker;

    /// A schedule that has something to do with the instant `near`.
    plain_schedule schedule(std::int64_t near, std::int64_t time_of_day) {
        plain_schedule wanted;
        wanted.type = static_cast<nextfire::schedule_type>(between(0, 3));
        wanted.time_seconds = time_of_day;
        wanted.day_interval = static_cast<int>(between(1, 31));
        if (between(0, 9) == 0) wanted.counting = nextfire::day_counting::restart_each_month;
        wanted.anchor_day =
            between(0, 3) == 0 ? between(0, last_day) : clamp_day(near / 86400 + between(-40, 40));
        wanted.weekday_bits = bits(7);
        do {
            wanted.month_bits = bits(12);
            wanted.day_bits = bits(32);
        } while (!can_fire(wanted));
        wanted.fixed_day = clamp_day(near / 86400 + between(-2, 2));
        if (between(0, 2) == 0) {
            wanted.gap = static_cast<nextfire::gap_policy>(between(0, 2));
            wanted.overlap = static_cast<nextfire::overlap_policy>(between(0, 2));
            wanted.elapsed = static_cast<nextfire::elapsed_policy>(between(0, 2));
        }
        if (between(0, 7) == 0)
            wanted.expiry = clamp_instant(near + between(-3, 12) * 86400 + between(0, 86399));
        if (between(0, 7) == 0)
            wanted.not_before = clamp_instant(near - between(-3, 12) * 86400 - between(0, 86399));
        return wanted;
    }

private:
    static constexpr std::int64_t last_day = 2932896;  // 9999-12-31

    static std::int64_t clamp_day(std::int64_t day) { return std::clamp<std::int64_t>(day, 0, last_day); }
    static std::int64_t clamp_instant(std::int64_t seconds) {
        return std::clamp<std::int64_t>(seconds, 0, last_day * 86400 + 86399);
    }

    /// A list with at least one item: one, few, half or nearly all of them.
    std::uint32_t bits(int length) {
        const std::uint32_t all = length == 32 ? ~std::uint32_t{0} : (std::uint32_t{1} << length) - 1;
        const auto some = [this] { return static_cast<std::uint32_t>(between(0, 0xffffffff)); };
        std::uint32_t picked = 0;
        switch (between(0, 3)) {
            case 0:
                break;
            case 1:
                picked = some() & some() & some();
                break;
            case 2:
                picked = some();
                break;
            default:
                picked = some() | some() | some();
                break;
        }
        return (picked & all) | std::uint32_t{1} << between(0, length - 1);
    }

    /// Clause 2.6: some listed day exists in some listed month.
    static bool can_fire(const plain_schedule& wanted) {
        for (int month = 1; month <= 12; ++month) {
            const int length = length_of_month(2000, month);  // a leap year has all days there are
            const std::uint32_t days =
                (std::uint32_t{1} << 31) | ((std::uint32_t{1} << (length - 1)) * 2 - 1);
            if ((wanted.month_bits >> (month - 1) & 1) != 0 && (wanted.day_bits & days) != 0) return true;
        }
        return false;
    }
};

}  // namespace nextfire_test
