/// The flags that give a schedule: one for each field of a spec, cron text, or a request that holds either.
#pragma once

#include "cli/text_flag.hpp"
#include "request/requested_schedule.hpp"
#include "request/schedule_request.hpp"

#include <nextfire/base/result.hpp>
#include <nextfire/cron/cron_expression.hpp>
#include <nextfire/spec/schedule_spec.hpp>
#include <nextfire/spec/spec_fields.hpp>

#include <array>

namespace nextfire::cli {

/// Adds the schedule's flags to a command and reads the schedule from what was given.
class schedule_flags {
public:
    /// Adds the flags.  The object must stay where it is until the command line has been read.
    explicit schedule_flags(CLI::App& command);
    schedule_flags(const schedule_flags&) = delete;
    schedule_flags& operator=(const schedule_flags&) = delete;

    /// Checks the schedule that was asked for.
    ///
    /// A request may be a whole body that modifies a scheduled task: what it says besides the schedule is
    /// passed over.  Flags replace the request's fields.  Without a zone a request has the default of the API;
    /// flags alone have none, and it is `missing`.  Violations name fields of a request by JSON pointer and
    /// flags by the field's name; `unreadable` where the request cannot be read.
    [[nodiscard]] result<api::requested_schedule> read() const;

    /// Gives the fields of a spec that were given, as texts.
    [[nodiscard]] schedule_fields given_fields() const;

    /// Says whether a schedule was given as a whole: as cron text or in a request.
    [[nodiscard]] bool gives_whole() const;

private:
    [[nodiscard]] result<api::requested_schedule> check(api::schedule_request& request,
                                                        const spec_options& options) const;

    std::array<text_flag, spec_fields.size()> fields_;  // in their order
    text_flag cron_;
    text_flag dialect_;
    text_flag spread_key_;
    text_flag both_days_;
    text_flag json_;
};

}  // namespace nextfire::cli
