/// Where the answers begin: an instant, and for schedules of every n days the date they count from.
#pragma once

#include <nextfire/result.hpp>
#include <nextfire/schedule.hpp>

#include <chrono>
#include <optional>
#include <string>

namespace CLI {
class App;
class Option;
}  // namespace CLI

namespace nextfire::cli {

/// Adds `--from` and `--anchor-date` to a command and reads them.
class starting_point {
public:
    /// Adds the flags.  The object must stay where it is until the command line has been read.
    explicit starting_point(CLI::App& command);
    starting_point(const starting_point&) = delete;
    starting_point& operator=(const starting_point&) = delete;

    /// Reads `--from`; without it, gives the present second.  This is the one place in the program that
    /// reads a clock.
    [[nodiscard]] result<std::chrono::sys_seconds> from() const;

    /// Reads `--anchor-date`, if it was given.
    [[nodiscard]] result<std::optional<std::chrono::local_days>> anchor() const;

private:
    std::string from_text_;
    std::string anchor_text_;
    const CLI::Option* from_option_ = nullptr;
    const CLI::Option* anchor_option_ = nullptr;
};

}  // namespace nextfire::cli
