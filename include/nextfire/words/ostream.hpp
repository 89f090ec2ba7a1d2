/// Values of nextfire on streams.
///
/// Opt-in: nextfire.hpp does not include it, and no source of nextfire uses streams.  Each value is written
/// as its own function writes it; width and fill of the stream hold for the whole text:
///
///     std::cout << *zone::find("europe/kyiv");               // Europe/Kyiv
///     std::cerr << schedule_spec::parse(fields).errors();    // every violation, a line each
///
/// Instants have none: the standard's own (C++20) is for std::chrono::sys_seconds, and two would be
/// ambiguous. format_instant() writes them:
///
///     std::cout << format_instant(t);   // 2026-03-29T01:00:00Z
#pragma once

#include <nextfire/words/named_enums.hpp>

#include <ostream>

namespace nextfire::inline v0 {

/// Writes an enum's value as to_string() does.
template <named_enum E>
std::ostream& operator<<(std::ostream& out, E value) {
    return out << to_string(value);
}

/// Writes a zone's name.
inline std::ostream& operator<<(std::ostream& out, const zone& value) {
    return out << value.name();
}

/// Writes a violation as to_string() does: `field, column 3: message`.
inline std::ostream& operator<<(std::ostream& out, const violation& value) {
    return out << to_string(value);
}

/// Writes violations, one a line.
inline std::ostream& operator<<(std::ostream& out, const violations& value) {
    return out << to_string(value);
}

/// Writes a cron expression as text() does.
inline std::ostream& operator<<(std::ostream& out, const cron_expression& value) {
    return out << value.text();
}

/// Writes a definition as to_string() does.
inline std::ostream& operator<<(std::ostream& out, const definition& value) {
    return out << to_string(value);
}

}  // namespace nextfire::inline v0
