/// Tables of facts in the source of a test: one fact a line, its columns divided by `|`.
///
///     daily 02:30 | Europe/Berlin | 2026-03-28T12:00:00+01:00 | 2026-03-29T03:00:00+02:00
///
/// A line that begins with `#` is a remark on the fact below it.  A line whose first column is empty goes on
/// with the fact above it, column by column.
#pragma once

#include <cstddef>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <string_view>
#include <vector>

namespace nextfire_test {

/// A fact: its columns, and its lines as they stand in the test, remarks and all, for messages.
struct fact {
    std::string lines;
    std::vector<std::string> columns;
};

/// Ends the test program: the table itself is wrong, and nothing after it could be believed.
[[noreturn]] inline void bad_table(std::string_view line, const char* why) {
    std::fprintf(stderr, "a test's table: %s: \"%.*s\"\n", why, static_cast<int>(line.size()), line.data());
    std::abort();
}

inline std::string_view without_blanks_around(std::string_view text) {
    const std::size_t first = text.find_first_not_of(' ');
    if (first == std::string_view::npos) return {};
    return text.substr(first, text.find_last_not_of(' ') - first + 1);
}

/// Cuts a text at each `at`, and gives the pieces without the blanks around them.
inline std::vector<std::string> pieces_of(std::string_view text, char at) {
    std::vector<std::string> pieces;
    for (;;) {
        const std::size_t end = text.find(at);
        pieces.emplace_back(without_blanks_around(text.substr(0, end)));
        if (end == std::string_view::npos) return pieces;
        text.remove_prefix(end + 1);
    }
}

/// Cuts a column into its words.
inline std::vector<std::string> words_of(std::string_view column) {
    std::vector<std::string> words;
    for (std::string& word : pieces_of(column, ' '))
        if (!word.empty()) words.push_back(std::move(word));
    return words;
}

inline std::string joined(const std::vector<std::string>& words) {
    std::string line;
    for (const std::string& word : words) line += (line.empty() ? "" : " ") + word;
    return line;
}

/// Goes on with a fact: what each column of a further line holds is added to that column.
inline void continue_fact(fact& begun, std::string_view line, const std::vector<std::string>& columns) {
    begun.lines.append("\n").append(line);
    for (std::size_t n = 0; n < columns.size(); ++n)
        if (!columns[n].empty()) begun.columns[n] += " " + columns[n];
}

/// Reads a table; ends the program where it is empty or a line has not as many columns as it must have.
inline std::vector<fact> facts_of(std::size_t column_count, std::string_view table) {
    std::vector<fact> facts;
    std::string remarks;
    while (!table.empty()) {
        const std::size_t end = table.find('\n');
        const std::string_view line = without_blanks_around(table.substr(0, end));
        table.remove_prefix(end == std::string_view::npos ? table.size() : end + 1);
        if (line.empty()) continue;
        if (line.front() == '#') {
            remarks.append(line).append("\n");
            continue;
        }
        std::vector<std::string> columns = pieces_of(line, '|');
        if (columns.size() != column_count) bad_table(line, "not the columns of this table");
        if (!columns.front().empty()) {
            facts.push_back({remarks.append(line), std::move(columns)});
            remarks.clear();
        } else if (!facts.empty()) {
            continue_fact(facts.back(), line, columns);
        } else {
            bad_table(line, "nothing to go on with");
        }
    }
    if (facts.empty()) bad_table(table, "no facts");
    return facts;
}

}  // namespace nextfire_test
