/// Characters of UTF-8 text.
#pragma once

#include <cstddef>
#include <string_view>

namespace nextfire::inline v0::detail {

/// Gives the length of the UTF-8 sequence that starts a text of at least one byte, or 0 where there is none.
/// Source: Unicode 15.0, table 3-7 (well-formed byte sequences).
[[nodiscard]] std::size_t utf8_sequence_length(std::string_view text) noexcept;

/// Says whether a text is UTF-8 throughout.
[[nodiscard]] bool is_well_formed(std::string_view text) noexcept;

/// A character and the bytes it takes.
struct utf8_character {
    char32_t code_point;
    std::size_t bytes;  ///< 1 to 4.
};

/// Gives the character that begins at a byte of the text, which must be well-formed UTF-8 (RFC 3629).
[[nodiscard]] utf8_character character_at(std::string_view text, std::size_t offset) noexcept;

/// Counts the characters of well-formed UTF-8.
[[nodiscard]] std::size_t character_count(std::string_view text) noexcept;

}  // namespace nextfire::inline v0::detail
