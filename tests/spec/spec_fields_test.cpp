// The table of the fields of a spec.
#include "support/enum_names.hpp"

#include <doctest/doctest.h>

#include <nextfire/spec/schedule_spec.hpp>
#include <nextfire/spec/spec_fields.hpp>

#include <algorithm>
#include <string>

using namespace nextfire;

namespace {

constexpr schedule_fields whole{.scheduled_type = "DAY",
                                .day_interval = "2",
                                .week_list = "1",
                                .month_list = "1",
                                .date_list = "1",
                                .scheduled_date = "2026-11-24",
                                .scheduled_time = "09:00:00",
                                .time_zone = "Europe/Berlin",
                                .expire_time = "2026-12-31 23:59:59"};

bool complains_of(const schedule_fields& fields, std::string_view name) {
    const auto spec = schedule_spec::parse(fields);
    return !spec && std::any_of(spec.errors().begin(), spec.errors().end(),
                                [name](const violation& error) { return error.field == name; });
}

}  // namespace

TEST_CASE("2 each row leads to its own text, and violations have its name") {
    CHECK(schedule_spec::parse(whole));
    for (const spec_field_row& row : spec_fields) {
        CAPTURE(std::string{row.name});
        schedule_fields wrong = whole;
        wrong.*row.text = "?";
        CHECK(complains_of(wrong, row.name));
    }
}

TEST_CASE("2 a type asks for the fields that its rows say it needs, and for no others") {
    for (const schedule_type type :
         {schedule_type::fixed_time, schedule_type::day, schedule_type::week, schedule_type::month}) {
        for (const spec_field_row& row : spec_fields) {
            CAPTURE(std::string{row.name});
            schedule_fields without = whole;
            without.scheduled_type = to_string(type);
            without.*row.text = std::nullopt;
            CHECK(complains_of(without, row.name) == row.is_needed_by(type));
        }
    }
}

TEST_CASE("6.4 fields and their kinds have names, those of the table") {
    nextfire_test::check_names<spec_field>(
        {"scheduled_type", "day_interval", "week_list", "month_list", "date_list", "scheduled_date",
         "scheduled_time", "time_zone", "expire_time"},
        &parse_spec_field, "field");
    nextfire_test::check_names<json_kind>({"string", "integer"}, &parse_json_kind, "kind");
}
