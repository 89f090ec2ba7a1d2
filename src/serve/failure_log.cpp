#include "serve/failure_log.hpp"

#include "tasks/take_until.hpp"

#include <fmt/core.h>
#include <poll.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <cerrno>
#include <chrono>
#include <climits>
#include <condition_variable>
#include <csignal>
#include <deque>
#include <mutex>
#include <utility>

namespace nextfire::cli {
namespace {

using namespace std::chrono_literals;

/// Waits until a stream takes bytes; false where nobody wants that any more.
bool wait_for_room(int descriptor, const std::atomic<bool>& is_over) {
    while (!is_over) {
        pollfd watched{descriptor, POLLOUT, 0};
        if (::poll(&watched, 1, 100) > 0) return true;
    }
    return false;
}

}  // namespace

struct failure_log::waiting_lines {
    std::mutex mutex;
    std::condition_variable changed;
    std::deque<std::string> lines;
    std::size_t lost = 0;
    bool is_ending = false;             // when all is written
    bool is_finished = false;           // all is written
    std::atomic<bool> is_over = false;  // written or not
};

failure_log::failure_log(int descriptor, std::string prefix, std::size_t most_lines)
    : lines_(std::make_shared<waiting_lines>()), prefix_(std::move(prefix)), most_lines_(most_lines) {
    sigset_t all;
    sigset_t before;
    sigfillset(&all);
    pthread_sigmask(SIG_BLOCK, &all, &before);  // signals are for other threads, and this one is the first
    writer_ = std::thread{[lines = lines_, descriptor] { write_lines(*lines, descriptor); }};
    pthread_sigmask(SIG_SETMASK, &before, nullptr);
}

failure_log::~failure_log() {
    std::unique_lock lock{lines_->mutex};
    lines_->is_ending = true;
    lines_->changed.notify_all();
    const auto is_finished = [this] { return lines_->is_finished; };
    if (!lines_->changed.wait_for(lock, 500ms, is_finished)) {
        lines_->is_over = true;
        lines_->changed.wait_for(lock, 500ms, is_finished);
    }
    const bool ends = lines_->is_finished;
    lock.unlock();
    ends ? writer_.join() : writer_.detach();
}

void failure_log::tell(std::string_view failure) {
    const std::lock_guard lock{lines_->mutex};
    while (!failure.empty()) {
        std::string line = prefix_;
        for (const char c : api::take_until(failure, '\n'))
            line += static_cast<unsigned char>(c) < ' ' || c == '\x7F' ? '?' : c;
        if (lines_->lines.size() < most_lines_) {
            lines_->lines.push_back(line + '\n');
        } else if (lines_->lost++ == 0) {
            lines_->lines.push_back(prefix_);  // the count will stand behind it
        }
    }
    lines_->changed.notify_all();
}

void failure_log::write_lines(waiting_lines& lines, int descriptor) {
    for (;;) {
        std::unique_lock lock{lines.mutex};
        lines.changed.wait(lock, [&lines] { return lines.is_ending || !lines.lines.empty(); });
        if (lines.lines.empty() || lines.is_over) {
            lines.is_finished = true;
            lines.changed.notify_all();
            return;
        }
        std::string line = std::move(lines.lines.front());
        lines.lines.pop_front();
        if (!line.ends_with('\n'))
            line += fmt::format("{} lines were lost here\n", std::exchange(lines.lost, 0));
        lock.unlock();
        // A pipe with room takes so many bytes without waiting.
        for (std::string_view rest = line; !rest.empty() && wait_for_room(descriptor, lines.is_over);) {
            const ssize_t bytes =
                ::write(descriptor, rest.data(), std::min<std::size_t>(rest.size(), PIPE_BUF));
            if (bytes < 0 && errno != EINTR && errno != EAGAIN) break;  // nobody is there any more
            if (bytes > 0) rest.remove_prefix(static_cast<std::size_t>(bytes));
        }
    }
}

}  // namespace nextfire::cli
