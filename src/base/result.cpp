#include <nextfire/base/result.hpp>

#include "base/enum_text.hpp"

#include <fmt/core.h>

#include <cstdio>
#include <cstdlib>
#include <iterator>

namespace nextfire::inline v0 {
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

[[noreturn]] void end_program(std::string line) noexcept {
    line += '\n';
    std::fwrite(line.data(), 1, line.size(), stderr);
    std::abort();
}

}  // namespace

std::string_view to_string(violation_code code) noexcept {
    switch (code) {
        case violation_code::missing:
            return "missing";
        case violation_code::malformed:
            return "malformed";
        case violation_code::out_of_range:
            return "out_of_range";
        case violation_code::unknown_name:
            return "unknown_name";
        case violation_code::wrong_type:
            return "wrong_type";
        case violation_code::never_fires:
            return "never_fires";
        case violation_code::not_expressible:
            return "not_expressible";
        case violation_code::too_long:
            return "too_long";
        case violation_code::unreadable:
            return "unreadable";
    }
    return {};
}

result<violation_code> parse_violation_code(std::string_view text, std::string_view field) {
    return detail::read_name<violation_code>(text, field);
}

std::string to_string(const violation& error) {
    std::string line;
    // Without a field the message is about the whole text and says by itself where.
    if (!error.field.empty()) {
        append_visible(line, error.field);
        if (error.column) fmt::format_to(std::back_inserter(line), ", column {}", *error.column);
        line += ": ";
    }
    append_visible(line, error.message);
    return line;
}

std::string to_string(const violations& errors) {
    std::string lines;
    for (const violation& error : errors) {
        if (!lines.empty()) lines += '\n';
        lines += to_string(error);
    }
    return lines;
}

namespace detail {

void end_without_value(const violations& errors) noexcept {
    end_program("nextfire: a result was asked for its value and has none: " + to_string(errors.front()));
}

void end_without_errors() noexcept {
    end_program("nextfire: a result was asked for its violations and has a value");
}

void end_without_reason() noexcept {
    end_program("nextfire: a result was made of an empty list of violations");
}

}  // namespace detail

}  // namespace nextfire::inline v0
