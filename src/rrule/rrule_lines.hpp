/// The lines of a calendar, `NAME;PARAMETER=value:value` (RFC 5545 section 3.1), and what is wrong with them.
///
/// A long line may be folded: a line break followed by a blank or a tab is no line break at all, wherever it
/// stands.  Here every line is one line again, and everything remembers the column it had in the text.
#pragma once

#include <nextfire/base/result.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace nextfire::inline v0::detail {

/// A text whose folded lines are whole again and whose lines end in a line feed.
class unfolded_text {
public:
    explicit unfolded_text(std::string_view folded);
    unfolded_text(const unfolded_text&) = delete;
    unfolded_text& operator=(const unfolded_text&) = delete;

    [[nodiscard]] std::string_view text() const noexcept { return text_; }

    /// Gives the column, from 1, at which a piece of text() began in the folded text.
    [[nodiscard]] std::uint32_t column_of(std::string_view piece) const noexcept;

private:
    std::string text_;
    std::vector<std::uint32_t> columns_;  // of each byte of text_, and of the end
};

/// Collects the violations of a text; every piece that it is given must be a piece of that text.
class rrule_complaints {
public:
    explicit rrule_complaints(const unfolded_text& source) : source_(source) {}

    /// Adds a violation for a piece that is not what was expected.
    void add(violation_code code, std::string_view piece, std::string_view expected);

    /// The same, with other words for what was found.
    void add(violation_code code, std::string_view piece, std::string_view expected, std::string_view found);

    /// Adds a violation for a line that is not there.
    void add_missing(std::string_view expected);

    /// Adds violations that somebody else found in a piece.
    void add(const violations& foreign, std::string_view piece);

    [[nodiscard]] bool empty() const noexcept { return errors_.empty(); }

    /// Gives all violations in the order of their columns.
    [[nodiscard]] violations sorted() &&;

private:
    const unfolded_text& source_;
    violations errors_;
};

/// One parameter of a line, without the quotes around its value.
struct line_parameter {
    std::string_view name;
    std::string_view value;
    std::string_view whole;  ///< `TZID="Europe/Berlin"`
};

/// A line, taken apart.
struct content_line {
    std::string_view name;
    std::vector<line_parameter> parameters;
    std::string_view value;
};

/// Gives the name that a line begins with, all of the line if nothing ends it.
[[nodiscard]] std::string_view line_name(std::string_view line);

/// Takes a line apart, or complains.
[[nodiscard]] std::optional<content_line> parse_line(std::string_view line, rrule_complaints& complaints);

/// Splits off what stands before the first `separator`, or all of it, and leaves the rest; nullopt once
/// nothing is left to split.  An empty text is one empty piece.
class piece_reader {
public:
    piece_reader(std::string_view text, char separator) : rest_(text), separator_(separator) {}
    [[nodiscard]] std::optional<std::string_view> next();

private:
    std::optional<std::string_view> rest_;
    char separator_;
};

}  // namespace nextfire::inline v0::detail
