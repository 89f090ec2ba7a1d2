/// A few threads and a short line of work for them.
#pragma once

#include <condition_variable>
#include <cstddef>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>
#include <utility>
#include <vector>

namespace nextfire::cli {

/// Runs jobs on a fixed number of threads.  Whoever brings a job when the line is full waits.
class bounded_pool {
public:
    /// Starts the threads; at most `most_waiting` jobs stand in line, at least one each.
    bounded_pool(std::size_t threads, std::size_t most_waiting) : most_waiting_(most_waiting) {
        threads_.reserve(threads);
        for (std::size_t i = 0; i < threads; ++i) threads_.emplace_back([this] { work(); });
    }
    ~bounded_pool() { finish(); }
    bounded_pool(const bounded_pool&) = delete;
    bounded_pool& operator=(const bounded_pool&) = delete;

    /// Puts a job in line, and waits for room where there is none.
    void add(std::function<void()> job) {
        std::unique_lock lock{mutex_};
        room_.wait(lock, [this] { return waiting_.size() < most_waiting_; });
        waiting_.push_back(std::move(job));
        lock.unlock();
        work_.notify_one();
    }

    /// Runs what still stands in line and ends the threads.  Nothing may be added any more.
    void finish() {
        {
            const std::lock_guard lock{mutex_};
            finishing_ = true;
        }
        work_.notify_all();
        for (std::thread& thread : threads_) thread.join();
        threads_.clear();
    }

private:
    void work() {
        for (;;) {
            std::unique_lock lock{mutex_};
            work_.wait(lock, [this] { return !waiting_.empty() || finishing_; });
            if (waiting_.empty()) return;
            const std::function<void()> job = std::move(waiting_.front());
            waiting_.pop_front();
            lock.unlock();
            room_.notify_one();
            job();
        }
    }

    std::mutex mutex_;
    std::condition_variable work_;
    std::condition_variable room_;
    std::deque<std::function<void()>> waiting_;
    std::size_t most_waiting_;
    bool finishing_ = false;
    std::vector<std::thread> threads_;
};

}  // namespace nextfire::cli
