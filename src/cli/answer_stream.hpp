/// Writing: blocks of text to a descriptor, and what becomes of them.
#pragma once

#include "cli/exit_code.hpp"

#include <cstddef>
#include <string>
#include <string_view>

namespace nextfire::cli {

/// What became of a text that was to be written.
enum class write_outcome {
    written,  ///< All of it was taken.
    closed,   ///< Whoever read has gone away, as `head` does when it has enough.
    failed,   ///< The system refused; errno tells why.
};

/// Writes all of `text` to a descriptor, blocking or not, however many calls it takes.
[[nodiscard]] write_outcome write_all(int descriptor, std::string_view text);

/// Standard output as the commands use it: text gathers, and goes out in blocks.
///
/// Once the reader has gone or writing has failed nothing more is written, and good() says so.
class answer_stream {
public:
    /// Gives the text that has not gone out yet; append to it.
    [[nodiscard]] std::string& text() noexcept { return text_; }

    /// Says whether writing still makes sense.
    [[nodiscard]] bool good() const noexcept { return outcome_ == write_outcome::written; }

    /// Writes what has gathered if it is much.
    void flush_when_full() {
        if (text_.size() >= block_bytes) flush();
    }

    /// Writes what has gathered.
    void flush();

    /// Writes the rest and gives the exit code: a reader who has gone is fine, a failure is reported.
    [[nodiscard]] exit_code finish();

private:
    static constexpr std::size_t block_bytes = 64 * 1024;

    std::string text_;
    write_outcome outcome_ = write_outcome::written;
    int error_number_ = 0;
};

}  // namespace nextfire::cli
