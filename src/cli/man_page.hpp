/// The manual page of the program, for man(1).
#pragma once

#include "cli/command_outline.hpp"

#include <span>
#include <string>

namespace nextfire::cli {

/// Writes the page of a program and its commands: the first outline is the program's.
///
///     nextfire pages man | man -l -
[[nodiscard]] std::string man_page(std::span<const command_outline> commands);

}  // namespace nextfire::cli
