#include "base/message.hpp"

#include "base/utf8.hpp"

#include <fmt/core.h>

#include <cstdint>

namespace nextfire::inline v0::detail {
namespace {

constexpr std::size_t longest_quote = 40;

/// Says whether a character cannot be seen, or cannot be told from a blank: quoted as it is, nobody would
/// find it.
bool is_invisible(char32_t c) {
    return (c >= 0x80 && c <= 0xA0) || c == 0xAD || c == 0x61C || c == 0x1680 || c == 0x180E ||
           (c >= 0x2000 && c <= 0x200F) || (c >= 0x2028 && c <= 0x202F) || (c >= 0x205F && c <= 0x206F) ||
           c == 0x3000 || c == 0xFEFF;
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
        } else if (const char32_t c = character_at(found, at).code_point; is_invisible(c)) {
            text += fmt::format("\\u{:04x}", static_cast<std::uint32_t>(c));
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
