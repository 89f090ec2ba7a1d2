// The choices beside a spec: their names, and what each preset chooses, row by row of the table in 4.7.
#include <doctest/doctest.h>

#include <nextfire/spec/schedule_options.hpp>
#include <nextfire/spec/schedule_spec.hpp>

#include <string>

#include "../support/enum_names.hpp"

using namespace nextfire;
using nextfire_test::check_names;

TEST_CASE("4.7 each preset has its name and makes the choices of its row") {
    struct row {
        preset scheduler;
        const char* name;
        gap_policy gap;
        overlap_policy overlap;
        elapsed_policy elapsed;
    };
    for (const row& fact : {
             row{preset::vixie, "vixie", gap_policy::at_transition, overlap_policy::first,
                 elapsed_policy::as_written},
             row{preset::quartz, "quartz", gap_policy::skip, overlap_policy::second, elapsed_policy::never},
             row{preset::kubernetes, "kubernetes", gap_policy::skip, overlap_policy::both,
                 elapsed_policy::always},
             row{preset::systemd, "systemd", gap_policy::skip, overlap_policy::first, elapsed_policy::never},
             row{preset::aws, "aws", gap_policy::skip, overlap_policy::first, elapsed_policy::never},
             row{preset::rfc5545, "rfc5545", gap_policy::shift, overlap_policy::first, elapsed_policy::never},
         }) {
        CAPTURE(fact.name);
        CHECK(std::string{to_string(fact.scheduler)} == fact.name);
        const schedule_options chosen = options_for(fact.scheduler);
        CHECK((chosen.gap == fact.gap));
        CHECK((chosen.overlap == fact.overlap));
        CHECK((chosen.elapsed == fact.elapsed));
        // and nothing else
        CHECK((chosen.counting == day_counting::from_anchor));
        CHECK_FALSE(chosen.anchor_date);
        CHECK_FALSE(chosen.anchor_instant);
        CHECK_FALSE(chosen.not_before);
        CHECK_FALSE(chosen.expire_time);
    }
}

TEST_CASE("4.7 without a choice it is the preset vixie") {
    const schedule_options nothing;
    const schedule_options chosen = options_for(preset::vixie);
    CHECK((nothing.gap == chosen.gap));
    CHECK((nothing.overlap == chosen.overlap));
    CHECK((nothing.elapsed == chosen.elapsed));
}

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
