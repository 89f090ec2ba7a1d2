/// Values of nextfire as arguments of fmt::format.
///
/// Opt-in: including it needs fmt, version 9 or later.  nextfire.hpp does not include it, and whoever does
/// not include it needs no fmt.  Each value is written as its own function writes it, and takes the width,
/// fill and precision of a text:
///
///     fmt::format("{}", *zone::find("europe/kyiv"));                 // Europe/Kyiv
///     fmt::format("{:>8}", gap_policy::skip);                        // "    skip"
///     fmt::format("{}", schedule_spec::parse(fields).errors());      // every violation, a line each
///     fmt::format("{}", *cron_expression::parse("0 30 2 * * ?"));    // 0 30 2 * * ?, as text() has it
///
/// Instants have none: fmt/chrono.h has its own for std::chrono::sys_seconds, and two would be ambiguous.
/// format_instant() writes them:
///
///     fmt::format("{}", format_instant(t));   // 2026-03-29T01:00:00Z
#pragma once

#include <nextfire/words/named_enums.hpp>

#include <fmt/format.h>

#include <string>
#include <string_view>

/// @cond Told to fmt.
/// Writes an enum's value as to_string() does.
template <nextfire::named_enum E>
struct fmt::formatter<E> : fmt::formatter<std::string_view> {
    template <class Context>
    auto format(E value, Context& context) const {
        return fmt::formatter<std::string_view>::format(to_string(value), context);
    }
};

/// Writes a zone's name.
template <>
struct fmt::formatter<nextfire::zone> : fmt::formatter<std::string_view> {
    template <class Context>
    auto format(const nextfire::zone& value, Context& context) const {
        return fmt::formatter<std::string_view>::format(value.name(), context);
    }
};

/// Writes a violation as to_string() does: `field, column 3: message`.
template <>
struct fmt::formatter<nextfire::violation> : fmt::formatter<std::string_view> {
    template <class Context>
    auto format(const nextfire::violation& value, Context& context) const {
        const std::string text = to_string(value);
        return fmt::formatter<std::string_view>::format(text, context);
    }
};

/// Writes violations, one a line.
template <>
struct fmt::formatter<nextfire::violations> : fmt::formatter<std::string_view> {
    template <class Context>
    auto format(const nextfire::violations& value, Context& context) const {
        const std::string text = nextfire::to_string(value);
        return fmt::formatter<std::string_view>::format(text, context);
    }
};

/// Writes a cron expression as text() does.
template <>
struct fmt::formatter<nextfire::cron_expression> : fmt::formatter<std::string_view> {
    template <class Context>
    auto format(const nextfire::cron_expression& value, Context& context) const {
        const std::string text = value.text();
        return fmt::formatter<std::string_view>::format(text, context);
    }
};

/// Writes a definition as to_string() does.
template <>
struct fmt::formatter<nextfire::definition> : fmt::formatter<std::string_view> {
    template <class Context>
    auto format(const nextfire::definition& value, Context& context) const {
        const std::string text = to_string(value);
        return fmt::formatter<std::string_view>::format(text, context);
    }
};
/// @endcond
