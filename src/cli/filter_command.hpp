/// `nextfire filter`: requests in, answers out, a line each, for as long as the stream lasts.
#pragma once

#include "cli/exit_code.hpp"
#include "cli/text_flag.hpp"

namespace CLI {
class App;
}  // namespace CLI

namespace nextfire::cli {

/// Adds the command to the program, and runs it.
class filter_command {
public:
    /// Adds the command.
    explicit filter_command(CLI::App& program);
    filter_command(const filter_command&) = delete;
    filter_command& operator=(const filter_command&) = delete;

    /// Says whether the command line asked for this command.
    [[nodiscard]] bool chosen() const;

    /// Answers the lines of standard input in their order until it ends.
    ///
    /// Whatever has arrived is answered before more is waited for, so a program at the other end may ask
    /// and listen in turn.  Every line gets its answer, a blank one an error.
    [[nodiscard]] exit_code run() const;

private:
    CLI::App& command_;
    bool is_tsv_ = false;
    text_flag questions_;
    text_flag answers_;
};

}  // namespace nextfire::cli
