// A spec written back as fields: what is read again is the same spec.
#include <doctest/doctest.h>

#include <nextfire/spec/spec_texts.hpp>

#include <string>

using namespace nextfire;

namespace {

schedule_spec parsed_spec(const schedule_fields& fields) {
    const auto spec = schedule_spec::parse(fields);
    REQUIRE(spec);
    return *spec;
}

}  // namespace

TEST_CASE("2, 8.3 every field has its canonical text") {
    const spec_texts texts{parsed_spec({.scheduled_type = "month",
                                        .day_interval = "007",
                                        .week_list = "7, 1,1",
                                        .month_list = "12,3",
                                        .date_list = "L,28, 1",
                                        .scheduled_date = "2026-03-29",
                                        .scheduled_time = "02:30:00",
                                        .time_zone = "europe/berlin",
                                        .expire_time = "2026-12-31T23:59:59+01:00"})};
    CHECK(texts.text(spec_field::scheduled_type) == "MONTH");
    CHECK(texts.text(spec_field::day_interval) == "7");
    CHECK(texts.text(spec_field::week_list) == "1,7");
    CHECK(texts.text(spec_field::month_list) == "3,12");
    CHECK(texts.text(spec_field::date_list) == "1,28,L");
    CHECK(texts.text(spec_field::scheduled_date) == "2026-03-29");
    CHECK(texts.text(spec_field::scheduled_time) == "02:30:00");
    CHECK(texts.text(spec_field::time_zone) == "Europe/Berlin");
    CHECK(texts.text(spec_field::expire_time) == "2026-12-31T22:59:59Z");
}

TEST_CASE("fields that were not given have no text, and what was written is read as the same spec") {
    const schedule_spec daily = parsed_spec(
        {.scheduled_type = "DAY", .day_interval = "3", .scheduled_time = "23:59:59", .time_zone = "+05:30"});
    const spec_texts texts{daily};
    for (const spec_field field : {spec_field::week_list, spec_field::month_list, spec_field::date_list,
                                   spec_field::scheduled_date, spec_field::expire_time})
        CHECK_FALSE(texts.text(field));
    CHECK_FALSE(texts.fields().week_list);
    CHECK((parsed_spec(texts.fields()) == daily));
    CHECK((spec_texts{parsed_spec(texts.fields())} == texts));
}

TEST_CASE("a text can take another's place") {
    spec_texts texts{parsed_spec(
        {.scheduled_type = "DAY", .day_interval = "1", .scheduled_time = "09:00:00", .time_zone = "UTC"})};
    const spec_texts before = texts;
    texts.replace(spec_field::expire_time, "2026-12-31 23:59:59");
    CHECK(texts.fields().expire_time == "2026-12-31 23:59:59");
    CHECK_FALSE((texts == before));
}
