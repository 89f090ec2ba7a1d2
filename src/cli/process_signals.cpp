#include "cli/process_signals.hpp"

#include <poll.h>
#include <sys/eventfd.h>
#include <sys/signalfd.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <csignal>
#include <cstdint>
#include <system_error>
#include <utility>

namespace nextfire::cli {
namespace {

/// Ends the process by the signal itself, so that whoever waits for it sees which one it was.
[[noreturn]] void end_by(int signal) {
    sigset_t one;
    sigemptyset(&one);
    sigaddset(&one, signal);
    std::signal(signal, SIG_DFL);
    pthread_sigmask(SIG_UNBLOCK, &one, nullptr);
    static_cast<void>(::raise(signal));
    ::_exit(128 + signal);
}

}  // namespace

process_signals::process_signals(std::function<void()> stop, std::function<void()> reload) {
    sigset_t watched;
    sigemptyset(&watched);
    sigaddset(&watched, SIGTERM);
    sigaddset(&watched, SIGINT);
    if (reload) sigaddset(&watched, SIGHUP);
    pthread_sigmask(SIG_BLOCK, &watched, nullptr);
    signals_ = ::signalfd(-1, &watched, SFD_CLOEXEC);
    done_ = ::eventfd(0, EFD_CLOEXEC);
    if (signals_ < 0 || done_ < 0) throw std::system_error{errno, std::generic_category(), "signalfd"};
    watcher_ =
        std::thread{[this, stop = std::move(stop), reload = std::move(reload)] { watch(stop, reload); }};
}

process_signals::~process_signals() {
    const std::uint64_t one = 1;
    static_cast<void>(::write(done_, &one, sizeof one));
    watcher_.join();
    ::close(signals_);
    ::close(done_);
}

void process_signals::watch(const std::function<void()>& stop, const std::function<void()>& reload) const {
    for (int heard = 0;;) {
        std::array<pollfd, 2> watched{pollfd{signals_, POLLIN, 0}, pollfd{done_, POLLIN, 0}};
        if (::poll(watched.data(), watched.size(), -1) < 0) continue;
        if (watched[1].revents != 0) return;
        signalfd_siginfo received{};
        if (::read(signals_, &received, sizeof received) != sizeof received) continue;
        if (received.ssi_signo == SIGHUP) {
            reload();
        } else if (++heard == 2) {
            end_by(static_cast<int>(received.ssi_signo));
        } else {
            stop();
        }
    }
}

}  // namespace nextfire::cli
