#include "base/file_content.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdint>
#include <exception>

namespace nextfire::inline v0::detail {
namespace {

/// Reads from the beginning until `bytes` is full or the file ends, and gives the number of the error, or 0.
int fill(int file, std::vector<std::byte>& bytes) {
    std::size_t filled = 0;
    while (filled < bytes.size()) {
        const ssize_t got =
            ::pread(file, bytes.data() + filled, bytes.size() - filled, static_cast<off_t>(filled));
        if (got < 0 && errno == EINTR) continue;
        if (got < 0) return errno;
        if (got == 0) break;
        filled += static_cast<std::size_t>(got);
    }
    bytes.resize(filled);
    return 0;
}

/// Says by the number of an error why a file is not read, or 0.
int objection_to(int file, std::size_t most_bytes, std::size_t& size) noexcept {
    struct ::stat about {};
    if (::fstat(file, &about) != 0) return errno;
    if (S_ISDIR(about.st_mode)) return EISDIR;
    if (!S_ISREG(about.st_mode)) return EINVAL;
    if (static_cast<std::uint64_t>(about.st_size) > most_bytes) return EFBIG;
    size = static_cast<std::size_t>(about.st_size);
    return 0;
}

}  // namespace

open_file::~open_file() {
    if (is_open()) ::close(number_);
}

std::optional<std::vector<std::byte>> file_content(const std::string& path, std::error_code& error,
                                                   std::size_t most_bytes) {
    const open_file opened{::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK)};
    std::vector<std::byte> bytes;
    std::size_t size = 0;
    int number = opened.is_open() ? objection_to(opened.number(), most_bytes, size) : errno;
    try {
        bytes.resize(size);
    } catch (const std::exception&) {
        number = ENOMEM;
    }
    if (number == 0) number = fill(opened.number(), bytes);
    error.assign(number, std::generic_category());
    if (number != 0) return std::nullopt;
    return bytes;
}

}  // namespace nextfire::inline v0::detail
