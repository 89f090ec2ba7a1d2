/// `nextfire cron`: a schedule as cron text and as a recurrence rule, and how faithful these are.
#pragma once

#include "cli/answer_flags.hpp"
#include "cli/exit_code.hpp"
#include "cli/schedule_flags.hpp"
#include "cli/starting_point.hpp"

namespace CLI {
class App;
}  // namespace CLI

namespace nextfire::cli {

/// Adds the command to the program, and runs it.
class cron_command {
public:
    /// Adds the command.  The object must stay where it is until it has run.
    explicit cron_command(CLI::App& program);

    /// Says whether the command line asked for this command.
    [[nodiscard]] bool chosen() const;

    /// Prints the conversions.
    [[nodiscard]] exit_code run() const;

private:
    CLI::App& command_;
    schedule_flags schedule_;
    starting_point start_;
    output_flag output_;
};

}  // namespace nextfire::cli
