#include "utf8.hpp"

#include <algorithm>

namespace nextfire::inline v0::api {
namespace {

bool continues(char byte) noexcept {
    return (static_cast<unsigned char>(byte) & 0xC0U) == 0x80U;
}

}  // namespace

utf8_character character_at(std::string_view text, std::size_t offset) noexcept {
    const auto first = static_cast<unsigned char>(text[offset]);
    if (first < 0x80U) return {first, 1};
    // The number of leading ones is the number of bytes; the other bits of the first byte come first.
    std::size_t bytes = 1;
    while (bytes < 4 && offset + bytes < text.size() && continues(text[offset + bytes])) ++bytes;
    char32_t code_point = first & (0x7FU >> bytes);
    for (std::size_t at = 1; at < bytes; ++at)
        code_point = (code_point << 6U) | (static_cast<unsigned char>(text[offset + at]) & 0x3FU);
    return {code_point, bytes};
}

std::size_t character_count(std::string_view text) noexcept {
    return text.size() - static_cast<std::size_t>(std::count_if(text.begin(), text.end(), continues));
}

}  // namespace nextfire::inline v0::api
