/// The words that headers of HTTP are made of, as RFC 9110 has them.
#pragma once

#include "base/ascii.hpp"
#include "tasks/take_until.hpp"

#include <algorithm>
#include <string_view>

namespace nextfire::cli {

using api::without_blanks;
using detail::equal_ignoring_case;
using detail::to_lower;

/// Says whether a text is a token, such as a method or the name of a header.
inline bool is_http_token(std::string_view text) noexcept {
    constexpr std::string_view marks = "!#$%&'*+-.^_`|~";
    return !text.empty() && std::all_of(text.begin(), text.end(), [marks](char c) {
        return (c >= '0' && c <= '9') || (to_lower(c) >= 'a' && to_lower(c) <= 'z') ||
               marks.find(c) != std::string_view::npos;
    });
}

/// Says whether a character may stand in the value of a header: no control character but a tab.
constexpr bool is_plain(char c) noexcept {
    return c == '\t' || (static_cast<unsigned char>(c) >= ' ' && c != '\x7F');
}

}  // namespace nextfire::cli
