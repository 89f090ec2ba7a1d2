#include <nextfire/spec/schedule_options.hpp>
#include <nextfire/spec/schedule_spec.hpp>

#include <doctest/doctest.h>

#include "../support/enum_names.hpp"

using namespace nextfire;
using nextfire_test::check_names;

TEST_CASE("policies and presets have names") {
    check_names<gap_policy>({"at_transition", "skip", "shift"}, &parse_gap_policy, "gap");
    check_names<overlap_policy>({"first", "second", "both"}, &parse_overlap_policy, "overlap");
    check_names<elapsed_policy>({"as_written", "never", "always"}, &parse_elapsed_policy, "elapsed");
    check_names<day_counting>({"from_anchor", "restart_each_month"}, &parse_day_counting, "counting");
    check_names<preset>({"vixie", "quartz", "kubernetes", "systemd", "aws", "rfc5545"}, &parse_preset,
                        "preset");
    check_names<schedule_type>({"FIXED_TIME", "DAY", "WEEK", "MONTH"}, &parse_schedule_type,
                               "scheduled_type");
}

TEST_CASE("names of policies may have hyphens, types any letter case") {
    CHECK(parse_gap_policy("at-transition") == gap_policy::at_transition);
    CHECK(parse_day_counting("restart-each-month") == day_counting::restart_each_month);
    CHECK_FALSE(parse_gap_policy("SKIP"));
    CHECK(parse_schedule_type("Fixed_Time") == schedule_type::fixed_time);
    CHECK_FALSE(parse_schedule_type("fixed-time"));
}

TEST_CASE("what was meant by a misspelt name is said") {
    CHECK(to_string(parse_gap_policy("skp").errors()) ==
          "gap: expected at_transition, skip or shift, but found \"skp\"; did you mean skip?");
    CHECK(to_string(parse_preset("kubernetis", "/preset").errors()) ==
          "/preset: expected vixie, quartz, kubernetes, systemd, aws or rfc5545, but found \"kubernetis\"; "
          "did you mean kubernetes?");
    CHECK(
        to_string(parse_schedule_type("MONHT").errors()) ==
        "scheduled_type: expected FIXED_TIME, DAY, WEEK or MONTH, but found \"MONHT\"; did you mean MONTH?");
    CHECK((parse_preset("kubernetes").transform(&options_for)->overlap == overlap_policy::both));
}
