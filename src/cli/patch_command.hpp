/// `nextfire patch`: one change of a scheduled task, made without a server.
#pragma once

#include "cli/exit_code.hpp"
#include "cli/task_flags.hpp"
#include "cli/text_flag.hpp"

#include <nextfire/base/result.hpp>
#include <nextfire/tasks/task.hpp>

#include <string>

namespace CLI {
class App;
}  // namespace CLI

namespace nextfire::cli {

/// Adds the command to the program, and runs it.
class patch_command {
public:
    /// Adds the command.  The object must stay where it is until it has run.
    explicit patch_command(CLI::App& program);

    /// Says whether the command line asked for this command.
    [[nodiscard]] bool chosen() const;

    /// Prints the task as it is after the change.
    [[nodiscard]] exit_code run() const;

private:
    [[nodiscard]] result<api::task> read_task() const;
    [[nodiscard]] result<api::task> change(const api::task& before, const std::string& body,
                                           api::sys_millis now) const;

    CLI::App& command_;
    std::string task_;
    std::string body_;
    text_flag now_;
    task_flags bodies_;
};

}  // namespace nextfire::cli
