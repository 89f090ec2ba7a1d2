// Sets of small numbers as people say them.
#include <doctest/doctest.h>

#include <cstdint>
#include <string>
#include <vector>

#include "words/number_runs.hpp"

namespace {

namespace detail = nextfire::detail;

std::string runs_text(const std::vector<int>& numbers) {
    std::string text;
    for (const detail::number_run& run : detail::runs_of(numbers))
        text += std::to_string(run.first) + "-" + std::to_string(run.last) + " ";
    return text;
}

std::string name_of(int number) {
    return "#" + std::to_string(number);
}

}  // namespace

TEST_CASE("the members of a set, counted from where bit 0 stands") {
    CHECK((detail::members(0b1011, 0) == std::vector<int>{0, 1, 3}));
    CHECK((detail::members(0b1011, 1) == std::vector<int>{1, 2, 4}));
    CHECK((detail::members(std::uint64_t{1} << 63, 0) == std::vector<int>{63}));
    CHECK(detail::members(0, 1).empty());
}

TEST_CASE("three and more in a row are a run, and two are two numbers") {
    CHECK(runs_text({}) == "");
    CHECK(runs_text({5}) == "5-5 ");
    CHECK(runs_text({5, 6}) == "5-5 6-6 ");
    CHECK(runs_text({5, 6, 7}) == "5-7 ");
    CHECK(runs_text({1, 2, 4, 5, 6, 7, 9}) == "1-1 2-2 4-7 9-9 ");
}

TEST_CASE("one says every n of three in a row, or of four further apart") {
    CHECK((detail::even_step({1, 2, 3}) == 1));
    CHECK((detail::even_step({1, 3, 5, 7}) == 2));
    CHECK_FALSE(detail::even_step({1, 3, 5}));
    CHECK_FALSE(detail::even_step({1, 2}));
    CHECK_FALSE(detail::even_step({1, 3, 5, 8}));
    CHECK_FALSE(detail::even_step({}));
    CHECK(detail::is_one_run({1, 2, 3}));
    CHECK_FALSE(detail::is_one_run({1, 2}));
    CHECK_FALSE(detail::is_one_run({1, 2, 3, 5}));
    CHECK_FALSE(detail::is_one_run({1, 3, 5, 7}));
}

TEST_CASE("the last two of a list are joined by another word") {
    CHECK(detail::joined({}, ", ", " and ") == "");
    CHECK(detail::joined({"1"}, ", ", " and ") == "1");
    CHECK(detail::joined({"1", "2"}, ", ", " and ") == "1 and 2");
    CHECK(detail::joined({"1", "2", "3"}, ", ", " and ") == "1, 2 and 3");
}

TEST_CASE("numbers are named one by one, runs by their ends") {
    CHECK((detail::names_of({1, 2}, name_of) == std::vector<std::string>{"#1", "#2"}));
    CHECK((detail::run_names({1, 3, 4, 5}, " to ", name_of) == std::vector<std::string>{"#1", "#3 to #5"}));
}
