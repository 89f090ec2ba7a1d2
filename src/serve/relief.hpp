/// Threads that move bytes and may wait for a store, and the one that moves bytes in their place while they do.
///
/// Who asks a store in the thread that reads and writes saves two changes of thread a request, which are half of what
/// a request costs; but then a disk that keeps it waiting keeps all its clients waiting.  So a thread says when it
/// goes to ask, and where it has not come back after a few milliseconds the relief takes its shift until it has.
/// (Go's scheduler does so with threads in system calls: `retake` in runtime/proc.go.)
#pragma once

#include <boost/asio/io_context.hpp>

#include <atomic>
#include <cstdint>
#include <exception>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

namespace nextfire::cli {

class relief;

/// The handlers of one thread; they run one at a time, in that thread or in the relief's.
class shift {
public:
    /// Makes a shift that `reliever`, which must outlive it, takes where it is needed.
    explicit shift(relief& reliever) : relief_(reliever) {}

    [[nodiscard]] boost::asio::io_context& context() { return context_; }

    /// Runs handlers until there is nothing left to wait for; by one thread, which is its own.
    void run() {
        const std::lock_guard mine{turn_};
        context_.run();
    }

    /// Says, in a handler, whether it is the relief that runs it.
    [[nodiscard]] bool is_relieved() const { return is_relieved_; }

    /// Calls `wait`, which may take long, in a handler that is not relieved.  Meanwhile other handlers may run.
    template <class Wait>
    void step_out(Wait wait);

private:
    friend relief;

    boost::asio::io_context context_{1};
    relief& relief_;
    std::mutex turn_;                           // of the thread that runs handlers
    std::atomic<std::uint64_t> crossings_ = 0;  // of its thread, out and in again: odd while it is out
    bool is_relieved_ = false;
};

/// A thread that runs the handlers of shifts whose own thread has been out for five milliseconds or more; it looks
/// for the next handler each millisecond.  It sleeps for good while nobody goes out.
class relief {
public:
    relief() = default;
    ~relief() { stop(); }
    relief(const relief&) = delete;
    relief& operator=(const relief&) = delete;

    /// Begins to watch these shifts, which must outlive the next stop().  What a handler throws goes to `on_failure`.
    void start(std::vector<shift*> shifts, std::function<void(shift&, const std::exception&)> on_failure);

    /// Ends watching.  No handler must be waiting for a relief any more.
    void stop();

private:
    friend shift;

    void watch();
    [[nodiscard]] bool take(shift& watched, std::uint64_t crossings);
    void wake() {
        if (!sleeps_.load()) return;
        sleeps_.store(false);
        sleeps_.notify_one();
    }

    std::vector<shift*> shifts_;
    std::function<void(shift&, const std::exception&)> on_failure_;
    std::atomic<bool> sleeps_ = false;
    std::atomic<bool> is_over_ = false;
    std::thread thread_;
};

template <class Wait>
void shift::step_out(Wait wait) {
    struct return_to {
        shift& own;
        ~return_to() {
            own.crossings_.fetch_add(1);  // first, so that the relief leaves off behind the handler it is at
            own.turn_.lock();
        }
    };
    crossings_.fetch_add(1);
    turn_.unlock();
    const return_to own{*this};
    relief_.wake();
    wait();
}

}  // namespace nextfire::cli
