#include "base/utf8.hpp"

#include <algorithm>

namespace nextfire::inline v0::detail {
namespace {

bool is_continuation(char byte) noexcept {
    return (static_cast<unsigned char>(byte) & 0xC0U) == 0x80U;
}

}  // namespace

std::size_t utf8_sequence_length(std::string_view text) noexcept {
    const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
    const auto continues = [&](std::size_t i, unsigned low, unsigned high) {
        return i < text.size() && byte(i) >= low && byte(i) <= high;
    };
    const unsigned lead = byte(0);
    if (lead < 0x80) return 1;
    if (lead >= 0xC2 && lead <= 0xDF) return continues(1, 0x80, 0xBF) ? 2 : 0;
    if (lead >= 0xE0 && lead <= 0xEF) {
        const unsigned low = lead == 0xE0 ? 0xA0 : 0x80;
        const unsigned high = lead == 0xED ? 0x9F : 0xBF;
        return continues(1, low, high) && continues(2, 0x80, 0xBF) ? 3 : 0;
    }
    if (lead >= 0xF0 && lead <= 0xF4) {
        const unsigned low = lead == 0xF0 ? 0x90 : 0x80;
        const unsigned high = lead == 0xF4 ? 0x8F : 0xBF;
        return continues(1, low, high) && continues(2, 0x80, 0xBF) && continues(3, 0x80, 0xBF) ? 4 : 0;
    }
    return 0;
}

bool is_well_formed(std::string_view text) noexcept {
    while (!text.empty()) {
        const std::size_t bytes = utf8_sequence_length(text);
        if (bytes == 0) return false;
        text.remove_prefix(bytes);
    }
    return true;
}

utf8_character character_at(std::string_view text, std::size_t offset) noexcept {
    const auto first = static_cast<unsigned char>(text[offset]);
    if (first < 0x80U) return {first, 1};
    // The number of leading ones is the number of bytes; the other bits of the first byte come first.
    const std::size_t bytes = utf8_sequence_length(text.substr(offset));
    char32_t code_point = first & (0x7FU >> bytes);
    for (std::size_t at = 1; at < bytes; ++at)
        code_point = (code_point << 6U) | (static_cast<unsigned char>(text[offset + at]) & 0x3FU);
    return {code_point, bytes};
}

std::size_t character_count(std::string_view text) noexcept {
    return text.size() - static_cast<std::size_t>(std::count_if(text.begin(), text.end(), is_continuation));
}

}  // namespace nextfire::inline v0::detail
