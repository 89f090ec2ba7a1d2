/// The present.
#pragma once

#include <nextfire/tasks/task.hpp>

namespace nextfire::cli {

/// Reads the clock.  This is the one place in the program that does.
[[nodiscard]] api::sys_millis present();

}  // namespace nextfire::cli
