/// What has a shell complete the program's command lines.
#pragma once

#include "cli/command_outline.hpp"

#include <span>
#include <string>

namespace nextfire::cli {

/// Write what the shell reads, for a program and its commands: the first outline is the program's.
///
/// Completed are commands, flags, files, time zones (which the program itself is asked for), and the words of flags
/// that take one of some.
///
///     source <(nextfire pages bash)
///@{
[[nodiscard]] std::string bash_completion(std::span<const command_outline> commands);
[[nodiscard]] std::string zsh_completion(std::span<const command_outline> commands);
[[nodiscard]] std::string fish_completion(std::span<const command_outline> commands);
///@}

}  // namespace nextfire::cli
