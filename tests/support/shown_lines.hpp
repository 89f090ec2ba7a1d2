/// Lists of lines in the messages of doctest.  Every file of a test program that compares them includes this.
#pragma once

#include <doctest/doctest.h>

#include <string>
#include <vector>

namespace doctest {

/// Shows lists of lines where they differ.
template <>
struct StringMaker<std::vector<std::string>> {
    static String convert(const std::vector<std::string>& lines) {
        std::string all;
        for (const std::string& line : lines) all += "\n    " + line;
        return String{all.c_str()};
    }
};

}  // namespace doctest
