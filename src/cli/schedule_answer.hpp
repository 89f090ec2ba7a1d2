/// What `next` and `explain` say of a schedule: which one it is, and when it fires.
#pragma once

#include "cli/answer_stream.hpp"
#include "request/requested_schedule.hpp"

#include <nextfire/engine/schedule.hpp>

#include <chrono>
#include <cstdint>
#include <string>

namespace nextfire::cli {

/// The most occurrences that a command prints.
inline constexpr std::uint64_t most_occurrences = 1'000'000;

/// A schedule and the occurrences that are asked for: those in [from, until), but no more than `count`.
struct question {
    api::requested_schedule given;
    schedule_options options;  // with the anchor that it counts from
    schedule times;
    std::chrono::sys_seconds from;
    std::chrono::sys_seconds until;
    std::uint64_t count;
};

/// Appends a line with the kind of schedule, its cron text and its zone, and a line for each of its anchor
/// and its expiry, where there are any.
void append_header(std::string& out, const question& asked);

/// Appends the same as members of a JSON object, without braces.
void append_header_json(std::string& out, const question& asked);

/// Appends the occurrences, a line each, or a line that says why there is none.
void append_occurrences(answer_stream& answer, const question& asked);

/// Appends the occurrences as the member `next` of a JSON object.
void append_occurrences_json(answer_stream& answer, const question& asked);

}  // namespace nextfire::cli
