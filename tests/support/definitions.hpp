/// Definitions for tests: read from lines that are known to be good, and as hexadecimal digits.
#pragma once

#include <nextfire/definition/definition.hpp>

#include <cstddef>
#include <cstdio>
#include <cstdlib>
#include <span>
#include <string>
#include <vector>

namespace nextfire_test {

/// Gives what was made; ends the program where it was refused.
inline nextfire::definition must(const nextfire::result<nextfire::definition>& made) {
    if (made) return *made;
    for (const nextfire::violation& error : made.errors())
        std::fprintf(stderr, "a test's definition: %s: %s\n", error.field.c_str(), error.message.c_str());
    std::abort();
}

/// Reads a line; one without a zone is by the clock of UTC.
inline nextfire::definition definition_of(const std::string& line) {
    const bool has_zone = line.find("zone=") != std::string::npos;
    return must(nextfire::definition::parse(has_zone ? line : line + "; zone=UTC"));
}

inline std::string hex_of(std::span<const std::byte> bytes) {
    std::string digits;
    for (const std::byte each : bytes) {
        char two[3];
        std::snprintf(two, sizeof two, "%02x", std::to_integer<unsigned>(each));
        digits += two;
    }
    return digits;
}

inline std::vector<std::byte> bytes_of_hex(const std::string& digits) {
    std::vector<std::byte> bytes;
    for (std::size_t at = 0; at + 1 < digits.size(); at += 2)
        bytes.push_back(static_cast<std::byte>(std::stoi(digits.substr(at, 2), nullptr, 16)));
    return bytes;
}

/// Gives the violations as `field: message; …`, with the column behind the field where there is one.
template <class T>
std::string reasons_of(const nextfire::result<T>& made) {
    if (made) return "none";
    std::string reasons;
    for (const nextfire::violation& error : made.errors()) {
        if (!reasons.empty()) reasons += "; ";
        reasons += error.field;
        if (error.column) reasons += " " + std::to_string(*error.column);
        reasons += ": " + std::string{to_string(error.code)} + ": " + error.message;
    }
    return reasons;
}

}  // namespace nextfire_test
