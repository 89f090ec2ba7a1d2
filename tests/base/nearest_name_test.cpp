// How far two names are from each other, and which of the known ones somebody meant.
#include <doctest/doctest.h>

#include <array>
#include <optional>
#include <string>
#include <string_view>

#include "base/nearest_name.hpp"

namespace {

using nextfire::detail::edit_distance;
using nextfire::detail::nearest_name;

constexpr std::array<std::string_view, 5> members{"week_list", "month_list", "date_list", "time_zone", "id"};

}  // namespace

TEST_CASE("the distance counts letters inserted, dropped, changed, and swapped with their neighbour") {
    struct row {
        std::string_view a;
        std::string_view b;
        unsigned distance;
    };
    for (const row& fact : {
             row{"", "", 0},
             row{"", "abc", 3},
             row{"zone", "zones", 1},
             row{"zone", "one", 1},
             row{"zone", "zine", 1},
             row{"zone", "zoen", 1},       // two neighbours, one step
             row{"kitten", "sitting", 3},  // the example of Levenshtein's distance
             row{"ca", "abc", 3},          // swapped letters are not touched again: 3, not Damerau's 2
             row{"Week_List", "wEEK_lIST", 0},
         }) {
        CAPTURE(fact.a);
        CAPTURE(fact.b);
        CHECK(edit_distance(fact.a, fact.b, 10) == fact.distance);
        CHECK(edit_distance(fact.b, fact.a, 10) == fact.distance);
    }
}

TEST_CASE("a distance above the limit is told as more than the limit") {
    CHECK(edit_distance("kitten", "sitting", 3) == 3);
    CHECK(edit_distance("kitten", "sitting", 2) == 3);
    CHECK(edit_distance("kitten", "sitting", 1) > 1);
    CHECK(edit_distance("a", "abcdefgh", 2) == 3);
}

TEST_CASE("the longest texts are compared to their ends") {
    const std::string a(nextfire::detail::longest_compared, 'a');
    std::string b = a;
    b.back() = 'b';
    CHECK(edit_distance(a, b, 64) == 1);
    CHECK(edit_distance(a, std::string(nextfire::detail::longest_compared, 'c'), 64) == 64);
}

TEST_CASE("the nearest known name is at most two letters away, and has more than twice as many") {
    struct row {
        std::string_view misspelt;
        std::optional<std::string_view> meant;
    };
    for (const row& fact : {
             row{"week_lst", "week_list"},
             row{"weeklist", "week_list"},
             row{"WEEK-LIST", "week_list"},
             row{"timezone", "time_zone"},
             row{"tmie_zoen", "time_zone"},
             row{"week_list", "week_list"},
             row{"weekls", std::nullopt},  // three letters
             row{"mouth_lost", "month_list"},
             row{"ix", std::nullopt},  // one letter of two is half of the name
             row{"", std::nullopt},
             row{"description", std::nullopt},
         }) {
        CAPTURE(fact.misspelt);
        CHECK((nearest_name(fact.misspelt, members) == fact.meant));
    }
    CHECK_FALSE(nearest_name("week_list", {}));
}

TEST_CASE("of several near names the nearest is given, and of those the first") {
    constexpr std::array<std::string_view, 3> known{"monthly", "monthlies", "month"};
    CHECK((nearest_name("monthl", known) == "monthly"));
    CHECK((nearest_name("months", known) == "month"));
    constexpr std::array<std::string_view, 2> alike{"alpha_1", "alpha_2"};
    CHECK((nearest_name("alpha_3", alike) == "alpha_1"));
}
