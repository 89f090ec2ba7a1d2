/// The flags that say what clock changes do to a schedule, and how days are counted.
#pragma once

#include "cli/text_flag.hpp"

#include <nextfire/base/result.hpp>
#include <nextfire/spec/schedule_options.hpp>

namespace nextfire::cli {

/// Adds `--preset`, `--gap`, `--overlap`, `--elapsed` and `--counting` to a command and reads them.
class policy_flags {
public:
    /// Adds the flags.  The object must stay where it is until the command line has been read.
    explicit policy_flags(CLI::App& command);
    policy_flags(const policy_flags&) = delete;
    policy_flags& operator=(const policy_flags&) = delete;

    /// Reads the choices, or collects what is wrong with them; what was not given is as the preset has it.
    [[nodiscard]] schedule_options read(violations& errors) const;

private:
    text_flag preset_;
    text_flag counting_;
    text_flag gap_;
    text_flag overlap_;
    text_flag elapsed_;
};

}  // namespace nextfire::cli
