// Cron text that is refused, clause 6.1: every violation, its code, its column and its words.
//
// tests/data/rejections.tsv holds more than a thousand of them.  Its expressions in the Quartz dialect are
// those of malformed_quartz.tsv, which says what Quartz 2.3.2 makes of them; where Quartz takes what nextfire
// refuses, the row says what Quartz makes of it.  What nextfire reads beyond Quartz is in
// more_than_quartz.tsv.
#include <doctest/doctest.h>

#include <nextfire/cron/cron_expression.hpp>

#include <algorithm>
#include <cstddef>
#include <map>
#include <random>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "../support/moments.hpp"
#include "../support/table_file.hpp"

namespace {

using nextfire::cron_dialect;
using nextfire::cron_expression;
using nextfire::cron_options;
using nextfire::every_policy;
using nextfire::violation;
using nextfire::violation_code;
using nextfire_test::table_from;
using nextfire_test::table_row;

constexpr auto all_dialects = {cron_dialect::quartz, cron_dialect::unix_cron, cron_dialect::spring,
                               cron_dialect::aws};

cron_dialect dialect_named(const std::string& name) {
    for (const cron_dialect dialect : all_dialects)
        if (to_string(dialect) == name) return dialect;
    FAIL("no such dialect: " << name);
    return {};
}

/// Undoes the escapes of a table: \t, \n, \\ and \xHH.
std::string unescaped(const std::string& text) {
    std::string plain;
    for (std::size_t at = 0; at < text.size(); ++at) {
        if (text[at] != '\\') {
            plain += text[at];
            continue;
        }
        const char kind = text.at(++at);
        if (kind == 'x') {
            plain += static_cast<char>(std::stoi(text.substr(at + 1, 2), nullptr, 16));
            at += 2;
        } else {
            plain += kind == 't' ? '\t' : kind == 'n' ? '\n' : kind;
        }
    }
    return plain;
}

std::string line_of(const violation& error) {
    return std::string{to_string(error.code)} + " | " +
           (error.column ? std::to_string(*error.column) : std::string{"-"}) + " | " + error.message;
}

std::string lines_of(const nextfire::result<cron_expression>& read) {
    if (read) return "accepted: " + read->text();
    std::string lines;
    for (const violation& error : read.errors()) lines += line_of(error) + "\n";
    return lines;
}

/// What quartz makes of each expression of malformed_quartz.tsv.
std::map<std::string, std::string> verdicts_of_quartz() {
    std::map<std::string, std::string> verdicts;
    for (const table_row& row : table_from("malformed_quartz.tsv", 2)) verdicts[row[0]] = row[1];
    return verdicts;
}

/// Checks what holds for every refusal of a text, whatever it is.
void check_form(const std::string& text, const std::vector<violation>& errors) {
    CHECK_FALSE(errors.empty());
    std::size_t last_column = 0;
    for (const violation& error : errors) {
        CHECK(error.field == "cron");
        CHECK(error.message.substr(0, 9) == "expected ");
        CHECK(error.message.find(", but found ") != std::string::npos);
        if (!error.column) continue;
        CHECK(*error.column >= 1);
        CHECK(*error.column <= text.size() + 1);
        CHECK(*error.column >= last_column);
        last_column = *error.column;
    }
}

/// Reads a text in every dialect, with extensions and without; what it gives is right or says why not.
std::size_t check_any(const std::string& text) {
    std::size_t refused = 0;
    for (const cron_dialect dialect : all_dialects) {
        cron_options options{.dialect = dialect};
        for (const bool is_extended : {false, true}) {
            if (is_extended) {
                options.spread_key = "key";
                options.every = every_policy::accepted;
                options.both_days = nextfire::both_days_policy::both;
            }
            const auto read = cron_expression::parse(text, options);
            if (read) continue;
            ++refused;
            check_form(text, read.errors());
        }
    }
    return refused;
}

/// A text with extensions, and all that is wrong with it.
struct extension_row {
    const char* text;
    const char* errors;
};

void check_extensions(const std::vector<extension_row>& facts) {
    const cron_options options{.spread_key = "job", .every = every_policy::accepted};
    for (const extension_row& fact : facts) {
        CAPTURE(fact.text);
        CHECK(lines_of(cron_expression::parse(fact.text, options)) == fact.errors);
    }
}

}  // namespace

TEST_CASE("6.1 what is refused, word for word") {
    std::vector<std::pair<std::string, std::string>> order;
    std::map<std::pair<std::string, std::string>, std::string> expected;
    for (const table_row& row : table_from("rejections.tsv", 7)) {
        const std::pair<std::string, std::string> key{row[0], row[1]};
        if (expected.count(key) == 0) order.push_back(key);
        expected[key] += row[3] + " | " + row[4] + " | " + row[5] + "\n";
    }
    CHECK(order.size() > 1000);
    for (const auto& key : order) {
        CAPTURE(key.first);
        CAPTURE(key.second);
        const std::string text = unescaped(key.second);
        const auto read = cron_expression::parse(text, dialect_named(key.first));
        CHECK(lines_of(read) == expected[key]);
        if (!read) check_form(text, read.errors());
    }
}

TEST_CASE("6.1 each doubtful text of Quartz is refused in these words, or read on purpose") {
    const std::map<std::string, std::string> verdicts = verdicts_of_quartz();
    std::map<std::string, table_row> refused;
    for (const table_row& row : table_from("rejections.tsv", 7)) {
        if (row[0] != "quartz") continue;
        refused.emplace(row[1], row);
    }
    std::map<std::string, table_row> beyond;
    for (const table_row& row : table_from("more_than_quartz.tsv", 4)) beyond.emplace(row[0], row);

    std::size_t refused_by_both = 0;
    for (const auto& asked : verdicts) {
        const std::string& expression = asked.first;
        const std::string& verdict = asked.second;
        CAPTURE(expression);
        CAPTURE(verdict);
        const auto read = cron_expression::parse(unescaped(expression));
        if (read) {
            if (verdict == "accepts") continue;
            REQUIRE(beyond.count(expression) == 1);
            CHECK(beyond[expression][1] == verdict);
            CHECK(read->text() == beyond[expression][2]);
        } else {
            REQUIRE(refused.count(expression) == 1);
            const table_row& row = refused[expression];
            CHECK(row[2] == verdict);
            const bool agrees = verdict == "refuses" || (verdict == "never" && row[3] == "never_fires");
            CHECK((row[6] != "-") != agrees);  // a difference has a reason
            refused_by_both += agrees ? 1 : 0;
        }
    }
    CHECK(refused_by_both > 600);
    for (const auto& [expression, row] : beyond) CHECK(verdicts.count(expression) == 1);
}

TEST_CASE("5.7 a text longer than 1,024 bytes is refused unread") {
    const std::string longest = "0 0 9 * * ?" + std::string(1013, ' ');
    CHECK(longest.size() == 1024);
    CHECK(static_cast<bool>(cron_expression::parse(longest)));
    const auto read = cron_expression::parse(longest + " ");
    REQUIRE_FALSE(static_cast<bool>(read));
    CHECK(read.errors() == nextfire::violations{{violation_code::too_long, "cron", std::nullopt,
                                                 "expected at most 1024 bytes, but found 1025 bytes"}});
    CHECK(cron_expression::parse(std::string(std::size_t{1} << 20, 'x')).errors()[0].message ==
          "expected at most 1024 bytes, but found 1048576 bytes");
}

TEST_CASE("6.1 all violations at once, each item of a list by itself") {
    const auto commas = cron_expression::parse(std::string(1013, ',') + " 0 9 * * ?");
    REQUIRE_FALSE(static_cast<bool>(commas));
    CHECK(commas.errors().size() == 1014);
    std::string list = "60";
    for (int n = 0; n < 300; ++n) list += ",60";
    const auto numbers = cron_expression::parse("0 " + list + " 9 * * ?");
    REQUIRE_FALSE(static_cast<bool>(numbers));
    CHECK(numbers.errors().size() == 301);
    CHECK(*numbers.errors()[300].column == 903);
}

TEST_CASE("5.5 @every, where it is asked for and wrong") {
    check_extensions({
        {"@every",
         "malformed | 7 | expected a duration such as 1h30m or 45s, from 1s to 9600h, but "
         "found nothing\n"},
        {"@every 0s",
         "malformed | 8 | expected a duration such as 1h30m or 45s, from 1s to 9600h, but "
         "found \"0s\"\n"},
        {" @every  9601h",
         "malformed | 10 | expected a duration such as 1h30m or 45s, from 1s to 9600h, but "
         "found \"9601h\"\n"},
        {"@every 9600h1s",
         "malformed | 8 | expected a duration such as 1h30m or 45s, from 1s to 9600h, but "
         "found \"9600h1s\"\n"},
        {"@every 99999999999999999999h",
         "malformed | 8 | expected a duration such as 1h30m or 45s, from 1s to 9600h, but "
         "found \"99999999999999999999h\"\n"},
        {"@every 30m1h",
         "malformed | 8 | expected a duration such as 1h30m or 45s, from 1s to 9600h, but "
         "found \"30m1h\"\n"},
        {"@every 1h1h",
         "malformed | 8 | expected a duration such as 1h30m or 45s, from 1s to 9600h, but "
         "found \"1h1h\"\n"},
        {"@every 1.5h",
         "malformed | 8 | expected a duration such as 1h30m or 45s, from 1s to 9600h, but "
         "found \"1.5h\"\n"},
        {"@every 500ms",
         "malformed | 8 | expected a duration such as 1h30m or 45s, from 1s to 9600h, but "
         "found \"500ms\"\n"},
        {"@every -1h",
         "malformed | 8 | expected a duration such as 1h30m or 45s, from 1s to 9600h, but "
         "found \"-1h\"\n"},
        {"@every 1d",
         "malformed | 8 | expected a duration such as 1h30m or 45s, from 1s to 9600h, but "
         "found \"1d\"\n"},
        {"@every 1h 30m",
         "malformed | 8 | expected a duration such as 1h30m or 45s, from 1s to 9600h, but "
         "found \"1h 30m\"\n"},
        {"@every1h",
         "unknown_name | 1 | expected @yearly, @annually, @monthly, @weekly, @daily, "
         "@midnight or @hourly, but found \"@every1h\"\n"},
    });
}

TEST_CASE("5.5 H, where it is asked for and wrong") {
    check_extensions({
        {"0 H(5 9 * * ?", "malformed | 3 | expected H, H(a-b), H/n or H(a-b)/n, but found \"H(5\"\n"},
        {"0 H(5) 9 * * ?", "malformed | 3 | expected H, H(a-b), H/n or H(a-b)/n, but found \"H(5)\"\n"},
        {"0 H(5-) 9 * * ?", "malformed | 7 | expected a minute from 0 to 59, but found \")\"\n"},
        {"0 H(5-9 9 * * ?", "malformed | 3 | expected H, H(a-b), H/n or H(a-b)/n, but found \"H(5-9\"\n"},
        {"0 H() 9 * * ?", "malformed | 5 | expected a minute from 0 to 59, but found \")\"\n"},
        {"0 H(9-5) 9 * * ?",
         "out_of_range | 3 | expected a range that does not run backwards, but found "
         "\"H(9-5)\"\n"},
        {"0 H(5-60) 9 * * ?", "out_of_range | 7 | expected a minute from 0 to 59, but found \"60\"\n"},
        {"0 H/0 9 * * ?", "out_of_range | 5 | expected a step from 1 to 59, but found \"0\"\n"},
        {"0 H(0-9)/11 9 * * ?", "out_of_range | 10 | expected a step from 1 to 10, but found \"11\"\n"},
        {"0 0 9 H/29 * ?", "out_of_range | 9 | expected a step from 1 to 28, but found \"29\"\n"},
        {"0 Hx 9 * * ?", "malformed | 3 | expected a minute from 0 to 59, but found \"Hx\"\n"},
        {"0 HH 9 * * ?", "malformed | 3 | expected a minute from 0 to 59, but found \"HH\"\n"},
        {"0 H/5/5 9 * * ?", "malformed | 3 | expected a minute from 0 to 59, but found \"H/5/5\"\n"},
        {"0 H-5 9 * * ?", "malformed | 3 | expected a minute from 0 to 59, but found \"H-5\"\n"},
        {"0 0 9 HW * ?",
         "malformed | 7 | expected a day of the month from 1 to 31, L, L-n, LW, L-nW or nW, "
         "but found \"HW\"\n"},
        {"0 0 9 ? * H#2",
         "malformed | 11 | expected a weekday from 1 (Sunday) to 7 (Saturday), SUN to SAT, "
         "L, nL or n#k, but found \"H#2\"\n"},
        {"0 0 9 * * ? H", "malformed | 13 | expected a year from 1970 to 9999, but found \"H\"\n"},
    });
}

TEST_CASE("6.1 a day that must be in both fields, and no day is") {
    struct both_row {
        const char* text;
        const char* errors;
    };
    const cron_options options{.both_days = nextfire::both_days_policy::both};
    for (const both_row& fact : {
             both_row{
                 "0 0 9 1-7 * MON#2",
                 "never_fires | 13 | expected a weekday that can fall on such a day, but found only MON#2\n"},
             both_row{"0 0 9 31 2 MON",
                      "never_fires | 7 | expected a day that month 2 has, but found only 31\n"},
             both_row{"0 0 9 13 11 FRI 2023",
                      "never_fires | 17 | expected a year that has such a day, but found only 2023\n"},
             both_row{"0 0 9 ? * ?",
                      "malformed | 11 | expected ? in exactly one of the two day fields, but found \"?\" and "
                      "\"?\"\n"},
         }) {
        CAPTURE(fact.text);
        CHECK(lines_of(cron_expression::parse(fact.text, options)) == fact.errors);
    }
}

TEST_CASE("6.1 no bytes whatever do harm") {
    std::mt19937_64 random{nextfire_test::seed()};
    CAPTURE(nextfire_test::seed());
    nextfire_test::number_picker pick{random};
    constexpr std::string_view alphabet = "0123456789*,-/?LW#H()@ \tJANMONFRIcronevery\x7F\xC3";
    const std::vector<std::string> models{"0 0 9 1,2,28,L 1,3,12 ?",
                                          "*/10 0-30/5 22-2 ? JAN-MAR MON-FRI,2#1,6L 2022/2",
                                          "0 0 9 L-3W,15W * ? 2022-9999",
                                          "*/5 9-17 13 * fri",
                                          "cron(0 9 ? * 6L 2022)",
                                          "@every 1h30m",
                                          "@hourly",
                                          "0 H(0-29)/10 H * * ?"};
    std::size_t refused = 0;
    for (int round = 0; round < 20'000; ++round) {
        std::string text;
        if (round % 2 == 0) {
            text = models[static_cast<std::size_t>(pick.between(0, 7))];
            for (auto changes = pick.between(1, 4); changes > 0 && !text.empty(); --changes) {
                const auto at =
                    static_cast<std::size_t>(pick.between(0, static_cast<std::int64_t>(text.size()) - 1));
                const char byte = alphabet[static_cast<std::size_t>(
                    pick.between(0, static_cast<std::int64_t>(alphabet.size()) - 1))];
                const auto change = pick.between(0, 2);
                if (change == 0) text[at] = byte;
                if (change == 1) text.insert(at, 1, byte);
                if (change == 2) text.erase(at, 1);
            }
        } else {
            const bool is_any_byte = pick.between(0, 3) == 0;
            for (auto length = pick.between(0, round % 100 == 1 ? 1100 : 40); length > 0; --length)
                text += is_any_byte ? static_cast<char>(pick.between(0, 255))
                                    : alphabet[static_cast<std::size_t>(
                                          pick.between(0, static_cast<std::int64_t>(alphabet.size()) - 1))];
        }
        CAPTURE(text);
        refused += check_any(text);
    }
    CHECK(refused > 50'000);
}
