/// Files that are read whole.
#pragma once

#include <cstddef>
#include <limits>
#include <optional>
#include <string>
#include <system_error>
#include <vector>

namespace nextfire::inline v0::detail {

/// A descriptor, closed at its end.
class open_file {
public:
    /// Takes a descriptor over; less than 0 is none.
    explicit open_file(int number) noexcept : number_(number) {}
    open_file(const open_file&) = delete;
    open_file& operator=(const open_file&) = delete;
    ~open_file();

    [[nodiscard]] bool is_open() const noexcept { return number_ >= 0; }
    [[nodiscard]] int number() const noexcept { return number_; }

private:
    int number_;
};

/// Reads a whole file; nullopt where it cannot be read, is none or has more than `most_bytes`, and `error` says why:
/// EISDIR, EFBIG, ENOMEM, and EINVAL for what is neither a file nor a directory and for a path with a NUL.  Waits for
/// nobody: not for who writes a pipe.
[[nodiscard]] std::optional<std::vector<std::byte>> file_content(
    const std::string& path, std::error_code& error,
    std::size_t most_bytes = std::numeric_limits<std::size_t>::max());

}  // namespace nextfire::inline v0::detail
