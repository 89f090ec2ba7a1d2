/// Reading: a whole file, or standard input block by block.
#pragma once

#include <nextfire/base/result.hpp>

#include <cstddef>
#include <string>

namespace nextfire::cli {

/// Reads from a descriptor, blocking or not, into `block`, once, as soon as there is anything.
/// Returns the number of bytes, 0 at the end, and -1 with errno where reading failed.
[[nodiscard]] std::ptrdiff_t read_some(int descriptor, char* block, std::size_t block_bytes);

/// Reads a file, or standard input where `path` is `-`, but no more than `most_bytes` and one: whoever
/// gets more than `most_bytes` knows that there was more.  A file that cannot be read is a violation
/// `unreadable`.
[[nodiscard]] result<std::string> read_file(const std::string& path, std::size_t most_bytes);

/// Reads a file as read_file() does, unless somebody besides root and the user whose process this is may have
/// written it: a file of another owner, one that its group or others can write, and what is no regular file are
/// `unreadable` too.  Never waits for anybody, but where it reads standard input.
[[nodiscard]] result<std::string> read_trusted_file(const std::string& path, std::size_t most_bytes);

}  // namespace nextfire::cli
