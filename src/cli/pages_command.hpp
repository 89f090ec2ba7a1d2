/// `nextfire pages`: the manual page and the completions of shells, written from what the commands take.
///
/// What a package installs is made by it when the program is built.
#pragma once

#include "cli/exit_code.hpp"

#include <string>

namespace CLI {
class App;
}  // namespace CLI

namespace nextfire::cli {

/// Adds the command to the program, hidden from its help, and runs it.
class pages_command {
public:
    /// Adds the command; the program must live as long.
    explicit pages_command(CLI::App& program);
    pages_command(const pages_command&) = delete;
    pages_command& operator=(const pages_command&) = delete;

    /// Says whether the command line asked for this command.
    [[nodiscard]] bool chosen() const;

    /// Prints what was asked for.
    [[nodiscard]] exit_code run() const;

private:
    const CLI::App& program_;
    CLI::App& command_;
    std::string page_;
};

}  // namespace nextfire::cli
