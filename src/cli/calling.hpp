/// What `nextfire call` does once its request has been made: it is sent, again where that is safe, and answered.
#pragma once

#include <nextfire/calls/answer.hpp>
#include <nextfire/calls/call.hpp>
#include <nextfire/calls/retry.hpp>
#include <nextfire/tasks/http.hpp>

#include <chrono>
#include <cstddef>
#include <optional>
#include <string>

namespace nextfire::cli {

/// Bounds of one attempt, and whom to trust.
struct sending_limits {
    std::optional<std::string> authorities_file = {};  ///< Certificates, PEM; the system's without it.
    std::chrono::milliseconds connecting{10'000};
    std::chrono::milliseconds whole{30'000};  ///< Connecting, sending and receiving together.
    std::size_t answer_bytes = api::most_answer_bytes;
};

/// What became of one attempt.
struct sending_attempt {
    api::delivery became;
    api::http_response response =
        {};                    ///< Where there is one; of its headers, Location and Retry-After alone.
    std::string problem = {};  ///< A sentence where there is none; never with any of the token.
};

/// What became of a call.
struct sending_outcome {
    sending_attempt last;
    unsigned attempts = 0;
};

/// Sends a call until it is answered or nothing more is to be hoped for.  On a terminal, standard error shows
/// meanwhile how long it has taken.  A build without NEXTFIRE_BUILD_CALL only says so.
[[nodiscard]] sending_outcome send(const api::call& made, const sending_limits& sending,
                                   const api::retry_limits& retrying);

}  // namespace nextfire::cli
