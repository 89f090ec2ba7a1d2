#include "cli/calling.hpp"

#include "cli/answer_stream.hpp"
#include "cli/curl_sender.hpp"
#include "cli/present.hpp"

#include <fmt/core.h>
#include <unistd.h>

#include <algorithm>
#include <random>
#include <string_view>
#include <thread>

namespace nextfire::cli {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;
using std::chrono::steady_clock;

/// A line on standard error that says how long it has taken; nothing where that is no terminal.
class waiting_line {
public:
    waiting_line(std::string host, unsigned most_attempts)
        : host_(std::move(host)), most_attempts_(most_attempts), is_terminal_(::isatty(STDERR_FILENO) == 1) {}
    ~waiting_line() { erase(); }
    waiting_line(const waiting_line&) = delete;
    waiting_line& operator=(const waiting_line&) = delete;

    void show(unsigned attempt) {
        const auto waited = std::chrono::floor<seconds>(elapsed());
        if (!is_terminal_ || waited == shown_) return;  // what is answered at once needs no line
        shown_ = waited;
        static_cast<void>(
            write_all(STDERR_FILENO,
                      fmt::format("\r\x1b[Knextfire call: waiting for {}, {} s, attempt {} of at most {}",
                                  host_, waited.count(), attempt, most_attempts_)));
    }

    [[nodiscard]] milliseconds elapsed() const {
        return std::chrono::floor<milliseconds>(steady_clock::now() - begin_);
    }

private:
    void erase() const {
        if (shown_ != seconds{0}) static_cast<void>(write_all(STDERR_FILENO, "\r\x1b[K"));
    }

    std::string host_;
    unsigned most_attempts_;
    bool is_terminal_;
    steady_clock::time_point begin_ = steady_clock::now();
    seconds shown_{0};
};

/// Gives what the service asks for by Retry-After.
std::optional<milliseconds> asked_wait(const api::http_response& response) {
    const auto value = find_field(response.headers, "Retry-After");
    return value ? api::parse_retry_after(*value, present()) : std::nullopt;
}

void wait(milliseconds time, waiting_line& line, unsigned attempt) {
    constexpr milliseconds step{200};
    const auto end = steady_clock::now() + time;
    while (steady_clock::now() < end) {
        std::this_thread::sleep_for(
            std::min(step, std::chrono::ceil<milliseconds>(end - steady_clock::now())));
        line.show(attempt);
    }
}

}  // namespace

sending_outcome send(const api::call& made, const sending_limits& sending,
                     const api::retry_limits& retrying) {
    waiting_line line{made.service.host, retrying.most_attempts};
    std::random_device random;
    for (unsigned attempts = 1;; ++attempts) {  // wait_before_retry() ends it after the most attempts
        sending_attempt attempt = send_once(made, sending, [&] { line.show(attempts); });
        const api::attempt_outcome became{attempt.became, attempt.response.status,
                                          asked_wait(attempt.response)};
        const auto pause =
            api::wait_before_retry(made.asked, became, attempts, line.elapsed(), random(), retrying);
        if (!pause) return {std::move(attempt), attempts};
        wait(*pause, line, attempts + 1);
    }
}

}  // namespace nextfire::cli
