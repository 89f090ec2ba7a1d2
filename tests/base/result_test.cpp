// A value, or every reason why there is none.
#include <doctest/doctest.h>

#include <nextfire/base/result.hpp>

#include <memory>
#include <set>
#include <string>
#include <utility>

using nextfire::result;
using nextfire::violation;
using nextfire::violation_code;
using nextfire::violations;

TEST_CASE("6.3 each code has its stable text") {
    struct row {
        violation_code code;
        const char* text;
    };
    std::set<std::string> texts;
    for (const row& fact : {
             row{violation_code::missing, "missing"},
             row{violation_code::malformed, "malformed"},
             row{violation_code::out_of_range, "out_of_range"},
             row{violation_code::unknown_name, "unknown_name"},
             row{violation_code::wrong_type, "wrong_type"},
             row{violation_code::never_fires, "never_fires"},
             row{violation_code::not_expressible, "not_expressible"},
             row{violation_code::too_long, "too_long"},
             row{violation_code::unreadable, "unreadable"},
         }) {
        CHECK(std::string{to_string(fact.code)} == fact.text);
        texts.emplace(to_string(fact.code));
    }
    CHECK(texts.size() == 9);
}

TEST_CASE("6.1 a result holds a value") {
    const result<std::string> good{"09:00:00"};
    REQUIRE(good);
    CHECK(*good == "09:00:00");
    CHECK(good.value() == "09:00:00");
    CHECK(good->size() == 8);
}

TEST_CASE("6.1 or all violations, in the order in which they were given") {
    const violation first{violation_code::missing, "scheduled_time", {}, "expected …"};
    const violation second{violation_code::malformed, "week_list", 3, "expected …"};
    const result<int> bad{violations{first, second}};
    REQUIRE_FALSE(bad);
    CHECK((bad.errors() == violations{first, second}));
    const result<int> single{second};
    REQUIRE_FALSE(single);
    CHECK((single.errors() == violations{second}));
}

TEST_CASE("6.1 violations are equal when all their parts are") {
    const violation one{violation_code::malformed, "week_list", 3, "expected …"};
    CHECK((one == violation{violation_code::malformed, "week_list", 3, "expected …"}));
    CHECK((one != violation{violation_code::missing, "week_list", 3, "expected …"}));
    CHECK((one != violation{violation_code::malformed, "date_list", 3, "expected …"}));
    CHECK((one != violation{violation_code::malformed, "week_list", {}, "expected …"}));
    CHECK((one != violation{violation_code::malformed, "week_list", 3, "expected other"}));
}

TEST_CASE("a value that cannot be copied can be moved out") {
    result<std::unique_ptr<int>> owner{std::make_unique<int>(7)};
    const std::unique_ptr<int> taken = *std::move(owner);
    REQUIRE(taken);
    CHECK(*taken == 7);
}
