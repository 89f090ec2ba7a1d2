/// Whether to send a request again, and when: a pure function of what happened so far.
///
/// Whoever tries again at once and without end makes a busy service busier; whoever tries again what was done
/// already does it twice.  So a request goes out again only where that is safe for its operation, a bounded number of
/// times, after waits that grow and are spread at random (full jitter).
#pragma once

#include <nextfire/base/result.hpp>
#include <nextfire/calls/operation.hpp>
#include <nextfire/tasks/task.hpp>

#include <chrono>
#include <cstdint>
#include <optional>
#include <string_view>

namespace nextfire::inline v0::api {

/// What became of a request on its way.
enum class delivery : std::uint8_t {
    answered,   ///< There is an answer, whole, of whatever status.
    unsent,     ///< The service certainly never saw the request: no such host, no connection.
    uncertain,  ///< It was sent, or some of it, and no whole answer came.
    refused,    ///< We refused the other side: its certificate, its protocol, the length of its answer.
};

/// Gives the name of a delivery: `answered`, `unsent`, `uncertain`, `refused`; empty for a number that is none.
[[nodiscard]] std::string_view to_string(delivery became) noexcept;

/// Reads the name of a delivery; any other text is one violation `unknown_name` of `field`, with the names there
/// are and the nearest of them.
///
///     parse_delivery("unsent");   // delivery::unsent
[[nodiscard]] result<delivery> parse_delivery(std::string_view text, std::string_view field = "delivery");

/// What became of an attempt.
struct attempt_outcome {
    delivery became = delivery::answered;  ///< Whether there is an answer.
    int status = 0;                        ///< Of HTTP, where there is one.
    std::optional<std::chrono::milliseconds> retry_after =
        {};  ///< How long the service asks to wait, from now.
};

/// Bounds of trying again.
struct retry_limits {
    unsigned most_attempts = 4;  ///< The first one included.
    std::chrono::milliseconds first_wait{
        500};  ///< The longest wait after the first attempt; doubled each time.
    std::chrono::milliseconds longest_wait{10'000};  ///< What doubling ends at.
    std::chrono::milliseconds most_elapsed{60'000};  ///< From the first attempt to the beginning of the last.
};

/// Says whether a status may be another one next time: 408, 409 (somebody else was faster), 429, 500, 502, 503, 504.
[[nodiscard]] bool is_passing(int status) noexcept;

/// Gives how long to wait before the next attempt, or nullopt where there is to be none.
///
/// `attempts` have been made, the first at `elapsed` ago; `random` is any number, all of them equally likely.  The
/// wait is spread evenly from 0 to the longest one of this attempt; where the service asks for one, it comes on top of
/// that, as far as the limits allow, and a service that asks for more than they do is not asked again.
///
///     // after one attempt that was answered with 503
///     wait_before_retry(operation::modify, {.status = 503}, 1, 40ms, 0x80000000);   // 250 ms
[[nodiscard]] std::optional<std::chrono::milliseconds> wait_before_retry(
    operation asked, const attempt_outcome& last, unsigned attempts, std::chrono::milliseconds elapsed,
    std::uint32_t random, const retry_limits& limits = {}) noexcept;

/// Reads `Retry-After`, seconds or a date of HTTP, as time from `now`; 0 where the date has gone by, nullopt for any
/// other text, and at most a day.  Source: RFC 9110, sections 10.2.3 and 5.6.7.
///
///     // at 2026-11-24T00:00:00Z
///     parse_retry_after("Tue, 24 Nov 2026 00:00:30 GMT", now);   // 30 s
[[nodiscard]] std::optional<std::chrono::milliseconds> parse_retry_after(std::string_view text,
                                                                         sys_millis now) noexcept;

}  // namespace nextfire::inline v0::api
