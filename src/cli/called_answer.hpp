/// What `nextfire call` says of an answer.
#pragma once

#include "cli/calling.hpp"
#include "cli/exit_code.hpp"

#include <nextfire/calls/operation.hpp>

namespace nextfire::cli {

/// Prints what was asked for as one line of JSON, or nothing where there is nothing to tell; a failure as
/// `error_code: error_msg` on standard error, with its status.
///
///     WKS.00000404: there is no task 42 (status 404)
[[nodiscard]] exit_code print_answer(api::operation asked, const sending_outcome& sent);

}  // namespace nextfire::cli
