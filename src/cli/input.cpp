#include "cli/input.hpp"

#include "base/file_content.hpp"

#include <fcntl.h>
#include <fmt/core.h>
#include <poll.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <optional>
#include <string_view>
#include <system_error>

namespace nextfire::cli {
namespace {

violation unreadable(const std::string& path, int error_number) {
    return {violation_code::unreadable, "", std::nullopt,
            fmt::format("nextfire: cannot read {}: {}", path == "-" ? "standard input" : path,
                        std::generic_category().message(error_number))};
}

result<std::string> read_descriptor(int descriptor, const std::string& path, std::size_t most_bytes) {
    std::string content;
    std::array<char, 16 * 1024> block{};
    while (content.size() <= most_bytes) {
        const std::ptrdiff_t bytes = read_some(descriptor, block.data(), block.size());
        if (bytes < 0) return unreadable(path, errno);
        if (bytes == 0) break;
        content.append(block.data(), static_cast<std::size_t>(bytes));
    }
    if (content.size() > most_bytes) content.resize(most_bytes + 1);
    return content;
}

violation untrusted(const std::string& path, std::string_view why) {
    return {violation_code::unreadable, "", std::nullopt,
            fmt::format("nextfire: {} is not read: {}", path, why)};
}

/// Reads what a path names, if nothing is wrong with what has been opened.
template <class Check>
result<std::string> read_checked(const std::string& path, std::size_t most_bytes, int flags,
                                 Check objection_to) {
    if (path == "-") return read_descriptor(STDIN_FILENO, path, most_bytes);
    const detail::open_file opened{::open(path.c_str(), O_RDONLY | O_CLOEXEC | flags)};
    if (!opened.is_open()) return unreadable(path, errno);
    if (const std::optional<violation> objection = objection_to(opened.number())) return *objection;
    return read_descriptor(opened.number(), path, most_bytes);
}

}  // namespace

std::ptrdiff_t read_some(int descriptor, char* block, std::size_t block_bytes) {
    for (;;) {
        const ssize_t bytes = ::read(descriptor, block, block_bytes);
        if (bytes >= 0 || (errno != EINTR && errno != EAGAIN)) return bytes;
        if (errno == EAGAIN) {  // whoever shares the other end made it non-blocking, as some runtimes do
            pollfd waited{descriptor, POLLIN, 0};
            ::poll(&waited, 1, -1);
        }
    }
}

result<std::string> read_file(const std::string& path, std::size_t most_bytes) {
    return read_checked(path, most_bytes, 0, [](int /*descriptor*/) { return std::optional<violation>{}; });
}

result<std::string> read_trusted_file(const std::string& path, std::size_t most_bytes) {
    // Not blocking: a pipe that nobody writes into would be waited for.
    return read_checked(path, most_bytes, O_NONBLOCK, [&path](int descriptor) -> std::optional<violation> {
        struct stat file {};
        if (::fstat(descriptor, &file) != 0) return unreadable(path, errno);
        if (!S_ISREG(file.st_mode)) return untrusted(path, "it is no regular file");
        if (file.st_uid != 0 && file.st_uid != ::geteuid())
            return untrusted(path, "it belongs to another user than the one who runs this program");
        if ((file.st_mode & (S_IWGRP | S_IWOTH)) != 0)
            return untrusted(path, "others than its owner can write it (chmod go-w)");
        return std::nullopt;
    });
}

}  // namespace nextfire::cli
