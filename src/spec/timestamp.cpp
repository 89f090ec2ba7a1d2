#include "spec/timestamp.hpp"

#include "base/ascii.hpp"
#include "base/message.hpp"

#include <nextfire/spec/timestamp.hpp>

#include <fmt/core.h>

#include <algorithm>
#include <cstddef>
#include <utility>

namespace nextfire::inline v0::detail {
namespace {

using namespace std::chrono;

constexpr std::string_view date_shape = "a date as yyyy-MM-dd";
constexpr std::string_view time_shape = "a time of day as HH:mm:ss";
constexpr std::string_view timestamp_shape = "a time as 2026-12-31T23:59:59Z";

/// Reads a text from left to right, and remembers the first thing that did not fit.
class timestamp_scanner {
public:
    /// `shape` is what the whole text should look like, for messages.
    timestamp_scanner(std::string_view text, std::string_view field, std::string_view shape)
        : text_(text), field_(field), shape_(shape) {}

    /// Reads a number of exactly `digits` digits between two bounds; `unit` names it in messages.
    bool number(std::size_t digits, int low, int high, std::string_view unit, int& value) {
        std::size_t end = at_;
        value = 0;
        for (; end < text_.size() && is_digit(text_[end]); ++end)
            value = std::min(value * 10 + (text_[end] - '0'), 1'000'000);
        if (end - at_ != digits) return misshapen(std::min(end, at_ + digits));
        if (value < low || value > high) {
            const auto expected = fmt::format("{} from {:0{}} to {:0{}}", unit, low, digits, high, digits);
            return fail(violation_code::out_of_range, at_, expected, text_.substr(at_, end - at_));
        }
        at_ += digits;
        return true;
    }

    bool literal(char wanted) {
        if (!at(wanted)) return misshapen(at_);
        ++at_;
        return true;
    }

    bool date(int first_year, local_days& value) {
        int y = 0;
        int m = 0;
        int d = 0;
        if (!number(4, first_year, 9999, "a year", y) || !literal('-')) return false;
        if (!number(2, 1, 12, "a month", m) || !literal('-')) return false;
        const auto last = year{y} / month{static_cast<unsigned>(m)} / std::chrono::last;
        const auto days = static_cast<int>(static_cast<unsigned>(last.day()));
        const auto unit = days == 31 ? std::string{"a day"} : fmt::format("a day of {:04}-{:02}", y, m);
        if (!number(2, 1, days, unit, d)) return false;
        value = local_days{year{y} / month{static_cast<unsigned>(m)} / day{static_cast<unsigned>(d)}};
        return true;
    }

    bool time_of_day(seconds& value) {
        int h = 0;
        int m = 0;
        int s = 0;
        if (!number(2, 0, 23, "an hour", h) || !literal(':')) return false;
        if (!number(2, 0, 59, "a minute", m) || !literal(':')) return false;
        if (!number(2, 0, 59, "a second", s)) return false;
        value = hours{h} + minutes{m} + seconds{s};
        return true;
    }

    /// Reads `.75` to the millisecond, where it stands.
    bool fraction(timestamp& read) {
        if (!at('.')) return true;
        const std::size_t first = ++at_;
        milliseconds value{0};
        for (milliseconds unit{100}; at_ < text_.size() && is_digit(text_[at_]); ++at_, unit /= 10) {
            value += unit * (text_[at_] - '0');
            read.is_between_seconds = read.is_between_seconds || text_[at_] != '0';
        }
        read.fraction = value;
        return at_ > first || misshapen(at_);
    }

    bool offset(seconds& value) {
        if (at('Z') || at('z')) {
            ++at_;
            value = seconds{0};
            return true;
        }
        if (!at('+') && !at('-'))
            return fail(violation_code::malformed, at_, "Z or an offset such as +08:00", text_.substr(at_));
        const int sign = text_[at_++] == '-' ? -1 : 1;
        int h = 0;
        int m = 0;
        if (at_ + 2 < text_.size() &&
            is_digit(text_[at_ + 2])) {  // +0800: ISO 8601 has it, and so have its clients
            const std::size_t minute = at_ + 2;
            if (!number(4, 0, 2359, "an offset", h)) return false;
            m = h % 100;
            h /= 100;
            if (m > 59)
                return fail(violation_code::out_of_range, minute, "an offset's minute from 00 to 59",
                            text_.substr(minute, 2));
        } else if (!number(2, 0, 23, "an offset's hour", h) || !literal(':') ||
                   !number(2, 0, 59, "an offset's minute", m)) {
            return false;
        }
        value = sign * (hours{h} + minutes{m});
        return true;
    }

    [[nodiscard]] bool at(char c) const { return at_ < text_.size() && text_[at_] == c; }
    [[nodiscard]] bool at_end() const { return at_ == text_.size(); }
    bool end() { return at_end() || misshapen(at_); }
    bool misshapen(std::size_t where) { return fail(violation_code::malformed, where, shape_, text_); }

    /// Gives what did not fit, after a step that failed.
    [[nodiscard]] violation complaint() && { return std::move(*complaint_); }

private:
    bool fail(violation_code code, std::size_t where, std::string_view expected, std::string_view found) {
        complaint_ = expected_found(code, field_, where + 1, expected, quoted(found));
        return false;
    }

    std::string_view text_;
    std::string_view field_;
    std::string_view shape_;
    std::size_t at_ = 0;
    std::optional<violation> complaint_;
};

}  // namespace

result<timestamp> parse_timestamp(std::string_view text, std::string_view field) {
    timestamp_scanner scan{text, field, timestamp_shape};
    local_days date{};
    seconds time{};
    if (!scan.date(0, date)) return std::move(scan).complaint();
    const bool blank = scan.at(' ');
    if (!(scan.at('t') ? scan.literal('t') : scan.literal(blank ? ' ' : 'T')))
        return std::move(scan).complaint();
    if (!scan.time_of_day(time)) return std::move(scan).complaint();
    timestamp read{.local = date + time, .offset = {}, .fraction = {}};
    if (!scan.fraction(read)) return std::move(scan).complaint();
    if (scan.at_end()) return read;
    seconds offset{};
    if (!scan.offset(offset) || !scan.end()) return std::move(scan).complaint();
    read.offset = offset;
    return read;
}

result<sys_seconds> checked_instant(sys_seconds instant, std::string_view text, std::string_view field) {
    if (instant >= min_instant && instant <= max_instant) return instant;
    return expected_found(violation_code::out_of_range, field, 1,
                          "an instant from 1970-01-01T00:00:00Z to 9999-12-31T23:59:59Z", quoted(text));
}

namespace {

/// Gives the second in which a time stamp with an offset lies.
result<sys_seconds> second_of(const timestamp& read, std::string_view text, std::string_view field) {
    if (!read.offset)
        return expected_found(violation_code::malformed, field, text.size() + 1,
                              "Z or an offset such as +08:00", "nothing");
    return checked_instant(read.second(), text, field);
}

}  // namespace

result<sys_seconds> parse_beginning(std::string_view text, std::string_view field) {
    return parse_timestamp(text, field).and_then([&](const timestamp& read) {
        return second_of(read, text, field).transform([&](sys_seconds) { return read.second_up(); });
    });
}

}  // namespace nextfire::inline v0::detail

namespace nextfire::inline v0 {

using namespace std::chrono;

result<sys_seconds> parse_instant(std::string_view text, std::string_view field) {
    const auto read = detail::parse_timestamp(text, field);
    if (!read) return read.errors();
    return detail::second_of(*read, text, field);
}

result<local_days> parse_date(std::string_view text, std::string_view field) {
    detail::timestamp_scanner scan{text, field, detail::date_shape};
    local_days date{};
    if (scan.date(1970, date) && scan.end()) return date;
    return std::move(scan).complaint();
}

result<seconds> parse_time_of_day(std::string_view text, std::string_view field) {
    detail::timestamp_scanner scan{text, field, detail::time_shape};
    seconds time{};
    if (scan.time_of_day(time) && scan.end()) return time;
    return std::move(scan).complaint();
}

}  // namespace nextfire::inline v0
