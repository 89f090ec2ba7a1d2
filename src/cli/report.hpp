/// Diagnostics: what the program says on standard error.
#pragma once

#include "cli/exit_code.hpp"
#include "request/value_or_collect.hpp"

#include <nextfire/base/result.hpp>

#include <string_view>

namespace nextfire::cli {

/// Prints every violation, one a line, and gives the exit code that they call for: `failed` where one of
/// them is a file that cannot be read, `refused` otherwise.
///
///     week_list, column 3: expected a weekday from 1 (Sunday) to 7 (Saturday), but found "9"
[[nodiscard]] exit_code refuse(const violations& errors);

/// Prints `nextfire: ` and a sentence, and gives `failed`.
[[nodiscard]] exit_code fail(std::string_view sentence);

using api::value_or_collect;

}  // namespace nextfire::cli
