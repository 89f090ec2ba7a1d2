/// What `nextfire explain` says of a schedule, as text and as JSON.
#pragma once

#include "cli/answer_stream.hpp"
#include "cli/clock_changes.hpp"
#include "cli/schedule_answer.hpp"

#include <chrono>
#include <string>
#include <vector>

namespace nextfire::cli {

/// A schedule, explained.
struct explanation {
    question asked;
    std::string sentence;
    std::vector<met_change> changes;  // within two years
};

/// Explains a schedule in a language; the language is that of the sentence alone.
[[nodiscard]] explanation explain(const question& asked, language in);

/// Appends the sentence, the cron text and its fields, the next occurrences and the clock changes, for
/// people.
void append_text(answer_stream& answer, const explanation& made);

/// Appends the same as a JSON object and a line end.
void append_json(answer_stream& answer, const explanation& made);

}  // namespace nextfire::cli
