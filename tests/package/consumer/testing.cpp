// A property of a user's own: whoever keeps definitions as bytes fires as before, by every law there is.
#include <nextfire/nextfire.hpp>
#include <nextfire/testing/generators.hpp>
#include <nextfire/testing/laws.hpp>

#include <rapidcheck.h>

int main() {
    const bool held = rc::check("kept as bytes", [](const nextfire::testing::question& asked) {
        const auto kept = nextfire::definition::from_bytes(asked.what.to_bytes().span());
        RC_ASSERT(kept.has_value());
        const auto schedule = nextfire::schedule::build(*kept);
        RC_PRE(schedule.has_value());
        for (const auto& law : nextfire::testing::laws::of_asking) law.holds(*schedule, asked.instants);
    });
    return held ? 0 : 1;
}
