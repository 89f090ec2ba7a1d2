/// Letters of ASCII.  No locale: what is a letter, and its case, is the same everywhere.
#pragma once

#include <algorithm>
#include <cstddef>
#include <string_view>

namespace nextfire::inline v0::detail {

/// Says whether a character is one of `0` to `9`.
[[nodiscard]] constexpr bool is_digit(char c) noexcept {
    return c >= '0' && c <= '9';
}

/// Says whether a character is a blank or a tab.
[[nodiscard]] constexpr bool is_blank(char c) noexcept {
    return c == ' ' || c == '\t';
}

/// Gives a text without the blanks at its ends.
[[nodiscard]] constexpr std::string_view trimmed(std::string_view text) noexcept {
    while (!text.empty() && is_blank(text.back())) text.remove_suffix(1);
    while (!text.empty() && is_blank(text.front())) text.remove_prefix(1);
    return text;
}

/// Gives the lower case of a letter, and anything else as it is.
[[nodiscard]] constexpr char to_lower(char c) noexcept {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

/// Says whether a character is a letter or a digit.
[[nodiscard]] constexpr bool is_letter_or_digit(char c) noexcept {
    return (to_lower(c) >= 'a' && to_lower(c) <= 'z') || is_digit(c);
}

/// Says whether a character stands for itself in a URL, wherever it is.  Source: RFC 3986 section 2.3.
[[nodiscard]] constexpr bool is_unreserved(char c) noexcept {
    return is_letter_or_digit(c) || c == '-' || c == '.' || c == '_' || c == '~';
}

/// Compares two texts without regard to letter case, byte by byte: negative, zero or positive.
[[nodiscard]] constexpr int compare_ignoring_case(std::string_view a, std::string_view b) noexcept {
    const std::size_t shared = std::min(a.size(), b.size());
    for (std::size_t i = 0; i < shared; ++i) {
        const int difference =
            static_cast<unsigned char>(to_lower(a[i])) - static_cast<unsigned char>(to_lower(b[i]));
        if (difference != 0) return difference;
    }
    if (a.size() == b.size()) return 0;
    return a.size() < b.size() ? -1 : 1;
}

/// Says whether two texts are the same but for the case of their letters.
[[nodiscard]] constexpr bool equal_ignoring_case(std::string_view a, std::string_view b) noexcept {
    return a.size() == b.size() && compare_ignoring_case(a, b) == 0;
}

}  // namespace nextfire::inline v0::detail
