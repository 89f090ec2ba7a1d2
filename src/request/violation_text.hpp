/// Violations as people read them.
#pragma once

#include <nextfire/base/result.hpp>

#include <string>

namespace nextfire::inline v0::api {

/// Appends a violation without a line end; a control character in it is shown as an escape.
///
///     week_list, column 3: expected a weekday from 1 (Sunday) to 7 (Saturday), but found "9"
void append_violation(std::string& out, const violation& error);

/// Gives all violations, one a line, without a line end behind the last.
[[nodiscard]] std::string violation_lines(const violations& errors);

}  // namespace nextfire::inline v0::api
