#include <doctest/doctest.h>

#include "request/json.hpp"

#include <limits>
#include <string>
#include <string_view>

using namespace nextfire;
using api::json_limits;
using api::json_object;
using api::json_value;
using api::read_json;
using namespace std::string_literals;

namespace {

/// The one violation of a text that is refused.
violation refusal(std::string_view text, const json_limits& limits = {}) {
    const result<json_value> read = read_json(text, limits);
    REQUIRE_FALSE(read);
    REQUIRE(read.errors().size() == 1);
    return read.errors().front();
}

std::string nested(std::size_t levels) {
    return std::string(levels, '[') + std::string(levels, ']');
}

}  // namespace

TEST_CASE("JSON values are read as what they are") {
    CHECK(read_json("null")->is_null());
    CHECK(*read_json("true")->as_bool());
    CHECK_FALSE(*read_json(" false\r\n\t")->as_bool());
    CHECK(*read_json(R"("a\"b\\\/\b\f\n\r\t\u00e9\ud83d\ude00é")")->as_string() == "a\"b\\/\b\f\n\r\té😀é");
    CHECK(read_json("[]")->as_array()->empty());
    CHECK(read_json("{}")->as_object()->empty());
    CHECK(*read_json(R"([1,"x"])")->as_array()->at(1).as_string() == "x");
}

TEST_CASE("members stay in the order they were written") {
    const auto read = read_json(R"({"z":1,"a":{"y":[true]},"":null})");
    REQUIRE(read);
    const json_object& members = *read->as_object();
    REQUIRE(members.size() == 3);
    CHECK(members[0].name == "z");
    CHECK(members[1].name == "a");
    CHECK(*members[1].value.as_object()->front().value.as_array()->front().as_bool());
    CHECK(members[2].name.empty());
    CHECK(members[2].value.is_null());
}

TEST_CASE("numbers keep their text, and their value where 64 bits hold it") {
    struct row {
        std::string text;
        std::optional<std::int64_t> integer;
    };
    const row rows[] = {
        {"0", 0},
        {"1", 1},
        {"-31", -31},
        {"9223372036854775807", std::numeric_limits<std::int64_t>::max()},
        {"-9223372036854775808", std::numeric_limits<std::int64_t>::min()},
        {"9223372036854775808", std::nullopt},
        {"18446744073709551615", std::nullopt},
        {"18446744073709551616", std::nullopt},
        {"99999999999999999999", std::nullopt},
        {"-9223372036854775809", std::nullopt},
        {"1.0", std::nullopt},
        {"1e0", std::nullopt},
        {"1E2", std::nullopt},
        {"-0.5", std::nullopt},
    };
    for (const row& expected : rows) {
        CAPTURE(expected.text);
        const auto read = read_json(expected.text);
        REQUIRE(read);
        CHECK(read->as_number()->text == expected.text);
        CHECK(read->as_number()->integer == expected.integer);
    }
}

TEST_CASE("bad JSON is refused with its line and column") {
    struct row {
        std::string text;
        std::uint32_t column;
        std::string message;
    };
    const row rows[] = {
        {"", 1, "line 1, column 1: expected a JSON value, but found the end of the text"},
        {" \n ", 2, "line 2, column 2: expected a JSON value, but found the end of the text"},
        {"nul", 4, "line 1, column 4: expected a JSON value, but found the end of the text"},
        {"tru}", 4, "line 1, column 4: expected a JSON value, but found \"}\""},
        {"é", 1, "line 1, column 1: expected a JSON value, but found \"é\""},
        {"/* no */ 1", 1, "line 1, column 1: expected a JSON value, but found \"/\""},
        {"{", 2, "line 1, column 2: expected a member name in double quotes, but found the end of the text"},
        {"{a:1}", 2, "line 1, column 2: expected a member name in double quotes, but found \"a\""},
        {"{1:2}", 2, "line 1, column 2: expected a member name in double quotes, but found 1"},
        {R"({"a":1,})", 8, "line 1, column 8: expected a member name in double quotes, but found \"}\""},
        {R"({"a" 1})", 6, "line 1, column 6: expected a colon after the member name, but found 1"},
        {R"({"a":})", 6, "line 1, column 6: expected a JSON value, but found \"}\""},
        {R"({"a":1 "b":2})", 8, "line 1, column 8: expected a comma or a closing brace, but found \"b\""},
        {"[1 true]", 4, "line 1, column 4: expected a comma or a closing bracket, but found true"},
        {"[1,]", 4, "line 1, column 4: expected a JSON value, but found \"]\""},
        {"{} x", 4, "line 1, column 4: expected the end of the text, but found \"x\""},
        {"{}\n{}", 1, "line 2, column 1: expected the end of the text, but found \"{\""},
        {"01", 2, "line 1, column 2: expected the end of the text, but found 1"},
        {"-", 2, "line 1, column 2: expected a digit, but found the end of the text"},
        {"1.x", 3, "line 1, column 3: expected a digit, but found \"x\""},
        {"1e999", 1, "line 1, column 1: expected a number that fits a double, but found 1e999"},
        {R"("abc)", 5, "line 1, column 5: expected a closing quote, but found the end of the text"},
        {"\"a\nb\"", 3,
         "line 1, column 3: expected an escape such as \\n for a control character, but found \"\\x0a\""},
        {R"("\x")", 3,
         "line 1, column 3: expected one of \" \\ / b f n r t u after a backslash, but found \"x\""},
        {R"("\u12G4")", 6, "line 1, column 6: expected four hexadecimal digits after \\u, but found \"G\""},
        {R"("\ud800")", 8,
         "line 1, column 8: expected a pair of surrogates, high and low, but found \"\\\"\""},
        {"\"\xff\"", 2, "line 1, column 2: expected UTF-8, but found \"\\xff\""},
        {"\"\xc0\xaf\"", 2, "line 1, column 2: expected UTF-8, but found \"\\xc0\\xaf\""},
        {"\"\xed\xa0\x80\"", 3, "line 1, column 3: expected UTF-8, but found \"\\xa0\\x80\""},
        {"\xEF\xBB\xBF{}", 1, "line 1, column 1: expected JSON without a byte-order mark, but found one"},
        {"{}\0"s, 3, "line 1, column 3: expected text without NUL, but found one"},
        {"\n\"\0\""s, 2, "line 2, column 2: expected text without NUL, but found one"},
        {R"(["a\u0000b"])", 2, "line 1, column 2: expected text without NUL, but found \\u0000 in it"},
        {R"({"a\u0000b":1})", 2, "line 1, column 2: expected text without NUL, but found \\u0000 in it"},
        {R"({"a":1,"a":2})", 8, "line 1, column 8: expected each member name once, but found \"a\" again"},
        {R"({"a":1,"\u0061":2})", 8,
         "line 1, column 8: expected each member name once, but found \"a\" again"},
        {R"({"x\"y":1,"x\"y":2})", 11,
         "line 1, column 11: expected each member name once, but found \"x\\\"y\" again"},
        {"{\"a\":{\"b\":1,\n \"b\":2}}", 2,
         "line 2, column 2: expected each member name once, but found \"b\" again"},
    };
    for (const row& expected : rows) {
        CAPTURE(expected.text);
        const violation error = refusal(expected.text);
        CHECK(error.code == violation_code::malformed);
        CHECK(error.field.empty());
        CHECK(error.column == expected.column);
        CHECK(error.message == expected.message);
    }
}

TEST_CASE("what the text says does not change what the message says") {
    // The parser's own message quotes the text; these texts contain its words.
    CHECK(refusal(R"({"missing closing quote" 1})").message ==
          "line 1, column 26: expected a colon after the member name, but found 1");
    CHECK(refusal(R"(["; expected end of input)").message ==
          "line 1, column 26: expected a closing quote, but found the end of the text");
    CHECK(refusal(R"(["ill-formed UTF-8" "; last read: '"])").message ==
          "line 1, column 21: expected a comma or a closing bracket, but found \"; last read: '\"");
}

TEST_CASE("limits hold") {
    CHECK(read_json(nested(8)));
    CHECK(refusal(nested(9)).message ==
          "line 1, column 9: expected at most 8 levels of nesting, but found one more");
    CHECK(refusal(nested(9)).code == violation_code::too_long);
    CHECK(refusal(std::string(60'000, '[')).code == violation_code::too_long);
    CHECK(refusal(R"({"a":[{"b":{}}]})", json_limits{.depth = 3}).message ==
          "line 1, column 12: expected at most 3 levels of nesting, but found one more");

    const std::string longest = '"' + std::string(64 * 1024 - 2, 'x') + '"';
    CHECK(read_json(longest));
    CHECK(refusal(longest + " ").message == "expected at most 65536 bytes of JSON, but found more");
    CHECK(refusal(longest + " ").code == violation_code::too_long);

    std::string many = "{";
    for (int i = 0; i < 256; ++i) many += '"' + std::to_string(i) + "\":0,";
    CHECK(refusal(many + R"("x":0})").message ==
          "line 1, column 1940: expected at most 256 members in an object, but found one more");
    many.back() = '}';
    CHECK(read_json(many)->as_object()->size() == 256);
}

TEST_CASE("lines are counted from where the reader is told") {
    CHECK(refusal("{x", json_limits{.number_of_first_line = 17}).message ==
          "line 17, column 2: expected a member name in double quotes, but found \"x\"");
}

TEST_CASE("a value is described as a message needs it") {
    const auto described = [](std::string_view text) { return api::describe(*read_json(text)); };
    CHECK(described("null") == "null");
    CHECK(described("true") == "true");
    CHECK(described("1.0") == "1.0");
    CHECK(described("99999999999999999999") == "99999999999999999999");
    CHECK(described(std::string(300, '9')) == std::string(40, '9') + "… (300 bytes)");
    CHECK(described(R"("1")") == R"(the string "1")");
    CHECK(described(R"("")") == "an empty string");
    CHECK(described("[1]") == "an array");
    CHECK(described("{}") == "an object");
}

TEST_CASE("integers are told from other numbers by their text") {
    for (const char* text : {"0", "-1", "99999999999999999999"}) CHECK(api::is_integer_text(text));
    for (const char* text : {"", "-", "1.0", "1e0", "-0.0"}) CHECK_FALSE(api::is_integer_text(text));
}

TEST_CASE("strings are written so that they can be read again") {
    const auto written = [](std::string_view text) {
        std::string out = "x";
        api::append_json_string(out, text);
        return out;
    };
    CHECK(written("") == R"(x"")");
    CHECK(written("Asia/Shanghai") == R"(x"Asia/Shanghai")");
    CHECK(written("a\"b\\c\nd\te\x01") == R"(x"a\"b\\c\nd\te\u0001")");
    CHECK(written("é…") == R"(x"é…")");
    CHECK(written("a\xff"
                  "b") == "x\"a\uFFFDb\"");
    for (int byte = 1; byte < 128; ++byte) {
        const std::string text(3, static_cast<char>(byte));
        CHECK(*read_json(written(text).substr(1))->as_string() == text);
    }
}
