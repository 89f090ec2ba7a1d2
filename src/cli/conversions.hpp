/// A schedule in other notations: cron of every dialect, plain expressions, a recurrence rule, a sentence.
#pragma once

#include "request/requested_schedule.hpp"

#include <nextfire/base/result.hpp>
#include <nextfire/cron/cron_expression.hpp>

#include <chrono>
#include <string>
#include <vector>

namespace nextfire::cli {

/// A dialect's text of an expression, or the reasons why it has none.
struct dialect_text {
    cron_dialect dialect;
    result<std::string> text;
};

/// What `nextfire cron` answers.
struct conversions {
    api::requested_schedule given;
    api::written_cron cron;
    cron_conversion conversion;
    std::vector<dialect_text> dialects;      // all of them
    std::vector<cron_expression> plain_set;  // empty when the expression is plain itself
    result<std::string> rrule;
    std::string sentence;
};

/// Converts a schedule; the recurrence rule starts on `start`.
[[nodiscard]] conversions convert(const api::requested_schedule& given, std::chrono::local_days start,
                                  const schedule_options& options);

/// Appends the conversions, each with its name, a line each.
void append_text(std::string& out, const conversions& made);

/// Appends the conversions as a JSON object and a line end.
void append_json(std::string& out, const conversions& made);

}  // namespace nextfire::cli
