#include "base/phase.hpp"

#include <doctest/doctest.h>

using nextfire::detail::phase_of;

TEST_CASE("a phase lies in its period, before 1970 as after it") {
    CHECK(phase_of(15, 7) == 1);
    CHECK(phase_of(14, 7) == 0);
    CHECK(phase_of(0, 7) == 0);
    CHECK(phase_of(-1, 7) == 6);
    CHECK(phase_of(-7, 7) == 0);
    CHECK(phase_of(-8, 7) == 6);
    CHECK(phase_of(-5, 1) == 0);
}
