// The lines of a calendar, folded and whole: RFC 5545 section 3.1.
#include <doctest/doctest.h>

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "rrule/rrule_lines.hpp"

namespace {

namespace detail = nextfire::detail;
using nextfire::violation_code;

std::vector<std::string> pieces(std::string_view text, char separator) {
    std::vector<std::string> all;
    detail::piece_reader reader{text, separator};
    while (const auto piece = reader.next()) all.emplace_back(*piece);
    return all;
}

}  // namespace

TEST_CASE("a line break before a blank or a tab is none, wherever it stands") {
    CHECK(detail::unfolded_text{"RRULE:FREQ=DA\r\n ILY"}.text() == "RRULE:FREQ=DAILY");
    CHECK(detail::unfolded_text{"RRULE:FREQ=DA\n\tILY"}.text() == "RRULE:FREQ=DAILY");
    CHECK(detail::unfolded_text{"A:1\r\nB:2"}.text() == "A:1\nB:2");
    CHECK(detail::unfolded_text{""}.text() == "");
}

TEST_CASE("a piece keeps the column that it had in the folded text") {
    const detail::unfolded_text text{"RRULE:FREQ=DA\r\n ILY;COUNT=3"};
    //                                123456789012345 6 78901
    const std::string_view whole = text.text();
    CHECK(text.column_of(whole) == 1);
    CHECK(text.column_of(whole.substr(6)) == 7);
    CHECK(text.column_of(whole.substr(whole.find("ILY"))) == 17);
    CHECK(text.column_of(whole.substr(whole.find("COUNT"))) == 21);
}

TEST_CASE("a line has a name, parameters and a value") {
    const detail::unfolded_text source{R"(DTSTART;TZID="Europe/Berlin";VALUE=DATE-TIME:20261124T090000)"};
    detail::rrule_complaints complaints{source};
    CHECK(detail::line_name(source.text()) == "DTSTART");
    const auto line = detail::parse_line(source.text(), complaints);
    REQUIRE(line);
    CHECK(complaints.empty());
    CHECK(line->name == "DTSTART");
    REQUIRE(line->parameters.size() == 2);
    CHECK(line->parameters[0].name == "TZID");
    CHECK(line->parameters[0].value == "Europe/Berlin");
    CHECK(line->parameters[0].whole == R"(TZID="Europe/Berlin")");
    CHECK(line->parameters[1].name == "VALUE");
    CHECK(line->parameters[1].value == "DATE-TIME");
    CHECK(line->value == "20261124T090000");
}

TEST_CASE("quotes keep what would end a parameter") {
    const detail::unfolded_text source{R"(DTSTART;TZID="a:b;c":1)"};
    detail::rrule_complaints complaints{source};
    const auto line = detail::parse_line(source.text(), complaints);
    REQUIRE(line);
    REQUIRE(line->parameters.size() == 1);
    CHECK(line->parameters[0].value == "a:b;c");
    CHECK(line->value == "1");
}

TEST_CASE("6.1 a line without a value, or with half a quote, is refused") {
    for (const char* bad : {"DTSTART", "DTSTART;TZID=UTC", R"(DTSTART;TZID="UTC:1)"}) {
        CAPTURE(bad);
        const detail::unfolded_text source{bad};
        detail::rrule_complaints complaints{source};
        CHECK_FALSE(detail::parse_line(source.text(), complaints));
        CHECK_FALSE(complaints.empty());
    }
}

TEST_CASE("6.1 violations are told in the order of the text") {
    const detail::unfolded_text source{"RRULE:FREQ=NEVER;COUNT=0"};
    detail::rrule_complaints complaints{source};
    const std::string_view text = source.text();
    complaints.add(violation_code::out_of_range, text.substr(text.find("0")), "a count from 1");
    complaints.add(violation_code::unknown_name, text.substr(text.find("NEVER"), 5), "DAILY or WEEKLY");
    const nextfire::violations sorted = std::move(complaints).sorted();
    REQUIRE(sorted.size() == 2);
    CHECK(sorted[0].field == "rrule");
    CHECK(sorted[0].column == 12);
    CHECK(sorted[0].message == "expected DAILY or WEEKLY, but found \"NEVER\"");
    CHECK(sorted[1].column == 24);
    CHECK(sorted[1].message == "expected a count from 1, but found \"0\"");
}

TEST_CASE("pieces are what stands between separators, empty ones too") {
    CHECK((pieces("1,2,,3", ',') == std::vector<std::string>{"1", "2", "", "3"}));
    CHECK((pieces("", ',') == std::vector<std::string>{""}));
    CHECK((pieces(",", ',') == std::vector<std::string>{"", ""}));
    CHECK((pieces("whole", ',') == std::vector<std::string>{"whole"}));
}
