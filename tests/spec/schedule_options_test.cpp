// The presets: what each of them chooses, clause by clause of the table in 4.7.
#include <doctest/doctest.h>

#include <nextfire/spec/schedule_options.hpp>

#include <string>

using namespace nextfire;

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
