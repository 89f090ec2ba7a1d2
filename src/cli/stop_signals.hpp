/// SIGTERM and SIGINT: the first asks the program to end, the second ends it.
#pragma once

#include <functional>
#include <thread>

namespace nextfire::cli {

/// Waits for the signals on a thread of its own, as long as it lives.  Make it before other threads: these
/// must not take the signals, and inherit that from the thread that makes them.
class stop_signals {
public:
    /// Calls `stop` once, on that thread, at the first signal; the second ends the process as if nobody had
    /// waited for it.
    explicit stop_signals(std::function<void()> stop);
    ~stop_signals();
    stop_signals(const stop_signals&) = delete;
    stop_signals& operator=(const stop_signals&) = delete;

private:
    void watch(const std::function<void()>& stop) const;

    int signals_ = -1;
    int done_ = -1;
    std::thread watcher_;
};

}  // namespace nextfire::cli
