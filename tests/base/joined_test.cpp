#include "base/joined.hpp"

#include <doctest/doctest.h>

#include <array>
#include <string>
#include <string_view>
#include <vector>

using nextfire::detail::joined;

TEST_CASE("a separator stands between texts, and nowhere else") {
    CHECK(joined(std::vector<std::string>{}, ", ").empty());
    CHECK(joined(std::vector<std::string>{"Monday"}, ", ") == "Monday");
    CHECK(joined(std::array<std::string_view, 3>{"1", "", "3"}, ",") == "1,,3");
}
