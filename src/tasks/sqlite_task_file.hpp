/// The file in which an sqlite_store keeps its tasks: what makes it ours, and its tables.
#pragma once

#include "tasks/sqlite_connection.hpp"

#include <nextfire/base/result.hpp>
#include <nextfire/tasks/sqlite_store.hpp>

#include <chrono>
#include <memory>
#include <string>
#include <string_view>

namespace nextfire::inline v0::api {

/// Opens a file of tasks and makes it where there is none or an empty one, or gives the violation
/// `unreadable`.  Any number of processes may open a new file at once.
///
/// A file of another program or a later version is not touched: not its content, and not a log or a journal
/// that lies beside it and that to read it through SQLite would bring home.
[[nodiscard]] result<std::unique_ptr<sqlite_connection>> open_task_file(const std::string& path,
                                                                        const sqlite_options& options);

/// Gives the violation `unreadable`, "cannot open the database tasks.db: …".
[[nodiscard]] violation cannot_open(const std::string& path, std::string_view reason);

/// Gives the patience within the bounds that clocks and SQLite can work with: none to one hour.
[[nodiscard]] std::chrono::milliseconds bounded_patience(const sqlite_options& options) noexcept;

}  // namespace nextfire::inline v0::api
