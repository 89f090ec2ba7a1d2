/// What must hold for any request at all, whatever its bytes.
#pragma once

#include <cstdint>
#include <span>
#include <string>

namespace nextfire_test {

/// Sends a request to a handler with two tasks and gives the law that its response breaks; empty where none
/// is.
///
/// The bytes are a request as HTTP writes it, with lines that end in a line feed: `PATCH
/// /v1/p1/schedule-task/t-1`, headers, an empty line, the body.  Behind the headers come a good token and
/// media type, which those of the request go before.  The header `x-store` makes the store `lost`,
/// `unavailable` or `broken`; a `~` in front of everything asks for the lenient options.
///
/// The laws: a documented status; a body that is JSON, or none with 204; errors of two members with the code
/// of their status; the headers that a status needs, and no others; no task changed unless the answer is 2xx.
/// A PATCH that was accepted is accepted again with the same answer, so is `{}` after it, and the task
/// survives being written and read.
[[nodiscard]] std::string broken_law(std::span<const std::uint8_t> bytes);

}  // namespace nextfire_test
