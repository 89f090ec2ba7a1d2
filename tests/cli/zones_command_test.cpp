// `nextfire zones`, word for word.
#include <doctest/doctest.h>

#include <algorithm>
#include <string>

#include "support/run_program.hpp"

using nextfire_test::outcome;
using nextfire_test::run;

TEST_CASE("all zones are listed, links with what they stand for") {
    const outcome left = run({"zones"});
    CHECK(left.exit_code == 0);
    CHECK(left.err == "");
    CHECK(left.out.starts_with("Africa/Abidjan\n"));
    CHECK(left.out.find("\nEurope/Berlin\n") != std::string::npos);
    CHECK(left.out.find("\nAsia/Calcutta -> Asia/Kolkata\n") != std::string::npos);
    CHECK(std::count(left.out.begin(), left.out.end(), '\n') == 598);  // as `find -type f` in zic's output
}

TEST_CASE("names are searched without regard to case") {
    CHECK(run({"zones", "SHANG"}).out == "Asia/Shanghai\n");
    CHECK(run({"zones", "calc"}).out == "Asia/Calcutta -> Asia/Kolkata\n");
}

TEST_CASE("a search that finds nothing suggests") {
    const outcome near = run({"zones", "Asia/Shangai"});
    CHECK(near.exit_code == 1);
    CHECK(near.out == "");
    CHECK(near.err ==
          "PATTERN: expected a part of a time zone's name, but found \"Asia/Shangai\"; did you mean "
          "Asia/Shanghai?\n");

    const outcome far = run({"zones", "qqqqqqqq"});
    CHECK(far.exit_code == 1);
    CHECK(far.err == "PATTERN: expected a part of a time zone's name, but found \"qqqqqqqq\"\n");
}

TEST_CASE("the zone data has a version") {
    CHECK(run({"zones", "--tzdata-version"}).out == "2026f\n");
}
