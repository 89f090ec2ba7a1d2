/// Lines about failures, written to a stream that may be blocked.
#pragma once

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>
#include <thread>

namespace nextfire::cli {

/// Writes lines on a thread of its own: who tells something never waits, even where nobody reads the stream.
///
/// So many lines wait at most; what is told beyond them is lost, and counted, and the count is written when the
/// stream takes lines again.
class failure_log {
public:
    /// Writes to a descriptor, each line behind `prefix`.
    failure_log(int descriptor, std::string prefix, std::size_t most_lines = 1000);

    /// Gives what still waits half a second.
    ~failure_log();
    failure_log(const failure_log&) = delete;
    failure_log& operator=(const failure_log&) = delete;

    /// Puts a failure in line, and its further lines behind it; control characters become question marks.  Any
    /// thread may call it.
    void tell(std::string_view failure);

private:
    struct waiting_lines;

    static void write_lines(waiting_lines& lines, int descriptor);

    std::shared_ptr<waiting_lines> lines_;  // the thread's too, which may be stuck for ever
    std::string prefix_;
    std::size_t most_lines_;
    std::thread writer_;
};

}  // namespace nextfire::cli
