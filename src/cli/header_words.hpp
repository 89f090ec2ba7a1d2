/// The words that headers of HTTP are made of, as RFC 9110 has them.
#pragma once

#include "take_until.hpp"

#include <algorithm>
#include <string_view>

namespace nextfire::cli {

/// Gives the lower case of a letter of ASCII, and anything else as it is.
constexpr char lower(char c) noexcept {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

/// Says whether two texts are the same but for the case of their letters.
inline bool same_word(std::string_view a, std::string_view b) noexcept {
    return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                      [](char x, char y) { return lower(x) == lower(y); });
}

/// Says whether a text is a token, such as a method or the name of a header.
inline bool is_http_token(std::string_view text) noexcept {
    constexpr std::string_view marks = "!#$%&'*+-.^_`|~";
    return !text.empty() && std::all_of(text.begin(), text.end(), [marks](char c) {
        return (c >= '0' && c <= '9') || (lower(c) >= 'a' && lower(c) <= 'z') ||
               marks.find(c) != std::string_view::npos;
    });
}

/// Says whether a character may stand in the value of a header: no control character but a tab.
constexpr bool is_plain(char c) noexcept {
    return c == '\t' || (static_cast<unsigned char>(c) >= ' ' && c != '\x7F');
}

using api::without_blanks;

}  // namespace nextfire::cli
