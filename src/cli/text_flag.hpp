/// A flag with a text, which may be left out.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace CLI {
class App;
class Option;
}  // namespace CLI

namespace nextfire::cli {

/// A flag of a command and what was given for it.
class text_flag {
public:
    /// Makes a flag that no command has yet.
    text_flag() = default;
    text_flag(const text_flag&) = delete;
    text_flag& operator=(const text_flag&) = delete;

    /// What the help says of a flag.
    struct words {
        std::string names;  ///< `--time-zone,--zone`
        const char* type;   ///< What is given for it: `TEXT`.
        std::string help;
    };

    /// Adds the flag to a command, in a group of the help.  The object must stay where it is until the
    /// command line has been read.
    void add_to(CLI::App& command, const words& flag, const char* group = "Options");

    /// Gives the text, if the flag was given.
    [[nodiscard]] std::optional<std::string_view> given() const;

private:
    std::string text_;
    const CLI::Option* option_ = nullptr;
};

}  // namespace nextfire::cli
