/// One request of `nextfire filter` and its answer, each a line of JSON.
///
///     {"id":7,"schedule":{"scheduled_type":"DAY","day_interval":1,"scheduled_time":"02:30:00",
///      "time_zone":"Europe/Berlin"},"after":"2026-03-28T12:00:00Z","count":2}
///     {"id":7,"cron":"0 30 2 * * ?","time_zone":"Europe/Berlin",
///      "next":["2026-03-29T01:00:00Z","2026-03-30T00:30:00Z"]}
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace nextfire::cli {

/// Appends the answer to one line, and its line end.
///
/// The schedule is a spec or cron text (schedule_request.hpp); the answer's cron text is canonical, and in the
/// dialect that api::write_cron chooses.  An answer is either `{"id", "cron", "time_zone", "next"}` or
/// `{"id", "errors"}` with every violation. The id is given back as it came and left out where it was; an
/// answer with errors and without an id carries the line's number, `{"line", "errors"}`.  Where cron cannot
/// say the schedule exactly, the answer has the member `fidelity` too.  Cost: some 4 µs, most of it the
/// reading of JSON.
void append_answer(std::string& out, std::string_view line, std::uint64_t line_number);

/// Appends the answer to a line that was too long to be read.
void append_too_long(std::string& out, std::uint64_t line_number);

}  // namespace nextfire::cli
