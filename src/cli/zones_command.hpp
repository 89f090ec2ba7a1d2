/// `nextfire zones`: the time zones that nextfire knows.
#pragma once

#include "cli/exit_code.hpp"

#include <string>

namespace CLI {
class App;
}  // namespace CLI

namespace nextfire::cli {

/// Adds the command to the program, and runs it.
class zones_command {
public:
    /// Adds the command.  The object must stay where it is until it has run.
    explicit zones_command(CLI::App& program);

    /// Says whether the command line asked for this command.
    [[nodiscard]] bool chosen() const;

    /// Prints the names, or the version of the zone data.
    [[nodiscard]] exit_code run() const;

private:
    [[nodiscard]] exit_code refuse_pattern() const;

    CLI::App& command_;
    std::string pattern_;
    bool wants_version_ = false;
};

}  // namespace nextfire::cli
