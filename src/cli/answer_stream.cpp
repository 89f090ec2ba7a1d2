#include "cli/answer_stream.hpp"

#include "cli/report.hpp"

#include <fmt/core.h>
#include <poll.h>
#include <unistd.h>

#include <cerrno>
#include <system_error>

namespace nextfire::cli {

write_outcome write_all(int descriptor, std::string_view text) {
    while (!text.empty()) {
        const ssize_t taken = ::write(descriptor, text.data(), text.size());
        if (taken >= 0) {
            text.remove_prefix(static_cast<std::size_t>(taken));
        } else if (errno == EPIPE) {
            return write_outcome::closed;
        } else if (errno == EAGAIN) {  // non-blocking, and full
            pollfd waited{descriptor, POLLOUT, 0};
            ::poll(&waited, 1, -1);
        } else if (errno != EINTR) {
            return write_outcome::failed;
        }
    }
    return write_outcome::written;
}

void answer_stream::flush() {
    if (good()) {
        outcome_ = write_all(STDOUT_FILENO, text_);
        error_number_ = errno;
    }
    text_.clear();
}

exit_code answer_stream::finish() {
    flush();
    if (outcome_ != write_outcome::failed) return exit_code::fine;
    return fail(
        fmt::format("cannot write to standard output: {}", std::generic_category().message(error_number_)));
}

}  // namespace nextfire::cli
