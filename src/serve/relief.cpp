#include "serve/relief.hpp"

#include <algorithm>
#include <chrono>
#include <cstddef>
#include <utility>

namespace nextfire::cli {
namespace {

using std::chrono::milliseconds;

/// How often it looks who is out; and for handlers, while somebody is.
constexpr milliseconds round{5};
constexpr milliseconds round_on_duty{1};

/// After so many rounds in which nobody went out it sleeps until somebody does.
constexpr int quiet_rounds = 200;

/// So many handlers run before other shifts have their turn.
constexpr int most_handlers = 1000;

}  // namespace

void relief::start(std::vector<shift*> shifts,
                   std::function<void(shift&, const std::exception&)> on_failure) {
    shifts_ = std::move(shifts);
    on_failure_ = std::move(on_failure);
    thread_ = std::thread{[this] { watch(); }};
}

void relief::stop() {
    if (!thread_.joinable()) return;
    is_over_ = true;
    wake();
    thread_.join();
}

void relief::watch() {
    std::vector<std::uint64_t> seen(shifts_.size());
    for (int quiet = 0; !is_over_; ++quiet) {
        bool is_on_duty = false;
        for (std::size_t i = 0; i < shifts_.size(); ++i) {
            const std::uint64_t crossings = shifts_[i]->crossings_.load();
            const bool is_out = crossings % 2 == 1;
            if (is_out || crossings != seen[i]) quiet = 0;
            if (std::exchange(seen[i], crossings) == crossings && is_out)
                is_on_duty |= take(*shifts_[i], crossings);
        }
        if (quiet < quiet_rounds) {
            std::this_thread::sleep_for(is_on_duty ? round_on_duty : round);
            continue;
        }
        sleeps_ = true;
        // Who goes out from here on sees that it sleeps.  Who went before is seen here.
        const bool is_quiet = std::equal(seen.begin(), seen.end(), shifts_.begin(),
                                         [](std::uint64_t crossings, const shift* watched) {
                                             return watched->crossings_.load() == crossings;
                                         });
        if (is_quiet && !is_over_) sleeps_.wait(true);
        sleeps_ = false;
        quiet = 0;
    }
}

/// Runs what handlers of a shift are ready while its thread is out; says whether it still is.
bool relief::take(shift& watched, std::uint64_t crossings) {
    const std::unique_lock turn{watched.turn_, std::try_to_lock};
    const auto is_out = [&] { return watched.crossings_.load() == crossings; };
    if (!turn) return is_out();
    watched.is_relieved_ = true;
    try {
        for (int count = 0; count < most_handlers && is_out(); ++count)
            if (watched.context_.poll_one() == 0) break;
    } catch (const std::exception& failure) {
        on_failure_(watched, failure);
    }
    watched.is_relieved_ = false;
    return is_out();
}

}  // namespace nextfire::cli
