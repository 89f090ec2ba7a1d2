/// The texts of instants, written into a text that is there already: for who writes millions of them.
#pragma once

#include <chrono>
#include <string>

namespace nextfire::inline v0::detail {

/// Appends what format_instant() gives.  Cost: some 10 ns.
void append_instant(std::string& out, std::chrono::sys_seconds instant);

/// Appends what format_local() gives.
void append_local(std::string& out, std::chrono::local_seconds local);

}  // namespace nextfire::inline v0::detail
