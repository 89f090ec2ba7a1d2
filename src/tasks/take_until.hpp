/// Cutting texts of HTTP into their parts.
#pragma once

#include <algorithm>
#include <cstddef>
#include <string_view>

namespace nextfire::inline v0::api {

/// Takes the part before a separator off the front of a text, and the separator; all of it where there is
/// none.
[[nodiscard]] inline std::string_view take_until(std::string_view& text, char separator) noexcept {
    const std::size_t end = std::min(text.find(separator), text.size());
    const std::string_view part = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    return part;
}

/// Gives a text without the blanks and tabs around it.
[[nodiscard]] inline std::string_view without_blanks(std::string_view text) noexcept {
    constexpr std::string_view blanks = " \t";
    const std::size_t begin = text.find_first_not_of(blanks);
    if (begin == std::string_view::npos) return {};
    return text.substr(begin, text.find_last_not_of(blanks) - begin + 1);
}

}  // namespace nextfire::inline v0::api
