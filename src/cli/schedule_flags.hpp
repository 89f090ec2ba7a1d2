/// The flags that give a schedule: one for each field of the form, or a request that holds them.
#pragma once

#include "schedule_request.hpp"

#include <nextfire/result.hpp>
#include <nextfire/schedule_spec.hpp>

#include <array>
#include <string>

namespace CLI {
class App;
class Option;
}  // namespace CLI

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
    /// passed over.  Flags replace the request's fields.  Violations name fields of a request by JSON
    /// pointer and flags by the field's name; `unreadable` where the request cannot be read.
    [[nodiscard]] result<schedule_spec> read() const;

private:
    struct flag {
        std::string text;
        const CLI::Option* option = nullptr;
    };

    [[nodiscard]] schedule_fields given() const;

    std::array<flag, api::schedule_members.size()> flags_;
    flag json_;
};

}  // namespace nextfire::cli
