// Comma lists of small numbers: clause 2.2.  That every field of a spec uses them so is in
// schedule_spec_test.cpp.
#include <doctest/doctest.h>

#include <cstdint>
#include <string>
#include <string_view>

#include "spec/list_text.hpp"

namespace {

using nextfire::violation_code;
using nextfire::violations;
using nextfire::detail::list_grammar;
using nextfire::detail::list_text;
using nextfire::detail::parse_list;

constexpr list_grammar days{"date_list", 31, true, "a day from 1 to 31 or L"};
constexpr list_grammar weekdays{"week_list", 7, false, "a weekday from 1 to 7"};

/// Reads a list and writes what was read, or `code column` for each violation.
std::string read_and_written(std::string_view text, const list_grammar& form) {
    violations errors;
    const std::uint32_t bits = parse_list(text, form, errors);
    if (errors.empty()) return list_text(bits);
    std::string told;
    for (const auto& error : errors) {
        CHECK(error.field == form.field);
        told += (told.empty() ? "" : ", ") + std::string{to_string(error.code)} + " " +
                (error.column ? std::to_string(*error.column) : "-");
    }
    return told;
}

}  // namespace

TEST_CASE("2.2 a list is read as a set, and written sorted and without repeats") {
    struct row {
        std::string_view text;
        const char* expected;
    };
    for (const row& fact : {
             row{"1", "1"},
             row{"31,1,15,1", "1,15,31"},
             row{" 1\t, 2 ,\t3 ", "1,2,3"},
             row{"L", "L"},
             row{"l,1", "1,L"},
             row{"01,002", "1,2"},
             row{"0", "out_of_range 1"},
             row{"32", "out_of_range 1"},
             row{"1,32", "out_of_range 3"},
             // numbers of any length are numbers: none comes round to 1 again
             row{"4294967297", "out_of_range 1"},
             row{"1, 18446744073709551617", "out_of_range 4"},
             row{"", "malformed 1"},
             row{"1,", "malformed 3"},
             row{",1", "malformed 1"},
             row{"1,,2", "malformed 3"},
             row{"+1", "malformed 1"},
             row{"-1", "malformed 1"},
             row{"1 2", "malformed 1"},
             row{"1;2", "malformed 1"},
             row{"LL", "malformed 1"},
             row{"L1", "malformed 1"},
             row{"1.0", "malformed 1"},
             row{"\xd9\xa1", "malformed 1"},  // the Arabic digit one
             row{"x, 40 ,1,,y", "malformed 1, out_of_range 4, malformed 10, malformed 11"},
         }) {
        CAPTURE(fact.text);
        CHECK(read_and_written(fact.text, days) == fact.expected);
    }
}

TEST_CASE("2.2 L is an item only where the field has a last day") {
    CHECK(read_and_written("L", weekdays) == "malformed 1");
    CHECK(read_and_written("7", weekdays) == "7");
    CHECK(read_and_written("8", weekdays) == "out_of_range 1");
}

TEST_CASE("2.2 every set of days is read back from its text") {
    CHECK(list_text(0) == "");
    for (std::uint32_t bits = 1; bits != 0; bits <<= 1)
        for (const std::uint32_t set : {bits, bits | 1, ~bits, bits | (bits - 1)}) {
            violations errors;
            CHECK(parse_list(list_text(set), days, errors) == set);
            CHECK(errors.empty());
        }
}

TEST_CASE("2.2 a list longer than 1,024 bytes is refused unread") {
    std::string longest(1023, ' ');
    longest += '1';
    CHECK(read_and_written(longest, days) == "1");
    CHECK(read_and_written(longest + " ", days) == "too_long -");
    CHECK(read_and_written(std::string(1025, 'x'), days) == "too_long -");
}
