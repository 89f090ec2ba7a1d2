/// `nextfire next`: when a schedule fires.
#pragma once

#include "exit_code.hpp"
#include "schedule_flags.hpp"
#include "starting_point.hpp"

#include <nextfire/schedule.hpp>

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>

namespace CLI {
class App;
}  // namespace CLI

namespace nextfire::cli {

/// Adds the command to the program, and runs it.
class next_command {
public:
    /// Adds the command.  The object must stay where it is until it has run.
    explicit next_command(CLI::App& program);

    /// Says whether the command line asked for this command.
    [[nodiscard]] bool chosen() const;

    /// Prints the occurrences.
    [[nodiscard]] exit_code run() const;

private:
    struct question {
        schedule_spec spec;
        schedule_options options;
        schedule times;
        std::chrono::sys_seconds from;
        std::chrono::sys_seconds until;
        std::uint64_t count;
    };

    [[nodiscard]] result<question> read() const;
    [[nodiscard]] schedule_options read_options(violations& errors) const;
    [[nodiscard]] static exit_code print_text(const question& asked);
    [[nodiscard]] static exit_code print_json(const question& asked);
    [[nodiscard]] static std::string header(const question& asked);
    [[nodiscard]] static std::string why_none(const question& asked);

    CLI::App& command_;
    schedule_flags schedule_;
    starting_point start_;
    std::string until_;
    std::string count_ = "5";
    std::string counting_ = "from-anchor";
    std::string gap_ = "at_transition";
    std::string overlap_ = "first";
    std::string output_ = "text";
    const CLI::Option* until_option_ = nullptr;
};

}  // namespace nextfire::cli
