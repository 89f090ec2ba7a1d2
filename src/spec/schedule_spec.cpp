#include <nextfire/spec/schedule_spec.hpp>

#include "base/ascii.hpp"
#include "base/enum_text.hpp"
#include "base/message.hpp"
#include "calendar/month_calendar.hpp"
#include "spec/expiry.hpp"
#include "spec/list_text.hpp"

#include <fmt/core.h>
#include <nextfire/spec/spec_fields.hpp>
#include <nextfire/spec/timestamp.hpp>

#include <algorithm>
#include <array>
#include <cstddef>
#include <utility>

namespace nextfire::inline v0 {

using namespace std::chrono;
using detail::expected_found;
using detail::quoted;

namespace {

/// What the list of a field may hold.
template <spec_field field>
constexpr detail::list_grammar list_of{
    spec_fields[place_of(field)].name, static_cast<unsigned>(spec_fields[place_of(field)].highest),
    spec_fields[place_of(field)].allows_last_day, spec_fields[place_of(field)].expected};

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
        read_all(std::make_index_sequence<spec_fields.size()>{});
        if (errors_.empty()) refuse_never();
        if (!errors_.empty()) return std::move(errors_);
        return spec_;
    }

private:
    // The rows are walked when this is compiled, so that of the switch below each keeps its own case alone.
    template <std::size_t... places>
    void read_all(std::index_sequence<places...>) {
        (read_field<places>(), ...);
    }

    template <std::size_t place>
    void read_field() {
        constexpr const spec_field_row& row = spec_fields[place];
        if (const auto text = text_of(row))
            read<row.field>(row, *text);
        else if (type_ ? row.is_needed_by(*type_) : row.is_always_needed())
            refuse_missing(row);
    }

    [[nodiscard]] std::optional<std::string_view> text_of(const spec_field_row& row) const {
        const std::optional<std::string_view> text = fields_.*row.text;
        return row.field == spec_field::time_zone && !text ? options_.default_time_zone : text;
    }

    template <spec_field field>
    void read(const spec_field_row& row, std::string_view text) {
        switch (field) {
            case spec_field::scheduled_type:
                return read_type(row, text);
            case spec_field::day_interval:
                return read_days(row, text);
            case spec_field::week_list:
                return read_list(list_of<field>, text, spec_.weekday_bits_);
            case spec_field::month_list:
                return read_list(list_of<field>, text, spec_.month_bits_);
            case spec_field::date_list:
                return read_list(list_of<field>, text, spec_.day_bits_);
            case spec_field::scheduled_date:
                return keep(parse_date(text, row.name), spec_.scheduled_date_);
            case spec_field::scheduled_time:
                return keep(parse_time_of_day(text, row.name), spec_.time_of_day_);
            case spec_field::time_zone:
                return keep(options_.find_zone(text), spec_.zone_);
            case spec_field::expire_time:
                // Where the zone is unknown the text is checked by UTC, in which every local time is an
                // instant.
                return keep(detail::parse_expiry(text, spec_.zone_, row.name), spec_.expire_time_);
        }
    }

    void read_type(const spec_field_row& row, std::string_view text) {
        keep(parse_schedule_type(text, row.name), type_);
        if (type_)
            spec_.type_ = *type_;
        else
            errors_.back().column = 1;
    }

    void read_days(const spec_field_row& row, std::string_view text) {
        const auto wrong = std::find_if_not(text.begin(), text.end(), detail::is_digit);
        if (text.empty() || wrong != text.end()) {
            const auto column = static_cast<std::size_t>(wrong - text.begin()) + 1;
            errors_.push_back(
                expected_found(violation_code::malformed, row.name, column, row.expected, quoted(text)));
            return;
        }
        int value = 0;
        for (const char c : text) value = std::min(value * 10 + (c - '0'), row.highest + 1);
        if (value < 1 || value > row.highest) {
            errors_.push_back(
                expected_found(violation_code::out_of_range, row.name, 1, row.expected, quoted(text)));
            return;
        }
        spec_.day_interval_ = days{value};
    }

    template <class Bits>
    void read_list(const detail::list_grammar& grammar, std::string_view text, Bits& bits) {
        bits = static_cast<Bits>(detail::parse_list(text, grammar, errors_));
    }

    /// Keeps what was read, or what was wrong with it.
    template <class Read, class Kept>
    void keep(const result<Read>& read, Kept& kept) {
        if (read)
            kept = *read;
        else
            errors_.insert(errors_.end(), read.errors().begin(), read.errors().end());
    }

    /// A day of the month that no listed month has: found by looking at twelve numbers, not by searching.
    void refuse_never() {
        if (spec_.type_ != schedule_type::month) return;
        if (detail::some_month_has(spec_.month_bits_, spec_.day_bits_)) return;
        errors_.push_back(expected_found(violation_code::never_fires, "date_list", std::nullopt,
                                         detail::day_of_months(spec_.month_bits_),
                                         fmt::format("only {}", detail::list_text(spec_.day_bits_))));
    }

    /// Complains of a field that was left out and that the type needs.
    void refuse_missing(const spec_field_row& row) {
        const std::string expected = row.is_always_needed()
                                         ? std::string{row.expected}
                                         : fmt::format("{}, which {} needs", row.name, to_string(*type_));
        errors_.push_back(
            expected_found(violation_code::missing, row.name, std::nullopt, expected, "no such field"));
    }

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
