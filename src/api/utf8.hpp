/// Characters of UTF-8 text that is known to be well-formed, as strings out of the JSON reader are.
#pragma once

#include <cstddef>
#include <string_view>

namespace nextfire::inline v0::api {

/// A character and the bytes it takes.
struct utf8_character {
    char32_t code_point;
    std::size_t bytes;  ///< 1 to 4.
};

/// Gives the character that begins at a byte of the text, which must be well-formed UTF-8 (RFC 3629).
[[nodiscard]] utf8_character character_at(std::string_view text, std::size_t offset) noexcept;

/// Counts the characters of well-formed UTF-8.
[[nodiscard]] std::size_t character_count(std::string_view text) noexcept;

}  // namespace nextfire::inline v0::api
