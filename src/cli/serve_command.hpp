/// `nextfire serve`: the API of scheduled tasks over HTTP, to try it.
#pragma once

#include "cli/exit_code.hpp"
#include "cli/task_flags.hpp"
#include "cli/text_flag.hpp"

#include <cstddef>
#include <optional>
#include <string>

namespace CLI {
class App;
}  // namespace CLI

namespace nextfire::cli {

/// Adds the command to the program, and runs it.
class serve_command {
public:
    /// Adds the command.  The object must stay where it is until it has run.
    explicit serve_command(CLI::App& program);

    /// Says whether the command line asked for this command.
    [[nodiscard]] bool chosen() const;

    /// Serves until a signal ends it.
    [[nodiscard]] exit_code run() const;

private:
    CLI::App& command_;
    std::string host_ = "127.0.0.1";
    int port_ = 8080;
    std::string store_ = "memory";
    std::optional<std::string> durability_;
    text_flag token_file_;
    bool is_open_ = false;
    std::size_t threads_ = 8;
    std::size_t connections_ = 8192;
    task_flags bodies_;
};

}  // namespace nextfire::cli
