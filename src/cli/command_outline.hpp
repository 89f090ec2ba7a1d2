/// What the program's commands take, as data: what its manual page and its completions are written from.
///
/// It is read off the very parser that reads command lines, so that nothing written from it goes stale.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace CLI {
class App;
}  // namespace CLI

namespace nextfire::cli {

/// What may stand behind a flag, or in the place of a word.
enum class value_kind : std::uint8_t {
    none,    ///< Nothing: a flag that is given or not.
    text,    ///< Anything.
    choice,  ///< One of some words.
    zone,    ///< A time zone's name.
    file,    ///< A file's path.
};

/// A flag of a command, or a word that it takes.
struct flag_outline {
    std::vector<std::string> names;  ///< `-h`, `--help`; of a word its one name, `PATTERN`.
    std::string type;                ///< What is given for it, `TEXT`; empty for a flag without a value.
    std::string help;
    std::string group;  ///< Under which heading it stands.
    value_kind kind = value_kind::none;
    std::vector<std::string> choices;
};

/// A command, or the program itself.
struct command_outline {
    std::string name;
    std::string help;
    std::vector<flag_outline> words;  ///< What it takes without a flag.
    std::vector<flag_outline> flags;
    std::string footer;  ///< What the help says behind the flags.
};

/// Gives the outline of the program, and behind it those of its commands, but for hidden ones.
[[nodiscard]] std::vector<command_outline> outline_commands(const CLI::App& program);

}  // namespace nextfire::cli
