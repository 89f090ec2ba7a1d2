#include "cli/input.hpp"

#include <fcntl.h>
#include <fmt/core.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <optional>
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

}  // namespace

std::ptrdiff_t read_some(int descriptor, char* block, std::size_t block_bytes) {
    for (;;) {
        const ssize_t bytes = ::read(descriptor, block, block_bytes);
        if (bytes >= 0 || errno != EINTR) return bytes;
    }
}

result<std::string> read_file(const std::string& path, std::size_t most_bytes) {
    if (path == "-") return read_descriptor(STDIN_FILENO, path, most_bytes);
    const int descriptor = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
    if (descriptor < 0) return unreadable(path, errno);
    result<std::string> content = read_descriptor(descriptor, path, most_bytes);
    ::close(descriptor);
    return content;
}

}  // namespace nextfire::cli
