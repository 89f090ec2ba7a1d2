#include <nextfire/spec/schedule_spec.hpp>

#include "base/enum_text.hpp"
#include "base/message.hpp"
#include "calendar/month_calendar.hpp"
#include "spec/expiry.hpp"
#include "spec/list_text.hpp"

#include <fmt/format.h>
#include <nextfire/spec/timestamp.hpp>

#include <algorithm>
#include <array>
#include <bit>
#include <cstddef>
#include <iterator>
#include <utility>

namespace nextfire::inline v0 {

using namespace std::chrono;
using detail::expected_found;
using detail::quoted;

namespace {

constexpr detail::list_form week_form{"week_list", 7, false, "a weekday from 1 (Sunday) to 7 (Saturday)"};
constexpr detail::list_form month_form{"month_list", 12, false, "a month from 1 to 12"};
constexpr detail::list_form date_form{"date_list", 31, true, "a day from 1 to 31 or L"};

}  // namespace

std::string_view to_string(schedule_type type) noexcept {
    switch (type) {
        case schedule_type::fixed_time:
            return "FIXED_TIME";
        case schedule_type::day:
            return "DAY";
        case schedule_type::week:
            return "WEEK";
        case schedule_type::month:
            return "MONTH";
    }
    return {};
}

result<schedule_type> parse_schedule_type(std::string_view text, std::string_view field) {
    return detail::read_name<schedule_type>(text, field, detail::name_spelling::any_case);
}

/// Reads the fields one by one, in their order, and collects what is wrong with each.
class spec_reader {
public:
    spec_reader(const schedule_fields& fields, const spec_options& options)
        : fields_(fields), options_(options) {}

    result<schedule_spec> read() {
        read_type();
        read_day_interval();
        read_list(fields_.week_list, week_form, spec_.weekday_bits_, schedule_type::week);
        read_list(fields_.month_list, month_form, spec_.month_bits_, schedule_type::month);
        read_list(fields_.date_list, date_form, spec_.day_bits_, schedule_type::month);
        read_date();
        read_time_of_day();
        read_zone();
        read_expiry();
        if (errors_.empty()) refuse_never();
        if (!errors_.empty()) return std::move(errors_);
        return spec_;
    }

private:
    void read_type() {
        if (!fields_.scheduled_type) {
            errors_.push_back(expected_found(violation_code::missing, "scheduled_type", std::nullopt,
                                             "FIXED_TIME, DAY, WEEK or MONTH", "no such field"));
            return;
        }
        const auto type = parse_schedule_type(*fields_.scheduled_type);
        if (type) {
            type_ = spec_.type_ = *type;
            return;
        }
        refuse(type.errors());
        errors_.back().column = 1;
    }

    void read_day_interval() {
        constexpr std::string_view expected = "a whole number of days from 1 to 31";
        if (!fields_.day_interval) return require("day_interval", schedule_type::day);
        const std::string_view text = *fields_.day_interval;
        const auto wrong = std::find_if(text.begin(), text.end(), [](char c) { return c < '0' || c > '9'; });
        if (text.empty() || wrong != text.end()) {
            const auto column = static_cast<std::size_t>(wrong - text.begin()) + 1;
            errors_.push_back(
                expected_found(violation_code::malformed, "day_interval", column, expected, quoted(text)));
            return;
        }
        int value = 0;
        for (const char c : text) value = std::min(value * 10 + (c - '0'), 1000);
        if (value < 1 || value > 31) {
            errors_.push_back(
                expected_found(violation_code::out_of_range, "day_interval", 1, expected, quoted(text)));
            return;
        }
        spec_.day_interval_ = days{value};
    }

    template <class Bits>
    void read_list(std::optional<std::string_view> text, const detail::list_form& form, Bits& bits,
                   schedule_type needed_by) {
        if (!text) return require(form.field, needed_by);
        bits = static_cast<Bits>(detail::parse_list(*text, form, errors_));
    }

    void read_date() {
        if (!fields_.scheduled_date) return require("scheduled_date", schedule_type::fixed_time);
        if (const auto date = parse_date(*fields_.scheduled_date, "scheduled_date"))
            spec_.scheduled_date_ = *date;
        else
            refuse(date.errors());
    }

    void read_time_of_day() {
        if (!fields_.scheduled_time) {
            errors_.push_back(expected_found(violation_code::missing, "scheduled_time", std::nullopt,
                                             "a time of day as HH:mm:ss", "no such field"));
            return;
        }
        if (const auto time = parse_time_of_day(*fields_.scheduled_time, "scheduled_time"))
            spec_.time_of_day_ = *time;
        else
            refuse(time.errors());
    }

    void read_zone() {
        if (auto found = options_.find_zone(fields_.time_zone.value_or(options_.default_time_zone)))
            spec_.zone_ = *found;
        else
            refuse(found.errors());
    }

    void read_expiry() {
        if (!fields_.expire_time) return;
        // Where the zone is unknown the form is checked by UTC, in which every local time is an instant.
        if (const auto expiry = detail::parse_expiry(*fields_.expire_time, spec_.zone_, "expire_time"))
            spec_.expire_time_ = *expiry;
        else
            refuse(expiry.errors());
    }

    /// A day of the month that no listed month has: found by looking at twelve numbers, not by searching.
    void refuse_never() {
        if (spec_.type_ != schedule_type::month) return;
        if (detail::some_month_has(spec_.month_bits_, spec_.day_bits_)) return;
        const bool is_one_month = std::has_single_bit(spec_.month_bits_);
        errors_.push_back(
            expected_found(violation_code::never_fires, "date_list", std::nullopt,
                           fmt::format("a day that {} {} has", is_one_month ? "month" : "one of the months",
                                       detail::list_text(spec_.month_bits_)),
                           fmt::format("only {}", detail::list_text(spec_.day_bits_))));
    }

    void require(std::string_view field, schedule_type needed_by) {
        if (type_ != needed_by) return;
        errors_.push_back(expected_found(violation_code::missing, field, std::nullopt,
                                         fmt::format("{}, which {} needs", field, to_string(needed_by)),
                                         "no such field"));
    }

    void refuse(const violations& more) { errors_.insert(errors_.end(), more.begin(), more.end()); }

    const schedule_fields& fields_;
    const spec_options& options_;
    schedule_spec spec_;
    std::optional<schedule_type> type_;  // as far as it could be read
    violations errors_;
};

result<schedule_spec> schedule_spec::parse(const schedule_fields& fields, const spec_options& options) {
    return spec_reader{fields, options}.read();
}

}  // namespace nextfire::inline v0
