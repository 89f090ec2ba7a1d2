// Lines from blocks that end anywhere.
#include <doctest/doctest.h>

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "cli/line_splitter.hpp"

namespace {

using nextfire::cli::input_line;
using nextfire::cli::line_splitter;

constexpr std::size_t longest = line_splitter::longest_line;

std::string shown(const input_line& line) {
    return std::to_string(line.number) + ":" + (line.too_long ? "(too long)" : std::string{line.text});
}

/// Gives the lines of an input that arrives in blocks of so many bytes.
std::vector<std::string> lines_of(std::string_view input, std::size_t block_bytes) {
    line_splitter splitter;
    std::vector<std::string> lines;
    while (!input.empty()) {
        std::string_view block = input.substr(0, block_bytes);
        input.remove_prefix(block.size());
        while (!block.empty())
            if (const auto line = splitter.take(block)) lines.push_back(shown(*line));
    }
    if (const auto line = splitter.rest()) lines.push_back(shown(*line));
    return lines;
}

}  // namespace

TEST_CASE("lines end in LF or CR LF, the last one perhaps in nothing; they are counted from 1") {
    struct row {
        std::string_view input;
        std::vector<std::string> lines;
    };
    for (const row& fact : {
             row{"", {}},
             row{"a", {"1:a"}},
             row{"a\n", {"1:a"}},
             row{"a\r\n", {"1:a"}},
             row{"\n", {"1:"}},
             row{"a\n\nb\n", {"1:a", "2:", "3:b"}},
             row{"one\r\ntwo\nthree", {"1:one", "2:two", "3:three"}},
             row{"a\rb\r\r\n", {"1:a\rb\r"}},  // a CR that is no end stays
             row{std::string_view{"a\0b\n", 4}, {std::string{"1:a\0b", 5}}},
         }) {
        // wherever the blocks end
        for (std::size_t block_bytes = 1; block_bytes <= fact.input.size() + 1; ++block_bytes) {
            CAPTURE(fact.input);
            CAPTURE(block_bytes);
            CHECK((lines_of(fact.input, block_bytes) == fact.lines));
        }
    }
}

TEST_CASE("a line of a mebibyte is given, and one byte more is too long, in whatever blocks it comes") {
    const std::string exact(longest, 'x');
    for (const std::size_t block_bytes : {std::size_t{4096}, longest, longest + 1, 4 * longest}) {
        CAPTURE(block_bytes);
        CHECK((lines_of(exact + "\nb", block_bytes) == std::vector<std::string>{"1:" + exact, "2:b"}));
        CHECK((lines_of(exact + "\r\nb", block_bytes) == std::vector<std::string>{"1:" + exact, "2:b"}));
        CHECK((lines_of(exact + "y\nb", block_bytes) == std::vector<std::string>{"1:(too long)", "2:b"}));
        CHECK((lines_of("a\n" + exact + exact + exact, block_bytes) ==
               std::vector<std::string>{"1:a", "2:(too long)"}));
        CHECK((lines_of(exact, block_bytes) == std::vector<std::string>{"1:" + exact}));
    }
}
