// Sets of numbers as cron text: lists, ranges and steps.  Clauses 5.1 and 5.7.
#include <doctest/doctest.h>

#include <algorithm>
#include <cstdint>
#include <initializer_list>
#include <random>
#include <string>
#include <vector>

#include "../support/fact_table.hpp"
#include "cron/cron_dialects.hpp"
#include "cron/cron_number_text.hpp"

namespace {

namespace detail = nextfire::detail;
using detail::minute_grammar;

std::uint64_t set_of(std::initializer_list<int> numbers) {
    std::uint64_t bits = 0;
    for (const int n : numbers) bits |= std::uint64_t{1} << n;
    return bits;
}

std::uint64_t run(int first, int last, int step = 1) {
    std::uint64_t bits = 0;
    for (int n = first; n <= last; n += step) bits |= std::uint64_t{1} << n;
    return bits;
}

/// Reads a list of numbers, ranges and steps again, in the plainest way.
std::vector<int> numbers_of(const std::string& text) {
    std::vector<int> numbers;
    for (const std::string& item : nextfire_test::pieces_of(text, ',')) {
        const std::vector<std::string> stepped = nextfire_test::pieces_of(item, '/');
        const std::vector<std::string> ends = nextfire_test::pieces_of(stepped[0], '-');
        const int step = stepped.size() == 2 ? std::stoi(stepped[1]) : 1;
        for (int n = std::stoi(ends.front()); n <= std::stoi(ends.back()); n += step) numbers.push_back(n);
    }
    std::sort(numbers.begin(), numbers.end());
    numbers.erase(std::unique(numbers.begin(), numbers.end()), numbers.end());
    return numbers;
}

}  // namespace

TEST_CASE("5.1 numbers are listed in order") {
    CHECK(detail::listed_text(set_of({28, 1, 2})) == "1,2,28");
    CHECK(detail::listed_text(set_of({0})) == "0");
    CHECK(detail::listed_text(0) == "");
    CHECK((detail::numbers_in(set_of({59, 0, 30})) == std::vector<int>{0, 30, 59}));
}

TEST_CASE("5.1 the step that a field's */n has") {
    CHECK(detail::step_from_start(run(0, 59, 15), minute_grammar) == 15);
    CHECK(detail::step_from_start(run(0, 59, 7), minute_grammar) == 7);
    CHECK(detail::step_from_start(set_of({0}), minute_grammar) == 0);  // above 59 there is no step
    CHECK(detail::step_from_start(run(5, 59, 15), minute_grammar) == 0);
    CHECK(detail::step_from_start(run(0, 59), minute_grammar) == 0);  // that is `*`
    CHECK(detail::step_from_start(run(1, 12, 3), detail::month_grammar) == 3);
}

TEST_CASE("5.1 elapsed time is written with a star, steps and ranges") {
    struct row {
        std::uint64_t numbers;
        const char* quartz;
        const char* unix_text;
    };
    for (const row& fact : {
             row{run(0, 59), "*", "*"},
             row{run(0, 59, 15), "*/15", "*/15"},
             row{run(5, 59, 15), "5/15", "5-59/15"},  // unix knows no open step
             row{set_of({30}), "30", "30"},
             row{run(8, 17), "8-17", "8-17"},
             row{set_of({8, 9}), "8,9", "8,9"},
             row{run(1, 3) | run(10, 13) | set_of({20}), "1-3,10-13,20", "1-3,10-13,20"},
             row{set_of({0, 20}), "0,20", "0,20"},
             row{set_of({0, 30}), "*/30", "*/30"},
             row{run(57, 59), "57-59", "57-59"},
         }) {
        CAPTURE(fact.quartz);
        CHECK(detail::elapsed_text(fact.numbers, minute_grammar,
                                   detail::grammar_of(nextfire::cron_dialect::quartz)) == fact.quartz);
        CHECK(detail::elapsed_text(fact.numbers, minute_grammar,
                                   detail::grammar_of(nextfire::cron_dialect::unix_cron)) == fact.unix_text);
    }
}

TEST_CASE("5.7 a short text has ranges and steps where they shorten it") {
    CHECK(detail::short_text({1970, 1971, 1972, 2000}, 229) == "1970-1972,2000");
    CHECK(detail::short_text({1970, 1974, 1978, 1982}, 229) == "1970-1982/4");
    CHECK(detail::short_text({1970, 1980}, 229) == "1970,1980");
    CHECK(detail::short_text({}, 229) == "");
}

TEST_CASE("5.7 a short text says the same numbers, and is no longer than their list") {
    const std::uint64_t seed = std::random_device{}();
    INFO("seed ", seed);
    std::mt19937_64 random{seed};
    for (int round = 0; round < 200; ++round) {
        std::vector<int> numbers;
        std::string list;
        for (int year = 1970; year <= 2199; ++year) {
            if (random() % 3 == 0) continue;
            numbers.push_back(year);
            list += (list.empty() ? "" : ",") + std::to_string(year);
        }
        const std::string text = detail::short_text(numbers, 229);
        REQUIRE(numbers_of(text) == numbers);
        CHECK(text.size() <= list.size());
    }
}
