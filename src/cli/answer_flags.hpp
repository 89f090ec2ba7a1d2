/// How much is answered, and as text or as JSON: `--count` and `--output`.
#pragma once

#include "cli/text_flag.hpp"

#include <nextfire/base/result.hpp>

#include <cstdint>
#include <string>

namespace CLI {
class App;
}  // namespace CLI

namespace nextfire::cli {

/// The flag `--count` of a command: how many occurrences are told at most, 5 unless it is given.
class count_flag {
public:
    /// Adds the flag.  The object must stay where it is until the command line has been read.
    void add_to(CLI::App& command);

    /// Gives the number, 0 to most_occurrences, or what is wrong with it.
    [[nodiscard]] result<std::uint64_t> read() const;

private:
    text_flag text_;
};

/// The flag `--output` of a command: text unless JSON is asked for.
class output_flag {
public:
    output_flag() = default;
    output_flag(const output_flag&) = delete;
    output_flag& operator=(const output_flag&) = delete;

    /// Adds the flag.  The object must stay where it is until the command line has been read.
    void add_to(CLI::App& command);

    /// Says whether JSON was asked for.
    [[nodiscard]] bool is_json() const noexcept { return format_ == "json"; }

private:
    std::string format_ = "text";
};

}  // namespace nextfire::cli
