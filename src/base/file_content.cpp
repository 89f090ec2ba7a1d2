#include "base/file_content.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdint>
#include <exception>

namespace nextfire::inline v0::detail {
namespace {

/// Reads to the end of a file, and gives the number of the error, or 0.  The size that a file tells may change, and is 0
/// where the system makes up the content.
int read_to_end(int file, std::size_t told_bytes, std::size_t most_bytes, std::vector<std::byte>& bytes) {
    constexpr std::size_t piece = 8192;
    bytes.resize(told_bytes + 1);  // where that is not filled, the file ends
    std::size_t filled = 0;
    for (;;) {
        const ssize_t got = ::read(file, bytes.data() + filled, bytes.size() - filled);
        if (got < 0 && errno == EINTR) continue;
        if (got < 0) return errno;
        if (got == 0) break;
        filled += static_cast<std::size_t>(got);
        if (filled > most_bytes) return EFBIG;
        if (filled == bytes.size()) bytes.resize(filled + std::max(filled, piece));
    }
    bytes.resize(filled);
    return 0;
}

/// Reads what has been opened.
int read_opened(int file, std::size_t most_bytes, std::vector<std::byte>& bytes) {
    struct ::stat about {};
    if (::fstat(file, &about) != 0) return errno;
    if (S_ISDIR(about.st_mode)) return EISDIR;
    if (!S_ISREG(about.st_mode)) return EINVAL;
    if (static_cast<std::uint64_t>(about.st_size) > most_bytes) return EFBIG;
    try {
        return read_to_end(file, static_cast<std::size_t>(about.st_size), most_bytes, bytes);
    } catch (const std::exception&) {
        return ENOMEM;
    }
}

}  // namespace

open_file::~open_file() {
    if (is_open()) ::close(number_);
}

std::optional<std::vector<std::byte>> file_content(const std::string& path, std::error_code& error,
                                                   std::size_t most_bytes) {
    std::vector<std::byte> bytes;
    int number = EINVAL;
    if (path.find('\0') == std::string::npos) {
        const open_file opened{::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK)};
        number = opened.is_open() ? read_opened(opened.number(), most_bytes, bytes) : errno;
    }
    error.assign(number, std::generic_category());
    if (number != 0) return std::nullopt;
    return bytes;
}

}  // namespace nextfire::inline v0::detail
