/// `nextfire filter`: requests in, answers out, a line each, for as long as the stream lasts.
#pragma once

#include "cli/exit_code.hpp"

namespace CLI {
class App;
}  // namespace CLI

namespace nextfire::cli {

/// Adds the command to the program, and runs it.
class filter_command {
public:
    /// Adds the command.
    explicit filter_command(CLI::App& program);

    /// Says whether the command line asked for this command.
    [[nodiscard]] bool chosen() const;

    /// Answers the lines of standard input in their order until it ends.
    ///
    /// Whatever has arrived is answered before more is waited for, so a program at the other end may ask
    /// and listen in turn.  Blank lines count as lines and get no answer.
    [[nodiscard]] exit_code run() const;

private:
    CLI::App& command_;
};

}  // namespace nextfire::cli
