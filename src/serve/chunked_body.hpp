/// A body that comes in chunks, RFC 9112 section 7.1, read strictly.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace nextfire::cli {

/// How far a body in chunks has been read.
enum class chunk_progress : std::uint8_t {
    unfinished,  ///< More is to come.
    whole,       ///< Its last chunk, the trailers and the empty line have been read.
    malformed,   ///< It breaks a rule.
    too_long,    ///< It holds more than the limit.
};

/// Most bytes of the extensions of all chunks of a body.
inline constexpr std::size_t most_extension_bytes = std::size_t{4} * 1024;

/// Puts together a body that comes in chunks, in pieces cut anywhere.
///
/// A size is 1 to 8 hexadecimal digits; extensions behind it, `;name=value`, are passed over, as are trailers
/// behind the last chunk.  Every line and every chunk ends in CR LF.  Trailers are bounded as the headers of
/// a request are.  Whatever else there is makes the body malformed; a size that leads beyond the limit makes
/// it too long as soon as its line ends, before a byte of the chunk has been taken.
class chunked_body {
public:
    /// Starts a body of at most `most_body_bytes`, with trailers of at most `most_trailer_bytes` altogether.
    chunked_body(std::size_t most_body_bytes, std::size_t most_trailer_bytes) noexcept
        : most_body_bytes_(most_body_bytes), most_trailer_bytes_(most_trailer_bytes) {}

    /// Reads on, and gives how many bytes were taken: all of them, unless the body ends before.  Linear.
    std::size_t take(std::string_view encoded);

    /// Says how far it has come; only `unfinished` is followed by anything else.
    [[nodiscard]] chunk_progress progress() const noexcept { return progress_; }

    /// Gives the bytes of the chunks that have been read so far.
    [[nodiscard]] const std::string& text() const noexcept { return text_; }

private:
    /// What comes next.
    enum class place : std::uint8_t {
        size,
        blank,  // between a size, or an extension, and a semicolon
        extension,
        size_feed,
        data,
        data_return,
        data_feed,
        trailer,
        trailer_feed,
    };

    [[nodiscard]] bool take_one(char c);
    [[nodiscard]] bool take_size(char c);
    [[nodiscard]] bool take_extension(char c);
    [[nodiscard]] bool start_chunk(char c);
    [[nodiscard]] bool take_trailer(char c);
    [[nodiscard]] bool end_trailer(char c);

    std::size_t most_body_bytes_;
    std::size_t most_trailer_bytes_;
    std::string text_;
    std::string trailer_;   // the line that is being read
    std::size_t left_ = 0;  // of the chunk; its size while that is being read
    std::size_t digits_ = 0;
    std::size_t extension_bytes_ = 0;
    std::size_t trailer_bytes_ = 0;
    std::size_t trailers_ = 0;
    place place_ = place::size;
    chunk_progress progress_ = chunk_progress::unfinished;
};

}  // namespace nextfire::cli
