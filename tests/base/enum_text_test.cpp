#include "base/enum_text.hpp"

#include "support/enum_names.hpp"

#include <doctest/doctest.h>

#include <array>
#include <cstddef>
#include <string>
#include <string_view>

using namespace nextfire;

TEST_CASE("codes of violations have names, and are read by them") {
    nextfire_test::check_names<violation_code>(
        {"missing", "malformed", "out_of_range", "unknown_name", "wrong_type", "never_fires",
         "not_expressible", "too_long", "unreadable"},
        &parse_violation_code, "violation_code");
}

TEST_CASE("a name that nobody knows is told with all that are known, and the nearest") {
    const auto message = [](std::string_view text) {
        return to_string(parse_violation_code(text, "code").errors());
    };
    const std::string known =
        "code: expected missing, malformed, out_of_range, unknown_name, wrong_type, never_fires, "
        "not_expressible, too_long or unreadable, but found ";
    CHECK(message("mising") == known + "\"mising\"; did you mean missing?");
    CHECK(message("Missing") == known + "\"Missing\"; did you mean missing?");
    CHECK(message("") == known + "nothing");
    CHECK(message("x") == known + "\"x\"");
    CHECK(message("missing ") == known + "\"missing \"; did you mean missing?");
    CHECK(parse_violation_code("out-of_range") == violation_code::out_of_range);
    CHECK(parse_violation_code("x").errors().front().field == "violation_code");
    CHECK(parse_violation_code("x").errors().front().code == violation_code::unknown_name);
    CHECK_FALSE(parse_violation_code("x").errors().front().column.has_value());
}

TEST_CASE("each type says which spellings of its names are read") {
    using detail::name_spelling;
    const std::array<std::string_view, 2> names{"ONE_TWO", "three"};
    const auto found = [&](std::string_view text, name_spelling spelling) {
        return detail::find_name(names, text, "f", spelling).has_value();
    };
    CHECK(found("ONE_TWO", name_spelling::exact));
    CHECK_FALSE(found("ONE-TWO", name_spelling::exact));
    CHECK_FALSE(found("one_two", name_spelling::exact));
    CHECK(found("ONE-TWO", name_spelling::hyphenated));
    CHECK_FALSE(found("one-two", name_spelling::hyphenated));
    CHECK(found("one_two", name_spelling::any_case));
    CHECK_FALSE(found("one-two", name_spelling::any_case));
    for (const auto spelling : {name_spelling::exact, name_spelling::any_case, name_spelling::hyphenated}) {
        CHECK(detail::find_name(names, "three", "f", spelling) == std::size_t{1});
        for (const char* text : {"", "ONE TWO", "ONE_TW", "ONE_TWOO", "thre"})
            CHECK_FALSE(found(text, spelling));
    }
}
