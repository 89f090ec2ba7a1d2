/// Where the answers begin, and what a schedule counts from: an instant, a date.
#pragma once

#include "cli/text_flag.hpp"

#include <nextfire/base/result.hpp>
#include <nextfire/spec/schedule_options.hpp>

#include <chrono>

namespace nextfire::cli {

/// Adds `--from`, `--anchor-date` and `--anchor-instant` to a command and reads them.
class starting_point {
public:
    /// Adds the flags.  The object must stay where it is until the command line has been read.
    explicit starting_point(CLI::App& command);
    starting_point(const starting_point&) = delete;
    starting_point& operator=(const starting_point&) = delete;

    /// Reads `--from`; without it, gives the present second.
    [[nodiscard]] result<std::chrono::sys_seconds> from() const;

    /// Reads the anchors that were given into the options, or collects what is wrong with them.
    void read_anchors(schedule_options& options, violations& errors) const;

private:
    text_flag from_;
    text_flag date_;
    text_flag instant_;
};

}  // namespace nextfire::cli
