/// Threads that wait for each other, and not for ever.
#pragma once

#include <chrono>
#include <condition_variable>
#include <mutex>

namespace nextfire::inline v0::api {

/// Lets one thread at a time through.  Not std::timed_mutex: the thread sanitizer of GCC 12 does not know how it waits.
class turnstile {
public:
    /// Waits for the others to leave; says whether they did.
    [[nodiscard]] bool enter(std::chrono::milliseconds patience) {
        std::unique_lock lock{mutex_};
        if (!left_.wait_for(lock, patience, [this] { return !is_taken_; })) return false;
        is_taken_ = true;
        return true;
    }

    /// Lets the next one through.
    void leave() {
        {
            const std::lock_guard lock{mutex_};
            is_taken_ = false;
        }
        left_.notify_one();
    }

private:
    std::mutex mutex_;
    std::condition_variable left_;
    bool is_taken_ = false;
};

/// A thread's turn, if it got one; its end is the next one's begin.
class turn {
public:
    turn(turnstile& at, std::chrono::milliseconds patience) : at_(at), is_mine_(at.enter(patience)) {}
    ~turn() {
        if (is_mine_) at_.leave();
    }
    turn(const turn&) = delete;
    turn& operator=(const turn&) = delete;

    explicit operator bool() const { return is_mine_; }

private:
    turnstile& at_;
    bool is_mine_;
};

}  // namespace nextfire::inline v0::api
