/// The stores that a server can keep its tasks in.
#pragma once

#include "cli/serving.hpp"

#include <nextfire/base/result.hpp>
#include <nextfire/tasks/task_store.hpp>

#include <memory>

namespace nextfire::cli {

/// Opens the store that is asked for, or gives a violation `unreadable`; also where a database is asked for
/// and the program was built without SQLite.
[[nodiscard]] result<std::shared_ptr<api::task_store>> open_store(const serve_settings& settings);

}  // namespace nextfire::cli
