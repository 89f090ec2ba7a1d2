/// Tables of facts that other programs made: lines of fields with a TAB between, `#` before a remark.
#pragma once

#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <string>
#include <vector>

namespace nextfire_test {

using table_row = std::vector<std::string>;

/// Reads a table of tests/data; ends the program when it is not there, is empty or has a row too short.
inline std::vector<table_row> table_from(const std::string& name, std::size_t columns) {
    const std::string path = std::string(NEXTFIRE_TEST_DATA) + "/" + name;
    const auto give_up = [&](const char* why) {
        std::fprintf(stderr, "%s: %s\n", path.c_str(), why);
        std::abort();
    };
    std::ifstream file(path);
    std::vector<table_row> rows;
    for (std::string line; std::getline(file, line);) {
        if (line.empty() || line[0] == '#') continue;
        table_row row{""};
        for (const char c : line) {
            if (c == '\t') {
                row.emplace_back();
            } else {
                row.back() += c;
            }
        }
        if (row.size() < columns) give_up("a row is too short");
        rows.push_back(std::move(row));
    }
    if (rows.empty()) give_up("no rows");
    return rows;
}

}  // namespace nextfire_test
