/// `nextfire next`: when a schedule fires.
#pragma once

#include "cli/answer_flags.hpp"
#include "cli/exit_code.hpp"
#include "cli/policy_flags.hpp"
#include "cli/schedule_answer.hpp"
#include "cli/schedule_flags.hpp"
#include "cli/starting_point.hpp"
#include "cli/text_flag.hpp"

#include <nextfire/base/result.hpp>

namespace CLI {
class App;
}  // namespace CLI

namespace nextfire::cli {

/// Adds the command to the program, and runs it.
class next_command {
public:
    /// Adds the command.  The object must stay where it is until it has run.
    explicit next_command(CLI::App& program);

    /// Says whether the command line asked for this command.
    [[nodiscard]] bool chosen() const;

    /// Prints the occurrences.
    [[nodiscard]] exit_code run() const;

private:
    [[nodiscard]] result<question> read() const;

    CLI::App& command_;
    schedule_flags schedule_;
    starting_point start_;
    policy_flags policies_;
    text_flag until_;
    count_flag count_;
    output_flag output_;
};

}  // namespace nextfire::cli
