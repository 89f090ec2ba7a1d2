#include "message.hpp"

#include <fmt/format.h>

namespace nextfire::inline v0::detail {
namespace {

constexpr std::size_t longest_quote = 40;

/// Gives the length of the UTF-8 sequence that starts `text`, or 0 where there is none.
/// Source: Unicode 15.0, table 3-7 (well-formed byte sequences).
std::size_t utf8_sequence_length(std::string_view text) {
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

}  // namespace

std::string quoted(std::string_view found) {
    if (found.empty()) return "nothing";
    std::string text = "\"";
    std::size_t at = 0;
    while (at < found.size() && at < longest_quote) {
        const std::size_t length = utf8_sequence_length(found.substr(at));
        const auto byte = static_cast<unsigned char>(found[at]);
        if (byte == '"' || byte == '\\') {
            text += {'\\', found[at]};
        } else if (length == 0 || byte < 0x20 || byte == 0x7F) {
            text += fmt::format("\\x{:02x}", byte);
        } else {
            text += found.substr(at, length);
        }
        at += length == 0 ? 1 : length;
    }
    if (at < found.size()) return text + fmt::format("…\" ({} bytes)", found.size());
    return text + "\"";
}

violation expected_found(violation_code code, std::string_view field, std::optional<std::size_t> column,
                         std::string_view expected, std::string_view found) {
    std::optional<std::uint32_t> narrow;
    if (column) narrow = static_cast<std::uint32_t>(*column);
    return {code, std::string{field}, narrow, fmt::format("expected {}, but found {}", expected, found)};
}

}  // namespace nextfire::inline v0::detail
