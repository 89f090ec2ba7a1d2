/// SIGTERM and SIGINT: the first asks the program to end, the second ends it.  SIGHUP: it reads its files again.
#pragma once

#include <functional>
#include <thread>

namespace nextfire::cli {

/// Waits for the signals on a thread of its own, as long as it lives.  Make it before other threads: these
/// must not take the signals, and inherit that from the thread that makes them.
class process_signals {
public:
    /// Calls `stop` once, on that thread, at the first signal to end; the second ends the process as if nobody
    /// had waited for it.  Calls `reload` at each SIGHUP; without it SIGHUP does what it always does.
    explicit process_signals(std::function<void()> stop, std::function<void()> reload = {});
    ~process_signals();
    process_signals(const process_signals&) = delete;
    process_signals& operator=(const process_signals&) = delete;

private:
    void watch(const std::function<void()>& stop, const std::function<void()>& reload) const;

    int signals_ = -1;
    int done_ = -1;
    std::thread watcher_;
};

}  // namespace nextfire::cli
