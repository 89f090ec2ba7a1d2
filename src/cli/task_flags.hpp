/// The flags that say what the body of a request may hold.
#pragma once

#include <nextfire/tasks/modify.hpp>

namespace CLI {
class App;
}  // namespace CLI

namespace nextfire::cli {

/// Adds `--ascii-names` and `--accept-unknown` to a command and reads them.
class task_flags {
public:
    /// Adds the flags.  The object must stay where it is until the command line has been read.
    explicit task_flags(CLI::App& command);
    task_flags(const task_flags&) = delete;
    task_flags& operator=(const task_flags&) = delete;

    /// Gives what was chosen.
    [[nodiscard]] api::task_options read() const;

private:
    bool ascii_names_ = false;
    bool accept_unknown_ = false;
};

}  // namespace nextfire::cli
