// What is wrong with a member of a JSON text.
#include <doctest/doctest.h>

#include <string>

#include "request/json_violation.hpp"

using nextfire::violation;
using nextfire::violation_code;
namespace api = nextfire::api;

TEST_CASE("a value of another type is told as what it is") {
    const auto value = api::read_json("[7]", {});
    REQUIRE(value);
    CHECK((api::wrong_type("/week_list", "a string", value->as_array()->front()) ==
           violation{violation_code::wrong_type, "/week_list", {}, "expected a string, but found 7"}));
}

TEST_CASE("a member that is not there is told by where it would stand") {
    CHECK((api::missing_member("/target_infos/0/target_id", "1 to 128 characters") ==
           violation{violation_code::missing,
                     "/target_infos/0/target_id",
                     {},
                     "expected 1 to 128 characters, but found no such member"}));
}

TEST_CASE("a text is one JSON object, or is refused as JSON or for its type") {
    const auto object = api::read_json_object(R"({"a":1})", {});
    REQUIRE(object);
    REQUIRE(object->as_object() != nullptr);
    CHECK(object->as_object()->front().name == "a");
    for (const char* other : {"[]", "7", "\"a\"", "null", "true"}) {
        CAPTURE(other);
        const auto refused = api::read_json_object(other, {});
        REQUIRE_FALSE(refused);
        CHECK((refused.errors()[0].code == violation_code::wrong_type));
        CHECK(refused.errors()[0].field == "");
        CHECK(refused.errors()[0].message.starts_with("expected a JSON object, but found "));
    }
    const auto broken = api::read_json_object("{", {});
    REQUIRE_FALSE(broken);
    CHECK((broken.errors()[0].code == violation_code::malformed));
}

TEST_CASE("fields become members of the object that they stand in") {
    const nextfire::violations errors{{violation_code::missing, "week_list", {}, "expected a"},
                                      {violation_code::malformed, "time_zone", 3, "expected b"}};
    CHECK((api::with_pointers(errors, "") ==
           nextfire::violations{{violation_code::missing, "/week_list", {}, "expected a"},
                                {violation_code::malformed, "/time_zone", 3, "expected b"}}));
    CHECK(api::with_pointers(errors, "/schedules/2")[1].field == "/schedules/2/time_zone");
    CHECK(api::with_pointers({}, "/a").empty());
}
