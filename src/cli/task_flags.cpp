#include "cli/task_flags.hpp"

#include <CLI/CLI.hpp>

namespace nextfire::cli {

task_flags::task_flags(CLI::App& command) {
    command.add_flag("--ascii-names", ascii_names_, "let names of tasks have no ideographs");
    command.add_flag("--accept-unknown", accept_unknown_, "pass over members that nobody knows");
}

api::task_options task_flags::read() const {
    api::task_options options;
    if (ascii_names_) options.names = api::name_alphabet::ascii;
    if (accept_unknown_) options.unknown = api::unknown_members::accepted;
    return options;
}

}  // namespace nextfire::cli
