#include "request/violation_text.hpp"

#include <fmt/core.h>

#include <iterator>
#include <string_view>

namespace nextfire::inline v0::api {
namespace {

/// Writes control characters as escapes: a member name may hold what a terminal would obey.
void append_visible(std::string& out, std::string_view text) {
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        if (byte < 0x20 || byte == 0x7F) {
            fmt::format_to(std::back_inserter(out), "\\x{:02x}", byte);
        } else {
            out += c;
        }
    }
}

}  // namespace

void append_violation(std::string& out, const violation& error) {
    // Without a field the message is about the whole text and says by itself where.
    if (!error.field.empty()) {
        append_visible(out, error.field);
        if (error.column) fmt::format_to(std::back_inserter(out), ", column {}", *error.column);
        out += ": ";
    }
    append_visible(out, error.message);
}

std::string violation_lines(const violations& errors) {
    std::string lines;
    for (const violation& error : errors) {
        if (!lines.empty()) lines += '\n';
        append_violation(lines, error);
    }
    return lines;
}

}  // namespace nextfire::inline v0::api
