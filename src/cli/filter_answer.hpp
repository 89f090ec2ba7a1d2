/// One request of `nextfire filter` and its answer, each a line of JSON.
///
///     {"id":7,"schedule":{"scheduled_type":"DAY","day_interval":1,"scheduled_time":"02:30:00",
///      "time_zone":"Europe/Berlin"},"after":"2026-03-28T12:00:00Z","count":2}
///     {"id":7,"cron":"0 30 2 * * ?","time_zone":"Europe/Berlin",
///      "next":["2026-03-29T01:00:00Z","2026-03-30T00:30:00Z"]}
#pragma once

#include "cli/filter_request.hpp"
#include "cli/request_outline.hpp"
#include "cli/text_cache.hpp"
#include "request/requested_schedule.hpp"

#include <nextfire/engine/schedule.hpp>

#include <chrono>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

namespace nextfire::cli {

/// Answers lines, and knows schedules again.
///
/// The schedule is a spec or cron text (schedule_request.hpp); the answer's cron text is canonical, and in the
/// dialect that api::write_cron chooses.  An answer is either `{"id", "cron", "time_zone", "next"}` or
/// `{"id", "errors"}` with every violation. The id is given back as it came and left out where it was; an
/// answer with errors and without an id carries the line's number, `{"line", "errors"}`.  Where cron cannot
/// say the schedule exactly, the answer has the member `fidelity` too.
///
/// A request that differs from one before in id, after and count alone is not read anew, and answered the
/// same.  Cost: some 0.5 µs then, and 4 µs, most of it the reading of JSON, where a schedule is new.
class filter_answers {
public:
    /// Appends the answer to one line, and its line end.
    void append_answer(std::string& out, std::string_view line, std::uint64_t line_number);

    /// Appends the answer to a line that was too long to be read.
    static void append_too_long(std::string& out, std::uint64_t line_number);

private:
    /// What a schedule is built of anew for each instant asked about: it counts from there.
    struct counted_from_after {
        api::requested_schedule given;
        schedule_options options;
    };
    /// What is known of requests that differ in their outlines alone.
    struct known_request {
        schedule times;
        std::string head;  ///< What their answers have between the id and the instants.
        std::unique_ptr<const counted_from_after> anchored;  ///< Nothing where `times` is the schedule.
    };

    [[nodiscard]] static bool append_known(std::string& out, const known_request& known,
                                           const request_outline& asked);
    static void append_instants(std::string& out, const schedule& times, std::chrono::sys_seconds after,
                                std::uint64_t count);
    void keep(const filter_request& asked, std::string head);
    [[nodiscard]] static std::string head_of(const filter_request& asked);

    text_cache<known_request> known_;
    std::string rest_;  // of the line's outline
};

}  // namespace nextfire::cli
