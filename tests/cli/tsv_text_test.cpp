// Columns of tab-separated lines, and what is escaped in them.
#include "cli/tsv_text.hpp"

#include <doctest/doctest.h>

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace {

using nextfire::cli::append_column;
using nextfire::cli::column_text;
using nextfire::cli::take_column;

std::string column(std::string_view text) {
    std::string written;
    append_column(written, text);
    return written;
}

std::string text(std::string_view column) {
    std::string unescaped;
    const auto read = column_text(column, "schedule", unescaped);
    return read ? std::string{*read} : to_string(read.errors());
}

}  // namespace

TEST_CASE("13.2 what must not stand in a column is escaped, and read again as it was") {
    using namespace std::string_view_literals;
    struct row {
        std::string_view text;
        std::string_view column;
    };
    for (const row& fact : {row{"", ""}, row{"a b", "a b"}, row{"a\tb\n", R"(a\tb\n)"}, row{R"(\)", R"(\\)"},
                            row{"\r\n", R"(\r\n)"}, row{"\0x"sv, R"(\0x)"}, row{R"(\N)", R"(\\N)"},
                            row{"\xFF\x01", "\xFF\x01"}}) {
        CAPTURE(fact.column);
        CHECK(column(fact.text) == fact.column);
        CHECK(text(fact.column) == fact.text);
    }
    CHECK(text(R"(\b\f\v\'\\t)") == "\b\f\v'\\t");
    for (int byte = 0; byte < 256; ++byte) {
        const std::string every{'x', static_cast<char>(byte), 'y'};
        CHECK(text(column(every)) == every);
        CHECK(column(every).find_first_of("\t\n") == std::string::npos);
    }
}

TEST_CASE("13.2 any other escape is refused where it stands") {
    const std::string expected = R"(: expected one of \\ \t \n \r \0 \b \f \v \', but found )";
    CHECK(text(R"(a\x41)") == "schedule, column 2" + expected + R"("\\x")");
    CHECK(text(R"(\\\)") == "schedule, column 3" + expected + R"("\\")");
    CHECK(text(R"(\101)") == "schedule, column 1" + expected + R"("\\1")");
}

TEST_CASE("a line has one column more than tabs") {
    struct row {
        std::string_view line;
        std::vector<std::string_view> columns;
    };
    for (const row& fact : {row{"", {""}}, row{"a", {"a"}}, row{"a\t", {"a", ""}},
                            row{"\t\tb", {"", "", "b"}}, row{"a\\tb\tc", {"a\\tb", "c"}}}) {
        CAPTURE(fact.line);
        std::vector<std::string_view> columns;
        std::optional<std::string_view> rest{fact.line};
        while (const auto next = take_column(rest)) columns.push_back(*next);
        CHECK((columns == fact.columns));
    }
}
