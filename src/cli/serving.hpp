/// What `nextfire serve` does once its command line has been understood.
#pragma once

#include "cli/exit_code.hpp"

#include <nextfire/tasks/modify.hpp>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>

namespace nextfire::cli {

/// When a change in a database counts as kept.
enum class durability : std::uint8_t { process, power };

/// What to serve, and to whom.
struct serve_settings {
    std::string address;
    int port = 0;                           ///< 0 is any free one.
    std::optional<std::string> database;    ///< The path of a file; in memory without it.
    durability kept = durability::process;  ///< Of a database.
    std::optional<std::string> token_file;  ///< Everybody may do everything without it.
    std::size_t threads = 8;                ///< That answer.
    std::size_t connections = 8192;         ///< At once, if the system has descriptors for them.
    api::task_options tasks = {};
};

/// Serves the API until SIGTERM or SIGINT: the first ends it when what has begun is answered, a second one at
/// once.  A build without NEXTFIRE_BUILD_SERVE only says so.
[[nodiscard]] exit_code serve(const serve_settings& settings);

}  // namespace nextfire::cli
