/// Threads that wait for each other, and not for ever.
#pragma once

#include <chrono>
#include <condition_variable>
#include <mutex>
#include <vector>

namespace nextfire::inline v0::api {

/// Lets one thread at a time through, in the order in which they came: nobody who comes again and again keeps another out.
/// Not std::timed_mutex, which has no order, and of which the thread sanitizer of GCC 12 does not know how it waits.
class turnstile {
public:
    /// Waits for the others to leave; says whether they did.
    [[nodiscard]] bool enter(std::chrono::milliseconds patience) {
        std::unique_lock lock{mutex_};
        if (!is_taken_) {
            is_taken_ = true;
            return true;
        }
        waiter mine;
        line_.push_back(&mine);
        if (mine.called.wait_for(lock, patience, [&mine] { return mine.is_next; })) return true;
        std::erase(line_, &mine);
        return false;
    }

    /// Lets the next one through.
    void leave() {
        const std::lock_guard lock{mutex_};
        is_taken_ = !line_.empty();
        if (!is_taken_) return;
        waiter& next = *line_.front();
        line_.erase(line_.begin());
        next.is_next = true;
        next.called.notify_one();  // within the lock, for without it the waiter may be gone
    }

private:
    struct waiter {
        std::condition_variable called;
        bool is_next = false;
    };

    std::mutex mutex_;
    std::vector<waiter*> line_;
    bool is_taken_ = false;  // stays so from one to the next
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
