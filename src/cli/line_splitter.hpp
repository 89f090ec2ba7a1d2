/// Lines from blocks: a stream comes in pieces that end anywhere.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace nextfire::cli {

/// A line of the input, without its end (`\n` or `\r\n`).
struct input_line {
    std::string_view text;  ///< Empty where the line is too long: it was not kept.
    std::uint64_t number;   ///< Counted from 1.
    bool too_long;          ///< Longer than line_splitter::longest_line.
};

/// Cuts blocks into lines.  Copies only a line that two blocks share, and never keeps more than the longest
/// line there may be: of a longer one the end alone is waited for.
class line_splitter {
public:
    /// The longest line that is given as it is.
    static constexpr std::size_t longest_line = 1024 * 1024;

    /// Takes the next line off the front of `block`, or keeps the rest of the block where it ends inside a
    /// line.  The text of the line is good until the next call.
    [[nodiscard]] std::optional<input_line> take(std::string_view& block);

    /// Gives the last line of the input if it has no end; call it when no block is left.
    [[nodiscard]] std::optional<input_line> rest();

private:
    void keep(std::string_view part);
    [[nodiscard]] input_line finished(std::string_view text);

    std::string kept_;
    bool line_is_in_kept_ = false;  // the line given last; to be dropped at the next call
    bool skips_ = false;            // the line is too long: only its end matters
    std::uint64_t lines_ = 0;
};

}  // namespace nextfire::cli
