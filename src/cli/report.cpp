#include "report.hpp"

#include "answer_stream.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <string>

namespace nextfire::cli {
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

void append_line(std::string& out, const violation& error) {
    // Without a field the message is about the whole text and says by itself where.
    if (!error.field.empty()) {
        append_visible(out, error.field);
        if (error.column) fmt::format_to(std::back_inserter(out), ", column {}", *error.column);
        out += ": ";
    }
    append_visible(out, error.message);
    out += '\n';
}

}  // namespace

exit_code refuse(const violations& errors) {
    std::string lines;
    for (const violation& error : errors) append_line(lines, error);
    static_cast<void>(write_all(STDERR_FILENO, lines));  // nowhere is left to complain to
    const bool unreadable = std::any_of(errors.begin(), errors.end(), [](const violation& error) {
        return error.code == violation_code::unreadable;
    });
    return unreadable ? exit_code::failed : exit_code::refused;
}

exit_code fail(std::string_view sentence) {
    static_cast<void>(write_all(STDERR_FILENO, fmt::format("nextfire: {}\n", sentence)));
    return exit_code::failed;
}

}  // namespace nextfire::cli
